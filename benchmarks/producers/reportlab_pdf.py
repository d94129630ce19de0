"""Source → PDF by ReportLab, as a management system's own export would be."""

from __future__ import annotations

from functools import partial
from html import escape
from pathlib import Path
from typing import Any

from reportlab.lib.pagesizes import A4, landscape
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfbase.pdfmetrics import registerFont
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.platypus import (
    BaseDocTemplate,
    Flowable,
    Frame,
    PageBreak,
    PageTemplate,
    Paragraph,
    Spacer,
    Table,
)

from benchmarks.sources import Piece, Source

FONTS = Path("/usr/share/fonts/truetype/liberation")


def write_pdf(source: Source, path: Path) -> None:
    """Lay the source out with platypus; labels are drawn apart, on the paragraph's baseline."""
    for name, file in (("Body", "LiberationSans-Regular"), ("Body-Bold", "LiberationSans-Bold")):
        registerFont(TTFont(name, FONTS / f"{file}.ttf"))
    size = landscape(A4) if "landscape" in source.traits else A4
    document = BaseDocTemplate(str(path), pagesize=size, title=source.title)
    width, height = size[0] - 120, size[1] - 120
    count = 2 if "columns" in source.traits else 1
    frames = [
        Frame(60 + n * (width / count + 5), 60, width / count - 10 * (count - 1), height)
        for n in range(count)
    ]
    document.addPageTemplates([PageTemplate("all", frames, onPage=partial(_furniture, source))])
    document.build([flow for piece in source.pieces for flow in _piece(source, piece)])


def _furniture(source: Source, canvas: Any, document: Any) -> None:
    canvas.saveState()
    canvas.setFont("Body", 8)
    if source.header:
        canvas.drawCentredString(document.pagesize[0] / 2, document.pagesize[1] - 35, source.header)
        canvas.drawString(60, 32, source.footer)
        canvas.drawRightString(document.pagesize[0] - 60, 32, f"Page {document.page}")
    if "watermark" in source.traits:
        canvas.setFont("Body-Bold", 90)
        canvas.setFillGray(0.9)
        canvas.translate(150, 250)
        canvas.rotate(45)
        canvas.drawString(0, 0, "DRAFT")
    canvas.restoreState()


def _style(source: Source, piece: Piece) -> ParagraphStyle:
    bold = piece.kind in {"heading", "title"}
    size = 18 if piece.kind == "title" else 9 if "tight" in source.traits else 11
    indent = 36 + 18 * max(0, piece.level - 1) if piece.label or piece.kind == "quote" else 0
    return ParagraphStyle(
        piece.kind, fontName="Body-Bold" if bold else "Body", fontSize=size, leading=size * 1.25,
        leftIndent=60 if piece.label.startswith("Section") else indent,
        bulletIndent=max(0, indent - 36) if piece.level < 2 else indent - 18,
        bulletFontName="Body-Bold" if bold else "Body", bulletFontSize=size,
        spaceAfter=0 if "tight" in source.traits else 6, spaceBefore=6 if bold else 0,
        alignment=1 if piece.kind == "title" else 4 if "justified" in source.traits else 0,
    )  # fmt: skip


def _piece(source: Source, piece: Piece) -> list[Flowable]:
    style = _style(source, piece)
    if piece.kind in {"cover", "table"}:
        cells = [[Paragraph(escape(cell), style) for cell in row] for row in piece.rows]
        return [Table(cells, style=[("GRID", (0, 0), (-1, -1), 0.5, "black")]), Spacer(1, 8)]
    if piece.kind == "contents":
        lines = (f"{text} {'.' * (70 - len(text))} {page}" for text, page in piece.rows)
        return [
            Paragraph("Contents", style),
            *(Paragraph(escape(line), style) for line in lines),
            PageBreak(),
        ]
    return [Paragraph(escape(piece.text), style, bulletText=piece.label or None)]
