"""Words broken at a line's end, and the characters that fonts and printers put in."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from reportlab.pdfbase.pdfmetrics import stringWidth

from tests.pdf_drawing import body, lines, pdf, read, text
from toolkit.extract.pdf.words import cleaned, joined, vocabulary


@pytest.mark.parametrize(
    ("rows", "known", "whole"),
    [
        (["all em-", "ployees are"], "employees", "all employees are"),
        (["in an ever-", "changing world"], "ever-changing", "in an ever-changing world"),
        (["by e-", "mail or"], "", "by e-mail or"),
        (["the well-", "being of"], "", "the well-being of"),
        (["a non-", "school site"], "", "a non-school site"),
        (["the safe-", "guarding lead"], "safeguarding", "the safeguarding lead"),
        (["state-of-the-", "art locks"], "", "state-of-the-art locks"),
        (["from 2018-", "2019 on"], "", "from 2018-2019 on"),
        (["parents/", "carers are"], "", "parents/carers are"),
        (["the head -", "or deputy"], "", "the head - or deputy"),
        (["infor\u00ad", "mation is"], "", "information is"),
        (["the Oakfield-", "Example trust"], "", "the Oakfield-Example trust"),
    ],
)
def test_a_broken_word_is_one_word_only_where_it_is_one(
    rows: list[str], known: str, whole: str
) -> None:
    assert joined(rows, vocabulary([known])) == whole


@pytest.mark.parametrize(
    ("rows", "whole"),
    [
        (
            ["the form at www.", "example-county.test/a in"],
            "the form at www.example-county.test/a in",
        ),
        (["at www.example-", "county.test/forms by"], "at www.example-county.test/forms by"),
        (["at www.county.", "test/forms by"], "at www.county.test/forms by"),
        (["to head@oakfield.", "test by May"], "to head@oakfield.test by May"),
        (
            ["www.example-county.test/sch", "ools/forms by"],
            "www.example-county.test/schools/forms by",
        ),
        (
            ["write to head@oakfield.test", "e.g. when ill"],
            "write to head@oakfield.test e.g. when ill",
        ),
        (["see www.example.test.", "The clerk has"], "see www.example.test. The clerk has"),
        (["see www.example.test", "and ask the clerk"], "see www.example.test and ask the clerk"),
        (
            ["www.example-county.test/returns", "at the latest"],
            "www.example-county.test/returns at the latest",
        ),
    ],
)
def test_an_address_that_a_lines_end_breaks_is_rejoined(rows: list[str], whole: str) -> None:
    assert joined(["Look", *rows], vocabulary([]), {1}) == f"Look {whole}"


def test_an_address_that_ends_before_a_lines_end_is_whole() -> None:
    rows = ["write to", "head@oakfield.test", "where a pupil is ill"]
    assert joined(rows, vocabulary([])) == "write to head@oakfield.test where a pupil is ill"


def test_a_document_that_breaks_no_words_keeps_its_hyphens() -> None:
    rows = ["Staff check the fire-", "drill log and the second-", "hand stock"]
    plain = [*rows, *["Staff keep a record of every message that is sent home."] * 40]
    assert (
        joined(rows, vocabulary(plain))
        == "Staff check the fire-drill log and the second-hand stock"
    )


def test_a_beginning_is_no_word_of_its_own_where_words_are_broken() -> None:
    broken = ["Appendix C gives ex-", "amples and all em-", "ployees are employees"]
    assert (
        joined(broken, vocabulary(broken))
        == "Appendix C gives examples and all employees are employees"
    )


def test_hyphens_at_line_ends_are_judged_by_the_documents_own_words() -> None:
    rows = (
        "Employees keep to this policy in an ever-changing world, and no em-",
        "ployee is asked to write about the school in a way that an ever-",
        "changing audience could take for the view of an employee at work.",
    )
    assert body(read(pdf([lines(72, 100, *rows)]))) == [
        "Employees keep to this policy in an ever-changing world, and no employee is asked to "
        "write about the school in a way that an ever-changing audience could take for the view "
        "of an employee at work."
    ]


@pytest.mark.parametrize(
    ("raw", "clean"),
    [
        ("o\ufb03ce sta\ufb00 \ufb01le", "office staff file"),
        ("a\u00a0school\u2009day", "a school day"),
        ("\uf0b7 bring", "• bring"),
        ("\uf0a7 bring", "• bring"),
        ("safe\u00adguarding", "safeguarding"),
        ("sta\u200bff\u202e\u2066 all", "staff all"),
        ("be\x00ll\x07", "bell"),
        ("the ‘term’ “staff” – all", "the ‘term’ “staff” – all"),
    ],
)
def test_characters_are_cleaned_once_on_entry(raw: str, clean: str) -> None:
    assert cleaned(raw) == clean


def test_the_sign_of_a_symbol_font_is_a_bullet_whatever_its_letter() -> None:
    assert cleaned("§ bring", symbol=True) == "• bring"
    assert cleaned("Ø bring", symbol=True) == "• bring"


@settings(max_examples=60, deadline=None)
@given(st.lists(st.text(alphabet="abcdef -", min_size=1, max_size=12), min_size=1, max_size=6))
def test_joining_loses_no_letter(rows: list[str]) -> None:
    whole = joined([row.strip() or "a" for row in rows], vocabulary([]))
    letters = "".join(row.strip() or "a" for row in rows)
    assert [c for c in whole if c.isalpha()] == [c for c in letters if c.isalpha()]


@pytest.mark.parametrize(
    ("first", "gap", "second", "shown"),
    [
        (
            "Policy owner: A Reed",
            1.0,
            "Approved: May 2024",
            "Policy owner: A Reed Approved: May 2024",
        ),
        ("Adopted: May 2024", 0.8, "Review: May 2026", "Adopted: May 2024 Review: May 2026"),
        ("Policy owner: A Mc", 0.0, "Donald", "Policy owner: A McDonald"),
        ("Policy owner: A Mc", -0.2, "Donald", "Policy owner: A McDonald"),
    ],
)
def test_a_tab_narrower_than_a_space_parts_words(
    first: str, gap: float, second: str, shown: str
) -> None:
    beside = 72 + stringWidth(first, "Helvetica", 11) + gap
    assert body(read(pdf((text(72, 100, first), text(beside, 100, second))))) == [shown]
