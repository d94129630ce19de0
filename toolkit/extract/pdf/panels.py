"""Shaded panels: one that other text stands beside is read by itself, as a ruled box is.

Any other tells where the lines within it wrap.
"""

from __future__ import annotations

from collections.abc import Sequence

from .fragments import Fragment
from .grids import Grid, grid_of
from .lines import Line
from .paragraphs import Area
from .rulings import LEAST_BOX, Edge

NARROW = 0.6  # of the page's width: what stands beside a wider panel are notes to its text
LEAST_WIDTH = 60.0  # points: narrower are badges and bars
TALL = 0.95  # of the page's height: a background
STACKED = 4.0  # points between the shaded cells of one column of a table
SAME_EDGE = 3.0  # points
MOST = 60  # on one page
FEWEST_LINES = 2  # within a panel, and beside it

Table = tuple[Grid, list[list[Fragment]]]


def panels_of(fills: Sequence[Edge], height: float) -> list[Edge]:
    """Give the shaded boxes that may be panels: no band, no page's background, no table's cells."""
    boxes = [
        fill
        for fill in fills
        if fill.x1 - fill.x0 >= LEAST_WIDTH and LEAST_BOX < fill.bottom - fill.top < TALL * height
    ]
    if len(boxes) > MOST:
        return []
    single = [box for box in boxes if not any(_are_stacked(box, other) for other in fills)]
    return [box for box in single if not any(_is_inside(box, other) for other in single)]


def _are_stacked(one: Edge, other: Edge) -> bool:
    """Tell two cells of one column."""
    alike = abs(one.x0 - other.x0) <= SAME_EDGE and abs(one.x1 - other.x1) <= SAME_EDGE
    apart = max(one.top, other.top) - min(one.bottom, other.bottom)
    return alike and -SAME_EDGE < apart <= STACKED


def _is_inside(box: Edge, other: Edge) -> bool:
    larger = (other.x1 - other.x0) * (other.bottom - other.top) > (box.x1 - box.x0) * (
        box.bottom - box.top
    )
    return larger and all(
        (
            other.x0 - 1 <= box.x0,
            box.x1 <= other.x1 + 1,
            other.top - 1 <= box.top,
            box.bottom <= other.bottom + 1,
        )
    )


def panelled(
    panels: Sequence[Edge], fragments: Sequence[Fragment], width: float
) -> tuple[list[Table], list[Fragment]]:
    """Give the panels with their text, left to right and top to bottom, and the text outside."""
    found: list[Table] = []
    rest = list(fragments)
    narrow = [panel for panel in panels if panel.x1 - panel.x0 <= NARROW * width]
    for panel in sorted(narrow, key=lambda each: (round(each.top), each.x0)):
        inside = [each for each in rest if _holds(panel, each)]
        level = [each for each in fragments if panel.top < each.y < panel.bottom]
        if any(_runs_over(panel, each) for each in level):
            continue  # a drawing that the text runs through
        beside = {round(each.y) for each in level if each.x1 < panel.x0 or each.x0 > panel.x1}
        if len({round(each.y) for each in inside}) < FEWEST_LINES or len(beside) < FEWEST_LINES:
            continue
        found.append((grid_of([(panel.x0, panel.top, panel.x1, panel.bottom)]), [inside]))
        known = set(map(id, inside))
        rest = [each for each in rest if id(each) not in known]
    return found, rest


def clear_panels(panels: Sequence[Edge], lines: Sequence[Line]) -> list[Edge]:
    """Give the panels that hold all of the lines that are level with them."""
    return [
        panel
        for panel in panels
        if all(_holds(panel, line) for line in lines if panel.top < line.y < panel.bottom)
    ]


def area_in(panel: Edge, lines: Sequence[Line]) -> Area:
    """Give where the lines within a panel wrap: as far from its right side as from its left."""
    left = min(line.x0 for line in lines)
    return Area(left, max(panel.x1 - (left - panel.x0), *(line.x1 for line in lines)))


def panel_at(panels: Sequence[Edge], line: Line) -> Edge | None:
    """Give the panel that a line stands in."""
    return next((panel for panel in panels if _holds(panel, line)), None)


def _holds(panel: Edge, text: Fragment | Line) -> bool:
    inside = panel.x0 - 1 <= text.x0 and text.x1 <= panel.x1 + 1
    return inside and panel.top < text.y < panel.bottom


def _runs_over(panel: Edge, text: Fragment) -> bool:
    return any(text.x0 < side - 1 and side + 1 < text.x1 for side in (panel.x0, panel.x1))
