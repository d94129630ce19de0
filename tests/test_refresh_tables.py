"""Policies laid out as a table, a section a row: this year's in the same table."""

from __future__ import annotations

import io

import pytest
from docx import Document as Word
from docx.oxml.ns import qn

from tests.test_refresh import BASE, model
from toolkit.extract.options import Options
from toolkit.reading import read
from toolkit.refreshing import refreshed, write_policy

TODAY = "2026-03-02"
KEYS = "## 4. Keys\n\n4.1 The caretaker holds a key to every outer door of the building.\n"
SWAPPED = (
    BASE.split("## 2.")[0]
    + "## 2. Records"
    + BASE.split("## 3. Records")[1].replace("3.1", "2.1").replace("as 2.1", "as 3.1")
    + "\n## 3. Arrival"
    + BASE.split("## 2. Arrival")[1].split("## 3.")[0].replace("\n2.", "\n3.")
)


def side_headed(text: str) -> bytes:
    """Set each section's heading in a bold cell, its clauses beside it."""
    word = Word()
    word.add_heading("Visitors Policy", 0)
    table = word.add_table(0, 2)
    for section in text.split("## ")[1:]:
        heading, *clauses = section.strip().split("\n\n")
        left, right = table.add_row().cells
        left.paragraphs[0].add_run(heading).bold = True
        right.text = clauses[0]
        for clause in clauses[1:]:
            right.add_paragraph(clause)
    saved = io.BytesIO()
    word.save(saved)
    return saved.getvalue()


def rows_of(revised: str) -> list[list[str]]:
    data = side_headed(BASE)
    local = read(data, Options(), name="last year.docx")
    result = refreshed(model(BASE, "v@1"), local, model(revised, "v@2"))
    made = Word(io.BytesIO(write_policy(result, data, ".docx", TODAY)))
    assert not [p.text for p in made.paragraphs[1:] if p.text]
    for cell in made.element.body.iter(qn("w:tc")):
        assert cell[-1].tag == qn("w:p")  # or Word will not open the file
    return [[cell.text for cell in row.cells] for row in made.tables[0].rows]


def test_a_section_that_moves_takes_its_row_along() -> None:
    rows = rows_of(SWAPPED)
    assert [heading for heading, _ in rows] == ["1. Purpose", "2. Records", "3. Arrival"]
    assert rows[1][1].startswith("2.1 The signing in book")
    assert rows[2][1].count("\n") == 4


def test_a_new_section_has_a_row_of_its_own() -> None:
    rows = rows_of(f"{BASE}\n{KEYS}")
    assert rows[-1][0] == "4. Keys"
    assert rows[-1][1].strip() == KEYS.split("\n\n")[1].strip()


@pytest.mark.parametrize("place", ["2.1", "2.2"])
def test_a_new_clause_stands_beside_its_heading(place: str) -> None:
    new = f"{place} Parking is by permit and must be booked ahead.\n\n"
    number = int(place[-1])
    text = BASE.replace("2.3 V", "2.4 V").replace("2.2 The", f"2.{3 if number < 3 else 2} The")
    if place == "2.1":
        text = text.replace("2.1 Every", "2.2 Every").replace("as 2.1", "as 2.2")
        text = text.replace("2.2 Every", f"{new}2.2 Every")
    else:
        text = text.replace("2.3 The", f"{new}2.3 The")
    rows = rows_of(text)
    assert rows[1][0] == "2. Arrival"
    assert new.strip() in rows[1][1].split("\n")
