"""Find the phrases of a lexicon in a run of folded words, longest first."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from toolkit.language.words import folded

Phrase = tuple[str, ...]
Lookup = dict[str, tuple[tuple[Phrase, str], ...]]


@dataclass(frozen=True, slots=True)
class Found:
    """A phrase of a lexicon at `keys[start:end]`, by the name of its group."""

    name: str
    start: int
    end: int


def phrase(text: str) -> Phrase:
    """Fold the words of a phrase."""
    return folded(text)


def with_plurals(words: Phrase) -> tuple[Phrase, ...]:
    """Give a phrase, its plural and its possessive (one, once apostrophes are folded away)."""
    forms = [words, (*words[:-1], words[-1] + "s")]
    if words[-1].endswith("y"):
        forms.append((*words[:-1], words[-1][:-1] + "ies"))
    return tuple(forms)


def lookup(groups: Mapping[str, Iterable[str]], *, plurals: bool = False) -> Lookup:
    """Make the table that `find` reads, from groups of phrases."""
    table = {
        form: name
        for name, texts in groups.items()
        for text in texts
        for form in (with_plurals(phrase(text)) if plurals else (phrase(text),))
    }
    return by_first(table)


def by_first(table: Mapping[Phrase, str]) -> Lookup:
    """Arrange phrases by their first word, longest first."""
    found: dict[str, list[tuple[Phrase, str]]] = {}
    for words in sorted(table, key=lambda words: (-len(words), words)):
        found.setdefault(words[0], []).append((words, table[words]))
    return {first: tuple(rows) for first, rows in found.items()}


def find(keys: Sequence[str], table: Lookup) -> list[Found]:
    """Find phrases that do not overlap, reading from the left, the longest at each place.

    >>> table = lookup({"chair": ["chair of governors"], "governor": ["governors"]})
    >>> find(phrase("tell the chair of governors"), table)
    [Found(name='chair', start=2, end=5)]
    """
    found: list[Found] = []
    if table.keys().isdisjoint(keys):
        return found
    end = 0
    for at in [at for at, key in enumerate(keys) if key in table]:
        if at < end:
            continue
        second = keys[at + 1] if at + 1 < len(keys) else None
        for words, name in table[keys[at]]:
            size = len(words)
            if size > 1 and (words[1] != second or tuple(keys[at : at + size]) != words):
                continue
            end = at + size
            found.append(Found(name, at, end))
            break
    return found


def times(words: Sequence[str], keys: Sequence[str]) -> int:
    """Count how often a run of words stands in another, word for word.

    >>> times(("a", "b"), ("a", "b", "a", "b"))
    2
    """
    if not words or words[0] not in keys:
        return 0
    wanted, size = tuple(words), len(words)
    return sum(tuple(keys[at : at + size]) == wanted for at in range(len(keys) - size + 1))


def name_of(keys: Sequence[str], table: Lookup) -> str:
    """Give the group of a lexicon that words are as a whole, or nothing.

    >>> name_of(phrase("chair of governors"), lookup({"chair": ["chair of governors"]}))
    'chair'
    """
    hits = find(keys, table)
    return hits[0].name if hits and hits[0].end - hits[0].start == len(keys) else ""
