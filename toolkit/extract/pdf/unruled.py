"""Tables without rules: names in one column, values in the next, found by their common edges."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from .fragments import Fragment
from .grids import Grid, grid_of
from .labels import is_label
from .wide import (
    NEXT_LINE,
    SAME_EDGE,
    Row,
    Run,
    cut_row,
    goes_on_from,
    lone_rest,
    wide_run,
    wide_table,
)

APART = 1.5  # in sizes, between a name and its value
LONGEST_NAME = 48  # characters of a name; "Person responsible for this policy" has 34
FEWEST_ROWS = 2
IN_MIDST = 0.5  # of the names begin in small letters: they are lines of prose


class Found(NamedTuple):
    """Tables without rules, each with its cells' fragments, and the rows of text that are left."""

    tables: list[tuple[Grid, list[list[Fragment]]]]
    rest: list[Row]


def unruled_of(rows: Sequence[Row], last: Sequence[float] = ()) -> Found:
    """Find the tables in a region's rows; `last` are the edges of the table before them."""
    return _found(rows, last, pairs=True)


def wide_of(rows: Sequence[Row], last: Sequence[float] = ()) -> Found:
    """Find the tables with cells of several lines on a page, before it is cut in columns."""
    return _found(rows, last, pairs=False)


def _found(rows: Sequence[Row], last: Sequence[float], *, pairs: bool) -> Found:
    found = Found([], [])
    at = tried = 0
    while at < len(rows):
        wide = wide_run(rows, at, last) if len(rows[at]) > 1 and at >= tried else Run([], tried)
        tried = wide.stop
        asked = pairs and len(rows[at]) == 2 and not wide.table
        run = _run(rows, at, last) if asked else []
        if wide.table:
            cut = _cut(found, rows[at])
            table = [cut, *wide.table] if cut else wide.table
            found.tables.append(wide_table(table, [piece.x0 for piece in rows[at]]))
            at = wide.stop
        elif run:
            found.tables.append(_table([*_cut(found, rows[at]), *run], rows[at]))
            at += len(run)
        else:
            found.rest.append(rows[at])
            at += 1
    rest = lone_rest(found.rest, last) if not found.tables else []
    if rest:
        return Found([wide_table([rest], last)], found.rest[len(rest) :])
    return found


def _cut(found: Found, first: Row) -> list[Row]:
    """Take the end of a row that the page before cut from above the first table of a page."""
    cut = cut_row(found.rest, first) if not found.tables else []
    found.rest[:] = [] if cut else found.rest
    return cut


def _run(rows: Sequence[Row], start: int, last: Sequence[float]) -> list[Row]:
    """Give the rows of the table that begins here; none where none does."""
    first = rows[start]
    if not _is_pair(first):
        return []
    stop = paired = start + 1
    pairs = 1
    while stop < len(rows) and _goes_on(rows[stop - 1], rows[stop], first):
        stop += 1
        if len(rows[stop - 1]) > 1 or rows[stop - 1][0].x0 > first[1].x0 - SAME_EDGE:
            paired = stop
            pairs += len(rows[stop - 1]) > 1
    run = list(rows[start:paired])
    numbers = all(row[-1].text.strip(".… ").isdecimal() for row in run)
    small = sum(len(row) > 1 and row[0].text[:1].islower() for row in run)
    fewest = 1 if goes_on_from(last, first) else FEWEST_ROWS
    in_midst = small >= IN_MIDST * pairs
    return run if pairs >= fewest and not numbers and not in_midst else []


def _is_pair(row: Row) -> bool:
    """Tell a name and its value: two pieces well apart, the first no label of the second."""
    if len(row) != 2 or len(row[0].text) > LONGEST_NAME:
        return False
    name, value = row
    apart = value.x0 - name.x1 >= APART * max(name.look.size, value.look.size)
    return apart and not is_label(name.text) and not set(value.text) <= set("._…-– ")


def _goes_on(before: Row, row: Row, first: Row) -> bool:
    if row[0].y - before[0].y > NEXT_LINE * row[0].look.size:
        return False
    if _is_pair(row):
        return _near(row[0].x0, first[0].x0) and _near(row[1].x0, first[1].x0)
    if len(row) != 1:
        return False
    piece = row[0]
    if _near(piece.x0, first[1].x0):
        return True
    wrapped_name = _near(piece.x0, first[0].x0) and piece.look == first[0].look
    return wrapped_name and piece.x1 < first[1].x0 - first[0].look.size


def _near(one: float, other: float) -> bool:
    return abs(one - other) <= SAME_EDGE


def _table(run: Sequence[Row], first: Row) -> tuple[Grid, list[list[Fragment]]]:
    """Draw the cells that the rows would have: one row of cells for each name."""
    left, edge = first[0].x0, first[1].x0
    right = max(each.x1 for row in run for each in row)
    groups: list[list[Row]] = []
    for row in run:
        if len(row) == 2 or not groups:
            groups.append([])
        groups[-1].append(row)
    cells, texts = [], []
    for group in groups:
        pieces = [each for row in group for each in row]
        top = min(each.y - each.look.size for each in pieces)
        bottom = max(each.y for each in pieces) + 2
        cells += [(left, top, edge, bottom), (edge, top, right, bottom)]
        texts.append([each for each in pieces if each.x0 < edge - SAME_EDGE])
        texts.append([each for each in pieces if each.x0 >= edge - SAME_EDGE])
    return grid_of(cells), texts
