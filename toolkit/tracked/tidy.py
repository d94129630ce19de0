"""A part, rid of what is no content: so that what is equal for a reader is equal for us."""

from __future__ import annotations

from lxml import etree

from toolkit.extract.docx.xml import W
from toolkit.tracked.revisions import settle, unwrap

_NOISE = {f"{W}proofErr", f"{W}lastRenderedPageBreak", f"{W}noProof", f"{W}softHyphenation"}
_WRAPPERS = {f"{W}smartTag", f"{W}customXml"}
_SESSION = ("rsid", "paraId", "textId")  # which editing session: attributes of Word's own


def tidy(root: etree._Element) -> etree._Element:
    """Accept earlier tracked changes and drop the traces of editing, in place; return `root`."""
    settle(root, "new")
    for element in [e for e in root.iter() if e.tag in _NOISE]:
        _remove(element)
    for element in [e for e in root.iter() if e.tag in _WRAPPERS]:
        properties = element.find(f"{W}smartTagPr")
        if properties is None:
            properties = element.find(f"{W}customXmlPr")
        if properties is not None:
            element.remove(properties)
        unwrap(element)
    for element in list(root.iter(f"{W}fldSimple")):
        _expand_field(element)
    for element in root.iter():
        for name in [
            a
            for a in element.attrib
            if any(s in str(a).lower() for s in ("rsid", "paraid", "textid"))
        ]:
            if str(name).rpartition("}")[2].startswith(_SESSION):
                del element.attrib[name]
    return root


def without_annotations(root: etree._Element) -> etree._Element:
    """Drop comments' anchors and bookmarks, which belong to the other document."""
    names = (
        "commentRangeStart",
        "commentRangeEnd",
        "bookmarkStart",
        "bookmarkEnd",
        "permStart",
        "permEnd",
    )
    for element in [e for e in root.iter() if e.tag in {f"{W}{name}" for name in names}]:
        _remove(element)
    for element in list(root.iter(f"{W}commentReference")):
        run = element.getparent()
        _remove(element)
        if run is not None and all(child.tag == f"{W}rPr" for child in run):
            _remove(run)
    return root


def _expand_field(field: etree._Element) -> None:
    """Write a simple field as the runs of a complex one, which alone can be tracked."""
    code = f" {field.get(f'{W}instr', '').strip()} "
    runs = [_field_char("begin"), _instruction(code), _field_char("separate")]
    parent = field.getparent()
    if parent is None:
        return
    at = parent.index(field)
    parent[at : at + 1] = [*runs, *field, _field_char("end")]


def _field_char(kind: str) -> etree._Element:
    run = etree.Element(f"{W}r")
    etree.SubElement(run, f"{W}fldChar").set(f"{W}fldCharType", kind)
    return run


def _instruction(code: str) -> etree._Element:
    run = etree.Element(f"{W}r")
    text = etree.SubElement(run, f"{W}instrText")
    text.text = code
    text.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
    return run


def _remove(element: etree._Element) -> None:
    parent = element.getparent()
    if parent is not None:
        parent.remove(element)
