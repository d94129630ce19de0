"""Facts stated in ways of their own: closing lines, slashes, titles over the table, long names."""

from __future__ import annotations

import pytest

from toolkit.document import Block, Extraction, Metadata, Style, Table
from toolkit.metadata import metadata
from toolkit.structure import structure

BODY = (
    Block("1. Deciding", style=Style(bold=True, size=11.0)),
    Block("The headteacher decides by six o'clock.", style=Style(size=11.0)),
    Block("2. Telling families", style=Style(bold=True, size=11.0)),
    Block("The office sends a message to every family.", style=Style(size=11.0)),
)
LARGE = Style(size=20.0, bold=True, align="center")


def facts(*after: Block | Table | str, before: tuple[Block | Table, ...] = ()) -> Metadata:
    made = tuple(Block(block) if isinstance(block, str) else block for block in after)
    extraction = Extraction("docx", (*before, *BODY, *made))
    return metadata(extraction, structure(extraction))


@pytest.mark.parametrize(
    ("line", "body", "adopted_on", "review_on"),
    [
        ("Finance Committee – approved 11.02.2025", "Finance Committee", "2025-02-11", None),
        ("Approved FGB March 2024", "FGB", "2024-03", None),
        ("Approved: LGB 14.05.25", "LGB", "2025-05-14", None),
        ("Approved by LGB 4.7.25 Review 4.7.26", "LGB", "2025-07-04", "2026-07-04"),
        ("Ratified – Full Governing Body – 12/3/24", "Full Governing Body", "2024-03-12", None),
        ("Reviewed and approved: 3 March 2025", None, "2025-03-03", None),
        ("Reviewed & updated by SLT: Jan 2025", None, "2025-01", None),
        ("Date: May 2025 (to be reviewed May 2027)", None, "2025-05", "2027-05"),
        ("Next due for review: 09/2026", None, None, "2026-09"),
    ],
)
def test_a_line_above_the_text_says_who_approved_and_when(
    line: str, body: str | None, adopted_on: str | None, review_on: str | None
) -> None:
    found = facts(before=(Block("Phones Policy", style=LARGE), Block(line)))
    assert (found.approved_by, found.adopted_on, found.review_on) == (body, adopted_on, review_on)


def test_an_author_may_stand_behind_written_by_alone() -> None:
    line = Block("Written by J Wood, School Business Manager")
    found = facts(before=(Block("Phones Policy", style=LARGE), line))
    assert found.author == "J Wood, School Business Manager"


@pytest.mark.parametrize(
    ("line", "adopted_on", "review_on"),
    [
        ("Policy agreed: March 2024  To be reviewed: March 2027", "2024-03", "2027-03"),
        ("Adopted May 2025. Review due May 2028.", "2025-05", "2028-05"),
        ("Approved by the Trust Board: 4 July 2025", "2025-07-04", None),
        ("Reviewed annually. Last reviewed by governors: 3 March 2025", "2025-03-03", None),
        ("Date approved / adopted: 4 March 2025", "2025-03-04", None),
        ("Mabwysiadwyd / Adopted: 4 Mawrth 2025 / 4 March 2025", "2025-03-04", None),
        (
            "Agreed at the meeting of the Finance Committee held on 3rd July 2024",
            "2024-07-03",
            None,
        ),
        ("Signed ______________ (Chair)   Date 14/10/2024", "2024-10-14", None),
        ("Effective 1/9/24; expires 31/8/26", "2024-09-01", "2026-08-31"),
        ("Status: Approved (LGB, March 2025)", "2025-03", None),
        ("Last updated by J Smith, 3 Sept 2024", "2024-09-03", None),
        ("Governors’ approval: 9 October 2024", "2024-10-09", None),
        ("(Agreed Jan 2024, to be reviewed Jan 2026)", "2024-01", "2026-01"),
        ("Date agreed and ratified by Governing Body – 30.9.24", "2024-09-30", None),
        ("Ratified FGB: 10.10.24", "2024-10-10", None),
        ("Agreed with governors May 2024", "2024-05", None),
        ("Next scheduled review: 2026", None, "2026"),
        ("Date of Next Review (or sooner if the law changes): May 2026", None, "2026-05"),
        ("Keeping Children Safe in Education, September 2024", None, None),
        ("See also the Behaviour Policy (2023)", None, None),
        ("The school opened in September 1998.", None, None),
    ],
)
def test_a_closing_line_gives_its_dates(line: str, adopted_on: str, review_on: str | None) -> None:
    found = facts(line)
    assert (found.adopted_on, found.review_on) == (adopted_on, review_on)


@pytest.mark.parametrize(
    ("line", "cycle"),
    [
        ("To be reviewed every 3 years", "every 3 years"),
        ("Reviewed annually", "annual"),
        ("Reviewed on a two-year cycle", "every 2 years"),
        ("Review interval: 36 months", "every 3 years"),
        ("Policy reviewed: annually", "annual"),
    ],
)
def test_a_closing_line_gives_its_cycle(line: str, cycle: str) -> None:
    assert facts(line, "Review date: May 2027").review_cycle == cycle


@pytest.mark.parametrize(
    ("line", "body"),
    [
        ("Approved by the Trust Board: 4 July 2025", "Trust Board"),
        ("Agreed at a meeting of the Finance Committee held on 3rd July 2024", "Finance Committee"),
        ("Ratified by Full Governing Board on 12/09/24", "Full Governing Board"),
        ("Ratified: Full Governing Body", "Full Governing Body"),
        ("Approved by the Finance Committee", "Finance Committee"),
        ("Approved by: Mr Ode, Chair of Governors Date: 2 May 2025", "Mr Ode, Chair of Governors"),
    ],
)  # fmt: skip
def test_a_closing_line_says_who_approved(line: str, body: str) -> None:
    assert facts(line).approved_by == body


def test_labels_under_a_title_across_the_table_head_their_values() -> None:
    def row(*cells: str) -> tuple[tuple[Block, ...], ...]:
        return tuple((Block(cell),) if cell else () for cell in cells)

    table = Table(
        (
            row("DOCUMENT CONTROL", "", "", ""),
            row("Policy owner", "Approved by", "Date approved", "Review date"),
            row("J Okafor", "", "6 Feb 2025", "Feb 2027"),
        )
    )
    found = facts(table)
    assert found == Metadata(adopted_on="2025-02-06", review_on="2027-02", author="J Okafor")


def test_a_value_below_its_label_may_be_a_post_s_name() -> None:
    head = ("Approved by", "Date approved", "Next review", "Author")
    below = ("Resources Committee", "May 2025", "May 2026", "Headteacher")
    rows = (tuple((Block(cell),) for cell in cells) for cells in (head, below))
    found = facts(Table(tuple(rows)))
    assert (found.approved_by, found.adopted_on) == ("Resources Committee", "2025-05")
    assert (found.review_on, found.author) == ("2026-05", "Headteacher")


def test_a_school_may_stand_before_a_policy_on_something() -> None:
    found = facts(before=(Block("Thornbury Vale Academy Policy on Visits", style=LARGE),))
    assert (found.school, found.title) == ("Thornbury Vale Academy", "Policy on Visits")


@pytest.mark.parametrize(
    ("lines", "title", "school"),
    [
        (("Supporting Pupils with", "Medical Conditions Policy"),
         "Supporting Pupils with Medical Conditions Policy", None),
        (("St Brannock’s Church of England", "Voluntary Aided Primary School"),
         None, "St Brannock’s Church of England Voluntary Aided Primary School"),
        (("Oakfield", "Snow Policy"), "Snow Policy", None),
        (("Code of Practice for the Supervision of School Crossings",),
         "Code of Practice for the Supervision of School Crossings", None),
        (("Hollin Bank Academy: Snow Policy",), "Snow Policy", "Hollin Bank Academy"),
        (("Snow Policy", "Ysgol Gynradd Tŷ Bryn"), "Snow Policy", "Ysgol Gynradd Tŷ Bryn"),
    ],
)  # fmt: skip
def test_a_name_on_the_cover_is_read_whole(
    lines: tuple[str, ...], title: str | None, school: str | None
) -> None:
    found = facts(before=tuple(Block(line, style=LARGE) for line in lines))
    assert (found.title, found.school) == (title, school)


def test_a_line_that_says_who_adopted_a_model_names_both() -> None:
    line = Block("Example County Council model policy, adopted by Stonebridge School")
    found = facts(before=(Block("Absence Policy", style=LARGE), line))
    assert (found.school, found.model_source) == ("Stonebridge School", "Example County Council")


def test_a_school_is_named_before_its_trust() -> None:
    names = (Block("Beacon Hill Learning Trust"), Block("THE ORCHARD SCHOOL", style=LARGE))
    assert facts(before=(*names, Block("Snow Policy", style=LARGE))).school == "THE ORCHARD SCHOOL"


def test_a_footer_states_facts_before_its_page_number() -> None:
    footer = Block("Approved Jan 2025, review Jan 2026 – page 1", role="running_footer")
    found = facts(footer)
    assert (found.adopted_on, found.review_on) == ("2025-01", "2026-01")


def test_a_version_s_date_is_no_date_of_adoption() -> None:
    found = facts(before=(Block("Version 4.2 – February 2025"),))
    assert (found.adopted_on, found.version_on) == (None, "2025-02")


def test_a_title_without_a_policy_s_words_is_known_by_its_place_and_look() -> None:
    found = facts(before=(Block("Homework: your questions answered", style=Style(size=20.0)),))
    assert found.title == "Homework: your questions answered"


def test_who_signed_stands_within_the_cells_of_a_grid_or_below_its_head() -> None:
    def grid(*rows: tuple[str, ...]) -> Table:
        return Table(tuple(tuple((Block(text),) for text in row) for row in rows))

    within = grid(("Volunteer", "For us"), ("Signed:", ""), ("Name:", "Name: Mrs T Okafor"))
    below = grid(("Role", "Name", "Signature"), ("Head", "Ms F Bell", ""))
    assert facts(within).signatories == ("Mrs T Okafor",)
    assert facts(below).signatories == ("Ms F Bell",)


def test_of_several_past_reviews_the_last_counts() -> None:
    reviews = Block("Reviewed: September 2023, September 2024, September 2025")
    assert facts(before=(reviews,)).adopted_on == "2025-09"


def test_the_date_of_the_model_that_was_adopted_is_its_edition() -> None:
    line = Block("Adopted from the model policy of Norland County Council (May 2025)")
    found = facts(before=(Block("Pay Policy", style=LARGE), line))
    assert (found.model_source, found.model_edition) == ("Norland County Council", "2025-05")
    assert found.adopted_on is None


def test_a_body_and_a_date_after_a_comma_close_a_policy() -> None:
    found = facts(Block("Approved by the Local Governing Committee, 9 June 2025"))
    assert found.approved_by == "Local Governing Committee"
    assert found.adopted_on == "2025-06-09"


@pytest.mark.parametrize(
    ("line", "title", "school"),
    [
        ("Uniform Policy for Oakfield Primary School", "Uniform Policy", "Oakfield Primary School"),
        ("Code of Practice for School Crossings", "Code of Practice for School Crossings", None),
        (
            "Brambleside Primary School policy",
            "Brambleside Primary School policy",
            "Brambleside Primary School",
        ),
        ("[Name of school] Data Protection Policy", "Data Protection Policy", None),
    ],
)
def test_a_title_is_read_without_the_school_that_it_is_for(
    line: str, title: str, school: str | None
) -> None:
    found = facts(before=(Block(line, style=LARGE),))
    assert (found.title, found.school) == (title, school)


def test_a_school_s_line_may_say_when_the_policy_was_reviewed() -> None:
    line = Block("Dunnock Park School, reviewed January 2025")
    found = facts(before=(Block("Snow Policy", style=LARGE), line))
    assert (found.school, found.adopted_on) == ("Dunnock Park School", "2025-01")


def test_a_date_beside_the_approval_outweighs_an_earlier_review() -> None:
    def row(*cells: str) -> tuple[tuple[Block, ...], ...]:
        return tuple((Block(cell),) if cell else () for cell in cells)

    table = Table(
        (
            row("Approved by:", "Full governing board", "Date:", "8 October 2025"),
            row("Last reviewed on:", "October 2024", "", ""),
        )
    )
    assert facts(before=(table,)).adopted_on == "2025-10-08"


def test_the_title_is_the_largest_of_those_on_the_cover() -> None:
    header = Block("SEND Policy", style=Style(size=11.0))
    assert facts(before=(header, Block("Inclusion Policy", style=LARGE))).title == (
        "Inclusion Policy"
    )


def test_facts_may_stand_beside_each_other_with_dots_between() -> None:
    line = Block("Firecrest School · approved 2 July 2025 · review July 2028")
    found = facts(before=(Block("Snow Policy", style=LARGE), line))
    assert (found.school, found.adopted_on) == ("Firecrest School", "2025-07-02")
    assert found.review_on == "2028-07"


def test_a_title_may_have_no_word_that_titles_have() -> None:
    bold = Style(size=11.0, bold=True)
    school, title = (
        Block("St Hilda’s Primary School", style=bold),
        Block("School Uniform", style=bold),
    )
    found = facts(before=(school, title))
    assert (found.school, found.title) == ("St Hilda’s Primary School", "School Uniform")


def test_a_letterhead_in_a_table_is_the_cover_s() -> None:
    cells = ("Oakfield Primary School", "Phones Policy")
    table = Table((tuple((Block(cell),) for cell in cells),))
    found = facts(before=(table,))
    assert (found.school, found.title) == cells


def test_a_general_title_gives_way_to_what_the_policy_is_on() -> None:
    lines = ("Norland County Council", "Model Policy for Schools", "Lone Working")
    cover = tuple(Block(line, style=LARGE) for line in lines)
    assert facts(before=cover).title == "Lone Working"
    assert facts(before=cover[:2]).title == "Model Policy for Schools"
    header = Block("Model Policy on Pay – September 2024", role="running_header")
    assert facts(header, before=cover[:2]).title == "Model Policy on Pay"


def test_a_school_may_be_known_by_what_its_sentences_call_it() -> None:
    cover = tuple(Block(line, style=LARGE) for line in ("Oak Hill", "Behaviour Policy"))
    said = ("At Oak Hill we are kind to one another.", "All who work at Oak Hill know this policy.")
    assert facts(*said, before=cover).school == "Oak Hill"
    assert facts(before=cover).school is None


def test_what_is_done_in_school_is_no_school() -> None:
    cover = tuple(Block(line, style=LARGE) for line in ("Ash Primary School", "Phones in School"))
    assert (facts(before=cover).school, facts(before=cover).title) == (
        "Ash Primary School",
        "Phones in School",
    )


def test_a_date_may_stand_alone_beside_other_facts() -> None:
    line = Block("Status: Approved | Version 2 | July 2023")
    assert facts(before=(Block("Phones Policy", style=LARGE), line)).adopted_on == "2023-07"


@pytest.mark.parametrize("body", ["Trust Board", "Resources Committee", "FGB"])
def test_any_body_may_have_approved_the_policy(body: str) -> None:
    found = facts(f"This policy was approved by the {body} on 12 July 2023.")
    assert (found.approved_by, found.adopted_on) == (body, "2023-07-12")


def test_a_table_of_a_title_and_its_version_is_the_cover_s() -> None:
    rows = (("Name of policy", "Sun Policy"), ("Version", "2"))
    table = Table(tuple(tuple((Block(cell),) for cell in row) for row in rows))
    assert facts(before=(table,)).title == "Sun Policy"


def test_a_review_date_may_be_a_month_and_a_year_of_two_figures() -> None:
    found = facts(before=(Block("Phones Policy", style=LARGE), Block("Policy Review Date: 08/26")))
    assert found.review_on == "2026-08"


def test_a_line_of_several_schools_names_none() -> None:
    lines = ("Wolds Learning Trust", "Staff Handbook", "Beck Academy • Hessle High School")
    assert facts(before=tuple(Block(line, style=LARGE) for line in lines)).school == lines[0]


@pytest.mark.parametrize("line", ["XXXX School", "Breakfast and After-School Clubs"])
def test_neither_a_gap_nor_what_goes_on_after_school_is_a_school(line: str) -> None:
    cover = (Block(line, style=LARGE), Block("Clubs Policy", style=LARGE))
    assert facts(before=cover).school is None
