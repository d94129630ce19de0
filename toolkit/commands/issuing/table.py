"""A table of words as CSV that Excel opens as it should, and in which nothing is a formula."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence

from toolkit.report.csv import BYTE_ORDER_MARK
from toolkit.report.inert import cell


def write_table(headings: Sequence[str], rows: Iterable[Sequence[str]]) -> bytes:
    """Write headings and rows."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n", quoting=csv.QUOTE_ALL)
    writer.writerow(headings)
    writer.writerows([cell(text) for text in row] for row in rows)
    return (BYTE_ORDER_MARK + out.getvalue()).encode()
