"""What stands in the new policy → its labels: the school's own style, numbered consistently."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from toolkit.document import Clause
from toolkit.merge.counting import (
    LABEL,
    LETTERED,
    Scheme,
    family_of,
    mark_of,
    scheme_of,
    value_of,
    written,
)
from toolkit.merge.references import bare

MOST_SKIPPED = 2  # A longer gap in a run of labels is another run: "5." then a quoted "12.".

Through = frozenset[tuple[Scheme, int, bool]]  # schemes, with their level and whether of headings


@dataclass(frozen=True, slots=True)
class Standing:
    """One clause of the new policy.

    `local` and `revised` are its counterparts, whose labels and neighbours say how it is numbered.
    """

    clause: Clause
    local: Clause | None = None
    revised: Clause | None = None


@dataclass(frozen=True, slots=True)
class _Place:
    """Where a label stands in its own document: its run, its number there, what comes before.

    `led` says that it prints the letter of what it stands under: "A1" under "Part A".
    """

    scheme: Scheme
    run: int
    value: int
    before: str | None
    first: int
    family: str
    led: bool = False


@dataclass(frozen=True, slots=True)
class _Run:
    """A run of labels in the new policy as it grows: its last number, and whose that is."""

    value: int
    last: Standing
    family: str


def renumber(
    standing: Sequence[Standing], local: Sequence[Clause], revised: Sequence[Clause]
) -> list[Standing]:
    """Give every clause its label in the new policy, and its place in the new tree.

    Labels of neighbours that stayed neighbours keep their distance, so that what was printed twice
    or left out stays so; what came between them, or went, is counted.
    """
    theirs = _places(revised)
    ours = _places(local)
    known = _Numbering(ours, theirs, _styles(standing, theirs), _through(local), _led_in(ours))
    found: list[Standing] = []
    lineage: list[Clause] = []
    for number, each in enumerate(standing):
        while lineage and lineage[-1].level >= each.clause.level:
            lineage.pop()
        label = _label(each, lineage, known)
        parent = lineage[-1].id if lineage else None
        clause = replace(each.clause, id=f"n{number}", label=label, parent=parent)
        lineage.append(clause)
        found.append(replace(each, clause=clause))
    return found


# --- how a document numbers its own -------------------------------------------------------------


def _places(clauses: Sequence[Clause]) -> dict[str, _Place]:
    """Find for every labelled clause which run it is in: 1, 2, 3, then 1, 2 are two runs."""
    found: dict[str, _Place] = {}
    by_parent: dict[tuple[object, Scheme], list[Clause]] = defaultdict(list)
    through = _through(clauses)
    by_id = {clause.id: clause for clause in clauses}
    for clause in clauses:
        if scheme := scheme_of(clause.label):
            by_parent[_list_of(clause, scheme, clause.parent, through), scheme].append(clause)
    for (_, scheme), members in by_parent.items():
        family = family_of([mark_of(clause.label) for clause in members])
        runs: list[list[tuple[int, Clause]]] = []
        for clause in members:
            value = value_of(mark_of(clause.label), family)
            run = _goes_on(runs, value)
            runs[run].append((value, clause))
            before = runs[run][-2][1].id if len(runs[run]) > 1 else None
            led = _is_led(clause, by_id)
            found[clause.id] = _Place(scheme, run, value, before, runs[run][0][0], family, led)
    return found


def _led_in(places: Places) -> frozenset[Scheme]:
    return frozenset(place.scheme for place in places.values() if place.led)


def _is_led(clause: Clause, clauses: Mapping[str, Clause]) -> bool:
    letter = re.match("[A-Z]", (clause.label or "").strip())
    above = clauses.get(clause.parent or "")
    while letter and above is not None:
        if mark_of(above.label) == letter[0]:
            return True
        above = clauses.get(above.parent or "")
    return False


def _through(clauses: Sequence[Clause]) -> Through:
    """Find the numbers that run on from section to section: 1 to 4, then 5 to 9 below the next."""
    last: dict[tuple[Scheme, int, bool], tuple[str | None, int]] = {}
    score: Counter[tuple[Scheme, int, bool]] = Counter()
    for clause in clauses:
        scheme = scheme_of(clause.label)
        if scheme is None or scheme[0] or not mark_of(clause.label).isdigit():
            continue
        key, value = (scheme, clause.level, clause.kind == "heading"), int(mark_of(clause.label))
        if key in last and last[key][0] != clause.parent:
            score[key] += 1 if 0 < value - last[key][1] <= MOST_SKIPPED and value > 1 else -1
        last[key] = clause.parent, value
    return frozenset(key for key, count in score.items() if count > 0)


def _list_of(clause: Clause, scheme: Scheme, above: str | None, through: Through) -> object:
    """Say in which list a clause counts: that below `above`, or the one through the document."""
    key = (scheme, clause.level, clause.kind == "heading")
    return key if key in through else above


def _goes_on(runs: list[list[tuple[int, Clause]]], value: int) -> int:
    """Find the run that a number goes on, the latest first; else begin one."""
    for step in (1, *range(2, MOST_SKIPPED + 1), 0):
        for at in range(len(runs) - 1, -1, -1):
            if value - runs[at][-1][0] == step and not (step == 0 and value == 1):
                return at
    runs.append([])
    return len(runs) - 1


# --- the school's style for what is new ---------------------------------------------------------

Styles = Mapping[object, str | None]
RunKey = tuple[object, Scheme, object]  # the list, how it is numbered, which of its runs
Places = Mapping[str, _Place]


def _styles(standing: Iterable[Standing], revised: Places) -> Styles:
    """Learn from clauses in both editions how the school labels what the county labels so."""
    seen: dict[object, Counter[str]] = defaultdict(Counter)
    sample: dict[tuple[object, str], str | None] = {}
    for each in standing:
        if each.local and each.revised:
            look = _look(each.revised, revised)
            scheme = str(scheme_of(each.local.label) or each.local.label)
            seen[look][scheme] += 1
            sample.setdefault((look, scheme), each.local.label)
    return {look: sample[look, counts.most_common(1)[0][0]] for look, counts in seen.items()}


def _look(clause: Clause, places: Places) -> object:
    place = places.get(clause.id)
    return clause.kind, (place.scheme, place.family) if place else clause.label


# --- labels of the new policy -------------------------------------------------------------------


@dataclass(slots=True)
class _Numbering:
    """What is known of both documents' labels, and the runs of the new one so far."""

    local: Places
    revised: Places
    styles: Styles
    through: Through
    led: frozenset[Scheme]
    runs: dict[RunKey, _Run] = field(default_factory=dict)


def _label(each: Standing, lineage: Sequence[Clause], known: _Numbering) -> str | None:
    """Give a clause's label; `lineage` are the clauses above it, the nearest last."""
    template = each.local.label if each.local else _template(each, known)
    scheme = scheme_of(template)
    if template is None or scheme is None:
        return template
    ours = known.local.get(each.local.id) if each.local else None
    theirs = known.revised.get(each.revised.id) if each.revised else None
    above = _list_of(each.clause, scheme, lineage[-1].id if lineage else None, known.through)
    key = _run_key(above, scheme, ours, theirs, known)
    run = known.runs.get(key)
    family = run.family if run else _family_at(ours, theirs, template)
    value = _next(ours, theirs, run, known)
    known.runs[key] = _Run(value, each, family)
    led = ours.led if ours else scheme in known.led or (theirs is not None and theirs.led)
    return _printed(template, written(value, mark_of(template), family), lineage, led)


def _template(each: Standing, known: _Numbering) -> str | None:
    """Choose a label to model that of a new clause on: the school's for what the county prints."""
    if each.revised is None:
        return None
    place = known.revised.get(each.revised.id)
    found = known.styles.get(_look(each.revised, known.revised), each.revised.label)
    same = place is not None and scheme_of(found) == place.scheme
    return each.revised.label if same else found


def _family_at(ours: _Place | None, theirs: _Place | None, template: str) -> str:
    if ours is not None:
        return ours.family
    same = theirs is not None and theirs.scheme == scheme_of(template)
    return theirs.family if theirs is not None and same else family_of([mark_of(template)])


def _run_key(
    above: object,
    scheme: Scheme,
    ours: _Place | None,
    theirs: _Place | None,
    known: _Numbering,
) -> RunKey:
    """Find the run that a clause goes on: its own document's, else the one that is open here."""
    if ours is not None:
        return above, scheme, ours.run
    here = [key for key in known.runs if key[:2] == (above, scheme)]
    runs_on = isinstance(above, tuple)
    begins = theirs is not None and theirs.before is None and theirs.value == 1 and not runs_on
    if begins and here and theirs is not None:
        return above, scheme, ("revised", theirs.run, len(here))
    return here[-1] if here else (above, scheme, 0)


def _next(
    ours: _Place | None,
    theirs: _Place | None,
    run: _Run | None,
    known: _Numbering,
) -> int:
    if run is None:
        return ours.first if ours else theirs.first if theirs else 1
    last = run.last
    if ours is not None:
        if last.local is not None and ours.before == last.local.id:
            return run.value + max(ours.value - known.local[last.local.id].value, 0)
        return run.value + 1
    new = last.revised if last.local is None else None
    if theirs is not None and new is not None and theirs.before == new.id:
        return run.value + max(theirs.value - known.revised[new.id].value, 0)
    return run.value + 1


def _printed(template: str, mark: str, lineage: Sequence[Clause], led: bool) -> str:
    """Write a label with the number or letter of what stands above in it, where it prints that."""
    match = LABEL.fullmatch(template.strip())
    if not match:
        return template
    before = match["before"]
    depth = len(re.findall(r"\d+", before))
    dotted = re.fullmatch(r"(?P<head>\D*)(?P<numbers>\d+(?:\.\d+)*)(?P<tail>\D*)", before)
    if dotted:
        for above in reversed(lineage):
            core = bare(above.label)
            if re.fullmatch(r"\d+(?:\.\d+)*", core) and core.count(".") + 1 == depth:
                before = f"{dotted['head']}{core}{dotted['tail']}"
                break
    if led and LETTERED.fullmatch(before):
        letters = (mark_of(above.label) for above in reversed(lineage))
        letter = next((m for m in letters if re.fullmatch("[A-Z]", m)), before[0])
        before = letter + before[1:]
    return f"{before}{mark}{match['after']}"
