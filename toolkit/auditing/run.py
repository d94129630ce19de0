"""Audit a folder: every file to its record, kept in the register, and the overview of them all."""

from __future__ import annotations

import contextlib
import hashlib
import sqlite3
import time
from collections.abc import Callable, Generator, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from pathlib import Path

import toolkit
from toolkit import register
from toolkit.auditing import letter_files, notes, results
from toolkit.batch.folder import Found, digest, scan
from toolkit.batch.records import Audit, Line, Record, Settings, failed
from toolkit.batch.sharing import Pool, shared
from toolkit.batch.variation import Acceptances
from toolkit.batch.whose import attributed
from toolkit.carried import data_folders
from toolkit.comparison.review import is_overdue
from toolkit.errors import Code, InputError, ToolkitError
from toolkit.extract.options import Limits, Options
from toolkit.isolation.supervise import Bounds, Done, Failure, cores, run
from toolkit.register import Kept
from toolkit.register.schema import REGISTER
from toolkit.schools import School, load_schools
from toolkit.schools.attribution import Directory, directory
from toolkit.schools.mapping import NOTHING, Mapped, Settled, load_map, settled_for

JOB = "toolkit.auditing.examine:examine"
CODE = frozenset({".py", ".html", ".css", ".js"})
COMMIT_SECONDS = 0.5  # of work at most that a power cut can cost
# Failures that may not happen again, with more time, memory or luck: never kept for the next run.
PASSING = frozenset({Code.TIMEOUT, Code.MEMORY, Code.WORKER_DIED, Code.PERMISSION, Code.INTERNAL})
OPTIONS, BOUNDS = Options(), Bounds()

Progress = Callable[[int, int, Record], None]


@dataclass(frozen=True, slots=True)
class Request:
    """What an audit is to do, its paths and its register of schools read.

    `register` is where its own register is kept; `mapped` what was settled by hand.
    """

    folder: Path
    out: Path
    model: str | None
    schools: tuple[School, ...]
    today: str
    jobs: int
    options: Options
    bounds: Bounds
    register: Path
    mapped: Mapped
    letters: bool
    scheduler: str | None


@dataclass(frozen=True, slots=True)
class Basis:
    """What all records of a run rest on but their own files."""

    made_with: str
    settled: Mapping[str, Settled]
    accepted: Acceptances


def _quietly(done: int, total: int, record: Record) -> None:
    """Tell nobody."""


def audit(
    folder: str | Path,
    out: str | Path,
    *,
    model: str | None = None,
    schools: str | Path | Sequence[School] = (),
    today: str | None = None,
    jobs: int | None = None,
    options: Options = OPTIONS,
    bounds: Bounds = BOUNDS,
    progress: Progress = _quietly,
    register_file: str | Path | None = None,
    mapped: str | Path | None = None,
    letters: bool = False,
    scheduler: str | None = None,
) -> Audit:
    """Compare every policy in a folder with its model, and write the overview into `out`.

    `model` and `schools` are as on the command line; left out, each file's model is identified.
    What an earlier run has found and nothing has changed since is taken over. `progress` is told of
    every file: how many are done, how many there are, and its record. `mapped` is a table (CSV,
    .xlsx) of files with their school or model; the register is kept in `out` unless told where.
    `letters` asks for a letter to every school that has something to do. `scheduler` is the address
    of a Dask cluster to do the reading on.
    Raises UsageError, InputError (the folder or register cannot be read) or OutputError.
    """
    known = load_schools(Path(schools)) if isinstance(schools, str | Path) else tuple(schools)
    asked = Request(
        Path(folder),
        Path(out),
        model,
        known,
        today or date.today().isoformat(),
        jobs or cores(),
        options,
        bounds,
        Path(register_file) if register_file else Path(out) / REGISTER,
        load_map(Path(mapped), known) if mapped else {},
        letters,
        scheduler,
    )
    return _audited(asked, progress)


def _audited(asked: Request, progress: Progress) -> Audit:
    found = scan(asked.folder, leave_out=asked.out)
    results.keep_apart(asked.folder, asked.out)
    with results.alone(asked.out), register.opened(asked.register) as connection:
        results.sweep(asked.out)
        records = _records(asked, found, connection, progress)
        silent = notes.silent(asked.schools, records)
        said = notes.notes(asked.mapped, asked.schools, found, records)
        whole = Audit(asked.folder.resolve().name, asked.today, records, silent, said)
        register.note_run(connection, whole)
        results.write_overview(asked.out, whole, _code(), connection)
        if asked.letters:
            kept = letter_files.write_letters(
                asked.out, whole, asked.schools, connection, asked.jobs, asked.bounds
            )
            whole = replace(whole, notes=(*whole.notes, *kept))
    return whole


def _records(
    asked: Request,
    found: Sequence[Found],
    connection: sqlite3.Connection,
    progress: Progress,
) -> tuple[Record, ...]:
    """Return a record for every file: taken over where nothing has changed, else made now."""
    before = register.kept(connection)
    basis = Basis(
        _made_with(asked),
        settled_for((file.name for file in found), asked.mapped),
        register.in_force(connection, asked.today),
    )
    records: dict[str, Record] = {}
    pool: Pool = {}
    todo: list[Found] = []
    for file in found:
        record = _known(file, before.get(file.name), asked, basis)
        if record is None:
            todo.append(file)
        else:
            records[file.name] = record
            progress(len(records), len(found), record)
    with results.keeping(asked.out, connection) as keep:
        for batch in _in_time(_examined(asked, todo, basis)):
            keep(batch)
            for entry in batch:
                records[entry.record.file] = shared(entry.record, pool)
                progress(len(records), len(found), entry.record)
    results.forget(asked.out, connection, before, records)
    return tuple(records[file.name] for file in found)


def _known(file: Found, kept: Kept | None, asked: Request, basis: Basis) -> Record | None:
    """Return what is known of a file already: nothing that it rests on has changed since."""
    if file.skipped:
        return Record(file.name, None, "skipped", file.code, file.skipped)
    if kept is None or kept.key is None:
        return None
    record = kept.record
    sha256 = digest(file.path, asked.options.limits.file_bytes)
    due = record.metadata.review_on if record.metadata else None
    same = (
        kept.key == _key(sha256, file.name, basis)
        and not any(_is_reopened(line, basis.accepted) for line in record.lines)
        and bool(record.review_overdue) == is_overdue(due, asked.today)
        and (record.report is None or results.stands(asked.out / record.report, kept.page_sha256))
    )
    return record if same else None


def _is_reopened(line: Line, accepted: Acceptances) -> bool:
    """Tell whether a deviation was accepted since, or is so no longer."""
    found = accepted.get(line.key)
    return line.accepted != (found.sentence if found else "")


def _examined(asked: Request, todo: Sequence[Found], basis: Basis) -> Iterator[Kept]:
    """Have the files examined by workers, in the order they finish."""
    settings = Settings(
        str(asked.out),
        asked.today,
        asked.model,
        asked.schools,
        asked.options,
        basis.settled,
        basis.accepted,
    )
    schools = cache(lambda: directory(asked.schools))  # made only where a worker was lost, and once
    with contextlib.closing(_outcomes(asked, todo, settings)) as outcomes:
        for file, outcome in outcomes:
            yield _kept(file, outcome, asked, basis, schools)


def _outcomes(
    asked: Request, todo: Sequence[Found], settings: Settings
) -> Generator[tuple[Found, Done | Failure], None, None]:
    if asked.scheduler:
        from toolkit.auditing.cluster import run_on_cluster

        return run_on_cluster(asked.scheduler, todo, settings, asked.bounds)
    return run(
        JOB,
        todo,
        shared=settings,
        workers=asked.jobs,
        bounds=asked.bounds,
        name=lambda file: file.name,
    )


def _kept(
    file: Found,
    outcome: Done | Failure,
    asked: Request,
    basis: Basis,
    schools: Callable[[], Directory],
) -> Kept:
    page_sha256, detail = None, getattr(outcome, "detail", "")
    if isinstance(outcome, Done):
        record, page_sha256 = outcome.value.record, outcome.value.page_sha256
    elif isinstance(outcome.error, InputError):
        sha256 = digest(file.path, asked.options.limits.file_bytes)
        record = failed(file.name, outcome.error, sha256)
        school = basis.settled.get(file.name, NOTHING).school
        record = attributed(record, "", schools(), school)
    else:
        raise outcome.error  # nothing about this file: no such model, nowhere to write
    record = replace(record, seconds=outcome.seconds, peak_mb=outcome.peak_mb)
    lasting = record.sha256 and record.code not in PASSING
    key = _key(record.sha256, file.name, basis) if lasting else None
    return Kept(record, key, page_sha256, detail)


def _in_time(entries: Iterable[Kept]) -> Iterator[list[Kept]]:
    """Group what comes within half a second, so that commits do not hold the work up."""
    batch: list[Kept] = []
    begun = time.monotonic()
    try:
        for entry in entries:
            batch.append(entry)
            if time.monotonic() - begun >= COMMIT_SECONDS:
                yield batch
                batch, begun = [], time.monotonic()
    except ToolkitError:
        yield batch  # what was done before is kept, whatever stops the run
        raise
    yield batch


def _key(sha256: str | None, file: str, basis: Basis) -> str:
    """Name what a record rests on; another name, and the file is examined again."""
    settled = basis.settled.get(file)
    parts = f"{sha256}\n{file}\n{basis.made_with}\n{settled!r}"
    return hashlib.sha256(parts.encode("utf-8", "replace")).hexdigest()


def _made_with(asked: Request) -> str:
    """Name everything but the files that records rest on: our code, the models, what was asked."""
    parts = (
        toolkit.__version__,
        _code(),
        _models(asked.model),
        repr(asked.schools),
        repr(asked.options),
    )
    return hashlib.sha256("\n".join(parts).encode("utf-8", "replace")).hexdigest()


def _code() -> str:
    """Tell this copy of the toolkit from another of the same version: a checkout moves on."""
    package = Path(toolkit.__file__).parent
    files = sorted(path for path in package.rglob("*") if path.suffix in CODE)
    return repr([(path.name, path.stat().st_size, path.stat().st_mtime_ns) for path in files])


def _models(model: str | None) -> str:
    """Name the content of every model policy that may be compared with."""
    given = [Path(model)] if model and Path(model).is_file() else []
    held = [path for folder in data_folders("model_policies") for path in folder.glob("*/*.md")]
    digests = [digest(str(path), Limits().file_bytes) for path in (*given, *sorted(held))]
    return repr((model, digests))
