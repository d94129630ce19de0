"""(model, school) → Draft: the model's text in the school's own words, nothing left to fill in."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from toolkit.drafting.filling import asked_for, fill
from toolkit.drafting.gaps import left_open
from toolkit.drafting.missing import require
from toolkit.drafting.optional import leave_out
from toolkit.drafting.parts import Part, Signature
from toolkit.drafting.sandbox import Use
from toolkit.drafting.values import settle
from toolkit.drafting.wording import Change, reword
from toolkit.language.gaps import GAP
from toolkit.library import ModelPolicy
from toolkit.schools import School
from toolkit.schools.school import one_line

MOST_GAPS, LONGEST_GAP = 20, 80  # gaps that are told, and characters of each
MOST_PLACES = 3  # of one gap


@dataclass(frozen=True, slots=True)
class Draft:
    """A policy ready to be laid out.

    `values` are by dotted name, as printed. `adopted_on` and `review_on` are reduced ISO dates.
    `changes` list every noun and title that was replaced, and every one that was left and why.
    `left_out` names the optional clauses that the school does without.
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
    left_out: tuple[str, ...] = ()
    review_is_computed: bool = False


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
    without: Sequence[str] = (),
) -> Draft:
    """Draft the school's policy from the model.

    `values` are what the user gives by dotted name, before what the school's own data say.
    `without` names optional clauses to leave out, by number; the others keep theirs. A line with
    the school's name alone is left to the cover.
    Raises MissingValuesError that lists every value that is missing, where, and how to give it.
    """
    given = values or {}
    school = replace(
        school,
        name=one_line(given.get("school.name", "")) or school.name,
        noun=one_line(given.get("school.noun", "")).lower() or school.noun,
    )
    asked = (*asked_for(model), *COVER)
    settled = settle(model, school, given, today, [use.name for use, _ in asked])
    parts, left_out = _filled(model, settled.values, asked, without)
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
        warnings=(*settled.warnings, *_left_open(model, settled.values), *_guidance(body)),
        left_out=left_out,
        review_is_computed=settled.review_is_computed,
    )


def _filled(
    model: ModelPolicy,
    values: Mapping[str, str],
    asked: Sequence[tuple[Use, str]],
    without: Sequence[str],
) -> tuple[tuple[Part, ...], tuple[str, ...]]:
    """Fill the model in, less what is left out; a value that only that asks for may be missing."""
    lacking = {use.name for use, _ in asked if use.required and use.name not in values}
    if not without:
        require(model.name, values, asked)
    stand_ins = {name: f"\ue0f8{place}\ue0f9" for place, name in enumerate(sorted(lacking))}
    parts, left_out = leave_out(fill(model, {**values, **stand_ins}), without)
    text = "".join(map(_whole_text, parts))
    covered = {use.name for use, _ in COVER}
    excused = {name for name, sign in stand_ins.items() if sign not in text} - covered
    require(model.name, values, [(use, where) for use, where in asked if use.name not in excused])
    return parts, left_out


def _left_open(model: ModelPolicy, values: Mapping[str, str]) -> Iterator[str]:
    """Say which gaps stay as the model prints them, each once, and how it can be filled."""
    gaps: dict[tuple[str, str], list[str]] = {}
    for where, printed, name in left_open(model, values):
        gaps.setdefault((one_line(printed), name), []).append(where)
    for (printed, name), places in list(gaps.items())[:MOST_GAPS]:
        said = printed if len(printed) <= LONGEST_GAP else f"{printed[:LONGEST_GAP]}…"
        if name == GAP:
            where = "" if printed.startswith(places[0]) else f" ({_places(places)})"
            yield f"a gap was left, to fill in by hand: “{said}”{where}"
        else:
            yield f'“{said}” was left to fill in ({_places(places)}); give --set {name}="…"'
    if len(gaps) > MOST_GAPS:
        yield f"so were {len(gaps) - MOST_GAPS} more gaps"


# "[Guidance note: delete this box before adoption.]"
_TO_SCHOOLS = re.compile(
    r"[\[({] \s* (?: guidance | notes? \s (?: to | for ) | drafting \s note | instructions?"
    r" | delete | this \s (?: box | note | section ) ) \b .{10,} [\])}] \W*",
    re.IGNORECASE | re.VERBOSE | re.DOTALL,
)


def _guidance(parts: Sequence[Part]) -> Iterator[str]:
    """Name paragraphs in brackets that speak to whoever adopts the model."""
    for part in parts:
        if _TO_SCHOOLS.fullmatch(part.text):
            said = part.text[:LONGEST_GAP].rstrip("])}")
            yield f"“{said}…” speaks to whoever adopts the model; take it out once it is followed"


def _places(places: Sequence[str]) -> str:
    unlike = list(dict.fromkeys(places))
    more = len(unlike) - MOST_PLACES
    return "; ".join(unlike[:MOST_PLACES]) + (f"; and {more} more" if more > 0 else "")


def _whole_text(part: Part) -> str:
    cells = (" ".join(cell) for row in part.rows for cell in row)
    return " ".join((part.label, part.text, *cells))


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
