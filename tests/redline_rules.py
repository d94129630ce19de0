"""Word's own rules for tracked changes (ISO/IEC 29500-1, 17.13.5 and the schema), as a checker."""
# ruff: noqa: E501 - the schema's lists

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from lxml import etree

from tests.redline_package import Package, is_w, local, open_package, w

_WRAPPERS = {"ins", "del", "moveFrom", "moveTo"}
_CHANGES = {
    f"{name}Change"
    for name in ("rPr", "pPr", "sectPr", "tblPr", "tblPrEx", "trPr", "tcPr", "tblGrid")
}
_RANGES = {
    f"{kind}Range"
    for kind in (
        "moveFrom",
        "moveTo",
        "customXmlIns",
        "customXmlDel",
        "customXmlMoveFrom",
        "customXmlMoveTo",
    )
}
_ORDER = {
    "pPr": """pStyle keepNext keepLines pageBreakBefore framePr widowControl numPr suppressLineNumbers pBdr
        shd tabs suppressAutoHyphens kinsoku wordWrap overflowPunct topLinePunct autoSpaceDE autoSpaceDN
        bidi adjustRightInd snapToGrid spacing ind contextualSpacing mirrorIndents suppressOverlap jc
        textDirection textAlignment textboxTightWrap outlineLvl divId cnfStyle rPr sectPr pPrChange""",
    "rPr": """ins del moveFrom moveTo rStyle rFonts b bCs i iCs caps smallCaps strike dstrike outline shadow
        emboss imprint noProof snapToGrid vanish webHidden color spacing w kern position sz szCs highlight u
        effect bdr shd fitText vertAlign rtl cs em lang eastAsianLayout specVanish oMath rPrChange""",
    "tblPr": """tblStyle tblpPr tblOverlap bidiVisual tblStyleRowBandSize tblStyleColBandSize tblW jc
        tblCellSpacing tblInd tblBorders shd tblLayout tblCellMar tblLook tblCaption tblDescription
        tblPrChange""",
    "tcPr": """cnfStyle tcW gridSpan hMerge vMerge tcBorders shd noWrap tcMar textDirection tcFitText vAlign
        hideMark headers cellIns cellDel cellMerge tcPrChange""",
    "tbl": "bookmarkStart tblPr tblGrid tr",
    "tr": "tblPrEx trPr tc",
}
_LAST = {"trPr": ["ins", "del", "trPrChange"], "tblGrid": ["tblGridChange"]}
_FIRST = {"p": "pPr", "r": "rPr", "tc": "tcPr"}


def faults(data: bytes) -> list[str]:
    """Return what Word would object to, as sentences."""
    package = open_package(data)
    found: list[str] = []
    for part in package.parts:
        if part.startswith("word/") and part.endswith(".xml") and "theme" not in part:
            root = package.root(part)
            if is_w(root):
                found.extend(f"{part}: {fault}" for fault in _part_faults(root))
    found.extend(_package_faults(package))
    return found


def _part_faults(root: etree._Element) -> Iterator[str]:
    yield from _ids(root)
    yield from _nesting(root)
    yield from _orders(root)
    yield from _moves(root)
    yield from _fields(root)
    yield from _cells(root)
    yield from _prefixes(root)


def _ids(root: etree._Element) -> Iterator[str]:
    ids = Counter(e.get(w("id")) for e in root.iter() if is_w(e) and _is_revision(e))
    yield from (f"revision id {ident} is used {n} times" for ident, n in ids.items() if n > 1)
    for element in root.iter():
        if is_w(element) and _is_revision(element) and local(element) != "tblGridChange":
            missing = [n for n in ("id", "author") if not element.get(w(n))]
            yield from (f"{local(element)} without {name}" for name in missing)


def _is_revision(element: etree._Element) -> bool:
    name = local(element)
    return name in _WRAPPERS | _CHANGES | {"cellIns", "cellDel"} or (
        name.endswith("RangeStart") and name.removesuffix("Start") in _RANGES
    )


def _nesting(root: etree._Element) -> Iterator[str]:
    for element in root.iter():
        name = local(element) if is_w(element) else ""
        above = {local(a) for a in element.iterancestors() if is_w(a)}
        inside = {local(a) for a in _within(element)} & _WRAPPERS
        if name in _WRAPPERS and local(element.getparent()) not in {"rPr", "trPr"} and inside:
            yield f"{name} inside {inside}"
        if name in {"t", "instrText"} and "del" in inside and "ruby" not in above:
            yield f"{name} inside del"
        if name in {"delText", "delInstrText"} and "del" not in inside:
            yield f"{name} outside del"
        if name in _CHANGES and above & _CHANGES:
            yield f"{name} inside another change of properties"


def _within(element: etree._Element) -> Iterator[etree._Element]:
    """The element's ancestors up to its own paragraph: a box has paragraphs of its own."""
    for above in element.iterancestors():
        if local(above) in {"p", "txbxContent"}:
            return
        yield above


def _orders(root: etree._Element) -> Iterator[str]:
    for element in root.iter():
        name = local(element) if is_w(element) else ""
        if name in _ORDER:
            order = _ORDER[name].split()
            places = [order.index(local(c)) for c in element if is_w(c) and local(c) in order]
            if places != sorted(places):
                yield f"children of {name} out of order"
        if name in _LAST:
            marks = [local(c) for c in element if local(c) in _LAST[name]]
            if marks != [local(c) for c in element][len(element) - len(marks) :]:
                yield f"{marks} not last in {name}"
        if name in _FIRST:
            at = [n for n, c in enumerate(element) if local(c) == _FIRST[name]]
            if at not in ([], [0]):
                yield f"{_FIRST[name]} not first in {name}"


def _moves(root: etree._Element) -> Iterator[str]:
    names = {
        kind: sorted(e.get(w("name"), "") for e in root.iter(w(f"{kind}RangeStart")))
        for kind in ("moveFrom", "moveTo")
    }
    if names["moveFrom"] != names["moveTo"] or len(set(names["moveFrom"])) != len(
        names["moveFrom"]
    ):
        yield f"moves are not paired: {names}"
    for kind in _RANGES:
        starts = [e.get(w("id")) for e in root.iter(w(f"{kind}Start"))]
        ends = [e.get(w("id")) for e in root.iter(w(f"{kind}End"))]
        if sorted(map(str, starts)) != sorted(map(str, ends)):
            yield f"{kind}: starts {starts}, ends {ends}"
    open_now: set[str] = set()
    for element in root.iter():
        for kind in ("moveFrom", "moveTo"):
            if element.tag == w(f"{kind}RangeStart"):
                open_now.add(kind)
            elif element.tag == w(f"{kind}RangeEnd"):
                open_now.discard(kind)
        if element.tag == w("moveFrom") and "moveFrom" not in open_now:
            yield "moveFrom outside a named range"


def _fields(root: etree._Element) -> Iterator[str]:
    states: list[tuple[str, str]] = []
    for char in root.iter(w("fldChar")):
        wrapper = next((local(a) for a in _within(char) if local(a) in _WRAPPERS), "")
        kind = char.get(w("fldCharType"), "")
        if kind == "begin":
            states.append((wrapper, kind))
        elif not states:
            yield f"field {kind} without begin"
        else:
            if states[-1][0] != wrapper:
                yield f"a field begins {states[-1][0] or 'plain'} and has {kind} {wrapper or 'plain'}"
            if kind == "end":
                states.pop()
    yield from ("field begun and not ended" for _ in states)


def _prefixes(root: etree._Element) -> Iterator[str]:
    for choice in root.iter("{*}Choice"):
        unknown = [p for p in choice.get("Requires", "").split() if p not in choice.nsmap]
        yield from (f"a choice requires {prefix}, which is not declared" for prefix in unknown)


def _cells(root: etree._Element) -> Iterator[str]:
    for cell in root.iter(w("tc")):
        blocks = [c for c in cell if local(c) in {"p", "tbl", "sdt"}]
        if not blocks or local(blocks[-1]) == "tbl":
            yield "a cell does not end with a paragraph"


def _package_faults(package: Package) -> Iterator[str]:
    links = {part: package.links(part) for part in package.parts if not part.endswith(".rels")}
    for part, found in links.items():
        for kind, target in found.values():
            outside = kind in {"hyperlink", "attachedTemplate"} or "://" in target
            if not outside and target not in package.parts:
                yield f"{part}: relationship to {target}, which is not there"
    root = package.root(package.main)
    prefix = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
    for element in root.iter():
        for name, value in element.attrib.items():
            if str(name).startswith(prefix) and value and value not in links[package.main]:
                yield f"{local(element)} refers to {value}, which is no relationship"
    yield from _references(package, root)


def _references(package: Package, root: etree._Element) -> Iterator[str]:
    for kind, tag, part_kind in (
        ("footnote", "footnoteReference", "footnotes"),
        ("endnote", "endnoteReference", "endnotes"),
        ("comment", "commentReference", "comments"),
    ):
        part = package.related(part_kind)
        ids = [] if part is None else [e.get(w("id")) for e in package.root(part).iter(w(kind))]
        if len(set(ids)) != len(ids):
            yield f"{part_kind} with the same id"
        for reference in root.iter(w(tag)):
            if reference.get(w("id")) not in ids:
                yield f"{tag} {reference.get(w('id'))} has no {kind}"
    numbering = package.related("numbering")
    if numbering:
        numbers = {e.get(w("numId")) for e in package.root(numbering).iter(w("num"))}
        for use in root.iter(w("numId")):
            if use.get(w("val")) not in numbers | {"0"}:
                yield f"numId {use.get(w('val'))} is not defined"
