"""PDF to blocks: characters → lines → paragraphs and tables, the furniture set aside."""

from __future__ import annotations

from ...document import Extraction
from ..options import Options
from .blocks import blocks_of
from .bombs import refuse_bombs
from .flow import Body, area_key, areas_of, bodies_of, flows_of, usual_size
from .furniture import furniture_of
from .health import check
from .joins import rejoined
from .nesting import refuse_nests
from .notes import with_notes
from .paragraphs import Area, usual_leading
from .reading import read_pages
from .soundness import trusted

__all__ = ["read_pdf"]


def read_pdf(data: bytes, name: str, options: Options) -> Extraction:
    """Read a PDF into blocks; InputError ENCRYPTED, DAMAGED, NO_TEXT, GARBLED or TOO_LARGE."""
    refuse_bombs(data, name, options)
    refuse_nests(data, name)
    reading = read_pages(data, name, options)
    not_compared = check(reading.pages, name, reading.dynamic)
    pages = trusted(reading.pages)
    roles = furniture_of(pages)
    bodies = bodies_of(pages, roles)
    areas = areas_of(bodies)
    leading = usual_leading(line for body in bodies for line in body.lines)
    size = usual_size(bodies)
    flows = [
        flow
        for body in bodies
        for flow in with_notes(
            flows_of(body, areas.get(area_key(body.page), _page_wide(body)), leading),
            size,
            body.page.height,
        )
    ]
    blocks = blocks_of(pages, roles, rejoined(flows))
    return Extraction(
        "pdf",
        blocks,
        len(pages),
        reading.title,
        not_compared,
        reading.warnings,
        reading.recognised,
    )


def _page_wide(body: Body) -> Area:
    """Stand in for the text area of a page with nothing but tables."""
    return Area(0, body.page.width)
