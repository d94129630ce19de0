"""(model, school) → Draft: the model's text in the school's own words, nothing left to fill in."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from toolkit.drafting.filling import asked_for, fill
from toolkit.drafting.parts import Part, Signature
from toolkit.drafting.sandbox import Use
from toolkit.drafting.values import cycle_is_plain, settle
from toolkit.drafting.wording import Change, reword
from toolkit.errors import UsageError
from toolkit.library import ModelPolicy
from toolkit.schools import School
from toolkit.schools.school import one_line


@dataclass(frozen=True, slots=True)
class Draft:
    """A policy ready to be laid out.

    `values` are by dotted name, as printed. `adopted_on` and `review_on` are reduced ISO dates.
    `changes` list every noun and title that was replaced, and every one that was left and why.
    """

    model: ModelPolicy
    school: School
    values: Mapping[str, str]
    parts: tuple[Part, ...]
    signatures: tuple[Signature, ...]
    adopted_on: str
    review_on: str
    changes: tuple[Change, ...] = ()
    warnings: tuple[str, ...] = ()


# Every policy says when it was adopted and when it is due again, whatever its model says.
COVER = tuple(
    (Use(name, required=True, line=0), "the cover") for name in ("adopted_on", "review_on")
)


def draft(
    model: ModelPolicy,
    school: School,
    values: Mapping[str, str] | None = None,
    *,
    today: date,
) -> Draft:
    """Draft the school's policy from the model.

    `values` are what the user gives by dotted name, before what the school's own data say.
    A line with the school's name alone is left to the cover.
    Raises UsageError that lists every value that is missing, where, and how to give it.
    """
    given = values or {}
    school = replace(
        school,
        name=one_line(given.get("school.name", "")) or school.name,
        noun=one_line(given.get("school.noun", "")).lower() or school.noun,
    )
    asked = (*asked_for(model), *COVER)
    settled = settle(model, school, given, today, [use.name for use, _ in asked])
    require(model.name, settled.values, asked)
    parts = fill(model, settled.values)
    end = _signing_from(parts)
    reworded, changes = reword(parts, settled.values)
    body, signatures = _signatures(reworded, end, settled.values)
    return Draft(
        model=model,
        school=school,
        values=_with_adoption(settled.values, body),
        parts=tuple(part for part in body if not (part.front and part.text == school.name)),
        signatures=signatures,
        adopted_on=settled.adopted_on or "",
        review_on=settled.review_on or "",
        changes=changes,
        warnings=settled.warnings,
    )


# --- values that are missing --------------------------------------------------------------------


def require(name: str, values: Mapping[str, str], asked: Iterable[tuple[Use, str]]) -> None:
    """Raise one UsageError for all values that are asked for and not there, with their places."""
    missing: dict[str, list[str]] = {}
    for use, where in asked:
        if use.required and use.name not in values:
            places = missing.setdefault(use.name, [])
            if where not in places:
                places.append(where)
    if missing:
        raise UsageError(_missing(name, missing, values))


def _missing(name: str, missing: Mapping[str, Sequence[str]], values: Mapping[str, str]) -> str:
    listed = "\n".join(
        f"  {value} ({'; '.join(places)}): {_how_to_give(value, values)}"
        for value, places in missing.items()
    )
    many = "values are" if len(missing) > 1 else "value is"
    return f"{name}: {len(missing)} {many} missing; nothing was drafted\n{listed}"


def _how_to_give(value: str, values: Mapping[str, str]) -> str:
    table, _, key = value.rpartition(".")
    line = f'[{table}] {key} = "…"' if table else f'{key} = "…"'
    if value == "review_on" and "adopted_on" not in values and cycle_is_plain(values):
        return "follows from adopted_on and the review cycle"
    if value in {"adopted_on", "review_on"}:
        line = f"{value} = 2026-11-05"
        return f"give --set {value}=2026-11-05, or {line} in the school's TOML file"
    return (
        f'give --set {value}="…", or {line} in the school\'s TOML file, '
        f"or a column {value.replace('.', '_')} in the register"
    )


# --- adoption and signatures --------------------------------------------------------------------


ADOPTED = re.compile(
    r"""\b adopted \b .{0,80} \b (?: policy | code | procedure ) \b
      | \b (?: policy | code | procedure ) \b .{0,40} \b adopted \b""",
    re.IGNORECASE | re.VERBOSE,
)


def _with_adoption(values: Mapping[str, str], parts: Sequence[Part]) -> Mapping[str, str]:
    """Add the sentence of adoption for the cover, where the policy's own text has none.

    A sentence of adoption names the day, so that "newly adopted policies" is none.
    """
    if any(ADOPTED.search(part.text) and values["adopted_on"] in part.text for part in parts):
        return values
    if any(part.front and values["adopted_on"] in part.text for part in parts):
        return values
    body = _without_the(values["governing_body.name"])
    sentence = (
        f"The {body} of {values['school.name']} adopted this policy on {values['adopted_on']}. "
        f"It will be reviewed by {values['review_on']}."
    )
    return {**values, "adoption": sentence}


def _without_the(title: str) -> str:
    return title[4:] if title.lower().startswith("the ") else title


# "Signed on behalf of the governing body: Mr B Roe, chair of governors", "Headteacher: Mrs A Lee"
SIGNED = re.compile(
    r"""(?P<role> (?: Signed | Head\ ?teacher | Principal | (?: Co- )? Chair | Clerk | Executive )
        \b [^:.]{0,60} ) : \s* (?P<name> [^:]{0,160} )""",
    re.IGNORECASE | re.VERBOSE,
)


def _signing_from(parts: Sequence[Part]) -> int:
    """Find where the model's own lines for signatures begin, at its end; its length where none."""
    end = len(parts)
    while end and parts[end - 1].kind == "paragraph" and SIGNED.fullmatch(parts[end - 1].text):
        end -= 1
    return end


def _signatures(
    parts: Sequence[Part], end: int, values: Mapping[str, str]
) -> tuple[tuple[Part, ...], tuple[Signature, ...]]:
    """Take the lines for signatures off the end; where there are none, chair and head sign.

    A model that leaves its lines blank keeps them, as a form of its own.
    """
    halves = [part.text.partition(":") for part in parts[end:]]
    own = tuple(Signature(role.strip(), name.strip()) for role, _, name in halves)
    if any(not signature.name for signature in own):
        return tuple(parts), _chair_and_head(values)
    return tuple(parts[:end]), own or _chair_and_head(values)


def _chair_and_head(values: Mapping[str, str]) -> tuple[Signature, ...]:
    return tuple(
        Signature(values[f"{post}.title"], values.get(f"{post}.name", ""))
        for post in ("chair", "head")
    )


# --- the log ------------------------------------------------------------------------------------


def change_log(drafted: Draft) -> str:
    """Write out the values used and every word replaced or kept, for a clerk to look through."""
    values = [f"{name}: {text}" for name, text in sorted(drafted.values.items())]
    replaced = Counter((c.old, c.new) for c in drafted.changes if c.new is not None)
    kept = [c for c in drafted.changes if c.new is None]
    lines = [
        f"Draft from {drafted.model.name} for {drafted.school.name}",
        *(f"Please look: {warning}" for warning in drafted.warnings),
        "",
        f"Words replaced ({sum(replaced.values())})",
        *(f"  {old} → {new} ({count})" for (old, new), count in replaced.most_common()),
        "",
        "Where",
        *(f"  {c.where}: {c.old} → {c.new}" for c in drafted.changes if c.new is not None),
        "",
        f"Words left as they are ({len(kept)})",
        *(f"  {c.where}: {c.old} ({c.why})" for c in kept),
        "",
        "Values",
        *(f"  {line}" for line in values),
    ]
    return "\n".join(lines) + "\n"
