"""Old and new table → one table with its rows and cells tracked."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from copy import deepcopy

from lxml import etree

from toolkit.extract.docx.xml import W
from toolkit.tracked.atoms import canonical
from toolkit.tracked.pen import Pen, Wrapper
from toolkit.tracked.sequence import Pair, alike, apart, bag, pair_up
from toolkit.tracked.shells import Held, held, plainly, reheld, tags

CompareStory = Callable[[etree._Element, etree._Element, Pen], None]
Lone = Callable[[Iterable[etree._Element], Wrapper, Pen], Iterator[etree._Element]]

# What a row's or cell's recorded old properties may not hold: marks of their own revision.
_MARKS = {f"{W}{name}" for name in ("ins", "del", "trPrChange", "cellIns", "cellDel", "cellMerge")}


def changed_table(
    old: etree._Element,
    new: etree._Element,
    pen: Pen,
    story: CompareStory,
    lone: Lone,
    fine: bool = True,
) -> etree._Element:
    """Return `new` with inserted and deleted rows, changed cells and changed properties tracked.

    Where not `fine`, every old row is deleted and every new one inserted.
    """
    result = etree.Element(f"{W}tbl")
    for child in new:
        if child.tag not in {f"{W}tr", f"{W}tblPr", f"{W}tblGrid"} and not len(
            child.findall(f".//{W}tr")
        ):
            result.append(deepcopy(child))
    _properties(result, old, new, "tblPr", pen)
    _grid(result, old, new, pen)
    before, after = held(old, "tr"), held(new, "tr")
    ours: dict[etree._Element, etree._Element] = {}  # old control → new control of kept rows
    marked: list[Held] = []
    for a, b in _pairs(before, after, fine):
        if a is not None and b is not None:
            row = _changed_row(before[a].element, after[b].element, pen, story)
            ours |= dict(zip(before[a].shells, after[b].shells, strict=True))
            marked.append(Held(row, after[b].shells))
        elif a is not None:
            marked.append(Held(_lone_row(before[a].element, "del", pen, lone), before[a].shells))
        elif b is not None:
            marked.append(Held(_lone_row(after[b].element, "ins", pen, lone), after[b].shells))
    shared = [Held(row.element, tuple(ours.get(s, s) for s in row.shells)) for row in marked]
    result.extend(reheld(shared, lambda copy, rows: _one_sided(copy, rows, pen)))
    return result


def _pairs(before: list[Held], after: list[Held], fine: bool) -> list[Pair]:
    """Pair the rows of one shape that are equal or alike; none where not `fine`."""
    if not fine:
        return apart(range(len(before)), range(len(after)))
    shapes = [[_shape(row) for row in rows] for rows in (before, after)]
    words = [[bag([row.element]) for row in rows] for rows in (before, after)]

    def likeness(a: int, b: int) -> float:
        return alike(words[0][a], words[1][b]) if shapes[0][a] == shapes[1][b] else 0.0

    keys = [
        [f"{tags(row)}{canonical(row.element).decode()}" for row in rows]
        for rows in (before, after)
    ]
    return pair_up(keys[0], keys[1], likeness)


def _one_sided(control: etree._Element, rows: Sequence[Held], pen: Pen) -> Iterable[etree._Element]:
    """Track a control around rows that all come or all go."""
    states = {_state(row.element) for row in rows}
    wrappers: dict[str, Wrapper] = {f"{W}ins": "ins", f"{W}del": "del"}
    only = states.pop() if len(states) == 1 else ""
    return pen.ranged(control, wrappers[only]) if only in wrappers else (control,)


def _state(row: etree._Element) -> str:
    marks = row.find(f"{W}trPr")
    found = [] if marks is None else [str(m.tag) for m in marks if m.tag in {f"{W}ins", f"{W}del"}]
    return found[0] if found else ""


def lone_table(element: etree._Element, wrapper: Wrapper, pen: Pen, lone: Lone) -> etree._Element:
    """Return the table with every row inserted or deleted."""
    mark: Wrapper = "ins" if wrapper in {"ins", "moveTo"} else "del"
    result = etree.Element(f"{W}tbl")
    for child in element:
        if child.tag in {f"{W}tblPr", f"{W}tblGrid"}:
            result.append(deepcopy(child))
    rows = [Held(_lone_row(h.element, mark, pen, lone), h.shells) for h in held(element, "tr")]
    result.extend(reheld(rows, plainly))
    return result


def _shape(row: Held) -> str:
    """Return the controls around the row and its cells, and how each cell spans and is merged."""
    spans = [
        "/".join(
            ""
            if (mark := cell.element.find(f"{W}tcPr/{W}{name}")) is None
            else mark.get(f"{W}val", "on")
            for name in ("gridSpan", "vMerge")
        )
        + f"{tags(cell)}"
        for cell in held(row.element, "tc")
    ]
    return f"{tags(row)}{spans}"


def _changed_row(
    old: etree._Element, new: etree._Element, pen: Pen, story: CompareStory
) -> etree._Element:
    if canonical(old) == canonical(new):
        pen.keep(old, new)
        return deepcopy(new)
    result = etree.Element(f"{W}tr")
    exceptions = new.find(f"{W}tblPrEx")
    if exceptions is not None:
        result.append(deepcopy(exceptions))
    _properties(result, old, new, "trPr", pen)
    cells: list[Held] = []
    for one, other in zip(held(old, "tc"), held(new, "tc"), strict=True):
        was, now = one.element, other.element
        cell = deepcopy(now)
        present = cell.find(f"{W}tcPr")
        if present is not None:
            cell.remove(present)
        story(was, cell, pen)
        holder = etree.Element(f"{W}tc")
        _properties(holder, was, now, "tcPr", pen)
        for properties in list(holder):
            cell.insert(0, properties)
        cells.append(Held(cell, other.shells))
    result.extend(reheld(cells, plainly))
    return result


def _lone_row(row: etree._Element, mark: Wrapper, pen: Pen, lone: Lone) -> etree._Element:
    result = etree.Element(f"{W}tr")
    exceptions, properties = row.find(f"{W}tblPrEx"), row.find(f"{W}trPr")
    if exceptions is not None:
        result.append(deepcopy(exceptions))
    own = deepcopy(properties) if properties is not None else etree.Element(f"{W}trPr")
    own.append(pen.stamp(mark))
    result.append(own)
    cells = [Held(_lone_cell(h.element, mark, pen, lone), h.shells) for h in held(row, "tc")]
    result.extend(reheld(cells, plainly))
    return result


def _lone_cell(cell: etree._Element, mark: Wrapper, pen: Pen, lone: Lone) -> etree._Element:
    copy = etree.Element(f"{W}tc")
    copy.extend(deepcopy(child) for child in cell if child.tag == f"{W}tcPr")
    copy.extend(lone([child for child in cell if child.tag != f"{W}tcPr"], mark, pen))
    return copy


def _properties(
    result: etree._Element, old: etree._Element, new: etree._Element, name: str, pen: Pen
) -> None:
    """Append the new properties, with the old ones in a tracked change where they differ."""
    before, after = old.find(f"{W}{name}"), new.find(f"{W}{name}")
    was, now = _bare(before, name), _bare(after, name)
    if canonical(was) == canonical(now):
        if after is not None:
            result.append(now)
        return
    change = pen.stamp(f"{name}Change")
    change.append(was)
    now.append(change)
    result.append(now)


def _bare(properties: etree._Element | None, name: str) -> etree._Element:
    bare = etree.Element(f"{W}{name}")
    for child in [] if properties is None else properties:
        if child.tag not in _MARKS and child.tag != f"{W}{name}Change":
            bare.append(deepcopy(child))
    return bare


def _grid(result: etree._Element, old: etree._Element, new: etree._Element, pen: Pen) -> None:
    before, after = old.find(f"{W}tblGrid"), new.find(f"{W}tblGrid")
    if after is None:
        return
    grid = deepcopy(after)
    if before is not None and canonical(before) != canonical(after):
        change = etree.SubElement(grid, f"{W}tblGridChange")
        change.set(f"{W}id", str(pen.next_id))
        pen.next_id += 1
        change.append(deepcopy(before))
    result.append(grid)
