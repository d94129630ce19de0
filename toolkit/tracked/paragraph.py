"""Old and new paragraph → one paragraph with its changes tracked."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from copy import deepcopy
from dataclasses import dataclass, field
from itertools import groupby, pairwise
from typing import Literal

from lxml import etree

from toolkit.extract.docx.xml import W
from toolkit.tracked.atoms import Atom, atoms, canonical, from_canonical
from toolkit.tracked.words import Change, changes, whole

Wrapper = Literal["ins", "del", "moveTo", "moveFrom"]
Grain = Literal["word", "paragraph", "block", "story"]

Markers = dict[int, list[Atom]]

_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_DEAD = {f"{W}t": f"{W}delText", f"{W}instrText": f"{W}delInstrText"}
_NOTES = {f"{W}footnoteReference": "footnotes", f"{W}endnoteReference": "endnotes"}
_BOXES = f"{W}txbxContent"
_MATHS = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"


@dataclass
class Pen:
    """Who writes the changes, when, and the next free id.

    `grain` is the least that is marked: a word, a paragraph, a block, or the story. `note` maps an
    old document's note to its copy in the new one; `inner` compares what stands inside two atoms
    that are alike but for their text boxes. `kept_notes` (kind and old id → new id) and
    `kept_sections` (old, new, new as written) gather what both sides have, to be compared.
    """

    author: str
    date: str
    next_id: int = 1
    grain: Grain = "word"
    kept_notes: dict[tuple[str, str], str] = field(default_factory=dict)
    kept_sections: list[tuple[etree._Element, etree._Element, etree._Element]] = field(
        default_factory=list
    )
    note: Callable[[str, str], str] = field(default=lambda _kind, ident: ident)
    inner: Callable[[etree._Element, etree._Element], None] = field(default=lambda _old, _new: None)

    def stamp(self, tag: str) -> etree._Element:
        """Return a revision element with its id, author and date."""
        element = etree.Element(f"{W}{tag}")
        element.set(f"{W}id", str(self.next_id))
        element.set(f"{W}author", self.author)
        element.set(f"{W}date", self.date)
        self.next_id += 1
        return element

    def ranged(self, control: etree._Element, wrapper: Wrapper) -> Iterator[etree._Element]:
        """Track a content control itself, which no wrapper may hold (17.13.5.4 to 17.13.5.11)."""
        name = {"ins": "Ins", "del": "Del", "moveTo": "MoveTo", "moveFrom": "MoveFrom"}[wrapper]
        start = self.stamp(f"customXml{name}RangeStart")
        end = etree.Element(f"{W}customXml{name}RangeEnd")
        end.set(f"{W}id", start.get(f"{W}id", ""))
        yield from (start, control, end)

    def keep(self, old: etree._Element, new: etree._Element) -> None:
        """Note the notes to which two equal elements refer."""
        for was, now in zip(old.iter(*_NOTES), new.iter(*_NOTES), strict=False):
            kind = _NOTES[str(was.tag)]
            self.kept_notes[kind, was.get(f"{W}id", "")] = now.get(f"{W}id", "")


def changed_paragraph(
    old: etree._Element, new: etree._Element, pen: Pen, fine: bool
) -> etree._Element:
    """Return `new` with its changes from `old` tracked, by words or (not `fine`) as a whole."""
    sides = atoms(old), atoms(new)
    before, after = ([atom for atom in side if atom.kind != "marker"] for side in sides)
    found = changes(before, after) if fine else whole(before, after)
    result = etree.Element(f"{W}p")
    properties = _changed_properties(old, new, pen)
    if properties is not None:
        result.append(properties)
        _keep_section(old, new, properties, pen)
    _write(result, found, (_markers(sides[0]), _markers(sides[1])), pen)
    return result


def one_sided(paragraph: etree._Element, wrapper: Wrapper, pen: Pen) -> etree._Element:
    """Return the paragraph wholly inserted, deleted or moved, its mark too."""
    result = etree.Element(f"{W}p")
    properties = paragraph.find(f"{W}pPr")
    result.append(deepcopy(properties) if properties is not None else etree.Element(f"{W}pPr"))
    mark_paragraph(result, wrapper, pen)
    arriving = wrapper in {"ins", "moveTo"}
    content = atoms(paragraph)
    side = tuple(atom for atom in content if atom.kind != "marker")
    change = Change("insert", new=side) if arriving else Change("delete", old=side)
    own = _markers(content)
    markers: tuple[Markers, Markers] = ({}, own) if arriving else (own, {})
    _write(result, [change] if side else [], markers, pen, wrapper)
    return result


def mark_paragraph(paragraph: etree._Element, wrapper: Wrapper, pen: Pen) -> None:
    """Track the paragraph's own mark as inserted or deleted."""
    properties = paragraph.find(f"{W}pPr")
    if properties is None:
        properties = etree.Element(f"{W}pPr")
        paragraph.insert(0, properties)
    marks = properties.find(f"{W}rPr")
    if marks is None:
        marks = etree.Element(f"{W}rPr")
        later = [c for c in properties if c.tag in {f"{W}sectPr", f"{W}pPrChange"}]
        at = properties.index(later[0]) if later else len(properties)
        properties.insert(at, marks)
    marks.insert(0, pen.stamp(wrapper))


def _changed_properties(
    old: etree._Element, new: etree._Element, pen: Pen
) -> etree._Element | None:
    before, after = old.find(f"{W}pPr"), new.find(f"{W}pPr")
    result = deepcopy(after) if after is not None else etree.Element(f"{W}pPr")
    was, now = _own(before), _own(after)
    _change_mark(result, before, pen)
    if canonical(was) != canonical(now):
        change = pen.stamp("pPrChange")
        change.append(was)
        result.append(change)
    return result if len(result) else None


def _keep_section(
    old: etree._Element, new: etree._Element, properties: etree._Element, pen: Pen
) -> None:
    was, now = (p.find(f"{W}pPr/{W}sectPr") for p in (old, new))
    written = properties.find(f"{W}sectPr")
    if was is not None and now is not None and written is not None:
        others = [kept for kept in pen.kept_sections if kept[0] is not was]
        pen.kept_sections[:] = [*others, (was, now, written)]


def _own(properties: etree._Element | None) -> etree._Element:
    """Return the properties that a change records: not the mark's look, nor the section's."""
    own = etree.Element(f"{W}pPr")
    for child in [] if properties is None else properties:
        if child.tag not in {f"{W}rPr", f"{W}sectPr", f"{W}pPrChange"}:
            own.append(deepcopy(child))
    return own


def _change_mark(result: etree._Element, before: etree._Element | None, pen: Pen) -> None:
    """Track a change in the look of the paragraph's mark, which numbers take theirs from."""
    was = None if before is None else before.find(f"{W}rPr")
    now = result.find(f"{W}rPr")
    old_look = canonical(was) if was is not None and len(was) else b""
    new_look = canonical(now) if now is not None and len(now) else b""
    if old_look == new_look:
        return
    if now is None:
        now = etree.Element(f"{W}rPr")
        later = [c for c in result if c.tag in {f"{W}sectPr", f"{W}pPrChange"}]
        result.insert(result.index(later[0]) if later else len(result), now)
    now.append(_look_change(old_look, pen))


def _look_change(old_look: bytes, pen: Pen) -> etree._Element:
    change = pen.stamp("rPrChange")
    change.append(from_canonical(old_look) if old_look else etree.Element(f"{W}rPr"))
    return change


def _markers(content: list[Atom]) -> Markers:
    """Return a side's markers by how many of its other atoms stand before them."""
    found: Markers = {}
    before = 0
    for atom in content:
        if atom.kind == "marker":
            found.setdefault(before, []).append(atom)
        else:
            before += 1
    return found


def _write(
    result: etree._Element,
    found: Iterable[Change],
    markers: tuple[Markers, Markers],
    pen: Pen,
    wrapper: Wrapper | None = None,
) -> None:
    """Write the changes, each side's markers (old, new) where they stand among its atoms."""
    passed = [0, 0]  # atoms of the old side, of the new
    for change in found:
        sides = [n for n, atoms_ in enumerate((change.old, change.new)) if atoms_]
        size = max(len(change.old), len(change.new))
        cuts = {at - passed[n] for n in sides for at in markers[n]}
        for start, end in pairwise(sorted({0, size, *(cut for cut in cuts if 0 < cut < size)})):
            for n in sides:
                _append(result, _standing(markers[n].pop(passed[n] + start, [])))
            _append(result, _piece(change, start, end, wrapper, pen))
        passed = [passed[0] + len(change.old), passed[1] + len(change.new)]
    for side in markers:
        for left in sorted(side):
            _append(result, _standing(side[left]))


def _standing(markers: list[Atom]) -> Iterator[etree._Element]:
    return (deepcopy(element) for marker in markers for element in marker.elements)


def _piece(
    change: Change, start: int, end: int, wrapper: Wrapper | None, pen: Pen
) -> Iterable[etree._Element]:
    """Return a part of one change, marked as what it is."""
    match change.op:
        case "delete":
            return _one_side(change.old[start:end], wrapper or "del", pen)
        case "insert":
            return _one_side(change.new[start:end], wrapper or "ins", pen)
        case "within":
            return (_changed_link(change.old[0], change.new[0], pen),)
    return _kept(change.old[start:end], change.new[start:end], pen)


def _changed_link(old: Atom, new: Atom, pen: Pen) -> etree._Element:
    """Mark what changed in the text of a link."""
    both = [atoms(old.elements[0]), atoms(new.elements[0])]
    before, after = ([atom for atom in side if atom.kind != "marker"] for side in both)
    result = etree.Element(new.elements[0].tag)
    for name, value in new.elements[0].attrib.items():
        result.set(str(name), str(value))
    _write(result, changes(before, after), (_markers(both[0]), _markers(both[1])), pen)
    return result


def _append(parent: etree._Element, elements: Iterable[etree._Element]) -> None:
    for element in elements:
        parent.append(element)


def _kept(old: tuple[Atom, ...], new: tuple[Atom, ...], pen: Pen) -> Iterator[etree._Element]:
    """Write what both sides have; where only its look changed, that is tracked."""
    pairs = zip(old, new, strict=True)
    for (kind, was, now), group in groupby(pairs, lambda p: (p[1].kind, p[0].format, p[1].format)):
        couples = list(group)
        if kind == "whole":
            for one, other in couples:
                yield from _kept_whole(one, other, pen)
            continue
        run = _run(now, [other for _, other in couples])
        if was != now:
            properties = run.find(f"{W}rPr")
            if properties is None:
                properties = etree.Element(f"{W}rPr")
                run.insert(0, properties)
            properties.append(_look_change(was, pen))
        for one, other in couples:
            for was_element, now_element in zip(one.elements, other.elements, strict=True):
                pen.keep(was_element, now_element)
        _compare_inside([e for one, _ in couples for e in one.elements], run, pen)
        yield run


def _kept_whole(old: Atom, new: Atom, pen: Pen) -> Iterator[etree._Element]:
    for was, now in zip(old.elements, new.elements, strict=False):
        copy = deepcopy(now)
        pen.keep(was, now)
        _compare_inside([was], copy, pen)
        yield copy


def _compare_inside(old: list[etree._Element], new: etree._Element, pen: Pen) -> None:
    boxes = [box for element in old for box in element.iter(_BOXES)]
    for was, now in zip(boxes, list(new.iter(_BOXES)), strict=False):
        pen.inner(was, now)


def _one_side(side: tuple[Atom, ...], wrapper: Wrapper, pen: Pen) -> Iterator[etree._Element]:
    for (kind, look), group in groupby(side, lambda atom: (atom.kind, atom.format)):
        members = list(group)
        if kind == "whole":
            for atom in members:
                for element in atom.elements:
                    yield from _wrapped(deepcopy(element), wrapper, pen)
        else:
            yield from _wrapped(_run(look, members), wrapper, pen)


def _run(look: bytes, members: list[Atom]) -> etree._Element:
    run = etree.Element(f"{W}r")
    if look:
        run.append(from_canonical(look))
    for kind, group in groupby(members, lambda atom: atom.kind):
        if kind == "text":
            text = etree.SubElement(run, f"{W}t")
            text.text = "".join(atom.text for atom in group)
            if text.text != text.text.strip():
                text.set(_SPACE, "preserve")
        else:
            _append(run, (deepcopy(element) for atom in group for element in atom.elements))
    return run


def _wrapped(element: etree._Element, wrapper: Wrapper, pen: Pen) -> Iterator[etree._Element]:
    """Wrap a run or a formula; inside a link or a control, wrap its runs instead."""
    if element.tag == f"{W}r" or str(element.tag).startswith(_MATHS):
        if wrapper == "del":
            _deaden(element)
        if wrapper in {"del", "moveFrom"}:
            _copy_notes(element, pen)
        outer = pen.stamp(wrapper)
        outer.append(element)
        yield outer
        return
    inside = element.find(f"{W}sdtContent") if element.tag == f"{W}sdt" else element
    if inside is not None:
        inside[:] = [part for child in list(inside) for part in _wrapped(child, wrapper, pen)]
    if element.tag == f"{W}sdt":
        yield from pen.ranged(element, wrapper)
    else:
        yield element


def _deaden(run: etree._Element) -> None:
    for child in run:
        child.tag = _DEAD.get(str(child.tag), child.tag)


def _copy_notes(run: etree._Element, pen: Pen) -> None:
    for note in run.iter(*_NOTES):
        note.set(f"{W}id", pen.note(_NOTES[str(note.tag)], note.get(f"{W}id", "")))
