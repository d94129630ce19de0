"""Results reach the disk whole or not at all."""

from __future__ import annotations

import contextlib
import os
import secrets
from collections.abc import Iterable, Iterator
from io import BufferedRandom
from pathlib import Path

from toolkit.errors import OutputError


def write_atomically(path: Path, data: bytes, inputs: Iterable[Path] = ()) -> None:
    """Write `data` beside `path`, flush it to disk and rename it into place.

    Missing folders are made. Raises OutputError where it cannot be written, or where `path` is
    one of `inputs`; what stood at `path` before then stands there still.
    """
    refuse_inputs(path, inputs)
    with whole(path) as stream:
        stream.write(data)


@contextlib.contextmanager
def whole(path: Path, *, durable: bool = True) -> Iterator[BufferedRandom]:
    """Give a stream whose content stands at `path` once all of it is written, and never a part.

    `durable`: it is on the disk when the block ends; without, `settle` sees to that. Missing
    folders are made. Raises OutputError.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with _replacing(path, durable) as stream:
            yield stream
    except OSError as error:
        raise OutputError(f"{path}: {_cause(error, path)}") from error


def settle(paths: Iterable[Path]) -> None:
    """Flush files, and the folders that they were renamed in, to the disk; gone ones are let be."""
    folders = set()
    for path in paths:
        with contextlib.suppress(OSError):
            _sync(path)
            folders.add(path.parent)
    for folder in folders:
        _sync_folder(folder)


def _sync(path: Path) -> None:
    handle = os.open(path, os.O_RDWR)  # Windows flushes only what may be written
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def refuse_inputs(path: Path, inputs: Iterable[Path]) -> None:
    """Raise OutputError where `path` is, by any name or link, one of `inputs`."""
    if any(same_file(path, Path(given)) for given in inputs):
        raise OutputError(
            f"{path}: is one of the files being read; give another name with -o so that it is kept"
        )


def same_file(one: Path, other: Path) -> bool:
    """Tell two paths to one file, by any name or link, also where it is not there yet."""
    try:
        return one.samefile(other)
    except (OSError, ValueError):
        return _resolved(one) == _resolved(other)


def _resolved(path: Path) -> str:
    return os.path.normcase(os.path.realpath(path))


@contextlib.contextmanager
def _replacing(path: Path, durable: bool) -> Iterator[BufferedRandom]:
    if path.is_dir():
        raise IsADirectoryError(path)
    # A link is written through, as an editor would, so that it stays a link.
    target = Path(os.path.realpath(path))
    if target.exists() and not target.is_file():
        raise FileExistsError(path)
    # Not tempfile: its files are private to their owner, which hides a report on a shared drive.
    temporary = target.with_name(f".{secrets.token_hex(8)}.tmp")
    try:
        with temporary.open("x+b") as stream:
            yield stream
            stream.flush()
            if durable:
                os.fsync(stream.fileno())
        if target.exists():
            temporary.chmod(target.stat().st_mode & 0o777)
        temporary.replace(target)
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise
    if durable:
        _sync_folder(target.parent)


def _sync_folder(folder: Path) -> None:
    """Make the renaming itself durable; Windows and some network drives cannot open a folder."""
    with contextlib.suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def _cause(error: OSError, path: Path) -> str:
    """Cause and remedy in words; the system's own words for what is not foreseen."""
    match error:
        case IsADirectoryError():
            return "is a folder; give the name of a file"
        case FileExistsError() if path.exists():
            return "is no ordinary file; give another name"
        case FileExistsError() | NotADirectoryError():
            return "a part of its path is a file, not a folder; give another folder"
        case PermissionError():
            return "may not be written; close it in other programs, or give another folder"
    reason = error.strerror or str(error)
    return f"could not be written ({reason}); make room on the disk or give another folder"
