"""County text → the same text in the school's words, as its own policy shows them."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from toolkit.align import Match
from toolkit.align.sequence import runs
from toolkit.classify.change import NO_VALUE
from toolkit.document import Clause, Document, Place
from toolkit.language.gaps import find_places, places_of
from toolkit.language.grammar import (
    Term,
    agree,
    match_case,
    noun_term,
    plural,
    post_term,
    substitute,
)
from toolkit.language.grammar.protection import QUOTATION, covering, protected_spans
from toolkit.language.lexicon import NOUNS
from toolkit.language.words import STOPWORDS, fold, is_word, tokens
from toolkit.localise import Substitution, Wording
from toolkit.localise.wording import NO_NAME, THE_SCHOOL

GAP_MARK = (
    "Ꙭ"  # A letter that no policy uses; it stands for a marked place while texts are compared.
)
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


Fillings = Mapping[str, str]
GENERIC = "gap"  # What a place is called that says nothing of itself: each may hold another value.
LONGEST_ABBREVIATION = 6  # letters: SENDCO


@dataclass(frozen=True, slots=True)
class SchoolWords:
    """How one school writes county text.

    `terms` are its noun and titles; `phrases` (county's, school's) other renamings; `fillings` what
    it wrote in the county's marked places, by their names, and `own` the same by clause of the old
    edition; `protected` is never altered.
    """

    terms: tuple[Term, ...] = ()
    phrases: tuple[tuple[str, str], ...] = ()
    fillings: Fillings = field(default_factory=dict)
    own: Mapping[str, Fillings] = field(default_factory=dict)
    protected: tuple[str, ...] = ()
    noun: str | None = None


def learn_words(
    matches: Sequence[Match], wording: Wording, local: Document, values: Fillings
) -> SchoolWords:
    """Learn the school's words from what it made of the old edition.

    `values` fill places by name, where the school has not filled them in that very clause.
    """
    said = " ".join(clause.text for clause in local.clauses if clause.kind != "heading")
    terms = tuple(_as_printed(term, said) for term in _terms(wording.substitutions))
    nouns = [term.one for term in terms if term.kind == "noun" and term.old_one == "school"]
    name = _name(wording, local)
    phrases = *_without_article(terms, said), *_phrases(wording)
    bare = SchoolWords(terms, phrases, protected=(name,) if name else ())
    own = _fillings(matches, bare)
    given = {_key(name): text for name, text in values.items()}
    fillings = {**({NAME: name} if name else {}), **_commonest(own.values()), **given}
    values_said = (text for text in fillings.values() if " " in text)
    protected = tuple(dict.fromkeys((*bare.protected, *values_said)))
    return SchoolWords(terms, bare.phrases, fillings, own, protected, nouns[0] if nouns else None)


def in_school_words(
    clause: Clause, words: SchoolWords, old: str | None = None
) -> tuple[str, tuple[str, ...]]:
    """Give a county clause in the school's words, and the names of the places left open.

    `old` is the id of its clause in the old edition: what the school wrote there goes first.
    """
    fillings = {**words.fillings, **words.own.get(old or clause.id, {})}
    text, unfilled = _filled(clause, fillings)
    return text if clause.kind == "quote" else _reworded(text, words), unfilled


def _filled(clause: Clause, fillings: Fillings) -> tuple[str, tuple[str, ...]]:
    parts: list[str] = []
    unfilled: list[str] = []
    at = 0
    for key, place in zip(_keys(clause), places_in(clause), strict=True):
        filling = fillings.get(key)
        if filling is None:
            unfilled.append(place.name)
            filling = clause.text[place.start : place.end]
        parts += [clause.text[at : place.start], filling]
        at = place.end
        if POSSESSIVE.search(filling) and (again := HIS.match(clause.text, at)):
            at = again.end()  # "St Anne's" for the name in "{{ school.name }}'s network".
    return "".join([*parts, clause.text[at:]]), tuple(unfilled)


def _reworded(text: str, words: SchoolWords) -> str:
    for old, new in words.phrases:
        text = _replaced(text, old, new)
    for term in words.terms:
        text = substitute(text, term, words.protected).text
    return agree(text, words.noun) if words.noun and words.terms else text


def _replaced(text: str, old: str, new: str) -> str:
    pattern = rf"(?<!\w){re.escape(old)}(?!\w)".replace(r"\ ", r"\s+")

    quoted = [span for span in protected_spans(text) if span.why == QUOTATION]

    def put(match: re.Match[str]) -> str:
        if covering(quoted, match.start(), match.end()):
            return match[0]
        return new if any(map(str.isupper, new)) else match_case(match[0], new)

    return re.sub(pattern, put, text, flags=re.I)


# --- nouns, titles and names --------------------------------------------------------------------


def _terms(substitutions: Iterable[Substitution]) -> Iterator[Term]:
    """Give one term for each word of the county's: the commonest where it was put two ways."""
    best: dict[str, Substitution] = {}
    for found in substitutions:
        if found.kind in ("post", "authority") or _is_institution(found):
            held = best.get(found.model)
            if held is None or found.count > held.count:
                best[found.model] = found
    for found in best.values():
        make = noun_term if found.kind == "noun" else post_term
        yield make(found.model, found.adopted)


def _as_printed(term: Term, text: str) -> Term:
    """Give a title the capitals that the school mostly gives it: "the Principal"."""
    if term.kind != "post":
        return term
    pattern = rf"(?<=\w[\s,;])\b{re.escape(term.one)}\b"
    printed = Counter(re.findall(pattern, text, re.IGNORECASE)).most_common(1)
    if not printed or printed[0][0].islower() or _in_capitals(printed[0][0]):
        return term
    return replace(term, one=printed[0][0], many=match_case(printed[0][0], term.many), proper=True)


def _in_capitals(title: str) -> bool:
    """Tell a title in a text all in capitals from an abbreviation: LA, SENCO."""
    return title.isupper() and len(title) > LONGEST_ABBREVIATION


def _without_article(terms: Iterable[Term], text: str) -> Iterator[tuple[str, str]]:
    """Give "Wealdshire" for "the local authority" where the school's name for it takes no "the"."""
    for term in terms:
        name = re.escape(term.one)
        if term.proper and not re.search(rf"\b(?:the|an?|our)\s+{name}\b", text, re.IGNORECASE):
            yield f"the {term.old_one}", term.one


def _is_institution(found: Substitution) -> bool:
    """Tell "academy" for "school" from "child" for "pupil", of whom there are always many."""
    return found.kind == "noun" and found.model in NOUNS


def _phrases(wording: Wording) -> Iterator[tuple[str, str]]:
    """Give renamings outside the known groups, and the county's own name for a school."""
    for found in wording.substitutions:
        if found.kind == "school_name" and found.model not in (NO_NAME, THE_SCHOOL):
            yield found.model, found.adopted
        elif found.kind == "noun" and not _is_institution(found):
            yield plural(found.model), plural(found.adopted)
            yield found.model, found.adopted


def _name(wording: Wording, local: Document) -> str | None:
    said = [s.adopted for s in wording.substitutions if s.kind == "school_name"]
    return local.metadata.school or (said[0] if said else None)


# --- marked places ------------------------------------------------------------------------------

# In a county's text square brackets are for the school, whatever words they hold: "[adopted on]".
BRACKETED = re.compile(r"\[(?P<name>[A-Za-z][^\[\]\n]{2,60})\](?!\()")


def places_in(clause: Clause) -> tuple[Place, ...]:
    """Give the marked places of a county clause, and what it prints in square brackets."""
    known = places_of(clause)
    found = [
        Place(match.start(), match.end(), match["name"])
        for match in BRACKETED.finditer(clause.text)
        if not any(p.start < match.end() and match.start() < p.end for p in known)
    ]
    return tuple(sorted((*known, *found), key=lambda place: place.start)) if found else known


def _key(name: str) -> str:
    """Fold the name of a place: "Insert school name" and `school.name` ask for one thing."""
    plain = GAP_WORDS.sub("", name.strip("[]{}<>«» ")).lower()
    if SAYS_NAME.search(plain):
        return NAME
    return re.sub(r"[\W_]+", ".", plain).strip(".") or GENERIC


def _keys(clause: Clause) -> list[str]:
    """Give the keys of a clause's places; those that say nothing of themselves are numbered."""
    keys = [_key(place.name) for place in places_in(clause)]
    return [f"{key} {at}" if _says_nothing(key) else key for at, key in enumerate(keys)]


def _says_nothing(key: str) -> bool:
    return key in (GENERIC, "date", "name", "insert", "number") or not key.strip("x.")


def _fillings(matches: Iterable[Match], words: SchoolWords) -> dict[str, Fillings]:
    """Read what the school wrote in the marked places of each clause of the old edition."""
    found: dict[str, Fillings] = {}
    for match in matches:
        if len(match.model) == 1 and match.adopted and places_in(match.model[0]):
            new = " ".join(clause.text for clause in match.adopted)
            found[match.model[0].id] = dict(_read(match.model[0], new, words))
    return found


def _commonest(found: Iterable[Fillings]) -> dict[str, str]:
    """Give for each named place what was written most often."""
    counted: dict[str, Counter[str]] = defaultdict(Counter)
    for fillings in found:
        for key, text in fillings.items():
            if " " not in key:
                counted[key][text] += 1
    return {key: texts.most_common(1)[0][0] for key, texts in counted.items()}


def _read(clause: Clause, new: str, words: SchoolWords) -> Iterator[tuple[str, str]]:
    """Compare the clause, its places as single marks, with the school's text."""
    old = _reworded(_with_marks(clause.text, places_in(clause)), words)
    left, right = tokens(old), list(_placed(new))
    names = iter(_keys(clause))
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
