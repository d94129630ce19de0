"""Paragraphs that are lines: text pasted into Word with a paragraph's end at each line's end.

Such a file is known by its lines, all of one width, that go on in small letters on the next. Its
paragraphs are joined in its XML, so that whoever edits the file finds those that were read.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from copy import deepcopy
from itertools import pairwise
from typing import NamedTuple

from lxml import etree

from toolkit.extract.docx.styles import Styles, paragraph_style
from toolkit.extract.docx.xml import VAL, W
from toolkit.numbering import split_label

WIDEST = 150  # characters; a longer paragraph is no line
MANY_LONG = 6  # longer paragraphs, which a file of lines has not
ENOUGH = 6  # lines that go on in small letters
FULL = 0.72  # of the widest line: what a line keeps whose next word did not fit
MOSTLY = 0.8  # share of the lines going on that are full; items of a list are as long as they are
SPARE = 4  # characters: letters are not all of one width
SPACED = 4  # blank paragraphs above others, by which a file parts its real ones
STOPS = ".!?:;"
CLOSING = "”’\"')]"
# What holds more than the text of a line, or is numbered or headed by Word itself.
_HELD = tuple(W + name for name in ("numPr", "sectPr", "outlineLvl", "framePr"))
_PARAGRAPH, _TEXT = f"{W}p", f"{W}t"
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"


class _Line(NamedTuple):
    """A paragraph of the body that may be a line; `first` where a blank one stands above it.

    `held` is one that is more than its text, or that Word numbers or heads, itself or by its style.
    """

    element: etree._Element
    text: str
    look: tuple[str | None, ...]
    first: bool
    held: bool

    @property
    def stopped(self) -> bool:
        return self.text.rstrip(CLOSING)[-1:] in STOPS


def join_broken_lines(root: etree._Element, styles: Styles) -> bool:
    """Join the lines of a file that is made of them, in place; tell whether it was."""
    body = root.find(f"{W}body")
    lines = _lines(body, styles) if body is not None else []
    width = _width(lines)
    if not width:
        return False
    spaced = sum(line.first for line in lines) > SPACED
    for one, line in reversed(list(pairwise(lines))):
        if _adjoin(one, line) and _goes_on(one, line, width, spaced):
            _append(one.element, line.element)
    return True


def _lines(body: etree._Element, styles: Styles) -> list[_Line]:
    """Read the body's paragraphs as lines; none where too many are longer, or too few go on."""
    texts: list[tuple[etree._Element, str]] = []
    long = going_on = 0
    before = "."
    for element in body:
        text = _text(element).strip() if element.tag == _PARAGRAPH else ""
        long += len(text) > WIDEST
        if long > MANY_LONG:
            return []
        going_on += text[:1].islower() and before[-1:] not in STOPS
        before = text or "."
        texts.append((element, text))
    if going_on < ENOUGH:
        return []
    above = ["", *(text for _, text in texts)]
    return [
        _Line(element, text, look := _look(element), not over, _is_held(element, styles, look[0]))
        for (element, text), over in zip(texts, above, strict=False)
        if text
    ]


def _text(paragraph: etree._Element) -> str:
    return "".join([text.text or "" for text in paragraph.iter(_TEXT)])


def _look(paragraph: etree._Element) -> tuple[str | None, ...]:
    """Give what two lines of one paragraph have in common."""
    style = paragraph.find(f"{W}pPr/{W}pStyle")
    place = paragraph.find(f"{W}pPr/{W}jc")
    bold = paragraph.find(f"{W}r/{W}rPr/{W}b")
    size = paragraph.find(f"{W}r/{W}rPr/{W}sz")
    named = [None if element is None else element.get(VAL) for element in (style, place, size)]
    return (*named, None if bold is None else bold.get(VAL, "1"))


def _is_held(paragraph: etree._Element, styles: Styles, style_id: str | None) -> bool:
    layout = paragraph_style(styles, style_id).layout
    by_style = layout.num_id is not None or layout.outline is not None
    return by_style or next(paragraph.iter(*_HELD), None) is not None


def _width(lines: Sequence[_Line]) -> int:
    """Give the width of the lines in characters, 0 where they are no lines."""
    pairs = [(one, line) for one, line in pairwise(lines) if _small(one, line)]
    if len(pairs) < ENOUGH:
        return 0
    widest = max(len(one.text) for one, _ in pairs)
    full = sum(len(one.text) >= FULL * widest for one, _ in pairs)
    wider = sum(len(line.text) > widest + SPARE for line in lines)
    return widest if full >= MOSTLY * len(pairs) and wider <= MANY_LONG else 0


def _small(one: _Line, line: _Line) -> bool:
    """Tell a line that goes on in small letters on the next."""
    return line.text[0].islower() and not one.stopped and _adjoin(one, line)


def _adjoin(one: _Line, line: _Line) -> bool:
    if line.first or one.held or line.held or one.look != line.look:
        return False
    return not split_label(line.text)[0]


def _goes_on(one: _Line, line: _Line, width: int, spaced: bool) -> bool:
    """Tell a paragraph's next line: the line before had no room for its first word.

    Behind a full stop only in a file that is `spaced`: blank paragraphs part the real ones.
    """
    if not one.stopped and (spaced or line.text[0].islower()) and len(one.text) >= FULL * width:
        return True
    fits = len(one.text) + 1 + len(line.text.split()[0]) <= width - SPARE
    return not fits and (spaced or not one.stopped)


def _append(paragraph: etree._Element, following: etree._Element) -> None:
    """Move a line's runs behind those of the one before it, a space between."""
    paragraph.append(_blank(paragraph))
    for element in list(following):
        if element.tag != f"{W}pPr":
            paragraph.append(element)
    parent = following.getparent()
    if parent is not None:
        parent.remove(following)


def _blank(paragraph: etree._Element) -> etree._Element:
    run = etree.Element(f"{W}r")
    looks = list(_looks(paragraph))
    run.extend(deepcopy(looks[-1:]))
    text = etree.SubElement(run, f"{W}t")
    text.text = " "
    text.set(_SPACE, "preserve")
    return run


def _looks(paragraph: etree._Element) -> Iterator[etree._Element]:
    return paragraph.iterfind(f"{W}r/{W}rPr")
