"""Two titles put for one: "pupils/students", "the Executive Headteacher or Head of School"."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from toolkit.language.phrases import Found, Phrase, times
from toolkit.localise.titles import MEANING, Keyed, titles_in
from toolkit.localise.wording import Substitution

JOINTS: frozenset[Phrase] = frozenset({(), ("and",), ("or",), ("and", "or")})
SAME_PEOPLE = "pupil"  # Whatever a school calls them, and however many names it puts.
APART = frozenset({"parent", "employee", "teacher"})  # "Staff and teachers" are more than one.
# Times that two posts must have been put for one, and in half of its places. What is written
# "headteacher/principal" is one post.
OFTEN = 2
SHARE = 0.5


class _Joint(NamedTuple):
    """Titles of one role that stand together: as `words`, and as they may be printed."""

    role: str
    words: Phrase
    printed: str
    start: int
    end: int


def joint_titles(
    keyed: Keyed, same: Sequence[Phrase], printed: Sequence[str]
) -> list[Substitution]:
    """Learn the titles that stand together where the model has one, from what differs.

    `same` are the clauses that were kept: what stayed alone there tells a custom from a change.
    `printed` are the school's texts of `keyed` as they stand.
    """
    put: Counter[tuple[str, str]] = Counter()
    kept: Counter[str] = Counter()
    for (old, new), text in zip(keyed, printed, strict=True):
        before = Counter(hit.name for hit in titles_in(old))
        joints = [joint for joint in _joints(new, text) if not times(joint.words, old)]
        covered = {at for joint in joints for at in range(joint.start, joint.end)}
        left = Counter(hit.name for hit in titles_in(new) if hit.start not in covered)
        kept.update(before & left)
        put.update(_placed(joints, before - left))
    for keys in same if put else ():
        kept.update(hit.name for hit in titles_in(keys))
    return [
        Substitution(MEANING[name][0][0], MEANING[name][1], printed, count)
        for (name, printed), count in put.items()
        if _custom(name, printed, count, kept)
    ]


def _custom(name: str, printed: str, count: int, kept: Counter[str]) -> bool:
    if MEANING[name][0][1] == SAME_PEOPLE:
        return True
    least = OFTEN if " or " in printed or " and" in printed else 1
    return count >= max(least, SHARE * (count + kept[name]))


def _placed(joints: Sequence[_Joint], lost: Counter[str]) -> Iterator[tuple[str, str]]:
    """Give the model's title that each pair of titles was put for."""
    for joint in joints:
        titles = [name for name in lost if MEANING[name][0][1] == joint.role]
        if titles:
            yield max(titles, key=lambda name: lost[name]), joint.printed


def _joints(keys: Phrase, text: str) -> Iterator[_Joint]:
    """Find the titles of one role that stand together in a text; three are no pair."""
    hits = titles_in(keys)
    for first, second in pairwise(hits):
        role = MEANING[first.name][0][1]
        between = keys[first.end : second.start]
        one = MEANING[second.name][0][1] == role and first.name != second.name
        if (
            one
            and role not in APART
            and _together(keys[first.end - 1], between, keys[second.start], text)
        ):
            printed = _printed(first, second, between)
            yield _Joint(role, keys[first.start : second.end], printed, first.start, second.end)


def _together(last: str, between: Phrase, first: str, text: str) -> bool:
    """Tell "pupils/students" from "pupils, children of staff", which fold alike."""
    if between or between not in JOINTS:
        return between in JOINTS
    apart = rf"{re.escape(last)}[’'\s]{{0,2}}[/(]\s?{re.escape(first)}"
    return re.search(apart, text.casefold()) is not None


def _printed(first: Found, second: Found, between: Phrase) -> str:
    one, other = MEANING[first.name][1], MEANING[second.name][1]
    if between:
        return f"{one} {'/'.join(between)} {other}"
    if other == "".join(word[0] for word in one.split()):
        return f"{one} ({other.upper()})"
    return f"{one}/{other}"
