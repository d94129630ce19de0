"""What PDF/UA-1 (ISO 14289-1) asks of a report that a program can see: read back from the file."""

from __future__ import annotations

import io
from collections.abc import Iterator
from itertools import pairwise
from typing import Any

import pytest
from pdfminer.pdfdocument import PDFDocument
from pdfminer.pdfinterp import PDFContentParser
from pdfminer.pdfpage import PDFPage
from pdfminer.pdfparser import PDFParser
from pdfminer.pdftypes import resolve1
from pdfminer.psexceptions import PSEOF
from pdfminer.psparser import PSKeyword, PSLiteral

from tests.example import COMPARISON, TODAY
from toolkit.report import pdf

pytest.importorskip("typst")

Tag = dict[str, Any]
PAINTS = {b"Tj", b"TJ", b"'", b'"', b"f", b"f*", b"F", b"S", b"s", b"B", b"B*", b"Do", b"sh"}


@pytest.fixture(scope="module")
def document() -> PDFDocument:
    return PDFDocument(PDFParser(io.BytesIO(pdf.render(COMPARISON, today=TODAY))))


def name(value: Any) -> str:
    found = resolve1(value)
    return str(found.name) if isinstance(found, PSLiteral) else str(found)


def tags(element: Any) -> Iterator[Tag]:
    """Every structure element below and with this one, in reading order."""
    found = resolve1(element)
    for part in found if isinstance(found, list) else []:
        yield from tags(part)
    if isinstance(found, dict):
        if "S" in found:
            yield found
        yield from tags(found.get("K"))


def structure(document: PDFDocument) -> list[Tag]:
    return list(tags(document.catalog["StructTreeRoot"]))


def test_it_is_tagged_and_names_its_language_and_title(document: PDFDocument) -> None:
    catalogue = document.catalog
    assert resolve1(catalogue["MarkInfo"])["Marked"] is True
    assert resolve1(catalogue["Lang"]) == b"en-GB"
    assert resolve1(catalogue["ViewerPreferences"])["DisplayDocTitle"] is True
    assert document.info[0]["Title"]
    assert list(document.get_outlines())


def test_headings_never_skip_a_level(document: PDFDocument) -> None:
    levels = [int(kind[1]) for tag in structure(document) if (kind := name(tag["S"]))[:1] == "H"]
    assert levels[0] == 1
    assert all(later <= earlier + 1 for earlier, later in pairwise(levels))


def test_every_table_has_heads_that_name_their_columns(document: PDFDocument) -> None:
    tables = [tag for tag in structure(document) if name(tag["S"]) == "Table"]
    assert tables
    for table in tables:
        heads = [tag for tag in tags(table) if name(tag["S"]) == "TH"]
        assert heads
        for head in heads:
            given = resolve1(head["A"])
            looks = [resolve1(look) for look in (given if isinstance(given, list) else [given])]
            assert [look for look in looks if name(look.get("Scope")) in ("Column", "Row")]


def test_every_figure_and_link_says_what_it_is(document: PDFDocument) -> None:
    figures = [tag for tag in structure(document) if name(tag["S"]) in ("Figure", "Formula")]
    assert all(tag.get("Alt") for tag in figures)
    for page in PDFPage.create_pages(document):
        for annotation in map(resolve1, resolve1(page.attrs.get("Annots", []))):
            assert annotation["Contents"]
            assert "StructParent" in annotation
            assert name(page.attrs["Tabs"]) == "S"


def test_nothing_is_drawn_outside_a_tag_or_an_artefact(document: PDFDocument) -> None:
    for page in PDFPage.create_pages(document):
        depth, painted = 0, 0
        for operator in operators(page):
            depth += (operator in (b"BDC", b"BMC")) - (operator == b"EMC")
            painted += operator in PAINTS
            assert depth > 0 or operator not in PAINTS
        assert painted


def operators(page: PDFPage) -> Iterator[bytes]:
    parser = PDFContentParser(page.contents)
    try:
        while True:
            _, found = parser.nextobject()
            if isinstance(found, PSKeyword):
                yield found.name
    except PSEOF:
        return
