"""Words within a run of characters, and the gaps that part them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import NamedTuple

from .glyphs import TextPage, drawn_of, extent_of, index_of, origin_of
from .labels import label_of
from .looks import Look
from .widths import set_width

STRETCH = 0.6  # in sizes: what the narrowest gap adds to a space
UNEVEN = 0.01  # of a run: what its letters may be wider than those of others (`set_width`)
TELLING = 20  # characters of a run that tells how wide its font is
GAP = 1.0  # in sizes: wider than a justified space (0.8 at most on our pages), narrower than a tab
GAP_OF_OBJECTS = 0.7  # in sizes, between two text objects: the cells of a table leave ten points
SHIFT = 0.5  # in sizes: two ends further apart stand on two lines
LARGER = 1.8  # of its line's size; an initial over two lines has 2.3 or more
LEAST_INITIAL = 18.0  # points: over two lines of nine
_WORD = re.compile(r"\S+")


class Word(NamedTuple):
    """A word of a run, where it starts and ends in the page's text, and where it stands.

    `item` is the text object that holds it all; None where its letters are objects of their own.
    """

    start: int
    end: int
    x0: float
    x1: float
    y: float
    size: float
    turn: int
    item: int | None = None


def stretched(
    page: TextPage, span: tuple[int, int], look: Look, x0: float, x1: float
) -> list[Word]:
    """Give the words of a run drawn letter by letter that holds a gap; none of any other.

    Such a run is longer than others of its look; of the others, only the first one's words are
    looked at. A label's gap is none: where its text begins is known.
    """
    start, end = span
    known = page.widths.get(look)
    if known and _fits(known, page.whole[start:end], look, x1 - x0):
        return []
    label, rest = label_of(page.whole[start:end])
    if label and rest:
        start = end - len(rest)
        x0 = origin_of(page, index_of(page, start))[0]
        if known and _fits(known, rest, look, x1 - x0):
            return []
    if any(are_apart(*pair) for pair in pairwise(words_of(page, start, end))):
        return list(words_of(page, *span))
    if end - start >= TELLING:
        width = (x1 - x0) / set_width(page.whole[start:end])
        page.widths[look] = max(known or 0.0, width)
    return []


def _fits(width: float, text: str, look: Look, length: float) -> bool:
    return length - width * set_width(text) < STRETCH * look.size + UNEVEN * length


def words_of(page: TextPage, start: int, end: int) -> Iterator[Word]:
    """Give a run's words, a word over two baselines sign by sign."""
    for match in _WORD.finditer(page.whole, start, end):
        yield from _word(page, *match.span())


def _word(page: TextPage, start: int, end: int) -> Iterator[Word]:
    """Read a word; sign by sign where it runs over two baselines."""
    first, last = index_of(page, start), index_of(page, end - 1)
    look, turn, *_ = drawn_of(page, first)
    x0, y = origin_of(page, first)
    foot = origin_of(page, last)
    if look.size >= LEAST_INITIAL and is_initial(page, start, end):
        yield from _word(page, start, start + 1)
        yield from _word(page, start + 1, end)
    elif end - start > 1 and not turn and abs(y - foot[1]) > SHIFT * look.size:
        for at in range(start, end):
            yield from _word(page, at, at + 1)
    else:
        item = page.ask.item(page.handle, first)
        whole = item if item == page.ask.item(page.handle, last) else None
        yield Word(start, end, x0, extent_of(page, last)[1], y, look.size, turn, whole)


def is_initial(page: TextPage, start: int, end: int) -> bool:
    """Tell a large letter, and beside its foot the line that it stands before."""
    if end - start < 2 or not page.whole[start].isalpha():
        return False
    first, second = (drawn_of(page, index_of(page, at)).look for at in (start, start + 1))
    return first.size >= LARGER * second.size


def are_apart(before: Word, word: Word) -> bool:
    """Tell words that a gap, a change of baseline or of direction parts."""
    if before.turn or word.turn:
        return before.turn != word.turn
    if before.end == word.start and before.size >= LARGER * word.size:
        return True  # an initial
    shift = abs(word.y - before.y) > SHIFT * max(word.size, before.size)
    letters = word.end - word.start + before.end - before.start
    objects = letters > 2 and before.item and word.item and before.item != word.item
    gap = GAP_OF_OBJECTS if objects else GAP
    return shift or not -word.size < word.x0 - before.x1 < gap * word.size
