"""Which engine reads a PDF's pages, and what is tried where it finds nothing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import NamedTuple

from ..options import Options
from .acts import acts_of
from .engine import is_dynamic_form, opened, title_of
from .health import has_text, is_garbled, is_recognised, silent_of
from .layers import revealed
from .pages import Page, pages_of

MAX_SECOND_OPINION = 50  # pages; pdfplumber takes a tenth of a second for each


class Reading(NamedTuple):
    """A file's pages, what it says of itself, and what the user should know of how it was read."""

    pages: list[Page]
    title: str | None
    dynamic: bool
    warnings: tuple[str, ...] = ()
    recognised: float | None = None


def read_pages(data: bytes, name: str, options: Options) -> Reading:
    """Read a file's pages; with pdfplumber or OCR where that is asked for, or all that helps."""
    with opened(data, name, options) as document:
        pages = [] if options.engine == "pdfplumber" else pages_of(document, name, options)
        acts = acts_of(data, document)
        reading = Reading(pages, title_of(document), is_dynamic_form(document), acts)
    if options.engine == "pdfplumber":
        reading = reading._replace(pages=_plumbed(data, name, options))
    elif _is_mute(pages):
        reading = _second_opinion(data, reading)
    if options.ocr:
        reading = _with_ocr(data, name, options, reading)
    return _with_layers(reading)


def _plumbed(data: bytes, name: str, options: Options) -> list[Page]:
    from .plumber import plumbed_pages

    return plumbed_pages(data, name, options)


def _is_mute(pages: Sequence[Page]) -> bool:
    """Tell pages that neither speak nor show a picture."""
    drawn = any(has_text(page) or page.images for page in pages)
    return not drawn and 0 < len(pages) <= MAX_SECOND_OPINION


def _second_opinion(data: bytes, reading: Reading) -> Reading:
    """Ask pdfplumber about pages on which PDFium finds nothing at all."""
    from .plumber import second_opinion

    pages = second_opinion(data)
    if not any(has_text(page) for page in pages):
        return reading
    warning = "read with pdfplumber, since PDFium found no text in it"
    return reading._replace(pages=pages, warnings=(*reading.warnings, warning))


def _with_ocr(data: bytes, name: str, options: Options, reading: Reading) -> Reading:
    """Recognise the pages that have no text, or all of a file whose text is garbled."""
    pages = reading.pages
    wanted = pages if is_garbled(pages) else silent_of(pages)
    if not wanted:
        return reading
    from .ocr import recognise

    found = recognise(data, name, [page.number - 1 for page in wanted], options)
    with opened(found.data, name, replace(options, password=None)) as document:
        read = pages_of(document, name, options)
    texts = {page.number: new for page, new in zip(wanted, read, strict=False)}
    merged = [_recognised(page, texts.get(page.number)) for page in pages]
    warning = (
        f"the text of {_pages(wanted)} was recognised by OCR with {found.program}; "
        "check it against the page"
    )
    return reading._replace(
        pages=merged, warnings=(*reading.warnings, warning), recognised=found.confidence
    )


def _recognised(page: Page, new: Page | None) -> Page:
    return revealed(new)._replace(number=page.number, images=[]) if new else page


def _pages(pages: Sequence[Page]) -> str:
    if len(pages) == 1:
        return f"page {pages[0].number}"
    return f"{len(pages)} pages"


def _with_layers(reading: Reading) -> Reading:
    """Read scans that carry an OCR layer already, and say so."""
    layered = [page for page in reading.pages if is_recognised(page)]
    if not layered:
        return reading
    warning = (
        f"the text of {_pages(layered)} is an OCR layer over a scan; check it against the page"
    )
    return reading._replace(
        pages=[revealed(page) for page in reading.pages],
        warnings=(*reading.warnings, warning),
    )
