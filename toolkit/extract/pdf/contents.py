"""Contents lists: entries with leaders, or page numbers set apart under a heading that says so."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from .paragraphs import Paragraph

LEADERS = re.compile(
    r"(?: \.{4,} | (?: \.\s ){4,} | …{2,} | _{6,} )\s* [\divxlc]{1,4} \Z", re.VERBOSE
)
_HEADING = re.compile(
    r"(?: table \s of \s )? contents (?: \s page )? :? | index", re.VERBOSE | re.I
)
FEWEST = 3  # entries with leaders, where no heading says "Contents"


def contents_of(paragraphs: Sequence[Paragraph | None]) -> set[int]:
    """Give the places of the contents lists' headings and entries among paragraphs.

    None stands for what is no paragraph.
    """
    found: set[int] = set()
    run: list[int] = []
    heading: int | None = None
    for place, paragraph in enumerate([*paragraphs, None]):
        if paragraph and paragraph.lines[-1].entry:
            run.append(place)
        else:
            found |= _accepted(run, heading, paragraphs)
            run = []
            is_heading = paragraph and _HEADING.fullmatch(paragraph.lines[0].text.strip())
            heading = place if is_heading else None
    return found


def _accepted(
    run: list[int], heading: int | None, paragraphs: Sequence[Paragraph | None]
) -> set[int]:
    """Take a run of entries under its heading, or one of which most have leaders."""
    if heading is not None and run:
        return {heading, *run}
    led = sum(
        bool(paragraph and LEADERS.search(paragraph.lines[-1].text))
        for place in run
        for paragraph in [paragraphs[place]]
    )
    return set(run) if led >= FEWEST and led > len(run) / 2 else set()
