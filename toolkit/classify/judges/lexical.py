"""Terms of a lexicon that only one side of a change has."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from functools import lru_cache

from toolkit.classify import terms
from toolkit.classify.change import Change, Hunk
from toolkit.classify.wordlist import said
from toolkit.language.phrases import Lookup, find
from toolkit.language.words import fold, is_word, tokens

BEING = frozenset({"is", "are", "be", "been", "being", "was", "were"})
GIVEN = frozenset({"by", "with", "for", "to", "in", "at", "and", "or"})
READABLE = 16  # Words in a quotation.
Term = tuple[str, str]  # The group that a phrase belongs to, and the phrase as printed.


@lru_cache(maxsize=4096)
def terms_in(text: str, table_name: str) -> tuple[Term, ...]:
    """Find a lexicon's terms in a text, in order."""
    words = [token for token in tokens(text) if is_word(token)]
    table: Lookup = getattr(terms, table_name)
    hits = find([fold(word) for word in words], table)
    said = [(found.name, " ".join(words[found.start : found.end])) for found in hits]
    left = [not _given(words, found.end) for found in hits]
    return tuple(term for term, kept in zip(said, left, strict=True) if kept)


def _given(words: Sequence[str], end: int) -> bool:
    """Tell "are provided by parents" from "provided that": a verb is no condition."""
    return words[end - 1].casefold() == "provided" and (
        " ".join(words[max(0, end - 2) : end - 1]).casefold() in BEING
        or " ".join(words[end : end + 1]).casefold() in GIVEN
    )


def both(change: Change, table: str) -> tuple[list[Term], list[Term]]:
    """Give the terms that either side has more of."""
    old, new = terms_in(change.old_text, table), terms_in(change.new_text, table)
    if old == new:
        return [], []
    return fewer(old, new), fewer(new, old)


def fewer(old: Sequence[Term], new: Sequence[Term]) -> list[Term]:
    """Give the terms of one text whose group the other has fewer of."""
    left = Counter(name for name, _ in old) - Counter(name for name, _ in new)
    found = []
    for name, text in reversed(old):
        if left[name]:
            left[name] -= 1
            found.append((name, text))
    return found[::-1]


def absent(here: str, there: str, table: str) -> list[Term]:
    """Give the terms of one text whose group the other does not name at all."""
    have = {name for name, _ in terms_in(there, table)}
    return [term for term in terms_in(here, table) if term[0] not in have]


def with_words(items: Sequence[Term], hunks: Sequence[Hunk]) -> str:
    """Quote the words that came or went with a term, where they are few enough to read."""
    for hunk in hunks:
        for words in (hunk.old, hunk.new):
            text = said(words)
            if len(words) <= READABLE and all(term in text for _, term in items):
                return text
    return quoted(items)


def quoted(items: Iterable[Term]) -> str:
    """Write terms out as printed, each once."""
    return ", ".join(dict.fromkeys(text for _, text in items))
