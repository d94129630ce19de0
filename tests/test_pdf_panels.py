"""Shaded panels: text set apart by its background is read by itself, not across."""

from __future__ import annotations

from tests.pdf_drawing import Draw, body, lines, pdf, read, shaded, text
from toolkit.document import Table

NARROW = (
    "Every child is here on each day of",
    "the school year and on time, with",
    "what the day asks for, unless an",
    "illness keeps that child at home.",
)
BESIDE = (
    "Every child is here on each day of the school year and",
    "on time, with what the day asks for, unless an illness",
    "keeps that child at home.",
)
AFTER = (
    "Whoever cannot be here tells the office by telephone or in writing before the",
    "register closes, and says when the child will be back.",
)
PANEL = ("Key points", "Be here each day.", "Be here on time.")


def every_text(*drawn: Draw) -> list[str]:
    """Give the texts of a page's blocks, those in cells too, in reading order."""
    found: list[str] = []
    for block in read(pdf(drawn)).blocks:
        cells = [cell for row in block.rows for cell in row] if isinstance(block, Table) else []
        inside = [each.text for cell in cells for each in cell]
        found += inside if isinstance(block, Table) else [block.text]
    return found


def panel(x: float, *rows: str) -> list[Draw]:
    drawn = [text(x + 8, 108 + 22 * at, row) for at, row in enumerate(rows)]
    return [shaded(x, 90, x + 150, 170), *drawn]


def test_a_panel_beside_the_text_is_read_by_itself() -> None:
    drawn = every_text(*panel(373, *PANEL), lines(72, 100, *BESIDE), lines(72, 200, *AFTER))
    assert drawn == [*PANEL, " ".join(BESIDE), " ".join(AFTER)]


def test_panels_side_by_side_are_read_one_after_the_other() -> None:
    names = (
        ("Green", "Well done!", "Go on."),
        ("Amber", "Nearly.", "Try."),
        ("Red", "Come.", "Talk."),
    )
    drawn = [
        part for x, rows in zip((60, 225, 390), names, strict=True) for part in panel(x, *rows)
    ]
    assert every_text(*drawn, lines(72, 200, *AFTER)) == [
        *(row for rows in names for row in rows),
        " ".join(AFTER),
    ]


def test_shading_behind_text_with_nothing_beside_it_parts_nothing() -> None:
    drawn = [shaded(60, 88, 260, 145), lines(72, 100, *NARROW), lines(72, 200, *AFTER)]
    assert body(read(pdf(drawn))) == [" ".join(NARROW), " ".join(AFTER)]


def test_a_shaded_first_column_stays_beside_its_values() -> None:
    rows = (("Absence", "A session away"), ("Session", "Half a school day"), ("Register", "A list"))
    drawn = [
        part
        for at, (name, value) in enumerate(rows)
        for part in (
            shaded(66, 90 + 40 * at, 180, 130 + 40 * at),
            lines(72, 106 + 40 * at, name, "(a term)"),
            lines(200, 106 + 40 * at, value, "by law"),
        )
    ]
    found = [block for block in read(pdf(drawn)).blocks if isinstance(block, Table)]
    beside = [[cell[0].text for cell in row] for table in found for row in table.rows]
    assert [list(row) for row in rows] == beside[::2]


def test_a_drawing_that_the_text_runs_over_is_no_panel() -> None:
    drawn = [shaded(200, 80, 420, 180), lines(72, 100, *AFTER), lines(72, 140, *AFTER)]
    short = [text(250, 190, "Reviewed each year."), lines(72, 220, *BESIDE)]
    assert body(read(pdf([*drawn, *short])))[:2] == [" ".join(AFTER)] * 2
