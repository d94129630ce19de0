"""Pairs that sum highest: as good as the reference solver's, whatever the gains."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import array_shapes, arrays
from scipy.optimize import linear_sum_assignment

from toolkit.align.optimum import Pairs, optimum

# Few levels, so that there are ties, and half of them nothing, as between clauses.
LEVELS = st.sampled_from([0.0, 0.0, 0.0, 0.25, 0.5, 0.75, 1.0])
GAINS = arrays(
    np.float32,
    array_shapes(min_dims=2, max_dims=2, max_side=9),
    elements=st.one_of(LEVELS, st.floats(0, 1, width=32)),
    fill=st.nothing(),
)


def total(gain: np.ndarray, pairs: Pairs) -> float:
    return sum(float(gain[pair]) for pair in pairs)


@given(GAINS)
def test_no_other_choice_of_pairs_gains_more(gain: np.ndarray) -> None:
    rows, columns = linear_sum_assignment(gain, maximize=True)
    best = total(gain, list(zip(rows, columns, strict=True)))
    assert abs(total(gain, optimum(gain)) - best) < 1e-6


@given(GAINS)
def test_each_row_and_column_is_paired_once_and_gains(gain: np.ndarray) -> None:
    pairs = optimum(gain)
    assert len({row for row, _ in pairs}) == len({column for _, column in pairs}) == len(pairs)
    assert all(gain[pair] > 0 for pair in pairs)


def test_a_large_block_is_chosen_as_well_as_a_small_one() -> None:
    gain = np.random.default_rng(7).random((120, 90))
    rows, columns = linear_sum_assignment(gain, maximize=True)
    assert optimum(gain) == list(zip(rows.tolist(), columns.tolist(), strict=True))


def test_clauses_that_are_all_alike_keep_their_order() -> None:
    assert optimum(np.ones((4, 5))) == [(0, 0), (1, 1), (2, 2), (3, 3)]


def test_nothing_to_choose_from_is_no_pair() -> None:
    assert optimum(np.zeros((3, 0))) == optimum(np.zeros((2, 2))) == []
