"""The new policy's own dates, where last year's stood."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from itertools import pairwise

from toolkit.document import Metadata
from toolkit.drafting.dates import review_after, say_date, settle_date
from toolkit.localise.wording import states_adoption
from toolkit.structure.dates import dated_spans, months_of, read_date
from toolkit.structure.labels import field_name


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

    A review that follows is as precise as last year's: a month, or a term. Raises UsageError for
    what is no date.
    """
    now = settle_date(adopted, "adopted-on") if adopted else None
    due = settle_date(review, "review-on") if review else None
    if now and not due and cycle and (follows := review_after(now, cycle)):
        due = _as_precise_as(old.review_on or "", follows)
    return Dates(old.adopted_on, old.review_on, now, due)


def _as_precise_as(old: str, date: str) -> str:
    """Say a reduced ISO date no more precisely than another.

    >>> _as_precise_as("2024-09", "2029-11-05"), _as_precise_as("Spring 2024", "2029-11-05")
    ('2029-11', 'Autumn 2029')
    """
    if " " not in old or len(date) < len("2029-11"):
        return date[: len(old)] if re.fullmatch(r"\d{4}(-\d\d)?", old) else date
    terms = ((term, months_of(f"{term} {date[:4]}")) for term in ("Spring", "Summer", "Autumn"))
    within = (term for term, (first, last) in terms if first <= date[:7] <= last)
    return f"{next(within)} {date[:4]}"


# --- where they stand ---------------------------------------------------------------------------

Span = tuple[int, int, str]  # start and end in the text, and the date in reduced ISO form
_SHORT = re.compile(r"(?<![\d/.-])(?:0[1-9]|1[0-2])/2\d(?![\d/])")
_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_REVIEW = re.compile(r"review|renew|expir|due|until|next", re.IGNORECASE)
_FIRST = re.compile(r"\b(?:first|originally|created|written)\b[\w ]{0,25}[:\s–-]*\Z", re.I)
_PAST = re.compile(r"\b(?:reviewed|updated|revised|amended)\b[^.;]{0,20}\Z", re.IGNORECASE)
_LISTED = re.compile(r"\s*(?:[,;/&|]|and)\s*", re.IGNORECASE)
# What says whose act a date is, right before it, and what it must not be the date of.
_ADOPTED = re.compile(r"\b(?:adopted|approved|ratified|agreed)\b(?P<between>[^.;]{0,90})\Z", re.I)
_REVIEWED = re.compile(r"\b(?:review|revis)\w*\b(?P<between>[^.;]{0,60})\Z", re.I)
_OTHERS = re.compile(r"\b(?:model|edition|version|guidance|act|regulations|adopted|review)", re.I)
_THIS = re.compile(
    r"\b(?:this|the)\s+(?:policy|code|procedure|document|statement|protocol|plan)\b|\A\W*\w+ed\b",
    re.IGNORECASE,
)


def spans_of(text: str) -> list[Span]:
    """Give every date of a line: those of its text, and months in figures, "09/26"."""
    found = dated_spans(text)
    for match in _SHORT.finditer(text):
        date = read_date(match[0])
        if date and not any(a < match.end() and match.start() < b for a, b, _ in found):
            found.append((*match.span(), date))
    return sorted(found)


def redated(text: str, dates: Dates) -> str:
    """Put this year's dates for last year's in a sentence that dates the policy."""
    if not states_adoption(text) or not (dates.adopted or dates.review):
        return text
    return _replaced(text, lambda date, before: _new_date(date, before, dates))


def redated_line(text: str, dates: Dates, label: str = "") -> str:
    """Put this year's dates for last year's in a line that says what they are, or to the day.

    `label` is what stands before the line in a table, "Review date".
    """
    if field_name(label) == "written_on":
        return text
    if (listed := _with_next(text, dates, label)) is not None:
        return listed
    named = bool(field_name(label)) or states_adoption(text) or bool(_REVIEW.search(text))

    def new(date: str, before: str) -> str | None:
        if not named and not _DAY.fullmatch(date):
            return None
        return _new_date(date, f"{label} {before}", dates)

    return _replaced(text, new)


def _with_next(text: str, dates: Dates, label: str) -> str | None:
    """Add this year's date to a list of past ones: "Reviewed: May 2022, May 2023"."""
    spans = spans_of(text)
    between = [text[one[1] : two[0]] for one, two in pairwise(spans)]
    if len(spans) < 2 or not all(map(_LISTED.fullmatch, between)):
        return None
    past = _PAST.search(f"{label} {text[: spans[0][0]]}")
    start, end, last = spans[-1]
    if past is None or last != dates.old_adopted or not dates.adopted:
        return None
    return f"{text[:end]}{between[-1]}{in_manner(text[start:end], dates.adopted)}{text[end:]}"


def is_stale(text: str, dates: Dates) -> bool:
    """Tell a line, as it is to be printed, that still gives a date of last year's for this."""
    spans = spans_of(text)
    if any(date == dates.adopted for *_, date in spans) and _PAST.search(text[: spans[0][0]]):
        return False  # the last of a list is this year's
    old = (start for start, _, date in spans if date in (dates.old_adopted, dates.old_review))
    return any(not _FIRST.search(text[:start]) for start in old)


def _replaced(text: str, new: Callable[[str, str], str | None]) -> str:
    for start, end, date in reversed(spans_of(text)):
        if said := new(date, text[:start]):
            text = text[:start] + in_manner(text[start:end], said) + text[end:]
    return text


def _new_date(date: str, before: str, dates: Dates) -> str | None:
    """Give what an old date becomes; of two alike, that which the words before it speak of."""
    if _FIRST.search(before):
        return None
    if date == dates.old_adopted == dates.old_review:
        return dates.review if _REVIEW.search(before[-30:]) else dates.adopted
    if date in (dates.old_adopted, dates.old_review):
        return {dates.old_adopted: dates.adopted, dates.old_review: dates.review}[date]
    if _is_of(_REVIEWED, date, before, dates.old_review):
        return dates.review
    return dates.adopted if _is_of(_ADOPTED, date, before, dates.old_adopted) else None


def _is_of(act: re.Pattern[str], date: str, before: str, old: str | None) -> bool:
    """Tell the same date said more or less precisely: of "Autumn 2023", adopted "on 2 November"."""
    said = act.search(before)
    if old is None or said is None or _OTHERS.search(said["between"]) or not _THIS.search(before):
        return False
    (first, last), (start, end) = months_of(date), months_of(old)
    return len(date) != len(old) and first <= end and start <= last


# --- how they are written -----------------------------------------------------------------------


def in_manner(said: str, date: str) -> str:
    """Write a reduced ISO date as another was written: "05/11/2018", "09/26", else in words.

    >>> in_manner("05/11/2018", "2026-03-02"), in_manner("July 2024", "2026-03-02")
    ('02/03/2026', '2 March 2026')
    >>> in_manner("09/26", "2029-11"), in_manner("9.2026", "2029-11-05")
    ('11/29', '11.2029')
    """
    parts = date.split("-")
    if month := re.fullmatch(r"(\d{1,2})([./-])(\d{4}|\d\d)", said.strip()):
        year = parts[0][-len(month[3]) :]
        return f"{parts[1]}{month[2]}{year}" if len(parts) > 1 else parts[0]
    figures = re.fullmatch(r"(\d{1,2})([./-])(\d{1,2})[./-](\d{4}|\d\d)", said.strip())
    if figures is None or len(parts) < len(("year", "month", "day")):
        return say_date(date)
    year, of_month, day = parts
    padded = (len(figures[1]) > 1 and figures[1].startswith("0")) or figures[3].startswith("0")
    if not padded:
        of_month, day = str(int(of_month)), str(int(day))
    return figures[2].join((day, of_month, year if len(figures[4]) > 2 else year[2:]))
