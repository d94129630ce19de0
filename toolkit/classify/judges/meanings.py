"""Judges by lexicon: who, how far, except when, with what consequence."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from typing import Literal

from toolkit.classify import terms
from toolkit.classify.change import Change, Hunk
from toolkit.classify.judges import Answer
from toolkit.classify.judges.agents import unnamed
from toolkit.classify.judges.duties import turned
from toolkit.classify.obligation import obligations
from toolkit.classify.wordlist import Words, said
from toolkit.language.phrases import Lookup, find
from toolkit.language.words import fold, is_word, tokens

BEING = frozenset({"is", "are", "be", "been", "being", "was", "were"})
GIVEN = frozenset({"by", "with", "for", "to", "in", "at", "and", "or"})
Term = tuple[str, str]  # The group that a phrase belongs to, and the phrase as printed.

# Conditions that a paraphrase seldom makes out of something else.
OPENING = 3  # Words within which a sentence names whom it speaks of.
READABLE = 16  # Words in a quotation.
LEADING = re.compile(
    r"(?:to|in order to|if|where|when|whenever|before|after|once|unless|while|for|as|on|at|in)\b"
    r"(?:\s+[^\s,.]+){1,9}\s*,",
    re.I,
)
# Whoever is named by office is seldom left out by a mere change of wording.
POSTS = frozenset(
    {
        *("head", "deputy", "governing body", "chair", "business manager", "safeguarding lead"),
        *("leadership", "authority", "clerk", "hr", "lado", "police", "social care", "ofsted"),
        *("data protection officer", "senco", "investigating officer", "department"),
        "line manager",
    }
)
CONDITIONAL = frozenset({"when", "where", "before", "after", "until", "while", "once"})
EACH = frozenset({"a", "an", "each", "every", "per", "in"})
GRANTED = r"(?:consent|permission|agree|approv|authoris)"
WITHOUT_LEAVE = re.compile(rf"\bwithout\b[^.;]{{0,40}}?\b{GRANTED}", re.I)
UNLESS_LEAVE = re.compile(rf"\bunless\b[^.;]{{0,60}}?\b{GRANTED}", re.I)
LEAVE = frozenset({"unless", "permission"})
OPEN = "open"  # "Including but not limited to" denies nothing.
BY = re.compile(r"\bby\b", re.I)
FIRM = frozenset({"unless", "except", "where possible", "exceptional"})


def actor(change: Change) -> Iterator[Answer]:
    """Find where somebody else is named."""
    lost, gained = _parties(change)
    if lost and gained:
        yield _quoted(lost), _quoted(gained)


def party_dropped(change: Change) -> Iterator[Answer]:
    """Find a party that is no longer named, with none in its place."""
    lost, gained = _parties(change)
    lost = _beyond(lost, unnamed(change))
    if change.reworded:
        lost = [term for term in lost if term[0] in POSTS]
    if lost and not gained:
        yield _quoted(lost), ""


def party_added(change: Change) -> Iterator[Answer]:
    """Find a party that the model does not name, in nobody's place."""
    lost, gained = _parties(change)
    if any(name == "parents" for name, _ in _terms(change.old_text, "PARTY")):
        gained = [term for term in gained if term[0] != "carers"]
    gained = _beyond(gained, unnamed(change))
    if change.reworded:
        gained = [term for term in gained if term[0] in POSTS]
    if gained and not lost:
        yield "", _quoted(gained)


def _beyond(named: Sequence[Term], words: frozenset[str]) -> list[Term]:
    return [term for term in named if not words & {fold(part) for part in term[1].split()}]


def turned_round(change: Change) -> Iterator[Answer]:
    """Find two that changed places, outside a list and a passive: parties, or any two words."""
    orders = [_order(_told_plainly(text)) for text in (change.old_text, change.new_text)]
    swapped = orders[0] != orders[1] and sorted(orders[0]) == sorted(orders[1])
    passive = re.search(r"\bby\b", change.old_text + change.new_text)
    if (swapped and len(orders[0]) == 2 and not passive) or _exchanged(change):
        yield change.old_text, change.new_text


def _exchanged(change: Change) -> bool:
    """Tell "originals are kept, copies sent" from "copies are kept, originals sent"."""
    apart = [at for at, run in enumerate(change.runs) if not run.equal]
    if len(apart) != 2 or apart[1] != apart[0] + 2 or change.substance:
        return False
    if len(BY.findall(change.old_text)) != len(BY.findall(change.new_text)):
        return False
    first, between, second = change.runs[apart[0] : apart[1] + 1]
    old = [_substance(change.old[run.i1 : run.i2]) for run in (first, second)]
    new = [_substance(change.new[run.j1 : run.j2]) for run in (first, second)]
    listed = change.old[first.i2 - 1 : first.i2]
    told = change.old[between.i1 : between.i2]
    apart_in_sense = any(word.content or word.key == "not" for word in told)
    in_list = any(word.tail == "," for word in listed)
    return all(old) and old == new[::-1] and old != new and apart_in_sense and not in_list


def _substance(words: Words) -> list[str]:
    return [word.sense for word in words if word.content]


def reach(change: Change) -> Iterator[Answer]:
    """Find "only", "some" or "most" that came or went; of another wording, "only" for "all"."""
    lost, gained = _both(change, "LIMIT")
    if named := _instead_of_anyone(change, lost, gained):
        yield _quoted(lost), _quoted(named)
        return
    names = {name for name, _ in lost}, {name for name, _ in gained}
    turned = names in (({"only"}, {"all"}), ({"all"}, {"only"}))
    if turned if change.reworded else (names[0] ^ names[1]) & {"only", "some"}:
        yield _quoted(lost), _quoted(gained)


def _instead_of_anyone(change: Change, lost: Sequence[Term], gained: Sequence[Term]) -> list[Term]:
    """Give the parties named where the model says "anyone": "any parent of a pupil"."""
    if "anyone" not in {name for name, _ in lost} - {name for name, _ in gained}:
        return []
    if named := _absent(change.new_text, change.old_text, "PARTY"):
        return named
    openings = [" ".join(text.split()[:OPENING]) for text in (change.old_text, change.new_text)]
    if any(name == "anyone" for name, _ in _terms(openings[0], "LIMIT")):
        return list(_terms(openings[1], "PARTY"))
    return [term for term in gained if term[0] == "some"]


def negation(change: Change) -> Iterator[Answer]:
    """Find a "not" or "without" that came or went outside an expression of duty."""
    old, new = change.old_text, change.new_text
    forces = [[duty.force for duty in obligations(text)] for text in (old, new)]
    if forces[0] != forces[1]:
        if any(turned(change)):
            return
        old, new = _beside_duties(old), _beside_duties(new)
    sides = _terms(old, "NEGATION"), _terms(new, "NEGATION")
    if sides[0] == sides[1]:
        return
    silent = {OPEN, "without"} if _by_leave(change) else {OPEN}
    left, right = ([term for term in side if term[0] not in silent] for side in sides)
    lost, gained = _fewer(left, right), _fewer(right, left)
    if [name for name, _ in lost] != [name for name, _ in gained]:
        yield _quoted(lost), _quoted(gained)


def _beside_duties(text: str) -> str:
    """Blank what a text obliges, advises, permits and forbids."""
    for duty in obligations(text):
        end = duty.start + len(duty.text)
        text = f"{text[: duty.start]}{' ' * len(duty.text)}{text[end:]}"
    return text


def exception_removed(change: Change) -> Iterator[Answer]:
    """Find an exception or condition that went."""
    lost, gained = _exceptions(change)
    if len(lost) > len(gained):
        yield _with_words(lost, change.hunks), _quoted(gained)
    elif not gained:
        yield from ((text, "") for text in _conditions(change, "old"))


def exception_added(change: Change) -> Iterator[Answer]:
    """Find an exception or condition that came, or took another's place."""
    lost, gained = _exceptions(change)
    if gained and len(gained) >= len(lost):
        yield _quoted(lost), _with_words(gained, change.hunks)
    elif not lost:
        yield from (("", text) for text in _conditions(change, "new"))


def _conditions(change: Change, side: Literal["old", "new"]) -> Iterator[str]:
    """Give what only one side says of when or where: "before they do so", "when convenient"."""
    for hunk in () if change.reworded else change.hunks:
        words, other = (hunk.old, hunk.new) if side == "old" else (hunk.new, hunk.old)
        opens = not other and len(words) > 1 and words[0].key in CONDITIONAL
        if opens and words[1].key not in EACH:  # "once a year" is a measure
            yield said(words)


def consequence_dropped(change: Change) -> Iterator[Answer]:
    """Find a consequence that is no longer stated at all."""
    if gone := _absent(change.old_text, change.new_text, "CONSEQUENCE"):
        yield _with_words(gone, change.hunks), ""


def consequence_added(change: Change) -> Iterator[Answer]:
    """Find a consequence that the model does not state."""
    if new := _absent(change.new_text, change.old_text, "CONSEQUENCE"):
        yield "", _with_words(new, change.hunks)


def _by_leave(change: Change) -> bool:
    """Tell "unless the head has agreed" from "without the head's agreement": one condition."""
    sides = change.old_text, change.new_text
    return any(
        WITHOUT_LEAVE.search(one) is not None and UNLESS_LEAVE.search(other) is not None
        for one, other in (sides, sides[::-1])
    )


def _exceptions(change: Change) -> tuple[list[Term], list[Term]]:
    lost, gained = _both(change, "EXCEPTION")
    if lost and gained and _by_leave(change):
        lost, gained = ([t for t in side if t[0] not in LEAVE] for side in (lost, gained))
    if change.reworded:
        firm = FIRM - {"except"} if _only_came_or_went(change) else FIRM
        return [t for t in lost if t[0] in firm], [t for t in gained if t[0] in firm]
    plain = _comes_alone(change)
    return [t for t in lost if t[0] != "if" or plain], [t for t in gained if t[0] != "if" or plain]


def _only_came_or_went(change: Change) -> bool:
    """Tell "only the account" from "any account other than": another wording of one limit."""
    lost, gained = _both(change, "LIMIT")
    return any(name == "only" for name, _ in (*lost, *gained))


def _comes_alone(change: Change) -> bool:
    """Tell an "if" that was put in or taken out from one that a new wording brought."""
    hunks = [hunk for hunk in change.hunks if not hunk.old or not hunk.new]
    return any(word.key == "if" for hunk in hunks for word in (*hunk.old, *hunk.new))


def _parties(change: Change) -> tuple[list[Term], list[Term]]:
    """Give the parties named on one side only; a second mention is no new party."""
    old, new = change.old_text, change.new_text
    lost, gained = _absent(old, new, "PARTY"), _absent(new, old, "PARTY")
    touched = any(_touches(term, change) for term in (*lost, *gained))
    return (lost, gained) if touched else ([], [])


def _touches(term: Term, change: Change) -> bool:
    """Tell what differs from what localisation alone made another party: the "school council"."""
    said = {
        fold(part)
        for hunk in change.hunks
        for word in (*hunk.old, *hunk.new)
        for part in word.text.split()
    }
    return any(fold(part) in said for part in term[1].split())


def _told_plainly(text: str) -> str:
    """Put what leads a sentence in ("To stop a pupil, staff may …") behind it."""
    found = LEADING.match(text)
    return f"{text[found.end() :]} {found.group()}" if found else text


def _order(text: str) -> list[tuple[str, ...]]:
    """Give the parties in order, those joined by "and", "or" or a comma as one sorted group."""
    keys = [fold(token) for token in tokens(text)]
    groups: list[list[str]] = []
    last = 0
    for found in find(keys, terms.PARTY):
        between = keys[last : found.start]
        if groups and all(key in ("and", "or", ",", "/", "the", "&") for key in between):
            groups[-1].append(found.name)
        else:
            groups.append([found.name])
        last = found.end
    return [tuple(sorted(group)) for group in groups]


@lru_cache(maxsize=4096)
def _terms(text: str, table_name: str) -> tuple[Term, ...]:
    """Find a lexicon's terms in a text, in order."""
    words = [token for token in tokens(text) if is_word(token)]
    table: Lookup = getattr(terms, table_name)
    hits = find([fold(word) for word in words], table)
    said = [(found.name, " ".join(words[found.start : found.end])) for found in hits]
    left = [not _given(words, found.end) for found in hits]
    return tuple(term for term, kept in zip(said, left, strict=True) if kept)


def _given(words: Sequence[str], end: int) -> bool:
    """Tell "are provided by parents" from "provided that": a verb is no condition."""
    return words[end - 1].casefold() == "provided" and (
        " ".join(words[max(0, end - 2) : end - 1]).casefold() in BEING
        or " ".join(words[end : end + 1]).casefold() in GIVEN
    )


def _both(change: Change, table: str) -> tuple[list[Term], list[Term]]:
    old, new = _terms(change.old_text, table), _terms(change.new_text, table)
    if old == new:
        return [], []
    return _fewer(old, new), _fewer(new, old)


def _fewer(old: Sequence[Term], new: Sequence[Term]) -> list[Term]:
    """Give the terms of one text whose group the other has fewer of."""
    left = Counter(name for name, _ in old) - Counter(name for name, _ in new)
    found = []
    for name, text in reversed(old):
        if left[name]:
            left[name] -= 1
            found.append((name, text))
    return found[::-1]


def _absent(here: str, there: str, table: str) -> list[Term]:
    """Give the terms of one text whose group the other does not name at all."""
    have = {name for name, _ in _terms(there, table)}
    return [term for term in _terms(here, table) if term[0] not in have]


def _with_words(items: Sequence[Term], hunks: Sequence[Hunk]) -> str:
    """Quote the words that came or went with a term, where they are few enough to read."""
    for hunk in hunks:
        for words in (hunk.old, hunk.new):
            text = said(words)
            if len(words) <= READABLE and all(term in text for _, term in items):
                return text
    return _quoted(items)


def _quoted(items: Iterable[Term]) -> str:
    return ", ".join(dict.fromkeys(text for _, text in items))
