"""What is decided by hand: local variations are accepted, and no longer so."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from toolkit.batch.variation import Acceptance
from toolkit.errors import Code, InputError, UsageError
from toolkit.register import decisions
from toolkit.register.decisions import Deviation
from toolkit.register.filled import Row, filled_rows
from toolkit.register.schema import opened_at

BY, BECAUSE, UNTIL, KEY, FILE = "accept by", "accept because", "accept until", "key", "file"
DAY = re.compile(r"(?P<day>\d{1,2})[./-](?P<month>\d{1,2})[./-](?P<year>\d{4})")
MOST_NAMED = 12


@dataclass(frozen=True, slots=True)
class Decided:
    """How many variations a table accepted, and what in it could not be."""

    accepted: int
    problems: tuple[str, ...] = ()


def accept(place: Path, file: str, clause: str | None, given: Acceptance) -> int:
    """Accept a file's deviation (by its number, anchor or key), or all of them; count them.

    The key of `given` does not matter. Raises UsageError where there is no such deviation.
    """
    with opened_at(place) as connection:
        chosen = _chosen(connection, file, clause)
        made = [
            Acceptance(one.key, given.by, given.reason, given.on, given.until) for one in chosen
        ]
        return decisions.accept(connection, made)


def accept_table(place: Path, table: Path, by: str | None, today: str) -> Decided:
    """Accept what an officer marked in audit.xlsx, audit.csv or a table like them.

    A row counts where "Accept by" or "Accept because" is filled in. With a key it is that
    deviation; with a file alone, all of the file's material ones.
    """
    with opened_at(place) as connection:
        standing = decisions.standing(connection)
        made: dict[str, Acceptance] = {}
        problems: list[str] = []
        for row in filled_rows(table):
            if row.get(BY) or row.get(BECAUSE):
                keys = _keys(row, standing, f"{table.name}: {row.where}", problems)
                made |= {key: _acceptance(key, row, by, today, table.name) for key in keys}
        return Decided(decisions.accept(connection, made.values()), tuple(problems))


def withdraw(place: Path, file: str, clause: str | None, today: str) -> int:
    """Withdraw what was accepted of a file: one deviation or all; count them."""
    with opened_at(place) as connection:
        chosen = _chosen(connection, file, clause)
        return decisions.withdraw(connection, [one.key for one in chosen], today)


def _chosen(connection: sqlite3.Connection, file: str, clause: str | None) -> list[Deviation]:
    standing = decisions.deviations(connection, file)
    if not standing:
        raise UsageError(
            f"{file}: the register holds no deviation of such a file; give its path below the "
            "audited folder, as the overview shows it"
        )
    names = [{one.key, one.anchor, one.label.casefold()} for one in standing]
    wanted = clause.casefold() if clause else None
    chosen = [
        one for one, own in zip(standing, names, strict=True) if wanted is None or wanted in own
    ]
    if chosen:
        return chosen
    shown = ", ".join(f"{one.label} ({one.anchor})" for one in standing[:MOST_NAMED])
    raise UsageError(f"{clause}: {file} has no such deviation; it has {shown}")


def _keys(
    row: Row, standing: Mapping[str, Deviation], where: str, problems: list[str]
) -> Sequence[str]:
    if key := row.get(KEY):
        if key in standing:
            return [key]
        problems.append(f"{where}: that deviation stands no longer; run audit again")
        return []
    file = row.get(FILE)
    found = [k for k, one in standing.items() if one.file == file and one.material]
    if not found:
        problems.append(f"{where}: the register holds no material deviation of {file or 'no file'}")
    return found


def _acceptance(key: str, row: Row, by: str | None, today: str, table: str) -> Acceptance:
    who, why = row.get(BY) or by, row.get(BECAUSE)
    if not who or not why:
        lacks = "who accepted it (or give --by)" if not who else "why it was accepted"
        raise InputError(
            Code.DAMAGED, f"{table}: {row.where}: it does not say {lacks}; fill in the cell"
        )
    return Acceptance(key, who, why, today, _until(row, table))


def _until(row: Row, table: str) -> str | None:
    given = row.get(UNTIL)
    if not given:
        return None
    try:
        return parsed_day(given)
    except ValueError:
        raise InputError(
            Code.DAMAGED,
            f"{table}: {row.where}: “{given[:40]}” is no date; write it as 31/08/2027",
        ) from None


def parsed_day(text: str) -> str:
    """Read a day as ISO has it, or as it is written in England. Raises ValueError.

    >>> parsed_day("31/8/2027"), parsed_day("2027-08-31 00:00:00")
    ('2027-08-31', '2027-08-31')
    """
    found = DAY.fullmatch(text.strip())
    if found:
        return date(int(found["year"]), int(found["month"]), int(found["day"])).isoformat()
    return datetime.fromisoformat(text.strip()).date().isoformat()
