"""Score the three-way merge on drawn cases with known truth: `python benchmarks/refresh.py`."""

from __future__ import annotations

import argparse
import re
import sys
import time
from collections import Counter, defaultdict
from collections.abc import Iterable
from itertools import pairwise
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))
sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from generator import FILLINGS
from refresh_cases import SIGN, Case, Truth, draw

from toolkit.library import load
from toolkit.merge import Decision, Merged, merge
from toolkit.merge.references import full_number

GOALS = {
    "local text lost": (0.0, "least"),
    "county changes lost": (0.0, "least"),
    "conflicts missed": (0.0, "least"),
    "interleaved": (0.0, "least"),
    "duplicated": (0.0, "least"),
    "false conflicts": (0.01, "least"),
    "wrong order": (0.003, "least"),
    "dropped right": (0.99, "most"),
    "reinstated and marked": (1.0, "most"),
    "text right": (0.995, "most"),
    "cross-references right": (0.99, "most"),
    "outcome right, changed": (0.97, "most"),
    "outcome right, untouched": (0.995, "most"),
    "merged where possible": (0.60, "most"),
}


FIRST_NEW = 200  # Clauses of a model have lower numbers than what is added.
NOUN = re.compile(
    r"\b(?:an? )?(?:school|schools|academy|academies|colleges?|federations?|nursery|nurseries)\b"
    r"|\bexecutive (?=headteacher)",
    re.IGNORECASE,
)


class Score:
    """Hits and chances of every measure, and what went wrong."""

    def __init__(self) -> None:
        self.hits: Counter[str] = Counter()
        self.chances: Counter[str] = Counter()
        self.errors: list[str] = []
        self.seconds = 0.0

    def add(self, measure: str, hit: bool, said: str = "") -> None:
        self.chances[measure] += 1
        self.hits[measure] += hit
        if hit == (GOALS[measure][1] == "least") and said:
            self.errors.append(f"{measure}: {said}")


def uid(clause_id: str) -> int:
    return int(clause_id.rpartition("-")[2])


def uids(decision: Decision) -> set[int]:
    group = decision.group
    return {uid(c.id) for c in (*group.base, *group.local, *group.revised)}


def score(total: Score, case: Case) -> None:
    start = time.perf_counter()
    merged = merge(case.base, case.local, case.revised)
    total.seconds += time.perf_counter() - start
    numbers = numbers_of(merged)
    decisions: dict[int, list[Decision]] = defaultdict(list)
    for decision in merged.decisions:
        for each in uids(decision):
            decisions[each].append(decision)
    own = " ".join(clause.text for clause in case.local.clauses)
    for each, truth in case.truth.items():
        open_places(truth, own)
        found = decisions.get(each, [])
        if found:
            judge(total, case, each, truth, found, numbers)
        else:
            total.add("outcome right, changed", False, f"seed {case.seed} uid {each} is nowhere")
    score_order(total, case, merged)
    score_repeats(total, case, merged)


def open_places(truth: Truth, own: str) -> None:
    """Nobody can know what the school would write in a place that its own policy does not show."""
    for name, filling in FILLINGS.items():
        if filling not in own:
            for key in ("text", "county"):
                value = getattr(truth, key)
                setattr(truth, key, value and value.replace(filling, f"[{name.replace('.', ' ')}]"))


def numbers_of(merged: Merged) -> dict[int, str]:
    made = {kept.clause.id: kept.clause for kept in merged.kept}
    found: dict[int, str] = {}
    for kept in merged.kept:
        for clause in (kept.local, kept.revised):
            if clause is not None:
                name = full_number(kept.clause, made)
                found.setdefault(uid(clause.id), re.sub(r"^[A-Z][a-z]+ ", "", name))
    return found


def written(text: str, numbers: dict[int, str]) -> str:
    return SIGN.sub(lambda m: numbers.get(int(m[1]), "*"), text)


def has(texts: Iterable[str], expected: str, numbers: dict[int, str]) -> bool:
    """Tell whether a text is among others, whatever the school calls itself in it."""
    plain = NOUN.sub("school", expected)
    return any(says(NOUN.sub("school", text), plain, numbers) for text in texts)


def says(text: str, expected: str, numbers: dict[int, str]) -> bool:
    """Compare with the references' numbers put in; a reference to what is gone may say anything."""
    pattern = re.escape(written(expected, numbers)).replace(r"\*", r"\S+?")
    return re.fullmatch(pattern, text) is not None


def judge(
    total: Score,
    case: Case,
    each: int,
    truth: Truth,
    found: list[Decision],
    numbers: dict[int, str],
) -> None:
    decision = found[0]
    texts = [c.text for d in found for c in d.clauses]
    shown = " // ".join(texts)
    said = f"seed {case.seed} uid {each} {decision.outcome} not {truth.outcomes}: {decision.reason}\n     HAS  {shown[:400]}\n     ALT  {(decision.alternative or '')[:300]}\n     WANT {truth.text}\n     SCHOOL {truth.school}\n     COUNTY {truth.county}"  # fmt: skip
    right = all(d.outcome in truth.outcomes for d in found)
    changed = bool(truth.school or truth.county or truth.outcomes != ("county",))
    total.add("outcome right, changed" if changed else "outcome right, untouched", right, said)
    is_conflict = any(d.outcome == "conflict" for d in found)
    if "conflict" not in truth.outcomes:
        total.add("false conflicts", is_conflict, said)
    if truth.outcomes == ("conflict",):
        total.add("conflicts missed", not is_conflict, said)
    if truth.merge:
        total.add("merged where possible", not is_conflict)
    if truth.outcomes == ("dropped",):
        total.add("dropped right", not texts, said)
    if truth.outcomes == ("reinstated",):
        total.add("reinstated and marked", bool(texts) and decision.marked, said)
    both = [*texts, *(d.alternative for d in found if d.alternative)]
    whole = "\n".join(both)
    if truth.school and not (decision.outcome == "merged" and truth.merge):
        total.add("local text lost", not has([*both, *whole.split("\n")], truth.school, numbers), said)  # fmt: skip
    if truth.county and not (decision.outcome == "merged" and truth.merge):
        total.add("county changes lost", not has([*both, *whole.split("\n")], truth.county, numbers), said)  # fmt: skip
    if truth.text and not is_conflict:
        total.add("text right", any(says(t, truth.text, numbers) for t in texts), said)
        if SIGN.search(truth.text):
            total.add("cross-references right", any(says(t, truth.text, numbers) for t in texts), said)  # fmt: skip
    known = [t for t in (truth.text, truth.school, truth.county) if t]
    if len(found) == 1 and len(uids(decision)) == 1 and known:
        total.add("interleaved", not all(any(has([t], k, numbers) for k in known) for t in texts), said)  # fmt: skip


def score_repeats(total: Score, case: Case, merged: Merged) -> None:
    expected = Counter(c.text for c in (*case.local.clauses, *case.revised.clauses))
    for text, count in Counter(kept.clause.text for kept in merged.kept).items():
        if len(text.split()) > 6:
            total.add("duplicated", count > 1 and expected[text] < 3, f"seed {case.seed} {text}")


def score_order(total: Score, case: Case, merged: Merged) -> None:
    """The county's clauses keep its order; a school's addition follows its neighbour."""
    line: list[int] = []
    for kept in merged.kept:
        clause = kept.revised or kept.local
        if clause is not None:
            line.append(uid(clause.id))
    place = {each: at for at, each in enumerate(line)}
    level = {uid(c.id): c.level for c in (*case.revised.clauses, *case.local.clauses)}
    moved = {uid(v.match.adopted[0].id) for v in merged.school if "moved" in v.match.shape and v.match.adopted}  # fmt: skip
    own = [each for each in case.order if each < FIRST_NEW]
    county = [each for each in own if each in place and each not in moved]
    for one, other in pairwise(county):
        total.add("wrong order", place[one] > place[other], f"seed {case.seed} {one} {other}")
    for each, anchor in case.anchors.items():
        if each in place and anchor in place:
            between = line[place[anchor] + 1 : place[each]]
            near = place[anchor] < place[each] and all(
                level[u] > level[anchor] or u in case.anchors or u >= FIRST_NEW for u in between
            )
            total.add("wrong order", not near, f"seed {case.seed} addition {each} after {anchor}")


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--cases", type=int, default=60)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--errors", type=int, default=0, help="print so many of what went wrong")
    parser.add_argument("--only", default="", help="print errors of one measure")
    chosen = parser.parse_args()
    models = [model.document for model in load()]
    total = Score()
    for number in range(chosen.cases):
        score(total, draw(models[number % len(models)], chosen.seed * 100_000 + number))
    failed = False
    for measure, (goal, side) in GOALS.items():
        chances = total.chances[measure]
        share = total.hits[measure] / chances if chances else (0.0 if side == "least" else 1.0)
        met = share <= goal if side == "least" else share >= goal
        failed |= not met
        print(f"{measure:<26} {share:8.4f}  ({total.hits[measure]}/{chances})  goal {goal}  {'' if met else 'MISSED'}")  # fmt: skip
    print(f"{1000 * total.seconds / chosen.cases:.0f} ms a merge")
    for line in [e for e in total.errors if e.startswith(chosen.only)][: chosen.errors]:
        print(line)
    return int(failed)


if __name__ == "__main__":
    sys.exit(main())
