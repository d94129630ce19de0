"""Headings and lead-in sentences stand wherever something that hangs on them does."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from toolkit.document import Document
from toolkit.merge.decide import Decision

REASON = "Put back, because what the county requires stands under it."


def with_leads(decisions: Sequence[Decision], revised: Document) -> list[Decision]:
    """Put back what the school left out above a county clause that stands.

    The county's clauses that are new under something that the school left out and need not have
    stay out with it.
    """
    of = {clause.id: number for number, d in enumerate(decisions) for clause in d.group.revised}
    parents = {clause.id: clause.parent for clause in revised.clauses}
    found = list(decisions)
    for clause in reversed(revised.clauses):
        decision = found[of[clause.id]]
        if (decision.clauses and decision.source == "revised") or decision.outcome == "reinstated":
            _raise(parents[clause.id], of, parents, found)
    return found


def _raise(
    parent: str | None,
    of: Mapping[str, int],
    parents: Mapping[str, str | None],
    found: list[Decision],
) -> None:
    while parent is not None:
        above = found[of[parent]]
        if above.outcome == "dropped" and above.group.revised and above.group.base:
            found[of[parent]] = replace(
                above,
                outcome="reinstated",
                clauses=above.group.revised,
                reason=REASON,
                alternative=None,
                marked=True,
            )
        parent = parents[parent]
