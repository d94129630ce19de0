"""The judge of order: what comes first, what next, what only after something else."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from toolkit.classify.change import Change
from toolkit.classify.judges import Answer
from toolkit.language.words import STOPWORDS, fold, sense, sentences, words

FIRST = re.compile(r"\b(?:first(?:ly)?|to begin with)\b[,\s]*", re.I)
NEXT = re.compile(
    r"[,;\s]*\b(?:and\s+)?(?:then|next|finally|lastly|secondly|thirdly|after that)\b[,\s]*", re.I
)
BEFORE = re.compile(r"\s+\b(?:before|prior to)\s+", re.I)
# Neither "at once" nor "once a term" says what comes first.
AFTER = re.compile(r"\s+\b(?:after|(?<!\bat )once(?!\s+(?:an?|each|every|per|in)\b))\s+", re.I)
ALIKE = 0.5  # Share of a step's words of substance that tells it again.

Step = frozenset[str]


def order_of_steps(change: Change) -> Iterator[Answer]:
    """Find steps that stand in another order on the other side."""
    texts = change.old_text, change.new_text
    marks = [mark for mark in (NEXT, BEFORE, AFTER) if all(map(mark.search, texts))]
    for old in sentences(texts[0]) if marks else ():
        for new in sentences(texts[1]):
            if any(_turned(old, new, mark) for mark in marks):
                yield old, new


def _turned(old: str, new: str, mark: re.Pattern[str]) -> bool:
    sides = _told(old, mark), _told(new, mark)
    if len(sides[0]) < 2 or len(sides[0]) != len(sides[1]):
        return False
    left, right = ([_said(piece) for piece in side] for side in sides)
    if not all((*left, *right)):
        return False
    if (lead := left[0] & right[0]) and left[0] - lead and right[0] - lead:
        left[0], right[0] = left[0] - lead, right[0] - lead  # "Places go to ..., then to ..."
    places = [_likest(step, right) for step in left]
    return sorted(places) == list(range(len(left))) != places


def _told(sentence: str, mark: re.Pattern[str]) -> list[str]:
    """Cut a sentence into its steps; what stands before "first" is none of them."""
    opening = FIRST.search(sentence) if mark is NEXT else None
    told = sentence[opening.end() :] if opening else sentence
    return mark.split(told)


def _said(text: str) -> Step:
    return frozenset(sense(word) for word in words(text) if fold(word) not in STOPWORDS)


def _likest(step: Step, others: Sequence[Step]) -> int:
    """Give the place of the step that says the same, -1 where none does."""
    shares = [len(step & other) / len(step | other) for other in others]
    best = max(shares)
    return shares.index(best) if best >= ALIKE else -1
