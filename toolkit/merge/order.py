"""Decisions → the order in which they stand in the new policy."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from toolkit.document import Document
from toolkit.merge.decide import Decision


def arrange(decisions: Sequence[Decision], local: Document, revised: Document) -> list[Decision]:
    """Put what the county prints in its order, and the school's own beside its neighbours.

    What the school alone moved stands where the school put it. A dropped clause stands where it
    would have been, so that the record of it can be read in place.
    """
    by_revised = {c.id: d for d in decisions for c in d.group.revised}
    by_local = {c.id: d for d in decisions for c in d.group.local}
    line = _unique(by_revised[clause.id] for clause in revised.clauses)
    wandering = [d for d in line if _moved_by_school(d)]
    line = [d for d in line if not _moved_by_school(d)]
    placed = {id(d) for d in line}
    before: Decision | None = None
    for decision in _unique(by_local[clause.id] for clause in local.clauses):
        if id(decision) not in placed:
            _insert(line, decision, before)
            placed.add(id(decision))
        before = decision
    for decision in [*wandering, *decisions]:
        if id(decision) not in placed:
            _insert(line, decision, _base_neighbour(decision, decisions, placed))
            placed.add(id(decision))
    return line


def _unique(decisions: Iterable[Decision]) -> list[Decision]:
    seen: set[int] = set()
    return [d for d in decisions if not (id(d) in seen or seen.add(id(d)))]  # type: ignore[func-returns-value]


def _moved_by_school(decision: Decision) -> bool:
    """A clause that the county moved too goes where the county put it."""
    moved = any("moved" in verdict.match.shape for verdict in decision.group.school)
    return moved and not any("moved" in verdict.match.shape for verdict in decision.group.county)


def _insert(line: list[Decision], decision: Decision, before: Decision | None) -> None:
    """Put a decision after its neighbour, and after what hangs below that neighbour."""
    at = next((n + 1 for n, each in enumerate(line) if each is before), 0)
    level = _level(decision)
    while at < len(line) and _level(line[at]) > level:
        at += 1
    line.insert(at, decision)


def _level(decision: Decision) -> int:
    group = decision.group
    clauses = decision.clauses or group.local or group.revised or group.base
    return clauses[0].level


def _base_neighbour(
    decision: Decision, decisions: Sequence[Decision], placed: set[int]
) -> Decision | None:
    """Return the nearest placed decision before it in the old edition."""
    last: Decision | None = None
    for each in decisions:
        if each is decision:
            return last
        if id(each) in placed and each.group.base:
            last = each
    return last
