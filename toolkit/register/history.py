"""History: how every file stood at each run that found something new, over the years."""

from __future__ import annotations

import hashlib
import sqlite3
from collections import Counter
from typing import TYPE_CHECKING, Any

from toolkit import __version__
from toolkit.batch.records import Audit, Record
from toolkit.document import Metadata
from toolkit.register.schema import insert, transaction

if TYPE_CHECKING:
    from toolkit.classify import Kind

DEVIATING: tuple[Kind, ...] = ("missing", "modified", "added")


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
        insert(connection, "history", [{"run": run, **row} for row in rows])


def _counts(whole: Audit) -> tuple[int, int]:
    compared = sum(record.is_compared for record in whole.records)
    unread = sum(not record.is_read for record in whole.records)
    return compared, unread


def _row(record: Record) -> dict[str, Any]:
    said, is_compared = record.metadata or Metadata(), record.is_compared
    counts = Counter(record.counts or {})
    return {
        "file": record.file,
        "sha256": record.sha256,
        "status": record.status,
        "code": record.code.value if record.code else None,
        "school": record.school,
        "urn": record.urn,
        "model": record.model,
        "latest": record.latest,
        "coverage": record.coverage,
        **{kind: counts[kind] if is_compared else None for kind in DEVIATING},
        "material": record.material if is_compared else None,
        "accepted": sum(bool(line.accepted) for line in record.lines) if is_compared else None,
        "adopted_on": said.adopted_on,
        "review_on": said.review_on,
        "review_overdue": record.review_overdue,
    }
