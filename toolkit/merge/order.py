"""Decisions → the order in which they stand in the new policy."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from toolkit.document import Document
from toolkit.merge.decide import Decision

Anchor = tuple[Decision | None, bool]  # beside which decision; below it (its first child) or after


@dataclass(slots=True)
class _Line:
    """The order so far, and how deep each decision stands in it."""

    decisions: list[Decision] = field(default_factory=list)
    level: dict[int, int] = field(default_factory=dict)


def arrange(decisions: Sequence[Decision], local: Document, revised: Document) -> list[Decision]:
    """Put what the county prints in its order, and the school's own beside its neighbours.

    An addition follows its neighbour above it in the same list, wherever that has gone; what the
    school alone moved stands where the school put it. A dropped clause stands where it would have
    been, so that the record of it can be read in place.
    """
    by_revised = {c.id: d for d in decisions for c in d.group.revised}
    by_local = {c.id: d for d in decisions for c in d.group.local}
    line = _Line(level=_levels(decisions))
    wandering = _wandering(decisions, by_revised, revised)
    for decision in _unique(by_revised[clause.id] for clause in revised.clauses):
        if id(decision) not in wandering:
            line.decisions.append(decision)
    placed = {id(decision) for decision in line.decisions}
    for document, of in ((local, by_local), (revised, by_revised)):
        anchors = _anchors(document, of)
        for decision in _unique(of[clause.id] for clause in document.clauses):
            if id(decision) not in placed and (document is revised or decision.group.local):
                _insert(line, decision, anchors[id(decision)])
                placed.add(id(decision))
    for decision in decisions:
        if id(decision) not in placed:
            _insert(line, decision, (_base_neighbour(decision, decisions, placed), False))
            placed.add(id(decision))
    return line.decisions


def _levels(decisions: Sequence[Decision]) -> dict[int, int]:
    """Give each decision one depth, that of the school's document where it has one."""
    offset = level_offset(decisions)
    return {
        id(d): d.group.local[0].level
        if d.group.local
        else (d.group.revised or d.group.base)[0].level + offset
        for d in decisions
    }


def level_offset(decisions: Iterable[Decision]) -> int:
    """Give how much deeper the school's document nests its clauses than the county's, mostly."""
    shifts = sorted(
        d.group.local[0].level - d.group.revised[0].level
        for d in decisions
        if d.group.local and d.group.revised
    )
    return shifts[len(shifts) // 2] if shifts else 0


def _unique(decisions: Iterable[Decision]) -> list[Decision]:
    return list({id(decision): decision for decision in decisions}.values())


def _wandering(
    decisions: Sequence[Decision], by_revised: Mapping[str, Decision], revised: Document
) -> set[int]:
    """Find what the school alone moved, and what the county adds below it."""
    found = {id(d) for d in decisions if _moved_by_school(d)}
    parents = {clause.id: clause.parent for clause in revised.clauses}
    for clause in revised.clauses:
        decision = by_revised[clause.id]
        above = by_revised.get(parents[clause.id] or "")
        if above and id(above) in found and not decision.group.local:
            found.add(id(decision))
    return found


def _moved_by_school(decision: Decision) -> bool:
    """A clause that the county moved too goes where the county put it."""
    moved = any("moved" in verdict.match.shape for verdict in decision.group.school)
    return moved and not any("moved" in match.shape for match in decision.group.county)


def _anchors(document: Document, of: Mapping[str, Decision]) -> dict[int, Anchor]:
    """Give what each decision follows in its document: the one above in its list, or its lead."""
    found: dict[int, Anchor] = {}
    last: dict[str | None, Decision] = {}
    for clause in document.clauses:
        decision = of[clause.id]
        before = last.get(clause.parent)
        above = of.get(clause.parent or "")
        if id(decision) not in found:
            found[id(decision)] = (before, False) if before else (above, True)
        last[clause.parent] = decision
    return found


def _insert(line: _Line, decision: Decision, anchor: Anchor) -> None:
    """Put a decision below its lead, or after its neighbour and what hangs below that."""
    beside, below = anchor
    at = next((n for n, each in enumerate(line.decisions) if each is beside), None)
    if at is None:
        line.decisions.insert(0, decision)
        return
    depth = line.level[id(line.decisions[at])]
    at += 1
    while not below and at < len(line.decisions) and line.level[id(line.decisions[at])] > depth:
        at += 1
    line.decisions.insert(at, decision)


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
