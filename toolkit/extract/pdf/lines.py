"""Fragments to lines: what stands on one baseline is read as one line, labels joined to texts."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from operator import attrgetter
from typing import NamedTuple

from .contents import LEADERS
from .fragments import Fragment
from .labels import is_label, label_of
from .raised import LEAST_RISE, LONGEST, SMALL, raised
from .tags import NO_MARKS, Marks, Tag

SAME_BASELINE = 0.35  # in sizes: a symbol font's bullet sits up to 0.2 off its text
RAISED = 0.7  # in sizes: a superscript's baseline above its line's
LOWERED = 0.35  # in sizes: a subscript's baseline below its line's
ENTRY_GAP = 2.0  # in sizes, before a contents list's page number
LONGEST_MARK = 6  # characters of a footnote's mark or an ordinal's ending
MOST_PAIRS = 400_000  # of small pieces and others on one page that are compared
TOUCHING = 0.15  # in sizes: less than any space between words
_BY_PLACE, _BY_EDGE = attrgetter("y", "x0"), attrgetter("x0")
_ROMAN = tuple("ivxlc")  # the letters of a page's number in front of the first page


class Line(NamedTuple):
    """A visual line in its column or cell. Points from the page's top left corner.

    `entry` is a line that ends in a page number set apart, as in a contents list; `word` the width
    of its first word, 0 where not known; `marked` a line all coloured or underlined.
    """

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
    entry: bool = False
    word: float = 0.0
    marked: bool = False


def lines_of(fragments: Sequence[Fragment], page: int, marks: Marks = NO_MARKS) -> list[Line]:
    """Join fragments into lines, top to bottom; `marks` are the page's sound tags."""
    return [line_of(row, page, marks) for row in rows_of(fragments)]


def rows_of(fragments: Sequence[Fragment]) -> list[list[Fragment]]:
    """Group fragments that share a baseline, left to right, top to bottom.

    Raised and lowered pieces come last, to the line that they touch: a footnote's mark may stand
    nearer to the baseline above than to its own.
    """
    short = [each for each in fragments if len(each.text) <= LONGEST_MARK]
    tallest = max([each.look.size for each in fragments], default=0.0)
    small = [each for each in short if each.look.size <= SMALL * tallest]
    if len(small) * len(fragments) > MOST_PAIRS:
        small = []  # a page drawn letter by letter
    least = min([each.look.size for each in small], default=0.0)
    larger = [each for each in fragments if least <= SMALL * each.look.size] if small else []
    marks = [each for each in small if _is_raised(each, larger)]
    rows: list[list[Fragment]] = []
    for fragment in sorted(fragments, key=_BY_PLACE):
        if marks and fragment in marks:
            continue
        below = rows and fragment.y - rows[-1][0].y > tallest  # all rows, for the last is lowest
        row = None if below else _row_of(fragment, rows[-3:])
        if row is None:
            rows.append([fragment])
        else:
            row.append(fragment)
    for fragment in marks:
        min(rows, key=lambda row: _distance(fragment, row)).append(fragment)
    for row in rows:
        if len(row) > 1:
            row.sort(key=_BY_EDGE)
    return rows


def _row_of(fragment: Fragment, rows: Sequence[list[Fragment]]) -> list[Fragment] | None:
    for row in rows:
        if _belongs(fragment, row):
            return row
    return None


def _is_raised(mark: Fragment, fragments: Sequence[Fragment]) -> bool:
    """Tell a superscript or subscript by the larger piece that it touches."""
    return any(
        mark.look.size <= SMALL * each.look.size and _touch(mark, each) for each in fragments
    )


def _touch(mark: Fragment, text: Fragment) -> bool:
    size = text.look.size
    beside = -1 < mark.x0 - text.x1 < size / 2 or -1 < text.x0 - mark.x1 < size / 2
    return beside and -LOWERED * size < text.y - mark.y < RAISED * size


def _distance(mark: Fragment, row: Sequence[Fragment]) -> float:
    near = [each for each in row if mark.look.size < each.look.size and _touch(mark, each)]
    return min((abs(each.y - mark.y) for each in near), default=1e6)


def _belongs(fragment: Fragment, row: Sequence[Fragment]) -> bool:
    """Tell whether a fragment stands on a row's baseline, in a place of its own."""
    gap = fragment.y - row[0].y
    if gap > fragment.look.size and gap > row[0].look.size:
        return False
    main = max(row, key=lambda each: each.look.size) if len(row) > 1 else row[0]
    off = abs(fragment.y - main.y)
    if off > SAME_BASELINE * min(main.look.size, fragment.look.size):
        return False
    return not any(_overlap(fragment, each) for each in row)


def _overlap(one: Fragment, other: Fragment) -> bool:
    shared = min(one.x1, other.x1) - max(one.x0, other.x0)
    return shared > 0.5 * min(one.x1 - one.x0, other.x1 - other.x0) > 0


def line_of(row: Sequence[Fragment], page: int, marks: Marks) -> Line:
    """Make one line of a row; a label drawn apart tells where the text begins."""
    first = row[0]
    if len(row) == 1:
        return _line_of_one(first, page, marks)
    main = max(row, key=lambda each: len(each.text))
    text = _row_text(row)
    label, rest = label_of(text)
    text_x = first.text_x
    if label and is_label(first.text):
        text_x = row[1].x0
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
        _is_entry(row, text),
        first.word,
        all(each.look.marked for each in row),
    )


def _line_of_one(piece: Fragment, page: int, marks: Marks) -> Line:
    """Make the line of a row of one piece: as `line_of`, for four rows in five."""
    text, look = piece.text, piece.look
    label, rest = label_of(text)
    return Line(
        text,
        piece.x0,
        piece.x1,
        piece.y,
        piece.text_x if label else piece.x0,
        look.size,
        look.bold and piece.tail_bold,
        look.italic,
        page,
        label if rest or label not in "-" else "",
        marks.get(piece.mark),
        _is_entry((piece,), text),
        piece.word,
        look.marked,
    )


def _is_entry(row: Sequence[Fragment], text: str) -> bool:
    """Tell a contents list's entry: leaders, or a gap, before a page's number."""
    last = row[-1]
    if not (text[-1:].isdecimal() or text.endswith(_ROMAN)):
        return False
    if len(row) > 1 and last.text.isdecimal():
        apart = last.x0 - row[-2].x1 > ENTRY_GAP * last.look.size
        return apart and (len(last.text) <= 4 or bool(LEADERS.search(text)))
    return bool(LEADERS.search(text))


def _is_bold(row: Sequence[Fragment]) -> bool:
    """Tell whether all of a line is bold; its bullet or number may be drawn otherwise."""
    if not any(each.look.bold for each in row):
        return False
    texts = [each for each in row if not is_label(each.text)] or row
    return all(each.look.bold and each.tail_bold for each in texts)


def _row_text(row: Sequence[Fragment]) -> str:
    text = row[0].text
    for before, fragment in pairwise(row) if len(row) > 1 else ():
        size = min(before.look.size, fragment.look.size)
        touching = fragment.x0 - before.x1 < TOUCHING * size
        if before is row[0] and before.y < fragment.y - LOWERED * size:
            touching = False  # a footnote's own mark, before its text
        shown = raised(fragment.text) if _is_mark(before, fragment) else fragment.text
        text += shown if touching else f" {shown}"
    return text


def _is_mark(before: Fragment, fragment: Fragment) -> bool:
    """Tell a footnote's figure after the word that it belongs to."""
    size = before.look.size
    if not fragment.text.isdecimal() or len(fragment.text) > LONGEST:
        return False
    return fragment.look.size <= SMALL * size and before.y - fragment.y > LEAST_RISE * size
