"""How a piece of text is spelt: letters set apart for looks, and figures raised after a word."""

from __future__ import annotations

import re

from .glyphs import TextPage, drawn_of, extent_of, index_of, origin_of
from .raised import CANDIDATE, LEAST_RISE, LONGEST, SMALL, raised

SPACED = re.compile(r"(?<!\S)(?:[^\W\d_] ){3}")  # three letters on their own, one after another
_MEETING = re.compile(r"[A-Z](?<=[^\W_A-Z].)")  # "ReedApproved", "2024Review"
LEAST_TAB = 0.05  # in sizes: kerning moves a letter by 0.02; PDFium puts its own space from 0.14
HALF_SPACE = 0.14  # in sizes; a space is 0.25 to 0.28


def closed_up(page: TextPage, start: int, end: int, size: float) -> str:
    """Take out the spaces that PDFium puts between letters set apart for looks: "P O L I C Y".

    Between two words of such a text the gap is wider by a space.
    """
    spaces = [
        (
            at,
            extent_of(page, index_of(page, at + 1))[0] - extent_of(page, index_of(page, at - 1))[1],
        )
        for at in range(start + 1, end - 1)
        if page.whole[at] == " " and page.raw.FPDFText_IsGenerated(page.handle, index_of(page, at))
    ]
    widest = min((gap for _, gap in spaces), default=0.0) + HALF_SPACE * size
    drop = {at for at, gap in spaces if gap < widest}
    return "".join(page.whole[at] for at in range(start, end) if at not in drop)


def with_marks(page: TextPage, start: int, text: str) -> str:
    """Give a piece's text with the figures that are raised after a word as signs of their own."""
    for match in CANDIDATE.finditer(page.whole, start, start + len(text)):
        word = max(page.whole.rfind(" ", start, match.start()) + 1, start)
        first = at = match.end()
        while first - at < LONGEST and at - 1 > word and page.whole[at - 1].isdecimal():
            if not is_raised(page, at - 1, word):
                break
            at -= 1
        if at < first:
            marks = raised(page.whole[at:first])
            text = text[: at - start] + marks + text[first - start :]
    return text


def with_spaces(page: TextPage, start: int, text: str) -> str:
    """Put back the space of a tab too narrow for PDFium: "A Reed", then "Approved" beside it."""
    found = [match.start() for match in _MEETING.finditer(page.whole, start, start + len(text))]
    for at in reversed([each for each in found if each > start and _is_tab(page, each)]):
        text = f"{text[: at - start]} {text[at - start :]}"
    return text


def _is_tab(page: TextPage, at: int) -> bool:
    """Tell two text objects that stand apart; the letters of one word stand close in both."""
    before, after = index_of(page, at - 1), index_of(page, at)
    if page.ask.item(page.handle, before) == page.ask.item(page.handle, after):
        return False
    gap = origin_of(page, after)[0] - extent_of(page, before)[1]
    return gap > LEAST_TAB * drawn_of(page, after).look.size


def is_raised(page: TextPage, figure: int, beside: int) -> bool:
    """Tell a figure that is smaller and stands higher than the character at `beside`."""
    mark, text = index_of(page, figure), index_of(page, beside)
    drawn, word = drawn_of(page, mark), drawn_of(page, text)
    if drawn is word or drawn.size > SMALL * word.size:
        return False
    rise = origin_of(page, text)[1] - origin_of(page, mark)[1]
    return rise > LEAST_RISE * word.look.size
