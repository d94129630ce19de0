"""Tables ruled in part: a frame, or bands of colour, with no rule between their columns.

What such rules box in is no cell, for it runs over several; the columns are found by their edges,
as in a table without rules.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from itertools import pairwise

from .fragments import Fragment
from .grids import Grid
from .ladders import Ladder, laddered
from .lines import rows_of
from .unruled import Found, unruled_of
from .wide import LEAST_GAP

NEARLY_ALL = 0.9  # of what is boxed in must stand in the columns that are found
AROUND = 2.0  # in sizes: rows that are not boxed in, above and below those that are
SAME_LINE = 2  # points between baselines

Table = tuple[Grid, list[list[Fragment]]]


def unboxed(
    tables: Sequence[Table], loose: Sequence[Fragment], ladders: Sequence[Ladder]
) -> tuple[list[Table], list[Fragment]]:
    """Give a page's tables and loose text, tables ruled in part read by their columns' edges.

    Rules between their rows, or bands of colour, tell where those part, if there are any.
    """
    partly = [
        table
        for table in tables
        if _runs_over(table) or _lacks_names(table, loose) or _heads(table, loose, ladders)
    ]
    whole = [table for table in tables if table in partly or _is_beside(table, partly, ladders)]
    groups = [whole, partly] if len(whole) > len(partly) else [partly]
    for group in (*groups, *([table] for table in partly if len(partly) > 1)):
        found = _read(group, loose, ladders)
        if found is not None:
            rest = [table for table in tables if table not in group]
            return [*rest, *found.tables], _loose(found, group, loose)
    return list(tables), list(loose)


def _is_beside(table: Table, partly: Sequence[Table], ladders: Sequence[Ladder]) -> bool:
    """Tell a table between the same rules as one ruled in part: its head, mostly."""
    return any(
        _holds(ladder, table) and any(_holds(ladder, other) for other in partly)
        for ladder in ladders
    )


def _heads(table: Table, loose: Sequence[Fragment], ladders: Sequence[Ladder]) -> bool:
    """Tell the boxed head of a table whose rows have rules or bands alone."""
    if len(table[0].rows) > 1 or len(table[0].columns) < 2:
        return False
    bottom = table[0].box[3]
    return any(
        _holds(ladder, table) and any(bottom < each.y < ladder.ys[-1] for each in loose)
        for ladder in ladders
    )


def _holds(ladder: Ladder, table: Table) -> bool:
    x0, top, x1, bottom = table[0].box
    level = ladder.ys[0] - AROUND < top and bottom < ladder.ys[-1] + AROUND
    return level and ladder.x0 - AROUND < x0 and x1 < ladder.x1 + AROUND


def _runs_over(table: Table) -> bool:
    """Tell a box that holds pieces well apart on one line, twice at least."""
    rows = [row for text in table[1] if _share_lines(text) for row in rows_of(text)]
    return sum(len(row) > 1 and _is_apart(row) for row in rows) > 1


def _share_lines(text: Sequence[Fragment]) -> bool:
    """Tell text of which two pieces stand on one line: a cheap question, asked of every cell."""
    return len({round(piece.y) for piece in text}) < len(text)


def _is_apart(row: Sequence[Fragment]) -> bool:
    return any(b.x0 - a.x1 >= LEAST_GAP * a.look.size for a, b in pairwise(row))


def _lacks_names(table: Table, loose: Sequence[Fragment]) -> bool:
    """Tell columns of boxes whose names stand unboxed beside them, as in a shaded column."""
    return len(_names_beside(table, loose)) > max(1, len(table[0].rows) // 2)


def _names_beside(table: Table, loose: Sequence[Fragment]) -> list[Fragment]:
    grid, texts = table
    lines = {round(piece.y) for text in texts for piece in text}
    beside = [
        each for each in loose if each.x1 < grid.box[0] and grid.box[1] < each.y < grid.box[3]
    ]
    return [each for each in beside if not lines.isdisjoint(_heights(each.y))]


def _heights(y: float) -> range:
    """Give the whole points that are on one line with a baseline."""
    return range(round(y) - SAME_LINE, round(y) + SAME_LINE + 1)


def _read(
    group: Sequence[Table], loose: Sequence[Fragment], ladders: Sequence[Ladder]
) -> Found | None:
    """Find the columns of what is boxed in and what stands between; None where much has none."""
    boxed = [piece for _, texts in group for text in texts for piece in text]
    if not boxed:
        return None
    names = [name for table in group for name in _names_beside(table, loose)]
    left = min((name.x0 for name in names), default=math.inf) + AROUND
    ladders = [ladder for ladder in ladders if ladder.x0 < left]
    asked = [*boxed, *_between(group, loose)]
    ruled, rest = laddered(ladders, [*boxed, *loose])
    for found in (Found(ruled, rows_of(rest)), unruled_of(rows_of(asked))):
        inside = {id(piece) for _, texts in found.tables for text in texts for piece in text}
        held = sum(id(piece) in inside for piece in boxed)
        if held >= NEARLY_ALL * len(boxed):
            return found
    return None


def _between(group: Sequence[Table], loose: Sequence[Fragment]) -> list[Fragment]:
    top = min(grid.box[1] for grid, _ in group)
    bottom = max(grid.box[3] for grid, _ in group)
    return [
        each
        for each in loose
        if top - AROUND * each.look.size < each.y < bottom + AROUND * each.look.size
    ]


def _loose(found: Found, group: Sequence[Table], loose: Sequence[Fragment]) -> list[Fragment]:
    """Give the text that is in no table, in its order: what was boxed in comes last."""
    inside = {id(piece) for _, texts in found.tables for text in texts for piece in text}
    boxed = [piece for _, texts in group for text in texts for piece in text]
    return [each for each in (*loose, *boxed) if id(each) not in inside]
