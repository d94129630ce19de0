"""The register's tables, how they came to be, and how a register is opened and kept sound."""

from __future__ import annotations

import contextlib
import sqlite3
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from toolkit.errors import OutputError, UsageError

APPLICATION = 0x506F6C54  # "PolT", so that `file` and we can tell it from another database
VERSION = 2
REGISTER = "register.sqlite"  # its name in a folder of results
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
    adopted_text TEXT NOT NULL DEFAULT '',  -- the school's words
    key TEXT NOT NULL DEFAULT '',           -- names the variation: school, policy, both texts
    accepted TEXT NOT NULL DEFAULT '',      -- by whom and why, where the county accepted it
    PRIMARY KEY (file, position)
);
CREATE TABLE outputs (          -- the files of results last written
    file TEXT PRIMARY KEY, sha256 TEXT NOT NULL
);
"""
# What was added since the first version, which had the tables above but not the last columns.
SINCE = """
CREATE TABLE decisions (        -- local variations that the county accepted
    key TEXT PRIMARY KEY,       -- names the variation: school, policy, both texts
    accepted_by TEXT NOT NULL, reason TEXT NOT NULL,
    decided_on TEXT NOT NULL,   -- ISO date
    expires_on TEXT,            -- the last day it holds; NULL: for good
    withdrawn_on TEXT,          -- NULL: it stands
    file TEXT, school TEXT, urn TEXT, model TEXT, kind TEXT, section TEXT, label TEXT,
    model_text TEXT, adopted_text TEXT  -- as they were when it was accepted
);
CREATE TABLE runs (             -- one row for every run that found something new
    run INTEGER PRIMARY KEY,
    today TEXT NOT NULL,        -- the day it was run for
    toolkit TEXT NOT NULL,      -- version
    files INTEGER NOT NULL, compared INTEGER NOT NULL, unread INTEGER NOT NULL,
    content TEXT NOT NULL       -- a hash of what it found
);
CREATE TABLE history (          -- how each file stood at each of those runs
    run INTEGER NOT NULL REFERENCES runs ON DELETE CASCADE,
    file TEXT NOT NULL, sha256 TEXT, status TEXT NOT NULL, code TEXT,
    school TEXT, urn TEXT, model TEXT, latest TEXT,
    coverage REAL, missing INTEGER, modified INTEGER, added INTEGER,
    material INTEGER, accepted INTEGER,
    adopted_on TEXT, review_on TEXT, review_overdue INTEGER,
    PRIMARY KEY (run, file)
);
"""
FURTHER_COLUMNS = """
ALTER TABLE findings ADD COLUMN adopted_text TEXT NOT NULL DEFAULT '';
ALTER TABLE findings ADD COLUMN key TEXT NOT NULL DEFAULT '';
ALTER TABLE findings ADD COLUMN accepted TEXT NOT NULL DEFAULT '';
"""
# Version → what makes the next one of it.
MIGRATIONS = {1: FURTHER_COLUMNS + SINCE}


@contextlib.contextmanager
def opened(path: Path) -> Iterator[sqlite3.Connection]:
    """Open a register, making it where there is none.

    Raises OutputError where it is damaged, from a newer toolkit, no register, or not writable.
    """
    connection: sqlite3.Connection | None = None
    try:
        # One thread at a time uses it, but not always the same one.
        connection = sqlite3.connect(
            path, isolation_level=None, timeout=PATIENCE_MS / 1000, check_same_thread=False
        )
        _set_up(connection, path)
        yield connection
    except sqlite3.DatabaseError as error:
        raise _unusable(path, error) from error
    finally:
        if connection:
            _close(connection)


@contextlib.contextmanager
def opened_at(place: Path) -> Iterator[sqlite3.Connection]:
    """Open the register at a path, or in a folder of results; UsageError where there is none."""
    path = place / REGISTER if place.is_dir() else place
    if not path.is_file():
        raise UsageError(f"{path}: there is no register; give the folder that audit wrote (-o)")
    with opened(path) as connection:
        yield connection


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
        _apply(connection, SCHEMA + SINCE, VERSION)
    while version and version < VERSION:
        _back_up(connection, path.with_name(f"{path.name}.v{version}.bak"))
        _apply(connection, MIGRATIONS[version], version + 1)
        version += 1


def _apply(connection: sqlite3.Connection, statements: str, version: int) -> None:
    """Bring a register to a version, wholly or not at all."""
    with transaction(connection):
        for statement in filter(str.strip, statements.split(";\n")):
            connection.execute(statement)
        connection.execute(f"PRAGMA application_id = {APPLICATION}")
        connection.execute(f"PRAGMA user_version = {version}")


def _back_up(connection: sqlite3.Connection, path: Path) -> None:
    """Keep a register as it was before it is changed; one that is kept already stays."""
    if path.exists():
        return
    begun = path.with_name(f"{path.name}.part")
    begun.unlink(missing_ok=True)
    with contextlib.closing(sqlite3.connect(begun)) as copy:
        connection.backup(copy)
    begun.replace(path)


@contextlib.contextmanager
def transaction(connection: sqlite3.Connection) -> Iterator[None]:
    """Do all of a block's changes or none of them."""
    connection.execute("BEGIN IMMEDIATE")
    try:
        yield
    except BaseException:
        connection.execute("ROLLBACK")
        raise
    connection.execute("COMMIT")


def insert(connection: sqlite3.Connection, table: str, rows: list[dict[str, Any]]) -> None:
    """Insert rows, all with the same columns."""
    if not rows:
        return
    names, places = ", ".join(rows[0]), ", ".join("?" * len(rows[0]))
    values = ([storable(value) for value in row.values()] for row in rows)
    connection.executemany(f"INSERT INTO {table} ({names}) VALUES ({places})", values)


def storable(value: Any) -> Any:
    """Return a value without what UTF-8 cannot hold."""
    if not isinstance(value, str) or value.isascii():
        return value
    return value.encode("utf-8", "replace").decode()


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
