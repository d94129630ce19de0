"""Tables of PDFs: ruled, boxed, split over pages, and without rules; contents lists; fields."""

from __future__ import annotations

import io
from typing import Any

import pytest
from reportlab.pdfgen import canvas

from tests.pdf_drawing import (
    HEIGHT,
    Draw,
    blocks,
    body,
    grid,
    lines,
    pdf,
    read,
    roles,
    rule,
    tables,
    text,
    together,
)

PROSE = (
    "Every member of staff keeps a clear line between what is said as a private",
    "person and what is said on behalf of the school.",
)


def test_a_ruled_table_is_rows_of_cells() -> None:
    drawn = [
        grid((72, 250, 520), (90, 110, 145)),
        text(78, 104, "Date of issue"),
        text(256, 104, "1 September 2023"),
        text(78, 124, "Reviewed by"),
        lines(256, 124, "The headteacher, the safeguarding lead and the", "chair of governors"),
    ]
    assert tables(read(pdf(drawn))) == [
        [
            [["Date of issue"], ["1 September 2023"]],
            [
                ["Reviewed by"],
                ["The headteacher, the safeguarding lead and the chair of governors"],
            ],
        ]
    ]


def test_text_drawn_in_one_go_over_two_cells_is_cut_at_the_rule_between_them() -> None:
    drawn = [grid((72, 142, 520), (90, 110, 130)), text(78, 104, "Date of issue 1 September 2023")]
    row = tables(read(pdf(drawn)))[0][0]
    assert row == [["Date of issue"], ["1 September 2023"]]


def test_a_merged_cell_stands_once_before_empty_cells() -> None:
    drawn = [
        grid((72, 520), (90, 110)),
        grid((72, 250, 520), (110, 130)),
        text(78, 104, "Who does what"),
        text(78, 124, "Clerk"),
        text(256, 124, "keeps the list"),
    ]
    assert tables(read(pdf(drawn))) == [[[["Who does what"], []], [["Clerk"], ["keeps the list"]]]]


def test_prose_in_a_box_is_a_table_of_one_cell() -> None:
    found = read(pdf([grid((72, 520), (90, 130)), lines(78, 104, *PROSE)]))
    assert tables(found) == [[[[" ".join(PROSE)]]]]


def test_a_box_with_rounded_corners_keeps_its_short_lines_together() -> None:
    first = "Every visitor signs in at the office and is given", "a badge, to be worn all day."
    second = "Nobody without a badge may go beyond the gate.", "Staff ask anybody else to leave."
    drawn = [
        lines(72, 80, *PROSE),
        rounded(80, 130, 360, 170),
        rounded(80, 180, 360, 220),
        lines(90, 147, *first),
        lines(90, 197, *second),
    ]
    assert tables(read(pdf(drawn))) == [[[[" ".join(first)]]], [[[" ".join(second)]]]]


def test_a_badge_with_rounded_corners_stands_in_its_line() -> None:
    drawn = [
        text(72, 100, "2.9 is referred to"),
        rounded(172, 88, 200, 104, 4),
        text(174, 100, "Low"),
    ]
    assert body(read(pdf(drawn))) == ["2.9 is referred to Low"]


def rounded(x0: float, top: float, x1: float, bottom: float, radius: float = 8.0) -> Draw:
    height = bottom - top
    return lambda page: page.roundRect(x0, HEIGHT - bottom, x1 - x0, height, radius)


def test_a_border_round_the_page_is_no_table() -> None:
    found = read(pdf([grid((20, 575), (20, 822)), lines(72, 104, *PROSE)]))
    assert tables(found) == []
    assert body(found) == [" ".join(PROSE)]


def test_a_rule_under_a_heading_is_no_table() -> None:
    found = read(pdf([text(72, 100, "Purpose"), rule(72, 104, 520, 104), lines(72, 130, *PROSE)]))
    assert tables(found) == []


def test_items_in_a_cell_are_blocks_and_keep_their_labels() -> None:
    drawn = [
        grid((72, 520), (90, 160)),
        text(78, 104, "12. Messages to pupils", font="Helvetica-Bold"),
        text(78, 120, "\u2022 keep a note"),
        text(78, 136, "\u2022 tell the clerk"),
    ]
    assert tables(read(pdf(drawn))) == [
        [[["12. Messages to pupils", "• keep a note", "• tell the clerk"]]]
    ]


def test_a_row_split_over_pages_is_made_whole_column_by_column() -> None:
    first = [
        grid((72, 250, 520), (700, 720, 760)),
        text(78, 714, "Who"),
        text(256, 714, "Does what"),
        text(78, 734, "Headteacher"),
        lines(
            256,
            734,
            "reads the record of messages that staff have",
            "sent and tells the governors at every",
        ),
    ]
    second = [
        grid((72, 250, 520), (80, 100, 120)),
        text(256, 94, "meeting of the full governing board."),
        text(78, 114, "Clerk"),
        text(256, 114, "keeps the list"),
    ]
    (table,) = tables(read(pdf(first, second)))
    assert table[1] == [
        ["Headteacher"],
        [
            "reads the record of messages that staff have sent and tells the governors at every "
            "meeting of the full governing board."
        ],
    ]
    assert table[2] == [["Clerk"], ["keeps the list"]]


def test_names_beside_values_without_rules_are_a_table() -> None:
    drawn = [
        text(72, 100, "Date of issue"),
        text(250, 100, "1 September 2023"),
        text(72, 116, "Person responsible"),
        lines(250, 116, "The headteacher, together with", "the chair of governors"),
        text(72, 145, "Review date"),
        text(250, 145, "September 2024"),
        lines(72, 190, *PROSE),
    ]
    found = read(pdf(drawn))
    assert tables(found) == [
        [
            [["Date of issue"], ["1 September 2023"]],
            [["Person responsible"], ["The headteacher, together with the chair of governors"]],
            [["Review date"], ["September 2024"]],
        ]
    ]
    assert body(found) == [" ".join(PROSE)]


def test_labels_beside_their_texts_are_no_table() -> None:
    drawn = [
        text(72, 100, "1.1"),
        lines(120, 100, *PROSE),
        text(72, 140, "1.2"),
        lines(120, 140, *PROSE),
    ]
    assert tables(read(pdf(drawn))) == []


@pytest.mark.parametrize("label", ["A{}", "{}a", "{}."])
def test_a_tab_after_a_number_makes_no_table(label: str) -> None:
    drawn = [
        together(text(72, 100 + 40 * n, label.format(n)), lines(120, 100 + 40 * n, *PROSE))
        for n in (1, 2, 3)
    ]
    found = read(pdf(drawn))
    whole = " ".join(PROSE)
    assert (tables(found), body(found)) == ([], [f"{label.format(n)} {whole}" for n in (1, 2, 3)])


def test_a_table_stands_where_it_stood_in_the_text() -> None:
    drawn = [
        lines(72, 100, *PROSE),
        grid((72, 250, 520), (140, 160, 180)),
        text(78, 154, "Clerk"),
        text(78, 174, "Head"),
        lines(72, 220, *PROSE),
    ]
    kinds = [type(each).__name__ for each in read(pdf(drawn)).blocks]
    assert kinds == ["Block", "Table", "Block"]


# --- contents lists -----------------------------------------------------------------------------


def test_a_contents_list_with_leaders_is_set_aside() -> None:
    rows = [
        f"{n}. {name} {'.' * 60} {n + 1}" for n, name in enumerate(("Aims", "Scope", "Review"), 1)
    ]
    found = read(pdf([text(72, 80, "Contents"), lines(72, 100, *rows), lines(72, 200, *PROSE)]))
    assert set(roles(found).values()) == {"contents"}
    assert body(found) == [" ".join(PROSE)]


def test_a_contents_list_with_page_numbers_set_apart_is_set_aside() -> None:
    rows = [
        part
        for n, name in enumerate(("Aims of this policy", "Who it is for", "Review"))
        for part in (text(72, 110 + 16 * n, name), text(520, 110 + 16 * n, str(n + 2), right=True))
    ]
    found = read(pdf([text(72, 85, "Table of contents"), *rows, lines(72, 200, *PROSE)]))
    assert list(roles(found)) == [
        "Table of contents",
        "Aims of this policy 2",
        "Who it is for 3",
        "Review 4",
    ]


# --- footnotes and fields -----------------------------------------------------------------------


def test_small_print_with_a_mark_at_the_foot_of_a_page_is_a_note() -> None:
    drawn = [
        lines(72, 100, *PROSE, *PROSE),
        text(72, 700, "1 The county's guidance of 2023.", size=8),
    ]
    found = read(pdf(drawn))
    assert roles(found) == {"The county's guidance of 2023.": "note"}
    assert [each.label for each in blocks(found) if each.role] == ["1"]


def test_a_footnote_does_not_keep_a_paragraph_from_its_next_page() -> None:
    first = [
        lines(72, 600, *PROSE),
        lines(72, 680, PROSE[0]),
        text(72, 740, "1 See above.", size=8),
    ]
    found = read(pdf(first, [lines(72, 90, PROSE[1]), lines(72, 140, *PROSE)]))
    assert body(found) == [" ".join(PROSE)] * 3
    assert "See above." in roles(found)


def raised_after(words: str, mark: str, rest: str, y: float) -> Draw:
    """Draw a line with a raised figure in it, in one text object as word processors do."""

    def draw(page: canvas.Canvas) -> None:
        drawn = page.beginText(72, 842 - y)
        drawn.setFont("Helvetica", 11)
        drawn.textOut(words)
        for figure, size, rise in ((mark, 6.5, 4), (rest, 11, 0)):
            drawn.setFont("Helvetica", size)
            drawn.setRise(rise)
            drawn.textOut(figure)
        page.drawText(drawn)

    return draw


def test_the_mark_of_a_footnote_is_no_digit_of_the_word_before_it() -> None:
    drawn = [
        raised_after(
            "Staff keep to the Equality Act 2010", "1", " at all times and in all places.", 90
        ),
        lines(72, 120, *PROSE),
        text(72, 740, "1 The county holds a copy of it.", size=8),
    ]
    found = read(pdf(drawn))
    assert body(found)[0] == "Staff keep to the Equality Act 2010 at all times and in all places."


def test_a_raised_figure_that_no_note_answers_stays() -> None:
    drawn = [raised_after("Rooms of more than 50 m", "2", " are booked at the office.", 90)]
    assert body(read(pdf(drawn))) == ["Rooms of more than 50 m2 are booked at the office."]


def test_the_values_of_form_fields_are_read_beside_their_names() -> None:
    out = io.BytesIO()
    made: Any = canvas.Canvas(out)
    made.drawString(72, 700, "Approved by:")
    made.acroForm.textfield(
        name="by", value="The full governing board", x=160, y=694, width=200, height=18
    )
    made.drawString(72, 660, "Shared with staff")
    made.acroForm.checkbox(name="done", checked=True, x=200, y=656, size=14)
    made.showPage()
    made.save()
    found = " ".join(each.text for each in blocks(read(out.getvalue())))
    assert "Approved by: The full governing board" in found or [
        [["Approved by:"], ["The full governing board"]]
    ] in tables(read(out.getvalue()))
    assert "☑" in found


def test_a_table_head_printed_again_on_the_next_page_is_no_row() -> None:
    head = [
        text(78, 94, "Who", font="Helvetica-Bold"),
        text(256, 94, "Does what", font="Helvetica-Bold"),
    ]
    pages = [
        [grid((72, 250, 520), (80, 100, 240)), *head, text(78, 114, who), text(256, 114, what)]
        for who, what in (("Clerk", "keeps the list"), ("Governors", "read the record"))
    ]
    found = read(pdf(*pages))
    assert tables(found) == [
        [
            [["Who"], ["Does what"]],
            [["Clerk"], ["keeps the list"]],
            [["Governors"], ["read the record"]],
        ]
    ]
    assert roles(found) == {"Who": "running_header", "Does what": "running_header"}


def test_a_box_broken_by_a_page_is_one_text() -> None:
    first = [grid((72, 480), (600, 800)), text(78, 640, "•"), lines(114, 640, PROSE[0], PROSE[0])]
    second = [grid((72, 480), (60, 120)), lines(114, 80, PROSE[1])]
    whole = f"• {PROSE[0]} {' '.join(PROSE)}"
    assert tables(read(pdf(first, second))) == [[[[whole]]]]


def test_a_row_is_cut_where_only_its_second_column_runs_over_the_page() -> None:
    left, right = (
        "Staff ask first.",
        ("Every member of staff keeps to", "all of the acceptable use"),
    )
    first = [
        grid((72, 280, 450), (600, 800)),
        text(78, 620, left),
        lines(286, 620, *right),
    ]
    second = [
        grid((72, 280, 450), (60, 120)),
        text(78, 80, "Pupils ask too."),
        lines(286, 80, "policies of the county."),
    ]
    whole = f"{' '.join(right)} policies of the county."
    assert tables(read(pdf(first, second))) == [[[[left, "Pupils ask too."], [whole]]]]


def on_its_side(x: float, y: float, words: str, *, downward: bool) -> Draw:
    """Draw words letter by letter up or down a page, as a word processor turns a cell's text."""

    def draw(page: canvas.Canvas) -> None:
        page.saveState()
        page.translate(x, 842 - y)
        page.rotate(-90 if downward else 90)
        page.setFont("Helvetica", 11)
        at = 0.0
        for letter in words:
            if letter != " ":
                page.drawString(at, 0, letter)
            at += page.stringWidth(letter, "Helvetica", 11)
        page.restoreState()

    return draw


@pytest.mark.parametrize(("downward", "start"), [(False, 186), (True, 94)])
def test_text_on_its_side_in_a_tables_head_is_read_along_its_line(
    downward: bool, start: float
) -> None:
    drawn = [
        grid((72, 250, 380, 520), (90, 190, 210)),
        text(78, 104, "Machine"),
        on_its_side(300, start, "Every Monday", downward=downward),
        on_its_side(430, start, "Last day", downward=downward),
        text(78, 204, "Saw"),
        text(256, 204, "Yes"),
        text(386, 204, "No"),
    ]
    head = [["Machine"], ["Every Monday"], ["Last day"]]
    assert tables(read(pdf(drawn))) == [[head, [["Saw"], ["Yes"], ["No"]]]]
