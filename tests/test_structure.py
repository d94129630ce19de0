"""The clause tree: cases in plain text (tests/cases/structure), properties, and speed of growth."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from toolkit.document import Block, Clause, Extraction, Place, Style, Table
from toolkit.structure import Structured, structure

CASES = Path(__file__).parent / "cases" / "structure"


class Case(NamedTuple):
    name: str
    document: str
    outline: str


def _cases() -> Iterator[Case]:
    for path in sorted(CASES.glob("[a-z]*.md")):
        for part in re.split(r"^## ", path.read_text("utf-8"), flags=re.MULTILINE)[1:]:
            name, _, rest = part.partition("\n")
            blocks = dict(re.findall(r"^```(\w+)\n(.*?)^```", rest, re.MULTILINE | re.DOTALL))
            yield Case(f"{path.stem}: {name}", blocks["document"], blocks["outline"])


def read_case(document: str) -> Extraction:
    """Read the notation of tests/cases/structure/README.md."""
    blocks: list[Block | Table] = []
    rows: list[str] = []
    for line in [*document.splitlines(), ""]:
        if line.lstrip().startswith("|"):
            rows.append(line.strip().strip("|"))
            continue
        if rows:
            blocks.append(Table(tuple(tuple(map(_cell, row.split("|"))) for row in rows)))
            rows = []
        if line.strip():
            blocks.append(_block(line))
    return Extraction("docx", tuple(blocks))


def _cell(text: str) -> tuple[Block, ...]:
    return tuple(_block(part.strip()) for part in text.split("//") if part.strip())


def _block(line: str) -> Block:
    indent = 18.0 * ((len(line) - len(line.lstrip())) // 2)
    text = line.strip()
    heading = None
    if match := re.match(r"H(\d) ", text):
        heading, text = int(match[1]), text[match.end() :]
    role = None
    if match := re.match(r"\{(\w+)\} ", text):
        role, text = match[1], text[match.end() :]
    label = None
    if match := re.match(r"<([^>]+)> ?", text):
        label, text = match[1], text[match.end() :]
    bold = text.startswith("**") and text.endswith("**")
    big = text.startswith("++")
    marked = text.startswith("__") and text.endswith("__") and len(text) > 4
    style = Style(
        size=16.0 if big else 11.0,
        bold=bold or heading is not None,
        indent=indent,
        heading=heading,
        marked=marked,
    )
    plain = text.strip("*+_") if bold or big or marked else text
    return Block(plain.replace("\\t", "\t").replace("\\n", "\n"), label, 1, style, role)  # type: ignore[arg-type]


def outline(structured: Structured) -> str:
    """Write clauses as an indented outline, what is set aside after them."""
    lines = [_line(clause) for clause in structured.clauses]
    lines += [f"({aside.kind}) {aside.text}" for aside in structured.set_aside]
    return "\n".join(lines) + "\n"


def _line(clause: Clause) -> str:
    label = f" [{clause.label}]" if clause.label else ""
    return f"{'  ' * (clause.level - 1)}{clause.kind}{label} {clause.text}".rstrip()


@pytest.mark.parametrize("case", list(_cases()), ids=lambda case: case.name)
def test_a_document_has_the_outline_of_its_case(case: Case) -> None:
    assert outline(structure(read_case(case.document))) == case.outline


# --- what must always hold ----------------------------------------------------------------------

WORDS = st.sampled_from(
    [
        *("staff", "must", "12.", "(i)", "(a)", "3.1", "Policy", "Contents", "Signed:", "Date:"),
        *("2024", "•", "o", "*", "Section 1:", "Appendix A", "School", ".......", "4", "|"),
        "COUNTY COUNCIL",
    ]
)
TEXTS = st.lists(WORDS, max_size=12).map(" ".join) | st.text(max_size=30)
STYLES = st.builds(
    Style,
    size=st.sampled_from([None, 10.0, 11.0, 16.0]),
    bold=st.booleans(),
    indent=st.sampled_from([0.0, 18.0, 36.0]),
    heading=st.sampled_from([None, None, None, 1, 2]),
    list_level=st.sampled_from([None, None, 0, 1]),
)
BLOCKS = st.builds(
    Block,
    text=TEXTS,
    label=st.sampled_from([None, None, None, "1.", "3.1", "(i)", "•", "Q1", "weird label"]),
    page=st.sampled_from([None, 1, 2]),
    style=STYLES,
    role=st.sampled_from([None, None, None, "note", "quote", "running_header", "contents"]),
)
CELLS = st.lists(BLOCKS, max_size=3).map(tuple)
TABLES = st.lists(st.lists(CELLS, max_size=3).map(tuple), max_size=4).map(
    lambda rows: Table(tuple(rows))
)
EXTRACTIONS = st.lists(BLOCKS | TABLES, max_size=14).map(lambda b: Extraction("docx", tuple(b)))


def _characters(extraction: Extraction) -> Counter[str]:
    blocks = [
        block
        for each in extraction.blocks
        for block in ([each] if isinstance(each, Block) else _blocks_of(each))
    ]
    return _count("".join((block.label or "") + block.text for block in blocks))


def _blocks_of(table: Table) -> list[Block]:
    return [block for row in table.rows for cell in row for block in cell]


def _count(text: str) -> Counter[str]:
    return Counter("".join(text.split()).replace("|", ""))


@settings(max_examples=150, deadline=None)
@given(EXTRACTIONS)
def test_every_character_is_in_exactly_one_clause_or_aside(extraction: Extraction) -> None:
    structured = structure(extraction)
    kept = [(clause.label or "") + clause.text for clause in structured.clauses]
    kept += [aside.text for aside in structured.set_aside]
    assert _count("".join(kept)) == _characters(extraction)


@settings(max_examples=100, deadline=None)
@given(EXTRACTIONS)
def test_the_clauses_are_a_tree_in_reading_order(extraction: Extraction) -> None:
    seen: dict[str, Clause] = {}
    for clause in structure(extraction).clauses:
        assert clause.id not in seen
        if clause.parent is None:
            assert clause.level == 1
        else:
            assert clause.level == seen[clause.parent].level + 1
            assert clause.id.startswith(clause.parent + "/")
        seen[clause.id] = clause


@given(EXTRACTIONS)
@settings(max_examples=50, deadline=None)
def test_the_same_document_has_the_same_ids(extraction: Extraction) -> None:
    assert structure(extraction) == structure(extraction)


GAPS = ("[school]", "[date]")


def test_marked_places_move_with_their_text() -> None:
    text = "1.1  The   [school] keeps\tits [date]."
    places = tuple(Place(text.index(gap), text.index(gap) + len(gap), gap) for gap in GAPS)
    clause = structure(Extraction("docx", (Block(text, places=places),))).clauses[0]
    assert clause.label == "1.1"
    assert tuple(clause.text[place.start : place.end] for place in clause.places) == GAPS


def test_marked_places_move_into_a_row() -> None:
    cell = (Block("• Ask", label=None), Block("the  [post]", places=(Place(5, 11, "post"),)))
    table = Table((((Block("Who"),), (Block("What"),)), ((Block("Staff"),), cell)), header_rows=1)
    row = structure(Extraction("docx", (Block("Rules"), table))).clauses[-1]
    assert row.text == "Staff | • Ask the [post]"
    assert [row.text[place.start : place.end] for place in row.places] == ["[post]"]


def test_a_doubtful_label_given_back_moves_its_places() -> None:
    blocks = (
        Block("1.1 The first rule of this policy."),
        Block(
            "J. [name] wrote it in the year that the school opened.", places=(Place(3, 9, "name"),)
        ),
    )
    clause = structure(Extraction("docx", blocks)).clauses[1]
    assert (clause.label, clause.text[:9]) == (None, "J. [name]")
    assert clause.text[clause.places[0].start : clause.places[0].end] == "[name]"


def test_a_long_document_grows_no_rival_outlines_without_end() -> None:
    blocks = tuple(Block(f"({mark}) staff must keep to it;") for mark in "ivxc" * 500)
    assert len(structure(Extraction("docx", blocks)).clauses) == 2000


def test_nothing_nests_without_end() -> None:
    blocks = tuple(Block("• lead", style=Style(indent=10.0 * n)) for n in range(200))
    assert max(clause.level for clause in structure(Extraction("docx", blocks)).clauses) <= 13


def test_a_footnote_below_the_signatures_leaves_them_signatures() -> None:
    lines = ("1. Purpose", "Everyone signs in.", "Signed: A Green", "Date: January 2019")
    blocks = [Block(line) for line in lines]
    found = structure(Extraction("pdf", (*blocks, Block("See the guide.", "1", role="note"))))
    assert [aside.kind for aside in found.set_aside] == ["signature", "signature"]
    assert [clause.text for clause in found.clauses][-1] == "See the guide."


def test_a_line_to_sign_that_is_numbered_is_one_to_sign() -> None:
    lines = (
        "1. The form",
        "1.1 Everyone fills it in within a day of the accident that it is about.",
        "1.2 Signature of the swimmer: __________ Signature of the coach: __________",
        "1.3 It is kept in the office.",
    )
    found = structure(Extraction("pdf", tuple(Block(line) for line in lines)))
    assert [aside.kind for aside in found.set_aside] == ["signature"]


def test_schedules_at_the_end_do_not_tell_how_the_sections_are_headed() -> None:
    text = "Swimmers shower before they enter the water and dry themselves when they leave it."
    lines = ["Showers", text, "Towels", text, "Lockers", text]
    ends = [line for n in (1, 2, 3) for line in (f"Schedule {n}: Forms", text)]
    found = structure(Extraction("text", tuple(Block(line) for line in [*lines, *ends])))
    headings = [clause.text for clause in found.clauses if clause.kind == "heading"]
    assert headings == ["Showers", "Towels", "Lockers", "Forms", "Forms", "Forms"]


def test_a_row_that_is_typed_heads_nothing() -> None:
    lines = (
        "Who is told",
        "The following are told by text message when the pool is closed.",
        "Swimmers | Text message | Office",
        "Caterer | 01632 960672 | Office",
        "The message is repeated each day until the pool is open to everybody again.",
    )
    found = structure(Extraction("text", tuple(Block(line) for line in lines)))
    assert [clause.text for clause in found.clauses if clause.kind == "heading"] == ["Who is told"]


def test_a_name_in_a_signature_block_is_no_title() -> None:
    lines = (
        "1. Purpose",
        "Everyone signs in.",
        "Signed: ........",
        "Name: Jo Marsh",
        "Date: May 2024",
    )
    found = structure(Extraction("pdf", tuple(Block(line) for line in lines)))
    assert ("signatory", "Jo Marsh") in [(fact.name, fact.value) for fact in found.fields]
