"""Who does a thing, left unnamed: "the gate must be locked" for "staff must lock the gate"."""

from __future__ import annotations

import re
from functools import lru_cache

from toolkit.classify.change import Change
from toolkit.language.words import fold, is_word, sense, tokens

PASSIVE = re.compile(
    r"\b(?:be|is|are|was|were|been|being)\s+(?:(?:not|\w+ly)\s+)?(?P<verb>[^\W\d_]{3,})", re.I
)
BY = re.compile(r"\bby\b", re.I)
# Whom a school's policy speaks to anyhow. A post that is no longer named leaves a duty to nobody.
ADDRESSED = frozenset({"staff", "employee", "employees", "pupil", "pupils", "student", "students"})


def unnamed(change: Change) -> frozenset[str]:
    """Give the words for staff or pupils that only one side has, the other saying it passively."""
    sides = change.old_text, change.new_text
    words = [_folded(text) & ADDRESSED for text in sides]
    if bool(words[0]) == bool(words[1]) or BY.search(" ".join(sides)):
        return frozenset()
    plain, passive = sides if words[0] else sides[::-1]
    turned = (_done_to(passive) - _done_to(plain)) & _told(plain)
    return words[0] ^ words[1] if turned else frozenset()


@lru_cache(maxsize=512)
def _folded(text: str) -> frozenset[str]:
    return frozenset(fold(token) for token in tokens(text) if is_word(token))


def _told(text: str) -> frozenset[str]:
    return frozenset(sense(token) for token in tokens(text) if is_word(token))


def _done_to(text: str) -> frozenset[str]:
    """Give the senses of the verbs that a text has in the passive."""
    return frozenset(sense(found["verb"]) for found in PASSIVE.finditer(text))
