"""The cover: title, names, dates and mottoes before the policy, told from prose among them."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import Final, NamedTuple

from toolkit.structure.contents import named_in_contents
from toolkit.structure.dates import is_date_only
from toolkit.structure.fields import Field, FieldName, read_pairs
from toolkit.structure.headings import Look, outranks
from toolkit.structure.identity import identify, is_weak
from toolkit.structure.units import Unit

SENTENCE_WORDS: Final = 13  # a line so long is prose, with or without a full stop
ENOUGH_PROSE: Final = 2  # paragraphs in a row; what follows them is no longer the cover
ENOUGH_SECTIONS: Final = 2  # headings that a title must outrank to be known by its look alone
COVER_UNITS: Final = 60  # a cover with its statements is shorter; beyond it a title is a heading

_OTHER_LINE = re.compile(
    r"""(?: https?:// | www\. ) \S+ | \S+ @ \S+ \. \S+ | (?: tel | telephone | phone | fax
        | e-?mail | website ) \b .{0,60}
    | (?: version | v | edition | issue | revision | draft ) \.? \s* [\d.]+ .{0,30} | draft
        | final | (?: \d+ (?: st | nd | rd | th ) \s+ )? edition .{0,50}
    | .{0,40} \b [A-Z]{1,2}\d[A-Z\d]? \s* \d[A-Z]{2} | \{\{ .* \}\} | \[ [^\]]{2,60} \] | [\W_]+""",
    re.VERBOSE,
)


class Line(NamedTuple):
    """A line of the cover, its number among the units, and what it states."""

    place: int
    unit: Unit
    name: FieldName


@dataclass(frozen=True, slots=True)
class Cover:
    """The units with the cover's set aside, what it states, and where the outline begins anew."""

    units: list[Unit]
    fields: list[Field]
    resets: set[int]


def set_cover_aside(units: list[Unit], looks: list[Look | None], title: str | None) -> Cover:
    """Mark the cover's lines; prose, and headings over prose, stay.

    `resets` holds the units with which a new outline begins: those after a line of the cover.
    """
    end = _policy_start(units, looks)
    marked, lines, resets = list(units), list[Line](), set[int]()
    prose = 0  # paragraphs since the last line of the cover; a heading counts as enough
    for index in range(min(end, len(units))):
        unit = units[index]
        name: FieldName | None = "other" if unit.fate == "front_matter" else None
        if unit.fate is None:
            name = _cover_line(units, looks, index, prose >= ENOUGH_PROSE, title)
            titled = any(line.name == "title" for line in lines)
            if name == "title" and titled and _heads_text(units, looks, index):
                name = None
        if name is None:
            prose = _prose_after(prose, unit, looks[index])
            continue
        if unit.fate is None:
            marked[index] = replace(unit, fate="front_matter")
            lines.append(Line(index, unit, name))
        prose = 0
        resets.add(index + 1)
    fields = [field for line in _rejoined(lines) for field in _stated(line.unit, line.name)]
    return Cover(marked, fields, resets)


def _heads_text(units: list[Unit], looks: list[Look | None], index: int) -> bool:
    """Tell a heading over prose that only its look makes a title: "PREAMBLE" below the title."""
    return identify(units[index].text) is None and _has_prose(units, looks, index)


def _prose_after(prose: int, unit: Unit, look: Look | None) -> int:
    if unit.fate is not None:
        return prose if unit.fate == "contents" else 0
    return ENOUGH_PROSE if look is not None else prose + is_sentence(unit.text)


def _stated(unit: Unit, name: FieldName) -> list[Field]:
    pairs = read_pairs(unit.whole) or read_pairs(unit.text)
    if pairs and name == "dated":
        beside = [part for part in unit.whole.split(" | ") if not read_pairs(part)]
        named = [(found, part) for part in beside if (found := identify(part))]
        stated = [Field(found, value, label, "line", unit.page) for found, label, value in pairs]
        return stated + [Field(found, part, "", "cover", unit.page) for found, part in named]
    return [Field(name, unit.whole, "", "cover", unit.page)]


# --- names over two lines -----------------------------------------------------------------------


def _rejoined(lines: list[Line]) -> list[Line]:
    """Join a name that the cover sets over several lines: "Supporting Pupils with", "… Policy"."""
    joined: list[Line] = []
    for line in lines:
        above = joined[-1] if joined else None
        if above is None or not _goes_on(above, line):
            joined.append(line)
            continue
        whole = replace(line.unit, text=f"{above.unit.whole} {line.unit.whole}", label=None)
        named = identify(whole.text) or line.name
        joined[-1] = Line(line.place, whole, "title" if named == "other" else named)
    return joined


_OPEN_END = re.compile(r"(?: \b (?: of | and | with | for | the | in | on | to | at ) | & | , ) $",
    re.VERBOSE | re.IGNORECASE)  # fmt: skip
_OPEN_START = re.compile(r"(?: of | and | for | & ) \s", re.VERBOSE)
# A school's name has more in it than its kind.
_KIND_ONLY = re.compile(
    r"""(?: (?: church | of | england | c | e | ce | rc | va | vc | roman | catholic | voluntary
        | aided | controlled | community | primary | junior | infant | nursery | and | secondary
        | high | special | foundation | school | academy | college | trust | multi | federation )
        \b [\s/&.,()-]* )+""",
    re.VERBOSE | re.IGNORECASE,
)


def _goes_on(above: Line, line: Line) -> bool:
    """Tell whether a line goes on with the name above it, in the same look."""
    upper, lower = above.unit, line.unit
    looks = [(u.style.size, u.style.bold, u.style.italic, u.style.align) for u in (upper, lower)]
    if above.place + 1 != line.place or looks[0] != looks[1] or "dated" in (above.name, line.name):
        return False
    if identify(upper.whole) is None and _KIND_ONLY.fullmatch(lower.whole):
        return True
    return bool(_OPEN_END.search(upper.whole) or _OPEN_START.match(lower.whole))


# --- where the policy begins --------------------------------------------------------------------


def _policy_start(units: list[Unit], looks: list[Look | None]) -> int:
    """Find the first unit of the policy proper: its first section by contents, number or look."""
    later = _second_labels(units)
    listed = [n for n in sorted(named_in_contents(units)) if looks[n] is not None]
    if len(listed) >= ENOUGH_SECTIONS:
        return listed[0]
    for index, unit in enumerate(units[:COVER_UNITS]):
        if unit.fate is None and _begins_numbering(unit, looks[index], later):
            return index
    return _unnumbered_start(units, looks)


def _second_labels(units: list[Unit]) -> set[str]:
    """Collect the schemes whose number 2 stands somewhere."""
    return {
        reading.scheme
        for unit in units
        if unit.fate is None and (marker := unit.marker)
        for reading in marker.readings
        if reading.number == 2
    }


def _begins_numbering(unit: Unit, look: Look | None, later: set[str]) -> bool:
    marker = unit.marker
    if marker is None:
        return False
    for reading in marker.readings:
        first = reading.path and set(reading.path) == {1} and reading.family in ("decimal", "word")
        upper = reading.family in ("letter", "roman") and reading.number == 1
        lettered = upper and (look is not None or reading.scheme[:1].isupper())
        if (first or lettered) and (reading.scheme in later or look is not None):
            return True
    return False


def _unnumbered_start(units: list[Unit], looks: list[Look | None]) -> int:
    """Find the heading after the last line that only a cover has, among the first headings."""
    last = 0
    for index, unit in enumerate(units[:COVER_UNITS]):
        named = identify(unit.text) is not None or _is_top(units, looks, index)
        strong = looks[index] is not None and named and not _is_further(units, looks, index)
        if unit.fate == "front_matter" or (
            unit.fate is None and strong and _outranks_next(looks, index)
        ):
            last = index + 1
    for index in range(last, len(units)):
        if (
            units[index].fate is None
            and looks[index] is not None
            and _has_prose(units, looks, index)
        ):
            return index
    facts = (n for n in range(last, len(units)) if not is_fact_line(units[n].whole))
    return next(facts, len(units))


def _is_further(units: list[Unit], looks: list[Look | None], index: int) -> bool:
    """Tell a heading in the look of an earlier one over prose: "Legal Framework" after "Scope"."""
    alike = (n for n in range(index) if looks[n] == looks[index] and _has_prose(units, looks, n))
    return any(_fold(units[n].text) != _fold(units[index].text) for n in alike)


def _outranks_next(looks: list[Look | None], index: int) -> bool:
    """Tell whether a heading is more than the next one, or stands alone before any other."""
    own, following = looks[index], next((look for look in looks[index + 1 :] if look), None)
    earlier = any(looks[:index])
    return own is not None and (not earlier or following is None or outranks(own, following))


def _has_prose(units: list[Unit], looks: list[Look | None], index: int) -> bool:
    for n in range(index + 1, len(units)):
        if units[n].fate is None:
            return looks[n] is None and (is_sentence(units[n].text) or units[n].label is not None)
    return False


# --- what a line of the cover is ----------------------------------------------------------------


def is_sentence(text: str) -> bool:
    """Tell prose from a name, a title or a motto."""
    words = len(text.split())
    closed = text.rstrip("\"”’') ").endswith((".", "!", "?", ":", ";", ":-"))
    return words >= SENTENCE_WORDS or (words >= 5 and closed)


def _cover_line(
    units: list[Unit], looks: list[Look | None], index: int, heading_open: bool, title: str | None
) -> FieldName | None:
    """Name what a line of the cover states ("other" where nothing we use); None for policy text."""
    unit, look = units[index], looks[index]
    if _is_bulleted_fact(unit):
        return "dated"
    if unit.kind != "text" or (unit.marker and unit.marker.firm):
        return None
    if is_fact_line(unit.whole):
        return "dated"
    name = _named(unit, title)
    claims = is_sentence(unit.text) and not (look is not None and name)
    doubtful = name and is_weak(name, unit.text) and not _outranks_next(looks, index)
    if name and not claims and not doubtful and (look is not None or not heading_open):
        return name
    if not heading_open and _is_top(units, looks, index):
        return "title"
    if claims:
        return None
    if _leads_list(units, index):
        return None
    if look is not None:
        return None if _is_section(units, looks, index, name) else name or "other"
    return None if heading_open else "other"


def _is_bulleted_fact(unit: Unit) -> bool:
    """Tell a fact in a list: "• Approved by: Full Governing Body"."""
    marker = unit.marker
    bullet = marker is not None and marker.readings[0].family == "bullet"
    return bullet and unit.kind == "text" and bool(read_pairs(unit.text))


_SECTION = re.compile(
    r"""\b (?: mission | vision | statement | introduction | purpose | aims? | objectives?
        | rationale | background | scope | values | review | overview | context | summary | foreword
        | preface ) \b""",
    re.VERBOSE | re.IGNORECASE,
)


def _is_top(units: list[Unit], looks: list[Look | None], index: int) -> bool:
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
    if _SECTION.search(text) and _has_prose(units, looks, index):
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
    if title and _fold(title) == _fold(unit.text):
        return "title"
    return identify(unit.text)


def _fold(text: str) -> str:
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
        if _has_prose(units, looks, n):
            return n == index or above != own  # lines of one look are one title
    return False


def _leads_prose(units: list[Unit], looks: list[Look | None], index: int) -> bool:
    """Tell a heading with text of its own: the next line is prose, a list or a quotation."""
    for n in range(index + 1, len(units)):
        if units[n].fate is not None:
            continue
        return looks[n] is None and not is_fact_line(units[n].whole)
    return False
