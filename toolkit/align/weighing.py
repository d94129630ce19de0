"""Words of clauses, counted and weighed by their rarity."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from functools import lru_cache

from toolkit.language.words import KEPT

Counts = Mapping[str, int]
Weights = Mapping[str, float]


@lru_cache(maxsize=KEPT)
def counted(keys: tuple[str, ...]) -> Counts:
    """Count keys. What is given is kept: nobody may alter it."""
    return Counter(keys)


def less(own: Counts, others: Iterable[Counts]) -> Counts:
    """Take words away, each as often as the others have it; none is left less than not at all.

    >>> less({"must": 2, "sign": 1}, [{"must": 1}, {"sign": 3}])
    {'must': 1}
    """
    left = dict(own)
    for other in others:
        for key in left.keys() & other.keys():
            left[key] -= other[key]
    return {key: count for key, count in left.items() if count > 0}


def mass(words: Counts, weights: Weights) -> float:
    """Weigh words, each as often as it stands there."""
    return sum([weights[key] * count for key, count in words.items()])


def mass_in_common(own: Counts, other: Counts, weights: Weights) -> float:
    """Weigh what two have in common."""
    return sum(
        [weights[key] * min(count, other[key]) for key, count in own.items() if key in other]
    )
