"""A clerk's own Word template: crest, colours, styles, cover, header and footer are kept."""

from __future__ import annotations

import io
import re
import struct
import zipfile
import zlib
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from docx import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor

from toolkit.comparison.result import compare
from toolkit.drafting import Draft, draft, write_draft
from toolkit.drafting.sandbox import FILTERS
from toolkit.drafting.template import check_template
from toolkit.drafting.values import settle
from toolkit.drafting.word_text import STYLES
from toolkit.extract.office import convert
from toolkit.library import find, load
from toolkit.reading import read
from toolkit.schools import School

TODAY = date(2026, 11, 20)
GREEN = RGBColor(0x0B, 0x5D, 0x33)
VALUES = {
    "adopted_on": "2026-11-05",
    "head.name": "Mrs A Lee",
    "chair.name": "Mr B Roe",
    "dsl.name": "Ms C Day",
    "approved_accounts": "none",
}


def crest() -> bytes:
    """A PNG of 40 by 40 points, all green."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return (
            struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
        )

    rows = b"".join(b"\x00" + b"\x0b\x5d\x33" * 40 for _ in range(40))
    return (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", struct.pack(">IIBBBBB", 40, 40, 8, 2, 0, 0, 0))
        + chunk(b"IDAT", zlib.compress(rows))
        + chunk(b"IEND", b"")
    )


def own_template() -> bytes:
    """What a clerk might make in Word: a crest above, a cover of their own, their own styles."""
    document = Document()
    section = document.sections[0]
    section.different_first_page_header_footer = True
    for place in (section.first_page_header, section.header):
        paragraph = place.paragraphs[0]
        paragraph.add_run().add_picture(io.BytesIO(crest()), width=Cm(1.2))
        paragraph.add_run(" {{ school.name }}")
    section.footer.paragraphs[0].text = "{{ policy.title }} – next review {{ review_on }}"
    section.first_page_footer.paragraphs[0].text = "{{ governing_body.name }}"
    _styles(document)
    document.add_paragraph("{{ policy.title | upper }}", style="Title")
    _cover(document)
    document.add_paragraph("Contents to follow", style="Subtitle")
    document.add_paragraph("{{p policy_text }}")
    for text in ("{%p for signature in signatures %}", "{{ signature.role }}", "{%p endfor %}"):
        document.add_paragraph(text)
    saved = io.BytesIO()
    document.save(saved)
    return saved.getvalue()


def _styles(document: Any) -> None:
    heading = document.styles["Heading 1"]
    heading.font.color.rgb, heading.font.size = GREEN, Pt(18)
    clause = document.styles.add_style("Policy Clause", WD_STYLE_TYPE.PARAGRAPH)
    clause.font.name, clause.font.size = "Georgia", Pt(12)


def _cover(document: Any) -> None:
    table = document.add_table(rows=3, cols=2, style="Light Grid Accent 1")
    cells = [cell for row in table.rows for cell in row.cells]
    texts = ("Headteacher", "{{ head.name }}", "Adopted", "{{ adopted_on }}", "Safeguarding")
    for cell, text in zip(cells, texts, strict=False):
        cell.text = text
    split = cells[5].paragraphs[0]
    for piece in ("{{ ", "dsl", ".name", " }}"):  # as Word splits what was typed with a pause
        split.add_run(piece)
    shade = OxmlElement("w:shd")
    shade.set(qn("w:val"), "clear")
    shade.set(qn("w:fill"), "0B5D33")
    cells[0]._tc.get_or_add_tcPr().append(shade)


@pytest.fixture(scope="module")
def made() -> Draft:
    model = find("social-networking@2024-06", load())
    return draft(model, School("Oakfield Primary School", values=VALUES), today=TODAY)


@pytest.fixture(scope="module")
def written(made: Draft) -> bytes:
    return write_draft(made, ".docx", ("ours.docx", own_template()), TODAY)


def parts(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        return {name: package.read(name) for name in package.namelist()}


def test_a_template_made_in_word_is_sound() -> None:
    known = {"school.name", "policy.title", "review_on", "governing_body.name", *VALUES}
    assert check_template(own_template(), "ours.docx", known) == ()


def test_the_readme_explains_every_tag_and_style(root: Path) -> None:
    told = (root / "templates" / "README.md").read_text(encoding="utf-8")
    school = School("Oakfield", urn="1", laestab="2")
    settled = settle(find("social-networking@2024-06", load()), school, VALUES, TODAY)
    people = {"dsl.name", "approved_accounts"}
    every = {*settled.values, "adoption", "signature.role", "signature.name"} - people
    assert [name for name in every if f"{{{{ {name} }}}}" not in told] == []
    assert [style for style in STYLES.values() if style not in told] == []
    assert [name for name in FILTERS - {"d", "e", "escape"} if f"| {name}" not in told] == []


def test_the_crest_stays_in_the_headers(written: bytes) -> None:
    package = parts(written)
    headers = {n: x for n, x in package.items() if re.fullmatch(r"word/header\d*\.xml", n)}
    shown = [name for name, xml in headers.items() if b"<a:blip" in xml]
    assert len(shown) == 2
    for name in shown:
        relations = package[f"word/_rels/{Path(name).name}.rels"].decode()
        (target,) = re.findall(r'Target="(media/[^"]+)"', relations)
        assert package[f"word/{target}"] == crest()


def test_headers_footers_and_cover_are_filled_in(written: bytes) -> None:
    document = Document(io.BytesIO(written))
    section = document.sections[0]
    assert "Oakfield Primary School" in section.header.paragraphs[0].text
    assert "Oakfield Primary School" in section.first_page_header.paragraphs[0].text
    assert section.footer.paragraphs[0].text.endswith("next review 5 November 2027")
    assert section.first_page_footer.paragraphs[0].text == "Governing Body"
    cells = [cell.text for row in document.tables[0].rows for cell in row.cells]
    assert cells == [
        *("Headteacher", "Mrs A Lee"),
        *("Adopted", "5 November 2026"),
        *("Safeguarding", "Ms C Day"),
    ]
    assert b'w:fill="0B5D33"' in parts(written)["word/document.xml"]


def test_the_text_takes_the_templates_own_styles_and_ours_for_the_rest(written: bytes) -> None:
    document = Document(io.BytesIO(written))
    assert document.styles["Heading 1"].font.color.rgb == GREEN
    assert document.styles["Policy Clause"].font.name == "Georgia"
    used = {paragraph.style.name for paragraph in document.paragraphs}
    assert {"Title", "Subtitle", "Heading 1", "Policy Clause", "Policy Item"} <= used


def test_a_style_that_comes_from_us_has_the_letters_of_theirs(written: bytes) -> None:
    styles = Document(io.BytesIO(written)).styles
    item = styles["Policy Item"]
    assert item.base_style.name == "Policy Clause"
    assert (item.font.name, item.font.size, item.font.color.rgb) == (None, None, None)
    assert styles["Policy Table Heading"].font.bold


def test_nothing_of_the_tags_is_left(written: bytes) -> None:
    texts = [xml for name, xml in parts(written).items() if name.endswith(".xml")]
    assert not [xml for xml in texts if b"{{" in xml or b"{%" in xml]


def test_a_draft_in_ones_own_style_has_no_deviations(made: Draft, written: bytes) -> None:
    comparison = compare(made.model, read(written, name="draft.docx"))
    assert {v.kind for v in comparison.verdicts} <= {"unchanged", "localised"}


@pytest.mark.libreoffice
def test_it_opens_and_prints_with_the_crest(soffice: str, written: bytes) -> None:
    printed = convert(written, ".docx", "pdf", "draft.docx", soffice)
    assert printed.startswith(b"%PDF-")
    assert b"/Subtype/Image" in printed
