"""Real adopted policies as DOCX: nothing lost, labels as printed, the same text as their PDFs."""

from __future__ import annotations

import re
import zipfile
from pathlib import Path

import pytest

from toolkit.document import Block, Extraction, Table
from toolkit.extract import extract
from toolkit.extract.options import Options

POLICIES = (
    "astley-park-2018",
    "willow-tree-2024",
    "cranborne-2021",
    "st-cleopas",
    "park-hall-2019",
)
ASIDE = {"running_header", "running_footer", "page_number", "contents"}
# Where the published text prints its numbers at the start of lines, those are Word's numbers too.
PRINTED = re.compile(r"^(?:- )?(?P<label>\d+\.\d+(?:\.\d+)?|\([ivx]+\)|[a-h]\))\s", re.MULTILINE)

pytestmark = pytest.mark.corpus


def read(corpus: Path, name: str) -> Extraction:
    return extract((corpus / name).read_bytes(), name, Options())


def flat(extraction: Extraction) -> list[Block]:
    blocks: list[Block] = []
    for block in extraction.blocks:
        rows = block.rows if isinstance(block, Table) else (((block,),),)
        blocks += [each for row in rows for cell in row for each in cell]
    return blocks


def printed(block: Block) -> str:
    return " ".join(f"{block.label or ''} {block.text}".split())


@pytest.mark.parametrize("name", POLICIES)
def test_every_character_is_read_once(corpus: Path, name: str) -> None:
    with zipfile.ZipFile(corpus / f"{name}.docx") as archive:
        xml = archive.read("word/document.xml").decode()
    written = "".join(re.findall(r"<w:t(?: [^>]*)?>([^<]*)</w:t>", xml))
    written = written.replace("&amp;", "&").replace("&lt;", "<").replace("&gt;", ">")
    body = [
        b.text for b in flat(read(corpus, f"{name}.docx")) if b.role not in ASIDE - {"contents"}
    ]
    assert re.sub(r"\s", "", "".join(body)) == re.sub(r"\s", "", written)


@pytest.mark.parametrize("name", ["astley-park-2018", "willow-tree-2024"])
def test_word_numbers_as_the_published_text_prints_them(corpus: Path, name: str) -> None:
    text = (corpus / f"{name}.txt").read_text(encoding="utf-8")
    expected = [match["label"] for match in PRINTED.finditer(text)]
    labels = iter([b.label for b in flat(read(corpus, f"{name}.docx")) if b.label])
    assert len(expected) > 10
    assert [label for label in expected if label in labels] == expected


@pytest.mark.parametrize("name", POLICIES)
def test_the_pdf_holds_the_same_blocks(corpus: Path, name: str) -> None:
    ours, theirs = (
        [printed(b) for b in flat(read(corpus, f"{name}.{kind}")) if b.role not in ASIDE]
        for kind in ("docx", "pdf")
    )
    # A contents list typed by hand has tabs in the one and leaders in the other.
    entry = re.compile(r"\.{4,}|\s\d+$|^Contents$")
    assert [line for line in ours if not entry.search(line)] == [
        line for line in theirs if not entry.search(line)
    ]
