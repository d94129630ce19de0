"""What stands in the new policy → its labels: the school's own style, numbered consistently."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise

from toolkit.document import Clause
from toolkit.merge.references import bare
from toolkit.numbering import roman_value

MOST_SKIPPED = 2  # A longer gap in a run of labels is another run: "5." then a quoted "12.".

_LABEL = re.compile(
    r"(?P<before>(?:.*[^A-Za-z0-9])?(?:\d+(?=[A-Za-z]\W*$))?)(?P<mark>\d+|[A-Za-z]+)(?P<after>[^A-Za-z0-9]*)",
    re.DOTALL,
)
_WORDS = (
    *("one", "two", "three", "four", "five", "six"),
    *("seven", "eight", "nine", "ten", "eleven", "twelve"),
)
_ROMANS = (
    *((100, "c"), (90, "xc"), (50, "l"), (40, "xl"), (10, "x")),
    *((9, "ix"), (5, "v"), (4, "iv"), (1, "i")),
)

Scheme = tuple[str, str, str]  # what stands before, of what kind the mark is, what stands after


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
    """Where a label stands in its own document: its run, its number there, what comes before."""

    scheme: Scheme
    run: int
    value: int
    before: str | None
    first: int
    family: str


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
    known = _Numbering(_places(local), theirs, _styles(standing, theirs))
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
    by_parent: dict[tuple[str | None, Scheme], list[Clause]] = defaultdict(list)
    for clause in clauses:
        if scheme := _scheme(clause.label):
            by_parent[clause.parent, scheme].append(clause)
    for (_, scheme), members in by_parent.items():
        family = _family([_mark(clause.label) for clause in members])
        runs: list[list[tuple[int, Clause]]] = []
        for clause in members:
            value = _value(_mark(clause.label), family)
            run = _goes_on(runs, value)
            runs[run].append((value, clause))
            before = runs[run][-2][1].id if len(runs[run]) > 1 else None
            found[clause.id] = _Place(scheme, run, value, before, runs[run][0][0], family)
    return found


def _goes_on(runs: list[list[tuple[int, Clause]]], value: int) -> int:
    """Find the run that a number goes on, the latest first; else begin one."""
    for step in (1, *range(2, MOST_SKIPPED + 1), 0):
        for at in range(len(runs) - 1, -1, -1):
            if value - runs[at][-1][0] == step and not (step == 0 and value == 1):
                return at
    runs.append([])
    return len(runs) - 1


def _scheme(label: str | None) -> Scheme | None:
    """Tell labels of one look apart: "4.2" is "#." and a figure, "(iv)" is letters in brackets."""
    match = _LABEL.fullmatch((label or "").strip())
    if not match:
        return None
    mark = match["mark"]
    if mark.isalpha() and not (roman_value(mark) or _letter(mark) or mark.lower() in _WORDS):
        return None
    kind = "figure" if mark.isdigit() else "capital" if mark[0].isupper() else "small"
    return re.sub(r"\d+", "#", match["before"]), kind, match["after"]


def _mark(label: str | None) -> str:
    match = _LABEL.fullmatch((label or "").strip())
    return match["mark"] if match else ""


def _family(marks: Sequence[str]) -> str:
    """Settle how a run counts: "i" alone is roman, "h, i, j" are letters."""
    if all(mark.isdigit() for mark in marks):
        return "figure"
    if all(mark.lower() in _WORDS for mark in marks):
        return "word"
    romans = [roman_value(mark) for mark in marks]
    letters = [_letter(mark) for mark in marks]
    if not all(romans):
        return "letter"
    if not all(letters):
        return "roman"
    scores = [
        sum(b - a == 1 for a, b in pairwise(values) if a and b) + (values[0] == 1)
        for values in (romans, letters)
    ]
    return "roman" if scores[0] >= scores[1] and scores[0] else "letter"


def _letter(mark: str) -> int:
    small = mark.lower()
    return (len(small) - 1) * 26 + ord(small[0]) - 96 if len(set(small)) == 1 else 0


def _value(mark: str, family: str) -> int:
    if family == "figure":
        return int(mark)
    if family == "word":
        return _WORDS.index(mark.lower()) + 1
    return (roman_value(mark) or 0) if family == "roman" else _letter(mark)


def _written(value: int, mark: str, family: str) -> str:
    """Write a number in the manner of `mark`."""
    if family == "figure":
        return str(value)
    if family == "word":
        text = _WORDS[min(value, len(_WORDS)) - 1]
        return text.upper() if mark.isupper() else text.capitalize() if mark[0].isupper() else text
    text = _roman(value) if family == "roman" else _lettered(value)
    return text.upper() if mark[0].isupper() else text


def _lettered(value: int) -> str:
    """Count "a" to "z", then "aa": one letter more for each time round."""
    return chr(ord("a") + (value - 1) % 26) * ((value - 1) // 26 + 1)


def _roman(value: int) -> str:
    text = ""
    for size, sign in _ROMANS:
        while value >= size:
            text, value = text + sign, value - size
    return text


# --- the school's style for what is new ---------------------------------------------------------

Styles = Mapping[object, str | None]
Places = Mapping[str, _Place]


def _styles(standing: Iterable[Standing], revised: Places) -> Styles:
    """Learn from clauses in both editions how the school labels what the county labels so."""
    seen: dict[object, Counter[str]] = defaultdict(Counter)
    sample: dict[tuple[object, str], str | None] = {}
    for each in standing:
        if each.local and each.revised:
            look = _look(each.revised, revised)
            scheme = str(_scheme(each.local.label) or each.local.label)
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
    runs: dict[tuple[str | None, Scheme, object], _Run] = field(default_factory=dict)


def _label(each: Standing, lineage: Sequence[Clause], known: _Numbering) -> str | None:
    """Give a clause's label; `lineage` are the clauses above it, the nearest last."""
    template = each.local.label if each.local else _template(each, known)
    scheme = _scheme(template)
    if template is None or scheme is None:
        return template
    ours = known.local.get(each.local.id) if each.local else None
    theirs = known.revised.get(each.revised.id) if each.revised else None
    above = lineage[-1].id if lineage else None
    key = _run_key(above, scheme, ours, theirs, known)
    run = known.runs.get(key)
    family = run.family if run else _family_at(ours, theirs, template)
    value = _next(ours, theirs, run, known)
    known.runs[key] = _Run(value, each, family)
    return _printed(template, _written(value, _mark(template), family), lineage)


def _template(each: Standing, known: _Numbering) -> str | None:
    """Choose a label to model that of a new clause on: the school's for what the county prints."""
    if each.revised is None:
        return None
    place = known.revised.get(each.revised.id)
    found = known.styles.get(_look(each.revised, known.revised), each.revised.label)
    same = place is not None and _scheme(found) == place.scheme
    return each.revised.label if same else found


def _family_at(ours: _Place | None, theirs: _Place | None, template: str) -> str:
    if ours is not None:
        return ours.family
    same = theirs is not None and theirs.scheme == _scheme(template)
    return theirs.family if theirs is not None and same else _family([_mark(template)])


def _run_key(
    above: str | None,
    scheme: Scheme,
    ours: _Place | None,
    theirs: _Place | None,
    known: _Numbering,
) -> tuple[str | None, Scheme, object]:
    """Find the run that a clause goes on: its own document's, else the one that is open here."""
    if ours is not None:
        return above, scheme, ours.run
    here = [key for key in known.runs if key[:2] == (above, scheme)]
    begins = theirs is not None and theirs.before is None and theirs.value == 1
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


def _printed(template: str, mark: str, lineage: Sequence[Clause]) -> str:
    """Write a label with the numbers of what stands above in it, where it prints them."""
    match = _LABEL.fullmatch(template.strip())
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
    return f"{before}{mark}{match['after']}"
