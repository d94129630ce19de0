"""`redline`: two Word files as one with tracked changes."""

from __future__ import annotations

from pathlib import Path

import click

from toolkit.cli import options, talk
from toolkit.cli.group import main
from toolkit.commands import isolated

AUTHOR = "policy-toolkit"
ENDINGS = [".docx"]


@main.command()
@click.argument("old", type=options.FILE)
@click.argument("new", type=options.FILE)
@click.option(
    "--output",
    "-o",
    type=options.FILE,
    required=True,
    help="The file to write: .docx; - is standard output.",
)
@click.option(
    "--author",
    metavar="NAME",
    default=AUTHOR,
    show_default=True,
    help="Who is shown as having made the changes.",
)
@options.today
@options.reading
@talk.plainly
def redline(
    old: Path,
    new: Path,
    output: Path,
    author: str,
    today: str,
    quiet: bool,
) -> None:
    """Track the changes from OLD to NEW, two Word files.

    In the file that is written, accepting every change gives the new text and rejecting every
    change gives the old. If that cannot be had exactly, nothing is written.
    """
    place = talk.place(output)
    if place is not None:
        isolated.check_ending(place, ENDINGS)
    talk.refuse_binary("docx", place)
    asked = isolated.RedlineAsked(str(new), author, f"{today}T12:00:00Z", options.read_options())
    written = isolated.redline(old, asked, options.bounds())
    talk.deliver(written, place, old, new, quiet=quiet)
