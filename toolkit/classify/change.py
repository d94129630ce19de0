"""What differs between the two sides of a match once localisation and spelling are set aside."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from toolkit.align import Match
from toolkit.align.sequence import Run, runs
from toolkit.classify.contacts import without_particulars
from toolkit.classify.counterparts import without_counterpart
from toolkit.classify.labelling import joined
from toolkit.classify.sameness import Around, follows, said_again, same_people, same_said
from toolkit.classify.wordlist import (
    Word,
    Words,
    marked_texts,
    references,
    said,
    with_one_bound,
    words_of,
)
from toolkit.document import Clause
from toolkit.language.lexicon import listed
from toolkit.language.words import is_word, tokens
from toolkit.localise.wording import (
    DATE_MARK,
    MARK,
    NAME_MARK,
    PLACE_MARK,
    Wording,
    states_adoption,
)

MARKED = re.compile(rf"\s*{MARK}\w+\s*")
# "Our objectives are: …": whatever the school writes there, to the end.
OPEN_END = re.compile(rf":\s*{MARK}\w+\s*[.;]?\s*$")
SAINT = re.compile(r"\bSt\.")
IN_TITLES = "/()"  # "Pupils/students", "the Local Governing Body (LGB)"
FILLED = frozenset({PLACE_MARK, NAME_MARK, DATE_MARK})
BEFORE_DATE = ("on", "in")  # "On [date]" is "in March" where only the month is told.
# A filled-in value ends where the school's own condition or duty begins.
NO_VALUE = listed(
    """
    unless except other apart until within during must shall should may not never if provided
    subject only when whenever where wherever although but however who which
    """
)
ABSORBED = 14  # Words that one marked place may take: a name, a post, a date, part of a sentence.
# Words in the same order over those of the shorter side: 98 in 100 altered clauses keep four fifths
# of theirs, 95 in 100 clauses put another way keep less than two thirds (benchmarks/alignment.py).
REWORDED = 0.68
LONGEST_PHRASE = 12  # Words that were replaced at one place: however short the rest, no rewording.
LEAST_REWORDED = 8  # Words; in less, one altered phrase is most of the text.
PLACING = (8, 5, 3)  # Words in a row that tell a piece's place: items may open alike.


@dataclass(frozen=True, slots=True)
class Hunk:
    """A run of words on one or both sides."""

    old: Words
    new: Words

    @property
    def quotes(self) -> tuple[str, str]:
        """Give both sides as printed."""
        return said(self.old), said(self.new)


@dataclass(frozen=True, eq=False)  # known by identity, so that judges can share what they find
class Change:
    """Both sides of a match as words, and the hunks in which their senses differ."""

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
        if shorter < LEAST_REWORDED or self._at_one_place:
            return False
        return sum(run.i2 - run.i1 for run in self.runs if run.equal) < REWORDED * shorter

    @property
    def _at_one_place(self) -> bool:
        sizes = [max(len(hunk.old), len(hunk.new)) for hunk in self.hunks]
        return len(sizes) == 1 and sizes[0] <= LONGEST_PHRASE

    @cached_property
    def substance(self) -> bool:
        """Tell whether any word of substance came or went, subjects said again aside."""
        once = [h for h in self.hunks if not self._again(h) and not same_people(h.old, h.new)]
        return _unequal(self.hunks) and _unequal(once)

    def _again(self, hunk: Hunk) -> bool:
        return said_again(hunk.new, hunk.old, self.old) or said_again(hunk.old, hunk.new, self.new)

    @cached_property
    def fillings(self) -> tuple[Words, ...]:
        """Give what the school put into the model's marked places, run by run."""
        found: list[Words] = []
        for run in self.runs:
            left, right = self.old[run.i1 : run.i2], self.new[run.j1 : run.j2]
            if not run.equal and any(word.key in FILLED for word in left):
                _, beyond = _unfilled(left, right, self.open_ended)
                found.append(right[: len(right) - len(beyond)])
        return tuple(found)

    @cached_property
    def filled(self) -> Words:
        """Give all words that the school put into the model's marked places."""
        return tuple(word for filling in self.fillings for word in filling)

    @cached_property
    def completed(self) -> str | None:
        """Give the model's side as the school filled it in: "[number] times" is "six times".

        None where a run of words has several places, so that nobody can tell which is which.
        """
        parts = MARKED.split(self.marked[0])
        if len(parts) != len(self.fillings) + 1:
            return None
        values = (*map(said, self.fillings), "")
        return "".join(f"{part} {value} " for part, value in zip(parts, values, strict=True))

    @cached_property
    def deleted_sentences(self) -> tuple[str, ...]:
        """Give the model's sentences that have no counterpart."""
        return without_counterpart(self.old_text, self.old, self.new, self.reworded)

    @cached_property
    def added_sentences(self) -> tuple[str, ...]:
        """Give the adopted sentences that have no counterpart."""
        known = (*self.old, *self.filled)
        found = without_counterpart(self.new_text, self.new, known, self.reworded)
        filled = MARK in self.marked[0]  # The name and the date that the model asks for.
        return tuple(text for text in found if not (filled and states_adoption(text)))


def _unequal(hunks: Sequence[Hunk]) -> bool:
    gone = Counter(word.sense for hunk in hunks for word in hunk.old if word.content)
    come = Counter(word.sense for hunk in hunks for word in hunk.new if word.content)
    return gone != come


def change_of(match: Match, wording: Wording) -> Change:
    """Find what differs in a match after substitutions, marked places, spelling and synonyms.

    The match comes from `with_labels_alike`.
    """
    marked = without_particulars(*with_one_bound(*marked_texts(_in_one_order(match))))
    old, new = (words_of(side, wording) for side in marked)
    found = runs([word.sense for word in old], [word.sense for word in new])
    open_ended = bool(OPEN_END.search(marked[0]))
    hunks = tuple(_hunks(old, new, found, open_ended))
    return Change(marked, old, new, found, hunks, open_ended)


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
    if change.hunks or references(change.old_text) != references(change.new_text):
        return False
    spelled = _spelled(change.old), _spelled(change.new)
    if spelled[0] == spelled[1]:
        return _stopped_alike(change)
    ends = [side.rstrip()[-1:].isalnum() for side in change.marked]
    if not change.open_ended and ends[0] != ends[1]:
        return False
    apart = list(_differing(change, *spelled))
    rest = [pair for pair in apart if not _only_filled(*pair, change.open_ended)]
    return not rest or (
        all(follows(*pair) for pair in rest) and _substituted(change) and _stopped_alike(change)
    )


def _stopped_alike(change: Change) -> bool:
    old, new = map(_marks, change.marked)
    if old != new and _substituted(change):
        old, new = ([mark for mark in side if mark not in IN_TITLES] for side in (old, new))
    return old == new


def _substituted(change: Change) -> bool:
    """Tell a text in which what stands under a mark was put another way."""
    old, new = ([word.text for word in side if word.marked] for side in (change.old, change.new))
    return old != new


def _spelled(words: Words) -> list[str]:
    """Give words as they stand on the page; the article before a substitution follows it."""
    found = [word.text for word in words]
    for at in [at for at, word in enumerate(words) if word.marked]:
        found[at] = words[at].key
        if at and words[at - 1].key in ("a", "an"):
            found[at - 1] = words[at - 1].text[0]
    return found


def _marks(text: str) -> list[str]:
    plain = SAINT.sub("St", text) if "St." in text else text
    return [token for token in tokens(plain) if not is_word(token) and token != MARK]


def _only_filled(left: Words, right: Words, open_ended: bool) -> bool:
    if not any(word.key in FILLED for word in left):
        return False
    missing, beyond = _unfilled(left, right, open_ended)
    return not beyond and all(word.text in BEFORE_DATE for word in missing)


def _hunks(old: Words, new: Words, found: Sequence[Run], open_ended: bool) -> Iterator[Hunk]:
    """Give the runs whose senses differ, less those that say the same another way."""
    at, beside = 0, 0
    for run in found:
        if not run.equal:
            left, right = old[run.i1 : run.i2], new[run.j1 : run.j2]
            if any(word.key in FILLED for word in left):
                left, right = _unfilled(left, right, open_ended)
            around = Around(
                old[at : run.i1],
                old[run.i2 : run.i2 + 1],
                new[beside : run.j1],
                new[run.j2 : run.j2 + 1],
            )
            if not same_said(left, right, around):
                yield Hunk(left, right)
            at, beside = run.i1, run.j1


def _differing(change: Change, old: list[str], new: list[str]) -> Iterator[tuple[Words, Words]]:
    """Give the words that are not spelled alike, each as it stands on the page."""
    for run in runs(old, new):
        if not run.equal:
            yield (
                _printed(change.old, old, run.i1, run.i2),
                _printed(change.new, new, run.j1, run.j2),
            )


def _printed(words: Words, spelled: list[str], start: int, end: int) -> Words:
    pairs = zip(words[start:end], spelled[start:end], strict=True)
    return tuple(word if word.marked else Word(text, text, text) for word, text in pairs)


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
