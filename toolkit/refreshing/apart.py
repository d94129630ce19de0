"""Clauses that share a paragraph, line by line: parted where the new policy treats them apart."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from toolkit.document import Clause, Document
from toolkit.merge import Kept
from toolkit.rewrite import Element, split_at_lines

FIRST_WORDS = 4  # By which the line of a clause without a label is found.


def part_lines(
    own: dict[str, Element], local: Document, all_kept: Sequence[Kept]
) -> dict[str, Element]:
    """Give each clause a paragraph of its own where one came between, went, or is renumbered.

    `own` are the clauses' paragraphs; returned are those of the clauses that were parted.
    """
    shared: dict[int, list[Clause]] = defaultdict(list)
    for clause in local.clauses:
        if clause.origin is not None and clause.id in own and clause.kind != "table_row":
            shared[clause.origin].append(clause)
    found: dict[str, Element] = {}
    for clauses in shared.values():
        if len(clauses) > 1 and not _stay_together(clauses, all_kept):
            parts = split_at_lines(own[clauses[0].id], list(_starts(clauses[1:])))
            if parts is not None:
                found |= zip((clause.id for clause in clauses), parts, strict=True)
    return found


def _stay_together(clauses: Sequence[Clause], all_kept: Sequence[Kept]) -> bool:
    """Tell whether they still follow one another, each under its number."""
    first = next((n for n, k in enumerate(all_kept) if k.local and k.local.id == clauses[0].id), -1)
    if first < 0:
        return False
    following = all_kept[first : first + len(clauses)]
    return [(k.local.id if k.local else None, k.clause.label) for k in following] == [
        (clause.id, clause.label) for clause in clauses
    ]


def _starts(clauses: Sequence[Clause]) -> Iterator[str]:
    for clause in clauses:
        yield clause.label or " ".join(clause.text.split()[:FIRST_WORDS])
