"""Two sequences of keys → the runs that are the same and the runs that differ."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from rapidfuzz.distance import Indel

MOST_WORK = 10_000_000  # Keys × keys; the longest clause of a real policy has some 900 words.


@dataclass(frozen=True, slots=True)
class Run:
    """`old[i1:i2]` beside `new[j1:j2]`; the two are the same, or one or neither is empty."""

    equal: bool
    i1: int
    i2: int
    j1: int
    j2: int


def runs(old: Sequence[str], new: Sequence[str]) -> tuple[Run, ...]:
    """Divide two sequences into runs that are the same and runs that differ, in turn.

    >>> runs(["a", "b", "c"], ["a", "x", "c"])[1]
    Run(equal=False, i1=1, i2=2, j1=1, j2=2)
    """
    if len(old) * len(new) > MOST_WORK:
        return _ends(old, new)
    found: list[Run] = []
    for op in Indel.opcodes(old, new):
        equal = op.tag == "equal"
        if found and not equal and not found[-1].equal:
            last = found.pop()
            found.append(Run(False, last.i1, op.src_end, last.j1, op.dest_end))
        else:
            found.append(Run(equal, op.src_start, op.src_end, op.dest_start, op.dest_end))
    return tuple(found)


def _ends(old: Sequence[str], new: Sequence[str]) -> tuple[Run, ...]:
    """Treat sequences too long to compare as replaced between their common ends."""
    bound = min(len(old), len(new))
    head = next((at for at in range(bound) if old[at] != new[at]), bound)
    rest = bound - head
    tail = next((at for at in range(rest) if old[-1 - at] != new[-1 - at]), rest)
    i2, j2 = len(old) - tail, len(new) - tail
    found = (
        Run(True, 0, head, 0, head),
        Run(False, head, i2, head, j2),
        Run(True, i2, len(old), j2, len(new)),
    )
    return tuple(run for run in found if run.i1 < run.i2 or run.j1 < run.j2)
