"""What a page draws beside its text: ruling lines for tables, and pictures."""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from functools import cache
from itertools import repeat
from typing import NamedTuple

from .engine import Handle, address, quick
from .frame import Frame

THIN = 3.0  # points: a drawn rule; word processors draw borders of up to 3 pt as filled boxes
DOT = (1.8, 7.0)  # points: a bullet that a browser draws is 3 pt wide at 11 pt
ROUND = 2.0  # points: a corner's least radius; a smaller one's sides meet as they are
LEAST_BOX = 28.0  # points: two lines of ten points and what stands between them and the box
SHORTEST = 4.0  # points: a side of a cell
MAX_OBJECTS = 50_000  # on one page; a page of one glyph an object has 4,000
MAX_EDGES = 1_500  # a page of squared paper has 120
MAX_FORMS = 5  # forms drawn within forms
TEXT, PATH, IMAGE, FORM = 1, 2, 3, 5  # FPDF_PAGEOBJ_*
MOVE, LINE = 2, 0  # FPDF_SEGMENT_*


class Edge(NamedTuple):
    """A straight rule, upright or level, in points from the page's top left."""

    x0: float
    top: float
    x1: float
    bottom: float

    @property
    def level(self) -> bool:
        """Whether it runs across the page."""
        return self.x1 - self.x0 >= self.bottom - self.top


class Drawing(NamedTuple):
    """A page's rules, the boxes of its pictures, of bullets drawn as shapes, and of its shading."""

    edges: list[Edge]
    images: list[Edge]
    dots: list[Edge]
    fills: list[Edge]


_SIDES = tuple(ctypes.c_float() for _ in range(4))
_TO_SIDES = tuple(map(ctypes.byref, _SIDES))

Matrix = tuple[float, float, float, float, float, float]


def drawing_of(page: Handle, frame: Frame) -> Drawing:
    """Read a page's rules and pictures; within drawn forms too."""
    from pypdfium2 import raw

    drawing = Drawing([], [], [], [])
    left = [MAX_OBJECTS]
    for item, kind in _objects(raw, page, None, left):
        _collect(raw, item, kind, frame, drawing, left, 0, None)
    return drawing


def _objects(raw: Handle, page: Handle, form: Handle, left: list[int]) -> Iterator[tuple[int, int]]:
    """Give where the drawn objects of a page, or of a form on it, lie, and their kinds; no text."""
    count = raw.FPDFFormObj_CountObjects(form) if form else raw.FPDFPage_CountObjects(page)
    name, owner = ("FPDFFormObj_GetObject", form) if form else ("FPDFPage_GetObject", page)
    # As plain addresses: a browser's page has thousands, and a pointer object for each costs more.
    items = list(map(quick(name, ctypes.c_void_p), repeat(owner), range(min(count, left[0]))))
    for item, kind in zip(items, map(_kind_asked(), items), strict=True):
        if kind != TEXT:
            yield item, kind
    left[0] -= max(count, 0)


@cache
def _kind_asked() -> Handle:
    ask = quick("FPDFPageObj_GetType")
    ask.argtypes = [ctypes.c_void_p]
    return ask


def _collect(
    raw: Handle,
    item: int,
    kind: int,
    frame: Frame,
    drawing: Drawing,
    left: list[int],
    depth: int,
    matrix: Matrix | None,
) -> None:
    """Add an object's rules or its picture to the drawing; walk into a form."""
    if kind == PATH and max(len(drawing.edges), len(drawing.fills)) < MAX_EDGES:
        box = _bounds(item, frame, matrix)
        if _is_dot(box):
            drawing.dots.append(box)
        elif _is_thin(box):
            drawing.edges.extend(_thin_edges(box))
        else:
            path = ctypes.cast(item, raw.FPDF_PAGEOBJECT)
            if _is_stroked(raw, path):
                drawing.edges.extend(_squared(_sides(raw, path, frame, matrix), box))
            else:
                drawing.fills.append(box)  # a shaded background
    elif kind == IMAGE:
        drawing.images.append(_bounds(item, frame, matrix))
    elif kind == FORM and depth < MAX_FORMS and left[0] > 0:
        form = ctypes.cast(item, raw.FPDF_PAGEOBJECT)
        inner = _matrix(raw, form, matrix)
        for part, sort in _objects(raw, None, form, left):
            _collect(raw, part, sort, frame, drawing, left, depth + 1, inner)


def _matrix(raw: Handle, item: Handle, outer: Matrix | None) -> Matrix:
    found = raw.FS_MATRIX()
    raw.FPDFPageObj_GetMatrix(item, found)
    inner = (found.a, found.b, found.c, found.d, found.e, found.f)
    if outer is None:
        return inner
    a, b, c, d, e, f = inner
    oa, ob, oc, od, oe, of = outer
    return (
        a * oa + b * oc,
        a * ob + b * od,
        c * oa + d * oc,
        c * ob + d * od,
        e * oa + f * oc + oe,
        e * ob + f * od + of,
    )


def _moved(x: float, y: float, matrix: Matrix | None) -> tuple[float, float]:
    if matrix is None:
        return x, y
    a, b, c, d, e, f = matrix
    return a * x + c * y + e, b * x + d * y + f


def _bounds(item: int, frame: Frame, matrix: Matrix | None) -> Edge:
    left, bottom, right, top = _SIDES
    quick("FPDFPageObj_GetBounds")(address(item), *_TO_SIDES)
    return _box(
        frame.seen(*_moved(left.value, bottom.value, matrix)),
        frame.seen(*_moved(right.value, top.value, matrix)),
    )


def _box(one: tuple[float, float], other: tuple[float, float]) -> Edge:
    (x0, y0), (x1, y1) = one, other
    return Edge(min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1))


def _is_dot(box: Edge) -> bool:
    width, height = box.x1 - box.x0, box.bottom - box.top
    return DOT[0] <= height <= DOT[1] and abs(width - height) < 0.3 * height


def _is_thin(box: Edge) -> bool:
    return min(box.x1 - box.x0, box.bottom - box.top) <= THIN


def _thin_edges(box: Edge) -> list[Edge]:
    """Give a thin shape's rule; none for a speck."""
    long = max(box.x1 - box.x0, box.bottom - box.top) >= SHORTEST
    return [_thinned(box)] if long else []


def _is_stroked(raw: Handle, item: Handle) -> bool:
    fill, stroke = ctypes.c_int(), ctypes.c_int()
    raw.FPDFPath_GetDrawMode(item, fill, stroke)
    return bool(stroke.value)


def _squared(sides: list[Edge], box: Edge) -> list[Edge]:
    """Give the whole sides of a box with rounded corners; any other path's as they are."""
    x0, top, x1, bottom = box
    if bottom - top < LEAST_BOX:
        return sides  # a badge: one word or two within a line
    level = [Edge(x0, top, x1, top), Edge(x0, bottom, x1, bottom)]
    whole = [*level, Edge(x0, top, x0, bottom), Edge(x1, top, x1, bottom)]
    if len(sides) == 4 and all(any(_is_rounded(side, each) for side in sides) for each in whole):
        return whole
    return sides


def _is_rounded(side: Edge, whole: Edge) -> bool:
    """Tell a side that stops short of both its corners."""
    if side.level != whole.level:
        return False
    off, length = whole.top - side.top, side.x1 - side.x0
    cut = side.x0 - whole.x0, whole.x1 - side.x1
    if not side.level:
        off, length = whole.x0 - side.x0, side.bottom - side.top
        cut = side.top - whole.top, whole.bottom - side.bottom
    return abs(off) < THIN and min(cut) > ROUND and sum(cut) < length


def _thinned(box: Edge) -> Edge:
    if box.x1 - box.x0 >= box.bottom - box.top:
        middle = (box.top + box.bottom) / 2
        return Edge(box.x0, middle, box.x1, middle)
    middle = (box.x0 + box.x1) / 2
    return Edge(middle, box.top, middle, box.bottom)


def _sides(raw: Handle, item: Handle, frame: Frame, matrix: Matrix | None) -> list[Edge]:
    """Walk a stroked path; level and upright segments are rules, curves and slopes are not."""
    own = _matrix(raw, item, matrix)
    edges: list[Edge] = []
    start = here = (0.0, 0.0)
    x, y = ctypes.c_float(), ctypes.c_float()
    for index in range(min(raw.FPDFPath_CountSegments(item), MAX_EDGES)):
        segment = raw.FPDFPath_GetPathSegment(item, index)
        raw.FPDFPathSegment_GetPoint(segment, x, y)
        point = frame.seen(*_moved(x.value, y.value, own))
        kind = raw.FPDFPathSegment_GetType(segment)
        if kind == MOVE:
            start = point
        elif kind == LINE:
            edges += _side(here, point)
        here = point
        if raw.FPDFPathSegment_GetClose(segment):
            edges += _side(here, start)
    return edges


def _side(one: tuple[float, float], other: tuple[float, float]) -> list[Edge]:
    box = _box(one, other)
    width, height = box.x1 - box.x0, box.bottom - box.top
    if min(width, height) <= 1 and max(width, height) >= SHORTEST:
        return [_thinned(box)]
    return []
