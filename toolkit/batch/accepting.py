"""A comparison with what the county has accepted of it marked."""

from __future__ import annotations

from dataclasses import replace

from toolkit.batch.variation import Acceptances, key_of
from toolkit.classify import Verdict
from toolkit.classify.verdict import Reason
from toolkit.comparison.result import Comparison

DEVIATING = frozenset({"missing", "modified", "added"})
CODE = "ACC001"


def verdict_key(whose: str, model: str, verdict: Verdict) -> str:
    """Name the variation of one verdict."""
    match = verdict.match
    texts = ("\n".join(clause.text for clause in side) for side in (match.model, match.adopted))
    return key_of(whose, model, *texts)


def accept(comparison: Comparison, whose: str, accepted: Acceptances) -> Comparison:
    """Mark what is accepted: no longer material, its first reason says by whom and why."""
    if not accepted:
        return comparison
    model = comparison.model.name
    verdicts = tuple(_accepted(v, whose, model, accepted) for v in comparison.verdicts)
    material = sum(verdict.material for verdict in verdicts)
    summary = replace(comparison.summary, material=material)
    return replace(comparison, verdicts=verdicts, summary=summary)


def _accepted(verdict: Verdict, whose: str, model: str, accepted: Acceptances) -> Verdict:
    if verdict.kind not in DEVIATING:
        return verdict
    found = accepted.get(verdict_key(whose, model, verdict))
    if found is None:
        return verdict
    reason = Reason(CODE, found.sentence)
    return replace(verdict, material=False, reasons=(reason, *verdict.reasons))
