"""Headings that nothing marks but their number, their place, or a quiet look."""

from __future__ import annotations

import re
from typing import Final

from toolkit.document import CELLS
from toolkit.numbering import Reading
from toolkit.structure.body import Body
from toolkit.structure.fields import read_pairs
from toolkit.structure.units import Unit

MAX_PLAIN_WORDS: Final = 10  # a heading that nothing but its place tells from the text
PROSE_WORDS: Final = 8  # what follows a plain heading has at least a sentence's length
SHORT_SENTENCE: Final = 4  # words below a line that more than its place tells from the text
ENOUGH_SET_APART: Final = 2  # lines of one quiet look; one alone is emphasis

CAPTION = re.compile(
    r"(?: table | figure | fig\. | chart | diagram ) \s \d", re.VERBOSE | re.IGNORECASE
)
VERB = re.compile(
    r"""\b (?: must | shall | should | will | may | can | cannot | is | are | was | were | has
        | have | had"""
    r" | do | does | did | aims? \s to | expects? | agrees? ) \b",
    re.VERBOSE | re.IGNORECASE,
)


def plain_numbered(units: list[Unit], marked: list[bool]) -> set[int]:
    """Find sections whose number alone makes them headings: "1 Purpose" and text beneath it.

    One scheme in one quiet look is judged as a whole: most of its labels must head something.
    """
    groups: dict[tuple[str, bool, bool], list[int]] = {}
    for index, unit in enumerate(units):
        marker = unit.marker
        small = unit.text[:1].islower()  # an item's text, as no plain heading's
        if marker and unit.kind == "text" and not (unit.fate or small or labels_an_item(unit)):
            quiet = unit.style.marked, unit.style.italic
            for reading in marker.readings:
                groups.setdefault((reading.scheme, *quiet), []).append(index)
    found = set[int]()
    for members in groups.values():
        heading = {n for n in members if marked[n] or _heads_plainly(units, n)}
        if 5 * len(heading) >= 3 * len(members):
            found |= {n for n in members if n in heading or _is_short(units[n])}
    return found - {n for n, is_marked in enumerate(marked) if is_marked}


def _heads_plainly(units: list[Unit], index: int) -> bool:
    unit = units[index]
    begins = unit.text[:1].isupper() or unit.text[:1] in "‘'\"“"
    claims = VERB.search(_claim(unit.text)) is not None
    return _is_short(unit) and begins and not claims and _has_content(units, index)


def _is_short(unit: Unit) -> bool:
    stopped = unit.text.rstrip("\"'’”").endswith((".", ";", ",", ":", "-"))
    return 0 < unit.words <= MAX_PLAIN_WORDS and not stopped and CELLS not in unit.text


def _claim(text: str) -> str:
    """Give the text to search for a verb; a question may have one and still be a heading."""
    return (
        ""
        if text.endswith("?")
        or re.match(r"(?:what|who|how|why|when|where|which)\b", text, re.IGNORECASE)
        else text
    )


def _has_content(units: list[Unit], index: int) -> bool:
    """Tell whether something other than the next label of the same scheme follows."""
    following = following_of(units, index)
    if following is None:
        return False
    own, next_marker = units[index].marker, following.marker
    if own is None or next_marker is None:
        return own is not None or following.words >= PROSE_WORDS
    return own.readings[0].scheme != next_marker.readings[0].scheme


def following_of(units: list[Unit], index: int) -> Unit | None:
    """Find the next unit that is not set aside."""
    places = range(index + 1, len(units))
    return next((units[n] for n in places if not units[n].fate), None)


def plain_unnumbered(units: list[Unit]) -> set[int]:
    """Find short lines before running text, where nothing else marks the headings."""
    found = set[int]()
    before = ""
    for index, unit in enumerate(units):
        if unit.fate:
            continue
        if _is_plain_line(unit) and not before.endswith((":", ":-", ",", ";")):
            following = following_of(units, index)
            if following and (_is_under(following) or _is_short_sentence(following)):
                found.add(index)
        before = unit.text
    return found


def quietly_set_apart(units: list[Unit], marked: list[bool], body: Body) -> set[int]:
    """Find short lines before running text that only underline, colour or slope tells from it.

    One alone is emphasis; and a line that leads in, or follows one that does, is part of a list.
    """
    found: dict[str, set[int]] = {"marked": set(), "italic": set()}
    before = ""
    for index, unit in enumerate(units):
        if unit.fate:
            continue
        style = unit.style
        set_apart = style.marked > body.marked or style.italic > body.italic
        if set_apart and _is_plain_line(unit) and not before.endswith((":", ",", ";")):
            following = following_of(units, index)
            if following is not None and _is_set_off(following, body):
                found["marked" if style.marked and not body.marked else "italic"].add(index)
        before = unit.text
    enough = (group for group in found.values() if len(group) >= ENOUGH_SET_APART)
    return {n for group in enough for n in group if not marked[n]}


def _is_plain_line(unit: Unit) -> bool:
    text = unit.text
    return (
        unit.label is None
        and unit.kind == "text"
        and unit.style.list_level is None
        and 0 < unit.words <= MAX_PLAIN_WORDS
        and text[:1].isupper()
        and text[-1:].isalnum() | text.endswith(("?", ")", "’", "'"))
        and not VERB.search(_claim(text))
        and not read_pairs(text)
        and not CAPTION.match(text)
        and CELLS not in text
    )


def _is_under(unit: Unit) -> bool:
    """Tell what a heading that nothing marks can have below it."""
    return unit.kind == "table_row" or _is_prose(unit)


def _is_set_off(unit: Unit, body: Body) -> bool:
    """Tell what a quiet heading can have below it: nothing quiet, but a short sentence too."""
    quiet = unit.style.italic or unit.style.marked > body.marked
    short = _is_short_sentence(unit) and not quiet
    return not unit.style.italic and (_is_under(unit) or short)


def _is_short_sentence(unit: Unit) -> bool:
    return unit.words >= SHORT_SENTENCE and unit.text[-1:] in ".:;-?!"


def _is_prose(unit: Unit) -> bool:
    long = unit.words >= PROSE_WORDS and unit.text[-1:] in ".:;-?!"
    leads = unit.text.endswith(":") and VERB.search(unit.text) is not None
    return unit.label is not None or long or leads


def labels_an_item(unit: Unit) -> bool:
    """Tell labels that no heading has: bullets, notes, "(a)", "iv)"."""
    marker = unit.marker
    if marker is None:
        return unit.style.list_level is not None and unit.style.heading is None
    return all(_is_item_reading(reading) for reading in marker.readings)


def _is_item_reading(reading: Reading) -> bool:
    if reading.family in ("bullet", "note"):
        return True
    return (
        reading.family in ("letter", "roman")
        and reading.scheme[-2:-1].islower()
        and reading.scheme[-1] in ").]"
    )
