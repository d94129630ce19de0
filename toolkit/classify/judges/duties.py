"""Judges of strength: what somebody must, should, may or must not do."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from toolkit.align.sequence import runs
from toolkit.classify.change import Change
from toolkit.classify.judges import Answer
from toolkit.classify.obligation import NEGATIVE, STRENGTH, Obligation, obligations
from toolkit.classify.wordlist import SENTENCE_MARKS, Words, said
from toolkit.language.lexicon import listed
from toolkit.language.words import STOPWORDS, fold, is_word, sense, tokens, words

OPTIONAL = frozenset({"may", "can", "might", "could"})
EFFORT = frozenset(
    map(
        fold,
        listed(
            """
            endeavour endeavours try tries aim aims seek seeks strive strives attempt attempts
            hope hopes
            """
        ),
    )
)
AROUND_EFFORT = frozenset({"to", "will", "would", "its", "his", "her", "their", "best"})
# What a verb behind states as no matter of course: "to tell", "who tell", "a report".
NO_STATEMENT = listed(
    """
    to may can could might must shall will should would not never who which that if when where
    a an the his her its their our your this these any each every no of in on at by for with from
    """
)
BEING = frozenset({"is", "are", "be", "was", "were"})
AFTER_WILL = frozenset({"to", "be", "also", "then", "normally", "always", "only", "have", "been"})
POSITIVE = frozenset({"required", "expected", "advised", "permitted"})
DENIED = re.compile(r"\b(?:nobody|no|none|neither|nor|never|not|without)\b[^.;:]*$", re.I)
PART = re.compile(r"[,;:.!?]|\b(?:and|or|but)\b", re.I)  # behind which a subject may stand
Pair = tuple[Obligation | None, Obligation | None]


def turned(change: Change) -> Iterator[Answer]:
    """Find what was required or allowed and is now forbidden, or the reverse."""
    for old, new in _changed(change):
        if (old.force in NEGATIVE) != (new.force in NEGATIVE):
            yield old.text, new.text
    for gone, come in _differing(change.old_text, change.new_text):
        if come and not gone and _was_forbidden(come, change.new_text, change.old_text):
            yield "", _around(change.new_text, come.start)
        if gone and not come and _was_forbidden(gone, change.old_text, change.new_text):
            yield _around(change.old_text, gone.start), ""
    if change.reworded:
        yield from _opposed(change.old_text, change.new_text)


def _opposed(old: str, new: str) -> Iterator[Answer]:
    """Find the same thing allowed or required on one side, and not on the other, however put."""
    sides = _with_verbs(old), _with_verbs(new)
    said = [{(_way(near), verb) for near, verb in side} for side in sides]
    for left, verb in sides[0]:
        for right, other in sides[1]:
            same = verb == other and bool(verb) and _way(left) != _way(right)
            if same and not {(_way(left), verb), (_way(right), verb)} & (said[0] & said[1]):
                yield _to_verb(left, verb, old), _to_verb(right, verb, new)


def _with_verbs(text: str) -> list[tuple[Obligation, str]]:
    """Give the duties with their verbs, not "nobody is expected", whose way is the other."""
    duties = (duty for duty in obligations(text) if not DENIED.search(text[: duty.start]))
    return [(duty, _verb(_behind(duty, text))) for duty in duties]


def _to_verb(duty: Obligation, verb: str, text: str) -> str:
    """Quote a duty up to its verb."""
    rest = words(_behind(duty, text))
    size = next((at for at, word in enumerate(rest) if sense(word) == verb), 0) + 1
    return " ".join((duty.text, *rest[:size]))


def _way(duty: Obligation) -> str:
    """Tell what forbids, what excuses and what asks for or allows a thing."""
    if duty.force in NEGATIVE:
        return "against"
    return "excused" if duty.force == "excused" else "for"


def _was_forbidden(duty: Obligation, text: str, other: str) -> bool:
    """Tell "may ask to meet, but must not ask for" beside "must not ask": what one side forbids."""
    verb = _verb(_behind(duty, text))
    forbidden = (near for near in obligations(other) if near.force == "prohibited")
    permits = duty.force == "permitted" and bool(verb)
    return permits and any(_verb(_behind(near, other)) == verb for near in forbidden)


def _behind(duty: Obligation, text: str) -> str:
    return text[duty.start + len(duty.text) :]


def _verb(rest: str) -> str:
    """Give the sense of the verb that a duty goes on with."""
    words = (token for token in tokens(rest) if is_word(token))
    return next((sense(word) for word in words if fold(word) not in AFTER_WILL), "")


def weaker(change: Change) -> Iterator[Answer]:
    """Find an obligation that became weaker."""
    for old, new in _changed(change):
        if _same_way(old, new) and STRENGTH[new.force] < STRENGTH[old.force]:
            yield old.text, new.text
    yield from _loosened([(hunk.old, hunk.new) for hunk in change.hunks], change)
    if change.reworded:
        yield from _left_open(change.old_text, change.new_text)


def _left_open(old: str, new: str) -> Iterator[Answer]:
    """Find "they watch and tell" that became "they may tell", however the rest is put."""
    plain = {sense(word): word for word in _stated(old)}
    allowed = {verb for duty, verb in _with_verbs(old) if duty.force == "permitted"}
    kept = {sense(word) for word in _stated(new)}
    for duty, verb in _with_verbs(new):
        if duty.force == "permitted" and verb in plain and verb not in allowed | kept:
            yield plain[verb], _to_verb(duty, verb, new)


def _stated(text: str) -> list[str]:
    """Give the words that no duty, "to" or relative stands right before: "watch and tell"."""
    said = words(text)
    before = ("", *map(fold, said))
    return [word for word, last in zip(said, before, strict=False) if last not in NO_STATEMENT]


def stronger(change: Change) -> Iterator[Answer]:
    """Find an obligation that became stronger."""
    for old, new in _changed(change):
        if _same_way(old, new) and STRENGTH[new.force] > STRENGTH[old.force]:
            yield old.text, new.text
    hunks = [(hunk.new, hunk.old) for hunk in change.hunks]
    yield from ((loose, firm) for firm, loose in _loosened(hunks, change))


def dropped(change: Change) -> Iterator[Answer]:
    """Find a duty of the model that has no counterpart."""
    for old, new in _differing(change.old_text, change.new_text):
        if old and not new and _binds(old, change.old_text, change.new_text):
            yield _around(change.old_text, old.start), ""


def added(change: Change) -> Iterator[Answer]:
    """Find a duty that the model does not have."""
    for old, new in _differing(change.old_text, change.new_text):
        if new and not old and _binds(new, change.new_text, change.old_text):
            yield "", _around(change.new_text, new.start)


def _loosened(hunks: Sequence[tuple[Words, Words]], change: Change) -> Iterator[Answer]:
    """Find what was stated as done and is now left open, or need only be tried."""
    if _differing(change.old_text, change.new_text):  # never "are not permitted", for "may not"
        yield from _made_optional(hunks)
    yield from _made_effort(hunks)


def _made_optional(hunks: Sequence[tuple[Words, Words]]) -> Iterator[Answer]:
    """Find "is sent" that became "may be sent": what was done may now be left undone."""
    for firm, loose in hunks:
        stated = all(word.key in BEING for word in firm)
        keys = {word.key for word in loose}
        if stated and keys & OPTIONAL and keys <= OPTIONAL | BEING:
            yield said(firm), said(loose)


def _made_effort(hunks: Sequence[tuple[Words, Words]]) -> Iterator[Answer]:
    """Find "answers" that became "endeavours to answer": what was done need only be tried."""
    for firm, loose in hunks:
        keys = {word.key for word in loose}
        stated = all(word.key in BEING or word.key == "will" for word in firm)
        if stated and keys & EFFORT and "to" in keys and keys <= EFFORT | AROUND_EFFORT:
            yield said(firm), said(loose)


def _verb_in(rest: str, other: str) -> str:
    """Give the verb of a duty as the other side states it, "" where it does not."""
    verb = _verb(rest)
    return next((token for token in tokens(other) if is_word(token) and sense(token) == verb), "")


def _binds(duty: Obligation, text: str, other: str) -> bool:
    """Tell a duty that only one side lays down; what is stated as done needs no "will"."""
    stated = duty.text.casefold() == "will" and _done_anyhow(text, duty, other)
    return duty.force != "permitted" and not stated and not _carried_on(text, duty, other)


def _carried_on(text: str, duty: Obligation, other: str) -> bool:
    """Tell "must lock it and must sign" from "must lock it and sign": one duty governs both."""
    verb = _verb_in(text[duty.start + len(duty.text) :], other)
    found = re.search(rf"\b{re.escape(verb)}\b", other) if verb else None
    before = [near for near in obligations(other) if found and near.start < found.start()]
    if not found or not before or before[-1].force != duty.force:
        return False
    end = before[-1].start + len(before[-1].text)
    if SENTENCE_MARKS & set(other[end : found.start()]):
        return False
    subject = [fold(word) for word in words(PART.split(text[: duty.start])[-1])]
    told = {fold(word) for word in words(other[: before[-1].start])}
    return all(word in told or word in STOPWORDS for word in subject)


def _done_anyhow(text: str, duty: Obligation, other: str) -> bool:
    """Tell "will report" from "reports": a policy states both as what is done."""
    verb = _verb_in(text[duty.start + len("will") :], other)
    return bool(verb) and not re.search(rf"\bto\s+{re.escape(verb)}\b", other, re.I)


def _same_way(old: Obligation, new: Obligation) -> bool:
    return (old.force in NEGATIVE) == (new.force in NEGATIVE)


def _changed(change: Change) -> Iterator[tuple[Obligation, Obligation]]:
    pairs = _only(change) if change.reworded else _differing(change.old_text, change.new_text)
    for old, new in pairs:
        if old and new:
            yield old, new


def _only(change: Change) -> Iterator[Pair]:
    """Pair the only duty of either side: all that another wording lets one compare."""
    old, new = (
        {duty.force: duty for duty in obligations(text) if duty.force in POSITIVE}
        for text in (change.old_text, change.new_text)
    )
    if len(old) == len(new) == 1:
        yield next(iter(old.values())), next(iter(new.values()))


@lru_cache(maxsize=512)
def _differing(old: str, new: str) -> tuple[Pair, ...]:
    """Pair the obligations that differ: in order where both sides have one, alone where not."""
    left, right = obligations(old), obligations(new)
    keys = [duty.force for duty in left], [duty.force for duty in right]
    if keys[0] == keys[1]:
        return ()
    found: list[Pair] = []
    for run in runs(*keys):
        if not run.equal:
            found.extend(_paired(left[run.i1 : run.i2], right[run.j1 : run.j2]))
    return tuple(found)


def _paired(left: Sequence[Obligation], right: Sequence[Obligation]) -> Iterator[Pair]:
    for at in range(max(len(left), len(right))):
        yield left[at] if at < len(left) else None, right[at] if at < len(right) else None


def _around(text: str, start: int) -> str:
    """Quote the words around a place in a text."""
    return " ".join([*text[:start].split()[-5:], *text[start:].split()[:8]])
