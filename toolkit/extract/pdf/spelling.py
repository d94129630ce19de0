"""How a piece of text is spelt: letters set apart for looks, and figures raised after a word."""

from __future__ import annotations

import re
from statistics import median

from .glyphs import TextPage, drawn_of, extent_of, index_of, origin_of
from .raised import CANDIDATE, LEAST_RISE, LONGEST, SMALL, raised

SPACED = re.compile(r"(?<!\S)(?:[^\W\d_] ){3}")  # three letters on their own, one after another
_LETTERS = re.compile(r"(?:[^\W\d_] )+[^\W\d_]")
_MEETING = re.compile(r"[A-Z](?<=[^\W_A-Z].)")  # "ReedApproved", "2024Review"
LEAST_TAB = 0.05  # in sizes: kerning moves a letter by 0.02; PDFium puts its own space from 0.14
LONGEST_SPACED = 80  # characters of a heading in capitals
PAIRS = 5  # of letters that tell how far they are set apart
FEW_PAIRS = 4  # spaces for each pair of letters that meet
LEAST_APART = 0.06  # in sizes; kerning and justified lines move the letters of a word by less
FEWEST_SINGLE = 7  # characters: four letters on their own are a word, fewer may be a list
WIDER_THAN_SPACE = 0.35  # in sizes
HALF_SPACE = 0.14  # in sizes; a space is 0.25 to 0.28


def is_set_apart(page: TextPage, start: int, end: int, piece: str) -> bool:
    """Tell a piece whose letters may be set apart for looks, as far as its signs tell."""
    if page.spaced and SPACED.search(page.whole, start, end):
        return True
    if piece[1:2] == " " and _LETTERS.fullmatch(piece):
        return True
    return piece.isupper() and " " in piece and len(piece) <= LONGEST_SPACED


def closed_up(page: TextPage, start: int, end: int, size: float) -> str:
    """Take out the spaces that PDFium puts between letters set apart for looks: "P O L I C Y".

    Between two words of such a text the gap is wider by a space. Where PDFium has put spaces
    between some letters only, the gaps of the others tell how far they are set apart.
    """
    ask = page.raw.FPDFText_IsGenerated
    spaces = {
        at: _gap(page, at - 1, at + 1)
        for at in range(start + 1, end - 1)
        if page.whole[at] == " " and ask(page.handle, index_of(page, at))
    }
    apart = _letter_gap(page, start, end, list(spaces.values()))
    if apart is None:
        apart = min(spaces.values(), default=0.0)
        if end - start < FEWEST_SINGLE and apart < WIDER_THAN_SPACE * size:
            return ""  # "A B C"
    elif apart < LEAST_APART * size:
        return ""
    drop = {at for at, gap in spaces.items() if gap < apart + HALF_SPACE * size}
    return "".join(page.whole[at] for at in range(start, end) if at not in drop)


def _gap(page: TextPage, before: int, after: int) -> float:
    """Give the room between two letters."""
    return extent_of(page, index_of(page, after))[0] - extent_of(page, index_of(page, before))[1]


def _letter_gap(page: TextPage, start: int, end: int, spaces: list[float]) -> float | None:
    """Give how far the letters of a text's words stand apart; None where each stands alone.

    Two letters that meet among many that do not are a kerned pair, as in "L E AV E  N O W".
    """
    text = page.whole
    pairs = [at for at in range(start + 1, end) if text[at - 1].isalpha() and text[at].isalpha()]
    if not pairs:
        return None
    gaps = [_gap(page, at - 1, at) for at in pairs[:PAIRS]]
    return median(gaps + spaces if len(spaces) > FEW_PAIRS * len(gaps) else gaps)


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
