"""A line of the cover or of a page's edge as this year's policy is to print it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from toolkit.document import Document
from toolkit.library import ModelPolicy
from toolkit.metadata.editions import state
from toolkit.refreshing.dates import Dates, in_manner, is_stale, redated_line
from toolkit.structure.dates import months_of
from toolkit.structure.labels import field_name

DATES_LEFT = "last year's dates"
HELD = "\ue0fa"  # stands for a version while the dates about it are renewed
SCHOOL_YEAR_BEGINS = 9  # September
HISTORY = re.compile(r"version|revision|amendment|change", re.IGNORECASE)
_VERSION_HEAD = re.compile(r"(?:version|issue)\b(?!.*(?:date|note|change))", re.IGNORECASE)
_NUMBER = re.compile(r"\d+(?:\.\d+)*")
_YEARS = re.compile(r"(?P<first>(?:19|20)\d\d)(?P<dash>\s*[-–/]\s*)(?P<next>(?:20)?\d\d)")
_OWN_YEAR = re.compile(r"\b(?:academic|school)\s+year\b", re.IGNORECASE)
_MINUTE = re.compile(
    r"\bmin(?:ute)?s?\b\.?(?: (?:no|number|ref)\w*\.?)?[: ]*\d[\w./-]*", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Renewal:
    """What is new this year; None where not known.

    `editions` are the county's, old and new, in reduced ISO form; `versions` the numbers of the
    school's own; `names` what the school was called and is called now. `titles` are by what a line
    speaks of this policy.
    """

    dates: Dates
    editions: tuple[str, str] | None = None
    versions: tuple[str, str] | None = None
    names: tuple[str, str] | None = None
    titles: tuple[str, ...] = ()
    today: str = ""


def renewal_of(
    local: Document,
    base: ModelPolicy,
    revised: ModelPolicy,
    dates: Dates,
    names: tuple[str, str] | None,
    today: str,
) -> Renewal:
    """Collect what is new between last year's policy and this year's."""
    old, new = (each.edition or each.document.metadata.model_edition for each in (base, revised))
    last = last_version(local)
    titles = (local.metadata.title, local.metadata.school)
    return Renewal(
        dates,
        (old, new) if old and new and old != new else None,
        (last, counted_on(last)) if last else None,
        names,
        tuple(filter(None, titles)),
        today,
    )


def last_version(local: Document) -> str | None:
    """Give the number in the last row of last year's table of versions, which goes on this year."""
    rows = [a.text.split(" | ") for a in local.set_aside if a.kind == "front_matter"]
    for at, heads in enumerate(rows):
        column = next((n for n, head in enumerate(heads) if _VERSION_HEAD.match(head)), None)
        if column is None or not is_history(heads):
            continue
        found = None
        for row in rows[at + 1 :]:
            if len(row) <= column or not _NUMBER.search(row[column]):
                break
            found = row[column]
        return found
    return None


def is_history(heads: list[str]) -> bool:
    """Tell the head of a table of versions: "Version | Date | Note of revisions"."""
    if any(map(_NUMBER.search, heads)):
        return False  # "Version | 2" states a fact
    dated = any(re.match(r"date|version", head, re.IGNORECASE) for head in heads)
    headed = len(heads) >= 2 and all(len(head) < 40 for head in heads)
    return headed and dated and any(HISTORY.search(head) for head in heads)


def counted_on(version: str) -> str:
    """Give the next version.

    >>> counted_on("3"), counted_on("v1.9"), counted_on("")
    ('4', 'v1.10', '')
    """
    return re.sub(r"(\d+)(?!.*\d)", lambda match: str(int(match[1]) + 1), version)


# --- a line ------------------------------------------------------------------------------------


def renewed_line(text: str, renewal: Renewal, label: str = "") -> str:
    """Put this year's names, editions, versions, years and dates for last year's in a line.

    Only what plainly states the same as the cover changes. `label` is what stands before the line
    in a table, "Review date".
    """
    text = was = renamed(text, renewal.names) if renewal.names else text
    text = _with_version(_with_edition(text, renewal, label), renewal, label)
    text, held = _hold_version(text, was)
    new = redated_line(_with_year(text, renewal, label), renewal.dates, label)
    return new.replace(HELD, held)


def _hold_version(text: str, was: str) -> tuple[str, str]:
    """Keep a version that stays as it was from being dated anew: "v2 (Sept 2023)"."""
    stated = state(text)
    if stated is None or stated.of_model or stated.updated or stated.text not in was:
        return text, HELD
    return text.replace(stated.text, HELD, 1), stated.text


def left_behind(text: str, renewal: Renewal) -> Iterator[str]:
    """Say what of last year a line of a page's edge would still state, and nobody can know anew."""
    new = renewed_line(text, renewal)
    if is_stale(new, renewal.dates):
        yield DATES_LEFT
    if new != text and (minute := _MINUTE.search(text)):
        yield f"“{minute[0]}”"
    stated = state(new)
    if stated and stated.text in text and not stated.of_model and _NUMBER.search(stated.text):
        yield f"“{stated.text.replace(' | ', ' ')}”"
    if stated and stated.of_model and renewal.editions and _is(stated.on, renewal.editions[0]):
        yield f"“{stated.text.replace(' | ', ' ')}”"


def renamed(text: str, names: tuple[str, str]) -> str:
    """Put the school's new name for its old, in capitals where that stands in capitals."""
    old, new = names
    words = r"\s+".join(map(re.escape, old.split()))
    return re.sub(
        rf"(?<!\w){words}(?!\w)",
        lambda found: new.upper() if found[0].isupper() else new,
        text,
        flags=re.IGNORECASE,
    )


def _with_edition(text: str, renewal: Renewal, label: str) -> str:
    """Put the county's new edition for its old: "County model policy, January 2018"."""
    if field_name(label) in ("model_edition", "model_source"):
        return _with_edition(f"Model: {text}", renewal, "").removeprefix("Model: ")
    stated = state(text) if renewal.editions else None
    if stated is None or not (stated.of_model and stated.dated) or renewal.editions is None:
        return text
    old, new = renewal.editions
    if not _is(stated.on, old):
        return text
    return text.replace(stated.dated, _as_precise(stated.dated, stated.on or "", new))


def _is(date: str | None, edition: str) -> bool:
    """Tell whether a date as printed is an edition's, to the month at least."""
    if date is None or not re.fullmatch(r"\d{4}(-\d\d){0,2}", date):
        return False
    shorter = min(len(date), len(edition))
    return date[:shorter] == edition[:shorter]


def _as_precise(said: str, date: str, new: str) -> str:
    """Write a date in the manner and with the precision of another: "JAN 2018", "01/2018"."""
    new = new[: max(len(date), len("2024"))]
    words = in_manner(said, new)
    return words.upper() if said.isupper() and not said.isdigit() else words


def _with_version(text: str, renewal: Renewal, label: str) -> str:
    """Count the school's own version on where its table of versions goes on."""
    if _VERSION_HEAD.match(label):
        return _with_version(f"{label}: {text}", renewal, "").removeprefix(f"{label}: ")
    stated = state(text) if renewal.versions else None
    if stated is None or stated.of_model or renewal.versions is None:
        return text
    old, new = ((_NUMBER.search(each) or [""])[0] for each in renewal.versions)
    undated = stated.text.replace(stated.dated, "") if stated.dated else stated.text
    number = _NUMBER.search(undated)
    if number is None or _whole(number[0]) != _whole(old):
        return text
    said = stated.text.replace(number[0], new, 1)
    today = renewal.dates.adopted or renewal.today
    if stated.dated and stated.on and today:
        said = said.replace(stated.dated, _as_precise(stated.dated, stated.on, today))
    return text.replace(stated.text, said, 1)


def _whole(number: str) -> str:
    """Give "2" for "2.0"."""
    return re.sub(r"(?:\.0+)+$", "", number)


def _with_year(text: str, renewal: Renewal, label: str) -> str:
    """Put the academic year that follows for last year's, where the line is on this policy."""
    old, new = renewal.dates.old_adopted, renewal.dates.adopted
    plain = _YEARS.sub("", text).strip(" ()[]-–|:,")
    own = not plain or _OWN_YEAR.search(f"{label} {text}")
    titled = any(title.lower() in text.lower() for title in renewal.titles)
    if not (old and new and len(new) > len("2026") and (own or titled)):
        return text

    def following(found: re.Match[str]) -> str:
        first, after = int(found["first"]), found["next"]
        ahead = first - _school_year(old)
        if (first + 1) % 100 != int(after) % 100 or ahead not in (0, 1):
            return found[0]
        begins = _school_year(new) + ahead
        return f"{begins}{found['dash']}{str(begins + 1)[-len(after) :]}"

    return _YEARS.sub(following, text)


def _school_year(date: str) -> int:
    """Give the year in which a date's school year began."""
    first, _ = months_of(date)
    year, _, month = first.partition("-")
    return int(year) - (int(month) < SCHOOL_YEAR_BEGINS)
