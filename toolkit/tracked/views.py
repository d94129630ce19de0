"""What a document amounts to for the check: text, looks, properties, numbers, tables."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from copy import deepcopy
from itertools import groupby

from lxml import etree

from toolkit.extract.docx.xml import W
from toolkit.tracked.atoms import atoms, canonical, key
from toolkit.tracked.revisions import Side, settle

_STORIES = {f"{W}txbxContent"}

View = list[object]


def view(story: etree._Element) -> View:
    """Return the blocks of a story as plain values, equal where the stories amount to the same."""
    return [_block(child) for child in story if child.tag in {f"{W}p", f"{W}tbl", f"{W}sdt"}]


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
            boxes = [b for e in atom.elements for b in e.iter(*_STORIES)]
            yield look, atom.key, tuple(tuple(view(box)) for box in boxes)


def _table(element: etree._Element) -> object:
    rows = [row for row in element.iter(f"{W}tr") if _owner(row) is element]
    return (
        "table",
        _own(element.find(f"{W}tblPr")),
        tuple((_own(row.find(f"{W}trPr")), tuple(_cells(row))) for row in rows),
    )


def _owner(row: etree._Element) -> etree._Element | None:
    return next(row.iterancestors(f"{W}tbl"), None)


def _cells(row: etree._Element) -> Iterator[object]:
    for cell in row.iter(f"{W}tc"):
        if next(cell.iterancestors(f"{W}tr"), None) is row:
            yield _own(cell.find(f"{W}tcPr")), tuple(view(cell))


def _own(properties: etree._Element | None) -> str:
    return key(properties) if properties is not None and len(properties) else ""
