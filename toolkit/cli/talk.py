"""What is said to the user, and where results go: results on stdout, all else on stderr."""

from __future__ import annotations

import functools
import os
import shutil
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import click

from toolkit import __version__
from toolkit.errors import Code, ExitCode, InputError, ToolkitError, UsageError
from toolkit.output import write_atomically

BINARY = frozenset({"docx", "pdf", "xlsx"})
NARROWEST, WIDEST = 60, 100
INTERRUPTED = 130  # as shells have it: 128 and the number of SIGINT
OFTEN = 0.1  # seconds between two lines of progress

Item = TypeVar("Item")


def plainly(command: Callable[..., None]) -> Callable[..., None]:
    """End a command that cannot go on with one sentence and its exit code, never a traceback."""

    @functools.wraps(command)
    def wrapped(*args: Any, **kwargs: Any) -> None:
        try:
            command(*args, **kwargs)
        except ToolkitError as error:
            raise _stop(str(error), _exit_code(error)) from error
        except KeyboardInterrupt as error:
            raise _stop("stopped; nothing was left half-written", INTERRUPTED) from error
        except (click.ClickException, click.exceptions.Exit, click.Abort, BrokenPipeError):
            raise
        except Exception as error:
            raise _stop(_bug(error), ExitCode.BUG) from error

    return wrapped


def _exit_code(error: ToolkitError) -> ExitCode:
    is_bug = isinstance(error, InputError) and error.code is Code.INTERNAL
    return ExitCode.BUG if is_bug else error.exit_code


def _stop(message: str, code: int) -> click.ClickException:
    stopped = click.ClickException(message)
    stopped.exit_code = code  # type: ignore[misc]  # click reads it from the instance
    return stopped


def _bug(error: Exception) -> str:
    return (
        f"something went wrong inside policy-toolkit ({type(error).__name__}); your files are as "
        "they were. Please report it to whoever gave you policy-toolkit: which command you gave, "
        f"what kind of file, version {__version__}, Python {sys.version.split()[0]}."
    )


def place(output: Path | None) -> Path | None:
    """Return where to write; None is standard output."""
    return None if output is None or str(output) == "-" else output


def refuse_binary(form: str, output: Path | None) -> None:
    """Keep a workbook off the screen."""
    if form in BINARY and output is None and sys.stdout.isatty():
        raise UsageError(f"{form} is nothing for the screen; name a file, as -o report.{form}")


def deliver(data: bytes, output: Path | None, *inputs: Path, quiet: bool, told: str = "") -> None:
    """Write a result to its file and say so, or to standard output."""
    if output is not None:
        write_atomically(output, data, inputs)
        say(f"{told} Written to {output}.".strip(), quiet)
    elif sys.stdout.isatty():
        click.echo(data.decode(), nl=False)
    else:  # as it is: the screen's encoding is no matter for a file or a program
        sys.stdout.buffer.write(data)
        sys.stdout.buffer.flush()


def say(message: str, quiet: bool = False) -> None:
    """Say something that is no result."""
    if not quiet:
        click.echo(message, err=True)


def can_ask(quiet: bool) -> bool:
    """Tell whether somebody sits there who can be asked."""
    return not quiet and sys.stdin.isatty() and sys.stderr.isatty()


def has_colour() -> bool:
    """Tell whether standard output shows colours and the user wants them (no-color.org)."""
    is_able = sys.stdout.isatty() and os.environ.get("TERM") != "dumb"
    return is_able and not os.environ.get("NO_COLOR")


def width() -> int:
    """Return how wide text may be."""
    return max(NARROWEST, min(WIDEST, shutil.get_terminal_size().columns))


def progress(
    quiet: bool, line: Callable[[int, int, Item], str]
) -> Callable[[int, int, Item], None]:
    """Return what keeps one line on a terminal, written by `line` (done, of how many, the last)."""
    if quiet or not sys.stderr.isatty():
        return lambda done, total, item: None  # noqa: ARG005
    shown = 0.0

    def show(done: int, total: int, item: Item) -> None:
        nonlocal shown
        said, now, room = line(done, total, item), time.monotonic(), width() - 1
        if done == total or now - shown >= OFTEN:
            shown = now
            click.echo(f"\r{said[:room]:<{room}}", nl=done == total, err=True)

    return show
