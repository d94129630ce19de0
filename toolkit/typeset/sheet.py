"""What stands on printed pages, as values: all text is plain text, none of it is ever markup."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Look = Literal[
    "plain",
    "bold",
    "italic",
    "muted",
    "warning",
    "delete",
    "insert",
    "own_delete",
    "own_insert",
]


@dataclass(frozen=True, slots=True)
class Run:
    """A run of text. `own_*` are the school's own words for the county's.

    `target` is the anchor of a table's row that the run leads to, "" for none.
    """

    text: str
    look: Look = "plain"
    target: str = ""


Runs = tuple[Run, ...]


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading of level 1 to 6, which is a bookmark too."""

    level: int
    text: str


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph. An "entry" begins something new in a list of them.

    `indent` is in points; `keep` holds it on the page of what follows.
    """

    runs: Runs
    look: Literal["plain", "lead", "entry", "note", "quote"] = "plain"
    indent: float = 0
    keep: bool = False


@dataclass(frozen=True, slots=True)
class Item:
    """One item of a list with its label as printed."""

    label: str
    runs: Runs


@dataclass(frozen=True, slots=True)
class Items:
    """A list; its labels stand at `indent`, its text `hang` further, both in points."""

    items: tuple[Item, ...]
    indent: float = 0
    hang: float = 24
    look: Literal["plain", "quote"] = "plain"


@dataclass(frozen=True, slots=True)
class Facts:
    """Names with their values; `warning` marks a value that somebody should act on."""

    rows: tuple[tuple[str, str, bool], ...]


Cell = tuple[Runs, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """A table of cells, each cell its paragraphs. `widths` are shares of the line.

    The first `header_rows` rows are repeated on every page; `row_heads` makes the first column
    bold. `anchors` are by row number, for links.
    """

    rows: tuple[tuple[Cell, ...], ...]
    widths: tuple[float, ...]
    header_rows: int = 0
    row_heads: bool = False
    indent: float = 0
    anchors: tuple[tuple[int, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Signing:
    """A line to sign and to date on, and who signs."""

    who: str


Block = Heading | Paragraph | Items | Facts | Table | Signing


@dataclass(frozen=True, slots=True)
class Sheet:
    """A whole document. `above` stands over the title; `date` (ISO) is the file's own."""

    title: str
    author: str
    subject: str
    above: str
    footer: str
    blocks: tuple[Block, ...]
    date: str | None = None
