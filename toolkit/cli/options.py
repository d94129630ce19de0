"""Options that several commands share, and the values they come to."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any

import click

from toolkit.cli.config import LIMITS, configure
from toolkit.extract.options import Limits, Options
from toolkit.isolation.supervise import MEMORY_MB, SECONDS, Bounds

FILE = click.Path(path_type=Path)
READING = "reading."
HOW = ("password", "ocr", "tracked", "engine")

Command = Callable[..., Any]


def _day(_: click.Context, __: click.Parameter, value: str | None) -> str:
    try:
        return (date.fromisoformat(value) if value else date.today()).isoformat()
    except ValueError as error:
        raise click.BadParameter(f"{value} is no date; write it as 2026-11-20") from error


def _remember(context: click.Context, parameter: click.Parameter, value: Any) -> None:
    """Keep how files are to be read and what that may cost, which no command itself looks at."""
    context.meta[f"{READING}{parameter.name}"] = value


def complete_model(_: click.Context, __: click.Parameter, incomplete: str) -> list[str]:
    """List the model policies whose name begins so, for the Tab key."""
    from toolkit.carried import data_folders

    files = [path for folder in data_folders("model_policies") for path in folder.glob("*/*.md")]
    names = {path.parent.name for path in files} | {f"{p.parent.name}@{p.stem}" for p in files}
    return sorted(name for name in names if name.startswith(incomplete))


# How files are to be read: no command takes these itself (`read_options`, `bounds`).
remembered = partial(click.option, expose_value=False, callback=_remember)
today = click.option(
    "--today",
    metavar="DATE",
    callback=_day,
    help="The date by which reviews are overdue, as 2026-11-20.  [default: today]",
)
quiet = click.option("--quiet", "-q", is_flag=True, help="Say nothing but what went wrong.")
config = click.option(
    "--config",
    type=FILE,
    is_eager=True,
    expose_value=False,
    callback=configure,
    help="A TOML file that holds your usual options.",
)
check = click.option("--check", is_flag=True, help="End with exit code 1 if anything deviates.")
password = remembered(
    "--password",
    envvar="POLICY_TOOLKIT_PASSWORD",
    help="Opens a locked file. Others can see it here; rather set POLICY_TOOLKIT_PASSWORD.",
)
seconds = remembered(
    "--seconds",
    type=click.FloatRange(min=0.1),
    metavar="N",
    default=SECONDS,
    show_default=True,
    help="The longest that one file may take.",
)
memory = remembered(
    "--memory",
    type=click.IntRange(min=100),
    metavar="MB",
    default=MEMORY_MB,
    show_default=True,
    help="The most memory that one file may take, in MB.",
)
ocr = remembered(
    "--ocr",
    is_flag=True,
    help="Recognise the text of scanned pages, where OCRmyPDF or Tesseract is installed.",
)
tracked = remembered(
    "--tracked",
    type=click.Choice(["accepted", "original"]),
    default="accepted",
    show_default=True,
    help="How to read changes that are still tracked in a Word file.",
)
engine = remembered(
    "--engine",
    type=click.Choice(["pdfium", "pdfplumber"]),
    default="pdfium",
    show_default=True,
    help="What reads a PDF; pdfplumber is slow, to cross-check with.",
)
model = click.option(
    "--model",
    "-m",
    metavar="M",
    shell_complete=complete_model,
    help="The model policy: its id, its id@edition, or a file.  [default: found out]",
)
output = click.option(
    "--output", "-o", type=FILE, help="The file to write; - is the screen.  [default: -]"
)


def called_otherwise(*spellings: str, here: str) -> Callable[[Command], Command]:
    """Answer an option that other commands have with what this command calls it."""

    def refuse(_: click.Context, __: click.Parameter, value: str | None) -> None:
        if value is not None:
            raise click.UsageError(f"There is no option {' or '.join(spellings)} here; {here}.")

    name = f"no_{spellings[0].strip('-')}"
    return click.option(*spellings, name, hidden=True, expose_value=False, callback=refuse)


def reading(command: Command) -> Command:
    """Add the options of every command that reads strangers' files."""
    for option in (memory, seconds, password, tracked, ocr, config, quiet):
        command = option(command)
    return command


def read_options() -> Options:
    """Return how files are to be read."""
    meta = click.get_current_context().meta
    how = {name: meta[READING + name] for name in HOW if READING + name in meta}
    return Options(limits=meta.get(LIMITS) or Limits(), **how)


def bounds() -> Bounds:
    """Return what one file may cost."""
    meta = click.get_current_context().meta
    return Bounds(meta[f"{READING}seconds"], meta[f"{READING}memory"])
