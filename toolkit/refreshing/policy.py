"""(old edition, the school's policy, new edition) → this year's policy, and what to tell of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from toolkit.document import Document
from toolkit.errors import UsageError
from toolkit.library import ModelPolicy
from toolkit.merge import Decision, Kept, Merged, merge
from toolkit.refreshing.dates import Dates, dates_for, redated
from toolkit.refreshing.decisions import (
    Answers,
    Question,
    asked_of,
    choose,
    chooser,
    require_current,
)


@dataclass(frozen=True, slots=True)
class Refreshed:
    """This year's policy. `questions` are what the governors have to decide, answered or not."""

    base: ModelPolicy
    local: Document
    revised: ModelPolicy
    merged: Merged
    dates: Dates
    questions: tuple[Question, ...] = ()

    @property
    def conflicts(self) -> int:
        """How many conflicts are left."""
        return sum(decision.outcome == "conflict" for decision in self.merged.decisions)


def refreshed(
    base: ModelPolicy,
    local: Document,
    revised: ModelPolicy,
    *,
    values: Mapping[str, str] | None = None,
    answers: Answers | None = None,
    answers_from: str = "decisions",
) -> Refreshed:
    """Bring a school's policy up to a new edition.

    `values` are what to fill marked places with, by name; `adopted_on` and `review_on` among them
    are this year's dates. Raises UsageError for an answer to a text that has changed since.
    """
    given = dict(values or {})
    cycle = local.metadata.review_cycle or revised.review_cycle
    dates = dates_for(local.metadata, given.get("adopted_on"), given.get("review_on"), cycle)
    held = chooser(answers or {}, local, revised.document)
    merged = merge(
        base.document,
        local,
        revised.document,
        adoption=revised.adoption,
        values=given,
        choose=lambda decision: choose(decision, held),
    )
    require_current(held, answers_from)
    if not merged.kept:
        raise UsageError(f"{local.source}: nothing of it would be left; is it the right policy?")
    merged = _redated(merged, dates)
    return Refreshed(base, local, revised, merged, dates, asked_of(held, merged))


def _redated(merged: Merged, dates: Dates) -> Merged:
    if not (dates.adopted or dates.review):
        return merged
    settled: dict[int, Decision] = {}
    for decision in merged.decisions:
        clauses = tuple(replace(c, text=redated(c.text, dates)) for c in decision.clauses)
        same = clauses == decision.clauses
        reason = decision.reason if same else f"{decision.reason.rstrip('.')}; dated anew."
        settled[id(decision)] = replace(decision, clauses=clauses, reason=reason)
    kept = tuple(
        Kept(
            replace(each.clause, text=redated(each.clause.text, dates)),
            each.local,
            each.revised,
            settled[id(each.decision)],
        )
        for each in merged.kept
    )
    return replace(merged, decisions=tuple(settled[id(d)] for d in merged.decisions), kept=kept)
