"""What a line of the cover is: a name, a title, a fact, a motto, or already policy text."""

from __future__ import annotations

import re
from typing import Final

from toolkit.structure.dates import is_date_only
from toolkit.structure.fields import read_pairs
from toolkit.structure.headings import Look, outranks
from toolkit.structure.identity import identify, is_weak
from toolkit.structure.labels import FieldName
from toolkit.structure.units import Unit

SENTENCE_WORDS: Final = 13  # a line so long is prose, with or without a full stop
ENOUGH_SECTIONS: Final = 2  # headings that a title must outrank to be known by its look alone

_OTHER_LINE = re.compile(
    r"""(?: https?:// | www\. ) \S+ | \S+ @ \S+ \. \S+ | (?: tel | telephone | phone | fax
        | e-?mail | website ) \b .{0,60}
    | (?: version | [Vv] | edition | issue | revision | draft ) \.? \s* [\d.]+ .{0,30} | draft
        | final | (?: \d+ (?: st | nd | rd | th ) \s+ )? edition .{0,50}
    | .{0,40} \b [A-Z]{1,2}\d[A-Z\d]? \s* \d[A-Z]{2} | \{\{ .* \}\} | \[ [^\]]{2,60} \] | [\W_]+""",
    re.VERBOSE,
)


def outranks_next(looks: list[Look | None], index: int) -> bool:
    """Tell whether a heading is more than the next one, or stands alone before any other."""
    own, following = looks[index], next((look for look in looks[index + 1 :] if look), None)
    earlier = any(looks[:index])
    return own is not None and (not earlier or following is None or outranks(own, following))


def has_prose(units: list[Unit], looks: list[Look | None], index: int) -> bool:
    """Tell a heading over text of its own: a sentence, a label or a table."""
    below = next((n for n in range(index + 1, len(units)) if units[n].fate is None), None)
    if below is None or looks[below] is not None:
        return False
    unit = units[below]
    if _is_bulleted_fact(unit):
        return False
    return unit.kind == "table_row" or unit.label is not None or is_sentence(unit.text)


def is_sentence(text: str) -> bool:
    """Tell prose from a name, a title or a motto."""
    words = len(text.split())
    closed = text.rstrip("\"”’') ").endswith((".", "!", "?", ":", ";", ":-"))
    return words >= SENTENCE_WORDS or (words >= 5 and closed)


def cover_line(
    units: list[Unit], looks: list[Look | None], index: int, heading_open: bool, title: str | None
) -> FieldName | None:
    """Name what a line of the cover states ("other" where nothing we use); None for policy text."""
    unit, look = units[index], looks[index]
    if _is_bulleted_fact(unit):
        return "dated"
    if unit.kind != "text" or (unit.marker and unit.marker.firm):
        return None
    if is_fact_line(unit.whole) and not _heads_prose_below(units, looks, index):
        return None if heading_open and _is_contact(unit.whole) else "dated"
    name = _named(unit, title)
    claims = is_sentence(unit.text) and not (look is not None and name)
    weak = name is not None and is_weak(name, unit.text)
    doubtful = weak and not (outranks_next(looks, index) and not _comes_again(units, looks, index))
    if name and not claims and not doubtful and (look is not None or not heading_open):
        return name
    if not heading_open and is_top(units, looks, index):
        return "title"
    if claims:
        return None
    if _leads_list(units, index):
        return None
    if look is not None and not (heading_open and not name):
        return None if _is_section(units, looks, index, name) else name or "other"
    return None if heading_open else "other"


def _is_bulleted_fact(unit: Unit) -> bool:
    """Tell a fact in a list: "• Approved by: Full Governing Body"."""
    marker = unit.marker
    bullet = marker is not None and marker.readings[0].family == "bullet"
    return bullet and unit.kind == "text" and bool(read_pairs(unit.text))


def _comes_again(units: list[Unit], looks: list[Look | None], index: int) -> bool:
    """Tell a heading over prose whose look heads prose again: "Legal framework", not a title."""
    others = (n for n, look in enumerate(looks) if look == looks[index] and n != index)
    return has_prose(units, looks, index) and any(has_prose(units, looks, n) for n in others)


def _heads_prose_below(units: list[Unit], looks: list[Look | None], index: int) -> bool:
    """Tell "Organisation:" over a paragraph, a heading, from the label of a fact."""
    headed = looks[index] is not None and units[index].text.endswith(":")
    return headed and has_prose(units, looks, index)


def _is_contact(text: str) -> bool:
    """Tell "DSL – Mrs Hart", which under a heading of its own is policy text."""
    pairs = read_pairs(text)
    return bool(pairs) and all(name == "post" for name, _, _ in pairs)


_SECTION = re.compile(
    r"""\b (?: mission | vision | statement | introduction | purpose | aims? | objectives?
        | rationale | background | scope | values | review | overview | context | summary | foreword
        | preface ) \b""",
    re.VERBOSE | re.IGNORECASE,
)


def is_top(units: list[Unit], looks: list[Look | None], index: int) -> bool:
    """Tell a heading above all that follow: the title, whatever its words."""
    own, text = looks[index], units[index].text
    others = [look for look in looks[index + 1 :] if look is not None]
    if own is None or len(others) < ENOUGH_SECTIONS or is_sentence(text):
        return False
    first = index
    while first and looks[first - 1] == own:  # a title over several lines
        first -= 1
    if own in looks[:first]:
        return False
    if _SECTION.search(text) and has_prose(units, looks, index):
        return False
    return all(outranks(own, look) for look in others)


def is_fact_line(text: str) -> bool:
    """Tell a line that only states facts: "Review date: May 2026", a date, a web address."""
    if text.rstrip().endswith(".") and is_sentence(text):
        return False
    pairs = read_pairs(text)
    if pairs and not all(name == "title" and not value for name, _, value in pairs):
        return True
    return is_date_only(text) or _OTHER_LINE.fullmatch(text.strip()) is not None


def _named(unit: Unit, title: str | None) -> FieldName | None:
    if title and folded(title) == folded(unit.text):
        return "title"
    return identify(unit.text)


def folded(text: str) -> str:
    """Fold a text to its letters and digits."""
    return re.sub(r"[\W_]+", "", text).lower()


def _has_lead(units: list[Unit], index: int) -> bool:
    return index + 1 < len(units) and _leads_list(units, index + 1)


def _leads_list(units: list[Unit], index: int) -> bool:
    """Tell the words that lead in a list: "I understand that:" before "1."."""
    if not units[index].text.endswith((":", ":-")):
        return False
    below = next((unit for unit in units[index + 1 :] if unit.fate is None), None)
    return below is not None and below.label is not None


def _is_section(
    units: list[Unit], looks: list[Look | None], index: int, name: FieldName | None
) -> bool:
    """Tell a heading over text of its own, or over another heading, in the look of a later one."""
    if _leads_prose(units, looks, index):
        return True
    alike = (n for n in range(index + 1, len(units)) if looks[n] == looks[index])
    return not name and any(_heads_prose(units, looks, n) or _has_lead(units, n) for n in alike)


def _heads_prose(units: list[Unit], looks: list[Look | None], index: int) -> bool:
    """Tell a heading over prose, its own or, where nothing stands over it, that of one below."""
    own, above = looks[index], looks[index - 1] if index else None
    for n in range(index, len(units)):
        below = looks[n] if units[n].fate is None else None
        if below is None or own is None or not (n == index or outranks(own, below)):
            return False
        if has_prose(units, looks, n):
            return n == index or above != own  # lines of one look are one title
    return False


def _leads_prose(units: list[Unit], looks: list[Look | None], index: int) -> bool:
    """Tell a heading with text of its own: the next line is prose, a list or a quotation."""
    for n in range(index + 1, len(units)):
        if units[n].fate is not None:
            continue
        return looks[n] is None and not is_fact_line(units[n].whole)
    return False
