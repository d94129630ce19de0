"""Made-up policies whose clauses are known, drawn at random from a seed, some for each trait.

A source is a list of pieces in reading order. What a careful reader would call a clause is in
`truth`; the rest (title, cover table, contents list) is there to get in the way.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Literal

from benchmarks.wording import HEADINGS, NOTES, SCHOOLS, TABLE_HEAD, TITLES, Writer

PieceKind = Literal[
    "title", "cover", "contents", "heading", "paragraph", "item", "bullet", "quote", "note",
    "table", "numbered", "box", "signature", "versions", "turn",
]  # fmt: skip
WIDE = frozenset({"Sect", "Part", "Appe", "Arti", "Step"})  # labels that need a wide column
HeadingLook = Literal[
    "bold", "capitals", "underlined", "coloured", "larger", "centred", "italic", "spaced", "run-in"
]


@dataclass(frozen=True, slots=True)
class Piece:
    """`level` is 0 for a section's heading, then deeper. `rows` belong to tables, covers and lists.

    `lead` is the opening of the text that is set in bold; `footnote` is the text of a note marked
    after the text's first four words; `inside` holds the pieces of a box.
    """

    kind: PieceKind
    text: str = ""
    label: str = ""
    level: int = 0
    rows: tuple[tuple[str, ...], ...] = ()
    lead: str = ""
    footnote: str = ""
    inside: tuple[Piece, ...] = ()


@dataclass(frozen=True, slots=True)
class Layout:
    """How a policy is set. Lengths in points."""

    size: float = 11
    gap: float = 6
    leading: float = 1.25
    first_line: float = 0
    serif: bool = False
    justified: bool = False
    hyphenated: bool = False
    columns: int = 1
    landscape: bool = False
    heading: HeadingLook = "bold"
    subheading: HeadingLook | None = None
    automatic: bool = False
    bullet: str = "•"
    watermark: Literal["", "aslant", "level"] = ""
    running: Literal["", "same", "variants"] = ""
    cover: Literal["table", "lines", "four", "tabs"] = "table"
    contents: Literal["leaders", "spaces", "levels"] = "leaders"
    ruled: bool = True


@dataclass(frozen=True, slots=True)
class Source:
    """A policy to be produced; `trait` says what is awkward about it."""

    name: str
    trait: str
    layout: Layout
    school: str
    title: str
    adopted_on: str | None
    review_on: str | None
    pieces: tuple[Piece, ...]

    @property
    def truth(self) -> list[Truth]:
        """Every clause in reading order."""
        return list(_truth(self.pieces))


@dataclass(frozen=True, slots=True)
class Truth:
    """A clause as a careful reader has it; a table's row is its cells joined with ` | `.

    `heading` is None where readers may differ.
    """

    label: str
    text: str
    heading: bool | None = False


_NO_CLAUSE = frozenset({"title", "cover", "contents", "signature", "versions", "turn"})


def _truth(pieces: tuple[Piece, ...]) -> Iterator[Truth]:
    for piece in pieces:
        if piece.kind in _NO_CLAUSE:
            continue
        if piece.kind == "table":
            yield from (Truth("", " | ".join(row)) for row in piece.rows)
        elif piece.kind == "numbered":
            yield from (Truth(*row) for row in piece.rows)
        elif piece.kind == "box":
            yield from _truth(piece.inside)
        else:
            text = f"{piece.lead} {piece.text}".strip()
            heading = None if piece.kind == "quote" else piece.kind == "heading"
            yield Truth(piece.label, text, heading)


def look_of(layout: Layout, heading: Piece) -> HeadingLook:
    """Say how a heading is set: those within a section may be set otherwise."""
    return (layout.subheading if heading.level else None) or layout.heading


# --- numbering ----------------------------------------------------------------------------------

ROMAN = (
    "i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii", "xiii", "xiv", "xv",
)  # fmt: skip
LETTERS = "abcdefghijklmnopqrstuvwxyz"


@dataclass(frozen=True, slots=True)
class Scheme:
    """How headings, paragraphs and items are labelled.

    The fields are n (section), m (paragraph), k (item), c (paragraph, counted through), A/a, I/i:
    the innermost of them as a letter or a roman number.
    """

    heading: str = ""
    paragraph: str = ""
    item: str = "•"
    subheading: str = ""


SCHEMES = {
    "decimal": Scheme("{n}.", "{n}.{m}", "({i})"),
    "sections": Scheme("Section {n}:", "{n}.1.{m}", "•", "{n}.1"),
    "letters": Scheme("{n}.", "", "{a})"),
    "plain": Scheme(),
    "brackets": Scheme("{n})", "", "({a})"),
    "capitals": Scheme("{A}.", "{m}.", "({i})"),
    "parens": Scheme("{n}.", "({m})", "({a})"),
    "deep": Scheme("{n}", "{n}.{m}", "{n}.{m}.{k}"),
    "parts": Scheme("Part {A}:", "{c}.", "({a})"),
    "roman": Scheme("{I}.", "{m}.", "{a}."),
    "through": Scheme("", "{c}.", "({a})"),
    "ordinals": Scheme("{n}.0", "{n}.{m}.", "{k}."),
    "appendices": Scheme("Appendix {A}", "{A}.{m}", "({i})"),
    "articles": Scheme("Article {n} –", "{n}.{m}", "({a})"),
    "steps": Scheme("Step {n}:"),
    "signs": Scheme("§ {n}", "{n}.{m}", "({a})"),
    "questions": Scheme("Q{n}"),
    "lettered": Scheme("{n}.", "{n}.{a}.", "({i})"),
    "dashed": Scheme("{n} –", "", "({a})"),
    "slashed": Scheme("{n}/", "", "{a})"),
}


def _label(form: str, last: int, **numbers: int) -> str:
    return form.format(
        **numbers, A=LETTERS[last - 1].upper(), a=LETTERS[last - 1],
        I=ROMAN[last - 1].upper(), i=ROMAN[last - 1],
    )  # fmt: skip


# --- drawing ------------------------------------------------------------------------------------


@dataclass
class Draft:
    """The pieces so far; `scheme` decides how they are numbered."""

    scheme: Scheme
    layout: Layout
    writer: Writer
    pieces: list[Piece] = field(default_factory=list)
    section: int = 0
    paragraph: int = 0
    counted: int = 0

    def heading(self, text: str) -> None:
        """Begin a section."""
        self.section, self.paragraph = self.section + 1, 0
        label = _label(self.scheme.heading, self.section, n=self.section)
        shown = text.upper() if self.layout.heading == "capitals" else text
        if self.layout.heading == "run-in":
            shown = f"{text.rstrip('?')}."
            self.pieces.append(Piece("paragraph", self.writer.text(1, 2), label, 0, lead=shown))
            return
        self.pieces.append(Piece("heading", shown, label))
        if self.scheme.subheading:
            sub = _label(self.scheme.subheading, 1, n=self.section)
            self.pieces.append(Piece("heading", "In practice", sub, 1))

    def subheading(self) -> None:
        """Add an unnumbered heading within the section; no two are alike."""
        text = f"{SUBHEADINGS[self.section % len(SUBHEADINGS)]} in year {self.section}"
        self.pieces.append(Piece("heading", text, "", 1))

    def in_a_column(self, start: int) -> None:
        """Put the paragraphs from `start` on into a table, their labels in its first column."""
        rows = tuple((piece.label, piece.text) for piece in self.pieces[start:])
        self.pieces[start:] = [Piece("numbered", rows=rows)]

    def paragraphs(self, count: int, low: int = 1, high: int = 3) -> None:
        """Add paragraphs, numbered within the section or through the document."""
        for _ in range(count):
            self.paragraph += 1
            self.counted += 1
            form, last = self.scheme.paragraph, self.paragraph
            if "{A}" in form:
                label = f"{LETTERS[self.section - 1].upper()}.{self.paragraph}"
            else:
                label = _label(form, last, n=self.section, m=last, c=self.counted)
            self.pieces.append(Piece("paragraph", self.writer.text(low, high), label, 1))

    def items(self, count: int) -> None:
        """Add a list under the last paragraph, which leads it in."""
        last = self.pieces[-1]
        self.pieces[-1] = replace(last, text=last.text.removesuffix(".") + ":")
        for k in range(1, count + 1):
            form = self.scheme.item
            label = _label(form, k, n=self.section, m=self.paragraph, k=k)
            kind: PieceKind = "bullet" if form == "•" else "item"
            label = self.layout.bullet if form == "•" else label
            self.pieces.append(Piece(kind, self.writer.phrase(), label, 2))
        self._end_list()

    def bullets(self, count: int, level: int = 3) -> None:
        """Add bullets below whatever came last."""
        for _ in range(count):
            text = self.writer.phrase()
            self.pieces.append(Piece("bullet", text, self.layout.bullet, level))
        self._end_list()

    def _end_list(self) -> None:
        last = self.pieces[-1]
        self.pieces[-1] = replace(last, text=last.text.removesuffix(";") + ".")

    def quotation(self) -> None:
        """Add an extract of another policy with numbers of its own."""
        self.pieces.append(Piece("quote", "Talking with families", "12.", 2))
        self.pieces.append(Piece("quote", self.writer.text(1, 2), "", 2))
        self.pieces.append(Piece("quote", self.writer.text(1, 1), "", 2))

    def box(self) -> None:
        """Add a box that holds a heading and bullets."""
        inside = [Piece("heading", "Remember")]
        inside += [Piece("bullet", self.writer.phrase(), "•", 1) for _ in range(3)]
        self.pieces.append(Piece("box", inside=tuple(inside)))

    def table(self, rows: int) -> None:
        """Add a table with a heading row."""
        body = tuple(self.writer.row() for _ in range(rows))
        self.pieces.append(Piece("table", rows=(TABLE_HEAD, *body)))


SUBHEADINGS = ("Before lessons", "During lessons", "After lessons", "On visits")
CLOSING = (
    ((("Policy agreed:", "March 2024"), ("To be reviewed:", "March 2027")), "2024-03", "2027-03"),
    ((("Ratified by Full Governing Board on", "12/09/24"),
      ("Date of next review –", "Autumn 2026")), "2024-09-12", "Autumn 2026"),
    ((("Effective 1/9/24;", "expires 31/8/26"),), "2024-09-01", "2026-08-31"),
    ((("Reviewed annually. Last reviewed by governors:", "3 March 2025"),
      ("Next review:", "March 2026")), "2025-03-03", "2026-03"),
)  # fmt: skip
ADOPTED = (
    "Date adopted", "Adopted on", "Approved on", "Date of approval", "Date ratified",
    "Date adopted by governors", "Policy adopted",
)  # fmt: skip
REVIEW = ("Review date", "Next review", "Date of next review", "Next review due", "Date for review")
BODY = ("Approved by", "Adopted by", "Ratified by", "Committee responsible")
SCHOOL = ("School", "Name of school", "School name")
DAYS = (
    ("12 September 2024", "2024-09-12"), ("12/09/2024", "2024-09-12"),
    ("12th September 2024", "2024-09-12"), ("12.09.24", "2024-09-12"),
    ("September 2024", "2024-09"), ("Thursday 12 September 2024", "2024-09-12"),
)  # fmt: skip
MONTHS = (
    ("September 2025", "2025-09"), ("Sept 2025", "2025-09"), ("01/09/2025", "2025-09-01"),
    ("1st September 2025", "2025-09-01"),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Trait:
    """What is awkward about a source: its numbering, its layout, and what it holds."""

    scheme: str = "decimal"
    layout: Layout = Layout()
    holds: frozenset[str] = frozenset()
    sections: int = 7


def source(name: str, trait: Trait, seed: int) -> Source:
    """Draw one policy."""
    draft = Draft(SCHEMES[trait.scheme], trait.layout, Writer(seed))
    draw = draft.writer.random
    school, title = draw.choice(SCHOOLS), draw.choice(TITLES)
    for number, heading in enumerate(draw.sample(HEADINGS, trait.sections)):
        draft.heading(heading)
        _fill(draft, number, trait.holds)
    front, adopted_on, review_on = _front(draft, trait, school, title)
    back = _back(trait.holds)
    if "closing" in trait.holds:
        rows, adopted_on, review_on = CLOSING[seed % len(CLOSING)]
        back = [Piece("signature", rows=rows)]
    return Source(
        f"{name}-{seed}", name, trait.layout, school, title, adopted_on, review_on,
        (*front, *draft.pieces, *back),
    )  # fmt: skip


def _fill(draft: Draft, number: int, holds: frozenset[str]) -> None:
    """Fill a section with what the trait holds."""
    draw = draft.writer.random
    if "turn" in holds and number in (2, 4):
        draft.pieces.insert(len(draft.pieces) - 1, Piece("turn", "on" if number == 2 else "off"))
    if "short" in holds:
        draft.pieces += [Piece("paragraph", draft.writer.line(), "", 1) for _ in range(3)]
    start = len(draft.pieces)
    draft.paragraphs(draw.randint(2, 4), 1, 5 if "long" in holds else 3)
    if "column" in holds and number % 2 == 0:
        draft.in_a_column(start)
    if draft.layout.subheading:
        draft.subheading()
        draft.paragraphs(2)
    if number % 2:
        draft.items(12 if "long lists" in holds and number == 3 else draw.randint(3, 6))
        if "after lists" in holds:
            draft.paragraphs(1)
    if number % 3 == 1:
        draft.bullets(3)
    if "nested" in holds and number == 1:
        draft.bullets(2, 4)
        draft.bullets(1, 3)
    if "note" in holds and number == 2:
        draft.pieces.append(Piece("note", f"*({draft.writer.text(1, 2)})", "", 1))
    if "footnotes" in holds and number in (1, 2, 5):
        last = next(n for n in range(len(draft.pieces) - 1, 0, -1) if draft.pieces[n].level == 1)
        draft.pieces[last] = replace(draft.pieces[last], footnote=NOTES[number // 2])
    if "quotation" in holds and number == 3:
        draft.quotation()
    if "table" in holds and number == 4:
        draft.table(3)
    if "long table" in holds and number == 2:
        draft.table(30)
    if "box" in holds and number in (1, 4):
        draft.box()


def _front(
    draft: Draft, trait: Trait, school: str, title: str
) -> tuple[list[Piece], str | None, str | None]:
    """Draw what stands before the first section, and the dates that it states."""
    draw = draft.writer.random
    front, adopted, review = [Piece("title", title)], ("", None), ("", None)
    if "cover" in trait.holds:
        adopted, review = draw.choice(DAYS), draw.choice(MONTHS)
        rows = (
            (f"{draw.choice(SCHOOL)}:", school),
            (f"{draw.choice(ADOPTED)}:", adopted[0]),
            (f"{draw.choice(BODY)}:", "Full governing body"),
            (f"{draw.choice(REVIEW)}:", review[0]),
        )
        front.append(Piece("cover", rows=rows))
    else:
        front.append(Piece("title", school))
    if "versions" in trait.holds:
        rows = (
            ("Version", "Date", "Author", "Change"), ("1.0", "May 2022", "A Reed", "First issue"),
            ("1.1", "June 2023", "A Reed", "Names of staff brought up to date"),
        )  # fmt: skip
        front.append(Piece("versions", rows=rows))
    if "contents" in trait.holds:
        wanted = 1 if trait.layout.contents == "levels" else 0
        heads = [p for p in draft.pieces if p.kind == "heading" and p.level <= wanted]
        entries = [f"{p.label} {p.text}".strip() for p in heads]
        rows = tuple((text, str(2 + n // 3)) for n, text in enumerate(entries))
        front.append(Piece("contents", "Contents", rows=rows))
    return front, adopted[1], review[1]


def _back(holds: frozenset[str]) -> list[Piece]:
    if "signature" not in holds:
        return []
    rows = (
        ("Signed:", "........................"), ("Name:", "Jo Marsh, Chair of Governors"),
        ("Date:", "12 September 2024"),
    )  # fmt: skip
    return [Piece("signature", rows=rows)]


def _trait(scheme: str = "decimal", *holds: str, sections: int = 7, **layout: object) -> Trait:
    return Trait(scheme, Layout(**layout), frozenset(holds), sections)  # type: ignore[arg-type]


TRAITS: dict[str, Trait] = {
    # numbering
    "decimal": _trait(heading="capitals"),
    "sections": _trait("sections"),
    "letters": _trait("letters"),
    "unnumbered": _trait("plain"),
    "brackets": _trait("brackets"),
    "capital letters": _trait("capitals"),
    "parens": _trait("parens", "after lists"),
    "deep": _trait("deep"),
    "parts": _trait("parts", "long lists"),
    "romans": _trait("roman"),
    "numbered through": _trait("through", "after lists"),
    "point nought": _trait("ordinals", "after lists"),
    "appendices": _trait("appendices"),
    "long lists": _trait("letters", "long lists", "after lists"),
    "automatic": _trait(automatic=True, heading="capitals"),
    # headings
    "heads underlined": _trait("plain", heading="underlined"),
    "heads coloured": _trait("plain", heading="coloured"),
    "heads larger": _trait("plain", heading="larger"),
    "heads centred": _trait("letters", heading="centred"),
    "heads italic": _trait("plain", heading="italic"),
    "heads spaced": _trait("plain", heading="spaced"),
    "heads capitals": _trait("plain", "after lists", heading="capitals"),
    "heads run in": _trait("plain", heading="run-in"),
    # setting
    "justified": _trait("decimal", "long", justified=True, hyphenated=True),
    "columns": _trait("letters", columns=2, hyphenated=True),
    "small": _trait("decimal", "long", size=9, gap=0),
    "first lines": _trait("plain", "long", gap=0, first_line=18, serif=True, justified=True),
    "double spaced": _trait("letters", leading=2.0, gap=6),
    "loose": _trait("decimal", "long", leading=1.5, gap=10, serif=True),
    "landscape": _trait("sections", landscape=True),
    "turned pages": _trait("decimal", "turn"),
    # furniture
    "running": _trait("decimal", "long", running="same"),
    "odd and even": _trait("plain", "long", running="variants"),
    "watermark": _trait("plain", running="same", watermark="aslant"),
    "level watermark": _trait("decimal", watermark="level"),
    # front and back
    "cover": _trait("letters", "cover"),
    "cover lines": _trait("decimal", "cover", cover="lines"),
    "cover of four": _trait("plain", "cover", cover="four"),
    "cover tabs": _trait("decimal", "cover", cover="tabs"),
    "versions": _trait("decimal", "cover", "versions"),
    "signatures": _trait("decimal", "signature"),
    "contents": _trait("decimal", "contents", running="same"),
    "contents spaced": _trait("letters", "contents", contents="spaces"),
    "contents levels": _trait("sections", "contents", contents="levels"),
    # content
    "quotation": _trait("decimal", "quotation", "note"),
    "footnotes": _trait("decimal", "footnotes", "long"),
    "table": _trait("decimal", "table"),
    "long table": _trait("plain", "long table", running="same"),
    "turned and running": _trait("plain", "turn", running="same"),
    "box": _trait("letters", "box"),
    "nested bullets": _trait("plain", "nested", "after lists"),
    "wingdings": _trait("plain", "nested", bullet="\uf0a7"),
    "dashes": _trait("letters", "nested", bullet="–"),
    "everything": _trait(
        "decimal", "cover", "contents", "quotation", "note", "table", "long", "footnotes",
        "signature", running="same", justified=True,
    ),
    "everything plain": _trait(
        "plain", "cover", "long table", "note", "box", "long", running="variants", cover="lines",
        watermark="aslant",
    ),
    # as other schools make them; last, so that the seeds of those above stay theirs
    "articles": _trait("articles", "after lists"),
    "steps": _trait("steps"),
    "section signs": _trait("signs"),
    "questions": _trait("questions"),
    "lettered": _trait("lettered", "after lists"),
    "dashed": _trait("dashed"),
    "slashed": _trait("slashed"),
    "number column": _trait("decimal", "column"),
    "subheads underlined": _trait("letters", subheading="underlined"),
    "subheads coloured": _trait("plain", subheading="coloured"),
    "subheads italic": _trait("letters", subheading="italic"),
    "closing lines": _trait("letters", "closing"),
    "short paragraphs": _trait("plain", "short"),
}  # fmt: skip


def sources(seeds: int, only: str = "") -> list[Source]:
    """Draw `seeds` policies of each trait whose name contains `only`."""
    return [
        source(name.replace(" ", "-"), trait, 1000 * seed + number)
        for number, (name, trait) in enumerate(TRAITS.items())
        for seed in range(1, seeds + 1)
        if only in name.replace(" ", "-")
    ]
