"""The letters of an audit, written in workers; one that an officer edited since is kept."""

from __future__ import annotations

import contextlib
import hashlib
import sqlite3
from collections.abc import Sequence
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

    before, kept = register.letters_noted(connection), []
    shared = {kind: _template(file) for kind, file in TEMPLATES.items()}
    outcomes = run(
        JOB,
        letters(whole, schools),
        shared=shared,
        workers=jobs,
        bounds=bounds,
        name=lambda letter: letter.school,
    )
    with contextlib.closing(outcomes):
        for letter, outcome in outcomes:
            if not isinstance(outcome, Done):
                raise outcome.error
            made = outcome.value
            for ending, data in ((".docx", made.docx), (".md", made.markdown)):
                file = f"{FOLDER}/{letter.name}{ending}"
                if (out / file).exists() and not stands(out / file, before.get(file)):
                    kept.append(file)
                    continue
                write_atomically(out / file, data)
                register.note_letter(connection, file, hashlib.sha256(data).hexdigest())
    return tuple(
        f"{file} was edited since it was written and was left as it is." for file in sorted(kept)
    )


def _template(file: str) -> tuple[str, bytes]:
    """Find a template: the user's own folder of templates goes before ours."""
    for folder in data_folders("templates"):
        if (folder / file).is_file():
            return file, (folder / file).read_bytes()
    raise InputError(Code.DAMAGED, f"{file}: missing from this installation; install it again")
