"""Initials that hang over several lines at the start of a paragraph: put back into its text."""

from __future__ import annotations

from collections.abc import Sequence
from statistics import median

from .fragments import Fragment

LARGER = 1.8  # of the text's size; an initial over two lines has 2.3 or more
BESIDE = 0.35  # in its own sizes: how far its text may stand off
MOST = 20  # on one page; more are a heading drawn letter by letter, or a chart
REACH = 0.35  # in the text's sizes: its baseline is that of the last line beside it, or near


def with_initials(fragments: list[Fragment]) -> list[Fragment]:
    """Join each large initial with the word that it begins, and level the lines beside it."""
    for initial in _initials(fragments):
        beside = [each for each in fragments if _stands_beside(each, initial)]
        if len(beside) > 1:
            fragments = _joined(fragments, initial, beside)
    return fragments


def _initials(fragments: Sequence[Fragment]) -> list[Fragment]:
    """Give a page's single letters that are much larger than its text."""
    letters = [each for each in fragments if len(each.text) == 1 and each.text.isalpha()]
    if not letters:
        return []
    usual = median(each.look.size for each in fragments)
    large = [each for each in letters if each.look.size >= LARGER * usual]
    return large if len(large) <= MOST else []


def _stands_beside(text: Fragment, initial: Fragment) -> bool:
    size = text.look.size
    if text.turn or initial.turn or initial.look.size < LARGER * size:
        return False
    across = -1 < text.x0 - initial.x1 < BESIDE * initial.look.size
    return across and -initial.look.size < text.y - initial.y < REACH * size


def _joined(
    fragments: Sequence[Fragment], initial: Fragment, beside: Sequence[Fragment]
) -> list[Fragment]:
    first = min(beside, key=lambda each: each.y)
    left = initial.x0
    return [
        each._replace(
            text=initial.text + each.text if each is first else each.text, x0=left, text_x=left
        )
        if any(each is line for line in beside)
        else each
        for each in fragments
        if each is not initial
    ]
