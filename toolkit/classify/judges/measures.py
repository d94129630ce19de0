"""Judges of numbers, ages, periods, deadlines, frequencies and dates."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from functools import lru_cache

from toolkit.classify.change import Change
from toolkit.classify.judges import Answer, Judge
from toolkit.classify.quantity import Quantity, quantities
from toolkit.classify.wordlist import references, said, without_references
from toolkit.localise.wording import DATE, has_figure, states_adoption

# What another wording seldom makes out of nothing ("in writing at once" may become "promptly").
FIRM = frozenset({"period", "number", "age", "frequency", "date", "day"})


def measured(*kinds: str) -> Judge:
    """Make the judge of some kinds of quantity: it answers where the first that differs is one."""

    def judge(change: Change) -> Iterator[Answer]:
        lost, gained = _differing(change)
        first = next((quantity.kind for quantity in (*lost, *gained)), None)
        if first in kinds:
            yield ", ".join(q.text for q in lost), ", ".join(q.text for q in gained)

    return judge


def reference(change: Change) -> Iterator[Answer]:
    """Find references to other clauses that were renumbered."""
    old, new = references(change.old_text), references(change.new_text)
    if old != new:
        yield ", ".join(old), ", ".join(new)


@lru_cache(maxsize=1)  # each kind of quantity has a rule that asks for all of them
def _differing(change: Change) -> tuple[list[Quantity], list[Quantity]]:
    completed = change.completed if change.filled else None
    left, right = _quantities(completed or change.old_text), _quantities(change.new_text)
    if change.reworded:
        left, right = (tuple(filter(_firm, side)) for side in (left, right))
    loose = said(change.filled) if change.filled and not completed else ""
    filled = Counter(q.key for q in quantities(loose))
    counts = Counter(q.key for q in left), Counter(q.key for q in right) - filled
    lost, gained = counts[0] - counts[1], counts[1] - counts[0]
    return [q for q in left if lost[q.key]], [q for q in right if gained[q.key]]


def _firm(quantity: Quantity) -> bool:
    vague = quantity.key == "regularly" or (quantity.kind == "number" and quantity.text.isalpha())
    return quantity.kind in FIRM and not vague


@lru_cache(maxsize=512)
def _quantities(text: str) -> tuple[Quantity, ...]:
    """Leave out references to other clauses, and the dates that an adoption sentence fills in."""
    plain = without_references(text)
    dated = has_figure(plain) and states_adoption(plain)
    return quantities(DATE.sub(" ", plain) if dated else plain)
