"""What a school makes of the county's words: its name, its noun, its posts, its values."""

from __future__ import annotations

import re
from collections.abc import Mapping

# Words in which "school" is not the school itself; only the federation replaces these too.
PROTECTED = (
    r"Schools Financial Value Standard|Speaking Up in Schools|home-school|(?i:for schools)"
    r"|school (?:days?|years?|work|events|business manager)"
)
SWAPS: dict[str, dict[str, str]] = {
    "academy": {"school": "academy", "headteacher": "Principal"},
    "federation": {"school": "federation", "headteacher": "executive headteacher"},
    "nursery": {"school": "nursery", "pupils": "children", "pupil": "child"},
    "high school": {"pupil": "student"},
    "trust": {
        "school": "trust",
        "headteacher": "Principal",
        "governing bodies": "boards of trustees",
        "governing body": "board of trustees",
        "governor": "trustee",
    },
    "college": {
        "school": "college",
        "headteacher": "principal",
        "governing bodies": "corporations",
        "governing body": "corporation",
        "pupil": "student",
    },
}
BLIND = {"federation"}
PLACE = re.compile(r"\{\{ ([\w.]+) \}\}")


def localised(text: str, kind: str | None, values: Mapping[str, str]) -> str:
    """Swap the words, then fill the places, so that a school's own name is never swapped."""
    swapped = _swapped(text, kind) if kind else text
    return PLACE.sub(lambda match: values[match[1]], swapped)


def _swapped(text: str, kind: str) -> str:
    swaps = SWAPS[kind]
    words = "|".join(swaps)
    keep = "(?!)" if kind in BLIND else PROTECTED
    pattern = rf"(?P<keep>{keep}|\{{\{{[^}}]*\}}\}})|\b(?P<word>(?i:{words}))(?P<s>s\b|\b)"

    def swap(match: re.Match[str]) -> str:
        if match["keep"]:
            return match["keep"]
        new = swaps[match["word"].lower()]
        return _cased(match["word"], _plural(new) if match["s"] else new)

    swapped = re.sub(pattern, swap, text)
    return re.sub(r"\b([Aa]) (?=academy|executive)", r"\1n ", swapped)


def _plural(word: str) -> str:
    return word[:-1] + "ies" if word.endswith("y") else word + "s"


def _cased(old: str, new: str) -> str:
    if old.isupper():
        return new.upper()
    return new[0].upper() + new[1:] if old[0].isupper() else new


def plain(text: str) -> str:
    """Take the Markdown off: italics and escaped stars."""
    unescaped = text.replace("\\*", "\0")
    return unescaped.replace("*", "").replace("\0", "*")
