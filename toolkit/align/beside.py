"""A clause left over joins its neighbour's partner, where that has as much to spare that is like.

Half of a clause that was split and put another way, or a clause that was put another way and merged
with the next, has too few words in common with anything to be found but for where it stands.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from toolkit.align.joining import Link, ties_of
from toolkit.align.similarity import Side, Table
from toolkit.align.weighing import less, mass, mass_in_common
from toolkit.language.phrases import times

# Of 5,800 clauses beside the partner of a neighbour, 29 of 32 that belonged to it reached this, and
# none that did not (benchmarks/alignment.py).
FITTING = 0.27  # Weight in common over the mean of the piece's weight and of what is to spare.
LEAST = 12.0  # Weight of either: three rare words.
LIGHTEST, HEAVIEST = 0.4, 2.5  # What is to spare over the piece.
LEAST_RUN = 3  # Rows or items of a list that was run into one paragraph,
IN_A_RUN = 0.5  # and the share of another's weight that it must have.
LEAST_END = 4  # Words of an end that stand word for word at the start of the next clause,
END_MASS = 5.0  # and their weight.


@dataclass(frozen=True, slots=True)
class Row:
    """One direction: the clauses of `side`, the other side, and who is linked with whom."""

    side: Side
    other: Side
    weights: dict[str, float]
    partners: dict[int, list[int]]
    holders: dict[int, list[int]]
    flipped: bool

    def tie(self, piece: int, host: int) -> Link:
        """Link a piece with a host, and name the two in the order (model, adopted)."""
        self.partners.setdefault(piece, []).append(host)
        self.holders.setdefault(host, []).append(piece)
        return (host, piece) if self.flipped else (piece, host)


def join_beside(table: Table, links: set[Link]) -> set[Link]:
    """Add the links that only the place of a clause vouches for."""
    found = set(links)
    for flipped in (False, True):
        row = _row(table, found, flipped)
        for piece, host in (*_among_siblings(row), *_like_what_is_spare(row), *_run_on(row)):
            found.add(row.tie(piece, host))
    return found


def _row(table: Table, links: set[Link], flipped: bool) -> Row:
    sides = (table.adopted, table.model) if flipped else (table.model, table.adopted)
    ties = ties_of(links, flipped=flipped)
    return Row(*sides, table.weights, ties.partners, ties.holders, flipped)


def _like_what_is_spare(row: Row) -> Iterator[Link]:
    """Find the host of each piece without a partner among the partners of its neighbours."""
    for piece, clause in enumerate(row.side.clauses):
        if piece in row.partners or clause.kind == "heading":
            continue
        fits = [(_fit(row, piece, host), host) for host in _partners_around(row, piece)]
        best, host = max(fits, default=(0.0, -1))
        if best >= FITTING:
            yield piece, host


def _among_siblings(row: Row) -> Iterator[Link]:
    """Find rows or items whose neighbours in the list all went into one paragraph.

    So much of what they say may have been put another way that nothing else tells where they went.
    """
    parents = row.side.parents
    for piece, clause in enumerate(row.side.clauses):
        if piece in row.partners or clause.kind not in ("item", "table_row"):
            continue
        near = [at for at in (piece - 1, piece + 1) if 0 <= at < len(parents)]
        hosts = [row.partners.get(at, []) for at in near if parents[at] == parents[piece]]
        held = set(hosts[0]).intersection(*hosts[1:]) if hosts else set()
        host = min(held, default=-1)
        if len(held) == 1 and len(row.holders[host]) >= LEAST_RUN and _says(row, piece, host):
            yield piece, host


def _says(row: Row, piece: int, host: int) -> bool:
    own = row.side.counts[piece]
    held = mass_in_common(own, row.other.counts[host], row.weights)
    return held >= IN_A_RUN * mass(own, row.weights)


def _partners_around(row: Row, piece: int) -> list[int]:
    near = [host for at in (piece - 1, piece + 1) for host in row.partners.get(at, ())]
    return [host for host in dict.fromkeys(near) if row.other.clauses[host].kind != "heading"]


def _fit(row: Row, piece: int, host: int) -> float:
    """Measure how like a piece is to all that a host has beyond its partners."""
    own = row.side.counts[piece]
    spare = less(row.other.counts[host], [row.side.counts[held] for held in row.holders[host]])
    masses = mass(own, row.weights), mass(spare, row.weights)
    if min(masses) < LEAST or not LIGHTEST <= masses[1] / masses[0] <= HEAVIEST:
        return 0.0
    return mass_in_common(own, spare, row.weights) / math.sqrt(masses[0] * masses[1])


def _run_on(row: Row) -> Iterator[Link]:
    """Find the ends of clauses that stand, word for word, at the start of the next one's partner.

    The end of one that was cut in two may be so short that it is nothing by itself: "They should
    take it to the headteacher." The same of its start, which the clause before may end with.
    """
    for piece, hosts in list(row.partners.items()):
        for near, forward in ((piece + 1, True), (piece - 1, False)):
            for host in row.partners.get(near, ()):
                if _next_to(hosts, host, forward) and _shares_end(row, piece, host, forward):
                    yield piece, host


def _next_to(hosts: list[int], host: int, forward: bool) -> bool:
    return host not in hosts and host == (max(hosts) + 1 if forward else min(hosts) - 1)


def _shares_end(row: Row, piece: int, host: int, forward: bool) -> bool:
    own, other = row.side.keys[piece], row.other.keys[host]
    end = _end(own, other) if forward else _end(other, own)
    if not end or mass(Counter(end), row.weights) < END_MASS:
        return False
    return not any(times(end, row.other.keys[at]) for at in row.partners[piece])


def _end(first: tuple[str, ...], second: tuple[str, ...]) -> tuple[str, ...]:
    """Give the longest end of one run of words that another begins with, if it is long enough."""
    if second[0] not in first:
        return ()
    for size in range(min(len(first), len(second)), LEAST_END - 1, -1):
        if first[-size] == second[0] and first[-size:] == second[:size]:
            return second[:size]
    return ()
