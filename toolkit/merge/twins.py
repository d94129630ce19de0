"""Additions of school and county that say the same: one clause, or one conflict, never two."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from toolkit.align import Match, align
from toolkit.document import Clause, Document
from toolkit.language.words import STOPWORDS, is_word, sense, tokens

# Of the words of substance of the shorter of two additions, the share that the longer has too. Two
# clauses of one policy on different things share up to a third; ways of saying the same, over half.
ALIKE = 0.5
FEWEST = 3  # Words of substance that tell an idea.


def twins_of(
    local: Document, revised: Document, school: Sequence[Match], county: Sequence[Match]
) -> Iterator[tuple[str, str]]:
    """Pair the school's additions with the county's: (local id, revised id)."""
    ours = _added(local, school)
    theirs = _added(revised, county)
    if not ours.clauses or not theirs.clauses:
        return
    for match in align(theirs, ours):
        if match.model and match.adopted and _same_idea(match.model, match.adopted):
            for clause in match.adopted:
                yield clause.id, match.model[0].id
            for clause in match.model[1:]:
                yield match.adopted[0].id, clause.id


def _added(document: Document, matches: Sequence[Match]) -> Document:
    added = {c.id for match in matches if not match.model for c in match.adopted}
    return replace(document, clauses=tuple(c for c in document.clauses if c.id in added))


def _same_idea(one: Sequence[Clause], other: Sequence[Clause]) -> bool:
    left, right = _senses(one), _senses(other)
    if one[0].kind == "heading" or other[0].kind == "heading":
        return left == right or (one[0].kind == other[0].kind and bool(left & right))
    least = min(len(left), len(right))
    return least >= FEWEST and len(left & right) >= ALIKE * least


def _senses(clauses: Sequence[Clause]) -> set[str]:
    words = [word for clause in clauses for word in tokens(clause.text) if is_word(word)]
    return {sense(word) for word in words if word.casefold() not in STOPWORDS}
