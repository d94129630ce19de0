"""The answer to "how does this school's policy stand?", in one plain sentence."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from toolkit.classify import Verdict
from toolkit.comparison.result import Comparison, is_harmless
from toolkit.comparison.review import is_overdue
from toolkit.document import NotCompared
from toolkit.library import ModelPolicy
from toolkit.report import words
from toolkit.report.inert import one_line

# What a material change did, by the code of its first reason (docs/findings.md).
CHANGES: dict[str, tuple[str, str]] = {
    "NEG001": ("requirement reversed", "requirements reversed"),
    "NEG002": ("requirement reversed", "requirements reversed"),
    "OPP001": ("requirement reversed", "requirements reversed"),
    "OBL001": ("duty weakened", "duties weakened"),
    "OBL002": ("duty made stricter", "duties made stricter"),
    "OBL003": ("duty taken out", "duties taken out"),
    "OBL004": ("duty put in", "duties put in"),
    "ACT001": ("responsibility given to somebody else", "responsibilities given to somebody else"),
    "ACT002": ("responsibility turned round", "responsibilities turned round"),
    "SCO001": ("clause narrowed", "clauses narrowed"),
    "SCO002": ("clause widened", "clauses widened"),
    "NUM001": ("time limit changed", "time limits changed"),
    "NUM002": ("frequency changed", "frequencies changed"),
    "NUM003": ("age changed", "ages changed"),
    "NUM004": ("number changed", "numbers changed"),
    "NUM005": ("date changed", "dates changed"),
    "EXC001": ("exception taken out", "exceptions taken out"),
    "EXC002": ("exception put in", "exceptions put in"),
    "CON001": ("consequence taken out", "consequences taken out"),
    "CON002": ("consequence put in", "consequences put in"),
}
ACCEPTED = "ACC001"
OTHER_CHANGE = ("requirement changed", "requirements changed")
# More kinds of change than this make no plain sentence.
MOST_CHANGES = 3


def answer(comparison: Comparison, today: str | None = None) -> str:
    """Say in one sentence what was adopted, what deviates, and whether review is overdue."""
    tails = (
        _accepted(comparison),
        _outdated(comparison),
        _overdue(comparison, today),
        _unread(comparison),
    )
    verdict = f"{lead(comparison)}: {_deviations(comparison)}"
    if is_based_on_none(comparison) and comparison.adopted.clauses:
        verdict = _nearest(comparison)
    return words.sentence("; ".join(part for part in (verdict, *tails) if part))


def is_based_on_none(comparison: Comparison) -> bool:
    """Tell a policy that is compared with the nearest model because it was adopted from none."""
    return comparison.edition is not None and comparison.edition.adopted is None


def _nearest(comparison: Comparison) -> str:
    """Say what stands in for a model; how many of its requirements are missing says nothing."""
    model, shared = comparison.model, words.percentage(comparison.summary.coverage)
    edition = f"the {words.edition(model.edition)} of " if model.edition else ""
    nearest = f"{edition}“{one_line(model.title)}”"
    return (
        f"Based on no model policy that is held; the nearest is {nearest}, {shared} of whose "
        "words have a counterpart here, so that what differs says little"
    )


def lead(comparison: Comparison) -> str:
    """Name what the policy was compared with, and whether it was adopted from it."""
    found, model = comparison.edition, comparison.model
    if is_based_on_none(comparison):
        return f"Based on no model policy that is held; compared with {_named(model)}"
    if found and found.adopted and found.adopted.name == model.name and model.edition:
        return f"Adopted from the {words.edition(model.edition)}"
    return f"Compared with {_named(model)}"


def _named(model: ModelPolicy) -> str:
    if model.edition:
        return f"the {words.edition(model.edition)}"
    return one_line(model.title if model.id else model.document.source)


def deviations(comparison: Comparison) -> tuple[Verdict, ...]:
    """Return what deviates: missing, modified or added, other than where the model permits it."""
    kinds = {"missing", "modified", "added"}
    return tuple(v for v in comparison.verdicts if v.kind in kinds and not words.permitted(v))


def unread(comparison: Comparison) -> tuple[NotCompared, ...]:
    """Return everything that was not compared, on either side, each once."""
    sides = (comparison.not_compared, comparison.adopted.not_compared)
    return tuple(dict.fromkeys(entry for side in sides for entry in side))


def _deviations(comparison: Comparison) -> str:
    if not comparison.adopted.clauses:
        return "no policy text was found in it"
    found = deviations(comparison)
    if found:
        return words.listed([*_missing(found), *_modified(found), *_added(found)])
    if any(not is_harmless(entry) for entry in unread(comparison)):
        return "nothing deviates in what could be read"
    return "no deviations"


def _missing(found: Sequence[Verdict]) -> Iterator[str]:
    missing = [v for v in found if v.kind == "missing"]
    material = sum(v.material for v in missing)
    headings = sum(not v.material and is_heading(v) for v in missing)
    if material:
        yield words.count(material, "requirement") + " missing"
    if others := len(missing) - material - headings:
        yield words.count(others, "other clause" if material else "clause") + " missing"
    if headings and headings == len(missing):
        yield words.count(headings, "heading") + " missing"


def is_heading(verdict: Verdict) -> bool:
    """Tell a verdict on nothing but headings of the model."""
    return all(clause.kind == "heading" for clause in verdict.match.model)


def _modified(found: Sequence[Verdict]) -> Iterator[str]:
    modified = [v for v in found if v.kind == "modified"]
    changes = Counter(_change(v) for v in modified if v.material)
    yield from _changes(changes)
    if others := len(modified) - sum(changes.values()):
        noun = "other clause" if changes else "clause"
        yield words.count(others, noun) + " reworded without material effect"


def _changes(changes: Counter[tuple[str, str]]) -> Iterator[str]:
    named = [change for change, _ in changes.most_common() if change != OTHER_CHANGE]
    for change in named[:MOST_CHANGES]:
        yield words.count(changes[change], *change)
    if rest := changes[OTHER_CHANGE] + sum(changes[change] for change in named[MOST_CHANGES:]):
        one, many = (f"other {word}" if named else word for word in OTHER_CHANGE)
        yield words.count(rest, one, many)


def _change(verdict: Verdict) -> tuple[str, str]:
    codes = (reason.code for reason in verdict.reasons)
    return next((CHANGES[code] for code in codes if code in CHANGES), OTHER_CHANGE)


def _added(found: Sequence[Verdict]) -> Iterator[str]:
    added = [v for v in found if v.kind == "added"]
    material = sum(v.material for v in added)
    if material:
        yield words.count(material, "material clause") + " added by the school"
    if others := len(added) - material:
        yield words.count(others, "other clause" if material else "clause") + (
            " added" if material else " added by the school"
        )


def _accepted(comparison: Comparison) -> str:
    """Say how many of what deviates the county has accepted."""
    codes = (reason.code for verdict in comparison.verdicts for reason in verdict.reasons)
    number = sum(code == ACCEPTED for code in codes)
    return words.count(number, "local variation") + " accepted by the county" if number else ""


def _unread(comparison: Comparison) -> str:
    found = unread(comparison)
    if not found or not comparison.adopted.clauses:
        return ""
    kinds = Counter(one_line(entry.what) for entry in found)
    what = words.listed(words.count(times, kind) for kind, times in kinds.items())
    return f"{what} could not be compared"


def _outdated(comparison: Comparison) -> str:
    latest, model = comparison.latest, comparison.model
    if latest is None or latest.name == model.name or is_based_on_none(comparison):
        return ""
    return f"the {words.edition(latest.edition)} is not yet adopted"


def _overdue(comparison: Comparison, today: str | None) -> str:
    due = comparison.adopted.metadata.review_on
    return f"review overdue since {words.date(due)}" if due and is_overdue(due, today) else ""
