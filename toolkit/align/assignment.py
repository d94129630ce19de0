"""One optimal assignment of model clauses to adopted clauses, without regard to order."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from toolkit.align.optimum import optimum
from toolkit.align.similarity import Grid, Table

Pairs = dict[int, int]

# Weights of the structural prior; best F1 of links, benchmarks/alignment.py.
NEIGHBOURS = 0.16
PARENTS = 0.10
LABEL = 0.03
KIND = 0.03
SAME_WORDS = 0.75
CUT = 0.42  # A pair below this, context included, is no pair.
SHORT = 12.0  # Weight of about three rare words.
MIN_SHORT = 0.55  # Text that a pair with so short a side needs in common.
MIN_TEXT = 0.30  # However well it stands, a pair needs this much text in common.


def assign(table: Table) -> Pairs:
    """Choose the pairs whose likeness and context sum highest; an unlikely pair is left out."""
    if not table.text.size:
        return {}
    score = table.text + context(table)
    eligible = (score >= CUT) & (table.text >= _least(table)) & _headings_apart(table)
    gain = np.where(eligible, score - CUT + 0.01, 0.0)
    return dict(optimum(gain))


def _least(table: Table) -> Grid:
    """Ask more of a pair with a short side: one word in common of two proves nothing."""
    smaller = np.minimum(table.model_mass[:, None], table.adopted_mass[None, :])
    least: Grid = np.where(smaller < SHORT, MIN_SHORT, MIN_TEXT).astype(np.float32)
    return least


def _headings_apart(table: Table) -> NDArray[np.bool_]:
    """Bar a heading from body text unless they say the same: readers may differ on which it is."""
    left, right = (
        np.array([clause.kind == "heading" for clause in side.clauses])
        for side in (table.model, table.adopted)
    )
    sizes = [np.array([len(keys) for keys in side.keys]) for side in (table.model, table.adopted)]
    as_long = np.abs(sizes[0][:, None] - sizes[1][None, :]) <= 1  # "Staff" is not "All staff must:"
    same = (table.text >= SAME_WORDS) & as_long
    apart: NDArray[np.bool_] = (left[:, None] == right[None, :]) | same
    return apart


def context(table: Table) -> Grid:
    """Score how well each pair stands: like neighbours, like parents, the same label and kind."""
    text = table.text
    near = np.zeros_like(text)
    near[1:, 1:] += text[:-1, :-1]
    near[:-1, :-1] += text[1:, 1:]
    return (NEIGHBOURS / 2 * near + PARENTS * _parents(table) + _same(table)).astype(np.float32)


def _parents(table: Table) -> Grid:
    """Give the likeness of each pair's parents; two clauses at the top are alike in that."""
    above = table.text[np.ix_(table.model.parents, table.adopted.parents)]
    top = (table.model.parents < 0)[:, None], (table.adopted.parents < 0)[None, :]
    grid: Grid = np.where(top[0] | top[1], (top[0] & top[1]) * np.float32(0.5), above).astype(
        np.float32
    )
    return grid


def _same(table: Table) -> Grid:
    sides = table.model.clauses, table.adopted.clauses
    labels = _codes(*([clause.label or "" for clause in side] for side in sides))
    kinds = _codes(*([str(clause.kind) for clause in side] for side in sides))
    label = (labels[0][:, None] == labels[1][None, :]) & (labels[0] > 0)[:, None]
    kind = kinds[0][:, None] == kinds[1][None, :]
    grid: Grid = (LABEL * label + KIND * kind).astype(np.float32)
    return grid


def _codes(left: list[str], right: list[str]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Number the strings of both sides alike, the empty one 0: numbers compare faster."""
    codes = {"": 0}
    numbered = [
        np.array([codes.setdefault(text, len(codes)) for text in side], dtype=np.int64)
        for side in (left, right)
    ]
    return numbered[0], numbered[1]
