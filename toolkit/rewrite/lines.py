"""A paragraph of several lines, parted into paragraphs."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from copy import deepcopy

from lxml import etree

from toolkit.extract.docx.xml import W
from toolkit.rewrite.texts import line_breaks, shown_text


def split_at_lines(paragraph: etree._Element, starts: Sequence[str]) -> list[etree._Element] | None:
    """Part a paragraph before the lines that begin with `starts`, in their order.

    Returns its parts, itself the first; None, with nothing done, where a line is not found or its
    break is more than a break.
    """
    breaks = list(line_breaks(paragraph))
    chosen = list(_chosen(shown_text(paragraph).split("\n"), starts))
    if len(chosen) != len(starts) or len(breaks) < max(chosen, default=0):
        return None
    where = [breaks[line - 1] for line in chosen]
    if paragraph.find(f"{W}pPr/{W}sectPr") is not None or not all(map(_is_plain, where)):
        return None
    return [paragraph, *reversed([_cut(paragraph, each) for each in reversed(where)])]


def _chosen(lines: Sequence[str], starts: Sequence[str]) -> Iterator[int]:
    wanted = iter(starts)
    start = next(wanted, None)
    for number, line in enumerate(lines):
        if number and start is not None and line.lstrip().startswith(start):
            yield number
            start = next(wanted, None)


def _is_plain(line_break: etree._Element) -> bool:
    """Tell a line break in a run of the paragraph's own from a page's, or one in a field or box."""
    run = line_break.getparent()
    above = run.getparent() if run is not None else None
    in_run = run is not None and run.tag == f"{W}r"
    return in_run and above is not None and above.tag == f"{W}p" and not line_break.get(f"{W}type")


def _cut(paragraph: etree._Element, line_break: etree._Element) -> etree._Element:
    """Move what follows a line break into a paragraph of its own, in the same look."""
    run = line_break.getparent()
    assert run is not None
    made = etree.Element(paragraph.tag)
    properties = paragraph.find(f"{W}pPr")
    if properties is not None:
        made.append(deepcopy(properties))
        etree.strip_elements(made, f"{W}numPr")  # only the first line is in the list
    tail = etree.SubElement(made, run.tag)
    look = run.find(f"{W}rPr")
    if look is not None:
        tail.append(deepcopy(look))
    tail.extend(list(line_break.itersiblings()))
    made.extend(list(run.itersiblings()))
    run.remove(line_break)
    paragraph.addnext(made)
    return made
