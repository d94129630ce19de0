"""What alignment returns: model clauses beside adopted clauses."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from toolkit.document import Clause

Shape = Literal["moved", "renumbered", "split", "merged"]


@dataclass(frozen=True, slots=True)
class Match:
    """Model clauses beside adopted clauses; one side may be empty, never both.

    Both sides are in reading order. `similarity` is 0 to 1, and 0 where a side is empty.
    """

    model: tuple[Clause, ...]
    adopted: tuple[Clause, ...]
    similarity: float = 0.0
    shape: frozenset[Shape] = frozenset()
