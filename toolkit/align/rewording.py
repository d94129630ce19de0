"""A long clause put another way, wherever it now stands: the last to be paired."""

from __future__ import annotations

import numpy as np

from toolkit.align.joining import Link
from toolkit.align.similarity import Grid, Table

# Among what nothing else explains, a long clause and its rewording are each other's likest by far:
# 40 of 43 such pairs were right, and shorter or closer ones mostly wrong (benchmarks/alignment.py).
LONG = 38.0  # Weight of the shorter side: eight rare words or more.
LIKEST = 0.25
BY_FAR = 0.12


def pair_rewordings(table: Table, links: set[Link]) -> set[Link]:
    """Add links between long left-over clauses that are each other's likest by far."""
    rows = _free(len(table.model.clauses), {row for row, _ in links}, table.model_mass)
    columns = _free(len(table.adopted.clauses), {column for _, column in links}, table.adopted_mass)
    if not rows or not columns:
        return links
    text = table.text[np.ix_(rows, columns)]
    found = {
        (rows[row], columns[column])
        for row, column in np.argwhere(text >= LIKEST)
        if text[row, column] - _next_best(text, row, column) >= BY_FAR
    }
    return links | found


def _free(count: int, taken: set[int], mass: Grid) -> list[int]:
    return [at for at in range(count) if at not in taken and mass[at] >= LONG]


def _next_best(text: Grid, row: int, column: int) -> float:
    """Give the likeness of the best rival of a pair, on either side."""
    rivals = [np.delete(text[row], column), np.delete(text[:, column], row)]
    return max((float(side.max()) for side in rivals if side.size), default=0.0)
