"""The language of school policies: forms of words, and what schools and their posts are called."""

from __future__ import annotations


def listed(text: str) -> frozenset[str]:
    """Read a list of words."""
    return frozenset(text.split())


# Forms that no ending explains.
IRREGULAR: dict[str, str] = dict(
    pair.split("=")
    for pair in sorted(
        listed(
            """
    using=use gave=give given=give kept=keep told=tell sent=send made=make taken=take took=take
    held=hold understood=understand sought=seek brought=bring bought=buy found=find left=leave
    met=meet paid=pay said=say spoke=speak spoken=speak shown=show wrote=write written=write
    chosen=choose chose=choose began=begin begun=begin arose=arise arisen=arise forbade=forbid
    forbidden=forbid children=child people=person men=man women=woman policies=policy
    bodies=body parties=party copies=copy duties=duty dealt=deal felt=feel thought=think
    worn=wear wore=wear done=do drawn=draw drew=draw seen=see saw=see known=know knew=know
    lost=lose won=win stood=stand taught=teach caught=catch led=lead ran=run sat=sit laid=lay
    stolen=steal stole=steal thrown=throw threw=throw broken=break broke=break driven=drive
    drove=drive fallen=fall fell=fall forgotten=forget forgot=forget hidden=hide hid=hide
    grown=grow grew=grow built=build lent=lend spent=spend slept=sleep eaten=eat ate=eat
    drunk=drink drank=drink swum=swim rung=ring rang=ring hung=hang sold=sell heard=hear
    """
        )
    )
)

# Numbers in words, which a school may print in figures.
NUMBERS: dict[str, str] = {
    word: str(value)
    for value, word in enumerate(
        [
            "zero",
            "one",
            "two",
            "three",
            "four",
            "five",
            "six",
            "seven",
            "eight",
            "nine",
            "ten",
            "eleven",
            "twelve",
            "thirteen",
            "fourteen",
            "fifteen",
            "sixteen",
            "seventeen",
            "eighteen",
            "nineteen",
            "twenty",
        ]
    )
}
# Ordinals, which it may print in figures too.
ORDINALS: dict[str, str] = {
    "first": "1st",
    "second": "2nd",
    "third": "3rd",
    **{f"{word}th": f"{n}th" for n, word in ((4, "four"), (6, "six"), (7, "seven"), (10, "ten"))},
    "fifth": "5th",
    "eighth": "8th",
    "ninth": "9th",
}

# What a school may call itself. Plurals and possessives are worked out.
NOUNS = (
    "school",
    "academy",
    "federation",
    "trust",
    "college",
    "nursery",
    "pre-school",
    "setting",
    "centre",
    "unit",
    "partnership",
)


def _committees(*functions: str) -> tuple[str, ...]:
    """Give the committees of one or two functions: "finance committee", "pay and finance …"."""
    pairs = (f"{one} and {other}" for one in functions for other in functions if one != other)
    return tuple(f"{function} committee" for function in (*functions, *pairs))


# Post titles and bodies that are one role under another name, by role. A change within a group is
# localisation when it is made consistently; a change between groups moves the duty.
ROLES: dict[str, tuple[str, ...]] = {
    "head": (
        "headteacher",
        "head teacher",
        "head",
        "headmaster",
        "head master",
        "headmistress",
        "head mistress",
        "principal",
        "executive head",
        "executive headteacher",
        "executive head teacher",
        "executive principal",
        "head of school",
        "head of academy",
        "acting headteacher",
        "co-headteacher",
        "co-head",
        "co-principal",
        "head of centre",
        "head of college",
        "head of nursery",
        "nursery manager",
        "nursery leader",
        "pre-school manager",
        "pre-school leader",
        "setting manager",
        "centre manager",
        "head of setting",
        "head of unit",
        "head of federation",
        "school principal",
        "academy principal",
        "college principal",
    ),
    "deputy": (
        "deputy headteacher",
        "deputy head teacher",
        "deputy head",
        "vice principal",
        "deputy principal",
    ),
    "governing body": (
        "governing body",
        "governing board",
        "fgb",
        "lgb",
        "local governing body",
        "local governing board",
        "board of governors",
        "governors",
        "trust board",
        "board of trustees",
        "trustees",
        "board of directors",
        "academy council",
        "local academy council",
        "academy board",
        "local governing committee",
        "academy committee",
        "management committee",
        "interim executive board",
        "federation governing body",
        "federation governing board",
        "federated governing body",
        "federated governing board",
        "federation board",
        "school governing body",
        "school governing board",
        "academy governing body",
        "academy governing board",
        "college governing body",
        "college governing board",
        "nursery governing body",
        "trust governing board",
        "governing committee",
        "local board",
        "academy trust board",
        "partnership board",
        "executive board",
        "advisory board",
        "local advisory board",
        "corporation",
        "college corporation",
        "governing council",
        "board of management",
        "board of managers",
        "management board",
        "local academy board",
        "local academy committee",
        "local school board",
        "local school committee",
        "local governing council",
        "school board",
    ),
    "chair": (
        "chair of governors",
        "chairman of governors",
        "chairperson of governors",
        "chair of directors",
        "chair of the board",
        "chair",
    ),
    "governor": (
        "governor",
        "trustee",
        "director",
        "council member",
        "board member",
        "corporation member",
        "member of the corporation",
        "member of the board",
        "member of the governing body",
        "member of the governing board",
        "member of the trust board",
        "member of the board of trustees",
    ),
    "pupil": (
        "pupil",
        "student",
        "child",
        "learner",
        "scholar",
        "young person",
        "young learner",
        "child or young person",
        "children and young people",
    ),
    # The law's "parent" is whoever has care of a child (Education Act 1996, section 576).
    "parent": (
        "parent",
        "parent and carer",
        "parents and carers",
        "parent or carer",
        "parents or carers",
        "parent or guardian",
        "parents and guardians",
        "parents or guardians",
        "families",
    ),
    "employee": (
        "employee",
        "staff",
        "member of staff",
        "members of staff",
        "colleague",
        "team member",
        "member of the team",
        "members of the team",
        "team",
    ),
    "business manager": (
        "business manager",
        "business leader",
        *(f"{noun} business {post}" for noun in NOUNS for post in ("manager", "leader")),
        "school bursar",
        "bursar",
        "business director",
        "director of business",
        "finance manager",
        "finance director",
        "director of finance",
        "operations manager",
        "director of operations",
        "chief finance officer",
        "chief financial officer",
        "chief operating officer",
        "cfo",
    ),
    "teacher": (
        "teacher",
        "class teacher",
        "form tutor",
        "form teacher",
        "tutor",
        "personal tutor",
        "key person",
        "key worker",
        "practitioner",
        "early years practitioner",
    ),
    "teaching assistant": (
        "teaching assistant",
        "ta",
        "learning support assistant",
        "lsa",
        "classroom assistant",
        "teaching and learning assistant",
        "learning assistant",
    ),
    "midday supervisor": (
        *("midday supervisor", "lunchtime supervisor", "midday meals supervisor"),
        *("midday assistant", "lunchtime assistant", "midday supervisory assistant"),
        *("lunchtime supervisory assistant", "mdsa", "msa"),
    ),
    "office manager": (
        *("office manager", "school office manager", "school secretary", "school administrator"),
        *("administration manager", "administrative officer"),
    ),
    "resources committee": _committees(
        *("resources", "finance", "staffing", "personnel", "people", "pay", "human resources"),
        *("hr", "premises", "buildings", "business", "general purposes"),
    ),
    "curriculum committee": _committees(
        *("curriculum", "standards", "teaching and learning", "achievement", "attainment"),
        *("quality of education", "school improvement", "learning", "progress"),
    ),
    "senco": (
        "senco",
        "sendco",
        "special educational needs co-ordinator",
        "special educational needs and disabilities co-ordinator",
        "inclusion manager",
        "inclusion leader",
        "inclusion lead",
        "alnco",
        "additional learning needs co-ordinator",
    ),
    "examinations officer": (
        "examinations officer",
        "exams officer",
        "examinations manager",
        "exams manager",
        "examinations co-ordinator",
        "exams co-ordinator",
    ),
    "attendance officer": (
        "attendance officer",
        "attendance manager",
        "attendance lead",
        "attendance leader",
    ),
    "network manager": ("network manager", "it manager", "ict manager", "it network manager"),
    "head of department": (
        "head of department",
        "head of faculty",
        "subject leader",
        "curriculum leader",
        "faculty leader",
        "principal teacher",
    ),
    "head of year": ("head of year", "year leader", "pastoral leader", "head of house"),
    "clerk": (
        "clerk",
        "clerk to governors",
        "governance professional",
    ),
    "site manager": (
        "site manager",
        "caretaker",
        "site supervisor",
        "premises manager",
        "premises officer",
        "estates manager",
        "facilities manager",
    ),
    "safeguarding lead": (
        "designated safeguarding lead",
        "dsl",
        "designated senior person",
        "designated safeguarding officer",
        "designated person",
        "child protection officer",
        "designated child protection officer",
    ),
    "leadership": (
        "senior leadership team",
        "senior management team",
        "leadership team",
        "slt",
        "smt",
    ),
    "authority": (
        "local authority",
        "county council",
        "the authority",
        "la",
        "council",
        "city council",
        "borough council",
        "district council",
        "metropolitan borough council",
        "county",
        "borough",
        "local education authority",
        "lea",
    ),
}
ROLES["chair"] += tuple(
    title
    for body in ROLES["governing body"]
    for title in (f"chair of the {body}", f"chair of {body}")
)
ROLES["clerk"] += tuple(f"clerk to the {body}" for body in ROLES["governing body"])

# Words that carry duty, number, scope or exception: no renaming may swallow them.
RESERVED = listed(
    """
    must shall will should ought may can could might would need needs required expected advised
    encouraged recommended never not no cannot without neither nor none all every each any some
    only both most always unless except excluding subject provided where if when before after
    within until immediately promptly day days week weeks month months year years hour hours
    term terms daily weekly monthly termly annually annual one two three four five six seven
    eight nine ten once twice minimum maximum least staff employee employees teacher teachers
    governor governors governing head headteacher manager managers parent parents carer carers
    volunteer volunteers team committee panel police lado
    """
)
