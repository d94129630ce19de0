"""The words of a clause as classification sees them: as printed, folded, and by their sense."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from toolkit.align import Match
from toolkit.language.lexicon import NOUNS, listed
from toolkit.language.phrases import Found, find
from toolkit.language.words import KEPT, STOPWORDS, is_word, sense, synonym_phrases, tokens
from toolkit.localise.wording import (
    DATE,
    DATE_MARK,
    MARK,
    REFERENCE_MARK,
    Wording,
    blanked,
    dates_in,
    keys_of,
    marks_in,
    states_adoption,
)

# Words that may come and go without changing what anybody must do.
LIGHT = listed(
    """
    the a an this that these those which who whom of to in on at for by with from as into their his
    her its our your my own it they them there here such also then thus so very please therefore
    however furthermore moreover additionally accordingly indeed is are be being been was were has
    have had do does did fully clearly carefully effectively overall current currently
    specific particular particularly various general simply actually really properly good further
    respective following above below respectively
    himself herself itself themselves yourself yourselves ourselves
    """
)
REFERENCE = re.compile(
    r"\b(?:section|paragraph|clause|appendix|annex|para|part)s?\s+"
    r"(?:\d+(?:\.\d+)*|[A-Z]\b|[ivx]+\b)(?:\s?\([a-z]+\))*(?![\d.]*\s+of\s+the\s+[A-Z])",
    re.I,
)
REFERRING = ("section", "para", "clause", "appendix", "annex", "part")
FIGURES = (*"0123456789", "ppendix", "nnex")
# "non-school", "school-based": the noun inside is localised like any other.
NOUN_COMPOUND = re.compile(
    rf"(?<!\bpre)(?<=\w)-(?=(?:{'|'.join(NOUNS)})s?\b)"
    r"|(?<=\bschool)-(?=\w)|(?<=\btrust)-(?=\w)|(?<=\bacademy)-(?=\w)|(?<=\bfederation)-(?=\w)",
    re.I,
)


MORE = r"(longer|more|later|fewer|less|earlier)\s+than\b"
NOT_MORE = re.compile(
    rf"\b(must|shall|should|may|will) not ((?:be )?(?:\w+ ){{1,3}}?)(?:for )?{MORE}", re.I
)
NO_MORE = re.compile(rf"\b(?:for\s+)?no\s+{MORE}", re.I)

TAILS = ",;:.!?"  # Marks that a quotation of several words keeps between them.
SENTENCE_MARKS = frozenset(".!?")
TITLED = frozenset({"mr", "mrs", "ms", "miss", "dr", "st", "revd", "prof"})


@dataclass(frozen=True, slots=True)
class Word:
    """One word: as printed, its folded key (or the mark it stands under), and its sense.

    `opens` tells a word that a new sentence begins with; `tail` is the mark printed behind it.
    """

    text: str
    key: str
    sense: str
    opens: bool = False
    tail: str = ""

    @property
    def marked(self) -> bool:
        """Tell a marked place, a substitution or a reference."""
        return self.key[0] == MARK

    @property
    def content(self) -> bool:
        """Tell a word of substance from grammar."""
        return self.key not in STOPWORDS and self.key not in LIGHT and not self.marked


Words = tuple[Word, ...]


def said(words: Sequence[Word]) -> str:
    """Write words out again for a quotation; marks are not for reading."""
    shown = ("…" if word.text[:1] == MARK else word.text + word.tail for word in words)
    return " ".join(shown).rstrip(TAILS)


def marked_texts(match: Match) -> tuple[str, str]:
    """Write both sides with marks for their places, and for the dates of an adoption sentence."""
    old, new = (
        " ".join(blanked(clause) for clause in side) for side in (match.model, match.adopted)
    )
    dated = all(MARK in side or dates_in(side) for side in (old, new))
    if dated and (states_adoption(old) or states_adoption(new)):
        return DATE.sub(f" {DATE_MARK} ", old), DATE.sub(f" {DATE_MARK} ", new)
    return old, new


def references(text: str) -> list[str]:
    """Give the references of a text to other clauses, as printed."""
    return REFERENCE.findall(text) if _may_refer(text) else []


def without_references(text: str) -> str:
    """Take the references to other clauses out of a text."""
    return REFERENCE.sub(" ", text) if _may_refer(text) else text


def _may_refer(text: str) -> bool:
    return any(map(text.casefold().__contains__, REFERRING))


def with_one_bound(old: str, new: str) -> tuple[str, str]:
    """Write "must not be kept longer than" like the other side's "kept no longer than"."""
    sides = old, new
    if not any("than" in side for side in sides):
        return sides
    if bool(NOT_MORE.search(old)) == bool(NOT_MORE.search(new)):
        return sides
    if not any(NO_MORE.search(side) for side in sides):
        return sides
    first, second = (NOT_MORE.sub(r"\1 \2no \3 than", side) for side in sides)
    return first, second


def words_of(text: str, wording: Wording) -> Words:
    """Cut a text into words under their marks, phrases of one meaning as one word."""
    keys, words = _cut(text)
    found: list[Word] = []
    at = 0
    for hit in marks_in(keys, wording):
        found += words[at : hit.start]
        found.append(_under_mark(words[hit.start : hit.end], hit.name))
        at = hit.end
    found += words[at:]
    hits = find([word.key for word in found], synonym_phrases())
    return tuple(_merged_phrases(found, hits) if hits else found)


def _under_mark(words: Words, mark: str) -> Word:
    return _word(" ".join([word.text for word in words]), mark, words[0].opens, words[-1].tail)


@lru_cache(maxsize=50_000)
def _word(text: str, key: str, opens: bool, tail: str) -> Word:
    """Make a word; the same few thousand come again and again."""
    return Word(text, key, key if key[0] == MARK else sense(text), opens, tail)


@lru_cache(maxsize=KEPT)
def _cut(text: str) -> tuple[tuple[str, ...], Words]:
    """Give the folded words of a text, and its words.

    As printed, a mark keeps its character, so that it is known for one. "Mr. P. Quayle" begins no
    sentence.
    """
    split = NOUN_COMPOUND.sub(" ", text) if "-" in text else text
    figured = any(map(split.__contains__, FIGURES))
    cut = tokens(REFERENCE.sub(f" {REFERENCE_MARK} ", split) if figured else split)
    surfaces: list[str] = []
    openings: list[bool] = []
    tails: list[str] = []
    before, last = "", ""
    for token in cut:
        if is_word(token):
            surfaces.append(MARK + token if before == MARK else token)
            titled = len(last) == 1 or last.casefold() in TITLED
            openings.append(before in SENTENCE_MARKS and token[0].isupper() and not titled)
            tails.append("")
            last = token
        elif token in TAILS and tails:
            tails[-1] = token
        before = token
    keys = tuple(keys_of(cut))
    return keys, tuple(map(_word, surfaces, keys, openings, tails))


def _merged_phrases(words: Sequence[Word], hits: Sequence[Found]) -> Iterator[Word]:
    """Give phrases of one meaning ("in order to") as one word."""
    at = 0
    for hit in hits:
        yield from words[at : hit.start]
        if hit.name:
            phrase = words[hit.start : hit.end]
            yield Word(said(phrase), hit.name, hit.name, tail=phrase[-1].tail)
        at = hit.end
    yield from words[at:]
