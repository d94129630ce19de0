"""A table that an officer filled in, CSV or workbook → its rows, by folded heading."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from toolkit.schools.table import Rows, read_tables


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
    for sheet, rows in read_tables(path):
        yield from _rows(rows, f"{sheet}, row" if sheet else "row")


def _rows(rows: Rows, where: str) -> Iterator[Row]:
    headings: list[str] = []
    for number, cells in rows:
        if not headings:
            headings = [" ".join(cell.casefold().split()) for cell in cells]
            continue
        pairs = zip(headings, cells, strict=False)
        values = {heading: cell.strip() for heading, cell in pairs if heading and cell.strip()}
        if values:
            yield Row(f"{where} {number}", values)
