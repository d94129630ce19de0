"""What references mean across three documents, and what those clauses are called in the new one."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from toolkit.document import Document
from toolkit.merge.groups import Group
from toolkit.merge.labels import Standing
from toolkit.merge.references import (
    find_references,
    full_number,
    held,
    hold,
    labels_of,
    release,
)


@dataclass(frozen=True, slots=True)
class Targets:
    """The number under which a clause of each document is held: counterparts share it."""

    base: Mapping[str, int]
    local: Mapping[str, int]
    revised: Mapping[str, int]


def find_targets(groups: Sequence[Group]) -> Targets:
    """Number the groups."""
    return Targets(
        {c.id: number for number, each in enumerate(groups) for c in each.base},
        {c.id: number for number, each in enumerate(groups) for c in each.local},
        {c.id: number for number, each in enumerate(groups) for c in each.revised},
    )


def hold_references(document: Document, source: Document, numbers: Mapping[str, int]) -> Document:
    """Put signs for the references in a document's texts. `source` is it with its own ids."""
    labels = labels_of(source)
    clauses = []
    for clause in document.clauses:
        found = find_references(clause, clause.text, labels)
        text = hold(clause.text, found, lambda target: numbers[target]) if found else clause.text
        clauses.append(replace(clause, text=text))
    return replace(document, clauses=tuple(clauses))


@dataclass(frozen=True, slots=True)
class Numbers:
    """By held number: what it is called now, and what it was called where it is gone."""

    now: Mapping[int, str]
    before: Mapping[int, str]

    def release(self, text: str) -> str:
        """Put the numbers back into a text."""
        return release(text, self._written)

    def lost(self, text: str) -> Iterator[str]:
        """Give the numbers in a text whose clauses no longer stand."""
        return (self.before.get(n, "?") for n in held(text) if n not in self.now)

    def _written(self, number: int, beside: bool) -> str:
        name = self.now.get(number) or self.before.get(number, "")
        name = re.sub(r"^[A-Za-z]+\s+", "", name)  # "Appendix" stands in the text itself.
        marks = re.search(r"\([^()]*\)$", name)
        return marks[0] if beside and marks else name


def numbers_for(
    standing: Sequence[Standing], targets: Targets, local: Document, revised: Document
) -> Numbers:
    """Say what every held number is called in the new policy."""
    made = {each.clause.id: each.clause for each in standing}
    now: dict[int, str] = {}
    for each in standing:
        name = full_number(each.clause, made)
        for clause, numbers in ((each.local, targets.local), (each.revised, targets.revised)):
            if name and clause is not None and clause.id in numbers:
                now.setdefault(numbers[clause.id], name)
    before: dict[int, str] = {}
    for document, numbers in ((local, targets.local), (revised, targets.revised)):
        clauses = {clause.id: clause for clause in document.clauses}
        for clause in document.clauses:
            before.setdefault(numbers[clause.id], full_number(clause, clauses))
    return Numbers(now, before)
