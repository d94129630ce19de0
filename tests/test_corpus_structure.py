"""The five real policies: labels in order, what a careful reader would check, PDF beside DOCX."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from toolkit.document import Clause, Document
from toolkit.reading import read

pytestmark = pytest.mark.corpus

NAMES = ("astley-park-2018", "willow-tree-2024", "cranborne-2021", "st-cleopas", "park-hall-2019")
FORMATS = ("docx", "pdf")
BOTH = pytest.mark.parametrize("suffix", FORMATS)


def _read(corpus: Path, name: str, suffix: str) -> Document:
    return read(corpus / f"{name}.{suffix}")


def _labels(document: Document) -> list[str]:
    numbered = [clause.label for clause in document.clauses if clause.label not in (None, "•")]
    return [label for label in numbered if label]


def _children(document: Document, parent: str) -> list[Clause]:
    return [clause for clause in document.clauses if clause.parent == parent]


MODEL_LABELS = (
    "1. 2. 3. 3.1 3.2 3.3 3.4 4. 4.1 (i) (ii) (iii) (iv) (v) (vi) 4.2 5. 12. 6. (i) (ii) (iii) (iv)"
)
LABELS = {
    "astley-park-2018": MODEL_LABELS,
    "willow-tree-2024": MODEL_LABELS,
    "st-cleopas": (
        "1. 1.1 1.2 1.3 1.4 1.5 1.6 1.7 2. 3. a) b) c) d) a) b) c) d) a) b) "
        "4. 4.1 4.2 4.3 4.4 4.5 4.6 4.7 4.8 4.9 5. 5.1 5.2 5.3 5.4"
    ),
    "park-hall-2019": "",
}
COUNTS = {
    "astley-park-2018": 52,
    "willow-tree-2024": 54,
    "cranborne-2021": 145,
    "st-cleopas": 48,
    "park-hall-2019": 53,
}


@BOTH
@pytest.mark.parametrize("name", LABELS)
def test_the_printed_labels_stand_in_order(corpus: Path, name: str, suffix: str) -> None:
    assert _labels(_read(corpus, name, suffix)) == LABELS[name].split()


@BOTH
def test_the_labels_of_three_levels_stand_in_order(corpus: Path, suffix: str) -> None:
    document = _read(corpus, "cranborne-2021", suffix)
    labels = _labels(document)
    sections = [label for label in labels if not label[0].isdigit()]
    assert sections == ["Section 1:", "Section 2:", "Section 3:", "Section 4:", "Appendix A -"]
    assert [label for label in labels if label.startswith("1.2")] == [
        *("1.2", "1.2.1", "1.2.2", "1.2.3", "1.2.3")
    ]
    assert "3.1.1" in labels
    assert "3.1" not in labels
    assert [label for label in labels if label.startswith("2.3.")][-1] == "2.3.10"


@BOTH
@pytest.mark.parametrize("name", NAMES)
def test_every_clause_is_found(corpus: Path, name: str, suffix: str) -> None:
    assert len(_read(corpus, name, suffix).clauses) == COUNTS[name]


@pytest.mark.parametrize("name", NAMES)
def test_pdf_and_docx_give_one_tree(corpus: Path, name: str) -> None:
    docx, pdf = (_read(corpus, name, suffix) for suffix in FORMATS)
    for one, other in zip(docx.clauses, pdf.clauses, strict=True):
        assert (one.id, one.label, one.kind, one.text) == (
            *(other.id, other.label, other.kind, other.text),
        )
    assert docx.metadata == pdf.metadata


@BOTH
@pytest.mark.parametrize("name", ["astley-park-2018", "willow-tree-2024"])
def test_items_hold_their_bullets_and_the_note_stands_beside_them(
    corpus: Path, name: str, suffix: str
) -> None:
    document = _read(corpus, name, suffix)
    items = _children(document, "s4/4.1")
    assert [clause.label for clause in items] == [
        *("(i)", "(ii)", "(iii)", "(iv)", "(v)", "(vi)"),
        None,
    ]
    assert items[-1].kind == "note"
    assert [clause.label for clause in _children(document, "s4/4.1/iii")] == ["•"] * 5


@BOTH
@pytest.mark.parametrize("name", ["astley-park-2018", "willow-tree-2024"])
def test_the_quoted_number_stands_inside_its_section(corpus: Path, name: str, suffix: str) -> None:
    document = _read(corpus, name, suffix)
    quoted = next(clause for clause in document.clauses if clause.label == "12.")
    assert quoted.parent == "s5"
    sections = [clause.label for clause in document.clauses if clause.level == 1 and clause.label]
    assert sections == ["1.", "2.", "3.", "4.", "5.", "6."]


@BOTH
def test_a_number_printed_twice_has_two_ids(corpus: Path, suffix: str) -> None:
    document = _read(corpus, "cranborne-2021", suffix)
    twice = [clause for clause in document.clauses if clause.label == "1.2.3"]
    assert [clause.id for clause in twice] == ["s1/1.2/1.2.3", "s1/1.2/1.2.3~2"]


@BOTH
def test_the_acts_of_an_appendix_stand_under_it(corpus: Path, suffix: str) -> None:
    document = _read(corpus, "cranborne-2021", suffix)
    acts = [c for c in document.clauses if c.kind == "heading" and c.parent == "appendix-a"]
    assert len(acts) == 17


@BOTH
def test_each_list_of_duties_has_its_own_letters(corpus: Path, suffix: str) -> None:
    document = _read(corpus, "st-cleopas", suffix)
    leads = _children(document, "s3")
    assert [clause.kind for clause in leads] == ["paragraph"] * 3
    assert [len(_children(document, clause.id)) for clause in leads] == [4, 4, 2]


@BOTH
def test_headings_without_numbers_are_found(corpus: Path, suffix: str) -> None:
    headings = [c for c in _read(corpus, "park-hall-2019", suffix).clauses if c.kind == "heading"]
    assert len(headings) == 8
    assert {clause.level for clause in headings} == {1}


@BOTH
@pytest.mark.parametrize(
    ("name", "kinds"),
    [
        ("astley-park-2018", {"front_matter": 11}),
        ("willow-tree-2024", {"front_matter": 7}),
        ("cranborne-2021", {"front_matter": 2, "contents": 18}),
        ("st-cleopas", {"front_matter": 2}),
        ("park-hall-2019", {"signature": 3}),
    ],
)
def test_only_what_is_no_policy_text_is_set_aside(
    corpus: Path, name: str, kinds: dict[str, int], suffix: str
) -> None:
    running = ("running_header", "running_footer", "page_number")
    aside = [a.kind for a in _read(corpus, name, suffix).set_aside if a.kind not in running]
    assert {kind: aside.count(kind) for kind in aside} == kinds


# Names and titles are looked up in the published text, which stays outside this project.
FACTS: dict[str, dict[str, str]] = {
    "astley-park-2018": {
        "title": r"Policy Title:\t([^\t]+)",
        "school": r"Governing Body of \W*(.+?)\W* adopted",
        "approved_by": r"Ratified by:\t([^\t]+)",
        "author": r"Author & Role\t([^\t]+)",
        "model_source": r"\*\*(\w+ COUNTY COUNCIL)",
    },
    "willow-tree-2024": {
        "title": r"\*\*(MODEL POLICY (?:.|\n)+?) \(",
        "author": r"Written by:\t([^\t\n]+)",
        "model_source": r"^(\w+ COUNTY COUNCIL)$",
    },
    "cranborne-2021": {"title": r"^Cran.+? School (.+)$", "school": r"^(Cran.+? School) "},
    "st-cleopas": {"title": r"^# (Use .+)$", "school": r"^# (St .+)$"},
    "park-hall-2019": {},
}
# Date of adoption, date of review, cycle, edition of the model, number of signatories.
STATED = {
    "astley-park-2018": ("2018-11-05", "2019-09-01", "annual", "2018-01", 2),
    "willow-tree-2024": ("2024-07", "2025-09", "annual", "2024-06", 0),
    "cranborne-2021": ("2021-12", None, "annual", None, 0),
    "st-cleopas": (None, None, None, None, 0),
    "park-hall-2019": ("2019-01", "2020-01", "annual", None, 1),
}
NAMED_IN_RUNNING_LINES = {
    "willow-tree-2024": "The Willow Tree Federation",
    "park-hall-2019": "Park Hall Academy",
}


def _facts(corpus: Path, name: str) -> dict[str, str]:
    text = (corpus / f"{name}.txt").read_text("utf-8")
    found = {fact: re.search(pattern, text, re.M) for fact, pattern in FACTS[name].items()}
    return {fact: " ".join(match[1].split()) for fact, match in found.items() if match}


@BOTH
@pytest.mark.parametrize("name", NAMES)
def test_what_each_policy_says_of_itself(corpus: Path, name: str, suffix: str) -> None:
    data = _read(corpus, name, suffix).metadata
    facts = _facts(corpus, name)
    assert facts.keys() == FACTS[name].keys()
    assert {fact: getattr(data, fact) for fact in facts} == facts
    dates = (data.adopted_on, data.review_on, data.review_cycle, data.model_edition)
    assert (*dates, len(data.signatories)) == STATED[name]
    if name in NAMED_IN_RUNNING_LINES:
        assert data.school == NAMED_IN_RUNNING_LINES[name]


@BOTH
@pytest.mark.parametrize("name", NAMES)
def test_what_a_policy_does_not_say_is_unknown(corpus: Path, name: str, suffix: str) -> None:
    data = _read(corpus, name, suffix).metadata
    for fact in ("approved_by", "author", "model_source"):
        assert fact in FACTS[name] or getattr(data, fact) is None
