"""Dates as they are given, kept and said; when the next review falls due."""

from __future__ import annotations

import re
from calendar import month_name, monthrange

from toolkit.errors import UsageError
from toolkit.structure.dates import read_date

MONTHS = {
    "year": 12,
    "annual": 12,
    "annually": 12,
    "yearly": 12,
    "biennial": 24,
    "biennially": 24,
    "triennial": 36,
    "triennially": 36,
    "termly": 4,
    "term": 4,
    "quarterly": 3,
    "half-yearly": 6,
    "six-monthly": 6,
    "monthly": 1,
}
NUMBERS = {
    word: number
    for number, word in enumerate(
        ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"), start=1
    )
}
NUMBERS |= {"other": 2, "second": 2, "third": 3, "fourth": 4, "fifth": 5, "twelve": 12}
MONTH_NAMED = re.compile(r"jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec", re.IGNORECASE)
TERM = re.compile(r"(?:spring|summer|autumn) (?:term )?\d{4}", re.IGNORECASE)
COUNTED = re.compile(
    r"(?:every\s+|each\s+)?(?P<count>[\w-]+?)[\s-]*(?P<unit>year|month|term)(?:s|ly)?",
    re.IGNORECASE,
)


def settle_date(given: str, name: str) -> str:
    """Read a date in any usual form, in reduced ISO form; a review may be due in a term.

    Raises UsageError for what is no date of the calendar.

    >>> settle_date("5th November 2026", "adopted_on"), settle_date("July 2024", "review_on")
    ('2026-11-05', '2024-07')
    >>> settle_date("spring term 2027", "review_on")
    'Spring 2027'
    """
    settled = read_date(given) or ""
    if TERM.fullmatch(given.strip()) and settled and name.startswith("review"):
        return settled
    # Where "31 February 2027" is no day, the month alone must not be taken for what was meant.
    said = len(re.findall(r"\d+", given)) + bool(MONTH_NAMED.search(given))
    if not re.fullmatch(r"\d{4}(-\d\d){0,2}", settled) or said != settled.count("-") + 1:
        raise UsageError(f"{name}: “{given[:60]}” is no date; write it as 2026-11-05")
    return settled


def say_date(reduced: str) -> str:
    """Write a reduced ISO date out in words.

    >>> say_date("2026-11-05"), say_date("2024-07"), say_date("2024")
    ('5 November 2026', 'July 2024', '2024')
    """
    year, *rest = reduced.split("-")
    month = [month_name[int(rest[0])]] if rest else []
    day = [str(int(rest[1]))] if len(rest) > 1 else []
    return " ".join([*day, *month, year])


def review_after(adopted: str, cycle: str) -> str | None:
    """Say when the review falls due, as precisely as the adoption date is given.

    None where the cycle is not plain: "bi-annually" may be half a year or two.

    >>> review_after("2026-11-05", "every two years"), review_after("2024-02-29", "annual")
    ('2028-11-05', '2025-02-28')
    """
    months = cycle_months(cycle)
    if months is None:
        return None
    year, *rest = map(int, adopted.split("-"))
    if not rest:
        return str(year + months // 12) if months % 12 == 0 else None
    year, month = divmod(year * 12 + rest[0] - 1 + months, 12)
    due = f"{year:04}-{month + 1:02}"
    return due if len(rest) == 1 else f"{due}-{min(rest[1], monthrange(year, month + 1)[1]):02}"


def cycle_months(cycle: str) -> int | None:
    """Give the months of a review cycle as it is said.

    >>> [cycle_months(c) for c in ("annual", "every 3 years", "every year", "18 months", "often")]
    [12, 36, 12, 18, None]
    """
    said = re.sub(
        r"^(?:every|each|an?|on an?)\s+|\s+(?:basis|review|cycle)$", "", cycle.strip().lower()
    )
    if said in MONTHS:
        return MONTHS[said]
    counted = COUNTED.fullmatch(said)
    if not counted:
        return None
    count = counted["count"]
    number = int(count) if count.isdecimal() else NUMBERS.get(count)
    return number * {"year": 12, "month": 1, "term": 4}[counted["unit"]] if number else None
