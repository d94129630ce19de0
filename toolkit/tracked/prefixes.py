"""One prefix for each vocabulary, so that what is equal is equal in bytes and fits in one part."""

from __future__ import annotations

from lxml import etree

from toolkit.extract.docx.xml import A_NS, R_NS, W_NS, M, W

_WP_NS = "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"
_USUAL = {"w": W_NS, "r": R_NS, "m": M[1:-1], "a": A_NS, "wp": _WP_NS}


def with_usual_prefixes(root: etree._Element) -> etree._Element:
    """Return a part's root with the prefixes that Word gives; the root itself where it has them.

    All declarations move to the root: `mc:Choice Requires="wps"` needs its prefix wherever the
    element goes.
    """
    if not str(root.tag).startswith(W) or _is_usual(root):
        return root
    known = dict(_USUAL)
    for element in root.iter(etree.Element):
        for prefix, uri in element.nsmap.items():
            if prefix and uri not in known.values():
                known.setdefault(prefix, uri)
    return _copied(root, etree.Element(root.tag, nsmap=known))


def _is_usual(root: etree._Element) -> bool:
    """Tell by the root alone: producers declare there what they use."""
    declared = root.nsmap
    known = all(prefix == "w" for prefix, uri in declared.items() if uri == W_NS)
    return known and root.prefix == "w" and declared.get("w") == W_NS


def _copied(source: etree._Element, target: etree._Element) -> etree._Element:
    for name, value in source.attrib.items():
        target.set(str(name), str(value))
    target.text, target.tail = source.text, source.tail
    for child in source.iterchildren(etree.Element):
        _copied(child, etree.SubElement(target, child.tag))
    return target
