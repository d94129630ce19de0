"""What was written to a folder of drafts, so that a second run knows its own work again."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass
from pathlib import Path

from toolkit.errors import OutputError
from toolkit.output import write_atomically

NAME = "drafts.jsonl"
LONGEST = 50_000_000


@dataclass(frozen=True, slots=True)
class Entry:
    """One draft as it was written: of what (`key`), and which bytes (`sha256`)."""

    file: str
    key: str
    sha256: str


# By file, in the order they were written.
Entries = dict[str, list[Entry]]


def read_journal(folder: Path) -> Entries:
    """Read a folder's entries; none where there are none."""
    entries: Entries = {}
    for entry in _read(folder / NAME):
        entries.setdefault(entry.file, []).append(entry)
    return entries


def find_own(entries: Mapping[str, list[Entry]], file: str, data: bytes) -> Entry | None:
    """Give the entry of these bytes; None where somebody else wrote them."""
    sha256 = hashlib.sha256(data).hexdigest()
    return next((entry for entry in entries.get(file, []) if entry.sha256 == sha256), None)


def note(folder: Path, entries: Entries, file: str, key: str, data: bytes) -> None:
    """Note a draft that is about to be written: a run that is stopped then loses none."""
    entry = Entry(file, key, hashlib.sha256(data).hexdigest())
    entries.setdefault(file, []).append(entry)
    path = folder / NAME
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with path.open("a", encoding="utf-8") as stream:
            stream.write(_line(entry))
    except OSError as error:
        raise OutputError(
            f"{path}: could not be written ({error.strerror}); give another folder"
        ) from error


def tidy(folder: Path, entries: Mapping[str, list[Entry]]) -> None:
    """Keep the last entry of each file only."""
    lines = (_line(written[-1]) for written in entries.values())
    write_atomically(folder / NAME, "".join(lines).encode())


def _line(entry: Entry) -> str:
    return json.dumps(asdict(entry), ensure_ascii=False) + "\n"


def _read(path: Path) -> Iterator[Entry]:
    """Read the entries; a line that was cut short when a run was stopped is none."""
    try:
        if path.stat().st_size > LONGEST:
            return
        lines = path.read_text(encoding="utf-8", errors="replace").splitlines()
    except OSError:
        return
    for line in lines:
        try:
            values = json.loads(line)
            yield Entry(str(values["file"]), str(values["key"]), str(values["sha256"]))
        except (ValueError, TypeError, KeyError, RecursionError):
            continue
