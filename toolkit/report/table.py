"""A table with typed cells: what a workbook or a CSV file is written from."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:  # the tables of an audit need no aligner
    from toolkit.textdiff import Edit

Style = Literal["text", "date", "count", "share"]


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its heading, its width in characters, how its cells are shown."""

    title: str
    width: int = 14
    style: Style = "text"


@dataclass(frozen=True, slots=True)
class Marked:
    """A cell of text with its changes marked."""

    edits: tuple[Edit, ...]


@dataclass(frozen=True, slots=True)
class Linked:
    """A cell that opens one of our own pages; `target` is relative, never a stranger's."""

    text: str
    target: str


Value = str | int | float | bool | None | Marked | Linked


@dataclass(frozen=True, slots=True)
class Sheet:
    """A table with one row of headings. `paint` is the column whose words colour the row.

    Rows may be made as they are written, once. A row has one link at most.
    """

    title: str
    columns: tuple[Column, ...]
    rows: Iterable[tuple[Value, ...]]
    paint: int | None = None
