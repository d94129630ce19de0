"""Questions and answers: "Q:" and "A:" say who speaks, they number nothing."""

from __future__ import annotations

from typing import Final

from toolkit.structure.units import Unit, unlabelled

_MARKS: Final = (":", ".", ")")


def unlabel_questions(units: list[Unit]) -> list[Unit]:
    """Give "Q:" and "A:" back to their texts, unless the letters go on to B."""
    labels = {unit.label for unit in units if unit.typed}
    marks = [mark for mark in _MARKS if {f"Q{mark}", f"A{mark}"} <= labels]
    spoken = {f"{sign}{mark}" for mark in marks if f"B{mark}" not in labels for sign in "QA"}
    if not spoken:
        return units
    return [unlabelled(unit) if unit.label in spoken else unit for unit in units]
