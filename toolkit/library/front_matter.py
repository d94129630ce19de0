"""A model policy file's front matter: which policy it is, which edition, how it may be adopted."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final, cast, get_args

import yaml

from toolkit.errors import Code, InputError
from toolkit.library.policy import Adoption

MAX_CHARACTERS: Final = 10_000  # ours have about 400; a bomb of nested brackets needs more
REQUIRED: Final = ("id", "title", "authority", "edition", "adoption")
EXAMPLES: Final = {
    "id": "social-networking",
    "title": "Social Networking Policy",
    "authority": "Example County Council",
    "edition": "2024-06",
    "adoption": "marked-places",
}
KEYS: Final = (*REQUIRED, "supersedes", "statutory", "review_cycle", "source")
ADOPTIONS: Final[tuple[str, ...]] = get_args(Adoption)
PERMISSIONS: Final = ("optional", "local")

_ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_EDITION = re.compile(r"\d{4}(?:-\d{2}(?:-\d{2})?)?")
_PLACE = re.compile(r"\{\{[^{}\n]*\}\}")
_BRACES = re.compile(r"\{\{|\}\}")
_MARK = re.compile(r"\{\.([\w-]*)\}")


@dataclass(frozen=True, slots=True)
class FrontMatter:
    """What stands above the text. `edition` and `supersedes` are reduced ISO dates."""

    id: str
    title: str
    authority: str
    edition: str
    adoption: Adoption
    supersedes: str | None = None
    statutory: bool = False
    review_cycle: str | None = None
    source: str | None = None


def parse(name: str, text: str) -> FrontMatter:
    """Read the front matter of the file `name`.

    Raises InputError naming the file, the line and the remedy.
    """
    values = _load(name, text)
    _check_keys(name, text, values)
    return FrontMatter(
        id=_matching(name, text, values, "id", _ID, "small letters and hyphens"),
        title=_string(name, text, values, "title"),
        authority=_string(name, text, values, "authority"),
        edition=_matching(name, text, values, "edition", _EDITION, "a date such as 2024-06"),
        adoption=_adoption(name, text, values),
        supersedes=_optional(name, text, values, "supersedes"),
        statutory=_statutory(name, text, values),
        review_cycle=_optional(name, text, values, "review_cycle"),
        source=_optional(name, text, values, "source"),
    )


def check_body(name: str, body: str, first_line: int) -> None:
    """See that every marked place is closed and every mark after a clause is known.

    Raises InputError naming the file, the line and the remedy.
    """
    for number, line in enumerate(body.splitlines(), start=first_line):
        if _BRACES.search(_PLACE.sub("", line)):
            problem = "a marked place is not closed; write it on one line as {{ school.name }}"
            raise _broken(name, number, problem)
        for mark in _MARK.findall(line):
            if mark not in PERMISSIONS:
                problem = f"{{.{mark}}} is no mark of a clause; write {{.optional}} or {{.local}}"
                raise _broken(name, number, problem)


def _load(name: str, text: str) -> Mapping[str, object]:
    if not text.strip():
        problem = "the front matter is missing or not closed; put it between two lines of ---"
        raise _broken(name, 1, problem)
    if len(text) > MAX_CHARACTERS:
        problem = f"the front matter has more than {MAX_CHARACTERS} characters; close it with ---"
        raise _broken(name, 1, problem)
    try:
        values = yaml.safe_load(text)
    except (yaml.YAMLError, ValueError, RecursionError) as error:
        raise _broken(name, _error_line(error), _yaml_problem(error)) from error
    if not isinstance(values, dict):
        problem = "the front matter is not a list of values; write lines such as id: my-policy"
        raise _broken(name, 2, problem)
    return cast("Mapping[str, object]", values)


def _error_line(error: Exception) -> int:
    mark = getattr(error, "problem_mark", None)
    return mark.line + 2 if mark else 2


def _yaml_problem(error: Exception) -> str:
    said = getattr(error, "problem", None) or str(error) or "too deeply nested"
    return f"the front matter is not YAML ({said}); put quotation marks around the value"


def _check_keys(name: str, text: str, values: Mapping[str, object]) -> None:
    for key in values:
        if key not in KEYS:
            near = difflib.get_close_matches(str(key), KEYS, n=1)
            hint = f"did you mean {near[0]}?" if near else f"use only {', '.join(KEYS)}"
            raise _broken(name, _line_of(text, str(key)), f"there is no value {key!r}; {hint}")
    missing = [key for key in REQUIRED if values.get(key) in (None, "")]
    if missing:
        lines = ", ".join(f"{key}: {EXAMPLES[key]}" for key in missing)
        many = "lines such as" if len(missing) > 1 else "a line such as"
        problem = f"the front matter does not give {_listed(missing)}; add {many} {lines}"
        raise _broken(name, _line_of(text, missing[0]), problem)


def _listed(keys: list[str]) -> str:
    return " and ".join(filter(None, [", ".join(keys[:-1]), keys[-1]]))


def _string(name: str, text: str, values: Mapping[str, object], key: str) -> str:
    value = values.get(key)
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, str | int | float) and not isinstance(value, bool):
        return str(value).strip()
    problem = f"{key} is not a single piece of text; put quotation marks around the value"
    raise _broken(name, _line_of(text, key), problem)


def _optional(name: str, text: str, values: Mapping[str, object], key: str) -> str | None:
    return None if values.get(key) is None else _string(name, text, values, key)


def _matching(
    name: str,
    text: str,
    values: Mapping[str, object],
    key: str,
    pattern: re.Pattern[str],
    wanted: str,
) -> str:
    value = _string(name, text, values, key)
    if pattern.fullmatch(value):
        return value
    raise _broken(name, _line_of(text, key), f"{key} is {value!r}; write it as {wanted}")


def _adoption(name: str, text: str, values: Mapping[str, object]) -> Adoption:
    value = _string(name, text, values, "adoption")
    if value in ADOPTIONS:
        return cast("Adoption", value)
    problem = f"adoption is {value!r}; write one of {', '.join(ADOPTIONS)}"
    raise _broken(name, _line_of(text, "adoption"), problem)


def _statutory(name: str, text: str, values: Mapping[str, object]) -> bool:
    value = values.get("statutory")
    if value is None or isinstance(value, bool):
        return bool(value)
    problem = "statutory is neither true nor false; write one of them"
    raise _broken(name, _line_of(text, "statutory"), problem)


def _line_of(text: str, key: str) -> int:
    """Line of the key in its file; the opening fence is line 1 and stands for a missing key."""
    numbered: Iterator[tuple[int, str]] = enumerate(text.splitlines(), start=2)
    return next((number for number, line in numbered if line.startswith(f"{key}:")), 1)


def _broken(name: str, line: int, problem: str) -> InputError:
    return InputError(Code.DAMAGED, f"{name}, line {line}: {problem}")
