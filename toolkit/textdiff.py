"""Old and new text → edits at word level."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Literal

from diff_match_patch import diff_match_patch

from toolkit.align.sequence import Run
from toolkit.language.words import STOPWORDS, fold, is_word, spaced_tokens

Op = Literal["equal", "delete", "insert"]
FIRST_CODE = 0x10000  # Past every surrogate: each distinct word becomes one code point.
# A limit that could be reached would make the result depend on the machine; none at all would turn
# off the engine's search for a long common middle, which keeps texts put another way cheap.
NEVER = 1e9
MOST_WORK = 1_000_000  # Words × words that are compared one by one; beyond it, all is replaced.
OPS: dict[int, Op] = {-1: "delete", 0: "equal", 1: "insert"}


@dataclass(frozen=True, slots=True)
class Edit:
    """A run of words that is in both texts, only in the old, or only in the new."""

    op: Op
    text: str


def diff(old: str, new: str) -> tuple[Edit, ...]:
    """Say how `old` becomes `new` in whole words; what is not inserted joins into `old` exactly.

    >>> [(edit.op, edit.text) for edit in diff("Staff must go.", "Staff should go.")]
    [('equal', 'Staff '), ('delete', 'must'), ('insert', 'should'), ('equal', ' go.')]
    """
    if old == new:
        return (Edit("equal", old),) if old else ()
    left, right = spaced_tokens(old), spaced_tokens(new)
    edits: list[Edit] = []
    for run in _without_confetti(left, _runs(left, right)):
        if run.equal:
            edits.append(Edit("equal", "".join(left[run.i1 : run.i2])))
            continue
        edits.extend(Edit("delete", text) for text in ["".join(left[run.i1 : run.i2])] if text)
        edits.extend(Edit("insert", text) for text in ["".join(right[run.j1 : run.j2])] if text)
    return tuple(edits)


def _runs(old: Sequence[str], new: Sequence[str]) -> list[Run]:
    """Divide two sequences of keys into runs that are the same and runs that differ, in turn."""
    head, tail = _common_ends(old, new)
    i2, j2 = len(old) - tail, len(new) - tail
    middle = [
        Run(run.equal, run.i1 + head, run.i2 + head, run.j1 + head, run.j2 + head)
        for run in _middle(old[head:i2], new[head:j2])
    ]
    start = [Run(True, 0, head, 0, head)] if head else []
    end = [Run(True, i2, len(old), j2, len(new))] if tail else []
    return [*start, *middle, *end]


def _common_ends(old: Sequence[str], new: Sequence[str]) -> tuple[int, int]:
    """Count the keys that both sequences begin with, and then end with."""
    bound = min(len(old), len(new))
    head = next((at for at in range(bound) if old[at] != new[at]), bound)
    rest = bound - head
    return head, next((at for at in range(rest) if old[-1 - at] != new[-1 - at]), rest)


def _middle(old: Sequence[str], new: Sequence[str]) -> list[Run]:
    """Compare what differs at both ends."""
    if not old and not new:
        return []
    # What has only spaces and marks in common is replaced: a run of these would not stand alone.
    if len(old) * len(new) > MOST_WORK or not any(map(is_word, set(old).intersection(new))):
        return [Run(False, 0, len(old), 0, len(new))]
    codes: dict[str, str] = {}
    texts = [
        "".join([codes.setdefault(key, chr(FIRST_CODE + len(codes))) for key in side])
        for side in (old, new)
    ]
    engine = diff_match_patch()
    engine.Diff_Timeout = NEVER
    return _numbered(engine.diff_main(texts[0], texts[1], False))


def _numbered(diffs: list[tuple[int, str]]) -> list[Run]:
    found: list[Run] = []
    i = j = 0
    for equal, group in groupby(diffs, key=lambda part: part[0] == 0):
        lengths = dict.fromkeys(OPS, 0)
        for op, text in group:
            lengths[op] += len(text)
        i2, j2 = i + lengths[0] + lengths[-1], j + lengths[0] + lengths[1]
        found.append(Run(equal, i, i2, j, j2))
        i, j = i2, j2
    return found


def _without_confetti(old: Sequence[str], parts: list[Run]) -> list[Run]:
    """Let a run of nothing but space, marks or one small word join the changes around it."""
    found: list[Run] = []
    for at, run in enumerate(parts):
        inside = 0 < at < len(parts) - 1
        changed = not (run.equal and not (inside and _slight(old[run.i1 : run.i2])))
        if changed and found and not found[-1].equal:
            last = found.pop()
            found.append(Run(False, last.i1, run.i2, last.j1, run.j2))
        else:
            found.append(Run(not changed, run.i1, run.i2, run.j1, run.j2))
    return found


def _slight(words: Sequence[str]) -> bool:
    """Tell a run that holds no sense of its own between two changes."""
    said = [fold(word) for word in words if is_word(word)]
    return not said or (len(said) == 1 and said[0] in STOPWORDS)
