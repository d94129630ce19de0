"""Tables ruled only between their rows, by lines or bands; gaps in text drawn letter by letter."""

from __future__ import annotations

import pytest
from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.pdfgen import canvas

from tests.pdf_drawing import HEIGHT, Draw, body, lines, pdf, read, rule, shaded, text, together
from toolkit.document import Table

COLUMNS = (72.0, 160.0, 390.0)
HEAD = ("Code", "What it means", "Who decides")
ROWS = (
    (("M",), ("Medical or dental appointment",), ("Office staff, on seeing", "a card or a letter")),
    (("U",), ("Arrived after the register had", "closed, with no good reason"), ("Class teacher",)),
    (("G",), ("Holiday that was not agreed", "before it was taken"), ("Headteacher",)),
)
READ = [
    list(HEAD),
    ["M", "Medical or dental appointment", "Office staff, on seeing a card or a letter"],
    ["U", "Arrived after the register had closed, with no good reason", "Class teacher"],
    ["G", "Holiday that was not agreed before it was taken", "Headteacher"],
]
TOP, STEP, LEADING = 160.0, 42.0, 13.5


def row(top: float, cells: tuple[tuple[str, ...], ...]) -> list[Draw]:
    """Draw a row's cells, each in the middle of the row's height."""
    drawn = []
    for x, cell in zip(COLUMNS, cells, strict=True):
        first = top + STEP / 2 + 4 - (len(cell) - 1) * LEADING / 2
        drawn.append(lines(x, first, *cell, leading=LEADING))
    return drawn


def table(*furniture: Draw) -> list[Draw]:
    head = row(TOP, tuple((name,) for name in HEAD))
    rows = [each for at, cells in enumerate(ROWS) for each in row(TOP + STEP * (at + 1), cells)]
    above = lines(72, 110, "The register is marked with one of these codes in each session.")
    below = text(72, 380, "Nobody else changes a code, whatever the reason that is given for it.")
    return [*furniture, above, *head, *rows, below]


def level(*heights: float) -> list[Draw]:
    return [rule(66, y, 530, y) for y in heights]


def cells_of(page: list[Draw]) -> list[list[str]]:
    (found,) = [block for block in read(pdf(page)).blocks if isinstance(block, Table)]
    return [[" ".join(block.text for block in cell) for cell in row] for row in found.rows]


def heights(*numbers: int) -> list[float]:
    return [TOP + STEP * number for number in numbers]


@pytest.mark.parametrize(
    "furniture",
    [
        level(*heights(0, 1, 2, 3, 4)),
        level(*heights(1, 2, 3)),
        [shaded(66, TOP + STEP * at, 530, TOP + STEP * (at + 1)) for at in (1, 3)],
        [shaded(66, TOP + STEP * at, 530, TOP + STEP * (at + 1)) for at in (0, 2)],
        [
            shaded(x, TOP + STEP * at, x + 150, TOP + STEP * (at + 1) - 2)
            for at in range(4)
            for x in (66, 218, 370)
        ],
    ],
    ids=["rules", "rules within", "even bands", "odd bands", "cells parted by white"],
)
def test_rows_part_at_level_rules_and_bands_of_colour(furniture: list[Draw]) -> None:
    assert cells_of(table(*furniture)) == READ


def test_the_text_around_such_a_table_is_text() -> None:
    found = body(read(pdf(table(*level(*heights(1, 2, 3))))))
    assert found[0].startswith("The register is marked")
    assert found[-1].startswith("Nobody else changes")


def test_rules_between_sections_of_prose_make_no_table() -> None:
    page: list[Draw] = []
    for at, name in enumerate(("Aims", "Records", "Review")):
        y = 100 + 120 * at
        page += [rule(72, y, 523, y), text(72, y + 24, name, size=14)]
        page += [
            text(72, y + 48, "The school keeps a record, and the record is kept by the office.")
        ]
    assert not [block for block in read(pdf(page)).blocks if isinstance(block, Table)]


def test_numbered_paragraphs_between_rules_are_clauses() -> None:
    page: list[Draw] = []
    for at in range(3):
        y = 100 + 60 * at
        page += [rule(72, y, 523, y), text(72, y + 20, f"2.{at + 1}")]
        page.append(lines(120, y + 20, "The clerk keeps the list", "of those who have read it."))
    page.append(rule(72, 280, 523, 280))
    said = "The clerk keeps the list of those who have read it."
    assert body(read(pdf(page))) == [f"2.{number} {said}" for number in (1, 2, 3)]


def letters(x: float, y: float, *words: str) -> Draw:
    """Draw letter by letter, as browsers do, leaving out the spaces."""

    def draw(page: canvas.Canvas) -> None:
        page.setFont("Helvetica", 11)
        at = x
        for sign in " ".join(words):
            if sign != " ":
                page.drawString(at, HEIGHT - y, sign)
            at += stringWidth(sign, "Helvetica", 11)

    return draw


def test_a_gap_in_a_line_drawn_letter_by_letter_parts_two_cells() -> None:
    prose = [
        letters(
            72, 100 + 14 * at, "The office keeps a list of all words that are used in this policy."
        )
        for at in range(3)
    ]
    terms = (
        ("Absence", "A session for which a pupil is away, whatever the reason is."),
        ("Session", "Half of a school day: the morning or the afternoon of it."),
        ("Register", "The list in which the teacher marks who is there and who not."),
    )
    pairs = [
        together(letters(72, 180 + 24 * at, name), letters(160, 180 + 24 * at, value))
        for at, (name, value) in enumerate(terms)
    ]
    assert cells_of([*prose, *pairs]) == [list(each) for each in terms]


def all_cells(*pages: list[Draw]) -> list[list[str]]:
    found = [block for block in read(pdf(*pages)).blocks if isinstance(block, Table)]
    return [
        [" ".join(block.text for block in cell) for cell in row]
        for each in found
        for row in each.rows
    ]


def plain_row(y: float, *cells: str) -> list[Draw]:
    return [text(x, y, cell) for x, cell in zip(COLUMNS, cells, strict=False) if cell]


CUT = (
    plain_row(712, "C", "Leave for an exceptional", "The headteacher, and then"),
    [
        *plain_row(92, *HEAD),
        *plain_row(112, "", "circumstance that nobody could", "the office writes it down."),
    ],
    plain_row(140, "M", "Medical or dental appointment", "Office staff"),
)
WHOLE = [
    "C",
    "Leave for an exceptional circumstance that nobody could",
    "The headteacher, and then the office writes it down.",
]


def first_page() -> list[Draw]:
    return [*plain_row(640, *HEAD), *plain_row(672, "U", "Arrived after the register", "Teacher")]


@pytest.mark.parametrize("framed", [True, False], ids=["in a frame", "rules alone"])
def test_a_row_cut_by_the_page_is_whole_though_the_head_is_printed_again(framed: bool) -> None:
    one, two = level(622, 650, 690, 722), level(76, 100, 120, 150)
    if framed:
        one += [rule(66, 622, 66, 722), rule(530, 622, 530, 722)]
        two += [rule(66, 76, 66, 150), rule(530, 76, 530, 150)]
    prose = lines(72, 200, "Nobody else changes a code, whatever the reason that is given.")
    found = all_cells([*one, *first_page(), *CUT[0]], [*two, *CUT[1], *CUT[2], prose])
    assert found[2:] == [WHOLE, ["M", "Medical or dental appointment", "Office staff"]]


def test_a_cell_that_the_pages_end_leaves_open_belongs_to_its_row() -> None:
    walls = [rule(x, 622, x, 690) for x in (66, 150, 380, 530)]
    open_row = [rule(x, 690, x, 722) for x in (150, 380, 530)] + [rule(150, 722, 530, 722)]
    drawn = [*level(622, 650, 690), *walls, *open_row, *first_page(), *CUT[0]]
    assert all_cells(drawn)[2] == [
        "C",
        "Leave for an exceptional",
        "The headteacher, and then",
    ]


def test_codes_go_on_below_a_head_that_runs_on_every_page() -> None:
    codes = [[f"{letter}{page}" for letter in "MCUG"] for page in (1, 2, 3)]
    pages = [
        [
            *plain_row(top, *HEAD),
            *(
                each
                for at, code in enumerate(names)
                for each in plain_row(top + 28 + 24 * at, code, "Medical or dental", "Office staff")
            ),
        ]
        for top, names in zip((640, 72, 72), codes, strict=True)
    ]
    found = [row[0] for row in all_cells(*pages) if row[0] != "Code"]
    assert found == [f"{letter}{page}" for page in (1, 2, 3) for letter in "MCUG"]


def test_rows_set_tight_below_the_rule_of_their_head_are_parted() -> None:
    rows = [("Code", "What it means", "Who decides"), ("M", "Medical or dental", "Office staff")]
    rows += [("C", "Leave for a reason that", "Headteacher"), ("", "nobody could foresee", "")]
    rows += [("U", "Late with no good reason", "Class teacher")]
    tops = (160, 180, 197, 211.5, 228.5)
    drawn = [each for y, row in zip(tops, rows, strict=True) for each in plain_row(y, *row)]
    assert cells_of([*level(146, 166, 234), *drawn]) == [
        ["Code", "What it means", "Who decides"],
        ["M", "Medical or dental", "Office staff"],
        ["C", "Leave for a reason that nobody could foresee", "Headteacher"],
        ["U", "Late with no good reason", "Class teacher"],
    ]


def test_a_gap_as_narrow_as_two_cells_padding_parts_them_beside_a_wide_one() -> None:
    xs = (72.0, 72 + stringWidth("Code", "Helvetica", 11) + 10, 390.0)
    rows = (HEAD, ("M", "Medical or dental", "Office staff"), ("U", "Late", "Class teacher"))
    drawn = [
        text(x, 160 + 24 * at, cell)
        for at, row in enumerate(rows)
        for x, cell in zip(xs, row, strict=True)
    ]
    assert cells_of([*level(144, 168, 192, 216), *drawn]) == [list(row) for row in rows]
