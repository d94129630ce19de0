"""The words of a paragraph or table row, replaced within their runs."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from copy import deepcopy
from dataclasses import dataclass

from lxml import etree

from toolkit.align.sequence import runs
from toolkit.extract.docx.xml import VAL, W
from toolkit.language.words import SPACED
from toolkit.tracked.elements import SPACE, detach, properties_of

_UNHOLDABLE = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_GONE = frozenset({f"{W}del", f"{W}moveFrom", f"{W}pPr", f"{W}rPr", f"{W}drawing", f"{W}pict"})
_BLANKS = {f"{W}tab": "\t", f"{W}br": "\n", f"{W}cr": "\n"}
_GAP = re.compile(r"[^\S\t\n]*")  # tabs and line breaks are the document's own
_DASHES = {f"{W}noBreakHyphen": "-"}
_AFTER_HIGHLIGHT = frozenset(
    {
        *("u", "effect", "bdr", "shd", "fitText", "vertAlign", "rtl", "cs", "em", "lang"),
        *("eastAsianLayout", "specVanish", "oMath", "rPrChange"),
    }
)
_TYPED = str.maketrans({"’": "'", "‘": "'", "“": '"', "”": '"', "–": "-", "—": "-", "‑": "-"})


@dataclass(frozen=True, slots=True)
class _Token:
    """A word, mark or space as printed, and where it stands in the paragraph's text."""

    key: str
    start: int
    end: int


def shown_text(element: etree._Element) -> str:
    """Return what a paragraph prints, its tabs and line breaks with it."""
    return "".join(text for _, text in _pieces(element))


def line_breaks(element: etree._Element) -> Iterator[etree._Element]:
    """Give the elements that part a paragraph's lines, in the order of its text."""
    yield from (piece for piece, text in _pieces(element) if text == "\n")


def replace_text(element: etree._Element, old: str, new: str) -> bool:
    """Turn `old`, somewhere in a paragraph or row, into `new`; words that stay keep their look.

    A row's cells are parted by " | " in both. False where `old` is not printed there.
    """
    if element.tag == f"{W}tr":
        return _replace_in_row(element, old, new)
    text = shown_text(element)
    tokens = _tokens(text)
    wanted = [token.key for token in _tokens(old)]
    at = _find([token.key for token in tokens], wanted)
    if at is None or not tokens:
        return False
    _rewrite(element, tokens[at : at + len(wanted)], new, text)
    return True


def append_text(element: etree._Element, text: str) -> None:
    """Add words at a paragraph's end, in the look of its last words."""
    pieces = [piece for piece in _pieces(element) if piece[0].tag == f"{W}t"]
    if pieces:
        _set(pieces[-1][0], pieces[-1][1] + text)
        return
    run = etree.SubElement(element, f"{W}r")
    _set(etree.SubElement(run, f"{W}t"), text)


def put_before(paragraph: etree._Element, text: str) -> None:
    """Add words before a paragraph's first; a tab in them is a tab."""
    look = _main_look(paragraph)
    run = etree.Element(f"{W}r")
    if look is not None:
        run.append(look)
    _fill(run, text)
    first = 1 if len(paragraph) and paragraph[0].tag == f"{W}pPr" else 0
    paragraph.insert(first, run)


def replace_start(paragraph: etree._Element, old: str, new: str) -> bool:
    """Turn the label at a paragraph's start into another; False where it is not typed there."""
    text = shown_text(paragraph)
    start = len(text) - len(text.lstrip())
    if not old or not text.startswith(old, start):
        return False
    _splice(paragraph, start, start + len(old), new)
    return True


def highlight(element: etree._Element, colour: str) -> None:
    """Mark every word of a paragraph or row with a highlighter's colour."""
    for run in element.iter(f"{W}r"):
        properties = properties_of(run, "rPr")
        for held in properties.findall(f"{W}highlight"):
            properties.remove(held)
        mark = etree.Element(f"{W}highlight")
        mark.set(VAL, colour)
        properties.insert(_place_of_highlight(properties), mark)


def _place_of_highlight(properties: etree._Element) -> int:
    """Find the place that the schema gives it: after the size, before underlining."""
    for at, child in enumerate(properties):
        if etree.QName(child).localname in _AFTER_HIGHLIGHT:
            return at
    return len(properties)


# --- a paragraph's text and where it is kept ----------------------------------------------------


def _pieces(element: etree._Element) -> Iterator[tuple[etree._Element, str]]:
    """Give the elements that print something, with what they print."""
    for child in element:
        if child.tag == f"{W}t":
            yield child, child.text or ""
        elif child.tag in _BLANKS:
            yield child, _BLANKS[str(child.tag)]
        elif child.tag in _DASHES:
            yield child, _DASHES[str(child.tag)]
        elif child.tag not in _GONE:
            yield from _pieces(child)


def _tokens(text: str) -> list[_Token]:
    return [
        _Token(match[0].translate(_TYPED), match.start(), match.end())
        for match in SPACED.finditer(text)
        if match[0].strip()
    ]


def _find(keys: Sequence[str], wanted: Sequence[str]) -> int | None:
    """Find a run of words, the last one: a label before it may hold the same."""
    size = len(wanted)
    for at in range(len(keys) - size, -1, -1):
        if list(keys[at : at + size]) == list(wanted):
            return at
    return None


def _rewrite(element: etree._Element, tokens: Sequence[_Token], new: str, text: str) -> None:
    """Change only the words that differ, the last change first so that places hold."""
    news = _tokens(new)
    changes = [
        run
        for run in runs([token.key for token in tokens], [token.key for token in news])
        if not run.equal
    ]
    for run in reversed(changes):
        if run.i1 < run.i2:
            start, end = tokens[run.i1].start, tokens[run.i2 - 1].end
        else:
            start = end = tokens[run.i1].start if run.i1 < len(tokens) else tokens[-1].end
        said = new[news[run.j1].start : news[run.j2 - 1].end] if run.j1 < run.j2 else ""
        gaps = _space_before(news, run.j1, new), _space_before(news, run.j2, new)
        start, end, said = _with_spaces(tokens, run.i1, run.i2, start, end, said, text, gaps)
        _splice(element, start, end, said)


def _space_before(tokens: Sequence[_Token], at: int, text: str) -> str:
    """Give the space that a text has between two of its words."""
    return text[tokens[at - 1].end : tokens[at].start] if 0 < at < len(tokens) else ""


def _with_spaces(
    tokens: Sequence[_Token],
    i1: int,
    i2: int,
    start: int,
    end: int,
    said: str,
    text: str,
    gaps: tuple[str, str],
) -> tuple[int, int, str]:
    """Take in the space on both sides, and give it back as the new text has it."""
    low = tokens[i1 - 1].end if i1 else start
    high = tokens[i2].start if i2 < len(tokens) else end
    before = gaps[0] if i1 else ""
    after = gaps[1] if i2 < len(tokens) else ""
    if not said:
        return low, high, (before if i1 and i2 < len(tokens) else "")
    if not _GAP.fullmatch(text, low, start):
        low, before = start, ""
    if not _GAP.fullmatch(text, end, high):
        high, after = end, ""
    return low, high, before + said + after


def _splice(element: etree._Element, start: int, end: int, said: str) -> None:
    """Replace a range of a paragraph's text, in the run where the range begins."""
    at = 0
    put = False
    last: etree._Element | None = None
    for piece, text in list(_pieces(element)):
        low, high = max(start - at, 0), min(end - at, len(text))
        inside = low < high or (start == end and at <= start <= at + len(text) and not put)
        at += len(text)
        if piece.tag != f"{W}t":
            if low < high:
                detach(piece)
            continue
        last = piece
        if inside:
            _set(piece, text[:low] + ("" if put else said) + text[high:])
            put = True
    if not put and said:
        if last is not None:
            _set(last, (last.text or "") + said)
        else:
            append_text(element, said)


def _set(piece: etree._Element, text: str) -> None:
    piece.text = holdable(text)
    piece.set(SPACE, "preserve")


def holdable(text: str) -> str:
    """Mark what no XML can hold; a no-break space or hyphen of the school's stays as it is."""
    return _UNHOLDABLE.sub("\N{REPLACEMENT CHARACTER}", text)


# --- rows of a table ----------------------------------------------------------------------------


def _replace_in_row(row: etree._Element, old: str, new: str) -> bool:
    cells = [cell for cell in row.iter(f"{W}tc") if _cell_text(cell)]
    olds, news = old.split(" | "), new.split(" | ")
    if len(cells) != len(olds):
        return False
    if len(news) != len(olds):
        cells = list(row.iter(f"{W}tc"))[: len(news)]
        olds = [_cell_text(cell) for cell in cells]
    for cell, was, now in zip(cells, olds, news, strict=False):
        if was != now:
            _replace_in_cell(cell, was, now)
    return True


def _cell_text(cell: etree._Element) -> str:
    return "".join(map(shown_text, cell.iter(f"{W}p"))).strip()


def _replace_in_cell(cell: etree._Element, old: str, new: str) -> None:
    paragraphs = [p for p in cell.iter(f"{W}p") if shown_text(p).strip()] or list(
        cell.iter(f"{W}p")
    )
    if len(paragraphs) == 1 and replace_text(paragraphs[0], old, new):
        return
    set_text(paragraphs[0], new)
    for other in paragraphs[1:]:
        detach(other)


def set_text(paragraph: etree._Element, text: str, *, keep_pictures: bool = False) -> None:
    """Give a paragraph one text, in the look of most of its words; a tab in it is a tab."""
    look = _main_look(paragraph)
    for child in list(paragraph):
        if child.tag != f"{W}pPr" and not (keep_pictures and _holds_picture(child)):
            paragraph.remove(child)
    run = etree.SubElement(paragraph, f"{W}r")
    if look is not None:
        run.append(look)
    _fill(run, text)


def _holds_picture(element: etree._Element) -> bool:
    if "".join(text for _, text in _pieces(element)).strip():
        return False
    return any(element.find(f".//{W}{name}") is not None for name in ("drawing", "pict", "object"))


def _fill(run: etree._Element, text: str) -> None:
    for at, piece in enumerate(text.split("\t")):
        if at:
            etree.SubElement(run, f"{W}tab")
        if piece:
            _set(etree.SubElement(run, f"{W}t"), piece)


def _main_look(paragraph: etree._Element) -> etree._Element | None:
    """Copy the properties of the run that holds most of the words."""
    worded = [run for run in paragraph.iter(f"{W}r") if run.find(f"{W}t") is not None]
    longest = max(worded, key=lambda run: len(shown_text(run)), default=None)
    properties = longest.find(f"{W}rPr") if longest is not None else None
    return deepcopy(properties) if properties is not None else None
