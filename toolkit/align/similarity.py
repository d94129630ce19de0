"""How alike clauses are: rare words in common, and the same words in the same order."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain

import numpy as np
from numpy.typing import NDArray
from rapidfuzz import process
from rapidfuzz.distance import Indel

from toolkit.align.weighing import Counts, counted
from toolkit.document import Clause, Document, Place
from toolkit.language.gaps import without_places
from toolkit.language.lexicon import NOUNS, listed
from toolkit.language.phrases import find, lookup
from toolkit.language.roles import ROLES
from toolkit.language.words import KEPT, STOPWORDS, fold, sense, senses, stem, words

Grid = NDArray[np.float32]

NOUN_KEYS = frozenset(
    stem(fold(form)) for noun in NOUNS for form in (noun, noun + "s", "academies", "nurseries")
)
NOUN_KEY = "school"
# "Trustees" are the body and its members: for finding a clause both are one.
BODIES = (*ROLES["governing body"], *ROLES["governor"])
TITLES = {**ROLES, "governing body": BODIES, "governor": BODIES}
ROLE = lookup({titles[0].replace(" ", ""): titles for titles in TITLES.values()}, plurals=True)
COMMON_WEIGHT = 0.12  # A stopword's weight beside a content word's: enough to tell "to" from "not".
# What makes two clauses alike; best F1 of links, benchmarks/alignment.py.
RARITY, ORDER, CONTAINED = 0.55, 0.3, 0.15
UNREAD = 0.7  # Of the rarity in common, for a pair not read word by word.
WORTH_READING = 0.18  # Pairs with less shared weight are never compared word by word.
# Clauses that open with the same two words and share under a fifth of what follows are look-alikes,
# unless the opening outweighs what follows, or there is too little to follow to be another subject.
OPENING = 2
LOOKS_ALIKE = 0.15
SURELY_ALIKE = 0.75
SAME_SUBJECT = 0.2
OWN_SUBJECT = 6.0
LOWERED = 0.3
MERE_OPENING = 0.6  # Share of the shorter clause; what agrees beyond it is more than an opening.
WHEN = frozenset(
    sense(word)
    for word in listed(
        """
        day week fortnight month term year hour minute end time immediately promptly daily weekly
        monthly termly annually once twice
        """
    )
)
BREADTH = 8  # Candidates read word by word for each clause, on either side.


@dataclass(frozen=True, slots=True)
class Side:
    """One document, ready to compare: keys of each clause's words, and its place in the tree."""

    clauses: tuple[Clause, ...]
    keys: tuple[tuple[str, ...], ...]
    counts: tuple[Counts, ...]
    parents: NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Table:
    """All model clauses against all adopted ones.

    `text` is the likeness of the words from 0 to 1, `shared` the weight of the words in common.
    `weights` gives each key's rarity; `model_mass` and `adopted_mass` each clause's whole weight.
    """

    model: Side
    adopted: Side
    text: Grid
    shared: Grid
    weights: dict[str, float]
    model_mass: NDArray[np.float32]
    adopted_mass: NDArray[np.float32]


def compare_all(model: Document, adopted: Document) -> Table:
    """Compare every clause of one document with every clause of the other."""
    names = _name_words(model) | _name_words(adopted)
    left, right = _side(model, names), _side(adopted, names)
    weights = _weights(left, right)
    shared = _shared(left, right, weights)
    left_mass, right_mass = (_masses(side, weights) for side in (left, right))
    text = _text(left, right, shared, left_mass, right_mass)
    _lower_lookalikes(text, left, right, weights)
    return Table(left, right, text, shared, weights, left_mass, right_mass)


def _name_words(document: Document) -> frozenset[str]:
    """Words of the school's own name: they tell schools apart, not clauses.

    Its noun stays: "academy" is part of "local academy council" too.
    """
    name = document.metadata.school or ""
    folded = (fold(word) for word in words(name) if len(word) > 3)
    return frozenset(word for word in folded if stem(word) not in NOUN_KEYS)


def _side(document: Document, names: frozenset[str]) -> Side:
    clauses = document.clauses
    position = {clause.id: index for index, clause in enumerate(clauses)}
    parents = [position.get(clause.parent, -1) if clause.parent else -1 for clause in clauses]
    keys = tuple([clause_keys(clause, names) for clause in clauses])
    counts = tuple([counted(each) for each in keys])
    return Side(clauses, keys, counts, np.array(parents, dtype=np.int64))


def clause_keys(clause: Clause, names: frozenset[str] = frozenset()) -> tuple[str, ...]:
    """Give the keys of a clause's words; marked places and the school's name are blanked."""
    said, folded = _said(clause.text, clause.places)
    keys = _keys(said, names & folded)
    return keys or tuple(clause.text.split()) or (clause.text,)


@lru_cache(maxsize=KEPT)
def _said(text: str, places: tuple[Place, ...]) -> tuple[tuple[str, ...], frozenset[str]]:
    """Give the words of a text outside its marked places, in order, and folded."""
    for place in reversed(places):
        text = f"{text[: place.start]} {text[place.end :]}"
    said = words(without_places(text))
    return said, frozenset(map(fold, said))


@lru_cache(maxsize=KEPT)
def _keys(said: tuple[str, ...], names: frozenset[str]) -> tuple[str, ...]:
    told = (_without_name(said, names) if names else said) or said
    return tuple(NOUN_KEY if key in NOUN_KEYS else key for key in senses(_titled(told)))


def _without_name(said: tuple[str, ...], names: frozenset[str]) -> tuple[str, ...]:
    """Leave out the words of the school's name, and the noun right behind them."""
    told: list[str] = []
    named = False
    for word in said:
        folded = fold(word)
        named = folded in names or (named and stem(folded) in NOUN_KEYS)
        if not named:
            told.append(word)
    return tuple(told)


def _titled(said: tuple[str, ...]) -> Sequence[str]:
    """Put every title of one role under the role's first title."""
    told: list[str] = []
    at = 0
    for found in find(tuple(map(fold, said)), ROLE):
        told += [*said[at : found.start], found.name]
        at = found.end
    return (*told, *said[at:])


def _weights(left: Side, right: Side) -> dict[str, float]:
    """Weigh each key by its rarity over both documents."""
    clauses = left.counts + right.counts
    seen = Counter(chain.from_iterable(clauses))
    total = len(clauses) + 1
    return {
        key: math.log(1 + total / count) * (COMMON_WEIGHT if key in STOPWORDS else 1.0)
        for key, count in seen.items()
    }


def _shared(left: Side, right: Side, weights: dict[str, float]) -> Grid:
    """Weigh the keys that each pair has in common, each key once."""
    at = {key: row for row, key in enumerate(weights)}
    held = np.zeros((len(weights), len(right.counts)), dtype=np.float32)
    for column, keys in enumerate(right.counts):
        held[[at[key] for key in keys], column] = [weights[key] for key in keys]
    shared = np.empty((len(left.counts), len(right.counts)), dtype=np.float32)
    for row, keys in enumerate(left.counts):
        shared[row] = held[[at[key] for key in keys]].sum(axis=0)
    return shared


def _masses(side: Side, weights: dict[str, float]) -> Grid:
    """Weigh each clause's keys, each key once."""
    return np.array([sum([weights[key] for key in keys]) for keys in side.counts], dtype=np.float32)


def _text(left: Side, right: Side, shared: Grid, left_mass: Grid, right_mass: Grid) -> Grid:
    """Blend shared rarity with the likeness of the word order, read only where it can matter."""
    roots = [np.sqrt(np.maximum(mass, 1e-6)) for mass in (left_mass, right_mass)]
    cosine: Grid = (shared / roots[0][:, None] / roots[1][None, :]).astype(np.float32)
    rows, columns = np.nonzero(_worth_reading(cosine))
    read = process.cpdist(
        [left.keys[row] for row in rows.tolist()],
        [right.keys[column] for column in columns.tolist()],
        scorer=Indel.normalized_similarity,
    )
    near = cosine[rows, columns]
    contained = shared[rows, columns] / np.maximum(
        np.minimum(left_mass[rows], right_mass[columns]), 1e-6
    )
    blend = RARITY * near + ORDER * read + CONTAINED * contained * np.sqrt(near)
    text: Grid = (UNREAD * cosine).astype(np.float32)
    text[rows, columns] = np.where(read >= 1.0, 1.0, blend)
    return text


def _lower_lookalikes(text: Grid, left: Side, right: Side, weights: dict[str, float]) -> None:
    """Part clauses that open alike and then speak of different things."""
    openings: dict[tuple[str, ...], int] = {}
    opened = [
        np.array([openings.setdefault(keys[:OPENING], len(openings)) for keys in side.keys])
        for side in (left, right)
    ]
    alike = (text < SURELY_ALIKE) & (text >= LOOKS_ALIKE)
    for row, column in np.argwhere(alike & (opened[0][:, None] == opened[1][None, :])):
        if _lookalike(left.keys[row], right.keys[column], weights):
            text[row, column] *= LOWERED


def _subject(keys: Sequence[str]) -> set[str]:
    """Give the words that tell one subject from another: when and how often tell none."""
    return {key for key in keys if key not in WHEN and not key.isdigit()}


def _lookalike(old: Sequence[str], new: Sequence[str], weights: dict[str, float]) -> bool:
    if old[:OPENING] != new[:OPENING]:
        return False
    size = min(len(old), len(new))
    opening = next((at for at in range(size) if old[at] != new[at]), size)
    tails = _subject(old[opening:]), _subject(new[opening:])
    masses = [sum(weights[key] for key in tail) for tail in tails]
    shared = sum(weights[key] for key in tails[0] & tails[1])
    told = sum(weights[key] for key in set(old[:opening]))
    apart = shared < SAME_SUBJECT * min(masses) and opening < MERE_OPENING * size
    grown = min(masses) >= OWN_SUBJECT and max(masses) >= 2 * OWN_SUBJECT
    return apart and grown and told < max(masses)


def _worth_reading(cosine: Grid) -> NDArray[np.bool_]:
    """Mark the pairs above the bar that are among the best of their row or of their column."""
    best = _among_best(cosine) | _among_best(cosine.T).T
    worth: NDArray[np.bool_] = (cosine >= WORTH_READING) & best
    return worth


def _among_best(cosine: Grid) -> NDArray[np.bool_]:
    if cosine.shape[1] <= BREADTH:
        return np.ones(cosine.shape, dtype=np.bool_)
    bar = np.partition(cosine, -BREADTH, axis=1)[:, -BREADTH]
    best: NDArray[np.bool_] = cosine >= bar[:, None]
    return best
