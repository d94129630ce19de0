"""What each command does, without the command line: documents are read in bounded workers."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from toolkit.batch.folder import shown
from toolkit.errors import UsageError
from toolkit.extract.options import Options
from toolkit.isolation.supervise import Bounds, run_one

if TYPE_CHECKING:
    from toolkit.batch.records import Audit
    from toolkit.commands.renewal import ImportAsked, RefreshAsked, Renewed
    from toolkit.drafting.importing import Imported

JOBS = "toolkit.commands.single"
RENEWAL = "toolkit.commands.renewal"
# What a name ends in → the format it asks for.
ENDINGS = {
    ".csv": "csv",
    ".docx": "docx",
    ".html": "html",
    ".htm": "html",
    ".json": "json",
    ".jsonl": "jsonl",
    ".md": "markdown",
    ".markdown": "markdown",
    ".pdf": "pdf",
    ".txt": "text",
    ".xlsx": "xlsx",
}


@dataclass(frozen=True, slots=True)
class ExtractAsked:
    """How one file is to be read, and what is found in it written."""

    format: str
    options: Options


@dataclass(frozen=True, slots=True)
class CompareAsked:
    """What one policy is to be compared with, and how that is to be written."""

    format: str
    model: str | None
    against: Literal["adopted", "latest", "both"]
    today: str
    options: Options
    width: int = 80
    colour: bool = False


@dataclass(frozen=True, slots=True)
class RedlineAsked:
    """Which file the other is the newer version of, who proposes the changes, and when."""

    new: str
    author: str
    date: str
    options: Options


@dataclass(frozen=True, slots=True)
class Compared:
    """A comparison as written, its answer in a sentence, and whether anything deviates."""

    written: bytes
    answer: str
    deviates: bool


def extract(path: Path, asked: ExtractAsked, bounds: Bounds) -> bytes:
    """Return the clauses of one policy as the format asked for writes them."""
    written: bytes = _in_worker("extract", path, asked, bounds)
    return written


def compare(path: Path, asked: CompareAsked, bounds: Bounds) -> Compared:
    """Compare one policy with its model."""
    compared: Compared = _in_worker("compare", path, asked, bounds)
    return compared


def redline(old: Path, asked: RedlineAsked, bounds: Bounds) -> bytes:
    """Track the changes between two Word files."""
    _check(Path(asked.new))
    written: bytes = _in_worker("redlined", old, asked, bounds)
    return written


def check_ending(output: Path, known: Sequence[str]) -> None:
    """Refuse, before any work, a file that a draft cannot be written as."""
    if output.suffix.lower() not in known:
        raise UsageError(f"{output}: end its name in one of {', '.join(known)}")


def refresh(path: Path, asked: RefreshAsked, bounds: Bounds) -> Renewed:
    """Bring one policy up to a new edition."""
    renewed: Renewed = _in_worker("renewed", path, asked, bounds, RENEWAL)
    return renewed


def import_model(path: Path, asked: ImportAsked, bounds: Bounds) -> Imported:
    """Write a county's document as a model policy file."""
    made: Imported = _in_worker("imported", path, asked, bounds, RENEWAL)
    return made


def diff_models(old: str, new: str, form: str, bounds: Bounds) -> bytes:
    """Say what one edition of a model policy changes in another."""
    written: bytes = run_one(f"{RENEWAL}:amended", (old, new), shared=form, bounds=bounds, name=new)
    return written


def parsed_values(pairs: Iterable[str]) -> dict[str, str]:
    """Read `key=value` pairs. Raises UsageError for anything else."""
    values: dict[str, str] = {}
    for pair in pairs:
        key, equals, value = pair.partition("=")
        if not equals or not key.strip():
            raise UsageError(f"--set {pair}: write it as key=value, as --set head.name='Mrs A Lee'")
        values[key.strip()] = value
    return values


def identify(path: Path, asked: ExtractAsked, bounds: Bounds) -> bytes:
    """Return the model policy and edition that a file was adopted from, and how that was told."""
    written: bytes = _in_worker("identified", path, asked, bounds)
    return written


def show_model(reference: str, asked: ExtractAsked, bounds: Bounds) -> bytes:
    """Return one model policy as the format asked for writes it."""
    written: bytes = run_one(f"{JOBS}:model", reference, shared=asked, bounds=bounds)
    return written


def list_models(form: str) -> bytes:
    """Return the model policies that are held, each with its editions."""
    written: bytes = run_one(f"{JOBS}:models", None, shared=form, name="model policies")
    return written


def chosen_format(given: str | None, output: Path | None, known: list[str]) -> str:
    """Choose a format: the one named, else by what the output's name ends in, else the first."""
    if given:
        return given
    if output is None:
        return known[0]
    found = ENDINGS.get(output.suffix.lower())
    if found not in known:
        endings = ", ".join(ending for ending, form in ENDINGS.items() if form in known)
        raise UsageError(
            f"{output}: no format is known by that ending; end the name in one of {endings}, or "
            "say which with --format"
        )
    return found


def deviates(whole: Audit) -> bool:
    """Tell whether any policy deviates in something that matters, or has findings."""
    return any(record.material or record.findings for record in whole.records)


def told(whole: Audit, report: Path) -> str:
    """Say in words what an audit found, what could not be read and where the report is."""
    from toolkit.report.tallies import headline

    unread = [f"  {record.message}" for record in whole.records if record.is_mendable]
    could_not = ["", "Could not be read:", *unread] if unread else []
    where = ["", f"The report is at {report.resolve()} (open it in a browser)."]
    return "\n".join([headline(whole), *could_not, *where])


def _in_worker(job: str, path: Path, asked: object, bounds: Bounds, module: str = JOBS) -> Any:
    _check(path)
    return run_one(f"{module}:{job}", str(path), shared=asked, bounds=bounds, name=shown(path.name))


def _check(path: Path) -> None:
    """Catch a slip before a worker is started: a folder, a name that is not there."""
    if path.is_dir():
        raise UsageError(
            f"{path}: is a folder; to compare every policy in it: "
            f'policy-toolkit audit "{path}" -o results'
        )
    if not path.exists():
        raise UsageError(f"{path}: there is no such file; {_did_you_mean(path)}")


def _did_you_mean(path: Path) -> str:
    parent = path.parent
    if not parent.is_dir():
        return f"there is no folder {parent} either; check both names"
    names = sorted(entry.name for entry in parent.iterdir() if entry.is_file())
    folded = {name.lower(): name for name in reversed(names)}
    near = difflib.get_close_matches(path.name.lower(), folded, n=1)
    near = near or [name for name in folded if Path(name).stem == path.name.lower()]
    return f"did you mean {parent / folded[near[0]]}?" if near else "check its name"
