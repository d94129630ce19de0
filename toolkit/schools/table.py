"""A table that somebody saved (CSV, .xlsx), or another text file of theirs → its text, its rows."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from pathlib import Path

from toolkit.errors import Code, InputError
from toolkit.schools.workbook import MAGIC, read_sheets

# The national extract of every establishment in England is about 60 MB.
LARGEST = 150_000_000
OLD_OR_LOCKED = b"\xd0\xcf\x11\xe0"  # .xls, and a workbook with a password
BYTE_ORDER_MARKS = (
    (b"\xef\xbb\xbf", "utf-8-sig"),
    (b"\xff\xfe", "utf-16"),
    (b"\xfe\xff", "utf-16"),
)

Rows = Iterator[tuple[int, list[str]]]


def read_tables(path: Path) -> Iterator[tuple[str, Rows]]:
    """Read a CSV file as one table, "", or a workbook as one for each sheet, "sheet TITLE".

    Raises InputError that names the file, the sheet and the row.
    """
    data, file = read_bounded(path), path.name
    if data.startswith(MAGIC):
        for title, rows in read_sheets(data, file):
            yield f"sheet {title}", rows
        return
    yield "", numbered_rows(decode(data, file), file)


def read_bounded(path: Path) -> bytes:
    """Read the whole file. Raises InputError where it cannot be, or is too large."""
    try:
        if not path.is_file():
            cause = "is no ordinary file" if path.exists() else "no such file"
            raise InputError(Code.WRONG_TYPE, f"{path}: {cause}; check its name")
        with path.open("rb") as stream:
            data = stream.read(LARGEST + 1)
    except OSError as error:
        raise InputError(
            Code.PERMISSION, f"{path}: may not be read ({error.strerror}); check who may open it"
        ) from error
    if len(data) > LARGEST:
        raise InputError(Code.TOO_LARGE, f"{path.name}: over 150 MB; give a smaller extract")
    return data


def decode(data: bytes, file: str) -> str:
    """Decode as UTF-8, UTF-16 with its mark, or else cp1252 as Excel and the register write it."""
    if data.startswith((MAGIC, OLD_OR_LOCKED)):
        kind = "a workbook" if data.startswith(MAGIC) else "an old workbook or one with a password"
        raise InputError(
            Code.WRONG_TYPE, f"{file}: is {kind}; in Excel, save it as CSV UTF-8 and give that"
        )
    encodings = [name for mark, name in BYTE_ORDER_MARKS if data.startswith(mark)]
    for encoding in encodings or ["utf-8", "cp1252"]:
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\x00" not in text:
            return text
    raise InputError(Code.WRONG_TYPE, f"{file}: is no text file; in Excel, save it as CSV UTF-8")


def numbered_rows(text: str, file: str) -> Rows:
    """Yield rows with the number a spreadsheet shows: quoted line breaks do not count.

    Raises InputError that names the row.
    """
    first = next((line for line in text.splitlines() if line.strip()), "")
    delimiter = max(",;\t", key=first.count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    number = 0
    try:
        for number, cells in enumerate(reader, start=1):
            yield number, cells
    except csv.Error as error:
        raise InputError(
            Code.DAMAGED, f"{file}: row {number + 1}: {error}; look for a stray quotation mark"
        ) from error
