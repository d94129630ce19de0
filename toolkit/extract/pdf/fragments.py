"""A page's text as PDFium lays it out: runs of characters on one baseline, with where and how.

Positions are sampled: the two ends of a run, and the ends of words only where a gap
or a change of baseline shows that a run holds more than one piece.
"""

from __future__ import annotations

import math
import re
from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator
from typing import NamedTuple

from .gaps import GAP_OF_OBJECTS, LARGER, SHIFT, Word, are_apart, is_initial, stretched, words_of
from .glyphs import Drawn, TextPage, drawn_of, extent_of, index_of, origin_of, tail_of
from .labels import label_of
from .looks import Look
from .raised import LEADING, SMALL
from .spelling import closed_up, is_raised, is_set_apart, with_marks, with_spaces
from .words import cleaned

HYPHEN = "\ufffe"  # PDFium's mark for a hyphen at a line's end, where it joins the lines
_RUN = re.compile(rf"[^\r\n{HYPHEN}]+{HYPHEN}?|{HYPHEN}")
_WORD = re.compile(r"\S+")
_SECOND = re.compile(r"\S+\s+(?=\S)")  # up to a run's second word
SPARSE = 0.62  # width of a character in sizes: prose 0.45 to 0.55, capitals 0.7
BEARING = 0.2  # of a gap: a figure 1 is drawn a tenth of its size right of where it begins
TWICE = 2.0  # points: text drawn again within them is a shadow, or fakes bold


Point = tuple[float, float]


class Fragment(NamedTuple):
    """Characters on one baseline, drawn together. Points from the page's top left corner.

    `y` is the baseline; `text_x` where the text begins after a label of its own; `turn` the
    direction of writing in degrees, 0 for upright text; `tail_bold` the look of its end; `mark`
    its marked content in a tagged file; `word` the width of its first word, 0 where not known.
    """

    text: str
    x0: float
    x1: float
    y: float
    text_x: float
    look: Look
    turn: int = 0
    tail_bold: bool = False
    span: tuple[int, int] = (0, 0)
    mark: int = -1
    word: float = 0.0


def fragments_of(page: TextPage) -> list[Fragment]:
    """Read a page's runs in the order in which they are drawn; what is drawn twice, once."""
    found: list[Fragment] = []
    first: dict[str, Fragment] = {}
    spots: dict[str, set[tuple[int, int]]] = {}  # of texts that come again
    for start, end in _runs(page.whole):
        for fragment in _read_run(page, start, end):
            before = first.setdefault(fragment.text, fragment)
            if before is not fragment:
                known = spots.setdefault(fragment.text, {_spot(before)})
                if _spot(fragment) in known:
                    continue
                known.add(_spot(fragment))
            found.append(fragment)
    return found


def _spot(fragment: Fragment) -> tuple[int, int]:
    return round(fragment.x0 / TWICE), round(fragment.y / TWICE)


def _runs(whole: str) -> Iterator[tuple[int, int]]:
    """Give where each run starts and ends; the pattern is slow, and few lines need it."""
    start = 0
    for line in whole.split("\n"):
        text = line.strip()
        if HYPHEN in text or "\r" in text:
            for run in _RUN.finditer(whole, start, start + len(line)):
                yield _trimmed(whole, *run.span())
        elif text:
            begin = start + len(line) - len(line.lstrip())
            yield begin, begin + len(text)
        start += len(line) + 1


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    piece = text[start:end]
    return start + len(piece) - len(piece.lstrip()), end - len(piece) + len(piece.rstrip())


def _read_run(page: TextPage, start: int, end: int) -> Iterable[Fragment]:
    """Read one run, cut where its pieces stand apart."""
    if end <= start:
        return ()
    figure = page.whole[start].isdecimal()
    mark = LEADING.match(page.whole, start, end) if figure else None
    if mark and is_raised(page, start, mark.end()):
        return (_upright(page, start, mark.end()), *_read_run(page, mark.end(), end))
    first, last = index_of(page, start), index_of(page, end - 1)
    drawn = drawn_of(page, first)
    tail = tail_of(page, last, drawn)
    look, turn = drawn.look, drawn.turn
    if look.size >= LARGER * tail.look.size and is_initial(page, start, end):
        return (_upright(page, start, start + 1), *_read_run(page, start + 1, end))
    head, foot = origin_of(page, first), origin_of(page, last)
    if turn and math.dist(head, foot) > look.size and not _runs_along(head, foot, turn):
        return _cut(page, start, end)
    if turn:
        return (_turned(page, (start, end), drawn),)
    if abs(head[1] - foot[1]) > SHIFT * look.size:
        return _cut(page, start, end)
    right = extent_of(page, last)[1]
    if right - head[0] > SPARSE * look.size * (last - first + 1):
        return _cut(page, start, end)  # so sparse that one text object must hold a gap
    count = 1 if drawn is tail else page.ask.rects(page.handle, first, last - first + 1)
    if count > 1 and count > (last - first) // 3:  # a text object a glyph, as browsers draw
        words = stretched(page, (start, end), look, head[0], right)
        if words:
            return _cut_between(page, words)
        count = 1
    starts = _piece_starts(page, count, look)
    if starts is None:
        return _cut(page, start, end)
    if starts:
        return _cut_before(page, start, end, starts, head, right)
    if drawn.size <= SMALL * tail.size:  # goes on from a superscript: "st of May", after "1"
        look, head = tail.look, (head[0], foot[1])
    return (_placed(page, (start, end), look, tail, head, right, drawn is tail),)


def _runs_along(head: Point, foot: Point, turn: int) -> bool:
    """Tell whether the end of a turned run lies in its direction of writing."""
    angle = math.degrees(math.atan2(head[1] - foot[1], foot[0] - head[0]))
    return abs((angle - turn + 180) % 360 - 180) < 5


# --- one piece, or several ----------------------------------------------------------------------


def _piece_starts(page: TextPage, count: int, look: Look) -> list[float] | None:
    """Give the left edges of the pieces that stand apart in a level run, but for the first.

    PDFium tells the boxes of a run's text objects, of which there are `count`; None where only its
    words can tell, on a page that is turned.
    """
    if count <= 1:
        return []
    if page.frame.turn:
        return None
    return _starts_after_gaps(page, count, GAP_OF_OBJECTS * look.size)


def _starts_after_gaps(page: TextPage, count: int, widest: float) -> list[float] | None:
    """Give where objects begin after a gap; None where one begins far back in the line."""
    ask, answers = page.ask.rect, page.ask.answers
    before, starts = math.inf, []
    for rect in range(count):
        ask(page.handle, rect, *answers.to_rect)
        left, right = answers.rect[0].value, answers.rect[2].value
        if math.inf > before > left + 2 * widest:
            return None
        if left - before > widest:
            starts.append(left - page.frame.left - BEARING * widest)
        before = right
    return starts


def _cut_before(
    page: TextPage, start: int, end: int, starts: list[float], head: Point, right: float
) -> Iterator[Fragment]:
    """Cut a level run at known left edges: the words are searched, not walked.

    It begins at `head` and ends at `right`.
    """
    here = start
    known: Point | None = head

    def left(word: int) -> float:
        return head[0] if word == start else origin_of(page, index_of(page, word))[0]

    for edge in starts:
        at = _word_from(page.whole, start, end, edge - 1, left)
        if at > here:
            yield _upright(page, *_trimmed(page.whole, here, at), known)
            here, known = at, None
    yield _upright(page, here, end, known, right)


def _word_from(whole: str, start: int, end: int, edge: float, left: Callable[[int], float]) -> int:
    """Give where the first word right of an edge starts, 0 for none: mostly the second one."""
    second = _SECOND.match(whole, start, end)
    if second and left(second.end()) >= edge:
        return second.end() if left(start) < edge else start
    words = [match.start() for match in _WORD.finditer(whole, start, end)]
    at = bisect_left(words, edge, key=left)
    return words[at] if at < len(words) else 0


def _upright(
    page: TextPage, start: int, end: int, head: Point | None = None, right: float | None = None
) -> Fragment:
    """Make a fragment of an upright piece; `head` and `right` are where it begins and ends."""
    first, last = index_of(page, start), index_of(page, end - 1)
    drawn = drawn_of(page, first)
    tail = tail_of(page, last, drawn)
    head = head or origin_of(page, first)
    right = extent_of(page, last)[1] if right is None else right
    return _placed(page, (start, end), drawn.look, tail, head, right, drawn is tail)


def _placed(
    page: TextPage,
    span: tuple[int, int],
    look: Look,
    tail: Drawn,
    head: Point,
    right: float,
    even: bool,
) -> Fragment:
    """Make a fragment of an upright piece whose place and look are known; `tail` draws its end.

    `even` says that one text object holds it all: no figure in it is raised, and no tab narrow.
    """
    start, end = span
    piece = page.whole[start:end]
    spaced = ""
    if (page.spaced or piece[1:2] == " " or piece.isupper()) and is_set_apart(
        page, start, end, piece
    ):
        spaced = closed_up(page, start, end, look.size)
    shown = spaced or piece
    if not (even or spaced):
        shown = with_spaces(page, start, with_marks(page, start, piece))
    text = cleaned(shown, look.symbol)
    bold = look.bold and tail.look.bold
    label, rest = ("", "") if spaced else label_of(piece)
    x0, y = head
    text_x = x0
    if label and rest:
        at = index_of(page, start + piece.rfind(rest))
        text_x = origin_of(page, at)[0]
        if piece[0].isdecimal():  # a note's mark may be drawn larger than the note
            look = drawn_of(page, at).look
    word = _first_width(page, start, end, x0) or right - x0
    return Fragment(text, x0, right, y, text_x, look, 0, bold, span, tail.mark, word)


def _first_width(page: TextPage, start: int, end: int, x0: float) -> float:
    """Give the width of a piece's first word; 0 where it has no other."""
    space = page.whole.find(" ", start, end)
    return extent_of(page, index_of(page, space - 1))[1] - x0 if space > start else 0.0


def _turned(page: TextPage, span: tuple[int, int], drawn: Drawn) -> Fragment:
    """Make a fragment of a piece that is written upwards, downwards or aslant."""
    look = drawn.look
    ends = [origin_of(page, index_of(page, index)) for index in (span[0], span[1] - 1)]
    x0, x1 = sorted(x for x, _ in ends)
    text = cleaned(page.whole[slice(*span)], look.symbol)
    return Fragment(text, x0, x1 + look.size, ends[0][1], x0, look, drawn.turn, look.bold, span)


def _cut(page: TextPage, start: int, end: int) -> Iterator[Fragment]:
    """Cut a run between words that stand apart."""
    return _cut_between(page, words_of(page, start, end))


def _cut_between(page: TextPage, words: Iterable[Word]) -> Iterator[Fragment]:
    group: list[Word] = []
    for word in words:
        if group and are_apart(group[-1], word):
            yield _piece(page, group)
            group = []
        group.append(word)
    if group:
        yield _piece(page, group)


def _piece(page: TextPage, group: list[Word]) -> Fragment:
    start, end = group[0].start, group[-1].end
    drawn = drawn_of(page, index_of(page, start))
    if drawn.turn:
        return _turned(page, (start, end), drawn)
    return _upright(page, start, end)


def cut_at(page: TextPage, fragment: Fragment, edges: list[float]) -> list[Fragment]:
    """Cut a fragment at vertical edges that it runs over, between words."""
    inside = [edge for edge in edges if fragment.x0 + 1 < edge < fragment.x1 - 1]
    if not inside or fragment.turn:
        return [fragment]
    groups: dict[int, list[Word]] = {}
    for word in words_of(page, *fragment.span):
        centre = (word.x0 + word.x1) / 2
        groups.setdefault(sum(edge < centre for edge in inside), []).append(word)
    if len(groups) == 1:
        return [fragment]
    return [_piece(page, group) for _, group in sorted(groups.items())]
