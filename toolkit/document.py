"""The values that flow through the pipeline: blocks as read, clauses as understood."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Final, Literal, NamedTuple

Format = Literal["pdf", "docx", "markdown", "text"]
CELLS = " | "  # between the cells of a table row
ClauseKind = Literal["heading", "paragraph", "item", "note", "quote", "table_row"]
AsideKind = Literal[
    "front_matter",
    "contents",
    "running_header",
    "running_footer",
    "page_number",
    "signature",
    "watermark",
    "comment",
    "hidden_text",
]
Permission = Literal["verbatim", "optional", "local"]
Alignment = Literal["left", "center", "right", "justify"]
Severity = Literal["high", "medium", "low"]


class Style(NamedTuple):
    """How a block looks. Lengths in points; `None` where the format does not say.

    `indent` is the left edge of the block's text (after a hanging label) from the left edge of the
    text area of its page, column or cell. `heading` is a level 1-9 from an outline level, a style
    or a sound PDF tag, never guessed from appearance. `list_level` is Word's or Markdown's list
    depth, from 0. `marked` text is underlined or coloured, as headings without bold are; never
    both, for that is a link.
    """

    size: float | None = None
    bold: bool = False
    italic: bool = False
    marked: bool = False
    indent: float = 0.0
    align: Alignment = "left"
    heading: int | None = None
    list_level: int | None = None


PLAIN: Final = Style()


@dataclass(frozen=True, slots=True)
class Place:
    """A marked place: `text[start:end]` of its block or clause invites local text.

    `name` is the value's dotted name where the model gives one (`school.name`), else what the gap
    says of itself (`insert school name`).
    """

    start: int
    end: int
    name: str


@dataclass(frozen=True, slots=True)
class Emphasis:
    """`text[start:end]` of its block is set apart by italic or bold letters."""

    start: int
    end: int
    look: Literal["italic", "bold"]


@dataclass(frozen=True, slots=True)
class Block:
    """One paragraph, heading or list item as read, its wrapped lines rejoined.

    `label` is a number or bullet that the format generates ("3.1", "(iv)", "•"); a label that was
    typed is still at the start of `text`, for `numbering.split_label` to take off.
    `role` is set where the format itself knows that the block is not policy text, or that it is a
    footnote ("note") or a quotation ("quote"). `origin` is the number, from 0 in document order, of
    the paragraph that it was read from in the main part of a DOCX. `emphasis` is known of Markdown
    only, for a model's titles of publications to be drafted as the county prints them.
    """

    text: str
    label: str | None = None
    page: int | None = None
    style: Style = PLAIN
    role: AsideKind | Literal["note", "quote"] | None = None
    permission: Permission = "verbatim"
    places: tuple[Place, ...] = ()
    origin: int | None = field(default=None, compare=False)
    emphasis: tuple[Emphasis, ...] = field(default=(), compare=False)


Cell = tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """A table as drawn: rows of cells of blocks. A merged cell stands once, then empty cells."""

    rows: tuple[tuple[Cell, ...], ...]
    page: int | None = None
    header_rows: int = 0


@dataclass(frozen=True, slots=True)
class NotCompared:
    """Content that could not be read: what it is, where, and why."""

    what: str
    page: int | None
    why: str


@dataclass(frozen=True, slots=True)
class Extraction:
    """A file as read, in reading order; what a reader hands to `structure`.

    `title` is the file's own title property where it has one. `warnings` are sentences for the
    user (tracked changes read as accepted, macros ignored). `pages` is None where the format has
    none. `recognised` is OCR's mean confidence from 0 to 1 where the text came from OCR.
    """

    format: Format
    blocks: tuple[Block | Table, ...]
    pages: int | None = None
    title: str | None = None
    not_compared: tuple[NotCompared, ...] = ()
    warnings: tuple[str, ...] = ()
    recognised: float | None = None


@dataclass(frozen=True, slots=True)
class Clause:
    """One unit of policy text. `text` excludes the label and the children.

    `id` is unique in its document and built from labels (`s4/4.1/iii`); `parent` is the id of the
    clause above, `level` its depth from 1. `origin` is as a block's; of a table row, its first.
    """

    id: str
    label: str | None
    kind: ClauseKind
    level: int
    parent: str | None
    text: str
    page: int | None = None
    permission: Permission = "verbatim"
    places: tuple[Place, ...] = ()
    origin: int | None = field(default=None, compare=False)


@dataclass(frozen=True, slots=True)
class Aside:
    """Text that is not policy text: kept and listed, never compared."""

    kind: AsideKind
    text: str
    page: int | None = None
    origin: int | None = field(default=None, compare=False)


@dataclass(frozen=True, slots=True)
class Metadata:
    """What the document says of itself. Dates in reduced ISO form, as precise as printed.

    `version` is the version or edition that it states, as printed; `version_on` is its date, where
    it is not said of a model, whose date is `model_edition`.
    """

    title: str | None = None
    school: str | None = None
    adopted_on: str | None = None
    review_on: str | None = None
    review_cycle: str | None = None
    approved_by: str | None = None
    author: str | None = None
    model_source: str | None = None
    model_edition: str | None = None
    signatories: tuple[str, ...] = ()
    reviewed_on: str | None = None
    version: str | None = None
    version_on: str | None = None


@dataclass(frozen=True, slots=True)
class Document:
    """A policy, understood. `source` is the file's name as the user knows it."""

    source: str
    sha256: str
    format: Format
    clauses: tuple[Clause, ...]
    pages: int | None = None
    metadata: Metadata = Metadata()
    set_aside: tuple[Aside, ...] = ()
    not_compared: tuple[NotCompared, ...] = ()
    warnings: tuple[str, ...] = ()
    recognised: float | None = None

    def __hash__(self) -> int:
        """Hash what tells documents apart: every clause of a model would be hashed often."""
        return hash((self.source, self.sha256))


@dataclass(frozen=True, slots=True)
class Finding:
    """Something about one document that somebody should look at."""

    code: str
    severity: Severity
    message: str
    clause: str | None = None
    page: int | None = None
    quote: str | None = None
    advice: str | None = None
    confidence: Literal["confirmed", "probable"] = "confirmed"
