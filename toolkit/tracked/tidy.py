"""A part, rid of what is no content: so that what is equal for a reader is equal for us."""

from __future__ import annotations

from collections.abc import Collection

from lxml import etree

from toolkit.extract.docx.xml import W
from toolkit.tracked.elements import MARKERS, SPACE, detach, unwrap
from toolkit.tracked.fields import expand_simple_fields, part_field_runs
from toolkit.tracked.revisions import settle

_NOISE = {f"{W}proofErr", f"{W}lastRenderedPageBreak", f"{W}noProof", f"{W}softHyphenation"}
_WRAPPERS = {f"{W}smartTag", f"{W}customXml"}
_SESSION = ("rsid", "paraId", "textId")  # which editing session: attributes of Word's own


def tidy(root: etree._Element) -> etree._Element:
    """Accept earlier tracked changes and drop the traces of editing, in place; return `root`."""
    settle(root, "new")
    for element in [e for e in root.iter() if e.tag in _NOISE]:
        detach(element)
    for element in [e for e in root.iter() if e.tag in _WRAPPERS]:
        properties = element.find(f"{W}smartTagPr")
        if properties is None:
            properties = element.find(f"{W}customXmlPr")
        if properties is not None:
            element.remove(properties)
        unwrap(element)
    for element in list(root.iter(f"{W}tbl")):
        if element.find(f".//{W}tr") is None:  # it says nothing, and only rows can be tracked
            detach(element)
    for element in root.iter(f"{W}t", f"{W}instrText"):
        _mark_space(element)
    expand_simple_fields(root)
    part_field_runs(root)
    for element in root.iter():
        for name in [
            a
            for a in element.attrib
            if any(s in str(a).lower() for s in ("rsid", "paraid", "textid"))
        ]:
            if str(name).rpartition("}")[2].startswith(_SESSION):
                del element.attrib[name]
    return root


def _mark_space(element: etree._Element) -> None:
    """Say that space counts where there is any at the ends, nowhere else: files differ in it."""
    text = element.text or ""
    if text != text.strip():
        element.set(SPACE, "preserve")
    elif SPACE in element.attrib:
        del element.attrib[SPACE]


def without_annotations(
    root: etree._Element, kept: Collection[etree._Element] = ()
) -> etree._Element:
    """Drop comments' anchors and all bookmarks but those `kept`: the other document has its own."""
    for element in [e for e in root.iter() if e.tag in MARKERS]:
        if element not in kept:
            detach(element)
    for element in list(root.iter(f"{W}commentReference")):
        run = element.getparent()
        detach(element)
        if run is not None and all(child.tag == f"{W}rPr" for child in run):
            detach(run)
    return root
