"""Raised figures: the marks of footnotes, told from the digits of the word that they follow.

A raised figure is kept as a sign of its own until the notes are known; then it is dropped where a
note answers it, as a word processor's own file has no figure there, and a digit again elsewhere.
"""

from __future__ import annotations

import re
from collections.abc import Collection

SMALL = 0.86  # of the neighbour's size: browsers set a superscript at 0.83, Word at 0.65
LEAST_RISE = 0.12  # in sizes, of a raised figure's baseline; Word's rise by 0.33
LONGEST = 3  # digits of a mark
_FIRST = 0xF0000  # a private plane that no font's own signs are in
_RAISE = {ord("0") + digit: _FIRST + digit for digit in range(10)}
_LOWER = {raised: digit for digit, raised in _RAISE.items()}
_SIGNS = tuple(map(chr, _LOWER))
_RUN = re.compile(f"[{chr(_FIRST)}-{chr(_FIRST + 9)}]+")
# What may be a mark: the digit that a word ends with, stops and closing quotation marks aside.
CANDIDATE = re.compile(r"\d(?<=[^\s(\[]\d)(?=[\W_]{0,3}(?:\s|\Z))")
# What may be a note with its mark, set close: "1Governors of a federation …".
LEADING = re.compile(r"\d{1,3}(?=[^\W\d_]|[“‘])")


def raised(figures: str) -> str:
    """Turn digits into their raised signs."""
    return figures.translate(_RAISE)


def settled(text: str, marks: Collection[str]) -> str:
    """Drop the raised figures that a note answers to; the others are digits again.

    >>> settled("the Act" + raised("1") + " gives 5 m" + raised("2"), {"1"})
    'the Act gives 5 m2'
    """
    if not any(map(text.__contains__, _SIGNS)):
        return text

    def plain(match: re.Match[str]) -> str:
        figures = match[0].translate(_LOWER)
        return "" if figures in marks else figures

    return _RUN.sub(plain, text)
