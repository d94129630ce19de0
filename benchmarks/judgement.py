"""Score whole comparisons of files on cases written by hand: `python benchmarks/judgement.py`.

The policies, and what schools did to them, are in `cases/`, unlike anything that the generator of
`alignment.py` draws. Errors of parts A and B were looked at while the rules were mended; part C
was written after, and is for scoring alone; parts D, E, F and G were written without sight of the
rules, scored once, and only then looked at; F after E's errors were mended, G after F's. Part H
was written with the rules known, and scored once before they were looked at again. Parts I
and J were written without sight of the rules.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))
sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from alignment import Score, gather
from judgement_cases import Adoption, Unit, edits_of, groups, normal, read_cases
from judgement_files import files_of

from toolkit import compare
from toolkit.align import align
from toolkit.classify import Verdict, classify
from toolkit.comparison.result import Comparison
from toolkit.document import Clause
from toolkit.localise import learn

HALF_A = ("attendance", "charging", "data-protection", "visits")
HALF_C = ("equality", "medicines", "uniform")
HALF_E = ("appraisal", "care", "cctv", "minibus", "pay", "remote", "safety", "safety-old", "visitors")  # fmt: skip
HALF_F = ("homework", "sunsafety", "volunteers")
HALF_G = ("allergies", "biometrics", "bullying", "clubs", "exams", "flexible")
HALF_H = ("admissions", "allowances", "lockdown", "nursing", "photographs")
HALF_I = ("food", "fraud", "menopause", "recruitment", "whistleblowing", "work-experience")
HALF_J = ("bereavement", "closure", "force", "grievance", "retention", "rse")
HALF_D = ("conduct", "early-years", "first-aid", "lettings", "online-safety", "send", "staff-absence", "suspension")  # fmt: skip
NAMES = {"C": HALF_C, "D": HALF_D, "E": HALF_E, "F": HALF_F, "G": HALF_G, "H": HALF_H, "I": HALF_I, "J": HALF_J}  # fmt: skip
HALVES = ("A", "B", *NAMES)
QUIET = ("unchanged", "localised", "editorial")
MEASURES = ("links", "missing", "added", "moved", "split/merged", "material", "added material", "findings")  # fmt: skip


def found_in(texts: Sequence[str], clauses: Sequence[Clause]) -> dict[str, list[int]]:
    """Say which clauses as written each clause as read holds, by its id."""
    free = list(range(len(texts)))
    held: dict[str, list[int]] = {}
    loose: list[tuple[Clause, str]] = []
    for clause in clauses:
        read = normal(clause.text)
        whole = {read, normal(f"{clause.label} {clause.text}")}  # "Part B – Deciding"
        at = next((at for at in free if texts[at] in whole), None)
        held[clause.id] = [] if at is None else [at]
        if at is None:
            loose.append((clause, read))
        else:
            free.remove(at)
    for clause, read in loose:
        held[clause.id] = [at for at in free if _holds(texts[at], read)]
    return held


def _holds(text: str, read: str) -> bool:
    return len(read) > 8 and (read in text or (len(text) > 8 and text in read))


class Seen:
    """A comparison in the positions of the truth."""

    def __init__(self, case: Adoption, made: Comparison) -> None:
        rows = found_in([normal(p.text) for p in case.model.parts], made.model.document.clauses)
        columns = found_in([normal(unit.text) for unit in case.units], made.adopted.clauses)
        self.pairs: set[tuple[int, int]] = set()
        self.of_column: dict[int, Verdict] = {}
        self.of_row: dict[int, Verdict] = {}
        self.strange: set[str] = set()
        for verdict in made.verdicts:
            left = [at for clause in verdict.match.model for at in rows[clause.id]]
            right = [at for clause in verdict.match.adopted for at in columns[clause.id]]
            self.pairs |= {(row, column) for row in left for column in right}
            self.of_row.update(dict.fromkeys(left, verdict))
            self.of_column.update(dict.fromkeys(right, verdict))
            if verdict.kind == "added" and not right:
                self.strange.add(verdict.match.adopted[0].text)


def score_case(score: Score, case: Adoption, made: Comparison) -> None:
    seen = Seen(case, made)
    truth = {(source, at) for at, unit in enumerate(case.units) for source in unit.sources}
    pairs = {pair for pair in seen.pairs if pair[0] not in case.unscored}
    rows = set(range(len(case.model.parts))) - case.unscored
    columns = set(range(len(case.units)))

    def add(measure: str, right: Iterable[object], found: Iterable[object]) -> None:
        score.tallies[measure].add([(case.name, x) for x in right], [(case.name, x) for x in found])

    add("links", truth, pairs)
    # What was set aside on both sides, such as a line to sign, is told as neither.
    told = rows & set(seen.of_row), columns & set(seen.of_column)
    gone = rows - {row for row, _ in truth}, told[0] - {row for row, _ in pairs}
    new = columns - {c for _, c in truth}, told[1] - {c for _, c in pairs}
    add("missing", *gone)
    add("added", new[0], new[1] | seen.strange)
    add("split/merged", several(truth), several(pairs))
    add("moved", *moved(truth, {c for c, v in seen.of_column.items() if "moved" in v.match.shape}))
    add("findings", *findings(case, made))
    score_units(score, case, seen, truth)
    tell(score, case, seen, gone, new)


def several(pairs: set[tuple[int, int]]) -> set[object]:
    return {group for group in groups(pairs) if len(group[0]) + len(group[1]) > 2}


def moved(truth: set[tuple[int, int]], found: set[int]) -> tuple[set[object], set[object]]:
    """Give the moved groups: any smallest set whose removal leaves the rest in order is right."""
    from toolkit.align.order import longest_increasing

    ordered = sorted((min(left), min(right)) for left, right in groups(truth))
    columns = [column for _, column in ordered]
    kept = set(longest_increasing(columns))
    right = {column for at, column in enumerate(columns) if at not in kept}
    ours = {column for column in columns if column in found}
    rest = [column for column in columns if column not in ours]
    if len(ours) == len(right) and rest == sorted(rest):
        right = ours
    return set(right), set(ours)


def findings(case: Adoption, made: Comparison) -> tuple[set[object], set[object]]:
    texts = {clause.id: clause.text for clause in made.adopted.clauses}
    told = [
        (finding.code, texts.get(finding.clause or "", ""))
        for finding in made.findings
        if finding.code.startswith("LOC")
    ]
    matched = {
        (code, part)
        for code, part in case.findings
        if any(code == other and part in text for other, text in told)
    }
    false = {
        (code, text)
        for code, text in told
        if not any(code == other and part in text for other, part in case.findings)
    }
    return set(case.findings), matched | false


def score_units(score: Score, case: Adoption, seen: Seen, truth: set[tuple[int, int]]) -> None:
    of_unit = {
        at: (group, [case.units[other] for other in group[1]])
        for group in groups(truth)
        for at in group[1]
    }
    for at, unit in enumerate(case.units):
        verdict = seen.of_column.get(at)
        group, units = of_unit.get(at, ((frozenset(), frozenset()), [unit]))
        status, material = status_of(units)
        big = len(group[0]) + len(group[1]) > 2
        kind = verdict.kind if verdict else "unread"
        right = agree(status, kind, big)
        score.status[right] += 1
        score.confusion[status, kind] += 1
        found = bool(verdict and verdict.material)
        if unit.sources:
            key = (case.name, at)
            score.tallies["material"].add(
                [key] if material else [], [key] if found and kind == "modified" else []
            )
        else:
            score.tallies["added material"].add(
                [(case.name, at)] if material else [], [(case.name, at)] if found else []
            )
        good = right and (found == material or status in QUIET)
        score.kinds[unit.edit][good] += 1
        if not good:
            score.errors.append(explain(case, unit, status, material, verdict))


def status_of(units: Sequence[Unit]) -> tuple[str, bool]:
    order = ["unchanged", "localised", "editorial", "either", "modified", "added"]
    return max((unit.status for unit in units), key=order.index), any(u.material for u in units)


def agree(truth: str, found: str, big: bool) -> bool:
    if truth == "either":
        return found in ("editorial", "modified")
    return truth == found or (big and truth in QUIET and found in QUIET)


def explain(
    case: Adoption, unit: Unit, status: str, material: bool, verdict: Verdict | None
) -> str:
    was = " // ".join(case.model.parts[at].text for at in unit.sources)
    line = f"{case.name} [{unit.edit}] truth={status}/{material}"
    if verdict is None:
        return f"{line} got nothing\n   ADOPTED {unit.text[:400]}"
    codes = " ".join(f"{r.code}[{r.model[:40]}|{r.adopted[:40]}]" for r in verdict.reasons)
    seen = " // ".join(clause.text for clause in verdict.match.model)
    line += f" got={verdict.kind}/{verdict.material} {codes}\n   MODEL   {was[:500]}"
    line += f"\n   ADOPTED {unit.text[:500]}"
    return line + (f"\n   MATCHED {seen[:300]}" if normal(seen) != normal(was) else "")


Sets = tuple[set[int], set[int]]


def tell(score: Score, case: Adoption, seen: Seen, gone: Sets, new: Sets) -> None:
    for text in seen.strange:
        score.errors.append(f"{case.name} added, but no clause of the school's: {text[:120]}")
    for row in gone[0] ^ gone[1]:
        how = "missing, but found" if row in gone[0] else "there, but not found"
        verdict = seen.of_row.get(row)
        other = " // ".join(c.text for c in verdict.match.adopted) if verdict else "(unread)"
        score.errors.append(f"{case.name} {how}: {case.model.parts[row].text} → {other[:200]}")
    for column in new[0] ^ new[1]:
        how = "added, but linked" if column in new[0] else "not added, but unlinked"
        score.errors.append(f"{case.name} {how}: {case.units[column].text[:200]}")


def time_of(made: Comparison, runs: int = 3) -> float:
    """Give the least seconds of the processor that aligning and classifying two read documents took."""
    taken = []
    for _ in range(runs):
        start = time.process_time()
        matches = align(made.model.document, made.adopted)
        classify(matches, learn(made.model.document, made.adopted, matches))
        taken.append(time.process_time() - start)
    return min(taken)


def with_itself(made: Comparison) -> bool:
    """Tell whether a document beside itself shows any difference."""
    matches = align(made.adopted, made.adopted)
    verdicts = classify(matches, learn(made.adopted, made.adopted, matches))
    return any(verdict.kind != "unchanged" or verdict.match.shape for verdict in verdicts)


def report(name: str, score: Score) -> None:
    total = sum(score.status.values())
    print(f"\n{name}: {score.cases} policies, {total} adopted clauses")
    for measure in MEASURES:
        tally = score.tallies[measure]
        print(
            f"  {measure:<15} {tally}   right {tally.right}, false {tally.false}, lost {tally.lost}"
        )
    print(
        f"  {'status':<15} {score.status[True] / total:.3f}   {score.seconds / score.cases * 1000:.1f} ms a pair"
    )


def table(score: Score) -> None:
    kinds = ["unchanged", "localised", "editorial", "either", "modified", "added", "unread"]
    print("\ntruth ↓ found →" + "".join(f"{kind:>11}" for kind in kinds if kind != "either"))
    for truth in kinds[:-1]:
        counts = [score.confusion[truth, kind] for kind in (*kinds[:3], *kinds[4:])]
        print(f"{truth:<15}" + "".join(f"{count or '·':>11}" for count in counts))


def half_of(case: Adoption) -> str:
    """Say which part of the cases one belongs to."""
    for half, names in NAMES.items():
        if case.model.name in names:
            return half
    return "A" if case.model.name in HALF_A else "B"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--half", choices=HALVES, default="A", help="whose errors to print")
    parser.add_argument("--errors", type=int, default=0, help="print so many errors")
    parser.add_argument("--only", default="", help="cases whose name holds this")
    chosen = parser.parse_args()
    cases = [case for case in read_cases() if chosen.only in case.name]
    files = files_of(cases)
    halves = {name: Score() for name in HALVES}
    edits: Counter[str] = Counter()
    selves: dict[bool, int] = defaultdict(int)
    for case in cases:
        half = halves[half_of(case)]
        made = compare(files[case.name][0], files[case.name][1])
        edits += edits_of(case)
        half.cases += 1
        score_case(half, case, made)
        half.seconds += time_of(made)
        selves[with_itself(made)] += 1
    both = Score()
    for score in halves.values():
        gather(both, score)
    print(f"{sum(edits.values())} edits; {selves[True]} of {len(cases)} differ from themselves")
    print("precision/recall/F1")
    for name, score in (
        (f"part {name}", score) for name, score in (*halves.items(), ("all", both))
    ):
        if score.cases:
            report(name, score)
    table(both)
    for line in halves.get(chosen.half, Score()).errors[: chosen.errors]:
        print(line)


if __name__ == "__main__":
    main()
