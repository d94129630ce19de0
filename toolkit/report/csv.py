"""Tables as CSV that Excel opens as it should: UTF-8 with its mark, and no formula possible."""

from __future__ import annotations

import csv
import io

from toolkit.report.edits import marked
from toolkit.report.inert import cell
from toolkit.report.table import Linked, Marked, Sheet, Value

# Without it Excel takes UTF-8 for the machine's own character set.
BYTE_ORDER_MARK = "\ufeff"


def write(sheet: Sheet) -> str:
    """Write a table; a text that could start a formula gets an apostrophe before it."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n", quoting=csv.QUOTE_ALL)
    writer.writerow(column.title for column in sheet.columns)
    writer.writerows([_plain(value) for value in row] for row in sheet.rows)
    return BYTE_ORDER_MARK + out.getvalue()


def _plain(value: Value) -> str | int | float:
    match value:
        case None:
            return ""
        case Marked(edits):
            return cell(marked(edits))
        case Linked(text, _):
            return cell(text)
        case str():
            return cell(value)
    return value
