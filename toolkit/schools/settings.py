"""A school's own settings file (TOML) → School."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from datetime import date, datetime
from pathlib import Path

from toolkit.errors import Code, InputError
from toolkit.schools.register import LONGEST_VALUE
from toolkit.schools.school import OWN_FIELDS, School, infer_noun, one_line
from toolkit.schools.table import decode, read_bounded


def school_from_toml(path: Path) -> School:
    """Read one school's settings.

    Keys of School stand at the top (or in a table `[school]`); any other key becomes a value,
    a key of a table a dotted one (`[head] name` is `head.name`). Raises InputError.
    """
    text = decode(read_bounded(path), path.name)
    try:
        settings = tomllib.loads(text.replace("\r\n", "\n"))
        values = dict(_flatten(settings, path.name))
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        reason = str(error) if isinstance(error, tomllib.TOMLDecodeError) else "nested too deep"
        raise InputError(
            Code.DAMAGED, f'{path.name}: {reason}; write each line as key = "value"'
        ) from error
    return _school(values, path.name)


def _flatten(table: Mapping[str, object], file: str, prefix: str = "") -> Iterator[tuple[str, str]]:
    for key, value in table.items():
        name = prefix + key.strip().lower().replace("-", "_").replace(" ", "_")
        if isinstance(value, Mapping):
            yield from _flatten(value, file, "" if name == "school" else f"{name}.")
        else:
            yield name, _as_text(value, name, file)


def _as_text(value: object, name: str, file: str) -> str:
    if isinstance(value, datetime):
        return value.date().isoformat()
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, list) and all(isinstance(item, str) for item in value):
        return "; ".join(one_line(item) for item in value)
    if isinstance(value, str | int) and not isinstance(value, bool):
        if len(str(value)) > LONGEST_VALUE:
            raise _wrong(file, name, f"longer than {LONGEST_VALUE:,} characters", "shorten it")
        return one_line(str(value))
    raise _wrong(file, name, "neither text nor a date", f'write {name} = "…"')


def _school(values: dict[str, str], file: str) -> School:
    if not values.get("name"):
        raise _wrong(file, "name", "missing", 'add name = "…" with the school\'s full name')
    aliases = (alias.strip() for alias in values.get("aliases", "").split(";"))
    noun = values.get("noun") or infer_noun(values["name"], values.get("establishment_type", ""))
    return School(
        name=values["name"],
        urn=values.get("urn") or None,
        laestab=values.get("laestab", "").replace("/", "") or None,
        short_name=values.get("short_name") or None,
        aliases=tuple(filter(None, aliases)),
        noun=noun.lower(),
        values={k: v for k, v in values.items() if k not in OWN_FIELDS and v},
    )


def _wrong(file: str, name: str, cause: str, remedy: str) -> InputError:
    return InputError(Code.DAMAGED, f"{file}: {name} is {cause}; {remedy}")
