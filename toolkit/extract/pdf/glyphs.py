"""Asking PDFium about a page's characters: where each stands, and how it looks.

The text is asked for in one call, the characters only where it matters, and how a text object is
drawn once for all its characters.
"""

from __future__ import annotations

import ctypes
import math
import re
import struct
from bisect import bisect_left
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from .engine import Handle, address, quick
from .frame import Frame
from .looks import LEAST_COLOUR, Look, font_look

LEVEL = 0.02  # slope of upright text
_MAYBE_SPACED = re.compile(r" [^\W\d_] [^\W\d_] ")  # in all that `spelling.SPACED` finds


Widths = dict[Look, float]  # of texts without gaps, in points for each unit of `set_width`


class Drawn(NamedTuple):
    """How a text object's characters look, their direction in whole degrees, and their size.

    `size` is in the font's own units, before the page scales it; `font` tells one font from
    another, and `mode` how it is drawn; `mark` is the marked content that they belong to in a
    tagged file, -1 for an artefact.
    """

    look: Look
    turn: int
    size: float
    font: int | None = None
    mode: int = 0
    mark: int = -1


@dataclass(frozen=True, slots=True)
class Answers:
    """The buffers that PDFium answers into, and the references to them that it is given."""

    matrix: Handle
    box: Handle
    point: tuple[Handle, ...]  # x, y
    rect: tuple[Handle, ...]  # left, top, right, bottom
    colour: Handle  # red, green, blue, alpha
    to_matrix: Handle
    to_box: Handle
    to_point: tuple[Handle, ...]
    to_rect: tuple[Handle, ...]
    to_colour: tuple[Handle, ...]


@dataclass(frozen=True, slots=True)
class Asked:
    """PDFium's questions about text, and the buffers that it answers into."""

    text: Handle
    item: Handle
    font: Handle
    mode: Handle
    colour: Handle
    mark: Handle
    size: Handle
    matrix: Handle
    origin: Handle
    box: Handle
    rects: Handle
    rect: Handle
    answers: Answers


@dataclass(frozen=True, slots=True)
class TextPage:
    """A loaded text page, and what is known of it already."""

    handle: Handle
    raw: Handle
    frame: Frame
    whole: str
    exact: bool
    ask: Asked
    looks: dict[tuple[float | None, ...], tuple[Look, int]]
    drawn: dict[int | None, Drawn]
    tagged: bool
    astral: tuple[int, ...]
    spaced: bool  # whether letters set apart for looks may stand on it
    widths: Widths


def text_page(handle: Handle, frame: Frame, tagged: bool, widths: Widths) -> TextPage:
    """Take a page's text in one call; `widths` are what the pages before told of theirs."""
    from pypdfium2 import raw

    count = max(raw.FPDFText_CountChars(handle), 0)
    ask = _asked()
    buffer = bytearray(4 * count + 4)
    units = ask.text(handle, 0, count, ctypes.byref(ctypes.c_char.from_buffer(buffer)))
    units = max(units - 1, 0) if count else 0
    whole = buffer[: units * 2].decode("utf-16-le", "replace")
    exact = units == count == len(whole)
    astral = () if exact else tuple(at for at, sign in enumerate(whole) if sign > "\uffff")
    spaced = _MAYBE_SPACED.search(whole) is not None
    return TextPage(handle, raw, frame, whole, exact, ask, {}, {}, tagged, astral, spaced, widths)


@lru_cache(maxsize=1)
def _asked() -> Asked:
    return Asked(
        quick("FPDFText_GetText"),
        quick("FPDFText_GetTextObject", ctypes.c_void_p),
        quick("FPDFTextObj_GetFont", ctypes.c_void_p),
        quick("FPDFTextObj_GetTextRenderMode"),
        quick("FPDFPageObj_GetFillColor"),
        quick("FPDFPageObj_GetMarkedContentID"),
        quick("FPDFText_GetFontSize"),
        quick("FPDFText_GetMatrix"),
        quick("FPDFText_GetCharOrigin"),
        quick("FPDFText_GetLooseCharBox"),
        quick("FPDFText_CountRects"),
        quick("FPDFText_GetRect"),
        _answers(),
    )


def _answers() -> Answers:
    from pypdfium2 import raw

    matrix, box = raw.FS_MATRIX(), raw.FS_RECTF()
    point = tuple(ctypes.c_double() for _ in range(2))
    rect = tuple(ctypes.c_double() for _ in range(4))
    colour = (ctypes.c_uint * 4)()
    at = ctypes.byref
    to_colour = tuple(at(colour, ctypes.sizeof(ctypes.c_uint) * part) for part in range(4))
    parts = (*(tuple(map(at, each)) for each in (point, rect)), to_colour)
    return Answers(matrix, box, point, rect, colour, at(matrix), at(box), *parts)


def index_of(page: TextPage, position: int) -> int:
    """Map a position in the text to a character; surrogates and unmapped glyphs shift them."""
    if page.exact:
        return position
    ahead = bisect_left(page.astral, position)
    return int(page.raw.FPDFText_GetCharIndexFromTextIndex(page.handle, position + ahead))


def origin_of(page: TextPage, index: int) -> tuple[float, float]:
    """Give the point on the baseline where a character begins, in points from the top left."""
    ask = page.ask
    answers = ask.answers
    ask.origin(page.handle, index, *answers.to_point)
    x, y = answers.point
    frame = page.frame
    if frame.turn:
        return frame.seen(x.value, y.value)
    return x.value - frame.left, frame.top - y.value


def extent_of(page: TextPage, index: int) -> tuple[float, float]:
    """Give a character's left and right edge, its advance included."""
    ask, frame = page.ask, page.frame
    box = ask.answers.box
    ask.box(page.handle, index, ask.answers.to_box)
    if not frame.turn:
        one, other = box.left - frame.left, box.right - frame.left
    else:
        one, other = frame.seen(box.left, box.bottom)[0], frame.seen(box.right, box.top)[0]
    return (one, other) if one <= other else (other, one)


def rise_of(page: TextPage, index: int) -> tuple[float, float]:
    """Give a character's upper and lower edge, in points from the page's top."""
    box, frame = page.ask.answers.box, page.frame
    page.ask.box(page.handle, index, page.ask.answers.to_box)
    if not frame.turn:
        return frame.top - box.top, frame.top - box.bottom
    one, other = frame.seen(box.left, box.bottom)[1], frame.seen(box.right, box.top)[1]
    return (one, other) if one <= other else (other, one)


def drawn_of(page: TextPage, index: int) -> Drawn:
    """Read how a character is drawn: as all of its text object."""
    item = page.ask.item(page.handle, index)
    found = page.drawn.get(item) if item else None
    if found is None:
        found = _drawn(page, index, item)
        if item:
            page.drawn[item] = found
    return found


def tail_of(page: TextPage, index: int, head: Drawn) -> Drawn:
    """Read how the last character of a run is drawn, which begins as `head` says.

    Of one in the same type its colour and slope are not asked: no run is told by its end.
    """
    ask = page.ask
    item = ask.item(page.handle, index)
    if item in page.drawn:
        return page.drawn[item]
    if not item or ask.size(page.handle, index) != head.size:
        return drawn_of(page, index)
    drawn = address(item)
    if ask.font(drawn) != head.font or ask.mode(drawn) != head.mode:
        return drawn_of(page, index)
    mark = ask.mark(drawn) if page.tagged else -1
    return Drawn(head.look, head.turn, head.size, head.font, head.mode, mark)


# What PDFium wrote into a buffer, in one step.
_matrix_in = struct.Struct("4f").unpack_from  # a, b, c, d
_colour_in = struct.Struct("3I").unpack_from  # red, green, blue


def _drawn(page: TextPage, index: int, item: int | None) -> Drawn:
    ask = page.ask
    ask.matrix(page.handle, index, ask.answers.to_matrix)
    size = ask.size(page.handle, index)
    a, b, c, d = _matrix_in(ask.answers.matrix)
    if not item:
        return Drawn(Look(_scaled(size, c, d)), _turn(page.frame, a, b), size)
    drawn = address(item)
    font, mode = ask.font(drawn), ask.mode(drawn)
    coloured = _is_coloured(ask, drawn)
    key = font, size, mode, coloured, a, b, c, d
    known = page.looks.get(key)
    if known is None:
        handle = ctypes.cast(font, page.raw.FPDF_FONT) if font else None
        look = font_look(page.raw, handle, _scaled(size, c, d), mode, c * a, coloured)
        known = page.looks[key] = look, _turn(page.frame, a, b)
    mark = ask.mark(drawn) if page.tagged else -1
    return Drawn(known[0], known[1], size, font, mode, mark)


def _scaled(size: float, c: float, d: float) -> float:
    """Give a size in points, from one in the font's own units and the page's scale upwards."""
    return round(size * math.hypot(c, d), 1) or 1.0


def _turn(frame: Frame, a: float, b: float) -> int:
    """Give the direction of writing, in whole degrees."""
    right, down = frame.direction(a, b)
    return 0 if right > 0 and abs(down) < LEVEL * right else _degrees(right, down)


def _is_coloured(ask: Asked, item: Handle) -> bool:
    if not ask.colour(item, *ask.answers.to_colour):
        return False
    values = _colour_in(ask.answers.colour)
    return any(values) and max(values) - min(values) >= LEAST_COLOUR


def _degrees(right: float, down: float) -> int:
    return round(math.degrees(math.atan2(-down, right))) % 360
