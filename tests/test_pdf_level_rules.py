"""Tables ruled only between their rows, by lines or bands; gaps in text drawn letter by letter."""

from __future__ import annotations

import pytest
from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.pdfgen import canvas

from tests.pdf_drawing import HEIGHT, Draw, body, lines, pdf, read, rule, text, together
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


def fill(x0: float, y0: float, x1: float, y1: float) -> Draw:
    def draw(page: canvas.Canvas) -> None:
        page.setFillGray(0.9)
        page.rect(x0, HEIGHT - y1, x1 - x0, y1 - y0, stroke=0, fill=1)
        page.setFillGray(0)

    return draw


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
        [fill(66, TOP + STEP * at, 530, TOP + STEP * (at + 1)) for at in (1, 3)],
        [fill(66, TOP + STEP * at, 530, TOP + STEP * (at + 1)) for at in (0, 2)],
        [
            fill(x, TOP + STEP * at, x + 150, TOP + STEP * (at + 1) - 2)
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
