"""What a draft says of its school: every value by its dotted name, dates written out."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from toolkit.drafting.dates import cycle_months, review_after, say_date, settle_date
from toolkit.errors import UsageError
from toolkit.language.grammar import article, plural
from toolkit.library import ModelPolicy
from toolkit.schools import School
from toolkit.schools.school import one_line
from toolkit.structure.dates import months_of

NAME = re.compile(r"[a-z_]\w*(?:\.[a-z_]\w*)*", re.IGNORECASE)
DATE_ENDINGS = ("_on", "_date", ".date")


@dataclass(frozen=True, slots=True)
class Settled:
    """`values` as they are printed; the two dates as they are kept, None where not given."""

    values: Mapping[str, str]
    adopted_on: str | None
    review_on: str | None
    warnings: tuple[str, ...] = ()
    review_is_computed: bool = False


def settle(
    model: ModelPolicy,
    school: School,
    given: Mapping[str, str],
    today: date,
    wanted: Iterable[str] = (),
) -> Settled:
    """Bring together what the model, the school and the user say; the user's word is last.

    A value that is `wanted` as `dsl.name` may stand in a register's column dsl_name.
    Raises UsageError for a date that is none and a name that cannot be one.
    """
    said = {**school.values, **_checked(given)}
    wanted = tuple(wanted)
    columns = {name: said[column] for name in wanted if (column := name.replace(".", "_")) in said}
    values = {**_of_school(school), **_of_model(model), **DEFAULTS, **columns, **said}
    adopted = _date(values, "adopted_on")
    given_review = _date(values, "review_on")
    review = given_review or _computed(adopted, values)
    asked = {*wanted, *given}
    dates = {name: text for name, text in values.items() if name.endswith(DATE_ENDINGS)}
    values |= {name: _said_date(text, name, name in asked) for name, text in dates.items()}
    values["today"] = say_date(today.isoformat())
    if review:
        values["review_on"] = say_date(review)
    notes = list(_doubts(adopted, review, today))
    computed = review is not None and given_review is None
    if review and computed:
        notes.append(_computed_note(review, values["review_cycle"]))
    notes += _assumed(values, school.noun, {**columns, **said})
    return Settled(values, adopted, review, tuple(notes), computed)


def _checked(given: Mapping[str, str]) -> dict[str, str]:
    for name in given:
        if not NAME.fullmatch(name):
            raise UsageError(f"{name[:60]}: no name of a value; write it like head.name")
    return {name: text for name, value in given.items() if (text := one_line(value))}


# What every governing body has, under the county's usual name; never a person or a date.
DEFAULTS = {
    "head.title": "Headteacher",
    "chair.title": "Chair of Governors",
    "governing_body.name": "Governing Body",
}

# Kinds of school that mostly have other titles, as trustees, a principal or an executive head.
TITLES_OF_KIND = {
    "academy": ("governing_body.name", "head.title"),
    "trust": ("governing_body.name", "head.title"),
    "federation": ("head.title",),
    "college": ("governing_body.name", "head.title"),
}


def _of_school(school: School) -> dict[str, str]:
    values = {
        "school.name": school.name,
        "school.short_name": school.short_name or school.name,
        "school.noun": school.noun,
        "school.nouns": plural(school.noun),
        "school.a_noun": f"{article(school.noun)} {school.noun}",
    }
    numbers = {"school.urn": school.urn, "school.laestab": school.laestab}
    return values | {name: text for name, text in numbers.items() if text}


def _of_model(model: ModelPolicy) -> dict[str, str]:
    edition = model.edition or model.document.metadata.model_edition
    values = {
        "policy.title": policy_title(model.title),
        "model.title": model.title,
        "model.id": model.id,
        "model.edition": edition and _edition(edition),
        "model.authority": model.authority,
        "authority": model.authority,
        "review_cycle": model.review_cycle,
    }
    return {name: one_line(text) for name, text in values.items() if text}


def policy_title(model_title: str) -> str:
    """Say what the school's own policy is called.

    >>> policy_title("Model policy on staff use of social media")
    'Policy on staff use of social media'
    """
    title = re.sub(r"^model\s+", "", model_title.strip(), flags=re.IGNORECASE)
    return title[:1].upper() + title[1:]


def _edition(edition: str) -> str:
    return say_date(edition) if re.fullmatch(r"\d{4}(-\d\d){0,2}", edition) else edition


def _date(values: Mapping[str, str], name: str) -> str | None:
    return settle_date(values[name], name) if name in values else None


def _said_date(text: str, name: str, asked: bool) -> str:
    """Write a date out; what nobody asks for ("Autumn 2024") stands as the register has it."""
    try:
        return say_date(settle_date(text, name))
    except UsageError:
        if asked:
            raise
        return text


def _computed(adopted: str | None, values: Mapping[str, str]) -> str | None:
    cycle = values.get("review_cycle")
    return review_after(adopted, cycle) if adopted and cycle else None


def _computed_note(review: str, cycle: str) -> str:
    return f"the next review, {say_date(review)}, follows from the review cycle ({cycle}); check it"


def _doubts(adopted: str | None, review: str | None, today: date) -> Iterable[str]:
    due = months_of(review)[1] if review and " " in review else review  # a term by its last month
    if review and due and due < today.isoformat()[: len(due)]:
        yield f"the review date, {say_date(review)}, has passed already; give review_on"
    if adopted and review and due and due[: len(adopted)] < adopted[: len(due)]:
        yield f"the review date, {say_date(review)}, comes before adoption on {say_date(adopted)}"


def _assumed(values: Mapping[str, str], noun: str, given: Mapping[str, str]) -> Iterable[str]:
    """Point out the county's usual titles where the school is of a kind that has others."""
    names = [name for name in TITLES_OF_KIND.get(noun, ()) if name not in given]
    if names:
        stand, given_as = (
            " and ".join(words) for words in ([f"“{values[n]}”" for n in names], names)
        )
        one = len(names) == 1
        yield (
            f"{stand} {'stands' if one else 'stand'} in the draft for want of {given_as}; give "
            f"{'it' if one else 'them'} if the {noun} says otherwise"
        )


def cycle_is_plain(values: Mapping[str, str]) -> bool:
    """Tell whether a review date could be computed, were the adoption date known."""
    return cycle_months(values.get("review_cycle", "")) is not None


def nested(values: Mapping[str, str]) -> dict[str, Any]:
    """Nest dotted names for Jinja2. Where `head` and `head.name` are both given, the latter stands.

    >>> nested({"head.name": "Mrs Lee", "today": "5 May 2026"})
    {'head': {'name': 'Mrs Lee'}, 'today': '5 May 2026'}
    """
    tree: dict[str, Any] = {}
    for name, text in sorted(values.items()):
        *above, last = name.split(".")
        branch = tree
        for part in above:
            if not isinstance(branch.get(part), dict):
                branch[part] = {}
            branch = branch[part]
        branch[last] = text
    return tree
