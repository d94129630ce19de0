"""A field is kept, taken out or put in whole: its halves never part."""

from __future__ import annotations

from collections.abc import Iterable
from copy import deepcopy

from lxml import etree

from toolkit.extract.docx.xml import W
from toolkit.tracked.elements import SPACE

_STATES = {f"{W}{name}" for name in ("ins", "del", "moveFrom", "moveTo")}


def sound_fields(elements: Iterable[etree._Element]) -> bool:
    """Tell whether each field that begins here has one state (kept, inserted, …) throughout."""
    begun: list[str] = []
    for element in elements:
        for char in element.iter(f"{W}fldChar"):
            state = _state(char)
            kind = char.get(f"{W}fldCharType")
            if kind == "begin":
                begun.append(state)
            elif begun and begun[-1] != state:
                return False
            if kind == "end" and begun:
                begun.pop()
    return True


def _state(char: etree._Element) -> str:
    for above in char.iterancestors():
        if above.tag in _STATES:
            return str(above.tag)
        if above.tag == f"{W}p":
            break
    return ""


def part_field_runs(root: etree._Element) -> None:
    """Give each of a field's marks a run of its own: a run may hold them with other text."""
    for run in {char.getparent() for char in root.iter(f"{W}fldChar")}:
        if run is None or run.tag != f"{W}r" or run.getparent() is None:
            continue
        content = [child for child in run if child.tag != f"{W}rPr"]
        if len(content) > 1:
            _part(run, content)


def _part(run: etree._Element, content: list[etree._Element]) -> None:
    parent = run.getparent()
    look = run.find(f"{W}rPr")
    assert parent is not None
    at = parent.index(run)
    parts = []
    for child in content:
        part = etree.Element(f"{W}r")
        if look is not None:
            part.append(deepcopy(look))
        part.append(child)
        parts.append(part)
    parent[at : at + 1] = parts


def expand_simple_fields(root: etree._Element) -> None:
    """Write simple fields as the runs of complex ones, which alone can be tracked."""
    for field in list(root.iter(f"{W}fldSimple")):
        parent = field.getparent()
        if parent is None:
            continue
        code = f" {field.get(f'{W}instr', '').strip()} "
        runs = [_mark("begin"), _instruction(code), _mark("separate")]
        at = parent.index(field)
        content = [child for child in field if child.tag != f"{W}fldData"]
        parent[at : at + 1] = [*runs, *content, _mark("end")]


def _mark(kind: str) -> etree._Element:
    run = etree.Element(f"{W}r")
    etree.SubElement(run, f"{W}fldChar").set(f"{W}fldCharType", kind)
    return run


def _instruction(code: str) -> etree._Element:
    run = etree.Element(f"{W}r")
    text = etree.SubElement(run, f"{W}instrText")
    text.text = code
    text.set(SPACE, "preserve")
    return run
