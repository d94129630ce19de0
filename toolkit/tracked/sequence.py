"""Two rows of keys → which stand beside which, in order."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from lxml import etree

from toolkit.align.sequence import Run, runs
from toolkit.extract.docx.xml import W

Pair = tuple[int | None, int | None]

# Under this share of common words two paragraphs are not the same paragraph reworded.
MIN_ALIKE = 0.5
# A gap with more cells than this is paired by equal keys alone; a policy never has one.
MAX_CELLS = 250_000
MAX_WORK = 4_000_000  # keys × keys: about a second


@dataclass(frozen=True, slots=True)
class Bag:
    """The words of a text, each with the length of all its occurrences; `size` is their sum."""

    lengths: dict[str, int]
    size: int


def bag(elements: Iterable[etree._Element]) -> Bag:
    """Return the words of some elements."""
    words = [w for e in elements for t in e.iter(f"{W}t") for w in (t.text or "").split()]
    lengths = {word: len(word) * count for word, count in Counter(words).items()}
    return Bag(lengths, sum(lengths.values()))


def alike(one: Bag, other: Bag) -> float:
    """Return the share of words, by length, that two texts have in common: 0 to 1."""
    total = one.size + other.size
    if not total:
        return 1.0
    if 2 * min(one.size, other.size) < MIN_ALIKE * total:
        return 0.0  # too little of the longer can be in the shorter
    few, many = sorted((one.lengths, other.lengths), key=len)
    return 2 * sum(min(n, many[word]) for word, n in few.items() if word in many) / total


def same_and_other(old: Sequence[str], new: Sequence[str]) -> list[Run]:
    """Divide two rows into runs that are the same and runs that differ, the longest common first.

    That reads better than the most in common, but its work grows with the square: very long rows
    are divided by what they have most in common.
    """
    if len(old) * len(new) > MAX_WORK:
        return list(runs(old, new))
    matcher = SequenceMatcher(None, old, new, autojunk=False)
    return [Run(op == "equal", *places) for op, *places in matcher.get_opcodes()]


def pair_up(
    old_keys: Sequence[str],
    new_keys: Sequence[str],
    likeness: Callable[[int, int], float],
) -> list[Pair]:
    """Pair equal keys first, then what is alike between them; order is kept on both sides."""
    pairs: list[Pair] = []
    for run in same_and_other(old_keys, new_keys):
        if run.equal:
            pairs.extend((run.i1 + n, run.j1 + n) for n in range(run.i2 - run.i1))
        else:
            pairs.extend(_fill(range(run.i1, run.i2), range(run.j1, run.j2), likeness))
    return pairs


def apart(old: Iterable[int], new: Iterable[int]) -> list[Pair]:
    """Give what stands on one side only: all of the old, then all of the new."""
    return [*((a, None) for a in old), *((None, b) for b in new)]


def _fill(old: range, new: range, likeness: Callable[[int, int], float]) -> list[Pair]:
    if not old or not new or len(old) * len(new) > MAX_CELLS:
        return apart(old, new)
    scores = [[likeness(a, b) for b in new] for a in old]
    best = [[0.0] * (len(new) + 1) for _ in range(len(old) + 1)]
    for i in range(len(old) - 1, -1, -1):
        for j in range(len(new) - 1, -1, -1):
            here = scores[i][j]
            both = best[i + 1][j + 1] + here if here >= MIN_ALIKE else 0.0
            best[i][j] = max(best[i + 1][j], best[i][j + 1], both)
    return _trace(old, new, scores, best)


def _trace(
    old: range, new: range, scores: list[list[float]], best: list[list[float]]
) -> list[Pair]:
    pairs: list[Pair] = []
    i = j = 0
    while i < len(old) and j < len(new):
        here = scores[i][j]
        if here >= MIN_ALIKE and best[i][j] == best[i + 1][j + 1] + here:
            pairs.append((old[i], new[j]))
            i, j = i + 1, j + 1
        elif best[i][j] == best[i + 1][j]:
            pairs.append((old[i], None))
            i += 1
        else:
            pairs.append((None, new[j]))
            j += 1
    return [*pairs, *apart(old[i:], new[j:])]
