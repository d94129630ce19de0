"""This year's policy written into a copy of last year's DOCX, clause by clause."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace

from toolkit.align.order import longest_increasing
from toolkit.document import Clause, Document
from toolkit.merge import Kept, Merged
from toolkit.refreshing.apart import part_lines
from toolkit.refreshing.number_cells import as_row, rows_of_clauses, text_paragraph
from toolkit.refreshing.numbering import settle_numbers
from toolkit.refreshing.samples import labelled, sample_for
from toolkit.refreshing.side_headed import (
    put_beside,
    row_around,
    row_headed,
    row_that_goes_along,
)
from toolkit.rewrite import (
    Element,
    Manuscript,
    add_comment,
    cell_texts,
    delete,
    first_paragraph,
    highlight,
    insert_after,
    insert_before,
    is_row,
    like,
    move_after,
    open_manuscript,
    replace_start,
    replace_text,
    row_of,
    same_place,
    saved,
    set_cell,
    set_text,
    shown_text,
    table_of,
    unnumber,
)

DECIDE, BACK = "yellow", "cyan"  # Highlighters: a decision is needed; a clause was put back.
NOTE_INDENT = 567  # Twentieths of a point: one centimetre.
SCHOOL_SAID = "For decision. The school’s own text is: "
WITHDRAWN = "For decision. The county has withdrawn the text above; the school had made it its own."
Cover = Callable[[Manuscript], None]


@dataclass(slots=True)
class _Work:
    """The copy as it is edited.

    `own` are the paragraphs and rows of last year's clauses; `inline` the clauses that share a
    paragraph with the one before; `numbered` the rows that hold a clause with its number; `placed`
    the new policy's clauses in order.
    """

    manuscript: Manuscript
    own: dict[str, Element]
    inline: frozenset[str]
    numbered: set[Element]
    placed: list[tuple[Kept, Element]] = field(default_factory=list)


def write_word(
    adopted: bytes,
    local: Document,
    merged: Merged,
    *,
    author: str,
    date: str,
    cover: Cover,
    remarks: bool = False,
) -> tuple[bytes, bytes | None]:
    """Write the new policy in last year's own look, conflicts and what was put back marked.

    `date` is an ISO date and time; `cover` brings the cover up to date. With `remarks` the policy
    comes a second time, with a comment at every change that says why.
    """
    manuscript = open_manuscript(adopted, local.source)
    own, inline = _elements(manuscript, local)
    parted = part_lines(own, local, merged.kept)
    own, inline = own | parted, inline - parted.keys()
    rows = rows_of_clauses(manuscript, local)
    work = _Work(manuscript, own | rows, inline, set(rows.values()))
    cover(manuscript)
    for kept in merged.kept:
        if kept.local is not None and kept.local.id in rows:
            _write_row(rows[kept.local.id], kept.local, kept.clause)
        elif kept.local is not None and kept.local.id in own:
            _write_text(own[kept.local.id], kept.local, kept.clause)
    _place(work, merged.kept)
    _delete_gone(work, local, merged.kept)
    notes = _write_notes(work)
    settle_numbers(manuscript, [(kept.clause, element) for kept, element in work.placed], local)
    _mark(work, notes)
    told = _comment(work, author, date, lambda kept: kept.decision.marked, frozenset())
    clean = saved(manuscript)
    if not remarks:
        return clean, None
    _comment(work, author, date, _changed, told)
    return clean, saved(manuscript)


def _elements(manuscript: Manuscript, local: Document) -> tuple[dict[str, Element], frozenset[str]]:
    found: dict[str, Element] = {}
    inline: set[str] = set()
    counts: Counter[int] = Counter()
    for clause in local.clauses:
        if clause.origin is None or clause.origin >= len(manuscript.paragraphs):
            continue
        paragraph = manuscript.paragraphs[clause.origin]
        row = row_of(paragraph) if clause.kind == "table_row" else None
        found[clause.id] = paragraph if row is None else row
        counts[clause.origin] += 1
        if counts[clause.origin] > 1:
            inline.add(clause.id)
    return found, frozenset(inline)


def _write_text(element: Element, old: Clause, new: Clause) -> None:
    """Turn last year's words and typed label into this year's."""
    if old.text != new.text and not replace_text(element, old.text, new.text):
        _write_anew(element, old, new)
    if old.label and new.label and old.label != new.label and not is_row(element):
        replace_start(element, old.label, new.label)


def _write_row(row: Element, old: Clause, new: Clause) -> None:
    said, says = as_row(old), as_row(new)
    if said != says and not old.label and not new.label:
        replace_text(text_paragraph(row), old.text, says.removeprefix(" | "))
    elif said != says and not replace_text(row, said, says):
        _write_anew(row, old, replace(new, text=says))


def _write_anew(element: Element, old: Clause, new: Clause) -> None:
    """Give a paragraph its text where the old cannot be found in it as it was read."""
    typed = bool(old.label) and shown_text(element).lstrip().startswith(old.label or "")
    text = labelled(element, old.label or "", new.text, old.label or "") if typed else new.text
    if not is_row(element):
        set_text(element, text, keep_pictures=True)
        return
    cells = len(cell_texts(element))
    parts = new.text.split(" | ", maxsplit=max(0, cells - 1))
    for at in range(cells):
        set_cell(element, at, parts[at] if at < len(parts) else "")


# --- where clauses stand ------------------------------------------------------------------------


def _place(work: _Work, all_kept: Sequence[Kept]) -> None:
    """Put every clause in its place: what kept its order stays, the rest comes after it."""
    staying = _staying(work, all_kept)
    cursor: Element | None = None
    for at, kept in enumerate(all_kept):
        element = work.own.get(kept.local.id) if kept.local else None
        if kept.local is not None and kept.local.id in work.inline:
            if element is not None:
                work.placed.append((kept, element))
            continue
        if element is None:
            element = _new(work, all_kept, at, cursor, staying)
        elif (row := row_that_goes_along(work.own, all_kept, at, cursor, staying)) is not None:
            if cursor is not None:
                move_after(row_around(cursor), row)
            staying |= {id(each) for each in row.iter()}
        elif id(element) not in staying and is_row(element) and not _is_row(cursor):
            if cursor is not None:  # A row can stand in a table only: all of it comes along.
                table = table_of(element)
                move_after(same_place(cursor, table), table)
        elif id(element) not in staying and cursor is not None:
            after = _next_staying(work, all_kept[at + 1 :], staying)
            if is_row(element) or not put_beside(cursor, after, element):
                move_after(same_place(cursor, element), element)
        elif id(element) not in staying and (first := _next_staying(work, all_kept, staying)):
            insert_before(first, element)
        cursor = element
        work.placed.append((kept, element))


def _staying(work: _Work, all_kept: Sequence[Kept]) -> set[int]:
    """Find the largest part of last year's paragraphs that need not be moved."""
    held = [
        work.own[kept.local.id]
        for kept in all_kept
        if kept.local and kept.local.id in work.own and kept.local.id not in work.inline
    ]
    place = {element: n for n, element in enumerate(work.manuscript.body.iter())}
    order = longest_increasing([place.get(element, 0) for element in held])
    return {id(held[at]) for at in order}


def _new(
    work: _Work,
    all_kept: Sequence[Kept],
    at: int,
    cursor: Element | None,
    staying: set[int],
) -> Element:
    """Make a new clause in the look of one of its kind, and put it after the one before it."""
    kept = all_kept[at]
    after = _next_staying(work, all_kept[at + 1 :], staying)
    of_table = kept.clause.kind == "table_row"
    numbered = not of_table and (cursor if cursor is not None else after) in work.numbered
    rows = numbered or (of_table and (_is_row(cursor) or _is_row(after)))
    element, label = sample_for(kept, at, all_kept, work.own, work.inline, rows=rows)
    text = as_row(kept.clause) if numbered else kept.clause.text
    if not is_row(element):
        text = labelled(element, label, text, kept.clause.label or "")
    if not of_table and (headed := row_headed(element, text, kept.clause, cursor)) is not None:
        return headed
    made = like(element, text)
    if not is_row(made) and put_beside(cursor, after, made):
        return made
    if numbered:
        work.numbered.add(made)
    if cursor is not None and _is_row(cursor) >= is_row(made):
        insert_after(same_place(cursor, element), made)
    elif after is not None:
        insert_before(after, made)
    else:
        work.manuscript.body.insert(0, made)
    return made


def _next_staying(work: _Work, following: Sequence[Kept], staying: set[int]) -> Element | None:
    owned = (work.own[k.local.id] for k in following if k.local and k.local.id in work.own)
    return next((element for element in owned if id(element) in staying), None)


def _is_row(element: Element | None) -> bool:
    return element is not None and is_row(element)


def _delete_gone(work: _Work, local: Document, all_kept: Sequence[Kept]) -> None:
    stays = {kept.local.id for kept in all_kept if kept.local}
    shared = {id(work.own[name]) for name in stays if name in work.own}
    for clause in local.clauses:
        element = work.own.get(clause.id)
        if element is None or clause.id in stays:
            continue
        if id(element) in shared:
            replace_text(element, clause.text, "")
        else:
            delete(element)
            shared.add(id(element))


# --- what the governors are to see --------------------------------------------------------------


def _write_notes(work: _Work) -> list[Element]:
    """Write the other side's text below every conflict."""
    notes: list[Element] = []
    last = {id(kept.decision): element for kept, element in work.placed}
    # From the end: what is written below a table of several conflicts comes in their order.
    for decision in reversed(dict.fromkeys(id(kept.decision) for kept, _ in work.placed)):
        kept = next(k for k, _ in work.placed if id(k.decision) == decision)
        if kept.decision.outcome != "conflict":
            continue
        other = kept.decision.alternative
        text = f"{SCHOOL_SAID}“{other}”" if other else WITHDRAWN
        element = last[decision]
        if element in work.numbered:
            element = text_paragraph(element)
        for line in reversed(text.split("\n")):
            note = like(first_paragraph(element), line)
            unnumber(note, NOTE_INDENT)
            insert_after(element, note)
            notes.append(note)
    return notes


def _mark(work: _Work, notes: Sequence[Element]) -> None:
    for note in notes:
        highlight(note, DECIDE)
    colours = {"conflict": DECIDE, "reinstated": BACK}
    for kept, element in work.placed:
        if colour := colours.get(kept.decision.outcome):
            highlight(element, colour)


def _comment(
    work: _Work,
    author: str,
    date: str,
    wanted: Callable[[Kept], bool],
    told: frozenset[int],
) -> frozenset[int]:
    """Say why beside the first clause of every decision that is wanted and has not been told."""
    done = set(told)
    for kept, element in work.placed:
        if wanted(kept) and id(kept.decision) not in done:
            done.add(id(kept.decision))
            add_comment(work.manuscript, element, kept.decision.reason, author, date)
    return frozenset(done)


def _changed(kept: Kept) -> bool:
    return kept.local is None or kept.local.text != kept.clause.text
