"""What is known and gathered while one DOCX is read."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final, Literal

from lxml import etree

from toolkit.document import AsideKind, Block, NotCompared, Table
from toolkit.errors import Code, InputError
from toolkit.extract.docx.lists import Counters, NumberList
from toolkit.extract.docx.styles import Look, Styles

Blocks = list[Block | Table]
RUNNING: Final = ("running_header", "running_footer")
Role = AsideKind | Literal["note", "quote"] | None


@dataclass(slots=True)
class Field:
    """An open complex field: its instruction so far, and whether its result has begun."""

    instruction: str = ""
    result: bool = False


@dataclass(slots=True)
class Book:
    """One file: what it defines, and what has been noticed about it so far.

    `notes` holds footnotes, endnotes and comments by (kind, id); `placed` those already given,
    `own_marks` those with a mark of their own ("*") in the text; `numbers` is the last number
    given to each kind. `diagrams` holds SmartArt by relationship id. `limit` bounds `characters`.
    `origins` numbers the main part's paragraphs.
    """

    name: str
    styles: Styles
    lists: Mapping[str, NumberList]
    accepted: bool
    limit: int
    notes: Mapping[tuple[str, str], etree._Element] = field(default_factory=dict)
    diagrams: Mapping[str, etree._Element] = field(default_factory=dict)
    not_compared: dict[NotCompared, None] = field(default_factory=dict)
    warnings: dict[str, None] = field(default_factory=dict)
    placed: set[tuple[str, str]] = field(default_factory=set)
    numbers: Counter[str] = field(default_factory=Counter)
    own_marks: set[tuple[str, str]] = field(default_factory=set)
    characters: int = 0
    origins: Mapping[etree._Element, int] = field(default_factory=dict)


def count_characters(number: int, book: Book) -> None:
    """Count text (a cell counts as a character); InputError TOO_LARGE past the limit."""
    book.characters += number
    if book.characters > book.limit:
        raise InputError(
            Code.TOO_LARGE,
            f"{book.name}: more than {book.limit:,} characters of text; compare one policy at a "
            "time",
        )


@dataclass(slots=True)
class Story:
    """One run of text with its own counters: the body, a header, a note.

    `role` is the role of every block in it; `carry` the paragraph whose mark was deleted, waiting
    for the one that it joins.
    """

    book: Book
    role: Role = None
    note: bool = False
    counters: Counters = field(default_factory=Counters)
    fields: list[Field] = field(default_factory=list)
    fields_span: bool = True
    contents_depth: int = 0
    carry: Gathered | None = None


@dataclass(slots=True)
class Gathered:
    """The inline content of one paragraph.

    `pieces` are (text, look, name of a marked place or None); `hidden` is text that is not shown;
    `notes` are (kind, id) of what it refers to; `boxes` are text boxes anchored in it; `words`
    are those of WordArt and SmartArt.
    """

    pieces: list[tuple[str, Look, str | None]] = field(default_factory=list)
    hidden: list[str] = field(default_factory=list)
    notes: list[tuple[str, str]] = field(default_factory=list)
    boxes: list[etree._Element] = field(default_factory=list)
    words: list[str] = field(default_factory=list)
    page_field: bool = False
    contents: bool = False
    label: str | None = None
