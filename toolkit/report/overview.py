"""The whole audit as a page, a workbook and a table."""

from __future__ import annotations

from urllib.parse import quote

from toolkit.batch import Audit, Record
from toolkit.report import csv, page, tallies, xlsx
from toolkit.report.audit_sheets import audit_sheets, policies
from toolkit.report.rating import MEANINGS, ORDER, is_behind, rate

STATES: dict[str, tuple[str, str]] = {
    "complete": ("✓", "complete"),
    "changed": ("≠", "changed"),
    "part missing": ("◐", "part"),
    "missing": ("✕", "missing"),
}
UNKNOWN = ("–", "none")


def render(audit: Audit) -> str:
    """Write `index.html`: figures in words, a row for every file, and what they add up to."""
    ratings = {record.file: rate(record) for record in audit.records}
    return page.render(
        "overview.html",
        audit=audit,
        headline=tallies.headline(audit),
        ratings=ratings,
        figures=[(word, sum(r.word == word for r in ratings.values())) for word in ORDER],
        meanings=MEANINGS,
        read=sorted(tallies.compared(audit), key=_by_school),
        unread=tallies.unread(audit),
        overdue=tallies.overdue(audit),
        matrices=tallies.matrices(audit),
        deviated=tallies.most_deviated(audit),
        editions=tallies.editions(audit),
        tallies=tallies,
        is_behind=is_behind,
        link=link,
        state=lambda words: STATES.get(words, UNKNOWN),
    )


def _by_school(record: Record) -> tuple[str, str]:
    return tallies.name(record).casefold(), record.file


def link(target: str) -> str:
    """Write a path below the output folder as a link, whatever characters it has."""
    path, _, anchor = target.partition("#")
    safe = quote(path.encode("utf-8", "replace"), safe="/")
    return f"./{safe}#{quote(anchor)}" if anchor else f"./{safe}"


def workbook(audit: Audit) -> bytes:
    """Write `audit.xlsx`."""
    return xlsx.write(audit_sheets(audit), audit.today)


def table(audit: Audit) -> str:
    """Write `audit.csv`: one row for every file."""
    return csv.write(policies(audit))
