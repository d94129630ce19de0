"""Redlines of hand-made pairs: each side exact, Word's rules kept, LibreOffice of the same mind."""

from __future__ import annotations

import pytest

import tests.redline_odd_cases
import tests.redline_rare_cases  # noqa: F401 - register their pairs
from tests.redline_cases import PAIRS
from tests.redline_oracle import said
from tests.redline_rules import faults
from toolkit.tracked import redline

DATE = "2026-11-20T09:00:00Z"


@pytest.mark.parametrize("name", PAIRS)
def test_rejecting_gives_the_old_and_accepting_the_new(name: str) -> None:
    old, new = PAIRS[name]()
    result = redline(old, new, author="Clerk", date=DATE)
    assert said(result, "accept") == said(new, "accept")
    assert said(result, "reject") == said(old, "accept")


@pytest.mark.parametrize("name", PAIRS)
def test_the_other_way_round_is_as_exact(name: str) -> None:
    new, old = PAIRS[name]()
    result = redline(old, new, author="Clerk", date=DATE)
    assert said(result, "accept") == said(new, "accept")
    assert said(result, "reject") == said(old, "accept")


@pytest.mark.parametrize("name", PAIRS)
def test_word_finds_nothing_to_repair(name: str) -> None:
    old, new = PAIRS[name]()
    own = {*faults(old), *faults(new)}  # what the inputs bring with them is theirs
    found = faults(redline(old, new, author="Clerk", date=DATE))
    assert [fault for fault in found if fault not in own] == []
