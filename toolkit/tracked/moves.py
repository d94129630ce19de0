"""Paragraphs that stand elsewhere, unchanged: moved, not deleted and inserted."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from toolkit.tracked.paragraph import Pen
from toolkit.tracked.sequence import Pair

Moves = dict[Pair, tuple[str, str]]

# Shorter paragraphs ("None.", "Date:") recur by chance.
MIN_MOVED_CHARACTERS = 20


class Keyed(Protocol):
    """What a move needs to know of a block."""

    @property
    def kind(self) -> str:
        """Whether it is a paragraph."""

    @property
    def key(self) -> str:
        """What it is compared by."""


def find_moves(
    pairs: Sequence[Pair], before: Sequence[Keyed], after: Sequence[Keyed], pen: Pen
) -> Moves:
    """Name each pair of a lone old and a lone new paragraph that read the same."""
    gone: dict[str, list[int]] = {}
    for a, b in pairs:
        if a is not None and b is None and _movable(before[a]):
            gone.setdefault(before[a].key, []).append(a)
    moves: Moves = {}
    for a, b in pairs:
        if a is None and b is not None and gone.get(after[b].key):
            name = f"move{pen.next_id}"
            pen.next_id += 1
            moves[gone[after[b].key].pop(0), None] = (name, "from")
            moves[None, b] = (name, "to")
    return moves


def _movable(block: Keyed) -> bool:
    return block.kind == "paragraph" and len(block.key) >= MIN_MOVED_CHARACTERS
