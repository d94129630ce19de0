"""Who acts or is acted for in a school's policy, by every title: each group is one party."""

from __future__ import annotations

from toolkit.language.phrases import lookup
from toolkit.language.roles import ROLES

# Roles that are parties under another name, below.
OTHERS = (
    *("pupil", "governor", "parent", "employee", "teacher", "head of department"),
    *("head of year", "network manager", "teaching assistant"),
)

# Who acts or is acted for. Titles of one role are one party; ROLES holds those a school renames.
PARTIES: dict[str, tuple[str, ...]] = {
    **{role: titles for role, titles in ROLES.items() if role not in OTHERS},
    "chair": tuple(title for title in ROLES["chair"] if title != "chair"),  # may be of a panel
    "pupils": (*ROLES["pupil"], "children", "young people", "son or daughter"),
    "governing body": (*ROLES["governing body"], *ROLES["governor"]),
    "staff": (
        "staff",
        "member of staff",
        "members of staff",
        "staff member",
        "employee",
        "workforce",
        "personnel",
        "colleague",
        "worker",
    ),
    "teaching staff": ("teaching staff", *ROLES["teacher"]),
    "support staff": ("support staff", "non-teaching staff", *ROLES["teaching assistant"]),
    "supply staff": ("supply staff", "agency staff", "supply teacher", "agency worker"),
    "line manager": ("line manager", "manager", "supervisor"),
    "head of department": (*ROLES["head of department"], *ROLES["head of year"]),
    "volunteers": ("volunteer",),
    "parents": ("parent", "guardian", "parent carer"),
    "carers": ("carer",),
    "visitors": ("visitor",),
    "contractors": ("contractor", "supplier"),
    "trainees": ("trainee", "student teacher", "students on placement", "apprentice"),
    "community users": ("hirer", "community user"),
    "former pupils": ("former pupil", "former student", "ex-pupil", "past pupil"),
    "hr": ("human resources", "hr", "hr adviser", "hr provider", "personnel team"),
    "lado": ("lado", "local authority designated officer", "designated officer"),
    "police": ("police",),
    "social care": (
        "social care",
        "children's social care",
        "social services",
        "children's services",
        "social worker",
    ),
    "ofsted": ("ofsted",),
    "nurse": ("nurse", "school nurse", "matron"),
    "first aider": ("first aider",),
    "attendance officer": (*ROLES["attendance officer"], "education welfare officer"),
    "data protection officer": ("data protection officer", "dpo"),
    "technician": ("technician", *ROLES["network manager"], "it support"),
    "union": (
        "trade union",
        "union",
        "professional association",
        "trade union representative",
        "union representative",
    ),
    "panel": ("panel", "committee", "appeal panel", "disciplinary committee"),
    "investigating officer": ("investigating officer", "investigator"),
    "department": ("department for education", "dfe", "secretary of state"),
    "school council": ("school council", "student council", "pupil council"),
    "friend": ("friend", "companion"),
    "whistleblower": ("whistleblower",),
    "third parties": ("third party", "partner agency", "partner agencies"),
}
PARTY = lookup(PARTIES, plurals=True)
