"""What took a clause's place under its own name: another predicate, definition, outcome or item."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from toolkit.align.joining import Link
from toolkit.align.similarity import Table, clause_keys
from toolkit.document import CELLS, Clause
from toolkit.language.words import STOPWORDS, sentences

Keys = tuple[tuple[str, ...], ...]

# What a clause speaks of ends where it says what is to be.
PREDICATE = re.compile(r"\b(?:must|shall|should|may|might|can|will|is|are|has|have)\b", re.I)
DEFINED = re.compile(r"\s*\b(?:means?|(?:is|are)\s+defined\s+as|refers?\s+to)\b", re.I)
LABEL = re.compile(r"(?P<label>[^\W\d_][^:.|]{1,60}):\s+\S")
LIMIT = re.compile(r"\d")
LONGEST_TERM = 8  # Words before "means".
# "Staff must …" speaks of anything; a clause with as many words of substance before its verb as
# these speaks of one thing. Hand-written look-alikes have two.
LEAST_SUBJECT = 3
LEAST_OPENING = 1  # Words of substance in a whole sentence that the other clause goes on from,
LEAST_WORDS = 5  # and words of any kind.
LEAST_SHARE = 0.5  # Of the shorter clause, that the openings of two have in common.
LONGEST_ITEM = 8  # Words of an item that only names somebody or something.


def pair_replaced(table: Table, links: set[Link]) -> set[Link]:
    """Add links between left-over clauses that name the same thing and say another of it."""
    free = (
        _free(len(table.model.clauses), {row for row, _ in links}),
        _free(len(table.adopted.clauses), {column for _, column in links}),
    )
    found = set(links)
    likely = (
        *_same_term(table, *free),
        *_same_sentence(table, *free),
        *_same_place(table, *free, links),
        *_same_first_cell(table, *free),
    )
    for row, column in likely:
        if not any(row == old or column == new for old, new in found):
            found.add((row, column))
    return found


def _free(count: int, taken: set[int]) -> list[int]:
    return [at for at in range(count) if at not in taken]


def _same_term(table: Table, rows: list[int], columns: list[int]) -> Iterator[Link]:
    """Find clauses that define the same term, wherever they stand."""
    terms: dict[tuple[str, ...], int] = {}
    for column in columns:
        if term := _term(table.adopted.clauses[column]):
            terms[term] = column
    for row in rows:
        column = terms.get(_term(table.model.clauses[row]), -1)
        if column >= 0:
            yield row, column


def _term(clause: Clause) -> tuple[str, ...]:
    """Give the words of the term that a clause defines, none where it defines none."""
    found = DEFINED.search(clause.text)
    keys = _keys(clause, clause.text[: found.start()]) if found else ()
    return keys if _content(keys) and len(keys) <= LONGEST_TERM else ()


def _same_sentence(table: Table, rows: list[int], columns: list[int]) -> Iterator[Link]:
    """Find clauses that stand, word for word, inside another, wherever that is."""
    left, right = table.model.keys, table.adopted.keys
    for row, column in _inside(left, rows, right, columns):
        yield row, column
    for column, row in _inside(right, columns, left, rows):
        yield row, column


def _inside(hosts: Keys, among: list[int], pieces: Keys, free: list[int]) -> Iterator[Link]:
    """Give (host, piece) where a piece of a few words of substance stands in a host."""
    opening: dict[tuple[str, ...], list[int]] = {}
    for piece in free:
        if _content(pieces[piece]) >= LEAST_SUBJECT:
            opening.setdefault(pieces[piece][:LEAST_SUBJECT], []).append(piece)
    for host in among if opening else ():
        keys = hosts[host]
        for at in range(len(keys) - LEAST_SUBJECT + 1):
            for piece in opening.get(keys[at : at + LEAST_SUBJECT], ()):
                if keys[at : at + len(pieces[piece])] == pieces[piece]:
                    yield host, piece


def _keys(clause: Clause, part: str) -> tuple[str, ...]:
    return clause_keys(replace(clause, text=part, places=())) if part.strip() else ()


def _content(keys: tuple[str, ...]) -> int:
    return sum(key not in STOPWORDS for key in keys)


def _same_place(
    table: Table, rows: list[int], columns: list[int], links: set[Link]
) -> Iterator[Link]:
    """Find clauses next to the same neighbours of which one names what the other does."""
    open_columns = set(columns)
    partners: dict[int, list[int]] = {}
    for row, column in links:
        partners.setdefault(row, []).append(column)
    last = len(table.model.clauses), len(table.adopted.clauses)
    partners[last[0]] = [last[1]]  # One last clause may have another's place.
    for row in rows:
        before = {column + 1 for column in partners.get(row - 1, ())} & open_columns
        after = {column - 1 for column in partners.get(row + 1, ())} & open_columns
        for column in sorted(before | after):
            sides = table.model.clauses[row], table.adopted.clauses[column]
            if _replaces(*sides, between=column in before & after):
                yield row, column


def _same_first_cell(table: Table, rows: list[int], columns: list[int]) -> Iterator[Link]:
    """Find the rows of a table under their own name, of which each side has one left over."""
    sides = (table.model.clauses, rows), (table.adopted.clauses, columns)
    left, right = (_by_first_cell(clauses, free) for clauses, free in sides)
    for cell, found in left.items():
        if len(found) == 1 == len(right.get(cell, ())):
            yield found[0], right[cell][0]


def _by_first_cell(clauses: Sequence[Clause], free: list[int]) -> dict[Keys, list[int]]:
    """Sort rows by their first cell and how many they have."""
    found: dict[Keys, list[int]] = {}
    for at in free:
        cells = _blanked(clauses[at]).split(CELLS)
        keys = _keys(clauses[at], cells[0]) if len(cells) > 1 else ()
        if _content(keys):
            found.setdefault((keys, (str(len(cells)),)), []).append(at)
    return found


def _replaces(model: Clause, adopted: Clause, *, between: bool) -> bool:
    """Tell that one names what the other does; between two neighbours a heading is the heading."""
    headings = [clause.kind == "heading" for clause in (model, adopted)]
    if any(headings):
        return between and all(headings)
    if _names(model) and _names(adopted):
        return True
    if _same_row(model, adopted):
        return True
    return (
        _same_subject(model, adopted)
        or _same_label(model, adopted)
        or _goes_on(model, adopted)
        or (between and _same_opening(model, adopted))
    )


def _same_subject(model: Clause, adopted: Clause) -> bool:
    subjects = [_subject(clause) for clause in (model, adopted)]
    return subjects[0] == subjects[1] and _content(subjects[0]) >= LEAST_SUBJECT


def _same_row(model: Clause, adopted: Clause) -> bool:
    """Tell a row that was altered in one cell, or beside the same label, or for another limit.

    A cell that the model leaves to be filled in is whatever the school wrote.
    """
    rows = _blanked(model).split(CELLS), adopted.text.split(CELLS)
    if len(rows[0]) < 2 or len(rows[0]) != len(rows[1]):
        return False
    keys = [
        [_keys(clause, cell) for cell in row]
        for clause, row in zip((model, adopted), rows, strict=True)
    ]
    same = [not left or left == right for left, right in zip(*keys, strict=True)]
    labelled = bool(keys[0][0]) and same[0]
    limits = all(LIMIT.search(row[0]) for row in rows) and any(same)
    return labelled or limits or (len(same) > 2 and sum(same) >= len(same) - 1)


def _same_label(model: Clause, adopted: Clause) -> bool:
    """Tell "Occupational health: by referral" and "Occupational health: by asking the head"."""
    labels = [LABEL.match(clause.text) for clause in (model, adopted)]
    keys = [
        _keys(clause, found["label"]) if found else ()
        for clause, found in zip((model, adopted), labels, strict=True)
    ]
    return keys[0] == keys[1] and _content(keys[0]) > 0


def _same_opening(model: Clause, adopted: Clause) -> bool:
    """Tell "Queries go to the county" and "Queries go to the office" by the half they share."""
    if {model.kind, adopted.kind} != {"paragraph"}:  # Items often open alike.
        return False
    left, right = clause_keys(model), clause_keys(adopted)
    alike = next((at for at, (a, b) in enumerate(zip(left, right, strict=False)) if a != b), 0)
    whole = min(len(left), len(right))
    return _content(left[:alike]) >= LEAST_SUBJECT and alike >= LEAST_SHARE * whole


def _subject(clause: Clause) -> tuple[str, ...]:
    found = PREDICATE.search(clause.text)
    return _keys(clause, clause.text[: found.start()]) if found else ()


def _goes_on(model: Clause, adopted: Clause) -> bool:
    """Tell a clause that goes on from a whole sentence of the other, marked places left out."""
    for one, other in ((model, adopted), (adopted, model)):
        parts = sentences(_blanked(one))
        keys = clause_keys(other)
        for sentence in parts if len(parts) > 1 else ():
            opening = _keys(one, sentence)
            long = _content(opening) >= LEAST_OPENING and len(opening) >= LEAST_WORDS
            if long and keys[: len(opening)] == opening:
                return True
    return False


def _blanked(clause: Clause) -> str:
    text = clause.text
    for place in clause.places:
        blank = " " * (place.end - place.start)
        text = text[: place.start] + blank + text[place.end :]
    return text


def _names(clause: Clause) -> bool:
    """Tell an item that only names somebody: "the county council's Monitoring Officer;"."""
    words = re.findall(r"[^\W\d_][\w'’]*", clause.text)
    named = [word for word in words if word.casefold() not in STOPWORDS]
    proper = bool(named) and named[-1][0].isupper()
    return clause.kind == "item" and proper and len(words) <= LONGEST_ITEM
