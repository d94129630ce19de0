"""Old and new text → edits at word level."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from diff_match_patch import diff_match_patch

from toolkit.align.sequence import Run, runs
from toolkit.language.words import STOPWORDS, fold, is_word, spaced_tokens

Op = Literal["equal", "delete", "insert"]
ENDS = diff_match_patch()


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
    if not old or not new:
        return (Edit("delete", old) if old else Edit("insert", new),)
    head, tail = _common_words(old, new)
    left = [old[:head], *spaced_tokens(old[head : len(old) - tail]), old[len(old) - tail :]]
    right = [new[:head], *spaced_tokens(new[head : len(new) - tail]), new[len(new) - tail :]]
    edits: list[Edit] = []
    for run in _with_common_ends(left, right, _without_confetti(left, runs(left, right))):
        gone, come = "".join(left[run.i1 : run.i2]), "".join(right[run.j1 : run.j2])
        if run.equal:
            edits.extend([Edit("equal", gone)] if gone else [])
            continue
        edits.extend([Edit("delete", gone)] if gone else [])
        edits.extend([Edit("insert", come)] if come else [])
    return tuple(edits)


def _common_words(old: str, new: str) -> tuple[int, int]:
    """Count the characters of the whole words that both texts begin with, and then end with."""
    head = old.rfind(" ", 0, ENDS.diff_commonPrefix(old, new)) + 1
    tail = ENDS.diff_commonSuffix(old[head:], new[head:])
    space = old.find(" ", len(old) - tail)
    return head, len(old) - space if space >= 0 and tail else 0


def _with_common_ends(old: Sequence[str], new: Sequence[str], parts: Sequence[Run]) -> list[Run]:
    """Give what both sides of a change begin or end with to the equal runs around it."""
    found: list[Run] = []
    for part in parts:
        for run in [part] if part.equal else _parted(old, new, part):
            if found and run.equal and found[-1].equal:
                last = found.pop()
                found.append(Run(True, last.i1, run.i2, last.j1, run.j2))
            else:
                found.append(run)
    return found


def _parted(old: Sequence[str], new: Sequence[str], run: Run) -> Iterator[Run]:
    left, right = old[run.i1 : run.i2], new[run.j1 : run.j2]
    head = ENDS.diff_commonPrefix(left, right)
    tail = ENDS.diff_commonSuffix(left[head:], right[head:])
    i1, i2, j1, j2 = run.i1 + head, run.i2 - tail, run.j1 + head, run.j2 - tail
    cut = (
        Run(True, run.i1, i1, run.j1, j1),
        Run(False, i1, i2, j1, j2),
        Run(True, i2, run.i2, j2, run.j2),
    )
    return (part for part in cut if part.i1 < part.i2 or part.j1 < part.j2)


def _without_confetti(old: Sequence[str], parts: Sequence[Run]) -> list[Run]:
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
