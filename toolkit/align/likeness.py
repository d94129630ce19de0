"""How much of one document's wording others hold: fast, without aligning them."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain

from toolkit.align.similarity import clause_keys
from toolkit.document import Document

HELD = 0.6  # Share of a clause's shingles that makes it present.
SHORTEST = 6  # Words that a clause needs to be evidence.

# Four words in a row: long enough that another author seldom writes the same.
Shingle = tuple[str, str, str, str]
SHINGLE = 4


@dataclass(frozen=True, slots=True)
class Profile:
    """A document's runs of four words, all together and clause by clause with its text."""

    shingles: frozenset[Shingle]
    clauses: tuple[tuple[str, frozenset[Shingle]], ...]


@dataclass(frozen=True, slots=True)
class Index:
    """The profiles of several documents, and the numbers of those that have a shingle."""

    profiles: tuple[Profile, ...]
    holders: Mapping[Shingle, list[int]]


@lru_cache(maxsize=8)
def index(documents: tuple[Document, ...]) -> Index:
    """Take the shingles of documents that others are to be compared with, once for all of them."""
    profiles = tuple(profile(document) for document in documents)
    holders: dict[Shingle, list[int]] = defaultdict(list)
    for number, each in enumerate(profiles):
        for shingle in each.shingles:
            holders[shingle].append(number)
    return Index(profiles, dict(holders))


def profile(document: Document) -> Profile:
    """Take a document's shingles; the school's noun and synonyms are already one word."""
    rows = tuple([(clause.text, _shingles(clause_keys(clause))) for clause in document.clauses])
    return Profile(frozenset().union(*[shingles for _, shingles in rows]), rows)


def _shingles(keys: tuple[str, ...]) -> frozenset[Shingle]:
    return frozenset(zip(keys, keys[1:], keys[2:], keys[3:], strict=False))


def likenesses(held: Index, own: Profile) -> list[float]:
    """Measure how like each of several documents one is, from 0 to 1."""
    holders = (held.holders.get(shingle, ()) for shingle in own.shingles)
    shared = Counter(chain.from_iterable(holders))
    return [
        _likeness(shared[number], len(each.shingles), len(own.shingles))
        for number, each in enumerate(held.profiles)
    ]


def _likeness(shared: int, model: int, adopted: int) -> float:
    """Balance how much of the model is held and how much of the text is the model's."""
    if not shared:
        return 0.0
    recall, precision = shared / model, shared / adopted
    return recall * 0.6 + (2 * recall * precision / (recall + precision)) * 0.4


def sentences_only_in(best: Profile, other: Profile, own: Profile) -> tuple[str, ...]:
    """Give the texts of clauses that `best` and the document have and `other` lacks."""
    found = []
    for text, shingles in best.clauses:
        if len(shingles) >= SHORTEST - SHINGLE + 1:
            held, elsewhere = len(shingles & own.shingles), len(shingles & other.shingles)
            if held >= HELD * len(shingles) and elsewhere < (1 - HELD) * len(shingles):
                found.append(text if len(text) <= 160 else text[:157].rsplit(" ", 1)[0] + " …")
    return tuple(found)
