"""`model`: the model policies that are held, looked at and made."""

from __future__ import annotations

from pathlib import Path

import click

from toolkit.cli import options, talk
from toolkit.cli.group import main
from toolkit.commands import isolated

SHOW_FORMATS = ["text", "markdown", "json"]
FOUND_FORMATS = ["text", "json"]
DIFF_FORMATS = ["text", "html", "markdown", "json"]

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
    talk.deliver(isolated.list_models(form), None, quiet=True)


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
) -> None:
    """Show one model policy M: an id (its latest edition), an id@edition, or a file."""
    asked = isolated.ExtractAsked(form, options.read_options())
    written = isolated.show_model(m, asked, options.bounds())
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
) -> None:
    """Say which model policy and edition FILE was adopted from, how surely, and why."""
    asked = isolated.ExtractAsked(form, options.read_options())
    talk.deliver(isolated.identify(file, asked, options.bounds()), None, quiet=True)


@model.command("import")
@click.argument("file", type=options.FILE)
@click.option("--id", "ident", required=True, help="Its id: small letters and hyphens.")
@click.option("--edition", help="Its edition, as 2024-06.  [default: what the file says]")
@click.option("--title", help="Its title.  [default: what the file says]")
@click.option("--authority", help="Who issues it.  [default: what the file says]")
@click.option(
    "--adoption",
    type=click.Choice(["verbatim", "marked-places", "adapt"]),
    default="adapt",
    show_default=True,
    help="How schools are to adopt it.",
)
@click.option("--noun", help="What a school that adopted it calls itself in it: federation.")
@options.output
@options.reading
@talk.plainly
def import_(
    file: Path,
    ident: str,
    edition: str | None,
    title: str | None,
    authority: str | None,
    adoption: str,
    noun: str | None,
    output: Path | None,
    quiet: bool,
) -> None:
    """Make a model policy file of a county's FILE (Word or PDF), its gaps as marked places.

    FILE may also be a school's adoption: its name and dates become marked places, and what it put
    before the county's text is left out. Keep the result as model_policies/ID/EDITION.md.
    """
    from toolkit.commands.renewal import ImportAsked

    reading = options.read_options()
    asked = ImportAsked(ident, edition, title, authority, adoption, noun, reading)
    made = isolated.import_model(file, asked, options.bounds())
    talk.deliver(made.text.encode(), talk.place(output), file, quiet=quiet)
    for sentence in made.told:
        talk.say(f"Please look at this: {sentence}", quiet)


@model.command()
@click.argument("old", metavar="A", shell_complete=options.complete_model)
@click.argument("new", metavar="B", shell_complete=options.complete_model)
@click.option("--format", "-f", "form", type=click.Choice(DIFF_FORMATS), help="How to write.")
@options.output
@options.reading
@talk.plainly
def diff(
    old: str,
    new: str,
    form: str | None,
    output: Path | None,
    quiet: bool,
) -> None:
    """Say what edition B changes in edition A: the table of amended sections."""
    output = talk.place(output)
    form = isolated.chosen_format(form, output, DIFF_FORMATS)
    written = isolated.diff_models(old, new, form, options.bounds())
    talk.deliver(written, output, Path(old), Path(new), quiet=quiet)
