"""An audit as tables: what its workbook and its CSV file are written from."""

from __future__ import annotations

from collections.abc import Iterator

from toolkit.batch.records import Audit, Record
from toolkit.document import Metadata
from toolkit.report import tallies, words
from toolkit.report.rating import is_behind, rate
from toolkit.report.table import Column, Linked, Sheet, Value

# Filled in by the officer and read back by `register accept`.
ACCEPTING = (
    Column("Accept by", 18),
    Column("Accept because", 30),
    Column("Accept until", 14),
)
POLICIES = (
    Column("School", 30),
    Column("URN", 10),
    Column("Policy", 30),
    Column("Standing", 34),
    Column("Status", 12),
    Column("Edition adopted", 18),
    Column("Latest edition", 18),
    Column("On the latest", 9),
    Column("Coverage", 10, "share"),
    Column("Missing", 9, "count"),
    Column("Changed", 9, "count"),
    Column("Added", 9, "count"),
    Column("Material", 9, "count"),
    Column("Findings", 9, "count"),
    Column("Adopted on", 18, "date"),
    Column("Review due", 18, "date"),
    Column("Overdue", 9),
    Column("File", 36),
    Column("Report", 30),
    Column("Code", 12),
    Column("Message", 60),
    *ACCEPTING,
)
DEVIATIONS = (
    Column("School", 28),
    Column("Policy", 26),
    Column("Edition", 18),
    Column("Section", 26),
    Column("Clause", 10),
    Column("What happened", 18),
    Column("Material", 9),
    Column("Text", 70),
    Column("School's text", 50),
    Column("Reasons", 50),
    Column("Evidence", 30),
    Column("Accepted", 40),
    *ACCEPTING,
    Column("Key", 26),
)


NOT_YET = ("", "", "")


def audit_sheets(audit: Audit) -> tuple[Sheet, ...]:
    """Return the audit's workbook; a table without rows is left out, but never the first two.

    The long tables make their rows as they are written.
    """
    always = (policies(audit), _deviations(audit))
    further = (
        _notes(audit),
        _matrices(audit),
        _deviated(audit),
        _editions(audit),
        _overdue(audit),
        _findings(audit),
        _unread(audit),
        _silent(audit),
    )
    return (*always, *(sheet for sheet in further if sheet.rows))


def policies(audit: Audit) -> Sheet:
    """Return one row for every file found, what was not read last."""
    records = (*tallies.by_school(tallies.documents(audit)), *tallies.unread(audit))
    return Sheet("Policies", POLICIES, map(_policy, records), paint=3)


def _policy(record: Record) -> tuple[Value, ...]:
    metadata = record.metadata or Metadata()
    counts, is_compared = record.counts or {}, record.is_compared
    return (
        record.school or "",
        record.urn or "",
        metadata.title or record.model_title or "",
        rate(record).text,
        words.STATUSES[record.status],
        tallies.edition_of(record.model),
        tallies.edition_of(record.latest),
        ("No" if is_behind(record) else "Yes") if record.model else "",
        record.coverage,
        counts.get("missing", 0) if is_compared else None,
        counts.get("modified", 0) if is_compared else None,
        counts.get("added", 0) if is_compared else None,
        record.material if is_compared else None,
        len(record.findings) if is_compared else None,
        metadata.adopted_on or "",
        metadata.review_on or "",
        _yes(record.review_overdue),
        record.file,
        Linked(record.report, record.report) if record.report else "",
        str(record.code) if record.code else "",
        record.message or " ".join(record.warnings),
        *NOT_YET,
    )


def _yes(answer: bool | None) -> str:
    return "" if answer is None else "Yes" if answer else "No"


def _deviations(audit: Audit) -> Sheet:
    records = tallies.by_school(tallies.documents(audit))
    rows = (row for record in records for row in _lines(record))
    return Sheet("Deviations", DEVIATIONS, rows, paint=5)


def _lines(record: Record) -> Iterator[tuple[Value, ...]]:
    for line in record.lines:
        report = record.report
        yield (
            tallies.name(record),
            record.model_title or "",
            tallies.edition_of(record.model),
            line.section,
            line.label,
            words.KINDS[line.kind],
            _yes(line.material),
            line.text,
            line.adopted if line.kind != "added" else "",
            "\n".join(line.reasons),
            Linked(line.anchor, f"{report}#{line.anchor}") if report else line.anchor,
            line.accepted,
            *NOT_YET,
            line.key,
        )


def _matrices(audit: Audit) -> Sheet:
    columns = (
        Column("Policy", 28),
        Column("Edition", 18),
        Column("School", 28),
        Column("Section", 36),
        Column("State", 14),
    )
    matrices = tallies.matrices(audit)
    rows = (
        (matrix.title, tallies.edition_of(matrix.model), tallies.name(record), section, state.words)
        for matrix in matrices
        for record, states in matrix.rows
        for section, state in zip(matrix.sections, states, strict=True)
    )
    return Sheet("Schools by section", columns, rows if matrices else ())


def _deviated(audit: Audit) -> Sheet:
    columns = (
        Column("Policy", 30),
        Column("Edition", 18),
        Column("Section", 28),
        Column("Clause", 10),
        Column("Text", 70),
        Column("Share", 9, "share"),
        Column("Missing", 9, "count"),
        Column("Changed", 9, "count"),
        Column("Material", 9, "count"),
        Column("Policies compared", 10, "count"),
    )
    rows = tuple(
        (
            d.title,
            tallies.edition_of(d.model),
            d.section,
            d.label,
            d.text,
            d.share,
            d.missing,
            d.changed,
            d.material,
            d.of,
        )
        for d in tallies.most_deviated(audit, most=1000)
    )
    return Sheet("Most deviated clauses", columns, rows)


def _editions(audit: Audit) -> Sheet:
    columns = (
        Column("Policy", 36),
        Column("Edition", 22),
        Column("Latest", 9),
        Column("School", 36),
    )
    rows = tuple(
        (
            edition.title,
            tallies.edition_of(edition.model),
            _yes(edition.latest),
            tallies.name(record),
        )
        for edition in tallies.editions(audit)
        for record in edition.records
    )
    return Sheet("Editions", columns, rows)


def _overdue(audit: Audit) -> Sheet:
    columns = (Column("School", 36), Column("Policy", 36), Column("Review due", 20, "date"))
    rows = tuple(
        (tallies.name(record), record.model_title or "", tallies.due(record) or "")
        for record in tallies.overdue(audit)
    )
    return Sheet("Overdue", columns, rows)


def _findings(audit: Audit) -> Sheet:
    columns = (Column("School", 36), Column("Policy", 36), Column("Finding", 90))
    rows = tuple(
        (tallies.name(record), record.model_title or "", finding)
        for record in tallies.documents(audit)
        for finding in record.findings
    )
    return Sheet("Findings", columns, rows)


def _unread(audit: Audit) -> Sheet:
    columns = (
        Column("File", 40),
        Column("Status", 12),
        Column("Code", 14),
        Column("Cause", 30),
        Column("What was said", 70),
        Column("Remedy", 50),
    )
    rows = tuple(_lost(record) for record in tallies.unread(audit))
    return Sheet("Files not read", columns, rows)


def _lost(record: Record) -> tuple[Value, ...]:
    cause, remedy = words.cause_and_remedy(record.code)
    status = words.STATUSES[record.status]
    return (record.file, status, str(record.code or ""), cause, record.message or "", remedy)


def _silent(audit: Audit) -> Sheet:
    columns = (Column("School", 40), Column("URN", 12))
    rows = tuple((school.name, school.urn or "") for school in audit.schools_without_policy)
    return Sheet("No policy received", columns, rows)


def _notes(audit: Audit) -> Sheet:
    rows = tuple((note,) for note in audit.notes)
    return Sheet("Please look at this", (Column("Please look at this", 100),), rows)
