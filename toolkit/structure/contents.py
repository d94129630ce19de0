"""Contents lists: found by leaders, page numbers and the headings that they name, and set aside."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import Final

from toolkit.structure.units import Unit

_TITLE = re.compile(
    r"""(?: (?: table | list ) \s of \s | policy \s )? contents (?: \s? pages? | \s list )?
        (?: \s* [-–—:] \s* .{1,60} | \s of \s .{1,40} )? | index
        | (?: what (?: ’ | ' | \s i) s \s )? (?: in | on ) \s this
            \s (?: policy | document | page | guide | handbook | section )
        | (?: quick \s links | jump \s to | skip \s to | page \s contents )""",
    re.VERBOSE | re.IGNORECASE,
)
_LEADER = r"(?: \s* (?: \.{3,} | …+ | (?: \s \.){3,} | _{3,} | ·{3,} ) \s* )"
_ENTRY = re.compile(
    rf"""(?P<name> .{{1,150}}? ) (?: {_LEADER} | \s*\|\s* | \s+
        | \t ) (?P<number> (?:p(?:age|g|\.)?\s*)? \d{{1,3}} (?: \s*[-–]\s*\d{{1,3}} )?
        | [ivx]{{1,5}} )""",
    re.VERBOSE | re.IGNORECASE,
)
_ANY_LEADER: Final = ("...", "…", " . . .", "___", "···")
_LED = re.compile(
    rf".{{1,150}}? {_LEADER} (?: \d{{1,3}} | [ivx]{{1,5}} )? (?: \s.* )?",
    re.VERBOSE | re.IGNORECASE,
)
_ASIDE = re.compile(r"\([^()]*\)")  # "Procedure for complaints (summary chart)"
_NO_LETTER = re.compile(r"[\W_]+")
_ROMAN: Final = tuple("ivxIVX")
_LEADERS = re.compile(rf"{_LEADER} \d{{1,3}}", re.VERBOSE)
MAX_ENTRY_WORDS: Final = 25
MAX_ENTRY_LENGTH: Final = 400  # characters, its leaders too
MAX_RUN_LENGTH: Final = 4_000  # of a list read as one paragraph; the search costs its square
MAX_STRAY: Final = 2  # lines in a contents list that neither have a number nor name a heading
MIN_UNTITLED: Final = 3  # a run of lines with leaders is a contents list without its title
RUN_TOGETHER_SHARE: Final = 0.6  # of a long block's characters that name later headings


def set_contents_aside(units: list[Unit]) -> list[Unit]:
    """Mark every contents list, its title too; everything else is as it was."""
    found = set[int]()
    last: dict[str, int] | None = None
    texts: dict[str, int] | None = None
    for index, unit in enumerate(units):
        if index in found or unit.fate not in (None, "contents"):
            continue
        if _is_title(unit):
            last = _last_places(units) if last is None else last
            found |= _list_after(units, index, last)
        elif _is_led(unit) and not unit.fate:
            run = _run(units, index, _is_led)
            found |= run if len(run) >= MIN_UNTITLED else set()
        elif _names_page(unit):
            texts = _last_texts(units) if texts is None else texts
            run = _run(units, index, partial(_names_later, index=index, last=texts))
            found |= run if len(run) >= MIN_UNTITLED else set()
    return [
        replace(unit, fate="contents") if n in found and not unit.fate else unit
        for n, unit in enumerate(units)
    ]


_HEAD = re.compile(  # of a contents list that is a table
    r"""(?: contents | sections? | titles? | headings? | topics? | items? | chapters? | subjects? )
        (?: \s \w+ )? \s \| \s page s? (?: \s (?: no \.? | number ) s? )?""",
    re.VERBOSE | re.IGNORECASE,
)


def _is_title(unit: Unit) -> bool:
    if unit.kind == "table_row":
        return bool(_HEAD.fullmatch(unit.text) or _TITLE.fullmatch(unit.text.strip(" :.")))
    return _TITLE.fullmatch(unit.text.strip(" :.")) is not None and unit.label is None


def named_in_contents(units: list[Unit]) -> set[int]:
    """Find the units behind a contents list that an entry of it names."""
    named, found = set[str](), set[int]()
    for index, unit in enumerate(units):
        if unit.fate == "contents":
            named |= _keys(unit)
        elif named and not unit.fate and unit.words <= MAX_ENTRY_WORDS and _keys(unit) & named:
            found.add(index)
    return found


def _last_places(units: list[Unit]) -> dict[str, int]:
    """Find where each short text stands last: what a contents list names stands again below it."""
    return {
        key: index
        for index, unit in enumerate(units)
        if not unit.fate and unit.words <= MAX_ENTRY_WORDS
        for key in _keys(unit)
    }


def _last_texts(units: list[Unit]) -> dict[str, int]:
    """Find where each short text stands last, whole: "Year 2" says nothing of "Year 1"."""
    return {
        folded: index
        for index, unit in enumerate(units)
        if not unit.fate and unit.words <= MAX_ENTRY_WORDS
        for text in (unit.text, unit.whole)
        if (folded := _folded(text))
    }


def _keys(unit: Unit) -> set[str]:
    """Fold an entry or a heading to what both share: its letters, without label and page."""
    match = _entry(unit.text)
    texts = {unit.text, unit.whole, match["name"] if match else unit.text}
    texts |= {_ASIDE.sub("", text) for text in texts}
    return {folded for text in texts if (folded := _folded(text))}


def _entry(text: str) -> re.Match[str] | None:
    """Match an entry and its page; by its end first, for the pattern tries every place."""
    ends = text[-1:].isdecimal() or text.endswith(_ROMAN)
    return _ENTRY.fullmatch(text) if ends and len(text) <= MAX_ENTRY_LENGTH else None


def _folded(text: str) -> str:
    return _NO_LETTER.sub("", text).lower()


def _list_after(units: list[Unit], title: int, last: dict[str, int]) -> set[int]:
    entries, stray, seen = set[int](), list[int](), set[str]()
    marked = title + 1 < len(units) and units[title + 1].fate == "contents"
    for index in range(title + 1, len(units)):
        unit = units[index]
        keys = _keys(unit)
        if unit.fate:
            seen |= keys if unit.fate == "contents" else set()
            continue
        begins = bool(keys & seen) and not _numbered(unit)
        if begins or len(stray) > MAX_STRAY:
            break
        if _is_entry(unit, index, keys, last):
            entries |= {*stray, index}
            stray = []
            seen |= keys
        else:
            stray.append(index)
    entries |= _rows_below(units, max(entries, default=title), stray)
    return {title, *entries} if entries or marked else set()


def _rows_below(units: list[Unit], last: int, stray: list[int]) -> set[int]:
    """Find the rows of a contents table below its last entry: an appendix without a page."""
    rows = set[int]()
    while units[last].kind == "table_row" and last + 1 in stray:
        last += 1
        if units[last].kind == "table_row":
            rows.add(last)
    return rows


def _is_entry(unit: Unit, index: int, keys: set[str], last: dict[str, int]) -> bool:
    if len(unit.text) > MAX_RUN_LENGTH:
        return False
    if unit.words > MAX_ENTRY_WORDS:
        return len(_LEADERS.findall(unit.text)) >= 3 or _is_run_together(unit, last)
    return _numbered(unit) or _is_led(unit) or any(last.get(key, -1) > index for key in keys)


def _numbered(unit: Unit) -> bool:
    match = _entry(unit.text)
    return bool(
        match
        and unit.words <= MAX_ENTRY_WORDS
        and not match["name"].rstrip().endswith((".", ",", ";"))
    )


def _is_led(unit: Unit) -> bool:
    return (
        len(unit.text) <= MAX_ENTRY_LENGTH
        and any(map(unit.text.__contains__, _ANY_LEADER))
        and bool(_ENTRY.fullmatch(unit.text) and _LED.fullmatch(unit.text))
    )


def _names_page(unit: Unit) -> bool:
    return not unit.fate and unit.text[-1:].isdigit() and _numbered(unit)


def _names_later(unit: Unit, index: int, last: dict[str, int]) -> bool:
    """Tell "2 How to claim 3": a name that stands again below, and its page."""
    match = _ENTRY.fullmatch(unit.text) if _names_page(unit) else None
    return match is not None and last.get(_folded(match["name"]), -1) > index


def _run(units: list[Unit], start: int, is_entry: Callable[[Unit], bool]) -> set[int]:
    """Find the entries that follow each other from `start` on."""
    run = set[int]()
    for index in range(start, len(units)):
        if units[index].fate:
            continue
        if not is_entry(units[index]):
            break
        run.add(index)
    return run


def _is_run_together(unit: Unit, names: dict[str, int]) -> bool:
    """Tell a contents list that was read as one paragraph: it is made of the headings' texts."""
    text = _folded(unit.text)
    covered = sum(len(name) for name in names if len(name) > 4 and name in text and name != text)
    return covered >= RUN_TOGETHER_SHARE * len(text)
