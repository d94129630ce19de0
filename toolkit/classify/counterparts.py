"""Sentences that stand on one side of a match only."""

from __future__ import annotations

from toolkit.classify.wordlist import Words
from toolkit.language.words import STOPWORDS, fold, is_word, sense, sentences, tokens

FEW = 0.4  # Share of a sentence's words of substance below which it stands on one side only,
HARDLY_ANY = 0.15  # and below which it does where the rest was put another way too.
LEAST_SENTENCE = 3  # Words of substance that a sentence needs to be told from a remnant.


def without_counterpart(text: str, own: Words, other: Words, reworded: bool) -> tuple[str, ...]:
    """Give the sentences hardly any of whose words of substance stand on the other side.

    `own` are the words of the whole text: a substitution stands on both sides.
    """
    marks = {word.key for word in other if word.marked}
    have = {word.sense for word in other} | {
        sense(part) for word in own if word.key in marks for part in word.text.split()
    }
    bar = HARDLY_ANY if reworded else FEW
    found = []
    for sentence in sentences(text):
        senses = [
            sense(word)
            for word in tokens(sentence)
            if is_word(word) and fold(word) not in STOPWORDS
        ]
        held = sum(key in have for key in senses)
        if len(senses) >= LEAST_SENTENCE and held < bar * len(senses):
            found.append(sentence)
    return tuple(found)
