"""Real adopted policies as PDF: all their text, once, in whole paragraphs, in reading order."""

from __future__ import annotations

import re
from collections import Counter
from functools import lru_cache
from pathlib import Path

import pytest

from toolkit.document import Block, Extraction, Table
from toolkit.errors import Code, InputError
from toolkit.extract import extract
from toolkit.extract.options import Options

POLICIES = (
    "astley-park-2018",
    "willow-tree-2024",
    "cranborne-2021",
    "st-cleopas",
    "park-hall-2019",
)
WORD = re.compile(r"\w+(?:['’]\w+)?")

pytestmark = pytest.mark.corpus


@lru_cache(maxsize=16)
def read(path: Path, engine: str = "pdfium") -> Extraction:
    options = Options(engine="pdfplumber" if engine == "pdfplumber" else "pdfium")
    return extract(path.read_bytes(), path.name, options)


def flat(extraction: Extraction) -> list[Block]:
    blocks: list[Block] = []
    for block in extraction.blocks:
        rows = block.rows if isinstance(block, Table) else (((block,),),)
        blocks += [each for row in rows for cell in row for each in cell]
    return blocks


def printed(block: Block) -> str:
    """Give a block as it is printed: its label, a space, its text, with no tabs."""
    return " ".join(f"{block.label or ''} {block.text}".split())


def texts(extraction: Extraction) -> list[str]:
    return [printed(each) for each in flat(extraction) if each.role is None and each.text]


@pytest.mark.parametrize("name", POLICIES)
def test_a_pdf_reads_as_the_same_paragraphs_as_its_docx(corpus: Path, name: str) -> None:
    word = [each for each in flat(read(corpus / f"{name}.docx")) if each.role is None]
    wanted = [printed(each) for each in word if each.text]
    found = texts(read(corpus / f"{name}.pdf"))
    contents = {printed(each) for each in word if re.search(r"\t\d+\Z|\AContents\Z", each.text)}
    assert found == [text for text in wanted if text not in contents]


@pytest.mark.parametrize("name", POLICIES)
def test_all_the_published_words_are_there_once(corpus: Path, name: str) -> None:
    published = (corpus / f"{name}.txt").read_text(encoding="utf-8")
    wanted = Counter(WORD.findall(published.lower()))
    found = Counter(
        WORD.findall(" ".join(map(printed, flat(read(corpus / f"{name}.pdf")))).lower())
    )
    missing = wanted - found
    assert sum(missing.values()) <= 0.01 * sum(wanted.values()), missing.most_common(10)


@pytest.mark.parametrize("name", POLICIES)
def test_running_lines_and_page_numbers_are_set_aside_on_every_page(
    corpus: Path, name: str
) -> None:
    extraction = read(corpus / f"{name}.pdf")
    for role in ("running_header", "running_footer", "page_number"):
        pages = {each.page for each in flat(extraction) if each.role == role}
        assert pages == set(range(1, (extraction.pages or 0) + 1)), role
    assert not any(re.search(r"Page \d+ of \d+", text) for text in texts(extraction))


@pytest.mark.parametrize("name", POLICIES)
def test_pdfplumber_reads_the_same_words(corpus: Path, name: str) -> None:
    fast = Counter(WORD.findall(" ".join(texts(read(corpus / f"{name}.pdf")))))
    slow = Counter(WORD.findall(" ".join(texts(read(corpus / f"{name}.pdf", "pdfplumber")))))
    differing = (fast - slow) + (slow - fast)
    assert sum(differing.values()) <= 0.005 * sum(fast.values()), differing.most_common(10)


def test_the_scanned_policy_is_refused_with_its_remedy(corpus: Path) -> None:
    with pytest.raises(InputError, match="no text layer on any of 5 pages; run OCR") as caught:
        read(corpus / "astley-park-2018-scanned.pdf")
    assert caught.value.code == Code.NO_TEXT
