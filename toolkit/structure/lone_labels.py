"""Labels that stand on a line of their own, given to the text below them."""

from __future__ import annotations

from dataclasses import replace

from toolkit.numbering import DIVISIONS, STEPS
from toolkit.structure.body import is_capitals
from toolkit.structure.units import Unit

FEWEST_DIVISIONS = 2  # one alone may be a heading by itself


def join_lone_labels(units: list[Unit]) -> list[Unit]:
    """Join "1.1" and the paragraph below it, as conversions from PDF or from a grid leave them.

    A bare "1" may be a page's number: it is a label only where each of them stands over a heading.
    "Section 1" is a heading by itself, unless each stands over a heading of its own, in a look
    that no other heading has; so is "Stage 1" in bold over plain text.
    """
    bare = [n for n, unit in enumerate(units) if _is_bare_number(unit)]
    numbers_head = len(bare) > 1 and all(_stands_over_heading(units, n) for n in bare)
    divisions = _over_headings(units)
    joined: list[Unit] = []
    for n, unit in enumerate(units):
        above = joined[-1] if joined else None
        takes = above is not None and (n - 1 in divisions or _takes(above, unit))
        if above is None or not takes or (n - 1 in bare and not numbers_head):
            joined.append(unit)
        else:
            joined[-1] = replace(unit, label=above.label, typed=True)
    return joined


def _over_headings(units: list[Unit]) -> set[int]:
    """Find "SECTION 1", "SECTION 2" on lines of their own, each the label of the heading below."""
    lone = [n for n, unit in enumerate(units) if _is_lone(unit) and _is_division(unit)]
    if len(lone) < FEWEST_DIVISIONS or not all(_stands_over_heading(units, n) for n in lone):
        return set()
    looks = {_look(units[n + 1]) for n in lone}
    below = {n + 1 for n in lone}
    others = (
        n not in below and not unit.fate and unit.label is None and _look(unit) in looks
        for n, unit in enumerate(units)
    )
    return set() if len(looks) > 1 or any(others) else set(lone)


def _is_division(unit: Unit) -> bool:
    return (unit.label or "").title().startswith(DIVISIONS)


def _look(unit: Unit) -> tuple[float | None, bool, int | None]:
    return unit.style.size, unit.style.bold, unit.style.heading


def _takes(above: Unit, unit: Unit) -> bool:
    """Tell a lone label over text that has none."""
    if not _is_lone(above) or not unit.text or unit.label is not None:
        return False
    if unit.kind != "text" or unit.fate is not None or unit.frame != above.frame:
        return False
    named = (above.label or "").title()
    heads = above.style.bold > unit.style.bold and named.startswith(STEPS)
    return not (heads or _is_division(above))


def _is_lone(unit: Unit) -> bool:
    plain = unit.kind == "text" and unit.fate is None
    return plain and unit.typed and not unit.text and unit.marker is not None


def _is_bare_number(unit: Unit) -> bool:
    return _is_lone(unit) and (unit.label or "").isdigit()


def _stands_over_heading(units: list[Unit], at: int) -> bool:
    below = units[at + 1] if at + 1 < len(units) else None
    if below is None or below.label is not None or below.fate is not None:
        return False
    if (below.style.size or 0.0) > (units[at].style.size or 0.0):
        return True
    return below.style.bold or below.style.heading is not None or is_capitals(below.text)
