"""How a run of text looks: the weight, slope and kind of its font, and whether it is drawn."""

from __future__ import annotations

import ctypes
import re
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
    name = _font_name(raw, font)
    flags = max(raw.FPDFFont_GetFlags(font), 0) if font else 0
    weight = raw.FPDFFont_GetWeight(font) if font else 0
    return Look(
        size=size,
        bold=bool(_BOLD.search(name) or flags & FORCE_BOLD_FLAG or mode in STROKED)
        or BOLD_WEIGHT <= weight <= 900,
        italic=bool(_ITALIC.search(name) or flags & ITALIC_FLAG) or slant > 0.01,
        symbol=bool(_SYMBOL.search(name)),
        hidden=mode == INVISIBLE,
        marked=coloured,
    )


def _font_name(raw: Handle, font: Handle) -> str:
    if not font:
        return ""
    buffer = ctypes.create_string_buffer(128)
    length = raw.FPDFFont_GetBaseFontName(font, buffer, 128)
    return buffer.value.decode("utf-8", "replace") if 0 < length <= 128 else ""
