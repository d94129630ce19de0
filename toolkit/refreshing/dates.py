"""The new policy's own dates, where last year's stood."""

from __future__ import annotations

import re
from dataclasses import dataclass

from toolkit.document import Metadata
from toolkit.drafting.dates import review_after, say_date, settle_date
from toolkit.localise.wording import DATE, states_adoption
from toolkit.structure.dates import read_date


@dataclass(frozen=True, slots=True)
class Dates:
    """When the policy was adopted and is due again: as last year's says, and now.

    Reduced ISO dates; None where not known, and for this year where not given.
    """

    old_adopted: str | None = None
    old_review: str | None = None
    adopted: str | None = None
    review: str | None = None


def dates_for(old: Metadata, adopted: str | None, review: str | None, cycle: str | None) -> Dates:
    """Settle the dates that were given; the review follows from the cycle where it was not.

    Raises UsageError for what is no date.
    """
    now = settle_date(adopted, "adopted-on") if adopted else None
    due = settle_date(review, "review-on") if review else None
    if now and not due and cycle:
        due = review_after(now, cycle)
    return Dates(old.adopted_on, old.review_on, now, due)


def redated(text: str, dates: Dates) -> str:
    """Put this year's dates for last year's in a sentence that dates the policy."""
    if not states_adoption(text) or not (dates.adopted or dates.review):
        return text
    return DATE.sub(lambda match: renewed(match[0], dates), text)


def renewed(said: str, dates: Dates) -> str:
    """Put the new date for an old one, in the manner in which that was written."""
    read = read_date(said)
    if read and read == dates.old_adopted and dates.adopted:
        return in_manner(said, dates.adopted)
    if read and read == dates.old_review and dates.review:
        return in_manner(said, dates.review)
    return said


def in_manner(said: str, date: str) -> str:
    """Write a reduced ISO date as another was written: "05/11/2018", "5.11.2018", else in words.

    >>> in_manner("05/11/2018", "2026-03-02"), in_manner("July 2024", "2026-03-02")
    ('02/03/2026', '2 March 2026')
    """
    figures = re.fullmatch(r"(\d{1,2})([./-])(\d{1,2})[./-](\d{4}|\d\d)", said.strip())
    parts = date.split("-")
    if figures is None or len(parts) < len(("year", "month", "day")):
        return say_date(date)
    year, month, day = parts
    padded = (len(figures[1]) > 1 and figures[1].startswith("0")) or figures[3].startswith("0")
    if not padded:
        month, day = str(int(month)), str(int(day))
    return figures[2].join((day, month, year if len(figures[4]) > 2 else year[2:]))
