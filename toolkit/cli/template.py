"""`template check`: what is wrong in a Word template of one's own."""

from __future__ import annotations

from pathlib import Path

import click

from toolkit.cli import options, talk
from toolkit.cli.group import main
from toolkit.errors import ExitCode


@main.group()
def template() -> None:
    """Look over a Word template of your own."""


@template.command()
@click.argument("file", type=options.FILE)
@options.seconds
@options.memory
@options.config
@options.quiet
@talk.plainly
def check(file: Path, quiet: bool) -> None:
    """Say what is wrong with the Word template FILE, each thing with its place.

    It names tags that are unknown, split or not closed, and whether the policy's text has its
    place. It ends with exit code 1 where anything is wrong.
    """
    from toolkit.commands.issuing import check_template

    problems = check_template(file, options.bounds())
    for problem in problems:
        click.echo(problem)
    if problems:
        raise click.exceptions.Exit(ExitCode.DEVIATIONS)
    if not quiet:
        click.echo(f"{file}: all is well; draft with --template {file}")
