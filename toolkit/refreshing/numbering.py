"""Word's automatic numbers made to print what the new policy's clauses are called."""

from __future__ import annotations

from collections.abc import Sequence

from toolkit.document import Clause, Document
from toolkit.merge.references import bare
from toolkit.numbering import read_label
from toolkit.reading import read
from toolkit.rewrite import (
    Element,
    Manuscript,
    begin_list,
    is_row,
    number_of,
    numbered_paragraphs,
    put_in_list,
    saved,
    shown_text,
    type_label,
    unnumber,
)

MOST_TRIES = 4

Written = Sequence[tuple[Clause, Element]]


def settle_numbers(manuscript: Manuscript, written: Written, local: Document) -> None:
    """See that every paragraph prints its label: begin its list anew, or else type it."""
    tried: set[int] = set()
    for last in (False,) * MOST_TRIES + (True,):
        wrong = _wrong(manuscript, written, local.source)
        if not wrong:
            return
        begun: set[str | None] = set()  # One start may put all its neighbours right.
        for at in wrong:
            clause, element = written[at]
            if clause.parent in begun and not last:
                continue
            fresh = id(element) not in tried
            tried.add(id(element))
            if not last and fresh and _begin_anew(manuscript, written, at):
                begun.add(clause.parent)
            else:
                _type(manuscript, clause, element)


def _printed(manuscript: Manuscript, name: str) -> dict[int, str | None]:
    found: dict[int, str | None] = {}
    for clause in read(saved(manuscript), name=name).clauses:
        if clause.origin is not None:
            found.setdefault(clause.origin, clause.label)
    return found


def _wrong(manuscript: Manuscript, written: Written, name: str) -> list[int]:
    """Find the clauses that do not print their labels; each paragraph is judged by its first."""
    printed = _printed(manuscript, name)
    origins = numbered_paragraphs(manuscript)
    seen: set[int] = set()
    found: list[int] = []
    for at, (clause, element) in enumerate(written):
        if is_row(element) or id(element) in seen or element not in origins:
            continue
        seen.add(id(element))
        origin = origins[element]
        if origin in printed and _differ(printed[origin], clause.label):
            found.append(at)
    return found


def _differ(printed: str | None, wanted: str | None) -> bool:
    if bare(printed) or bare(wanted):
        return bare(printed) != bare(wanted)
    return bool(printed) != bool(wanted)


def _begin_anew(manuscript: Manuscript, written: Written, at: int) -> bool:
    """Let the list begin again at this clause with its own number, for its neighbours too."""
    clause, element = written[at]
    held = number_of(element)
    label = read_label(clause.label) if clause.label else None
    if held is None or label is None or not label.readings[0].path:
        return False
    number, level = held
    made = begin_list(manuscript, number, level, label.readings[0].number)
    if made is None:
        return False
    for other, following in written[at:]:
        if other.parent == clause.parent and number_of(following) == held:
            put_in_list(following, made, level)
    return True


def _type(manuscript: Manuscript, clause: Clause, element: Element) -> None:
    if not clause.label:
        unnumber(element)
    elif not shown_text(element).lstrip().startswith(clause.label):
        type_label(manuscript, element, clause.label)
