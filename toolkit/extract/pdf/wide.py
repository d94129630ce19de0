"""Wide tables without rules: three columns and more, cells of several lines, found by their edges.

Rows of text whose pieces all stand in the columns of the first row are one table. Its rows part
where the lines do, else where every column begins anew.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from .fragments import Fragment
from .grids import Grid, grid_of
from .labels import is_label

FEWEST_COLUMNS = 3
FEWEST_ROWS = 3
LEAST_GAP = 0.6  # in sizes, between two cells; Word leaves eleven points, a justified space less
SAME_EDGE = 2.5  # points
NEXT_LINE = 2.6  # in sizes, from one line of the table to the next
PARTED = 1.25  # of the distance of two lines: more parts two rows
SAME_PITCH = 1.15
FEW = 0.3  # of the cells begin in small letters
MOSTLY = 0.5  # of the rows have something in every column

Row = list[Fragment]


def wide_run(rows: Sequence[Row], start: int) -> list[list[Row]]:
    """Give the lines of each row of the table that begins here; none where none does."""
    first = rows[start]
    if len(first) < FEWEST_COLUMNS or not _are_apart(first):
        return []
    edges = [piece.x0 for piece in first]
    stop = start + 1
    while stop < len(rows) and _goes_on(rows, start, stop, edges):
        stop += 1
    lines = rows[start:stop]
    table = _parted(lines) or _begun_anew(lines, edges)
    return table if _is_table(table, edges) else []


def _are_apart(row: Row) -> bool:
    return all(b.x0 - a.x1 >= LEAST_GAP * a.look.size for a, b in pairwise(row))


def _goes_on(rows: Sequence[Row], start: int, at: int, edges: Sequence[float]) -> bool:
    """Tell a line whose pieces stand in the columns; a name alone must be wrapped, no heading."""
    row, before = rows[at], rows[at - 1]
    if not 0 < row[0].y - before[0].y <= NEXT_LINE * row[0].look.size:
        return False
    if not _are_apart(row) or any(_column(piece, edges) is None for piece in row):
        return False
    if len(row) > 1 or _column(row[0], edges):
        return True
    pitch = min(below[0].y - above[0].y for above, below in pairwise(rows[start : at + 1]))
    same_look = before[0].look == row[0].look and _column(before[0], edges) == 0
    return same_look and row[0].y - before[0].y <= SAME_PITCH * pitch and not is_label(row[0].text)


def _column(piece: Fragment, edges: Sequence[float]) -> int | None:
    """Give the column that a piece stands in, whole."""
    column = sum(edge <= piece.x0 + SAME_EDGE for edge in edges) - 1
    after = edges[column + 1] if column + 1 < len(edges) else float("inf")
    inside = column >= 0 and piece.x1 <= after - LEAST_GAP / 2 * piece.look.size
    return column if inside else None


def _parted(lines: Sequence[Row]) -> list[list[Row]]:
    """Part the rows where the lines stand further apart than within a cell."""
    gaps = [below[0].y - above[0].y for above, below in pairwise(lines)]
    pitch = min(gaps, default=0.0)
    if not any(gap > PARTED * pitch for gap in gaps):
        return []
    table = [[lines[0]]]
    for gap, line in zip(gaps, lines[1:], strict=True):
        if gap > PARTED * pitch:
            table.append([])
        table[-1].append(line)
    return table


def _begun_anew(lines: Sequence[Row], edges: Sequence[float]) -> list[list[Row]]:
    """Part the rows where the first column and another begin, none of them in small letters."""
    table: list[list[Row]] = []
    for line in lines:
        begins = len(line) > 1 and _column(line[0], edges) == 0
        if not table or (begins and not any(piece.text[:1].islower() for piece in line)):
            table.append([])
        table[-1].append(line)
    return table


def _is_table(table: Sequence[Sequence[Row]], edges: Sequence[float]) -> bool:
    """Tell a table from columns of prose, a contents list, and clauses with their labels apart."""
    if len(table) < FEWEST_ROWS:
        return False
    columns = [{_column(piece, edges) for line in row for piece in line} for row in table]
    if sum(len(found) == len(edges) for found in columns) < MOSTLY * len(table):
        return False
    if _in_midst(table, edges) > FEW:
        return False
    pieces = [piece for row in table for line in row for piece in line]
    last = [piece.text.strip(".… ") for piece in pieces if _column(piece, edges) == len(edges) - 1]
    first = [row[0][0].text for row in table]
    return not all(map(str.isdecimal, last)) and not all(map(is_label, first))


def _in_midst(table: Sequence[Sequence[Row]], edges: Sequence[float]) -> float:
    """Give the share of the cells that begin in small letters, as lines of prose do."""
    cells: list[str] = []
    for row in table:
        begun: dict[int | None, str] = {}
        for line in row:
            for piece in line:
                begun.setdefault(_column(piece, edges), piece.text)
        cells += begun.values()
    return sum(text[:1].islower() for text in cells) / len(cells)


def cut_row(above: Sequence[Row], first: Row) -> list[list[Row]]:
    """Give what a page has above a table's first row as the end of a row that the page cut."""
    edges = [piece.x0 for piece in first]
    lines = [*above, first]
    for line, below in pairwise(lines):
        inside = [_column(piece, edges) for piece in line]
        if (
            None in inside
            or inside == [0]
            or below[0].y - line[0].y > NEXT_LINE * line[0].look.size
        ):
            return []
    return [list(above)] if above else []


def wide_table(table: Sequence[Sequence[Row]], first: Row) -> tuple[Grid, list[list[Fragment]]]:
    """Draw the cells of a table's rows, each with its pieces; `first` begins all its columns."""
    edges = [piece.x0 for piece in first]
    everything = [piece for row in table for line in row for piece in line]
    bounds = [*edges, max(piece.x1 for piece in everything) + 1]
    cells, texts = [], []
    for row in table:
        pieces = [piece for line in row for piece in line]
        top = min(piece.y - piece.look.size for piece in pieces)
        bottom = max(piece.y for piece in pieces) + 2
        for column, (left, right) in enumerate(pairwise(bounds)):
            cells.append((left, top, right, bottom))
            texts.append([piece for piece in pieces if _column(piece, edges) == column])
    return grid_of(cells), texts
