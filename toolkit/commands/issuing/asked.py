"""What is to be drafted, and what came of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class DraftAsked:
    """What is to be drafted, for whom, and in which format.

    `school` is a TOML file, or a URN, LAESTAB, row or name of `register`; None for every school
    of it. `values` go before what those say. `without` names optional clauses to leave out.
    """

    model: str
    school: str | None
    register: str | None
    values: Mapping[str, str]
    template: str | None
    suffix: str
    today: str
    without: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Drafted:
    """A draft as written, its log (CSV), and sentences on what to look at in it.

    `replaced` counts the county's words that were replaced. `review` is the date of the next
    review, in words, where it was computed from the cycle; None where it was given.
    """

    written: bytes
    log: bytes
    told: tuple[str, ...]
    replaced: int = 0
    review: str | None = None
