"""Judges of what no lexicon knows: sentences, items and words of substance that came or went."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from functools import lru_cache

from toolkit.classify import terms
from toolkit.classify.change import Change, Hunk
from toolkit.classify.judges import Answer
from toolkit.classify.judges.agents import unnamed
from toolkit.classify.obligation import obligations
from toolkit.classify.quantity import quantities
from toolkit.classify.sameness import said_again
from toolkit.classify.wordlist import Word, Words, said
from toolkit.language.lexicon import listed
from toolkit.language.words import fold, sense, sentences

SMALL = 3  # Words of substance on either side of a replacement that an officer should read.
MANY = 3  # Replacements after which a text was reworded rather than altered at a point.
# Verbs that carry another word, and so say nothing by themselves: "gives a report", "takes place".
HOLLOW = frozenset(
    sense(word)
    for word in ["give", "receive", "make", "take", "happen", "conduct", "again", "once"]
)
OPPOSED = frozenset(fold(word) for pair in terms.OPPOSITES for word in pair)
OPPOSITES = tuple((fold(one), fold(other)) for one, other in terms.OPPOSITES)
PARTY_WORDS = frozenset(words for rows in terms.PARTY.values() for words, _ in rows)

JOINTS = frozenset({"and", "or"})
LIST_MARKS = (",", ";", "/")
PARTICLES = listed(
    """
    all in out from on off before after during above below up down over under more less fewer
    how when where why who
    """
)
CONDITIONS = frozenset({"unless", "except"})  # which have rules of their own
PRONOUNS = frozenset({"it", "they", "them", "he", "she", "him", "her", "his", "its", "their"})

Loose = tuple[Hunk, list[Word], list[Word]]


def sentence_deleted(change: Change) -> Iterator[Answer]:
    """Find the model's sentences that have no counterpart, beyond those that others replaced."""
    if not change.reworded or _count(change.new_text) < _count(change.old_text):
        for sentence in change.deleted_sentences[len(change.added_sentences) :]:
            yield sentence, ""


def sentence_added(change: Change) -> Iterator[Answer]:
    """Find the school's sentences that have no counterpart, beyond those that replaced others."""
    if not change.reworded or _count(change.old_text) < _count(change.new_text):
        for sentence in change.added_sentences[len(change.deleted_sentences) :]:
            yield "", sentence


def _count(text: str) -> int:
    return len(sentences(text)) + text.count(";")


def opposite(change: Change) -> Iterator[Answer]:
    """Find a word replaced by its opposite."""
    for hunk in change.hunks:
        old, new = {word.key for word in hunk.old}, {word.key for word in hunk.new}
        lost, gained = old - new, new - old
        either = {_joint(lost), _joint(gained)}
        if _opposed(lost, gained) or (
            either == {"and", "or"} or (lost ^ gained == {"or"} and _and_or(change))
        ):
            yield hunk.quotes


def _opposed(lost: set[str], gained: set[str]) -> bool:
    if OPPOSED.isdisjoint(lost) or OPPOSED.isdisjoint(gained):
        return False
    return any(
        (one in lost and other in gained) or (other in lost and one in gained)
        for one, other in OPPOSITES
    )


def _and_or(change: Change) -> bool:
    """Tell that "and" became "and/or", or the reverse."""
    return len({text.count("and/or") for text in (change.old_text, change.new_text)}) > 1


def _joint(words: set[str]) -> str:
    """Give the conjunction that is all that a side of a hunk says."""
    return next(iter(words)) if len(words) == 1 else ""


def item_dropped(change: Change) -> Iterator[Answer]:
    """Find something that stood in a list and went."""
    for hunk, old, new in _loose(change):
        if old and not new and _listed(hunk.old, change.old_text):
            yield hunk.quotes
    yield from (hunk.quotes for hunk in change.hunks if _one_of_two(hunk.old, hunk.new))


def item_added(change: Change) -> Iterator[Answer]:
    """Find something that came into a list."""
    for hunk, old, new in _loose(change):
        if new and not old and _listed(hunk.new, change.new_text):
            yield hunk.quotes
    yield from (hunk.quotes for hunk in change.hunks if _one_of_two(hunk.new, hunk.old))


def _one_of_two(words: Sequence[Word], other: Sequence[Word]) -> bool:
    """Tell "and out" or "and after", small words that are all of one of two."""
    keys = {word.key for word in words}
    return not other and len(keys) == 2 and bool(keys & JOINTS) and bool(keys & PARTICLES)


def words_dropped(change: Change) -> Iterator[Answer]:
    """Find words of substance that went from one place, with nothing instead."""
    for hunk, old, new in _altered(change):
        again = _said_again(hunk.old, hunk.new, change.new, old)
        told = _tells(old) and not again and not _by_pronoun(hunk, old, change)
        if told and not new and not _listed(hunk.old, change.old_text):
            yield hunk.quotes


def _by_pronoun(hunk: Hunk, old: Sequence[Word], change: Change) -> bool:
    """Tell "the media" for which "they" stands, where the text names the media elsewhere."""
    have = {word.sense for word in change.new}
    pronoun = any(word.key in PRONOUNS for word in hunk.new)
    return pronoun and all(word.sense in have for word in old)


def words_added(change: Change) -> Iterator[Answer]:
    """Find words of substance that came into one place, in place of nothing."""
    for hunk, old, new in _altered(change):
        told = _tells(new) and not _said_again(hunk.new, hunk.old, change.old, new)
        if told and not old and not _listed(hunk.new, change.new_text):
            yield hunk.quotes


def _said_again(opening: Words, other: Words, text: Words, told: Sequence[Word]) -> bool:
    """Tell a subject said again where a sentence was cut in two, and nobody stands before it.

    Else it may be another's duty.
    """
    if not said_again(opening, other, text):
        return False
    again = {word.sense for word in told}
    first = next((at for at, word in enumerate(text) if word.sense in again), 0)
    return not any((word.key,) in PARTY_WORDS for word in text[:first])


def _tells(words: Sequence[Word]) -> bool:
    return any(word.sense not in HOLLOW for word in words)


def words_replaced(change: Change) -> Iterator[Answer]:
    """Find a few words of substance with others in their place, or all that one place has."""
    altered = _altered(change)
    for hunk, old, new in altered:
        if old and new and (max(len(old), len(new)) <= SMALL or len(altered) == 1):
            yield hunk.quotes


def _loose(change: Change) -> Iterator[Loose]:
    """Give the hunks with words of substance, those left out that only changed place."""
    lost = Counter(w.sense for hunk in change.hunks for w in hunk.old if w.content)
    gained = Counter(w.sense for hunk in change.hunks for w in hunk.new if w.content)
    agents = unnamed(change)
    told = [_told_elsewhere(text) | agents for text in (change.old_text, change.new_text)]
    for hunk in change.hunks:
        alone = not hunk.old or not hunk.new
        old = [w for w in hunk.old if _counts(w, alone, told[0]) and not gained[w.sense]]
        new = [w for w in hunk.new if _counts(w, alone, told[1]) and not lost[w.sense]]
        if old or new:
            yield hunk, old, new


@lru_cache(maxsize=512)
def _told_elsewhere(text: str) -> frozenset[str]:
    """Give the words of duties and measures: rules of their own know which of them are the same."""
    said = [duty.text for duty in obligations(text)]
    said += [quantity.text for quantity in quantities(text)]
    return frozenset(fold(word) for phrase in said for word in phrase.split())


def _counts(word: Word, alone: bool, told: frozenset[str]) -> bool:
    """Leave one party in another's place, duties and measures to the rules that know them."""
    judged = word.key in told or word.key in CONDITIONS
    return word.content and not judged and (alone or (word.key,) not in PARTY_WORDS)


def _altered(change: Change) -> list[Loose]:
    """Give the loose hunks, none where there are so many that the text was reworded."""
    loose = list(_loose(change))
    return loose if sum(bool(old and new) for _, old, new in loose) <= MANY else []


def _listed(words: Sequence[Word], text: str) -> bool:
    """Tell words that stand in a list: a comma, stroke or conjunction at either end."""
    if any(word.key in ("and", "or") for word in (*words[:1], *words[-1:])):
        return True
    first, last = said(words[:1]), said(words[-1:])
    for at in _places(first, text):
        if _edge(text, at + len(first)) and text[:at].rstrip().endswith(LIST_MARKS):
            return True
    return any(
        _edge(text, at) and text[at + len(last) :].lstrip().startswith(LIST_MARKS)
        for at in _places(last, text)
    )


def _places(words: str, text: str) -> Iterator[int]:
    at = text.find(words)
    while at >= 0:
        yield at
        at = text.find(words, at + 1)


def _edge(text: str, at: int) -> bool:
    """Tell whether a word begins or ends at a place."""
    return text[at - 1 : at].isalnum() != text[at : at + 1].isalnum()
