"""Tables ruled only between their rows: level rules, or bands of colour, of one width.

Browsers, and Word's plainer table styles, draw no rule between columns. The rules say where rows
part, also where cells stand in the middle of their row; the columns are the strips that no line
with text in several columns runs over.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Sequence
from itertools import pairwise
from statistics import median
from typing import NamedTuple

from .fragments import Fragment
from .grids import Grid, grid_of
from .labels import is_label, label_of
from .lines import rows_of
from .rulings import Edge
from .wide import (
    CLOSING,
    FEW,
    LEAST_GAP,
    MOSTLY,
    NEARLY_ALL,
    NEXT_LINE,
    PARTED,
    PROSE,
    SAME_EDGE,
    STOPS,
    Row,
)

SAME_WIDTH = 3.0  # points between the ends of two rules of one table
ABUTTING = 3.0  # points between the rules of two cells of one row; white borders are 2 pt wide
SAME_HEIGHT = 3.0  # points: the border between two rows, drawn by either of them
LEAST_WIDTH = 100.0  # points: narrower are badges, ticks and the lines under words
HIGHEST_ROW = 0.4  # of the page's height: what stands further apart are rules between sections
FEWEST_RULES = 2
FEWEST_ROWS = 2
FEW_RULES = 3  # above and below the head, and below the last row
MOST_LADDERS = 20  # on one page; more are a drawing
MOST_RULES = 400  # on one page

Table = tuple[Grid, list[list[Fragment]]]


class Ladder(NamedTuple):
    """Level rules of one width, one below the other; `ys` are their heights, at least two."""

    x0: float
    x1: float
    ys: list[float]


def ladders_of(edges: Iterable[Edge], fills: Iterable[Edge], height: float) -> list[Ladder]:
    """Find the level rules and the bands of colour that may part a table's rows."""
    marks = [(edge.top, edge.x0, edge.x1) for edge in edges if edge.level]
    for fill in fills:
        if fill.bottom - fill.top < HIGHEST_ROW * height:
            marks += [(fill.top, fill.x0, fill.x1), (fill.bottom, fill.x0, fill.x1)]
    if not FEWEST_RULES <= len(marks) <= MOST_RULES:
        return []
    ladders: list[Ladder] = []
    for y, x0, x1 in _whole(marks):
        home = next((each for each in ladders if _goes_on(each, y, x0, x1, height)), None)
        if home is None:
            ladders.append(Ladder(x0, x1, [y]))
        elif y - home.ys[-1] > SAME_HEIGHT:
            home.ys.append(y)
    found = [each for each in ladders if len(each.ys) >= FEWEST_RULES]
    return found if len(found) <= MOST_LADDERS else []


def _goes_on(ladder: Ladder, y: float, x0: float, x1: float, height: float) -> bool:
    near = abs(ladder.x0 - x0) <= SAME_WIDTH and abs(ladder.x1 - x1) <= SAME_WIDTH
    return near and y - ladder.ys[-1] < HIGHEST_ROW * height


def _whole(marks: Sequence[tuple[float, float, float]]) -> list[tuple[float, float, float]]:
    """Join the rules of the cells of one row, top to bottom."""
    rows: list[tuple[float, float, float]] = []
    for y, x0, x1 in sorted((round(y), x0, x1) for y, x0, x1 in marks):
        above = rows[-1] if rows else None
        if above and above[0] == y and x0 - above[2] <= ABUTTING:
            rows[-1] = (y, above[1], max(above[2], x1))
        else:
            rows.append((y, x0, x1))
    return [row for row in rows if row[2] - row[1] >= LEAST_WIDTH]


def laddered(
    ladders: Sequence[Ladder], fragments: Sequence[Fragment]
) -> tuple[list[Table], list[Fragment]]:
    """Give the tables that rules or bands part into rows, and the text outside them."""
    tables: list[Table] = []
    rest = list(fragments)
    for ladder in ladders:
        for part in _cut_at_prose(ladder, rest):
            if table := _table(part, _beside(part, rest)):
                tables.append(table)
                inside = {id(piece) for text in table[1] for piece in text}
                rest = [piece for piece in rest if id(piece) not in inside]
    return tables, rest


def _beside(ladder: Ladder, fragments: Iterable[Fragment]) -> list[Row]:
    """Give the lines that are no wider than the rules, above, between and below them."""
    left, right = ladder.x0 - 1, ladder.x1 + 1
    return rows_of(
        [each for each in fragments if left <= each.x0 and each.x1 <= right and not each.turn]
    )


def _cut_at_prose(ladder: Ladder, fragments: Sequence[Fragment]) -> list[Ladder]:
    """Part the rules of tables of one width that stand one below the other, with text between."""
    rows = [row for row in _beside(ladder, fragments) if row[0].y > ladder.ys[0]]
    prose = {
        number
        for number, band in _bands(rows, ladder.ys).items()
        if not any(map(_has_cells, band)) and any(_is_long(row, ladder) for row in band)
    }
    parts: list[list[float]] = [[]]
    for number, y in enumerate(ladder.ys):
        if number in prose:
            parts.append([])
        parts[-1].append(y)
    return [ladder._replace(ys=part) for part in parts if len(part) >= FEWEST_RULES]


def _has_cells(row: Row) -> bool:
    return len(row) > (2 if is_label(row[0].text) else 1)


def _is_long(row: Row, ladder: Ladder) -> bool:
    return row[-1].x1 - row[-1].x0 > (ladder.x1 - ladder.x0) / 2


def _table(ladder: Ladder, rows: Sequence[Row]) -> Table | None:
    ys = ladder.ys
    above = [row for row in rows if row[0].y <= ys[0]]
    inside = [row for row in rows if ys[0] < row[0].y < ys[-1] + 1]
    after = rows[len(above) + len(inside) :]
    edges = _edges([*_near(reversed(above), ys[0]), *inside, *_near(after, ys[-1])])
    if len(edges) < 2:
        return None
    below = _beyond(after, ys[-1], edges)
    head = _beyond(reversed(above), ys[0], edges)[::-1]
    bands = [band for band in (head, *_bands(inside, ys).values(), below) if band]
    if len(ys) <= FEW_RULES:
        bands = [part for band in bands for part in _parted(band, edges)]
    return _drawn(bands, edges) if _is_table(bands, edges) else None


def _edges(rows: Sequence[Row]) -> list[float]:
    """Give where columns begin: right of the strips that no line of several pieces runs over."""
    wide = [row for row in rows if len(row) > 1]
    if len(wide) < FEWEST_ROWS:
        return []
    size = median(piece.look.size for row in wide for piece in row)
    spans = sorted(span for row in wide for span in _spans(row))
    edges, reach = [spans[0][0]], spans[0][1]
    for left, right in spans[1:]:
        if left - reach >= LEAST_GAP * size:
            edges.append(left)
        reach = max(reach, right)
    alone = [row[0] for row in rows if len(row) == 1]
    most = FEW * len(rows)
    return edges[:1] + [
        edge for edge in edges[1:] if sum(each.x0 < edge - 1 < each.x1 for each in alone) <= most
    ]


def _near(rows: Iterable[Row], y: float) -> list[Row]:
    """Take the lines of several pieces next to a height, away from it: cells without rules."""
    found: list[Row] = []
    for row in rows:
        if len(row) < 2 or abs(row[0].y - y) > NEXT_LINE * row[0].look.size:
            break
        found.append(row)
        y = row[0].y
    return found


def _spans(row: Row) -> list[tuple[float, float]]:
    """Give the strips that a line's pieces cover; a bullet is one with its text."""
    spans: list[tuple[float, float]] = []
    bullet = False
    for piece in row:
        if bullet:
            spans[-1] = spans[-1][0], piece.x1
        else:
            spans.append((piece.x0, piece.x1))
        bullet = is_label(piece.text) and not any(map(str.isalnum, piece.text))
    return spans


def _bands(rows: Sequence[Row], ys: Sequence[float]) -> dict[int, list[Row]]:
    """Give the lines below each rule, where there are any, by the number of the rule after them."""
    bands: dict[int, list[Row]] = defaultdict(list)
    for row in rows:
        bands[bisect_right(ys, row[0].y)].append(row)
    return bands


def _parted(band: list[Row], edges: Sequence[float]) -> list[list[Row]]:
    """Part the rows that stand between two rules alone, as below the head of a plain table."""
    gaps = [below[0].y - above[0].y for above, below in pairwise(band)]
    pitch = min(gaps, default=0.0)
    parts = [[band[0]]]
    for gap, line in zip(gaps, band[1:], strict=True):
        if gap > PARTED * pitch:
            parts.append([])
        parts[-1].append(line)
    if len(parts) == 1:
        parts = _begun_anew(band, edges)
    named = all({0} < _filled(part, edges) for part in parts)
    return parts if named else [band]


def _begun_anew(band: list[Row], edges: Sequence[float]) -> list[list[Row]]:
    """Part rows set tight: where the first column and another begin, in no small letter."""
    parts = [[band[0]]]
    for line in band[1:]:
        begins = {0} < _filled([line], edges)
        if begins and not any(piece.text[:1].islower() for piece in line):
            parts.append([])
        parts[-1].append(line)
    return parts


def _filled(band: Iterable[Row], edges: Sequence[float]) -> set[int]:
    return {_column(piece, edges) for line in band for piece in line}


def _column(piece: Fragment, edges: Sequence[float]) -> int:
    return max(bisect_right(edges, piece.x0 + SAME_EDGE) - 1, 0)


def _stand_in(row: Row, edges: Sequence[float]) -> bool:
    """Tell a line none of whose pieces runs over into the next column."""
    after = [*edges[1:], float("inf")]
    return all(
        piece.x0 > edges[0] - SAME_EDGE
        and piece.x1 <= after[_column(piece, edges)] - LEAST_GAP / 2 * piece.look.size
        for piece in row
    )


def _beyond(rows: Iterable[Row], y: float, edges: Sequence[float]) -> list[Row]:
    """Take the lines next to a height, one after the other away from it, that are in columns."""
    found: list[Row] = []
    for row in rows:
        near = abs(row[0].y - y) <= NEXT_LINE * row[0].look.size
        if not near or not _stand_in(row, edges):
            break
        found.append(row)
        y = row[0].y
    while found and _filled(found[-1:], edges) == {0}:
        found.pop()  # a heading
    return found if len(_filled(found, edges)) > 1 else []


def _is_table(bands: Sequence[Sequence[Row]], edges: Sequence[float]) -> bool:
    """Tell a table's rows from prose, clauses with their labels apart, and a contents list."""
    wide = sum(len(_filled(band, edges)) > 1 for band in bands)
    if wide < max(FEWEST_ROWS, MOSTLY * len(bands)):
        return False
    cells = [_cells(band, edges) for band in bands]
    begun = [cell[0].text for row in cells for cell in row if cell]
    last = [row[-1][0].text.strip(".… ") for row in cells if row[-1]]
    if sum(text[:1].islower() for text in begun) > FEW * len(begun) or all(map(_is_number, last)):
        return False
    return len(edges) > 2 or _are_pairs(cells)


def _is_number(text: str) -> bool:
    return text.isdecimal()


def _are_pairs(rows: Sequence[Sequence[Sequence[Fragment]]]) -> bool:
    """Tell names beside values, or sentences beside sentences, from labels and columns of prose."""
    names = [" ".join(piece.text for piece in row[0]) for row in rows if row[0]]
    if sum(bool(label_of(name)[0]) for name in names) > MOSTLY * len(names):
        return False
    cells = [cell for row in rows for cell in row if cell]
    ended = sum(cell[-1].text.rstrip(CLOSING)[-1:] in STOPS for cell in cells)
    return median(map(len, names)) < PROSE or ended >= NEARLY_ALL * len(cells)


def _cells(band: Iterable[Row], edges: Sequence[float]) -> list[list[Fragment]]:
    cells: list[list[Fragment]] = [[] for _ in edges]
    for line in band:
        for piece in line:
            cells[_column(piece, edges)].append(piece)
    return cells


def _drawn(bands: Sequence[Sequence[Row]], edges: Sequence[float]) -> Table:
    """Draw the cells of the rows, each with its pieces."""
    bounds = [*edges, max(piece.x1 for band in bands for row in band for piece in row) + 1]
    cells, texts = [], []
    for band in bands:
        pieces = [piece for line in band for piece in line]
        top = min(piece.y - piece.look.size for piece in pieces)
        bottom = max(piece.y for piece in pieces) + 2
        cells += [(left, top, after, bottom) for left, after in pairwise(bounds)]
        texts += _cells(band, edges)
    return grid_of(cells), texts
