"""The pairs of rows and columns whose gains sum highest, each in one pair at most."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

Gains = NDArray[np.float64]
Places = NDArray[np.int64]
Pairs = list[tuple[int, int]]


def optimum(gain: NDArray[np.floating[Any]]) -> Pairs:
    """Choose the pairs whose gains, none below 0, sum highest; what gains nothing is no pair.

    >>> optimum(np.array([[3.0, 2.0], [2.0, 0.0]]))
    [(0, 1), (1, 0)]
    """
    if not gain.size:
        return []
    left = gain.astype(np.float64)
    found = _unrivalled(left)
    rows, columns = (np.flatnonzero(left.any(axis=axis)) for axis in (1, 0))
    rest = left[np.ix_(rows, columns)]
    if len(rows) <= len(columns):
        chosen = np.arange(len(rows)), _assigned(-rest)
    else:
        chosen = _assigned(-rest.T), np.arange(len(columns))
    gained = rest[chosen] > 0
    return sorted(found + _pairs(rows[chosen[0][gained]], columns[chosen[1][gained]]))


def _pairs(rows: Places, columns: Places) -> Pairs:
    return list(zip(rows.tolist(), columns.tolist(), strict=True))


def _unrivalled(left: Gains) -> Pairs:
    """Take out the pairs that gain as much as the next best of their row and column together.

    Whatever else were chosen for such a row and such a column, this pair gains no less. Nearly
    all clauses of an adopted policy are paired so.
    """
    columns = left.argmax(axis=1)
    rows = np.flatnonzero(left.argmax(axis=0)[columns] == np.arange(len(columns)))
    columns = columns[rows]
    gains = left[rows, columns]
    left[rows, columns] = 0.0
    sure = (gains > 0) & (gains >= left.max(axis=1)[rows] + left.max(axis=0)[columns])
    left[rows, columns] = gains
    rows, columns = rows[sure], columns[sure]
    left[rows] = 0.0
    left[:, columns] = 0.0
    return _pairs(rows, columns)


def _assigned(cost: Gains) -> Places:
    """Give each row, of which there are no more than columns, its own at the least cost together.

    Each row in turn takes the shortest augmenting path to a free column, and the owners along it
    move on by one (Jonker and Volgenant 1987; Crouse 2016, doi:10.1109/TAES.2016.140952).
    """
    height, width = cost.shape
    prices = np.zeros(height), np.zeros(width)
    column_of, owner = np.full(height, -1), np.full(width, -1)
    for row in range(height):
        column, came_from = _path(row, cost, prices, owner)
        at = -1
        while at != row:
            at = int(came_from[column])
            owner[column] = at
            column, column_of[at] = column_of[at], column
    return column_of


def _path(row: int, cost: Gains, prices: tuple[Gains, Gains], owner: Places) -> tuple[int, Places]:
    """Search for the free column that is nearest to a row by reduced costs, and settle the prices.

    Comes with the row that each column is best reached from (Dijkstra).
    """
    length = np.full(len(owner), np.inf)
    came_from = np.full(len(owner), -1)
    closed = np.zeros(len(owner), dtype=np.bool_)
    at, lowest = row, 0.0
    while True:
        reach = lowest + cost[at] - prices[0][at] - prices[1]
        nearer = (reach < length) & ~closed
        length[nearer], came_from[nearer] = reach[nearer], at
        column = _nearest(np.where(closed, np.inf, length), owner)
        lowest, at = float(length[column]), int(owner[column])
        if at < 0:
            break
        closed[column] = True
    prices[0][row] += lowest
    prices[0][owner[closed]] += lowest - length[closed]
    prices[1][closed] -= lowest - length[closed]
    return column, came_from


def _nearest(length: Gains, owner: Places) -> int:
    """Choose the column at the end of the shortest path; among several, a free one."""
    nearest = np.flatnonzero(length == length.min())
    free = nearest[owner[nearest] < 0]
    return int(free[0] if free.size else nearest[0])
