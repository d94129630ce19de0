"""Headings: told by their style, else by how they look beside the document's body text."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Final

from toolkit.numbering import DIVISIONS, Reading
from toolkit.structure.fields import read_pairs
from toolkit.structure.units import Unit

MAX_HEADING_WORDS: Final = 18  # by appearance; the longest seen on a real policy has 13
MAX_STYLED_WORDS: Final = 30  # a heading style on a longer text only serves to number it
MAX_SENTENCE_WORDS: Final = 12  # a heading with a full stop is a phrase, not a sentence
MAX_PLAIN_WORDS: Final = 10  # a heading that nothing but its place tells from the text
LARGER: Final = 1.06  # of the body's size; 11 points beside 12 is a heading, 10.5 rounded is not
PROSE_WORDS: Final = 8  # what follows a plain heading has at least a sentence's length
ENOUGH_SET_APART: Final = 2  # lines of one quiet look; one alone is emphasis
SCARCE: Final = 0.2  # of the tables' characters; text outside them that is less is their frame
ENOUGH_MARKED: Final = 3  # a document with as many styled headings has no plain ones

Weight = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Look:
    """How prominent a heading is: `level` where its style says, else size and weight compare."""

    level: int | None
    size: float
    weight: float


@dataclass(frozen=True, slots=True)
class Body:
    """How the running text looks; `colons` tells that most headings end with a colon."""

    size: float
    bold: bool
    italic: bool
    marked: bool
    capitals: bool = False
    colons: bool = False


def body_of(units: list[Unit]) -> Body:
    """Find the commonest look of the document's text, by characters.

    Tables, whose letters are often smaller, are asked only where they hold nearly everything.
    """
    text = [unit for unit in units if unit.fate is None and unit.kind == "text"]
    rows = [unit for unit in units if unit.fate is None and unit.kind == "table_row"]
    if _length(rows) * SCARCE > _length(text):
        text += rows
    total = _length(text)
    sizes = Counter[float]()
    for unit in text:
        sizes[unit.style.size or 0.0] += len(unit.text)
    return Body(
        sizes.most_common(1)[0][0] if sizes else 0.0,
        2 * _length(unit for unit in text if unit.style.bold) > total,
        2 * _length(unit for unit in text if unit.style.italic) > total,
        2 * _length(unit for unit in text if unit.style.marked) > total,
        2 * _length(unit for unit in text if is_capitals(unit.text)) > total,
    )


def _length(units: Iterable[Unit]) -> int:
    return sum(len(unit.text) for unit in units)


def headings_of(units: list[Unit]) -> list[Look | None]:
    """Give each unit's look as a heading, or None for what is none."""
    body = body_of(units)
    marked = [_is_marked_heading(unit, body) for unit in units]
    colons = [unit.text.endswith(":") for unit, head in zip(units, marked, strict=True) if head]
    if _mostly(colons):
        body = replace(body, colons=True)
        marked = [_is_marked_heading(unit, body) for unit in units]
    references = _references(units, marked, body)
    marked = [is_marked and n not in references for n, is_marked in enumerate(marked)]
    plain = _plain_numbered(units, marked) | _quietly_set_apart(units, marked, body)
    plain -= references
    if sum(marked) + len(plain) < ENOUGH_MARKED:
        plain |= _plain_unnumbered(units)
    return [_look(unit, body) if marked[n] or n in plain else None for n, unit in enumerate(units)]


def _mostly(colons: list[bool]) -> bool:
    """Tell whether most headings end with a colon, those of the cover aside."""
    since = colons[colons.index(True) :] if sum(colons) >= ENOUGH_SET_APART else colons
    return 2 * sum(colons) > len(since)


def _references(units: list[Unit], marked: list[bool], body: Body) -> set[int]:
    """Find "Appendix A – Forms" in a list of the appendices, before the appendix itself."""
    found, later = set[int](), set[str]()
    for n in range(len(units) - 1, -1, -1):
        unit = units[n]
        if not (marked[n] and _is_named(unit)):
            continue
        named = (unit.label or "").strip(" :.-–—").lower()
        set_apart = unit.style.heading is not None or _stands_out(unit, body)
        if named in later and not set_apart:
            found.add(n)
        later.add(named)
    return found


def _look(unit: Unit, body: Body) -> Look:
    style = unit.style
    weight = (
        (2.0 if style.bold else 0.5 * style.marked)
        + 2.5 * (unit.text or unit.whole).isupper()
        - 0.5 * style.italic
    )
    return Look(style.heading, style.size or body.size, weight)


def is_capitals(text: str) -> bool:
    """Tell a text in capitals, of four letters at least."""
    return text == text.upper() and sum(sign.isalpha() for sign in text) >= 4


def _is_marked_heading(unit: Unit, body: Body) -> bool:
    if unit.fate or unit.kind != "text" or not any(sign.isalpha() for sign in unit.text):
        return _is_bare_named(unit)
    if _labels_an_item(unit):
        return False
    if _is_named(unit) and unit.words <= MAX_HEADING_WORDS and not unit.text.endswith("."):
        return True
    if unit.style.heading is not None:
        return not _is_paragraph(unit, MAX_STYLED_WORDS)
    if not _stands_out(unit, body) or unit.words > MAX_HEADING_WORDS:
        return False
    text = unit.text
    if body.colons and text.endswith(":"):
        unit = replace(unit, text=text.rstrip(":"))
    return not _is_paragraph(unit, MAX_HEADING_WORDS) and _ends_like_heading(text)


def _is_bare_named(unit: Unit) -> bool:
    """Tell "Appendix B" on a line of its own: the label is all its text."""
    return _is_named(unit) and not unit.text and not unit.fate


def _is_named(unit: Unit) -> bool:
    """Tell labels with a name: "Section 1:", "Part A", "Appendix B"."""
    marker = unit.marker
    return marker is not None and marker.readings[0].scheme.startswith(DIVISIONS)


def _labels_an_item(unit: Unit) -> bool:
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


_CAPTION = re.compile(
    r"(?: table | figure | fig\. | chart | diagram ) \s \d", re.VERBOSE | re.IGNORECASE
)
_SAID = re.compile(r"[“‘\"] .* [.!?] [”’\"]", re.VERBOSE)


_VERB = re.compile(
    r"""\b (?: must | shall | should | will | may | can | cannot | is | are | was | were | has
        | have | had"""
    r" | do | does | did | aims? \s to | expects? | agrees? ) \b",
    re.VERBOSE | re.IGNORECASE,
)


def _is_paragraph(unit: Unit, longest: int) -> bool:
    """Tell running text that only looks or is styled like a heading."""
    text = unit.text.rstrip()
    if _CAPTION.match(text) or (_SAID.fullmatch(text) and unit.label is None):
        return True
    if unit.words > longest or (". " in text.rstrip(".") and unit.words > MAX_SENTENCE_WORDS):
        return True
    if text.endswith("."):
        sentence = unit.label is not None and unit.words > MAX_SENTENCE_WORDS
        return sentence or (unit.words > 4 and bool(_VERB.search(text)))
    if text.endswith((":", ":-", "–", "-")):
        return bool(_VERB.search(text)) or unit.words > MAX_SENTENCE_WORDS
    return text.endswith((";", ",")) or (text[:1].islower() and unit.style.heading is None)


def _ends_like_heading(text: str) -> bool:
    return not text.rstrip().endswith((";", ",", "…"))


def _stands_out(unit: Unit, body: Body) -> bool:
    style = unit.style
    larger = bool(style.size and body.size and style.size >= body.size * LARGER)
    bolder = style.bold and not body.bold
    return larger or bolder or (is_capitals(unit.text) and not body.capitals)


# --- headings that nothing marks but their number or place ---------------------------------------


def _plain_numbered(units: list[Unit], marked: list[bool]) -> set[int]:
    """Find sections whose number alone makes them headings: "1 Purpose" and text beneath it.

    One such scheme is judged as a whole: most of its labels must head something.
    """
    groups: dict[str, list[int]] = {}
    for index, unit in enumerate(units):
        marker = unit.marker
        if marker and unit.kind == "text" and not unit.fate and not _labels_an_item(unit):
            for reading in marker.readings:
                groups.setdefault(reading.scheme, []).append(index)
    found = set[int]()
    for members in groups.values():
        heading = {n for n in members if marked[n] or _heads_plainly(units, n)}
        if 5 * len(heading) >= 3 * len(members):
            found |= {n for n in members if n in heading or _is_short(units[n])}
    return found - {n for n, is_marked in enumerate(marked) if is_marked}


def _heads_plainly(units: list[Unit], index: int) -> bool:
    unit = units[index]
    begins = unit.text[:1].isupper() or unit.text[:1] in "‘'\"“"
    claims = _VERB.search(_claim(unit.text)) is not None
    return _is_short(unit) and begins and not claims and _has_content(units, index)


def _is_short(unit: Unit) -> bool:
    stopped = unit.text.rstrip("\"'’”").endswith((".", ";", ",", ":", "-"))
    return 0 < unit.words <= MAX_PLAIN_WORDS and not stopped


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
    following = _following(units, index)
    if following is None:
        return False
    own, next_marker = units[index].marker, following.marker
    if own is None or next_marker is None:
        return own is not None or following.words >= PROSE_WORDS
    return own.readings[0].scheme != next_marker.readings[0].scheme


def _following(units: list[Unit], index: int) -> Unit | None:
    """Find the next unit that is not set aside."""
    places = range(index + 1, len(units))
    return next((units[n] for n in places if not units[n].fate), None)


def _plain_unnumbered(units: list[Unit]) -> set[int]:
    """Find short lines before running text, where nothing else marks the headings."""
    found = set[int]()
    before = ""
    for index, unit in enumerate(units):
        if unit.fate:
            continue
        if _is_plain_line(unit) and not before.endswith((":", ":-", ",", ";")):
            following = _following(units, index)
            if following and _is_under(following):
                found.add(index)
        before = unit.text
    return found


def _quietly_set_apart(units: list[Unit], marked: list[bool], body: Body) -> set[int]:
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
            following = _following(units, index)
            if following is not None and _is_under(following) and not following.style.italic:
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
        and not _VERB.search(_claim(text))
        and not read_pairs(text)
        and not _CAPTION.match(text)
    )


def _is_under(unit: Unit) -> bool:
    """Tell what a heading that nothing marks can have below it."""
    return unit.kind == "table_row" or _is_prose(unit)


def _is_prose(unit: Unit) -> bool:
    long = unit.words >= PROSE_WORDS and unit.text[-1:] in ".:;-?!"
    leads = unit.text.endswith(":") and _VERB.search(unit.text) is not None
    return unit.label is not None or long or leads


def outranks(upper: Look, lower: Look) -> bool:
    """Tell whether a heading of look `upper` can stand above one of look `lower`."""
    if upper.level is not None and lower.level is not None:
        return upper.level < lower.level
    if abs(upper.size - lower.size) >= 0.5:
        return upper.size > lower.size
    if upper.weight != lower.weight:
        return upper.weight > lower.weight
    return upper.level is not None and lower.level is None
