"""Pieces of a clause that was split, merged or run into a paragraph join where they belong."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import numpy as np
from rapidfuzz.distance import LCSseq

from toolkit.align.assignment import Pairs
from toolkit.align.similarity import Grid, Side, Table
from toolkit.align.weighing import Counts, less, mass, mass_in_common
from toolkit.language.phrases import times

Link = tuple[int, int]
Partners = dict[int, list[int]]

CONTAINED = 0.62  # Share of a piece's weight that its host must have to spare.
FITTING = 0.36  # Likeness of a piece to all that a host has to spare, where it holds less of it.
IN_ORDER = 0.50  # Share of a piece's words that its host must have in the same order.
FAR = 0.85  # Share of a piece's weight that a host must have which is no neighbour's partner.
WEAK = 0.50  # A pair less alike than this may give way to a host that holds nearly all of a piece.
NEARLY_ALL = 0.80
LEFT_OVER = 0.30  # Share of a matched clause's weight that makes what its partner lacks a piece.
REACH = 2  # Clauses on either side whose partners are looked at.
FAMILY = 12  # Clauses on either side among which those under the same parent are looked at.
MIN_MASS = 4.0  # Weight that a piece needs: two rare words or several common ones.
MIN_LEFT_OVER = 12.0
DATED = re.compile(
    r"\d|(?:jan|feb|mar|apr|jun|jul|aug|sep|oct|nov|dec)(?:u?ary?|ch|il|e|y|ust|t?embe?r?|obe?r?)?$"
)
LEAST_ITEMS = 2  # Of a list that was run into one clause.
LEAD_ENDS = " -–—"  # What may stand behind the colon of a lead.
PASSES = 3  # A lead sentence may join only after its items have.


@dataclass(frozen=True, slots=True)
class View:
    """One direction of joining: pieces of `side` look for hosts on the other.

    `spare` keeps what `_spare` found for a host with the pieces that it held.
    """

    side: Side
    other: Side
    weights: dict[str, float]
    contained: Grid
    flipped: bool
    known: frozenset[str]
    open_hosts: frozenset[int]
    spare: dict[tuple[int, tuple[int, ...]], Counts]

    def link(self, piece: int, host: int) -> Link:
        """Name the two sides in the order (model, adopted)."""
        return (host, piece) if self.flipped else (piece, host)


def join(table: Table, pairs: Pairs) -> set[Link]:
    """Link each left-over piece to the clause that holds its words and has them to spare."""
    links = set(pairs.items())
    views = _views(table)
    for _ in range(PASSES):
        before = len(links)
        for view in views:
            links |= _free_pieces(view, links)
        if len(links) == before:
            break
    for view in views:
        links = _weak_pairs(table, view, links)
    for view in views:
        links |= _free_pieces(view, links)
        links |= _left_over(view, links)
    return links


def _views(table: Table) -> tuple[View, View]:
    rows: Grid = (table.shared / np.maximum(table.model_mass[:, None], 1e-6)).astype(np.float32)
    columns: Grid = (table.shared / np.maximum(table.adopted_mass, 1e-6)).T.astype(np.float32)
    return (
        _view(table.model, table.adopted, table.weights, rows, flipped=False),
        _view(table.adopted, table.model, table.weights, columns, flipped=True),
    )


def _view(
    side: Side, other: Side, weights: dict[str, float], contained: Grid, *, flipped: bool
) -> View:
    known = frozenset(key for keys in other.keys for key in keys)
    open_hosts = frozenset(at for at, clause in enumerate(other.clauses) if clause.places)
    return View(side, other, weights, contained, flipped, known, open_hosts, {})


def _free_pieces(view: View, links: set[Link]) -> set[Link]:
    """Find hosts for the clauses of one side that have no partner."""
    ties = ties_of(links, flipped=view.flipped)
    found: set[Link] = set()
    for piece in range(len(view.side.clauses)):
        if piece not in ties.partners:
            host = _host(view, piece, ties, CONTAINED)
            host = _far_host(view, piece, ties) if host is None else host
            host = _host_of_items(view, piece, ties) if host is None else host
            if host is not None:
                found.add(view.link(piece, host))
                ties.tie(piece, host)
    return found


def _left_over(view: View, links: set[Link]) -> set[Link]:
    """Find hosts for what a matched clause has beyond its partners: half of it went elsewhere."""
    ties = ties_of(links, flipped=view.flipped)
    found: set[Link] = set()
    for piece, hosts in sorted(ties.partners.items()):
        if any(view.side.keys[piece] == view.other.keys[host] for host in hosts):
            continue
        own = view.side.counts[piece]
        rest = less(own, [view.other.counts[host] for host in hosts])
        if mass(rest, view.weights) >= max(MIN_LEFT_OVER, LEFT_OVER * mass(own, view.weights)):
            found |= {view.link(piece, host) for host in _rest_hosts(view, piece, rest, ties)}
    return found


def _rest_hosts(view: View, piece: int, rest: Counts, ties: Ties) -> Iterator[int]:
    needed = NEARLY_ALL * mass(rest, view.weights)
    words = tuple(key for key in view.side.keys[piece] if key in rest)
    for host in dict.fromkeys(_near_hosts(view, piece, ties)):
        if host not in ties.partners[piece]:
            held = mass_in_common(rest, _spare(view, host, ties), view.weights)
            if held >= needed and _ordered(words, view.other.keys[host]):
                yield host
                return


def _weak_pairs(table: Table, view: View, links: set[Link]) -> set[Link]:
    """Take pieces out of weak pairs where a neighbour's partner holds nearly all of them."""
    kept = set(links)
    ties = ties_of(kept, flipped=view.flipped)
    for row, column in sorted(links):
        piece, own = (column, row) if view.flipped else (row, column)
        if table.text[row, column] < WEAK and len(ties.partners[piece]) == 1:
            ties.untie(piece, own)
            host = _host(view, piece, ties, NEARLY_ALL)
            ties.tie(piece, own if host is None else host)
            if host is not None:
                kept = (kept - {(row, column)}) | {view.link(piece, host)}
    return kept


@dataclass(frozen=True, slots=True)
class Ties:
    """Who is linked with whom, from either end, while links are being added."""

    partners: Partners
    holders: Partners

    def tie(self, piece: int, host: int) -> None:
        """Link a piece with a host."""
        self.partners.setdefault(piece, []).append(host)
        self.holders.setdefault(host, []).append(piece)

    def untie(self, piece: int, host: int) -> None:
        """Take a piece's only link away."""
        del self.partners[piece]
        self.holders[host].remove(piece)


def ties_of(links: Iterable[Link], *, flipped: bool) -> Ties:
    """Give who is linked with whom, seen from the model's side or, flipped, from the school's."""
    ties = Ties({}, {})
    for row, column in sorted(links):
        ties.tie(*((column, row) if flipped else (row, column)))
    return ties


def _host(view: View, piece: int, ties: Ties, bar: float) -> int | None:
    """Find the near host that has most of the piece's words to spare, in their order."""
    own = view.side.counts[piece]
    whole = mass(own, view.weights)
    slight = whole < MIN_MASS or view.side.clauses[piece].kind == "heading"
    best, found = 0.0, None
    for host in dict.fromkeys(_near_hosts(view, piece, ties)):
        if slight and not _leads(view, piece, host, ties):
            continue
        spare = _spare(view, host, ties)
        held = mass_in_common(own, spare, view.weights)
        if held <= best:
            continue
        asked = _asked(view, own) if host in view.open_hosts else whole
        if _holds(view, piece, host, (held, asked, mass(spare, view.weights)), bar):
            best, found = held, host
    return found


def _asked(view: View, own: Counts) -> float:
    """Weigh what a host with marked places must have: what the school filled in is its own."""
    said = {key: n for key, n in own.items() if key in view.known and not DATED.match(key)}
    return max(MIN_MASS, mass(said, view.weights))


def _holds(
    view: View, piece: int, host: int, masses: tuple[float, float, float], bar: float
) -> bool:
    """Hold that a host has the piece, or that all it has to spare is like the piece."""
    held, whole, spare = masses
    if held >= bar * whole and _ordered(view.side.keys[piece], view.other.keys[host]):
        return True
    fits = bar == CONTAINED and min(whole, spare) >= MIN_LEFT_OVER
    return fits and held >= FITTING * (whole * spare) ** 0.5


def _far_host(view: View, piece: int, ties: Ties) -> int | None:
    """Find a host anywhere that has nearly all of the piece to spare: it was moved, then merged."""
    own = view.side.counts[piece]
    whole = mass(own, view.weights)
    row = view.contained[piece]
    if whole < MIN_LEFT_OVER or not len(row):
        return None
    host = int(row.argmax())
    if row[host] < FAR or view.side.clauses[piece].kind == "heading":
        return None
    held = mass_in_common(own, _spare(view, host, ties), view.weights)
    ordered = _ordered(view.side.keys[piece], view.other.keys[host])
    return host if held >= FAR * whole and ordered else None


def _host_of_items(view: View, piece: int, ties: Ties) -> int | None:
    """Find the host that holds the items under a lead: "The play leader:" became its opening.

    Else the host whose own items are theirs, and which ends as the lead does: it was cut in two.
    """
    if not _introduces(view.side, piece):
        return None
    items = np.flatnonzero(view.side.parents == piece).tolist()
    held = [set(hosts) for item in items if (hosts := ties.partners.get(item))]
    if len(held) < LEAST_ITEMS:
        return None
    over = [{int(view.other.parents[host]) for host in hosts} for hosts in held]
    shared, leads = set.intersection(*held), set.intersection(*over)
    ends = [host for host in leads if host >= 0 and _ends_alike(view, piece, host)]
    return min(shared) if len(shared) == 1 else min(ends, default=None)


def _introduces(side: Side, at: int) -> bool:
    return side.clauses[at].text.rstrip(LEAD_ENDS).endswith(":")


def _ends_alike(view: View, piece: int, host: int) -> bool:
    same = view.side.keys[piece][-1] == view.other.keys[host][-1]
    return same and _introduces(view.other, host)


def _near_hosts(view: View, piece: int, ties: Ties) -> Iterator[int]:
    """Give the partners of the clauses around a piece, of its parent and of its siblings."""
    parent = int(view.side.parents[piece])
    around = range(piece - REACH, piece + REACH + 1)
    for near in (*around, parent, *_siblings(view.side, piece)):
        if near >= 0 and near != piece:
            yield from ties.partners.get(near, ())


def _siblings(side: Side, piece: int) -> Iterator[int]:
    """Give the clauses under the same parent, near in the list."""
    parent = side.parents[piece]
    for near in range(max(0, piece - FAMILY), min(len(side.clauses), piece + FAMILY + 1)):
        if side.parents[near] == parent and parent >= 0:
            yield near


def _spare(view: View, host: int, ties: Ties) -> Counts:
    """Give a host's words less those that its partners account for."""
    holders = tuple(ties.holders.get(host, ()))
    if (host, holders) not in view.spare:
        taken = [view.side.counts[holder] for holder in holders]
        view.spare[host, holders] = less(view.other.counts[host], taken)
    return view.spare[host, holders]


def _ordered(piece: tuple[str, ...], host: tuple[str, ...]) -> bool:
    return bool(LCSseq.similarity(piece, host) >= IN_ORDER * len(piece))


def _leads(view: View, piece: int, host: int, ties: Ties) -> bool:
    """Tell a short piece that stands in its host word for word, or opens it before its items."""
    own, other = view.side.keys[piece], view.other.keys[host]
    items = any(view.side.parents[held] == piece for held in ties.holders.get(host, ()))
    if view.side.clauses[piece].kind == "heading":  # "Equipment" above "Equipment lent to staff …"
        return _within(own, other)
    return (items and own[:1] == other[:1]) or _within(own, other)


def _within(piece: tuple[str, ...], host: tuple[str, ...]) -> bool:
    """Tell a piece that stands in its host word for word: two words at least."""
    return len(piece) > 1 and times(piece, host) > 0
