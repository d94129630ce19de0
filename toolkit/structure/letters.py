"""Letters before a text that number nothing: "Q:" and "A:", a name's initial, "V3.1 May 2024"."""

from __future__ import annotations

import re
from typing import Final

from toolkit.structure.dates import is_date_only
from toolkit.structure.units import Unit, unlabelled

_MARKS: Final = (":", ".", ")")
_INITIAL = re.compile(r"[A-Z]\.")
_VERSION = re.compile(r"V\d[\d.]*")
_NAME = re.compile(r"[A-Z][\w’'-]+ \s+ (?: [a-z] | [A-Z][\w’'-]+ \s+ [a-z] )", re.VERBOSE)


def unlabel_letters(units: list[Unit]) -> list[Unit]:
    """Give letters that number nothing back to their texts.

    "Q:" and "A:" say who speaks, unless the letters go on to B; "I. Khan is …" begins with a
    name, unless another label of its kind stands in the document.
    """
    labels = [unit.label for unit in units if unit.label and unit.typed]
    speakers = _speakers(set(labels))
    initials = [label for label in labels if _INITIAL.fullmatch(label) or label == "II."]
    alone = initials[0] if len(initials) == 1 else None
    return [
        unlabelled(unit)
        if unit.label in speakers
        or (unit.label == alone and _NAME.match(unit.text))
        or _is_version(unit)
        else unit
        for unit in units
    ]


def _is_version(unit: Unit) -> bool:
    numbered = unit.label is not None and _VERSION.fullmatch(unit.label)
    return bool(numbered and is_date_only(unit.text.lstrip("–—- ")))


def _speakers(labels: set[str]) -> set[str]:
    marks = [mark for mark in _MARKS if {f"Q{mark}", f"A{mark}"} <= labels]
    return {f"{sign}{mark}" for mark in marks if f"B{mark}" not in labels for sign in "QA"}
