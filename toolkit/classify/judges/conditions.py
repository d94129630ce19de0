"""Judges of conditions: except when, and with what consequence."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Literal

from toolkit.classify.change import Change
from toolkit.classify.judges import Answer
from toolkit.classify.judges.lexical import Term, absent, both, quoted, with_words
from toolkit.classify.wordlist import said
from toolkit.language.words import fold

# Conditions that a paraphrase seldom makes out of something else.
FIRM = frozenset({"unless", "except", "where possible", "exceptional"})
CONDITIONAL = frozenset({"when", "where", "before", "after", "until", "while", "once"})
EACH = frozenset({"a", "an", "each", "every", "per", "in"})
GRANTED = r"(?:consent|permission|agree|approv|authoris)"
WITHOUT_LEAVE = re.compile(rf"\bwithout\b[^.;]{{0,40}}?\b{GRANTED}", re.I)
UNLESS_LEAVE = re.compile(rf"\bunless\b[^.;]{{0,60}}?\b{GRANTED}", re.I)
LEAVE = frozenset({"unless", "permission"})


def exception_removed(change: Change) -> Iterator[Answer]:
    """Find an exception or condition that went."""
    lost, gained = _exceptions(change)
    if len(lost) > len(gained):
        yield with_words(lost, change.hunks), quoted(gained)
    elif not gained:
        yield from ((text, "") for text in _conditions(change, "old"))


def exception_added(change: Change) -> Iterator[Answer]:
    """Find an exception or condition that came, or took another's place."""
    lost, gained = _exceptions(change)
    if gained and len(gained) >= len(lost):
        yield quoted(lost), with_words(gained, change.hunks)
    elif not lost:
        yield from (("", text) for text in _conditions(change, "new"))


def _conditions(change: Change, side: Literal["old", "new"]) -> Iterator[str]:
    """Give what only one side says of when or where: "before they do so", "when convenient"."""
    for hunk in () if change.reworded else change.hunks:
        words, other = (hunk.old, hunk.new) if side == "old" else (hunk.new, hunk.old)
        opens = not other and len(words) > 1 and words[0].key in CONDITIONAL
        if opens and words[1].key not in EACH:  # "once a year" is a measure
            yield said(words)


def by_leave(change: Change) -> bool:
    """Tell "unless the head has agreed" from "without the head's agreement": one condition."""
    sides = change.old_text, change.new_text
    return any(
        WITHOUT_LEAVE.search(one) is not None and UNLESS_LEAVE.search(other) is not None
        for one, other in (sides, sides[::-1])
    )


def _exceptions(change: Change) -> tuple[list[Term], list[Term]]:
    lost, gained = ([t for t in side if _altered(t, change)] for side in both(change, "EXCEPTION"))
    if lost and gained and by_leave(change):
        lost, gained = ([t for t in side if t[0] not in LEAVE] for side in (lost, gained))
    if change.reworded:
        firm = FIRM - {"except"} if _only_came_or_went(change) else FIRM
        return [t for t in lost if t[0] in firm], [t for t in gained if t[0] in firm]
    plain = _comes_alone(change)
    return [t for t in lost if t[0] != "if" or plain], [t for t in gained if t[0] != "if" or plain]


def _altered(term: Term, change: Change) -> bool:
    """Tell a term that a difference holds, not one that only joins what the model has apart."""
    words = (word.text for hunk in change.hunks for word in (*hunk.old, *hunk.new))
    told = {fold(part) for text in words for part in text.split()}
    return any(fold(part) in told for part in term[1].split())


def _only_came_or_went(change: Change) -> bool:
    """Tell "only the account" from "any account other than": another wording of one limit."""
    lost, gained = both(change, "LIMIT")
    return any(name == "only" for name, _ in (*lost, *gained))


def _comes_alone(change: Change) -> bool:
    """Tell an "if" that was put in or taken out from one that a new wording brought."""
    hunks = [hunk for hunk in change.hunks if not hunk.old or not hunk.new]
    return any(word.key == "if" for hunk in hunks for word in (*hunk.old, *hunk.new))


def consequence_dropped(change: Change) -> Iterator[Answer]:
    """Find a consequence that is no longer stated at all."""
    if gone := absent(change.old_text, change.new_text, "CONSEQUENCE"):
        yield with_words(gone, change.hunks), ""


def consequence_added(change: Change) -> Iterator[Answer]:
    """Find a consequence that the model does not state."""
    if new := absent(change.new_text, change.old_text, "CONSEQUENCE"):
        yield "", with_words(new, change.hunks)
