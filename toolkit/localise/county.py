"""What the authority is called: by its name, where the other text says "the local authority"."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from toolkit.document import Document
from toolkit.language.lexicon import NOUNS, RESERVED, listed
from toolkit.language.phrases import Phrase, find
from toolkit.language.words import STOPWORDS, fold, folded
from toolkit.localise.titles import TITLES, Difference, bare, raw, title_of
from toolkit.localise.wording import Substitution

COUNCILS = listed("council borough county city authority la lea")
# Councils that pupils, parents or a parish form, and bodies that are no council.
OTHERS = listed(
    """
    pupil pupils student students parent parents parish church works youth ofsted dfe police nhs
    diocese diocesan union lado department government
    """
)
LONGEST_NAME = 5  # Words: "Royal Borough of Example and Sample".
OFTEN = 2  # Times that a bare name must have been put, where nothing tells that it is a county's.
CAPITALISED = re.compile(r"\b[A-Z][a-z]{2,}")
SMALL = re.compile(r"\b[a-z]{3,}")
# "Kestrel Valley" of Kestrel Valley County Council.
NAMED = re.compile(
    r"\b((?:[A-Z][\w'’-]{1,30} ){1,4}?)"
    r"(?:(?:County|City|Metropolitan|Borough|District) ){0,2}Council\b"
)
ABBREVIATED = re.compile(r"\b[A-Z]{1,3}(?:CC|BC|DC|LA)\b")  # "ECC": Example County Council


class _Printed(NamedTuple):
    """Words that are printed with a capital wherever they stand, and councils' abbreviations.

    `councils` are the names that stand before "Council".
    """

    names: frozenset[str]
    abbreviations: frozenset[str]
    councils: frozenset[Phrase]


def county_names(
    differences: Sequence[Difference], texts: Sequence[str], documents: Sequence[Document]
) -> list[Substitution]:
    """Learn the names that stand where the other text has a title of the authority.

    `texts` are the clauses that differ as printed, which tell a name from a word; what either
    document calls a council anywhere tells a county's.
    """
    swapped = Counter(pair for found in differences for pair in _pair(found))
    if not swapped:
        return []
    printed = _printed(texts, documents)
    return [
        Substitution("authority", _shown(left, texts), _shown(right, texts), count)
        for (left, right), count in swapped.items()
        if _is_county(_name(left, right), printed, count)
    ]


def _shown(words: str, texts: Sequence[str]) -> str:
    """Give a name as it is printed; a title in small letters, as all substitutions have it."""
    if title_of(tuple(words.split()))[0]:
        return words
    pattern = re.compile(r"\b" + r"\W+".join(map(re.escape, words.split())) + r"\b", re.IGNORECASE)
    found = Counter(match for text in texts for match in pattern.findall(text))
    return found.most_common(1)[0][0] if found else words


def _pair(found: Difference) -> Iterator[tuple[str, str]]:
    """Give a title of the authority and what stands for it, in the order of the two texts."""
    left, right = raw(found.before), raw(found.after)
    if found.head and found.head[0] in COUNCILS and bool(left) != bool(right):
        left, right = (*left, *found.head), (*right, *found.head)  # "the county council"
    for title, name, turned in ((left, right, False), (right, left, True)):
        role, said = title_of(title)
        if role == "authority" and 0 < len(name) <= LONGEST_NAME:
            pair = said, bare(name, title, said)
            yield pair[::-1] if turned else pair
            return


def _name(left: str, right: str) -> Phrase:
    """Give the side of a pair that is no title."""
    return tuple((right if title_of(tuple(left.split()))[0] else left).split())


def _printed(texts: Sequence[str], documents: Sequence[Document]) -> _Printed:
    whole = " ".join(texts)
    small = {fold(word) for word in SMALL.findall(whole)}
    names = {fold(word) for word in CAPITALISED.findall(whole)} - small
    councils = {folded(name) for each in documents for name in _councils(each)}
    abbreviations = map(fold, ABBREVIATED.findall(whole))
    return _Printed(frozenset(names), frozenset(abbreviations), frozenset(councils))


def _councils(document: Document) -> Iterator[str]:
    texts = (
        *(clause.text for clause in document.clauses),
        *(aside.text for aside in document.set_aside),
    )
    for text in texts:
        if "Council" in text:
            yield from NAMED.findall(text)


def _is_county(name: Phrase, printed: _Printed, count: int) -> bool:
    own = [word for word in name if word not in COUNCILS and word not in STOPWORDS]
    if not own or any(word in OTHERS or word in RESERVED or word in NOUNS for word in own):
        return False
    if tuple(own) in printed.councils or {*own} <= printed.abbreviations:
        return True
    if not printed.names.issuperset(own) or find(own, TITLES):
        return False
    return name[-1] in COUNCILS or name[-1].endswith("shire") or count >= OFTEN
