"""One adopted policy beside its model: the whole result, as data."""

from __future__ import annotations

from dataclasses import dataclass

from toolkit.classify import Kind, Verdict
from toolkit.document import Document, Finding, NotCompared
from toolkit.edition import Identification
from toolkit.library import ModelPolicy
from toolkit.localise import Substitution


@dataclass(frozen=True, slots=True)
class Summary:
    """How many matches are of each kind; how many of `modified`, `missing`, `added` are material.

    `coverage` is the share, from 0 to 1, of the model's words (optional clauses and local slots
    aside) whose clause has a counterpart in the adopted policy.
    """

    counts: dict[Kind, int]
    material: int
    coverage: float


@dataclass(frozen=True, slots=True)
class Comparison:
    """Everything a report says.

    Every model clause and every adopted clause stands in exactly one of `verdicts`, which are in
    model order with additions after the clause that they follow. `since` holds what the county
    changed between the edition adopted and the latest (model side: adopted edition; adopted side:
    latest edition); empty where they are the same.
    """

    model: ModelPolicy
    adopted: Document
    edition: Identification | None
    substitutions: tuple[Substitution, ...]
    verdicts: tuple[Verdict, ...]
    summary: Summary
    findings: tuple[Finding, ...] = ()
    not_compared: tuple[NotCompared, ...] = ()
    latest: ModelPolicy | None = None
    since: tuple[Verdict, ...] = ()
