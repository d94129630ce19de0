"""Make templates/policy.docx, the house style of drafted policies.

The file is a plain Word document: open it in Word and change fonts, colours and the cover as you
like (README.md beside it). This script is how it began, so that its make-up can be reviewed.
"""

from __future__ import annotations

import io
import zipfile
from datetime import datetime
from pathlib import Path
from typing import Any

from docx import Document
from docx.enum.section import WD_SECTION
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_TAB_ALIGNMENT
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor

FONT = "Arial"
INK = RGBColor(0x1B, 0x36, 0x5D)
GREY = RGBColor(0x55, 0x5F, 0x6B)
LINE = "B8C2CE"
SHADE = "EEF2F6"
TEXT_WIDTH = Cm(16)
COVER_LABEL = Cm(3.6)

COVER = (
    ("Policy", "{{ policy.title }}"),
    ("School", "{{ school.name }}"),
    ("Approved by", "{{ governing_body.name }}"),
    ("Adopted on", "{{ adopted_on }}"),
    ("Next review", "{{ review_on }}"),
    ("Adoption", "{{ adoption }}"),
    (
        "Model policy",
        "{{ model.title }}{% if model.authority is defined %}, {{ model.authority }}{% endif %}",
    ),
    ("Model edition", "{{ model.edition }}"),
)


def main() -> None:
    """Write policy.docx beside this script."""
    document = Document()
    _page(document)
    _styles(document)
    _cover(document)
    document.add_paragraph("{{p policy_text }}")
    _signatures(document)
    _footer(document)
    _properties(document)
    Path(__file__).with_name("policy.docx").write_bytes(_bytes(document))


def _page(document: Any) -> None:
    section = document.sections[0]
    section.start_type = WD_SECTION.NEW_PAGE
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin = section.right_margin = Cm(2.5)
    section.top_margin, section.bottom_margin = Cm(2.3), Cm(2.3)
    section.header_distance = section.footer_distance = Cm(1.1)


# --- styles -------------------------------------------------------------------------------------


def _styles(document: Any) -> None:
    normal = document.styles["Normal"]
    _font(normal, 11)
    _spacing(normal, after=6, line=1.15)
    normal.paragraph_format.widow_control = True
    _language(document)
    _modern(document)
    for level, (size, before, after) in enumerate(
        ((13, 18, 6), (11.5, 12, 4), (11, 10, 4), (11, 8, 4), (11, 8, 4), (11, 8, 4)), start=1
    ):
        _heading(document.styles[f"Heading {level}"], size, before, after)
    _title(document.styles["Title"])
    _paragraph_style(document, "Policy School", 14, INK, bold=True, after=2)
    _paragraph_style(document, "Policy Clause", 11, after=6)
    _paragraph_style(document, "Policy Item", 11, after=4)
    _paragraph_style(document, "Policy Note", 10, GREY, after=8)
    _paragraph_style(document, "Policy Table Text", 10, after=0, line=1.05)
    _paragraph_style(document, "Policy Table Heading", 10, INK, bold=True, after=0, line=1.05)
    _paragraph_style(document, "Policy Footer", 8.5, GREY, after=0, line=1.0)
    _quote(document.styles["Quote"])
    _table_style(document, "Policy Table")


def _font(
    style: Any, size: float, colour: RGBColor | None = None, bold: bool | None = None
) -> None:
    style.font.name, style.font.size = FONT, Pt(size)
    fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
    for name in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
        fonts.attrib.pop(qn(f"w:{name}"), None)
    for name in ("ascii", "hAnsi", "eastAsia", "cs"):
        fonts.set(qn(f"w:{name}"), FONT)
    if colour is not None:
        style.font.color.rgb = colour
    if bold is not None:
        style.font.bold = bold


def _spacing(style: Any, before: float = 0, after: float = 0, line: float = 1.15) -> None:
    style.paragraph_format.space_before = Pt(before)
    style.paragraph_format.space_after = Pt(after)
    style.paragraph_format.line_spacing = line


def _heading(style: Any, size: float, before: float, after: float) -> None:
    _font(style, size, INK, bold=True)
    style.font.italic = False
    _spacing(style, before, after, 1.1)
    style.paragraph_format.keep_with_next = True
    style.paragraph_format.keep_together = True


def _title(style: Any) -> None:
    _font(style, 24, INK, bold=True)
    _spacing(style, 0, 14, 1.05)
    border = style.element.pPr.find(qn("w:pBdr"))
    if border is not None:
        style.element.pPr.remove(border)


def _paragraph_style(
    document: Any,
    name: str,
    size: float,
    colour: RGBColor | None = None,
    bold: bool = False,
    after: float = 6,
    line: float = 1.15,
) -> None:
    style = document.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
    style.base_style = document.styles["Normal"]
    style.quick_style = True
    _font(style, size, colour, bold)
    _spacing(style, 0, after, line)


def _quote(style: Any) -> None:
    _font(style, 10.5, RGBColor(0x33, 0x3D, 0x49))
    style.font.italic = False
    _spacing(style, 0, 5, 1.15)
    style.paragraph_format.right_indent = Cm(0.8)


def _border(side: str, colour: str, size: int, space: int = 0) -> Any:
    border = OxmlElement(f"w:{side}")
    for name, value in (("val", "single"), ("sz", size), ("space", space), ("color", colour)):
        border.set(qn(f"w:{name}"), str(value))
    return border


def _table_style(document: Any, name: str) -> None:
    """Rules between rows, a shaded header row, room in the cells."""
    style = document.styles.add_style(name, WD_STYLE_TYPE.TABLE)
    style.base_style = document.styles["Normal Table"]
    properties = OxmlElement("w:tblPr")
    borders = OxmlElement("w:tblBorders")
    for side in ("top", "left", "bottom", "right", "insideH", "insideV"):
        borders.append(_border(side, LINE, 4))
    margins = OxmlElement("w:tblCellMar")
    for side, width in (("top", 70), ("left", 110), ("bottom", 70), ("right", 110)):
        margin = OxmlElement(f"w:{side}")
        margin.set(qn("w:w"), str(width))
        margin.set(qn("w:type"), "dxa")
        margins.append(margin)
    properties.extend((borders, margins))
    style.element.append(properties)
    style.element.append(_first_row())


def _first_row() -> Any:
    first = OxmlElement("w:tblStylePr")
    first.set(qn("w:type"), "firstRow")
    cell = OxmlElement("w:tcPr")
    shade = OxmlElement("w:shd")
    for name, value in (("val", "clear"), ("color", "auto"), ("fill", SHADE)):
        shade.set(qn(f"w:{name}"), value)
    cell.append(shade)
    first.append(cell)
    return first


def _language(document: Any) -> None:
    defaults = document.styles.element.find(qn("w:docDefaults"))
    run = defaults.find(qn("w:rPrDefault")).find(qn("w:rPr"))
    language = run.find(qn("w:lang"))
    if language is None:
        language = OxmlElement("w:lang")
        run.append(language)
    language.set(qn("w:val"), "en-GB")
    language.set(qn("w:eastAsia"), "en-GB")


def _modern(document: Any) -> None:
    """Lay out as Word 2013 and later do; without this Word opens the file in compatibility mode."""
    settings = document.settings.element
    compat = settings.find(qn("w:compat"))
    if compat is None:
        compat = OxmlElement("w:compat")
        settings.insert_element_before(
            compat, "w:rsids", "m:mathPr", "w:themeFontLang", "w:clrSchemeMapping"
        )
    for old in compat.findall(qn("w:compatSetting")):
        compat.remove(old)
    setting = OxmlElement("w:compatSetting")
    for name, value in (
        ("name", "compatibilityMode"),
        ("uri", "http://schemas.microsoft.com/office/word"),
        ("val", "15"),
    ):
        setting.set(qn(f"w:{name}"), value)
    compat.append(setting)


# --- what stands on the pages -------------------------------------------------------------------


def _cover(document: Any) -> None:
    document.add_paragraph("{{ school.name }}", style="Policy School")
    document.add_paragraph("{{ policy.title }}", style="Title")
    table = document.add_table(rows=0, cols=2, style="Policy Table")
    table.alignment = WD_TABLE_ALIGNMENT.LEFT
    table.autofit = False
    for column, width in zip(table.columns, (COVER_LABEL, TEXT_WIDTH - COVER_LABEL), strict=True):
        column.width = width
    for name, value in COVER:
        cells = table.add_row().cells
        _cell(cells[0], name, "Policy Table Heading", COVER_LABEL)
        _cell(cells[1], value, "Policy Table Text", TEXT_WIDTH - COVER_LABEL)
    _only_if(table, len(COVER) - 1, "model.edition is defined")
    _only_if(table, [name for name, _ in COVER].index("Adoption"), "adoption is defined")
    _plain_first_row(table)
    document.add_paragraph(style="Policy Note")


def _only_if(table: Any, place: int, condition: str) -> None:
    """Put a row between two rows of orders, which docxtpl takes away."""
    row = table.rows[place]._tr
    for order, put in (
        (f"{{%tr if {condition} %}}", row.addprevious),
        ("{%tr endif %}", row.addnext),
    ):
        cells = table.add_row().cells
        _cell(cells[0], order, "Policy Table Text", COVER_LABEL)
        put(cells[0]._tc.getparent())


def _cell(cell: Any, text: str, style: str, width: Any) -> None:
    cell.width = width
    cell.paragraphs[0].style = style
    cell.paragraphs[0].add_run(text)


def _plain_first_row(table: Any) -> None:
    """The first column is the heading of these tables, not the first row."""
    look = table._tbl.tblPr.find(qn("w:tblLook"))
    if look is None:
        look = OxmlElement("w:tblLook")
        table._tbl.tblPr.append(look)
    for name, value in (
        ("firstRow", "0"),
        ("firstColumn", "1"),
        ("noHBand", "1"),
        ("noVBand", "1"),
    ):
        look.set(qn(f"w:{name}"), value)
    look.set(qn("w:val"), "0680")


def _signatures(document: Any) -> None:
    """One block for each who signs, never parted from its line by the end of a page."""
    rule = document.add_paragraph(style="Policy Clause")
    _spacing(rule, before=26, after=0, line=0.6)
    rule.paragraph_format.keep_with_next = True
    _edge(rule, _border("top", LINE, 8))
    document.add_paragraph("{%p for signature in signatures %}")
    line = document.add_paragraph(style="Policy Clause")
    _spacing(line, before=22, after=0, line=1.0)
    line.paragraph_format.keep_with_next = True
    stops = line.paragraph_format.tab_stops
    for position, leader in ((9.5, 3), (10.2, 0), (16, 3)):
        stops.add_tab_stop(Cm(position), WD_TAB_ALIGNMENT.LEFT, leader)
    line.add_run("Signed:\t\tDate:\t")
    who = document.add_paragraph(style="Policy Clause")
    _spacing(who, before=4, after=6, line=1.0)
    who.add_run("{{ signature.role }}{% if signature.name %}: {{ signature.name }}{% endif %}")
    document.add_paragraph("{%p endfor %}")


def _edge(paragraph: Any, border: Any) -> None:
    borders = OxmlElement("w:pBdr")
    borders.append(border)
    paragraph._p.get_or_add_pPr().insert_element_before(
        borders, "w:shd", "w:tabs", "w:suppressAutoHyphens", "w:spacing", "w:ind", "w:jc"
    )


def _footer(document: Any) -> None:
    footer = document.sections[0].footer
    paragraph = footer.paragraphs[0]
    paragraph.style = "Policy Footer"
    paragraph.paragraph_format.tab_stops.add_tab_stop(TEXT_WIDTH, WD_TAB_ALIGNMENT.RIGHT)
    _edge(paragraph, _border("top", LINE, 4, 6))
    paragraph.add_run("{{ school.name }} · {{ policy.title }}\tPage ")
    _field(paragraph, "PAGE")
    paragraph.add_run(" of ")
    _field(paragraph, "NUMPAGES")


def _field(paragraph: Any, code: str) -> None:
    for kind, text in (("begin", ""), ("", code), ("separate", ""), ("text", "1"), ("end", "")):
        run = paragraph.add_run(text if kind == "text" else "")
        if kind == "":
            instruction = OxmlElement("w:instrText")
            instruction.set(qn("xml:space"), "preserve")
            instruction.text = f" {text} "
            run._r.append(instruction)
        elif kind != "text":
            mark = OxmlElement("w:fldChar")
            mark.set(qn("w:fldCharType"), kind)
            run._r.append(mark)


def _properties(document: Any) -> None:
    core = document.core_properties
    core.title = "{{ policy.title }}"
    core.author, core.comments, core.language = "", "", "en-GB"
    core.created = core.modified = datetime(2026, 1, 1)
    relations = document.part.package.rels
    for name in [name for name, rel in relations.items() if rel.reltype.endswith("/thumbnail")]:
        relations.pop(name)


def _bytes(document: Any) -> bytes:
    """Save with fixed times, so that the same script makes the same file."""
    made, fixed = io.BytesIO(), io.BytesIO()
    document.save(made)
    with zipfile.ZipFile(made) as source, zipfile.ZipFile(fixed, "w") as target:
        for name in sorted(
            source.namelist(), key=lambda name: (name != "[Content_Types].xml", name)
        ):
            info = zipfile.ZipInfo(name, (2026, 1, 1, 0, 0, 0))
            info.compress_type = zipfile.ZIP_DEFLATED
            target.writestr(info, source.read(name))
    return fixed.getvalue()


if __name__ == "__main__":
    main()
