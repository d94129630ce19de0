"""What counts as the same in one pair of documents: substitutions, names and marked places."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence, Set
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from toolkit.document import Clause
from toolkit.language.gaps import places_of
from toolkit.language.kinds import KIND_WORDS, MORE_KINDS, OF_A_CHURCH
from toolkit.language.lexicon import NOUNS, listed
from toolkit.language.phrases import Found, Lookup, Phrase, by_first, find
from toolkit.language.words import STOPWORDS, fold, is_word, tokens

SubstitutionKind = Literal["school_name", "noun", "post", "authority", "date", "other"]

# A private character opens a mark: no policy can contain one by chance.
MARK = "\ue000"
NAME_MARK = f"{MARK}name"
PLACE_MARK = f"{MARK}place"
DATE_MARK = f"{MARK}date"
REFERENCE_MARK = f"{MARK}reference"

MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|"
    r"sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)"
)
DAY = r"\d{1,2}(?:st|nd|rd|th)?"
YEAR = r"(?:19|20)\d\d"
DATE = re.compile(
    rf"""\b(?: {DAY}\ (?:of\ )?{MONTH}[ ,]+{YEAR} | {MONTH}\ {DAY},?\ {YEAR}
        | {MONTH}\.?,?\ {YEAR} | \d{{1,2}}[./-]\d{{1,2}}[./-](?:\d{{4}}|\d\d)
        | {YEAR}-\d\d(?:-\d\d)?
        | (?:spring|summer|autumn)\ (?:term\ )?{YEAR} | {YEAR}\ ?[/-]\ ?(?:20)?\d\d | {YEAR} )\b""",
    re.I | re.X,
)
ADOPTION = re.compile(
    r"\b(?:adopt(?:ed|ion)|ratified|approved|edition|version|issued?|effective|next review|"
    r"review date|reviewed on|reviewed in|due to be reviewed|date of|model policy|dated|signed)\b",
    re.I,
)
LONGEST_ADOPTION = 60  # Words in an adoption sentence; a date in longer text is policy.

# "XXXX Primary School": what stands before the noun is the school's name.
SCHOOL_BEHIND = re.compile(
    r"\s+(?:[A-Z][\w'’]*\s+){0,3}(?:School|Academy|Federation|College|Nursery|Trust)\b"
)
PARENTS_CARERS = re.compile(r"\b(parents?)\s*/\s*(carers?|guardians?)\b", re.I)
SHARED = re.compile(r"co-", re.I)
STAFF = frozenset({"staff", "member", "members", "of"})
PLURALS = {
    **{"child": "children", "person": "people"},
    **{word: word for word in ("people", "staff", "carers", "guardians", "families")},
}
AGES = listed("infant infants junior juniors primary nursery first middle secondary high")
NAME_TYPES = (
    KIND_WORDS
    | MORE_KINDS
    | OF_A_CHURCH
    | listed("the infants of methodist and mat centre sixth form preparatory prep setting")
)
COUNCIL_BEHIND = listed("council borough city county authority")  # "Ashby Council" is no school
NO_NAME = "the school's name"  # the county's side of a name that the model leaves open
THE_SCHOOL = "the school"  # the county's side of a name put for the noun


@dataclass(frozen=True, slots=True)
class Substitution:
    """`model` was consistently written as `adopted`, `count` times."""

    kind: SubstitutionKind
    model: str
    adopted: str
    count: int


@dataclass(frozen=True, slots=True)
class Wording:
    """Phrases by first word, each with the mark it stands under.

    `names` are the cores of school names, and their possessives once apostrophes are folded away.
    """

    substitutions: tuple[Substitution, ...]
    phrases: Lookup
    names: tuple[Phrase, ...]


def wording_of(substitutions: Iterable[Substitution], names: Iterable[str] = ()) -> Wording:
    """Make the table that `neutral` reads: both wordings of a substitution carry one mark."""
    kept = tuple(substitutions)
    table: dict[Phrase, str] = {}
    for left, right, mark in _marks(kept):
        for phrase in (left, right, *_respellings(left), *_respellings(right)):
            table[phrase] = mark
    bare = {core for name in names if (core := core_of(name))}
    cores = bare | {(*core[:-1], f"{core[-1]}s") for core in bare}  # "Oakfield's"
    ordered = tuple(sorted(cores, key=lambda core: (-len(core), core)))
    return Wording(kept, by_first(table), ordered)


def _marks(substitutions: Sequence[Substitution]) -> Iterator[tuple[Phrase, Phrase, str]]:
    """Give the phrases of each substitution, with those that share a wording under one mark."""
    mark_of: dict[Phrase, str] = {}
    pairs = [
        pair
        for substitution in substitutions
        if substitution.kind not in ("school_name", "date")
        for pair in _inflected(substitution)
    ]
    for left, right in pairs:
        marks = [mark for side in (left, right) if (mark := mark_of.get(side))]
        mark = marks[0] if marks else MARK + "_".join(left)
        for phrase in [phrase for phrase, other in mark_of.items() if other in marks[1:]]:
            mark_of[phrase] = mark
        mark_of[left] = mark_of[right] = mark
    yield from ((left, right, mark_of[left]) for left, right in pairs)


def _respellings(phrase: Phrase) -> Iterator[Phrase]:
    """Give "head teacher" for "headteacher": one title, whatever it gave way to."""
    if phrase[-1:] == ("staff",) and set(phrase) <= STAFF:
        yield from (("staff", "member"), ("staff", "members"))
        yield from (("member", "of", "staff"), ("members", "of", "staff"))
    for at, word in enumerate(phrase):
        if word.startswith("headteacher"):
            yield (*phrase[:at], "head", word.removeprefix("head"), *phrase[at + 1 :])


def _inflected(substitution: Substitution) -> Iterator[tuple[Phrase, Phrase]]:
    left, right = words_in(substitution.model), words_in(substitution.adopted)
    yield left, right
    if SHARED.match(substitution.adopted):  # one post that several hold
        yield from ((left, shared) for shared in plurals(right))
    if substitution.kind in ("post", "authority"):
        yield from _owners(left, right)
    if substitution.kind in ("noun", "post", "authority"):
        for plural_left in plurals(left):
            for plural_right in (*plurals(right), *_each_plural(substitution.adopted)):
                yield plural_left, plural_right


def _each_plural(title: str) -> Iterator[Phrase]:
    """Give "pupils/students" for "pupil/student": two titles put for one."""
    parts = [words_in(part) for part in re.split(r"/| and | or |\(", title)]
    if len(parts) > 1 and all(parts):
        joints = [words_in(joint) for joint in re.findall(r" and | or ", title)]
        many = [(*part[:-1], PLURALS.get(part[-1], f"{part[-1]}s")) for part in parts]
        between = [*joints, *[()] * (len(many) - 1 - len(joints)), ()]
        yield tuple(
            word for part, joint in zip(many, between, strict=False) for word in (*part, *joint)
        )


def _owners(left: Phrase, right: Phrase) -> Iterator[tuple[Phrase, Phrase]]:
    """Pair "the chair of governors' letter" with "the Chair's", whose marks are folded away."""
    ends = left[-1].endswith("s"), right[-1].endswith("s")
    if ends == (True, False):
        yield left, (*right[:-1], f"{right[-1]}s")
    elif ends == (False, True):
        yield (*left[:-1], f"{left[-1]}s"), right


def plurals(phrase: Phrase) -> Iterator[Phrase]:
    """Give plural and possessive, which are one after folding apostrophes, save for -y."""
    yield (*phrase[:-1], phrase[-1] + "s")
    if phrase[-1].endswith("y"):
        yield (*phrase[:-1], phrase[-1][:-1] + "ies")
    if "of" in phrase[1:]:
        at = phrase.index("of") - 1
        yield (*phrase[:at], phrase[at] + "s", *phrase[at + 1 :])
    if phrase[-1] in PLURALS:
        yield (*phrase[:-1], PLURALS[phrase[-1]])
        yield (*phrase[:-1], PLURALS[phrase[-1]] + "s")  # "children's"


def marks_in(keys: Sequence[str], wording: Wording) -> list[Found]:
    """Find the substitutions and school names in a run of folded words, by their marks."""
    hits = find(keys, wording.phrases)
    starts = {core[0] for core in wording.names} | {NAME_MARK}
    return hits if starts.isdisjoint(keys) else _with_names(keys, wording, starts | {"the"}, hits)


def neutral(keys: Sequence[str], wording: Wording) -> list[tuple[str, int, int]]:
    """Give `(key, start, end)` for a run of folded words, substitutions and names under marks."""
    found: list[tuple[str, int, int]] = []
    at = 0
    for hit in marks_in(keys, wording):
        found += [(keys[word], word, word + 1) for word in range(at, hit.start)]
        found.append((hit.name, hit.start, hit.end))
        at = hit.end
    return [*found, *((keys[word], word, word + 1) for word in range(at, len(keys)))]


def marked(keys: Phrase, wording: Wording) -> Phrase:
    """Put the substitutions and names of a run of folded words under their marks."""
    return tuple([key for key, _, _ in neutral(keys, wording)])


def _with_names(
    keys: Sequence[str], wording: Wording, openings: Set[str], hits: Sequence[Found]
) -> list[Found]:
    """Add the school's names to the substitutions; where both begin, the name is meant."""
    at_start = {hit.start: hit for hit in hits}
    found: list[Found] = []
    end = 0
    for at, key in enumerate(keys):
        named = _name_at(keys, at, wording) if at >= end and key in openings else None
        hit = named or at_start.get(at)
        if at >= end and hit:
            found.append(hit)
            end = hit.end
    return found


def _name_at(keys: Sequence[str], at: int, wording: Wording) -> Found | None:
    """Read the school's name, however much of "the ... Community Primary School" goes with it."""
    start = at + 1 if keys[at] == "the" and at + 1 < len(keys) else at
    if keys[start] == NAME_MARK:
        return Found(NAME_MARK, at, _past_types(keys, start + 1))
    for core in wording.names:
        end = start + len(core)
        if tuple(keys[start:end]) == core:
            end = _past_types(keys, end)
            council = end < len(keys) and keys[end] in COUNCIL_BEHIND
            return None if council else Found(NAME_MARK, at, end)
    return None


def _past_types(keys: Sequence[str], at: int) -> int:
    """Step over the words of type after a name, not over a word that merely could be one."""
    end = at
    while end < len(keys) and keys[end] in NAME_TYPES and keys[end] != "the":
        if keys[end] == "and" and not (at < end < len(keys) - 1 and keys[end + 1] in AGES):
            break  # "Infant and Nursery School", never "Oakfield School and the nursery"
        end += 1
    while end > at and keys[end - 1] in STOPWORDS:
        end -= 1
    return end


def core_of(name: str) -> Phrase:
    """Take the words of type off a school's name.

    >>> core_of("Oakfield Community Primary School")
    ('oakfield',)
    """
    keys = list(words_in(name))
    while keys and keys[-1] in NAME_TYPES:
        keys.pop()
    while keys and keys[0] == "the":
        keys.pop(0)
    return tuple(keys)


@lru_cache(maxsize=4096)
def blanked(clause: Clause) -> str:
    """Write a clause with its marked places as marks: the school's name has one of its own."""
    text = clause.text
    for place in reversed(places_of(clause)):
        before, after = text[: place.start].removesuffix("£"), text[place.end :]
        named = _is_name(place.name) or bool(SCHOOL_BEHIND.match(after))
        text = f"{before} {NAME_MARK if named else PLACE_MARK} {after}"
    return PARENTS_CARERS.sub(r"\1 or \2", text) if "/" in text else text


def _is_name(name: str) -> bool:
    said = name.casefold()
    return "name" in said and any(noun in said for noun in NOUNS)


@lru_cache(maxsize=8192)
def words_in(text: str) -> Phrase:
    """Fold the words of a text that may hold marks."""
    return tuple(keys_of(tokens(text)))


def keys_of(cut: Sequence[str]) -> list[str]:
    """Fold the words among tokens; marks of punctuation fall out, our own marks stay."""
    found: list[str] = []
    pending = False
    for token in cut:
        if token == MARK:
            pending = True
        elif is_word(token):
            found.append(MARK + token if pending else fold(token))
            pending = False
    return found


def has_figure(text: str) -> bool:
    """Tell a text with a digit: what has none holds no date, whatever the patterns for it cost."""
    return any(map(text.__contains__, "0123456789"))


def dates_in(text: str) -> list[str]:
    """Give the dates of a text as printed."""
    return DATE.findall(text) if has_figure(text) else []


def states_adoption(text: str) -> bool:
    """Tell a sentence that dates the document from policy text with a date in it."""
    return text.count(" ") < LONGEST_ADOPTION and bool(ADOPTION.search(text))
