"""Every clause of both policies beside its counterpart, section by section, for print."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from toolkit.comparison.result import Comparison
from toolkit.document import Clause
from toolkit.report import marking, outline, words
from toolkit.report.digest import Digest, Entry
from toolkit.report.inert import inert
from toolkit.report.marking import Known
from toolkit.report.print_runs import clause_runs, marked_runs, printed
from toolkit.typeset import Block, Heading, Look, Paragraph, Run, Runs, Table

SIDE_WIDTHS = (1.0, 2.4, 2.4)


def side_by_side(comparison: Comparison, found: Digest, known: Known) -> Iterator[Block]:
    """Give a table for each section, a row for each verdict."""
    yield Heading(1, "Side by side")
    yield Paragraph((Run("Every clause of both policies, in the model’s order."),), "note")
    head = ("Clause", *outline.side_names(comparison))
    places = _places(comparison, found)
    for section, group in groupby(found.entries, key=lambda entry: entry.section):
        entries = list(group)
        yield Heading(2, inert(section.title))
        yield Table(
            (
                tuple(((Run(text),),) for text in head),
                *(tuple(_row(entry, known, places)) for entry in entries),
            ),
            SIDE_WIDTHS,
            header_rows=1,
            anchors=tuple((row, e.verdict.id) for row, e in enumerate(entries, start=1)),
        )


def _places(comparison: Comparison, found: Digest) -> dict[str, str]:
    """Say for each moved verdict what it follows in the adopted policy."""
    cited = {entry.verdict.id: entry.citation for entry in found.entries}
    return {
        verdict.id: f"after {cited[before]}" if before in cited else "first of all"
        for before, moved in outline.moved_from(comparison).items()
        for verdict in moved
    }


def _row(entry: Entry, known: Known, places: dict[str, str]) -> Iterator[tuple[Runs, ...]]:
    verdict = entry.verdict
    now = f"now {entry.adopted}" if "renumbered" in verdict.match.shape and entry.adopted else ""
    moved = places.get(verdict.id, "")
    asides = (now, f"the adopted policy has it {moved}" if moved else "")
    look: Look = "warning" if verdict.material else "muted"
    yield (
        (printed(entry.citation, "bold"),),
        (Run(words.status(verdict), look),),
        *((printed(aside, "muted"),) for aside in asides if aside),
    )
    match, sides = verdict.match, marking.sides(verdict, known)
    yield _side(match.model, sides.model, entry.model_pages, "model")
    yield _side(match.adopted, sides.adopted, entry.adopted_pages, "adopted")


def _side(
    clauses: Sequence[Clause], sides: Sequence[marking.Runs], pages: str, whose: str
) -> tuple[Runs, ...]:
    if not clauses:
        return ((Run(f"Not in the {whose} policy.", "muted"),),)
    shown = [clause_runs(c, marked_runs(runs)) for c, runs in zip(clauses, sides, strict=True)]
    return (*shown, *([(Run(pages, "muted"),)] if pages else []))
