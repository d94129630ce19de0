"""Policies laid out as a table: a clause a row, its number in one cell, its text in the next."""

from __future__ import annotations

from collections import Counter

from toolkit.document import Clause, Document
from toolkit.merge.references import bare
from toolkit.rewrite import (
    Element,
    Manuscript,
    cell_texts,
    first_paragraph,
    row_of,
    shown_text,
    table_of,
)


def rows_of_clauses(manuscript: Manuscript, local: Document) -> dict[str, Element]:
    """Give the row of every clause that has one to itself, its number in a cell of its own.

    A clause without a number goes with its row where others of the table have their numbers so.
    """
    rows: dict[str, Element] = {}
    clauses = [c for c in local.clauses if c.origin is not None and c.kind != "table_row"]
    for clause in clauses:
        at = clause.origin or 0
        row = row_of(manuscript.paragraphs[at]) if at < len(manuscript.paragraphs) else None
        if row is not None:
            rows[clause.id] = row
    shared = Counter(map(id, rows.values()))
    alone = [c for c in clauses if c.id in rows and shared[id(rows[c.id])] == 1]
    numbered = {id(table_of(rows[c.id])) for c in alone if _fits(c, rows[c.id])}
    return {
        clause.id: row
        for clause in alone
        if _fits(clause, row := rows[clause.id])
        or (id(table_of(row)) in numbered and _has_no_number(clause, row))
    }


def _has_no_number(clause: Clause, row: Element) -> bool:
    cells = cell_texts(row)
    return not clause.label and len(cells) > 1 and not cells[0] and len([*filter(None, cells)]) == 1


def _fits(clause: Clause, row: Element) -> bool:
    said = [text for text in cell_texts(row) if text]
    number = bare(clause.label)
    return bool(number) and len(said) == len(("number", "text")) and bare(said[0]) == number


def as_row(clause: Clause) -> str:
    """Write a clause as its row is read: number, then text, which is one cell."""
    return f"{clause.label or ''} | {clause.text.replace(' | ', ' – ')}"


def text_paragraph(row: Element) -> Element:
    """Return the last paragraph of a row that says anything: what stands below it is beside it."""
    paragraph = first_paragraph(row)
    said = [each for each in row.iter(paragraph.tag) if shown_text(each).strip()]
    return said[-1] if said else paragraph
