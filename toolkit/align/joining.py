"""Pieces of a clause that was split, merged or run into a paragraph join the clause they belong to."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from rapidfuzz.distance import LCSseq

from toolkit.align.assignment import Pairs
from toolkit.align.similarity import Side, Table

Link = tuple[int, int]

CONTAINED = 0.62  # Share of a piece's weight that its host must have to spare.
IN_ORDER = 0.50  # Share of a piece's words that its host must have in the same order.
WEAK = 0.50  # A pair less alike than this may give way to a host that holds nearly all of a piece.
NEARLY_ALL = 0.80
REACH = 2  # Clauses on either side whose partners are looked at.
MIN_MASS = 4.0  # Weight that a piece needs: two rare words or several common ones.


@dataclass(frozen=True, slots=True)
class View:
    """One direction of joining: pieces of `side` look for hosts on the other."""

    side: Side
    other: Side
    weights: dict[str, float]
    flipped: bool

    def link(self, piece: int, host: int) -> Link:
        """Name the two sides in the order (model, adopted)."""
        return (host, piece) if self.flipped else (piece, host)


def join(table: Table, pairs: Pairs) -> set[Link]:
    """Link each left-over piece to the partner of a neighbour that holds its words."""
    links = set(pairs.items())
    views = (
        View(table.model, table.adopted, table.weights, flipped=False),
        View(table.adopted, table.model, table.weights, flipped=True),
    )
    for view in views:
        links |= _free_pieces(view, links)
    for view in views:
        links = _weak_pairs(table, view, links)
    for view in views:
        links |= _free_pieces(view, links)
    return links


def _free_pieces(view: View, links: set[Link]) -> set[Link]:
    """Find hosts for the clauses of one side that have no partner."""
    partners = _partners(view, links)
    found: set[Link] = set()
    for piece in range(len(view.side.clauses)):
        if piece not in partners:
            host = _host(view, piece, partners, CONTAINED)
            if host is not None:
                found.add(view.link(piece, host))
                partners.setdefault(piece, []).append(host)
    return found


def _weak_pairs(table: Table, view: View, links: set[Link]) -> set[Link]:
    """Take pieces out of weak pairs where a neighbour's partner holds nearly all of them."""
    kept = set(links)
    partners = _partners(view, kept)
    for row, column in sorted(links):
        piece, own = (column, row) if view.flipped else (row, column)
        if table.text[row, column] >= WEAK or len(partners[piece]) > 1:
            continue
        others = {key: [h for h in hosts if key != piece] for key, hosts in partners.items()}
        host = _host(view, piece, others, NEARLY_ALL)
        if host is not None and host != own:
            kept = (kept - {(row, column)}) | {view.link(piece, host)}
            partners[piece] = [host]
    return kept


def _partners(view: View, links: Iterable[Link]) -> dict[int, list[int]]:
    partners: dict[int, list[int]] = {}
    for row, column in sorted(links):
        piece, host = (column, row) if view.flipped else (row, column)
        partners.setdefault(piece, []).append(host)
    return partners


def _host(view: View, piece: int, partners: dict[int, list[int]], bar: float) -> int | None:
    """Find the near host that has most of the piece's words to spare, in their order."""
    own = Counter(view.side.keys[piece])
    mass = _mass(own, view.weights)
    best, found = bar, None
    for host in dict.fromkeys(_near_hosts(view, piece, partners)):
        if mass < MIN_MASS and not _within(view.side.keys[piece], view.other.keys[host]):
            continue
        spare = _spare(view, host, piece, partners)
        share = _mass(own & spare, view.weights) / mass
        if share >= best and _ordered(view.side.keys[piece], view.other.keys[host]):
            best, found = share + 1e-6, host
    return found


def _near_hosts(view: View, piece: int, partners: dict[int, list[int]]) -> Iterator[int]:
    """Give the partners of the clauses around a piece, its parent and its first child."""
    parent = int(view.side.parents[piece])
    for near in (*range(piece - REACH, piece + REACH + 1), parent, *_siblings(view.side, piece)):
        if near >= 0 and near != piece:
            yield from partners.get(near, ())


def _siblings(side: Side, piece: int) -> Iterator[int]:
    """Give the clauses under the same parent, near in the list."""
    parent = side.parents[piece]
    for near in range(max(0, piece - 12), min(len(side.clauses), piece + 13)):
        if side.parents[near] == parent and parent >= 0:
            yield near


def _spare(view: View, host: int, piece: int, partners: dict[int, list[int]]) -> Counter[str]:
    """Give a host's words less those that its partners account for."""
    spare = Counter(view.other.keys[host])
    for near in _holders(host, piece, partners):
        spare -= Counter(view.side.keys[near])
    return spare


def _holders(host: int, piece: int, partners: dict[int, list[int]]) -> list[int]:
    return [key for key, hosts in partners.items() if host in hosts and key != piece]


def _ordered(piece: tuple[str, ...], host: tuple[str, ...]) -> bool:
    return bool(LCSseq.similarity(piece, host) >= IN_ORDER * len(piece))


def _within(piece: tuple[str, ...], host: tuple[str, ...]) -> bool:
    """Tell a piece that stands in its host word for word: two words at least."""
    size = len(piece)
    return size > 1 and any(host[at : at + size] == piece for at in range(len(host) - size + 1))


def _mass(words: Counter[str], weights: dict[str, float]) -> float:
    return sum(weights[word] * count for word, count in words.items())
