"""Clauses and their edits as runs of print."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from toolkit.document import Clause
from toolkit.report import marking
from toolkit.report.inert import inert
from toolkit.typeset import Look, Run, Runs

LOOKS: dict[tuple[str, bool], Look] = {
    ("delete", False): "delete",
    ("insert", False): "insert",
    ("delete", True): "own_delete",
    ("insert", True): "own_insert",
}


def printed(text: str, look: Look = "plain", target: str = "") -> Run:
    """Give a stranger's text, made harmless."""
    return Run(inert(text), look, target)


def clause_runs(clause: Clause, text: Runs) -> Runs:
    """Put a clause's label before its text; a heading is bold."""
    look: Look = "bold" if clause.kind == "heading" else "plain"
    label = (printed(f"{clause.label} ", look),) if clause.label else ()
    return (*label, *(replace(run, look=look) if run.look == "plain" else run for run in text))


def marked_runs(runs: Iterable[marking.Run]) -> Runs:
    """Mark what was struck out and put in."""
    return tuple(_spaced([printed(run.text, _look(run)) for run in runs]))


def _look(run: marking.Run) -> Look:
    return LOOKS.get((run.op, run.local), "plain") if run.text.strip() else "plain"


def _spaced(runs: Sequence[Run]) -> Iterator[Run]:
    """Part what was struck out from what stands for it, also for those who have it read out."""
    for before, run in pairwise([Run(""), *runs]):
        replaced = before.look in {"delete", "own_delete"} and run.look in {"insert", "own_insert"}
        if replaced and not (before.text[-1:].isspace() or run.text[:1].isspace()):
            yield Run(" ")
        yield run
