"""How a run of text looks: the weight, slope and kind of its font, and whether it is drawn."""

from __future__ import annotations

import ctypes
import re
from functools import lru_cache
from typing import NamedTuple

from .engine import Handle

LEAST_COLOUR = 48  # of 255, between a colour's strongest and weakest part: greys have none
INVISIBLE = 3  # text render modes, ISO 32000-1 table 106
STROKED = (1, 2)  # what word processors fake bold with
BOLD_WEIGHT = 600
ITALIC_FLAG, FORCE_BOLD_FLAG = 1 << 6, 1 << 18  # font descriptor flags, table 123
_BOLD = re.compile(r"bold|black|heavy|semib|demi", re.IGNORECASE)
_ITALIC = re.compile(r"ital|obli", re.IGNORECASE)
_SYMBOL = re.compile(r"symbol|dingbat|webding|wingding", re.IGNORECASE)


class Look(NamedTuple):
    """How a run's font looks; `hidden` is text that is not drawn, such as an OCR layer.

    `marked` is text in a colour, or underlined; both is a link, and not marked.
    """

    size: float
    bold: bool = False
    italic: bool = False
    symbol: bool = False
    hidden: bool = False
    marked: bool = False


def font_look(
    raw: Handle, font: Handle, size: float, mode: int, slant: float, coloured: bool
) -> Look:
    """Read a font at a size in points, as rounded; `mode` is how it is drawn, `slant` its skew."""
    bold, italic, symbol = _kind(_font_name(raw, font))
    flags = max(raw.FPDFFont_GetFlags(font), 0) if font else 0
    weight = raw.FPDFFont_GetWeight(font) if font else 0
    return Look(
        size=size,
        bold=bool(bold or flags & FORCE_BOLD_FLAG or mode in STROKED)
        or BOLD_WEIGHT <= weight <= 900,
        italic=bool(italic or flags & ITALIC_FLAG) or slant > 0.01,
        symbol=symbol,
        hidden=mode == INVISIBLE,
        marked=coloured,
    )


def _font_name(raw: Handle, font: Handle) -> bytes:
    if not font:
        return b""
    buffer = ctypes.create_string_buffer(128)
    length = raw.FPDFFont_GetBaseFontName(font, buffer, 128)
    return buffer.value if 0 < length <= 128 else b""


@lru_cache(maxsize=256)  # each page of a document asks for the same few
def _kind(name: bytes) -> tuple[bool, bool, bool]:
    """Tell by a font's name whether it is bold, italic, and one of signs."""
    text = name.decode("utf-8", "replace")
    bold, italic, symbol = (sort.search(text) is not None for sort in (_BOLD, _ITALIC, _SYMBOL))
    return bold, italic, symbol
