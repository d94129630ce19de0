"""Old and new table → one table with its rows and cells tracked."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from copy import deepcopy

from lxml import etree

from toolkit.extract.docx.xml import W
from toolkit.tracked.atoms import canonical
from toolkit.tracked.paragraph import Pen, Wrapper
from toolkit.tracked.sequence import Pair, alike, bag, pair_up

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
    before, after = _rows(old), _rows(new)
    shapes = [[_shape(row) for row in rows] for rows in (before, after)]
    words = [[bag([row]) for row in rows] for rows in (before, after)]

    def likeness(a: int, b: int) -> float:
        return alike(words[0][a], words[1][b]) if shapes[0][a] == shapes[1][b] else 0.0

    keys = [[canonical(row).decode() for row in rows] for rows in (before, after)]
    for a, b in pair_up(keys[0], keys[1], likeness) if fine else _apart(before, after):
        if a is not None and b is not None:
            result.append(_changed_row(before[a], after[b], pen, story))
        elif a is not None:
            result.append(_lone_row(before[a], "del", pen, lone))
        elif b is not None:
            result.append(_lone_row(after[b], "ins", pen, lone))
    return result


def _apart(before: list[etree._Element], after: list[etree._Element]) -> list[Pair]:
    return [*((a, None) for a in range(len(before))), *((None, b) for b in range(len(after)))]


def lone_table(element: etree._Element, wrapper: Wrapper, pen: Pen, lone: Lone) -> etree._Element:
    """Return the table with every row inserted or deleted."""
    mark: Wrapper = "ins" if wrapper in {"ins", "moveTo"} else "del"
    result = etree.Element(f"{W}tbl")
    for child in element:
        if child.tag in {f"{W}tblPr", f"{W}tblGrid"}:
            result.append(deepcopy(child))
    for row in _rows(element):
        result.append(_lone_row(row, mark, pen, lone))
    return result


def _rows(table: etree._Element) -> list[etree._Element]:
    """Return the table's own rows, those in content controls too, not those of inner tables."""
    found: list[etree._Element] = []
    for child in table:
        if child.tag == f"{W}tr":
            found.append(child)
        elif child.tag == f"{W}sdt":
            content = child.find(f"{W}sdtContent")
            found.extend([] if content is None else _rows(content))
    return found


def _cells(row: etree._Element) -> list[etree._Element]:
    found: list[etree._Element] = []
    for child in row:
        if child.tag == f"{W}tc":
            found.append(child)
        elif child.tag == f"{W}sdt":
            content = child.find(f"{W}sdtContent")
            found.extend([] if content is None else _cells(content))
    return found


def _shape(row: etree._Element) -> str:
    """Return how many columns each cell spans and whether it is merged downwards."""
    return ",".join(
        "/".join(
            "" if (mark := cell.find(f"{W}tcPr/{W}{name}")) is None else mark.get(f"{W}val", "on")
            for name in ("gridSpan", "vMerge")
        )
        for cell in _cells(row)
    )


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
    for was, now in zip(_cells(old), _cells(new), strict=True):
        cell = deepcopy(now)
        present = cell.find(f"{W}tcPr")
        if present is not None:
            cell.remove(present)
        story(was, cell, pen)
        holder = etree.Element(f"{W}tc")
        _properties(holder, was, now, "tcPr", pen)
        for properties in list(holder):
            cell.insert(0, properties)
        result.append(cell)
    return result


def _lone_row(row: etree._Element, mark: Wrapper, pen: Pen, lone: Lone) -> etree._Element:
    result = etree.Element(f"{W}tr")
    exceptions, properties = row.find(f"{W}tblPrEx"), row.find(f"{W}trPr")
    if exceptions is not None:
        result.append(deepcopy(exceptions))
    own = deepcopy(properties) if properties is not None else etree.Element(f"{W}trPr")
    own.append(pen.stamp(mark))
    result.append(own)
    for cell in _cells(row):
        copy = etree.SubElement(result, f"{W}tc")
        content = []
        for child in cell:
            if child.tag == f"{W}tcPr":
                copy.append(deepcopy(child))
            else:
                content.append(child)
        for element in lone(content, mark, pen):
            copy.append(element)
    return result


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
