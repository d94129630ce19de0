"""What is left between anchors, paired in order at a lower bar; headings by their children."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from toolkit.align.assignment import SHORT, Pairs
from toolkit.align.similarity import Side, Table

GAP_BAR = 0.24  # Text likeness that two clauses between the same anchors need.
SHORT_BAR = 0.45  # The same where a side has hardly three rare words.
HELD = 0.85  # Share of the lighter clause that the other holds where half of a clause was dropped.
LEAST_HELD = 6.0
LEAST_OPENING = 3  # Words of a short clause that another goes on from.
SMALL_GAP = 400  # Pairs in a gap that are looked at word by word.
SOLE = 0.8  # Of the bar, where one clause is left on either side between two partners.
LARGEST_GAP = 40_000  # Pairs in one gap; beyond it there are too few anchors to trust the order.
LEAST_SECTION = 0.34  # Share of a section that must have partners: of unrelated ones a few have.
LEAD_BAR = 0.20  # Text likeness of two clauses whose children are partners.

Gap = tuple[list[int], list[int]]


def fill(table: Table, pairs: Pairs) -> Pairs:
    """Add pairs that the clauses around them vouch for."""
    filled = dict(pairs)
    filled.update(_by_children(table, filled))
    for gap in _gaps(table, filled, set(filled.values())):
        filled.update(_in_order(table, gap, filled))
    filled.update(_by_section(table, filled))
    return filled


def refill(table: Table, links: set[tuple[int, int]]) -> set[tuple[int, int]]:
    """Pair in order what joining set free on both sides, between the same neighbours."""
    pairs: Pairs = {}
    for row, column in sorted(links):
        pairs.setdefault(row, column)
    found = set(links)
    for gap in _gaps(table, pairs, {column for _, column in links}):
        found |= set(_in_order(table, gap, pairs).items())
    return found


def pair_sections(table: Table, links: set[tuple[int, int]]) -> set[tuple[int, int]]:
    """Pair the headings of sections that found their partners late."""
    pairs: Pairs = {}
    for row, column in sorted(links):
        pairs.setdefault(row, column)
    return links | set(_by_section(table, pairs).items())


def _by_children(table: Table, pairs: Pairs) -> Pairs:
    """Pair unmatched parents most of whose children are partners: a heading that was renamed."""
    taken = set(pairs.values())
    votes = Counter(
        (int(table.model.parents[row]), int(table.adopted.parents[column]))
        for row, column in pairs.items()
    )
    children = Counter(table.model.parents.tolist())
    found: Pairs = {}
    for (row, column), count in votes.most_common():
        free = row >= 0 and column >= 0 and row not in pairs and column not in taken
        if (
            free
            and row not in found
            and 2 * count >= children[row]
            and _may_lead(table, row, column)
        ):
            found[row] = column
            taken.add(column)
    return found


def _may_lead(table: Table, row: int, column: int) -> bool:
    headings = [
        side.clauses[at].kind == "heading"
        for side, at in ((table.model, row), (table.adopted, column))
    ]
    if any(headings):
        return all(headings)
    texts = table.model.clauses[row].text, table.adopted.clauses[column].text
    return all(text.rstrip().endswith(":") for text in texts) or bool(
        table.text[row, column] >= LEAD_BAR
    )


def _by_section(table: Table, pairs: Pairs) -> Pairs:
    """Pair unmatched headings most of whose sections, as far as they found partners, agree."""
    taken = set(pairs.values())
    above = headings_above(table.model), headings_above(table.adopted)
    votes = Counter((above[0][row], above[1][column]) for row, column in pairs.items())
    sizes = (
        Counter(above[0][row] for row in pairs),
        Counter(above[1][column] for column in pairs.values()),
    )
    whole = Counter(above[0]), Counter(above[1])
    found: Pairs = {}
    for (row, column), count in votes.most_common():
        free = row >= 0 and column >= 0 and row not in pairs and column not in taken
        agree = 2 * count > min(sizes[0][row], sizes[1][column])
        enough = count >= LEAST_SECTION * min(whole[0][row], whole[1][column])
        if free and row not in found and agree and enough:
            found[_opener(table, row, column, pairs)] = column
            taken.add(column)
    return found


def _opener(table: Table, row: int, column: int, pairs: Pairs) -> int:
    """Prefer the heading right above a heading where only that is of the partner's level."""
    clauses = table.model.clauses
    level = table.adopted.clauses[column].level
    above = row - 1
    opens = above >= 0 and above not in pairs and clauses[above].kind == "heading"
    return above if opens and clauses[above].level == level != clauses[row].level else row


def headings_above(side: Side) -> list[int]:
    """Give for each clause the heading that it stands under, -1 before the first."""
    above: list[int] = []
    last = -1
    for at, clause in enumerate(side.clauses):
        above.append(last)
        last = at if clause.kind == "heading" else last
    return above


def _gaps(table: Table, pairs: Pairs, taken: set[int]) -> Iterator[Gap]:
    """Give the unmatched runs that stand between the same anchors in both documents."""
    free_rows = _runs(table.model, set(pairs))
    backwards = {column: row for row, column in pairs.items()}
    for rows in free_rows:
        before, after = (
            pairs.get(rows[0] - 1, -1),
            pairs.get(rows[-1] + 1, len(table.adopted.clauses)),
        )
        columns = _free_after(before, taken, table) or _free_before(after, taken)
        if columns and _one_place(columns, before, after, backwards):
            yield rows, columns


def _runs(side: Side, matched: set[int]) -> list[list[int]]:
    runs: list[list[int]] = []
    for index in range(len(side.clauses)):
        if index not in matched:
            if runs and runs[-1][-1] == index - 1:
                runs[-1].append(index)
            else:
                runs.append([index])
    return runs


def _free_after(anchor: int, taken: set[int], table: Table) -> list[int]:
    columns: list[int] = []
    at = anchor + 1
    while at < len(table.adopted.clauses) and at not in taken:
        columns.append(at)
        at += 1
    return columns


def _free_before(anchor: int, taken: set[int]) -> list[int]:
    columns: list[int] = []
    at = anchor - 1
    while at >= 0 and at not in taken:
        columns.insert(0, at)
        at -= 1
    return columns


def _one_place(columns: list[int], before: int, after: int, backwards: Pairs) -> bool:
    """Hold that the run touches the partner of a neighbour on at least one side."""
    return columns[0] - 1 == before or columns[-1] + 1 == after or not backwards


def _in_order(table: Table, gap: Gap, pairs: Pairs) -> Pairs:
    """Pair two runs in order so that their likeness sums highest (dynamic programme)."""
    rows, columns = gap
    if len(rows) * len(columns) > LARGEST_GAP:
        return {}
    text = table.text[np.ix_(rows, columns)]
    small = np.minimum(table.model_mass[rows][:, None], table.adopted_mass[columns][None, :])
    bar = np.where(small < SHORT, SHORT_BAR, GAP_BAR)
    bar = bar * SOLE if len(rows) == len(columns) == 1 and _between(table, gap, pairs) else bar
    held = table.shared[np.ix_(rows, columns)] / np.maximum(small, 1e-6)
    alike = (text >= bar) | ((held >= HELD) & (small >= LEAST_HELD))
    alike |= _opened_alike(table, gap)
    gain = np.where(alike & _of_one_kind(table, gap), np.maximum(text, GAP_BAR), 0.0)
    best = np.zeros((len(rows) + 1, len(columns) + 1))
    for r in range(len(rows)):
        for c in range(len(columns)):
            best[r + 1, c + 1] = max(best[r, c + 1], best[r + 1, c], best[r, c] + gain[r, c])
    return _traced(rows, columns, best)


def _between(table: Table, gap: Gap, pairs: Pairs) -> bool:
    """Hold that the only clause left on either side has partners before it and behind it."""
    (row,), (column,) = gap
    before = pairs.get(row - 1, -1) == column - 1
    after = pairs.get(row + 1, len(table.adopted.clauses)) == column + 1
    return bool(before and after and pairs)


def _opened_alike(table: Table, gap: Gap) -> NDArray[np.bool_]:
    """Hold that one of a pair is how the other opens, word for word: something was put after it."""
    rows, columns = gap
    opened = np.zeros((len(rows), len(columns)), dtype=np.bool_)
    if opened.size > SMALL_GAP:
        return opened
    for at, row in enumerate(rows):
        for to, column in enumerate(columns):
            sides = table.model.keys[row], table.adopted.keys[column]
            short, long = sorted(sides, key=len)
            opened[at, to] = len(short) >= LEAST_OPENING and long[: len(short)] == short
    return opened


def _of_one_kind(table: Table, gap: Gap) -> NDArray[np.bool_]:
    """Hold that neither or both of a pair are headings."""
    rows, columns = gap
    left = np.array([table.model.clauses[row].kind == "heading" for row in rows])
    right = np.array([table.adopted.clauses[column].kind == "heading" for column in columns])
    same: NDArray[np.bool_] = left[:, None] == right[None, :]
    return same


def _traced(rows: list[int], columns: list[int], best: NDArray[np.float64]) -> Pairs:
    found: Pairs = {}
    r, c = len(rows), len(columns)
    while r and c:
        if best[r, c] == best[r - 1, c]:
            r -= 1
        elif best[r, c] == best[r, c - 1]:
            c -= 1
        else:
            r, c = r - 1, c - 1
            found[rows[r]] = columns[c]
    return found
