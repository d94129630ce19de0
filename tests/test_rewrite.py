"""Editing a DOCX paragraph by paragraph."""

from __future__ import annotations

import io

from docx import Document
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from toolkit.extract.docx.xml import W_NS, W
from toolkit.reading import read
from toolkit.rewrite import (
    add_comment,
    delete,
    highlight,
    insert_after,
    like,
    move_after,
    open_manuscript,
    replace_text,
    saved,
    shown_text,
)

SAID = ["Staff", "must", "not", "tell", "the", "head,", "at", "once.", "(a)"]
WORDS = st.lists(st.sampled_from(SAID), min_size=1, max_size=12)


def paragraph(*runs: str) -> etree._Element:
    made = etree.Element(f"{W}p", nsmap={"w": W_NS})
    for text in runs:
        run = etree.SubElement(made, f"{W}r")
        etree.SubElement(run, f"{W}t").text = text
    return made


def words(text: str) -> list[str]:
    return text.split()


def file(*texts: str) -> bytes:
    document = Document()
    for text in texts:
        document.add_paragraph(text)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


@settings(max_examples=150, deadline=None)
@given(WORDS, WORDS, st.lists(st.integers(0, 60), max_size=4))
def test_a_text_becomes_the_other_whatever_its_runs(
    old: list[str], new: list[str], cuts: list[int]
) -> None:
    text = " ".join(old)
    ends = sorted({min(cut, len(text)) for cut in cuts} | {len(text)})
    starts = [0, *ends[:-1]]
    made = paragraph("4.2 ", *(text[a:b] for a, b in zip(starts, ends, strict=True)))
    assert replace_text(made, text, " ".join(new))
    assert shown_text(made) == "4.2 " + " ".join(new)


def test_words_that_stay_keep_their_look() -> None:
    made = paragraph("Staff ", "must", " tell the head.")
    assert replace_text(made, "Staff must tell the head.", "All staff must tell the governors.")
    assert [t.text for t in made.iter(f"{W}t")] == ["All staff ", "must", " tell the governors."]


def test_a_text_that_is_not_there_is_left_alone() -> None:
    made = paragraph("Something else.")
    assert not replace_text(made, "Staff must go.", "Staff may go.")
    assert shown_text(made) == "Something else."


def test_paragraphs_come_go_and_move() -> None:
    manuscript = open_manuscript(file("One.", "Two.", "Three."), "x.docx")
    one, two, three = manuscript.paragraphs
    insert_after(one, like(two, "One and a half."))
    delete(two)
    move_after(three, one)
    texts = [block.text for block in read(saved(manuscript), name="x.docx").clauses]
    assert texts == ["One and a half.", "Three.", "One."]


def test_a_comment_and_a_highlight_leave_the_words_alone() -> None:
    manuscript = open_manuscript(file("One.", "Two."), "x.docx")
    add_comment(manuscript, manuscript.paragraphs[0], "Decide.", "Clerk", "2026-03-02T09:00:00Z")
    highlight(manuscript.paragraphs[0], "yellow")
    data = saved(manuscript)
    found = read(data, name="x.docx")
    assert [clause.text for clause in found.clauses] == ["One.", "Two."]
    assert [a.text for a in found.set_aside if a.kind == "comment"] == ["Decide."]
    assert Document(io.BytesIO(data)).paragraphs[0].runs[0].font.highlight_color == 7
