"""The one door to XlsxWriter: tables in, a workbook out that filters, sorts and prints well."""

from __future__ import annotations

import io
import tempfile
import traceback
from collections.abc import Callable, Sequence
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO

import xlsxwriter
from xlsxwriter.exceptions import FileCreateError

from toolkit.report.inert import inert
from toolkit.report.table import Column, Linked, Marked, Sheet, Value
from toolkit.report.words import REDUCED_DATE

if TYPE_CHECKING:
    from toolkit.textdiff import Edit

# Excel's own bounds.
CELL_CHARACTERS = 32_767
SHEET_NAME = 31
MOST_LINKS = 65_530  # in one sheet
FIRST_YEAR = 1900
CUT = "… [cut here: a cell holds no more; the JSON report has the whole text]"
A4 = 9
DATE_FORMATS = {4: "yyyy", 7: "mmmm yyyy", 10: "d mmmm yyyy"}
PAINT: dict[str, dict[str, str]] = {
    "Missing": {"bg_color": "#FBE3E3", "font_color": "#7A1414"},
    "Changed": {"bg_color": "#FCEFD9", "font_color": "#6B3B00"},
    "Added by the school": {"bg_color": "#E1ECF9", "font_color": "#143F73"},
    "High": {"bg_color": "#FBE3E3", "font_color": "#7A1414"},
    "Medium": {"bg_color": "#FCEFD9", "font_color": "#6B3B00"},
    "Red": {"bg_color": "#FBE3E3", "font_color": "#7A1414"},
    "Amber": {"bg_color": "#FCEFD9", "font_color": "#6B3B00"},
    "Green": {"bg_color": "#E4F2E7", "font_color": "#17512A"},
    "Not read": {"bg_color": "#E6E8EB", "font_color": "#1B1F24"},
}
# A stranger's text is never anything but text.
OPTIONS = {
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
    "nan_inf_to_errors": True,
}


Formats = Callable[..., Any]


def _formats(book: Any) -> Formats:
    """Return what makes the workbook's cell formats, each once."""
    made: dict[tuple[tuple[str, Any], ...], Any] = {}

    def wanted(**properties: Any) -> Any:
        key = tuple(properties.items())
        if key not in made:
            made[key] = book.add_format({"valign": "top", **properties})
        return made[key]

    return wanted


def write(sheets: Sequence[Sheet], today: str | None = None) -> bytes:
    """Write tables as a workbook; the same tables and day give the same bytes."""
    return _book(sheets, today, {"in_memory": True}).getvalue()


def write_long(sheets: Sequence[Sheet], today: str | None, out: BinaryIO) -> None:
    """Write tables of any length into a stream, row after row.

    The rows wait in a folder beside the stream's own file, and nowhere else. Raises OSError where
    the disk is full.
    """
    beside = Path(out.name).parent if isinstance(getattr(out, "name", None), str) else None
    with tempfile.TemporaryDirectory(prefix=".", suffix=".tmp", dir=beside) as scratch:
        packed = _book(sheets, today, {"constant_memory": True, "tmpdir": scratch})
        out.write(packed.getbuffer())


def _book(sheets: Sequence[Sheet], today: str | None, options: dict[str, Any]) -> io.BytesIO:
    # Packed, it is small; and a zip file half made on a full disk complains on the terminal.
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, OPTIONS | options)
    book.set_properties({"created": _day(today) or datetime(2000, 1, 1), "author": ""})
    formats = _formats(book)
    for sheet in sheets:
        _sheet(book.add_worksheet(inert(sheet.title)[:SHEET_NAME]), sheet, formats)
    try:
        book.close()
    except FileCreateError as error:
        full: OSError = error.args[0]
        # Or the zip file, half made, complains on the terminal when it is taken away at last.
        traceback.clear_frames(full.__traceback__)
        raise OSError(*full.args) from error
    return out


def _day(iso: str | None) -> datetime | None:
    return datetime.fromisoformat(iso) if iso and len(iso) == 10 else None


def _sheet(page: Any, sheet: Sheet, formats: Formats) -> None:
    head = formats(bold=True, text_wrap=True, bottom=2, bg_color="#E9EDF1")
    blank = formats(text_wrap=True)  # of cells that hold nothing yet, so that none is written
    for index, column in enumerate(sheet.columns):
        page.set_column(index, index, column.width, blank)
        page.write_string(0, index, inert(column.title), head)
    plain = [column.style != "date" for column in sheet.columns]
    last = 1
    for last, row in enumerate(sheet.rows, 1):
        for index, value in enumerate(row):
            if value is None or value == "":
                continue
            if isinstance(value, str) and plain[index] and index != sheet.paint:
                page.write_string(last, index, _fit(value), blank)  # nearly every cell
                continue
            tint = _paint(sheet, row) if index == sheet.paint else {}
            shown = value.text if isinstance(value, Linked) and last > MOST_LINKS else value
            _write(page, (last, index), shown, sheet.columns[index], tint, formats)
    page.freeze_panes(1, 0)
    page.autofilter(0, 0, last, len(sheet.columns) - 1)
    _print_setup(page, sheet)


def _print_setup(page: Any, sheet: Sheet) -> None:
    page.set_paper(A4)
    page.set_landscape()
    page.fit_to_pages(1, 0)
    page.repeat_rows(0)
    page.set_margins(left=0.4, right=0.4, top=0.6, bottom=0.6)
    page.set_footer(f"&L{inert(sheet.title).replace('&', '&&')}&RPage &P of &N")


def _paint(sheet: Sheet, row: tuple[Value, ...]) -> dict[str, str]:
    if sheet.paint is None:
        return {}
    said = str(row[sheet.paint])
    return PAINT.get(said) or PAINT.get(said.partition(":")[0], {})


def _write(
    page: Any,
    place: tuple[int, int],
    value: Value,
    column: Column,
    tint: dict[str, str],
    formats: Formats,
) -> None:
    match value:
        case Linked(text, target):
            link = formats(font_color="#0B4F9E", underline=1)
            page.write_url(*place, f"external:{target}", link, _fit(text))
        case Marked(edits):
            _write_marked(page, place, edits, formats)
        case str() if column.style == "date":
            _write_date(page, place, value, formats)
        case str():
            page.write_string(*place, _fit(value), formats(text_wrap=True, **tint))
        case _ if column.style == "share":
            page.write_number(*place, value, formats(num_format="0%", **tint))
        case _:
            page.write_number(*place, value, formats(**tint))


def _fit(text: str) -> str:
    text = inert(text)
    return text if len(text) <= CELL_CHARACTERS else text[: CELL_CHARACTERS - len(CUT)] + CUT


def _write_date(page: Any, place: tuple[int, int], iso: str, formats: Formats) -> None:
    """Write a reduced date as a real one, shown with the precision it has."""
    day = _real_date(iso)
    if day is None:
        page.write_string(*place, _fit(iso), formats(text_wrap=True))
    else:
        shown = formats(num_format=DATE_FORMATS[len(iso)], align="left")
        page.write_datetime(*place, day, shown)


def _real_date(iso: str) -> datetime | None:
    if not REDUCED_DATE.fullmatch(iso) or int(iso[:4]) <= FIRST_YEAR:
        return None
    try:
        return datetime.fromisoformat((iso + "-01-01")[:10])
    except ValueError:
        return None


def _write_marked(
    page: Any, place: tuple[int, int], edits: Sequence[Edit], formats: Formats
) -> None:
    """Write text with deletions struck through and insertions underlined."""
    looks = {
        "equal": formats(),
        "delete": formats(font_strikeout=True, font_color="#8A1414"),
        "insert": formats(underline=1, bold=True, font_color="#0F4A22"),
    }
    runs = [(edit.op, inert(edit.text)) for edit in edits if edit.text]
    wrapped = formats(text_wrap=True)
    # A rich string needs two runs at least, and holds no more than any other cell.
    if len(runs) < 2 or sum(len(text) for _, text in runs) > CELL_CHARACTERS:
        page.write_string(*place, _fit("".join(text for _, text in runs)), wrapped)
        return
    fragments = [part for op, text in runs for part in (looks[op], text)]
    page.write_rich_string(*place, *fragments, wrapped)
