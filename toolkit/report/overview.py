"""The whole audit as a page, a workbook and a table."""

from __future__ import annotations

from typing import BinaryIO
from urllib.parse import quote

from markupsafe import Markup

from toolkit.batch.records import Audit
from toolkit.report import charts, csv, page, tallies, words, xlsx
from toolkit.report.audit_sheets import audit_sheets, policies
from toolkit.report.rating import MEANINGS, ORDER, is_behind, rate

STATES: dict[str, tuple[str, str]] = {
    "complete": ("✓", "complete"),
    "changed": ("≠", "changed"),
    "part missing": ("◐", "part"),
    "missing": ("✕", "missing"),
}
UNKNOWN = ("–", "none")


def write(audit: Audit, out: BinaryIO) -> None:
    """Write `index.html`: figures in words, a row for every file, and what they add up to."""
    ratings = {record.file: rate(record) for record in audit.records}
    page.write(
        "overview.html",
        out,
        audit=audit,
        headline=tallies.headline(audit),
        ratings=ratings,
        figures=[(word, sum(r.word == word for r in ratings.values())) for word in ORDER],
        meanings=MEANINGS,
        read=tallies.by_school(tallies.documents(audit)),
        unread=tallies.unread(audit),
        overdue=tallies.overdue(audit),
        matrices=tallies.matrices(audit),
        deviated=tallies.most_deviated(audit),
        editions=tallies.editions(audit),
        years=_years(audit),
        calendar=tallies.calendar(audit),
        months=_months(audit),
        accepted=tallies.accepted(audit),
        tallies=tallies,
        is_behind=is_behind,
        link=link,
        state=lambda words: STATES.get(words, UNKNOWN),
    )


def _years(audit: Audit) -> Markup | None:
    figures = tallies.by_year(audit)
    return charts.bars("Policies by the year of their edition", figures) if figures else None


def _months(audit: Audit) -> Markup | None:
    figures = [
        (words.date(month), len(records), "late" if late else "latest")
        for month, records, late in tallies.calendar(audit)
    ]
    return charts.bars("Reviews due by month", figures) if figures else None


def link(target: str) -> str:
    """Write a path below the output folder as a link, whatever characters it has."""
    path, _, anchor = target.partition("#")
    safe = quote(path.encode("utf-8", "replace"), safe="/")
    return f"./{safe}#{quote(anchor)}" if anchor else f"./{safe}"


def workbook(audit: Audit, out: BinaryIO) -> None:
    """Write `audit.xlsx`."""
    xlsx.write_long(audit_sheets(audit), audit.today, out)


def table(audit: Audit, out: BinaryIO) -> None:
    """Write `audit.csv`: one row for every file."""
    out.write(csv.write(policies(audit)).encode())
