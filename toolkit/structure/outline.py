"""The outline: what is open in it, a unit's places in it, and what each place costs."""

from __future__ import annotations

from typing import Final, NamedTuple

from toolkit.numbering import Reading
from toolkit.structure.headings import Look

# What a place in the outline costs. Only their order matters: a sequence that goes on beats one
# that begins, one that begins at 1 beats one that begins elsewhere.
GAP: Final = 1.0  # a number is missing
MAX_GAP: Final = 3.0  # many are
DUPLICATE: Final = 1.5  # a number stands twice
BACKWARDS: Final = 3.5  # a number falls behind its own sequence
LATE_START: Final = 3.0  # a sequence begins with another number than 1
WRONG_LOOK: Final = 1.5  # a heading goes on with a paragraph's numbers, or the reverse
ANNOUNCED: Final = 2.0  # a paragraph leaves what announced it for the headings' numbers
WRONG_INDENT: Final = 0.7
WRONG_RANK: Final = 1.5  # a heading under one that does not outrank it
NO_PREFIX: Final = 1.5  # 3.1 where no 3 is open
SKIPPED_LEVEL: Final = 0.3  # 3.1.1 straight under 3
LEFT_FRAME: Final = 2.5  # a table's numbers go on with those outside
CLOSED_LIST: Final = 0.4  # a new list under an outer unit though an inner one is open
NOT_LEADING: Final = 0.8  # a list under a sentence that does not lead in
COMPLETE: Final = 0.3  # a list under an item that ends like one: "(h) …;" then "(i)"
NOT_A_LABEL: Final = 1.5  # a doubtful label is read as text
SECOND_READING: Final = 0.05
INTERLUDE: Final = 1.2  # an unlabelled paragraph between two items of one list
UNALIGNED: Final = 1.5  # a paragraph continues an item that it is not aligned with

INDENT_TOLERANCE: Final = 7.0  # points; half of the least step between list levels seen (14 points)


class Open(NamedTuple):
    """A unit of the outline that can still take children."""

    unit: int
    scheme: str | None
    look: Look | None
    reading: Reading | None
    indent: float
    list_level: int | None
    frame: int
    leads: bool
    complete: bool
    announces: bool  # ends with a colon or a dash


class Move(NamedTuple):
    """One place for a unit: under `stack[:depth]`; `opens` tells whether it can take children."""

    cost: float
    depth: int
    reading: Reading | None = None
    labelled: bool = True
    opens: bool = True
