"""One request, done in a worker of its own."""

from __future__ import annotations

from pathlib import Path

from toolkit.batch.folder import shown
from toolkit.commands.issuing.asked import DraftAsked, Drafted
from toolkit.isolation.supervise import Bounds, run_one

JOBS = "toolkit.commands.issuing.work"


def draft_one(asked: DraftAsked, bounds: Bounds) -> Drafted:
    """Draft one school's policy. Raises MissingValuesError where the school lacks values."""
    made: Drafted = run_one(f"{JOBS}:drafted", asked, bounds=bounds, name=asked.model)
    return made


def check_template(path: Path, bounds: Bounds) -> tuple[str, ...]:
    """List what is wrong with a Word template; () where all is well."""
    name = shown(path.name)
    problems: tuple[str, ...] = run_one(f"{JOBS}:checked", str(path), bounds=bounds, name=name)
    return problems
