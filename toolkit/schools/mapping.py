"""What an officer settled by hand: whose policy a file is, and which model it is held against."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from toolkit.errors import Code, InputError, UsageError
from toolkit.schools import School, find_school
from toolkit.schools.table import Rows, read_tables

# Headings, folded, → our name for the column; an audit.csv that was filled in is such a file too.
HEADINGS = {
    "file": "file",
    "file name": "file",
    "path": "file",
    "urn": "school",
    "laestab": "school",
    "school": "name",
    "school name": "name",
    "model": "model",
    "policy id": "model",
    "model id": "model",
}


@dataclass(frozen=True, slots=True)
class Settled:
    """What is settled for one file; None is found out as ever."""

    school: School | None = None
    model: str | None = None


Mapped = Mapping[str, Settled]
NOTHING = Settled()


def load_map(path: Path, schools: Sequence[School]) -> dict[str, Settled]:
    """Read a table of files (CSV, .xlsx), each with a school, a model, or both.

    A school is named by its URN, LAESTAB or name. Raises InputError that names row and remedy.
    """
    where, names, rows = _table(path)
    found: dict[str, Settled] = {}
    for number, cells in rows:
        values = _values(names, cells)
        if "file" not in values:
            continue
        file = values["file"].replace("\\", "/").removeprefix("./")
        settled = Settled(_school(values, schools, f"{where}: row {number}"), values.get("model"))
        if found.get(file, settled) != settled:
            raise _wrong(f"{where}: row {number}", f"{file} is settled otherwise further up")
        found[file] = settled
    return found


def _table(path: Path) -> tuple[str, list[str], Rows]:
    """Find the table, its first row headings: where it stands, our name for each column, rows."""
    for sheet, numbered in read_tables(path):
        rows = ((number, cells) for number, cells in numbered if any(map(str.strip, cells)))
        _, headings = next(rows, (0, []))
        names = [HEADINGS.get(" ".join(cell.casefold().split()), "") for cell in headings]
        if "file" in names and {"school", "name", "model"}.intersection(names):
            return f"{path.name}: {sheet}" if sheet else path.name, names, rows
    raise InputError(
        Code.WRONG_TYPE,
        f"{path.name}: its first row is not file, urn, model; add these headings",
    )


def settled_for(files: Iterable[str], mapped: Mapped) -> dict[str, Settled]:
    """Give each file what is settled for it: by its path, or by its name alone if that is one's."""
    listed = list(files)
    alone: dict[str, list[str]] = {}
    for file in listed:
        alone.setdefault(file.rpartition("/")[2], []).append(file)
    found = {file: mapped[file] for file in listed if file in mapped}
    for name, owners in alone.items():
        if name in mapped and len(owners) == 1:
            found.setdefault(owners[0], mapped[name])
    return found


def unknown(files: Iterable[str], mapped: Mapped) -> tuple[str, ...]:
    """Return the names in the map that fit no file, or more than one."""
    listed = set(files)
    owners = Counter(file.rpartition("/")[2] for file in listed)
    return tuple(name for name in mapped if name not in listed and owners[name] != 1)


def _values(names: Sequence[str], cells: Sequence[str]) -> dict[str, str]:
    pairs = zip(names, (cell.strip() for cell in cells), strict=False)
    values: dict[str, str] = {}
    for name, cell in pairs:
        if name and cell:
            values.setdefault(name, cell)
    return values


def _school(values: Mapping[str, str], schools: Sequence[School], where: str) -> School | None:
    reference = values.get("school") or values.get("name")
    if reference is None:
        return None
    if schools:
        try:
            return find_school(reference, schools)
        except UsageError as error:
            raise _wrong(where, str(error)) from error
    if "school" in values and not values["school"].isdecimal():
        raise _wrong(where, f"“{values['school'][:40]}” is no number; correct it")
    return School(values.get("name") or f"URN {values['school']}", urn=values.get("school"))


def _wrong(where: str, cause: str) -> InputError:
    remedy = "" if ";" in cause else "; correct the row"
    return InputError(Code.DAMAGED, f"{where}: {cause}{remedy}")
