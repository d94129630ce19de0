"""Plain text with form feeds, as converters and Word leave it: what runs from page to page."""

from __future__ import annotations

from toolkit.document import Block
from toolkit.extract.options import Options
from toolkit.extract.text import read_text

PAGES = """Ash School
SNOW POLICY

1. Closing
The head decides by seven in the morning, and every family is
told before

Page 1 of 2
\fAsh School
SNOW POLICY

half past seven.

Page 2 of 2
"""


def shown(text: str) -> list[tuple[str | None, str]]:
    blocks = read_text(text.encode(), "policy.txt", Options()).blocks
    return [(block.role, block.text) for block in blocks if isinstance(block, Block)]


def test_lines_that_run_over_pages_are_set_aside_and_the_paragraph_goes_on() -> None:
    assert shown(PAGES) == [
        (None, "Ash School"),
        (None, "SNOW POLICY"),
        (None, "1. Closing"),
        (
            None,
            "The head decides by seven in the morning, and every family is told before half past "
            "seven.",
        ),
        ("page_number", "Page 1 of 2"),
        ("running_header", "Ash School"),
        ("running_header", "SNOW POLICY"),
        ("page_number", "Page 2 of 2"),
    ]


def test_pages_that_share_no_lines_keep_all_of_theirs() -> None:
    assert shown("One.\n\fTwo.\n") == [(None, "One."), (None, "Two.")]


def test_word_s_line_breaks_part_lines() -> None:
    text = "Staff will:\x0b•\twear gloves;\x0b•\ttell the family.\n"
    assert [part for _, part in shown(text)] == [
        "Staff will:",
        "•\twear gloves;",
        "•\ttell the family.",
    ]


def test_appendices_that_each_begin_a_page_are_no_running_lines() -> None:
    pages = "Appendix 1\nThe form.\n\fAppendix 2\nThe letter.\n\fAppendix 3\nThe list.\n"
    assert {role for role, _ in shown(pages)} == {None}
