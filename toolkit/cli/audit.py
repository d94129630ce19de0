"""`audit`: a whole folder of policies."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import click

from toolkit.cli import options, talk
from toolkit.cli.group import main
from toolkit.commands import isolated
from toolkit.errors import ExitCode, UsageError

if TYPE_CHECKING:
    from toolkit.batch.records import Audit, Record

SHORTEST = 1e-6  # seconds: nothing was done in none


@main.command()
@click.argument("folder", type=options.FILE)
@click.option(
    "--output", "-o", type=options.FILE, required=True, help="The folder to write the results to."
)
@options.model
@click.option(
    "--schools",
    type=options.FILE,
    help="The schools register (CSV, .xlsx): tells whose policy is whose, and who sent none.",
)
@click.option(
    "--map",
    "mapped",
    type=options.FILE,
    help="A table (CSV, .xlsx: file, urn, model) that settles whose a file is, and which model's.",
)
@click.option("--letters", is_flag=True, help="Write a letter to every school, too.")
@click.option(
    "--register",
    "register_file",
    type=options.FILE,
    help="Where the register is kept.  [default: in the folder of results]",
)
@click.option(
    "--jobs",
    "-j",
    type=click.IntRange(min=1),
    metavar="N",
    help="How many files to read at once.  [default: one for each processor core]",
)
@click.option(
    "--engine",
    type=click.Choice(["local", "dask"]),
    default="local",
    show_default=True,
    help="Where files are read: on this machine, or on a Dask cluster.",
)
@click.option("--scheduler", metavar="URL", help="The cluster's address, as tcp://10.0.0.5:8786.")
@options.check
@options.today
@options.reading
@options.called_otherwise("--to", "--base", here="say with --model which edition is meant")
@talk.plainly
def audit(
    folder: Path,
    output: Path,
    model: str | None,
    schools: Path | None,
    mapped: Path | None,
    letters: bool,
    register_file: Path | None,
    jobs: int | None,
    engine: str,
    scheduler: str | None,
    check: bool,
    today: str,
    quiet: bool,
) -> None:
    """Compare every policy in FOLDER with its model policy.

    Open index.html in the folder of results: every school and policy in a row, what is missing,
    changed and overdue, and a page for each policy. audit.xlsx holds the same for Excel. Run it
    again when files have come or changed, and only those are read.
    """
    from toolkit.auditing.run import audit as audit_folder

    if (engine == "dask") != bool(scheduler):
        raise UsageError("give --engine dask and --scheduler tcp://… together, or neither")
    whole = audit_folder(
        folder,
        output,
        model=model,
        schools=schools or (),
        today=today,
        jobs=jobs,
        options=options.read_options(),
        bounds=options.bounds(),
        progress=talk.progress(quiet, _line()),
        mapped=mapped,
        letters=letters,
        scheduler=scheduler,
        register_file=register_file,
    )
    _tell(whole, output, letters, quiet)
    _end(whole, check)


def _line() -> Callable[[int, int, Record], str]:
    """Return what says how far it is, how long it will still take and how many were not read."""
    begun, unread = time.monotonic(), 0

    def line(done: int, total: int, record: Record) -> str:
        nonlocal unread
        unread += record.is_mendable
        rate = done / max(time.monotonic() - begun, SHORTEST)
        left = f", about {_span((total - done) / rate)} left" if done < total else ""
        failed = f", {unread} not read" if unread else ""
        return f"{done:,} of {total:,} files, {60 * rate:.0f} a minute{failed}{left}"

    return line


def _span(seconds: float) -> str:
    return f"{seconds / 60:.0f} min" if seconds >= 90 else f"{seconds:.0f} s"


def _tell(whole: Audit, output: Path, letters: bool, quiet: bool) -> None:
    from toolkit.auditing.letter_files import FOLDER
    from toolkit.auditing.results import OVERVIEW

    for note in whole.notes:
        talk.say(f"Please look at this: {note}")
    if quiet:
        return
    click.echo(isolated.told(whole, output / OVERVIEW))
    written = output / FOLDER
    if letters and written.is_dir() and any(written.iterdir()):
        click.echo(f"The letters are in {written.resolve()}, for Word and for e-mail.")
    elif letters:
        click.echo("No letter was written: no school of the register has anything to do.")


def _end(whole: Audit, check: bool) -> None:
    if any(record.is_mendable for record in whole.records):
        raise click.exceptions.Exit(ExitCode.PARTLY_READ)
    if check and isolated.deviates(whole):
        raise click.exceptions.Exit(ExitCode.DEVIATIONS)
