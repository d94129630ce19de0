"""The cover: title, names, dates and mottoes before the policy, told from prose among them."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import Final, NamedTuple

from toolkit.language.kinds import KIND_WORDS, OF_A_CHURCH
from toolkit.structure.contents import named_in_contents
from toolkit.structure.cover_lines import (
    ENOUGH_SECTIONS,
    cover_line,
    folded,
    has_prose,
    is_fact_line,
    is_sentence,
    is_top,
    outranks_next,
)
from toolkit.structure.dates import is_date_only
from toolkit.structure.fields import BESIDE, Field, read_pairs
from toolkit.structure.headings import Look
from toolkit.structure.identity import identify, is_weak
from toolkit.structure.labels import FieldName
from toolkit.structure.units import Unit

SMALL: Final = 0.75  # of the largest title; a second line of a title is set nearer to the first
ENOUGH_PROSE: Final = 2  # paragraphs in a row; what follows them is no longer the cover
COVER_UNITS: Final = 60  # a cover with its statements is shorter; beyond it a title is a heading


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
            name = cover_line(units, looks, index, prose >= ENOUGH_PROSE, title)
            if name == "title" and _heads_text(units, looks, index) and _is_titled(lines):
                name = None
        if name is None:
            prose = _prose_after(prose, unit, looks[index])
            continue
        if unit.fate is None:
            marked[index] = replace(unit, fate="front_matter")
            lines.append(Line(index, unit, name))
        prose = 0
        resets.add(index + 1)
    lines = _without_weak_schools(_rejoined(lines))
    fields = [field for line in _by_size(lines) for field in _stated(*line[1:])]
    return Cover(marked, fields + _named_by_look(lines, looks), resets)


def _alone(part: str) -> FieldName | None:
    """Name what stands beside a fact: "Status: approved | Oak School | July 2023"."""
    return "dated" if is_date_only(part) else identify(part)


def _without_weak_schools(lines: list[Line]) -> list[Line]:
    """Take "School Uniform" for no school beside "Oak Primary School"."""
    schools = {n: line.unit.text for n, line in enumerate(lines) if line.name == "school"}
    weak = {n for n, text in schools.items() if is_weak("school", text)}
    if len(weak) == len(schools):
        return lines
    return [line._replace(name="other") if n in weak else line for n, line in enumerate(lines)]


_MOTTO = re.compile(r"[“‘\"'] | .* [.!?…”’\"'] $ | .* , .* ,", re.VERBOSE)
TITLE_WORDS: Final = 10  # a title that nothing but its look tells is short


def _named_by_look(lines: list[Line], looks: list[Look | None]) -> list[Field]:
    """Find the one heading of a cover that is neither a known name nor a fact.

    Below a school it is the title ("School Uniform"), beside a title the school ("Oak Hill").
    Where several are of one size, nobody knows which of them is meant.
    """
    found = [
        line.unit
        for line in lines
        if line.name == "other" and looks[line.place] is not None and _may_be_title(line.unit)
    ]
    largest = max((unit.style.size or 0.0 for unit in found), default=0.0)
    found = [unit for unit in found if (unit.style.size or 0.0) == largest]
    if len(found) != 1:
        return []
    name: FieldName = "school" if _is_titled(lines) else "title"
    return [Field(name, found[0].text, "", "look", found[0].page)]


def _may_be_title(unit: Unit) -> bool:
    if unit.label or unit.style.italic or unit.words > TITLE_WORDS or _MOTTO.match(unit.text):
        return False
    return not is_fact_line(unit.text)


def _is_titled(lines: list[Line]) -> bool:
    return any(line.name == "title" for line in lines)


def _heads_text(units: list[Unit], looks: list[Look | None], index: int) -> bool:
    """Tell a heading over prose that only its look makes a title: "PREAMBLE" below the title."""
    return identify(units[index].text) is None and has_prose(units, looks, index)


def _prose_after(prose: int, unit: Unit, look: Look | None) -> int:
    if unit.fate is not None:
        return prose if unit.fate == "contents" else 0
    return ENOUGH_PROSE if look is not None else prose + is_sentence(unit.text)


def _stated(unit: Unit, name: FieldName) -> list[Field]:
    pairs = read_pairs(unit.whole) or read_pairs(unit.text)
    if pairs and name == "dated":
        text = unit.whole if read_pairs(unit.whole) else unit.text
        beside = [part for part in BESIDE.split(text) if not read_pairs(part)]
        named = [(found, part) for part in beside if (found := _alone(part))]
        stated = [Field(found, value, label, "line", unit.page) for found, label, value in pairs]
        return stated + [Field(found, part, "", "cover", unit.page) for found, part in named]
    head, _, rest = unit.whole.partition(", ")
    if rest and (whose := identify(head)) and (pairs := read_pairs(rest)):
        said = [Field(found, value, label, "line", unit.page) for found, label, value in pairs]
        return [Field(whose, head, "", "cover", unit.page), *said]  # "Oak School, reviewed 2025"
    return [Field(name, unit.whole, "", "cover", unit.page)]


def _by_size(lines: list[Line]) -> list[Line]:
    """Put titles in small type last: a page's header may stand over the title itself."""
    largest = max(
        (line.unit.style.size or 0.0 for line in lines if line.name == "title"), default=0
    )
    return sorted(
        lines,
        key=lambda line: (
            line.name == "title" and (line.unit.style.size or largest) < SMALL * largest
        ),
    )


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
    rf"(?:(?:{'|'.join(sorted({*KIND_WORDS, *OF_A_CHURCH, 'schools', 'and', 'of'}))})\b"
    r"[\s/&.,()-]*)+",
    re.IGNORECASE,
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
    last, sections = 0, 0
    for index, unit in enumerate(units[:COVER_UNITS]):
        named = identify(unit.text) is not None or is_top(units, looks, index)
        strong = looks[index] is not None and named and not _is_further(units, looks, index)
        stated = unit.fate == "front_matter" and sections < ENOUGH_SECTIONS
        if stated or (unit.fate is None and strong and outranks_next(looks, index)):
            last = index + 1
        elif looks[index] is not None and has_prose(units, looks, index):
            sections += 1
    for index in range(last, len(units)):
        if (
            units[index].fate is None
            and looks[index] is not None
            and has_prose(units, looks, index)
        ):
            return index
    last = last if any(looks) else _plain_start(units)
    facts = (n for n in range(last, len(units)) if not is_fact_line(units[n].whole))
    return next(facts, len(units))


def _plain_start(units: list[Unit]) -> int:
    """Count the short lines before any text that name the policy or state facts."""
    last = 0
    for index, unit in enumerate(units[:COVER_UNITS]):
        if unit.kind != "text" or unit.label or is_sentence(unit.text):
            break
        name = identify(unit.text)
        if is_fact_line(unit.whole) or (name and not is_weak(name, unit.text)):
            last = index + 1
    return last


def _is_further(units: list[Unit], looks: list[Look | None], index: int) -> bool:
    """Tell a heading in the look of an earlier one over prose: "Legal Framework" after "Scope"."""
    alike = (n for n in range(index) if looks[n] == looks[index] and has_prose(units, looks, n))
    return any(folded(units[n].text) != folded(units[index].text) for n in alike)
