"""An Excel workbook (.xlsx) that somebody saved → its sheets, their rows as text."""

from __future__ import annotations

import io
import warnings
import zipfile
import zlib
from collections.abc import Iterator, Sequence
from datetime import datetime, time
from itertools import islice
from typing import TYPE_CHECKING, Any

from toolkit.errors import Code, InputError

if TYPE_CHECKING:
    from openpyxl import Workbook

MAGIC = b"PK\x03\x04"
# A sheet of the national register, 52,000 rows of 140 columns, is about 350 MB unpacked.
LARGEST_UNPACKED = 500_000_000
MOST_PARTS = 10_000
MOST_SHEETS = 200
MOST_ROWS = 1_048_576  # that Excel has itself; a file can number its rows higher
MOST_FILLED = 200_000
MOST_COLUMNS = 300  # the national register has 140
# What a formula that found nothing leaves in its cell: no value.
ERRORS = frozenset(
    {"#N/A", "#NAME?", "#REF!", "#VALUE!", "#DIV/0!", "#NULL!", "#NUM!", "#SPILL!", "#CALC!"}
)
# What openpyxl and the XML and zip readers below it raise for a part that is not as it should be.
FAULTS = (
    *(zipfile.BadZipFile, zlib.error, SyntaxError, KeyError, ValueError, TypeError),
    *(AttributeError, IndexError, OSError, EOFError, NotImplementedError, RuntimeError),
)

Numbered = Iterator[tuple[int, list[str]]]


def read_sheets(data: bytes, file: str) -> Iterator[tuple[str, Numbered]]:
    """Give each sheet's title and its numbered rows, visible sheets before hidden ones.

    Cells are text: whole numbers without ".0", dates in ISO form, formulas as last calculated,
    and '' for an empty cell or a formula's error. Raises InputError: DAMAGED, TOO_LARGE.
    """
    book = _opened(data, file)
    sheets = sorted(book.worksheets[:MOST_SHEETS], key=lambda sheet: sheet.sheet_state != "visible")
    for sheet in sheets:
        yield sheet.title, _rows(sheet, f"{file}: sheet {sheet.title}")


def _opened(data: bytes, file: str) -> Workbook:
    from openpyxl import load_workbook

    try:
        _check_size(data, file)
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # on charts, checks and the like, which hold no text
            return load_workbook(io.BytesIO(data), read_only=True, data_only=True)
    except FAULTS as error:
        raise _damaged(file) from error


def _check_size(data: bytes, file: str) -> None:
    """Refuse a bomb; no part unpacks to more than the directory of the file says of it."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        parts = archive.infolist()
    if len(parts) > MOST_PARTS or sum(part.file_size for part in parts) > LARGEST_UNPACKED:
        raise _too_large(file, f"over {LARGEST_UNPACKED // 1_000_000} MB when unpacked")


def _rows(sheet: Any, where: str) -> Numbered:
    # Some programs write down too small an extent, and openpyxl would leave out what is beyond.
    sheet.reset_dimensions()
    rows = sheet.iter_rows(max_col=MOST_COLUMNS, values_only=True)
    filled = 0
    for number, row in enumerate(_safely(rows, where), start=1):
        cells = [_text(cell) for cell in _trimmed(row)]
        filled += bool(cells)
        if filled > MOST_FILLED:
            raise _too_large(where, f"over {MOST_FILLED:,} rows")
        yield number, cells


def _safely(rows: Iterator[Sequence[object]], where: str) -> Iterator[Sequence[object]]:
    rows = islice(rows, MOST_ROWS)
    while True:
        try:
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")
                row = next(rows, None)
        except FAULTS as error:
            raise _damaged(where) from error
        if row is None:
            return
        yield row


def _trimmed(row: Sequence[object]) -> Sequence[object]:
    if row.count(None) == len(row):
        return ()
    width = next(place for place in range(len(row), 0, -1) if row[place - 1] is not None)
    return row[:width]


def _text(cell: object) -> str:
    """Write a cell as its reader sees it.

    >>> _text(900100.0), _text(0.5), _text(datetime(2026, 11, 5)), _text("#N/A"), _text(None)
    ('900100', '0.5', '2026-11-05', '', '')
    """
    if cell is None or cell in ERRORS:
        return ""
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    if isinstance(cell, datetime) and cell.time() == time():
        return cell.date().isoformat()
    return str(cell)


def _damaged(where: str) -> InputError:
    return InputError(
        Code.DAMAGED,
        f"{where}: is no whole Excel workbook; save it again from Excel, as .xlsx or as CSV UTF-8",
    )


def _too_large(where: str, cause: str) -> InputError:
    return InputError(Code.TOO_LARGE, f"{where}: {cause}; keep only the rows that are needed")
