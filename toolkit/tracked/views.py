"""What a document amounts to for the check: text, looks, properties, numbers, tables."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from copy import deepcopy
from itertools import groupby

from lxml import etree

from toolkit.extract.docx.xml import W
from toolkit.tracked.atoms import atoms, canonical, key
from toolkit.tracked.elements import BOX, MARKERS
from toolkit.tracked.revisions import Side, settle
from toolkit.tracked.shells import tag_of

_NO_BLOCKS = {f"{W}sectPr", f"{W}tcPr", *MARKERS}

View = list[object]


def view(story: etree._Element) -> View:
    """Return the blocks of a story as plain values, equal where the stories amount to the same."""
    return [_block(child) for child in story if child.tag not in _NO_BLOCKS]


def settled_view(story: etree._Element, side: Side) -> View:
    """Return the view of a story with all its changes rejected ("old") or accepted ("new")."""
    return view(settle(deepcopy(story), side))


def settles_to(
    marked: Iterable[etree._Element], old: Iterable[etree._Element], new: Iterable[etree._Element]
) -> bool:
    """Tell whether marked blocks settle to the old ones and to the new ones."""
    story = etree.Element(f"{W}body")
    story.extend(deepcopy(element) for element in marked)
    return settled_view(story, "old") == [_block(element) for element in old] and settled_view(
        story, "new"
    ) == [_block(element) for element in new]


def _block(element: etree._Element) -> object:
    if element.tag == f"{W}p":
        return _paragraph(element)
    if element.tag == f"{W}tbl":
        return _table(element)
    if element.tag != f"{W}sdt":  # foreign: a chunk, a formula by itself
        return "other", canonical(element)
    content = element.find(f"{W}sdtContent")
    return "control", tuple(view(content)) if content is not None else ()


def _paragraph(element: etree._Element) -> object:
    ends_section = element.find(f"{W}pPr/{W}sectPr") is not None
    return (
        "paragraph",
        _properties(element.find(f"{W}pPr")),
        ends_section,
        tuple(_content(element)),
    )


def _properties(properties: etree._Element | None) -> bytes:
    if properties is None:
        return b""
    copy = etree.Element(f"{W}pPr")
    for child in properties:
        if child.tag == f"{W}sectPr" or (child.tag == f"{W}rPr" and not len(child)):
            continue
        copy.append(deepcopy(child))
    return canonical(copy) if len(copy) else b""


def _content(element: etree._Element) -> Iterator[object]:
    """Yield (look, text) for each run of text and a key for everything else."""
    parts = (atom for atom in atoms(element, by_word=False) if atom.kind != "marker")
    for (kind, look), group in groupby(parts, lambda atom: (atom.kind, atom.format)):
        if kind == "text":
            yield look, "".join(atom.text for atom in group)
            continue
        for atom in group:
            boxes = [b for e in atom.elements for b in e.iter(BOX)]
            yield look, atom.key, tuple(tuple(view(box)) for box in boxes)


def _table(element: etree._Element) -> object:
    return "table", _own(element.find(f"{W}tblPr")), tuple(_held(element, "tr", _row))


def _row(row: etree._Element) -> object:
    return _own(row.find(f"{W}trPr")), tuple(_held(row, "tc", _cell))


def _cell(cell: etree._Element) -> object:
    return _own(cell.find(f"{W}tcPr")), tuple(view(cell))


def _held(
    parent: etree._Element, name: str, told: Callable[[etree._Element], object]
) -> Iterator[object]:
    """Yield the rows or cells, those in content controls by control."""
    for child in parent:
        if child.tag == f"{W}{name}":
            yield told(child)
        elif child.tag == f"{W}sdt":
            content = child.find(f"{W}sdtContent")
            inside = () if content is None else tuple(_held(content, name, told))
            yield "control", tag_of(child), inside


def _own(properties: etree._Element | None) -> str:
    return key(properties) if properties is not None and len(properties) else ""
