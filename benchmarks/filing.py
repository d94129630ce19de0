"""Write a drawn policy as a Word file and read it back, so that a score covers reading too."""

from __future__ import annotations

import io
from dataclasses import replace

from docx import Document as NewDocument
from docx.shared import Cm
from generator import Case, Unit

from toolkit.document import Document
from toolkit.reading import read_bytes


def from_file(case: Case) -> Case:
    """Give the case as read from its file."""
    adopted = read_bytes(_docx(case), "adopted.docx")
    return replace(case, adopted=adopted, held=_units_of(adopted, case.units))


def _docx(case: Case) -> bytes:
    document = NewDocument()
    for unit, clause in zip(case.units, case.adopted.clauses, strict=True):
        _write(document, unit, clause.label)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def _write(document: object, unit: Unit, label: str | None) -> None:
    text = f"{label}\t{unit.text}" if label else unit.text
    if unit.kind == "heading":
        document.add_heading(text, level=min(unit.level, 4))  # type: ignore[attr-defined]
        return
    if unit.kind == "table_row":
        cells = unit.text.split(" | ")
        table = document.add_table(rows=1, cols=len(cells))  # type: ignore[attr-defined]
        for cell, said in zip(table.rows[0].cells, cells, strict=True):
            cell.text = said
        document.add_paragraph("")  # type: ignore[attr-defined]
        return
    paragraph = document.add_paragraph(text)  # type: ignore[attr-defined]
    paragraph.paragraph_format.left_indent = Cm(0.75 * max(0, unit.level - 2))


def _units_of(adopted: Document, units: list[Unit]) -> dict[str, int]:
    """Find each unit's clause by its text, in order; what is left goes by its opening words."""
    free = dict(enumerate(units))
    found: dict[str, int] = {}
    for size in (None, 40):
        for clause in adopted.clauses:
            text = _plain(clause.text)[:size]
            at = next((n for n, unit in free.items() if _plain(unit.text)[:size] == text), None)
            if clause.id not in found and at is not None:
                found[clause.id] = at
                del free[at]
    return found


def _plain(text: str) -> str:
    return "".join(filter(str.isalnum, text)).casefold()
