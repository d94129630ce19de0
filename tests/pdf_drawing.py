"""Builds PDFs for tests by drawing text and rules at places in points from the top left."""

from __future__ import annotations

import io
import zlib
from collections.abc import Callable, Sequence
from typing import Any

from reportlab.pdfgen import canvas

from toolkit.document import Block, Extraction, Table
from toolkit.extract.options import Options
from toolkit.extract.pdf import read_pdf

WIDTH, HEIGHT = 595.0, 842.0
Draw = Callable[[canvas.Canvas], None]


def text(
    x: float, y: float, words: str, size: float = 11, font: str = "Helvetica", **how: Any
) -> Draw:
    """Draw one line, its baseline `y` from the top; `centred` about x, or `right` against it."""

    def draw(page: canvas.Canvas) -> None:
        page.setFont(font, size)
        if how.get("right"):
            page.drawRightString(x, HEIGHT - y, words)
        elif how.get("centred"):
            page.drawCentredString(x, HEIGHT - y, words)
        else:
            page.drawString(x, HEIGHT - y, words)

    return draw


def lines(x: float, y: float, *rows: str, leading: float = 13.5, **how: Any) -> Draw:
    """Draw a paragraph's lines from the first baseline down."""
    drawn = [text(x, y + number * leading, row, **how) for number, row in enumerate(rows)]
    return together(*drawn)


def together(*parts: Draw) -> Draw:
    def draw(page: canvas.Canvas) -> None:
        for part in parts:
            part(page)

    return draw


def shaded(x0: float, y0: float, x1: float, y1: float) -> Draw:
    """Fill a rectangle with light grey; x0, y0 is its upper left corner."""

    def draw(page: canvas.Canvas) -> None:
        page.setFillGray(0.9)
        page.rect(x0, HEIGHT - y1, x1 - x0, y1 - y0, stroke=0, fill=1)
        page.setFillGray(0)

    return draw


def rule(x0: float, y0: float, x1: float, y1: float) -> Draw:
    return lambda page: page.line(x0, HEIGHT - y0, x1, HEIGHT - y1)


def grid(xs: Sequence[float], ys: Sequence[float]) -> Draw:
    """Rule a table's cells."""
    level = [rule(xs[0], y, xs[-1], y) for y in ys]
    upright = [rule(x, ys[0], x, ys[-1]) for x in xs]
    return together(*level, *upright)


def pdf(*pages: Sequence[Draw], size: tuple[float, float] = (WIDTH, HEIGHT), **how: Any) -> bytes:
    """Make a PDF; `encrypt` and `title` as reportlab takes them, `turn` rotates every page."""
    out = io.BytesIO()
    made = canvas.Canvas(out, pagesize=size, encrypt=how.get("encrypt"))
    made.setTitle(how.get("title", ""))
    for page in pages:
        for draw in page:
            draw(made)
        if how.get("turn"):
            made.setPageRotation(how["turn"])
        made.showPage()
    made.save()
    return out.getvalue()


def read(data: bytes, name: str = "policy.pdf", **options: Any) -> Extraction:
    return read_pdf(data, name, Options(**options))


def body(extraction: Extraction) -> list[str]:
    """Give the texts of the blocks that are policy text, tables aside."""
    return [each.text for each in blocks(extraction) if each.role is None]


def blocks(extraction: Extraction) -> list[Block]:
    return [each for each in extraction.blocks if isinstance(each, Block)]


def roles(extraction: Extraction) -> dict[str, str]:
    return {each.text: each.role for each in blocks(extraction) if each.role}


def tables(extraction: Extraction) -> list[list[list[list[str]]]]:
    """Give every table as rows of cells of texts."""
    return [
        [[[block.text for block in cell] for cell in row] for row in table.rows]
        for table in extraction.blocks
        if isinstance(table, Table)
    ]


# --- files that no program would write ----------------------------------------------------------

FONT = b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>"
SHOWN = b"BT /F1 12 Tf 72 700 Td (Staff must keep a record of every message) Tj ET "


def raw_pdf(objects: Sequence[bytes], trailer: bytes = b"") -> bytes:
    """Put numbered objects into a file; the first is the catalogue."""
    out, offsets = b"%PDF-1.7\n", []
    for number, content in enumerate(objects, 1):
        offsets.append(len(out))
        out += b"%d 0 obj\n%b\nendobj\n" % (number, content)
    table = b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    count = len(objects) + 1
    head = b"xref\n0 %d\n0000000000 65535 f \n%b" % (count, table)
    end = b"trailer<</Size %d/Root 1 0 R%b>>\nstartxref\n%d\n%%%%EOF" % (count, trailer, len(out))
    return out + head + end


def stream(content: bytes, more: bytes = b"", times: int = 1) -> bytes:
    """Pack a stream, `times` over."""
    for _ in range(times):
        content = zlib.compress(content, 9)
    filters = b"[" + b"/FlateDecode" * times + b"]"
    head = b"<</Length %d/Filter %b%b>>" % (len(content), filters, more)
    return head + b"stream\n" + content + b"\nendstream"


def one_page(content: bytes, box: bytes = b"[0 0 595 842]", more: Sequence[bytes] = ()) -> bytes:
    """Make a file of one page with this (packed) content; it may draw object 6 as /X."""
    resources = b"<</Font<</F1 4 0 R>>/XObject<</X 6 0 R>>>>"
    page = b"<</Type/Page/Parent 2 0 R/MediaBox %b/Contents 5 0 R/Resources %b>>" % (box, resources)
    pages = b"<</Type/Pages/Kids[3 0 R]/Count 1>>"
    catalogue = b"<</Type/Catalog/Pages 2 0 R>>"
    return raw_pdf([catalogue, pages, page, FONT, content, *more])
