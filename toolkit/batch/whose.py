"""Whose policy a record is of, and what somebody can do where that is not certain."""

from __future__ import annotations

from dataclasses import replace

from toolkit.batch.records import Record
from toolkit.schools.attribution import Attribution, Directory, attribute, either
from toolkit.schools.school import School

MOST_NAMED = 3  # schools in one warning
RENAMING = "put it beside that school in the register, in a column name_aliases, and run again."
SETTLING = "Put the school's URN into the file name, or give a map (--map), to settle it."


def attributed(
    record: Record, text: str, schools: Directory, settled: School | None = None
) -> Record:
    """Say whose policy it is: as settled by hand, else by the register, or between whom it is open.

    Where it is not certain, the record warns of it and names the schools.
    """
    if settled:
        evidence = ("settled by the map",)
        return replace(record, school=settled.name, urn=settled.urn, school_evidence=evidence)
    stated = record.metadata.school if record.metadata else None
    found = attribute(text, stated, record.file, schools)
    if found.school:
        return replace(
            record, school=found.school.name, urn=found.school.urn, school_evidence=found.evidence
        )
    if not (found.candidates or (record.metadata and schools.names.schools)):
        return record  # nothing was read that could tell, or nobody asked
    warning = _uncertain(found) if found.candidates else _unknown(stated)
    return replace(
        record,
        warnings=(*record.warnings, warning),
        school_evidence=found.evidence,
        candidates=tuple(dict.fromkeys(each.known_by for each in found.candidates)),
    )


def _uncertain(found: Attribution) -> str:
    named = either(map(_named, found.candidates), MOST_NAMED)
    why = "; ".join(found.evidence)
    return f"Whose policy this is, is not certain: {named} ({why}). {SETTLING}"


def _unknown(stated: str | None) -> str:
    if stated:
        cause = f"It calls itself {stated}, and the register of schools has no such school"
        return f"{cause}. If it is a school's old or other name, {RENAMING} {SETTLING}"
    cause = "Nothing in it, its name or its folder tells whose it is"
    return f"{cause}. {SETTLING}"


def _named(school: School) -> str:
    return f"{school.name} (URN {school.urn})" if school.urn else school.name
