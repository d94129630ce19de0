"""Words for made-up policies: no two clauses of a document say the same."""

from __future__ import annotations

import random

SUBJECTS = (
    "Members of staff", "The headteacher", "The chair of governors", "Volunteers and visitors",
    "The designated safeguarding lead", "The office manager", "Agency and supply staff",
    "The staffing committee", "Anyone who coaches a club", "The premises team", "Line managers",
    "The clerk to the governors", "Trainee teachers", "Each phase leader", "The network technician",
    "Parents/carers and guests", "Staff in Year 2 and Year 6", "“Keyholders”", "12 named first-aiders",
)  # fmt: skip
DUTIES = (
    "must keep a written note of", "should speak to a colleague before starting",
    "will review each half term", "may be asked to explain", "must not delete or conceal",
    "is expected to report without delay", "should never photograph", "must sign for",
    "will agree in advance", "are advised to store well away from pupils",
    "may lend, with written consent,", "must hand over on the last working day",
    "should describe in plain English", "will publish on the staff notice board",
    "has a duty to challenge (politely)", "cannot delegate",
)  # fmt: skip
OBJECTS = (
    "any device that leaves the building overnight", "messages that arrive outside office hours",
    "the keys to the filing cabinet in the first-floor office", "e-mail accounts shared by a team",
    "photographs taken on a residential visit", "the register of business interests",
    "conflicts between two timetables", "a concern about a colleague’s well-being",
    "passwords, passcodes and other identifiers", "the list of staff who are off site",
    "gifts worth more than £25", "long-term loans of equipment", "the officer’s reply in full",
    "files that name a child", "second-hand equipment offered by a family",
    "the fire-drill log for the sports hall", "an unfinished risk assessment",
    "the form at www.example-county.test/schools/forms/returns", "the 2.5 hours of non-contact time",
    "requests sent to office@oakfield.example-county.test", "cash, cheques, IOUs, etc.",
)  # fmt: skip
ENDINGS = (
    "within 14 days of the event", "unless the chair has agreed otherwise in writing",
    "before 8.30 am on a school day", "for at least six years",
    "as described in section 4. The rest of the file stays closed",
    "and record the reason in the daily log", "whatever the hour or the place",
    "so that nobody is left in doubt", "in line with the county’s retention schedule",
    "at the first staff meeting of each term", "where a pupil’s safety could be affected",
    "using the “blue form” kept in reception", "by telephone, not by text message",
    "(see the staff handbook, page 12)", "even if the matter seems trivial",
    "under section 175 of the Education Act 2002", "subject to paragraph 3.2 (b) above",
    "as set out in Part B of the staff code", "at a ratio of 1:10, i.e. one adult to ten pupils",
    "on or before 12 May 2025", "in 95% of cases (Appendix C gives examples)",
)  # fmt: skip
HEADINGS = (
    "Purpose", "Who this policy covers", "Background", "What we expect of everyone",
    "Keeping records", "Working off site", "Equipment and devices", "Reporting a concern",
    "Confidentiality", "Visitors and volunteers", "Training and induction", "Monitoring",
    "Breaches of this policy", "Complaints", "Links with other policies", "Review",
    "Roles and responsibilities", "Health and safety", "Lone working: the basics", "Data protection",
    "How do we put things right?", "School trips and visits",
)  # fmt: skip
SCHOOLS = (
    "Oakfield Primary School", "Harrow Lane Academy", "St Botolph’s C of E School",
    "Millbrook Federation", "The Meadows Special School", "Holy Trinity CE (VA) Junior School",
    "Fernhill Nursery School", "King Alfred’s College",
)  # fmt: skip
TITLES = (
    "Lone Working and Equipment Policy", "Staff Code of Conduct", "Attendance Management Procedure",
    "Charging and Remissions Policy", "Policy on the Use of Mobile Phones",
)  # fmt: skip
TABLE_HEAD = ("Event", "Who is told", "By when")
EVENTS = (
    "A device is lost", "A password is shared by mistake", "A photograph is published without consent",
    "A key is not returned", "A visitor arrives without an appointment", "A pupil is collected late",
    "A door alarm fails out of hours", "A parent records a meeting", "A trip is cancelled",
    "A first-aid box is found empty", "A laptop goes home unsigned", "A complaint names a governor",
)  # fmt: skip
TOLD = (
    "Headteacher and county help desk", "Network technician", "Designated safeguarding lead",
    "Office manager", "Chair of governors, in writing", "Premises team (see rota)",
)  # fmt: skip
WHEN = (
    "Same working day", "At once, and in any case before the next lesson", "Within one day",
    "By the end of the week", "Within 14 days",
)  # fmt: skip
NOTES = (
    "As amended; the county keeps the current text on its website.",
    "Governors of a federation act for each of its schools.",
    "For academies read “trustees” throughout.",
    "This does not apply to a school with fewer than 30 pupils.",
)  # fmt: skip


class Writer:
    """Draws sentences that are all different, so that each clause can be told from the others."""

    def __init__(self, seed: int) -> None:
        self.random = random.Random(seed)
        self.used: set[str] = set()

    def sentence(self) -> str:
        """Draw a sentence that has not been drawn before; one in eight is short."""
        while True:
            banks = (SUBJECTS, DUTIES, OBJECTS, ENDINGS)
            kept = banks[:3] if self.random.random() < 0.12 else banks
            text = " ".join(self.random.choice(bank) for bank in kept).removesuffix(".") + "."
            if text not in self.used:
                self.used.add(text)
                return text

    def text(self, low: int, high: int) -> str:
        """Draw a paragraph of some sentences."""
        return " ".join(self.sentence() for _ in range(self.random.randint(low, high)))

    def line(self) -> str:
        """Draw a sentence short enough for one line."""
        while True:
            text = " ".join(self.random.choice(bank) for bank in (SUBJECTS, DUTIES, OBJECTS)) + "."
            if text not in self.used:
                self.used.add(text)
                return text

    def phrase(self) -> str:
        """Draw an item of a list, which ends no sentence."""
        words = self.sentence().removesuffix(".")
        return next(words[len(s) + 1 :] for s in SUBJECTS if words.startswith(s)) + ";"

    def row(self) -> tuple[str, str, str]:
        """Draw a table's row."""
        while True:
            row = tuple(self.random.choice(bank) for bank in (EVENTS, TOLD, WHEN))
            if " ".join(row) not in self.used:
                self.used.add(" ".join(row))
                return row  # type: ignore[return-value]
