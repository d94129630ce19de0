"""What can go wrong, what the user is told, and the exit code it ends in."""

from __future__ import annotations

from enum import IntEnum, StrEnum


class ExitCode(IntEnum):
    """Exit codes of the command line (docs/design.md, 4.1)."""

    DONE = 0
    DEVIATIONS = 1
    USAGE = 2
    UNREADABLE = 3
    CONFLICTS = 4
    UNWRITABLE = 5
    PARTLY_READ = 6
    BUG = 70


class Code(StrEnum):
    """Why an input was not read; stable, shown in audit.json and the overview."""

    ENCRYPTED = "ENCRYPTED"
    NO_TEXT = "NO_TEXT"
    GARBLED = "GARBLED"
    DAMAGED = "DAMAGED"
    WRONG_TYPE = "WRONG_TYPE"
    LEGACY = "LEGACY"
    UNSAFE_XML = "UNSAFE_XML"
    TOO_LARGE = "TOO_LARGE"
    TIMEOUT = "TIMEOUT"
    MEMORY = "MEMORY"
    WORKER_DIED = "WORKER_DIED"
    PERMISSION = "PERMISSION"
    INTERNAL = "INTERNAL"


class ToolkitError(Exception):
    """Unusable input or output: one sentence naming what, where and the remedy."""

    exit_code = ExitCode.USAGE


class UsageError(ToolkitError):
    """The request itself cannot be met: an unknown model, a missing value."""


class InputError(ToolkitError):
    """A file cannot be read. `code` says why; the message names file, cause and remedy."""

    exit_code = ExitCode.UNREADABLE

    def __init__(self, code: Code, message: str) -> None:
        super().__init__(message)
        self.code = code

    def __reduce__(self) -> tuple[type[InputError], tuple[Code, str]]:
        return type(self), (self.code, str(self))


class OutputError(ToolkitError):
    """A result cannot be written."""

    exit_code = ExitCode.UNWRITABLE
