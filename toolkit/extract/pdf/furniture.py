"""Running headers and footers, page numbers and watermarks, told by where they repeat."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from functools import lru_cache

from ...document import AsideKind
from ...numbering import split_label
from .fragments import Fragment
from .pages import Page

OUTER = 0.12  # of the page's height: margins of 2.5 cm with a header of two lines reach 0.11
WIDER = 0.2  # of the page's height: what a letterhead with an address fills
FEWEST_PAGES = 3  # on which a line so far in must recur
MOST = 0.4  # of the pages: a header with an odd and an even variant has each on half
NEARLY_ALL = 0.7  # of the pages: what recurs so often is no wrapped line of the text
TIGHT = 1.4  # in sizes: lines of one paragraph, in a margin, stand no further apart
SAME_PLACE = 3.0  # points between the baselines of one running line on two pages
APART = 1.7  # in sizes: a running line of one page alone stands so far from the text
FEWEST_IN_BAND = 2  # pages that have running lines at one place
_RUNNING: tuple[AsideKind, ...] = ("running_header", "running_footer", "page_number")
RAISED = 0.6  # in sizes of a note's own mark: so far above its note's baseline
HUGE = 36.0  # points: a title is smaller, and no text runs through it
SLANT = range(8, 83)  # degrees from a quarter turn: text nobody writes but as a watermark

_DIGITS = re.compile(r"\d+")
_PAGE_NUMBER = re.compile(
    r"""(?: [-–—|] \s* )? (?: p(?:age|g)? \.? \s* )? (?P<number> \d{1,4} | [ivxlc]{1,6} )
        (?: \s* (?: of | / ) \s* \d{1,4} )? (?: \s* \| \s* p\s?a\s?g\s?e )? (?: \s* [-–—|] )?""",
    re.VERBOSE | re.IGNORECASE,
)
_SAYS_PAGE = re.compile(r"\bp\s?a\s?g\s?e\b|\d\s*(?:of|/)\s*\d", re.IGNORECASE)

_TAIL = re.compile(r"(?!page\b|www\.)[a-z]\S* (?:\S+ )+\S+[.;:]\Z")  # of a sentence

# A text, its digits masked, to the places it stands at and the share of pages where it does.
# A place is a distance in points from the page's top or, negative, from its foot: pages may be
# turned.
Repeated = dict[str, list[tuple[float, float]]]
Roles = dict[int, AsideKind]  # a fragment's position on its page to what it is


def furniture_of(pages: Sequence[Page]) -> list[Roles]:
    """Give for every page which of its fragments are not body text, and what they are."""
    repeated = _repeated(pages)
    numbered = _numbered(pages)
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
        for place in _outer(page, WIDER)
        if page.fragments[place].text and not _in_long_table(page.fragments[place], page)
    ]
    roles: Roles = {}
    for row in _rows(page, outer):
        found = {place: _role(page.fragments[place], page, repeated, numbered) for place in row}
        if all(found.values()) and not _is_body(page, row, repeated):
            roles |= {place: role for place, role in found.items() if role}
    return roles


def _place(fragment: Fragment, page: Page) -> float:
    """Give a fragment's distance from the page's top, or, negative, from its foot."""
    return fragment.y if fragment.y < page.height / 2 else fragment.y - page.height


def _bands(pages: Sequence[Page], found: Sequence[Roles]) -> list[float]:
    """Give the places at which running lines stand on two pages or more."""
    seen: dict[float, set[int]] = {}
    for page, roles in zip(pages, found, strict=True):
        for at, role in roles.items():
            if role in _RUNNING:
                place = _place(page.fragments[at], page)
                home = next((each for each in seen if abs(each - place) <= SAME_PLACE), place)
                seen.setdefault(home, set()).add(page.number)
    return [place for place, numbers in seen.items() if len(numbers) >= FEWEST_IN_BAND]


def _in_bands(page: Page, roles: Roles, bands: Sequence[float]) -> Roles:
    """Add what stands where the other pages have their running lines, apart from the text.

    A first page, and an odd or even one in a short file, has a running line of its own.
    """
    rest = [
        at
        for at in _outer(page, OUTER)
        if at not in roles and page.fragments[at].text and not page.fragments[at].turn
    ]
    added: Roles = {}
    for row in _rows(page, rest):
        place = _place(page.fragments[row[0]], page)
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
    if all(_rate(page.fragments[place], page, repeated) >= NEARLY_ALL for place in row):
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
    rate = _rate(fragment, page, repeated)
    if not _zone(fragment, page):
        return _zone(fragment, page, WIDER) if rate >= NEARLY_ALL else None
    text = fragment.text
    if _PAGE_NUMBER.fullmatch(text) and (numbered or _SAYS_PAGE.search(text)):
        return "page_number"
    return _zone(fragment, page) if rate else None


def _outer(page: Page, outer: float) -> list[int]:
    """Give the positions of the fragments in a page's outer margins."""
    top, foot = outer * page.height, (1 - outer) * page.height
    return [at for at, each in enumerate(page.fragments) if each.y < top or each.y > foot]


def _zone(fragment: Fragment, page: Page, outer: float = OUTER) -> AsideKind | None:
    if fragment.y < outer * page.height:
        return "running_header"
    if fragment.y > (1 - outer) * page.height:
        return "running_footer"
    return None


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


def _rate(fragment: Fragment, page: Page, repeated: Repeated) -> float:
    """Give the share of pages on which a text stands at this place; 0 for too few."""
    texts = _masked(fragment.text, page.number)
    here = _place(fragment, page)
    found = (each for text in texts for each in repeated.get(text, []))
    near = [share for place, share in found if abs(here - place) <= SAME_PLACE]
    return max(near, default=0.0)


def _repeated(pages: Sequence[Page]) -> Repeated:
    """Give the texts, digits masked, that stand at one place on many pages."""
    places: dict[str, list[tuple[float, int]]] = defaultdict(list)
    outer = WIDER if len(pages) >= FEWEST_PAGES else OUTER
    for page in pages:
        for at in _outer(page, outer):
            fragment = page.fragments[at]
            for text in _masked(fragment.text, page.number):
                places[text].append((_place(fragment, page), page.number))
    return {text: found for text, seen in places.items() if (found := _common(seen, len(pages)))}


def _common(seen: Sequence[tuple[float, int]], count: int) -> list[tuple[float, float]]:
    """Give the places at which a text stands on enough pages, with the share of pages."""
    found = []
    for place in {place for place, _ in seen}:
        pages = {page for each, page in seen if abs(each - place) <= SAME_PLACE}
        if len(pages) >= max(2, MOST * count):
            found.append((place, len(pages) / count))
    return found


def _numbered(pages: Sequence[Page]) -> bool:
    """Tell whether bare numbers in the margins count up with the pages."""
    offsets: Counter[int] = Counter()
    for page in pages:
        outer = [page.fragments[at].text.strip("-–—| ") for at in _outer(page, OUTER)]
        offsets.update({int(text) - page.number for text in outer if text.isdecimal()})
    return bool(offsets) and max(offsets.values()) >= max(2, MOST * len(pages))


def artefacts_of(page: Page) -> Roles:
    """Find what a soundly tagged file itself marks as no part of its text, in the outer margins."""
    roles: Roles = {}
    if not page.marks:
        return roles
    for place, fragment in enumerate(page.fragments):
        if fragment.mark < 0 and not fragment.turn and (zone := _zone(fragment, page)):
            text = fragment.text
            says_page = text.isdecimal() or _SAYS_PAGE.search(text)
            roles[place] = "page_number" if says_page and _PAGE_NUMBER.fullmatch(text) else zone
    return roles
