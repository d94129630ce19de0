"""What the school is called: by its whole name, and shortly where the model says "the school"."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from toolkit.align.sequence import runs
from toolkit.document import Document
from toolkit.language.lexicon import NOUNS, RESERVED
from toolkit.language.parties import PARTY
from toolkit.language.phrases import Phrase, find, times
from toolkit.language.words import STOPWORDS, fold, is_word, tokens
from toolkit.localise.posts import capitals_in
from toolkit.localise.titles import TITLES, Difference, raw
from toolkit.localise.wording import (
    COUNCIL_BEHIND,
    MARK,
    NAME_MARK,
    NO_NAME,
    THE_SCHOOL,
    Substitution,
    core_of,
    words_in,
)

Pair = tuple[str, str]

LONGEST_NAME = 10
LONGEST_SHORT = 3  # Words of a name that stands for the noun.
OFTEN = 2  # Times that a name which no cover tells must stand for the noun.


def school_names(model: Document, adopted: Document, pairs: Sequence[Pair]) -> list[Substitution]:
    """Learn the school's name from its metadata, else from what fills the model's places."""
    theirs = adopted.metadata.school or _filled_name(pairs)
    if not theirs:
        return []
    ours = model.metadata.school
    core = core_of(theirs)
    if ours and core_of(ours) == core:
        return []
    count = sum(times(core, words_in(new)) for _, new in pairs) if core else 0
    return [Substitution("school_name", ours or NO_NAME, theirs, max(count, 1))]


def all_names(model: Document, adopted: Document, found: Sequence[Substitution]) -> list[str]:
    """Give the names of both sides, those of the documents and those learnt."""
    said = [model.metadata.school, adopted.metadata.school]
    said += [text for s in found if s.kind == "school_name" for text in (s.model, s.adopted)]
    return [name for name in dict.fromkeys(said) if name and name not in (NO_NAME, THE_SCHOOL)]


def named_for_noun(
    left: Sequence[Difference], known: Sequence[str], printed: Sequence[str]
) -> list[Substitution]:
    """Learn that a school goes by its name where the model says "the school".

    `known` are its names, whole, which stand under their mark in `left`; where no cover tells any,
    a name is what has a capital throughout the `printed` texts.
    """
    places = [place for place in left if _is_noun(raw(place.before))]
    if known:
        short, count = _short(known[-1]), sum(place.right == (NAME_MARK,) for place in places)
        return [Substitution("school_name", THE_SCHOOL, short, count)] if count else []
    said = Counter(name for place in places if (name := _name_at(place)))
    proper = capitals_in(printed) if max(said.values(), default=0) >= OFTEN else frozenset()
    return [
        Substitution("school_name", THE_SCHOOL, " ".join(map(str.capitalize, name)), count)
        for name, count in said.most_common(1)
        if count >= OFTEN and proper.issuperset(name)
    ]


def _name_at(place: Difference) -> Phrase:
    """Give the words put for "the school", as in "the school's", where they may be its name."""
    words = place.after[1:] if place.after[:1] == ("the",) else place.after
    if place.before[:1] != ("the",) or not 0 < len(words) <= LONGEST_SHORT:
        return ()
    if raw(place.before)[0].endswith("s"):
        words = (*words[:-1], words[-1].removesuffix("s"))
    other = STOPWORDS | RESERVED | COUNCIL_BEHIND | {*NOUNS}
    mere = all(word.isalpha() and word not in other for word in words)
    return words if mere and not find(words, TITLES) and not find(words, PARTY) else ()


def _is_noun(words: Phrase) -> bool:
    return len(words) == 1 and words[0].removesuffix("s") in NOUNS


def _short(name: str) -> str:
    """Write a school's name without its words of type, as it is printed."""
    words = name.split()
    first = 1 if name.casefold().split()[:1] == ["the"] else 0
    return " ".join(words[first : first + len(core_of(name))]) or name


def _filled_name(pairs: Sequence[Pair]) -> str | None:
    """Give the commonest filling of the places marked for the school's name."""
    fillings: Counter[str] = Counter()
    for old, new in pairs:
        if NAME_MARK in old:
            fillings.update(_fillings(old, new))
    return fillings.most_common(1)[0][0] if fillings else None


def _fillings(old: str, new: str) -> Iterator[str]:
    left, right = [word for word in tokens(old) if word != MARK], tokens(new)
    for run in runs([fold(token) for token in left], [fold(token) for token in right]):
        inserted = [token for token in right[run.j1 : run.j2] if is_word(token)]
        while inserted and not inserted[-1][0].isupper():
            inserted.pop()  # "… of Ashgate School we are": only capitals end a name
        capitals = all(word[0].isupper() or fold(word) in STOPWORDS for word in inserted)
        place = NAME_MARK.removeprefix(MARK) in left[run.i1 : run.i2] and not run.equal
        if place and capitals and 0 < len(inserted) <= LONGEST_NAME:
            yield " ".join(inserted)
