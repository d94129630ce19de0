"""When a policy's review is due, and whether that keeps to the cycle it states."""

from __future__ import annotations

import re
from calendar import month_name, monthrange
from collections.abc import Iterator
from datetime import date

from toolkit.document import Finding, Metadata

MONTHS_IN_YEAR = 12
GRACE = 1  # Months: a meeting is seldom held on the very day.
# The last day that each term can have; an academic year ends with its summer holiday.
TERM_ENDS = {"spring": (4, 30), "summer": (8, 31), "autumn": (12, 31)}
TERM = re.compile(r"(?P<term>spring|summer|autumn)(?: term)? (?P<year>\d{4})", re.I)
ACADEMIC_YEAR = re.compile(r"(?P<start>\d{4})/(?:\d\d)?\d\d")
ISO = re.compile(r"\d{4}(?:-\d\d){0,2}")
CYCLE = re.compile(r"(?:every )?(?P<count>\d+(?:\.\d+)?) month")


def review_findings(
    metadata: Metadata, model_cycle: str | None, today: str | None
) -> tuple[Finding, ...]:
    """Report an overdue review and an interval longer than the stated cycle."""
    return (*_overdue(metadata, today), *_too_long(metadata, model_cycle))


def _overdue(metadata: Metadata, today: str | None) -> Iterator[Finding]:
    if is_overdue(metadata.review_on, today):
        message = f"The review was due by {_said(metadata.review_on)} and is overdue."
        yield Finding(
            "REV001", "high", message, advice="Review the policy and state the new dates."
        )


def is_overdue(due: str | None, today: str | None) -> bool:
    """Say whether a due date, at its own precision (a day, a month, a term), has passed.

    >>> is_overdue("2019-09-01", "2019-09-01"), is_overdue("2019-09", "2019-10-01")
    (False, True)
    """
    last = last_day(due)
    return bool(last and today and today > last.isoformat())


def _too_long(metadata: Metadata, model_cycle: str | None) -> Iterator[Finding]:
    stated = metadata.review_cycle or model_cycle
    cycle = months_of(stated)
    start, act = metadata.adopted_on, "adoption"
    if metadata.reviewed_on and (months_between(start, metadata.reviewed_on) or 0) > 0:
        start, act = metadata.reviewed_on, "the last review"  # since then the policy was looked at
    between = months_between(start, metadata.review_on)
    if cycle is None or between is None:
        return
    if between > cycle + GRACE:
        whose = "the policy's own" if metadata.review_cycle else "the model's"
        message = (
            f"From {act} ({_said(start)}) to review ({_said(metadata.review_on)}) "
            f"are {between} months, longer than {whose} cycle ({stated})."
        )
        yield Finding(
            "REV002",
            "medium",
            message,
            advice="Bring the review date forward.",
            confidence="probable",
        )


def last_day(said: str | None) -> date | None:
    """Give the last day that a reduced ISO date, a term or an academic year can mean.

    >>> last_day("2024-02"), last_day("2024"), last_day("soon")
    (datetime.date(2024, 2, 29), datetime.date(2024, 12, 31), None)
    >>> last_day("Spring 2025"), last_day("2023/24")
    (datetime.date(2025, 4, 30), datetime.date(2024, 8, 31))
    """
    if found := TERM.fullmatch(said or ""):
        return date(int(found["year"]), *TERM_ENDS[found["term"].casefold()])
    if found := ACADEMIC_YEAR.fullmatch(said or ""):
        return date(int(found["start"]) + 1, *TERM_ENDS["summer"])
    if not said or not ISO.fullmatch(said):
        return None
    parts = [int(part) for part in said.split("-")]
    year, month = parts[0], parts[1] if len(parts) > 1 else MONTHS_IN_YEAR
    try:
        return date(year, month, parts[2] if len(parts) > 2 else monthrange(year, month)[1])
    except ValueError:
        return None


def _said(iso: str | None) -> str:
    """Write a reduced ISO date in words; a term as it stands."""
    if not iso or not ISO.fullmatch(iso):
        return iso or ""
    year, *rest = iso.split("-")
    named = [month_name[int(rest[0])]] if rest else []
    return " ".join([*(str(int(day)) for day in rest[1:]), *named, year])


def months_between(start: str | None, end: str | None) -> int | None:
    """Count the months between two dates that are known to the month."""
    ends = last_day(start), last_day(end)
    known = all(at and len(at) >= len("2024-01") and ISO.fullmatch(at) for at in (start, end))
    if not all(ends) or not known:
        return None
    first, last = ends
    assert first is not None
    assert last is not None
    return (last.year - first.year) * MONTHS_IN_YEAR + last.month - first.month


def months_of(cycle: str | None) -> float | None:
    """Read a cycle in words as months ("annual", "every two years", "12 months").

    >>> months_of("annually"), months_of("every two years"), months_of("when needed")
    (12.0, 24.0, None)
    """
    from toolkit.classify.quantity import quantities  # the aligner comes with it

    for quantity in quantities(cycle or ""):
        if found := CYCLE.fullmatch(quantity.key):
            return float(found["count"])
    return None
