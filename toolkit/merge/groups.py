"""Which clauses of three documents belong together: base, the school's, the new edition."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from toolkit.align import Match
from toolkit.classify import Verdict
from toolkit.document import Clause, Document
from toolkit.merge.wording import same_words


@dataclass(frozen=True, slots=True)
class Group:
    """Clauses that are each other's counterparts, in reading order; any side may be empty.

    `school` and `county` are what tied them: base beside local, base beside revised.
    """

    base: tuple[Clause, ...]
    local: tuple[Clause, ...]
    revised: tuple[Clause, ...]
    school: tuple[Verdict, ...] = ()
    county: tuple[Match, ...] = ()


Node = tuple[str, str]  # which document, which clause
Sides = dict[str, list[Clause]]


def group(
    base: Document,
    local: Document,
    revised: Document,
    school: Sequence[Verdict],
    county: Sequence[Match],
    twins: Iterable[tuple[str, str]] = (),
) -> list[Group]:
    """Tie the clauses together; each clause of the three is in exactly one group.

    `twins` are ids of additions of both sides that say the same: (local, revised).
    """
    find, join = _union()
    for side, matches in (("local", [v.match for v in school]), ("revised", county)):
        for match in matches:
            nodes = [("base", c.id) for c in match.model] + [(side, c.id) for c in match.adopted]
            for node in nodes[1:]:
                join(nodes[0], node)
    for ours, theirs in twins:
        join(("local", ours), ("revised", theirs))
    members: dict[Node, Sides] = {}
    for name, document in (("base", base), ("local", local), ("revised", revised)):
        for clause in document.clauses:
            sides = members.setdefault(find((name, clause.id)), {})
            sides.setdefault(name, []).append(clause)
    ties = _ties(school, county, find)
    return [
        part
        for root, sides in members.items()
        for part in _peeled(_group(sides, *ties.get(root, ([], []))))
    ]


def _group(sides: Sides, school: list[Verdict], county: list[Match]) -> Group:
    return Group(
        tuple(sides.get("base", ())),
        tuple(sides.get("local", ())),
        tuple(sides.get("revised", ())),
        tuple(school),
        tuple(county),
    )


def _ties(
    school: Iterable[Verdict], county: Iterable[Match], find: Callable[[Node], Node]
) -> dict[Node, tuple[list[Verdict], list[Match]]]:
    found: dict[Node, tuple[list[Verdict], list[Match]]] = {}
    for verdict in school:
        found.setdefault(find(_node(verdict.match, "local")), ([], []))[0].append(verdict)
    for match in county:
        found.setdefault(find(_node(match, "revised")), ([], []))[1].append(match)
    return found


def _node(match: Match, side: str) -> Node:
    return ("base", match.model[0].id) if match.model else (side, match.adopted[0].id)


def _peeled(group: Group) -> Iterator[Group]:
    """Take clauses that are the same in all three out of a larger group, each by itself.

    A clause that nobody touched must not be drawn into a conflict about its neighbour.
    """
    if max(len(group.base), len(group.local), len(group.revised)) < 2:
        yield group
        return
    base, local, revised = list(group.base), list(group.local), list(group.revised)
    for clause in group.base:
        ours = next((c for c in local if same_words(c.text, clause.text)), None)
        theirs = next((c for c in revised if same_words(c.text, clause.text)), None)
        if ours and theirs and len(base) > 1:
            yield replace(group, base=(clause,), local=(ours,), revised=(theirs,))
            base.remove(clause)
            local.remove(ours)
            revised.remove(theirs)
    yield replace(group, base=tuple(base), local=tuple(local), revised=tuple(revised))


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
