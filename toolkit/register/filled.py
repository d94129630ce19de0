"""A table that an officer filled in, CSV or workbook → its rows, by folded heading."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from toolkit.errors import Code, InputError
from toolkit.schools.table import decode, numbered_rows, read_bounded

MOST_CELLS = 1_000  # columns; our own tables have 24


@dataclass(frozen=True, slots=True)
class Row:
    """A row and where it stands, in words."""

    where: str
    values: Mapping[str, str]

    def get(self, heading: str) -> str:
        """Return a cell's text, '' where it is empty or there is no such column."""
        return self.values.get(heading, "")


def filled_rows(path: Path) -> Iterator[Row]:
    """Read every row below the headings of a CSV file or of each sheet of a workbook.

    Raises InputError where it is neither, or is damaged.
    """
    data = read_bounded(path)
    if data.startswith(b"PK"):
        yield from _of_workbook(data, path.name)
        return
    rows = numbered_rows(decode(data, path.name), path.name)
    yield from _rows((cells for _, cells in rows), "row")


def _of_workbook(data: bytes, name: str) -> Iterator[Row]:
    from openpyxl import load_workbook

    try:
        book = load_workbook(io.BytesIO(data), read_only=True, data_only=True)
        for sheet in book.worksheets:
            cells = ([_text(cell) for cell in row] for row in sheet.iter_rows(values_only=True))
            yield from _rows(cells, f"sheet {sheet.title}, row")
    except (zipfile.BadZipFile, KeyError, ValueError, OSError, SyntaxError, TypeError) as error:
        raise InputError(
            Code.DAMAGED, f"{name}: is no whole workbook; save it again from Excel"
        ) from error


def _rows(rows: Iterable[Sequence[str]], where: str) -> Iterator[Row]:
    headings: list[str] = []
    for number, cells in enumerate(rows, start=1):
        if not headings:
            headings = [" ".join(cell.casefold().split()) for cell in cells[:MOST_CELLS]]
            continue
        pairs = zip(headings, cells, strict=False)
        values = {heading: cell.strip() for heading, cell in pairs if heading and cell.strip()}
        if values:
            yield Row(f"{where} {number}", values)


def _text(cell: object) -> str:
    return "" if cell is None else str(cell)
