"""What became of a round of drafts, in words and as a table."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from toolkit.commands.issuing.every import Issue, State
from toolkit.commands.issuing.table import write_table
from toolkit.drafting.missing import Lack, column
from toolkit.output import write_atomically

SUMMARY = "drafts.csv"
HEADINGS = ("School", "URN", "File", "What was done", "Remark")
MOST_NAMED = 6
ORDER: tuple[State, ...] = ("drafted", "unchanged", "kept", "closed", "not drafted")


@dataclass(frozen=True, slots=True)
class Round:
    """What is said at the end, and whether every school has its draft."""

    said: str
    whole: bool


def summary(issues: Sequence[Issue], out: Path) -> Round:
    """Write the table of what was done beside the drafts, and say it in words.

    A value that schools lack is named once, with these schools.
    """
    write_atomically(out / SUMMARY, write_table(HEADINGS, map(_row, issues)))
    done = Counter(issue.state for issue in issues)
    counts = ", ".join(f"{done[state]:,} {state}" for state in ORDER if done[state])
    lines = [f"{len(issues):,} schools: {counts}.", *_missing(issues), *_others(issues)]
    lines.append(f"Every school is listed in {out / SUMMARY}.")
    return Round("\n".join(lines), not done["not drafted"])


def _row(issue: Issue) -> tuple[str, ...]:
    lacking = ", ".join(lack.name for lack in issue.lacks)
    remark = f"missing: {lacking}" if lacking else issue.remark
    file = issue.file if issue.state != "not drafted" else ""
    return (issue.school.name, issue.school.urn or "", file, issue.state, remark)


def _missing(issues: Iterable[Issue]) -> Iterator[str]:
    schools: dict[str, list[str]] = {}
    lacks: dict[str, Lack] = {}
    for issue in issues:
        for lack in issue.lacks:
            schools.setdefault(lack.name, []).append(issue.school.name)
            lacks.setdefault(lack.name, lack)
    if schools:
        yield "Missing values:"
    for name, named in schools.items():
        remedy = (
            lacks[name].remedy
            if lacks[name].follows
            else f'fill the column {column(name)} of the register, or give --set {name}="…" for all'
        )
        yield f"  {name}, which {_named(named)}: {remedy}"


def _named(schools: Sequence[str]) -> str:
    more = len(schools) - MOST_NAMED
    shown = "; ".join(schools[:MOST_NAMED]) + (f"; and {more:,} more" if more > 0 else "")
    return (
        f"one school lacks ({shown})"
        if len(schools) == 1
        else (f"{len(schools):,} schools lack ({shown})")
    )


def _others(issues: Iterable[Issue]) -> Iterator[str]:
    """Name what else was not drafted; what is the same for many schools once, with these."""
    gathered: dict[str, list[str]] = {}
    for issue in issues:
        if issue.state == "kept" or (issue.state == "not drafted" and not issue.lacks):
            gathered.setdefault(issue.remark, []).append(issue.file or issue.school.name)
    for remark, files in gathered.items():
        more = len(files) - MOST_NAMED
        shown = "; ".join(files[:MOST_NAMED]) + (f"; and {more:,} more" if more > 0 else "")
        yield f"  {shown}: {remark}"
