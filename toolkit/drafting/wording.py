"""The school's own noun and titles throughout a draft, each replacement on record."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from toolkit.drafting.parts import Part, whereabouts
from toolkit.language.grammar import Term, agree, noun_term, post_term, substitute

NOUNS = ("school", "academy", "federation", "trust", "college", "nursery")
# The county's usual words for a post or a body → the value that holds the school's.
POSTS = (
    ("chair of governors", "chair.title"),
    ("chair of the governing body", "chair.title"),
    ("governing body", "governing_body.name"),
    ("head teacher", "head.title"),
    ("headteacher", "head.title"),
)


@dataclass(frozen=True, slots=True)
class Change:
    """One word of the county's and what became of it; `new` is None where it stays, and `why`.

    `where` is the clause's label, or its first words.
    """

    where: str
    old: str
    new: str | None
    why: str = ""


def reword(
    parts: Sequence[Part], values: Mapping[str, str]
) -> tuple[tuple[Part, ...], tuple[Change, ...]]:
    """Put the school's noun and titles for the county's, outside quotations and names."""
    terms = tuple(_terms(parts, values))
    protected = (*_protected(values, terms), *_titles(parts))
    changes: list[Change] = []
    reworded = []
    for part, place in zip(parts, whereabouts(parts), strict=True):
        reworded.append(_reworded(part, terms, protected, values["school.noun"], place, changes))
    return tuple(reworded), tuple(changes)


def _terms(parts: Sequence[Part], values: Mapping[str, str]) -> Iterable[Term]:
    old = _model_noun(parts)
    if values["school.noun"] != old:
        yield noun_term(old, values["school.noun"])
    for old, name in POSTS:
        new = _body_of_school(values[name], values["school.name"])
        if new and new.lower() != old:
            yield post_term(old, new)


def _body_of_school(title: str, school: str) -> str:
    """Give the title alone: "the Governing Body of Oakfield School" is its governing body."""
    lower, of_school = title.lower(), f" of {school.lower()}"
    if lower.endswith(of_school):
        title = title[: -len(of_school)]
    return title[4:] if lower.startswith("the ") else title


def _model_noun(parts: Sequence[Part]) -> str:
    """Tell what the model calls the school: the noun that follows "the" most often."""
    text = " ".join(part.text for part in parts).lower()
    return max(NOUNS, key=lambda noun: text.count(f"the {noun}"))


def _protected(values: Mapping[str, str], terms: Iterable[Term]) -> Iterable[str]:
    """Give the values with a word to be replaced in them: what the school wrote is its own."""
    words = [term.old_one.split()[0][:-1].lower() for term in terms]
    plain = {*NOUNS, *(old for old, _ in POSTS)}
    for text in values.values():
        if text.lower() not in plain and any(word in text.lower() for word in words):
            yield text


TITLE_WORDS = 3  # "Keeping Children Safe in Education"; a word or two in italics are emphasis


def _titles(parts: Iterable[Part]) -> Iterable[str]:
    """Give the titles of publications, which the county prints in italics."""
    for part in parts:
        for emphasised in part.emphasis:
            words = emphasised.words
            if emphasised.letters == "italic" and len(words.split()) >= TITLE_WORDS:
                yield words if words[:1].isupper() else ""


def _reworded(
    part: Part,
    terms: Sequence[Term],
    protected: Sequence[str],
    noun: str,
    place: str,
    changes: list[Change],
) -> Part:
    if part.quoted:
        return part

    def over(text: str) -> str:
        for term in terms:
            done = substitute(text, term, protected)
            text = done.text
            changes.extend(Change(place, old, new) for old, new in done.replaced)
            changes.extend(Change(place, old, None, why) for old, why in done.kept)
        return agree(text, noun)

    rows = tuple(tuple(tuple(map(over, cell)) for cell in row) for row in part.rows)
    return replace(part, text=over(part.text), rows=rows)
