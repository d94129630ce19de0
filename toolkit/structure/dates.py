"""Dates as schools print them, in reduced ISO form with the precision that was printed."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

_MONTHS: Final = (
    "jan",
    "feb",
    "mar",
    "apr",
    "may",
    "jun",
    "jul",
    "aug",
    "sep",
    "oct",
    "nov",
    "dec",
)
_MONTH = r"""(?P<month> jan(?:uary)? | feb(?:ruary)? | mar(?:ch)? | apr(?:il)? | may | june? | july?
    | aug(?:ust)? | sept?(?:ember)? | oct(?:ober)? | nov(?:ember)? | dec(?:ember)? ) \.?"""
_YEAR = r"(?P<year> (?: 19 | 20 ) \d\d ) (?! \d )"
_SHORT_YEAR = r"(?P<year> (?: 19 | 20 )? \d\d ) (?! \d )"
_DAY = r"(?P<day> 0?[1-9] | [12]\d | 3[01] )"
_SEPARATOR = r"\s* (?P<separator> [./\-–] ) \s*"
_TERM = r"(?P<term> spring | summer | autumn | michaelmas | lent )"
_START = r"(?<! [\d./\-vV] )"

_PATTERNS: Final = tuple(
    re.compile(pattern, re.VERBOSE | re.IGNORECASE)
    for pattern in (
        rf"{_START} (?P<year> (?:19|20)\d\d ) - (?P<number> 0[1-9] | 1[0-2] ) - {_DAY} (?! \d )",
        rf"""{_START} {_DAY} {_SEPARATOR} (?P<number> 0?[1-9]
            | 1[0-2] ) \s* (?P=separator) \s* {_SHORT_YEAR}""",
        rf"""{_START} {_DAY} (?: (?: st | nd | rd
            | th ) ,? )? (?: \s+ day )? (?: \s+ of )? [\s\-/]* {_MONTH} [\s\-/,]* {_SHORT_YEAR}""",
        rf"\b {_MONTH} \s+ {_DAY} (?: st | nd | rd | th )? ,? \s+ {_YEAR}",
        rf"\b {_MONTH} [\s\-/,’']* {_YEAR}",
        rf"\b {_MONTH} [\s\-/]* [’']? (?P<year> \d\d ) (?! [\d/.] )",
        rf"{_START} (?P<year> (?:19|20)\d\d ) - (?P<number> 0[1-9] | 1[0-2] ) (?! [\d-] )",
        rf"{_START} (?P<number> 0?[1-9] | 1[0-2] ) \s* [/.] \s* {_YEAR}",
        rf"""\b {_TERM} (?: \s+ term )? (?: \s+ [12] )? (?: \s+ of )? [\s,(’'–-]*
            {_YEAR}""",
        rf"""\b {_TERM} (?: \s+ term )? (?: \s+ of )? [\s’'-]* (?P<year> 1[5-9] | [2-4]\d )
            (?! [\d/.] | \s+ [a-z] )""",
        rf"{_START} {_YEAR} \s* [-–/] \s* (?P<until> (?:20)?\d\d ) (?! [\d/-] )",
        rf"{_START} {_YEAR}",
    )
)
_DIGIT = re.compile(r"\d")  # in every date
LAST_CENTURY: Final = 70  # "5.11.98"
LONGEST_TEXT: Final = 1_000  # characters; what states a date is a line, not a page
# A term says no month; it is kept as the printed season and year, which sorts and reads well.
_TERM_NAMES: Final = {"michaelmas": "Autumn", "lent": "Spring"}


_MONTH_ALONE: Final = re.compile(r"(?P<number>0[1-9]|1[0-2])/(?P<year>2\d)")


def read_date(text: str) -> str | None:
    """Give the first date in `text` in reduced ISO form; None where there is none.

    Days come first, as in Britain. A term keeps its name ("Autumn 2023"), an academic year both
    of its years ("2023/24").

    >>> [read_date(t) for t in ("05/11/2018", "July 2024", "FGB 22.11.2022", "Autumn term 2023")]
    ['2018-11-05', '2024-07', '2022-11-22', 'Autumn 2023']

    A bare year gives way to a fuller date of that year beside it ("4 Mawrth 2025 / 4 March 2025").
    """
    found = find_dates(text)
    if not found and (short := _MONTH_ALONE.fullmatch(text.strip())):
        return f"20{short['year']}-{short['number']}"  # "08/26", where nothing else is said
    fuller = (date for date in found if len(found[0]) == 4 and date.startswith(f"{found[0]}-"))
    return next(fuller, found[0]) if found else None


def find_dates(text: str) -> list[str]:
    """Give every date in `text` in the order printed, each by its most precise reading."""
    return [value for _, _, value in dated_spans(text)]


def dated_spans(text: str) -> list[tuple[int, int, str]]:
    """Give every date in `text` as (start, end, reduced ISO form), in the order printed."""
    text = text[:LONGEST_TEXT]
    return list(_spans(text)) if _DIGIT.search(text) else []


@lru_cache(maxsize=256)  # a line is asked as a fact, as a version and in a sentence
def _spans(text: str) -> tuple[tuple[int, int, str], ...]:
    taken: list[tuple[int, int, str]] = []
    for pattern in _PATTERNS:
        for match in pattern.finditer(text):
            value = _reduced(match)
            if value and not any(a < match.end() and match.start() < b for a, b, _ in taken):
                taken.append((match.start(), match.end(), value))
    return tuple(sorted(taken))


def _reduced(match: re.Match[str]) -> str | None:
    parts = match.groupdict()
    year = _full_year(parts["year"])
    if term := parts.get("term"):
        return f"{_TERM_NAMES.get(term.lower(), term.capitalize())} {year}"
    if until := parts.get("until"):
        following = (int(year) + 1) % 100
        return f"{year}/{following:02}" if int(until) % 100 == following else None
    month = _month(parts)
    if month is None:
        return year
    day = parts.get("day")
    if day is None:
        return f"{year}-{month:02}"
    return f"{year}-{month:02}-{int(day):02}" if int(day) <= _last_day(month, int(year)) else None


def _full_year(year: str) -> str:
    """Write a year of two figures in four: no policy is of a year so far ahead as 2070."""
    century = "" if len(year) == len("2024") else "19" if int(year) >= LAST_CENTURY else "20"
    return century + year


def _month(parts: dict[str, str | None]) -> int | None:
    if number := parts.get("number"):
        return int(number)
    name = parts.get("month")
    return _MONTHS.index(name[:3].lower()) + 1 if name else None


def _last_day(month: int, year: int) -> int:
    if month == 2:
        return 29 if year % 4 == 0 and (year % 100 != 0 or year % 400 == 0) else 28
    return 30 if month in (4, 6, 9, 11) else 31


_SEASONS: Final = {"Spring": (1, 4), "Summer": (4, 8), "Autumn": (9, 12)}


def months_of(date: str) -> tuple[str, str]:
    """Give the first and the last month that a date in reduced ISO form can mean.

    >>> months_of("Autumn 2023"), months_of("2022/23"), months_of("2024-05-12")
    (('2023-09', '2023-12'), ('2022-09', '2023-08'), ('2024-05', '2024-05'))
    """
    season, _, year = date.partition(" ")
    if year:
        first, last = _SEASONS.get(season, (1, 12))
        return f"{year}-{first:02}", f"{year}-{last:02}"
    if "/" in date:
        return f"{date[:4]}-09", f"{int(date[:4]) + 1}-08"
    return (date[:7], date[:7]) if "-" in date else (f"{date}-01", f"{date}-12")


_ONLY_DATE = re.compile(
    r"""[(\[]? (?: (?: (?: last \s+ )? (?: updated | revised | reviewed | dated? | issued? | edition
    | version | review (?: \s+ date )? ) [:\s]* )? ) (?P<date> .{4,30}? ) [)\].]?""",
    re.VERBOSE | re.IGNORECASE,
)
_DATE_WORDS = re.compile(
    rf"""(?: {_MONTH.replace("?P<month>", "?:")} | {_TERM.replace("?P<term>", "?:")} | term
        | academic """
    r"| year | \d+ (?: st | nd | rd | th )? | of | [\s.,/\-–’'] )+",
    re.VERBOSE | re.IGNORECASE,
)


def is_date_only(text: str) -> bool:
    """Tell whether a line is nothing but a date: "December 2021", "(JAN 2018)"."""
    match = _ONLY_DATE.fullmatch(text.strip())
    return bool(match and _DATE_WORDS.fullmatch(match["date"]) and read_date(match["date"]))
