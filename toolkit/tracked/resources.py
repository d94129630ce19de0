"""What old text rests on (styles, numbers, pictures, links, notes), carried to the new package."""

from __future__ import annotations

from collections.abc import Iterator
from copy import deepcopy
from dataclasses import dataclass, field
from itertools import chain, count

from lxml import etree

from toolkit.extract.docx.xml import R, W, integer
from toolkit.tracked.atoms import canonical
from toolkit.tracked.package import (
    WORD_TYPE,
    Parts,
    add_part,
    add_relationship,
    content_type,
    fingerprint,
    related_part,
    targets,
    tree,
)
from toolkit.tracked.tidy import tidy

_MARGINS = ("header", "footer")  # never shared between the sides: they are compared and marked
_STYLE_USES = (f"{W}pStyle", f"{W}rStyle", f"{W}tblStyle")
_STYLE_LINKS = (f"{W}basedOn", f"{W}next", f"{W}link")
_LIST_NAMES = (f"{W}nsid", f"{W}tmpl", f"{W}name", f"{W}styleLink")
# What a copied list leaves behind: a style has one list only, a picture for bullets its own id.
_OF_ONE = (f"{W}nsid", f"{W}pStyle", f"{W}styleLink", f"{W}lvlPicBulletId")
_MAX_DEPTH = 8  # relationships of relationships: a chart has its workbook and its colours


def carry(old: Parts, new: Parts, root: etree._Element, part: str, new_part: str) -> set[str]:
    """Rewrite the references of an old part's tree so that they hold in the new package.

    Returns the ids of the relationships that `new_part` gained.
    """
    gained = _carry_relationships(old, new, root, part, new_part)
    _carry_looks(old, new, root)
    return gained


def _carry_looks(old: Parts, new: Parts, root: etree._Element) -> None:
    _carry_styles(old, new, root)
    _carry_numbers(old, new, root)


def _carry_relationships(
    old: Parts, new: Parts, root: etree._Element, part: str, new_part: str
) -> set[str]:
    known = {
        (kind, fingerprint(new, target, outside)): ident
        for ident, (kind, target, outside) in targets(new, new_part).items()
        if kind not in _MARGINS
    }
    used = {str(v) for e in root.iter() for k, v in e.attrib.items() if str(k).startswith(R)}
    mapped: dict[str, str] = {}
    for ident, (kind, target, outside) in targets(old, part).items():
        mark = (kind, fingerprint(old, target, outside))
        if mark in known:
            mapped[ident] = known[mark]
        elif ident in used and (outside or target in old.data):
            copied = target if outside else _copy_part(old, new, target, _MAX_DEPTH)
            mapped[ident] = add_relationship(new, new_part, kind, copied, outside)
            if kind in _MARGINS:
                _carry_looks(old, new, tidy(tree(new, copied)))
    for element in root.iter():
        for name, value in list(element.attrib.items()):
            if str(name).startswith(R) and value in mapped:
                element.set(str(name), mapped[str(value)])
    return set(mapped.values()) - set(known.values())


def _copy_part(old: Parts, new: Parts, target: str, depth: int) -> str:
    """Copy a part with all that it relates to; relationship ids stay as they are within it."""
    name = add_part(new, target, old.data[target], content_type(old, target))
    inner = targets(old, target) if depth else {}
    for ident, (kind, deeper, outside) in inner.items():
        if outside or deeper in old.data:
            copied = deeper if outside else _copy_part(old, new, deeper, depth - 1)
            add_relationship(new, name, kind, copied, outside, ident)
    return name


def _carry_styles(old: Parts, new: Parts, root: etree._Element) -> None:
    """Give each style of the old document its namesake in the new one, or a copy of itself."""
    source = related_part(old, "styles")
    if source is None:
        return
    sheet = tree(new, related_part(new, "styles") or empty_part(new, "styles"))
    theirs = {style.get(f"{W}styleId", ""): style for style in tree(old, source).iter(f"{W}style")}
    known = _Styles(sheet, theirs, {_called(s): s.get(f"{W}styleId", "") for s in sheet})
    for use in root.iter(*_STYLE_USES):
        ident = use.get(f"{W}val", "")
        use.set(f"{W}val", _style(old, new, known, ident))


@dataclass
class _Styles:
    """The new document's styles, the old one's by id, the new ones' ids by name; ids so far."""

    sheet: etree._Element
    theirs: dict[str, etree._Element]
    ours: dict[tuple[str, str], str]
    mapped: dict[str, str] = field(default_factory=dict)


def _style(old: Parts, new: Parts, known: _Styles, ident: str) -> str:
    """Return the new document's id for the old document's style `ident`, copied if need be."""
    if ident in known.mapped or ident not in known.theirs:
        return known.mapped.get(ident, ident)
    style = known.theirs[ident]
    if _called(style) in known.ours:
        known.mapped[ident] = known.ours[_called(style)]
        return known.mapped[ident]
    held = set(known.ours.values())
    fresh = next(n for n in chain([ident], _numbered(ident)) if n not in held)
    known.mapped[ident] = known.ours[_called(style)] = fresh
    style = deepcopy(style)
    style.set(f"{W}styleId", fresh)
    style.attrib.pop(f"{W}default", "")
    known.sheet.append(style)
    _carry_numbers(old, new, style)
    for link in style.iter(*_STYLE_LINKS):
        link.set(f"{W}val", _style(old, new, known, link.get(f"{W}val", "")))
    return fresh


def _called(style: etree._Element) -> tuple[str, str]:
    name = style.find(f"{W}name")
    own = style.get(f"{W}styleId", "")
    return style.get(f"{W}type", ""), (own if name is None else name.get(f"{W}val", own)).lower()


def _numbered(ident: str) -> Iterator[str]:
    return (f"{ident}{number}" for number in count(2))


def _carry_numbers(old: Parts, new: Parts, root: etree._Element) -> None:
    """Give each list of the old document its equal in the new one, or a copy of itself."""
    uses = [e for e in root.iter(f"{W}numId") if e.getparent() is not None]
    source = related_part(old, "numbering")
    if not uses or source is None:
        return
    target = related_part(new, "numbering") or empty_part(new, "numbering")
    theirs, ours = _definitions(tree(old, source)), _definitions(tree(new, target))
    wanted = [i for i in dict.fromkeys(use.get(f"{W}val", "") for use in uses) if i in theirs]
    mapped = {ident: ident for ident in wanted if ours.get(ident) == theirs[ident]}
    for ident in wanted:
        if ident in mapped:
            continue
        taken = set(mapped.values())
        equal = [n for n, d in ours.items() if d == theirs[ident] and n not in taken]
        mapped[ident] = (
            equal[0] if equal else _copy_list(tree(old, source), tree(new, target), ident)
        )
    for use in uses:
        use.set(f"{W}val", mapped.get(use.get(f"{W}val", ""), use.get(f"{W}val", "")))


def _definitions(root: etree._Element) -> dict[str, bytes]:
    """Return each list's definition without the names that differ from file to file."""
    abstract = {}
    for ident, element in _abstracts(root).items():
        copy = deepcopy(element)
        for child in [c for c in copy if c.tag in _LIST_NAMES]:
            copy.remove(child)
        copy.attrib.clear()
        for level in copy.iter(f"{W}lvl"):
            level.attrib.pop(f"{W}tplc", "")
        abstract[ident] = canonical(copy)
    found = {}
    for element in root.iter(f"{W}num"):
        link = element.find(f"{W}abstractNumId")
        overrides = b"".join(canonical(child) for child in element.iter(f"{W}lvlOverride"))
        if link is not None:
            base = abstract.get(link.get(f"{W}val", ""), b"")
            found[element.get(f"{W}numId", "")] = base + overrides
    return found


def _abstracts(root: etree._Element) -> dict[str, etree._Element]:
    """Return the definitions by id; one that names a list style stands for that style's own."""
    found = {e.get(f"{W}abstractNumId", ""): e for e in root.iter(f"{W}abstractNum")}
    styles = {_value(e, "styleLink"): e for e in found.values()}
    return {
        ident: styles.get(style, element) if (style := _value(element, "numStyleLink")) else element
        for ident, element in found.items()
    }


def _value(element: etree._Element, name: str) -> str:
    child = element.find(f"{W}{name}")
    return "" if child is None else child.get(f"{W}val", "")


def _copy_list(old: etree._Element, new: etree._Element, ident: str) -> str:
    number = deepcopy(next(e for e in old.iter(f"{W}num") if e.get(f"{W}numId") == ident))
    link = number.find(f"{W}abstractNumId")
    wanted = "" if link is None else link.get(f"{W}val", "")
    free = 1 + max(
        [integer(e.get(f"{W}abstractNumId")) for e in new.iter(f"{W}abstractNum")], default=0
    )
    fresh = str(1 + max([integer(e.get(f"{W}numId")) for e in new.iter(f"{W}num")], default=0))
    element = _abstracts(old).get(wanted)
    if element is not None:
        copy = deepcopy(element)
        copy.set(f"{W}abstractNumId", str(free))
        for child in list(copy.iter(*_OF_ONE)):
            child.getparent().remove(child)  # type: ignore[union-attr]
        first = new.find(f"{W}num")
        new.insert(new.index(first) if first is not None else len(new), copy)
    if link is not None:
        link.set(f"{W}val", str(free))
    number.set(f"{W}numId", fresh)
    last = [e for e in new if e.tag in {f"{W}num", f"{W}abstractNum"}]
    new.insert(new.index(last[-1]) + 1 if last else len(new), number)
    return fresh


def empty_part(new: Parts, kind: str) -> str:
    """Add a part of the main document that has none of that kind; return its name."""
    root = etree.Element(f"{W}{kind}", nsmap={"w": W[1:-1]})
    data = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
    part = add_part(new, f"word/{kind}.xml", data, f"{WORD_TYPE}.{kind}+xml")
    add_relationship(new, new.main, kind, part, outside=False)
    return part
