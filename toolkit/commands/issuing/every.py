"""A policy for every school of a register: one file each, and one bad row stops no other."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Literal

from toolkit.commands.issuing.asked import DraftAsked
from toolkit.commands.issuing.journal import Entries, find_own, note, read_journal, tidy
from toolkit.commands.issuing.names import file_names, policy_name
from toolkit.commands.issuing.single import JOBS
from toolkit.drafting.missing import Lack, MissingValuesError
from toolkit.errors import UsageError
from toolkit.isolation.supervise import Bounds, Done, Failure, run
from toolkit.output import refuse_inputs, write_atomically
from toolkit.schools import School, load_schools

LOGS = "logs"
BY_HAND = "was changed since it was drafted, and is kept; move it away to have it drafted anew"
STRANGE = "was there before and is no draft of ours; it is kept"

State = Literal["drafted", "unchanged", "kept", "closed", "not drafted"]


@dataclass(frozen=True, slots=True)
class Issue:
    """What became of one school's draft. `lacks` are the values it misses."""

    school: School
    file: str
    state: State
    remark: str = ""
    lacks: tuple[Lack, ...] = ()


@dataclass(frozen=True, slots=True)
class Task:
    """One school to draft for; `known` is the key of the draft that is in the folder already."""

    place: int
    school: School
    known: str | None


@dataclass(frozen=True, slots=True)
class Folder:
    """Where the drafts go, and what is known to have been written there."""

    path: Path
    logs: bool = True
    entries: Entries = field(default_factory=dict)


Progress = Callable[[int, int, Issue], None]


def draft_every(
    asked: DraftAsked, out: Path, *, logs: bool, jobs: int, bounds: Bounds, progress: Progress
) -> tuple[Issue, ...]:
    """Draft a policy for every school of the register, in the register's order.

    What is already in the folder as it was drafted, and would come out the same, is not written
    again; what somebody has changed there is never written over. Raises InputError for a register
    that cannot be read, OutputError for a folder that cannot be written.
    """
    if out.exists() and not out.is_dir():
        raise UsageError(f"{out}: is a file; give a folder for the drafts of all schools")
    schools = load_schools(Path(asked.register or ""))
    files = file_names(schools, policy_name(asked.model), asked.suffix)
    folder = Folder(out, logs, read_journal(out))
    standing = [
        _standing(place, school, files[place], folder) for place, school in enumerate(schools)
    ]
    issues = {place: issue for place, issue in enumerate(standing) if isinstance(issue, Issue)}
    tasks = [task for task in standing if isinstance(task, Task)]
    for task, outcome in _outcomes(asked, tasks, jobs, bounds):
        issue = _issue(task.school, files[task.place], outcome, asked, folder)
        issues[task.place] = issue
        progress(len(issues), len(schools), issue)
    if folder.entries:
        tidy(out, folder.entries)
    return tuple(issues[place] for place in range(len(schools)))


def _standing(place: int, school: School, file: str, folder: Folder) -> Issue | Task:
    """Say what is settled without drafting, or what there is to do."""
    if school.values.get("status", "").casefold().startswith("closed"):
        return Issue(school, "", "closed", "closed, says the register")
    path = folder.path / file
    if not path.exists():
        return Task(place, school, None)
    own = find_own(folder.entries, file, path.read_bytes()) if path.is_file() else None
    if own is None:
        return Issue(school, file, "kept", BY_HAND if file in folder.entries else STRANGE)
    return Task(place, school, own.key)


def _outcomes(
    asked: DraftAsked, tasks: list[Task], jobs: int, bounds: Bounds
) -> Iterator[tuple[Task, Done | Failure]]:
    outcomes = run(
        f"{JOBS}:drafted_unless",
        tasks,
        shared=replace(asked, register=None),
        workers=jobs,
        bounds=bounds,
        name=lambda task: str(task.school.name),
    )
    with closing(outcomes) as answers:
        yield from answers


def _issue(
    school: School, file: str, outcome: Done | Failure, asked: DraftAsked, folder: Folder
) -> Issue:
    """Write a draft, with its log, as soon as a worker has it."""
    if isinstance(outcome, Failure):
        error = outcome.error
        lacks = error.lacks if isinstance(error, MissingValuesError) else ()
        return Issue(school, file, "not drafted", str(error).split("\n")[0], lacks)
    key, made = outcome.value
    if made is None:
        return Issue(school, file, "unchanged")
    path = folder.path / file
    inputs = (asked.model, asked.register, asked.template)
    refuse_inputs(path, [Path(given) for given in inputs if given])
    note(folder.path, folder.entries, file, key, made.written)
    write_atomically(path, made.written)
    if folder.logs:
        write_atomically(folder.path / LOGS / f"{file}.log.csv", made.log)
    return Issue(school, file, "drafted", "; ".join(made.told))
