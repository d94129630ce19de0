"""The register's tables as a workbook or as CSV."""

from __future__ import annotations

import sqlite3
from pathlib import Path

from toolkit.errors import UsageError
from toolkit.register.schema import opened_at
from toolkit.report import csv, xlsx
from toolkit.report.table import Column, Sheet, Value

READABLE = ("documents", "comparisons", "findings", "decisions", "runs", "history")
INTERNAL = frozenset({"record", "page_sha256", "content"})
WIDTHS = {"text": 60, "adopted_text": 60, "model_text": 60, "reasons": 50, "message": 60}
WIDTHS |= {"file": 36, "school": 30, "title": 30, "section": 26, "accepted": 40, "reason": 40}

Table = tuple[list[str], list[tuple[object, ...]]]  # headings, rows


def exported(place: Path, suffix: str, table: str) -> bytes:
    """Return all tables as ".xlsx", or one as ".csv". Raises UsageError for another ending."""
    if suffix.lower() not in (".xlsx", ".csv"):
        raise UsageError(f"{suffix or 'no ending'}: give a file name ending in .xlsx or .csv")
    found = tables(place)
    if suffix.lower() == ".csv":
        return csv.write(_sheet(table, *found[table])).encode()
    return xlsx.write([_sheet(name, *content) for name, content in found.items()])


def tables(place: Path) -> dict[str, Table]:
    """Return each table that is for reading, in order."""
    with opened_at(place) as connection:
        return {name: _table(connection, name) for name in READABLE}


def _table(connection: sqlite3.Connection, name: str) -> Table:
    described = connection.execute(f"PRAGMA table_info({name})").fetchall()
    columns = [column for _, column, *_ in described if column not in INTERNAL]
    if name == "documents":
        columns.remove("key")
    rows = connection.execute(f"SELECT {', '.join(columns)} FROM {name} ORDER BY 1, 2").fetchall()
    return columns, rows


def _sheet(name: str, columns: list[str], rows: list[tuple[object, ...]]) -> Sheet:
    made = tuple(Column(column, WIDTHS.get(column, 16)) for column in columns)
    return Sheet(name.capitalize(), made, tuple(tuple(map(_value, row)) for row in rows))


def _value(cell: object) -> Value:
    return cell if isinstance(cell, str | int | float) or cell is None else str(cell)
