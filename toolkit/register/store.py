"""Records as they stand in the register: put in, taken out, and written as JSON."""

from __future__ import annotations

import contextlib
import json
import sqlite3
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from toolkit.batch.records import KINDS, Line, Record, fields_of
from toolkit.batch.sharing import Pool, shared
from toolkit.document import Metadata
from toolkit.errors import Code
from toolkit.register.schema import insert, storable, transaction


@dataclass(frozen=True, slots=True)
class Kept:
    """A record as it stands in the register, and what it was made from.

    `detail` says where in our code it went wrong; it is for the log and is not kept.
    """

    record: Record
    key: str | None
    page_sha256: str | None = None
    detail: str = ""


def keep(connection: sqlite3.Connection, entries: list[Kept]) -> None:
    """Put records in, each with all its rows, in one transaction: all of them or none."""
    latest = {entry.record.file: entry for entry in entries}.values()
    records = [entry.record for entry in latest]
    compared = [record for record in records if record.model and record.is_compared]
    lines = [
        _finding_row(record.file, position, line)
        for record in records
        for position, line in enumerate(record.lines)
    ]
    with transaction(connection):
        connection.executemany(
            "DELETE FROM documents WHERE file = ?", [(record.file,) for record in records]
        )
        insert(connection, "documents", [_document_row(entry) for entry in latest])
        insert(connection, "comparisons", [_comparison_row(record) for record in compared])
        insert(connection, "findings", lines)


def kept(connection: sqlite3.Connection) -> dict[str, Kept]:
    """Return every record by file; one that somebody altered past reading is made afresh."""
    found: dict[str, Kept] = {}
    pool: Pool = {}
    rows = connection.execute("SELECT file, record, key, page_sha256 FROM documents")
    for file, record, key, page in rows:
        with contextlib.suppress(ValueError, KeyError, TypeError, AttributeError):
            found[file] = Kept(shared(from_json(record), pool), key, page)
    return found


def forget(connection: sqlite3.Connection, files: list[str]) -> None:
    """Take out files that are in the folder no longer."""
    with transaction(connection):
        connection.executemany("DELETE FROM documents WHERE file = ?", [(f,) for f in files])


def outputs(connection: sqlite3.Connection) -> dict[str, str]:
    """Return the SHA-256 of each file of results as it was last written."""
    query = "SELECT file, sha256 FROM outputs WHERE file NOT LIKE 'letters/%'"
    return dict(connection.execute(query))


def letters_noted(connection: sqlite3.Connection) -> dict[str, str]:
    """Return the SHA-256 of each letter as it was last written."""
    return dict(connection.execute("SELECT file, sha256 FROM outputs WHERE file LIKE 'letters/%'"))


def note_letter(connection: sqlite3.Connection, file: str, sha256: str) -> None:
    """Note a letter as it was written."""
    with transaction(connection):
        connection.execute("INSERT OR REPLACE INTO outputs VALUES (?, ?)", (file, sha256))


def forget_letters(connection: sqlite3.Connection, files: Iterable[str]) -> None:
    """Take out letters that are no longer written."""
    with transaction(connection):
        connection.executemany("DELETE FROM outputs WHERE file = ?", [(file,) for file in files])


def note_outputs(connection: sqlite3.Connection, written: Mapping[str, str]) -> None:
    """Note what was written; letters are noted apart, as each is written."""
    with transaction(connection):
        connection.execute("DELETE FROM outputs WHERE file NOT LIKE 'letters/%'")
        connection.executemany("INSERT INTO outputs VALUES (?, ?)", written.items())


def to_json(record: Record) -> str:
    """Write a record down, with keys in their order and nothing that UTF-8 cannot hold."""
    given = fields_of(record) | {
        "metadata": fields_of(record.metadata) if record.metadata else None,
        "lines": [fields_of(line) for line in record.lines],
    }
    text: str = storable(json.dumps(given, ensure_ascii=False))
    return text


def from_json(text: str) -> Record:
    """Read a record again."""
    given: dict[str, Any] = json.loads(text)
    metadata = given["metadata"]
    given |= {
        "code": Code(given["code"]) if given["code"] else None,
        "metadata": _metadata(metadata) if metadata else None,
        "lines": tuple(map(_line, given["lines"])),
        "sections": tuple((name, state) for name, state in given["sections"]),
    }
    for name in ("warnings", "findings", "school_evidence", "candidates"):
        given[name] = tuple(given.get(name, ()))
    return Record(**given)


def _line(given: dict[str, Any]) -> Line:
    return Line(**{**given, "reasons": tuple(given["reasons"])})


def _metadata(given: dict[str, Any]) -> Metadata:
    return Metadata(**{**given, "signatories": tuple(given["signatories"])})


def _document_row(entry: Kept) -> dict[str, Any]:
    record, said = entry.record, entry.record.metadata or Metadata()
    return {
        "file": record.file,
        "sha256": record.sha256,
        "status": record.status,
        "code": record.code.value if record.code else None,
        "message": record.message,
        "school": record.school,
        "urn": record.urn,
        "title": said.title,
        "adopted_on": said.adopted_on,
        "review_on": said.review_on,
        "review_overdue": record.review_overdue,
        "report": record.report,
        "seconds": record.seconds,
        "peak_mb": record.peak_mb,
        "key": entry.key,
        "page_sha256": entry.page_sha256,
        "record": to_json(record),
    }


def _comparison_row(record: Record) -> dict[str, Any]:
    counts = record.counts or {}
    return {
        "file": record.file,
        "model": record.model,
        "latest": record.latest,
        "confidence": record.confidence,
        "coverage": record.coverage,
        "material": record.material,
        **{kind: counts.get(kind, 0) for kind in KINDS},
    }


def _finding_row(file: str, position: int, line: Line) -> dict[str, Any]:
    row = fields_of(line) | {"reasons": "\n".join(line.reasons)}
    row["adopted_text"] = row.pop("adopted")
    return {"file": file, "position": position, **row}
