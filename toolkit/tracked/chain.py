"""Paragraphs added or dropped where no paragraph follows: each mark goes with the one before."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from copy import deepcopy

from lxml import etree

from toolkit.extract.docx.xml import W
from toolkit.tracked.paragraph import changed_paragraph, mark_paragraph, one_sided
from toolkit.tracked.pen import Pen, Wrapper


def written_chain(
    anchor: etree._Element,
    old: etree._Element,
    new: etree._Element,
    members: Sequence[etree._Element],
    wrapper: Wrapper,
    pen: Pen,
) -> Iterator[etree._Element]:
    """Yield the kept paragraph `anchor` (of `old` and `new`) and the lone ones that follow it.

    The last mark stays: it is the kept paragraph's own on the side that has no more, so it takes
    the new side's properties and tracks the old side's.
    """
    chain = [anchor, *(one_sided(member, wrapper, pen) for member in members)]
    for paragraph in chain[1:]:
        _unmark(paragraph, wrapper)
    for paragraph in chain[:-1]:
        mark_paragraph(paragraph, wrapper, pen)
    last = members[-1]
    before, after = (old, last) if wrapper == "ins" else (last, new)
    _exchange(chain[-1], before, after, pen)
    yield from chain


def _unmark(paragraph: etree._Element, wrapper: Wrapper) -> None:
    marks = paragraph.find(f"{W}pPr/{W}rPr")
    if marks is None:
        return
    for mark in marks.findall(f"{W}{wrapper}"):
        marks.remove(mark)
    if not len(marks):
        marks.getparent().remove(marks)  # type: ignore[union-attr]


def _exchange(
    paragraph: etree._Element, before: etree._Element, after: etree._Element, pen: Pen
) -> None:
    bare = [etree.Element(f"{W}p"), etree.Element(f"{W}p")]
    for target, source in zip(bare, (before, after), strict=True):
        properties = source.find(f"{W}pPr")
        if properties is not None:
            target.append(deepcopy(properties))
    properties = changed_paragraph(bare[0], bare[1], pen, fine=True).find(f"{W}pPr")
    present = paragraph.find(f"{W}pPr")
    if present is not None:
        paragraph.remove(present)
    if properties is not None:
        paragraph.insert(0, properties)
