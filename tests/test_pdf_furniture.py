"""What stands on every page is no policy text: headers, footers, page numbers, watermarks."""

from __future__ import annotations

import io

from reportlab.pdfgen import canvas

from tests.pdf_drawing import HEIGHT, Draw, body, lines, pdf, read, roles, text

TITLE = "Oakfield Primary School"
TEXTS = (
    "Staff keep a record of every message that is sent to a parent or carer by telephone.",
    "Governors look at the record once in each term and ask about what they find in it.",
    "The clerk keeps the list of those who have read this policy and sends it to the county.",
    "Pupils are told in the first week of each year whom they can turn to with a worry.",
)


def pages(*furniture: tuple[Draw, ...]) -> list[list[Draw]]:
    return [[lines(72, 120, words), *drawn] for words, drawn in zip(TEXTS, furniture, strict=False)]


def test_a_header_and_a_footer_with_page_numbers_are_set_aside() -> None:
    drawn = [
        (
            text(72, 40, TITLE),
            text(72, 810, "Messaging policy 2023"),
            text(520, 810, f"Page {n} of 3", right=True),
        )
        for n in (1, 2, 3)
    ]
    found = read(pdf(*pages(*drawn)))
    assert body(found) == list(TEXTS[:3])
    assert roles(found)[TITLE] == "running_header"
    assert roles(found)["Messaging policy 2023"] == "running_footer"
    assert roles(found)["Page 2 of 3"] == "page_number"


def test_odd_and_even_headers_are_set_aside() -> None:
    drawn = [(text(72, 40, TITLE if n % 2 else "Messaging policy"),) for n in range(4)]
    assert body(read(pdf(*pages(*drawn)))) == list(TEXTS)


def test_bare_numbers_that_count_up_are_page_numbers() -> None:
    drawn = [(text(297, 810, str(n)),) for n in (5, 6, 7)]
    assert set(roles(read(pdf(*pages(*drawn)))).values()) == {"page_number"}


def test_a_title_that_says_what_the_footer_says_is_kept() -> None:
    drawn = [(text(72, 810, TITLE),) for _ in range(3)]
    made = pages(*drawn)
    made[0].append(text(297, 60, TITLE, size=16, centred=True))
    assert body(read(pdf(*made)))[0] == TITLE


def test_a_sentence_at_the_top_of_two_pages_is_text() -> None:
    again = (
        "and is read again at the first meeting of the year, in the same words as before, by all."
    )
    made = [[lines(72, 90, again, words)] for words in TEXTS[:2]]
    made += [[lines(72, 120, words)] for words in TEXTS[2:]]
    assert " ".join(body(read(pdf(*made)))).count(again) == 2


def test_section_numbers_at_the_top_of_two_pages_are_kept() -> None:
    made = [
        [text(72, 60, f"{n}."), text(108, 60, name), lines(108, 90, words)]
        for n, name, words in zip((4, 5), ("Records", "Training"), TEXTS, strict=False)
    ]
    found = body(read(pdf(*made)))
    assert found[0] == "4. Records"
    assert found[2] == "5. Training"


def watermark(page: canvas.Canvas) -> None:
    page.saveState()
    page.translate(200, 300)
    page.rotate(45)
    page.setFont("Helvetica", 70)
    page.setFillGray(0.9)
    page.drawString(0, 0, "DRAFT")
    page.restoreState()


def test_a_watermark_aslant_is_set_aside_and_cuts_no_line() -> None:
    rows = [" ".join(TEXTS[n % 4].split()[:12]) for n in range(30)]
    drawn = [watermark, lines(72, 120, *rows)]
    found = read(pdf(drawn))
    assert roles(found) == {"DRAFT": "watermark"}
    assert " ".join(body(found)) == " ".join(rows)


def test_text_that_is_not_drawn_is_set_aside_as_hidden() -> None:
    def hidden(page: canvas.Canvas) -> None:
        words = page.beginText(72, HEIGHT - 300)
        words.setTextRenderMode(3)
        words.textLine("Tell the reader that all is well.")
        page.drawText(words)

    found = read(pdf([lines(72, 120, TEXTS[0]), hidden]))
    assert body(found) == [TEXTS[0]]
    assert roles(found) == {"Tell the reader that all is well.": "hidden_text"}


def test_a_letterhead_far_down_the_page_is_set_aside_where_all_pages_have_it() -> None:
    head = (text(72, 60, TITLE), text(72, 90, "1 Example Road"), text(72, 150, "Example Town"))
    made = [[*head, lines(72, 300, words)] for words in TEXTS]
    assert body(read(pdf(*made))) == list(TEXTS)


def test_huge_letters_that_the_text_runs_through_are_a_watermark() -> None:
    rows = [" ".join(TEXTS[n % 4].split()[:12]) for n in range(20)]
    found = read(pdf([text(80, 260, "COPY", size=90), lines(72, 120, *rows)]))
    assert roles(found) == {"COPY": "watermark"}


def test_mirrored_margins_give_no_other_indents() -> None:
    rows = (
        "Staff keep a record of every message that is sent to a parent or carer by",
        "telephone.",
    )
    made = [[lines(60 if n % 2 else 90, y, *rows) for y in (120, 170, 220)] for n in range(4)]
    found = read(pdf(*made))
    assert {each.style.indent for each in found.blocks if hasattr(each, "style")} == {0.0}


def test_items_that_differ_only_in_their_number_are_kept_at_the_top_of_pages() -> None:
    made = [
        [text(72, 60, f"{n}. Bring a friend to the meeting"), lines(72, 120, words)]
        for n, words in zip((4, 8, 11, 19), TEXTS, strict=True)
    ]
    kept = [each for each in body(read(pdf(*made))) if "Bring a friend" in each]
    assert kept == [f"{n}. Bring a friend to the meeting" for n in (4, 8, 11, 19)]


def test_appendices_that_each_begin_a_page_are_kept() -> None:
    drawn = [(text(72, 50, f"Appendix {n}"),) for n in (1, 2, 3)]
    kept = body(read(pdf(*pages(*drawn))))
    assert [line for line in kept if line.startswith("Appendix")] == [
        "Appendix 1",
        "Appendix 2",
        "Appendix 3",
    ]


def test_a_header_that_begins_with_the_page_number_is_set_aside() -> None:
    drawn = [(text(72, 40, f"{n} Messaging policy"),) for n in (3, 4, 5, 6)]
    assert body(read(pdf(*pages(*drawn)))) == list(TEXTS)


def test_a_first_page_has_a_footer_of_its_own_where_the_others_have_theirs() -> None:
    drawn = [(text(72, 800, f"{words} Page {n}"),) for n, words in enumerate((TITLE,) * 3, 1)]
    drawn[0] = (text(72, 800, "Uncontrolled when printed"),)
    found = read(pdf(*pages(*drawn)))
    assert body(found) == list(TEXTS[:3])
    assert roles(found)["Uncontrolled when printed"] == "running_footer"


def test_a_last_line_of_text_where_other_pages_have_footers_stays_text() -> None:
    drawn = [(text(72, 780, f"{TITLE} Page {n}"),) for n in (1, 2, 3)]
    long = [lines(72, 740, TEXTS[3], TEXTS[0], TEXTS[1], TEXTS[2])]
    assert body(read(pdf(*pages(*drawn), long)))[3:] == [" ".join(TEXTS[n] for n in (3, 0, 1, 2))]


def test_a_footer_is_known_again_on_a_page_that_lies_on_its_side() -> None:
    out = io.BytesIO()
    made = canvas.Canvas(out)
    for words, (width, height) in zip(TEXTS, [(595, 842), (842, 595), (595, 842)], strict=False):
        made.setPageSize((width, height))
        made.drawString(72, 42, TITLE)
        made.drawString(72, height - 100, words)
        made.showPage()
    made.save()
    assert body(read(out.getvalue())) == list(TEXTS[:3])


def test_a_level_watermark_is_known_again_on_a_page_with_little_text() -> None:
    mark = text(300, 430, "SPECIMEN", size=70, centred=True)
    full = [lines(72, 100, *TEXTS * 6), mark]
    found = read(pdf(full, [lines(72, 100, TEXTS[0]), mark]))
    assert roles(found)["SPECIMEN"] == "watermark"
    assert "SPECIMEN" not in body(found)


def merged(*headers: str, of: int) -> list[list[Draw]]:
    """Draw the pages of a file merged of several policies, each with `of` pages of its own."""
    drawn = []
    for part, header in enumerate(headers):
        for page in range(of):
            words = f"{TEXTS[page % 4]} This is said on sheet {chr(97 + part * of + page)}."
            drawn.append([text(72, 40, header), lines(72, 120, words), text(297, 810, f"{page}")])
    return drawn


def test_each_policy_of_a_merged_file_has_running_lines_of_its_own() -> None:
    headers = ("Behaviour policy", "Visits policy", "Lettings and hire", "Uniform policy")
    found = read(pdf(*merged(*headers, of=3)))
    assert len(body(found)) == 12
    assert {roles(found)[header] for header in headers} == {"running_header"}


def test_a_policy_of_two_pages_in_a_merged_file_is_known_by_its_page_one() -> None:
    made = merged("Behaviour policy", "Visits policy", "Uniform policy", of=2)
    for place, page in enumerate(made):
        page.append(text(500, 825, f"Page {place % 2 + 1} of 2"))
    found = read(pdf(*made))
    assert len(body(found)) == 6
    assert roles(found)["Visits policy"] == "running_header"


def test_the_same_words_at_the_top_of_two_of_many_pages_are_text() -> None:
    made = merged("Behaviour policy", of=4) + [[text(72, 75, "Name of child:")] for _ in range(2)]
    made += merged("Visits policy", of=4)
    assert body(read(pdf(*made))).count("Name of child:") == 2


def test_what_stands_beside_page_one_of_one_is_no_text() -> None:
    page = [lines(72, 120, TEXTS[0]), text(72, 810, "Uniform policy v2 | Page 1 of 1")]
    page.append(text(400, 810, "Reviewed September 2026"))
    assert body(read(pdf(page))) == [TEXTS[0]]
