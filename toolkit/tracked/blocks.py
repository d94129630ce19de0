"""The blocks of a story (body, cell, header, note, box): what is compared with what."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from lxml import etree

from toolkit.extract.docx.xml import W
from toolkit.tracked.atoms import atoms, key, open_fields
from toolkit.tracked.elements import MARKERS
from toolkit.tracked.sequence import MIN_ALIKE, Bag, Pair, alike, bag, pair_up
from toolkit.tracked.shells import tag_of

BlockKind = Literal["paragraph", "table", "control", "group", "other"]

MOST_TOGETHER = 1_000  # paragraphs over which one field runs; no contents list is longer


@dataclass(frozen=True, slots=True)
class Block:
    """One block of a story. A "group" is the paragraphs over which one field runs.

    `ends_section` tells whether its last paragraph carries a section's properties.
    """

    kind: BlockKind
    elements: tuple[etree._Element, ...]
    key: str
    words: Bag
    ends_section: bool

    @property
    def element(self) -> etree._Element:
        """The block's first or only element."""
        return self.elements[0]


def blocks(story: etree._Element) -> list[Block]:
    """Return the blocks of a tidied story; its own properties are not among them."""
    children = [c for c in story if c.tag not in {f"{W}sectPr", f"{W}tcPr", *MARKERS}]
    opened = [open_fields(c) if c.tag == f"{W}p" else None for c in children]
    found: list[Block] = []
    at = 0
    while at < len(children):
        end = _group_end(opened, at)
        found.append(_block(tuple(children[at:end])))
        at = end
    return found


def members(group: Block) -> list[Block]:
    """Return the paragraphs of a group as blocks of their own."""
    return [_block((element,)) for element in group.elements]


def _block(elements: tuple[etree._Element, ...]) -> Block:
    kind: BlockKind = "group" if len(elements) > 1 else _kind(elements[0])
    ends_section = elements[-1].find(f"{W}pPr/{W}sectPr") is not None
    key = f"{kind}{ends_section}" + "\0".join(map(_key, elements))
    return Block(kind, elements, key, bag(elements), ends_section)


def _kind(element: etree._Element) -> BlockKind:
    names: dict[str, BlockKind] = {f"{W}p": "paragraph", f"{W}tbl": "table", f"{W}sdt": "control"}
    return names.get(str(element.tag), "other")


def _key(element: etree._Element) -> str:
    if element.tag == f"{W}p":
        return "".join(atom.key for atom in atoms(element, by_word=False))
    return key(element)


def _group_end(opened: list[int | None], start: int) -> int:
    """Keep together the paragraphs of a field that ends in a later one (a contents list)."""
    depth = 0
    for at in range(start, min(len(opened), start + MOST_TOGETHER)):
        fields = opened[at]
        if fields is None:
            break  # a field over a table is not kept together
        depth += fields
        if depth <= 0:
            return at + 1
    return start + 1


def pair_blocks(before: Sequence[Block], after: Sequence[Block]) -> list[Pair]:
    """Pair equal blocks, then those that are alike, in order."""

    def likeness(a: int, b: int) -> float:
        one, other = before[a], after[b]
        if one.kind != other.kind or one.kind == "other" or one.ends_section != other.ends_section:
            return 0.0
        if one.kind == "control" and tag_of(one.element) != tag_of(other.element):
            return 0.0
        least = 0.0 if one.kind == "paragraph" else MIN_ALIKE
        return max(least, alike(one.words, other.words))

    return pair_up([b.key for b in before], [b.key for b in after], likeness)
