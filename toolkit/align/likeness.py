"""How much of one document's wording another holds: fast, without aligning them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from toolkit.align.similarity import clause_keys
from toolkit.document import Document

SHINGLE = 4  # Words in a row: long enough that another author seldom writes the same.
HELD = 0.6  # Share of a clause's shingles that makes it present.
SHORTEST = 6  # Words that a clause needs to be evidence.

Shingle = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Profile:
    """A document's runs of four words, all together and clause by clause with its text."""

    shingles: frozenset[Shingle]
    clauses: tuple[tuple[str, frozenset[Shingle]], ...]


@lru_cache(maxsize=64)
def profile(document: Document) -> Profile:
    """Take a document's shingles; the school's noun and synonyms are already one word."""
    rows = tuple(
        (clause.text, frozenset(_shingles(clause_keys(clause)))) for clause in document.clauses
    )
    return Profile(frozenset().union(*(row for _, row in rows)), rows)


def _shingles(keys: tuple[str, ...]) -> Iterator[Shingle]:
    for at in range(len(keys) - SHINGLE + 1):
        yield keys[at : at + SHINGLE]


def likeness(model: Profile, adopted: Profile) -> float:
    """Give the balance of how much of the model is held and how much of the text is the model's."""
    if not model.shingles or not adopted.shingles:
        return 0.0
    shared = len(model.shingles & adopted.shingles)
    recall, precision = shared / len(model.shingles), shared / len(adopted.shingles)
    return (
        0.0
        if not shared
        else (recall * 0.6 + (2 * recall * precision / (recall + precision)) * 0.4)
    )


def sentences_only_in(best: Profile, other: Profile, own: Profile) -> tuple[str, ...]:
    """Give the texts of clauses that `best` and the document have and `other` lacks."""
    found = []
    for text, shingles in best.clauses:
        if len(shingles) >= SHORTEST - SHINGLE + 1:
            held, elsewhere = len(shingles & own.shingles), len(shingles & other.shingles)
            if held >= HELD * len(shingles) and elsewhere < (1 - HELD) * len(shingles):
                found.append(text if len(text) <= 160 else text[:157].rsplit(" ", 1)[0] + " …")
    return tuple(found)
