"""County text → the same text in the school's words, as its own policy shows them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from toolkit.align import Match
from toolkit.document import Clause, Document
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
from toolkit.localise import Substitution, Wording
from toolkit.localise.wording import NO_NAME, THE_SCHOOL
from toolkit.merge.fillings import (
    HIS,
    NAME,
    POSSESSIVE,
    Fillings,
    commonest,
    key_of,
    keys_in,
    places_in,
    read_fillings,
)

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
    own = read_fillings(matches, lambda text: _reworded(text, bare))
    given = {key_of(name): text for name, text in values.items()}
    fillings = {**({NAME: name} if name else {}), **commonest(own.values()), **given}
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
    for key, place in zip(keys_in(clause), places_in(clause), strict=True):
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
