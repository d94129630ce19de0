"""Are a file's tags to be believed? By their kinds, and by lines that leave no doubt."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from .fragments import Fragment
from .labels import is_label
from .pages import Page
from .tags import BLOCKS, NO_MARKS, Tag

SAMPLE = 6  # pages that are judged
SOUND = 0.95  # of the tagged pieces stand in paragraphs, items, headings or cells
AGREEING = 0.9  # of the lines that plainly run on, or plainly begin, do so in the tags too
ENOUGH = 4  # such lines, before they are judged


def trusted(pages: Sequence[Page]) -> list[Page]:
    """Give the pages with their tags where those mark paragraphs, else without."""
    if not any(page.marks for page in pages):
        return list(pages)
    if are_sound(pages[:SAMPLE]):
        return list(pages)
    return [page._replace(marks=NO_MARKS) for page in pages]


def are_sound(pages: Sequence[Page]) -> bool:
    """Tell whether tags mark paragraphs.

    A line in lower case after one that ends no sentence runs on; a line with a bullet or a number
    begins. A file of a single paragraph, or of one a line, fails on these.
    """
    tags = [tag for page in pages for each in page.fragments if (tag := page.marks.get(each.mark))]
    if not tags or sum(tag.kind in BLOCKS for tag in tags) < SOUND * len(tags):
        return False
    answers = [answer for page in pages for answer in _answers(page)]
    return len(answers) < ENOUGH or sum(answers) >= AGREEING * len(answers)


def _answers(page: Page) -> Iterator[bool]:
    tagged = [(each, page.marks.get(each.mark)) for each in page.fragments]
    for (before, one), (line, other) in pairwise(tagged):
        if one and other and line.y > before.y + 1:
            yield from _answer(before, one, line, other)


def _answer(before: Fragment, one: Tag, line: Fragment, other: Tag) -> Iterator[bool]:
    together = one.number == other.number
    if line.text[:1] == "•" or line.text_x - line.x0 > line.look.size or is_label(line.text):
        yield not together
    elif line.text[:1].islower() and before.text[-1:].isalpha() and _below(before, line):
        yield together


def _below(before: Fragment, line: Fragment) -> bool:
    return line.y - before.y < 2 * line.look.size and abs(line.x0 - before.x0) < line.look.size
