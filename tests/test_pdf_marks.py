"""Underlines and colours, which set headings apart; and what parts or joins short lines."""

from __future__ import annotations

from reportlab.pdfgen.canvas import Canvas

from tests.pdf_drawing import HEIGHT, Draw, blocks, body, grid, lines, pdf, read, rule, tables, text


def coloured(draw: Draw, red: float, green: float, blue: float) -> Draw:
    def paint(page: Canvas) -> None:
        page.setFillColorRGB(red, green, blue)
        draw(page)
        page.setFillColorRGB(0, 0, 0)

    return paint


def underlined(x: float, y: float, words: str, width: float) -> Draw:
    def paint(page: Canvas) -> None:
        text(x, y, words)(page)
        page.setLineWidth(0.6)
        page.line(x, HEIGHT - y - 1.2, x + width, HEIGHT - y - 1.2)

    return paint


def marked(*page: Draw) -> list[str]:
    return [each.text for each in blocks(read(pdf(page))) if each.style.marked]


PROSE = "Children talk about the people who are at home with them."


def test_underlined_or_coloured_lines_are_marked() -> None:
    assert marked(
        underlined(60, 100, "Early years", 56),
        text(60, 125, PROSE),
        coloured(text(60, 150, "Key stage 1"), 0.1, 0.3, 0.6),
        text(60, 175, PROSE.replace("Children", "Pupils")),
        coloured(text(60, 200, "Grey is no colour"), 0.3, 0.3, 0.3),
    ) == ["Early years", "Key stage 1"]


def test_a_link_and_a_rule_across_the_page_mark_nothing() -> None:
    link = coloured(underlined(60, 100, "The website", 56), 0.0, 0.4, 0.8)
    assert marked(link, text(60, 150, "Below a rule"), rule(60, 152, 530, 152)) == []


def test_a_marked_line_is_a_paragraph_of_its_own() -> None:
    page = (
        text(60, 100, "Parents may ask for their child to be withdrawn from some of the lessons"),
        underlined(60, 113.5, "Requests", 46),
        text(60, 127, "Requests go to the headteacher."),
    )
    assert body(read(pdf(page))) == [
        "Parents may ask for their child to be withdrawn from some of the lessons",
        "Requests",
        "Requests go to the headteacher.",
    ]


def test_paragraphs_of_a_line_each_stay_apart_though_no_line_shows_the_leading() -> None:
    said = [
        "Parents and carers are told about any change by letter, by text message and in person.",
        "No money changes hands in the playground; payments are made through the account only.",
        "Pupils are taught in assemblies and in lessons how to ask for help when they need it.",
    ]
    page = [text(60, 100 + 19 * number, line) for number, line in enumerate(said)]
    assert body(read(pdf(page))) == said


def test_a_typed_number_s_paragraph_goes_on_at_the_margin_of_the_next_page() -> None:
    first = lines(
        60, 100,
        "1.1 Uniform may be bought second-hand from the association of friends, whose sales are",
        "held termly, and from the school office on any day of the week before nine o'clock.",
        "1.2 Uniform may be lent by the school office for a day, for a week or for a whole term or",
    )  # fmt: skip
    second = text(60, 100, "longer.")
    assert body(read(pdf([first], [second])))[-1].endswith("a whole term or longer.")


def test_a_whole_row_at_a_page_s_head_is_a_row_of_its_own() -> None:
    ys = (100.0, 130.0)
    first = [
        grid((60, 118, 400), ys),
        text(64, 118, "Hazard 12"),
        text(122, 118, "Visitors sign in."),
    ]
    second = [
        grid((60, 118, 400), ys),
        text(64, 118, "Hazard 13"),
        text(122, 118, "Gates are locked."),
    ]
    assert tables(read(pdf(first, second))) == [
        [[["Hazard 12"], ["Visitors sign in."]], [["Hazard 13"], ["Gates are locked."]]]
    ]
