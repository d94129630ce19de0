"""Decisions: which local variations the county accepted; put in, withdrawn, in force on a day."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from toolkit.batch import variation
from toolkit.batch.variation import Acceptance
from toolkit.register.schema import transaction

CONTEXT = "file, school, urn, model, kind, section, label, model_text, adopted_text"


@dataclass(frozen=True, slots=True)
class Deviation:
    """One deviation that stands in the register, and whether it is accepted."""

    key: str
    file: str
    anchor: str
    section: str
    label: str
    kind: str
    material: int
    accepted: str


def in_force(connection: sqlite3.Connection, today: str) -> dict[str, Acceptance]:
    """Return what is accepted on a day, by key."""
    rows = connection.execute(
        "SELECT key, accepted_by, reason, decided_on, expires_on FROM decisions "
        "WHERE withdrawn_on IS NULL"
    )
    return variation.in_force((Acceptance(*row) for row in rows), today)


def deviations(connection: sqlite3.Connection, file: str | None = None) -> list[Deviation]:
    """List the deviations that stand in the register, of one file or of all."""
    query = (
        "SELECT key, file, anchor, section, label, kind, material, accepted FROM findings "
        "WHERE key <> ''"
    )
    more = " AND file = ?" if file is not None else ""
    rows = connection.execute(
        f"{query}{more} ORDER BY file, position", () if file is None else (file,)
    )
    return [Deviation(*row) for row in rows]


def accept(connection: sqlite3.Connection, acceptances: Iterable[Acceptance]) -> int:
    """Put decisions in, with the texts as they stand; return how many there were."""
    given = list(acceptances)
    with transaction(connection):
        for one in given:
            connection.execute("DELETE FROM decisions WHERE key = ?", (one.key,))
            connection.execute(
                "INSERT INTO decisions (key, accepted_by, reason, decided_on, expires_on) "
                "VALUES (?, ?, ?, ?, ?)",
                (one.key, one.by, one.reason, one.on, one.until),
            )
            _add_context(connection, one.key)
    return len(given)


def withdraw(connection: sqlite3.Connection, keys: Iterable[str], today: str) -> int:
    """End decisions; they stay in the register with the day on which they were ended."""
    with transaction(connection):
        ended = [
            connection.execute(
                "UPDATE decisions SET withdrawn_on = ? WHERE key = ? AND withdrawn_on IS NULL",
                (today, key),
            ).rowcount
            for key in keys
        ]
    return sum(ended)


def _add_context(connection: sqlite3.Connection, key: str) -> None:
    """Note whose variation it is and what its texts were: a key says nothing to a reader."""
    row = connection.execute(
        "SELECT file, school, urn, model, kind, section, label, "
        "CASE kind WHEN 'added' THEN '' ELSE text END, adopted_text FROM findings "
        "JOIN documents USING (file) LEFT JOIN comparisons USING (file) WHERE findings.key = ?",
        (key,),
    ).fetchone()
    if row:
        places = ", ".join(f"{name} = ?" for name in CONTEXT.split(", "))
        connection.execute(f"UPDATE decisions SET {places} WHERE key = ?", (*row, key))


def standing(connection: sqlite3.Connection) -> Mapping[str, Deviation]:
    """Return the deviations by key."""
    return {one.key: one for one in deviations(connection)}
