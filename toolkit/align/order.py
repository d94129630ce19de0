"""Links → matches in model order, with what happened to their place and shape."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from functools import lru_cache

from toolkit.align.joining import Link
from toolkit.align.match import Match, Shape
from toolkit.align.similarity import Table
from toolkit.document import Clause

Group = tuple[list[int], list[int]]


def matches_of(table: Table, links: Iterable[Link]) -> tuple[Match, ...]:
    """Gather linked clauses into matches, single clauses into matches of their own."""
    groups = _groups(table, links)
    moved = _moved([group for group in groups if all(group)])
    ordered = _in_model_order(groups)
    return tuple(_match(table, group, group[0][:1] in moved and all(group)) for group in ordered)


def _groups(table: Table, links: Iterable[Link]) -> list[Group]:
    """Join links that share a clause; clauses without a link stand alone."""
    of_row: list[Group] = [([row], []) for row in range(len(table.model.clauses))]
    of_column: list[Group] = [([], [column]) for column in range(len(table.adopted.clauses))]
    for row, column in links:
        left, right = of_row[row], of_column[column]
        if left is not right:
            left[0].extend(right[0])
            left[1].extend(right[1])
            for at in right[0]:
                of_row[at] = left
            for at in right[1]:
                of_column[at] = left
    distinct = {id(group): group for group in (*of_row, *of_column)}
    return [(sorted(rows), sorted(columns)) for rows, columns in distinct.values()]


def _moved(groups: Sequence[Group]) -> list[list[int]]:
    """Give the groups (by their first model clause) outside a longest run that kept its order."""
    ordered = sorted(groups)
    kept = set(longest_increasing([columns[0] for _, columns in ordered]))
    return [rows[:1] for at, (rows, _) in enumerate(ordered) if at not in kept]


def longest_increasing(values: Sequence[int]) -> list[int]:
    """Give the positions of a longest strictly increasing subsequence.

    >>> longest_increasing([1, 9, 2, 3])
    [0, 2, 3]
    """
    tails: list[int] = []
    ends: list[int] = []
    before: list[int] = []
    for at, value in enumerate(values):
        length = bisect_left(tails, value)
        tails[length:] = [value, *tails[length + 1 :]] if length < len(tails) else [value]
        ends[length : length + 1] = [at]
        before.append(ends[length - 1] if length else -1)
    return _walk_back(ends[-1] if ends else -1, before)


def _walk_back(end: int, before: Sequence[int]) -> list[int]:
    found: list[int] = []
    while end >= 0:
        found.append(end)
        end = before[end]
    return found[::-1]


def _in_model_order(groups: Sequence[Group]) -> list[Group]:
    """Order by model clause; an addition follows the match of the adopted clause before it."""
    place: dict[int, tuple[int, ...]] = {}
    for rows, columns in groups:
        if rows:
            place.update(dict.fromkeys(columns, (rows[0],)))
    last: tuple[int, ...] = (-1,)
    added = {columns[0] for rows, columns in groups if not rows}
    for column in range(max((c for _, columns in groups for c in columns), default=-1) + 1):
        if column in added:
            place[column] = (last[0], column + 1)
        last = place[column]
    return sorted(groups, key=lambda group: (group[0][0], 0) if group[0] else place[group[1][0]])


def _match(table: Table, group: Group, moved: bool) -> Match:
    rows, columns = group
    model = tuple(table.model.clauses[row] for row in rows)
    adopted = tuple(table.adopted.clauses[column] for column in columns)
    return Match(model, adopted, _similarity(table, group), _shape(model, adopted, moved))


def _similarity(table: Table, group: Group) -> float:
    """Give the likeness of one pair; of a larger group, that of its best pair of each clause."""
    rows, columns = group
    if not rows or not columns:
        return 0.0
    if len(rows) == len(columns) == 1:
        return round(min(1.0, float(table.text[rows[0], columns[0]])), 4)
    best = table.text[rows][:, columns]
    return round(min(1.0, float((best.max(axis=0).mean() + best.max(axis=1).mean()) / 2)), 4)


def _shape(model: tuple[Clause, ...], adopted: tuple[Clause, ...], moved: bool) -> frozenset[Shape]:
    found: set[Shape] = set()
    if moved:
        found.add("moved")
    if model and len(adopted) > 1:
        found.add("split")
    if adopted and len(model) > 1:
        found.add("merged")
    if model and adopted and _renumbered(model[0], adopted[0]):
        found.add("renumbered")
    return frozenset(found)


def _renumbered(model: Clause, adopted: Clause) -> bool:
    """Compare printed numbers without their punctuation; a bullet is no number."""
    labels = [_bare(clause.label) for clause in (model, adopted)]
    return all(labels) and labels[0] != labels[1]


@lru_cache(maxsize=1024)
def _bare(label: str | None) -> str:
    return (
        "".join(character for character in label or "" if character.isalnum() or character == ".")
        .strip(".")
        .lower()
    )
