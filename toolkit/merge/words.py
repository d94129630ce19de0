"""Three wordings of one clause → one wording, where that cannot be misread."""

from __future__ import annotations

from toolkit.align.sequence import runs
from toolkit.language.words import spaced_tokens

# Changes closer than this many unchanged words could together mean what neither side meant.
MIN_APART = 3
# A side that keeps less than this share of the base's words has rewritten it.
MIN_KEPT = 0.5

Span = tuple[int, int, tuple[str, ...]]  # base tokens from, to, and what stands there now


def merge_words(base: str, local: str, revised: str) -> str | None:
    """Return a text with both sides' changes to `base`, None where they touch or overlap.

    >>> merge_words("Staff must tell the head at once. Notes are kept.",
    ...             "Staff must tell the head at once. Notes are kept safe.",
    ...             "All staff must tell the head at once. Notes are kept.")
    'All staff must tell the head at once. Notes are kept safe.'
    """
    if local == revised:
        return local
    words = spaced_tokens(base)
    ours, theirs = _spans(words, local), _spans(words, revised)
    if ours is None or theirs is None or not _apart(words, ours, theirs):
        return None
    return _apply(words, sorted([*ours, *theirs]))


def _spans(words: list[str], text: str) -> list[Span] | None:
    new = spaced_tokens(text)
    parts = runs(words, new)
    kept = sum(len(w) for run in parts if run.equal for w in words[run.i1 : run.i2])
    if kept < MIN_KEPT * max(1, sum(map(len, words)), sum(map(len, new))):
        return None
    return [(r.i1, r.i2, tuple(new[r.j1 : r.j2])) for r in parts if not r.equal]


def _apart(words: list[str], ours: list[Span], theirs: list[Span]) -> bool:
    for start, end, _ in ours:
        for other_start, other_end, _ in theirs:
            low, high = (end, other_start) if end <= other_start else (other_end, start)
            between = [word for word in words[low:high] if word.strip()]
            if low > high or len(between) < MIN_APART:
                return False
    return True


def _apply(words: list[str], spans: list[Span]) -> str:
    parts: list[str] = []
    at = 0
    for start, end, new in spans:
        parts += words[at:start]
        parts += new
        at = end
    return "".join([*parts, *words[at:]])
