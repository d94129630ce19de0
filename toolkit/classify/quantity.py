"""Numbers, ages, periods, deadlines and frequencies, in one measure each (14 days is two weeks)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from toolkit.classify.measuring import (
    A_YEAR,
    CITED,
    DIGIT,
    HINTS,
    MEASURES,
    NAMED,
    NOON,
    ORDINAL,
    PARTS,
    RATES,
    SAID_AS,
    SCHOOL_OPENS,
    SHORT,
    SIZES,
    WORDS,
)


@dataclass(frozen=True, slots=True)
class Quantity:
    """One quantity in a common measure (`336 hour`), as printed."""

    key: str
    kind: str
    text: str


@lru_cache(maxsize=4096)
def quantities(text: str) -> tuple[Quantity, ...]:
    """Find the quantities of a text; the year of an Act is part of its name, not one of them.

    >>> quantities("within 14 days")[0].key == quantities("within two weeks")[0].key
    True
    """
    left = CITED.sub(lambda found: " " * len(found.group()), text)
    return tuple(quantity for _, quantity in sorted(_parts(left), key=lambda row: row[0]))


def _parts(text: str) -> Iterator[tuple[int, Quantity]]:
    said = DIGIT.sub("0", text.casefold())
    for kind, pattern in PARTS:
        if not any(map(said.__contains__, HINTS[kind])):
            continue
        taken = []
        for found in pattern.finditer(text):
            taken.append(found.span())
            yield found.start(), Quantity(_key(kind, found), SAID_AS.get(kind, kind), found.group())
        for start, end in taken:
            text = text[:start] + "\x00" * (end - start) + text[end:]


def _key(kind: str, found: re.Match[str]) -> str:
    if kind in NAMED:
        return NAMED[kind][int((found.lastgroup or "n0")[1:])][1]
    if kind == "clock":
        return _clock(found)
    if kind == "end":
        return f"end of {found['end'].casefold()}"
    if kind == "rate":
        return _rate(found)
    if kind == "age":
        return f"age {_number(found['age'] or found['years'] or found['young']):g}"
    if kind == "period":
        return _period(found)
    if kind == "measure":
        return _measure(found)
    if kind == "number":
        return _bare(found["bare"])
    plain = ORDINAL.sub("", found.group().casefold().replace(",", " "))
    return " ".join(plain.split())


def _period(found: re.Match[str]) -> str:
    value = _number(found["value"])
    unit = found["unit"].casefold().replace("’", "").replace("'", "").removesuffix("s")
    unit = SHORT.get(unit, unit)
    if found["days"] and not found["days"].casefold().startswith("calendar"):
        return f"{value:g} {found['days'].casefold().split()[0]} {unit}"
    size, measure = SIZES.get(unit, (1, unit))
    return f"{value * size:g} {measure}"


def _measure(found: re.Match[str]) -> str:
    """Give one key to "135 cm" and "1.35 metres"."""
    name = next(name for name in MEASURES if found[f"s_{name}"])
    _, size, unit = MEASURES[name]
    return f"{_number(found['size']) * size:g} {unit}"


def _clock(found: re.Match[str]) -> str:
    """Give one key to "half past eight" and "8.30 am"."""
    if found["noon"]:
        return "12:00"
    if found["past"]:
        return f"{_number(found['past']):g}:30"
    hour = int(found["hour"] or found["hour24"])
    half = (found["half"] or "").casefold()[:1]
    later = hour < NOON and (half == "p" or (not half and 0 < hour < SCHOOL_OPENS))
    return f"{hour + NOON * later}:{found['minute'] or found['minute24'] or '00'}"


def _rate(found: re.Match[str]) -> str:
    """Give one key to "once a term", "termly" and "three times a year"."""
    said = found["times"].casefold().split()[0]
    times = {"once": 1.0, "twice": 2.0}.get(said) or _number(said)
    unit = re.sub(r"[-\s]+", " ", found["per"].casefold())
    rate = times * A_YEAR[unit]
    return RATES.get(int(rate)) or f"{rate:g} times a year"


def _bare(text: str) -> str:
    said = re.sub(r"per\s?cent", "%", text.casefold()).replace(" ", "")
    mark = "".join(character for character in said if character in "£$€%")
    return f"{_number(said.strip('£$€%')):g}{mark}"


def _number(text: str) -> float:
    said = text.casefold().strip()
    if said in ("a", "an", "last", "past", "previous", "preceding"):
        return 1
    if said.startswith("half"):
        return 0.5
    if "quarter" in said:
        return 0.25
    if said in WORDS:
        return WORDS[said]
    digits = re.sub(r",(?=\d{3})", "", said).replace(",", ".")
    return float(digits) if digits.count(".") <= 1 else float("".join(digits.split(".")))
