"""Characters and words: what fonts and lines do to them, undone."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from functools import cache

_LIGATURES = {
    "\ufb00": "ff",
    "\ufb01": "fi",
    "\ufb02": "fl",
    "\ufb03": "ffi",
    "\ufb04": "ffl",
    "\ufb05": "st",
    "\ufb06": "st",
}
_SPACES = dict.fromkeys(
    "\u00a0\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a"
    "\u202f\u205f\u3000\t\v\f",
    " ",
)
_INVISIBLE = "\u200b\u200c\u200d\u2060\ufeff\u200e\u200f\u061c"
_BIDI = "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
_CONTROLS = "".join(map(chr, [*range(9), *range(14, 32), *range(127, 160)]))
_TABLE = str.maketrans(
    _LIGATURES
    | _SPACES
    | dict.fromkeys(_INVISIBLE + _BIDI + _CONTROLS, "")
    | {"\ufffe": "-", "\ufffd": "\ufffd", "\u2028": " ", "\u2029": " "}
)
_TICKS = str.maketrans(
    {
        "\uf0fc": "✓",
        "\uf0fb": "✗",
        "\uf0fe": "☑",
        "\uf0fd": "☒",
        "\uf0e0": "→",
        "\uf0e8": "→",
        "\uf02d": "-",
    }
)  # Wingdings, as Word stores it in the private use area
_PRIVATE_BULLET = re.compile(r"\A[\ue000-\uf8ff](?=\s|\Z)|\A[\uf020-\uf0ff](?=\w)")
_SYMBOL_BULLET = re.compile(r"\A\S(?=\s|\Z)")
_SPACE = re.compile(r" {2,}|\n")
_PLAIN = re.compile(r"[\x20-\x7e‘’“”–—•…£éèü]*")
SOFT_HYPHEN = "\u00ad"


def cleaned(text: str, symbol: bool = False) -> str:
    r"""Normalise one run of text: ligatures, spaces, controls, bullets of symbol fonts.

    `symbol` says that the run begins in a font of signs, where any character is a bullet.

    >>> cleaned("\uf0b7 the o\ufb03ce\u00a0staff")
    '• the office staff'
    """
    if symbol:
        text = _SYMBOL_BULLET.sub("•", text)
    if not _PLAIN.fullmatch(text):
        text = _PRIVATE_BULLET.sub("•", text).translate(_TICKS).translate(_TABLE)
        text = text[:-1].replace(SOFT_HYPHEN, "") + text[-1:]
    return _SPACE.sub(" ", text).strip()


_ODD = re.compile(r"[\ue000-\uf8ff\ufffd\x00-\x08\x0e-\x1f\x7f-\x9f]")


def odd_signs(text: str) -> int:
    """Count the signs that a font gives no letter for: private, unknown and control characters."""
    return len(_ODD.findall(text))


# --- words broken over lines --------------------------------------------------------------------

_LETTERS = r"[^\W\d_]"
HYPHENS = ("-", "\u00ad", "\u2010")
_BROKEN_END = re.compile(rf"({_LETTERS}+(?:-{_LETTERS}+)*)[-\u00ad\u2010]\Z")
_BROKEN_START = re.compile(rf"{_LETTERS}+(?:-{_LETTERS}+)*")
_JOINING_END = re.compile(r"\S[-–/\u2010]\Z")  # with a space before it, it joins nothing

Vocabulary = Callable[[str], int]  # how often a document prints a word, whole

# Beginnings that take a hyphen in British English, where the document itself does not tell.
_BEGINNINGS = """all anti co cross e ex far full half high ill inter long low mid multi non off
    on one over part post pre pro quasi re self semi short sub third two under up vice well"""
_HYPHENED_BEGINNINGS = frozenset(_BEGINNINGS.split())


def vocabulary(texts: Iterable[str]) -> Vocabulary:
    """Count a document's whole words when asked; a broken word at a line's end is none.

    >>> count = vocabulary(["Well-being first", "an em-", "ployee"])
    >>> count("well-being"), count("well"), count("em")
    (1, 0, 0)
    """
    printed = "\n".join(texts).lower()

    @cache
    def count(word: str) -> int:
        return len(re.findall(rf"(?<![\w-]){re.escape(word)}(?![\w\u00ad\u2010-])", printed))

    return count


def joined(lines: list[str], known: Vocabulary) -> str:
    """Rejoin a paragraph's lines; words broken at a line's end by what the document knows.

    >>> joined(["all em-", "ployees are"], vocabulary(["employees"]))
    'all employees are'
    >>> joined(["by e-", "mail or a non-", "school site"], vocabulary(["e-mail"]))
    'by e-mail or a non-school site'
    """
    text = ""
    for line in lines:
        text = _append(text, line, known) if text else line
    return text.replace(SOFT_HYPHEN, "")


def _append(text: str, line: str, known: Vocabulary) -> str:
    if not text.endswith((*HYPHENS, "–", "/")):
        return f"{text} {line}"
    end, start = _BROKEN_END.search(text[-60:]), _BROKEN_START.match(line)
    if not end or not start:
        glue = "" if _JOINING_END.search(text[-2:]) else " "
        return f"{text}{glue}{line}"
    if text.endswith(SOFT_HYPHEN):
        return text[:-1] + line
    keep = _keeps_hyphen(end[1], start[0], known)
    return (text if keep else text[:-1]) + line


def _keeps_hyphen(before: str, after: str, known: Vocabulary) -> bool:
    """Tell "well-being" from "em-ployees" by the document's own words, then by their form."""
    head, tail = before.lower(), after.lower()
    with_hyphen, without = known(f"{head}-{tail}"), known(f"{head}{tail}")
    if with_hyphen != without:
        return with_hyphen > without
    if after[0].isupper() or "-" in head:
        return True
    if head in _HYPHENED_BEGINNINGS:
        return True
    return known(head) > 0 and known(tail) > 0 and len(head) > 2
