"""Is this text? Scans, pages without text, and fonts that do not say what their signs mean."""

from __future__ import annotations

import re
from collections.abc import Sequence
from shlex import quote

from ...document import NotCompared
from ...errors import Code, InputError
from .pages import Page

SCANNED = 0.6  # of the page that one picture covers
STAMP = 120  # characters: a stamp, a header or a footer over a scanned body has fewer
PICTURE = 0.06  # of the page: a picture large enough to hold a paragraph; a crest has 0.03
ODD_SHARE = 0.2  # of the signs unmapped or private; a page full of bullets has 0.02
SAMPLE = 6_000  # characters that are judged
ENOUGH_WORDS = 60  # words before their look is judged
COMMON_SHARE = (
    0.06  # policies have 0.35 to 0.5 in English, 0.3 in Welsh; enciphered text under 0.02
)

_ENGLISH = """the of and to in a is that for it as with be by on not or are this from at an which
    will must should may school staff any all their has have"""
_OTHER = """y yr a i o yn ar am ac neu gan ei eu mae bod nid fel hyn sy sydd wedi bydd i'r o'r ysgol
    de la le les et des en un une el los las und der die das zu"""
_COMMON = frozenset(f"{_ENGLISH} {_OTHER}".split())
_WORD = re.compile(r"[^\W\d_]+(?:'[^\W\d_]+)?")


def check(pages: Sequence[Page], name: str, dynamic: bool) -> tuple[NotCompared, ...]:
    """Refuse a file without readable text (InputError NO_TEXT, GARBLED); list what has none."""
    if all(page.damaged for page in pages):
        raise InputError(
            Code.DAMAGED,
            f"{name}: damaged, none of its {_pages(len(pages))} can be read; "
            "ask the school for the file again",
        )
    if dynamic and all(len(text_of(page)) < 20 * STAMP for page in pages):
        raise InputError(
            Code.NO_TEXT,
            f"{name}: an Adobe form (XFA) whose pages are drawn only by Acrobat; "
            "open it there, print it to a new PDF, and run OCR on that if it holds no text",
        )
    silent = silent_of(pages)
    if len(silent) == len(pages):
        raise no_text(name, len(pages))
    if is_garbled(pages):
        raise InputError(
            Code.GARBLED,
            f"{name}: its fonts do not say which letters their signs stand for, so the text "
            f"cannot be read; run OCR on it (ocrmypdf --force-ocr {quote(name)} out.pdf)",
        )
    return tuple(_unread(page) for page in silent) + _pictures(pages)


def silent_of(pages: Sequence[Page]) -> list[Page]:
    """Give the pages without text that can be read."""
    return [page for page in pages if is_scanned(page) or not has_text(page)]


def no_text(name: str, count: int) -> InputError:
    """Make the error for a scan."""
    which = "its only page" if count == 1 else f"any of {count} pages"
    return InputError(
        Code.NO_TEXT,
        f"{name}: no text layer on {which}; run OCR on it first (ocrmypdf {quote(name)} out.pdf)",
    )


def _pages(count: int) -> str:
    return "1 page" if count == 1 else f"{count} pages"


def text_of(page: Page) -> str:
    """Give a page's visible text, as drawn."""
    return " ".join(each.text for each in page.fragments if not each.look.hidden)


def has_text(page: Page) -> bool:
    """Tell whether a page holds any text at all, a recognised layer included."""
    return any(each.text for each in page.fragments)


def is_scanned(page: Page) -> bool:
    """Tell a picture of a page, with at most a stamp or a running line over it."""
    if page.pictured < SCANNED or is_recognised(page):
        return False
    return len(text_of(page)) < STAMP


def is_recognised(page: Page) -> bool:
    """Tell a picture of a page over which OCR has laid invisible text."""
    hidden = sum(len(each.text) for each in page.fragments if each.look.hidden)
    return page.pictured >= SCANNED and hidden > STAMP


def _unread(page: Page) -> NotCompared:
    if page.damaged:
        return NotCompared("page", page.number, "damaged: it cannot be opened")
    if page.images:
        return NotCompared("page", page.number, "a picture without text; run OCR on the file")
    return NotCompared("page", page.number, "empty: no text and no picture")


def _pictures(pages: Sequence[Page]) -> tuple[NotCompared, ...]:
    return tuple(
        NotCompared("image", page.number, "a picture; any words in it are not read")
        for page in pages
        if page.pictured >= PICTURE
        and has_text(page)
        and not is_scanned(page)
        and not is_recognised(page)
    )


def is_garbled(pages: Sequence[Page]) -> bool:
    """Tell whether a file's fonts hide which letters their signs stand for."""
    odd = sum([page.odd for page in pages])
    if odd:
        signs = sum([len(each.text) for page in pages for each in page.fragments])
        if odd > ODD_SHARE * max(signs, odd):
            return True
    return _is_enciphered(_sample(pages).lower())


def _sample(pages: Sequence[Page]) -> str:
    """Give the beginning of a file's text; not all of its pages are looked at for it."""
    text = ""
    for page in pages:
        text += " ".join([each.text for each in page.fragments]) + " "
        if len(text) > SAMPLE:
            break
    return text[:SAMPLE]


def _is_enciphered(sample: str) -> bool:
    plenty = COMMON_SHARE * len(sample) / 2  # were every second sign a word of its own
    for part in (sample[: len(sample) * 2 // 3].rpartition(" ")[0], sample):  # mostly the first
        if sum(map(_COMMON.__contains__, part.split())) > plenty:
            return False
    words = _WORD.findall(sample)
    if len(words) < ENOUGH_WORDS:
        return False
    return sum(word in _COMMON for word in words) < COMMON_SHARE * len(words) and _unspeakable(
        words
    )


def _unspeakable(words: Sequence[str]) -> bool:
    """Tell words without vowels' usual share: the mark of letters replaced by others."""
    letters = "".join(words)
    vowels = sum(letters.count(vowel) for vowel in "aeiouwy")
    return not 0.25 < vowels / max(len(letters), 1) < 0.6
