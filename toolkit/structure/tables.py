"""Tables: which state facts, which hold data, and which only lay out clauses."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import zip_longest
from typing import Final

from toolkit.document import CELLS, AsideKind, Block, Cell, Place, Style, Table
from toolkit.numbering import read_label, split_label
from toolkit.structure.dates import months_of, read_date
from toolkit.structure.fields import Field, read_pairs
from toolkit.structure.identity import identify, is_weak
from toolkit.structure.labels import FieldName, field_name
from toolkit.structure.signatures import signed_in_grid
from toolkit.structure.units import Unit, collapse, units_of

Row = tuple[Cell, ...]

# Cells of a table used for layout hold running text; those of a data table a phrase or a sentence.
LAYOUT_WORDS: Final = 25
LAYOUT_BLOCKS: Final = 3
LABEL_SHARE: Final = 0.6  # of the rows of two cells; a label may have been left out
SIDE_HEADING_WORDS: Final = 8
BAND_WORDS: Final = 18  # as a heading by its look has at most
FACT_SHARE: Final = 0.4  # of a fact table's rows that open with a label we know; the rest are local
FACT_WORDS: Final = 14  # the median value of a fact table is shorter


def units_of_table(table: Table, frame: int, *, early: bool) -> tuple[list[Unit], list[Field]]:
    """Read a table as units, with the facts that it states; `early` is one before any prose."""
    rows = [row for row in table.rows if any(_text(cell) for cell in row)]
    texts = [[text for cell in row if (text := _text(cell))] for row in rows]
    if _is_history(texts):
        dated = _last_version(_grid(rows), table.page)
        return [replace(_row(row, table.page), fate="front_matter") for row in rows], dated
    facts = _facts(rows, texts, table.page, early=early)
    if facts and (early or _is_signature(facts) or any(fact.name in _DATED for fact in facts)):
        kind: AsideKind = "signature" if _is_signature(facts) else "front_matter"
        facts += signed_in_grid(_grid(rows), table.page) if kind == "signature" else []
        return [replace(_row(row, table.page), fate=kind) for row in rows], facts
    if early and (names := _names(texts, table.page)):
        return [replace(_row(row, table.page), fate="front_matter") for row in rows], names
    if _is_signature_grid(texts):
        facts = signed_in_grid(_grid(rows), table.page)
        return [replace(_row(row, table.page), fate="signature") for row in rows], facts
    if _is_band(rows):
        return [replace(unit, band=True) for unit in _labelled_row(rows[0], 0)], []
    if not table.header_rows and _has_label_column(rows):
        return [unit for row in rows for unit in _labelled_row(row, frame)], []
    if _is_layout(rows, table.header_rows):
        cells = [cell for row in rows for cell in row]
        return [unit for cell in cells for block in cell for unit in units_of(block, frame)], []
    return [_row(row, table.page) for row in rows], []


def _text(cell: Cell) -> str:
    return " ".join(part for block in cell if (part := _block_text(block)))


def _grid(rows: list[Row]) -> list[list[str]]:
    return [[_text(cell) for cell in row] for row in rows]


def _block_text(block: Block) -> str:
    return " ".join(f"{block.label or ''} {block.text}".split())


def _row(row: Row, page: int | None) -> Unit:
    """Join a row's cells with " | ", its marked places moved along; empty cells say nothing."""
    text, places = "", list[Place]()
    for cell in row:
        part, moved = _joined(cell)
        if part:
            text += CELLS if text else ""
            places += [_shifted(place, len(text)) for place in moved]
            text += part
    blocks = [block for cell in row for block in cell]
    style = blocks[0].style if blocks else Style()
    first = next((block.page for block in blocks if block.page), page)
    origin = next((block.origin for block in blocks if block.origin is not None), None)
    return Unit(
        text, page=first, style=style, kind="table_row", places=tuple(places), origin=origin
    )


def _joined(cell: Cell) -> tuple[str, list[Place]]:
    text, places = "", list[Place]()
    for block in cell:
        part, moved = collapse(block.text, block.text, block.places)
        label = f"{block.label} " if block.label else ""
        if part or label:
            text += " " if text else ""
            places += [_shifted(place, len(text) + len(label)) for place in moved]
            text += (label + part).strip()
    return text, places


def _shifted(place: Place, by: int) -> Place:
    return replace(place, start=place.start + by, end=place.end + by)


# --- tables of facts ----------------------------------------------------------------------------


def _facts(
    rows: list[Row], texts: list[list[str]], page: int | None, *, early: bool
) -> list[Field]:
    """Read a table of labels and values; empty where it is anything else.

    A title and a version tell enough only before the text: within it they are terms.
    """
    pairs = _headed_pairs(rows) or [pair for row in texts for pair in _row_pairs(row)]
    known = [(name, label, value) for label, value in pairs if (name := field_name(label))]
    telling = [name for name, _, _ in known if name not in ("other", "post", "title", "dated")]
    lengths = sorted(len(value.split()) for _, value in pairs)
    titled = early and len(known) == len(pairs) > 1 and any(n == "title" for n, *_ in known)
    if not pairs or not (telling or titled) or len(known) < max(2, FACT_SHARE * len(pairs)):
        return []
    if lengths[len(lengths) // 2] > FACT_WORDS:
        return []
    return [Field(name, value, label, "table", page) for name, label, value in known]


def _names(texts: list[list[str]], page: int | None) -> list[Field]:
    """Read a letterhead, a table of names alone: "Oak Hill School | Phones Policy"."""
    cells = [(text, identify(text)) for row in texts for text in row]
    if len(cells) < 2 or any(name is None or is_weak(name, text) for text, name in cells):
        return []
    return [Field(name, text, "", "cover", page) for text, name in cells if name]


# A table of terms says what "School" and "Committee" mean, but never when anything was done.
_DATED: Final = {
    *("adopted_on", "approved_on", "effective_on", "issued_on", "reviewed_on", "written_on"),
    *("dated", "review_on", "review_cycle", "model_edition", "signed_on"),
}


def _row_pairs(row: list[str]) -> list[tuple[str, str]]:
    if len(row) == 1:
        stated = [(label, value) for _, label, value in read_pairs(row[0])]
        return stated or [(row[0], "")]
    if len(row) == 4 and field_name(row[2]):
        return [(row[0], row[1]), (row[2], row[3])]
    if all(":" in cell and read_pairs(cell) for cell in row):
        return [(label, value) for cell in row for _, label, value in read_pairs(cell)]
    facts = [cell for cell in row[1:] if ":" in cell and read_pairs(cell)]
    value = " / ".join(cell for cell in row[1:] if cell not in facts)
    return [(row[0], value), *((label, v) for cell in facts for _, label, v in read_pairs(cell))]


def _headed_pairs(rows: list[Row]) -> list[tuple[str, str]]:
    """Read rows of labels, each above a row of values; a title across the table may stand first."""
    grid = _grid(rows)
    while grid and sum(map(bool, grid[0])) == 1:
        grid = grid[1:]
    if not grid or len(grid) % 2:
        return []
    pairs = [
        (label, value)
        for labels, values in zip(grid[::2], grid[1::2], strict=True)
        for label, value in zip_longest(labels, values, fillvalue="")
        if label or value
    ]
    wide = len(pairs) >= len(grid)  # two columns at least
    values = [value for _, value in pairs if field_name(value)]  # "Headteacher" is a post's name
    headed = all(field_name(label) for label, _ in pairs) and 2 * len(values) < len(pairs)
    return pairs if wide and headed else []


def _is_signature(facts: list[Field]) -> bool:
    signing = {"signatory", "signed_on", "post"}
    return all(fact.name in signing or fact.label.lower().strip(": ") in _SIGNING for fact in facts)


_SIGNING: Final = {"name", "print name", "date", "role", "position", "sign", "print"}
_HISTORY: Final = re.compile(
    r"""version .{0,10} | review (?: ed )? (?: \s date | \s on )? | date .{0,25}
        | (?: summary \s of \s | nature \s of \s
        | note s? \s of \s | details? \s of \s
    | reason \s for \s | key \s )? (?: changes? | revisions? | amendments? ) .{0,20} | author
        | (?: reviewed | revised | amended
    | approved | made | updated | changed ) \s by .{0,15} | page s? .{0,15} | reviewer
        | issue .{0,10} | status | notes? | comments?
    | ratified .{0,20} | section .{0,10} | name | (?: by \s )? whom? | initials
    | description .{0,20} | action s? .{0,10} | next \s review .{0,10}""",
    re.VERBOSE | re.IGNORECASE,
)
_HISTORY_MARK: Final = re.compile(r"version|revision|amendment|change", re.IGNORECASE)


def _is_history(texts: list[list[str]]) -> bool:
    """Tell a table of versions: "Version | Date | Author | Note of revisions"."""
    head = [cell.strip(" :") for cell in texts[0]] if texts else []
    return (
        len(head) >= 2
        and all(_HISTORY.fullmatch(cell) for cell in head)
        and any(_HISTORY_MARK.search(cell) for cell in head)
        and any(cell.lower().startswith(("date", "version", "review")) for cell in head)
    )


_COLUMNS: Final[tuple[tuple[FieldName, re.Pattern[str]], ...]] = (
    ("other", re.compile(r"(?:version|issue|revision)(?: n(?:o|umber))?\W*", re.IGNORECASE)),
    ("approved_by", re.compile(r"(?:approved|ratified|agreed|adopted) by\W*", re.IGNORECASE)),
)


def _last_version(grid: list[list[str]], page: int | None) -> list[Field]:
    """Read the last row of a table of versions; it counts after any date stated elsewhere."""
    head, *rows = grid
    dated = [_DATE_HEAD.match(cell) for cell in head]
    column = next((n for n, found in enumerate(dated) if found), None)
    if column is None:
        return []
    known = [row for row in rows if len(row) > column and read_date(row[column])]
    last = max(known, key=lambda row: months_of(read_date(row[column]) or ""), default=None)
    if last is None:
        return []
    beside = [
        Field(name, cell, label, "table", page)
        for label, cell in zip(head, last, strict=False)
        for name, pattern in _COLUMNS
        if pattern.fullmatch(label) and cell
    ]
    past: FieldName = "reviewed_on" if head[column].lower().startswith("review") else "dated"
    date = Field(past, last[column], head[column], "table", page)
    return [field for field in beside if field.name == "other"] + [
        date,
        *(field for field in beside if field.name != "other"),
    ]


_DATE_HEAD: Final = re.compile(
    r"(?:date|review(?:ed)?(?: date| on)?\W*$)\b(?!.*next)", re.IGNORECASE
)


def _is_signature_grid(texts: list[list[str]]) -> bool:
    """Tell a grid to sign: "Name | Signature | Date", or rows of signing labels with gaps."""
    cells = [cell.strip(" :._…") for row in texts for cell in row]
    labels = [cell for cell in cells if cell]
    signing = [
        cell
        for cell in labels
        if field_name(cell) in ("signatory", "signed_on", "post") or cell.lower() in _SIGNING
    ]
    named = [cell for cell in signing if field_name(cell) == "signatory"]
    return bool(named) and 2 * len(signing) >= len(labels)


# --- tables used for layout ---------------------------------------------------------------------


def _has_label_column(rows: list[Row]) -> bool:
    """Tell a table whose first column holds nothing but printed labels."""
    pairs = [(_text(row[0]), len([cell for cell in row if _text(cell)])) for row in rows if row]
    wide = [text for text, cells in pairs if cells >= 2]  # the others head what is below them
    numbered = [text for text in wide if _is_label(text)]
    most = len(numbered) >= 2 and len(numbered) >= LABEL_SHARE * len(wide)
    return most and _is_label(wide[0]) and max(cells for _, cells in pairs) == 2


def _is_band(rows: list[Row]) -> bool:
    """Tell a box around one line, a heading's band mostly: it stands in the text around it."""
    if len(rows) != 1:
        return False
    filled = [cell for cell in rows[0] if _text(cell)]
    if len(filled) == 2 and not _is_label(_text(filled[0])):
        return False
    short = len(_text(filled[-1]).split()) <= BAND_WORDS
    return len(filled) <= 2 and len(filled[-1]) == 1 and short and not _is_stopped(filled[-1])


def _is_stopped(cell: Cell) -> bool:
    return _text(cell).endswith((".", ";", ","))


def _is_label(text: str) -> bool:
    label, rest = split_label(text)
    marker = read_label(label) if label and not rest else None
    return bool(marker and marker.readings[0].family != "bullet")


def _labelled_row(row: Row, frame: int) -> Iterator[Unit]:
    first, *others = [cell for cell in row if _text(cell)]
    blocks = [block for cell in others for block in cell]
    if not _is_label(_text(first)) or not blocks or blocks[0].label:
        blocks = [*first, *blocks]
    else:
        blocks[0] = replace(blocks[0], label=_text(first))
    for block in blocks:
        yield from units_of(block, frame)


def _is_layout(rows: list[Row], header_rows: int) -> bool:
    width = max(sum(1 for cell in row if _text(cell)) for row in rows) if rows else 0
    if width <= 1:
        return True
    if header_rows or (len(rows) > 1 and _is_header(rows[0])):
        return False
    if len(rows) > 1 and all(map(_is_side_headed, rows)):
        return True
    cells = [cell for row in rows for cell in row if _text(cell)]
    words = sum(len(_text(cell).split()) for cell in cells) / len(cells)
    blocks = max(len(cell) for cell in cells)
    if len(rows) == 1:
        return blocks > 1 or words >= LAYOUT_WORDS
    return words >= LAYOUT_WORDS and blocks >= LAYOUT_BLOCKS


def _is_side_headed(row: Row) -> bool:
    """Tell a row that sets a heading beside its text: a few bold words, then prose."""
    filled = [cell for cell in row if _text(cell)]
    if len(filled) != 2 or len(filled[0]) != 1 or not filled[0][0].style.bold:
        return False
    prose = _text(filled[1])
    plain = not any(block.style.bold for block in filled[1][:1])
    short = len(_text(filled[0]).split()) <= SIDE_HEADING_WORDS
    return plain and short and (len(filled[1]) > 1 or len(prose.split()) >= LAYOUT_WORDS // 2)


def _is_header(row: Row) -> bool:
    blocks = [block for cell in row for block in cell if block.text.strip()]
    return all(block.style.bold and len(block.text.split()) <= 8 for block in blocks)
