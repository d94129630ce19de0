"""One comparison as a PDF for governors' papers: the page's content in the page's order."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

from toolkit.classify import Kind, Reason, Verdict
from toolkit.comparison.result import Comparison
from toolkit.document import Clause
from toolkit.report import marking, outline, words
from toolkit.report.digest import Digest, Entry, digest
from toolkit.report.inert import inert, one_line
from toolkit.report.marking import Known
from toolkit.report.print_runs import clause_runs, marked_runs, printed
from toolkit.report.print_sides import side_by_side
from toolkit.typeset import (
    Block,
    Facts,
    Heading,
    Item,
    Items,
    Look,
    Paragraph,
    Run,
    Runs,
    Sheet,
    Table,
    typeset,
)

FOLDED: tuple[Kind, ...] = ("localised", "editorial")
COUNTED: tuple[Kind, ...] = ("missing", "modified", "added", *FOLDED, "unchanged")
GLANCE_WIDTHS = (3.4, 0.9, 0.9, 0.9, 1.0, 0.9, 1.1)
WORD_WIDTHS = (3.0, 3.0, 2.0, 0.7)
TEXT_INDENT = 12.0
HOW_TO_READ: Runs = (
    Run("Struck out", "delete"),
    Run(": only in the model. ", "muted"),
    Run("Underlined", "insert"),
    Run(": only in the adopted policy. ", "muted"),
    Run("Dotted", "own_insert"),
    Run(": the school’s own word for the county’s.", "muted"),
)


def render(comparison: Comparison, *, today: str | None = None) -> bytes:
    """Write the report as PDF/UA-1. Raises OutputError where Typst is not installed."""
    return typeset(sheet(comparison, today))


def sheet(comparison: Comparison, today: str | None = None) -> Sheet:
    """Set the whole report out, `today` (ISO) deciding what is overdue."""
    found = digest(comparison, today)
    return Sheet(
        title=found.title,
        author="policy-toolkit",
        subject=f"{found.school}: compared with the model policy",
        above=found.school,
        footer=f"{found.school} · {found.title}: compared with the model policy",
        blocks=tuple(_blocks(comparison, found, today)),
        date=today,
    )


def _blocks(comparison: Comparison, found: Digest, today: str | None) -> Iterator[Block]:
    known = marking.known_pairs(comparison.substitutions)
    yield Paragraph((printed(found.answer),), "lead")
    yield Facts(tuple((fact.name, inert(fact.value), fact.warning) for fact in found.facts))
    yield from _bullets(map(words.sentence, found.warnings))
    if found.evidence:
        yield Paragraph((Run("How the edition was told", "bold"),), keep=True)
        yield from _bullets(map(words.sentence, found.evidence))
    yield from _glance(found)
    yield from _missing(found)
    yield from _listed(found, "modified", known)
    yield from _listed(found, "added", known)
    yield from _findings(found)
    yield from _not_compared(found)
    for kind in FOLDED:
        if found.of(kind):
            yield from _listed(found, kind, known)
    yield from _own_words(found)
    yield from _since(comparison, found)
    yield from side_by_side(comparison, found, known)
    yield from _set_aside(comparison)
    yield Paragraph((Run(_origin(comparison, today), "muted"),))


def _headed(title: str, number: int) -> Heading:
    return Heading(1, f"{title} ({number:,})")


def _bullets(lines: Iterable[str]) -> Iterator[Block]:
    items = tuple(Item("•", (printed(line),)) for line in lines)
    if items:
        yield Items(items, hang=TEXT_INDENT)


# --- at a glance --------------------------------------------------------------------------------


def _glance(found: Digest) -> Iterator[Block]:
    """Count what happened, section by section: the overview strip of the page in figures."""
    yield Heading(1, "The policy at a glance")
    head = ("Section", "Missing", "Changed", "Added", "Local wording", "Editorial", "Unchanged")
    rows = [
        (section.title, *_counts(verdict.kind for verdict in section.verdicts))
        for section in found.sections
    ]
    whole = ("The whole policy", *_counts(entry.verdict.kind for entry in found.entries))
    yield _table((head, *rows, *([whole] if len(rows) > 1 else [])), GLANCE_WIDTHS)


def _counts(kinds: Iterable[Kind]) -> tuple[str, ...]:
    held = list(kinds)
    return tuple(f"{held.count(kind):,}" if kind in held else "–" for kind in COUNTED)


def _table(rows: Iterable[Sequence[str]], widths: tuple[float, ...]) -> Table:
    cells = tuple(tuple(((printed(text),),) for text in row) for row in rows)
    return Table(cells, widths, header_rows=1)


# --- the lists ----------------------------------------------------------------------------------


def _missing(found: Digest) -> Iterator[Block]:
    """List what is missing by section; a section that is missing as a whole stands together."""
    entries = [entry for entry in found.entries if entry.verdict.kind == "missing"]
    yield _headed(words.KINDS["missing"], len(entries))
    yield _note("missing", bool(entries))
    for section, group in groupby(entries, key=lambda entry: entry.section):
        whole = " – whole section missing" if section.is_missing else ""
        yield Heading(2, inert(section.title) + whole)
        for entry in group:
            yield Paragraph(_head(entry, section=False), "entry", keep=True)
            yield from _clauses(entry.verdict.match.model)
            yield from _reasons(entry.verdict)


def _listed(found: Digest, kind: Kind, known: Known) -> Iterator[Block]:
    entries = found.of(kind)
    yield _headed(words.KINDS[kind], len(entries))
    yield _note(kind, bool(entries))
    if kind == "modified" and entries:
        yield Paragraph(HOW_TO_READ, "note")
    for entry in entries:
        verdict = entry.verdict
        yield Paragraph(_head(entry), "entry", keep=True)
        if kind == "modified":
            yield from _reasons(verdict)
        if verdict.match.model and verdict.match.adopted:
            yield Paragraph(marked_runs(marking.marked(verdict, known)), indent=TEXT_INDENT)
        else:
            yield from _clauses(verdict.match.model or verdict.match.adopted)
        if kind != "modified":
            yield from _reasons(verdict)


def _note(kind: Kind, some: bool) -> Paragraph:
    said = words.KIND_NOTES[kind] if some else words.NONE[kind]
    return Paragraph((Run(said),), "note", keep=some)


def _head(entry: Entry, section: bool = True) -> Runs:
    where = [Run(f" {inert(entry.section.title)}", "muted")] if section else []
    weight = words.status(entry.verdict)
    look: Look = "warning" if entry.verdict.material else "bold"
    return (printed(entry.citation, "bold", entry.verdict.id), *where, Run(f" – {weight}", look))


def _clauses(clauses: Iterable[Clause]) -> Iterator[Block]:
    for clause in clauses:
        yield Paragraph(clause_runs(clause, (printed(clause.text),)), indent=TEXT_INDENT)


def _reasons(verdict: Verdict) -> Iterator[Block]:
    items = tuple(Item("•", _reason(reason, verdict)) for reason in verdict.reasons)
    if items:
        yield Items(items, indent=TEXT_INDENT, hang=TEXT_INDENT)


def _reason(reason: Reason, verdict: Verdict) -> Runs:
    quoted = "".join(f" {who}: “{said}”." for who, said in words.quotations(reason, verdict))
    return (printed(words.sentence(reason.message) + quoted), Run(f" {reason.code}", "muted"))


# --- findings and what was not compared ---------------------------------------------------------


def _findings(found: Digest) -> Iterator[Block]:
    if not found.findings:
        return
    yield _headed("Findings", len(found.findings))
    for finding in found.findings:
        yield Paragraph(
            (
                Run(f"{words.SEVERITIES[finding.severity]}: ", "bold"),
                printed(words.sentence(finding.message)),
                Run(f" {finding.code}", "muted"),
            ),
            "entry",
            keep=bool(finding.quote or finding.advice),
        )
        page = f" (page {finding.page})" if finding.page else ""
        if finding.quote:
            yield Paragraph((printed(f"“{finding.quote}”{page}"),), "quote", TEXT_INDENT)
        unsure = "Probable, not certain: please look." if finding.confidence == "probable" else ""
        advice = " ".join(filter(None, (words.sentence(finding.advice or ""), unsure)))
        if advice.strip(". "):
            yield Paragraph((printed(advice),), indent=TEXT_INDENT)


def _not_compared(found: Digest) -> Iterator[Block]:
    if found.not_compared:
        yield _headed("Not compared", len(found.not_compared))
        yield from _bullets(
            words.sentence(words.not_compared(entry)) for entry in found.not_compared
        )


def _own_words(found: Digest) -> Iterator[Block]:
    if found.substitutions:
        yield Heading(1, "The school’s own words")
        head = ("The model says", "The school says", "What it is", "Times")
        rows = [
            (s.model, s.adopted, words.SUBSTITUTIONS[s.kind], f"{s.count:,}")
            for s in found.substitutions
        ]
        yield _table((head, *rows), WORD_WIDTHS)


def _since(comparison: Comparison, found: Digest) -> Iterator[Block]:
    """List what the county changed; reasons are worded for what a school did, so none stand."""
    latest = comparison.latest
    if latest is None or not found.since:
        return
    old = outline.citations(comparison.model.document)
    new = outline.citations(latest.document)
    yield _headed("What the county has changed since", len(found.since))
    between = f"Between the {words.edition(comparison.model.edition)} and the "
    between += f"{words.edition(latest.edition)}. These are the county’s changes, not the school’s."
    yield Paragraph((Run(between),), "note", keep=True)
    for verdict in found.since:
        cited = outline.cite(verdict.match.adopted, new) or outline.cite(verdict.match.model, old)
        what = Run(f" – {words.county_status(verdict)}", "bold")
        yield Paragraph((printed(cited or "Unnumbered", "bold"), what), "entry", keep=True)
        if verdict.match.model and verdict.match.adopted:
            yield Paragraph(marked_runs(marking.marked(verdict)), indent=TEXT_INDENT)
        else:
            yield from _clauses(verdict.match.model or verdict.match.adopted)


def _set_aside(comparison: Comparison) -> Iterator[Block]:
    asides = comparison.adopted.set_aside
    if asides:
        yield _headed("Set aside, not policy text", len(asides))
        yield from _bullets(
            f"{words.ASIDES[aside.kind]}{f', page {aside.page}' if aside.page else ''}: "
            + one_line(aside.text)
            for aside in asides
        )


def _origin(comparison: Comparison, today: str | None) -> str:
    adopted = comparison.adopted
    made = f" on {words.date(today)}" if today else ""
    return (
        f"Made by policy-toolkit{made} from {one_line(adopted.source)} "
        f"(SHA-256 {adopted.sha256[:12]}…) and {one_line(comparison.model.name)}."
    )
