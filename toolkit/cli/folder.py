"""The command for a whole folder."""

from __future__ import annotations

from pathlib import Path

import click

from toolkit.cli import options, talk
from toolkit.cli.group import main
from toolkit.commands import isolated
from toolkit.errors import ExitCode, UsageError


@main.command()
@click.argument("folder", type=options.FILE)
@click.option(
    "--output", "-o", type=options.FILE, required=True, help="The folder to write the results to."
)
@options.model
@click.option(
    "--schools",
    type=options.FILE,
    help="The schools register (CSV): tells whose policy is whose, and which schools sent none.",
)
@click.option(
    "--map",
    "mapped",
    type=options.FILE,
    help="A table (CSV: file, urn, model) that settles whose a file is, and which model's.",
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
    password: str | None,
    seconds: float,
    memory: int,
) -> None:
    """Compare every policy in FOLDER with its model policy.

    Open index.html in the folder of results: every school and policy in a row, what is missing,
    changed and overdue, and a page for each policy. audit.xlsx holds the same for Excel. Run it
    again when files have come or changed, and only those are read.
    """
    from toolkit.auditing.results import OVERVIEW
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
        options=options.read_options(password),
        bounds=options.bounds(seconds, memory),
        progress=talk.progress(quiet),
        mapped=mapped,
        letters=letters,
        scheduler=scheduler,
        register_file=register_file,
    )
    for note in whole.notes:
        talk.say(f"Please look at this: {note}")
    if not quiet:
        click.echo(isolated.told(whole, output / OVERVIEW))
    if any(isolated.is_unread(record) for record in whole.records):
        raise click.exceptions.Exit(ExitCode.PARTLY_READ)
    if check and isolated.deviates(whole):
        raise click.exceptions.Exit(ExitCode.DEVIATIONS)
