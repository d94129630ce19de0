"""`extract`: the clauses of one policy, as they were read."""

from __future__ import annotations

from pathlib import Path

import click

from toolkit.cli import options, talk
from toolkit.cli.group import main
from toolkit.commands import isolated

FORMATS = ["text", "json", "markdown"]


@main.command()
@click.argument("file", type=options.FILE)
@click.option("--format", "-f", "form", type=click.Choice(FORMATS), help="How to write.")
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
        isolated.chosen_format(form, output, FORMATS), options.read_options()
    )
    written = isolated.extract(file, asked, options.bounds())
    talk.deliver(written, output, file, quiet=quiet)
