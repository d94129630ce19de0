"""Three wordings of one clause → one wording, where that cannot be misread."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from toolkit.align.sequence import runs
from toolkit.document import CELLS
from toolkit.language.words import fold, is_word, sentences, spaced_tokens, tokens
from toolkit.localise import Wording
from toolkit.localise.wording import DATE, neutral, states_adoption

# Changes closer than this many unchanged words could together mean what neither side meant.
MIN_APART = 3
# A side that keeps less than this share of the base's words has rewritten it,
MIN_KEPT = 0.6
# and one that changes a text in more places than this has edited it throughout.
MOST_CHANGES = 8


ARTICLES = frozenset({"a", "an"})  # They follow the noun, whose it is.

Span = tuple[int, int, tuple[str, ...]]  # base tokens from, to, and what stands there now

_TYPED = str.maketrans(
    {"’": "'", "‘": "'", "`": "'", "´": "'", "“": '"', "”": '"', "–": "-", "—": "-", "‑": "-"}
    | {"\u00a0": " ", "…": "...", "\u00ad": "", "\u200b": ""}
)


def plain(text: str) -> str:
    """Write a text with typewriter marks and single spaces: what programs change by themselves."""
    return re.sub(r"[^\S\n]+", " ", text.translate(_TYPED)).strip()


def same_print(one: str, other: str) -> bool:
    """Tell whether two texts are printed alike, typographic marks and spaces aside."""
    return plain(one) == plain(other)


def same_words(one: str, other: str) -> bool:
    """Tell whether two texts have the same words, punctuation, case and spelling aside."""
    return one == other or _words(one) == _words(other)


def same_sense(one: str, other: str, wording: Wording) -> bool:
    """Tell whether two texts differ by nothing but the school's usual words for the county's."""
    if same_words(one, other):
        return True
    if states_adoption(one) and states_adoption(other):
        one, other = (DATE.sub(" ", text) for text in (one, other))
    keys = [[key for key, _, _ in neutral(_words(text), wording)] for text in (one, other)]
    left, right = ([key for key in side if key not in ARTICLES] for side in keys)
    return left == right


def same_figures(one: str, other: str) -> bool:
    """Tell whether two texts have the same numbers and years."""
    return re.findall(r"\d+", one) == re.findall(r"\d+", other)


def _words(text: str) -> list[str]:
    return [fold(token) for token in tokens(text) if is_word(token)]


def merge_words(base: str, local: str, revised: str, *, apart: int = MIN_APART) -> str | None:
    """Return a text with both sides' changes to `base`, None where they touch or overlap.

    With `apart` 0 one side's changes are of no consequence ("academy" for "school"): they may stand
    right beside the other's.

    >>> merge_words("Staff must tell the head at once. Notes are kept.",
    ...             "Staff must tell the head at once. Notes are kept safe.",
    ...             "All staff must tell the head at once. Notes are kept.")
    'All staff must tell the head at once. Notes are kept safe.'
    """
    if same_print(local, revised) or same_print(base, revised):
        return local
    if same_print(base, local):
        return revised
    words = spaced_tokens(base)
    ours, theirs = _spans(words, local), _spans(words, revised)
    if ours is None or theirs is None:
        return None
    theirs = [span for span in theirs if span not in ours]
    if not _apart(words, ours, theirs, apart):
        return None
    if apart and not _sentences_kept(words, ours, theirs):
        return None
    return _apply(words, sorted([*ours, *theirs]))


def merge_row(base: str, local: str, revised: str) -> str | None:
    """Return a table row with one side's name of it and the other's cells; None where they meet.

    >>> merge_row("3 Panel | 10 days", "4 Panel | 10 days", "3 Panel | 5 days")
    '4 Panel | 5 days'
    """
    rows = [text.split(CELLS, 1) for text in (base, local, revised)]
    if any(len(row) != len(("name", "cells")) for row in rows):
        return None
    merged = [_only_change(*column) for column in zip(*rows, strict=True)]
    return None if None in merged else CELLS.join(filter(None, merged))


def _only_change(base: str, local: str, revised: str) -> str | None:
    if same_print(base, revised) or same_print(local, revised):
        return local
    return revised if same_print(base, local) else None


def _spans(words: Sequence[str], text: str) -> list[Span] | None:
    """Give a side's changes; None where it rewrote the text."""
    new = spaced_tokens(text)
    parts = runs([plain(w) or w for w in words], [plain(w) or w for w in new])
    kept = sum(len(w) for run in parts if run.equal for w in words[run.i1 : run.i2])
    spans = [(r.i1, r.i2, tuple(new[r.j1 : r.j2])) for r in parts if not r.equal]
    if kept < MIN_KEPT * max(1, sum(map(len, words))) or len(spans) > MOST_CHANGES:
        return None
    return list(_joined(words, spans))


def _joined(words: Sequence[str], spans: Sequence[Span]) -> Iterator[Span]:
    """Join changes that only a space or a mark parts: they are one."""
    last: Span | None = None
    for span in spans:
        if last and not any(is_word(w) for w in words[last[1] : span[0]] if w.strip()):
            last = (last[0], span[1], (*last[2], *words[last[1] : span[0]], *span[2]))
            continue
        if last:
            yield last
        last = span
    if last:
        yield last


def _apart(words: Sequence[str], ours: Sequence[Span], theirs: Sequence[Span], least: int) -> bool:
    for start, end, _ in ours:
        for other_start, other_end, _ in theirs:
            low, high = (end, other_start) if end <= other_start else (other_end, start)
            between = [word for word in words[low:high] if word.strip() and is_word(word)]
            if low > high or len(between) < least:
                return False
    return True


def _sentences_kept(words: Sequence[str], ours: Sequence[Span], theirs: Sequence[Span]) -> bool:
    """See that no sentence that one side rewrote takes in a word of the other's."""
    for start, end in _sentence_bounds(words):
        size = _count(words[start:end])
        touched = [[s for s in side if _meets(s, start, end)] for side in (ours, theirs)]
        for side in touched if all(touched) else ():
            gone = sum(_count(words[max(s[0], start) : min(s[1], end)]) for s in side)
            come = sum(_count(s[2]) for s in side)
            if max(gone, come) > (1 - MIN_KEPT) * size:
                return False
    return True


def _meets(span: Span, start: int, end: int) -> bool:
    return span[0] < end and start < max(span[1], span[0] + 1)


def _count(words: Sequence[str]) -> int:
    return sum(is_word(word) for word in words if word.strip())


def _sentence_bounds(words: Sequence[str]) -> Iterator[tuple[int, int]]:
    """Give the token range of each sentence."""
    text = "".join(words)
    ends: list[int] = []
    at = 0
    for sentence in sentences(text):
        at = text.find(sentence, at) + len(sentence)
        ends.append(at)
    start = position = 0
    for index, word in enumerate(words):
        position += len(word)
        if ends and position >= ends[0]:
            yield start, index + 1
            start = index + 1
            ends.pop(0)
    if start < len(words):
        yield start, len(words)


def _apply(words: Sequence[str], spans: Sequence[Span]) -> str:
    parts: list[str] = []
    at = 0
    for start, end, new in spans:
        parts += words[at:start]
        parts += new
        at = end
    return "".join([*parts, *words[at:]])
