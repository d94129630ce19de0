"""How strongly the county asks for a clause: whether a school that left it out may."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

from toolkit.classify.obligation import STRENGTH, obligations
from toolkit.document import Clause

Duty = Literal["required", "advised", "free"]


def duty_of(clause: Clause, leads: Mapping[str, Clause]) -> Duty:
    """Say whether the county requires a clause, advises it, or leaves it to the school.

    `leads` are the document's clauses by id: an item of "Staff must:" binds as its lead does.
    """
    if clause.permission != "verbatim":
        return "free"
    strongest = max((_strength(text) for text in _texts(clause, leads)), default=0)
    if strongest >= STRENGTH["required"]:
        return "required"
    return "advised" if strongest >= STRENGTH["advised"] else "free"


def _texts(clause: Clause, leads: Mapping[str, Clause]) -> list[str]:
    texts = [clause.text]
    above = leads.get(clause.parent or "")
    while above is not None and above.text.rstrip(" -–—").endswith(":"):
        texts.append(above.text)
        above = leads.get(above.parent or "")
    return texts


def _strength(text: str) -> int:
    return max((STRENGTH[found.force] for found in obligations(text)), default=0)
