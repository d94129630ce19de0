"""Heading styles on running text: "Heading 2" on "1.1 Staff sign in." and all that is like it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from toolkit.document import Style
from toolkit.structure.units import Unit

MOSTLY: Final = 2 / 3  # of a level's numbered lines; headings that end with a full stop are rare
HALF: Final = 1 / 2  # of a document's characters; no document is made of headings


def take_numbering_styles_off(units: list[Unit]) -> list[Unit]:
    """Take heading styles off what they only number or set.

    A level whose numbered lines are sentences numbers them; a level whose other sentences hold
    most of the document's text is its body's style, and its headings are known by their look.
    """
    if not any(unit.style.heading for unit in units):
        return units
    numbering, body = set(_numbering_levels(units)), set(_body_levels(units))
    if not numbering | body:
        return units
    return [_plain(unit, numbering, body) for unit in units]


def _numbering_levels(units: list[Unit]) -> Iterator[int]:
    levels: dict[int, list[bool]] = {}
    for unit in units:
        if _is_numbered(unit) and unit.style.heading is not None:
            levels.setdefault(unit.style.heading, []).append(_is_stopped(unit))
    for level, stops in levels.items():
        if len(stops) > 1 and sum(stops) > MOSTLY * len(stops):
            yield level


def _body_levels(units: list[Unit]) -> Iterator[int]:
    texts = [unit for unit in units if unit.fate is None]
    total = sum(len(unit.text) for unit in texts)
    levels: dict[int, int] = {}
    for unit in texts:
        if unit.style.heading is not None and unit.label is None and _is_stopped(unit):
            level = unit.style.heading
            levels[level] = levels.get(level, 0) + len(unit.text)
    yield from (level for level, length in levels.items() if length > HALF * total)


def _is_numbered(unit: Unit) -> bool:
    return unit.fate is None and unit.label is not None


def _is_stopped(unit: Unit) -> bool:
    return unit.text.rstrip().endswith((".", ";", ",", ":", "; and", "; or"))


def _plain(unit: Unit, numbering: set[int], body: set[int]) -> Unit:
    style = unit.style
    if style.heading in numbering and _is_numbered(unit) and _is_stopped(unit):
        plain = Style(indent=style.indent, align=style.align, list_level=style.list_level)
        return replace(unit, style=plain)
    return replace(unit, style=style._replace(heading=None)) if style.heading in body else unit
