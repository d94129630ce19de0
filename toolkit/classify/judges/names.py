"""Judges of named things: laws, documents, bodies, contacts; and of definitions."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from toolkit.classify import terms
from toolkit.classify.change import Change, Hunk
from toolkit.classify.judges import Answer
from toolkit.classify.wordlist import Word
from toolkit.language.words import STOPWORDS, fold, is_word, sense, tokens
from toolkit.localise.wording import dates_in

ACRONYM = re.compile(r"[A-Z]{2,}s?\Z")
ADDRESS = re.compile(r"@|www\.|https?://|\d{4,}")
DEFINES = re.compile(
    r"(?<!\ba )(?<!\bby )(?<!\bother )\bmeans?\b(?! (?:of|to|by)\b)"
    r"|\b(?:(?:is|are) defined as|refers? to|definition of)\b"
    r"|\bthe term (?=[\"'“‘])",
    re.I,
)
DEFINING = ("mean", "define", "refer", "definition", "the term")  # what DEFINES looks for
PARTY_WORDS = frozenset(words for rows in terms.PARTY.values() for words, _ in rows)
STILL_DEFINED = 0.5  # Share of a definition's words of substance.
MOSTLY = 0.85  # Share of capitalised words that makes a text a title, where capitals name nothing.


def replaced(change: Change) -> Iterator[Answer]:
    """Find a named thing with something else in its place."""
    for hunk, old, new in _changes(change):
        if old and (new or hunk.new):
            yield hunk.quotes


def dropped(change: Change) -> Iterator[Answer]:
    """Find a named thing that is no longer mentioned."""
    for hunk, old, new in _changes(change):
        if old and not new and not hunk.new:
            yield hunk.quotes


def added(change: Change) -> Iterator[Answer]:
    """Find a named thing that the model does not mention."""
    for hunk, old, new in _changes(change):
        if new and not old:
            yield hunk.quotes


def definition(change: Change) -> Iterator[Answer]:
    """Find words of substance changed in a sentence that defines a term.

    A definition put another way throughout is another where half of its words are gone.
    """
    found = _defines(change.old_text), _defines(change.new_text)
    if change.reworded and all(found) and _share_kept(change) >= STILL_DEFINED:
        return
    if any(found):
        for hunk in change.hunks if change.substance else ():
            if any(word.content for word in (*hunk.old, *hunk.new)):
                yield hunk.quotes


def _defines(text: str) -> bool:
    said = text.casefold()
    return any(map(said.__contains__, DEFINING)) and DEFINES.search(text) is not None


def _share_kept(change: Change) -> float:
    """Give the share of the words of substance behind "means" that the other side has there."""
    told, have = (_senses(DEFINES.split(text)[-1]) for text in (change.old_text, change.new_text))
    return len(told & have) / max(1, len(told))


def _senses(text: str) -> set[str]:
    words = (token for token in tokens(text) if is_word(token))
    return {sense(word) for word in words if fold(word) not in STOPWORDS}


@lru_cache(maxsize=1)  # three rules in a row ask for it
def _changes(change: Change) -> list[tuple[Hunk, list[str], list[str]]]:
    found: list[tuple[Hunk, list[str], list[str]]] = []
    if _titled(change.old_text) or _titled(change.new_text):
        return found
    have = {word.key for word in change.old}, {word.key for word in change.new}
    for hunk in change.hunks:
        old = _absent(_names(hunk.old, change.old_text), have[1])
        new = _absent(_names(hunk.new, change.new_text), have[0])
        if old or new:
            found.append((hunk, old, new))
    return found


def _absent(names: Sequence[str], have: set[str]) -> list[str]:
    """Leave out what the other side names too; a possessive names the same."""
    known = {key.removesuffix("s") for key in have}
    return [name for name in names if fold(name).removesuffix("s") not in known]


def _names(words: Sequence[Word], text: str) -> list[str]:
    """Give the named things of a run: capitals inside a sentence, acronyms, addresses."""
    found, dated = [], _dated(words)
    for word in words:
        said = word.text
        if word.marked or word.key in STOPWORDS or (word.key,) in PARTY_WORDS or said in dated:
            continue
        capital = said[:1].isupper() and not said.isupper() and not _opens_sentence(said, text)
        if capital or ACRONYM.match(said) or ADDRESS.search(said):
            found.append(said)
    return found


def _dated(words: Sequence[Word]) -> set[str]:
    """Give a run's dates and their parts, for other judges; a lone year may name an edition."""
    dates = dates_in(" ".join([word.text for word in words]))
    return {part for date in dates if not date.isdigit() for part in (date, *date.split())}


def _opens_sentence(word: str, text: str) -> bool:
    return bool(re.search(rf"(?:^|[.!?:;|]\s+)[\"'“‘(*]*{re.escape(word)}\b", text))


def _titled(text: str) -> bool:
    words = [word for word in tokens(text) if word.isalpha() and fold(word) not in STOPWORDS]
    capitals = sum(word[0].isupper() for word in words)
    return len(words) > 1 and capitals > MOSTLY * len(words)
