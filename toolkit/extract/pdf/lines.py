"""Fragments to lines: what stands on one baseline is read as one line, labels joined to texts."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from ...numbering import split_label
from .fragments import Fragment
from .tags import NO_MARKS, Marks, Tag

SAME_BASELINE = 0.35  # in sizes: a symbol font's bullet sits up to 0.2 off its text
RAISED = 0.7  # in sizes: a superscript's baseline above its line's
SMALL = 0.8  # of the neighbour's size: a superscript is at most 0.75

TOUCHING = 0.15  # in sizes: less than any space between words


class Line(NamedTuple):
    """A visual line in its column or cell. Points from the page's top left corner."""

    text: str
    x0: float
    x1: float
    y: float
    text_x: float
    size: float
    bold: bool
    italic: bool
    page: int
    label: str = ""
    tag: Tag | None = None


def lines_of(fragments: Sequence[Fragment], page: int, marks: Marks = NO_MARKS) -> list[Line]:
    """Join fragments into lines, top to bottom; `marks` are the page's sound tags."""
    return [_line(row, page, marks) for row in rows_of(fragments)]


def rows_of(fragments: Sequence[Fragment]) -> list[list[Fragment]]:
    """Group fragments that share a baseline, left to right, top to bottom."""
    rows: list[list[Fragment]] = []
    for fragment in sorted(fragments, key=lambda each: (each.y, each.x0)):
        row = next((row for row in rows[-3:] if _belongs(fragment, row)), None)
        if row is None:
            rows.append([fragment])
        else:
            row.append(fragment)
    for row in rows:
        row.sort(key=lambda each: each.x0)
    return rows


def _belongs(fragment: Fragment, row: Sequence[Fragment]) -> bool:
    """Tell whether a fragment stands on a row's baseline, or is raised beside a larger piece."""
    main = max(row, key=lambda each: each.look.size)
    size = max(main.look.size, fragment.look.size)
    if any(_overlap(fragment, each) for each in row):
        return False
    off = abs(fragment.y - main.y)
    if off <= SAME_BASELINE * min(main.look.size, fragment.look.size):
        return True
    smaller = min(main.look.size, fragment.look.size)
    touching = any(
        -1 < fragment.x0 - each.x1 < size / 2 or -1 < each.x0 - fragment.x1 < size / 2
        for each in row
    )
    return smaller <= SMALL * size and off <= RAISED * size and touching


def _overlap(one: Fragment, other: Fragment) -> bool:
    shared = min(one.x1, other.x1) - max(one.x0, other.x0)
    return shared > 0.5 * min(one.x1 - one.x0, other.x1 - other.x0) > 0


def _line(row: Sequence[Fragment], page: int, marks: Marks) -> Line:
    """Make one line of a row; a label drawn apart tells where the text begins."""
    first = row[0]
    main = max(row, key=lambda each: len(each.text))
    text = _row_text(row)
    label, rest = split_label(text)
    text_x = first.text_x
    if label and len(row) > 1 and split_label(first.text)[1] == "":
        text_x = row[1].text_x
    return Line(
        text,
        first.x0,
        max(each.x1 for each in row),
        main.y,
        text_x if label else first.x0,
        main.look.size,
        _is_bold(row),
        all(each.look.italic for each in row),
        page,
        label if rest or label not in "-" else "",
        marks.get(main.mark),
    )


def _is_bold(row: Sequence[Fragment]) -> bool:
    """Tell whether all of a line is bold; its bullet or number may be drawn otherwise."""
    texts = [each for each in row if split_label(each.text)[1]] or row
    return all(each.look.bold and each.tail_bold for each in texts)


def _row_text(row: Sequence[Fragment]) -> str:
    text = row[0].text
    for before, fragment in pairwise(row):
        size = min(before.look.size, fragment.look.size)
        touching = fragment.x0 - before.x1 < TOUCHING * size
        text += fragment.text if touching else f" {fragment.text}"
    return text
