"""Automatic numbers of paragraphs: taken off, begun anew, typed instead."""

from __future__ import annotations

from copy import deepcopy

from lxml import etree

from toolkit.extract.docx.xml import VAL, W, integer
from toolkit.rewrite.manuscript import Manuscript
from toolkit.rewrite.texts import put_before
from toolkit.tracked.elements import properties_of
from toolkit.tracked.package import related_part, tree

HANGING = 567  # Twentieths of a point: one centimetre.
_BEFORE_NUMBER = ("pStyle", "keepNext", "keepLines", "pageBreakBefore", "framePr", "widowControl")
_BEFORE_INDENT = (
    *(
        *_BEFORE_NUMBER,
        "numPr",
        "suppressLineNumbers",
        "pBdr",
        "shd",
        "tabs",
        "suppressAutoHyphens",
    ),
    *("kinsoku", "wordWrap", "overflowPunct", "topLinePunct", "autoSpaceDE", "autoSpaceDN", "bidi"),
    *("adjustRightInd", "snapToGrid", "spacing"),
)


def unnumber(paragraph: etree._Element, indent: int | None = None) -> None:
    """Take a paragraph's automatic number off; `indent` is its left edge, in 1/20 of a point."""
    number = _number(paragraph)
    for child in list(number):
        number.remove(child)
    _child(number, "ilvl", "0")
    _child(number, "numId", "0")
    if indent is not None:
        properties = properties_of(paragraph, "pPr")
        for held in properties.findall(f"{W}ind"):
            properties.remove(held)
        made = etree.Element(f"{W}ind")
        made.set(f"{W}left", str(indent))
        _put(properties, made, _BEFORE_INDENT)


def type_label(manuscript: Manuscript, paragraph: etree._Element, label: str) -> None:
    """Print a label as text in place of an automatic number, where that stood."""
    left = _left_edge(manuscript, paragraph)
    unnumber(paragraph, left)
    ind = properties_of(paragraph, "pPr").find(f"{W}ind")
    if ind is not None:
        ind.set(f"{W}hanging", str(min(left, HANGING)))
    put_before(paragraph, f"{label}\t")


def _left_edge(manuscript: Manuscript, paragraph: etree._Element) -> int:
    """Return where a paragraph's text begins: its own indent, its list's, else one step."""
    own = paragraph.find(f"{W}pPr/{W}ind")
    if own is not None and (left := _left(own)):
        return left
    held = number_of(paragraph)
    part = related_part(manuscript.parts, "numbering")
    if held is None or part is None:
        return HANGING
    root = tree(manuscript.parts, part)
    number = next((n for n in root.iter(f"{W}num") if n.get(f"{W}numId") == held[0]), None)
    abstract = number.find(f"{W}abstractNumId") if number is not None else None
    wanted = abstract.get(VAL) if abstract is not None else None
    for each in root.iter(f"{W}abstractNum"):
        if each.get(f"{W}abstractNumId") == wanted:
            for level in each.iter(f"{W}lvl"):
                ind = level.find(f"{W}pPr/{W}ind")
                if level.get(f"{W}ilvl") == str(held[1]) and ind is not None:
                    return _left(ind) or HANGING
    return HANGING


def _left(ind: etree._Element) -> int:
    return integer(ind.get(f"{W}left") or ind.get(f"{W}start"))


def number_of(paragraph: etree._Element) -> tuple[str, int] | None:
    """Return the list that a paragraph itself names, and its level from 0."""
    number = paragraph.find(f"{W}pPr/{W}numPr")
    ident = number.find(f"{W}numId") if number is not None else None
    if number is None or ident is None:
        return None
    level = number.find(f"{W}ilvl")
    return ident.get(VAL, ""), integer(level.get(VAL) if level is not None else None)


def begin_list(manuscript: Manuscript, number: str, level: int, start: int) -> str | None:
    """Make a list like `number` that begins at `start` on one level; return what it is called."""
    part = related_part(manuscript.parts, "numbering")
    root = tree(manuscript.parts, part) if part else None
    if root is None:
        return None
    old = next((n for n in root.iter(f"{W}num") if n.get(f"{W}numId") == number), None)
    if old is None:
        return None
    made = deepcopy(old)
    ident = str(max(integer(n.get(f"{W}numId")) for n in root.iter(f"{W}num")) + 1)
    made.set(f"{W}numId", ident)
    for held in made.findall(f"{W}lvlOverride"):
        if held.get(f"{W}ilvl") == str(level):
            made.remove(held)
    override = etree.SubElement(made, f"{W}lvlOverride")
    override.set(f"{W}ilvl", str(level))
    _child(override, "startOverride", str(start))
    old.addnext(made)
    return ident


def put_in_list(paragraph: etree._Element, number: str, level: int) -> None:
    """Number a paragraph by a list."""
    held = _number(paragraph)
    for child in list(held):
        held.remove(child)
    _child(held, "ilvl", str(level))
    _child(held, "numId", number)


def _number(paragraph: etree._Element) -> etree._Element:
    properties = properties_of(paragraph, "pPr")
    number = properties.find(f"{W}numPr")
    if number is None:
        number = etree.Element(f"{W}numPr")
        _put(properties, number, _BEFORE_NUMBER)
    return number


def _put(properties: etree._Element, made: etree._Element, before: tuple[str, ...]) -> None:
    """Put a property where the schema wants it."""
    at = sum(etree.QName(child).localname in before for child in properties)
    properties.insert(at, made)


def _child(parent: etree._Element, name: str, value: str) -> None:
    etree.SubElement(parent, f"{W}{name}").set(VAL, value)
