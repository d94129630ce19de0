"""Pieces → a Word document, as schools lay them out."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from docx import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_TAB_ALIGNMENT, WD_TAB_LEADER
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Cm, Pt
from localise import localised, plain
from pieces import Piece

Adoption = Mapping[str, Any]

NUMBERING, QUOTED_BULLETS = 41, 42  # ids of our own lists, clear of the template's
INDENT_CM = {"clause": 1.25, "item": 2.25, "bullet": 3.0, "note": 1.25}


def lay_out(adoption: Adoption, pieces: Sequence[Piece]) -> Any:
    """Make the document: cover, mission statement, contents list, body, header and footer."""
    document = Document()
    _styles(document)
    _lists(document, pieces)
    _furniture(document, adoption)
    _cover(document, adoption)
    for text, bold in zip(adoption.get("mission", ()), (True, False), strict=False):
        _paragraph(document, text).runs[0].bold = bold
    if adoption.get("contents"):
        _contents(document, pieces)
    _body(document, adoption, pieces)
    _properties(document, adoption)
    return document


def _styles(document: Any) -> None:
    normal = document.styles["Normal"]
    normal.font.name, normal.font.size = "Arial", Pt(11)
    normal.paragraph_format.space_after = Pt(6)
    for name, size in (("Title", 16), ("Heading 1", 13), ("Heading 2", 12)):
        style = document.styles[name]
        style.font.name, style.font.size, style.font.bold = "Arial", Pt(size), True
        style.element.rPr.rFonts.set(qn("w:asciiTheme"), "")
        for attribute in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
            style.element.rPr.rFonts.attrib.pop(qn(f"w:{attribute}"), None)
    toc = document.styles.add_style("toc 1", WD_STYLE_TYPE.PARAGRAPH)
    toc.base_style = normal
    for section in document.sections:
        section.page_width, section.page_height = Cm(21), Cm(29.7)
        section.left_margin = section.right_margin = Cm(2.5)


def _lists(document: Any, pieces: Iterable[Piece]) -> None:
    """Define the outline list (1., 1.1, (a), (i), bullet) in the manner of the model."""
    items = {re.sub(r"[a-z]+", "{}", piece.label) for piece in pieces if piece.kind == "item"}
    bracket = "(%3)" if "({})" in items else "%3)"
    roman = "%4." if "{}." in items else "(%4)"
    levels = (
        ("decimal", "%1.", 0.0),
        ("decimal", "%1.%2", 0.0),
        ("lowerLetter", bracket, 1.25),
        ("lowerRoman", roman, 1.25),
        ("bullet", "•", 2.25),
    )
    numbering = document.part.numbering_part.element
    first_num = numbering.find(qn("w:num"))
    for number, rows in ((NUMBERING, levels), (QUOTED_BULLETS, (("bullet", "•", 1.5),))):
        first_num.addprevious(_abstract(number, rows))
        numbering.append(
            parse_xml(
                f'<w:num {nsdecls("w")} w:numId="{number}">'
                f'<w:abstractNumId w:val="{number}"/></w:num>'
            )
        )


def _abstract(number: int, levels: Iterable[tuple[str, str, float]]) -> Any:
    written = "".join(
        f'<w:lvl w:ilvl="{depth}"><w:start w:val="1"/><w:numFmt w:val="{kind}"/>'
        f'<w:lvlText w:val="{text}"/><w:lvlJc w:val="left"/><w:pPr>'
        f'<w:ind w:left="{int((indent + 1.25) * 567)}" w:hanging="709"/></w:pPr></w:lvl>'
        for depth, (kind, text, indent) in enumerate(levels)
    )
    return parse_xml(
        f'<w:abstractNum {nsdecls("w")} w:abstractNumId="{number}">'
        f'<w:multiLevelType w:val="multilevel"/>{written}</w:abstractNum>'
    )


def _furniture(document: Any, adoption: Adoption) -> None:
    section = document.sections[0]
    if adoption.get("header"):
        section.header.paragraphs[0].text = adoption["header"]
    footer = section.footer.paragraphs[0]
    footer.text = f"{adoption['footer']}\tPage "
    _field(footer, "PAGE", "1")


def _field(paragraph: Any, instruction: str, shown: str) -> None:
    for kind, text in (
        ("begin", ""),
        ("", instruction),
        ("separate", ""),
        (None, shown),
        ("end", ""),
    ):
        run = paragraph.add_run()
        if kind is None:
            run.text = text
        elif kind:
            _mark(run, kind)
        else:
            code = OxmlElement("w:instrText")
            code.text = f" {text} "
            run._r.append(code)


def _mark(run: Any, kind: str) -> None:
    mark = OxmlElement("w:fldChar")
    mark.set(qn("w:fldCharType"), kind)
    run._r.append(mark)


def _cover(document: Any, adoption: Adoption) -> None:
    heading = document.add_paragraph(adoption["school"], style="Title")
    heading.alignment = WD_ALIGN_PARAGRAPH.CENTER
    rows = cover_rows(adoption)
    if adoption["cover"] == "lines":
        for label, value in rows:
            _paragraph(document, f"{label}: {value}")
    elif adoption["cover"] == "two columns":
        _table(document, rows)
    else:
        rows = [*rows, *[("", "")] * (len(rows) % 2)]
        pairs = zip(rows[::2], rows[1::2], strict=True)
        _table(document, [(*left, *right) for left, right in pairs])
    document.add_paragraph()


def cover_rows(adoption: Adoption) -> list[tuple[str, str]]:
    """Give what the cover says, in the school's order."""
    rows = [
        ("Policy title", adoption["title"]),
        ("Date adopted", adoption["adopted"][0]),
        ("Date of next review", adoption["review"][0]),
        ("Approved by", localised("Full governing body", adoption.get("localise"), {})),
        ("Author", adoption.get("author", "Example County Council model policy")),
    ]
    if adoption["cover"] == "four columns":
        rows += [
            (
                localised("Headteacher", adoption.get("localise"), {}),
                adoption["values"]["head.name"],
            ),
            ("Chair of governors", adoption["values"]["chair.name"]),
        ]
    return rows


def _table(document: Any, rows: Sequence[Sequence[str]], header: bool = False) -> None:
    table = document.add_table(rows=len(rows), cols=len(rows[0]), style="Table Grid")
    for row, texts in zip(table.rows, rows, strict=True):
        for cell, text in zip(row.cells, texts, strict=True):
            cell.text = plain(text)
    if header:
        for cell in table.rows[0].cells:
            cell.paragraphs[0].runs[0].bold = True
        properties = table.rows[0]._tr.get_or_add_trPr()
        properties.append(OxmlElement("w:tblHeader"))
    document.add_paragraph()


def _contents(document: Any, pieces: Sequence[Piece]) -> None:
    """Write a contents field with the entries that Word would have put there."""
    _paragraph(document, "Contents").runs[0].bold = True
    sections = [piece for piece in pieces if piece.kind == "section"]
    for order, piece in enumerate(sections):
        entry = document.add_paragraph(style="toc 1")
        stops = entry.paragraph_format.tab_stops
        stops.add_tab_stop(Cm(16), WD_TAB_ALIGNMENT.RIGHT, WD_TAB_LEADER.DOTS)
        if order == 0:
            _mark(entry.add_run(), "begin")
            code = OxmlElement("w:instrText")
            code.text = ' TOC \\o "1-1" \\h '
            entry.add_run()._r.append(code)
            _mark(entry.add_run(), "separate")
        page = 2 + order * 5 // len(sections)
        entry.add_run(f"{piece.label} {plain(piece.text)}\t{page}".strip())
    _mark(entry.add_run(), "end")


def _body(document: Any, adoption: Adoption, pieces: Sequence[Piece]) -> None:
    index = 0
    while index < len(pieces):
        piece = pieces[index]
        run = [piece]
        while index + len(run) < len(pieces) and _together(piece, pieces[index + len(run)]):
            run.append(pieces[index + len(run)])
        if piece.kind == "row":
            _table(document, [row.cells for row in run], header=True)
        elif piece.quoted:
            _quotation(document, adoption, run)
        else:
            _write(document, adoption, piece)
        index += len(run)


def _together(first: Piece, following: Piece) -> bool:
    return (first.kind == following.kind == "row") or (first.quoted and following.quoted)


def _quotation(document: Any, adoption: Adoption, run: Iterable[Piece]) -> None:
    if adoption.get("quotation") == "box":
        container = document.add_table(rows=1, cols=1, style="Table Grid").cell(0, 0)
        container._tc.remove(container.paragraphs[0]._p)
    else:
        container = document
    for piece in run:
        if piece.kind == "bullet":
            _numbered(_paragraph(container, piece.text), QUOTED_BULLETS, 0)
            continue
        text = f"{piece.label} {piece.text}" if piece.label else piece.text
        paragraph = _paragraph(container, text)
        if container is document:
            paragraph.paragraph_format.left_indent = Cm(1.5)
            paragraph.paragraph_format.right_indent = Cm(1.5)
    if container is not document:
        document.add_paragraph()


def _write(document: Any, adoption: Adoption, piece: Piece) -> None:
    if piece.kind in {"title", "section", "subhead"}:
        style = "Heading 2" if piece.kind == "subhead" else "Heading 1"
        paragraph = document.add_paragraph(style=style)
    else:
        paragraph = document.add_paragraph()
    automatic = adoption["numbering"] == "automatic"
    level = _list_level(piece)
    if level is not None and (automatic or piece.kind == "bullet"):
        _runs(paragraph, piece.text)
        _numbered(paragraph, NUMBERING, level)
        return
    _runs(paragraph, f"{piece.label}\t{piece.text}" if level is not None else _typed(piece))
    if indent := INDENT_CM.get(piece.kind):
        paragraph.paragraph_format.left_indent = Cm(indent)
        hanging = level is not None
        paragraph.paragraph_format.first_line_indent = (
            Cm(-1.25 if indent < 2 else -1) if hanging else None
        )


def _typed(piece: Piece) -> str:
    return f"{piece.label} {piece.text}" if piece.label else piece.text


def _list_level(piece: Piece) -> int | None:
    if piece.kind == "section":
        return 0 if piece.label else None
    if piece.kind == "item":
        return 3 if piece.roman else 2
    return {"clause": 1, "bullet": 4}.get(piece.kind)


def _numbered(paragraph: Any, number: int, level: int) -> None:
    properties = paragraph._p.get_or_add_pPr().get_or_add_numPr()
    properties.get_or_add_ilvl().val = level
    properties.get_or_add_numId().val = number


def _paragraph(container: Any, text: str) -> Any:
    paragraph = container.add_paragraph()
    _runs(paragraph, text)
    return paragraph


def _runs(paragraph: Any, text: str) -> None:
    """Write Markdown's *italics* as runs; an escaped star is a star."""
    for order, part in enumerate(text.replace("\\*", "\0").split("*")):
        if part:
            paragraph.add_run(part.replace("\0", "*")).italic = bool(order % 2) or None


def _properties(document: Any, adoption: Adoption) -> None:
    properties = document.core_properties
    properties.title, properties.author = adoption["title"], adoption["school"]
    properties.comments = ""
    properties.created = properties.modified = dt.datetime(2026, 10, 1, 9, 0)
