"""Tables ruled in part: a frame, or bands of colour, with no rule between their columns.

What such rules box in is no cell, for it runs over several; the columns are found by their edges,
as in a table without rules.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from .fragments import Fragment
from .grids import Grid
from .lines import rows_of
from .unruled import Found, unruled_of
from .wide import LEAST_GAP

NEARLY_ALL = 0.9  # of what is boxed in must stand in the columns that are found
AROUND = 2.0  # in sizes: rows that are not boxed in, above and below those that are
SAME_LINE = 2  # points between baselines

Table = tuple[Grid, list[list[Fragment]]]


def unboxed(
    tables: Sequence[Table], loose: Sequence[Fragment]
) -> tuple[list[Table], list[Fragment]]:
    """Give a page's tables and loose text, tables ruled in part read by their columns' edges."""
    partly = [table for table in tables if _runs_over(table) or _lacks_names(table, loose)]
    for group in (partly, *([table] for table in partly if len(partly) > 1)):
        found = _read(group, loose)
        if found is not None:
            rest = [table for table in tables if table not in group]
            return [*rest, *found.tables], _loose(found, group, loose)
    return list(tables), list(loose)


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
    grid, texts = table
    lines = {round(piece.y) for text in texts for piece in text}
    beside = [
        each for each in loose if each.x1 < grid.box[0] and grid.box[1] < each.y < grid.box[3]
    ]
    level = [each for each in beside if not lines.isdisjoint(_heights(each.y))]
    return len(level) > max(1, len(grid.rows) // 2)


def _heights(y: float) -> range:
    """Give the whole points that are on one line with a baseline."""
    return range(round(y) - SAME_LINE, round(y) + SAME_LINE + 1)


def _read(group: Sequence[Table], loose: Sequence[Fragment]) -> Found | None:
    """Find the columns of what is boxed in and what stands between; None where much has none."""
    boxed = [piece for _, texts in group for text in texts for piece in text]
    if not boxed:
        return None
    found = unruled_of(rows_of([*boxed, *_between(group, loose)]))
    inside = {id(piece) for _, texts in found.tables for text in texts for piece in text}
    held = sum(id(piece) in inside for piece in boxed)
    return found if held >= NEARLY_ALL * len(boxed) else None


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
    left = {id(piece) for row in found.rest for piece in row}
    asked = {id(each) for each in _between(group, loose)}
    kept = [each for each in loose if id(each) in left or id(each) not in asked]
    known = set(map(id, kept))
    return [*kept, *(piece for row in found.rest for piece in row if id(piece) not in known)]
