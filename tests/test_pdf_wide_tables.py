"""Tables of three columns and more that no rule is drawn for, and text that only looks like one."""

from __future__ import annotations

import pytest

from tests.pdf_drawing import Draw, blocks, grid, lines, pdf, read, tables, text
from toolkit.document import Extraction

EDGES = (72.0, 190.0, 380.0)
HEAD = (("Who",), ("Does what",), ("When",))
ROWS = (
    (("Boat warden",), ("Opens the boathouse and", "counts the oars back in."), ("Every day",)),
    (("Treasurer",), ("Sends the bills and keeps", "the book."), ("By the fifth", "of the month")),
    (("Committee",), ("Sets the fees.",), ("Once a year",)),
)
CLOSING = "Members may ask at any meeting how the money of the club was spent in the year."


def texts(found: Extraction) -> list[str]:
    return [block.text for block in blocks(found)]


def row(y: float, cells: tuple[tuple[str, ...], ...]) -> list[Draw]:
    return [lines(x, y, *cell) for x, cell in zip(EDGES, cells, strict=True)]


def table(y: float, rows: tuple[tuple[tuple[str, ...], ...], ...], gap: float = 0.0) -> list[Draw]:
    drawn: list[Draw] = []
    for cells in rows:
        drawn += row(y, cells)
        y += 13.5 * max(map(len, cells)) + gap
    return drawn


def told(rows: tuple[tuple[tuple[str, ...], ...], ...]) -> list[list[list[str]]]:
    return [[[" ".join(cell)] for cell in cells] for cells in rows]


@pytest.mark.parametrize("gap", [0.0, 6.0])
def test_cells_of_several_lines_are_read_cell_by_cell(gap: float) -> None:
    drawn = [*table(100, (HEAD, *ROWS), gap), text(72, 320, CLOSING)]
    found = read(pdf(drawn))
    assert tables(found) == [told((HEAD, *ROWS))]
    assert texts(found)[-1:] == [CLOSING]


def test_a_row_that_the_page_cuts_is_made_whole() -> None:
    cut = table(740, (HEAD, ROWS[0]))
    for x, cell in zip(EDGES, ROWS[1], strict=True):
        cut.append(text(x, 780.5, cell[0]))
    rest = [text(190, 72, "the book."), text(380, 72, "of the month"), *row(85.5, ROWS[2])]
    more = [*row(99, ROWS[0]), *row(126, ROWS[2])]
    found = read(pdf(cut, [*rest, *more]))
    cells = [
        [" ".join(cell) for cell in line] for found_table in tables(found) for line in found_table
    ]
    assert [
        "Treasurer",
        "Sends the bills and keeps the book.",
        "By the fifth of the month",
    ] in cells


def test_a_heading_below_a_table_is_no_part_of_it() -> None:
    drawn = [*table(100, (HEAD, *ROWS)), text(72, 182, "Fees", font="Helvetica-Bold")]
    found = read(pdf([*drawn, text(72, 200, CLOSING)]))
    assert [b.text for b in blocks(found)][-2:] == ["Fees", CLOSING]


def test_three_narrow_columns_of_prose_are_read_one_after_the_other() -> None:
    words = (
        "rowers wait for the",
        "bell on the landing",
        "and sign the book in",
        "ink before they go",
    )
    column = ["The boathouse stands", *(words * 4)[:13]]
    drawn = [lines(x, 100, *column) for x in (72.0, 230.0, 388.0)]
    found = read(pdf(drawn))
    assert not tables(found)
    assert " ".join(texts(found)) == " ".join([" ".join(column)] * 3)


def test_sections_with_their_pages_apart_are_no_table() -> None:
    entries = [("1.", "Purpose", "2"), ("2.", "Boats and oars", "3"), ("3.", "Fees", "5")]
    drawn = [
        text(x, 100 + 16 * at, word)
        for at, entry in enumerate(entries)
        for x, word in zip((72.0, 100.0, 500.0), entry, strict=True)
    ]
    assert not tables(read(pdf([*drawn, text(72, 220, CLOSING)])))


def framed(top: float, bottom: float) -> Draw:
    return grid((66, 520), (top, bottom))


def test_a_frame_round_a_table_is_no_cell() -> None:
    drawn = [framed(86, 182), *table(100, (HEAD, *ROWS)), text(72, 320, CLOSING)]
    found = read(pdf(drawn))
    assert tables(found) == [told((HEAD, *ROWS))]


def test_rules_between_rows_in_a_frame_are_no_cells_over_all_columns() -> None:
    drawn = [grid((66, 520), (86, 104, 131, 158, 175)), *table(100, (HEAD, *ROWS))]
    assert tables(read(pdf([*drawn, text(72, 320, CLOSING)]))) == [told((HEAD, *ROWS))]


def test_names_beside_boxes_belong_to_their_rows() -> None:
    boxes = grid((184, 374, 520), (86, 104, 131, 158, 175))
    drawn = [boxes, *table(100, (HEAD, *ROWS)), text(72, 320, CLOSING)]
    assert tables(read(pdf(drawn))) == [told((HEAD, *ROWS))]


def test_prose_in_a_frame_stays_in_its_box() -> None:
    first = "Whoever takes a boat out signs for it in the book that is kept by the door of"
    prose = (first, "the boathouse, and brings it back before dark.")
    found = read(pdf([framed(86, 120), lines(72, 100, *prose), text(72, 320, CLOSING)]))
    assert tables(found) == [[[[" ".join(prose)]]]]


BESIDE = (
    (
        ("A boat is tied up at both", "ends when it is left."),
        ("The ropes are looked at", "in May."),
    ),
    (("A leak is written in the", "book on the same day."), ("The warden reads it", "each week.")),
    (("Oars are never lent to", "anybody from another club."), ("They may be sold.",)),
)


def beside(y: float) -> list[Draw]:
    drawn: list[Draw] = []
    for left, right in BESIDE:
        drawn += [lines(72, y, *left), lines(214, y, *right)]
        y += 13.5 * len(left)
    return drawn


def test_two_columns_of_whole_sentences_side_by_side_are_rows() -> None:
    found = read(pdf([*beside(100), text(72, 320, CLOSING)]))
    assert tables(found) == [[[[" ".join(cell)] for cell in row] for row in BESIDE]]


def test_a_table_goes_on_with_one_row_on_the_next_page() -> None:
    first = [text(72, 60 + 16 * at, CLOSING) for at in range(40)] + table(720, (HEAD, *ROWS[:2]))
    found = read(pdf(first, [*row(72, ROWS[2]), text(72, 120, CLOSING)]))
    assert [cells for each in tables(found) for cells in each] == told((HEAD, *ROWS))


def test_the_rest_of_a_cut_row_is_its_own_though_no_row_follows() -> None:
    cut = (("Treasurer",), ("Sends the bills and keeps the",), ("By the fifth",))
    first = [text(72, 60 + 16 * at, CLOSING) for at in range(40)] + table(720, (HEAD, ROWS[0], cut))
    found = read(pdf(first, [text(190, 72, "book for six years."), text(72, 100, CLOSING)]))
    cells = [cells for each in tables(found) for cells in each]
    said = "Sends the bills and keeps the book for six years."
    assert cells[-1] == [["Treasurer"], [said], ["By the fifth"]]
    assert texts(found)[-1:] == [CLOSING]


def test_two_lines_of_prose_in_two_columns_are_no_names_and_values() -> None:
    left = ("oars are counted when", "the boats are in, and")
    right = ("those that are lost are", "paid for by the crew.")
    found = read(pdf([lines(72, 100, *left), lines(300, 100, *right), text(72, 160, CLOSING)]))
    assert not tables(found)
