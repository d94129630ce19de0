"""One comparison as one self-contained page: readable without scripts, on a phone, on paper."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import count, groupby

from markupsafe import Markup

from toolkit.classify import Kind, Verdict
from toolkit.comparison.result import Comparison
from toolkit.document import Document, Finding
from toolkit.report import fragments, marking, outline, page, words
from toolkit.report.digest import Digest, Entry, digest
from toolkit.report.fragments import Row

# Clauses from which a browser lays out only what is in sight: a hundred pages open in 0.7 s instead
# of 1.9 s. A shorter page needs none of it, and is laid out whole for whatever else reads it.
LONG = 300
FOLDED: tuple[Kind, ...] = ("localised", "editorial")


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
    articles: Markup
    strip: Markup
    length: int
    tally: str


@dataclass(frozen=True, slots=True)
class Gap:
    """What is missing in one section."""

    section: outline.Section
    items: Markup


def render(comparison: Comparison, *, today: str | None = None, overview: str | None = None) -> str:
    """Write the page. `today` (ISO) decides what is overdue; `overview` is a link back."""
    return laid_out(comparison, digest(comparison, today), today=today, overview=overview)


def laid_out(
    comparison: Comparison, found: Digest, *, today: str | None, overview: str | None
) -> str:
    """Write the page of a comparison that is sorted for reading already."""
    rows = {row.entry.verdict.id: row for row in _rows(comparison, found)}
    moved = outline.moved_from(comparison)
    return page.render(
        "comparison.html",
        digest=found,
        comparison=comparison,
        overview=overview,
        today=today,
        parts=tuple(_parts(comparison, found, rows, moved)),
        missing=_missing(found, rows),
        lists={kind: _listed(kind, found, rows) for kind in ("modified", "added", *FOLDED)},
        findings=_findings(found),
        folded=FOLDED,
        is_long=len(rows) >= LONG,
        counts=Counter(verdict.kind for verdict in comparison.verdicts),
        since=_since(comparison, found),
        first=Markup(fragments.moved_here(_entries(moved.get("", ()), rows))),
        symbols=fragments.SYMBOLS,
        strip_height=fragments.STRIP_HEIGHT,
        sides=outline.side_names(comparison),
    )


def _rows(comparison: Comparison, found: Digest) -> Iterator[Row]:
    known = marking.known_pairs(comparison.substitutions)
    changes = count(1)
    for entry in found.entries:
        change = next(changes) if entry.verdict.kind in fragments.WEIGHED else 0
        yield fragments.row(entry, marking.sides(entry.verdict, known), change)


def _parts(
    comparison: Comparison,
    found: Digest,
    rows: Mapping[str, Row],
    moved: Mapping[str, Sequence[Verdict]],
) -> Iterator[Part]:
    sides, before = outline.side_names(comparison), _before(moved, rows)
    for section in found.sections:
        own = [rows[verdict.id] for verdict in section.verdicts]
        articles = [
            fragments.article(row, sides, before.get(row.entry.verdict.id, ""))
            + fragments.moved_here(_entries(moved.get(row.entry.verdict.id, ()), rows))
            for row in own
        ]
        strip, length = fragments.strip(own)
        tally = words.tally(Counter(verdict.kind for verdict in section.verdicts))
        yield Part(section, Markup("".join(articles)), Markup(strip), length, tally)


def _before(moved: Mapping[str, Sequence[Verdict]], rows: Mapping[str, Row]) -> dict[str, str]:
    """Map each moved verdict to the sentence that says where the adopted policy has it."""
    return {
        verdict.id: fragments.moved_to(rows[anchor].entry if anchor else None)
        for anchor, verdicts in moved.items()
        for verdict in verdicts
    }


def _entries(verdicts: Iterable[Verdict], rows: Mapping[str, Row]) -> tuple[Entry, ...]:
    return tuple(rows[verdict.id].entry for verdict in verdicts)


def _missing(found: Digest, rows: Mapping[str, Row]) -> list[Gap]:
    """Group by section, in model order: a section that is missing as a whole stands together."""
    entries = (entry for entry in found.entries if entry.verdict.kind == "missing")
    return [
        Gap(
            section,
            Markup("".join(fragments.item(rows[entry.verdict.id]) for entry in group)),
        )
        for section, group in groupby(entries, key=lambda entry: entry.section)
    ]


def _listed(kind: Kind, found: Digest, rows: Mapping[str, Row]) -> Markup:
    """List the clauses of a kind, the material ones first."""
    return Markup("".join(fragments.item(rows[e.verdict.id]) for e in found.of(kind)))


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


def _since(comparison: Comparison, found: Digest) -> Markup:
    """List what the county changed: what happened, its citation, its text marked.

    Reasons are left out: they are worded for what a school did to its model.
    """
    if comparison.latest is None:
        return Markup()
    return _county_changes(comparison.model.document, comparison.latest.document, found.since)


@lru_cache(64)  # the same for every policy on an edition
def _county_changes(model: Document, latest: Document, since: tuple[Verdict, ...]) -> Markup:
    old, new = outline.model_citations(model), outline.model_citations(latest)
    return Markup("".join(_county_change(verdict, old, new) for verdict in since))


def _county_change(verdict: Verdict, old: Mapping[str, str], new: Mapping[str, str]) -> str:
    cited = outline.cite(verdict.match.adopted, new) or outline.cite(verdict.match.model, old)
    return fragments.county_change(verdict, cited, marking.whole(verdict))
