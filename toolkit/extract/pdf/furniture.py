"""Running headers and footers, page numbers and watermarks, told by where they repeat."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ...document import AsideKind
from .fragments import Fragment
from .pages import Page
from .repeats import (
    OUTER,
    SAME_PLACE,
    WIDER,
    Repeated,
    are_numbered,
    outer_of,
    place_of,
    rate_of,
    repeated_of,
)

NEARLY_ALL = 0.7  # of the pages: what recurs so often is no wrapped line of the text
TIGHT = 1.4  # in sizes: lines of one paragraph, in a margin, stand no further apart
APART = 1.7  # in sizes: a running line of one page alone stands so far from the text
FEWEST_IN_BAND = 2  # pages that have running lines at one place
_RUNNING: tuple[AsideKind, ...] = ("running_header", "running_footer", "page_number")
RAISED = 0.6  # in sizes of a note's own mark: so far above its note's baseline
HUGE = 36.0  # points: a title is smaller, and no text runs through it
SLANT = range(8, 83)  # degrees from a quarter turn: text nobody writes but as a watermark

_PAGE_NUMBER = re.compile(
    r"""(?: [-–—|] \s* )? (?: p(?:age|g)? \.? \s* )? (?P<number> \d{1,4} | [ivxlc]{1,6} )
        (?: \s* (?: of | / ) \s* \d{1,4} )? (?: \s* \| \s* p\s?a\s?g\s?e )? (?: \s* [-–—|] )?""",
    re.VERBOSE | re.IGNORECASE,
)
_SAYS_PAGE = re.compile(r"\bp\s?a\s?g\s?e\b|\d\s*(?:of|/)\s*\d", re.IGNORECASE)

_PAGE_OF = re.compile(r"\b(?:Page|PAGE)\s*\d{1,3}\s*(?:of|OF)\s*\d{1,3}\b")
_TAIL = re.compile(r"(?!page\b|www\.)[a-z]\S* (?:\S+ )+\S+[.;:]\Z")  # of a sentence

Roles = dict[int, AsideKind]  # a fragment's position on its page to what it is


def furniture_of(pages: Sequence[Page]) -> list[Roles]:
    """Give for every page which of its fragments are not body text, and what they are."""
    repeated = repeated_of(pages)
    numbered = are_numbered(pages)
    found = [
        _unseen(page) | artefacts_of(page) | _running(page, repeated, numbered) for page in pages
    ]
    marks = _watermarks(pages, found)
    found = [_marked(page, roles, marks) for page, roles in zip(pages, found, strict=True)]
    bands = _bands(pages, found)
    return [_in_bands(page, roles, bands) for page, roles in zip(pages, found, strict=True)]


def _unseen(page: Page) -> Roles:
    """Find what is not drawn, or drawn aslant."""
    roles: Roles = {}
    for place, fragment in enumerate(page.fragments):
        look = fragment.look
        if not (fragment.turn or look.hidden or look.size >= HUGE):
            continue
        if look.hidden:
            roles[place] = "hidden_text"
        elif fragment.turn % 90 in SLANT or (look.size >= HUGE and _is_huge(fragment, page)):
            roles[place] = "watermark"
    return roles


Spot = tuple[str, int, int]


def _spot(fragment: Fragment) -> Spot:
    return fragment.text, round(fragment.x0 / SAME_PLACE), round(fragment.y / SAME_PLACE)


def _watermarks(pages: Sequence[Page], found: Sequence[Roles]) -> set[Spot]:
    """Give the watermarks and where they stand."""
    return {
        _spot(page.fragments[at])
        for page, roles in zip(pages, found, strict=True)
        for at, role in roles.items()
        if role == "watermark"
    }


def _marked(page: Page, roles: Roles, marks: set[Spot]) -> Roles:
    """Add the watermark of a page on which too little text runs through it to tell."""
    if not marks:
        return roles
    again: Roles = {
        at: "watermark" for at, each in enumerate(page.fragments) if _spot(each) in marks
    }
    return roles | again


def _is_huge(fragment: Fragment, page: Page) -> bool:
    """Tell letters so large that lines of the text run through them."""
    size = fragment.look.size
    through = [
        each
        for each in page.fragments
        if each.look.size < size / 2
        and fragment.y - 0.8 * size < each.y < fragment.y
        and min(each.x1, fragment.x1) - max(each.x0, fragment.x0) > size / 2
    ]
    return len(through) >= 2


def _running(page: Page, repeated: Repeated, numbered: bool) -> Roles:
    """Find the rows in the outer margins of which every piece repeats or is a page's number.

    Row by row: "4." and "5." before two sections' headings at the top of two pages repeat too,
    but what stands beside them does not.
    """
    outer = [
        place
        for place in outer_of(page, WIDER)
        if page.fragments[place].text and not _in_long_table(page.fragments[place], page)
    ]
    roles: Roles = {}
    for row in _rows(page, outer):
        if _says_page_of(page, row):
            roles |= {place: _kind_in_band(page.fragments[place], page) for place in row}
            continue
        found = {place: _role(page.fragments[place], page, repeated, numbered) for place in row}
        if all(found.values()) and not _is_body(page, row, repeated):
            roles |= {place: role for place, role in found.items() if role}
    return roles


def _says_page_of(page: Page, row: Sequence[int]) -> bool:
    """Tell a margin's row with "Page 3 of 12": no line of text says so, were it on one page alone.

    A contents list's rows say "Page 3" at most.
    """
    pieces = [page.fragments[place] for place in row]
    says = any("age" in each.text.lower() and _PAGE_OF.search(each.text) for each in pieces)
    return says and all(_zone(each, page) for each in pieces)


def _bands(pages: Sequence[Page], found: Sequence[Roles]) -> list[float]:
    """Give the places at which running lines stand on two pages or more."""
    seen: dict[float, set[int]] = {}
    for page, roles in zip(pages, found, strict=True):
        for at, role in roles.items():
            if role in _RUNNING:
                place = place_of(page.fragments[at], page)
                home = next((each for each in seen if abs(each - place) <= SAME_PLACE), place)
                seen.setdefault(home, set()).add(page.number)
    return [place for place, numbers in seen.items() if len(numbers) >= FEWEST_IN_BAND]


def _in_bands(page: Page, roles: Roles, bands: Sequence[float]) -> Roles:
    """Add what stands where the other pages have their running lines, apart from the text.

    A first page, and an odd or even one in a short file, has a running line of its own.
    """
    rest = [
        at
        for at in outer_of(page, OUTER)
        if at not in roles and page.fragments[at].text and not page.fragments[at].turn
    ]
    added: Roles = {}
    for row in _rows(page, rest):
        place = place_of(page.fragments[row[0]], page)
        in_band = any(abs(place - band) <= SAME_PLACE for band in bands)
        if in_band and _is_apart(page, row, roles):
            added |= {at: _kind_in_band(page.fragments[at], page) for at in row}
    return roles | added


def _is_apart(page: Page, row: Sequence[int], roles: Roles) -> bool:
    """Tell a row in a margin that no line of the text, nor of its own kind, stands close to."""
    here = page.fragments[row[0]]
    near = APART * here.look.size
    return not any(
        SAME_PLACE < abs(each.y - here.y) < near
        for at, each in enumerate(page.fragments)
        if at not in row and at not in roles and each.text and not each.turn
    )


def _kind_in_band(fragment: Fragment, page: Page) -> AsideKind:
    if _PAGE_NUMBER.fullmatch(fragment.text):
        return "page_number"
    return _zone(fragment, page) or "running_footer"


def _in_long_table(fragment: Fragment, page: Page) -> bool:
    """Tell a table's head at the top of a page from a header that is set as a small table."""
    for grid in page.grids:
        x0, top, x1, bottom = grid.box
        if x0 <= fragment.x0 < x1 and top <= fragment.y <= bottom:
            return bottom > WIDER * page.height and top < (1 - WIDER) * page.height
    return False


def _is_body(page: Page, row: Sequence[int], repeated: Repeated) -> bool:
    """Tell a wrapped line that happens to recur: the tail of a sentence, or close to another."""
    if all(rate_of(page.fragments[place], page, repeated) >= NEARLY_ALL for place in row):
        return False
    if _TAIL.match(page.fragments[row[0]].text):
        return True
    inner = [each for place, each in enumerate(page.fragments) if place not in row]
    return any(
        _are_tight(outer, each, page.height)
        for outer in [page.fragments[place] for place in row]
        for each in inner
        if abs(each.y - outer.y) < TIGHT * outer.look.size
    )


def _are_tight(outer: Fragment, inner: Fragment, height: float) -> bool:
    step = inner.y - outer.y if outer.y < height / 2 else outer.y - inner.y
    alike = inner.look.size == outer.look.size and abs(inner.x0 - outer.x0) < outer.look.size
    return alike and 0.8 < step / outer.look.size < TIGHT


def _rows(page: Page, places: Sequence[int]) -> list[list[int]]:
    rows: dict[float, list[int]] = {}
    for place in places:
        fragment = page.fragments[place]
        y, near = fragment.y, max(SAME_PLACE, RAISED * fragment.look.size)
        home = next((height for height in rows if abs(height - y) <= near), y)
        rows.setdefault(home, []).append(place)
    return list(rows.values())


def _role(fragment: Fragment, page: Page, repeated: Repeated, numbered: bool) -> AsideKind | None:
    rate = rate_of(fragment, page, repeated)
    if not _zone(fragment, page):
        return _zone(fragment, page, WIDER) if rate >= NEARLY_ALL else None
    text = fragment.text
    if _PAGE_NUMBER.fullmatch(text) and (numbered or _SAYS_PAGE.search(text)):
        return "page_number"
    return _zone(fragment, page) if rate else None


def _zone(fragment: Fragment, page: Page, outer: float = OUTER) -> AsideKind | None:
    if fragment.y < outer * page.height:
        return "running_header"
    if fragment.y > (1 - outer) * page.height:
        return "running_footer"
    return None


def artefacts_of(page: Page) -> Roles:
    """Find what a soundly tagged file itself marks as no part of its text, in the outer margins.

    A list's label beside its text is none, though browsers mark it so.
    """
    roles: Roles = {}
    if not page.marks:
        return roles
    text_heights = {round(each.y) for each in page.fragments if each.mark >= 0}
    for place, fragment in enumerate(page.fragments):
        outside = fragment.mark < 0 and round(fragment.y) not in text_heights
        if outside and not fragment.turn and (zone := _zone(fragment, page)):
            text = fragment.text
            says_page = text.isdecimal() or _SAYS_PAGE.search(text)
            roles[place] = "page_number" if says_page and _PAGE_NUMBER.fullmatch(text) else zone
    return roles
