"""What a school substituted for the county's words, learnt once per document."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from toolkit.align import Match
from toolkit.document import Clause, Document, Place
from toolkit.language.gaps import GAP
from toolkit.language.lexicon import NOUNS, RESERVED, ROLES
from toolkit.language.words import STOPWORDS, fold, is_word, tokens
from toolkit.textdiff import runs

SubstitutionKind = Literal["school_name", "noun", "post", "authority", "date", "other"]


@dataclass(frozen=True, slots=True)
class Substitution:
    """`model` was consistently written as `adopted`, `count` times."""

    kind: SubstitutionKind
    model: str
    adopted: str
    count: int


Pair = tuple[str, str]
Phrase = tuple[str, ...]

NAME_MARK = "§name"
PLACE_MARK = "§place"
DATE_MARK = "§date"
ROLE_SHARE = 0.5  # A post renamed in fewer than half of its places is a change, not a custom.
NOUN_SHARE = 0.3  # Nouns are changed more carelessly; what was left becomes a finding.
OTHER_COUNT = 3  # A renaming outside the known groups must be seen this often, and always.
LONGEST_RENAMING = 5  # Words in either side of one.
MIN_SIMILARITY = 0.35  # Pairs less alike than this teach nothing.

MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|"
    r"oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)"
)
DAY = r"\d{1,2}(?:st|nd|rd|th)?"
YEAR = r"(?:19|20)\d\d"
DATE = re.compile(
    rf"""\b(?: {DAY}\ (?:of\ )?{MONTH}[ ,]+{YEAR} | {MONTH}\ {DAY},?\ {YEAR} | {MONTH}\.?,?\ {YEAR}
        | \d{{1,2}}[./-]\d{{1,2}}[./-](?:\d{{4}}|\d\d) | {YEAR}-\d\d(?:-\d\d)?
        | (?:spring|summer|autumn)\ (?:term\ )?{YEAR} | {YEAR}\ ?[/-]\ ?(?:20)?\d\d | {YEAR} )\b""",
    re.I | re.X,
)
ADOPTION = re.compile(
    r"\b(?:adopt(?:ed|ion)|ratified|approved|edition|version|issued?|effective|next review|review date|"
    r"reviewed on|reviewed in|date of|model policy|dated|signed)\b",
    re.I,
)
LONGEST_ADOPTION = 60  # Words in an adoption sentence; a date in longer text is policy.

NAME_TYPES = frozenset(
    [
        "the",
        "school",
        "schools",
        "academy",
        "academies",
        "federation",
        "trust",
        "college",
        "nursery",
        "community",
        "primary",
        "junior",
        "infant",
        "infants",
        "high",
        "secondary",
        "first",
        "middle",
        "special",
        "church",
        "of",
        "england",
        "ce",
        "c",
        "e",
        "rc",
        "roman",
        "catholic",
        "methodist",
        "voluntary",
        "aided",
        "controlled",
        "va",
        "vc",
        "and",
        "multi",
        "mat",
        "centre",
        "sixth",
        "form",
        "grammar",
        "foundation",
        "free",
        "preparatory",
        "prep",
        "partnership",
        "setting",
    ]
)
TITLE = r"[A-Z][\w'’.]*"
OTHER_SCHOOL = re.compile(
    rf"\b({TITLE}(?: (?:of|the|and|&|{TITLE})){{0,5}} (?:School|Academy|Federation|College|Nursery))\b"
)


@dataclass(frozen=True, slots=True)
class Wording:
    """What counts as the same in this pair of documents: phrases by first word, with their mark."""

    substitutions: tuple[Substitution, ...]
    phrases: dict[str, tuple[tuple[Phrase, str], ...]]
    names: tuple[Phrase, ...]


def learn(model: Document, adopted: Document, matches: Sequence[Match]) -> Wording:
    """Learn from all clauses together what the school calls itself, its posts and its bodies."""
    pairs = [_texts(match) for match in matches if match.similarity >= MIN_SIMILARITY]
    keyed = [(_keys(old), _keys(new)) for old, new in pairs if old != new]
    same = [keys for old, new in pairs if old == new for keys in [_keys(old)]]
    found = [
        *_names(model, adopted, pairs),
        *_nouns(keyed, same),
        *_roles(keyed, same),
        *_dates(pairs),
    ]
    found += _others(keyed, same, found)
    return wording_of(found, _all_names(model, adopted, found))


def wording_of(substitutions: Iterable[Substitution], names: Iterable[str] = ()) -> Wording:
    """Make the table that `neutral` reads: both wordings of a substitution carry one mark."""
    phrases: dict[str, list[tuple[Phrase, str]]] = {}
    kept = tuple(substitutions)
    for left, right, mark in _marks(kept):
        for phrase in {left, right, *_respellings(left), *_respellings(right)}:
            phrases.setdefault(phrase[0], []).append((phrase, mark))
    cores = {core for name in names if (core := _core(name))}
    ordered = {
        first: tuple(sorted(rows, key=lambda row: (-len(row[0]), row[1])))
        for first, rows in phrases.items()
    }
    return Wording(kept, ordered, tuple(sorted(cores, key=lambda core: (-len(core), core))))


def _respellings(phrase: Phrase) -> Iterator[Phrase]:
    """Give "head teacher" for "headteacher": one title, whatever it gave way to."""
    for at, word in enumerate(phrase):
        if word.startswith("headteacher"):
            yield (*phrase[:at], "head", word.removeprefix("head"), *phrase[at + 1 :])


def _marks(substitutions: Sequence[Substitution]) -> Iterator[tuple[Phrase, Phrase, str]]:
    """Give the phrases of each substitution, with those that share a wording under one mark."""
    mark_of: dict[Phrase, str] = {}
    for substitution in substitutions:
        if substitution.kind in ("school_name", "date"):
            continue
        for left, right in _inflected(substitution):
            mark = mark_of.get(left) or mark_of.get(right) or "§" + "_".join(left)
            mark_of[left] = mark_of[right] = mark
            yield left, right, mark


def _inflected(substitution: Substitution) -> Iterator[tuple[Phrase, Phrase]]:
    left, right = tuple(_keys(substitution.model)), tuple(_keys(substitution.adopted))
    yield left, right
    if substitution.kind in ("noun", "post"):
        for plural_left in _plurals(left):
            for plural_right in _plurals(right):
                yield plural_left, plural_right


def _plurals(phrase: Phrase) -> Iterator[Phrase]:
    """Give plural and possessive, which are one after folding apostrophes, save for -y."""
    yield (*phrase[:-1], phrase[-1] + "s")
    if phrase[-1].endswith("y"):
        yield (*phrase[:-1], phrase[-1][:-1] + "ies")


def neutral(keys: Sequence[str], wording: Wording) -> list[tuple[str, int, int]]:
    """Give `(key, start, end)` for a run of folded words, substitutions and names under marks."""
    found: list[tuple[str, int, int]] = []
    at = 0
    while at < len(keys):
        key, end = (
            _name_at(keys, at, wording) or _phrase_at(keys, at, wording) or (keys[at], at + 1)
        )
        found.append((key, at, end))
        at = end
    return found


def _phrase_at(keys: Sequence[str], at: int, wording: Wording) -> tuple[str, int] | None:
    for phrase, mark in wording.phrases.get(keys[at], ()):
        if tuple(keys[at : at + len(phrase)]) == phrase:
            return mark, at + len(phrase)
    return None


def _name_at(keys: Sequence[str], at: int, wording: Wording) -> tuple[str, int] | None:
    """Read the school's name, however much of "the ... Community Primary School" goes with it."""
    start = at + 1 if keys[at] == "the" and at + 1 < len(keys) else at
    if keys[start] == NAME_MARK:
        return NAME_MARK, _past_types(keys, start + 1)
    for core in wording.names:
        if tuple(keys[start : start + len(core)]) == core:
            return NAME_MARK, _past_types(keys, start + len(core))
    return None


def _past_types(keys: Sequence[str], at: int) -> int:
    """Step over the words of type after a name, not over a word that merely could be one."""
    end = at
    while end < len(keys) and keys[end] in NAME_TYPES and keys[end] not in ("the", "and"):
        end += 1
    while end > at and keys[end - 1] in STOPWORDS:
        end -= 1
    return end


def _core(name: str) -> Phrase:
    """Take the words of type off a school's name: "Oakfield Community Primary School" → oakfield."""
    keys = _keys(name)
    while keys and keys[-1] in NAME_TYPES:
        keys.pop()
    while keys and keys[0] == "the":
        keys.pop(0)
    return tuple(keys)


def _texts(match: Match) -> Pair:
    return tuple(
        " ".join(blanked(clause) for clause in side) for side in (match.model, match.adopted)
    )  # type: ignore[return-value]


def blanked(clause: Clause) -> str:
    """Write a clause with its marked places as marks: the school's name has one of its own."""
    text = clause.text
    for place in reversed(places_of(clause)):
        text = (
            text[: place.start]
            + (" §name " if _is_name(place.name) else " §place ")
            + text[place.end :]
        )
    return text


@lru_cache(maxsize=4096)
def places_of(clause: Clause) -> tuple[Place, ...]:
    """Give the clause's marked places, and the gaps that a model printed without marking them."""
    known = list(clause.places)
    for gap in GAP.finditer(clause.text):
        if not any(place.start < gap.end() and gap.start() < place.end for place in known):
            known.append(Place(gap.start(), gap.end(), gap.group().strip("[]{} ")))
    return tuple(sorted(known, key=lambda place: place.start))


def _is_name(name: str) -> bool:
    said = name.casefold()
    return "name" in said and any(noun in said for noun in (*NOUNS, "setting"))


@lru_cache(maxsize=20_000)
def _key(token: str) -> str:
    return fold(token)


def _keys(text: str) -> list[str]:
    return keys_of(tokens(text))


def keys_of(cut: Sequence[str]) -> list[str]:
    """Fold the words among tokens; marks of punctuation fall out, our own marks stay."""
    found: list[str] = []
    pending = False
    for token in cut:
        if token == "§":
            pending = True
        elif is_word(token):
            found.append("§" + token if pending else _key(token))
            pending = False
    return found


# ---------------------------------------------------------------- learning


def _names(model: Document, adopted: Document, pairs: Sequence[Pair]) -> list[Substitution]:
    """Learn the school's name from its metadata and from what stands in the place of the model's."""
    theirs = adopted.metadata.school or _filled_name(pairs)
    if not theirs:
        return []
    ours = model.metadata.school
    core = _core(theirs)
    count = sum(_contains(_keys(new), core) for _, new in pairs) if core else 0
    if ours and _core(ours) == core:
        return []
    return [Substitution("school_name", ours or "the school's name", theirs, max(count, 1))]


def _filled_name(pairs: Sequence[Pair]) -> str | None:
    """Give the commonest filling of the places marked for the school's name."""
    fillings: Counter[str] = Counter()
    for old, new in pairs:
        if NAME_MARK in old:
            fillings.update(_fillings(old, new))
    return fillings.most_common(1)[0][0] if fillings else None


def _fillings(old: str, new: str) -> Iterator[str]:
    left, right = tokens(old.replace(NAME_MARK, "NAMEMARK")), tokens(new)
    for run in runs([_key(t) for t in left], [_key(t) for t in right]):
        inserted = [token for token in right[run.j1 : run.j2] if is_word(token)]
        if "NAMEMARK" in left[run.i1 : run.i2] and 0 < len(inserted) <= 10:
            capitals = [word[0].isupper() or _key(word) in STOPWORDS for word in inserted]
            if all(capitals):
                yield " ".join(inserted)


def _contains(keys: Sequence[str], phrase: Phrase) -> int:
    return sum(tuple(keys[at : at + len(phrase)]) == phrase for at in range(len(keys)))


def _all_names(model: Document, adopted: Document, found: Sequence[Substitution]) -> list[str]:
    said = [model.metadata.school, adopted.metadata.school]
    said += [text for s in found if s.kind == "school_name" for text in (s.model, s.adopted)]
    return [name for name in dict.fromkeys(said) if name and name != "the school's name"]


Keyed = Sequence[tuple[list[str], list[str]]]


def _nouns(keyed: Keyed, same: Sequence[list[str]]) -> list[Substitution]:
    forms = {noun: [(noun,), *_plurals((noun,))] for noun in NOUNS}
    return _learnt("noun", forms, keyed, same, NOUN_SHARE)


def _roles(keyed: Keyed, same: Sequence[list[str]]) -> list[Substitution]:
    found: list[Substitution] = []
    for group, titles in ROLES.items():
        forms = {title: _forms(title) for title in titles}
        kind: SubstitutionKind = "authority" if group == "authority" else "post"
        kind = "noun" if group in ("pupil", "pupils") else kind
        found += _learnt(kind, forms, keyed, same, ROLE_SHARE)
    return found


def _forms(title: str) -> list[Phrase]:
    phrase = tuple(_keys(title))
    return [phrase, *_plurals(phrase)]


def _learnt(
    kind: SubstitutionKind,
    forms: dict[str, list[Phrase]],
    keyed: Keyed,
    same: Sequence[list[str]],
    share: float,
) -> list[Substitution]:
    """Count how often each wording gave way to another of its group, and how often it was kept."""
    table = {phrase: word for word, phrases in forms.items() for phrase in phrases}
    lookup = _by_first(table)
    swapped: Counter[Pair] = Counter()
    kept: Counter[str] = Counter()
    for old, new in keyed:
        before, after = _count(old, lookup), _count(new, lookup)
        kept.update(before & after)
        lost, gained = before - after, after - before
        for left in lost:
            for right in gained:
                swapped[left, right] += min(lost[left], gained[right])
    for keys in same:
        kept.update(_count(keys, lookup))
    return [
        Substitution(kind, left, right, count)
        for (left, right), count in sorted(swapped.items(), key=lambda item: (-item[1], item[0]))
        if count and count >= share * (count + kept[left]) and not _respelled(left, right)
    ]


def _respelled(left: str, right: str) -> bool:
    """Tell "head teacher" for "headteacher": another spelling, no substitution."""
    return left.replace(" ", "") == right.replace(" ", "")


Lookup = dict[str, list[tuple[Phrase, str]]]


def _by_first(table: dict[Phrase, str]) -> Lookup:
    lookup: Lookup = {}
    for phrase in sorted(table, key=lambda phrase: -len(phrase)):
        lookup.setdefault(phrase[0], []).append((phrase, table[phrase]))
    return lookup


def _count(keys: Sequence[str], lookup: Lookup) -> Counter[str]:
    found: Counter[str] = Counter()
    at = 0
    while at < len(keys):
        hit = next(
            (
                (phrase, word)
                for phrase, word in lookup.get(keys[at], ())
                if tuple(keys[at : at + len(phrase)]) == phrase
            ),
            None,
        )
        if hit:
            found[hit[1]] += 1
        at += len(hit[0]) if hit else 1
    return found


def _dates(pairs: Sequence[Pair]) -> list[Substitution]:
    """Give the dates of adoption sentences and edition lines that became the school's own."""
    found: Counter[Pair] = Counter()
    for old, new in pairs:
        if old != new and states_adoption(old) and states_adoption(new):
            left, right = DATE.findall(old), DATE.findall(new)
            found.update((a, b) for a, b in zip(left, right, strict=False) if a != b)
    return [Substitution("date", a, b, count) for (a, b), count in found.items()]


def states_adoption(text: str) -> bool:
    """Tell a sentence that dates the document from policy text with a date in it."""
    return bool(ADOPTION.search(text)) and text.count(" ") < LONGEST_ADOPTION


def _others(
    keyed: Keyed, same: Sequence[list[str]], known: Sequence[Substitution]
) -> list[Substitution]:
    """Learn renamings outside the known groups, seen often and without exception."""
    table = wording_of(known)
    swapped: Counter[tuple[Phrase, Phrase]] = Counter()
    for old, new in keyed:
        left, right = ([key for key, _, _ in neutral(keys, table)] for keys in (old, new))
        for run in runs(left, right):
            phrases = tuple(left[run.i1 : run.i2]), tuple(right[run.j1 : run.j2])
            if not run.equal and all(_may_be_renamed(phrase) for phrase in phrases):
                swapped[phrases] += 1
    found = []
    for (left, right), count in swapped.items():
        if count >= OTHER_COUNT and not any(
            _contains(old, left) and _contains(new, left) for old, new in keyed
        ):
            if not any(_contains(keys, left) for keys in same):
                found.append(Substitution("other", " ".join(left), " ".join(right), count))
    return found


def _may_be_renamed(phrase: Phrase) -> bool:
    content = [word for word in phrase if word not in STOPWORDS]
    settled = any(word in RESERVED or word.startswith("§") or word[0].isdigit() for word in phrase)
    return bool(content) and len(phrase) <= LONGEST_RENAMING and not settled
