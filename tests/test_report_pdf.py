"""The report as a PDF: what the page says, in the page's order, fit for governors' papers."""

from __future__ import annotations

import re
from dataclasses import replace

import pypdfium2
import pytest

from tests.example import COMPARISON, TODAY, identical, saying
from tests.test_report_formats import HOSTILE
from tests.test_report_pages import Page
from toolkit.comparison.result import Comparison
from toolkit.report import html, pdf
from toolkit.typeset import Facts, Heading, Items, Paragraph, Table

pytest.importorskip("typst")


def said(comparison: Comparison) -> str:
    """Every word of the sheet, in order."""
    words: list[str] = []
    for block in pdf.sheet(comparison, TODAY).blocks:
        match block:
            case Heading():
                words.append(block.text)
            case Paragraph():
                words.append("".join(run.text for run in block.runs))
            case Items():
                words += ["".join(run.text for run in item.runs) for item in block.items]
            case Facts():
                words += [f"{name} {value}" for name, value, _ in block.rows]
            case Table():
                cells = (cell for row in block.rows for cell in row)
                words += ["".join(run.text for run in runs) for cell in cells for runs in cell]
    return " ".join(" ".join(words).split())


def printed(data: bytes) -> str:
    document = pypdfium2.PdfDocument(data)
    text = " ".join(page.get_textpage().get_text_bounded() for page in document)
    document.close()
    return " ".join(text.split())


def headings(comparison: Comparison) -> list[str]:
    blocks = pdf.sheet(comparison, TODAY).blocks
    tops = (block.text for block in blocks if isinstance(block, Heading) and block.level == 1)
    return [re.sub(r" \([\d,]+\)$", "", title) for title in tops]


def test_it_has_the_parts_of_the_page_in_the_order_of_the_page() -> None:
    page = Page(html.render(COMPARISON, today=TODAY)).words
    listed = headings(COMPARISON)
    assert listed[:4] == ["The policy at a glance", "Missing", "Changed", "Added by the school"]
    places = [page.rindex(f"{title} ") for title in listed if title != "Missing"]
    assert "Side by side" in listed
    assert sorted(places) == places or all(title in page for title in listed)


def test_every_clause_reason_and_finding_is_there() -> None:
    text = said(COMPARISON)
    for verdict in COMPARISON.verdicts:
        for clause in (*verdict.match.model, *verdict.match.adopted):
            assert " ".join(clause.text.split()) in text
        for reason in verdict.reasons:
            assert reason.code in text
    for finding in COMPARISON.findings:
        assert finding.code in text
    for entry in COMPARISON.not_compared:
        assert entry.why in text


def test_it_is_accessible_and_its_sections_are_bookmarks() -> None:
    data = pdf.render(COMPARISON, today=TODAY)
    assert b"<pdfuaid:part>1</pdfuaid:part>" in data
    document = pypdfium2.PdfDocument(data)
    marks = [mark.get_title() for mark in document.get_toc()]
    document.close()
    assert [mark for mark in marks if mark.startswith("Missing")]
    assert "Side by side" in marks


def test_the_same_comparison_is_the_same_file() -> None:
    assert pdf.render(COMPARISON, today=TODAY) == pdf.render(COMPARISON, today=TODAY)
    assert pdf.render(COMPARISON).startswith(b"%PDF-")


def test_nothing_deviates_is_said_so() -> None:
    text = printed(pdf.render(identical(), today=TODAY))
    assert "no deviations" in text
    assert "The school added nothing." in text


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_shows_as_text(text: str) -> None:
    assert pdf.render(saying(text), today=TODAY).startswith(b"%PDF-")


def test_markup_of_the_typesetter_shows_as_text() -> None:
    markup = '#read("pyproject.toml") *bold* $x$ <label> @ref'
    shown = "".join(printed(pdf.render(saying(markup), today=TODAY)).split())
    assert "".join(markup.split()) in shown


def test_struck_out_and_put_in_words_do_not_touch() -> None:
    text = said(COMPARISON)
    looks = [
        (one.look, two.look)
        for block in pdf.sheet(COMPARISON, TODAY).blocks
        if isinstance(block, Paragraph)
        for one, two in zip(block.runs, block.runs[1:], strict=False)
        if not one.text[-1:].isspace() and not two.text[:1].isspace()
    ]
    assert ("delete", "insert") not in looks
    assert text


def test_a_comparison_without_an_edition_names_the_file() -> None:
    model = replace(COMPARISON.model, id=None, edition=None)
    text = said(replace(COMPARISON, model=model, latest=None))
    assert f"Model policy, {model.document.source}" in text
