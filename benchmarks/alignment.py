"""Score alignment and classification on drawn cases with known truth: `python benchmarks/alignment.py`.

Two baselines run on the same cases: difflib on paragraphs, and rapidfuzz chosen greedily.
"""

from __future__ import annotations

import argparse
import difflib
import sys
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))
sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from filing import from_file
from generator import Case, Unit, draw
from rapidfuzz import fuzz, process

from toolkit.align import Match, align
from toolkit.classify import Verdict, classify
from toolkit.document import Document
from toolkit.library import latest, load
from toolkit.localise import learn

Pairs = set[tuple[int, int]]
QUIET = ("unchanged", "localised", "editorial")
ORDER = (*QUIET, "modified")


@dataclass
class Tally:
    """True positives, false positives, false negatives of one measure."""

    right: int = 0
    false: int = 0
    lost: int = 0

    def add(self, truth: Iterable[object], found: Iterable[object]) -> None:
        truth, found = set(truth), set(found)
        self.right += len(truth & found)
        self.false += len(found - truth)
        self.lost += len(truth - found)

    def __str__(self) -> str:
        precision = self.right / (self.right + self.false) if self.right + self.false else 1.0
        recall = self.right / (self.right + self.lost) if self.right + self.lost else 1.0
        f1 = 2 * precision * recall / (precision + recall) if precision + recall else 0.0
        return f"{precision:.3f}/{recall:.3f}/{f1:.3f}"


@dataclass
class Score:
    """All measures of one method over some cases."""

    tallies: dict[str, Tally] = field(default_factory=lambda: defaultdict(Tally))
    status: Counter[bool] = field(default_factory=Counter)
    kinds: dict[str, Counter[bool]] = field(default_factory=lambda: defaultdict(Counter))
    confusion: Counter[tuple[str, str]] = field(default_factory=Counter)
    errors: list[str] = field(default_factory=list)
    seconds: float = 0.0
    cases: int = 0


def truth_pairs(case: Case) -> Pairs:
    return {(source, at) for at, unit in enumerate(case.units) for source in unit.sources}


def groups_of(pairs: Pairs) -> set[tuple[frozenset[int], frozenset[int]]]:
    """Give the connected groups of more than two clauses."""
    group: dict[tuple[str, int], set[tuple[str, int]]] = {}
    for row, column in pairs:
        joined = group.get(("m", row), {("m", row)}) | group.get(("a", column), {("a", column)})
        for member in joined:
            group[member] = joined
    distinct = {frozenset(members) for members in group.values() if len(members) > 2}
    return {
        (frozenset(n for s, n in g if s == "m"), frozenset(n for s, n in g if s == "a"))
        for g in distinct
    }


def score_links(score: Score, case: Case, pairs: Pairs) -> None:
    truth = truth_pairs(case)
    rows, columns = range(len(case.model.clauses)), set(case.columns.values())
    score.tallies["links"].add(((id(case), p) for p in truth), ((id(case), p) for p in pairs))
    score.tallies["missing"].add(
        set(rows) - {r for r, _ in truth}, set(rows) - {r for r, _ in pairs}
    )
    score.tallies["added"].add(
        {c for c, unit in enumerate(case.units) if not unit.sources},
        set(columns) - {c for _, c in pairs},
    )
    score.tallies["split/merged"].add(groups_of(truth), groups_of(pairs))


def pairs_of(case: Case, matches: Iterable[Match]) -> Pairs:
    rows = {clause.id: at for at, clause in enumerate(case.model.clauses)}
    columns = case.columns
    return {
        (rows[m.id], columns[a.id]) for match in matches for m in match.model for a in match.adopted
    }


def score_ours(score: Score, case: Case) -> None:
    start = time.perf_counter()
    matches = align(case.model, case.adopted)
    verdicts = classify(matches, learn(case.model, case.adopted, matches))
    score.seconds += time.perf_counter() - start
    score.cases += 1
    score_links(score, case, pairs_of(case, matches))
    tell_missing(score, case, matches)
    score_moves(score, case, matches)
    score_verdicts(score, case, verdicts)


def tell_missing(score: Score, case: Case, matches: Iterable[Match]) -> None:
    """Note the model clauses called missing that are there, and those found that are not."""
    there = {row for row, _ in truth_pairs(case)}
    rows = {clause.id: at for at, clause in enumerate(case.model.clauses)}
    for match in matches:
        for clause in match.model:
            if (rows[clause.id] in there) != bool(match.adopted):
                how = "missing, but found" if match.adopted else "there, but not found"
                beside = " // ".join(other.text for other in match.adopted)
                score.errors.append(
                    f"tier {case.tier} seed {case.seed} {how}: {clause.text[:300]} → {beside[:300]}"
                )


def score_moves(score: Score, case: Case, matches: Iterable[Match]) -> None:
    """Score moves; of a clause merged with one from elsewhere, half moved and half did not."""
    columns = case.columns
    doubtful = {at for at, unit in enumerate(case.units) if _from_afar(unit.sources)}
    found = {columns[match.adopted[0].id] for match in matches if "moved" in match.shape} - doubtful
    score.tallies["moved"].add(smallest_moved(case, found, doubtful) - doubtful, found)


def _from_afar(sources: tuple[int, ...]) -> bool:
    return len(sources) > 1 and max(sources) - min(sources) >= len(sources)


def smallest_moved(case: Case, found: set[int], doubtful: set[int]) -> set[int]:
    """Any smallest set of clauses whose removal leaves the rest in order is the truth."""
    firsts: dict[tuple[int, ...], int] = {}
    for at, unit in enumerate(case.units):
        if unit.sources and at not in doubtful:
            firsts.setdefault(unit.sources, at)
    columns = [at for _, at in sorted((sources[0], at) for sources, at in firsts.items())]
    rest = [at for at in columns if at not in found]
    smallest = len(found) == len(case.moved - doubtful) and rest == sorted(rest)
    return found if smallest and found <= set(columns) else case.moved


def score_verdicts(score: Score, case: Case, verdicts: Iterable[Verdict]) -> None:
    columns = case.columns
    of_unit = {columns[a.id]: verdict for verdict in verdicts for a in verdict.match.adopted}
    beside = units_beside(case)
    for at, unit in enumerate(case.units):
        verdict = of_unit.get(at)
        if verdict is None:
            score.status[False] += 1
            score.errors.append(f"tier {case.tier} seed {case.seed} not read: {unit.text[:200]}")
            continue
        status, must = judged_together(beside.get(at, [unit]))
        truth = status if unit.sources else "added"
        several = len(unit.sources) > 1 or len(beside.get(at, ())) > 1
        right = agree(truth, verdict.kind, several)
        score.status[right] += 1
        score.confusion[truth, verdict.kind] += 1
        good = right and (truth != "modified" or verdict.material == must)
        for edit in unit.edits:
            score.kinds[edit][good] += 1
        material = verdict.material and verdict.kind == "modified"
        if unit.sources:
            score.tallies["material"].add([at] if must else [], [at] if material else [])
        if not good:
            score.errors.append(explain(case, at, verdict))


def units_beside(case: Case) -> dict[int, list[Unit]]:
    """Give for each unit of several that stand beside the same model clauses all of them.

    A sentence dropped from one half of a clause is told of the clause, not of the half.
    """
    return {
        at: [case.units[other] for other in right]
        for _, right in groups_of(truth_pairs(case))
        for at in right
    }


def judged_together(units: Sequence[Unit]) -> tuple[str, bool]:
    return max((u.status for u in units), key=ORDER.index), any(u.material for u in units)


def agree(truth: str, found: str, several: bool) -> bool:
    return truth == found or (several and truth in QUIET and found in QUIET)


def explain(case: Case, at: int, verdict: Verdict) -> str:
    unit = case.units[at]
    was = " // ".join(case.model.clauses[s].text for s in unit.sources)
    codes = " ".join(f"{r.code}[{r.model[:40]}|{r.adopted[:40]}]" for r in verdict.reasons)
    seen = " // ".join(clause.text for clause in verdict.match.model)
    status, must = judged_together(units_beside(case).get(at, [unit]))
    line = f"tier {case.tier} seed {case.seed} {unit.edits} truth={status}/{must} got={verdict.kind}/{verdict.material} {codes}"
    return f"{line}\n   MODEL   {was[:600]}\n   ADOPTED {unit.text[:600]}" + (
        f"\n   MATCHED {seen[:300]}" if seen != was else ""
    )


def numbered(case: Case, pairs: Pairs) -> Pairs:
    """Turn positions among the clauses read into numbers of units."""
    order = list(case.columns.values())
    return {(row, order[column]) for row, column in pairs}


def difflib_pairs(model: Document, adopted: Document) -> Pairs:
    """Pair equal paragraphs in order, and replaced runs one by one."""
    texts = [[clause.text for clause in side.clauses] for side in (model, adopted)]
    pairs: Pairs = set()
    for op, i1, i2, j1, j2 in difflib.SequenceMatcher(None, *texts, autojunk=False).get_opcodes():
        if op in ("equal", "replace"):
            pairs |= set(zip(range(i1, i2), range(j1, j2), strict=False))
    return pairs


def greedy_pairs(model: Document, adopted: Document) -> Pairs:
    """Pair the likest first by token_set_ratio, down to 60."""
    texts = [[clause.text.lower() for clause in side.clauses] for side in (model, adopted)]
    grid = process.cdist(*texts, scorer=fuzz.token_set_ratio)
    order = sorted(
        ((grid[r, c], r, c) for r in range(grid.shape[0]) for c in range(grid.shape[1])),
        reverse=True,
    )
    rows: set[int] = set()
    columns: set[int] = set()
    pairs: Pairs = set()
    for value, row, column in order:
        if value >= 60 and row not in rows and column not in columns:
            pairs.add((row, column))
            rows.add(row)
            columns.add(column)
    return pairs


def score_baseline(score: Score, case: Case, method: Callable[[Document, Document], Pairs]) -> None:
    start = time.perf_counter()
    pairs = numbered(case, method(case.model, case.adopted))
    score.seconds += time.perf_counter() - start
    score.cases += 1
    score_links(score, case, pairs)


def row(name: str, score: Score, base: float) -> str:
    measures = "  ".join(
        f"{m} {score.tallies[m]}"
        for m in ("links", "missing", "added", "moved", "split/merged", "material")
    )
    total = sum(score.status.values())
    status = f"status {score.status[True] / total:.3f}" if total else ""
    each = score.seconds / max(1, score.cases)
    return f"{name:<10} {measures}  {status}  {1000 * each:.1f} ms ({each / base:.1f}×)"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--cases", type=int, default=50, help="cases in each tier")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--from-files", action="store_true", help="write each as DOCX and read it")
    parser.add_argument("--errors", type=int, default=0, help="print so many errors")
    chosen = parser.parse_args()
    held = load()
    models = [(model.document, latest(model.id or "", held) is model) for model in held]
    overall, tiers, rivals = (
        Score(),
        {tier: Score() for tier in (1, 2, 3, 4)},
        {"difflib": Score(), "greedy": Score()},
    )
    for tier, number in ((tier, number) for tier in tiers for number in range(chosen.cases)):
        document, newest = models[number % len(models)]
        case = draw(document, tier, chosen.seed * 100_000 + tier * 10_000 + number, newest)
        case = from_file(case) if chosen.from_files else case
        score_ours(tiers[tier], case)
        score_baseline(rivals["difflib"], case, difflib_pairs)
        score_baseline(rivals["greedy"], case, greedy_pairs)
    report(overall, tiers, rivals, chosen.errors)


def report(overall: Score, tiers: dict[int, Score], rivals: dict[str, Score], errors: int) -> None:
    for score in tiers.values():
        gather(overall, score)
    base = rivals["greedy"].seconds / rivals["greedy"].cases
    print("precision/recall/F1")
    for tier, score in tiers.items():
        print(row(f"tier {tier}", score, base))
    print(row("all", overall, base))
    for name, score in rivals.items():
        print(row(name, score, base))
    print("\nstatus and materiality right, by edit")
    for edit, counts in sorted(
        overall.kinds.items(), key=lambda item: item[1][True] / sum(item[1].values())
    ):
        print(f"  {edit:<20} {counts[True]:>4}/{sum(counts.values())}")
    print("\ntruth → found")
    for (truth, found), count in sorted(overall.confusion.items()):
        print(f"  {truth:<10} → {found:<10} {count}")
    for line in overall.errors[:errors]:
        print(line)


def gather(into: Score, score: Score) -> None:
    for name, tally in score.tallies.items():
        total = into.tallies[name]
        total.right, total.false, total.lost = (
            total.right + tally.right,
            total.false + tally.false,
            total.lost + tally.lost,
        )
    into.status += score.status
    into.confusion += score.confusion
    for edit, counts in score.kinds.items():
        into.kinds[edit] += counts
    into.errors += score.errors
    into.seconds += score.seconds
    into.cases += score.cases


if __name__ == "__main__":
    main()
