"""Edits laid back over the clauses they came from, so that each side can be read by itself."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

from toolkit.classify import Verdict
from toolkit.document import Clause
from toolkit.localise import Substitution
from toolkit.textdiff import Edit

Op = Literal["equal", "delete", "insert"]
Known = frozenset[tuple[str, str]]
# "a school" becomes "an academy": the article follows the noun.
ARTICLES = ("a", "an", "the")
LETTER = re.compile(r"\S")
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


@dataclass(frozen=True, slots=True)
class Sides:
    """A verdict's text: each clause of both sides in runs, and both sides in one.

    The model's runs are `equal` or `delete`, the adopted ones `equal` or `insert`. Where one side
    is empty nothing is marked, and there is no `both`: a whole clause struck out cannot be read.
    Nor is there any of what is unchanged.
    """

    model: tuple[Runs, ...]
    adopted: tuple[Runs, ...]
    both: Runs = ()


def sides(verdict: Verdict, known: Known = frozenset()) -> Sides:
    """Lay a verdict's edits over the clauses of both sides."""
    model, adopted = verdict.match.model, verdict.match.adopted
    if not (model and adopted) or verdict.kind == "unchanged":
        return Sides(_plain(model), _plain(adopted))
    both = marked(verdict, known)
    return Sides(_side(model, both, "delete"), _side(adopted, both, "insert"), both)


def whole(verdict: Verdict) -> Runs:
    """Return a verdict's whole text in runs; where it stands on one side only, unmarked."""
    if verdict.match.model and verdict.match.adopted:
        return marked(verdict)
    clauses = verdict.match.model or verdict.match.adopted
    return (Run("equal", "\n".join(clause.text for clause in clauses)),)


def _side(clauses: Sequence[Clause], both: Runs, own: Op) -> tuple[Runs, ...]:
    stream = [run for run in both if run.op in ("equal", own)]
    texts = [clause.text for clause in clauses]
    if len(clauses) == 1 and "".join([run.text for run in stream]) == texts[0]:
        return (tuple(stream),)
    if _letters("".join([run.text for run in stream])) != _letters("".join(texts)):
        # The edits say something else than the clauses: the clauses are what the document says.
        return _plain(clauses)
    shares = [(run, len(_letters(run.text))) for run in stream]
    return tuple(tuple(_cut(text, shares)) for text in texts)


def _letters(text: str) -> str:
    """Return a text without its blanks."""
    return "".join(text.split())


def _plain(clauses: Sequence[Clause]) -> tuple[Runs, ...]:
    return tuple((Run("equal", clause.text),) if clause.text else () for clause in clauses)


def _cut(text: str, shares: list[tuple[Run, int]]) -> Iterator[Run]:
    """Take a clause's runs from the shares (a run, how many letters of it are left).

    A blank goes with the word before it.
    """
    starts = [found.start() for found in LETTER.finditer(text)]
    if starts and starts[0]:
        yield Run("equal", text[: starts[0]])
    at = 0
    while at < len(starts):
        run, left = shares.pop(0)
        end = min(at + left, len(starts))
        if at + left > end:
            shares.insert(0, (run, at + left - end))
        if end > at:
            stop = starts[end] if end < len(starts) else len(text)
            yield Run(run.op, text[starts[at] : stop], run.local)
        at = end
