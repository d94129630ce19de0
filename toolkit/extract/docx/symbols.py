"""Characters of Word's symbol fonts → Unicode."""

from __future__ import annotations

from toolkit.extract.clean import clean

_LOWER = dict(zip("abcdefghijklmnopqrstuvwxyz", "αβχδεφγηιϕκλμνοπθρστυϖωξψζ", strict=True))
_UPPER = dict(zip("ABCDEFGHIJKLMNOPQRSTUVWXYZ", "ΑΒΧΔΕΦΓΗΙϑΚΛΜΝΟΠΘΡΣΤΥςΩΞΨΖ", strict=True))
_SIGNS = {
    **{"\xb0": "°", "\xb1": "±", "\xb3": "≥", "\xa3": "≤", "\xb4": "×", "\xb9": "≠", "\xb8": "÷"},
    **{"\xd2": "®", "\xd3": "©", "\xd4": "™", "\xbc": "…", "\xae": "→", "\xde": "⇒", "\xb7": "•"},
}
_SYMBOL_FONT = _LOWER | _UPPER | _SIGNS  # Adobe's Symbol encoding, as far as policies use it
_DINGBATS = ("Wingdings", "Webdings", "ZapfDingbats", "Marlett")


def symbol_font(font: str) -> str | None:
    """Return "symbol" or "dingbats" for a font whose codes are not Unicode, else None."""
    if font.startswith(_DINGBATS):
        return "dingbats"
    return "symbol" if font == "Symbol" else None


def symbol(code: str, font: str) -> str:
    """Return the character of a `w:sym`: a hexadecimal code in a font.

    >>> symbol("F0B7", "Symbol"), symbol("F0FC", "Wingdings")
    ('•', '✓')
    """
    try:
        character = chr(int(code, 16))
    except (ValueError, OverflowError):
        return ""
    return symbol_text(character, symbol_font(font))


def symbol_text(text: str, kind: str | None) -> str:
    """Return text set in a symbol font as Unicode; text in any other font as it is."""
    if kind is None:
        return text
    return "".join(_character(character, kind) for character in text)


def _character(character: str, kind: str) -> str:
    code = ord(character)
    code -= 0xF000 if 0xF000 <= code <= 0xF0FF else 0
    if code > 0xFF or code <= 0x20:
        return character
    if kind == "symbol":
        return _SYMBOL_FONT.get(chr(code), chr(code))
    return clean(chr(0xF000 + code))
