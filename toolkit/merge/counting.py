"""How one label counts: its number, in which manner that is written, what stands around it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from toolkit.extract.docx.formats import format_number
from toolkit.numbering import NUMBER_WORDS, letter_value, roman_value

LABEL = re.compile(
    r"(?P<before>(?:.*[^A-Za-z0-9])?(?:\d+(?=[A-Za-z]\W*$)|[A-Z](?=\d+\W*$))?)"
    r"(?P<mark>\d+|[A-Za-z]+)(?P<after>[^A-Za-z0-9]*)",
    re.DOTALL,
)
LETTERED = re.compile(r"(?P<letter>[A-Z])\W?")  # "A1" and "A.1" stand under "Part A".
FORMATS = {
    "figure": "decimal",
    "word": "cardinalText",
    "roman": "lowerRoman",
    "letter": "lowerLetter",
}

Scheme = tuple[str, str, str]  # what stands before, of what kind the mark is, what stands after


def scheme_of(label: str | None) -> Scheme | None:
    """Tell labels of one look apart: "4.2" is "#." and a figure, "(iv)" is letters in brackets."""
    match = LABEL.fullmatch((label or "").strip())
    if not match:
        return None
    mark = match["mark"]
    is_number = roman_value(mark) or letter_value(mark) or mark.lower() in NUMBER_WORDS
    if mark.isalpha() and not is_number:
        return None
    kind = "figure" if mark.isdigit() else "capital" if mark[0].isupper() else "small"
    before = re.sub(r"\d+", "#", match["before"])
    lettered = mark.isdigit() and LETTERED.fullmatch(before)
    return f"@{before[1:]}" if lettered else before, kind, match["after"]


def mark_of(label: str | None) -> str:
    """Give the part of a label that counts: "4.2." has "2", "(iv)" has "iv"."""
    match = LABEL.fullmatch((label or "").strip())
    return match["mark"] if match else ""


def family_of(marks: Sequence[str]) -> str:
    """Settle how a run counts: "i" alone is roman, "h, i, j" are letters."""
    if all(mark.isdigit() for mark in marks):
        return "figure"
    if all(mark.lower() in NUMBER_WORDS for mark in marks):
        return "word"
    romans = [roman_value(mark) for mark in marks]
    letters = [letter_value(mark) for mark in marks]
    if not all(romans):
        return "letter"
    if not all(letters):
        return "roman"
    scores = [
        sum(b - a == 1 for a, b in pairwise(values) if a and b) + (values[0] == 1)
        for values in (romans, letters)
    ]
    return "roman" if scores[0] >= scores[1] and scores[0] else "letter"


def value_of(mark: str, family: str) -> int:
    """Give the number that a mark stands for."""
    if family == "figure":
        return int(mark)
    if family == "word":
        return NUMBER_WORDS.index(mark.lower()) + 1
    return (roman_value(mark) if family == "roman" else letter_value(mark)) or 0


def written(value: int, mark: str, family: str) -> str:
    """Write a number in the manner of `mark`."""
    text = format_number(value, FORMATS[family]).lower()
    return text.upper() if mark.isupper() else text.capitalize() if mark[0].isupper() else text
