"""What classification returns: kind, materiality and reasons of each match."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from toolkit.align import Match
from toolkit.textdiff import Edit

Kind = Literal["unchanged", "localised", "editorial", "modified", "missing", "added"]


@dataclass(frozen=True, slots=True)
class Reason:
    """One rule's answer: its stable code, a sentence for an officer, and both quotations."""

    code: str
    message: str
    model: str = ""
    adopted: str = ""


@dataclass(frozen=True, slots=True)
class Verdict:
    """A match, judged. `id` is unique in its comparison; `edits` replay model into adopted."""

    id: str
    match: Match
    kind: Kind
    material: bool = False
    marked_place: bool = False
    reasons: tuple[Reason, ...] = ()
    edits: tuple[Edit, ...] = ()
