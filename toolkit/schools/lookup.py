"""One school out of many, by whatever the officer calls it."""

from __future__ import annotations

import difflib
import re
from collections.abc import Sequence

from toolkit.errors import UsageError
from toolkit.schools.school import School

ROW = re.compile(r"row\s*(?P<number>\d+)", re.IGNORECASE)
MOST_NAMED = 5


def find_school(reference: str, schools: Sequence[School]) -> School:
    """Find the school by URN, LAESTAB, row ("row 5") or name.

    Raises UsageError where none or more than one answers; the message names the nearest.
    """
    found = _by_number(reference, schools) or _by_name(reference, schools)
    if len(found) > 1:
        found = [school for school in found if is_open(school)] or found
    if len(found) == 1:
        return found[0]
    if found:
        raise UsageError(
            f"{reference}: {len(found)} schools are called that ({_listed(found)}); "
            "give the URN instead"
        )
    raise UsageError(f"{reference}: {_none_found(reference, schools)}")


def normalised(name: str) -> str:
    """Fold a name for comparison: case, punctuation, "&" and "Saint" aside.

    >>> normalised("St. Mary's & St John") == normalised("Saint Marys and St John")
    True
    """
    text = name.casefold().replace("&", " and ").replace("'", "").replace("’", "")
    words = re.findall(r"\w+", text)
    return " ".join("st" if word == "saint" else word for word in words if word != "the")


def _by_number(reference: str, schools: Sequence[School]) -> list[School]:
    row = ROW.fullmatch(reference.strip())
    if row:
        return [school for school in schools if school.row == int(row["number"])]
    digits = re.sub(r"[\s/-]", "", reference)
    if not digits.isdecimal():
        return []
    return [school for school in schools if digits in (school.urn, school.laestab)]


def _by_name(reference: str, schools: Sequence[School]) -> list[School]:
    wanted = normalised(reference)
    exact = [school for school in schools if normalised(school.name) == wanted]
    return exact or [school for school in schools if wanted in map(normalised, _names(school))]


def _names(school: School) -> list[str]:
    return [school.name, *filter(None, [school.short_name]), *school.aliases]


def is_open(school: School) -> bool:
    """Tell whether the register calls it open; an academy conversion leaves a closed namesake."""
    return not school.values.get("status", "").casefold().startswith("closed")


def _listed(schools: Sequence[School]) -> str:
    shown = [f"{school.name}, URN {school.urn or 'unknown'}" for school in schools[:MOST_NAMED]]
    return "; ".join(shown + ["…"] * (len(schools) > MOST_NAMED))


def _none_found(reference: str, schools: Sequence[School]) -> str:
    if not schools:
        return "the register holds no schools"
    names = {normalised(name): name for school in schools for name in _names(school)}
    near = difflib.get_close_matches(normalised(reference), names, n=3)
    advice = "; did you mean " + " or ".join(names[name] for name in near) if near else ""
    return f"no school of the register has that URN, LAESTAB, row or name{advice or '; check it'}"
