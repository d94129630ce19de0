"""Which held model policy, and which edition of it, a school adopted."""

from __future__ import annotations

from dataclasses import dataclass

from toolkit.library import ModelPolicy


@dataclass(frozen=True, slots=True)
class Candidate:
    """A held edition and how well the document fits it, from 0 to 1."""

    model: ModelPolicy
    score: float


@dataclass(frozen=True, slots=True)
class Identification:
    """The edition adopted, or None where the document is based on no held model.

    `candidates` are best first; `evidence` are sentences for the officer.
    """

    adopted: ModelPolicy | None
    latest: ModelPolicy | None
    confidence: float
    candidates: tuple[Candidate, ...] = ()
    evidence: tuple[str, ...] = ()
