"""The folder of results: one run at a time, nothing half-written, nothing that has had its day."""

from __future__ import annotations

import contextlib
import errno
import hashlib
import re
import shutil
import sqlite3
from collections.abc import Callable, Iterable, Iterator, Mapping
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

from toolkit import register
from toolkit.batch.folder import digest
from toolkit.batch.records import PAGES, Audit, Record
from toolkit.errors import OutputError, UsageError
from toolkit.output import settle, whole
from toolkit.register import Kept

OVERVIEW, LOCK, LOG = "index.html", "audit.lock", "audit.log"
UNFINISHED = re.compile(r"\.[0-9a-z_]{8,16}\.tmp")
PAGE = re.compile(rf"{PAGES}/[a-z0-9-]+-[0-9a-f]{{8}}\.html")
LARGEST_RESULT = 1_000_000_000
CONTENT = "(content)"  # noted beside the outputs: what they were all made from


def keep_apart(folder: Path, out: Path) -> None:
    """Refuse to write our results among the policies themselves."""
    inside, results = folder.resolve(), out.resolve()
    if inside == results or inside.is_relative_to(results / PAGES):
        raise UsageError(
            f"{out}: is the folder of policies itself; give another folder for the results, "
            f"for example -o {folder.resolve().name}-results"
        )


@contextlib.contextmanager
def alone(out: Path) -> Iterator[None]:
    """Hold the folder of results for this run; the lock ends with the process, however it ends."""
    lock = out / LOCK
    try:
        out.mkdir(parents=True, exist_ok=True)
        connection = sqlite3.connect(lock, isolation_level=None, timeout=0)
    except (OSError, sqlite3.Error) as error:
        raise OutputError(_unwritable(out, error)) from error
    with contextlib.closing(connection):
        try:
            connection.execute("BEGIN EXCLUSIVE")
        except sqlite3.Error as error:
            raise OutputError(_unwritable(out, error)) from error
        yield


def stands(path: Path, sha256: str | None) -> bool:
    """Tell whether a file of results is as we wrote it."""
    return sha256 is not None and digest(str(path), LARGEST_RESULT) == sha256


def sweep(out: Path) -> None:
    """Remove what a killed run had begun to write."""
    for folder in (out, out / PAGES):
        for left in folder.glob(".*.tmp"):
            if not UNFINISHED.fullmatch(left.name):
                continue
            if left.is_dir() and not left.is_symlink():
                shutil.rmtree(left, ignore_errors=True)
            else:
                left.unlink(missing_ok=True)


def forget(
    out: Path,
    connection: sqlite3.Connection,
    before: Mapping[str, Kept],
    records: Mapping[str, Record],
) -> None:
    """Drop files that have left the folder, and every page that no record shows any longer."""
    register.forget(connection, [file for file in before if file not in records])
    shown = {record.report for record in records.values()}
    for kept in before.values():
        page = kept.record.report
        if page and page not in shown and PAGE.fullmatch(page):
            with contextlib.suppress(OSError):
                (out / page).unlink(missing_ok=True)


@contextlib.contextmanager
def keeping(out: Path, connection: sqlite3.Connection) -> Iterator[Callable[[list[Kept]], None]]:
    """Give what keeps a batch of records while the work goes on; all are kept at the end.

    What could not be kept is raised with the next batch, or at the end.
    """
    waiting: list[Future[None]] = []

    def settled() -> None:
        while waiting:
            waiting.pop().result()

    def keep(batch: list[Kept]) -> None:
        settled()
        waiting.append(thread.submit(_keep, out, connection, batch))

    with ThreadPoolExecutor(1) as thread:
        yield keep
        settled()


def _keep(out: Path, connection: sqlite3.Connection, batch: list[Kept]) -> None:
    register.keep(connection, batch)
    log(out, batch)
    # Pages come last: one that a power cut takes is found missing by its hash, and made again.
    settle(out / kept.record.report for kept in batch if kept.record.report)


def write_overview(out: Path, audit: Audit, code: str, connection: sqlite3.Connection) -> None:
    """Write the overview in all its forms, unless it stands there as it would be written."""
    content = _content(audit, code)
    before = register.outputs(connection)
    files = {file: sha256 for file, sha256 in before.items() if file != CONTENT}
    intact = all(stands(out / file, sha256) for file, sha256 in files.items())
    if files and intact and before.get(CONTENT) == content:
        return
    from toolkit.report import AUDIT_WRITERS  # only now: nothing to write, nothing to load

    written = {CONTENT: content}
    for file, write in AUDIT_WRITERS.items():
        with whole(out / file) as stream:
            write(audit, stream)
            stream.seek(0)
            written[file] = hashlib.file_digest(stream, "sha256").hexdigest()
    register.note_outputs(connection, written)


def _content(audit: Audit, code: str) -> str:
    """Name all that the overview says, and the code that says it."""
    found = hashlib.sha256()
    for part in (code, replace(audit, records=()), *audit.records):
        found.update(repr(part).encode("utf-8", "replace"))
    return found.hexdigest()


def log(out: Path, batch: Iterable[Kept]) -> None:
    """Note what was done, by content only: no name, no text."""
    lines = [
        f"{(kept.record.sha256 or '-')[:16]} {kept.record.status} {kept.record.code or '-'} "
        f"{kept.record.seconds:.2f}s {kept.detail}".rstrip()
        for kept in batch
    ]
    try:
        with (out / LOG).open("a", encoding="utf-8") as stream:
            stream.writelines(f"{line}\n" for line in lines)
    except OSError as error:
        raise OutputError(_unwritable(out, error)) from error


def _unwritable(out: Path, error: Exception) -> str:
    if "locked" in str(error):
        return (
            f"{out}: another audit is writing into this folder; wait until it is done, or give "
            "another folder with -o"
        )
    if isinstance(error, OSError) and error.errno == errno.ENOSPC:
        return f"{out}: the disk is full; make room and run again, it then goes on where it was"
    if isinstance(error, FileExistsError | NotADirectoryError):
        return f"{out}: is a file, or below one; give a folder for the results with -o"
    return f"{out}: cannot be written; check that you may write there, or give another folder"
