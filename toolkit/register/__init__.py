"""The register: what became of every file, in SQLite, so that an audit can go on where it was.

Its tables are for reading with any SQLite tool (docs/register.md); the column `documents.record`
holds the whole record as JSON, from which an audit goes on.
"""

from toolkit.register.decisions import in_force
from toolkit.register.history import note_run
from toolkit.register.schema import opened
from toolkit.register.store import (
    Kept,
    forget,
    forget_letters,
    from_json,
    keep,
    kept,
    letters_noted,
    note_letter,
    note_outputs,
    outputs,
    to_json,
)

__all__ = [
    "Kept",
    "forget",
    "forget_letters",
    "from_json",
    "in_force",
    "keep",
    "kept",
    "letters_noted",
    "note_letter",
    "note_outputs",
    "note_run",
    "opened",
    "outputs",
    "to_json",
]
