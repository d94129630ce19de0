"""Headings and lead-in sentences stand wherever something that hangs on them does.

A list that the school left out with its heading comes back whole: step 2 alone tells nobody what to
do.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace

from toolkit.document import Clause, Document
from toolkit.merge.counting import scheme_of
from toolkit.merge.decide import Decision
from toolkit.merge.groups import Group

REASON = "Put back, because what the county requires stands under it."
KEPT = "Withdrawn by the county; it stays because the school's own text stands under it."
FLAT = "New in a list of the county's that the school writes as a sentence: work it in there."
WITH_LIST = "Put back with the rest of its list, some of which the county requires."


def with_leads(decisions: Sequence[Decision], revised: Document) -> list[Decision]:
    """Put back what the school left out above a county clause that stands, new ones among them.

    Of a list that comes back so, all of its items come back.
    """
    of = {clause.id: number for number, d in enumerate(decisions) for clause in d.group.revised}
    parents = {clause.id: clause.parent for clause in revised.clauses}
    found = list(decisions)
    for clause in reversed(revised.clauses):
        decision = found[of[clause.id]]
        if (decision.clauses and decision.source == "revised") or decision.outcome == "reinstated":
            _raise(parents[clause.id], of, parents, found)
    for clause in revised.clauses:
        decision = found[of[clause.id]]
        above = found[of[clause.parent]] if clause.parent else None
        if above is not None and above.reason == REASON and _is_step(clause, decision):
            found[of[clause.id]] = _put_back(decision, WITH_LIST)
    return found


def with_headings(decisions: Sequence[Decision], local: Document) -> list[Decision]:
    """Keep a heading that the county withdrew over what stands of the school's own section.

    Where the county put the section's clauses elsewhere, its heading goes.
    """
    of = {clause.id: number for number, d in enumerate(decisions) for clause in d.group.local}
    below: dict[str, list[Decision]] = defaultdict(list)
    for clause in local.clauses:
        below[clause.parent or ""].append(decisions[of[clause.id]])
    found = list(decisions)
    for clause in local.clauses:
        decision, section = decisions[of[clause.id]], below[clause.id]
        stands = any(each.clauses for each in section)
        elsewhere = any(each.group.revised for each in section)
        if clause.kind == "heading" and decision.outcome == "dropped" and stands and not elsewhere:
            group = decision.group
            found[of[clause.id]] = Decision("school", group, "local", group.local, KEPT)
    return found


def with_flat_lists(decisions: Sequence[Decision], revised: Document) -> list[Decision]:
    """Mark a new item of a list that the school writes as a sentence: it cannot stand there alone.

    Such a list has fewer clauses in the school's policy than in the county's, none with a mark.
    """
    of = {clause.id: number for number, d in enumerate(decisions) for clause in d.group.revised}
    lists: dict[str, list[Clause]] = defaultdict(list)
    for clause in revised.clauses:
        if _is_item(clause):
            lists[clause.parent or ""].append(clause)
    found = list(decisions)
    for items in lists.values():
        groups = [decisions[of[clause.id]].group for clause in items]
        if not _is_flat([group for group in groups if group.local]):
            continue
        for clause in items:
            decision = found[of[clause.id]]
            if decision.outcome == "added" and not decision.group.local:
                found[of[clause.id]] = replace(decision, reason=FLAT, marked=True)
    return found


def _is_flat(groups: Sequence[Group]) -> bool:
    local = {clause.id: clause for group in groups for clause in group.local}
    theirs = {clause.id for group in groups for clause in group.revised}
    listed = any(map(_is_item, local.values()))
    return bool(local) and not listed and len(theirs) > len(local)


def _is_step(clause: Clause, decision: Decision) -> bool:
    dropped = decision.outcome == "dropped" and decision.group.base and decision.group.revised
    return bool(dropped) and _is_item(clause)


def _is_item(clause: Clause) -> bool:
    """Tell an item of a list, which prints a number of its own only: "(a)", "2.", never "3.2"."""
    scheme = scheme_of(clause.label)
    return scheme is not None and not scheme[0].strip("(") and clause.kind != "heading"


def _put_back(decision: Decision, reason: str) -> Decision:
    return replace(
        decision,
        outcome="reinstated",
        clauses=decision.group.revised,
        reason=reason,
        alternative=None,
        marked=True,
    )


def _raise(
    parent: str | None,
    of: Mapping[str, int],
    parents: Mapping[str, str | None],
    found: list[Decision],
) -> None:
    while parent is not None:
        above = found[of[parent]]
        if above.outcome == "dropped" and above.group.revised and above.group.base:
            found[of[parent]] = _put_back(above, REASON)
        parent = parents[parent]
