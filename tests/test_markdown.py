"""Markdown and plain text: labels as written, marked places, permissions, tables, quotations."""

from __future__ import annotations

import contextlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from toolkit.document import Block, NotCompared, Place, Table
from toolkit.errors import Code, InputError
from toolkit.extract import extract
from toolkit.extract.markdown import read_markdown, split_front_matter
from toolkit.extract.options import Options
from toolkit.extract.text import read_text


def blocks(text: str) -> list[Block]:
    found = read_markdown(text.encode(), "model.md", Options()).blocks
    return [block for block in found if isinstance(block, Block)]


def printed(text: str) -> list[str]:
    return [f"{b.label} {b.text}" if b.label else b.text for b in blocks(text)]


def test_headings_have_levels_and_keep_their_written_numbers() -> None:
    found = blocks("# MODEL POLICY\n\n## 1. PURPOSE\n\n### 1.1 Aims {.optional}\n")
    assert [(b.text, b.style.heading, b.permission) for b in found] == [
        ("MODEL POLICY", 1, "verbatim"),
        ("1. PURPOSE", 2, "verbatim"),
        ("1.1 Aims", 3, "optional"),
    ]


@pytest.mark.parametrize(
    "text",
    ["3.1 Staff must tell.", "(iv) to tell;", "a) to tell;", "3.1.2\ttell", "Section 1: Aims"],
)
def test_written_labels_stay_in_the_text(text: str) -> None:
    assert [(b.label, b.text) for b in blocks(text)] == [(None, text)]


def test_wrapped_lines_join_even_where_one_looks_numbered() -> None:
    text = "Staff must follow the rules in section\n3.1 and must tell the headteacher\nat once."
    assert printed(text) == [text.replace("\n", " ")]


def test_a_clause_on_the_next_line_is_a_clause_of_its_own() -> None:
    assert printed("They must:\n(i) tell the head;\n(ii) keep\na copy.") == [
        "They must:",
        "(i) tell the head;",
        "(ii) keep a copy.",
    ]


def test_numbers_of_a_list_are_those_that_are_written() -> None:
    assert printed("3. Third\n4. Fourth\n\nText.\n\n12) Twelfth") == [
        "3. Third",
        "4. Fourth",
        "Text.",
        "12) Twelfth",
    ]


def test_a_hyphen_before_a_label_is_no_label() -> None:
    text = "- (i) to tell;\n- 1.1 to keep;\n- \u00b7 to see.\n- to go.\n"
    assert printed(text) == ["(i) to tell;", "1.1 to keep;", "· to see.", "• to go."]
    assert plain("- (i) to tell;\n- to go.\n") == ["(i) to tell;", "- to go."]


def test_lines_with_tabs_are_rows() -> None:
    assert printed("Title:\tOnline safety\nReview:\tMay 2025\n") == [
        "Title:\tOnline safety",
        "Review:\tMay 2025",
    ]


def test_bullets_have_their_depth() -> None:
    found = blocks("- one\n  - two\n    - three\n* four\n")
    assert [(b.label, b.text, b.style.list_level) for b in found] == [
        ("•", "one", 0),
        ("•", "two", 1),
        ("•", "three", 2),
        ("•", "four", 0),
    ]


def test_bullets_indented_under_an_item_are_bullets() -> None:
    found = blocks("(iii) not publish anything that could:\n    - harm the school;\n    - insult.")
    assert [(b.label, b.text) for b in found] == [
        (None, "(iii) not publish anything that could:"),
        ("•", "harm the school;"),
        ("•", "insult."),
    ]


def test_the_second_paragraph_of_an_item_has_no_label() -> None:
    found = blocks("- one\n\n  more\n- two")
    assert [(b.label, b.text) for b in found] == [("•", "one"), (None, "more"), ("•", "two")]


def test_a_heading_s_anchor_is_no_text() -> None:
    assert printed("# **1\\. Aims** {#1.-aims}") == ["1. Aims"]


def test_tags_of_layout_are_no_text_but_escaped_ones_are() -> None:
    (heading,) = blocks('<h2 align="center">Visitors</h2>')
    assert (heading.text, heading.style.heading) == ("Visitors", 2)
    assert printed("<p>Staff <b>must</b> sign in.</p>") == ["Staff must sign in."]
    assert printed(r"Staff \<b> or <insert name>") == ["Staff <b> or <insert name>"]


def test_emphasis_is_dropped_and_escapes_are_read() -> None:
    assert printed(r"Staff **must** *not* use \*stars\* or snake_case_names &amp; `code`.") == [
        "Staff must not use *stars* or snake_case_names & code."
    ]


def test_a_starred_note_keeps_its_star() -> None:
    assert printed("\\* Some staff are parents.\n\n(*Some are friends.)") == [
        "* Some staff are parents.",
        "(*Some are friends.)",
    ]


def test_marked_places_are_shown_readably_and_named() -> None:
    (block,) = blocks("{{ school.name }} adopted this on {{adopted_on}}.")
    assert block.text == "[school name] adopted this on [adopted on]."
    assert block.places == (Place(0, 13, "school.name"), Place(30, 42, "adopted_on"))
    assert [block.text[p.start : p.end] for p in block.places] == ["[school name]", "[adopted on]"]


def test_optional_clauses_and_local_slots_are_marked() -> None:
    found = blocks(
        "6.1 One. {.optional}\n\n6.2 Two. {.local}\n\n6.3 Three.\n\n{.local}\n\n6.4 Four."
    )
    assert [(b.text, b.permission) for b in found] == [
        ("6.1 One.", "optional"),
        ("6.2 Two.", "local"),
        ("6.3 Three.", "local"),
        ("6.4 Four.", "verbatim"),
    ]


def test_quotations_are_quotations_with_their_own_numbers() -> None:
    found = blocks("5.1 It says:\n\n> 12. Contact\n>\n> - by post\n\n5.2 Next.")
    assert [(b.role, b.label, b.text) for b in found] == [
        (None, None, "5.1 It says:"),
        ("quote", "12.", "Contact"),
        ("quote", "•", "by post"),
        (None, None, "5.2 Next."),
    ]


def test_tables_are_tables() -> None:
    text = "| Act | Year |\n|---|---:|\n| Equality \\| Act | **2010** |\n|  | {{ x }} |\n"
    (table,) = read_markdown(text.encode(), "model.md", Options()).blocks
    assert isinstance(table, Table)
    assert table.header_rows == 1
    assert [[" ".join(b.text for b in cell) for cell in row] for row in table.rows] == [
        ["Act", "Year"],
        ["Equality | Act", "2010"],
        ["", "[x]"],
    ]


def test_a_table_without_headings_has_none() -> None:
    (table,) = read_markdown(b"| | |\n|---|---|\n| a | b |\n", "model.md", Options()).blocks
    assert isinstance(table, Table)
    assert (table.header_rows, len(table.rows)) == (0, 1)


@pytest.mark.parametrize(
    "text",
    [
        "Enter <insert school name> here.",
        "<script>alert(1)</script>",
        "[school name]: to be filled in",
        "{% for x in y %}",
        "{{ unclosed",
        "=HYPERLINK(1)",
    ],
)
def test_what_looks_like_markup_but_is_not_is_text(text: str) -> None:
    assert printed(f"{text}\n") == [text]


def test_indented_text_is_no_program() -> None:
    assert printed("Text.\n\n        1.1 Deep.") == ["Text.", "1.1 Deep."]


def test_a_picture_is_listed_and_a_link_is_its_text() -> None:
    found = read_markdown(b"See [the Act](http://x) ![logo](x.png)", "model.md", Options())
    assert [b.text for b in found.blocks if isinstance(b, Block)] == ["See the Act"]
    assert found.not_compared == (NotCompared("image", None, "only text is compared"),)


def test_a_line_to_sign_on_is_kept() -> None:
    assert printed("Signed:\n\n____________\n") == ["Signed:", "____________"]


def test_front_matter_is_left_out_but_for_its_title() -> None:
    text = "---\ntitle: 'Online safety'\nid: x\n---\n\nBody.\n"
    found = read_markdown(text.encode(), "model.md", Options())
    assert (found.title, [b.text for b in found.blocks if isinstance(b, Block)]) == (
        "Online safety",
        ["Body."],
    )


@pytest.mark.parametrize("text", ["Body.\n", "---\nnever closed\n", "----\nx\n---\n", ""])
def test_text_without_front_matter_is_all_body(text: str) -> None:
    assert split_front_matter(text) == ("", text)


def test_markdown_without_text_is_refused() -> None:
    with pytest.raises(InputError) as caught:
        read_markdown(b"---\nid: x\n---\n\n", "model.md", Options())
    assert caught.value.code == Code.NO_TEXT


@given(st.text("# -*>_|`[](){}.a1i\n\t ", max_size=120))
def test_any_markdown_is_read_or_refused(text: str) -> None:
    try:
        found = read_markdown(text.encode(), "model.md", Options())
    except InputError:
        return
    for block in found.blocks:
        if isinstance(block, Block):
            assert all(0 <= p.start < p.end <= len(block.text) for p in block.places)


def test_nesting_without_end_is_bounded() -> None:
    for text in (b"> " * 5000 + b"deep", b"".join(b" " * n + b"- x\n" for n in range(0, 3000, 2))):
        with pytest.raises(InputError) as caught:
            read_markdown(text, "model.md", Options())
        assert caught.value.code == Code.TOO_LARGE


@pytest.mark.parametrize(
    "text",
    [
        "a\n" * 50_000,
        "{{" * 20_000,
        "title: x" + " " * 50_000 + "y",
        "---\ntitle: x" + " " * 50_000 + "y\n---\nBody",
        "x " + " " * 50_000 + "{.optional}y",
        "<!-- -->" * 10_000,
        "[" * 10_000,
        "**a " * 10_000,
        "| a " * 10_000 + "\n" + "|---" * 10_000 + "|",
    ],
)
def test_long_text_is_read_in_one_go(text: str) -> None:
    with contextlib.suppress(InputError):
        extract(text.encode(), "model.md", Options())
    with contextlib.suppress(InputError):
        read_markdown(text.encode(), "model.md", Options())


# --- plain text -----------------------------------------------------------------------------------


def plain(text: str) -> list[str]:
    return [b.text for b in read_text(text.encode(), "policy.txt", Options()).blocks]  # type: ignore[union-attr]


def test_wrapped_plain_text_is_joined_and_labels_begin_clauses() -> None:
    text = (
        "PURPOSE\nThis policy says what\nstaff must do.\n1.1 Staff must\n    tell.\n(a) at once\n"
    )
    assert plain(text) == [
        "PURPOSE",
        "This policy says what staff must do.",
        "1.1 Staff must tell.",
        "(a) at once",
    ]


def test_a_rule_under_a_line_of_plain_text_makes_it_a_heading() -> None:
    text = b"Cycling\n~~~~~~~\nOakfield School\n\nStorage\n^^^^^^^\nBicycles are locked.\n"
    found = [b for b in read_text(text, "p.txt", Options()).blocks if isinstance(b, Block)]
    assert [(b.text, b.style.heading) for b in found] == [
        ("Cycling", 1), ("Oakfield School", None), ("Storage", 2), ("Bicycles are locked.", None)
    ]  # fmt: skip


def test_lines_of_plain_text_that_were_ended_by_hand_stay_apart() -> None:
    text = (
        b"Climbing Policy\nGreenwood School\nDate adopted: 3 June 2024\n\n"
        b"Children may climb the oak by the pond, while an\nadult stands below and "
        b"watches. Nobody climbs in the rain.\n"
    )
    found = read_text(text, "p.txt", Options()).blocks
    assert [b.text for b in found if isinstance(b, Block)][:3] == [
        "Climbing Policy", "Greenwood School", "Date adopted: 3 June 2024",
    ]  # fmt: skip
    assert len(found) == 4


def test_page_numbers_of_plain_text_are_set_aside() -> None:
    found = read_text(
        b"1. AIMS\n\nTo be kind.\n\n        Page 1\n\x0c\n- 2 -\n", "p.txt", Options()
    )
    assert [b.text for b in found.blocks if isinstance(b, Block) and b.role] == ["Page 1", "- 2 -"]


def test_long_lines_of_plain_text_are_paragraphs() -> None:
    long = "Staff must tell the headteacher. " * 5
    assert plain(f"Purpose\n{long}\nScope\n{long}") == [
        "Purpose",
        long.strip(),
        "Scope",
        long.strip(),
    ]


def test_plain_text_is_known_by_its_content() -> None:
    assert extract(b"POLICY\n\nStaff must tell.", "policy.docx", Options()).format == "text"


def test_italic_and_bold_words_are_known_but_leave_no_mark_in_the_text() -> None:
    (block,) = blocks("(a) See *Safe {{ school.name }} Now* and **must**.")
    assert block.text == "(a) See Safe [school name] Now and must."
    assert [(block.text[e.start : e.end], e.look) for e in block.emphasis] == [
        ("Safe [school name] Now", "italic"),
        ("must", "bold"),
    ]


@pytest.mark.parametrize("text", ["**All bold.**", "*All italic.*", "None.", r"\*Escaped\*."])
def test_a_paragraph_all_of_one_kind_has_no_emphasis_in_it(text: str) -> None:
    (block,) = blocks(text)
    assert block.emphasis == ()


def test_a_footnote_is_a_note_after_the_text_that_refers_to_it() -> None:
    notes = "[^1]: Or its deputy.\n[^b]: By post."
    found = blocks(
        f"Ask *the {{{{ school.name }}}}*[^1] or the [clerk].[^b]\n\nMore.[^1]\n\n{notes}"
    )
    assert [(b.role, b.label, b.text) for b in found] == [
        (None, None, "Ask the [school name] or the [clerk]."),
        ("note", "1", "Or its deputy."),
        ("note", "b", "By post."),
        (None, None, "More."),
    ]
    assert [found[0].text[p.start : p.end] for p in found[0].places] == ["[school name]"]
    assert [found[0].text[e.start : e.end] for e in found[0].emphasis] == ["the [school name]"]


def test_a_reference_without_a_footnote_stays_in_the_text() -> None:
    assert printed("See the list.[^2]\n\n[^1]: Nobody asks for me.") == [
        "See the list.[^2]",
        "1 Nobody asks for me.",
    ]


def test_a_label_that_goes_on_with_a_clause_s_own_parts_them() -> None:
    assert printed("1) Staff:\n    a. check the filter\n    b. report\n    what they find") == [
        "1) Staff:",
        "a. check the filter",
        "b. report what they find",
    ]


def test_a_later_paragraph_of_an_item_is_set_in_but_is_no_item() -> None:
    item, text, quote = blocks("1. Talk first.\n\n   Most matters end here.\n\n> Be kind.")
    assert (item.label, item.style.list_level) == ("1.", 0)
    assert (text.label, text.style.list_level) == (None, None)
    assert text.style.indent == item.style.indent > quote.style.indent > 0


def test_long_lines_that_go_on_in_the_next_are_one_paragraph() -> None:
    words = (
        "the school keeps a record of it for a year and shows it to the governors " * 6
    ).split()
    lines, line = [], "Staff must say"
    for word in words:
        if len(line) + len(word) > 118:
            lines, line = [*lines, line], word
        else:
            line = f"{line} {word}"
    text = "\n".join([*lines, line + ".", "Visitors must sign in at the office when they arrive."])
    found = read_text(text.encode(), "p.txt", Options()).blocks
    assert len(found) == 2


def test_short_lines_that_were_broken_on_purpose_are_clauses_of_their_own() -> None:
    text = "Approved by: Full Governors  \nApproved on: 8 July 2025\\\nNext review: July 2027"
    assert printed(text) == [
        "Approved by: Full Governors",
        "Approved on: 8 July 2025",
        "Next review: July 2027",
    ]


def test_facts_on_lines_of_their_own_are_clauses_of_their_own() -> None:
    wrapped = "All who work here, whatever their hours, keep\nto this policy at all times.\n\n"
    assert printed(f"{wrapped}Approved by: FGB\nApproved on: 8 July 2025")[1:] == [
        "Approved by: FGB",
        "Approved on: 8 July 2025",
    ]


def test_items_set_in_too_far_for_markdown_are_items_side_by_side() -> None:
    text = (
        "All who work here, whatever their hours, keep\nto this policy at all times. They:\n\n"
        "    - wear a hat\n    - bring water\n    - keep out of the sun"
    )
    found = [(b.label, b.text, b.style.list_level) for b in blocks(text)][1:]
    assert found == [
        ("•", "wear a hat", 0),
        ("•", "bring water", 0),
        ("•", "keep out of the sun", 0),
    ]


def test_bullets_that_are_no_markdown_stand_side_by_side() -> None:
    text = (
        "All who work here, whatever their hours, keep\nto this policy at all times.\n\n"
        "• wear a hat\n• bring water"
    )
    assert [(b.text, b.style.indent) for b in blocks(text)][1:] == [
        ("• wear a hat", 0),
        ("• bring water", 0),
    ]


def test_what_pandoc_writes_for_styles_is_taken_out() -> None:
    text = """::: {custom-style="Title"}
Gifts Policy
:::

**[Purpose]{.underline}**

![](media/image1.png){width="2.1in" height="1.4in"}

The [insert name] decides {{ school.name }}. {.local}
"""
    assert [(b.text, b.style.bold, b.permission) for b in blocks(text)] == [
        ("Gifts Policy", False, "verbatim"),
        ("Purpose", True, "verbatim"),
        ("The [insert name] decides [school name].", False, "local"),
    ]


def test_where_no_sentence_runs_over_a_line_s_end_names_and_questions_end_there() -> None:
    text = "Nightjar High School\nPolicy agreed: 10 June 2025\n\nStaff may rest.\nPupils may not."
    assert printed(f"{text}\nWhy?") == [
        "Nightjar High School",
        "Policy agreed: 10 June 2025",
        "Staff may rest. Pupils may not.",
        "Why?",
    ]
    assert printed("Oak School\nPolicy\n\nStaff may\nrest.")[0] == "Oak School Policy"
