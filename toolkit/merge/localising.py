"""County text → the same text in the school's words, as its own policy shows them."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from toolkit.align import Match
from toolkit.align.sequence import runs
from toolkit.document import Clause, Document, Place
from toolkit.grammar import Term, agree, match_case, noun_term, post_term, substitute
from toolkit.language.gaps import GAP
from toolkit.language.words import fold, is_word, tokens
from toolkit.localise import Substitution, Wording
from toolkit.localise.wording import places_of

GAP_MARK = (
    "Ꙭ"  # A letter that no policy uses; it stands for a marked place while texts are compared.
)
LONGEST_FILLING = 40  # Words; more than that beside a gap is the school's own text.
NAME = "school.name"
GAP_WORDS = re.compile(
    r"^(?:please\s+)?(?:insert|add|enter|type|give|state|specify|complete)\s+(?:the\s+|your\s+)?|\W+$",
    re.I,
)
SAYS_NAME = re.compile(r"\b(?:school|academy|federation|trust|college|nursery)\b.*\bname\b|\bname of (?:the )?(?:school|academy|federation|trust|college|nursery)\b", re.I)  # fmt: skip


@dataclass(frozen=True, slots=True)
class SchoolWords:
    """How one school writes county text.

    `terms` are its noun and titles; `phrases` (county's, school's) other renamings; `fillings` what
    it wrote in the county's marked places, by their names; `protected` is never altered.
    """

    terms: tuple[Term, ...] = ()
    phrases: tuple[tuple[str, str], ...] = ()
    fillings: Mapping[str, str] | None = None
    protected: tuple[str, ...] = ()
    noun: str | None = None


def learn_words(
    matches: Sequence[Match], wording: Wording, local: Document, values: Mapping[str, str]
) -> SchoolWords:
    """Learn the school's words from what it made of the old edition. `values` go before."""
    terms = tuple(_terms(wording.substitutions))
    nouns = [term.one for term in terms if term.kind == "noun" and term.old_one == "school"]
    name = _name(wording, local)
    bare = SchoolWords(terms, tuple(_phrases(wording)), None, tuple(filter(None, [name])))
    found = _fillings(matches, bare)
    said = {NAME: name} if name else {}
    fillings = {**said, **found, **{_key(name): text for name, text in values.items()}}
    protected = (*bare.protected, *(text for text in fillings.values() if " " in text))
    return SchoolWords(
        terms, bare.phrases, fillings, tuple(dict.fromkeys(protected)), nouns[0] if nouns else None
    )


def in_school_words(clause: Clause, words: SchoolWords) -> tuple[str, tuple[str, ...]]:
    """Give a county clause in the school's words, and the names of the places left open."""
    text, unfilled = _filled(clause, words)
    return _reworded(text, words), unfilled


def _filled(clause: Clause, words: SchoolWords) -> tuple[str, tuple[str, ...]]:
    parts: list[str] = []
    unfilled: list[str] = []
    at = 0
    for place in places_of(clause):
        filling = (words.fillings or {}).get(_key(place.name))
        if filling is None:
            unfilled.append(place.name)
            filling = clause.text[place.start : place.end]
        parts += [clause.text[at : place.start], filling]
        at = place.end
    return "".join([*parts, clause.text[at:]]), tuple(unfilled)


def _reworded(text: str, words: SchoolWords) -> str:
    for old, new in words.phrases:
        text = _replaced(text, old, new)
    for term in words.terms:
        text = substitute(text, term, words.protected).text
    return agree(text, words.noun) if words.noun and words.terms else text


def _replaced(text: str, old: str, new: str) -> str:
    pattern = rf"(?<!\w){re.escape(old)}(?!\w)".replace(r"\ ", r"\s+")

    def put(match: re.Match[str]) -> str:
        return new if any(map(str.isupper, new)) else match_case(match[0], new)

    return re.sub(pattern, put, text, flags=re.I)


# --- nouns, titles and names --------------------------------------------------------------------


def _terms(substitutions: Iterable[Substitution]) -> Iterator[Term]:
    """Give one term for each word of the county's: the commonest where it was put two ways."""
    best: dict[str, Substitution] = {}
    for found in substitutions:
        if found.kind in ("noun", "post", "authority"):
            held = best.get(found.model)
            if held is None or found.count > held.count:
                best[found.model] = found
    for found in best.values():
        make = noun_term if found.kind == "noun" else post_term
        yield make(found.model, found.adopted)


def _phrases(wording: Wording) -> Iterator[tuple[str, str]]:
    """Give renamings outside the known groups, and the county's own name for a school."""
    for found in wording.substitutions:
        if found.kind == "school_name" and found.model != "the school's name":
            yield found.model, found.adopted


def _name(wording: Wording, local: Document) -> str | None:
    said = [s.adopted for s in wording.substitutions if s.kind == "school_name"]
    return local.metadata.school or (said[0] if said else None)


# --- marked places ------------------------------------------------------------------------------


def _key(name: str) -> str:
    """Fold the name of a place: "Insert school name" and `school.name` ask for one thing."""
    plain = GAP_WORDS.sub("", name.strip("[]{}<>«» ")).lower()
    return NAME if SAYS_NAME.search(plain) else re.sub(r"[\W_]+", ".", plain).strip(".")


def _fillings(matches: Iterable[Match], words: SchoolWords) -> dict[str, str]:
    """Read what the school wrote in the marked places, the commonest where it wrote two things."""
    found: dict[str, Counter[str]] = defaultdict(Counter)
    for match in matches:
        if len(match.model) == 1 and match.adopted and (places := places_of(match.model[0])):
            new = " ".join(clause.text for clause in match.adopted)
            for name, text in _read(match.model[0], places, new, words):
                found[_key(name)][text] += 1
    return {name: texts.most_common(1)[0][0] for name, texts in found.items()}


def _read(
    clause: Clause, places: Sequence[Place], new: str, words: SchoolWords
) -> Iterator[tuple[str, str]]:
    """Compare the clause, its places as single marks, with the school's text."""
    old = _reworded(_with_marks(clause.text, places), words)
    left, right = tokens(old), list(_placed(new))
    names = iter(place.name for place in places)
    starts = {at: next(names) for at, token in enumerate(left) if token == GAP_MARK}
    keys = [fold(token) for token in left], [fold(token) for token, _, _ in right]
    for run in runs(*keys):
        inside = [at for at in starts if run.i1 <= at < run.i2]
        alone = len(inside) == 1 and run.i2 - run.i1 == 1
        if run.equal or not alone or not 0 < run.j2 - run.j1 <= LONGEST_FILLING:
            continue
        text = new[right[run.j1][1] : right[run.j2 - 1][2]]
        if not GAP.search(text) and any(map(is_word, tokens(text))):
            yield starts[inside[0]], text


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


Localiser = Callable[[Clause], str]
