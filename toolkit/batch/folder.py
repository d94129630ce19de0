"""A folder → every file in it, in order: to be read, or skipped with the reason."""

from __future__ import annotations

import hashlib
import os
import re
import stat
import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from toolkit.errors import Code, InputError, UsageError

# Clutter that systems and editors leave beside documents; never a policy.
JUNK = re.compile(
    r"""
      thumbs\.db | ehthumbs\.db | desktop\.ini | icon\r     # Windows, macOS
    | \.ds_store | \._.* | \.localized | \.apdisk
    | ~\$.*                                                 # Word has the document open
    | \.~lock\..*\#                                         # so has LibreOffice
    | ~wrl\d*\.tmp | .*\.(?:tmp|part|partial|crdownload)    # half a save, half a download
    | \..*                                                  # hidden
    """,
    re.VERBOSE | re.IGNORECASE | re.DOTALL,
)
# Files that stand for something else: what to put into the folder in their place.
STAND_INS = {
    **dict.fromkeys(
        (".url", ".lnk", ".website", ".webloc", ".desktop"),
        "is a shortcut to something kept elsewhere; put the file itself into the folder",
    ),
    **dict.fromkeys(
        (".eml", ".emlx", ".msg"),
        "is an e-mail, not a policy; save the file that came with it into the folder",
    ),
}
LINK = "is a link and was not followed; put the file itself into the folder"
JUNK_FOLDERS = frozenset({"__macosx", "@eadir", "#recycle", "$recycle.bin"})
PACKED = frozenset({".zip", ".7z", ".rar"})
DEEPEST = 64  # folders in folders; real shares have about ten

KINDS = (
    (stat.S_ISFIFO, "a named pipe"),
    (stat.S_ISSOCK, "a socket"),
    (stat.S_ISCHR, "a device"),
    (stat.S_ISBLK, "a device"),
)


@dataclass(frozen=True, slots=True)
class Found:
    """One file. `name` is its path below the folder, with forward slashes, fit to be shown.

    `skipped` is a whole sentence where it is not to be read; `code` goes with it where somebody
    could mend that.
    """

    name: str
    path: str
    skipped: str | None = None
    code: Code | None = None


def scan(folder: Path, leave_out: Path | None = None) -> tuple[Found, ...]:
    """List every file below `folder`, sorted by name, without following a link.

    `leave_out` is the folder our own results go to. Raises UsageError or InputError where the
    folder itself cannot be listed.
    """
    _check(folder)
    apart = os.path.realpath(leave_out) if leave_out else None
    found = sorted(_walk(str(folder), "", apart, 0), key=lambda file: file.name)
    return tuple(_told_apart(found))


def shown(name: str) -> str:
    r"""Make a file's name fit for a report: what is not text, or turns text about, is spelt out.

    >>> shown("a" + chr(10) + "b" + chr(0xDCE9) + chr(0x202E) + ".pdf")
    'a\\x0ab\\xe9\\u202e.pdf'
    """
    return "".join(map(_shown, name))


def digest(path: str, most: int) -> str | None:
    """Return a file's SHA-256; None where it is no file now, cannot be read, or is over `most`."""
    try:
        with os.fdopen(os.open(path, _CAREFULLY), "rb") as stream:
            status = os.fstat(stream.fileno())
            if not stat.S_ISREG(status.st_mode) or status.st_size > most:
                return None
            return hashlib.file_digest(stream, "sha256").hexdigest()
    except OSError:
        return None


def content(path: str, most: int) -> bytes | None:
    """Return a file's bytes; None where it is no file now, cannot be read, or is over `most`."""
    try:
        with os.fdopen(os.open(path, _CAREFULLY), "rb") as stream:
            if not stat.S_ISREG(os.fstat(stream.fileno()).st_mode):
                return None
            data = stream.read(most + 1)
            return data if len(data) <= most else None
    except OSError:
        return None


# A pipe put in a file's place must not make us wait for whoever might write to it.
_CAREFULLY = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)


def _check(folder: Path) -> None:
    if not folder.exists():
        raise UsageError(f"{folder}: there is no such folder; check its name")
    if folder.is_file() and folder.suffix.lower() in PACKED:
        raise UsageError(f"{folder}: is a packed folder; unpack it, and give the folder in it")
    if not folder.is_dir():
        raise UsageError(f"{folder}: is a file; give a folder, or use compare for one policy")
    try:
        with os.scandir(folder):
            pass
    except OSError as error:
        raise InputError(Code.PERMISSION, f"{folder}: {_cannot_open(error)}") from error


def _walk(path: str, name: str, apart: str | None, depth: int) -> Iterator[Found]:
    """Yield what is below one folder; a folder that cannot be listed is one entry itself."""
    try:
        with os.scandir(path) as entries:
            listed = list(entries)
    except OSError as error:
        yield _skipped(name, path, f"this folder {_cannot_open(error)}", Code.PERMISSION)
        return
    for entry in listed:
        below = f"{name}/{entry.name}" if name else entry.name
        if entry.is_dir(follow_symlinks=False) and not _is_junction(entry):
            yield from _folder(entry.path, below, apart, depth)
        else:
            yield _file(entry, below)


def _folder(path: str, name: str, apart: str | None, depth: int) -> Iterator[Found]:
    if apart and os.path.realpath(path) == apart:
        return
    if depth == DEEPEST:
        yield _skipped(name, path, f"more than {DEEPEST} folders deep, so it was left out")
        return
    yield from _walk(path, name, apart, depth + 1)


def _file(entry: os.DirEntry[str], name: str) -> Found:
    if _is_junk(name):
        return _skipped(name, entry.path, "is no document but a hidden, temporary or system file")
    if entry.is_symlink() or _is_junction(entry):
        return _skipped(name, entry.path, LINK, Code.WRONG_TYPE)
    if instead := STAND_INS.get(Path(name).suffix.lower()):
        return _skipped(name, entry.path, instead, Code.WRONG_TYPE)
    try:
        mode = entry.stat(follow_symlinks=False).st_mode
    except OSError as error:
        return _skipped(name, entry.path, _cannot_open(error), Code.PERMISSION)
    if kind := next((words for test, words in KINDS if test(mode)), None):
        return _skipped(name, entry.path, f"is {kind}, not a document")
    return Found(shown(name), entry.path)


def _skipped(name: str, path: str, reason: str, code: Code | None = None) -> Found:
    return Found(shown(name), path, f"{shown(name)}: {reason}", code)


def _is_junk(name: str) -> bool:
    *folders, last = name.split("/")
    return bool(JUNK.fullmatch(last)) or any(
        folder.lower() in JUNK_FOLDERS or JUNK.fullmatch(folder) for folder in folders
    )


def _is_junction(entry: os.DirEntry[str]) -> bool:
    """Tell whether this is Windows' other kind of link to a folder."""
    is_junction = getattr(entry, "is_junction", None)
    return bool(is_junction and is_junction())


def _cannot_open(error: OSError) -> str:
    if isinstance(error, PermissionError):
        return "may not be opened by you; ask its owner for permission to read it"
    return f"could not be opened ({error.strerror or error}); copy it afresh and run again"


def _shown(character: str) -> str:
    code = ord(character)
    if 0xDC80 <= code <= 0xDCFF:
        return f"\\x{code - 0xDC00:02x}"  # a byte that is no UTF-8, as Python carries it
    if unicodedata.category(character) in {"Cc", "Cf", "Cs", "Zl", "Zp"}:
        return f"\\x{code:02x}" if code < 0x100 else f"\\u{code:04x}"
    return character


def _told_apart(found: list[Found]) -> Iterator[Found]:
    """Number names that only look alike once shown, so that each has a record of its own."""
    taken: set[str] = set()
    clash: Callable[[str], bool] = taken.__contains__
    for file in found:
        name, number = file.name, 2
        while clash(name):
            name, number = f"{file.name} ({number})", number + 1
        taken.add(name)
        yield file if name == file.name else Found(name, file.path, file.skipped, file.code)
