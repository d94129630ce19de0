"""Content controls around rows and cells: which are whose, and how they are put back."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from copy import deepcopy
from dataclasses import dataclass
from itertools import groupby

from lxml import etree

from toolkit.extract.docx.xml import W

Shells = tuple[etree._Element, ...]
Finish = Callable[[etree._Element, Sequence["Held"]], Iterable[etree._Element]]


@dataclass(frozen=True, slots=True)
class Held:
    """A row or cell with the content controls around it, the outermost first."""

    element: etree._Element
    shells: Shells = ()


def held(parent: etree._Element, name: str, shells: Shells = ()) -> list[Held]:
    """Return the rows (`tr`) of a table or cells (`tc`) of a row, not those of inner tables."""
    found: list[Held] = []
    for child in parent:
        if child.tag == f"{W}{name}":
            found.append(Held(child, shells))
        elif child.tag == f"{W}sdt":
            content = child.find(f"{W}sdtContent")
            found.extend([] if content is None else held(content, name, (*shells, child)))
    return found


def tag_of(control: etree._Element) -> str:
    """Return the tag by which a content control is known, "" where it has none."""
    tag = control.find(f"{W}sdtPr/{W}tag")
    return "" if tag is None else tag.get(f"{W}val", "")


def tags(one: Held) -> tuple[str, ...]:
    """Return the tags of the controls around a row or cell."""
    return tuple(tag_of(shell) for shell in one.shells)


def reheld(parts: Iterable[Held], finish: Finish) -> Iterator[etree._Element]:
    """Put neighbours that share a control back into a copy of it; `finish` may add to the copy.

    `finish` is given the filled copy and what the control holds.
    """
    for shell, group in groupby(parts, lambda part: part.shells[0] if part.shells else None):
        members = list(group)
        if shell is None:
            yield from (part.element for part in members)
            continue
        inner = [Held(part.element, part.shells[1:]) for part in members]
        copy = _empty(shell)
        copy.find(f"{W}sdtContent").extend(reheld(inner, finish))  # type: ignore[union-attr]
        yield from finish(copy, members)


def plainly(copy: etree._Element, _members: Sequence[Held]) -> tuple[etree._Element]:
    """Leave a filled copy as it is."""
    return (copy,)


def _empty(shell: etree._Element) -> etree._Element:
    copy = etree.Element(f"{W}sdt")
    copy.extend(deepcopy(child) for child in shell if child.tag != f"{W}sdtContent")
    etree.SubElement(copy, f"{W}sdtContent")
    return copy
