"""Comments in the margin of a DOCX."""

from __future__ import annotations

from lxml import etree

from toolkit.extract.docx.xml import W_NS, W
from toolkit.rewrite.manuscript import Manuscript
from toolkit.tracked.elements import SPACE
from toolkit.tracked.package import WORD_TYPE, add_part, add_relationship, related_part, tree


def add_comment(
    manuscript: Manuscript, element: etree._Element, text: str, author: str, date: str
) -> None:
    """Hang a comment on a paragraph, or on the first paragraph of a row.

    `date` is an ISO date and time.
    """
    paragraph = element if element.tag == f"{W}p" else next(element.iter(f"{W}p"))
    root = _comments(manuscript)
    ident = str(max((int(c.get(f"{W}id", "0")) for c in root), default=-1) + 1)
    comment = etree.SubElement(root, f"{W}comment")
    for name, value in (("id", ident), ("author", author), ("date", date), ("initials", "PT")):
        comment.set(f"{W}{name}", value)
    for line in text.split("\n"):
        run = etree.SubElement(etree.SubElement(comment, f"{W}p"), f"{W}r")
        words = etree.SubElement(run, f"{W}t")
        words.text = line
        words.set(SPACE, "preserve")
    _hang(paragraph, ident)


def _hang(paragraph: etree._Element, ident: str) -> None:
    start = etree.Element(f"{W}commentRangeStart")
    end = etree.Element(f"{W}commentRangeEnd")
    run = etree.Element(f"{W}r")
    reference = etree.SubElement(run, f"{W}commentReference")
    for element in (start, end, reference):
        element.set(f"{W}id", ident)
    first = 1 if len(paragraph) and paragraph[0].tag == f"{W}pPr" else 0
    paragraph.insert(first, start)
    paragraph.append(end)
    paragraph.append(run)


def _comments(manuscript: Manuscript) -> etree._Element:
    """Return the part that holds the comments, making one where there is none."""
    parts = manuscript.parts
    name = related_part(parts, "comments")
    if name is None:
        root = etree.Element(f"{W}comments", nsmap={"w": W_NS})
        kind = f"{WORD_TYPE}.comments+xml"
        name = add_part(parts, "word/comments.xml", etree.tostring(root), kind)
        add_relationship(parts, parts.main, "comments", name, False)
    return tree(parts, name)
