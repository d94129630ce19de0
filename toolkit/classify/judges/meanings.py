"""Judges by lexicon: who, how far, and whether."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from toolkit.classify import terms
from toolkit.classify.change import Change
from toolkit.classify.judges import Answer
from toolkit.classify.judges.agents import unnamed
from toolkit.classify.judges.conditions import by_leave
from toolkit.classify.judges.duties import turned
from toolkit.classify.judges.lexical import Term, absent, both, fewer, quoted, terms_in
from toolkit.classify.obligation import obligations
from toolkit.classify.wordlist import Words
from toolkit.language.phrases import find
from toolkit.language.words import fold, tokens

OPENING = 3  # Words within which a sentence names whom it speaks of.
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
OPEN = "open"  # "Including but not limited to" denies nothing.
BOTH = re.compile(
    r"(?<!\bor )\bboth\b(?![^.;]*\b(?:and|or)\b)", re.I
)  # "both parents", not "both A and B"
BY = re.compile(r"\bby\b", re.I)


def actor(change: Change) -> Iterator[Answer]:
    """Find where somebody else is named."""
    lost, gained = _parties(change)
    if lost and gained:
        yield quoted(lost), quoted(gained)


def party_dropped(change: Change) -> Iterator[Answer]:
    """Find a party that is no longer named, with none in its place."""
    lost, gained = _parties(change)
    lost = _beyond(lost, unnamed(change))
    if change.reworded:
        lost = [term for term in lost if term[0] in POSTS]
    if lost and not gained:
        yield quoted(lost), ""


def party_added(change: Change) -> Iterator[Answer]:
    """Find a party that the model does not name, in nobody's place."""
    lost, gained = _parties(change)
    if any(name == "parents" for name, _ in terms_in(change.old_text, "PARTY")):
        gained = [term for term in gained if term[0] != "carers"]
    gained = _beyond(gained, unnamed(change))
    if change.reworded:
        gained = [term for term in gained if term[0] in POSTS]
    if gained and not lost:
        yield "", quoted(gained)


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
    """Find "only", "some", "most" or "both" that came or went; reworded, "only" for "all"."""
    lost, gained = both(change, "LIMIT")
    if named := _instead_of_anyone(change, lost, gained):
        yield quoted(lost), quoted(named)
        return
    pairs = [len(BOTH.findall(text)) for text in (change.old_text, change.new_text)]
    if pairs[0] != pairs[1] and not change.reworded:
        yield ("both", "") if pairs[0] else ("", "both")
        return
    names = {name for name, _ in lost}, {name for name, _ in gained}
    turned = names in (({"only"}, {"all"}), ({"all"}, {"only"}))
    if turned if change.reworded else (names[0] ^ names[1]) & {"only", "some"}:
        yield quoted(lost), quoted(gained)


def _instead_of_anyone(change: Change, lost: Sequence[Term], gained: Sequence[Term]) -> list[Term]:
    """Give the parties named where the model says "anyone": "any parent of a pupil"."""
    if "anyone" not in {name for name, _ in lost} - {name for name, _ in gained}:
        return []
    if named := absent(change.new_text, change.old_text, "PARTY"):
        return named
    openings = [" ".join(text.split()[:OPENING]) for text in (change.old_text, change.new_text)]
    if any(name == "anyone" for name, _ in terms_in(openings[0], "LIMIT")):
        return list(terms_in(openings[1], "PARTY"))
    return [term for term in gained if term[0] == "some"]


# "It is not used", never "because they do not wish to": what is not done, not why.
DENIAL = re.compile(r"\b(?:(?:is|are|be|and|but)\s+not|never|nobody|no\s+one|neither|nor)\b", re.I)
# Whatever may deny, however mildly: behind any of these nothing is known to be gone.
DENYING = re.compile(
    r"""\b(?: not | never | no | nobody | none | neither | nor | without | cannot | only | unless
        | except | rather | instead | avoid\w* | refrain\w* | prevent\w* | stop\w* | refus\w*
        | forb\w+ | prohibit\w* | ban\w* | free | less | few | fewer | hardly | rarely | alone
        | un\w{3,} | in(?:appropriate|valid|sufficient|complete)\w* | dis\w{4,} | non-?\w+ )\b
    | n[’']t\b""",
    re.I | re.X,
)


def negation(change: Change) -> Iterator[Answer]:
    """Find a "not" or "without" that came or went outside an expression of duty."""
    old, new = change.old_text, change.new_text
    if change.reworded:
        yield from _denials_gone(old, new)
        return
    forces = [[duty.force for duty in obligations(text)] for text in (old, new)]
    if forces[0] != forces[1]:
        if any(turned(change)):
            return
        old, new = _beside_duties(old), _beside_duties(new)
    sides = terms_in(old, "NEGATION"), terms_in(new, "NEGATION")
    if sides[0] == sides[1]:
        return
    silent = {OPEN, "without"} if by_leave(change) else {OPEN}
    left, right = ([term for term in side if term[0] not in silent] for side in sides)
    lost, gained = fewer(left, right), fewer(right, left)
    if [name for name, _ in lost] != [name for name, _ in gained]:
        yield quoted(lost), quoted(gained)


def _denials_gone(old: str, new: str) -> Iterator[Answer]:
    """Find "it is not used" in a text put another way that denies nothing any longer."""
    found = DENIAL.search(old)
    if found and not DENYING.search(new):
        yield " ".join(old[found.start() :].split()[:6]), ""


def _beside_duties(text: str) -> str:
    """Blank what a text obliges, advises, permits and forbids."""
    for duty in obligations(text):
        end = duty.start + len(duty.text)
        text = f"{text[: duty.start]}{' ' * len(duty.text)}{text[end:]}"
    return text


def _parties(change: Change) -> tuple[list[Term], list[Term]]:
    """Give the parties named on one side only; a second mention is no new party."""
    old, new = change.old_text, change.new_text
    lost, gained = absent(old, new, "PARTY"), absent(new, old, "PARTY")
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
