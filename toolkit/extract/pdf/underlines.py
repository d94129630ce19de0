"""Underlines: rules drawn close under a text and no longer than it."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

from .fragments import Fragment
from .rulings import Edge

LOWEST = 0.22  # in sizes: an underline stands about 0.1 below the baseline, a cell's side lower
OVERHANG = 3.0  # points by which an underline may be longer than its text
COVERED = 0.75  # of the text: an underline is broken where letters reach down


def with_underlines(fragments: Sequence[Fragment], edges: Sequence[Edge]) -> list[Fragment]:
    """Mark the texts that are underlined; a coloured one is then a link, and not marked."""
    rules = sorted((edge.top, edge.x0, edge.x1) for edge in edges if edge.level)
    if not rules:
        return list(fragments)
    return [
        each._replace(look=each.look._replace(marked=not each.look.marked))
        if _is_underlined(each, rules)
        else each
        for each in fragments
    ]


def _is_underlined(text: Fragment, rules: Sequence[tuple[float, float, float]]) -> bool:
    covered = 0.0
    lowest = text.y + LOWEST * text.look.size
    for at in range(bisect_left(rules, (text.y, 0.0, 0.0)), len(rules)):
        top, x0, x1 = rules[at]
        if top > lowest:
            break
        if text.x0 - OVERHANG <= x0 and x1 <= text.x1 + OVERHANG:
            covered += x1 - x0
    return covered >= COVERED * (text.x1 - text.x0)
