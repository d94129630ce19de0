"""Pairs of blocks → the steps in which they are written, so that no paragraph mark is left over.

A paragraph whose mark is inserted or deleted gives its text to the paragraph that follows. Where
none follows (before a table, at a story's end) its own mark has to stay, and it is the mark
before it that is inserted or deleted: so does Word when one types there, and LibreOffice leaves an
empty paragraph behind otherwise.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from toolkit.tracked.blocks import Block
from toolkit.tracked.sequence import Pair

# A pair by itself; or a pair of paragraphs and the lone ones of one side that follow it, whose
# marks are shifted by one.
Step = tuple[Pair, ...]


def plan(pairs: Sequence[Pair], before: Sequence[Block], after: Sequence[Block]) -> list[Step]:
    """Return the steps; every pair is in exactly one."""
    pairs = _with_last(list(pairs), before, after)
    runs = [(key, list(run)) for key, run in groupby(pairs, lambda p: _lone(p, before, after))]
    steps: list[Step] = []
    for at, (lone, run) in enumerate(runs):
        followed = at + 1 < len(runs) and _is_paragraph(runs[at + 1][1][0], before, after)
        if not lone or followed:
            steps.extend((pair,) for pair in run)
        else:
            _settle_run(steps, run, before, after)
    return steps


def _settle_run(
    steps: list[Step], run: list[Pair], before: Sequence[Block], after: Sequence[Block]
) -> None:
    """Write lone paragraphs after which no paragraph follows."""
    olds = [a for a, _ in run if a is not None]
    news = [b for _, b in run if b is not None]
    if olds and news and before[olds[-1]].ends_section == after[news[-1]].ends_section:
        lone = [p for p in run if p not in {(olds[-1], None), (None, news[-1])}]
        steps.extend((pair,) for pair in lone)
        steps.append(((olds[-1], news[-1]),))
    elif (not olds or not news) and steps and _can_anchor(steps[-1], run, before, after):
        steps[-1] = (*steps[-1], *run)
    else:
        steps.extend((pair,) for pair in run)


def _can_anchor(
    step: Step, run: list[Pair], before: Sequence[Block], after: Sequence[Block]
) -> bool:
    if len(step) > 1 or None in step[0] or not _is_single(step[0], before, after):
        return False
    return not any(
        block.ends_section for pair in (*step, *run) for block in _members(pair, before, after)
    )


def _members(pair: Pair, before: Sequence[Block], after: Sequence[Block]) -> Iterator[Block]:
    a, b = pair
    if a is not None:
        yield before[a]
    if b is not None:
        yield after[b]


def _is_paragraph(pair: Pair, before: Sequence[Block], after: Sequence[Block]) -> bool:
    return all(b.kind in {"paragraph", "group"} for b in _members(pair, before, after))


def _is_single(pair: Pair, before: Sequence[Block], after: Sequence[Block]) -> bool:
    return all(block.kind == "paragraph" for block in _members(pair, before, after))


def _lone(pair: Pair, before: Sequence[Block], after: Sequence[Block]) -> bool:
    found = list(_members(pair, before, after))
    return len(found) == 1 and found[0].kind == "paragraph"


def _with_last(pairs: list[Pair], before: Sequence[Block], after: Sequence[Block]) -> list[Pair]:
    """Pair the last paragraphs of a story, whose mark can be neither inserted nor deleted."""
    if not before or not after or before[-1].kind != "paragraph" or after[-1].kind != "paragraph":
        return pairs
    if before[-1].ends_section != after[-1].ends_section:
        return pairs
    a, b = len(before) - 1, len(after) - 1
    tail = len(pairs)
    while tail and _lone(pairs[tail - 1], before, after):
        tail -= 1
    kept = tail and None not in pairs[tail - 1] and _is_single(pairs[tail - 1], before, after)
    one_sided = len({pair[0] is None for pair in pairs[tail:]}) < 2
    if (a, b) in pairs or (kept and one_sided):
        return pairs
    parted: list[Pair] = []
    for pair in pairs:
        if pair[0] == a or pair[1] == b:
            rest: Pair = (None if pair[0] == a else pair[0], None if pair[1] == b else pair[1])
            parted.extend([rest] if rest != (None, None) else [])
        else:
            parted.append(pair)
    return [*parted, (a, b)]


def movable(
    at: int, steps: Sequence[Step], before: Sequence[Block], after: Sequence[Block]
) -> bool:
    """Tell whether the step is a lone paragraph after which a paragraph follows."""
    (pair, *more) = steps[at]
    if more or not _lone(pair, before, after) or at + 1 == len(steps):
        return False
    ends = any(block.ends_section for block in _members(pair, before, after))
    return not ends and _is_paragraph(steps[at + 1][0], before, after)
