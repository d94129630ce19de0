"""Paragraphs that stand elsewhere, unchanged: moved, not deleted and inserted."""

from __future__ import annotations

from collections.abc import Sequence

from toolkit.tracked.blocks import Block
from toolkit.tracked.pen import Pen
from toolkit.tracked.sequence import Pair
from toolkit.tracked.steps import Step, movable

Moves = dict[Pair, str]

# Shorter paragraphs ("None.", "Date:") recur by chance.
MIN_MOVED_CHARACTERS = 20


def find_moves(
    steps: Sequence[Step], before: Sequence[Block], after: Sequence[Block], pen: Pen
) -> Moves:
    """Name each pair of a lone old and a lone new paragraph that read the same."""
    lone = [steps[at][0] for at in range(len(steps)) if movable(at, steps, before, after)]
    gone: dict[str, list[int]] = {}
    for a, b in lone:
        if a is not None and b is None and before[a].words.size >= MIN_MOVED_CHARACTERS:
            gone.setdefault(before[a].key, []).append(a)
    moves: Moves = {}
    for a, b in lone:
        if a is None and b is not None and gone.get(after[b].key):
            name = f"move{pen.next_id}"
            pen.next_id += 1
            moves[gone[after[b].key].pop(0), None] = name
            moves[None, b] = name
    return moves
