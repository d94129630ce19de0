"""Heading styles that only number: "Heading 2" on "1.1 Staff sign in." and all that is like it."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from toolkit.document import Style
from toolkit.structure.units import Unit

MOSTLY: Final = 2 / 3  # of a level's numbered lines; headings that end with a full stop are rare


def take_numbering_styles_off(units: list[Unit]) -> list[Unit]:
    """Give the sentences of a heading level that holds hardly anything else a plain style."""
    levels: dict[int, list[bool]] = {}
    for unit in units:
        if _is_numbered(unit) and unit.style.heading is not None:
            levels.setdefault(unit.style.heading, []).append(_is_stopped(unit))
    plain = {
        n for n, stops in levels.items() if len(stops) > 1 and sum(stops) > MOSTLY * len(stops)
    }
    return [_plain(unit) if _only_numbers(unit, plain) else unit for unit in units]


def _is_numbered(unit: Unit) -> bool:
    return unit.fate is None and unit.label is not None


def _is_stopped(unit: Unit) -> bool:
    return unit.text.rstrip().endswith((".", ";", ",", ":"))


def _only_numbers(unit: Unit, levels: set[int]) -> bool:
    return _is_numbered(unit) and unit.style.heading in levels and _is_stopped(unit)


def _plain(unit: Unit) -> Unit:
    style = unit.style
    return replace(
        unit, style=Style(indent=style.indent, align=style.align, list_level=style.list_level)
    )
