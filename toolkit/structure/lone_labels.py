"""Labels that stand on a line of their own, given to the text below them."""

from __future__ import annotations

from dataclasses import replace

from toolkit.numbering import DIVISIONS, STEPS
from toolkit.structure.body import is_capitals
from toolkit.structure.units import Unit


def join_lone_labels(units: list[Unit]) -> list[Unit]:
    """Join "1.1" and the paragraph below it, as conversions from PDF or from a grid leave them.

    A bare "1" may be a page's number: it is a label only where each of them stands over a heading.
    "Section 1" is a heading by itself, and so is "Stage 1" in bold over plain text.
    """
    bare = [n for n, unit in enumerate(units) if _is_bare_number(unit)]
    numbers_head = len(bare) > 1 and all(_stands_over_heading(units, n) for n in bare)
    joined: list[Unit] = []
    for n, unit in enumerate(units):
        above = joined[-1] if joined else None
        if above is None or not _takes(above, unit) or (n - 1 in bare and not numbers_head):
            joined.append(unit)
        else:
            joined[-1] = replace(unit, label=above.label, typed=True)
    return joined


def _takes(above: Unit, unit: Unit) -> bool:
    """Tell a lone label over text that has none."""
    if not _is_lone(above) or not unit.text or unit.label is not None:
        return False
    if unit.kind != "text" or unit.fate is not None or unit.frame != above.frame:
        return False
    named = (above.label or "").title()
    heads = above.style.bold > unit.style.bold and named.startswith(STEPS)
    return not (heads or named.startswith(DIVISIONS))


def _is_lone(unit: Unit) -> bool:
    plain = unit.kind == "text" and unit.fate is None
    return plain and unit.typed and not unit.text and unit.marker is not None


def _is_bare_number(unit: Unit) -> bool:
    return _is_lone(unit) and (unit.label or "").isdigit()


def _stands_over_heading(units: list[Unit], at: int) -> bool:
    below = units[at + 1] if at + 1 < len(units) else None
    if below is None or below.label is not None or below.fate is not None:
        return False
    return below.style.bold or below.style.heading is not None or is_capitals(below.text)
