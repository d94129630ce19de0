"""A comparison as tables, as a workbook and as CSV."""

from __future__ import annotations

from collections.abc import Iterator

from toolkit.comparison.result import Comparison
from toolkit.report import csv, words, xlsx
from toolkit.report.digest import Digest, Entry, digest
from toolkit.report.table import Column, Marked, Sheet, Value

CLAUSES = (
    Column("Section", 24),
    Column("Model", 10),
    Column("Adopted", 10),
    Column("What happened", 18),
    Column("Material", 10),
    Column("Place and shape", 16),
    Column("Model text", 52),
    Column("Adopted text", 52),
    Column("Changes marked", 52),
    Column("Reasons", 44),
    Column("Model page", 9),
    Column("Adopted page", 9),
    Column("Match", 8),
)


def workbook(comparison: Comparison, *, today: str | None = None) -> bytes:
    """Write the workbook of one comparison."""
    return xlsx.write(comparison_sheets(comparison, today), today)


def table(comparison: Comparison, *, today: str | None = None) -> str:
    """Write one row per match."""
    return csv.write(clauses(digest(comparison, today)))


def comparison_sheets(comparison: Comparison, today: str | None = None) -> tuple[Sheet, ...]:
    """Return the workbook of one comparison: summary, clauses, findings, what was left out."""
    found = digest(comparison, today)
    sheets = (
        _summary(found),
        clauses(found),
        _findings(found),
        _substitutions(found),
        _since(found),
        _left_out(comparison, found),
    )
    return tuple(sheet for sheet in sheets if sheet.rows)


def clauses(found: Digest) -> Sheet:
    """Return one row per match, in model order."""
    return Sheet("Clauses", CLAUSES, tuple(_clause(entry) for entry in found.entries), paint=3)


def _clause(entry: Entry) -> tuple[Value, ...]:
    verdict = entry.verdict
    changed = verdict.match.model and verdict.match.adopted and verdict.kind != "unchanged"
    return (
        entry.section.title,
        entry.model,
        entry.adopted,
        words.KINDS[verdict.kind],
        "Yes" if verdict.material else "No",
        words.sentence_case(words.shapes(verdict)),
        entry.model_text,
        entry.adopted_text,
        Marked(verdict.edits) if changed else "",
        "\n".join(f"{words.sentence(r.message)} ({r.code})" for r in verdict.reasons),
        verdict.match.model[0].page if verdict.match.model else None,
        verdict.match.adopted[0].page if verdict.match.adopted else None,
        verdict.id,
    )


def _summary(found: Digest) -> Sheet:
    rows: Iterator[tuple[str, Value]] = iter(
        [
            ("Answer", found.answer),
            *((fact.name, fact.value) for fact in found.facts),
            *((words.KINDS[kind], len(found.of(kind))) for kind in words.KINDS),
            *(("Please note", words.sentence(note)) for note in found.warnings + found.evidence),
        ]
    )
    return Sheet("Summary", (Column("What", 24), Column("Value", 90)), tuple(rows))


def _findings(found: Digest) -> Sheet:
    columns = (
        Column("Severity", 10),
        Column("Finding", 60),
        Column("Page", 8),
        Column("Quotation", 50),
        Column("Advice", 50),
        Column("Sure", 12),
        Column("Code", 10),
    )
    rows = tuple(
        (
            words.SEVERITIES[f.severity],
            words.sentence(f.message),
            f.page,
            f.quote or "",
            f.advice or "",
            f.confidence.capitalize(),
            f.code,
        )
        for f in found.findings
    )
    return Sheet("Findings", columns, rows, paint=0)


def _substitutions(found: Digest) -> Sheet:
    columns = (
        Column("The model says", 36),
        Column("The school says", 36),
        Column("What it is", 26),
        Column("Times", 8, "count"),
    )
    rows = tuple(
        (s.model, s.adopted, words.SUBSTITUTIONS[s.kind], s.count) for s in found.substitutions
    )
    return Sheet("School’s own words", columns, rows)


def _since(found: Digest) -> Sheet:
    columns = (
        Column("What the county did", 20),
        Column("Text before", 60),
        Column("Text now", 60),
        Column("Changes marked", 60),
    )
    rows = tuple(
        (
            words.county_status(v),
            "\n".join(clause.text for clause in v.match.model),
            "\n".join(clause.text for clause in v.match.adopted),
            Marked(v.edits) if v.match.model and v.match.adopted else "",
        )
        for v in found.since
    )
    return Sheet("County’s changes since", columns, rows)


def _left_out(comparison: Comparison, found: Digest) -> Sheet:
    columns = (Column("What", 24), Column("Page", 8), Column("Text or reason", 90))
    not_compared = (("Not compared: " + n.what, n.page, n.why) for n in found.not_compared)
    aside = (
        ("Set aside: " + words.ASIDES[a.kind].lower(), a.page, a.text)
        for a in comparison.adopted.set_aside
    )
    return Sheet("Not compared", columns, (*not_compared, *aside))
