"""A page's body as units in reading order: paragraphs and tables."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from functools import partial
from itertools import groupby
from typing import NamedTuple

from .banded import unboxed
from .columns import regions_of
from .fragments import Fragment
from .furniture import Roles
from .grids import Grid, cell_at
from .labels import is_label
from .ladders import laddered
from .lines import Line, line_of, lines_of, rows_of
from .pages import Page
from .panels import area_in, clear_panels, panel_at, panelled
from .paragraphs import STEP, Area, Paragraph, paragraphs_of
from .sideheads import side_headed
from .unruled import unruled_of, wide_of

COMMON = 0.03  # of a document's lines: an edge that so many share is the text area's


FEWEST_FULL = 2  # lines with something in every column, of a table without rules
DOWNWARD = 270  # degrees
MIRRORED = 5.0  # points by which a binding margin shifts both edges of the text
MAX_PADDING = 12.0  # points between a cell's edge and its text; Word's own is 5.4


class DraftTable(NamedTuple):
    """A table before its cells' words are joined. `edges` are its columns' left edges."""

    page: int
    rows: list[list[list[Paragraph]]]
    edges: list[float]


Unit = Paragraph | DraftTable


class Body(NamedTuple):
    """A page's text that is neither furniture nor in a table, and its tables with their text.

    `columns` are the lines of each region in reading order, and whether it is as wide as the page;
    `panels` are shaded boxes that other text stands beside.
    """

    page: Page
    columns: list[tuple[list[Line], bool]]
    tables: list[tuple[Grid, list[list[Fragment]]]]
    panels: Sequence[tuple[Grid, list[list[Fragment]]]] = ()

    @property
    def lines(self) -> list[Line]:
        """The lines of all regions."""
        return [line for lines, _ in self.columns for line in lines]


def bodies_of(pages: Sequence[Page], roles: Sequence[Roles]) -> list[Body]:
    """Give every page's body; where a page has columns, the others may end in one."""
    bodies: list[Body] = []
    for page, found in zip(pages, roles, strict=True):
        last = _last_edges(bodies[-1]) if bodies else []
        bodies.append(body_of(page, found, last=last))
    edges = sorted({round(edge) for body in bodies for edge in _gutters(body)})
    if not edges:
        return bodies
    return [
        body if len(body.columns) != 1 else body_of(body.page, found, edges)
        for body, found in zip(bodies, roles, strict=True)
    ]


def _last_edges(body: Body) -> list[float]:
    """Give the edges of the table that a page ends in, which the next page may go on with."""
    grid = body.tables[-1][0] if body.tables else None
    ends = grid and all(line.y < grid.box[3] + line.size for line in body.lines)
    return list(grid.columns) if grid and ends else []


def _gutters(body: Body) -> list[float]:
    """Give the left edges of a page's columns but the first."""
    edges = [min(line.x0 for line in lines) for lines, whole in body.columns if lines and not whole]
    return [edge for edge in edges if edge > min(edges) + STEP]


def body_of(
    page: Page, roles: Roles, known: Sequence[float] = (), last: Sequence[float] = ()
) -> Body:
    """Sort a page's fragments into the cells of its tables and the lines between them.

    `known` are the left edges of columns on other pages, `last` those of the columns of the table
    that the page before ended in.
    """
    cells: dict[tuple[int, int], list[Fragment]] = defaultdict(list)
    loose: list[Fragment] = []
    for place, fragment in enumerate(page.fragments):
        if place in roles or not fragment.text:
            continue
        home = _home(page.grids, fragment) if page.grids else None
        (cells[home] if home else loose).append(fragment)
    tables = [
        (grid, [cells[number, cell] for cell in range(len(grid.cells))])
        for number, grid in enumerate(page.grids)
    ]
    kept, loose = unboxed(
        [(grid, texts) for grid, texts in tables if any(texts)], loose, page.ladders
    )
    if page.ladders:
        parted, loose = laddered(page.ladders, loose)
        kept += parted
    panels, loose = panelled(page.panels, loose, page.width) if page.panels else ([], loose)
    headed, loose = side_headed(loose, last)
    kept += headed
    if last or _may_hold_wide_table(loose):
        wide = wide_of(rows_of(loose), last)
        kept += wide.tables
        loose = [fragment for row in wide.rest for fragment in row]
    regions = regions_of(loose, [grid.box for grid, _ in kept], known=known)
    columns: list[tuple[list[Line], bool]] = []
    for region in regions:
        found = unruled_of(rows_of(region.fragments), last)
        kept += found.tables
        lines = [line_of(row, page.number, page.marks) for row in found.rest]
        columns.append((lines, region.whole))
    kept.sort(key=lambda table: table[0].box[1])
    return Body(page, columns, kept, panels)


def _may_hold_wide_table(fragments: Sequence[Fragment]) -> bool:
    """Tell whether enough lines have pieces beside each other, labels aside."""
    heights = [round(each.y) for each in fragments]
    beside = {height: count for height, count in Counter(heights).items() if count > 1}
    if len(beside) < FEWEST_FULL:
        return False
    labelled = {
        height
        for height, each in zip(heights, fragments, strict=True)
        if beside.get(height) == 2 and is_label(each.text)
    }
    return len(beside) - len(labelled) >= FEWEST_FULL


def _home(grids: Sequence[Grid], fragment: Fragment) -> tuple[int, int] | None:
    x = min((fragment.x0 + fragment.x1) / 2, fragment.x0 + 20)
    downward = fragment.turn == DOWNWARD  # and so below the place where it begins
    y = fragment.y + fragment.look.size / 3 * (1 if downward else -1)
    for number, grid in enumerate(grids):
        if (cell := cell_at(grid, x, y)) is not None:
            return number, cell
    return None


def usual_size(bodies: Iterable[Body]) -> float:
    """Give the size that most of a document's text is set in."""
    sizes: dict[float, int] = defaultdict(int)
    for body in bodies:
        for line in body.lines:
            sizes[line.size] += len(line.text)
    return max(sizes, key=lambda size: sizes[size], default=11.0)


def areas_of(bodies: Iterable[Body]) -> dict[tuple[int, int], Area]:
    """Give the text area of each width of page, for odd and even pages, in points.

    The two sides of a leaf have one area, unless their margins mirror each other's.
    """
    lines: dict[tuple[int, int], list[Line]] = defaultdict(list)
    for body in bodies:
        lines[area_key(body.page)] += body.lines
    areas: dict[tuple[int, int], Area] = {}
    for width in {width for width, _ in lines}:
        odd, even = lines[width, 1], lines[width, 0]
        sides = [_shared_area(found) for found in (even, odd) if odd and even]
        if not sides or not _are_mirrored(*sides):
            sides = [_shared_area(odd + even)] * 2 if odd or even else []
        areas |= {(width, side): area for side, area in enumerate(sides)}
    return areas


def area_key(page: Page) -> tuple[int, int]:
    """Give a page's width and side of its leaf."""
    return round(page.width), page.number % 2


def _are_mirrored(even: Area, odd: Area) -> bool:
    shift = odd.left - even.left
    return abs(shift) > MIRRORED and abs(shift - (odd.right - even.right)) < MIRRORED


def _shared_area(lines: Sequence[Line]) -> Area:
    return Area(_edge([line.x0 for line in lines], min), _edge([line.x1 for line in lines], max))


def _edge(values: list[float], outermost: Callable[[list[float]], float]) -> float:
    """Give the outermost place that enough values share, give or take two points."""
    places = [round(value / 2) for value in values]
    counts = Counter(places)
    enough = max(1, COMMON * len(values))
    for place in sorted(counts, reverse=outermost is max):
        if counts.get(place - 1, 0) + counts[place] + counts.get(place + 1, 0) >= enough:
            there = [value for value, at in zip(values, places, strict=True) if at == place]
            return outermost(there)
    return outermost(values)


def flows_of(body: Body, area: Area, leading: float) -> list[list[Unit]]:
    """Give a page's paragraphs and tables in reading order, region by region."""
    flows: list[list[Unit]] = []
    waiting = list(body.tables)
    for number, (lines, whole) in enumerate(body.columns):
        last = number == len(body.columns) - 1
        here = waiting if last else [each for each in waiting if _stands_in(each[0], lines, whole)]
        waiting = [each for each in waiting if each not in here]
        flows.append(
            _units(
                lines, here, area if whole or not lines else _own_area(lines), leading, body.page
            )
        )
    if waiting:
        flows.append(_units([], waiting, area, leading, body.page))
    for grid, texts in body.panels:
        _insert(flows, grid.box[1], _table(grid, texts, body.page, leading))
    return flows


def _insert(flows: list[list[Unit]], top: float, panel: DraftTable) -> None:
    """Put a panel before the first paragraph that begins beside or below its top."""
    for flow in flows:
        for place, unit in enumerate(flow):
            if isinstance(unit, Paragraph) and unit.lines[0].y > top:
                flow.insert(place, panel)
                return
    flows.append([panel])


def _stands_in(grid: Grid, lines: Sequence[Line], whole: bool) -> bool:
    """Tell whether a table belongs before the end of a region, or within a column."""
    x0, top, x1, _ = grid.box
    if not lines or top > max(line.y for line in lines):
        return False
    left, right = min(line.x0 for line in lines), max(line.x1 for line in lines)
    return whole or min(x1, right) - max(x0, left) > 0.5 * (x1 - x0)


def _own_area(lines: Sequence[Line]) -> Area:
    return Area(min(line.x0 for line in lines), _edge([line.x1 for line in lines], max))


def _units(
    lines: list[Line],
    tables: Sequence[tuple[Grid, list[list[Fragment]]]],
    area: Area,
    leading: float,
    page: Page,
) -> list[Unit]:
    """Give one region's paragraphs, cut at its tables."""
    units: list[Unit] = []
    rest = lines
    for grid, texts in tables:
        above = [line for line in rest if line.y < grid.box[1] + 2]
        rest = [line for line in rest if line.y >= grid.box[1] + 2]
        units += _paragraphs(above, area, leading, page)
        units.append(_table(grid, texts, page, leading))
    return units + _paragraphs(rest, area, leading, page)


def _paragraphs(lines: list[Line], area: Area, leading: float, page: Page) -> list[Unit]:
    """Build the paragraphs of lines that no table parts; a shaded panel's wrap within it."""
    panels = clear_panels(page.panels, lines) if page.panels else []
    if not panels:
        return list(paragraphs_of(lines, area, leading))
    units: list[Unit] = []
    for panel, group in groupby(lines, partial(panel_at, panels)):
        held = list(group)
        inner = area_in(panel, held) if panel and len(held) > 1 else area
        units += paragraphs_of(held, inner, leading)
    return units


def _table(grid: Grid, texts: list[list[Fragment]], page: Page, leading: float) -> DraftTable:
    """Lay a grid's cells out in rows and columns; a merged cell stands once."""
    rows: list[list[list[Paragraph]]] = [[[] for _ in grid.columns] for _ in grid.rows]
    lines = [lines_of(text, page.number, page.marks) for text in texts]
    gaps = [
        line.x0 - cell[0] for cell, found in zip(grid.cells, lines, strict=True) for line in found
    ]
    padding = min(max(min(gaps), 0.0), MAX_PADDING)
    for cell, found in zip(grid.cells, lines, strict=True):
        column, row = grid.columns.index(cell[0]), grid.rows.index(cell[1])
        area = Area(cell[0] + padding, cell[2] - padding)
        rows[row][column] = paragraphs_of(found, area, leading)
    return DraftTable(page.number, [row for row in rows if any(row)], grid.columns)
