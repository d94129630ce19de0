"""Headings over a document's own records: "Version control" above a table that is set aside."""

from __future__ import annotations

import re
from dataclasses import replace

from toolkit.structure.headings import Look
from toolkit.structure.units import Unit

_RECORD = re.compile(
    r"""(?: (?: document | version | policy | revision | amendments? | change | review | approval )
        \s+ (?: (?: and | review | version | change ) \s+ (?: \w+ \s+ )? )? )?
    (?: control | history | record | log | details | information | status | management | schedule
        | amendments? | revisions? | approvals? ) :?""",
    re.VERBOSE | re.IGNORECASE,
)


def set_record_headings_aside(units: list[Unit], looks: list[Look | None]) -> list[Unit]:
    """Mark each unnumbered heading of records that has nothing under it but rows set aside."""
    return [
        replace(unit, fate="front_matter") if look and _heads_records(units, looks, n) else unit
        for n, (unit, look) in enumerate(zip(units, looks, strict=True))
    ]


def _heads_records(units: list[Unit], looks: list[Look | None], index: int) -> bool:
    unit = units[index]
    if unit.fate or unit.label or not _RECORD.fullmatch(unit.text):
        return False
    below = next((n for n in range(index + 1, len(units)) if units[n].fate is None), None)
    if below == index + 1 or index + 1 == len(units):
        return False
    return units[index + 1].kind == "table_row" and (below is None or looks[below] is not None)
