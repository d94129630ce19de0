"""What somebody should look at before the new policy is published, in sentences."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from toolkit.document import Clause
from toolkit.drafting.dates import say_date
from toolkit.language.gaps import find_places
from toolkit.localise.wording import states_adoption
from toolkit.refreshing.policy import Refreshed, renewal_for
from toolkit.refreshing.renewal import DATES_LEFT, left_behind
from toolkit.structure.dates import find_dates

OPENING = "[{<«("  # A gap in words; a line to write on may be part of a form.


def warnings(result: Refreshed) -> list[str]:
    """Say what to look at; of last year's cover and margins only where they are taken over."""
    return [
        *_old_dates(result),
        *_signed(result),
        *_contents(result),
        *(
            f"{where} refers to {number}, which is no longer in the policy."
            for where, number in result.merged.dangling
        ),
        *_flat_lists(result),
        *_open_places(result),
        *_of_the_file(result),
        *_same_edition(result),
    ]


def _in_own_look(result: Refreshed) -> bool:
    return result.local.format == "docx"


def _aside(result: Refreshed, *kinds: str) -> Iterator[str]:
    """Give what stands outside the clauses of last year's file and is taken over with it."""
    if _in_own_look(result):
        yield from (each.text for each in result.local.set_aside if each.kind in kinds)


def _old_dates(result: Refreshed) -> Iterator[str]:
    dates = result.dates
    body = [kept.clause.text for kept in result.merged.kept]
    own = _dates_in((*filter(states_adoption, body), *_aside(result, "front_matter", "signature")))
    # "The Act of 2022" is not when the policy was adopted; a day that fits is.
    said = own | {date for date in _dates_in(body) if date and len(date) == len("2026-11-05")}
    left = [
        (what, old, option)
        for what, old, new, option in (
            ("date of adoption", dates.old_adopted, dates.adopted, "--adopted-on"),
            ("review date", dates.old_review, dates.review, "--review-on"),
        )
        if old and not new and old in said
    ]
    for what, old, option in left:
        yield (
            f"The text still gives last year's {what}, {say_date(old)}; say the new with {option}."
        )
    yield from _left_behind(result)


def _left_behind(result: Refreshed) -> Iterator[str]:
    """Name what the cover and the pages' edges still state of last year."""
    renewal = renewal_for(result)
    for where, kinds in (
        ("header or footer", ("running_header", "running_footer")),
        ("cover", ("front_matter",)),
    ):
        left = (each for text in _aside(result, *kinds) for each in left_behind(text, renewal))
        for what in dict.fromkeys(left):
            if what == DATES_LEFT and where != "cover":
                yield f"The {where} still gives {what}; change it in Word."
            elif what != DATES_LEFT:
                yield f"The {where} still says {what}; if that is another now, change it in Word."


def _dates_in(texts: Iterable[str]) -> set[str | None]:
    return {date for text in texts for date in find_dates(text)}


def _signed(result: Refreshed) -> Iterator[str]:
    """Name who signed last year where the name still stands behind "Signed"."""
    shown = " ".join(_aside(result, "signature"))
    names = [name for name in result.local.metadata.signatories if name in shown]
    if names:
        yield f"The signature of last year still stands ({', '.join(names)}); have it signed anew."


def _contents(result: Refreshed) -> Iterator[str]:
    """Tell that a contents list was taken over as it was, where the headings have changed."""
    if not any(_aside(result, "contents")):
        return
    kept = [(k.clause.label, k.clause.text) for k in result.merged.kept if _is_heading(k.clause)]
    if kept != [(c.label, c.text) for c in result.local.clauses if _is_heading(c)]:
        yield "The contents list is last year's; bring it up to date in Word (Update Field)."


def _is_heading(clause: Clause) -> bool:
    return clause.kind == "heading"


def _flat_lists(result: Refreshed) -> Iterator[str]:
    for decision in result.merged.decisions:
        if decision.outcome == "added" and decision.marked:
            reason = decision.reason[:1].lower() + decision.reason[1:]
            yield f"“{decision.clauses[0].text}”: {reason}"


def _open_places(result: Refreshed) -> Iterator[str]:
    asked = result.merged.open_places
    yield from (f"The county asks for “{name}”, which is not filled in." for name in asked)
    known = {_asked(name) for name in asked}
    for kept in result.merged.kept:
        text = kept.clause.text
        for place in find_places(text):
            said = text[place.start : place.end]
            if said[0] in OPENING and _asked(said) not in known:
                known.add(_asked(said))
                yield f"“{said}” is not filled in ({kept.clause.label or 'in the text'})."


def _asked(said: str) -> str:
    """Fold what a place asks for: "dsl.name" is printed "[dsl name]"."""
    return " ".join(re.findall(r"\w+", said.replace("_", " ").casefold()))


def _of_the_file(result: Refreshed) -> Iterator[str]:
    """Pass on what was told of last year's file, and what of it a new document leaves out."""
    local = result.local
    for told in local.warnings:
        still = "; they stand in the new policy too: accept or reject them in Word" * (
            "tracked changes" in told and _in_own_look(result)
        )
        yield f"{local.source}: {told}{still}."
    if not _in_own_look(result):
        for each in local.not_compared:
            where = f" on page {each.page}" if each.page else ""
            yield f"{local.source}: {each.what}{where} is not taken over ({each.why})."


def _same_edition(result: Refreshed) -> Iterator[str]:
    if result.base.document.sha256 == result.revised.document.sha256:
        yield "The policy follows this edition already; only what differs from it is told."
