"""One comparison as one self-contained page: readable without scripts, on a phone, on paper."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from markupsafe import Markup

from toolkit.classify import Kind, Verdict
from toolkit.comparison.result import Comparison
from toolkit.document import Clause, Finding
from toolkit.report import marking, outline, page, words
from toolkit.report.digest import Digest, Entry, digest
from toolkit.report.marking import Known, Run, Runs

SYMBOLS: dict[Kind, str] = {
    "missing": "✕",
    "modified": "≠",
    "added": "+",
    "localised": "≈",
    "editorial": "~",
    "unchanged": "=",
}
# In the overview strip a kind is told by its height as well as its colour, for eyes and printers
# that see no colour.
HEIGHTS: dict[Kind, int] = {
    "missing": 20,
    "modified": 16,
    "added": 12,
    "localised": 7,
    "editorial": 7,
    "unchanged": 3,
}
STRIP_HEIGHT = 20
FOLDED: tuple[Kind, ...] = ("localised", "editorial")


@dataclass(frozen=True, slots=True)
class Cell:
    """One clause as the page shows it."""

    label: str
    kind: str
    level: int
    text: Markup


@dataclass(frozen=True, slots=True)
class Row:
    """One verdict side by side. `follows` are moved clauses that stand here in the adopted one."""

    entry: Entry
    model: tuple[Cell, ...]
    adopted: tuple[Cell, ...]
    inline: Markup
    follows: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class Bar:
    """One verdict in the overview strip, in units of words."""

    id: str
    kind: Kind
    material: bool
    x: int
    width: int
    height: int
    title: str


@dataclass(frozen=True, slots=True)
class Spot:
    """Where a finding was made; `target` is the verdict of its clause, if it has one."""

    quote: str
    page: int | None
    target: str
    citation: str


@dataclass(frozen=True, slots=True)
class Part:
    """A section of the side-by-side view with its strip and its figures in words."""

    section: outline.Section
    rows: tuple[Row, ...]
    bars: tuple[Bar, ...]
    length: int
    tally: str
    whole_missing: bool


def render(comparison: Comparison, *, today: str | None = None, overview: str | None = None) -> str:
    """Write the page. `today` (ISO) decides what is overdue; `overview` is a link back."""
    found = digest(comparison, today)
    rows = {row.entry.verdict.id: row for row in _rows(comparison, found)}
    return page.render(
        "comparison.html",
        digest=found,
        comparison=comparison,
        overview=overview,
        today=today,
        rows=rows,
        parts=_parts(found, rows),
        missing=_by_section(e for e in found.entries if e.verdict.kind == "missing"),
        findings=_findings(found),
        since=_since(comparison, found),
        first=_first(comparison, found),
        places=_places(comparison, found),
        symbols=SYMBOLS,
        folded=FOLDED,
        strip_height=STRIP_HEIGHT,
        sides=_names(comparison),
    )


def _names(comparison: Comparison) -> tuple[str, str]:
    model = comparison.model
    county = words.edition(model.edition) if model.edition else model.document.source
    return f"Model policy, {county}", "Adopted policy"


def _first(comparison: Comparison, found: Digest) -> tuple[Entry, ...]:
    """Return the moved clauses that the adopted policy has before everything else."""
    moved = {verdict.id for verdict in outline.moved_from(comparison).get("", ())}
    return tuple(entry for entry in found.entries if entry.verdict.id in moved)


def _places(comparison: Comparison, found: Digest) -> dict[str, Entry | None]:
    """Map each moved verdict to the entry that it follows in the adopted policy, or to None."""
    by_id = {entry.verdict.id: entry for entry in found.entries}
    return {
        verdict.id: by_id.get(before)
        for before, moved in outline.moved_from(comparison).items()
        for verdict in moved
    }


def _rows(comparison: Comparison, found: Digest) -> Iterator[Row]:
    known = marking.known_pairs(comparison.substitutions)
    moved = outline.moved_from(comparison)
    by_id = {entry.verdict.id: entry for entry in found.entries}
    for entry in found.entries:
        verdict = entry.verdict
        yield Row(
            entry,
            _cells(verdict.match.model, marking.model_side(verdict, known)),
            _cells(verdict.match.adopted, marking.adopted_side(verdict, known)),
            _inline(verdict, known),
            tuple(by_id[other.id] for other in moved.get(verdict.id, ())),
        )


def _cells(clauses: Sequence[Clause], sides: Sequence[Runs]) -> tuple[Cell, ...]:
    return tuple(
        Cell(clause.label or "", clause.kind, min(clause.level, 6), _marked(runs))
        for clause, runs in zip(clauses, sides, strict=True)
    )


def _inline(verdict: Verdict, known: Known) -> Markup:
    if verdict.kind == "unchanged" or not (verdict.match.model and verdict.match.adopted):
        return Markup()
    return _marked(marking.marked(verdict, known))


def _marked(runs: Iterable[Run]) -> Markup:
    return Markup("").join(map(_run, runs))


def _run(run: Run) -> Markup:
    shown = page.text(run.text)
    if run.op == "equal" or not run.text.strip():
        return shown
    tag = "del" if run.op == "delete" else "ins"
    opening = f'<{tag} class="local">' if run.local else f"<{tag}>"
    return Markup(f"{opening}{shown}</{tag}>")


def _parts(found: Digest, rows: dict[str, Row]) -> tuple[Part, ...]:
    return tuple(
        _part(section, tuple(rows[verdict.id] for verdict in section.verdicts))
        for section in found.sections
    )


def _part(section: outline.Section, rows: tuple[Row, ...]) -> Part:
    bars = tuple(_bars(rows))
    kinds = Counter(verdict.kind for verdict in section.verdicts)
    return Part(
        section,
        rows,
        bars,
        sum(bar.width for bar in bars),
        words.tally(kinds),
        set(kinds) == {"missing"},
    )


def _bars(rows: Iterable[Row]) -> Iterator[Bar]:
    x = 0
    for row in rows:
        entry, verdict = row.entry, row.entry.verdict
        width = max(4, len((entry.model_text or entry.adopted_text).split()))
        title = f"{entry.citation}: {words.status(verdict)}"
        yield Bar(
            verdict.id, verdict.kind, verdict.material, x, width, HEIGHTS[verdict.kind], title
        )
        x += width


def _by_section(entries: Iterable[Entry]) -> list[tuple[outline.Section, list[Entry]]]:
    """Group by section, in model order: a section that is missing as a whole stands together."""
    grouped = groupby(entries, key=lambda entry: entry.section)
    return [(section, list(group)) for section, group in grouped]


def _findings(found: Digest) -> list[tuple[Finding, list[Spot]]]:
    """Gather findings that say the same of several places, in the order of the first."""
    entries = {c.id: entry for entry in found.entries for c in entry.verdict.match.adopted}
    gathered: dict[Finding, list[Spot]] = {}
    for finding in found.findings:
        said = replace(finding, clause=None, page=None, quote=None)
        gathered.setdefault(said, []).append(_spot(finding, entries.get(finding.clause or "")))
    return list(gathered.items())


def _spot(finding: Finding, entry: Entry | None) -> Spot:
    target, citation = (entry.verdict.id, entry.adopted or "the clause") if entry else ("", "")
    return Spot(finding.quote or "", finding.page, target, citation)


def _since(comparison: Comparison, found: Digest) -> list[tuple[str, Verdict, str, Markup]]:
    """List what the county changed: what happened, the verdict, its citation, its text marked.

    Reasons are left out: they are worded for what a school did to its model.
    """
    if comparison.latest is None:
        return []
    old = outline.citations(comparison.model.document)
    new = outline.citations(comparison.latest.document)
    return [
        (
            words.county_status(verdict),
            verdict,
            outline.cite(verdict.match.adopted, new) or outline.cite(verdict.match.model, old),
            _whole(verdict),
        )
        for verdict in found.since
    ]


def _whole(verdict: Verdict) -> Markup:
    """Mark a verdict's whole text; a clause that stands on one side only needs no marking."""
    if verdict.match.model and verdict.match.adopted:
        return _marked(marking.marked(verdict))
    clauses = verdict.match.model or verdict.match.adopted
    return page.text("\n".join(clause.text for clause in clauses))
