"""The register: what became of every file, in SQLite, so that an audit can go on where it was.

Three tables are for reading with any SQLite tool (`documents`, `comparisons`, `findings`); the
column `documents.record` holds the whole record as JSON, from which an audit goes on.
"""

from __future__ import annotations

import contextlib
import json
import sqlite3
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from toolkit.batch import Line, Record
from toolkit.document import Metadata
from toolkit.errors import Code, OutputError

if TYPE_CHECKING:
    from toolkit.classify import Kind

APPLICATION = 0x506F6C54  # "PolT", so that `file` and we can tell it from another database
VERSION = 1
PATIENCE_MS = 30_000

SCHEMA = """
CREATE TABLE documents (        -- one row for every file found
    file TEXT PRIMARY KEY,      -- path below the folder
    sha256 TEXT,                -- of its content
    status TEXT NOT NULL,       -- read, partial, refused, skipped
    code TEXT,                  -- why it was not read
    message TEXT,               -- what the officer is told
    school TEXT, urn TEXT,
    title TEXT, adopted_on TEXT, review_on TEXT, review_overdue INTEGER,
    report TEXT,                -- its page, below the folder of results
    seconds REAL NOT NULL,      -- wall time
    peak_mb REAL,               -- peak memory of the worker
    key TEXT,                   -- what the result depends on; NULL: to be tried again
    page_sha256 TEXT,
    record TEXT NOT NULL        -- everything, as JSON
);
CREATE TABLE comparisons (      -- one row for every policy compared with a model
    file TEXT PRIMARY KEY REFERENCES documents ON DELETE CASCADE,
    model TEXT NOT NULL,        -- id@edition
    latest TEXT,                -- the newest edition held
    confidence REAL, coverage REAL, material INTEGER NOT NULL,
    unchanged INTEGER NOT NULL, localised INTEGER NOT NULL, editorial INTEGER NOT NULL,
    modified INTEGER NOT NULL, missing INTEGER NOT NULL, added INTEGER NOT NULL
);
CREATE TABLE findings (         -- one row for every clause missing, changed or added
    file TEXT NOT NULL REFERENCES documents ON DELETE CASCADE,
    position INTEGER NOT NULL,  -- in the order of the model
    kind TEXT NOT NULL,         -- missing, modified, added
    material INTEGER NOT NULL,
    section TEXT NOT NULL, label TEXT NOT NULL, text TEXT NOT NULL,
    reasons TEXT NOT NULL,      -- sentences, a line each
    anchor TEXT NOT NULL,       -- its place on the page
    PRIMARY KEY (file, position)
);
CREATE TABLE outputs (          -- the files of results last written
    file TEXT PRIMARY KEY, sha256 TEXT NOT NULL
);
"""
KINDS: tuple[Kind, ...] = ("unchanged", "localised", "editorial", "modified", "missing", "added")


@dataclass(frozen=True, slots=True)
class Kept:
    """A record as it stands in the register, and what it was made from.

    `detail` says where in our code it went wrong; it is for the log and is not kept.
    """

    record: Record
    key: str | None
    page_sha256: str | None = None
    detail: str = ""


@contextlib.contextmanager
def opened(path: Path) -> Iterator[sqlite3.Connection]:
    """Open a register, making it where there is none.

    Raises OutputError where it is damaged, from a newer toolkit, no register, or not writable.
    """
    connection: sqlite3.Connection | None = None
    try:
        connection = sqlite3.connect(path, isolation_level=None, timeout=PATIENCE_MS / 1000)
        _set_up(connection, path)
        yield connection
    except sqlite3.DatabaseError as error:
        raise _unusable(path, error) from error
    finally:
        if connection:
            _close(connection)


def keep(connection: sqlite3.Connection, entries: list[Kept]) -> None:
    """Put records in, each with all its rows, in one transaction: all of them or none."""
    with _transaction(connection):
        for entry in entries:
            _replace(connection, entry)


def kept(connection: sqlite3.Connection) -> dict[str, Kept]:
    """Return every record by file; one that somebody altered past reading is made afresh."""
    found: dict[str, Kept] = {}
    rows = connection.execute("SELECT file, record, key, page_sha256 FROM documents")
    for file, record, key, page in rows:
        with contextlib.suppress(ValueError, KeyError, TypeError, AttributeError):
            found[file] = Kept(from_json(record), key, page)
    return found


def forget(connection: sqlite3.Connection, files: list[str]) -> None:
    """Take out files that are in the folder no longer."""
    with _transaction(connection):
        connection.executemany("DELETE FROM documents WHERE file = ?", [(f,) for f in files])


def outputs(connection: sqlite3.Connection) -> dict[str, str]:
    """Return the SHA-256 of each file of results as it was last written."""
    return dict(connection.execute("SELECT file, sha256 FROM outputs"))


def note_outputs(connection: sqlite3.Connection, written: Mapping[str, str]) -> None:
    """Note what was written."""
    with _transaction(connection):
        connection.execute("DELETE FROM outputs")
        connection.executemany("INSERT INTO outputs VALUES (?, ?)", written.items())


def to_json(record: Record) -> str:
    """Write a record down, with keys in their order and nothing that UTF-8 cannot hold."""
    text = json.dumps(asdict(record), ensure_ascii=False)
    return text.encode("utf-8", "replace").decode("utf-8")


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
    for name in ("warnings", "findings", "school_evidence"):
        given[name] = tuple(given[name])
    return Record(**given)


def _line(given: dict[str, Any]) -> Line:
    return Line(**{**given, "reasons": tuple(given["reasons"])})


def _metadata(given: dict[str, Any]) -> Metadata:
    return Metadata(**{**given, "signatories": tuple(given["signatories"])})


def _set_up(connection: sqlite3.Connection, path: Path) -> None:
    version = connection.execute("PRAGMA user_version").fetchone()[0]
    application = connection.execute("PRAGMA application_id").fetchone()[0]
    tables = connection.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]
    if (tables or version) and application != APPLICATION:
        raise OutputError(f"{path}: is a database of another program; move it away and run again")
    if version > VERSION:
        raise OutputError(
            f"{path}: was written by a newer policy-toolkit; update yours, or choose another folder"
        )
    for pragma in ("foreign_keys = ON", "trusted_schema = OFF", "synchronous = FULL"):
        connection.execute(f"PRAGMA {pragma}")
    if connection.execute("PRAGMA quick_check(1)").fetchone()[0] != "ok":
        raise sqlite3.DatabaseError("quick_check found damage")
    connection.execute("PRAGMA journal_mode = WAL")
    if not version:
        _create(connection)


def _create(connection: sqlite3.Connection) -> None:
    with _transaction(connection):
        for statement in filter(str.strip, SCHEMA.split(";\n")):
            connection.execute(statement)
        connection.execute(f"PRAGMA application_id = {APPLICATION}")
        connection.execute(f"PRAGMA user_version = {VERSION}")


@contextlib.contextmanager
def _transaction(connection: sqlite3.Connection) -> Iterator[None]:
    connection.execute("BEGIN IMMEDIATE")
    try:
        yield
    except BaseException:
        connection.execute("ROLLBACK")
        raise
    connection.execute("COMMIT")


def _replace(connection: sqlite3.Connection, entry: Kept) -> None:
    record = entry.record
    connection.execute("DELETE FROM documents WHERE file = ?", (record.file,))
    _insert(connection, "documents", _document_row(entry))
    if record.model and record.counts is not None:
        _insert(connection, "comparisons", _comparison_row(record))
    for position, line in enumerate(record.lines):
        _insert(connection, "findings", _finding_row(record.file, position, line))


def _insert(connection: sqlite3.Connection, table: str, row: dict[str, Any]) -> None:
    places = ", ".join("?" * len(row))
    values = [_storable(value) for value in row.values()]
    connection.execute(f"INSERT INTO {table} ({', '.join(row)}) VALUES ({places})", values)


def _storable(value: Any) -> Any:
    return value.encode("utf-8", "replace").decode() if isinstance(value, str) else value


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
    row = asdict(line) | {"reasons": "\n".join(line.reasons)}
    return {"file": file, "position": position, **row}


def _close(connection: sqlite3.Connection) -> None:
    """Close, leaving one plain file: a reader needs no right to write beside it."""
    with contextlib.suppress(sqlite3.DatabaseError):
        connection.execute("PRAGMA journal_mode = DELETE")
    connection.close()


def _unusable(path: Path, error: sqlite3.DatabaseError) -> OutputError:
    cause = str(error)
    if "locked" in cause:
        return OutputError(f"{path}: is in use by another program; close it there and run again")
    if "full" in cause:
        return OutputError(f"{path}: the disk is full; make room and run again, nothing is lost")
    if isinstance(error, sqlite3.OperationalError) and "malformed" not in cause:
        return OutputError(
            f"{path}: could not be written ({cause}); check that you may write in its folder"
        )
    return OutputError(
        f"{path}: is damaged ({cause}); move it away and run again, every file is then read afresh"
    )
