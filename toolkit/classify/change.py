"""What differs between the two sides of a match once localisation and spelling are set aside."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from toolkit.align import Match
from toolkit.language.lexicon import NOUNS
from toolkit.language.words import STOPWORDS, fold, is_word, phrase_sense, sense, sentences, tokens
from toolkit.localise import (
    DATE,
    DATE_MARK,
    NAME_MARK,
    PLACE_MARK,
    Wording,
    blanked,
    keys_of,
    neutral,
    states_adoption,
)
from toolkit.textdiff import Run, runs

# Words that may come and go without changing what anybody must do.
LIGHT = frozenset(
    [
        "the",
        "a",
        "an",
        "this",
        "that",
        "these",
        "those",
        "which",
        "who",
        "whom",
        "of",
        "to",
        "in",
        "on",
        "at",
        "for",
        "by",
        "with",
        "from",
        "as",
        "into",
        "their",
        "his",
        "her",
        "its",
        "our",
        "your",
        "my",
        "own",
        "it",
        "they",
        "them",
        "there",
        "here",
        "such",
        "also",
        "then",
        "thus",
        "so",
        "very",
        "please",
        "therefore",
        "however",
        "furthermore",
        "moreover",
        "additionally",
        "accordingly",
        "indeed",
        "is",
        "are",
        "be",
        "being",
        "been",
        "was",
        "were",
        "has",
        "have",
        "had",
        "do",
        "does",
        "did",
        "both",
        "either",
        "fully",
        "clearly",
        "carefully",
        "effectively",
        "overall",
        "current",
        "currently",
        "specific",
        "particular",
        "particularly",
        "various",
        "general",
        "own",
        "simply",
        "actually",
        "really",
        "properly",
        "good",
        "further",
        "respective",
        "following",
        "above",
        "below",
        "respectively",
    ]
)
REFERENCE = re.compile(
    r"\b(?:section|paragraph|clause|appendix|annex|para|part)s?\s+(?:\d+(?:\.\d+)*|[A-Z]\b|[ivx]+\b)(?:\s?\([a-z]+\))*",
    re.I,
)
NO_VALUE = frozenset(
    [
        "unless",
        "except",
        "must",
        "shall",
        "should",
        "may",
        "not",
        "never",
        "if",
        "provided",
        "subject",
        "only",
        "when",
        "whenever",
        "where",
        "wherever",
        "although",
        "but",
        "however",
        "who",
        "which",
    ]
)
FILLED = frozenset({PLACE_MARK, NAME_MARK, DATE_MARK})
JOINTS = frozenset({"and"})
NOUN_WORDS = frozenset(form for noun in NOUNS for form in (noun, f"{noun}s", f"§{noun}"))
# "non-school", "school-based": the noun inside is localised like any other.
NOUN_COMPOUND = re.compile(
    rf"(?<=\w)-(?=(?:{'|'.join(NOUNS)})s?\b)"
    r"|(?<=\bschool)-(?=\w)|(?<=\btrust)-(?=\w)|(?<=\bacademy)-(?=\w)|(?<=\bfederation)-(?=\w)",
    re.I,
)
# Words in the same order over those of the shorter side: 98 in 100 altered clauses keep four fifths
# of theirs, 95 in 100 clauses put another way keep less than two thirds (benchmarks/alignment.py).
REWORDED = 0.68
LEAST_REWORDED = 8  # Words; in less, one altered phrase is most of the text.
FEW = 0.4  # Share of a sentence's words of substance below which it stands on one side only,
HARDLY_ANY = 0.15  # and below which it does where the rest was put another way too.
ABSORBED = 14  # Words that one marked place may take: a name, a post, a date, a sentence fragment.


@dataclass(frozen=True, slots=True)
class Word:
    """One word: as printed, its folded key (or the mark it stands under), and its sense."""

    text: str
    key: str
    sense: str

    @property
    def content(self) -> bool:
        """Tell a word of substance from grammar."""
        return self.key not in STOPWORDS and self.key not in LIGHT and not self.key.startswith("§")


Words = tuple[Word, ...]


@dataclass(frozen=True, slots=True)
class Hunk:
    """A run of words on one or both sides, with where it starts on each."""

    old: Words
    new: Words
    i: int
    j: int

    @property
    def quotes(self) -> tuple[str, str]:
        """Give both sides as printed."""
        return said(self.old), said(self.new)


@dataclass(frozen=True)
class Change:
    """Both sides of a match as words, and the hunks in which their senses differ."""

    match: Match
    wording: Wording
    old: Words
    new: Words
    hunks: tuple[Hunk, ...]

    @cached_property
    def reworded(self) -> bool:
        """Tell a text put another way throughout from one that was altered here and there."""
        shorter = min(len(self.old), len(self.new))
        if shorter < LEAST_REWORDED:
            return False
        found = runs([word.sense for word in self.old], [word.sense for word in self.new])
        return sum(run.i2 - run.i1 for run in found if run.equal) < REWORDED * shorter

    @cached_property
    def substance(self) -> bool:
        """Tell whether any word of substance came or went."""
        gone = Counter(w.sense for hunk in self.hunks for w in hunk.old if w.content)
        come = Counter(w.sense for hunk in self.hunks for w in hunk.new if w.content)
        return gone != come

    @cached_property
    def old_text(self) -> str:
        """Give the model's side as one text."""
        return joined(self.match.model)

    @cached_property
    def new_text(self) -> str:
        """Give the adopted side as one text."""
        return joined(self.match.adopted)

    @cached_property
    def deleted_sentences(self) -> tuple[str, ...]:
        """Give the model's sentences that have no counterpart."""
        return _without_counterpart(self.old_text, self.new, self.reworded)

    @cached_property
    def added_sentences(self) -> tuple[str, ...]:
        """Give the adopted sentences that have no counterpart."""
        return _without_counterpart(self.new_text, self.old, self.reworded)


def said(words: Sequence[Word]) -> str:
    """Write words out again for a quotation."""
    return " ".join(word.text for word in words)


def joined(clauses: Sequence[object]) -> str:
    """Write the clauses of one side as one text."""
    return " ".join(clause.text for clause in clauses)  # type: ignore[attr-defined]


def change_of(match: Match, wording: Wording) -> Change:
    """Find what differs in a match after substitutions, marked places, spelling and synonyms."""
    old, new = (words_of(side, wording) for side in marked_texts(match))
    return Change(match, wording, old, new, tuple(_hunks(old, new)))


def marked_texts(match: Match) -> tuple[str, str]:
    """Write both sides with their marked places, and the dates of an adoption sentence, as marks."""
    old, new = (
        " ".join(blanked(clause) for clause in side) for side in (match.model, match.adopted)
    )
    dated = all(DATE.search(side) or "§" in side for side in (old, new))
    if dated and (states_adoption(old) or states_adoption(new)):
        return DATE.sub(" §date ", old), DATE.sub(" §date ", new)
    return old, new


def words_of(text: str, wording: Wording) -> Words:
    """Cut a text into words under their marks; "§" before a word marks a place."""
    marked = REFERENCE.sub(" §reference ", text)
    surfaces, keys = _surfaces(tokens(NOUN_COMPOUND.sub(" ", marked)))
    found = []
    for key, start, end in neutral(keys, wording):
        text_said = " ".join(surfaces[start:end])
        found.append(Word(text_said, key, key if key.startswith("§") else sense(surfaces[start])))
    return tuple(_merged_phrases(found))


def _surfaces(cut: Sequence[str]) -> tuple[list[str], list[str]]:
    words = [token for token in cut if is_word(token)]
    return words, keys_of(cut)


def _merged_phrases(words: Sequence[Word]) -> Iterator[Word]:
    """Give phrases of one meaning ("in order to") as one word."""
    at = 0
    while at < len(words):
        for length in (5, 4, 3, 2):
            part = words[at : at + length]
            if len(part) == length and not any(word.key.startswith("§") for word in part):
                merged = phrase_sense(tuple(word.text for word in part))
                if merged is not None:
                    if merged:
                        yield Word(said(part), merged, merged)
                    at += length
                    break
        else:
            yield words[at]
            at += 1


def _hunks(old: Words, new: Words) -> Iterator[Hunk]:
    """Give the runs whose senses differ, less those that say the same another way."""
    for run in runs([word.sense for word in old], [word.sense for word in new]):
        if run.equal:
            continue
        left, right = old[run.i1 : run.i2], new[run.j1 : run.j2]
        if any(word.key in FILLED for word in left):
            left, right = unfilled(left, right)
        if not _same_said(left, right, old, run):
            yield Hunk(left, right, run.i1, run.j1)


def differing(old: Words, new: Words) -> Iterator[tuple[Words, Words]]:
    """Give the runs of words whose senses differ, as they stand."""
    for run in runs([word.sense for word in old], [word.sense for word in new]):
        if not run.equal:
            yield old[run.i1 : run.i2], new[run.j1 : run.j2]


def unfilled(left: Words, right: Words) -> tuple[Words, Words]:
    """Take a marked place and what the school wrote there out of a hunk."""
    rest = tuple(word for word in left if word.key not in FILLED)
    taken = Counter(word.sense for word in rest)
    kept = []
    for word in right:
        if taken[word.sense]:
            taken[word.sense] -= 1
            kept.append(word)
    others = len(right) - len(kept)
    missing = tuple(word for word in rest if taken[word.sense] > 0)
    if others > ABSORBED:
        return rest, right
    return missing, right[_end_of_value(right) :]


def _end_of_value(words: Words) -> int:
    """Find where a filled-in value ends and the school's own condition or duty begins."""
    return next((at for at, word in enumerate(words) if word.key in NO_VALUE), len(words))


def _same_said(left: Words, right: Words, old: Words, run: Run) -> bool:
    """Tell a hunk that is no difference: compounds, abbreviations introduced, light words."""
    if "".join(word.key for word in left) == "".join(word.key for word in right):
        return True
    if _abbreviation(left, right, old[: run.i1]) or _abbreviation(right, left, old[: run.i1]):
        return True
    return all(word.key in LIGHT for word in (*left, *right)) or _mere_joint(left, right)


def _mere_joint(left: Words, right: Words) -> bool:
    """Tell an "and" that comes or goes, or the noun in "the school governors"."""
    words = (*left, *right)
    alone = not left or not right
    return alone and all(
        word.key in LIGHT or word.key in JOINTS or word.key in NOUN_WORDS for word in words
    )


def _abbreviation(long: Words, short: Words, before: Words) -> bool:
    """Tell "LADO" standing for, or put after, "Local Authority Designated Officer"."""
    if len(short) != 1 or not short[0].text.strip("()").isupper() or len(short[0].text) < 2:
        return False
    spelled = list(long) or list(before[-10:])
    initials = "".join(
        part[0] for word in spelled for part in word.text.split() if part[0].isupper()
    ).casefold()
    return initials.endswith(short[0].key) if not long else initials == short[0].key


def _without_counterpart(text: str, other: Words, reworded: bool) -> tuple[str, ...]:
    """Give the sentences hardly any of whose words of substance stand on the other side."""
    have = {word.sense for word in other}
    bar = HARDLY_ANY if reworded else FEW
    found = []
    parts = sentences(text)
    for sentence in parts if len(parts) > 1 or len(other) > 0 else []:
        content = [
            key
            for word in tokens(sentence)
            if is_word(word)
            for key in [sense(word)]
            if fold(word) not in STOPWORDS
        ]
        if len(content) >= 3 and sum(key in have for key in content) < bar * len(content):
            found.append(sentence)
    return tuple(found)


def bag(words: Sequence[Word]) -> Counter[str]:
    """Count the senses of a run of words."""
    return Counter(word.sense for word in words)
