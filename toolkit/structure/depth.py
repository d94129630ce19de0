"""Depth: under which unit each unit stands, settled for the document as a whole.

Rules say which places in the open outline a unit can take at all; heuristics say what each place
costs. Ambiguous labels keep all readings, and rival outlines live side by side (a beam search)
until their neighbours make one of them cheaper.
"""

from __future__ import annotations

import math
import re
from typing import Final, NamedTuple

from toolkit.numbering import Reading
from toolkit.structure.headings import Look
from toolkit.structure.outline import Move, Open
from toolkit.structure.places import moves
from toolkit.structure.units import Unit

BEAM: Final = 4  # rival outlines; 4, 6 and 8 do equally well on 400 documents of random numbering
REACH: Final = 3.5  # an outline that costs so much more than the best is given up; 5 does no better
MAX_DEPTH: Final = 12  # a hostile file could nest without end; a real policy has six levels


_SALUTATION: Final = re.compile(r"dear\s", re.IGNORECASE)  # a letter among the appendices


class Settled(NamedTuple):
    """Where a unit stands: its parent's index, and the reading of its label, if it is one."""

    parent: int | None
    reading: Reading | None
    labelled: bool


class Trail(NamedTuple):
    """The decisions of one outline, the last first."""

    before: Trail | None
    settled: Settled


Shape = tuple[tuple[int, str | None], ...]


class Outline(NamedTuple):
    """One reading of the document so far: what it costs, what is open, what was decided.

    `shape` tells outlines apart: the number and the scheme of each unit that is open.
    """

    cost: float
    stack: tuple[Open, ...]
    shape: Shape
    trail: Trail | None


def settle(units: list[Unit], looks: list[Look | None], resets: set[int]) -> list[Settled]:
    """Find the cheapest outline. No unit but a root stands above those numbered in `resets`."""
    outlines = [Outline(0.0, (), (), None)]
    for index, unit in enumerate(units):
        if index in resets:
            outlines = [outlines[0]._replace(stack=(), shape=())]
        outlines = _advance(outlines, index, unit, looks[index])
    return _decisions(outlines[0].trail, len(units))


def _advance(outlines: list[Outline], index: int, unit: Unit, look: Look | None) -> list[Outline]:
    """Grow each outline by each of a unit's places; keep the cheapest that differ."""
    grown: list[tuple[float, int, Outline, tuple[Open, ...], Move]] = []
    dearest = math.inf
    for outline in outlines:
        stack = _visible(outline.stack, unit.frame)
        for move in moves(unit, look, stack):
            cost = outline.cost + move.cost
            if cost <= dearest:
                grown.append((cost, len(grown), outline, stack, move))
                if cost + REACH < dearest:
                    dearest = cost + REACH
    grown.sort()  # by cost, then in order: no two have one number
    kept: dict[Shape, Outline] = {}
    for cost, _, outline, stack, move in grown:
        if len(kept) == BEAM or cost > grown[0][0] + REACH:
            break
        shape = _shape(outline.shape, len(stack), move, index)
        if shape not in kept:
            kept[shape] = _applied(outline, stack, shape, move, index, unit, look)
    return list(kept.values())


def _visible(stack: tuple[Open, ...], frame: int) -> tuple[Open, ...]:
    """Close what stands in a table that has ended."""
    size = len(stack)
    while size and stack[size - 1].frame not in (0, frame):
        size -= 1
    return stack[:size]


def _shape(before: Shape, size: int, move: Move, index: int) -> Shape:
    """Give the shape that an outline has after a move from the first `size` of what is open."""
    if not move.opens:
        return before[:size]
    scheme = move.reading.scheme if move.reading else None
    return (*before[: min(size, move.depth, MAX_DEPTH)], (index, scheme))


def _applied(
    outline: Outline,
    stack: tuple[Open, ...],
    shape: Shape,
    move: Move,
    index: int,
    unit: Unit,
    look: Look | None,
) -> Outline:
    kept = stack[: min(move.depth, MAX_DEPTH)]
    settled = Settled(kept[-1].unit if kept else None, move.reading, move.labelled)
    trail = Trail(outline.trail, settled)
    if not move.opens:
        return Outline(outline.cost + move.cost, stack, shape, trail)
    style = unit.style
    scheme = move.reading.scheme if move.reading else None
    opened = Open(
        index,
        scheme,
        look,
        move.reading,
        style.indent,
        style.list_level,
        unit.frame,
        _leads_in(unit, move),
        unit.text.endswith((".", ";", ",")),
        unit.text.endswith((":", ":-", "–", "—")),
    )
    return Outline(outline.cost + move.cost, (*kept, opened), shape, trail)


def _leads_in(unit: Unit, move: Move) -> bool:
    if _SALUTATION.match(unit.text):
        return False
    labelled = move.reading is not None
    return labelled or not unit.text.rstrip("\"”’'").endswith((".", "!", "?"))


def _decisions(trail: Trail | None, count: int) -> list[Settled]:
    decisions: list[Settled] = []
    while trail is not None:
        decisions.append(trail.settled)
        trail = trail.before
    return decisions[::-1][-count:] if count else []
