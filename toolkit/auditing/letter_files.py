"""The letters of an audit, in its folder of results; one that an officer edited since is kept."""

from __future__ import annotations

import contextlib
import hashlib
import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from toolkit import register
from toolkit.auditing.results import stands
from toolkit.batch.records import Audit
from toolkit.carried import data_folders
from toolkit.errors import Code, InputError
from toolkit.isolation.supervise import Bounds, Done, run
from toolkit.output import write_atomically
from toolkit.schools import School

JOB = "toolkit.auditing.letters:written"
FOLDER = "letters"
TEMPLATES = {"docx": "letter.docx", "md": "letter.md"}


def write_letters(
    out: Path,
    whole: Audit,
    schools: Sequence[School],
    connection: sqlite3.Connection,
    jobs: int,
    bounds: Bounds,
) -> tuple[str, ...]:
    """Write a letter for each school that has something to do; return what to look at.

    Raises InputError where a template cannot be filled in.
    """
    from toolkit.auditing.letters import letters  # only now: most audits write none

    before = register.letters_noted(connection)
    shared = {kind: _template(file) for kind, file in TEMPLATES.items()}
    outcomes = run(
        JOB,
        letters(whole, schools),
        shared=shared,
        workers=jobs,
        bounds=bounds,
        name=lambda letter: letter.school,
    )
    kept: list[str] = []
    gone = set(before)
    with contextlib.closing(outcomes):
        for letter, outcome in outcomes:
            if not isinstance(outcome, Done):
                raise outcome.error
            for ending, data in ((".docx", outcome.value.docx), (".md", outcome.value.markdown)):
                file = f"{FOLDER}/{letter.name}{ending}"
                gone.discard(file)
                kept += _deliver(out, file, data, before.get(file), connection)
    kept += _clear_away(out, {file: before[file] for file in gone}, connection)
    return tuple(sorted(kept))


def _deliver(
    out: Path, file: str, data: bytes, sha256: str | None, connection: sqlite3.Connection
) -> Iterator[str]:
    if (out / file).exists() and not stands(out / file, sha256):
        yield f"{file} was edited since it was written and was left as it is."
        return
    write_atomically(out / file, data)
    register.note_letter(connection, file, hashlib.sha256(data).hexdigest())


def _clear_away(
    out: Path, files: Mapping[str, str], connection: sqlite3.Connection
) -> Iterator[str]:
    """Take away the letters of schools that have nothing to do any longer."""
    for file, sha256 in files.items():
        if stands(out / file, sha256):
            (out / file).unlink(missing_ok=True)
        elif (out / file).exists():
            yield f"{file} asks for nothing any longer; it was edited, and was left as it is."
    register.forget_letters(connection, files)


def _template(file: str) -> tuple[str, bytes]:
    """Find a template: the user's own folder of templates goes before ours."""
    for folder in data_folders("templates"):
        if (folder / file).is_file():
            return file, (folder / file).read_bytes()
    raise InputError(Code.DAMAGED, f"{file}: missing from this installation; install it again")
