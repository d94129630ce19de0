"""Edits laid back over the clauses they came from, so that each side can be read by itself."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise
from typing import Literal

from toolkit.classify import Verdict
from toolkit.document import Clause
from toolkit.localise import Substitution
from toolkit.textdiff import Edit

Op = Literal["equal", "delete", "insert"]
Known = frozenset[tuple[str, str]]
# "a school" becomes "an academy": the article follows the noun.
ARTICLES = ("a", "an", "the")
EDGES = " \t\n.,;:()[]‘’“”'\""


@dataclass(frozen=True, slots=True)
class Run:
    """A run of marked text; `local` where the school's own words stand for the county's."""

    op: Op
    text: str
    local: bool = False


Runs = tuple[Run, ...]


def known_pairs(substitutions: Iterable[Substitution]) -> Known:
    """Return what was substituted for what, as edits are compared with it."""
    return frozenset((_bare(s.model), _bare(s.adopted)) for s in substitutions)


def marked(verdict: Verdict, known: Known = frozenset()) -> Runs:
    """Return a verdict's edits, telling the school's own words from real changes."""
    edits = verdict.edits
    local = set(range(len(edits))) if verdict.kind == "localised" else set(_local(edits, known))
    return tuple(Run(e.op, e.text, index in local) for index, e in enumerate(edits) if e.text)


def _local(edits: Sequence[Edit], known: Known) -> Iterator[int]:
    for index, (old, new) in enumerate(pairwise(edits)):
        if (old.op, new.op) == ("delete", "insert") and (_bare(old.text), _bare(new.text)) in known:
            yield from (index, index + 1)


def _bare(text: str) -> str:
    said = text.strip(EDGES).casefold().split()
    return " ".join(said[1:] if len(said) > 1 and said[0] in ARTICLES else said)


def model_side(verdict: Verdict, known: Known = frozenset()) -> tuple[Runs, ...]:
    """Return for each model clause its text in runs, each `equal` or `delete`.

    Where the other side is empty nothing is marked: a whole clause struck out cannot be read.
    """
    return _side(verdict, verdict.match.model, "delete", known)


def adopted_side(verdict: Verdict, known: Known = frozenset()) -> tuple[Runs, ...]:
    """Return for each adopted clause its text in runs, each `equal` or `insert`."""
    return _side(verdict, verdict.match.adopted, "insert", known)


def _side(verdict: Verdict, clauses: Sequence[Clause], own: Op, known: Known) -> tuple[Runs, ...]:
    if not (verdict.match.model and verdict.match.adopted):
        return _plain(clauses)
    stream = [run for run in marked(verdict, known) if run.op in ("equal", own)]
    if len(clauses) == 1 and "".join(run.text for run in stream) == clauses[0].text:
        return (tuple(stream),)
    marks = [(ch, run) for run in stream for ch in run.text if not ch.isspace()]
    if [ch for ch, _ in marks] != [ch for c in clauses for ch in c.text if not ch.isspace()]:
        # The edits say something else than the clauses: the clauses are what the document says.
        return _plain(clauses)
    runs = iter([run for _, run in marks])
    return tuple(tuple(_cut(clause.text, runs)) for clause in clauses)


def _plain(clauses: Sequence[Clause]) -> tuple[Runs, ...]:
    return tuple((Run("equal", clause.text),) if clause.text else () for clause in clauses)


def _cut(text: str, runs: Iterator[Run]) -> Iterator[Run]:
    """Give a clause its share of the runs; a blank goes with the word before it."""
    run = Run("equal", "")
    owners: list[tuple[Run, str]] = []
    for ch in text:
        run = run if ch.isspace() else next(runs)
        owners.append((run, ch))
    for owner, chars in groupby(owners, key=lambda pair: pair[0]):
        yield Run(owner.op, "".join(ch for _, ch in chars), owner.local)
