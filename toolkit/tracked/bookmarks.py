"""Bookmarks that only the old document has: its contents list and cross-references lead to them."""

from __future__ import annotations

from itertools import count

from lxml import etree

from toolkit.extract.docx.xml import W, integer

_START, _END = f"{W}bookmarkStart", f"{W}bookmarkEnd"


def own_bookmarks(old: etree._Element, new: etree._Element) -> list[etree._Element]:
    """Return the marks of bookmarks that the new document lacks, with ids that are free in it.

    Only those that begin and end among a paragraph's own content: where else a mark may stand
    depends on what stays around it.
    """
    names = {mark.get(f"{W}name") for mark in new.iter(_START)}
    free = count(1 + max((integer(e.get(f"{W}id")) for e in new.iter()), default=0))
    ends = {mark.get(f"{W}id"): mark for mark in old.iter(_END) if _in_paragraph(mark)}
    found: list[etree._Element] = []
    for start in old.iter(_START):
        end = ends.pop(start.get(f"{W}id"), None)
        if end is None or start.get(f"{W}name") in names or not _in_paragraph(start):
            continue
        names.add(start.get(f"{W}name"))
        ident = str(next(free))
        for mark in (start, end):
            mark.set(f"{W}id", ident)
            found.append(mark)
    return found


def _in_paragraph(mark: etree._Element) -> bool:
    parent = mark.getparent()
    return parent is not None and parent.tag == f"{W}p"
