"""End matter: a glossary or an impact assessment after the last numbered section is none of it."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Final

from toolkit.structure.headings import Look
from toolkit.structure.units import Unit

_END_MATTER = re.compile(
    r"""(?: glossary | appendi (?: x | ces ) | annexe? s? | abbreviations | acronyms | references
        | bibliography | acknowledge?ments?
        | declaration | checklist | (?: further | useful ) \s (?: reading | information | contacts
        | links | guidance | resources ) | (?: sources \s of \s )? (?: advice | support )
        | (?: equality | privacy | data \s protection | workload | environmental ) .{0,30}
            (?: assessment | analysis | statement )
        | (?: links? | related | linked | associated | supporting | other \s relevant ) \b .{0,20}
            (?: policies | documents | documentation | procedures )
        | (?: document | version ) \s (?: control | history ) ) \b .{0,30}""",
    re.VERBOSE | re.IGNORECASE,
)
JUST_ABOVE: Final = 0.25  # of a look's weight; less than any two looks differ by


def raise_end_matter(units: list[Unit], looks: list[Look | None]) -> list[Look | None]:
    """Let end matter without a number stand beside the numbered sections of its own look."""
    numbered = [n for n, look in enumerate(looks) if look is not None and units[n].label]
    if not numbered:
        return looks
    last = numbered[-1]
    return [
        replace(look, weight=look.weight + JUST_ABOVE)
        if look is not None and n > last and _is_end_matter(units[n]) and look == looks[last]
        else look
        for n, look in enumerate(looks)
    ]


def _is_end_matter(unit: Unit) -> bool:
    return unit.fate is None and unit.label is None and _END_MATTER.fullmatch(unit.text) is not None
