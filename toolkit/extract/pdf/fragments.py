"""A page's text as PDFium lays it out: runs of characters on one baseline, with where and how.

PDFium answers one character at a time, about a microsecond each, so a page's text is asked for in
one call and positions are sampled: the two ends of a run, and the ends of words only where a gap
or a change of baseline shows that a run holds more than one piece.
"""

from __future__ import annotations

import ctypes
import math
import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from .engine import Handle
from .frame import Frame
from .labels import label_of
from .looks import Look, font_look
from .raised import CANDIDATE, LEADING, LEAST_RISE, LONGEST, SMALL, raised
from .words import cleaned

HYPHEN = "\ufffe"  # PDFium's mark for a hyphen at a line's end, where it joins the lines
_RUN = re.compile(rf"[^\r\n{HYPHEN}]+{HYPHEN}?|{HYPHEN}")
_WORD = re.compile(r"\S+")
_SPACED = re.compile(r"(?<!\S)(?:[^\W\d_] ){3}")  # three letters on their own, one after another
HALF_SPACE = 0.14  # in sizes; a space is 0.25 to 0.28
GAP = 1.0  # in sizes: wider than a justified space (0.8 at most on our pages), narrower than a tab
SPARSE = 0.62  # width of a character in sizes: prose 0.45 to 0.55, capitals 0.7
SHIFT = 0.5  # in sizes: two ends further apart stand on two lines
TWICE = 2.0  # points: text drawn again within them is a shadow, or fakes bold
LEVEL = 0.02  # slope of upright text


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


class TextPage(NamedTuple):
    """A loaded text page and the buffers to ask it with."""

    handle: Handle
    raw: Handle
    frame: Frame
    whole: str
    exact: bool
    looks: dict[tuple[int, float, float, int], Look]
    box: Handle
    matrix: Handle
    x: ctypes.c_double
    y: ctypes.c_double
    tagged: bool = False
    astral: tuple[int, ...] = ()


def text_page(handle: Handle, frame: Frame, tagged: bool = False) -> TextPage:
    """Take a page's text in one call."""
    from pypdfium2 import raw

    count = max(raw.FPDFText_CountChars(handle), 0)
    buffer = (ctypes.c_ushort * (count * 2 + 2))()
    units = max(raw.FPDFText_GetText(handle, 0, count, buffer) - 1, 0) if count else 0
    whole = bytes(buffer)[: units * 2].decode("utf-16-le", "replace")
    exact = units == count == len(whole)
    buffers = raw.FS_RECTF(), raw.FS_MATRIX(), ctypes.c_double(), ctypes.c_double()
    astral = () if exact else tuple(at for at, sign in enumerate(whole) if sign > "\uffff")
    return TextPage(handle, raw, frame, whole, exact, {}, *buffers, tagged, astral)


def fragments_of(page: TextPage) -> list[Fragment]:
    """Read a page's runs in the order in which they are drawn; what is drawn twice, once."""
    found: dict[tuple[str, int, int], Fragment] = {}
    for run in _RUN.finditer(page.whole):
        for fragment in _read_run(page, *_trimmed(page.whole, *run.span())):
            place = (fragment.text, round(fragment.x0 / TWICE), round(fragment.y / TWICE))
            found.setdefault(place, fragment)
    return list(found.values())


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    piece = text[start:end]
    return start + len(piece) - len(piece.lstrip()), end - len(piece) + len(piece.rstrip())


def _read_run(page: TextPage, start: int, end: int) -> Iterable[Fragment]:
    """Read one run, cut where its pieces stand apart."""
    if end <= start:
        return ()
    if (mark := LEADING.match(page.whole, start, end)) and _is_raised(page, start, mark.end()):
        return (_upright(page, start, mark.end()), *_read_run(page, mark.end(), end))
    first, last = _index(page, start), _index(page, end - 1)
    look, turn = _look(page, first)
    head, foot = _origin(page, first), _origin(page, last)
    if turn and math.dist(head, foot) > look.size and not _runs_along(head, foot, turn):
        return _cut(page, start, end)
    if turn:
        return (_turned(page, (start, end), look, turn),)
    if abs(head[1] - foot[1]) > SHIFT * look.size:
        return _cut(page, start, end)
    right = _extent(page, last)[1]
    starts = _piece_starts(page, first, last, right - head[0], look)
    if starts is None:
        return _cut(page, start, end)
    if starts:
        return _cut_before(page, start, end, starts)
    if _begins_small(page, first, last):
        look, head = _look(page, last)[0], (head[0], foot[1])
    return (_placed(page, (start, end), look, head, right),)


def _begins_small(page: TextPage, first: int, last: int) -> bool:
    """Tell a run that goes on from a superscript: "st of May", after "1"."""
    size = page.raw.FPDFText_GetFontSize
    return bool(size(page.handle, first) <= SMALL * size(page.handle, last))


def _runs_along(head: tuple[float, float], foot: tuple[float, float], turn: int) -> bool:
    """Tell whether the end of a turned run lies in its direction of writing."""
    angle = math.degrees(math.atan2(head[1] - foot[1], foot[0] - head[0]))
    return abs((angle - turn + 180) % 360 - 180) < 5


# --- asking PDFium ------------------------------------------------------------------------------


def _index(page: TextPage, position: int) -> int:
    """Map a position in the text to a character; surrogates and unmapped glyphs shift them."""
    if page.exact:
        return position
    ahead = bisect_left(page.astral, position)
    return int(page.raw.FPDFText_GetCharIndexFromTextIndex(page.handle, position + ahead))


def _origin(page: TextPage, index: int) -> tuple[float, float]:
    page.raw.FPDFText_GetCharOrigin(page.handle, index, page.x, page.y)
    return page.frame.seen(page.x.value, page.y.value)


def _extent(page: TextPage, index: int) -> tuple[float, float]:
    """Give a character's left and right edge, its advance included."""
    box = page.box
    page.raw.FPDFText_GetLooseCharBox(page.handle, index, box)
    ends = page.frame.seen(box.left, box.bottom)[0], page.frame.seen(box.right, box.top)[0]
    return min(ends), max(ends)


def _look(page: TextPage, index: int) -> tuple[Look, int]:
    """Read how a character looks, and its direction in whole degrees."""
    raw, matrix = page.raw, page.matrix
    drawn = raw.FPDFText_GetTextObject(page.handle, index)
    raw.FPDFText_GetMatrix(page.handle, index, matrix)
    size = raw.FPDFText_GetFontSize(page.handle, index)
    scale = math.hypot(matrix.c, matrix.d)
    right, down = page.frame.direction(matrix.a, matrix.b)
    turn = 0 if right > 0 and abs(down) < LEVEL * right else _degrees(right, down)
    if not drawn:
        return Look(round(size * scale, 1) or 1.0), turn
    font = raw.FPDFTextObj_GetFont(drawn)
    mode = raw.FPDFTextObj_GetTextRenderMode(drawn)
    key = ctypes.addressof(font.contents) if font else 0, size, scale, mode
    if key not in page.looks:
        page.looks[key] = font_look(raw, font, size * scale, mode, matrix.c * matrix.a)
    return page.looks[key], turn


def _degrees(right: float, down: float) -> int:
    return round(math.degrees(math.atan2(-down, right))) % 360


# --- one piece, or several ----------------------------------------------------------------------


def _piece_starts(
    page: TextPage, first: int, last: int, width: float, look: Look
) -> list[float] | None:
    """Give the left edges of the pieces that stand apart in a level run, but for the first.

    PDFium tells the boxes of a run's text objects; None where only its words can tell: a run so
    sparse that one text object must hold a gap, or a page that is turned.
    """
    raw, handle = page.raw, page.handle
    if width > SPARSE * look.size * (last - first + 1):
        return None
    count = raw.FPDFText_CountRects(handle, first, last - first + 1)
    if count <= 1 or count > (last - first) // 3:  # a text object a glyph, as Chromium justifies
        return []
    if page.frame.turn:
        return None
    return _starts_after_gaps(page, count, (GAP - 0.3) * look.size)


def _starts_after_gaps(page: TextPage, count: int, widest: float) -> list[float] | None:
    """Give where objects begin after a gap; None where one begins far back in the line."""
    left, top, right, bottom = (ctypes.c_double() for _ in range(4))
    edge, starts = math.inf, []
    for rect in range(count):
        page.raw.FPDFText_GetRect(page.handle, rect, left, top, right, bottom)
        if math.inf > edge > left.value + 2 * widest:
            return None
        if left.value - edge > widest:
            starts.append(left.value - page.frame.left)
        edge = right.value
    return starts


def _cut_before(page: TextPage, start: int, end: int, starts: list[float]) -> Iterator[Fragment]:
    """Cut a level run at known left edges: the words are searched, not walked."""
    words = [match.start() for match in _WORD.finditer(page.whole, start, end)]
    here = start
    for edge in starts:
        at = bisect_left(words, edge - 1, key=lambda word: _origin(page, _index(page, word))[0])
        if at < len(words) and words[at] > here:
            yield _upright(page, *_trimmed(page.whole, here, words[at]))
            here = words[at]
    yield _upright(page, here, end)


def _upright(page: TextPage, start: int, end: int) -> Fragment:
    """Make a fragment of an upright piece."""
    first, last = _index(page, start), _index(page, end - 1)
    look = _look(page, first)[0]
    return _placed(page, (start, end), look, _origin(page, first), _extent(page, last)[1])


def _placed(
    page: TextPage, span: tuple[int, int], look: Look, head: tuple[float, float], right: float
) -> Fragment:
    """Make a fragment of an upright piece whose place and look are known."""
    last = _index(page, span[1] - 1)
    spaced = _SPACED.search(page.whole, *span)
    shown = _closed_up(page, *span, look.size) if spaced else _with_marks(page, *span)
    text = cleaned(shown, look.symbol)
    tail = look.bold and _look(page, last)[0].bold
    start = span[0] if spaced else _text_start(page, *span)
    text_x = head[0]
    if start > span[0]:
        text_x = _origin(page, _index(page, start))[0]
        if page.whole[span[0]].isdecimal():  # a note's mark may be drawn larger than the note
            look = _look(page, _index(page, start))[0]
    mark = _mark(page, last) if page.tagged else -1
    word = _first_width(page, *span, head[0]) or right - head[0]
    return Fragment(text, head[0], right, head[1], text_x, look, 0, tail, span, mark, word)


def _first_width(page: TextPage, start: int, end: int, x0: float) -> float:
    """Give the width of a piece's first word; 0 where it has no other."""
    space = page.whole.find(" ", start, end)
    return _extent(page, _index(page, space - 1))[1] - x0 if space > start else 0.0


def _closed_up(page: TextPage, start: int, end: int, size: float) -> str:
    """Take out the spaces that PDFium puts between letters set apart for looks: "P O L I C Y".

    Between two words of such a text the gap is wider by a space.
    """
    spaces = [
        (at, _extent(page, _index(page, at + 1))[0] - _extent(page, _index(page, at - 1))[1])
        for at in range(start + 1, end - 1)
        if page.whole[at] == " " and page.raw.FPDFText_IsGenerated(page.handle, _index(page, at))
    ]
    widest = min((gap for _, gap in spaces), default=0.0) + HALF_SPACE * size
    drop = {at for at, gap in spaces if gap < widest}
    return "".join(page.whole[at] for at in range(start, end) if at not in drop)


def _with_marks(page: TextPage, start: int, end: int) -> str:
    """Give a piece's text with the figures that are raised after a word as signs of their own."""
    text = page.whole[start:end]
    for match in CANDIDATE.finditer(page.whole, start, end):
        word = max(page.whole.rfind(" ", start, match.start()) + 1, start)
        first = at = match.end()
        while first - at < LONGEST and at - 1 > word and page.whole[at - 1].isdecimal():
            if not _is_raised(page, at - 1, word):
                break
            at -= 1
        if at < first:
            marks = raised(page.whole[at:first])
            text = text[: at - start] + marks + text[first - start :]
    return text


def _is_raised(page: TextPage, figure: int, beside: int) -> bool:
    """Tell a figure that is smaller and stands higher than the character at `beside`."""
    mark, text = _index(page, figure), _index(page, beside)
    size = page.raw.FPDFText_GetFontSize
    if size(page.handle, mark) > SMALL * size(page.handle, text):
        return False
    rise = _origin(page, text)[1] - _origin(page, mark)[1]
    return rise > LEAST_RISE * _look(page, text)[0].size


def _mark(page: TextPage, index: int) -> int:
    """Give the marked content that a character belongs to; -1 for an artefact."""
    drawn = page.raw.FPDFText_GetTextObject(page.handle, index)
    return int(page.raw.FPDFPageObj_GetMarkedContentID(drawn)) if drawn else -1


def _text_start(page: TextPage, start: int, end: int) -> int:
    """Give where a piece's text begins after its own label."""
    piece = page.whole[start:end]
    label, rest = label_of(piece)
    return start + piece.rfind(rest) if label and rest else start


def _turned(page: TextPage, span: tuple[int, int], look: Look, turn: int) -> Fragment:
    """Make a fragment of a piece that is written upwards, downwards or aslant."""
    ends = [_origin(page, _index(page, index)) for index in (span[0], span[1] - 1)]
    x0, x1 = sorted(x for x, _ in ends)
    text = cleaned(page.whole[slice(*span)], look.symbol)
    return Fragment(text, x0, x1 + look.size, ends[0][1], x0, look, turn, look.bold, span)


class _Word(NamedTuple):
    start: int
    end: int
    x0: float
    x1: float
    y: float
    size: float
    turn: int


def _cut(page: TextPage, start: int, end: int) -> Iterator[Fragment]:
    """Cut a run between words that stand apart."""
    group: list[_Word] = []
    for word in _words(page, start, end):
        if group and _apart(group[-1], word):
            yield _piece(page, group)
            group = []
        group.append(word)
    if group:
        yield _piece(page, group)


def _words(page: TextPage, start: int, end: int) -> Iterator[_Word]:
    for match in _WORD.finditer(page.whole, start, end):
        yield from _word(page, *match.span())


def _word(page: TextPage, start: int, end: int) -> Iterator[_Word]:
    """Read a word; sign by sign where it runs over two baselines."""
    first, last = _index(page, start), _index(page, end - 1)
    look, turn = _look(page, first)
    x0, y = _origin(page, first)
    foot = _origin(page, last)
    if end - start > 1 and not turn and abs(y - foot[1]) > SHIFT * look.size:
        for at in range(start, end):
            yield from _word(page, at, at + 1)
    else:
        yield _Word(start, end, x0, _extent(page, last)[1], y, look.size, turn)


def _apart(before: _Word, word: _Word) -> bool:
    if before.turn or word.turn:
        return before.turn != word.turn
    shift = abs(word.y - before.y) > SHIFT * max(word.size, before.size)
    return shift or not -word.size < word.x0 - before.x1 < GAP * word.size


def _piece(page: TextPage, group: list[_Word]) -> Fragment:
    start, end = group[0].start, group[-1].end
    look, turn = _look(page, _index(page, start))
    if turn:
        return _turned(page, (start, end), look, turn)
    return _upright(page, start, end)


def cut_at(page: TextPage, fragment: Fragment, edges: list[float]) -> list[Fragment]:
    """Cut a fragment at vertical edges that it runs over, between words."""
    inside = [edge for edge in edges if fragment.x0 + 1 < edge < fragment.x1 - 1]
    if not inside or fragment.turn:
        return [fragment]
    groups: dict[int, list[_Word]] = {}
    for word in _words(page, *fragment.span):
        centre = (word.x0 + word.x1) / 2
        groups.setdefault(sum(edge < centre for edge in inside), []).append(word)
    if len(groups) == 1:
        return [fragment]
    return [_piece(page, group) for _, group in sorted(groups.items())]
