"""History: how every file stood at each run that found something new, over the years."""

from __future__ import annotations

import hashlib
import sqlite3
from typing import Any

from toolkit import __version__
from toolkit.batch.records import Audit, Record
from toolkit.document import Metadata
from toolkit.register.schema import transaction


def note_run(connection: sqlite3.Connection, whole: Audit) -> None:
    """Note how the files stand, unless they stand as they did at the run before."""
    rows = [_row(record) for record in whole.records]
    content = hashlib.sha256(repr(rows).encode("utf-8", "replace")).hexdigest()
    last = connection.execute("SELECT content FROM runs ORDER BY run DESC LIMIT 1").fetchone()
    if last and last[0] == content:
        return
    with transaction(connection):
        run = connection.execute(
            "INSERT INTO runs (today, toolkit, files, compared, unread, content) "
            "VALUES (?, ?, ?, ?, ?, ?)",
            (whole.today, __version__, len(rows), *_counts(whole), content),
        ).lastrowid
        for row in rows:
            names, places = ", ".join(row), ", ".join("?" * len(row))
            connection.execute(
                f"INSERT INTO history (run, {names}) VALUES (?, {places})", (run, *row.values())
            )


def _counts(whole: Audit) -> tuple[int, int]:
    compared = sum(record.counts is not None for record in whole.records)
    unread = sum(record.status in ("refused", "skipped") for record in whole.records)
    return compared, unread


def _row(record: Record) -> dict[str, Any]:
    said, counts = record.metadata or Metadata(), record.counts
    is_compared = counts is not None
    return {
        "file": _storable(record.file),
        "sha256": record.sha256,
        "status": record.status,
        "code": record.code.value if record.code else None,
        "school": _storable(record.school),
        "urn": record.urn,
        "model": record.model,
        "latest": record.latest,
        "coverage": record.coverage,
        "missing": counts.get("missing", 0) if counts is not None else None,
        "modified": counts.get("modified", 0) if counts is not None else None,
        "added": counts.get("added", 0) if counts is not None else None,
        "material": record.material if is_compared else None,
        "accepted": sum(bool(line.accepted) for line in record.lines) if is_compared else None,
        "adopted_on": _storable(said.adopted_on),
        "review_on": _storable(said.review_on),
        "review_overdue": record.review_overdue,
    }


def _storable(value: str | None) -> str | None:
    return value.encode("utf-8", "replace").decode() if value is not None else None
