"""Which clauses of three documents belong together: base, the school's, the new edition."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from toolkit.classify import Verdict
from toolkit.document import Clause, Document


@dataclass(frozen=True, slots=True)
class Group:
    """Clauses that are each other's counterparts, in reading order; any side may be empty.

    `school` and `county` are the verdicts that tied them: base beside local, base beside revised.
    """

    base: tuple[Clause, ...]
    local: tuple[Clause, ...]
    revised: tuple[Clause, ...]
    school: tuple[Verdict, ...] = ()
    county: tuple[Verdict, ...] = ()


Node = tuple[str, str]  # which document, which clause


def group(
    base: Document,
    local: Document,
    revised: Document,
    school: Sequence[Verdict],
    county: Sequence[Verdict],
    twins: Iterable[tuple[Clause, Clause]] = (),
) -> list[Group]:
    """Tie the clauses together; each clause of the three is in exactly one group.

    `twins` are additions of both sides that say the same: (local, revised).
    """
    find, join = _union()
    for side, verdicts in (("local", school), ("revised", county)):
        for verdict in verdicts:
            nodes = [("base", c.id) for c in verdict.match.model]
            nodes += [(side, c.id) for c in verdict.match.adopted]
            for node in nodes[1:]:
                join(nodes[0], node)
    for ours, theirs in twins:
        join(("local", ours.id), ("revised", theirs.id))
    members: dict[Node, dict[str, list[Clause]]] = {}
    for name, document in (("base", base), ("local", local), ("revised", revised)):
        for clause in document.clauses:
            sides = members.setdefault(find((name, clause.id)), {})
            sides.setdefault(name, []).append(clause)
    school_of = _verdicts(school, "local", find)
    county_of = _verdicts(county, "revised", find)
    return [
        Group(
            tuple(sides.get("base", ())),
            tuple(sides.get("local", ())),
            tuple(sides.get("revised", ())),
            tuple(school_of.get(root, ())),
            tuple(county_of.get(root, ())),
        )
        for root, sides in members.items()
    ]


def _verdicts(
    verdicts: Iterable[Verdict], side: str, find: Callable[[Node], Node]
) -> dict[Node, list[Verdict]]:
    found: dict[Node, list[Verdict]] = {}
    for verdict in verdicts:
        match = verdict.match
        node = ("base", match.model[0].id) if match.model else (side, match.adopted[0].id)
        found.setdefault(find(node), []).append(verdict)
    return found


def _union() -> tuple[Callable[[Node], Node], Callable[[Node, Node], None]]:
    parents: dict[Node, Node] = {}

    def find(node: Node) -> Node:
        root = node
        while parents.get(root, root) != root:
            root = parents[root]
        while parents.get(node, node) != root:
            parents[node], node = root, parents[node]
        return root

    def join(one: Node, other: Node) -> None:
        parents[find(one)] = find(other)

    return find, join
