"""One group of clauses → what stands in this year's policy, and why."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Literal

from toolkit.document import Clause
from toolkit.merge.groups import Group
from toolkit.merge.words import merge_words
from toolkit.language.words import fold, is_word, tokens

Outcome = Literal["county", "school", "merged", "conflict", "added", "dropped", "reinstated"]
Source = Literal["local", "revised"]


@dataclass(frozen=True, slots=True)
class Decision:
    """What became of one group.

    `clauses` are what stands in the new policy, from `source`; none where it was dropped. In a
    conflict they are the county's where it has any, else the school's, and `alternative` is the
    other side's text. `marked` asks the governors to look.
    """

    outcome: Outcome
    group: Group
    source: Source
    clauses: tuple[Clause, ...]
    reason: str
    alternative: str | None = None
    marked: bool = False


Localise = Callable[[Clause], str]


def text_of(clauses: tuple[Clause, ...]) -> str:
    """Return the clauses' texts, one line each."""
    return "\n".join(clause.text for clause in clauses)


def decide(group: Group, localise: Localise) -> Decision:
    """Settle one group. `localise` gives a county clause in the school's words."""
    if not group.base:
        return _without_base(group, localise)
    if not group.local:
        return _school_dropped(group, localise)
    if not group.revised:
        return _county_dropped(group)
    return _in_all_three(group, localise)


def _without_base(group: Group, localise: Localise) -> Decision:
    if not group.revised:
        return Decision("added", group, "local", group.local, "The school's own addition is kept.")
    county = _localised(group.revised, localise)
    if not group.local:
        return Decision("added", group, "revised", county, "New in the county's edition.")
    if _alike(text_of(county), text_of(group.local)):
        return Decision("school", group, "local", group.local, "Added by school and county alike.")
    return _conflict(group, county, "School and county both added a clause on this.")


def _school_dropped(group: Group, localise: Localise) -> Decision:
    if not group.revised:
        return Decision(
            "dropped", group, "revised", (), "Left out by the school and by the county."
        )
    county = _localised(group.revised, localise)
    if all(clause.permission != "verbatim" for clause in group.revised):
        reason = "Optional, and the school chose last time to leave it out."
        return Decision("dropped", group, "revised", (), reason, text_of(county))
    changed = not same_words(text_of(group.base), text_of(group.revised))
    reason = "The school left this out, but the county's policy requires it"
    reason += ", and its wording has changed since." if changed else "."
    return Decision("reinstated", group, "revised", county, reason, marked=True)


def _county_dropped(group: Group) -> Decision:
    if not _school_changed(group):
        reason = "Withdrawn by the county; the school had not changed it."
        return Decision("dropped", group, "local", (), reason, text_of(group.local))
    reason = "The county has withdrawn this clause, but the school had changed it."
    return Decision("conflict", group, "local", group.local, reason, "", marked=True)


def _in_all_three(group: Group, localise: Localise) -> Decision:
    county = _localised(group.revised, localise)
    school_changed, county_changed = _school_changed(group), _county_changed(group)
    if not county_changed:
        outcome: Outcome = "school" if school_changed else "county"
        reason = "The school's own wording is kept." if school_changed else "Unchanged."
        return Decision(outcome, group, "local", group.local, reason)
    if not school_changed:
        return Decision("county", group, "revised", county, "Updated to the county's new wording.")
    if same_words(text_of(county), text_of(group.local)):
        return Decision(
            "county", group, "local", group.local, "Changed alike by school and county."
        )
    if merged := _merged(group, county, localise):
        reason = "The school's wording is kept, with the county's change made in it."
        return Decision("merged", group, "revised", merged, reason)
    return _conflict(group, county, "School and county changed this clause differently.")


def _merged(group: Group, county: tuple[Clause, ...], localise: Localise) -> tuple[Clause, ...]:
    if not (len(group.base) == len(group.local) == len(county) == 1):
        return ()
    text = merge_words(localise(group.base[0]), group.local[0].text, county[0].text)
    return (replace(county[0], text=text, places=()),) if text else ()


def _conflict(group: Group, county: tuple[Clause, ...], reason: str) -> Decision:
    return Decision("conflict", group, "revised", county, reason, text_of(group.local), marked=True)


def _localised(clauses: tuple[Clause, ...], localise: Localise) -> tuple[Clause, ...]:
    return tuple(replace(clause, text=localise(clause), places=()) for clause in clauses)


def _school_changed(group: Group) -> bool:
    """Judge by the verdicts, which know what is localised and what only looks different."""
    return any(
        verdict.kind in {"modified", "editorial", "added", "missing"} for verdict in group.school
    )


def _county_changed(group: Group) -> bool:
    return not same_words(text_of(group.base), text_of(group.revised))


def same_words(one: str, other: str) -> bool:
    """Tell whether two texts have the same words, punctuation and case aside."""
    return _words(one) == _words(other)


def _words(text: str) -> list[str]:
    return [fold(token) for token in tokens(text) if is_word(token)]


def _alike(one: str, other: str) -> bool:
    return same_words(one, other)
