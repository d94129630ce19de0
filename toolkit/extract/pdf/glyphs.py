"""Asking PDFium about a page's characters: where each stands, and how it looks.

An answer takes about a microsecond, so the text is asked for in one call and characters only
where it matters.
"""

from __future__ import annotations

import ctypes
import math
from bisect import bisect_left
from typing import NamedTuple

from .engine import Handle
from .frame import Frame
from .looks import Look, font_look

LEVEL = 0.02  # slope of upright text


class TextPage(NamedTuple):
    """A loaded text page and the buffers to ask it with."""

    handle: Handle
    raw: Handle
    frame: Frame
    whole: str
    exact: bool
    looks: dict[tuple[int, float, float, int], Look]
    box: Handle
    matrix: Handle
    x: ctypes.c_double
    y: ctypes.c_double
    tagged: bool = False
    astral: tuple[int, ...] = ()


def text_page(handle: Handle, frame: Frame, tagged: bool = False) -> TextPage:
    """Take a page's text in one call."""
    from pypdfium2 import raw

    count = max(raw.FPDFText_CountChars(handle), 0)
    buffer = (ctypes.c_ushort * (count * 2 + 2))()
    units = max(raw.FPDFText_GetText(handle, 0, count, buffer) - 1, 0) if count else 0
    whole = bytes(buffer)[: units * 2].decode("utf-16-le", "replace")
    exact = units == count == len(whole)
    buffers = raw.FS_RECTF(), raw.FS_MATRIX(), ctypes.c_double(), ctypes.c_double()
    astral = () if exact else tuple(at for at, sign in enumerate(whole) if sign > "\uffff")
    return TextPage(handle, raw, frame, whole, exact, {}, *buffers, tagged, astral)


def index_of(page: TextPage, position: int) -> int:
    """Map a position in the text to a character; surrogates and unmapped glyphs shift them."""
    if page.exact:
        return position
    ahead = bisect_left(page.astral, position)
    return int(page.raw.FPDFText_GetCharIndexFromTextIndex(page.handle, position + ahead))


def origin_of(page: TextPage, index: int) -> tuple[float, float]:
    """Give the point on the baseline where a character begins, in points from the top left."""
    page.raw.FPDFText_GetCharOrigin(page.handle, index, page.x, page.y)
    return page.frame.seen(page.x.value, page.y.value)


def extent_of(page: TextPage, index: int) -> tuple[float, float]:
    """Give a character's left and right edge, its advance included."""
    box = page.box
    page.raw.FPDFText_GetLooseCharBox(page.handle, index, box)
    ends = page.frame.seen(box.left, box.bottom)[0], page.frame.seen(box.right, box.top)[0]
    return min(ends), max(ends)


def look_of(page: TextPage, index: int) -> tuple[Look, int]:
    """Read how a character looks, and its direction in whole degrees."""
    raw, matrix = page.raw, page.matrix
    drawn = raw.FPDFText_GetTextObject(page.handle, index)
    raw.FPDFText_GetMatrix(page.handle, index, matrix)
    size = raw.FPDFText_GetFontSize(page.handle, index)
    scale = math.hypot(matrix.c, matrix.d)
    right, down = page.frame.direction(matrix.a, matrix.b)
    turn = 0 if right > 0 and abs(down) < LEVEL * right else _degrees(right, down)
    if not drawn:
        return Look(round(size * scale, 1) or 1.0), turn
    font = raw.FPDFTextObj_GetFont(drawn)
    mode = raw.FPDFTextObj_GetTextRenderMode(drawn)
    key = ctypes.addressof(font.contents) if font else 0, size, scale, mode
    if key not in page.looks:
        page.looks[key] = font_look(raw, font, size * scale, mode, matrix.c * matrix.a)
    return page.looks[key], turn


def _degrees(right: float, down: float) -> int:
    return round(math.degrees(math.atan2(-down, right))) % 360
