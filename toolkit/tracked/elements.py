"""Elements of a document: the names that many rooms ask for, and what is done to any of them."""

from __future__ import annotations

from lxml import etree

from toolkit.extract.docx.xml import W

SPACE = "{http://www.w3.org/XML/1998/namespace}space"
# Where bookmarks, comments and permissions begin and end: marks without width.
MARKERS = frozenset(
    f"{W}{name}{end}" for name in ("bookmark", "commentRange", "perm") for end in ("Start", "End")
)
NOTES = {f"{W}footnoteReference": "footnotes", f"{W}endnoteReference": "endnotes"}
BOX = f"{W}txbxContent"


def body_of(root: etree._Element) -> etree._Element:
    """Return a document's body, made where it has none."""
    body = root.find(f"{W}body")
    return etree.SubElement(root, f"{W}body") if body is None else body


def properties_of(element: etree._Element, name: str) -> etree._Element:
    """Return an element's properties (`pPr`, `rPr`), put first in it where it has none."""
    properties = element.find(f"{W}{name}")
    if properties is None:
        properties = etree.Element(f"{W}{name}")
        element.insert(0, properties)
    return properties


def detach(element: etree._Element) -> None:
    """Take an element out of what holds it, if anything does."""
    parent = element.getparent()
    if parent is not None:
        parent.remove(element)


def unwrap(element: etree._Element) -> None:
    """Put an element's children in its place."""
    parent = element.getparent()
    if parent is not None:
        at = parent.index(element)
        parent[at : at + 1] = list(element)
