"""Tables without rules whose cells have several lines, found by the edges of their columns.

Rows of text whose pieces all stand in the columns of the first row are one table. Its rows part
where the lines do, else where every column begins anew. Two columns must end together too, for
else they are prose that is read one after the other.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Sequence
from itertools import pairwise
from statistics import median
from typing import NamedTuple

from .fragments import Fragment
from .grids import Grid, grid_of
from .labels import is_label, label_of

FEWEST_COLUMNS = 2
FEWEST_ROWS = 3
LEAST_GAP = 0.6  # in sizes, between two cells; Word leaves eleven points, a justified space less
SPACE, MARGINS = 0.25, 1.0  # in sizes: between words; of two cells in Word, eleven points
SAME_EDGE = 2.5  # points
NEXT_LINE = 2.6  # in sizes, from one line of the table to the next
PARTED = 1.25  # of the distance of two lines: more parts two rows
SAME_PITCH = 1.15
NEARLY_ALL = 0.9  # of the cells end with a stop, or above their row's last line
STOPS, CLOSING = tuple(".!?:;"), "”’\"')]"
PROSE = 40  # characters of a cell in the first of two columns; a name or a heading has fewer
FEW = 0.3  # of the cells begin in small letters
MOSTLY = 0.5  # of the rows have something in every column

Row = list[Fragment]


class Run(NamedTuple):
    """The lines of each row of a table, none where there is none; `stop` is the row after it."""

    table: list[list[Row]]
    stop: int


def wide_run(rows: Sequence[Row], start: int, last: Sequence[float] = ()) -> Run:
    """Read the table that begins at a row. `last` are the edges of the table that a page ended in.

    Such a table goes on with a single row; any other has three.
    """
    first = rows[start]
    labelled = len(first) == FEWEST_COLUMNS and is_label(first[0].text)
    if len(first) < FEWEST_COLUMNS or labelled or not _are_apart(first):
        return Run([], start + 1)
    edges = [piece.x0 for piece in first]
    stop = start + 1
    while stop < len(rows) and _goes_on(rows, start, stop, edges):
        stop += 1
    lines = rows[start:stop]
    goes_on = goes_on_from(last, first)
    fewest = 1 if goes_on else FEWEST_ROWS
    for table in (_parted(lines), _begun_anew(lines, edges)):
        if len(table) >= fewest and _is_table(table, edges, goes_on):
            return Run(table, stop)
    return Run([], stop)


def goes_on_from(last: Sequence[float], first: Row) -> bool:
    """Tell a row that stands at the edges of the table before it."""
    edges = [piece.x0 for piece in first]
    pairs = zip(edges, last, strict=False)
    return len(edges) == len(last) and all(abs(a - b) <= SAME_EDGE for a, b in pairs)


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
    name = before[0]
    alike = name.look == row[0].look and _column(name, edges) == 0 and not is_label(row[0].text)
    wrapped = alike and not has_room(name, row[0], edges[1])
    return wrapped and row[0].y - name.y <= SAME_PITCH * pitch


def has_room(name: Fragment, below: Fragment, edge: float) -> bool:
    """Tell a name that had room for the first word below it, before the next column's edge."""
    return name.x1 + SPACE * name.look.size + below.word < edge - MARGINS * name.look.size


def _column(piece: Fragment, edges: Sequence[float]) -> int | None:
    """Give the column that a piece stands in, whole."""
    column = bisect_right(edges, piece.x0 + SAME_EDGE) - 1
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


def _is_table(
    table: Sequence[Sequence[Row]], edges: Sequence[float], goes_on: bool = False
) -> bool:
    """Tell a table from columns of prose, a contents list, and clauses with their labels apart.

    Rows that go on from a page before, their head printed again or not, may have codes for names.
    """
    columns = [{_column(piece, edges) for line in row for piece in line} for row in table]
    if sum(len(found) == len(edges) for found in columns) < MOSTLY * len(table):
        return False
    if _in_midst(table, edges) > FEW or (len(edges) == 2 and not _end_together(table, edges)):
        return False
    pieces = [piece for row in table for line in row for piece in line]
    last = [piece.text.strip(".… ") for piece in pieces if _column(piece, edges) == len(edges) - 1]
    first = [row[0][0].text for row in table]
    labelled = all(map(is_label, first)) and not (goes_on and len(edges) > FEWEST_COLUMNS)
    return not all(map(str.isdecimal, last)) and not labelled


def _end_together(table: Sequence[Sequence[Row]], edges: Sequence[float]) -> bool:
    """Tell rows of prose whose cells end with a stop or above the row's last line, no items.

    Names beside their values, and headings beside their text, are known by other signs.
    """
    cells = ended = items = 0
    names = [
        " ".join(p.text for line in row for p in line if not _column(p, edges)) for row in table
    ]
    if median(map(len, names)) < PROSE:
        return False
    for row in table:
        for column in range(len(edges)):
            texts = [p.text for line in row for p in line if _column(p, edges) == column]
            cells += 1
            ended += len(texts) < len(row) or texts[-1].rstrip(CLOSING)[-1:] in STOPS
            items += bool(texts) and bool(label_of(texts[0])[0])
    return ended >= NEARLY_ALL * cells and items < MOSTLY * cells


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


def cut_row(above: Sequence[Row], first: Row) -> list[Row]:
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
    return list(above)


def lone_rest(rows: Sequence[Row], last: Sequence[float]) -> list[Row]:
    """Give the lines at a page's top that end a row that the page before cut, though none follows.

    They begin in mid-sentence, at the edges of columns other than the first.
    """
    lines: list[Row] = []
    for row in rows if last else ():
        if not all(_begins_column(piece, last) for piece in row):
            break
        lines.append(row)
    return lines if lines and lines[0][0].text[:1].islower() else []


def _begins_column(piece: Fragment, edges: Sequence[float]) -> bool:
    column = _column(piece, edges)
    return bool(column) and abs(piece.x0 - edges[column or 0]) <= SAME_EDGE


def wide_table(
    table: Sequence[Sequence[Row]], edges: Sequence[float]
) -> tuple[Grid, list[list[Fragment]]]:
    """Draw the cells of a table's rows, each with its pieces, in the columns of `edges`."""
    everything = [piece for row in table for line in row for piece in line]
    bounds = [*edges, max(piece.x1 for piece in everything) + 1]
    cells, texts = [], []
    for row in table:
        pieces = [piece for line in row for piece in line]
        top = min(piece.y - piece.look.size for piece in pieces)
        bottom = max(piece.y for piece in pieces) + 2
        held: dict[int | None, list[Fragment]] = defaultdict(list)
        for piece in pieces:
            held[_column(piece, edges)].append(piece)
        for column, (left, right) in enumerate(pairwise(bounds)):
            cells.append((left, top, right, bottom))
            texts.append(held[column])
    return grid_of(cells), texts
