"""When a policy's review is due, and whether that keeps to the cycle it states."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterator
from datetime import date

from toolkit.classify.quantity import quantities
from toolkit.document import Finding, Metadata

MONTHS_IN_YEAR = 12
GRACE = 1  # Months: a meeting is seldom held on the very day.
CYCLE = re.compile(r"(?:every )?(?P<count>\d+(?:\.\d+)?) month")


def review_findings(
    metadata: Metadata, model_cycle: str | None, today: str | None
) -> tuple[Finding, ...]:
    """Report an overdue review and an interval longer than the stated cycle."""
    return (*_overdue(metadata, today), *_too_long(metadata, model_cycle))


def _overdue(metadata: Metadata, today: str | None) -> Iterator[Finding]:
    due = last_day(metadata.review_on)
    if today and due and due < date.fromisoformat(today):
        message = f"The review was due by {metadata.review_on} and is overdue."
        yield Finding(
            "REV001", "high", message, advice="Review the policy and state the new dates."
        )


def _too_long(metadata: Metadata, model_cycle: str | None) -> Iterator[Finding]:
    stated = metadata.review_cycle or model_cycle
    cycle = months_of(stated)
    between = months_between(metadata.adopted_on, metadata.review_on)
    if cycle is None or between is None:
        return
    if between > cycle + GRACE:
        whose = "the policy's own" if metadata.review_cycle else "the model's"
        message = (
            f"From adoption ({metadata.adopted_on}) to review ({metadata.review_on}) are "
            f"{between} months, "
            f"longer than {whose} cycle ({stated})."
        )
        yield Finding(
            "REV002",
            "medium",
            message,
            advice="Bring the review date forward.",
            confidence="probable",
        )


def last_day(said: str | None) -> date | None:
    """Give the last day that a reduced ISO date can mean (`2024-02` → 29 February 2024).

    >>> last_day("2024-02"), last_day("2024"), last_day("soon")
    (datetime.date(2024, 2, 29), datetime.date(2024, 12, 31), None)
    """
    if not said or not re.fullmatch(r"\d{4}(?:-\d\d){0,2}", said):
        return None
    parts = [int(part) for part in said.split("-")]
    year, month = parts[0], parts[1] if len(parts) > 1 else MONTHS_IN_YEAR
    try:
        return date(year, month, parts[2] if len(parts) > 2 else monthrange(year, month)[1])
    except ValueError:
        return None


def months_between(start: str | None, end: str | None) -> int | None:
    """Count the months between two dates that are known to the month."""
    ends = last_day(start), last_day(end)
    if not all(ends) or min(len(start or ""), len(end or "")) < len("2024-01"):
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
    for quantity in quantities(cycle or ""):
        if found := CYCLE.fullmatch(quantity.key):
            return float(found["count"])
    return None
