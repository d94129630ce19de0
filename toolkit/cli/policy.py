"""The commands for one policy."""

from __future__ import annotations

from pathlib import Path
from typing import Literal

import click

from toolkit.cli import options, talk
from toolkit.cli.group import main
from toolkit.commands import isolated
from toolkit.errors import ExitCode

COMPARE_FORMATS = ["text", "html", "docx", "pdf", "xlsx", "csv", "json", "jsonl", "markdown"]
EXTRACT_FORMATS = ["text", "json", "markdown"]


@main.command()
@click.argument("file", type=options.FILE)
@click.option("--format", "-f", "form", type=click.Choice(EXTRACT_FORMATS), help="How to write.")
@options.output
@options.engine
@options.reading
@talk.plainly
def extract(
    file: Path,
    form: str | None,
    output: Path | None,
    quiet: bool,
) -> None:
    """Show the clauses of one policy, as they were read from FILE.

    Look here first if a comparison surprises you: it shows each clause with its number, and what
    was set aside as no policy text (page numbers, headers, the contents list).
    """
    output = talk.place(output)
    asked = isolated.ExtractAsked(
        isolated.chosen_format(form, output, EXTRACT_FORMATS), options.read_options()
    )
    written = isolated.extract(file, asked, options.bounds())
    talk.deliver(written, output, file, quiet=quiet)


@main.command()
@click.argument("adopted", type=options.FILE)
@options.model
@click.option(
    "--against",
    type=click.Choice(["adopted", "latest", "both"]),
    default="both",
    show_default=True,
    help="The edition the school adopted, the county's latest, or both: the edition adopted, and "
    "what the county has changed since.",
)
@click.option(
    "--format",
    "-f",
    "form",
    type=click.Choice(COMPARE_FORMATS),
    help="How to write.  [default: by the ending of the output's name, else text]",
)
@options.output
@options.check
@options.today
@options.engine
@options.reading
@options.called_otherwise("--to", "--base", here="say with --model which edition is meant")
@talk.plainly
def compare(
    adopted: Path,
    model: str | None,
    against: Literal["adopted", "latest", "both"],
    form: str | None,
    output: Path | None,
    check: bool,
    today: str,
    quiet: bool,
) -> None:
    """Compare one ADOPTED policy with its model policy.

    It says what is missing, what was changed and whether that matters, and what the school added.
    The model policy and its edition are found out unless you name them.
    """
    output = talk.place(output)
    form = isolated.chosen_format(form, output, COMPARE_FORMATS)
    talk.refuse_binary(form, output)
    colour = output is None and talk.has_colour()
    reading = options.read_options()
    asked = isolated.CompareAsked(form, model, against, today, reading, talk.width(), colour)
    compared = isolated.compare(adopted, asked, options.bounds())
    inputs = [adopted, *([Path(model)] if model else [])]
    talk.deliver(compared.written, output, *inputs, quiet=quiet, told=compared.answer)
    if check and compared.deviates:
        raise click.exceptions.Exit(ExitCode.DEVIATIONS)
