"""The rules that say whether, and why, a change matters: an ordered table, all that answer count."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from toolkit.classify import terms
from toolkit.classify.change import Change, Hunk, Word, said
from toolkit.classify.obligation import NEGATIVE, STRENGTH, Obligation, obligations
from toolkit.classify.quantity import Quantity, quantities
from toolkit.classify.verdict import Reason
from toolkit.language.phrases import Lookup, find
from toolkit.language.words import STOPWORDS, fold, is_word, tokens
from toolkit.textdiff import runs

Judge = Callable[[Change], Iterable[tuple[str, str, str]]]


@dataclass(frozen=True, slots=True)
class Rule:
    """A stable code, whether it makes a change material, its sentence, and how it is judged.

    `judge` gives `(detail, model quotation, adopted quotation)` for each time the rule applies;
    `{detail}` stands in the sentence.
    """

    code: str
    material: bool
    sentence: str
    judge: Judge

    def reasons(self, change: Change) -> Iterator[Reason]:
        """Give this rule's answers."""
        for detail, model, adopted in self.judge(change):
            yield Reason(
                self.code,
                self.sentence.format(detail=detail, model=model, adopted=adopted),
                model,
                adopted,
            )


# ---------------------------------------------------------------- obligation


@lru_cache(maxsize=512)
def _duties(old: str, new: str) -> tuple[tuple[Obligation | None, Obligation | None], ...]:
    """Pair the obligations that differ: in order where both sides have one, alone where not."""
    left, right = obligations(old), obligations(new)
    keys = [duty.force for duty in left], [duty.force for duty in right]
    if keys[0] == keys[1]:
        return ()
    found: list[tuple[Obligation | None, Obligation | None]] = []
    for run in runs(*keys):
        if not run.equal:
            found.extend(_paired(left[run.i1 : run.i2], right[run.j1 : run.j2]))
    return tuple(found)


def _paired(
    left: Sequence[Obligation], right: Sequence[Obligation]
) -> Iterator[tuple[Obligation | None, Obligation | None]]:
    size = max(len(left), len(right))
    padded = [[*side, *[None] * (size - len(side))] for side in (left, right)]
    yield from zip(*padded, strict=True)


def _changed_duties(change: Change) -> Iterator[tuple[Obligation, Obligation]]:
    for old, new in _duties(change.old_text, change.new_text):
        if old and new:
            yield old, new


def _turned(change: Change) -> Iterator[tuple[str, str, str]]:
    for old, new in _changed_duties(change):
        if (old.force in NEGATIVE) != (new.force in NEGATIVE):
            yield "", old.text, new.text


def _weaker(change: Change) -> Iterator[tuple[str, str, str]]:
    for old, new in _changed_duties(change):
        if STRENGTH[new.force] < STRENGTH[old.force] and (old.force in NEGATIVE) == (
            new.force in NEGATIVE
        ):
            yield "", old.text, new.text


def _stronger(change: Change) -> Iterator[tuple[str, str, str]]:
    for old, new in _changed_duties(change):
        if STRENGTH[new.force] > STRENGTH[old.force] and (old.force in NEGATIVE) == (
            new.force in NEGATIVE
        ):
            yield "", old.text, new.text


def _duty_dropped(change: Change) -> Iterator[tuple[str, str, str]]:
    for old, new in _duties(change.old_text, change.new_text):
        if old and not new and old.force != "permitted":
            yield "", _around(change.old_text, old.start), ""


def _duty_added(change: Change) -> Iterator[tuple[str, str, str]]:
    for old, new in _duties(change.old_text, change.new_text):
        if new and not old and new.force != "permitted":
            yield "", "", _around(change.new_text, new.start)


def _around(text: str, start: int) -> str:
    """Quote the words around a place in a text."""
    before, after = text[:start].split()[-5:], text[start:].split()[:8]
    return " ".join([*before, *after])


# ---------------------------------------------------------------- terms of a lexicon


@lru_cache(maxsize=4096)
def _terms(text: str, table_name: str) -> tuple[tuple[str, str], ...]:
    """Find a lexicon's terms in a text: `(group, as printed)` in order."""
    words = [token for token in tokens(text) if is_word(token)]
    keys = [fold(word) for word in words]
    table: Lookup = getattr(terms, table_name)
    return tuple(
        (found.name, " ".join(words[found.start : found.end])) for found in find(keys, table)
    )


def _gone(old: Sequence[tuple[str, str]], new: Sequence[tuple[str, str]]) -> list[tuple[str, str]]:
    """Give the terms of one text whose group the other has fewer of."""
    left = Counter(name for name, _ in old) - Counter(name for name, _ in new)
    found = []
    for name, text in reversed(old):
        if left[name]:
            left[name] -= 1
            found.append((name, text))
    return found[::-1]


def _both(change: Change, table: str) -> tuple[list[tuple[str, str]], list[tuple[str, str]]]:
    old, new = _terms(change.old_text, table), _terms(change.new_text, table)
    return _gone(old, new), _gone(new, old)


def _quoted(items: Iterable[tuple[str, str]]) -> str:
    return ", ".join(dict.fromkeys(text for _, text in items))


def _localised_party(
    change: Change, lost: list[tuple[str, str]], gained: list[tuple[str, str]]
) -> bool:
    """Tell parties that only a learnt substitution exchanged."""
    marks = {
        word.text for side in (change.old, change.new) for word in side if word.key.startswith("§")
    }
    return all(any(text in mark for mark in marks) for _, text in (*lost, *gained))


def _parties(change: Change) -> tuple[list[tuple[str, str]], list[tuple[str, str]]]:
    lost, gained = _both(change, "PARTY")
    absent = set(_absent_kinds(change.old_text, gained)), set(_absent_kinds(change.new_text, lost))
    lost = [item for item in lost if item[0] in absent[1]]
    gained = [item for item in gained if item[0] in absent[0]]
    return ([], []) if _localised_party(change, lost, gained) else (lost, gained)


def _absent_kinds(text: str, items: Iterable[tuple[str, str]]) -> Iterator[str]:
    """Give the parties that a text does not name at all: a second mention is no new party."""
    have = {name for name, _ in _terms(text, "PARTY")}
    for name, _ in items:
        if name not in have:
            yield name


def _actor(change: Change) -> Iterator[tuple[str, str, str]]:
    lost, gained = _parties(change)
    if lost and gained:
        yield "", _quoted(lost), _quoted(gained)


def _actor_order(change: Change) -> Iterator[tuple[str, str, str]]:
    """Fire where two parties changed places outside a list ("the head tells the governors")."""
    orders = [_order(text) for text in (change.old_text, change.new_text)]
    if orders[0] != orders[1] and Counter(orders[0]) == Counter(orders[1]) and len(orders[0]) == 2:
        if not re.search(r"\bby\b", change.old_text + change.new_text):
            yield "", change.old_text, change.new_text


def _order(text: str) -> list[tuple[str, ...]]:
    """Give the parties in order, those joined by "and", "or" or a comma as one sorted group."""
    keys = [fold(token) for token in tokens(text)]
    groups: list[list[str]] = []
    last = -2
    for found in find(keys, terms.PARTY):
        between = keys[last : found.start] if last >= 0 else ["."]
        if groups and all(key in ("and", "or", ",", "/", "the", "&") for key in between):
            groups[-1].append(found.name)
        else:
            groups.append([found.name])
        last = found.end
    return [tuple(sorted(group)) for group in groups]


def _party_dropped(change: Change) -> Iterator[tuple[str, str, str]]:
    lost, gained = _parties(change)
    if lost and not gained:
        yield "", _quoted(lost), ""


def _party_added(change: Change) -> Iterator[tuple[str, str, str]]:
    lost, gained = _parties(change)
    if gained and not lost:
        yield "", "", _quoted(gained)


def _limit(change: Change) -> Iterator[tuple[str, str, str]]:
    lost, gained = _both(change, "LIMIT")
    names = {name for name, _ in lost} ^ {name for name, _ in gained}
    if names & {"only", "some"}:
        yield "", _quoted(lost), _quoted(gained)


def _negation(change: Change) -> Iterator[tuple[str, str, str]]:
    if any(_duties(change.old_text, change.new_text)):
        return
    lost, gained = _both(change, "NEGATION")
    if len(lost) != len(gained) or {n for n, _ in lost} != {n for n, _ in gained}:
        yield "", _quoted(lost), _quoted(gained)


def _exception_removed(change: Change) -> Iterator[tuple[str, str, str]]:
    lost, gained = _both(change, "EXCEPTION")
    if len(lost) > len(gained):
        yield "", _quoted(lost), _quoted(gained)


def _exception_added(change: Change) -> Iterator[tuple[str, str, str]]:
    lost, gained = _both(change, "EXCEPTION")
    if gained and len(gained) >= len(lost):
        yield "", _quoted(lost), _quoted(gained)


def _consequence_dropped(change: Change) -> Iterator[tuple[str, str, str]]:
    lost, _ = _both(change, "CONSEQUENCE")
    have = {name for name, _ in _terms(change.new_text, "CONSEQUENCE")}
    if gone := [item for item in lost if item[0] not in have]:
        yield "", _quoted(gone), ""


def _consequence_added(change: Change) -> Iterator[tuple[str, str, str]]:
    _, gained = _both(change, "CONSEQUENCE")
    have = {name for name, _ in _terms(change.old_text, "CONSEQUENCE")}
    if new := [item for item in gained if item[0] not in have]:
        yield "", "", _quoted(new)


# ---------------------------------------------------------------- quantities


def _quantity_sides(change: Change) -> tuple[list[Quantity], list[Quantity]]:
    left, right = (
        quantities(_plain(change.old_text, change)),
        quantities(_plain(change.new_text, change)),
    )
    counts = Counter(q.key for q in left), Counter(q.key for q in right)
    lost, gained = counts[0] - counts[1], counts[1] - counts[0]
    return [q for q in left if lost[q.key]], [q for q in right if gained[q.key]]


def _plain(text: str, change: Change) -> str:
    """Take out references to other clauses, and the dates that an adoption sentence fills in."""
    from toolkit.classify.change import REFERENCE
    from toolkit.localise import DATE, states_adoption

    text = REFERENCE.sub(" ", text)
    return DATE.sub(" ", text) if states_adoption(text) else text


def _quantity(kinds: frozenset[str]) -> Judge:
    def judge(change: Change) -> Iterator[tuple[str, str, str]]:
        lost, gained = _quantity_sides(change)
        chosen = [[q for q in side if q.kind in kinds] for side in (lost, gained)]
        first = next((q.kind for q in (*lost, *gained)), None)
        if any(chosen) and first in kinds:
            yield "", ", ".join(q.text for q in lost), ", ".join(q.text for q in gained)

    return judge


# ---------------------------------------------------------------- names, definitions, sentences

ACRONYM = re.compile(r"^[A-Z]{2,}s?$")
ADDRESS = re.compile(r"@|www\.|https?://|\d{4,}")
DEFINES = re.compile(
    r"(?<!\ba )(?<!\bby )(?<!\bother )\bmeans?\b(?! (?:of|to|by)\b)|\b(?:(?:is|are) defined as|refers? to|definition of|the term)\b",
    re.I,
)


def _names(words: Sequence[Word], whole: Sequence[Word], at: int, text: str) -> list[str]:
    """Give the named things of a run: capitals past a sentence's start, acronyms, addresses."""
    found = []
    for offset, word in enumerate(words):
        first = at + offset == 0 or bool(
            re.search(rf"(?:^|[.!?:;]\s+)[\"'“‘(*]*{re.escape(word.text)}\b", text)
        )
        capital = word.text[:1].isupper() and not first and not word.text.isupper()
        if word.key.startswith("§") or word.key in STOPWORDS or (word.key,) in PARTY_WORDS:
            continue
        if capital or ACRONYM.match(word.text) or ADDRESS.search(word.text):
            found.append(word.text)
    return found


PARTY_WORDS = frozenset(words for rows in terms.PARTY.values() for words, _ in rows)


def _titled(text: str) -> bool:
    """Tell a heading in capitals, where capitals name nothing."""
    words = [word for word in tokens(text) if word.isalpha() and len(word) > 3]
    return sum(word[0].isupper() for word in words) > 0.6 * len(words)


def _name_changes(change: Change) -> Iterator[tuple[Hunk, list[str], list[str]]]:
    if _titled(change.old_text) or _titled(change.new_text):
        return
    have = {word.key for word in change.old}, {word.key for word in change.new}
    for hunk in change.hunks:
        left = [
            n
            for n in _names(hunk.old, change.old, hunk.i, change.old_text)
            if fold(n) not in have[1]
        ]
        right = [
            n
            for n in _names(hunk.new, change.new, hunk.j, change.new_text)
            if fold(n) not in have[0]
        ]
        if left or right:
            yield hunk, left, right


def _name_replaced(change: Change) -> Iterator[tuple[str, str, str]]:
    for hunk, left, right in _name_changes(change):
        if left and (right or hunk.new):
            yield "", *hunk.quotes


def _name_dropped(change: Change) -> Iterator[tuple[str, str, str]]:
    for hunk, left, right in _name_changes(change):
        if left and not right and not hunk.new:
            yield "", *hunk.quotes


def _name_added(change: Change) -> Iterator[tuple[str, str, str]]:
    for hunk, left, right in _name_changes(change):
        if right and not left:
            yield "", *hunk.quotes


def _definition(change: Change) -> Iterator[tuple[str, str, str]]:
    if DEFINES.search(change.old_text) or DEFINES.search(change.new_text):
        for hunk in change.hunks:
            if any(word.content for word in (*hunk.old, *hunk.new)):
                yield "", *hunk.quotes


def _sentence_deleted(change: Change) -> Iterator[tuple[str, str, str]]:
    for sentence in change.deleted_sentences if _still_there(change) else ():
        yield "", sentence, ""


def _sentence_added(change: Change) -> Iterator[tuple[str, str, str]]:
    for sentence in change.added_sentences if _still_there(change) else ():
        yield "", "", sentence


def _still_there(change: Change) -> bool:
    """Hold that some of each side has its counterpart: else the whole was reworded."""
    from toolkit.language.words import sentences

    return len(sentences(change.old_text)) + len(sentences(change.new_text)) > 2


def _opposite(change: Change) -> Iterator[tuple[str, str, str]]:
    for hunk in change.hunks:
        left, right = {w.key for w in hunk.old}, {w.key for w in hunk.new}
        for one, other in OPPOSITE_KEYS:
            turned = (one in left - right and other in right - left) or (
                other in left - right and one in right - left
            )
            if turned:
                yield "", *hunk.quotes
                break


OPPOSITE_KEYS = tuple((fold(one), fold(other)) for one, other in terms.OPPOSITES)


# ---------------------------------------------------------------- words of substance

SMALL = 3  # Words of substance on either side of a replacement that an officer should read.
FEW_HUNKS = 2  # In more places than this a text was reworded, not altered at one point.


def _substance(change: Change) -> tuple[list[Hunk], list[str], list[str]]:
    """Give the hunks of substance, with words that only changed place taken out."""
    lost = Counter(w.sense for h in change.hunks for w in h.old if w.content)
    gained = Counter(w.sense for h in change.hunks for w in h.new if w.content)
    gone, come = lost - gained, gained - lost
    hunks = [
        h
        for h in change.hunks
        if any(gone[w.sense] for w in h.old) or any(come[w.sense] for w in h.new)
    ]
    return hunks, list(gone.elements()), list(come.elements())


def _content(words: Sequence[Word], known: Counter[str]) -> list[Word]:
    return [word for word in words if word.content and not known[word.sense]]


def _loose_words(change: Change) -> Iterator[tuple[Hunk, list[Word], list[Word]]]:
    lost = Counter(w.sense for h in change.hunks for w in h.old if w.content)
    gained = Counter(w.sense for h in change.hunks for w in h.new if w.content)
    for hunk in change.hunks:
        left, right = _content(hunk.old, gained), _content(hunk.new, lost)
        if left or right:
            yield hunk, left, right


def _listed(change: Change, hunk: Hunk, side: Sequence[Word], whole_text: str) -> bool:
    """Tell words that stand in a list: a comma or conjunction at either end."""
    text = re.escape(said(side[-1:])) if side else ""
    edge = (
        re.search(rf"[,;/]\s*{re.escape(said(side[:1]))}|{text}\s*[,;/]", whole_text)
        if side
        else None
    )
    joined = any(word.key in ("and", "or") for word in (*side[:1], *side[-1:]))
    return bool(edge) or joined


def _item_dropped(change: Change) -> Iterator[tuple[str, str, str]]:
    for hunk, left, right in _loose_words(change):
        if left and not right and _listed(change, hunk, hunk.old, change.old_text):
            yield "", *hunk.quotes


def _item_added(change: Change) -> Iterator[tuple[str, str, str]]:
    for hunk, left, right in _loose_words(change):
        if right and not left and _listed(change, hunk, hunk.new, change.new_text):
            yield "", *hunk.quotes


def _words_dropped(change: Change) -> Iterator[tuple[str, str, str]]:
    if _reworded(change):
        return
    for hunk, left, right in _loose_words(change):
        if left and not right and not _listed(change, hunk, hunk.old, change.old_text):
            yield "", *hunk.quotes


def _words_added(change: Change) -> Iterator[tuple[str, str, str]]:
    if _reworded(change):
        return
    for hunk, left, right in _loose_words(change):
        if right and not left and not _listed(change, hunk, hunk.new, change.new_text):
            yield "", *hunk.quotes


def _words_replaced(change: Change) -> Iterator[tuple[str, str, str]]:
    if _reworded(change):
        return
    for hunk, left, right in _loose_words(change):
        if left and right and max(len(left), len(right)) <= SMALL:
            yield "", *hunk.quotes


def _reworded(change: Change) -> bool:
    """Tell a text that was reworded throughout from one that was altered at a point or two."""
    loose = list(_loose_words(change))
    return (
        sum(bool(left and right) for _, left, right in loose) > FEW_HUNKS
        or len(loose) > 2 * FEW_HUNKS
    )


def _reference(change: Change) -> Iterator[tuple[str, str, str]]:
    from toolkit.classify.change import REFERENCE

    left, right = REFERENCE.findall(change.old_text), REFERENCE.findall(change.new_text)
    if left != right:
        yield "", ", ".join(left), ", ".join(right)


PERIODS = frozenset({"period", "deadline"})
RULES: tuple[Rule, ...] = (
    Rule(
        "NEG001",
        True,
        "What was required or allowed is now forbidden, or the reverse: “{model}” became “{adopted}”.",
        _turned,
    ),
    Rule("OBL001", True, "The obligation is weaker: “{model}” became “{adopted}”.", _weaker),
    Rule("OBL002", True, "The obligation is stronger: “{model}” became “{adopted}”.", _stronger),
    Rule("OBL003", True, "A duty of the model is gone: “{model}”.", _duty_dropped),
    Rule("OBL004", True, "A duty was added: “{adopted}”.", _duty_added),
    Rule(
        "NEG002",
        True,
        "A negation was added or removed (model “{model}”, school “{adopted}”).",
        _negation,
    ),
    Rule(
        "OPP001",
        True,
        "A word was replaced by its opposite: “{model}” became “{adopted}”.",
        _opposite,
    ),
    Rule("ACT001", True, "Somebody else is named: “{model}” became “{adopted}”.", _actor),
    Rule("ACT002", True, "Who does what to whom was turned round.", _actor_order),
    Rule("SCO001", True, "It no longer covers {model}.", _party_dropped),
    Rule("SCO002", True, "It now also covers {adopted}.", _party_added),
    Rule(
        "SCO003",
        True,
        "How far it reaches was changed (model “{model}”, school “{adopted}”).",
        _limit,
    ),
    Rule(
        "NUM001",
        True,
        "A period or deadline was changed (model “{model}”, school “{adopted}”).",
        _quantity(PERIODS),
    ),
    Rule(
        "NUM002",
        True,
        "How often it happens was changed (model “{model}”, school “{adopted}”).",
        _quantity(frozenset({"frequency"})),
    ),
    Rule(
        "NUM003",
        True,
        "An age was changed (model “{model}”, school “{adopted}”).",
        _quantity(frozenset({"age"})),
    ),
    Rule(
        "NUM004",
        True,
        "A number or threshold was changed (model “{model}”, school “{adopted}”).",
        _quantity(frozenset({"number", "threshold"})),
    ),
    Rule(
        "NUM005",
        True,
        "A date was changed (model “{model}”, school “{adopted}”).",
        _quantity(frozenset({"date", "day"})),
    ),
    Rule("EXC001", True, "An exception or condition was removed: “{model}”.", _exception_removed),
    Rule("EXC002", True, "An exception or condition was added: “{adopted}”.", _exception_added),
    Rule("CON001", True, "A consequence is no longer stated: “{model}”.", _consequence_dropped),
    Rule("CON002", True, "A consequence was added: “{adopted}”.", _consequence_added),
    Rule(
        "NAM001",
        True,
        "A named law, document, body or contact was changed: “{model}” became “{adopted}”.",
        _name_replaced,
    ),
    Rule(
        "NAM002",
        True,
        "A named law, document, body or contact is no longer mentioned: “{model}”.",
        _name_dropped,
    ),
    Rule(
        "NAM003",
        True,
        "A named law, document, body or contact was added: “{adopted}”.",
        _name_added,
    ),
    Rule(
        "DEF001",
        True,
        "A definition was changed (model “{model}”, school “{adopted}”).",
        _definition,
    ),
    Rule("SEN001", True, "A sentence of the model is gone: “{model}”", _sentence_deleted),
    Rule("SEN002", True, "A sentence was added: “{adopted}”", _sentence_added),
    Rule("LST001", True, "Something listed in the model is gone: “{model}”.", _item_dropped),
    Rule("LST002", True, "Something was added to a list: “{adopted}”.", _item_added),
    Rule("WRD001", True, "Words of substance were taken out: “{model}”.", _words_dropped),
    Rule("WRD002", True, "Words of substance were put in: “{adopted}”.", _words_added),
    Rule(
        "WRD003",
        True,
        "Words of substance were replaced: “{model}” became “{adopted}”.",
        _words_replaced,
    ),
    Rule(
        "REF001",
        False,
        "A reference to another clause was renumbered (model “{model}”, school “{adopted}”).",
        _reference,
    ),
)
