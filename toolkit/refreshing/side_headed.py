"""Policies laid out as a table whose rows are sections: a heading in a cell, its text beside it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from toolkit.document import Clause
from toolkit.merge import Kept
from toolkit.rewrite import (
    Element,
    cell_texts,
    cells_of,
    delete,
    first_paragraph,
    insert_after,
    insert_before,
    is_row,
    leave_end,
    like,
    row_of,
    shown_text,
    table_of,
)


def row_that_goes_along(
    own: Mapping[str, Element],
    all_kept: Sequence[Kept],
    at: int,
    cursor: Element | None,
    staying: set[int],
) -> Element | None:
    """Give the row of a clause that has to move where all that stands in the row moves with it.

    None where the clause stays, stands in no row, or the row before it is of another table.
    """
    kept = all_kept[at]
    element = own.get(kept.local.id) if kept.local else None
    if element is None or cursor is None or id(element) in staying or is_row(element):
        return None
    row = _other_row(element, cursor)
    if row is None:
        return None
    held = {id(each) for each in row.iter()}
    inside = [n for n, each in enumerate(all_kept) if _is_in(own, each, held)]
    between = all_kept[inside[0] : inside[-1] + 1]
    together = all(each.local is None or _is_in(own, each, held) for each in between)
    return row if inside[0] == at and together else None


def _is_in(own: Mapping[str, Element], kept: Kept, held: set[int]) -> bool:
    return kept.local is not None and id(own.get(kept.local.id)) in held


def _other_row(element: Element, cursor: Element) -> Element | None:
    """Give the row of a paragraph where it is another row of the cursor's table."""
    row, before = row_of(element), _row(cursor)
    if row is None or before is None or row is before or table_of(row) is not table_of(before):
        return None
    return row


def _row(element: Element) -> Element | None:
    return element if is_row(element) else row_of(element)


def row_around(element: Element) -> Element:
    """Give the row that an element is, or stands in; itself where it stands in none."""
    row = _row(element)
    return element if row is None else row


def row_headed(
    sample: Element, text: str, clause: Clause, cursor: Element | None
) -> Element | None:
    """Write a new section's heading into a row of its own, and give its paragraph.

    None where headings do not stand in a cell beside their text.
    """
    row = row_of(sample)
    if clause.kind != "heading" or cursor is None or row is None or _row(cursor) is None:
        return None
    if table_of(row) is not table_of(row_around(cursor)) or not _is_side_headed(row, sample):
        return None
    made = like(row, text)
    insert_after(row_around(cursor), made)
    return first_paragraph(made)


def _is_side_headed(row: Element, heading: Element) -> bool:
    first, *others = cell_texts(row)
    return first == shown_text(heading).strip() and any(others)


def put_beside(cursor: Element | None, after: Element | None, made: Element) -> bool:
    """Put a paragraph into the cell beside its section's heading, where the heading is alone."""
    row = row_of(cursor) if cursor is not None and not is_row(cursor) else None
    if row is None or cursor is None or not _is_heads_cell(row, cursor):
        return False
    inside = after if after is not None and row_of(after) is row and not is_row(after) else None
    blank = first_paragraph(cells_of(row)[-1])
    if inside is None and shown_text(cells_of(row)[-1]).strip():
        return False
    if made.getparent() is not None:
        leave_end(made)
    insert_before(blank if inside is None else inside, made)
    if inside is None:
        delete(blank)
    return True


def _is_heads_cell(row: Element, cursor: Element) -> bool:
    cells = cells_of(row)
    alone = shown_text(cursor).strip() == cell_texts(row)[0]
    return len(cells) > 1 and cursor.getparent() is cells[0] and alone
