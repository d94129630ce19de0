"""The county's printed labels as Word's own numbering."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from toolkit.drafting import Draft, draft
from toolkit.drafting.numerals import plan
from toolkit.drafting.parts import Part
from toolkit.drafting.word import write_docx
from toolkit.extract import extract
from toolkit.extract.options import Options
from toolkit.library import from_file
from toolkit.schools import School

TODAY = date(2026, 11, 20)


def keys_policy(folder: Path) -> Draft:
    path = folder / "keys.md"
    path.write_text("# Keys policy\n\n1.1 The school has keys.\n", encoding="utf-8")
    values = {"adopted_on": "2026-11-05", "review_on": "2027-11-05"}
    return draft(from_file(path), School("Keys School"), values, today=TODAY)


LABELS = st.sampled_from(
    "1. 2. 3. 5. 12. 1.1 1.2 1.3 2.1 3.4 1.2.3 (i) (ii) (iv) (v) (a) (b) (c) a) b) d) A. B. • 3A. "
    "(aa) -".replace("-", "").split(" ")
)


@given(st.lists(st.tuples(LABELS, st.booleans()), min_size=1, max_size=14))
@settings(max_examples=40, deadline=None)
def test_word_prints_the_very_labels_of_the_county(
    tmp_path_factory: pytest.TempPathFactory, given_labels: list[tuple[str, bool]]
) -> None:
    made = keys_policy(tmp_path_factory.getbasetemp())
    parts = tuple(
        Part("item" if label else "paragraph", f"Text {place} of the policy.", label, quoted=quoted)
        for place, (label, quoted) in enumerate(given_labels)
    )
    data = write_docx(replace(made, parts=parts), None, TODAY)
    blocks = extract(data, "x.docx", Options()).blocks
    printed = [
        getattr(block, "label", None) or ""
        for block in blocks
        if re.match(r"Text \d+ of", getattr(block, "text", ""))
    ]
    assert printed == [label for label, _ in given_labels]


def test_sections_and_their_paragraphs_are_one_list() -> None:
    labels = ["1.", "1.1", "1.2", "2.", "2.1"]
    planned = plan(
        [Part("heading" if label.endswith(".") else "item", "x", label) for label in labels]
    )
    assert [(n.run, n.level) for n in planned.numbers if n] == [
        (0, 0),
        (0, 1),
        (0, 1),
        (0, 0),
        (0, 1),
    ]


def test_a_number_printed_twice_is_a_list_of_its_own() -> None:
    labels = ["1.", "1.1", "1.1", "1.2"]
    planned = plan([Part("item", "x", label) for label in labels])
    assert [n.run for n in planned.numbers if n] == [0, 0, 1, 0]


def test_the_letter_v_after_iv_is_a_roman_five() -> None:
    labels = ["(iv)", "(v)", "(vi)"]
    planned = plan([Part("item", "x", label) for label in labels])
    assert {n.run for n in planned.numbers if n} == {0}


def test_a_quotation_numbers_for_itself() -> None:
    parts = [
        Part("heading", "x", "1."),
        Part("item", "x", "12.", quoted=True),
        Part("heading", "x", "2."),
    ]
    assert [n.run for n in plan(parts).numbers if n] == [0, 1, 0]
