"""Source → DOCX, with typed or with automatic numbering; LibreOffice makes the PDF of it."""

from __future__ import annotations

import subprocess
import tempfile
from pathlib import Path

from docx import Document
from docx.document import Document as DocumentType
from docx.enum.section import WD_ORIENT
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_TAB_ALIGNMENT, WD_TAB_LEADER
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Pt
from docx.text.paragraph import Paragraph

from benchmarks.sources import Piece, Source

LEVELS = (("decimal", "%1."), ("decimal", "%1.%2"), ("lowerRoman", "(%3)"), ("bullet", "•"))


def write_docx(source: Source, path: Path) -> None:
    """Write the source as a Word user would have typed it."""
    document = Document()
    style = document.styles["Normal"]
    style.font.name, style.font.size = "Arial", Pt(9 if "tight" in source.traits else 11)
    style.paragraph_format.space_after = Pt(0 if "tight" in source.traits else 6)
    _page(document, source)
    number = _numbering(document) if "auto" in source.traits else None
    for piece in source.pieces:
        _piece(document, source, piece, number)
    document.save(str(path))


def _page(document: DocumentType, source: Source) -> None:
    section = document.sections[0]
    if "landscape" in source.traits:
        section.orientation = WD_ORIENT.LANDSCAPE
        section.page_width, section.page_height = section.page_height, section.page_width
    if source.header:
        section.header.paragraphs[0].text = source.header
    if source.footer:
        footer = section.footer.paragraphs[0]
        footer.text = f"{source.footer}\tPage "
        _field(footer, "PAGE")
    if "columns" in source.traits:
        section._sectPr.append(parse_xml(f'<w:cols {nsdecls("w")} w:num="2" w:space="500"/>'))


def _field(paragraph: Paragraph, code: str) -> None:
    for kind in ("begin", None, "end"):
        run = paragraph.add_run()
        if kind:
            element = OxmlElement("w:fldChar")
            element.set(qn("w:fldCharType"), kind)
        else:
            element = OxmlElement("w:instrText")
            element.text = code
        run._r.append(element)


def _numbering(document: DocumentType) -> int:
    """Add one multi-level list and return its number."""
    levels = "".join(
        f'<w:lvl w:ilvl="{n}"><w:start w:val="1"/><w:numFmt w:val="{kind}"/><w:lvlText w:val="{text}"/>'
        f'<w:pPr><w:ind w:left="{720 + 360 * max(0, n - 1)}" w:hanging="{720 if n < 2 else 360}"/></w:pPr></w:lvl>'
        for n, (kind, text) in enumerate(LEVELS)
    )
    numbering = document.part.numbering_part.element
    numbering.insert(
        0,
        parse_xml(
            f'<w:abstractNum {nsdecls("w")} w:abstractNumId="77">'
            f'<w:multiLevelType w:val="multilevel"/>{levels}</w:abstractNum>'
        ),
    )
    numbering.append(
        parse_xml(f'<w:num {nsdecls("w")} w:numId="77"><w:abstractNumId w:val="77"/></w:num>')
    )
    return 77


def _piece(document: DocumentType, source: Source, piece: Piece, number: int | None) -> None:
    if piece.rows and piece.kind in {"cover", "table"}:
        table = document.add_table(rows=0, cols=len(piece.rows[0]))
        table.style = "Table Grid"
        for row in piece.rows:
            cells = table.add_row().cells
            for cell, text in zip(cells, row, strict=True):
                cell.text = text
        document.add_paragraph()
    elif piece.kind == "contents":
        document.add_paragraph().add_run("Contents").bold = True
        for text, page in piece.rows:
            paragraph = document.add_paragraph(f"{text}\t{page}")
            paragraph.paragraph_format.tab_stops.add_tab_stop(
                Pt(425), WD_TAB_ALIGNMENT.RIGHT, WD_TAB_LEADER.DOTS
            )
        document.add_page_break()
    else:
        _text(document, source, piece, number)


def _text(document: DocumentType, source: Source, piece: Piece, number: int | None) -> None:
    paragraph = document.add_paragraph()
    automatic = number is not None and piece.label and piece.kind not in {"quote"}
    label = "" if automatic or not piece.label else f"{piece.label}\t"
    run = paragraph.add_run(label + piece.text)
    run.bold = piece.kind in {"heading", "title"}
    if piece.kind == "title":
        run.font.size = Pt(20)
        paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    elif "justified" in source.traits and piece.kind != "heading":
        paragraph.alignment = WD_ALIGN_PARAGRAPH.JUSTIFY
    run.italic = piece.kind == "quote"
    if automatic:
        _number(paragraph, number, 0 if piece.kind == "heading" else piece.level)
    elif label or piece.kind == "quote":
        depth = max(0, piece.level - 1)
        paragraph.paragraph_format.left_indent = Pt(36 + 18 * depth)
        paragraph.paragraph_format.first_line_indent = (
            Pt(-36 if depth == 0 else -18) if label else Pt(0)
        )
        if piece.kind == "heading" and piece.label.startswith("Section"):
            paragraph.paragraph_format.left_indent = Pt(72)
            paragraph.paragraph_format.first_line_indent = Pt(-72)


def _number(paragraph: Paragraph, number: int | None, level: int) -> None:
    properties = paragraph._p.get_or_add_pPr()
    properties.append(
        parse_xml(
            f'<w:numPr {nsdecls("w")}><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr>'
        )
    )


def convert(paths: list[Path], folder: Path, soffice: str) -> None:
    """Convert DOCX files to PDF in `folder`, in one run of LibreOffice with a profile of its own."""
    with tempfile.TemporaryDirectory() as profile:
        subprocess.run(
            [soffice, f"-env:UserInstallation=file://{profile}", "--headless", "--convert-to", "pdf",
             "--outdir", str(folder), *map(str, paths)],
            check=True, capture_output=True, timeout=300,
        )  # fmt: skip
