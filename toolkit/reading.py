"""A file → a Document: read its bytes within bounds, extract, structure, and read its facts."""

from __future__ import annotations

import hashlib
import os
import stat
from pathlib import Path
from typing import Final

from toolkit.document import Document, Extraction
from toolkit.errors import Code, InputError
from toolkit.extract import extract
from toolkit.extract.options import MB, Limits, Options
from toolkit.metadata import metadata
from toolkit.structure import structure

_DEFAULT: Final = Options()
# A named pipe opened without this would hang until somebody writes to it.
_FLAGS: Final = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)


def read(
    source: Path | str | bytes, options: Options = _DEFAULT, *, name: str | None = None
) -> Document:
    """Read a policy from its path or its bytes; `name` is what the user calls it.

    Raises InputError, whose message names the file, the cause and the remedy.
    """
    if isinstance(source, bytes):
        return read_bytes(source, name or "document", options)
    path = Path(source)
    return read_bytes(load_bytes(path, options.limits), name or path.name, options)


def read_bytes(data: bytes, name: str, options: Options = _DEFAULT) -> Document:
    """Read a policy from its bytes; `name` is what the user calls it."""
    return understand(extract(data, name, options), data, name, options.limits)


def understand(extraction: Extraction, data: bytes, name: str, limits: Limits) -> Document:
    """Structure what was extracted from `data` and state its facts."""
    _check_size(extraction, name, limits)
    structured = structure(extraction)
    if len(structured.clauses) > limits.clauses:
        raise _too_large(name, f"{len(structured.clauses):,} clauses", f"{limits.clauses:,}")
    return Document(
        source=name,
        sha256=hashlib.sha256(data).hexdigest(),
        format=extraction.format,
        clauses=structured.clauses,
        pages=extraction.pages,
        metadata=metadata(extraction, structured),
        set_aside=structured.set_aside,
        not_compared=extraction.not_compared,
        warnings=extraction.warnings,
        recognised=extraction.recognised,
    )


def _check_size(extraction: Extraction, name: str, limits: Limits) -> None:
    """Refuse more blocks than could be clauses before any work is spent on them."""
    most = 4 * limits.clauses  # set-aside lines (a header and a number a page) are blocks too
    if len(extraction.blocks) > most:
        raise _too_large(name, f"{len(extraction.blocks):,} paragraphs", f"{most:,}")


def _too_large(name: str, found: str, limit: str) -> InputError:
    return InputError(
        Code.TOO_LARGE,
        f"{name}: {found}, more than the {limit} that are read; split it, or raise the limit",
    )


def load_bytes(path: Path, limits: Limits) -> bytes:
    """Read a regular file, never more of it than the limit: its size may lie or grow."""
    try:
        handle = os.open(path, _FLAGS)
        try:
            status = os.fstat(handle)
            if not stat.S_ISREG(status.st_mode):
                raise _not_a_file(path)
            _check_bytes(path, status.st_size, limits)
            with os.fdopen(os.dup(handle), "rb") as file:
                # Room is made for all that is asked for: first for no more than it says it has.
                data = file.read(status.st_size + 1)
                if len(data) > status.st_size:
                    data += file.read(limits.file_bytes + 1 - len(data))
        finally:
            os.close(handle)
    except (OSError, ValueError) as error:
        raise _unopened(path, error) from error
    _check_bytes(path, len(data), limits)
    return data


def _check_bytes(path: Path, size: int, limits: Limits) -> None:
    if size > limits.file_bytes:
        raise InputError(
            Code.TOO_LARGE,
            f"{path.name}: {size // MB} MB, more than the {limits.file_bytes // MB} MB that are "
            "read; save a smaller copy (without pictures)",
        )


def _not_a_file(path: Path) -> InputError:
    what = "a folder" if path.is_dir() else "not an ordinary file"
    remedy = "give one of its files, or audit the folder" if path.is_dir() else "give a document"
    return InputError(Code.WRONG_TYPE, f"{path.name}: {what}; {remedy}")


def _unopened(path: Path, error: OSError | ValueError) -> InputError:
    name = path.name or str(path)
    if isinstance(error, FileNotFoundError | NotADirectoryError):
        return InputError(Code.PERMISSION, f"{name}: no such file; check the name and the folder")
    if isinstance(error, IsADirectoryError) or path.is_dir():
        return _not_a_file(path)
    if isinstance(error, PermissionError):
        return InputError(
            Code.PERMISSION, f"{name}: may not be opened; ask its owner for the right to read it"
        )
    cause = error.strerror if isinstance(error, OSError) and error.strerror else "not a file's name"
    return InputError(
        Code.PERMISSION, f"{name}: cannot be opened ({cause.lower()}); copy it to another folder"
    )
