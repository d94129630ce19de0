"""Pieces of a paragraph → its text, its marked places, and where its line breaks part clauses."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence

from toolkit.document import Place, Style
from toolkit.extract.clean import clean
from toolkit.extract.docx.styles import Look
from toolkit.numbering import split_label

SHORT_LINE = 60  # characters, two thirds of a line of 11 point text: shorter was ended on purpose
_MAX_GAP = 80  # characters; a longer highlighted run is a query about a sentence, not a gap
_BLANKS = re.compile(r"[ \t\n]*[\t\n][ \t\n]*|  +")  # a single space is as it should be
_LINE_END = re.compile(r"\n+")
_COLUMN = re.compile(r"[^\t\n]+")
_BRACKETED = re.compile(r"\[[^\[\]]{1,80}\] | <[^<>]{1,80}>", re.VERBOSE)
# What begins a line of its own in small letters, and lines that state a fact under its label.
_OWN_LINE = re.compile(r"v\d | www\. | https?: | \S+@\S", re.VERBOSE)
_FACT = re.compile(r"[A-Z][\w’'/ ]{2,40}:[ \t]+\S")
_ENDS = (".", ";", ":", "?", "!", ":-", ".'", ".’", ".”", '."', ".)", "…")


def text_and_places(
    pieces: Iterable[tuple[str, Look, str | None]],
) -> tuple[str, tuple[Place, ...]]:
    """Join the pieces, clean them, and squeeze white space; places move with their text."""
    marks: list[tuple[int, int, str]] = []
    joined: list[str] = []
    length = 0
    for raw, look, name in pieces:
        text = clean(raw)
        if name or look.gap:
            marks.append((length, length + len(text), name or ""))
        joined.append(text)
        length += len(text)
    whole = "".join(joined)
    text = _squeeze(whole).strip()
    return text, tuple(_places(_merge(marks), whole, len(text))) if marks else ()


def _squeeze(text: str) -> str:
    if "  " in text or "\t" in text or "\n" in text:  # most text has none: ten times quicker
        return _BLANKS.sub(_blank, text)
    return text


def _blank(match: re.Match[str]) -> str:
    """Keep the strongest of a run of blanks; two line breaks are a paragraph's end."""
    blank = match[0]
    if "\n" in blank:
        return "\n\n" if blank.count("\n") > 1 else "\n"
    return "\t" if "\t" in blank else " "


def _merge(marks: list[tuple[int, int, str]]) -> Iterator[tuple[int, int, str]]:
    """Join marks that touch: Word splits one gap into several runs."""
    current: tuple[int, int, str] | None = None
    for start, end, name in marks:
        if current and current[1] == start and current[2] == name:
            current = (current[0], end, name)
            continue
        if current:
            yield current
        current = (start, end, name)
    if current:
        yield current


def _places(marks: Iterator[tuple[int, int, str]], whole: str, length: int) -> Iterator[Place]:
    """Move marks from the pieces to the squeezed text, which is `length` characters long."""
    ends, removed = _removed(whole)
    for start, end, name in marks:
        gap = whole[start:end].strip()
        if not name and (bracketed := _BRACKETED.search(gap)):
            gap = bracketed[0]  # the highlighter went over a word or a stop beside the gap
        if not gap or (not name and len(gap) > _MAX_GAP):
            continue
        first = whole.index(gap, start)
        begin = first - removed[bisect_right(ends, first)]
        finish = min(begin + len(_squeeze(gap)), length)
        if begin < finish:
            yield Place(begin, finish, name or gap.strip("[]<>{}…._ ") or gap)


def _removed(whole: str) -> tuple[list[int], list[int]]:
    """Return where blanks that were squeezed end, and how many characters are gone by then."""
    lead = len(whole) - len(whole.lstrip())
    ends, removed = [lead], [0, lead]
    for match in _BLANKS.finditer(whole, lead):
        ends.append(match.end())
        removed.append(removed[-1] + len(match[0]) - len(_blank(match)))
    return ends, removed


def clauses(text: str, style: Style, looks: Sequence[object] = ()) -> Iterator[tuple[int, int]]:
    """Yield the parts of a paragraph that are clauses of their own, as (start, end).

    Clerks press Shift+Enter between (a) and (b), between the lines of an address and below a
    heading, but also within a heading and, in text pasted from an e-mail, at the end of every
    line. `looks` are those of the lines that hold text; where they change, a clause ends.
    """
    start = 0
    for line, match in enumerate(_LINE_END.finditer(text), 1):
        before = text[max(start, text.rfind("\n", 0, match.start()) + 1) : match.start()]
        stop = text.find("\n", match.end())
        following = text[match.end() : stop if stop >= 0 else len(text)]
        changed = looks[line - 1 : line] != looks[line : line + 1] and style.heading is None
        changed = changed and not _goes_on(following)
        if len(match[0]) > 1 or changed or _parts(before, following, style):
            yield start, match.start()
            start = match.end()
    yield start, len(text)


def columns(text: str) -> Iterator[tuple[int, int]]:
    """Yield the parts of a header or footer, left, middle and right, as (start, end)."""
    yield from (match.span() for match in _COLUMN.finditer(text))


def _parts(before: str, following: str, style: Style) -> bool:
    """Tell a break between two lines that ends a clause from one that is layout.

    In a heading or a centred title it is only layout, but not between facts.
    """
    whole = style.align == "center" or style.heading is not None
    if split_label(following)[0] or (_FACT.match(following) and style.heading is None):
        return True
    if whole or _goes_on(following):
        return False
    return before.endswith(_ENDS) or len(before) <= SHORT_LINE


def _goes_on(line: str) -> bool:
    """Tell a line that can only go on with the one above it: it begins in small letters."""
    return line[:1].islower() and not _OWN_LINE.match(line)


def within(places: tuple[Place, ...], start: int, end: int) -> tuple[Place, ...]:
    """Return the places of text[start:end], counted from its start."""
    return tuple(
        Place(max(p.start, start) - start, min(p.end, end) - start, p.name)
        for p in places
        if p.start < end and p.end > start
    )
