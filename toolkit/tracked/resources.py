"""What old text rests on (styles, numbers, pictures, links, notes), carried to the new package."""

from __future__ import annotations

from copy import deepcopy

from lxml import etree

from toolkit.extract.docx.xml import R, W
from toolkit.tracked.atoms import canonical
from toolkit.tracked.package import (
    OFFICE,
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

_STYLE_USES = (f"{W}pStyle", f"{W}rStyle", f"{W}tblStyle")
_STYLE_LINKS = (f"{W}basedOn", f"{W}next", f"{W}link")
_LIST_NAMES = (f"{W}nsid", f"{W}tmpl", f"{W}name")
_MAX_DEPTH = 8  # relationships of relationships: a chart has its workbook and its colours


def carry(old: Parts, new: Parts, root: etree._Element, part: str, new_part: str) -> None:
    """Rewrite the references of an old part's tree so that they hold in the new package."""
    _carry_relationships(old, new, root, part, new_part)
    _carry_styles(old, new, root)
    _carry_numbers(old, new, root)


def _carry_relationships(
    old: Parts, new: Parts, root: etree._Element, part: str, new_part: str
) -> None:
    known = {
        (kind, fingerprint(new, target, outside)): ident
        for ident, (kind, target, outside) in targets(new, new_part).items()
    }
    mapped: dict[str, str] = {}
    for ident, (kind, target, outside) in targets(old, part).items():
        mark = (kind, fingerprint(old, target, outside))
        if mark in known:
            mapped[ident] = known[mark]
        elif f'"{ident}"'.encode() in canonical(root) and (outside or target in old.data):
            copied = target if outside else _copy_part(old, new, target, _MAX_DEPTH)
            mapped[ident] = add_relationship(new, new_part, kind, copied, outside)
    for element in root.iter():
        for name, value in list(element.attrib.items()):
            if str(name).startswith(R) and value in mapped:
                element.set(str(name), mapped[str(value)])


def _copy_part(old: Parts, new: Parts, target: str, depth: int) -> str:
    """Copy a part with all that it relates to; relationship ids stay as they are within it."""
    name = add_part(new, target, old.data[target], content_type(old, target))
    inner = targets(old, target) if depth else {}
    for kind, deeper, outside in inner.values():
        if outside or deeper in old.data:
            copied = deeper if outside else _copy_part(old, new, deeper, depth - 1)
            add_relationship(new, name, kind, copied, outside)
    return name


def _carry_styles(old: Parts, new: Parts, root: etree._Element) -> None:
    """Copy the styles that only the old document has, with those that they rest on."""
    source, target = related_part(old, "styles"), related_part(new, "styles")
    if source is None or target is None:
        return
    held = {style.get(f"{W}styleId") for style in tree(new, target).iter(f"{W}style")}
    theirs = {style.get(f"{W}styleId", ""): style for style in tree(old, source).iter(f"{W}style")}
    waiting = [e.get(f"{W}val", "") for e in root.iter(*_STYLE_USES)]
    while waiting:
        name = waiting.pop()
        if name in held or name not in theirs:
            continue
        held.add(name)
        style = deepcopy(theirs[name])
        style.attrib.pop(f"{W}default", "")
        tree(new, target).append(style)
        _carry_numbers(old, new, style)
        waiting.extend(e.get(f"{W}val", "") for e in style.iter(*_STYLE_LINKS))


def _carry_numbers(old: Parts, new: Parts, root: etree._Element) -> None:
    """Give each list of the old document its equal in the new one, or a copy of itself."""
    uses = [e for e in root.iter(f"{W}numId") if e.getparent() is not None]
    source = related_part(old, "numbering")
    if not uses or source is None:
        return
    target = related_part(new, "numbering") or _empty_numbering(new)
    theirs, ours = _definitions(tree(old, source)), _definitions(tree(new, target))
    mapped: dict[str, str] = {}
    for ident in dict.fromkeys(use.get(f"{W}val", "") for use in uses):
        if ident not in theirs:
            continue
        taken = set(mapped.values())
        equal = [n for n, d in ours.items() if d == theirs[ident] and n not in taken]
        if ident in equal:
            mapped[ident] = ident
        else:
            mapped[ident] = (
                equal[0] if equal else _copy_list(tree(old, source), tree(new, target), ident)
            )
    for use in uses:
        use.set(f"{W}val", mapped.get(use.get(f"{W}val", ""), use.get(f"{W}val", "")))


def _definitions(root: etree._Element) -> dict[str, bytes]:
    """Return each list's definition without the names that differ from file to file."""
    abstract = {}
    for element in root.iter(f"{W}abstractNum"):
        copy = deepcopy(element)
        for child in [c for c in copy if c.tag in _LIST_NAMES]:
            copy.remove(child)
        ident = copy.attrib.pop(f"{W}abstractNumId", "")
        copy.attrib.clear()
        abstract[ident] = canonical(copy)
    found = {}
    for element in root.iter(f"{W}num"):
        link = element.find(f"{W}abstractNumId")
        overrides = b"".join(canonical(child) for child in element.iter(f"{W}lvlOverride"))
        if link is not None:
            base = abstract.get(link.get(f"{W}val", ""), b"")
            found[element.get(f"{W}numId", "")] = base + overrides
    return found


def _copy_list(old: etree._Element, new: etree._Element, ident: str) -> str:
    number = deepcopy(next(e for e in old.iter(f"{W}num") if e.get(f"{W}numId") == ident))
    link = number.find(f"{W}abstractNumId")
    wanted = "" if link is None else link.get(f"{W}val", "")
    free = 1 + max(
        [_int(e.get(f"{W}abstractNumId")) for e in new.iter(f"{W}abstractNum")], default=0
    )
    fresh = str(1 + max([_int(e.get(f"{W}numId")) for e in new.iter(f"{W}num")], default=0))
    for element in old.iter(f"{W}abstractNum"):
        if element.get(f"{W}abstractNumId") == wanted:
            copy = deepcopy(element)
            copy.set(f"{W}abstractNumId", str(free))
            for child in [c for c in copy if c.tag == f"{W}nsid"]:
                copy.remove(child)
            first = new.find(f"{W}num")
            new.insert(new.index(first) if first is not None else len(new), copy)
    if link is not None:
        link.set(f"{W}val", str(free))
    number.set(f"{W}numId", fresh)
    last = [e for e in new if e.tag in {f"{W}num", f"{W}abstractNum"}]
    new.insert(new.index(last[-1]) + 1 if last else len(new), number)
    return fresh


def _int(text: str | None) -> int:
    return int(text) if text and text.lstrip("-").isdigit() else 0


def _empty_numbering(new: Parts) -> str:
    root = etree.Element(f"{W}numbering", nsmap={"w": W[1:-1]})
    data = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
    part = add_part(
        new, "word/numbering.xml", data,
        f"{WORD_TYPE}.numbering+xml",
    )  # fmt: skip
    add_relationship(new, new.main, "numbering", part, outside=False)
    return part


def copy_note(old: Parts, new: Parts, kind: str, ident: str) -> str:
    """Copy one footnote or endnote of the old document; return its id in the new one."""
    source = related_part(old, kind)
    target = related_part(new, kind)
    if source is None:
        return ident
    if target is None:
        target = add_part(new, source, old.data[source], content_type(old, source))
        add_relationship(new, new.main, kind, target, outside=False)
        return ident
    name = f"{W}{kind.removesuffix('s')}"
    note = next((n for n in tree(old, source).iter(name) if n.get(f"{W}id") == ident), None)
    if note is None:
        return ident
    copy = deepcopy(note)
    root = tree(new, target)
    fresh = str(1 + max((_int(n.get(f"{W}id")) for n in root.iter(name)), default=0))
    copy.set(f"{W}id", fresh)
    root.append(copy)
    return fresh


__all__ = ["OFFICE", "carry", "copy_note"]
