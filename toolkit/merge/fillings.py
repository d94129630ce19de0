"""The marked places of a county's text, and what a school wrote in them."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

from toolkit.align import Match
from toolkit.align.sequence import runs
from toolkit.classify.change import NO_VALUE
from toolkit.document import Clause, Place
from toolkit.language.gaps import find_places, places_of
from toolkit.language.words import STOPWORDS, fold, is_word, tokens

GAP_MARK = "Ꙭ"  # A letter that no policy uses, for a marked place while texts are compared.
LONGEST_FILLING = 40  # Words; more than that beside a gap is the school's own text.
NAME = "school.name"
GAP_WORDS = re.compile(
    r"^(?:please\s+)?(?:insert|add|enter|type|give|state|specify|complete)\s+(?:the\s+|your\s+)?|\W+$",
    re.I,
)
_NOUN = r"\b(?:school|academy|federation|trust|college|nursery)\b"
SAYS_NAME = re.compile(
    rf"{_NOUN}.*\bname\b | \bname\ of\ (?:the\ )?{_NOUN}", re.IGNORECASE | re.VERBOSE
)
HIS = re.compile(r"['’]s\b")
POSSESSIVE = re.compile(r"['’]s\Z")
SAINTS = re.compile(r"\b(?:St|Saint)\b\.?\s+\w+['’]s\Z")  # The name itself ends so.
JOINING = frozenset({"of", "the", "and", "for", "de", "van", "der", "le", "la", "on", "s"})
GENERIC = "gap"  # What a place is called that says nothing of itself: each may hold another value.
# In a county's text square brackets are for the school, whatever words they hold: "[adopted on]".
BRACKETED = re.compile(r"\[(?P<name>[A-Za-z][^\[\]\n]{2,60})\](?!\()")

Fillings = Mapping[str, str]
Reword = Callable[[str], str]


def places_in(clause: Clause) -> tuple[Place, ...]:
    """Give the marked places of a county clause, and what it prints in square brackets."""
    known = places_of(clause)
    found = [
        Place(match.start(), match.end(), match["name"])
        for match in BRACKETED.finditer(clause.text)
        if not any(p.start < match.end() and match.start() < p.end for p in known)
    ]
    return tuple(sorted((*known, *found), key=lambda place: place.start)) if found else known


def key_of(name: str) -> str:
    """Fold the name of a place: "Insert school name" and `school.name` ask for one thing."""
    plain = GAP_WORDS.sub("", name.strip("[]{}<>«» ")).lower()
    if SAYS_NAME.search(plain):
        return NAME
    return re.sub(r"[\W_]+", ".", plain).strip(".") or GENERIC


def keys_in(clause: Clause) -> list[str]:
    """Give the keys of a clause's places; those that say nothing of themselves are numbered."""
    keys = [key_of(place.name) for place in places_in(clause)]
    return [f"{key} {at}" if _says_nothing(key) else key for at, key in enumerate(keys)]


def _says_nothing(key: str) -> bool:
    return key in (GENERIC, "date", "name", "insert", "number") or not key.strip("x.")


def read_fillings(matches: Iterable[Match], reword: Reword) -> dict[str, Fillings]:
    """Read what the school wrote in the marked places of each clause of the old edition."""
    found: dict[str, Fillings] = {}
    for match in matches:
        if len(match.model) == 1 and match.adopted and places_in(match.model[0]):
            new = " ".join(clause.text for clause in match.adopted)
            found[match.model[0].id] = dict(_read(match.model[0], new, reword))
    return found


def commonest(found: Iterable[Fillings]) -> dict[str, str]:
    """Give for each named place what was written most often."""
    counted: dict[str, Counter[str]] = defaultdict(Counter)
    for fillings in found:
        for key, text in fillings.items():
            if " " not in key:
                counted[key][text] += 1
    return {key: texts.most_common(1)[0][0] for key, texts in counted.items()}


def _read(clause: Clause, new: str, reword: Reword) -> Iterator[tuple[str, str]]:
    """Compare the clause, its places as single marks, with the school's text."""
    old = reword(_with_marks(clause.text, places_in(clause)))
    left, right = tokens(old), list(_placed(new))
    names = iter(keys_in(clause))
    starts = {at: next(names) for at, token in enumerate(left) if token == GAP_MARK}
    keys = [fold(token) for token in left], [fold(token) for token, _, _ in right]
    for run in runs(*keys):
        inside = [at for at in starts if run.i1 <= at < run.i2]
        if run.equal or len(inside) != 1 or inside[0] != run.i1:
            continue
        size = _length_of_value([token for token, _, _ in right[run.j1 : run.j2]])
        text = new[right[run.j1][1] : right[run.j1 + size - 1][2]] if size else ""
        if HIS.match("".join(left[inside[0] + 1 : inside[0] + 3])) and not SAINTS.search(text):
            text = POSSESSIVE.sub("", text)
        if text and not find_places(text) and any(map(is_word, tokens(text))):
            yield starts[inside[0]], text


def _length_of_value(said: Sequence[str]) -> int:
    """Tell where a value ends and the school's own text begins, in tokens.

    A name goes on while its words have capitals; a number takes its unit with it; other words run
    to the end of the sentence, or to a condition.
    """
    if not said:
        return 0
    named = said[0][0].isupper() or said[0][0].isdigit()
    end = 0
    for at, token in enumerate(said[:LONGEST_FILLING]):
        if token in ".;:" and not (named and at and len(said[at - 1]) <= len("Mrs")):
            break
        if named and not _goes_with_name(token, said[at - 1] if at else ""):
            break
        if not named and fold(token) in NO_VALUE:
            break
        end = at + 1
    while end and _hangs(said[end - 1]):
        end -= 1
    return end


def _hangs(token: str) -> bool:
    """Tell a word or mark on which no value ends."""
    return fold(token) in JOINING or (not is_word(token) and token not in ")’'\"")


def _goes_with_name(token: str, before: str) -> bool:
    if token[0].isupper() or token[0].isdigit() or fold(token) in JOINING or not is_word(token):
        return True
    return before[:1].isdigit() and fold(token) not in STOPWORDS  # "30 days", "5th floor"


def _with_marks(text: str, places: Sequence[Place]) -> str:
    for place in reversed(places):
        text = f"{text[: place.start]} {GAP_MARK} {text[place.end :]}"
    return text


def _placed(text: str) -> Iterator[tuple[str, int, int]]:
    at = 0
    for token in tokens(text):
        start = text.index(token, at)
        at = start + len(token)
        yield token, start, at
