"""Cleaning of text, once, on entry: what no reader sees and no writer can write goes here."""

from __future__ import annotations

import re
import unicodedata

BULLET = "\N{BULLET}"

_CONTROLS = [*range(0x00, 0x09), *range(0x0E, 0x20), *range(0x7F, 0x85), *range(0x86, 0xA0)]
_BIDI = [0x061C, 0x200E, 0x200F, *range(0x202A, 0x202F), *range(0x2066, 0x206A)]
_INVISIBLE = [0x00AD, 0x034F, 0x180E, 0x200B, 0x2060, 0x2061, 0x2062, 0x2063, 0x2064, 0xFEFF]
_ANNOTATION = [0xFFF9, 0xFFFA, 0xFFFB]
_NONCHARACTERS = [0xFFFE, 0xFFFF, *range(0xFDD0, 0xFDF0)]
_SPACES = [0x00A0, 0x1680, *range(0x2000, 0x200B), 0x202F, 0x205F, 0x3000]
_BREAKS = [0x0B, 0x0C, 0x0D, 0x85, 0x2028, 0x2029]  # VT: Word's line break, in its text files
_LIGATURES = dict(
    zip(range(0xFB00, 0xFB07), ["ff", "fi", "fl", "ffi", "ffl", "st", "st"], strict=True)
)

# Symbol and Wingdings put their glyphs at U+F000 + code; these are the ones with a meaning beyond
# "bullet" in policies (ticks, boxes, arrows), after the fonts' own tables.
_SYMBOLS = {
    **{0xF0FC: "✓", 0xF0FB: "✗", 0xF0FD: "☒", 0xF0FE: "☑"},
    **{0xF0A8: "☐", 0xF06F: "☐", 0xF071: "☐"},
    **{0xF0E0: "→", 0xF0DF: "←", 0xF02A: "✉", 0xF028: "☎", 0xF020: " "},
}

_TABLE: dict[int, str] = {
    **dict.fromkeys(_CONTROLS + _BIDI + _INVISIBLE + _ANNOTATION + _NONCHARACTERS, ""),
    **dict.fromkeys(_SPACES, " "),
    **dict.fromkeys(_BREAKS, "\n"),
    **dict.fromkeys(range(0xF021, 0xF100), BULLET),
    **_SYMBOLS,
    **_LIGATURES,
    **dict.fromkeys(range(0xD800, 0xE000), "\N{REPLACEMENT CHARACTER}"),
    0x2010: "-",
    0x2011: "-",
}

_SUSPECT = re.compile(r"[^\t\n\x20-\x7e‘’“”–—…•£éèêëáàâäíìîïóòôöúùûüç½¼¾°·]")


def clean(text: str) -> str:
    r"""Return `text` without what is invisible, unprintable or a mere matter of typesetting.

    Control characters, bidirectional overrides, zero-width characters and soft hyphens go; spaces
    of any width become a space, line and page breaks a newline; ligatures are spelled out;
    non-breaking hyphens become hyphens; symbol-font bullets (U+F0B7) become "•"; a lone surrogate
    becomes U+FFFD. Tabs and newlines stay. The result is in Unicode normal form C.

    >>> clean("of\ufb01ce\u00a0staff \uf0b7 e\u2011mail\u202e")
    'office staff • e-mail'
    """
    if not _SUSPECT.search(text):
        return text
    return unicodedata.normalize("NFC", text.replace("\r\n", "\n").translate(_TABLE))
