"""Source → DOCX, with typed or with automatic numbering; LibreOffice makes the PDF of it."""

from __future__ import annotations

import subprocess
import tempfile
import zipfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape

from docx import Document
from docx.document import Document as DocumentType
from docx.enum.section import WD_ORIENT, WD_SECTION
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_TAB_ALIGNMENT, WD_TAB_LEADER
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Pt, RGBColor
from docx.table import _Cell
from docx.text.paragraph import Paragraph

from benchmarks.sources import WIDE, Layout, Piece, Source, look_of

LEVELS = (("decimal", "%1."), ("decimal", "%1.%2"), ("lowerRoman", "(%3)"), ("bullet", "•"))
Home = DocumentType | _Cell


def write_docx(source: Source, path: Path) -> None:
    """Write the source as a Word user would have typed it."""
    document = Document()
    layout = source.layout
    style = document.styles["Normal"]
    style.font.name = "Times New Roman" if layout.serif else "Arial"
    style.font.size = Pt(layout.size)
    style.paragraph_format.space_after = Pt(layout.gap)
    style.paragraph_format.line_spacing = layout.leading if layout.leading > 1.3 else 1.0
    _page(document, source)
    number = _numbering(document) if layout.automatic else None
    notes: list[str] = []
    for piece in source.pieces:
        _piece(document, document, layout, piece, number, notes)
    document.save(str(path))
    if notes:
        _add_footnotes(path, notes)


def _page(document: DocumentType, source: Source) -> None:
    section, layout = document.sections[0], source.layout
    if layout.landscape:
        _turn(section, True)
    if layout.running:
        _running(document, source)
    if layout.columns > 1:
        section._sectPr.append(
            parse_xml(f'<w:cols {nsdecls("w")} w:num="{layout.columns}" w:space="500"/>')
        )


def _running(document: DocumentType, source: Source) -> None:
    section = document.sections[0]
    section.header.paragraphs[0].text = source.school
    _foot(section.footer, f"{source.title}\tPage ")
    if source.layout.running == "variants":
        document.settings.odd_and_even_pages_header_footer = True
        section.different_first_page_header_footer = True
        section.even_page_header.paragraphs[0].text = source.title
        _foot(section.even_page_footer, "Printed 3 October 2024\t")
        section.first_page_footer.paragraphs[0].text = "Uncontrolled when printed"


def _foot(footer: Any, text: str) -> None:
    footer.paragraphs[0].text = text
    _field(footer.paragraphs[0], "PAGE")


def _turn(section: Any, landscape: bool) -> None:
    wide = section.page_width > section.page_height
    if wide != landscape:
        section.orientation = WD_ORIENT.LANDSCAPE if landscape else WD_ORIENT.PORTRAIT
        section.page_width, section.page_height = section.page_height, section.page_width


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


def _piece(
    document: DocumentType,
    home: Home,
    layout: Layout,
    piece: Piece,
    number: int | None,
    notes: list[str],
) -> None:
    if piece.kind == "turn":
        _turn(document.add_section(WD_SECTION.NEW_PAGE), piece.text == "on")
    elif piece.kind == "box":
        cell = document.add_table(rows=1, cols=1, style="Table Grid").rows[0].cells[0]
        for inner in piece.inside:
            _piece(document, cell, layout, inner, number, notes)
        cell._tc.remove(cell.paragraphs[0]._p)
        document.add_paragraph()
    elif piece.kind == "cover":
        _cover(document, layout, piece)
    elif piece.kind in {"table", "versions", "numbered"}:
        _table(document, piece.rows, piece.kind == "table")
    elif piece.kind == "signature":
        for name, value in piece.rows:
            document.add_paragraph(f"{name} {value}")
    elif piece.kind == "contents":
        _contents(document, layout, piece)
    else:
        _text(home, layout, piece, number, notes)


def _table(document: DocumentType, rows: Sequence[Sequence[str]], repeated: bool = False) -> None:
    table = document.add_table(rows=0, cols=len(rows[0]), style="Table Grid")
    for row in rows:
        for cell, text in zip(table.add_row().cells, row, strict=True):
            cell.text = text
    if repeated:
        properties = table.rows[0]._tr.get_or_add_trPr()
        properties.append(parse_xml(f"<w:tblHeader {nsdecls('w')}/>"))
    document.add_paragraph()


def _cover(document: DocumentType, layout: Layout, piece: Piece) -> None:
    if layout.cover == "table":
        _table(document, piece.rows)
    elif layout.cover == "four":
        _table(document, [piece.rows[n] + piece.rows[n + 1] for n in (0, 2)])
    else:
        for name, value in piece.rows:
            paragraph = document.add_paragraph(
                f"{name}\t{value}" if layout.cover == "tabs" else f"{name} {value}"
            )
            paragraph.paragraph_format.tab_stops.add_tab_stop(Pt(200))


def _contents(document: DocumentType, layout: Layout, piece: Piece) -> None:
    document.add_paragraph().add_run("Contents").bold = True
    leader = WD_TAB_LEADER.SPACES if layout.contents == "spaces" else WD_TAB_LEADER.DOTS
    for text, page in piece.rows:
        paragraph = document.add_paragraph(f"{text}\t{page}")
        paragraph.paragraph_format.tab_stops.add_tab_stop(Pt(425), WD_TAB_ALIGNMENT.RIGHT, leader)
    document.add_page_break()


def _text(home: Home, layout: Layout, piece: Piece, number: int | None, notes: list[str]) -> None:
    paragraph = home.add_paragraph()
    automatic = number is not None and piece.label and piece.kind != "quote"
    label = "" if automatic or not piece.label else piece.label
    if label:
        run = paragraph.add_run(f"{label}\t")
        run.bold = piece.kind == "heading"
        if "\ue000" <= label <= "\uf8ff":
            _symbol(run)
    _words(paragraph, piece, notes)
    _set(paragraph, layout, piece)
    if automatic:
        _number(paragraph, number, 0 if piece.kind == "heading" else piece.level)
    elif label or piece.kind == "quote":
        _hang(paragraph, piece, bool(label))
    elif layout.first_line and piece.kind == "paragraph":
        paragraph.paragraph_format.first_line_indent = Pt(layout.first_line)


def _symbol(run: Any) -> None:
    """Write a bullet as Word writes Insert > Symbol."""
    code = f"{ord(run.text[0]):04X}"
    run.text = ""
    run._r.append(parse_xml(f'<w:sym {nsdecls("w")} w:font="Wingdings" w:char="{code}"/>'))
    run._r.append(OxmlElement("w:tab"))


def _words(paragraph: Paragraph, piece: Piece, notes: list[str]) -> None:
    if piece.lead:
        paragraph.add_run(piece.lead).bold = True
    text = f" {piece.text}" if piece.lead else piece.text
    if piece.footnote:
        notes.append(piece.footnote)
        words = text.split(" ")
        paragraph.add_run(" ".join(words[:4]))
        mark = paragraph.add_run()
        mark.font.superscript = True
        mark._r.append(parse_xml(f'<w:footnoteReference {nsdecls("w")} w:id="{len(notes) + 1}"/>'))
        text = " " + " ".join(words[4:])
    paragraph.add_run(text)


def _set(paragraph: Paragraph, layout: Layout, piece: Piece) -> None:
    if piece.kind == "title":
        paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
        for run in paragraph.runs:
            run.bold, run.font.size = True, Pt(20)
    elif piece.kind == "heading":
        _set_heading(paragraph, layout, piece)
    else:
        if layout.justified:
            paragraph.alignment = WD_ALIGN_PARAGRAPH.JUSTIFY
        for run in paragraph.runs:
            run.italic = piece.kind == "quote" or None


def _set_heading(paragraph: Paragraph, layout: Layout, piece: Piece) -> None:
    look = look_of(layout, piece)
    if look == "centred":
        paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    for run in paragraph.runs:
        run.bold = look in {"bold", "centred", "spaced"}
        run.underline = look == "underlined" or None
        run.italic = look == "italic" or None
        if look == "coloured":
            run.font.color.rgb = RGBColor(0x1F, 0x4E, 0x9E)
        if look == "larger":
            run.font.size = Pt(layout.size + 3)
        if look == "spaced":
            run._r.get_or_add_rPr().append(parse_xml(f'<w:spacing {nsdecls("w")} w:val="50"/>'))


def _hang(paragraph: Paragraph, piece: Piece, labelled: bool) -> None:
    depth = max(0, piece.level - 1)
    hanging = 72 if piece.label[:4] in WIDE else 36 if depth == 0 else 18
    left = 72 if hanging == 72 else 36 + 18 * depth
    paragraph.paragraph_format.left_indent = Pt(left)
    paragraph.paragraph_format.first_line_indent = Pt(-hanging if labelled else 0)


def _number(paragraph: Paragraph, number: int | None, level: int) -> None:
    properties = paragraph._p.get_or_add_pPr()
    properties.append(
        parse_xml(
            f'<w:numPr {nsdecls("w")}><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr>'
        )
    )


# --- footnotes, which python-docx does not write ------------------------------------------------

_NOTE = (
    '<w:footnote w:id="{id}"><w:p><w:r><w:rPr><w:vertAlign w:val="superscript"/><w:sz w:val="17"/></w:rPr><w:footnoteRef/></w:r>'
    '<w:r><w:rPr><w:sz w:val="17"/></w:rPr><w:t xml:space="preserve"> {text}</w:t></w:r></w:p></w:footnote>'
)
_LINE = '<w:footnote w:type="{type}" w:id="{id}"><w:p><w:r><w:{type}/></w:r></w:p></w:footnote>'
_KIND = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"
_RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/footnotes"


def _add_footnotes(path: Path, notes: Sequence[str]) -> None:
    lines = _LINE.format(type="separator", id=0) + _LINE.format(type="continuationSeparator", id=1)
    body = "".join(_NOTE.format(id=n, text=escape(text)) for n, text in enumerate(notes, 2))
    part = f'<?xml version="1.0" encoding="UTF-8"?><w:footnotes {nsdecls("w")}>{lines}{body}</w:footnotes>'
    with zipfile.ZipFile(path) as archive:
        files = {name: archive.read(name) for name in archive.namelist()}
    files["word/footnotes.xml"] = part.encode()
    _insert(files, "[Content_Types].xml", f'<Override PartName="/word/footnotes.xml" ContentType="{_KIND}"/></Types>')  # fmt: skip
    _insert(files, "word/_rels/document.xml.rels", f'<Relationship Id="rIdFn" Type="{_RELATION}" Target="footnotes.xml"/></Relationships>')  # fmt: skip
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(name, data)


def _insert(files: dict[str, bytes], name: str, before_end: str) -> None:
    end = b"</" + before_end.rsplit("</", 1)[1].encode()
    files[name] = files[name].replace(end, before_end.encode())


TAGGED = 'pdf:writer_pdf_Export:{"UseTaggedPDF":{"type":"boolean","value":"true"}}'


def convert(paths: list[Path], folder: Path, soffice: str, *, tagged: bool = False) -> None:
    """Convert DOCX files to PDF in `folder`, in one run of LibreOffice with a profile of its own."""
    folder.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as profile:
        subprocess.run(
            [soffice, f"-env:UserInstallation=file://{profile}", "--headless", "--convert-to", TAGGED if tagged else "pdf",
             "--outdir", str(folder), *map(str, paths)],
            check=True, capture_output=True, timeout=600,
        )  # fmt: skip
