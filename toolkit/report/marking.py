"""Edits laid back over the clauses they came from, so that each side can be read by itself."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from operator import itemgetter
from typing import Literal

from toolkit.classify import Verdict
from toolkit.document import Clause
from toolkit.localise import Substitution
from toolkit.textdiff import Edit

Op = Literal["equal", "delete", "insert"]
Runs = tuple[Edit, ...]
EDGES = " \t\n.,;:()[]‘’“”'\""


def model_side(verdict: Verdict) -> tuple[Runs, ...]:
    """Return for each model clause its text in runs, each `equal` or `delete`."""
    return _side(verdict.match.model, verdict.edits, "delete")


def adopted_side(verdict: Verdict) -> tuple[Runs, ...]:
    """Return for each adopted clause its text in runs, each `equal` or `insert`."""
    return _side(verdict.match.adopted, verdict.edits, "insert")


def _side(clauses: Sequence[Clause], edits: Sequence[Edit], own: Op) -> tuple[Runs, ...]:
    stream = [edit for edit in edits if edit.op in ("equal", own)]
    if len(clauses) == 1 and "".join(edit.text for edit in stream) == clauses[0].text:
        return (tuple(edit for edit in stream if edit.text),)
    marks = [(ch, edit.op) for edit in stream for ch in edit.text if not ch.isspace()]
    if [ch for ch, _ in marks] != [ch for c in clauses for ch in c.text if not ch.isspace()]:
        # The edits say something else than the clauses: the clauses are what the document says.
        return tuple((Edit("equal", clause.text),) if clause.text else () for clause in clauses)
    ops = iter([op for _, op in marks])
    return tuple(tuple(_runs(clause.text, ops)) for clause in clauses)


def _runs(text: str, ops: Iterator[Op]) -> Iterator[Edit]:
    op: Op = "equal"
    marked: list[tuple[Op, str]] = []
    for ch in text:
        op = op if ch.isspace() else next(ops)
        marked.append((op, ch))
    for run, chars in groupby(marked, key=itemgetter(0)):
        yield Edit(run, "".join(ch for _, ch in chars))


def pairs(substitutions: Iterable[Substitution]) -> frozenset[tuple[str, str]]:
    """Return what was substituted for what, ready for `is_local`."""
    return frozenset((_bare(s.model), _bare(s.adopted)) for s in substitutions)


def local_edits(edits: Sequence[Edit], known: frozenset[tuple[str, str]]) -> frozenset[int]:
    """Return the indices of the edits that only put the school's own words for the county's."""
    found: set[int] = set()
    for index in range(len(edits) - 1):
        old, new = edits[index], edits[index + 1]
        if (old.op, new.op) == ("delete", "insert") and (_bare(old.text), _bare(new.text)) in known:
            found |= {index, index + 1}
    return frozenset(found)


def _bare(text: str) -> str:
    return " ".join(text.strip(EDGES).casefold().split())
