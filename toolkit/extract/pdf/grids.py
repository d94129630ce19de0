"""Ruling lines to grids of cells, by pdfplumber's table functions over PDFium's paths."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Sequence
from itertools import pairwise
from typing import Any, NamedTuple

from .rulings import Edge

SNAP = 3.0  # points, pdfplumber's own default: the two sides of a drawn rule are one edge
MEET = 3.0  # points: rules of neighbouring cells that stop short of each other still meet
MIN_EDGES = 4
MAX_CORNERS = 3_000  # corners on one page; a timetable has 400
FRAME_SHARE = 0.6  # of the page's height: a single box that large is the page's border

Cell = tuple[float, float, float, float]  # x0, top, x1, bottom
Corner = tuple[float, float]
Corners = dict[Corner, tuple[set[int], set[int]]]  # the upright and level edges that meet there


class Grid(NamedTuple):
    """A table as drawn: its cells, the left and top edges that make its columns and rows.

    `box` is the whole table's x0, top, x1 and bottom.
    """

    cells: list[Cell]
    columns: list[float]
    rows: list[float]
    box: Cell


def grid_of(cells: list[Cell]) -> Grid:
    """Make a table of its cells, in their order."""
    lefts, tops, rights, bottoms = zip(*cells, strict=True)
    box = min(lefts), min(tops), max(rights), max(bottoms)
    return Grid(cells, sorted(set(lefts)), sorted(set(tops)), box)


def _completed(grid: Grid) -> Grid:
    """Add the cells that a page's end has left open in a table's first or last row."""
    columns = list(pairwise([*grid.columns, grid.box[2]]))
    missing: list[Cell] = []
    for top in {grid.rows[0], grid.rows[-1]}:
        row = [cell for cell in grid.cells if cell[1] == top]
        bottom = row[0][3]
        if 2 * len(row) < len(columns) or any(cell[3] != bottom for cell in row):
            continue
        y = (top + bottom) / 2
        missing += [
            (left, top, right, bottom)
            for left, right in columns
            if cell_at(grid, (left + right) / 2, y) is None
        ]
    if not missing:
        return grid
    return grid_of(sorted([*grid.cells, *missing], key=lambda cell: (cell[1], cell[0])))


def grids_of(edges: Sequence[Edge], width: float, height: float) -> list[Grid]:
    """Find a page's tables, top to bottom; a ruled box is a table of one cell."""
    upright = sum(not edge.level for edge in edges)
    if len(edges) < MIN_EDGES or upright < 2 or len(edges) - upright < 2:
        return []
    cells = _cells(edges)
    frames = [cell for cell in cells if _is_page_border(cell, width, height)]
    cells = [cell for cell in cells if cell not in frames]
    groups = _groups(cells)
    return sorted(map(_completed, _outermost(groups)), key=lambda grid: grid.box[1])


def _cells(edges: Sequence[Edge]) -> list[Cell]:
    from pdfplumber.table import edges_to_intersections, merge_edges

    merged = merge_edges([_described(edge) for edge in edges], SNAP, SNAP, SNAP, SNAP)
    meetings = edges_to_intersections(merged, MEET, MEET)
    if len(meetings) > MAX_CORNERS:
        return []
    corners = {
        point: (set(map(id, meeting["v"])), set(map(id, meeting["h"])))
        for point, meeting in meetings.items()
    }
    below: dict[float, list[float]] = defaultdict(list)
    right: dict[float, list[float]] = defaultdict(list)
    for x, y in sorted(corners):
        below[x].append(y)
        right[y].append(x)
    found = (_smallest_cell(at, corners, below[at[0]], right[at[1]]) for at in sorted(corners))
    return [cell for cell in found if cell]


def _smallest_cell(
    point: Corner, corners: Corners, ys: list[float], xs: list[float]
) -> Cell | None:
    """Give the smallest cell with this top left corner, all four sides ruled.

    What pdfplumber's `intersections_to_cells` finds, in a tenth of its time: that one makes sets
    of its edges anew for every pair of corners. `ys` and `xs` are the places of the corners above
    and below it, and beside it, in order.
    """
    upright, level = corners[point]
    right = xs[bisect_right(xs, point[0]) :]
    for bottom in ys[bisect_right(ys, point[1]) :]:
        if not upright & corners[point[0], bottom][0]:
            continue
        for edge in right:
            other = corners.get((edge, bottom))
            if (
                other
                and level & corners[edge, point[1]][1]
                and other[0] & corners[edge, point[1]][0]
                and other[1] & corners[point[0], bottom][1]
            ):
                return point[0], point[1], edge, bottom
    return None


def _described(edge: Edge) -> dict[str, Any]:
    """Write an edge as pdfplumber does."""
    return {
        "x0": edge.x0,
        "x1": edge.x1,
        "top": edge.top,
        "bottom": edge.bottom,
        "width": edge.x1 - edge.x0,
        "height": edge.bottom - edge.top,
        "orientation": "h" if edge.level else "v",
        "object_type": "line",
    }


def _is_page_border(cell: Cell, width: float, height: float) -> bool:
    return cell[3] - cell[1] > FRAME_SHARE * height and cell[2] - cell[0] > 0.8 * width


def _groups(cells: list[Cell]) -> list[list[Cell]]:
    """Gather cells that touch; pdfplumber leaves out a cell that touches none."""
    from pdfplumber.table import cells_to_tables

    tables: list[list[Cell]] = list(cells_to_tables(cells))
    grouped = {cell for table in tables for cell in table}
    return tables + [[cell] for cell in cells if cell not in grouped]


def _outermost(groups: list[list[Cell]]) -> list[Grid]:
    """Make the tables; one drawn inside another's cell is dropped: its text is that cell's."""
    grids = [grid_of(sorted(group, key=lambda cell: (cell[1], cell[0]))) for group in groups]
    return [
        grid
        for grid in grids
        if not any(_inside(grid.box, other.box) for other in grids if other is not grid)
    ]


def _inside(inner: Cell, outer: Cell) -> bool:
    return (
        outer[0] - 1 <= inner[0]
        and outer[1] - 1 <= inner[1]
        and inner[2] <= outer[2] + 1
        and inner[3] <= outer[3] + 1
    )


def cell_at(grid: Grid, x: float, y: float) -> int | None:
    """Give the number of the cell that holds a point."""
    left, head, right, foot = grid.box
    if not (left <= x < right and head <= y < foot):
        return None
    for number, (x0, top, x1, bottom) in enumerate(grid.cells):
        if x0 <= x < x1 and top <= y < bottom:
            return number
    return None
