"""What differs between the two sides of a match once localisation and spelling are set aside."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from toolkit.align import Match
from toolkit.align.sequence import Run, runs
from toolkit.classify.quantity import quantities
from toolkit.classify.wordlist import (
    LIGHT,
    REFERENCE,
    Word,
    Words,
    marked_texts,
    said,
    with_one_bound,
    words_of,
)
from toolkit.document import Clause
from toolkit.language.lexicon import NOUNS, listed
from toolkit.language.words import STOPWORDS, fold, is_word, sense, sentences, tokens
from toolkit.localise.wording import DATE_MARK, MARK, NAME_MARK, PLACE_MARK, Wording

MARKED = re.compile(rf"\s*{MARK}\w+\s*")
# "Our objectives are: …": whatever the school writes there, to the end.
OPEN_END = re.compile(rf":\s*{MARK}\w+\s*[.;]?\s*$")
SAINT = re.compile(r"\bSt\.")
FILLED = frozenset({PLACE_MARK, NAME_MARK, DATE_MARK})
JOINTS = frozenset({"and"})
MEASURED = frozenset({"day", "days", "week", "weeks", "hours", "year", "years"})  # "school days"
PARENTS = frozenset({"parent", "parents"})
CARERS = frozenset({"carer", "carers", "guardian", "guardians"})
NOUN_WORDS = frozenset(form for noun in NOUNS for form in (noun, f"{noun}s", MARK + noun))
# A filled-in value ends where the school's own condition or duty begins.
NO_VALUE = listed(
    """
    unless except other apart until within during must shall should may not never if provided
    subject only when whenever where wherever although but however who which
    """
)
LONGEST_MEASURE = 6  # Words: "by the end of the day".
CONTRACTED = {
    f"{verb}nt": f"{verb}not"
    for verb in (
        *("is", "are", "was", "were", "do", "does", "did", "has", "have", "had"),
        *("must", "should", "could", "would", "need", "might"),
    )
} | {"cant": "cannot", "wont": "willnot", "shant": "shallnot"}
ABSORBED = 14  # Words that one marked place may take: a name, a post, a date, part of a sentence.
# Words in the same order over those of the shorter side: 98 in 100 altered clauses keep four fifths
# of theirs, 95 in 100 clauses put another way keep less than two thirds (benchmarks/alignment.py).
REWORDED = 0.68
LEAST_REWORDED = 8  # Words; in less, one altered phrase is most of the text.
FEW = 0.4  # Share of a sentence's words of substance below which it stands on one side only,
HARDLY_ANY = 0.15  # and below which it does where the rest was put another way too.
PLACING = (8, 5, 3)  # Words in a row that tell a piece's place: items may open alike.
LEAST_SENTENCE = 3  # Words of substance that a sentence needs to be told from a remnant.


@dataclass(frozen=True, slots=True)
class Hunk:
    """A run of words on one or both sides."""

    old: Words
    new: Words

    @property
    def quotes(self) -> tuple[str, str]:
        """Give both sides as printed."""
        return said(self.old), said(self.new)


@dataclass(frozen=True)
class Change:
    """Both sides of a match as words, and the hunks in which their senses differ."""

    match: Match
    marked: tuple[str, str]
    old: Words
    new: Words
    runs: tuple[Run, ...]
    hunks: tuple[Hunk, ...]
    open_ended: bool = False

    @cached_property
    def old_text(self) -> str:
        """Give the model's side as one text."""
        return _plain(self.marked[0])

    @cached_property
    def new_text(self) -> str:
        """Give the adopted side as one text."""
        return _plain(self.marked[1])

    @cached_property
    def reworded(self) -> bool:
        """Tell a text put another way throughout from one that was altered here and there."""
        shorter = min(len(self.old), len(self.new))
        if shorter < LEAST_REWORDED:
            return False
        return sum(run.i2 - run.i1 for run in self.runs if run.equal) < REWORDED * shorter

    @cached_property
    def substance(self) -> bool:
        """Tell whether any word of substance came or went."""
        gone = Counter(w.sense for hunk in self.hunks for w in hunk.old if w.content)
        come = Counter(w.sense for hunk in self.hunks for w in hunk.new if w.content)
        return gone != come

    @cached_property
    def deleted_sentences(self) -> tuple[str, ...]:
        """Give the model's sentences that have no counterpart."""
        return _without_counterpart(self.old_text, self.new, self.reworded)

    @cached_property
    def added_sentences(self) -> tuple[str, ...]:
        """Give the adopted sentences that have no counterpart."""
        return _without_counterpart(self.new_text, self.old, self.reworded)


def joined(clauses: Sequence[Clause]) -> str:
    """Write the clauses of one side as one text."""
    return " ".join(clause.text for clause in clauses)


def change_of(match: Match, wording: Wording) -> Change:
    """Find what differs in a match after substitutions, marked places, spelling and synonyms."""
    marked = with_one_bound(*marked_texts(_in_one_order(match)))
    old, new = (words_of(side, wording) for side in marked)
    found = runs([word.sense for word in old], [word.sense for word in new])
    open_ended = bool(OPEN_END.search(marked[0]))
    hunks = tuple(_hunks(old, new, found, open_ended))
    return Change(match, marked, old, new, found, hunks, open_ended)


def _plain(marked: str) -> str:
    """Write a text with dots for its marked places: what fills them is nobody's duty."""
    return MARKED.sub(" … ", marked).strip() if MARK in marked else marked.strip()


def _in_one_order(match: Match) -> Match:
    """Put the pieces of the side that has several in the order of the side that has one."""
    if len(match.model) > 1 and len(match.adopted) == 1:
        return replace(match, model=_as_in(joined(match.adopted), match.model))
    if len(match.adopted) > 1 and len(match.model) == 1:
        return replace(match, adopted=_as_in(joined(match.model), match.adopted))
    return match


def _as_in(whole: str, pieces: Sequence[Clause]) -> tuple[Clause, ...]:
    """Order pieces as a text has them; one that cannot be found there stays behind the last."""
    places: list[int] = []
    for piece in pieces:
        found = _place(piece, whole.casefold())
        places.append(found if found is not None else places[-1] if places else -1)
    return tuple(pieces[at] for at in sorted(range(len(pieces)), key=lambda at: places[at]))


def _place(piece: Clause, whole: str) -> int | None:
    """Find where a piece begins in a text, by a long run of its words, else by a shorter one."""
    words = piece.text.casefold().split()
    for size in PLACING:
        runs = (words[at : at + size] for at in range(max(1, len(words) - size + 1)))
        starts = (whole.find(" ".join(run)) for run in runs)
        if (start := next((start for start in starts if start >= 0), None)) is not None:
            return start
    return None


def as_printed(change: Change) -> bool:
    """Tell whether both sides are printed alike but for substitutions and filled places."""
    if change.hunks or REFERENCE.findall(change.old_text) != REFERENCE.findall(change.new_text):
        return False
    marks = [_marks(side) for side in change.marked]
    printed = _printed(change.old), _printed(change.new)
    if [word.sense for word in printed[0]] == [word.sense for word in printed[1]]:
        return marks[0] == marks[1]
    ends = [side.rstrip()[-1:].isalnum() for side in (change.old_text, change.new_text)]
    whole = change.open_ended or ends[0] == ends[1]
    return whole and all(_only_filled(*run, change.open_ended) for run in _differing(*printed))


def _printed(words: Words) -> Words:
    """Give words as they stand on the page; the article before a substitution follows it."""
    found: list[Word] = []
    for at, word in enumerate(words):
        article = word.key in ("a", "an") and at + 1 < len(words) and words[at + 1].marked
        text = word.text[0] if article else word.text
        found.append(word if word.marked else Word(text, text, text))
    return tuple(found)


def _marks(text: str) -> list[str]:
    plain = SAINT.sub("St", text) if "St." in text else text
    return [token for token in tokens(plain) if not is_word(token) and token != MARK]


def _only_filled(left: Words, right: Words, open_ended: bool) -> bool:
    filled = any(word.key in FILLED for word in left)
    return filled and not any(_unfilled(left, right, open_ended))


def _hunks(old: Words, new: Words, found: Sequence[Run], open_ended: bool) -> Iterator[Hunk]:
    """Give the runs whose senses differ, less those that say the same another way."""
    at = 0
    for run in found:
        if not run.equal:
            left, right = old[run.i1 : run.i2], new[run.j1 : run.j2]
            if any(word.key in FILLED for word in left):
                left, right = _unfilled(left, right, open_ended)
            around = old[at : run.i1], old[run.i2 : run.i2 + 1]
            if not _same_said(left, right, *around):
                yield Hunk(left, right)
            at = run.i1


def _differing(old: Words, new: Words) -> Iterator[tuple[Words, Words]]:
    for run in runs([word.sense for word in old], [word.sense for word in new]):
        if not run.equal:
            yield old[run.i1 : run.i2], new[run.j1 : run.j2]


def _unfilled(left: Words, right: Words, open_ended: bool) -> tuple[Words, Words]:
    """Take a marked place and what the school wrote there out of a hunk."""
    rest = tuple(word for word in left if word.key not in FILLED)
    have = Counter(word.sense for word in right)
    missing = tuple(word for word in rest if not have[word.sense])
    if open_ended and left[-1].key in FILLED:
        return missing, ()
    if len(right) - (len(rest) - len(missing)) > ABSORBED:
        return rest, right
    return missing, right[_end_of_value(right) :]


def _end_of_value(words: Words) -> int:
    """Find where a filled-in value ends: at a condition or a duty, or with its sentence."""
    ends = (at for at, w in enumerate(words) if w.key in NO_VALUE or (at and w.opens))
    return next(ends, len(words))


def _same_said(left: Words, right: Words, before: Words, after: Words) -> bool:
    """Tell a hunk that is no difference: compounds, abbreviations introduced, light words."""
    if _letters(left) == _letters(right) or _same_measure(left, right):
        return True
    if _abbreviation(left, right, before) or _abbreviation(right, left, before):
        return True
    if (not left or not right) and after and _abbreviation((*left, *right), after, ()):
        return True
    if all(word.key in LIGHT for word in (*left, *right)) or _parents_too(left, right, before):
        return True
    return _mere_joint(left, right) and not (after and after[0].key in MEASURED)


def _same_measure(left: Words, right: Words) -> bool:
    """Tell "48 hours" for "two days"."""
    if not left or not right or max(len(left), len(right)) > LONGEST_MEASURE:
        return False
    sides = [quantities(said(words)) for words in (left, right)]
    keys = [[quantity.key for quantity in side] for side in sides]
    texts = [" ".join(quantity.text for quantity in side) for side in sides]
    whole = texts == [said(left), said(right)]
    return whole and keys[0] == keys[1] and bool(keys[0])


def _letters(words: Words) -> str:
    """Join the letters of a run: a compound, or an address broken over lines, is no difference."""
    return "".join(filter(str.isalnum, "".join(_full(word.key) for word in words)))


def _full(key: str) -> str:
    """Write a folded contraction out: "mustnt" says "must not"."""
    return CONTRACTED.get(key, key)


def _mere_joint(left: Words, right: Words) -> bool:
    """Tell an "and" that comes or goes, or the noun in "the school governors"."""
    if left and right:
        return False
    words = (*left, *right)
    return all(word.key in LIGHT or word.key in JOINTS or word.key in NOUN_WORDS for word in words)


def _parents_too(left: Words, right: Words, before: Words) -> bool:
    """Tell "and carers" put after "parents", whom the law counts among them anyhow."""
    named = bool(before) and before[-1].key in PARENTS and not left
    return named and all(word.key in CARERS or word.key in ("and", "or") for word in right)


def _abbreviation(long: Words, short: Words, before: Words) -> bool:
    """Tell "LADO" standing for, or put after, "Local Authority Designated Officer"."""
    if len(short) != 1 or not short[0].text.isupper() or len(short[0].text) < len("LA"):
        return False
    spelled = " ".join(word.text for word in long or before[-10:]).split()
    for letters in ([part for part in spelled if part[0].isupper()], spelled):
        initials = "".join(part[0] for part in letters).casefold()
        if initials == short[0].key or (not long and initials.endswith(short[0].key)):
            return True
        if letters and _with_more(initials, letters[-1].casefold(), short[0].key):
            return True
    return False


def _with_more(initials: str, last: str, short: str) -> bool:
    """Tell "SENCO", which takes two letters of its last word."""
    rest = short.removeprefix(initials[:-1])
    enough = len(initials) > 2 and short.startswith(initials[:-1])
    return enough and len(rest) > 1 and last.startswith(rest)


def _without_counterpart(text: str, other: Words, reworded: bool) -> tuple[str, ...]:
    """Give the sentences hardly any of whose words of substance stand on the other side."""
    have = {word.sense for word in other}
    bar = HARDLY_ANY if reworded else FEW
    found = []
    for sentence in sentences(text):
        senses = [
            sense(word)
            for word in tokens(sentence)
            if is_word(word) and fold(word) not in STOPWORDS
        ]
        held = sum(key in have for key in senses)
        if len(senses) >= LEAST_SENTENCE and held < bar * len(senses):
            found.append(sentence)
    return tuple(found)
