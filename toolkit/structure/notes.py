"""Starred notes that look like bullets: "* Some staff are parents", referred to by a "*" before."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Final

from toolkit.structure.units import Unit, unlabelled

NEAR: Final = 15  # units back; a note stands at the end of the list or the page that refers to it
_REFERENCE = re.compile(r"\w [.,;)]? \* (?! \w ) | (?<! \S ) \* (?= \w )", re.VERBOSE)


def mark_notes(units: list[Unit]) -> list[Unit]:
    """Mark each lone starred text that an earlier text refers to as a note, its star kept."""
    return [
        replace(unlabelled(unit), kind="note") if _is_note(units, n) else unit
        for n, unit in enumerate(units)
    ]


def _is_note(units: list[Unit], index: int) -> bool:
    unit = units[index]
    if unit.label != "*" or not unit.typed or unit.fate or unit.kind != "text":
        return False
    beside = [units[n] for n in (index - 1, index + 1) if 0 <= n < len(units)]
    if any(each.label == "*" for each in beside):
        return False
    return any(_REFERENCE.search(each.text) for each in units[max(0, index - NEAR) : index])
