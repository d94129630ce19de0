"""Are a file's tags to be believed? By their kinds, and by lines that leave no doubt."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import TYPE_CHECKING

from .fragments import Fragment
from .labels import is_label
from .tags import BLOCKS, NO_MARKS, Tag

if TYPE_CHECKING:
    from .pages import Page

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
    tags = _tags(pages)
    if not tags or _in_blocks(tags) < SOUND * len(tags):
        return False
    answers = [answer for page in pages for answer in _answers(page)]
    return len(answers) < ENOUGH or sum(answers) >= AGREEING * len(answers)


def are_hopeless(first: Page) -> bool:
    """Tell by a file's first page that its tags are unsound, were the others as full of sound ones.

    The trees of the others need not be read then: a twentieth of the time, where all is tagged.
    """
    tags = _tags([first])
    return len(tags) - _in_blocks(tags) > (1 - SOUND) * SAMPLE * len(tags)


def may_be_sound(pages: Sequence[Page]) -> bool:
    """Tell whether tags can be sound after all, if all pieces without one have one that is."""
    tags, pieces = _tags(pages), sum(len(page.fragments) for page in pages)
    return pieces - (len(tags) - _in_blocks(tags)) >= SOUND * pieces


def _tags(pages: Sequence[Page]) -> list[Tag]:
    return [tag for page in pages for each in page.fragments if (tag := page.marks.get(each.mark))]


def _in_blocks(tags: Sequence[Tag]) -> int:
    return sum([tag.kind in BLOCKS for tag in tags])


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
