"""The school that a policy names: on its cover, in a page's header, or among other words."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from toolkit.document import Block, Extraction, Style, Table
from toolkit.metadata import metadata
from toolkit.metadata.school_lines import own_name, schools_in
from toolkit.structure import structure
from toolkit.structure.identity import is_school

CASES = Path(__file__).parent / "cases" / "metadata" / "schools.txt"
PLAIN, BOLD = Style(size=11.0), Style(size=11.0, bold=True)
MIDDLING, LARGE = Style(size=16.0, bold=True), Style(size=24.0, bold=True)
BODY = (
    Block("1. Purpose", style=BOLD),
    Block("1.1 This policy says how visits off the site are planned and led.", style=PLAIN),
    Block("2. Planning", style=BOLD),
    Block("2.1 The visit leader writes a plan six weeks before the visit.", style=PLAIN),
)


def _cases() -> Iterator[tuple[list[str], str]]:
    written = re.sub(r"^#.*\n", "", CASES.read_text("utf-8"), flags=re.MULTILINE)
    for case in written.strip().split("\n\n"):
        *lines, expected = case.splitlines()
        yield lines, expected.removeprefix("= ")


def _block(line: str) -> Block | Table:
    if line.startswith("|"):
        cells = line.strip("| ").split(" | ")
        return Table((tuple((Block(cell, style=PLAIN),) for cell in cells),))
    kind, _, rest = line.partition(": ")
    if kind in ("header", "footer"):
        text = rest.replace("\\t", "\t")
        return Block(text, role="running_header" if kind == "header" else "running_footer")
    for mark, style in (("++", LARGE), ("**", MIDDLING)):
        if line.startswith(mark):
            return Block(line.strip("+*"), style=style)
    return Block(line, style=PLAIN)


def _school(lines: list[str]) -> str | None:
    cover = [_block(line) for line in lines if not line.startswith("text: ")]
    said = [Block(line[6:], style=PLAIN) for line in lines if line.startswith("text: ")]
    tables = [block for block in cover if isinstance(block, Table)]
    rows = tuple(row for table in tables for row in table.rows)
    blocks = [block for block in cover if not isinstance(block, Table)]
    joined = (*blocks, Table(rows)) if rows else tuple(blocks)
    extraction = Extraction("docx", (*joined, *BODY[:2], *said, *BODY[2:]))
    return metadata(extraction, structure(extraction)).school


def _folded(name: str | None) -> str:
    return " ".join(re.findall(r"\w+", (name or "nobody’s").lower()))


@pytest.mark.parametrize(("lines", "expected"), list(_cases()), ids=lambda value: str(value)[:60])
def test_a_cover_names_its_school(lines: list[str], expected: str) -> None:
    assert _folded(_school(lines)) == _folded(expected)


@pytest.mark.parametrize(
    "slogan",
    [
        "A Smoke-Free School",
        "A Safe School",
        "An Outstanding School",
        "Our School",
        "Whole School",
        "Healthy Schools",
        "Primary Schools",
        "Rights Respecting School",
        "Towards a Happier School",
        "Working Together for a Better School",
        "The Nursery School",
        "Schools HR",
        "School Improvement Service",
    ],
)
def test_a_slogan_an_award_and_a_kind_of_school_are_no_school(slogan: str) -> None:
    assert not is_school(slogan)


@pytest.mark.parametrize(
    "name",
    [
        "Our Lady of the Fells Primary School",
        "All Hallows School",
        "Green Lane School",
        "The Bridge School",
        "Oak and Elm Schools",
        "Reading Road School",
    ],
)
def test_a_name_with_words_of_a_slogan_is_a_school(name: str) -> None:
    assert is_school(name)


@pytest.mark.parametrize(
    "line",
    [
        "Ash Hill School – a place to grow",
        "Ash Hill School, Mill Lane, Denby, DE4 2PQ",
        "Ash Hill School is part of Brightwater Learning Trust",
        "Welcome to Ash Hill School",
        "© Ash Hill School 2024",
        "Phones at Ash Hill School",
        "The Governing Body of Ash Hill School",
        "Ash Hill School Policy Document",
        "Ash Hill School (Brightwater Learning Trust)",
        "Phones Policy (Ash Hill School)",
        "Ash Hill School’s Phones Policy",
        "The Headteacher, Ash Hill School",
        "Prepared for Ash Hill School by Norland County Council",
        "Phones Policy | Ash Hill School | Page 2 of 9",
    ],
)
def test_a_school_is_found_among_other_words(line: str) -> None:
    assert list(schools_in(line)) == ["Ash Hill School"]


def test_a_place_may_be_part_of_a_name() -> None:
    assert own_name("Queen Maud High School, Torbury") == "Queen Maud High School, Torbury"
