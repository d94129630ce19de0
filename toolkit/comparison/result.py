"""One adopted policy beside its model: the whole result, as data."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import get_args

from toolkit.align import align
from toolkit.classify import Kind, Verdict, classify
from toolkit.comparison.edition import Identification
from toolkit.comparison.review import review_findings
from toolkit.document import Document, Finding, NotCompared
from toolkit.library import ModelPolicy
from toolkit.localise import Substitution, findings, learn


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


# A picture is a logo or a signature nearly always; what else was not read may be policy text.
HARMLESS = ("image",)
EMPTY = "empty"


def is_harmless(entry: NotCompared) -> bool:
    """Tell what is listed as not compared and yet leaves the answer as it is."""
    return entry.what in HARMLESS or entry.why.startswith(EMPTY)


def compare(
    model: ModelPolicy,
    adopted: Document,
    *,
    latest: ModelPolicy | None = None,
    identification: Identification | None = None,
    today: str | None = None,
) -> Comparison:
    """Compare an adopted policy with the edition it was adopted from.

    `latest` is the county's newest edition; what it changed is told apart in `since`. `today`
    (ISO date) lets an overdue review be found.
    """
    matches = align(model.document, adopted)
    wording = learn(model.document, adopted, matches)
    verdicts = classify(matches, wording, model.adoption)
    return Comparison(
        model=model,
        adopted=adopted,
        edition=identification,
        substitutions=wording.substitutions,
        verdicts=verdicts,
        summary=summarise(verdicts),
        findings=(
            *findings(adopted, matches, wording),
            *review_findings(adopted.metadata, model.review_cycle, today),
        ),
        not_compared=tuple(dict.fromkeys((*model.document.not_compared, *adopted.not_compared))),
        latest=latest,
        since=changed_since(model, latest),
    )


@lru_cache(maxsize=64)  # the same for every school on that edition: a quarter of an audit's time
def changed_since(model: ModelPolicy, latest: ModelPolicy | None) -> tuple[Verdict, ...]:
    """Give what the county changed between two editions; nothing where they are one."""
    if latest is None or latest.name == model.name:
        return ()
    matches = align(model.document, latest.document)
    return classify(matches, learn(model.document, latest.document, matches))


def summarise(verdicts: Sequence[Verdict]) -> Summary:
    """Count the verdicts by kind, the material ones, and the model's words that are there."""
    counted = Counter(verdict.kind for verdict in verdicts)
    counts: dict[Kind, int] = {kind: counted[kind] for kind in get_args(Kind)}
    material = sum(verdict.material for verdict in verdicts)
    return Summary(counts, material, _coverage(verdicts))


def _coverage(verdicts: Sequence[Verdict]) -> float:
    required = [(_words(verdict), verdict) for verdict in verdicts]
    total = sum(words for words, _ in required)
    present = sum(words for words, verdict in required if verdict.match.adopted)
    return round(present / total, 4) if total else 1.0


def _words(verdict: Verdict) -> int:
    """Count the model's words that the school is to have."""
    return sum(
        len(clause.text.split())
        for clause in verdict.match.model
        if clause.permission == "verbatim"
    )
