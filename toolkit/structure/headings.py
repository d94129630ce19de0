"""Headings: told by their style, else by how they look beside the document's body text."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import Final

from toolkit.numbering import DIVISIONS, STEPS
from toolkit.structure.body import Body, body_of, is_capitals
from toolkit.structure.plain_headings import (
    CAPTION,
    ENOUGH_SET_APART,
    VERB,
    following_of,
    labels_an_item,
    plain_numbered,
    plain_unnumbered,
    quietly_set_apart,
)
from toolkit.structure.units import Unit

MAX_HEADING_WORDS: Final = 18  # by appearance; the longest seen on a real policy has 13
MAX_STYLED_WORDS: Final = 30  # a heading style on a longer text only serves to number it
MAX_SENTENCE_WORDS: Final = 12  # a heading with a full stop is a phrase, not a sentence
MAX_LOWER_WORDS: Final = 6  # of a heading that begins with a small letter
LARGER: Final = 1.06  # of the body's size; 11 points beside 12 is a heading, 10.5 rounded is not
ENOUGH_MARKED: Final = 3  # a document with as many styled headings has no plain ones
END_MATTER: Final = ("appendix", "annex", "schedule")

Weight = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Look:
    """How prominent a heading is: `level` where its style says, else size and weight compare."""

    level: int | None
    size: float
    weight: float


def headings_of(units: list[Unit]) -> list[Look | None]:
    """Give each unit's look as a heading, or None for what is none."""
    body = body_of(units)
    marked = [_is_marked_heading(unit, body) for unit in units]
    colons = [unit.text.endswith(":") for unit, head in zip(units, marked, strict=True) if head]
    if _mostly(colons):
        body = replace(body, colons=True)
        marked = [_is_marked_heading(unit, body) for unit in units]
    marked = [head or _is_lettered(units, n) for n, head in enumerate(marked)]
    references = _references(units, marked, body)
    marked = [is_marked and n not in references for n, is_marked in enumerate(marked)]
    plain = plain_numbered(units, marked) | quietly_set_apart(units, marked, body)
    plain -= references
    ends = sum(head and _is_end_matter(unit) for unit, head in zip(units, marked, strict=True))
    if sum(marked) - ends + len(plain) < ENOUGH_MARKED:
        plain |= plain_unnumbered(units)
    return [_look(unit, body) if marked[n] or n in plain else None for n, unit in enumerate(units)]


def _is_end_matter(unit: Unit) -> bool:
    """Tell "Schedule 1: Staff", whose name says nothing of how the sections are headed."""
    return (unit.label or "").casefold().startswith(END_MATTER)


def _is_lettered(units: list[Unit], index: int) -> bool:
    """Tell "a) What we ask", in a heading's style and over text, from an item of a list."""
    unit = units[index]
    if unit.style.heading is None or unit.fate or not labels_an_item(unit):
        return False
    below = following_of(units, index)
    over_text = below is not None and below.label is None and below.style.heading is None
    lettered = unit.marker is not None and unit.marker.readings[0].family in ("letter", "roman")
    named = unit.text[:1].isupper() and not _is_paragraph(unit, MAX_HEADING_WORDS)
    return lettered and over_text and named


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
        + 0.5 * unit.band
        + 0.25 * (style.align == "center")
    )
    return Look(style.heading, style.size or body.size, weight)


def _is_marked_heading(unit: Unit, body: Body) -> bool:
    if unit.fate or unit.kind != "text" or not any(sign.isalpha() for sign in unit.text):
        return _is_bare_named(unit, body)
    if labels_an_item(unit):
        return False
    if _is_named(unit) and unit.words <= MAX_HEADING_WORDS and not unit.text.endswith("."):
        return True
    if unit.style.heading is not None:
        return not _is_paragraph(unit, MAX_STYLED_WORDS)
    if not _stands_out(unit, body) or unit.words > MAX_HEADING_WORDS:
        return False
    text = unit.text
    shown = text.rstrip(":") if body.colons else text
    if unit.words <= MAX_LOWER_WORDS and _is_larger(unit, body):
        shown = shown[:1].upper() + shown[1:]  # "our aims": larger letters without a capital
    plain = replace(unit, text=shown)
    return not _is_paragraph(plain, MAX_HEADING_WORDS) and _ends_like_heading(text)


def _is_bare_named(unit: Unit, body: Body) -> bool:
    """Tell "Appendix B", or "Stage 2" in bold, on a line of its own: the label is all its text."""
    if unit.text or unit.fate:
        return False
    return _is_named(unit) or (_is_step(unit) and _stands_out(unit, body))


def _is_step(unit: Unit) -> bool:
    marker = unit.marker
    return marker is not None and marker.readings[0].scheme.startswith(STEPS)


def _is_named(unit: Unit) -> bool:
    """Tell labels with a name: "Section 1:", "Part A", "Appendix B"."""
    marker = unit.marker
    return marker is not None and marker.readings[0].scheme.startswith(DIVISIONS)


_SAID = re.compile(r"[“‘\"] .* [.!?] [”’\"]", re.VERBOSE)


def _is_paragraph(unit: Unit, longest: int) -> bool:
    """Tell running text that only looks or is styled like a heading."""
    text = unit.text.rstrip()
    if CAPTION.match(text) or (_SAID.fullmatch(text) and unit.label is None):
        return True
    if unit.words > longest or (". " in text.rstrip(".") and unit.words > MAX_SENTENCE_WORDS):
        return True
    if text.endswith("."):
        sentence = unit.label is not None and unit.words > MAX_SENTENCE_WORDS
        return sentence or (unit.words > 4 and bool(VERB.search(text)))
    if text.endswith((":", ":-", "–", "-")):
        return bool(VERB.search(text)) or unit.words > MAX_SENTENCE_WORDS
    return text.endswith((";", ",")) or (text[:1].islower() and unit.style.heading is None)


def _ends_like_heading(text: str) -> bool:
    return not text.rstrip().endswith((";", ",", "…"))


def _is_larger(unit: Unit, body: Body) -> bool:
    size = unit.style.size
    return bool(size and body.size and size >= body.size * LARGER)


def _stands_out(unit: Unit, body: Body) -> bool:
    style = unit.style
    bolder = style.bold and not body.bold
    return _is_larger(unit, body) or bolder or (is_capitals(unit.text) and not body.capitals)


def outranks(upper: Look, lower: Look) -> bool:
    """Tell whether a heading of look `upper` can stand above one of look `lower`."""
    if upper.level is not None and lower.level is not None:
        return upper.level < lower.level
    if abs(upper.size - lower.size) >= 0.5:
        return upper.size > lower.size
    if upper.weight != lower.weight:
        return upper.weight > lower.weight
    return upper.level is not None and lower.level is None
