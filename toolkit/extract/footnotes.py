"""Footnotes of Markdown: "[^1]" in a text and "[^1]: …" below become a note after the text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Final, TypeVar

from toolkit.document import Block, Emphasis, Place, Table

_MARK: Final = r"\[\^ (?P<name> [\w-]{1,30} ) \]"
DEFINITION: Final = re.compile(rf"{_MARK} : \s+ (?= \S )", re.VERBOSE)
_REFERENCE: Final = re.compile(_MARK, re.VERBOSE)

_Span = TypeVar("_Span", Place, Emphasis)


def place_notes(blocks: list[Block | Table]) -> list[Block | Table]:
    """Put each footnote after the first text that refers to it, and take the references out.

    A footnote that no text refers to stays where it is, as does a reference without a footnote.
    """
    notes = {match["name"]: _note(block, match) for block, match in _defined(blocks)}
    return list(_in_order(blocks, notes)) if notes else blocks


def _defined(blocks: list[Block | Table]) -> Iterator[tuple[Block, re.Match[str]]]:
    for block in blocks:
        if isinstance(block, Block) and (match := DEFINITION.match(block.text)):
            yield block, match


def _note(block: Block, match: re.Match[str]) -> Block:
    return replace(_without(block, [match.span()]), label=match["name"], role="note")


def _in_order(blocks: list[Block | Table], notes: dict[str, Block]) -> Iterator[Block | Table]:
    waiting = dict(notes)
    for block in blocks:
        if isinstance(block, Table):
            yield block
        elif match := DEFINITION.match(block.text):
            if waiting.pop(match["name"], None):
                yield notes[match["name"]]
        else:
            found = [m for m in _REFERENCE.finditer(block.text) if m["name"] in notes]
            yield _without(block, [m.span() for m in found])
            yield from (note for m in found if (note := waiting.pop(m["name"], None)))


def _without(block: Block, cuts: list[tuple[int, int]]) -> Block:
    """Cut spans out of a block's text, its marked places and its emphasis moved along."""
    if not cuts:
        return block
    text, end = "", 0
    for start, stop in cuts:
        text += block.text[end:start]
        end = stop
    return replace(
        block,
        text=text + block.text[end:],
        places=tuple(_moved(place, cuts) for place in block.places),
        emphasis=tuple(_moved(each, cuts) for each in block.emphasis),
    )


def _moved(span: _Span, cuts: list[tuple[int, int]]) -> _Span:
    start, end = (
        position - sum(min(position, stop) - begin for begin, stop in cuts if begin < position)
        for position in (span.start, span.end)
    )
    return replace(span, start=start, end=end)
