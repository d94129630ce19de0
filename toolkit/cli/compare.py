"""`compare`: one policy against its model."""

from __future__ import annotations

from pathlib import Path
from typing import Literal

import click

from toolkit.cli import options, talk
from toolkit.cli.group import main
from toolkit.commands import isolated
from toolkit.errors import ExitCode

FORMATS = ["text", "html", "docx", "pdf", "xlsx", "csv", "json", "jsonl", "markdown"]


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
    type=click.Choice(FORMATS),
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
    form = isolated.chosen_format(form, output, FORMATS)
    talk.refuse_binary(form, output)
    colour = output is None and talk.has_colour()
    reading = options.read_options()
    asked = isolated.CompareAsked(form, model, against, today, reading, talk.width(), colour)
    compared = isolated.compare(adopted, asked, options.bounds())
    inputs = [adopted, *([Path(model)] if model else [])]
    talk.deliver(compared.written, output, *inputs, quiet=quiet, told=compared.answer)
    if check and compared.deviates:
        raise click.exceptions.Exit(ExitCode.DEVIATIONS)
