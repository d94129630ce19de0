"""Old and new paragraph → one paragraph with its changes tracked."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from copy import deepcopy
from itertools import groupby, pairwise

from lxml import etree

from toolkit.extract.docx.xml import M, W
from toolkit.tracked.atoms import Atom, atoms, canonical, from_canonical
from toolkit.tracked.elements import BOX, NOTES, SPACE, properties_of
from toolkit.tracked.pen import Pen, Wrapper
from toolkit.tracked.words import Change, changes, whole

Markers = dict[int, list[Atom]]
Divide = Callable[[list[Atom], list[Atom]], list[Change]]

_DEAD = {f"{W}t": f"{W}delText", f"{W}instrText": f"{W}delInstrText"}


def changed_paragraph(
    old: etree._Element, new: etree._Element, pen: Pen, fine: bool
) -> etree._Element:
    """Return `new` with its changes from `old` tracked, by words or (not `fine`) as a whole."""
    result = etree.Element(f"{W}p")
    properties = _changed_properties(old, new, pen)
    if properties is not None:
        result.append(properties)
        _keep_section(old, new, properties, pen)
    _compare(result, old, new, changes if fine else whole, pen)
    return result


def _compare(
    result: etree._Element, old: etree._Element, new: etree._Element, divide: Divide, pen: Pen
) -> None:
    """Write the content of two paragraphs, or links, into one."""
    sides = atoms(old), atoms(new)
    before, after = ([atom for atom in side if atom.kind != "marker"] for side in sides)
    _write(result, divide(before, after), (_markers(sides[0]), _markers(sides[1])), pen)


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
    _mark_look(properties_of(paragraph, "pPr")).insert(0, pen.stamp(wrapper))


def _mark_look(properties: etree._Element) -> etree._Element:
    """Return the look of a paragraph's mark, put in its place where there is none."""
    look = properties.find(f"{W}rPr")
    if look is None:
        look = etree.Element(f"{W}rPr")
        later = [c for c in properties if c.tag in {f"{W}sectPr", f"{W}pPrChange"}]
        properties.insert(properties.index(later[0]) if later else len(properties), look)
    return look


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
    if old_look != new_look:
        _mark_look(result).append(_look_change(old_look, pen))


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
    result = etree.Element(new.elements[0].tag)
    for name, value in new.elements[0].attrib.items():
        result.set(str(name), str(value))
    _compare(result, old.elements[0], new.elements[0], changes, pen)
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
            properties_of(run, "rPr").append(_look_change(was, pen))
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
    boxes = [box for element in old for box in element.iter(BOX)]
    for was, now in zip(boxes, list(new.iter(BOX)), strict=False):
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
                text.set(SPACE, "preserve")
        else:
            _append(run, (deepcopy(element) for atom in group for element in atom.elements))
    return run


def _wrapped(element: etree._Element, wrapper: Wrapper, pen: Pen) -> Iterator[etree._Element]:
    """Wrap a run or a formula; inside a link or a control, wrap its runs instead."""
    if element.tag == f"{W}r" or str(element.tag).startswith(M):
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
    for note in run.iter(*NOTES):
        note.set(f"{W}id", pen.note(NOTES[str(note.tag)], note.get(f"{W}id", "")))
