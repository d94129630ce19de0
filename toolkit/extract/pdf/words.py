"""Characters and words: what fonts and lines do to them, undone."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Collection, Iterable
from functools import cache
from itertools import count as count_from
from itertools import pairwise
from typing import NamedTuple

from toolkit.language.words import STOPWORDS

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
    elif text.isascii() and text.isprintable() and "  " not in text:
        return text.strip()
    if not _PLAIN.fullmatch(text):
        text = _PRIVATE_BULLET.sub("•", text).translate(_TICKS).translate(_TABLE)
        text = text[:-1].replace(SOFT_HYPHEN, "") + text[-1:]
    return (_SPACE.sub(" ", text) if "  " in text or "\n" in text else text).strip()


_ODD = re.compile(r"[\ue000-\uf8ff\ufffd\x00-\x08\x0e-\x1f\x7f-\x9f]")


def odd_signs(text: str) -> int:
    """Count the signs that a font gives no letter for: private, unknown and control characters."""
    return len(_ODD.findall(text))


# --- words broken over lines --------------------------------------------------------------------

_LETTERS = r"[^\W\d_]"
HYPHENS = ("-", "\u00ad", "\u2010")
_BROKEN_END = re.compile(rf"({_LETTERS}+(?:-{_LETTERS}+)*)[-\u00ad\u2010]\Z")
_BROKEN_START = re.compile(rf"{_LETTERS}+(?:-{_LETTERS}+)*")
_PRINTED = re.compile(r"[\w\u00ad\u2010-]+")
_JOINING = (*HYPHENS, "–", "/")
_JOINING_END = re.compile(r"\S[-–/\u2010]\Z")  # with a space before it, it joins nothing


class Vocabulary(NamedTuple):
    """What a document tells of its words: how often it prints one, and whether it hyphenates."""

    count: Callable[[str], int]
    hyphenates: Callable[[], bool]


HYPHENATED = 0.05  # of the lines: hard hyphens alone end two in a hundred, hyphenation ten
SEARCHES = 60  # for single words, each a hundredth of the work of counting all
LONG_LINE = 25  # characters of a line that may have been broken

# Beginnings that take a hyphen in British English, where the document itself does not tell; the
# second kind also begins words that a line's end breaks there: "re-port", "part-ner".
_HYPHENED = "anti e far half ill non quasi self semi two vice well"
_OPEN = """all co cross ex full high inter long low mid multi off on one over part post pre pro re
    short sub third under up"""
_HYPHENED_BEGINNINGS = frozenset(_HYPHENED.split())
_OPEN_BEGINNINGS = frozenset(_OPEN.split())


def vocabulary(texts: Iterable[str]) -> Vocabulary:
    """Count a document's whole words when asked; a broken word at a line's end is none.

    >>> known = vocabulary(["Well-being first", "an em-", "ployee"])
    >>> known.count("well-being"), known.count("well"), known.count("em")
    (1, 0, 0)
    """
    lines = list(texts)
    asked = count_from(1)

    @cache
    def printed() -> str:
        text = "\n".join(lines).lower()
        for hyphen in (SOFT_HYPHEN, "-", "\u2010"):
            text = text.replace(f"{hyphen}\n", f"-{SOFT_HYPHEN}")
        return text

    @cache
    def all_counted() -> Counter[str]:
        return Counter(_PRINTED.findall(printed()))

    @cache
    def count(word: str) -> int:
        if next(asked) <= SEARCHES:
            return _occurrences(word, printed())
        return all_counted()[word]

    return Vocabulary(count, cache(lambda: _hyphenates(lines, count)))


def _occurrences(word: str, printed: str) -> int:
    """Count a word where no other sign of a word stands beside it."""
    parts = printed.split(word)
    return sum(
        not (_PRINTED.match(before[-1:]) or _PRINTED.match(after[:1]))
        for before, after in pairwise(parts)
    )


def _hyphenates(lines: list[str], count: Callable[[str], int]) -> bool:
    """Tell a document whose lines' ends break words: by their share, or by one printed whole."""
    broken = [
        (end[1].lower(), start[0].lower())
        for line, after in pairwise(lines)
        if line.endswith(HYPHENS)
        and (end := _BROKEN_END.search(line[-60:]))
        and (start := _BROKEN_START.match(after))
    ]
    if len(broken) > 2:
        long = sum([len(line) >= LONG_LINE for line in lines])
        if len(broken) > HYPHENATED * long:
            return True
    return any((whole := count(a + b)) and whole > count(f"{a}-{b}") for a, b in broken)


def joined(lines: list[str], known: Vocabulary, filled: Collection[int] = ()) -> str:
    """Rejoin a paragraph's lines; words broken at a line's end by what the document knows.

    `filled` numbers the lines that leave no room for one more character.

    >>> joined(["all em-", "ployees are"], vocabulary(["employees"]))
    'all employees are'
    >>> joined(["by e-", "mail or a non-", "school site"], vocabulary(["e-mail"]))
    'by e-mail or a non-school site'
    >>> joined(["see www.example-", "county.test/forms or www.", "school.test"], vocabulary([]))
    'see www.example-county.test/forms or www.school.test'
    """
    text = ""
    for number, line in enumerate(lines):
        if number and _breaks_address(text, line, number - 1 in filled and lines[number - 1]):
            text += line
        else:
            text = _append(text, line, known) if text else line
    return text.replace(SOFT_HYPHEN, "")


_ADDRESS = r"(?: https?:// | www\. | [\w.+-]+ @ ) \S*"
_ADDRESS_SIGN = re.compile(r"@|www\.|//")
LONGEST_ADDRESS = 200  # characters
_ADDRESS_END = re.compile(rf"(?: \A | (?<=[\s(<\"'“‘]) ) {_ADDRESS} \Z", re.VERBOSE)
_INSIDE = re.compile(r"[^\W_] | [./@_-] [^\W_]", re.VERBOSE)
_STEM = r"[^\W_] [\w-]*"
_ADDRESS_PART = re.compile(  # "county.test/forms", "test/a", "ty.test"; never "e.g. the"
    rf"(?= \S* [\w-]{{3}} ) {_STEM} (?: [./] [\w-]+ )+", re.VERBOSE
)


def _breaks_address(text: str, line: str, whole: str | bool) -> bool:
    """Tell a web or e-mail address that a line's end breaks: at a stop, or anywhere if too long.

    `whole` is the line before where it is filled.
    """
    last = text[-LONGEST_ADDRESS:].rpartition(" ")[2]
    match = _ADDRESS_END.search(last) if _ADDRESS_SIGN.search(last) else None
    if not match or not _INSIDE.match(line):
        return False
    address = match[0]
    if not line[0].isalnum():
        return True
    if address.endswith("www.") or _ADDRESS_PART.match(line):
        return True
    if address[-1] in "./-_@?=&":
        return line[:1].islower() or line[:1].isdecimal()
    return whole == address and line[0].islower() and line.split(None, 1)[0] not in STOPWORDS


def _append(text: str, line: str, known: Vocabulary) -> str:
    if not text.endswith(_JOINING):
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
    with_hyphen, without = known.count(f"{head}-{tail}"), known.count(f"{head}{tail}")
    if with_hyphen != without:
        return with_hyphen > without
    if after[0].isupper() or "-" in head or head in _HYPHENED_BEGINNINGS or not known.hyphenates():
        return True
    if not known.count(tail):
        return False
    return head in _OPEN_BEGINNINGS or (known.count(head) > 0 and len(head) > 2)
