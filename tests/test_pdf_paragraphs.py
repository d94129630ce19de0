"""PDF lines to blocks: a paragraph, a heading or an item is one block, however it is set."""

from __future__ import annotations

import pytest
from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.pdfgen import canvas

from tests.pdf_drawing import Draw, blocks, body, lines, pdf, read, text, together
from toolkit.document import Block

WRAPPED = (
    "Every member of staff keeps a clear line between what is said as a private",
    "person and what is said on behalf of the school, and asks the headteacher",
    "where the difference is in doubt.",
)
WHOLE = " ".join(WRAPPED)


def test_wrapped_lines_are_one_block() -> None:
    assert body(read(pdf([lines(72, 100, *WRAPPED)]))) == [WHOLE]


def test_a_wider_space_parts_paragraphs() -> None:
    assert body(read(pdf([lines(72, 100, *WRAPPED), lines(72, 148, *WRAPPED)]))) == [WHOLE, WHOLE]


def test_a_line_that_ends_short_ends_its_paragraph_where_no_space_does() -> None:
    drawn = [lines(72, 100, *WRAPPED, *WRAPPED)]
    assert body(read(pdf(drawn))) == [WHOLE, WHOLE]


def test_an_indented_first_line_begins_a_paragraph() -> None:
    first = together(text(90, 100, WRAPPED[0][:70]), lines(72, 113.5, WRAPPED[1], WRAPPED[2]))
    second = together(text(90, 140.5, WRAPPED[0][:70]), lines(72, 154, WRAPPED[1], WRAPPED[2]))
    assert len(body(read(pdf([first, second])))) == 2


def test_a_heading_in_bold_stands_apart_from_the_text_right_below() -> None:
    drawn = [
        text(72, 100, "Reporting a concern", font="Helvetica-Bold"),
        lines(72, 113.5, *WRAPPED),
    ]
    found = blocks(read(pdf(drawn)))
    assert [each.text for each in found] == ["Reporting a concern", WHOLE]
    assert [each.style.bold for each in found] == [True, False]


def test_a_heading_in_larger_type_over_two_lines_is_one_block() -> None:
    drawn = [
        text(297, 100, "MODEL POLICY ON THE USE OF MESSAGES", size=16, centred=True),
        text(297, 120, "AND OTHER MEDIA", size=16, centred=True),
        lines(72, 150, *WRAPPED),
    ]
    found = blocks(read(pdf(drawn)))
    assert found[0].text == "MODEL POLICY ON THE USE OF MESSAGES AND OTHER MEDIA"
    assert (found[0].style.align, found[0].style.size) == ("center", 16)


def test_a_schools_name_centred_below_a_title_is_a_line_of_its_own() -> None:
    drawn = [
        text(297, 80, "Policy on Mobile Phones", size=18, centred=True),
        text(297, 109, "The Meadows Special School", size=18, centred=True),
        lines(72, 160, *WRAPPED[:1]),
        lines(72, 180, *WRAPPED[:1]),
    ]
    assert body(read(pdf(drawn)))[:2] == ["Policy on Mobile Phones", "The Meadows Special School"]


def test_a_bold_word_at_the_start_makes_no_heading() -> None:
    drawn = together(
        text(72, 100, "Headteacher", font="Helvetica-Bold"),
        text(140, 100, "reads the record of messages every month and tells the"),
        lines(72, 113.5, "governors what it shows."),
    )
    found = blocks(read(pdf([drawn])))
    assert len(found) == 1
    assert not found[0].style.bold


# --- labels -------------------------------------------------------------------------------------


def test_a_label_drawn_apart_is_joined_by_its_baseline() -> None:
    found = blocks(read(pdf([text(72, 100, "3.1"), lines(108, 100, *WRAPPED)])))
    assert [each.text for each in found] == [f"3.1 {WHOLE}"]
    assert found[0].style.indent == 36


def test_labels_drawn_after_all_the_texts_are_joined_too() -> None:
    texts = [lines(108, 100, *WRAPPED), lines(108, 150, *WRAPPED)]
    labels = [text(72, 100, "3.1"), text(72, 150, "3.2")]
    assert body(read(pdf([*texts, *labels]))) == [f"3.1 {WHOLE}", f"3.2 {WHOLE}"]


def test_items_set_tight_are_blocks_of_their_own() -> None:
    rows = (
        "(i) that no pupil is named;",
        "(ii) that no picture is shown;",
        "(iii) that a note is kept.",
    )
    assert body(read(pdf([lines(90, 100, *rows)]))) == list(rows)


def test_numbered_clauses_flush_with_their_text_are_parted() -> None:
    one = ("1. " + WRAPPED[0], *WRAPPED[1:])
    two = ("2. " + WRAPPED[0], *WRAPPED[1:])
    assert body(read(pdf([lines(72, 100, *one, *two)]))) == [f"1. {WHOLE}", f"2. {WHOLE}"]


def test_a_wrapped_line_that_starts_with_a_number_at_the_text_indent_is_no_new_clause() -> None:
    rows = (
        "Staff who are asked for a reference follow the advice of the county in section",
        "12. Where that is silent they ask the headteacher before they answer anything",
        "in writing.",
    )
    drawn = [text(72, 100, "4.1"), lines(108, 100, *rows)]
    assert body(read(pdf(drawn))) == ["4.1 " + " ".join(rows)]


def test_a_bullet_of_a_symbol_font_is_a_bullet() -> None:
    drawn = [
        text(90, 100, "\u00b7", font="Symbol"),
        text(108, 100, "bring the school into disrepute;"),
    ]
    assert body(read(pdf(drawn))) == ["• bring the school into disrepute;"]


def test_a_bullet_drawn_as_a_shape_is_a_bullet() -> None:
    dots = [lambda page, y=y: page.circle(95, 842 - y + 3, 1.5, fill=1) for y in (100, 120)]
    texts = [text(108, 100, "keep a note"), text(108, 120, "tell the clerk")]
    assert body(read(pdf([*texts, *dots]))) == ["• keep a note", "• tell the clerk"]


# --- over pages and columns ---------------------------------------------------------------------


def test_a_paragraph_broken_by_a_page_is_one_block() -> None:
    first = [lines(72, 100, *WRAPPED), lines(72, 700, *WRAPPED[:2])]
    second = [lines(72, 90, WRAPPED[2]), lines(72, 130, *WRAPPED)]
    assert body(read(pdf(first, second))) == [WHOLE, WHOLE, WHOLE]


def test_an_item_broken_by_a_page_after_a_whole_sentence_is_one_block() -> None:
    rows = (
        "Every member of staff keeps a clear line between private and public talk",
        "and asks where in doubt. The headteacher answers within one working week.",
    )
    first = [text(72, 700, "3.1"), lines(108, 700, *rows)]
    second = [text(108, 90, "Governors are told."), text(72, 130, "3.2"), lines(108, 130, *rows)]
    assert body(read(pdf(first, second))) == [
        f"3.1 {' '.join(rows)} Governors are told.",
        f"3.2 {' '.join(rows)}",
    ]


def test_a_new_clause_at_the_top_of_a_page_is_not_joined() -> None:
    first = [text(72, 700, "3.1"), lines(108, 700, *WRAPPED[:2])]
    second = [text(72, 90, "3.2"), lines(108, 90, *WRAPPED)]
    assert len(body(read(pdf(first, second)))) == 2


FULL_PAGE = tuple(
    f"{start} keep a clear line between what they say in private and at a school{end}"
    for start, end in (("Staff", ","), ("and all", "."), ("Visitors", ","), ("and they", "."))
)


def test_a_full_line_at_a_pages_foot_runs_on_though_a_sentence_ends_there() -> None:
    first = [lines(72, 100, *FULL_PAGE), lines(72, 700, *FULL_PAGE[:2])]
    second = [lines(72, 90, *FULL_PAGE[2:]), lines(72, 130, *FULL_PAGE)]
    assert body(read(pdf(first, second))) == [" ".join(FULL_PAGE)] * 3


def test_a_page_that_ends_early_ends_its_paragraph() -> None:
    first = [lines(72, 100, *FULL_PAGE[:2])]
    second = [lines(72, 90, *FULL_PAGE[2:]), lines(72, 700, *FULL_PAGE)]
    assert len(body(read(pdf(first, second)))) == 3


def test_a_number_at_a_pages_head_that_a_sentence_runs_into_is_no_label() -> None:
    rows = ("Every member of staff keeps to what is said of private and public talk in section",)
    first = [text(72, 700, "3.1"), lines(108, 700, *rows)]
    second = [
        lines(108, 90, "4. Governors are told."),
        text(72, 130, "3.2"),
        lines(108, 130, *rows),
    ]
    assert body(read(pdf(first, second)))[0] == f"3.1 {rows[0]} 4. Governors are told."


COLUMN = (
    "Staff keep a clear line between",
    "what they say as private people",
    "and what they say for the school",
    "at which they work each day, and",
    "they ask where they are unsure.",
)


def test_two_columns_are_read_one_after_the_other() -> None:
    left = lines(60, 120, *COLUMN)
    right = lines(320, 120, "Governors look at the policy when", *COLUMN[1:])
    title = text(
        297, 80, "Oakfield Primary School: the messaging policy of this year", size=16, centred=True
    )
    found = body(read(pdf([title, left, right])))
    assert found[1:] == [
        " ".join(COLUMN),
        " ".join(("Governors look at the policy when", *COLUMN[1:])),
    ]


def test_a_second_column_may_end_after_a_line() -> None:
    full = [lines(60, 120, *COLUMN), lines(320, 120, *COLUMN)]
    last = [lines(60, 120, *COLUMN, *COLUMN[:2]), lines(320, 120, *COLUMN[2:4])]
    assert body(read(pdf(full, last)))[-1] == " ".join((*COLUMN, *COLUMN[:4]))


def test_a_page_with_a_first_column_alone_wraps_as_its_column_does() -> None:
    full = [lines(60, 120, *COLUMN), lines(320, 120, *COLUMN)]
    assert body(read(pdf(full, [lines(60, 120, *COLUMN)])))[-1] == " ".join(COLUMN)


def set_apart(words: str, by: float) -> Draw:
    """Draw a heading letter by letter, as browsers do, its letters `by` points apart."""

    def draw(page: canvas.Canvas) -> None:
        page.setFont("Helvetica", 11)
        at = 72.0
        for sign in words:
            if sign != " ":
                page.drawString(at, 742, sign)
            at += stringWidth(sign, "Helvetica", 11) + by

    return draw


def test_letters_set_apart_for_looks_are_words() -> None:
    def spaced(page: canvas.Canvas) -> None:
        drawn = page.beginText(72, 742)
        drawn.setFont("Helvetica-Bold", 11)
        drawn.setCharSpace(2.6)
        drawn.textOut("Our policy in brief")
        page.drawText(drawn)

    assert body(read(pdf([spaced, lines(72, 130, *WRAPPED)])))[0] == "Our policy in brief"


@pytest.mark.parametrize("by", [0.0, 1.3, 1.6, 2.0, 2.6, 3.3, 5.0])
def test_capitals_set_apart_are_words_however_far_they_stand_apart(by: float) -> None:
    said = "WHO LEAVES IN TERM TIME AND WHAT IS LATE"
    assert body(read(pdf([set_apart(said, by), lines(72, 130, *WRAPPED)])))[0] == said


@pytest.mark.parametrize("said", ["CODES A B C", "A B C"])
def test_single_letters_beside_each_other_stay_apart(said: str) -> None:
    assert body(read(pdf([set_apart(said, 0.0), lines(72, 130, *WRAPPED)])))[0] == said


def test_a_label_too_wide_for_its_indent_leaves_a_wrapped_number_in_its_sentence() -> None:
    drawn = [
        text(72, 100, "(viii)"),
        text(96, 100, "Every member of staff keeps to what is said of private talk in paragraph"),
        text(93, 113.5, "4. The rest of the file stays closed."),
    ]
    assert len(body(read(pdf(drawn)))) == 1


def test_two_columns_drawn_row_by_row_are_read_by_columns() -> None:
    rows = [
        together(text(60, 120 + 13.5 * at, row), text(320, 120 + 13.5 * at, row))
        for at, row in enumerate(COLUMN)
    ]
    assert body(read(pdf([together(*rows)]))) == [" ".join(COLUMN)] * 2


def test_a_list_in_two_columns_keeps_its_labels_with_its_texts() -> None:
    items = [
        together(text(x, y, label), lines(x + 20, y, *COLUMN))
        for x, ys in ((60, (100, 180)), (320, (100, 180)))
        for y, label in zip(ys, ("(a)", "(b)"), strict=True)
    ]
    whole = " ".join(COLUMN)
    assert body(read(pdf(items))) == [f"(a) {whole}", f"(b) {whole}"] * 2


@pytest.mark.parametrize("x", [-900.0, 900_000.0])
def test_text_far_off_the_paper_is_read(x: float) -> None:
    said = [f"Line {n} is off the paper." for n in range(8)]
    drawn = [text(x, 100 + 20 * n, line) for n, line in enumerate(said)]
    assert " ".join(body(read(pdf(drawn)))) == " ".join(said)


def test_a_landscape_page_and_a_turned_page_are_read_upright() -> None:
    wide = pdf([lambda page: page.drawString(72, 400, "A wide page")], size=(842, 595))
    assert body(read(wide)) == ["A wide page"]

    def sideways(page) -> None:  # type: ignore[no-untyped-def]
        page.rotate(90)
        page.drawString(100, -200, "First line of a turned page")
        page.drawString(100, -220, "second line of it")

    turned = pdf([sideways], turn=90)
    assert body(read(turned)) == ["First line of a turned page second line of it"]


def test_a_raised_mark_stays_in_the_line_it_belongs_to() -> None:
    drawn = [
        lines(72, 100, WRAPPED[0]),
        text(72, 113.5, "person and what is said on behalf of the school"),
        text(301.3, 109, "1", size=7),
        text(310, 113.5, "and asks."),
    ]
    assert body(read(pdf(drawn))) == [
        f"{WRAPPED[0]} person and what is said on behalf of the school1 and asks."
    ]


def test_an_item_of_a_narrower_quotation_is_one_block() -> None:
    rows = (
        "The person must believe, and have reason to, that it tends to show",
        "one of the kinds of wrong that are listed in the Example Rights",
        "Act 1996.",
    )
    quoted = [text(90, 200, "2."), lines(113, 200, *rows)]
    found = body(read(pdf([lines(72, 100, *WRAPPED, *WRAPPED), *quoted])))
    assert found[-1] == "2. " + " ".join(rows)


def test_an_initial_over_two_lines_begins_its_word() -> None:
    rows = ("embers of staff who meet a visitor at the gate ask for a name and a", "reason.")
    drawn = [text(72, 113.5, "M", size=32), lines(101, 100, *rows), lines(72, 150, *WRAPPED)]
    assert body(read(pdf(drawn))) == [f"M{' '.join(rows)}", WHOLE]


def test_an_initial_drawn_before_its_second_line_begins_the_first() -> None:
    first = "he headteacher may grant leave in cases that nobody could have foreseen, and a"

    def drawn(page: canvas.Canvas) -> None:
        for x, y, words, size in (
            (94, 100, first, 11),
            (72, 114, "T", 30),
            (90.5, 114, "holiday", 11),
        ):
            page.setFont("Helvetica", size)
            page.drawString(x, 842 - y, words)

    assert body(read(pdf([drawn, lines(72, 150, *WRAPPED)])))[0] == f"T{first} holiday"


@pytest.mark.parametrize("y", [107.0, 114.0], ids=["top", "middle"])
def test_a_large_figure_beside_a_text_is_its_label(y: float) -> None:
    drawn = [text(72, y, "2", size=30), lines(101, 93, *WRAPPED), lines(72, 200, *WRAPPED)]
    assert body(read(pdf([*drawn, lines(72, 260, *WRAPPED)])))[0] == f"2 {WHOLE}"


def test_a_contents_list_in_two_columns_is_read_down_each() -> None:
    names = ("Aims", "Roles and duties", "Absence", "Lateness", "Leave", "Review")
    drawn = [
        part
        for at, name in enumerate(names)
        for x, y in [(72 if at < 3 else 320, 120 + 15 * (at % 3))]
        for part in (text(x, y, name), text(x + 200, y, str(at + 2)))
    ]
    below = lines(72, 200, *WRAPPED)
    found = read(pdf([text(72, 90, "Contents"), *drawn, below]))
    listed = [block.text for block in found.blocks if isinstance(block, Block) and block.role]
    assert listed[1:] == [f"{name} {at + 2}" for at, name in enumerate(names)]


def test_three_columns_under_a_title_are_read_one_after_the_other() -> None:
    columns = [lines(x, 120 + 4 * at, *COLUMN * 3) for at, x in enumerate((60, 310, 560))]
    wide = pdf([text(60, 80, "Lateness at our school", size=24), *columns], size=(842, 842))
    assert " ".join(body(read(wide))[1:]) == " ".join(COLUMN * 9)


def test_two_lists_side_by_side_are_read_one_after_the_other() -> None:
    drawn = [
        together(text(x, y, "•"), text(x + 18, y, words))
        for x, items in (
            (72, ("parents of a child who is", "the post;")),
            (320, ("fire", "police")),
        )
        for y, words in zip((130, 157), items, strict=True)
    ]
    wrapped = text(90, 143.5, "ill that day;")
    below = lines(72, 190, *WRAPPED)
    assert body(read(pdf([lines(72, 100, WRAPPED[2]), *drawn, wrapped, below]))) == [
        WRAPPED[2],
        "• parents of a child who is ill that day;",
        "• the post;",
        "• fire",
        "• police",
        WHOLE,
    ]


def test_a_run_that_begins_with_a_superscript_stands_on_its_own_baseline() -> None:
    def drawn(page: canvas.Canvas) -> None:
        line = page.beginText(72, 742)
        for words, size, rise in (("On the 1", 11, 0), ("st", 7, 4), (" of May we meet.", 11, 0)):
            line.setFont("Helvetica", size)
            line.setRise(rise)
            line.textOut(words)
        page.drawText(line)

    assert body(read(pdf([drawn]))) == ["On the 1st of May we meet."]
