"""Made-up policies whose clauses are known, drawn at random from a seed, one for each trait.

A source is a list of pieces in reading order. What a careful reader would call a clause is in
`truth`; the rest (title, cover table, contents list) is there to get in the way.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Literal

PieceKind = Literal[
    "title", "cover", "contents", "heading", "paragraph", "item", "bullet", "quote", "note", "table"
]
Scheme = Literal["decimal", "sections", "letters", "plain"]


@dataclass(frozen=True, slots=True)
class Piece:
    """`level` is 0 for a section's heading, then deeper. `rows` belong to tables alone."""

    kind: PieceKind
    text: str = ""
    label: str = ""
    level: int = 0
    rows: tuple[tuple[str, ...], ...] = ()


@dataclass(frozen=True, slots=True)
class Source:
    """A policy to be produced. `traits` says what is awkward about it."""

    name: str
    traits: frozenset[str]
    school: str
    title: str
    adopted_on: str
    review_on: str
    pieces: tuple[Piece, ...]
    header: str = ""
    footer: str = ""

    @property
    def truth(self) -> list[tuple[str, str]]:
        """(label, text) of every clause in reading order; a table's rows joined with ` | `."""
        return list(_truth(self.pieces))


def _truth(pieces: tuple[Piece, ...]) -> Iterator[tuple[str, str]]:
    for piece in pieces:
        if piece.kind in {"title", "cover", "contents"}:
            continue
        if piece.kind == "table":
            yield from (("", " | ".join(row)) for row in piece.rows)
        else:
            yield piece.label, piece.text


SUBJECTS = (
    "Members of staff", "The headteacher", "The chair of governors", "Volunteers and visitors",
    "The designated safeguarding lead", "The office manager", "Agency and supply staff",
    "The staffing committee", "Anyone who coaches a club", "The premises team", "Line managers",
    "The clerk to the governors", "Trainee teachers", "Each phase leader", "The network technician",
)  # fmt: skip
DUTIES = (
    "must keep a written note of", "should speak to a colleague before starting",
    "will review each half term", "may be asked to explain", "must not delete or conceal",
    "is expected to report without delay", "should never photograph", "must sign for",
    "will agree in advance", "are advised to store well away from pupils",
    "may lend, with written consent,", "must hand over on the last working day",
    "should describe in plain English", "will publish on the staff notice board",
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
)  # fmt: skip
ENDINGS = (
    "within 14 days of the event", "unless the chair has agreed otherwise in writing",
    "before 8.30 am on a school day", "for at least six years", "as described in section 4. The rest of the file stays closed",
    "and record the reason in the daily log", "whatever the hour or the place",
    "so that nobody is left in doubt", "in line with the county’s retention schedule",
    "at the first staff meeting of each term", "where a pupil’s safety could be affected",
    "using the “blue form” kept in reception", "by telephone, not by text message",
    "(see the staff handbook, page 12)", "even if the matter seems trivial",
)  # fmt: skip
HEADINGS = (
    "Purpose", "Who this policy covers", "Background", "What we expect of everyone",
    "Keeping records", "Working off site", "Equipment and devices", "Reporting a concern",
    "Confidentiality", "Visitors and volunteers", "Training and induction", "Monitoring",
    "Breaches of this policy", "Complaints", "Links with other policies", "Review",
)  # fmt: skip
SCHOOLS = (
    "Oakfield Primary School",
    "Harrow Lane Academy",
    "St Botolph’s C of E School",
    "Millbrook Federation",
)


class Writer:
    """Draws sentences that are all different, so that each clause can be told from the others."""

    def __init__(self, seed: int) -> None:
        self.random = random.Random(seed)
        self.used: set[str] = set()

    def sentence(self) -> str:
        while True:
            parts = [self.random.choice(bank) for bank in (SUBJECTS, DUTIES, OBJECTS, ENDINGS)]
            text = " ".join(parts) + "."
            if text not in self.used:
                self.used.add(text)
                return text

    def text(self, low: int, high: int) -> str:
        return " ".join(self.sentence() for _ in range(self.random.randint(low, high)))

    def phrase(self) -> str:
        return self.sentence().removesuffix(".").split(" ", 1)[1] + ";"


ROMAN = ("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x")
TABLE = (
    ("Event", "Who is told", "By when"),
    ("A device is lost", "Headteacher and county help desk", "Same working day"),
    ("A password is shared by mistake", "Network technician", "At once, and in any case before the next lesson"),
    ("A photograph is published without consent", "Designated safeguarding lead", "Within one day"),
)  # fmt: skip


@dataclass
class Draft:
    """The pieces so far; `scheme` decides how they are numbered."""

    scheme: Scheme
    writer: Writer
    pieces: list[Piece] = field(default_factory=list)
    section: int = 0

    def heading(self, text: str) -> None:
        self.section += 1
        label = {
            "decimal": f"{self.section}.",
            "sections": f"Section {self.section}:",
            "letters": f"{self.section}.",
            "plain": "",
        }[self.scheme]
        caps = text.upper() if self.scheme == "decimal" else text
        self.pieces.append(Piece("heading", caps, label))

    def paragraphs(self, count: int, low: int = 1, high: int = 3) -> None:
        if self.scheme == "sections":
            sub = f"{self.section}.1"
            self.pieces.append(Piece("heading", "In practice", sub, 1))
        for n in range(1, count + 1):
            label = {
                "decimal": f"{self.section}.{n}",
                "sections": f"{self.section}.1.{n}",
                "letters": "",
                "plain": "",
            }[self.scheme]
            self.pieces.append(Piece("paragraph", self.writer.text(low, high), label, 1))

    def items(self, count: int) -> None:
        for n in range(count):
            text = self.writer.phrase()
            if self.scheme == "decimal":
                self.pieces.append(Piece("item", text, f"({ROMAN[n]})", 2))
            elif self.scheme == "letters":
                self.pieces.append(Piece("item", text, f"{'abcdefghij'[n]})", 2))
            else:
                self.pieces.append(Piece("bullet", text, "•", 2))

    def bullets(self, count: int, level: int = 3) -> None:
        for _ in range(count):
            self.pieces.append(Piece("bullet", self.writer.phrase(), "•", level))

    def quotation(self) -> None:
        self.pieces.append(Piece("quote", "Talking with families", "12.", 2))
        self.pieces.append(Piece("quote", self.writer.text(1, 2), "", 2))
        self.pieces.append(Piece("quote", self.writer.text(1, 1), "", 2))


def source(
    name: str, seed: int, scheme: Scheme, traits: frozenset[str], sections: int = 7
) -> Source:
    """Draw one policy of about `sections` sections with the traits named."""
    draft = Draft(scheme, Writer(seed))
    draw = draft.writer.random
    school = draw.choice(SCHOOLS)
    for number, heading in enumerate(draw.sample(HEADINGS, sections)):
        draft.heading(heading)
        draft.paragraphs(draw.randint(2, 4), 1, 5 if "long" in traits else 3)
        if number % 2:
            draft.items(draw.randint(3, 6))
        if number % 3 == 1:
            draft.bullets(3)
        if number == 2 and "note" in traits:
            draft.pieces.append(Piece("note", f"*({draft.writer.text(1, 2)})", "", 1))
        if number == 3 and "quotation" in traits:
            draft.quotation()
        if number == 4 and "table" in traits:
            draft.pieces.append(Piece("table", rows=TABLE))
    title = "Lone Working and Equipment Policy"
    cover = [Piece("title", title), *_cover(traits, school)]
    if "contents" in traits:
        heads = [(f"{p.label} {p.text}".strip(), "") for p in draft.pieces if p.kind == "heading"]
        rows = tuple((text, str(2 + n // 3)) for n, (text, _) in enumerate(heads))
        cover.append(Piece("contents", "Contents", rows=rows))
    running = "running" in traits
    return Source(
        name, traits, school, title, "2024-09-12", "2025-09", tuple(cover + draft.pieces),
        header=school if running else "", footer="Lone Working and Equipment Policy" if running else "",
    )  # fmt: skip


def _cover(traits: frozenset[str], school: str) -> list[Piece]:
    if "cover" not in traits:
        return [Piece("title", school)]
    rows = (
        ("School:", school),
        ("Date adopted:", "12 September 2024"),
        ("Review date:", "September 2025"),
        ("Approved by:", "Full governing body"),
    )
    return [Piece("cover", rows=rows)]


def sources() -> list[Source]:
    """One source for each trait, and some with everything at once."""
    plain: list[tuple[str, Scheme, tuple[str, ...]]] = [
        ("decimal", "decimal", ()),
        ("sections", "sections", ()),
        ("letters", "letters", ()),
        ("unnumbered", "plain", ()),
        ("automatic", "decimal", ("auto",)),
        ("cover", "letters", ("cover",)),
        ("contents", "decimal", ("contents", "running")),
        ("running", "decimal", ("running", "long")),
        ("justified", "decimal", ("justified", "hyphenated", "long")),
        ("columns", "letters", ("columns", "hyphenated")),
        ("quotation", "decimal", ("quotation", "note")),
        ("table", "decimal", ("table",)),
        ("landscape", "sections", ("landscape",)),
        ("watermark", "plain", ("watermark", "running")),
        ("small", "decimal", ("tight", "long")),
        ("everything", "decimal", ("cover", "contents", "running", "quotation", "note", "table", "justified", "long")),
        ("everything-plain", "plain", ("cover", "running", "table", "note", "long")),
    ]  # fmt: skip
    return [
        source(name, 100 + n, scheme, frozenset(traits))
        for n, (name, scheme, traits) in enumerate(plain)
    ]
