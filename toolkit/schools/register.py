"""A schools register (CSV, .xlsx) → schools: our own columns or the national register's."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import islice
from pathlib import Path

from toolkit.errors import Code, InputError
from toolkit.schools.lookup import normalised
from toolkit.schools.school import OWN_FIELDS, School, infer_noun, one_line
from toolkit.schools.table import Rows, read_tables

LONGEST_VALUE = 5_000
# A title, a date of issue and a blank line stand above the headings of exported sheets.
HEADING_ROWS = 10

# Column headings, folded by `_fold`, → our name for the value. Those of the national register
# are beside our own; a heading that is not here becomes a value of its own name.
COLUMNS = {
    "school_name": "name",
    "school": "name",
    "establishmentname": "name",
    "establishment_name": "name",
    "name_of_school": "name",
    "name_of_establishment": "name",
    "establishment": "name",
    "name": "name",
    "urn": "urn",
    "urn_no": "urn",
    "urn_number": "urn",
    "school_urn": "urn",
    "unique_reference_number": "urn",
    "unique_reference_number_urn": "urn",
    "laestab": "laestab",
    "laestab_no": "laestab",
    "laestab_number": "laestab",
    "la_estab_number": "laestab",
    "dfe": "laestab",
    "dfe_no": "laestab",
    "la_estab": "laestab",
    "dfe_number": "laestab",
    "establishmentnumber": "establishment_number",
    "la_code": "la.code",
    "la_name": "la.name",
    "name_aliases": "aliases",
    "alias": "aliases",
    "also_known_as": "aliases",
    "known_as": "aliases",
    "other_name": "aliases",
    "other_names": "aliases",
    "former_name": "aliases",
    "former_names": "aliases",
    "formerly": "aliases",
    "formerly_known_as": "aliases",
    "old_name": "aliases",
    "previous_name": "aliases",
    "previous_names": "aliases",
    "previously_known_as": "aliases",
    "typeofestablishment_name": "establishment_type",
    "type_of_establishment": "establishment_type",
    "school_type": "establishment_type",
    "establishmentstatus_name": "status",
    "phaseofeducation_name": "phase",
    "schoolwebsite": "website",
    "town": "town",
    "town_city": "town",
    "locality": "locality",
    "village": "locality",
    "postcode": "postcode",
    "post_code": "postcode",
    "federations_name": "federation_or_trust",
    "trusts_name": "federation_or_trust",
    "headtitle_name": "head.style",
    "headfirstname": "head.first_name",
    "headlastname": "head.last_name",
    "headpreferredjobtitle": "head.title",
    "head_title": "head.title",
    "head_name": "head.name",
    "headteacher": "head.name",
    "head_teacher": "head.name",
    "headteacher_name": "head.name",
    "head_teacher_name": "head.name",
    "name_of_headteacher": "head.name",
    "chair_name": "chair.name",
    "chair_of_governors": "chair.name",
    "chair_of_governors_name": "chair.name",
    "name_of_chair_of_governors": "chair.name",
    "governing_body_name": "governing_body.name",
    "review_due": "review_on",
    "stated_cycle": "review_cycle",
}
# A row with one of these tells of a policy that the school holds; its dates are that policy's and
# must not become those of the next one.
OF_A_POLICY = ("file", "policy_id", "model_id")
DATES = frozenset({"adopted_on", "review_on"})
# Of the national register's 140 columns only those above are wanted, for 50,000 schools.
NATIONAL_NAME = "establishmentname"
NOT_A_NUMBER = re.compile(r"\D")


@dataclass(frozen=True, slots=True)
class _Table:
    """The rows below the headings, our name for each column, and where this stands, in words."""

    where: str
    columns: list[str]
    rows: Rows


def load_schools(path: Path) -> tuple[School, ...]:
    """Read a register, in row order, one school a URN.

    CSV in UTF-8 with or without its mark, UTF-16 and cp1252, by comma, semicolon or tab; or a
    workbook. Raises InputError that names file, sheet, row, column and remedy.
    """
    table = _table(path)
    schools = [
        _school(number, _values(table.columns, cells, number, table.where), table.where)
        for number, cells in table.rows
        if any(cell.strip() for cell in cells)
    ]
    if not schools:
        raise InputError(Code.DAMAGED, f"{table.where}: no school below the headings; add a row")
    return tuple(_one_a_school(schools, table.where))


def _table(path: Path) -> _Table:
    """Find the headings: in a workbook on the first sheet that names schools and numbers them.

    A sheet of contacts has names, too; where none has numbers, the first with names counts.
    """
    named: _Table | None = None
    for sheet, rows in read_tables(path):
        where = f"{path.name}: {sheet}" if sheet else path.name
        columns = _headings(rows, where)
        if columns and sheet:  # a remark beside the table is under no heading
            rows = ((number, cells[: len(columns)]) for number, cells in rows)
        if {"urn", "laestab", "establishment_number"}.intersection(columns):
            return _Table(where, columns, rows)
        if columns and named is None:
            named = _Table(where, columns, rows)
    if named:
        return named
    raise InputError(
        Code.WRONG_TYPE,
        f"{path.name}: no column school_name or EstablishmentName in its first rows; "
        "add the headings of a schools register",
    )


def _fold(heading: str) -> str:
    one = one_line(heading).lower().replace("(s)", "")
    return re.sub(r"[^a-z0-9.]+", "_", one).strip("_.")


def _headings(rows: Rows, file: str) -> list[str]:
    """Read on to the row of headings and give our name for each column, '' for none.

    Without such a row there are no columns.
    """
    for number, cells in islice(rows, HEADING_ROWS):
        folded = [_fold(cell) for cell in cells]
        national = NATIONAL_NAME in folded
        names = [COLUMNS.get(name, "" if national else name) for name in folded]
        if "name" in names:
            _refuse_twice(names, number, file)
            return names
    return []


def _refuse_twice(names: list[str], row: int, file: str) -> None:
    twice = next((n for n in ("name", "urn", "laestab") if names.count(n) > 1), None)
    if twice:
        raise InputError(
            Code.DAMAGED, f"{file}: row {row}: two columns give the {twice}; remove one"
        )


def _values(columns: list[str], cells: list[str], row: int, file: str) -> dict[str, str]:
    """Name the cells of a row; empty ones are left out, the first of two filled ones counts."""
    if any(cell.strip() for cell in cells[len(columns) :]):
        raise InputError(
            Code.DAMAGED,
            f"{file}: row {row}: {len(cells)} cells under {len(columns)} headings; "
            "put a cell that holds a comma in quotation marks",
        )
    values: dict[str, str] = {}
    for name, cell in zip(columns, cells, strict=False):
        if len(cell) > LONGEST_VALUE:
            raise _wrong(file, row, name, f"over {LONGEST_VALUE:,} characters", "shorten it")
        text = one_line(cell)
        if name and text:
            values.setdefault(name, text)
    return values


def _school(row: int, values: Mapping[str, str], file: str) -> School:
    if "name" not in values:
        raise _wrong(file, row, "school name", "empty", "fill it in or remove the row")
    name = values["name"]
    noun = values.get("noun") or infer_noun(name, values.get("establishment_type", ""))
    return School(
        name=name,
        urn=_number(values, "urn", row, file),
        laestab=_number(values, "laestab", row, file) or _laestab(values),
        short_name=values.get("short_name"),
        aliases=tuple(filter(None, map(str.strip, re.split("[;|]", values.get("aliases", ""))))),
        noun=noun.lower(),
        values=_further(values),
        row=row,
    )


def _number(values: Mapping[str, str], name: str, row: int, file: str) -> str | None:
    """Give a URN or LAESTAB as digits; Excel may have made 100001 into 100001.0."""
    given = values.get(name)
    if given is None:
        return None
    digits = re.sub(r"\.0$", "", given).replace("/", "").replace("-", "").replace(" ", "")
    if NOT_A_NUMBER.search(digits):
        raise _wrong(file, row, name, f"“{given[:40]}”, no number", "correct or empty it")
    return digits


def _laestab(values: Mapping[str, str]) -> str | None:
    """Join the national register's two columns: 3 digits of authority, 4 of establishment."""
    authority, number = values.get("la.code", ""), values.get("establishment_number", "")
    if authority.isdecimal() and number.isdecimal():
        return f"{authority.zfill(3)}{number.zfill(4)}"
    return None


def _further(values: Mapping[str, str]) -> dict[str, str]:
    further = {name: text for name, text in values.items() if name not in OWN_FIELDS}
    if any(name in further for name in OF_A_POLICY):
        for name in DATES.intersection(further):
            further[f"last_{name}"] = further.pop(name)
    parts = [values.get(f"head.{part}", "") for part in ("style", "first_name", "last_name")]
    if parts[2]:
        further.setdefault("head.name", " ".join(filter(None, parts)))
    return further


def _one_a_school(schools: Sequence[School], file: str) -> Iterator[School]:
    """Join the rows of one URN, as a register with a row for each policy has them.

    Values that differ from row to row belong to a policy, not to the school, and are left out.
    """
    by_urn: dict[object, list[School]] = {}
    for school in schools:
        by_urn.setdefault(school.urn or (school.name, school.row), []).append(school)
    for rows in by_urn.values():
        first = rows[0]
        called = normalised(first.name)
        other = next((school for school in rows if normalised(school.name) != called), None)
        if other:
            raise _wrong(
                file,
                other.row or 0,
                "urn",
                f"{first.urn}, that of {first.name} in row {first.row}",
                "correct one of them",
            )
        yield _joined(rows)


def _joined(rows: Sequence[School]) -> School:
    first = rows[0]
    shared = {
        name: text
        for name, text in first.values.items()
        if all(school.values.get(name) == text for school in rows)
    }
    return replace(first, values=shared)


def _wrong(file: str, row: int, column: str, cause: str, remedy: str) -> InputError:
    return InputError(Code.DAMAGED, f"{file}: row {row}, column {column}: {cause}; {remedy}")
