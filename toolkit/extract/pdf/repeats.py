"""Texts that stand at one place on many pages, or on those of one part of a merged file."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Sequence
from functools import lru_cache
from itertools import pairwise

from ...numbering import split_label
from .fragments import Fragment
from .pages import Page

OUTER = 0.12  # of the page's height: margins of 2.5 cm with a header of two lines reach 0.11
WIDER = 0.2  # of the page's height: what a letterhead with an address fills
FEWEST_PAGES = 3  # on which a line so far in must recur
MOST = 0.4  # of the pages: a header with an odd and an even variant has each on half
SAME_PLACE = 3.0  # points between the baselines of one running line on two pages
IN_A_ROW = 3  # pages: a line of one of the policies that a file was merged of is on few of all
NEAR = 2  # pages from one that has the line to the next: odd or even ones may have another

_DIGITS = re.compile(r"\d+")
_FIRST_OF = re.compile(r"\bpage\s*1\s*(?:of|/)\s*\d|^1\s*\|\s*p\s?a\s?g\s?e$", re.IGNORECASE)

# A text, its digits masked, to the places it stands at and the share of pages where it does.
# A place is a distance in points from the page's top or, negative, from its foot: pages may be
# turned.
Repeated = dict[str, list[tuple[float, float]]]


def place_of(fragment: Fragment, page: Page) -> float:
    """Give a fragment's distance from the page's top, or, negative, from its foot."""
    return fragment.y if fragment.y < page.height / 2 else fragment.y - page.height


def outer_of(page: Page, outer: float) -> list[int]:
    """Give the positions of the fragments in a page's outer margins."""
    top, foot = outer * page.height, (1 - outer) * page.height
    return [at for at, each in enumerate(page.fragments) if each.y < top or each.y > foot]


def repeated_of(pages: Sequence[Page]) -> Repeated:
    """Give the texts, digits masked, that stand at one place on many pages."""
    places: dict[str, list[tuple[float, int]]] = defaultdict(list)
    outer = WIDER if len(pages) >= FEWEST_PAGES else OUTER
    for page in pages:
        for at in outer_of(page, outer):
            fragment = page.fragments[at]
            for text in _masked(fragment.text, page.number):
                places[text].append((place_of(fragment, page), page.number))
    parts = _parts(pages)
    return {text: found for text, seen in places.items() if (found := _common(seen, parts))}


def rate_of(fragment: Fragment, page: Page, repeated: Repeated) -> float:
    """Give the share of pages on which a text stands at this place; 0 for too few."""
    texts = _masked(fragment.text, page.number)
    here = place_of(fragment, page)
    found = (each for text in texts for each in repeated.get(text, []))
    near = [share for place, share in found if abs(here - place) <= SAME_PLACE]
    return max(near, default=0.0)


@lru_cache(maxsize=4096)
def _masked(text: str, page: int) -> tuple[str, ...]:
    """Give what a running line has in common over the pages: its text, digits masked.

    A number that the text begins with may be a clause's own ("4. bring a friend", "8. bring a
    friend"): it is masked only as far as it is the same on every page or counts up with them.
    """
    label = split_label(text)[0]
    first = _DIGITS.search(label)
    if not first:
        return (_DIGITS.sub("#", text),)
    rest = _DIGITS.sub("#", text[first.end() :])
    if label[0].isalpha():  # each appendix begins a page: "Appendix 1", "Appendix 2"
        return (text[: first.end()] + rest,)
    return f"{first[0]}{rest}", f"{int(first[0]) - page:+}{rest}"


def _parts(pages: Sequence[Page]) -> list[range]:
    """Give the page numbers of all pages, and of each part whose pages are numbered anew."""
    numbers = [page.number for page in pages]
    whole = range(numbers[0], numbers[-1] + 1) if numbers else range(0)
    begun = [page.number for page in pages[1:] if _says_first(page)]
    if not begun:
        return [whole]
    ends = [whole.start, *begun, whole.stop]
    return [whole, *(range(first, after) for first, after in pairwise(ends))]


def _says_first(page: Page) -> bool:
    """Tell a page that says in its margin that it is page 1."""
    texts = [page.fragments[at].text for at in outer_of(page, OUTER)]
    return any("1" in text and _FIRST_OF.search(text) for text in texts)


def _common(seen: Sequence[tuple[float, int]], parts: Sequence[range]) -> list[tuple[float, float]]:
    """Give the places at which a text stands on enough pages, with the share of pages."""
    found: list[tuple[float, float]] = []
    if len(seen) < 2:
        return found
    for place in {place for place, _ in seen}:
        pages = {page for each, page in seen if abs(each - place) <= SAME_PLACE}
        if share := _share(pages, parts):
            found.append((place, share))
    return found


def _share(pages: Collection[int], parts: Sequence[range]) -> float:
    """Give the share of a file's pages, or of one of its parts', that have a line; 0 for few."""
    best = 0.0
    for part in parts:
        inside = sum(page in part for page in pages)
        if inside >= max(2, MOST * len(part)):
            best = max(best, inside / len(part))
    if not best and has_run(pages):
        best = len(pages) / len(parts[0])
    return best


def has_run(pages: Collection[int]) -> bool:
    """Tell whether some pages stand near each other, as those of one part do."""
    run = 1
    for before, after in pairwise(sorted(pages)):
        run = run + 1 if after - before <= NEAR else 1
        if run == IN_A_ROW:
            return True
    return False


def are_numbered(pages: Sequence[Page]) -> bool:
    """Tell whether bare numbers in the margins count up with the pages."""
    offsets: dict[int, set[int]] = defaultdict(set)
    for page in pages:
        for at in outer_of(page, OUTER):
            text = page.fragments[at].text.strip("-–—| ")
            if text.isdecimal():
                offsets[int(text) - page.number].add(page.number)
    enough = max(2, MOST * len(pages))
    return any(len(found) >= enough or has_run(found) for found in offsets.values())
