"""One group of clauses → what stands in this year's policy, and why."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from typing import Literal

from toolkit.document import Clause
from toolkit.merge.duty import Duty
from toolkit.merge.groups import Group
from toolkit.merge.wording import (
    MIN_APART,
    merge_row,
    merge_words,
    same_figures,
    same_print,
    same_words,
)

Outcome = Literal["county", "school", "merged", "conflict", "added", "dropped", "reinstated"]
Source = Literal["local", "revised"]
Asked = Callable[[Clause], Duty]
Alike = Callable[[str, str], bool]


@dataclass(frozen=True, slots=True)
class Decision:
    """What became of one group.

    `clauses` are what stands in the new policy, from `source`; none where it was dropped. In a
    conflict they are the county's where it has any, else the school's, and `alternative` is the
    other side's text: "" where the other side has withdrawn the clause. `marked` asks the governors
    to look.
    """

    outcome: Outcome
    group: Group
    source: Source
    clauses: tuple[Clause, ...]
    reason: str
    alternative: str | None = None
    marked: bool = False


def text_of(clauses: Iterable[Clause]) -> str:
    """Return the clauses' texts, one line each."""
    return "\n".join(clause.text for clause in clauses)


def decide(group: Group, asked: Asked, alike: Alike = same_words) -> Decision:
    """Settle one group, whose county clauses are in the school's words already.

    `asked` says how strongly the county asks for a clause of its new edition; `alike` whether two
    texts differ by no more than the school's usual words.
    """
    if not group.base:
        return _without_base(group, alike)
    if not group.local:
        return _school_dropped(group, asked)
    if not group.revised:
        return _county_dropped(group, alike)
    return _in_all_three(group, alike)


def _without_base(group: Group, alike: Alike) -> Decision:
    if not group.revised:
        return Decision("added", group, "local", group.local, "The school's own addition is kept.")
    if not group.local:
        return Decision("added", group, "revised", group.revised, "New in the county's edition.")
    if alike(text_of(group.revised), text_of(group.local)):
        return Decision("added", group, "local", group.local, "Added by school and county alike.")
    return _conflict(group, "School and county have both added a clause on this.")


# --- left out on one side -----------------------------------------------------------------------


def _school_dropped(group: Group, asked: Asked) -> Decision:
    if not group.revised:
        return Decision("dropped", group, "revised", (), "Left out by the school and the county.")
    duties = {asked(clause) for clause in group.revised if clause.kind != "heading"} or {"free"}
    changed = not same_words(text_of(group.base), text_of(group.revised))
    since = ", and its wording has changed since" if changed else ""
    was_free = all(clause.permission != "verbatim" for clause in group.base)
    is_free = all(clause.permission != "verbatim" for clause in group.revised)
    if "required" in duties or (was_free and not is_free):
        reason = f"The school left this out, but the county requires it{since}: it is put back."
        return Decision("reinstated", group, "revised", group.revised, reason, marked=True)
    if "advised" in duties:
        reason = (
            f"The school left this out; the county advises it{since}: it is put back to decide on."
        )
        return Decision("reinstated", group, "revised", group.revised, reason, marked=True)
    reason = f"The county does not require this, and the school chose to leave it out{since}."
    return Decision("dropped", group, "revised", (), reason, text_of(group.revised))


def _county_dropped(group: Group, alike: Alike) -> Decision:
    if not _school_changed(group, alike):
        reason = "Withdrawn by the county; the school had not changed it."
        return Decision("dropped", group, "local", (), reason, text_of(group.local))
    reason = "The county has withdrawn this clause, but the school had changed it."
    return Decision("conflict", group, "local", group.local, reason, "", marked=True)


# --- in all three -------------------------------------------------------------------------------


def _in_all_three(group: Group, alike: Alike) -> Decision:
    base, local, revised = map(text_of, (group.base, group.local, group.revised))
    school_changed = _school_changed(group, alike)
    if same_print(base, revised) or alike(local, revised):
        return _as_it_is(group, school_changed, same_words(base, revised))
    if not school_changed:
        return _updated(group, base, local, revised)
    if merged := _merged(group, base, local, revised):
        if same_words(text_of(merged), local):
            return _as_it_is(group, True, True)
        reason = "The school's wording is kept, and the county's change made in it."
        return Decision("merged", group, _shaped_by(group), merged, reason)
    if same_words(base, revised):
        return _as_it_is(group, True, True)
    return _conflict(group, "School and county have both changed this clause.")


def _as_it_is(group: Group, school_changed: bool, county_same: bool) -> Decision:
    if not county_same:
        reason = "School and county have made the same change."
        return Decision("county", group, "local", group.local, reason)
    if school_changed:
        reason = "The school's own wording is kept; the county has not changed the clause."
        return Decision("school", group, "local", group.local, reason)
    return Decision("county", group, "local", group.local, "Unchanged.")


def _updated(group: Group, base: str, local: str, revised: str) -> Decision:
    """Take the county's new wording, in the manner in which the school had written the old."""
    reason = "Updated to the county's new wording."
    if not same_print(base, local) and (merged := _merged(group, base, local, revised, apart=0)):
        return Decision("county", group, _shaped_by(group), merged, reason)
    return Decision("county", group, "revised", group.revised, reason)


def _merged(
    group: Group, base: str, local: str, revised: str, apart: int = MIN_APART
) -> tuple[Clause, ...]:
    """Merge the texts with their breaks into clauses, and give the result its clauses back."""
    is_row = all(c.kind == "table_row" for c in (*group.base, *group.local, *group.revised))
    text = (merge_row(base, local, revised) if is_row else None) or merge_words(
        base, local, revised, apart=apart
    )
    if not text:
        return ()
    source = group.local if _shaped_by(group) == "local" else group.revised
    parts = text.split("\n")
    if len(parts) != len(source) or not all(part.strip() for part in parts):
        return ()
    return tuple(replace(c, text=part.strip()) for c, part in zip(source, parts, strict=True))


def _shaped_by(group: Group) -> Source:
    """Say whose division into clauses holds: the school's, unless only the county changed it."""
    return "revised" if len(group.local) == len(group.base) else "local"


def _conflict(group: Group, reason: str) -> Decision:
    local = text_of(group.local)
    return Decision("conflict", group, "revised", group.revised, reason, local, marked=True)


def _school_changed(group: Group, alike: Alike) -> bool:
    """Judge by the words, and where they differ by the verdict, which knows more of wording.

    A verdict of "localised" takes whatever stands in a marked place for its value; what is left
    beside the value is the school's own.
    """
    base, local = text_of(group.base), text_of(group.local)
    if alike(base, local):
        return False
    told = any(v.kind not in ("localised", "unchanged") or v.marked_place for v in group.school)
    return told or not same_figures(base, local)
