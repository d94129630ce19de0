"""Running lines among the text: what a converter left of each page's header or footer."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace
from typing import Final

from toolkit.document import AsideKind
from toolkit.structure.units import Unit

_PAGE_OF = re.compile(r"\b page \s \d{1,3} \s of \s \d{1,3} \b", re.VERBOSE | re.IGNORECASE)
_PAGE_ALONE = re.compile(r"page \s \d{1,3} (?: \s of \s \d{1,3} )?", re.VERBOSE | re.IGNORECASE)
_DIGITS = re.compile(r"\d+")
ENOUGH_PAGES: Final = 2  # one line that numbers a page may say so of another document


def set_running_lines_aside(units: list[Unit]) -> list[Unit]:
    """Mark lines that number the pages, "Phones Policy – Page 2 of 9", where several do so."""
    found = {n: mask for n, unit in enumerate(units) if (mask := _masked(unit))}
    counts = Counter(found.values())
    return [
        replace(unit, fate=_fate(unit)) if counts[found.get(n, "")] >= ENOUGH_PAGES else unit
        for n, unit in enumerate(units)
    ]


def _masked(unit: Unit) -> str | None:
    """Give a line that numbers a page without its figures."""
    if unit.fate or unit.kind != "text" or "age" not in unit.text:
        return None
    if not (_PAGE_ALONE.fullmatch(unit.whole) or _PAGE_OF.search(unit.whole)):
        return None
    return _DIGITS.sub("#", unit.whole)


def _fate(unit: Unit) -> AsideKind:
    return "page_number" if _PAGE_ALONE.fullmatch(unit.whole) else "running_footer"
