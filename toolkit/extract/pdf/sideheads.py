"""Headings in a column of their own, each beside the text that it heads, without any rules.

The left column holds nothing but short lines in bold, most of them level with a line of the text.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

from .fragments import Fragment
from .grids import Grid, grid_of
from .labels import is_label
from .lines import rows_of
from .wide import LEAST_GAP, SAME_EDGE, has_room

LONGEST = 48  # characters of a line of a heading
FEWEST = 2  # headings on one page; on one that goes on with them, a single one
MOST = 80  # lines in bold; a page of text has sixty lines
FEWEST_LINES = 3  # of the text, for each heading
LEAST_COLUMN = 60.0  # points: a narrower first column is an indent's
LEVEL = 0.8  # in the heading's sizes, between its baseline and its text's
NEXT_LINE = 1.5  # in sizes, from one line of a heading to the next
MOSTLY = 0.6  # of the lines in bold begin a heading, the others go on with one

Table = tuple[Grid, list[list[Fragment]]]


def side_headed(
    fragments: Sequence[Fragment], last: Sequence[float]
) -> tuple[list[Table], list[Fragment]]:
    """Give the side headings and their texts as rows of two cells, and what is left.

    `last` are the edges of the table that the page before ended in.
    """
    bold = [
        each
        for each in fragments
        if each.look.bold and each.tail_bold and len(each.text) <= LONGEST and not each.turn
    ]
    if not max(FEWEST - bool(last), 1) <= len(bold) <= MOST:
        return [], list(fragments)
    left = Counter(round(each.x0) for each in bold).most_common(1)[0][0]
    heads = [each for each in bold if abs(each.x0 - left) <= SAME_EDGE]
    right = _text_edge(fragments, left)
    if right is None or len(heads) < FEWEST - bool(last):
        return [], list(fragments)
    starts = [
        head
        for head in heads
        if _is_level(head, fragments, right) and not _is_wrapped(head, heads, right)
    ]
    goes_on = len(last) == FEWEST and abs(last[1] - right) <= SAME_EDGE
    held = _held(fragments, heads, starts, right, goes_on)
    rows = _rows(held, [head for head in starts if any(head is each for each in held)])
    if not _are_headed(rows, heads, right, goes_on):
        return [], list(fragments)
    known = set(map(id, held))
    return [_drawn(rows, left, right)], [each for each in fragments if id(each) not in known]


def _text_edge(fragments: Sequence[Fragment], left: float) -> float | None:
    """Give where the text beside the headings begins: at the edge that most of its lines have."""
    edges = Counter(
        round(each.x0)
        for each in fragments
        if each.x0 > left + LEAST_COLUMN and not each.look.bold and not each.turn
    )
    if not edges:
        return None
    count = max(edges.values())
    begun = min(each for each, lines in edges.items() if 3 * lines >= count)
    return float(begun) if count >= FEWEST_LINES else None


def _is_level(head: Fragment, fragments: Sequence[Fragment], right: float) -> bool:
    """Tell a heading that stands clear of the text, and whose first line has text beside it."""
    size = head.look.size
    if head.x1 > right - LEAST_GAP * size:
        return False
    return any(
        abs(each.x0 - right) <= SAME_EDGE
        and not each.look.bold
        and abs(each.y - head.y) <= LEVEL * size
        for each in fragments
    )


def _is_wrapped(line: Fragment, heads: Sequence[Fragment], right: float) -> bool:
    """Tell a heading's second line: right below one that had no room for its first word."""
    return any(
        0 < line.y - head.y < NEXT_LINE * line.look.size and not has_room(head, line, right)
        for head in heads
    )


def _held(
    fragments: Sequence[Fragment],
    heads: Sequence[Fragment],
    starts: Sequence[Fragment],
    right: float,
    goes_on: bool,
) -> list[Fragment]:
    """Take the headings and their text, from the first heading down to what is neither."""
    if not starts:
        return []
    first = min(starts, key=lambda each: each.y)
    top = first.y - LEVEL * first.look.size
    known = set(map(id, heads))
    others = [each.y for each in fragments if each.x0 < right - SAME_EDGE and id(each) not in known]
    above = [y for y in others if y < top]
    begin = -1.0 if goes_on and not above else top
    end = min((y for y in others if y >= top), default=float("inf"))
    return [each for each in fragments if begin <= each.y < end - 1 and not each.turn]


def _rows(held: Sequence[Fragment], starts: Sequence[Fragment]) -> list[list[Fragment]]:
    """Part what is held at each heading; what is above the first ends a row of the page before."""
    tops = sorted(head.y - LEVEL * head.look.size for head in starts)
    rows: list[list[Fragment]] = [[] for _ in range(len(tops) + 1)]
    for piece in held:
        rows[sum(piece.y >= top for top in tops)].append(piece)
    return [row for row in rows if row]


def _are_headed(
    rows: Sequence[Sequence[Fragment]], heads: Sequence[Fragment], right: float, goes_on: bool
) -> bool:
    """Tell headings beside prose from a table's names and values, and from a table of columns."""
    if len(rows) < FEWEST - goes_on:
        return False
    named = [piece for row in rows for piece in row if piece.x0 < right - SAME_EDGE]
    texts = [piece for row in rows for piece in row if piece.x0 >= right - SAME_EDGE]
    lines = rows_of(texts)
    parted = sum(
        any(b.x0 - a.x1 > 2 * a.look.size and not is_label(a.text) for a, b in pairwise(line))
        for line in lines
    )
    enough = len(lines) >= FEWEST_LINES * (len(rows) - 1) and len(rows) >= MOSTLY * len(named)
    return enough and parted == 0 and all(any(each is head for head in heads) for each in named)


def _drawn(rows: Sequence[Sequence[Fragment]], left: float, right: float) -> Table:
    end = max(piece.x1 for row in rows for piece in row) + 1
    cells, texts = [], []
    for row in rows:
        top, bottom = min(each.y - each.look.size for each in row), max(each.y for each in row) + 2
        cells += [(left, top, right, bottom), (right, top, end, bottom)]
        texts.append([each for each in row if each.x0 < right - SAME_EDGE])
        texts.append([each for each in row if each.x0 >= right - SAME_EDGE])
    return grid_of(cells), texts
