"""Policies laid out as a table: a clause a row, its number in one cell, its text in the next."""

from __future__ import annotations

from collections import Counter

from toolkit.document import Clause, Document
from toolkit.merge.references import bare
from toolkit.rewrite import Element, Manuscript, cell_texts, first_paragraph, row_of, shown_text


def rows_of_clauses(manuscript: Manuscript, local: Document) -> dict[str, Element]:
    """Give the row of every clause that has one to itself, its number in a cell of its own."""
    rows: dict[str, Element] = {}
    clauses = [c for c in local.clauses if c.origin is not None and c.kind != "table_row"]
    for clause in clauses:
        at = clause.origin or 0
        row = row_of(manuscript.paragraphs[at]) if at < len(manuscript.paragraphs) else None
        if row is not None:
            rows[clause.id] = row
    shared = Counter(map(id, rows.values()))
    return {
        clause.id: rows[clause.id]
        for clause in clauses
        if clause.id in rows and shared[id(rows[clause.id])] == 1 and _fits(clause, rows[clause.id])
    }


def _fits(clause: Clause, row: Element) -> bool:
    said = [text for text in cell_texts(row) if text]
    number = bare(clause.label)
    return bool(number) and len(said) == len(("number", "text")) and bare(said[0]) == number


def as_row(clause: Clause) -> str:
    """Write a clause as its row is read: number, then text."""
    return f"{clause.label or ''} | {clause.text}"


def text_paragraph(row: Element) -> Element:
    """Return the last paragraph of a row that says anything: what stands below it is beside it."""
    paragraph = first_paragraph(row)
    said = [each for each in row.iter(paragraph.tag) if shown_text(each).strip()]
    return said[-1] if said else paragraph
