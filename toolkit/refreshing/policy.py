"""(old edition, the school's policy, new edition) → this year's policy, and what to tell of it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
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
from toolkit.refreshing.renewal import Renewal, renamed, renewal_of


@dataclass(frozen=True, slots=True)
class Refreshed:
    """This year's policy. `questions` are what the governors have to decide, answered or not.

    `names` are what the school was called last year and is called now, where that changes.
    """

    base: ModelPolicy
    local: Document
    revised: ModelPolicy
    merged: Merged
    dates: Dates
    questions: tuple[Question, ...] = ()
    names: tuple[str, str] | None = None

    @property
    def conflicts(self) -> int:
        """How many conflicts are left."""
        return sum(decision.outcome == "conflict" for decision in self.merged.decisions)


def renewal_for(result: Refreshed, today: str = "") -> Renewal:
    """Collect what is new this year for the cover and the pages' edges."""
    return renewal_of(result.local, result.base, result.revised, result.dates, result.names, today)


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
    names = _names(local, given)
    if dates.adopted or dates.review:
        merged = _anew(merged, lambda text: redated(text, dates), "dated anew")
    if names:
        merged = _anew(merged, lambda text: renamed(text, names), "the school's new name")
    return Refreshed(base, local, revised, merged, dates, asked_of(held, merged), names)


def _names(local: Document, given: Mapping[str, str]) -> tuple[str, str] | None:
    """Give the school's name of last year and its new one, where another is given."""
    old, new = local.metadata.school, " ".join(given.get("school.name", "").split())
    return (old, new) if old and new and old.casefold() != new.casefold() else None


def _anew(merged: Merged, write: Callable[[str], str], what: str) -> Merged:
    """Write every clause of the new policy anew, and say so in the decision."""
    settled: dict[int, Decision] = {}
    for decision in merged.decisions:
        clauses = tuple(replace(c, text=write(c.text)) for c in decision.clauses)
        same = clauses == decision.clauses
        reason = decision.reason if same else f"{decision.reason.rstrip('.')}; {what}."
        settled[id(decision)] = replace(decision, clauses=clauses, reason=reason)
    kept = tuple(
        Kept(
            replace(each.clause, text=write(each.clause.text)),
            each.local,
            each.revised,
            settled[id(each.decision)],
        )
        for each in merged.kept
    )
    return replace(merged, decisions=tuple(settled[id(d)] for d in merged.decisions), kept=kept)
