"""Source → PDF by ReportLab, as a management system's own export would be."""

from __future__ import annotations

from functools import partial
from html import escape
from pathlib import Path
from typing import Any

from reportlab.lib.pagesizes import A4, landscape
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfbase.pdfmetrics import registerFont, registerFontFamily
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.platypus import (
    BaseDocTemplate,
    Flowable,
    Frame,
    NextPageTemplate,
    PageBreak,
    PageTemplate,
    Paragraph,
    Spacer,
    Table,
)

from benchmarks.sources import WIDE, Layout, Piece, Source, look_of

FONTS = Path("/usr/share/fonts/truetype/liberation")
GRID = ("GRID", (0, 0), (-1, -1), 0.5, "black")
COLOUR = "#1f4e9e"


def write_pdf(source: Source, path: Path) -> None:
    """Lay the source out with platypus; labels are drawn apart, on the paragraph's baseline."""
    family = "LiberationSerif" if source.layout.serif else "LiberationSans"
    for name, file in (("Body", "Regular"), ("Body-Bold", "Bold"), ("Body-Italic", "Italic")):
        registerFont(TTFont(name, FONTS / f"{family}-{file}.ttf"))
    registerFontFamily("Body", "Body", "Body-Bold", "Body-Italic", "Body-Bold")
    document = BaseDocTemplate(str(path), title=source.title, initialFontName="Body")
    pages = (("tall", A4), ("wide", landscape(A4)))
    templates = [_template(name, size, source) for name, size in pages]
    document.addPageTemplates(templates[::-1] if source.layout.landscape else templates)
    document.build([flow for piece in source.pieces for flow in _piece(source.layout, piece)])


def _template(name: str, size: tuple[float, float], source: Source) -> PageTemplate:
    width, height = size[0] - 120, size[1] - 120
    columns = source.layout.columns
    frames = [
        Frame(60 + n * (width / columns + 5), 60, width / columns - 10 * (columns - 1), height)
        for n in range(columns)
    ]
    return PageTemplate(name, frames, onPage=partial(_furniture, source), pagesize=size)


def _furniture(source: Source, canvas: Any, document: Any) -> None:
    canvas.saveState()
    width, height = canvas._pagesize
    canvas.setFont("Body", 8)
    if source.layout.running:
        head, foot = _running(source, document.page)
        canvas.drawCentredString(width / 2, height - 35, head)
        canvas.drawString(60, 32, foot)
        canvas.drawRightString(width - 60, 32, f"Page {document.page}")
    if source.layout.watermark == "aslant":
        canvas.setFont("Body-Bold", 90)
        canvas.setFillGray(0.9)
        canvas.translate(150, 250)
        canvas.rotate(45)
        canvas.drawString(0, 0, "DRAFT")
    if source.layout.watermark == "level":
        canvas.setFont("Body-Bold", 70)
        canvas.setFillGray(0.9)
        canvas.drawCentredString(width / 2, height / 2, "SPECIMEN")
    canvas.restoreState()


def _running(source: Source, page: int) -> tuple[str, str]:
    if source.layout.running == "same":
        return source.school, source.title
    if page == 1:
        return "", "Uncontrolled when printed"
    return (
        (source.title, "Printed 3 October 2024") if page % 2 == 0 else (source.school, source.title)
    )


def _style(layout: Layout, piece: Piece) -> ParagraphStyle:
    heading, title = piece.kind == "heading", piece.kind == "title"
    look = look_of(layout, piece)
    bold = title or (heading and look in {"bold", "centred", "spaced"})
    size = 18 if title else layout.size + 3 * (heading and look == "larger")
    named = piece.label[:4] in WIDE
    indent = 36 + 18 * max(0, piece.level - 1) if piece.label or piece.kind == "quote" else 0
    centred = title or (heading and look == "centred")
    first = layout.first_line if piece.kind == "paragraph" and not piece.label else 0
    return ParagraphStyle(
        piece.kind, fontName="Body-Bold" if bold else "Body", fontSize=size,
        leading=size * layout.leading, leftIndent=70 if named else indent, firstLineIndent=first,
        bulletIndent=max(0, indent - 36) if piece.level < 2 else indent - 18,
        bulletFontName="Body-Bold" if bold else "Body", bulletFontSize=size,
        textColor=COLOUR if heading and look == "coloured" else "black",
        spaceAfter=layout.gap, spaceBefore=6 if heading else 0, embeddedHyphenation=1,
        alignment=1 if centred else 4 if layout.justified and not heading else 0,
    )  # fmt: skip


def _piece(layout: Layout, piece: Piece) -> list[Flowable]:
    style = _style(layout, piece)
    if piece.kind == "turn":
        return [NextPageTemplate("wide" if piece.text == "on" else "tall"), PageBreak()]
    if piece.kind == "box":
        inside = [flow for inner in piece.inside for flow in _piece(layout, inner)]
        return [Table([[inside]], style=[GRID]), Spacer(1, 8)]
    if piece.kind in {"cover", "signature"}:
        return _pairs(layout, piece, style)
    if piece.kind in {"table", "versions", "numbered"}:
        repeated = 1 if piece.kind == "table" else 0
        return [_table(piece.rows, style, repeated), Spacer(1, 8)]
    if piece.kind == "contents":
        dot = " " if layout.contents == "spaces" else "."
        rows = [(text + " " + dot * (70 - len(text)), page) for text, page in piece.rows]
        if layout.contents == "spaces":
            return [Paragraph("<b>Contents</b>", style), _plain(rows, style), PageBreak()]
        lines = [Paragraph(escape(f"{text} {page}"), style) for text, page in rows]
        return [Paragraph("<b>Contents</b>", style), *lines, PageBreak()]
    return [_text(layout, piece, style)]


def _table(rows: Any, style: ParagraphStyle, repeated: int = 0) -> Table:
    cells = [[Paragraph(escape(cell), style) for cell in row] for row in rows]
    return Table(cells, style=[GRID], repeatRows=repeated)


def _plain(rows: Any, style: ParagraphStyle) -> Table:
    cells = [[Paragraph(escape(cell), style) for cell in row] for row in rows]
    return Table(cells, colWidths=[350, None])


def _pairs(layout: Layout, piece: Piece, style: ParagraphStyle) -> list[Flowable]:
    if piece.kind == "cover" and layout.cover == "table":
        return [_table(piece.rows, style), Spacer(1, 8)]
    if piece.kind == "cover" and layout.cover == "four":
        return [_table([piece.rows[n] + piece.rows[n + 1] for n in (0, 2)], style), Spacer(1, 8)]
    if piece.kind == "cover" and layout.cover == "tabs":
        cells = [[Paragraph(escape(cell), style) for cell in row] for row in piece.rows]
        return [Table(cells, colWidths=[200, None]), Spacer(1, 8)]
    return [Paragraph(escape(f"{name} {value}"), style) for name, value in piece.rows]


def _text(layout: Layout, piece: Piece, style: ParagraphStyle) -> Paragraph:
    text = escape(piece.text)
    if piece.lead:
        text = f"<b>{escape(piece.lead)}</b> {text}"
    if piece.kind == "heading" and look_of(layout, piece) == "underlined":
        text = f"<u>{text}</u>"
    if piece.kind == "quote" or (piece.kind == "heading" and look_of(layout, piece) == "italic"):
        text = f"<i>{text}</i>"
    label = "•" if "\ue000" <= piece.label <= "\uf8ff" else piece.label
    return Paragraph(text, style, bulletText=label or None)
