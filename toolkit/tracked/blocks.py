"""Old and new blocks of a story (body, cell, header, note, box) → blocks with changes tracked."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from copy import deepcopy
from dataclasses import dataclass
from typing import Literal

from lxml import etree

from toolkit.extract.docx.xml import W
from toolkit.tracked import table
from toolkit.tracked.atoms import atoms, canonical, key, open_fields
from toolkit.tracked.moves import Moves, find_moves
from toolkit.tracked.paragraph import Pen, Wrapper, changed_paragraph, mark_paragraph, one_sided
from toolkit.tracked.sequence import Pair, alike, pair_up
from toolkit.tracked.views import same_paragraph

BlockKind = Literal["paragraph", "table", "control", "group", "other"]

_SILENT = {f"{W}bookmarkStart", f"{W}bookmarkEnd", f"{W}commentRangeStart", f"{W}commentRangeEnd"}


@dataclass(frozen=True, slots=True)
class Block:
    """One block of a story. A "group" is the paragraphs over which one field runs."""

    kind: BlockKind
    elements: tuple[etree._Element, ...]
    key: str
    words: Counter[str]


def blocks(story: etree._Element) -> list[Block]:
    """Return the blocks of a tidied story; its section properties are not among them."""
    children = [c for c in story if c.tag not in {f"{W}sectPr", f"{W}tcPr", *_SILENT}]
    found: list[Block] = []
    at = 0
    while at < len(children):
        end = _group_end(children, at)
        members = tuple(children[at:end])
        words = Counter(w for e in members for t in e.iter(f"{W}t") for w in (t.text or "").split())
        kind: BlockKind = "group" if len(members) > 1 else _kind(members[0])
        found.append(Block(kind, members, "\0".join(map(_key, members)), words))
        at = end
    return found


def _kind(element: etree._Element) -> BlockKind:
    names: dict[str, BlockKind] = {f"{W}p": "paragraph", f"{W}tbl": "table", f"{W}sdt": "control"}
    return names.get(str(element.tag), "other")


def _key(element: etree._Element) -> str:
    if element.tag == f"{W}p":
        return "".join(atom.key for atom in atoms(element))
    return key(element)


def _group_end(children: list[etree._Element], start: int) -> int:
    """Keep together the paragraphs of a field that ends in a later one (a contents list)."""
    depth = 0
    for at in range(start, len(children)):
        if children[at].tag == f"{W}p":
            depth += open_fields(children[at])
        if depth <= 0:
            return at + 1
    return start + 1


def compare_story(old: etree._Element, new: etree._Element, pen: Pen) -> None:
    """Rewrite the story `new` in place so that it tracks what changed from `old`."""
    before, after = blocks(old), blocks(new)
    pairs = _settled(_pairs(before, after), before, after)
    moves = find_moves(pairs, before, after, pen)
    result = list(_written(pairs, before, after, moves, pen))
    keep_first = [c for c in new if c.tag == f"{W}tcPr"]
    keep_last = [c for c in new if c.tag == f"{W}sectPr"]
    silent = [c for c in new if c.tag in _SILENT]
    new[:] = [*keep_first, *silent, *result, *keep_last]


def _pairs(before: list[Block], after: list[Block]) -> list[Pair]:
    def likeness(a: int, b: int) -> float:
        one, other = before[a], after[b]
        if one.kind != other.kind or one.kind in {"group", "other"}:
            return 0.0
        if one.kind == "control" and not _same_control(one, other):
            return 0.0
        return alike(one.words, other.words)

    return pair_up([b.kind + b.key for b in before], [b.kind + b.key for b in after], likeness)


def _same_control(one: Block, other: Block) -> bool:
    tags = [b.elements[0].find(f"{W}sdtPr/{W}tag") for b in (one, other)]
    names = [None if tag is None else tag.get(f"{W}val") for tag in tags]
    return names[0] == names[1]


def _settled(pairs: list[Pair], before: list[Block], after: list[Block]) -> list[Pair]:
    """Pair the last paragraphs of a story, whose mark can be neither inserted nor deleted."""
    if not before or not after or before[-1].kind != "paragraph" or after[-1].kind != "paragraph":
        return pairs
    tail = len(pairs)
    while tail and None in pairs[tail - 1]:
        tail -= 1
    lone = pairs[tail:]
    olds = [a for a, _ in lone if a is not None]
    news = [b for _, b in lone if b is not None]
    if olds and news:
        rest = [pair for pair in lone if pair not in {(olds[-1], None), (None, news[-1])}]
        return [*pairs[:tail], *rest, (olds[-1], news[-1])]
    return pairs


def _written(
    pairs: list[Pair], before: list[Block], after: list[Block], moves: Moves, pen: Pen
) -> Iterator[etree._Element]:
    tail = len(pairs)
    while tail and None in pairs[tail - 1]:
        tail -= 1
    shift = 0 < tail < len(pairs) and _can_shift(pairs, tail, before, after)
    for at, (a, b) in enumerate(pairs):
        if shift and at >= tail - 1:
            break
        yield from _one(before[a] if a is not None else None, after[b] if b is not None else None,
                        moves.get((a, b)), pen)  # fmt: skip
    if shift:
        yield from _tail(pairs[tail - 1 :], before, after, pen)


def _can_shift(pairs: list[Pair], tail: int, before: list[Block], after: list[Block]) -> bool:
    anchor = pairs[tail - 1]
    members = [before[a] for a, _ in pairs[tail - 1 :] if a is not None]
    members += [after[b] for _, b in pairs[tail - 1 :] if b is not None]
    return anchor[0] is not None and all(block.kind == "paragraph" for block in members)


def _tail(
    pairs: list[Pair], before: list[Block], after: list[Block], pen: Pen
) -> Iterator[etree._Element]:
    """Write paragraphs that were added or dropped at a story's end.

    The story's last mark stays, so it is the mark before that is inserted or deleted: each mark
    goes with the paragraph before it.
    """
    (first, second), lone = pairs[0], pairs[1:]
    assert first is not None
    assert second is not None
    wrapper: Wrapper = "del" if lone[0][1] is None else "ins"
    side = before if wrapper == "del" else after
    members = [side[(a if wrapper == "del" else b) or 0].elements[0] for a, b in lone]
    joined = _paragraph(before[first].elements[0], after[second].elements[0], pen)
    last = members[-1]
    chain = [joined, *(one_sided(member, wrapper, pen) for member in members)]
    for paragraph in chain[1:]:
        _unmark(paragraph, wrapper)
    for paragraph in chain[:-1]:
        mark_paragraph(paragraph, wrapper, pen)
    _exchange(chain[-1], last, before[first].elements[0] if wrapper == "ins" else None,
              after[second].elements[0] if wrapper == "del" else None, pen)  # fmt: skip
    yield from chain


def _unmark(paragraph: etree._Element, wrapper: Wrapper) -> None:
    marks = paragraph.find(f"{W}pPr/{W}rPr")
    if marks is None:
        return
    for mark in marks.findall(f"{W}{wrapper}"):
        marks.remove(mark)
    if not len(marks):
        marks.getparent().remove(marks)  # type: ignore[union-attr]


def _exchange(
    paragraph: etree._Element,
    own: etree._Element,
    old: etree._Element | None,
    new: etree._Element | None,
    pen: Pen,
) -> None:
    """Give the story's last mark the new side's properties and track the old side's."""
    before, after = (old, own) if old is not None else (own, new)
    assert before is not None
    assert after is not None
    bare = [etree.Element(f"{W}p"), etree.Element(f"{W}p")]
    for target, source in zip(bare, (before, after), strict=True):
        properties = source.find(f"{W}pPr")
        if properties is not None:
            target.append(deepcopy(properties))
    properties = changed_paragraph(bare[0], bare[1], pen, fine=True).find(f"{W}pPr")
    present = paragraph.find(f"{W}pPr")
    if present is not None:
        paragraph.remove(present)
    if properties is not None:
        paragraph.insert(0, properties)


def _one(
    old: Block | None, new: Block | None, move: tuple[str, str] | None, pen: Pen
) -> Iterator[etree._Element]:
    if old is not None and new is not None:
        yield from _both(old, new, pen)
    elif move is not None:
        yield from _moved(old or new, move, "moveFrom" if new is None else "moveTo", pen)
    elif old is not None:
        yield from lone(old.elements, "del", pen)
    elif new is not None:
        yield from lone(new.elements, "ins", pen)


def _moved(
    block: Block | None, move: tuple[str, str], wrapper: Wrapper, pen: Pen
) -> Iterator[etree._Element]:
    assert block is not None
    name, _ = move
    start = pen.stamp(f"{wrapper}RangeStart")
    start.set(f"{W}name", name)
    end = etree.Element(f"{W}{wrapper}RangeEnd")
    end.set(f"{W}id", start.get(f"{W}id", ""))
    yield start
    yield from lone(block.elements, wrapper, pen)
    yield end


def _both(old: Block, new: Block, pen: Pen) -> Iterator[etree._Element]:
    if new.kind == "paragraph":
        yield _paragraph(old.elements[0], new.elements[0], pen)
    elif new.kind == "table":
        yield table.changed_table(old.elements[0], new.elements[0], pen, compare_story, lone)
    elif new.kind == "control":
        yield _control(old.elements[0], new.elements[0], pen)
    else:  # a group or something foreign: equal as it stands, or it would not be paired
        yield from (deepcopy(element) for element in new.elements)


def _paragraph(old: etree._Element, new: etree._Element, pen: Pen) -> etree._Element:
    """Mark word by word; where that does not settle back to both sides exactly, as a whole."""
    if canonical(old) == canonical(new):
        return deepcopy(new)
    fine = changed_paragraph(old, new, pen, fine=True)
    if same_paragraph(fine, old, "old") and same_paragraph(fine, new, "new"):
        return fine
    return changed_paragraph(old, new, pen, fine=False)


def _control(old: etree._Element, new: etree._Element, pen: Pen) -> etree._Element:
    result = deepcopy(new)
    before, after = old.find(f"{W}sdtContent"), result.find(f"{W}sdtContent")
    if before is not None and after is not None:
        compare_story(before, after, pen)
    return result


def lone(
    elements: Iterable[etree._Element], wrapper: Wrapper, pen: Pen
) -> Iterator[etree._Element]:
    """Write blocks that only one side has, wholly inserted, deleted or moved."""
    for element in elements:
        if element.tag == f"{W}p":
            yield one_sided(element, wrapper, pen)
        elif element.tag == f"{W}tbl":
            yield table.lone_table(element, wrapper, pen, lone)
        elif element.tag == f"{W}sdt":
            yield from _lone_control(element, wrapper, pen)
        elif wrapper in {"ins", "moveTo"}:
            yield deepcopy(element)


def _lone_control(element: etree._Element, wrapper: Wrapper, pen: Pen) -> Iterator[etree._Element]:
    name = {"ins": "Ins", "del": "Del", "moveTo": "MoveTo", "moveFrom": "MoveFrom"}[wrapper]
    result = deepcopy(element)
    content = result.find(f"{W}sdtContent")
    if content is not None:
        content[:] = list(lone(list(content), wrapper, pen))
    start = pen.stamp(f"customXml{name}RangeStart")
    end = etree.Element(f"{W}customXml{name}RangeEnd")
    end.set(f"{W}id", start.get(f"{W}id", ""))
    yield from (start, result, end)
