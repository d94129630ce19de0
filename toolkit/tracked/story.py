"""Old and new story (body, cell, header, note, box) → one with its changes tracked."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from copy import deepcopy

from lxml import etree

from toolkit.extract.docx.xml import W
from toolkit.tracked import table
from toolkit.tracked.atoms import canonical
from toolkit.tracked.blocks import Block, blocks, members, pair_blocks
from toolkit.tracked.chain import written_chain
from toolkit.tracked.elements import MARKERS
from toolkit.tracked.fields import sound_fields
from toolkit.tracked.moves import find_moves
from toolkit.tracked.paragraph import changed_paragraph, one_sided
from toolkit.tracked.pen import Pen, Wrapper
from toolkit.tracked.sequence import Pair, apart
from toolkit.tracked.steps import Step, plan
from toolkit.tracked.views import settles_to


def compare_story(old: etree._Element, new: etree._Element, pen: Pen) -> None:
    """Rewrite the story `new` in place so that it tracks what changed from `old`."""
    before, after = blocks(old), blocks(new)
    result = list(_compared(before, after, _pairs(before, after, pen), pen))
    first = [c for c in new if c.tag == f"{W}tcPr"]
    last = [c for c in new if c.tag == f"{W}sectPr"]
    silent = [c for c in new if c.tag in MARKERS]
    new[:] = [*first, *silent, *result, *last]


def _pairs(before: Sequence[Block], after: Sequence[Block], pen: Pen) -> list[Pair]:
    if pen.grain == "story":
        return apart(range(len(before)), range(len(after)))
    pairs = pair_blocks(before, after)
    if pen.grain != "block":
        return pairs
    parted: list[Pair] = []
    for a, b in pairs:
        if a is None or b is None or _same(before[a], after[b]):
            parted.append((a, b))
        else:
            parted.extend(apart([a], [b]))
    return parted


def _same(one: Block, other: Block) -> bool:
    pairs = zip(one.elements, other.elements, strict=False)
    return len(one.elements) == len(other.elements) and all(
        canonical(a) == canonical(b) for a, b in pairs
    )


def _compared(
    before: Sequence[Block], after: Sequence[Block], pairs: Sequence[Pair], pen: Pen
) -> Iterator[etree._Element]:
    steps = plan(pairs, before, after)
    moves = find_moves(steps, before, after, pen)
    for step in steps:
        yield from _written(step, before, after, moves.get(step[0], ""), pen)


def _written(
    step: Step, before: Sequence[Block], after: Sequence[Block], move: str, pen: Pen
) -> Iterator[etree._Element]:
    (a, b), *chained = step
    old = before[a] if a is not None else None
    new = after[b] if b is not None else None
    if old is not None and new is not None and chained:
        side: Wrapper = "del" if chained[0][1] is None else "ins"
        lone_ones = [before[a] if a is not None else after[b or 0] for a, b in chained]
        yield from written_chain(
            _paragraph(old.element, new.element, pen), old.element, new.element,
            [block.element for block in lone_ones], side, pen,
        )  # fmt: skip
    elif old is not None and new is not None:
        yield from _both(old, new, pen)
    elif old is not None:
        yield from _one(old, "moveFrom" if move else "del", move, pen)
    elif new is not None:
        yield from _one(new, "moveTo" if move else "ins", move, pen)


def _one(block: Block, wrapper: Wrapper, move: str, pen: Pen) -> Iterator[etree._Element]:
    if not move:
        yield from lone(block.elements, wrapper, pen)
        return
    start = pen.stamp(f"{wrapper}RangeStart")
    start.set(f"{W}name", move)
    end = etree.Element(f"{W}{wrapper}RangeEnd")
    end.set(f"{W}id", start.get(f"{W}id", ""))
    yield from (start, *lone(block.elements, wrapper, pen), end)


def _both(old: Block, new: Block, pen: Pen) -> Iterator[etree._Element]:
    if _same(old, new) and not any(_has_section(element) for element in new.elements):
        for was, now in zip(old.elements, new.elements, strict=True):
            pen.keep(was, now)
            yield deepcopy(now)
    elif new.kind == "paragraph":
        yield _paragraph(old.element, new.element, pen)
    elif new.kind == "table":
        yield _table(old.element, new.element, pen)
    elif new.kind == "control":
        yield _control(old.element, new.element, pen)
    elif new.kind == "group":
        yield from _group(old, new, pen)
    else:  # something foreign: equal as it stands, or it would not be paired
        yield from (deepcopy(element) for element in new.elements)


def _paragraph(old: etree._Element, new: etree._Element, pen: Pen) -> etree._Element:
    """Mark word by word; where that does not settle back to both sides exactly, as a whole."""
    if canonical(old) == canonical(new) and old.find(f"{W}pPr/{W}sectPr") is None:
        pen.keep(old, new)
        return deepcopy(new)
    if pen.grain == "word":
        fine = changed_paragraph(old, new, pen, fine=True)
        if sound_fields([fine]) and settles_to([fine], [old], [new]):
            return fine
    return changed_paragraph(old, new, pen, fine=False)


def _has_section(element: etree._Element) -> bool:
    return next(element.iter(f"{W}sectPr"), None) is not None


def _table(old: etree._Element, new: etree._Element, pen: Pen) -> etree._Element:
    fine = table.changed_table(old, new, pen, compare_story, lone)
    if settles_to([fine], [old], [new]):
        return fine
    return table.changed_table(old, new, pen, compare_story, lone, fine=False)


def _control(old: etree._Element, new: etree._Element, pen: Pen) -> etree._Element:
    result = deepcopy(new)
    before, after = old.find(f"{W}sdtContent"), result.find(f"{W}sdtContent")
    if before is not None and after is not None:
        compare_story(before, after, pen)
    return result


def _group(old: Block, new: Block, pen: Pen) -> Iterator[etree._Element]:
    """Compare the paragraphs of a field, whose own marks must be of one state throughout."""
    before, after = members(old), members(new)
    inner = pair_blocks(before[1:-1], after[1:-1])
    shifted: list[Pair] = [(a if a is None else a + 1, b if b is None else b + 1) for a, b in inner]
    pairs = [(0, 0), *shifted, (len(before) - 1, len(after) - 1)]
    fine = list(_compared(before, after, pairs, pen)) if pen.grain == "word" else []
    if fine and sound_fields(fine) and settles_to(fine, old.elements, new.elements):
        yield from fine
    else:
        yield from lone(old.elements, "del", pen)
        yield from lone(new.elements, "ins", pen)


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
    result = deepcopy(element)
    content = result.find(f"{W}sdtContent")
    if content is not None:
        content[:] = list(lone(list(content), wrapper, pen))
    yield from pen.ranged(result, wrapper)
