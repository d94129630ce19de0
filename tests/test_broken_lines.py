"""A Word file whose every line is a paragraph is read as the paragraphs that its lines were."""

from __future__ import annotations

import io
import textwrap

import docx
import pytest

from toolkit.document import Document
from toolkit.reading import read_bytes
from toolkit.rewrite.manuscript import open_manuscript

PARAGRAPHS = (
    "The boathouse is open to members from the first Saturday in April until the last Sunday in "
    "October, and a key is lent to whoever has passed the test and paid for the season.",
    "Nobody rows alone after dark. A crew that is late telephones the warden, who waits by the "
    "landing stage with a lamp until every boat that went out that day has been counted back in.",
    "A boat that leaks is tied up with a red tag, and the crew that found the leak writes in the "
    "book what they saw, where on the hull it was, and whether anybody had to be helped ashore.",
    "Children under twelve row with an adult in the same boat, and wear a jacket that has been "
    "fitted on the bank by somebody who has been shown how it is done.",
)
ITEMS = ("wear soft shoes in the boats", "carry the oars upright", "leave the slipway clear")


def saved(lines: list[str], *, bold: frozenset[str] = frozenset()) -> bytes:
    made = docx.Document()
    for line in lines:
        made.add_paragraph().add_run(line).bold = line in bold or None
    buffer = io.BytesIO()
    made.save(buffer)
    return buffer.getvalue()


def broken(*, blank: bool, width: int = 60) -> bytes:
    lines = ["Rules of the river"]
    for number, paragraph in enumerate(PARAGRAPHS, 1):
        lines += textwrap.wrap(f"{number}. {paragraph}", width) + [""] * blank
    return saved(lines, bold=frozenset(lines[:1]))


def told(data: bytes) -> Document:
    return read_bytes(data, "river.docx")


def texts(data: bytes) -> list[str]:
    return [clause.text for clause in told(data).clauses]


@pytest.mark.parametrize("blank", [True, False])
@pytest.mark.parametrize("width", [52, 60, 75])
def test_lines_are_joined_into_the_paragraphs_that_they_were(blank: bool, width: int) -> None:
    read = texts(broken(blank=blank, width=width))
    assert " ".join(PARAGRAPHS) in " ".join(read)
    whole = [text for text in read if text in PARAGRAPHS]
    assert len(whole) >= len(PARAGRAPHS) - 1


def test_the_user_is_told_that_lines_were_joined() -> None:
    assert any("lines were joined" in warning for warning in told(broken(blank=True)).warnings)


def test_whoever_edits_the_file_finds_the_paragraphs_that_were_read() -> None:
    data = broken(blank=False)
    manuscript = open_manuscript(data, "river.docx")
    for clause in told(data).clauses:
        assert clause.origin is not None
        shown = "".join(manuscript.paragraphs[clause.origin].itertext())
        assert clause.text in " ".join(shown.split())


def test_a_file_of_whole_paragraphs_is_left_alone() -> None:
    data = saved([*PARAGRAPHS, *PARAGRAPHS])
    assert texts(data) == [*PARAGRAPHS, *PARAGRAPHS]
    assert not told(data).warnings


def test_unlabelled_items_in_small_letters_are_no_lines() -> None:
    lines = ["Members are asked to", *ITEMS, "They may not", *ITEMS, "Guests should", *ITEMS]
    assert not any("lines were joined" in warning for warning in told(saved(lines)).warnings)


def test_items_that_their_style_numbers_are_no_lines() -> None:
    made = docx.Document()
    items = ("keep their own oars safe", "follow what the warden says", "ring in good time if late")
    for lead in ("Members must:", "Guests must:", "Coxes must:", "Children must:"):
        made.add_paragraph(lead)
        for item in items:
            made.add_paragraph(item, style="List Bullet")
    buffer = io.BytesIO()
    made.save(buffer)
    assert texts(buffer.getvalue()).count(items[0]) == 4
