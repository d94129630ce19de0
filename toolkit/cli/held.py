"""The commands for the model policies that are held."""

from __future__ import annotations

from pathlib import Path

import click

from toolkit import commands
from toolkit.cli import options, talk
from toolkit.cli.group import main

SHOW_FORMATS = ["text", "markdown", "json"]
FOUND_FORMATS = ["text", "json"]

form_of_text = click.option(
    "--format", "-f", "form", type=click.Choice(FOUND_FORMATS), default="text", help="How to write."
)


@main.group()
def model() -> None:
    """Look at the county's model policies that are held."""


@model.command("list")
@form_of_text
@options.config
@talk.plainly
def list_models(form: str) -> None:
    """List the model policies that are held, with their editions.

    Your own stand in a folder model_policies below the folder you are in, one folder a policy and
    one file an edition, and take precedence.
    """
    talk.deliver(commands.list_models(form), None, quiet=True)


@model.command()
@click.argument("m", metavar="M", shell_complete=options.complete_model)
@click.option(
    "--format", "-f", "form", type=click.Choice(SHOW_FORMATS), default="text", help="How to write."
)
@options.output
@options.reading
@talk.plainly
def show(
    m: str,
    form: str,
    output: Path | None,
    quiet: bool,
    password: str | None,
    seconds: float,
    memory: int,
) -> None:
    """Show one model policy M: an id (its latest edition), an id@edition, or a file."""
    asked = commands.ExtractAsked(form, options.read_options(password))
    written = commands.show_model(m, asked, options.bounds(seconds, memory))
    talk.deliver(written, talk.place(output), Path(m), quiet=quiet)


@model.command()
@click.argument("file", type=options.FILE)
@form_of_text
@options.reading
@talk.plainly
def identify(
    file: Path,
    form: str,
    quiet: bool,  # noqa: ARG001 - it says nothing but its result
    password: str | None,
    seconds: float,
    memory: int,
) -> None:
    """Say which model policy and edition FILE was adopted from, how surely, and why."""
    asked = commands.ExtractAsked(form, options.read_options(password))
    talk.deliver(commands.identify(file, asked, options.bounds(seconds, memory)), None, quiet=True)
