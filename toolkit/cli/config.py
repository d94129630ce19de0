"""A TOML file of one's usual options (`--config`) → the defaults of every command."""

from __future__ import annotations

import difflib
import tomllib
from collections.abc import Mapping
from dataclasses import fields
from pathlib import Path
from typing import Any

import click

from toolkit.extract.options import Limits

LIMITS = "limits"  # a table of the file, and where its values wait in the context
LIMIT_NAMES = [field.name for field in fields(Limits)]


def configure(context: click.Context, _: click.Parameter, file: Path | None) -> None:
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
