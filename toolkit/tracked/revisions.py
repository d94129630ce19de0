"""Tracked changes in a part, settled: as if each were accepted, or as if each were rejected.

The rules are those of ISO/IEC 29500-1, 17.13.5: a paragraph's mark carries its properties, so a
paragraph whose mark goes away gives its text to the one that follows.
"""

from __future__ import annotations

from typing import Literal

from lxml import etree

from toolkit.extract.docx.xml import MC, W
from toolkit.tracked.elements import MARKERS, detach, unwrap

Side = Literal["old", "new"]

_ARRIVING = {f"{W}ins", f"{W}moveTo"}
_LEAVING = {f"{W}del", f"{W}moveFrom"}
_CELL = {f"{W}cellIns": "new", f"{W}cellDel": "old"}
_CHANGES = {
    f"{W}{name}"
    for name in (
        "rPrChange", "pPrChange", "sectPrChange", "tblPrChange", "trPrChange", "tcPrChange",
        "tblGridChange", "tblPrExChange",
    )
}  # fmt: skip
_RANGES = {
    f"{W}{kind}Range{end}"
    for kind in (
        "moveFrom", "moveTo",
        "customXmlIns", "customXmlDel", "customXmlMoveFrom", "customXmlMoveTo",
    )
    for end in ("Start", "End")
} | {f"{W}numberingChange", f"{W}cellMerge"}  # fmt: skip
# What goes with all that it holds: a link, a control, a stretch of other direction.
_HOLDERS = (
    *(f"{W}{name}" for name in ("hyperlink", "sdtContent", "dir", "bdo")),
    *(f"{MC}{name}" for name in ("AlternateContent", "Choice", "Fallback")),
)
_NO_CONTENT = _RANGES | MARKERS
_LIVE = {f"{W}delText": f"{W}t", f"{W}delInstrText": f"{W}instrText"}
# A change of properties keeps these of the new side: the old side's are not recorded in it.
_KEPT = {
    f"{W}pPr": (f"{W}rPr", f"{W}sectPr"),
    f"{W}sectPr": (f"{W}headerReference", f"{W}footerReference"),
    f"{W}trPr": (f"{W}ins", f"{W}del"),
    f"{W}tcPr": (f"{W}cellIns", f"{W}cellDel", f"{W}cellMerge"),
}


def settle(root: etree._Element, side: Side) -> etree._Element:
    """Accept every change ("new") or reject every one ("old"), in place; return `root`."""
    going = _LEAVING if side == "new" else _ARRIVING
    filled = [e for e in root.iter(*_HOLDERS) if _is_filled(e)]
    _restore_properties(root, side)
    _settle_rows(root, side)
    leaving = [p for p in root.iter(f"{W}p") if _mark(p, going)]
    _settle_runs(root, side)
    _drop_emptied(filled)
    for paragraph in leaving:
        _give_to_next(paragraph)
    for paragraph in root.iter(f"{W}p"):
        _clear_mark(paragraph)
    for element in [e for e in root.iter() if e.tag in _RANGES]:
        detach(element)
    _drop_emptied(filled)  # a control around paragraphs
    return root


def _drop_emptied(filled: list[etree._Element]) -> None:
    for element in reversed(filled):
        control = element.getparent() if element.tag == f"{W}sdtContent" else element
        if control is not None and not _is_filled(element):
            detach(control)


def _is_filled(element: etree._Element) -> bool:
    return any(child.tag not in _NO_CONTENT for child in element)


def _restore_properties(root: etree._Element, side: Side) -> None:
    for change in [e for e in root.iter() if e.tag in _CHANGES]:
        holder = change.getparent()
        if holder is None:
            continue
        holder.remove(change)
        if side == "old" and len(change):
            _replace_children(holder, change[0])


def _replace_children(holder: etree._Element, old: etree._Element) -> None:
    kept = _KEPT.get(str(holder.tag), ())
    if holder.tag == f"{W}rPr":  # the marks of a paragraph's own revision are no formatting
        kept = tuple(_ARRIVING | _LEAVING)
    stay = [child for child in holder if child.tag in kept]
    front = [c for c in stay if c.tag.endswith("Reference") or holder.tag == f"{W}rPr"]
    back = [c for c in stay if c not in front]
    holder[:] = [*front, *old, *back]


def _settle_rows(root: etree._Element, side: Side) -> None:
    gone = f"{W}del" if side == "new" else f"{W}ins"
    for row in list(root.iter(f"{W}tr")):
        properties = row.find(f"{W}trPr")
        if properties is not None and properties.find(gone) is not None:
            _remove_row(row)
            continue
        for mark in [] if properties is None else properties.findall("*"):
            if mark.tag in {f"{W}ins", f"{W}del"}:
                properties.remove(mark)  # type: ignore[union-attr]
    for cell in list(root.iter(f"{W}tc")):
        for mark in cell.findall(f"{W}tcPr/*"):
            if mark.tag in _CELL:
                mark.getparent().remove(mark)  # type: ignore[union-attr]
                if _CELL[str(mark.tag)] != side:
                    cell.getparent().remove(cell)  # type: ignore[union-attr]


def _remove_row(row: etree._Element) -> None:
    table = next(row.iterancestors(f"{W}tbl"), None)
    detach(row)
    if table is not None and table.find(f".//{W}tr") is None:
        detach(table)


def _settle_runs(root: etree._Element, side: Side) -> None:
    stay, go = (_ARRIVING, _LEAVING) if side == "new" else (_LEAVING, _ARRIVING)
    for element in [e for e in root.iter() if e.tag in go and not _is_mark(e)]:
        detach(element)
    for element in [e for e in root.iter() if e.tag in stay and not _is_mark(e)]:
        unwrap(element)
    if side == "old":
        for element in [e for e in root.iter() if e.tag in _LIVE]:
            element.tag = _LIVE[str(element.tag)]


def _is_mark(element: etree._Element) -> bool:
    parent = element.getparent()
    return parent is not None and parent.tag in {f"{W}rPr", f"{W}trPr"}


def _mark(paragraph: etree._Element, tags: set[str]) -> bool:
    marks = paragraph.find(f"{W}pPr/{W}rPr")
    return marks is not None and any(child.tag in tags for child in marks)


def _clear_mark(paragraph: etree._Element) -> None:
    marks = paragraph.find(f"{W}pPr/{W}rPr")
    if marks is None:
        return
    for child in [c for c in marks if c.tag in _ARRIVING | _LEAVING]:
        marks.remove(child)
    if not len(marks):
        detach(marks)


def _give_to_next(paragraph: etree._Element) -> None:
    content = [child for child in paragraph if child.tag != f"{W}pPr"]
    following = paragraph.getnext()
    while following is not None and following.tag in _NO_CONTENT:
        following = following.getnext()
    if following is not None and following.tag == f"{W}p":
        first = 1 if len(following) and following[0].tag == f"{W}pPr" else 0
        for offset, child in enumerate(content):
            following.insert(first + offset, child)
        detach(paragraph)
    elif all(child.tag in _NO_CONTENT or _anchors_comment(child) for child in content):
        detach(paragraph)


def _anchors_comment(run: etree._Element) -> bool:
    return len(run) > 0 and all(child.tag in {f"{W}rPr", f"{W}commentReference"} for child in run)
