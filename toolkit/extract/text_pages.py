"""Pages of plain text, parted by form feeds: lines that run at their tops and feet."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from itertools import chain, islice, pairwise
from typing import Final

from toolkit.document import AsideKind, Block
from toolkit.numbering import split_label

EDGE: Final = 4  # lines at a page's top or foot that may run; a school's header has three at most
PAGE_NUMBER = re.compile(  # "Page 2 of 9", "- 2 -"
    r"page \s \d{1,3} (?: \s of \s \d{1,3} )? | - \s? \d{1,3} \s? -", re.VERBOSE | re.IGNORECASE
)
_DIGITS = re.compile(r"\d+")

Page = list[str]


def part_running_lines(pages: list[Page]) -> tuple[list[str], list[Block]]:
    """Give the lines of all pages without the running ones, and those as blocks.

    The first page's top stays: what later pages repeat of it is the policy's title. A paragraph
    that a page cuts goes on without the blank lines between.
    """
    if len(pages) == 1:
        return pages[0], []
    running: list[Block] = []
    kept: list[Page] = []
    tops = set[str]()  # of the pages before
    feet = Counter(line for page in pages for line in _edge(page[::-1]))
    for page in pages:
        own = _edge(page[::-1])
        top = _count(page, tops)
        foot = _count(page[top:][::-1], {line for line in own if feet[line] > 1})
        tops |= _edge(page)
        running += _blocks(page[:top], "running_header")
        running += _blocks(page[len(page) - foot :], "running_footer")
        kept.append(page[top : len(page) - foot])
    return list(chain.from_iterable(_closed(kept))), running


def _edge(lines: Page) -> set[str]:
    """Give what a page's first lines have in common with those of other pages."""
    return {_masked(line) for line in islice((line for line in lines if line.strip()), EDGE)}


def _masked(line: str) -> str:
    """Mask the digits of a line, but for a label's name: "Appendix 1" and "Appendix 2" differ."""
    label = split_label(line)[0]
    return line.strip() if label[:1].isalpha() else _DIGITS.sub("#", " ".join(line.split()))


def _count(lines: Page, known: set[str]) -> int:
    """Count the lines from the start that run, and the blank ones before and among them."""
    count = seen = 0
    for n, line in enumerate(lines):
        if not line.strip():
            continue
        if seen == EDGE or _masked(line) not in known:
            break
        seen += 1
        count = n + 1
    return count


def _blocks(lines: Iterable[str], role: AsideKind) -> list[Block]:
    texts = [" ".join(line.split()) for line in lines if line.strip()]
    return [
        Block(text, role="page_number" if PAGE_NUMBER.fullmatch(text) else role) for text in texts
    ]


def _closed(pages: list[Page]) -> list[Page]:
    """Take the blank lines away where a paragraph runs on over a page."""
    closed = [list(page) for page in pages]
    for upper, lower in pairwise(closed):
        last = next((line for line in reversed(upper) if line.strip()), "")
        first = next((line.strip() for line in lower if line.strip()), "")
        if first[:1].islower() and last.rstrip()[-1:] not in (".", ":", ";", "?", "!", ""):
            while upper and not upper[-1].strip():
                upper.pop()
            while lower and not lower[0].strip():
                lower.pop(0)
    return closed
