"""Options that several commands share, and the values they come to."""

from __future__ import annotations

import difflib
import tomllib
from collections.abc import Callable, Mapping
from dataclasses import fields
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any

import click

from toolkit.extract.options import Limits, Options
from toolkit.isolation.supervise import MEMORY_MB, SECONDS, Bounds

FILE = click.Path(path_type=Path)
LIMITS = "limits"
READING = "reading."
HOW = ("password", "ocr", "tracked", "engine")
LIMIT_NAMES = [field.name for field in fields(Limits)]

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


def _configure(context: click.Context, _: click.Parameter, file: Path | None) -> None:
    """Take options from a TOML file: for every command, or below the name of one."""
    if file is None:
        return
    given = _toml(file)
    tables = {name: value for name, value in given.items() if isinstance(value, dict)}
    common = {name: value for name, value in given.items() if name not in tables}
    context.meta[LIMITS] = _limits(file, tables.pop(LIMITS, {}))
    commands = _commands(context.find_root().command)
    _check_names(file, common, tables, commands)
    defaults = {
        name: _parameters(command, {**common, **tables.get(name, {})})
        for name, command in commands.items()
    }
    here = context.info_name or ""
    context.default_map = defaults.get(here, {}) if context.parent else _nested(defaults, context)


def _nested(defaults: dict[str, dict[str, Any]], context: click.Context) -> dict[str, Any]:
    """Lay options out as the group hands them down: those of `model list` below `model`."""
    root = context.command
    assert isinstance(root, click.Group)
    inner = {
        name: {sub: defaults[sub] for sub in command.commands}
        for name, command in root.commands.items()
        if isinstance(command, click.Group)
    }
    return {**defaults, **inner}


def _toml(file: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(file.read_text(encoding="utf-8-sig"))
    except OSError as error:
        raise click.BadParameter(f"{file}: cannot be opened ({error.strerror})") from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise click.BadParameter(f"{file}: is no TOML ({error}); correct it there") from error


def _commands(command: click.Command) -> dict[str, click.Command]:
    """List every command by its own name, also those of a group in the group."""
    if not isinstance(command, click.Group):
        return {command.name or "": command}
    found: dict[str, click.Command] = {}
    for inner in command.commands.values():
        found |= _commands(inner)
    return found


def _long_names(command: click.Command) -> dict[str, str]:
    """Map each option, as it is written without its dashes, to its parameter."""
    return {
        spelling.lstrip("-").replace("-", "_"): parameter.name or ""
        for parameter in command.params
        if isinstance(parameter, click.Option) and not parameter.hidden
        for spelling in parameter.opts
        if spelling.startswith("--")
    }


def _parameters(command: click.Command, values: Mapping[str, Any]) -> dict[str, Any]:
    names = _long_names(command)
    given = {name.replace("-", "_"): value for name, value in values.items()}
    return {names[name]: value for name, value in given.items() if name in names}


def _check_names(
    file: Path,
    common: Mapping[str, Any],
    tables: Mapping[str, Mapping[str, Any]],
    commands: Mapping[str, click.Command],
) -> None:
    """Refuse a name that no command knows: a misspelt option would silently do nothing."""
    every = {name for command in commands.values() for name in _long_names(command)}
    for name in common:
        _check_name(file, name, every)
    for table, values in tables.items():
        _check_name(file, table, {*commands, LIMITS})
        for name in values:
            _check_name(file, name, set(_long_names(commands[table])))


def _check_name(file: Path, name: str, known: set[str]) -> None:
    if name.replace("-", "_") not in known:
        near = difflib.get_close_matches(name, sorted(known), n=1)
        meant = f"did you mean {near[0]}?" if near else "known are " + ", ".join(sorted(known))
        raise click.BadParameter(f"{file}: there is no option {name}; {meant}")


def _limits(file: Path, given: Mapping[str, Any]) -> Limits:
    for name, value in given.items():
        _check_name(file, name, set(LIMIT_NAMES))
        if not isinstance(value, int) or isinstance(value, bool) or value < 1:
            raise click.BadParameter(f"{file}: {name} must be a whole number above 0")
    return Limits(**given)


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
    callback=_configure,
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
