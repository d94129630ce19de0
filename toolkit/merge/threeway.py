"""The merge itself: compare, tie together, decide, order, number, and mend the references."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from toolkit.align import Match, align
from toolkit.classify import Verdict, classify
from toolkit.document import Clause, Document
from toolkit.library import Adoption
from toolkit.localise import Wording, learn
from toolkit.merge.decide import Decision, decide
from toolkit.merge.duty import duty_of
from toolkit.merge.groups import Group, group
from toolkit.merge.labels import Standing, renumber
from toolkit.merge.leads import with_flat_lists, with_headings, with_leads
from toolkit.merge.localising import SchoolWords, in_school_words, learn_words
from toolkit.merge.order import arrange, level_offset
from toolkit.merge.targets import Numbers, Targets, find_targets, hold_references, numbers_for
from toolkit.merge.twins import twins_of
from toolkit.merge.wording import same_sense


@dataclass(frozen=True, slots=True)
class Kept:
    """One clause of this year's policy: what it says and is called, and where it comes from.

    `clause` has its new label and text; `local` is the school's clause that it stands in place of,
    `revised` the county's.
    """

    clause: Clause
    local: Clause | None
    revised: Clause | None
    decision: Decision


@dataclass(frozen=True, slots=True)
class Merged:
    """This year's policy and how it came about.

    `decisions` are in the order of the new policy, those on what was dropped where it would have
    stood. `dangling` are (label or first words of a clause, the number it refers to).
    `open_places` are the county's marked places that nobody has filled in, by name.
    """

    decisions: tuple[Decision, ...]
    kept: tuple[Kept, ...]
    school: tuple[Verdict, ...]
    county: tuple[Match, ...]
    wording: Wording
    dangling: tuple[tuple[str, str], ...] = ()
    open_places: tuple[str, ...] = ()


def _as_decided(decision: Decision) -> Decision:
    return decision


def merge(
    base: Document,
    local: Document,
    revised: Document,
    *,
    adoption: Adoption = "adapt",
    values: Mapping[str, str] | None = None,
    choose: Callable[[Decision], Decision] = _as_decided,
) -> Merged:
    """Decide every clause of the three once, and lay out the new policy's clauses.

    `adoption` is the new edition's regime. `values` fill marked places, by name. `choose` lets the
    governors' answers to open questions go before what was decided.
    """
    matches = align(base, local)
    wording = learn(base, local, matches)
    school = classify(matches, wording, adoption)
    county = align(base, revised)
    words = learn_words(matches, wording, local, values or {})
    olds, news, unfilled = _county_texts(base, revised, words, county)
    twins = tuple(twins_of(local, news, matches, county))
    targets = find_targets(group(olds, local, news, school, county, twins))
    held = (
        hold_references(olds, base, targets.base),
        hold_references(local, local, targets.local),
        hold_references(news, revised, targets.revised),
    )
    groups = group(*held, school, county, twins)
    decided = _decided(groups, revised, lambda a, b: same_sense(a, b, wording), choose)
    decided = with_flat_lists(with_headings(decided, local), revised)
    laid = _laid_out(arrange(decided, local, revised), targets, local, revised)
    places = tuple(dict.fromkeys(_open_places(laid.kept, unfilled)))
    return Merged(laid.decisions, laid.kept, school, county, wording, laid.dangling, places)


@dataclass(frozen=True, slots=True)
class _Laid:
    decisions: tuple[Decision, ...]
    kept: tuple[Kept, ...]
    dangling: tuple[tuple[str, str], ...]


def _laid_out(
    ordered: Sequence[Decision], targets: Targets, local: Document, revised: Document
) -> _Laid:
    """Number what stands, and write every reference with the numbers of the new policy."""
    standing, owners = _standing(ordered, local, revised)
    numbered = renumber(standing, local.clauses, revised.clauses)
    names = numbers_for(numbered, targets, local, revised)
    settled = {id(decision): _settled(decision, names) for decision in ordered}
    kept = tuple(
        Kept(
            replace(each.clause, text=names.release(each.clause.text)),
            each.local,
            each.revised,
            settled[id(owner)],
        )
        for each, owner in zip(numbered, owners, strict=True)
    )
    return _Laid(tuple(settled.values()), kept, tuple(_dangling(numbered, names)))


Said = Callable[[Clause], tuple[str, tuple[str, ...]]]


def _county_texts(
    base: Document, revised: Document, words: SchoolWords, county: Sequence[Match]
) -> tuple[Document, Document, dict[str, tuple[str, ...]]]:
    """Write both editions in the school's words; tell what the new one leaves open, by clause."""
    old_of = {c.id: match.model[0].id for match in county if match.model for c in match.adopted}
    olds, _ = _in_words(base, lambda clause: in_school_words(clause, words))
    news, unfilled = _in_words(
        revised, lambda clause: in_school_words(clause, words, old_of.get(clause.id))
    )
    return olds, news, unfilled


def _in_words(document: Document, say: Said) -> tuple[Document, dict[str, tuple[str, ...]]]:
    """Write a county document in the school's words; tell the places left open by clause."""
    said = [say(clause) for clause in document.clauses]
    clauses = tuple(
        replace(clause, text=text, places=())
        for clause, (text, _) in zip(document.clauses, said, strict=True)
    )
    open_places = {c.id: names for c, (_, names) in zip(clauses, said, strict=True) if names}
    return replace(document, clauses=clauses), open_places


def _decided(
    groups: Sequence[Group],
    revised: Document,
    alike: Callable[[str, str], bool],
    choose: Callable[[Decision], Decision],
) -> list[Decision]:
    leads = {clause.id: clause for clause in revised.clauses}
    decided = [decide(each, lambda c: duty_of(leads[c.id], leads), alike) for each in groups]
    return with_leads([choose(decision) for decision in decided], revised)


def _standing(
    ordered: Sequence[Decision], local: Document, revised: Document
) -> tuple[list[Standing], list[Decision]]:
    """List what stands, each clause with its counterparts and its depth."""
    ours = {clause.id: clause for clause in local.clauses}
    theirs = {clause.id: clause for clause in revised.clauses}
    offset = level_offset(ordered)
    levels: dict[str, int] = {}
    standing: list[Standing] = []
    owners: list[Decision] = []
    for decision in ordered:
        for at, clause in enumerate(decision.clauses):
            was = _counterpart(decision, at, "local", ours)
            new = _counterpart(decision, at, "revised", theirs)
            level = was.level if was else _level(new, levels, offset, clause)
            for each in (new, *(c for c in decision.group.revised if at == 0)):
                if each:
                    levels.setdefault(each.id, level)
            standing.append(Standing(replace(clause, level=level), was, new))
            owners.append(decision)
    return standing, owners


def _counterpart(
    decision: Decision, at: int, side: str, clauses: Mapping[str, Clause]
) -> Clause | None:
    members = decision.group.local if side == "local" else decision.group.revised
    if decision.source == side:
        return clauses[decision.clauses[at].id]
    return clauses[members[at].id] if at < len(members) else None


def _level(new: Clause | None, levels: Mapping[str, int], offset: int, clause: Clause) -> int:
    if new is None:
        return clause.level
    if new.parent is not None and new.parent in levels:
        return levels[new.parent] + 1
    return max(1, new.level + offset)


def _settled(decision: Decision, names: Numbers) -> Decision:
    """Write a decision's texts, and those that it was made from, with the new policy's numbers."""

    def released(clauses: tuple[Clause, ...]) -> tuple[Clause, ...]:
        return tuple(replace(c, text=names.release(c.text)) for c in clauses)

    old, other = decision.group, decision.alternative
    return replace(
        decision,
        group=replace(
            old,
            base=released(old.base),
            local=released(old.local),
            revised=released(old.revised),
        ),
        clauses=released(decision.clauses),
        alternative=names.release(other) if other else other,
    )


def _dangling(standing: Sequence[Standing], names: Numbers) -> Iterator[tuple[str, str]]:
    for each in standing:
        for number in names.lost(each.clause.text):
            yield each.clause.label or " ".join(each.clause.text.split()[:6]), number


def _open_places(kept: Sequence[Kept], unfilled: Mapping[str, tuple[str, ...]]) -> Iterator[str]:
    for each in kept:
        if each.revised and each.decision.source == "revised":
            yield from unfilled.get(each.revised.id, ())
