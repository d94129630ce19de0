"""Additions of school and county that say the same: one clause, or one conflict, never two."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from toolkit.align import Match
from toolkit.document import Clause, Document
from toolkit.language.words import STOPWORDS, fold, is_word, sense, tokens

# Of the weight of the shorter addition's words of substance, the share that the longer has too, and
# of the longer's the share that the shorter has. Of pairs of different clauses of our models 1 in
# 700 pass; of ways of saying the same 9 in 10 (benchmarks/refresh.py, and pairs written by hand).
ALIKE = 0.55
ALIKE_LONGER = 0.3
FEWEST = 3  # Words of substance that two texts share before they can be one idea.

Senses = frozenset[str]


def twins_of(
    local: Document, revised: Document, school: Sequence[Match], county: Sequence[Match]
) -> Iterator[tuple[str, str]]:
    """Pair the school's additions with the county's, each once: (local id, revised id)."""
    ours, theirs = _added(local, school), _added(revised, county)
    if not ours or not theirs:
        return
    weight = _weights((local, revised))
    scored = sorted(
        (
            (-_likeness(one, other, weight), at, place)
            for at, one in enumerate(ours)
            for place, other in enumerate(theirs)
            if (one.kind == "heading") == (other.kind == "heading")
        ),
    )
    taken: set[tuple[str, int]] = set()
    for score, at, place in scored:
        if score < 0 and not taken & {("ours", at), ("theirs", place)}:
            taken |= {("ours", at), ("theirs", place)}
            yield ours[at].id, theirs[place].id


def _added(document: Document, matches: Sequence[Match]) -> list[Clause]:
    added = {c.id for match in matches if not match.model for c in match.adopted}
    return [clause for clause in document.clauses if clause.id in added]


def _weights(documents: Sequence[Document]) -> Mapping[str, float]:
    """Weigh a word by how few clauses have it: "CCTV" tells more than "staff"."""
    most: dict[str, int] = {}
    for document in documents:
        counted = Counter(key for clause in document.clauses for key in _senses(clause))
        most |= {key: max(count, most.get(key, 0)) for key, count in counted.items()}
    total = max(len(document.clauses) for document in documents)
    return {key: math.log(1 + total / count) for key, count in most.items()}


def _likeness(one: Clause, other: Clause, weight: Mapping[str, float]) -> float:
    """Score two additions from 0, for another idea, to 1."""
    left, right = _senses(one), _senses(other)
    if left == right and left:
        return 1.0
    shared = left & right
    if one.kind == "heading" or len(shared) < FEWEST:
        return 0.0
    sizes = sorted(sum(weight[key] for key in side) for side in (left, right))
    common = sum(weight[key] for key in shared)
    enough = common >= ALIKE * sizes[0] and common >= ALIKE_LONGER * sizes[1]
    return common / sizes[0] if enough else 0.0


def _senses(clause: Clause) -> Senses:
    words = (word for word in tokens(clause.text) if is_word(word))
    return frozenset(sense(word) for word in words if fold(word) not in STOPWORDS)
