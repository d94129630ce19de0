from __future__ import annotations

import pytest

from toolkit.document import Block, Extraction, Metadata, Style, Table
from toolkit.metadata import metadata
from toolkit.structure import structure
from toolkit.structure.dates import find_dates, is_date_only, read_date
from toolkit.structure.fields import read_pairs
from toolkit.structure.labels import field_name, is_unfilled

BIG = Style(size=16.0, bold=True)
BODY = (
    Block("1. Purpose", style=Style(bold=True, size=11.0)),
    Block(
        "1.1 This policy says how phones are used by everyone in school.", style=Style(size=11.0)
    ),
    Block("2. Scope", style=Style(bold=True, size=11.0)),
    Block("2.1 It covers all staff and all volunteers.", style=Style(size=11.0)),
)


def _cell(text: str) -> tuple[Block, ...]:
    return (Block(text),)


def _table(*rows: str) -> Table:
    return Table(tuple(tuple(_cell(part) for part in row.split("|")) for row in rows))


def _facts(*blocks: Block | Table | str, title: str | None = None) -> Metadata:
    made = tuple(Block(block) if isinstance(block, str) else block for block in blocks)
    extraction = Extraction("docx", (*made, *BODY), title=title)
    return metadata(extraction, structure(extraction))


DATES = {
    "05/11/2018": "2018-11-05",
    "5.11.18": "2018-11-05",
    "5th November 2018": "2018-11-05",
    "12th day of May 2020": "2020-05-12",
    "November 5, 2018": "2018-11-05",
    "2024-06-03": "2024-06-03",
    "July 2024": "2024-07",
    "JAN 2018": "2018-01",
    "Sept ’23": "2023-09",
    "09/2024": "2024-09",
    "Autumn Term 2023": "Autumn 2023",
    "2016-17": "2016/17",
    "2023/2024": "2023/24",
    "FGB 22.11.2022": "2022-11-22",
    "2021": "2021",
}


@pytest.mark.parametrize("text", DATES)
def test_a_date_keeps_the_precision_that_was_printed(text: str) -> None:
    assert read_date(text) == DATES[text]


@pytest.mark.parametrize("text", ["31/02/2020", "page 12", "August", "01524 555123", "1.2.3", ""])
def test_what_is_no_date_is_none(text: str) -> None:
    assert read_date(text) is None


def test_every_date_of_a_line_is_found_in_order() -> None:
    assert find_dates("May 2024, then 1.6.2025 and 2026") == ["2024-05", "2025-06-01", "2026"]


@pytest.mark.parametrize(
    "text", ["December 2021", "(JAN 2018)", "Updated: May 2020", "Autumn 2023"]
)
def test_a_line_with_nothing_but_a_date(text: str) -> None:
    assert is_date_only(text)


@pytest.mark.parametrize("text", ["In May 2020 we met", "Staff", "12 pupils"])
def test_a_line_with_more_than_a_date(text: str) -> None:
    assert not is_date_only(text)


LABELS = {
    "title": "Policy Title: | Title | Name of policy | Policy | Document title",
    "school": "School: | School name | Name of school | Academy | School/Academy",
    "adopted_on": "Date adopted | Adopted | Date of adoption | Adopted by governing body | "
    "Date adopted by the full governing body | Adoption date | Policy adopted on",
    "approved_on": "Date approved | Approved by the Governing Body on | Approval date | "
    "Date ratified by governors | Date agreed | Ratified on | Date of approval",
    "effective_on": "Date Policy became effective | Effective from | Effective date | "
    "Implementation date | Date of implementation",
    "issued_on": "Date of Issue: | Issue date | Date issued | Date of publication",
    "reviewed_on": "Last reviewed on | Last review | Date of last review | Date reviewed | "
    "Date last reviewed | Reviewed on | Last updated | Date of last revision",
    "written_on": "Date written | Date created | Date policy written",
    "dated": "Date | Date of policy | Policy date",
    "review_on": "Date of Review: | Review date | Next review | Next review date | Review due | "
    "Date of next review | Next review due by | Due for review | To be reviewed by | "
    "Renewal date | Policy review date | Date for review | Review due date | Date to be reviewed | "
    "To be looked at again",
    "review_cycle": "Review cycle | Frequency of review | Review frequency | Review",
    "approved_by": "Approved by | Ratified by: | Adopted by | Committee | Approving body | "
    "Governors’ committee | Committee responsible | Agreed by",
    "author": "Author & Role | Author | Written by: | Policy owner | Policy lead | Lead | "
    "Person responsible | Member of staff responsible | Prepared by | Reviewed by",
    "model_source": "Model policy | Source | Based on",
    "model_edition": "Model version | Edition",
    "signatory": "Responsible signatory: | Signed | Signed (Chair of Governors) | "
    "Signature of headteacher | Signed on behalf of the governing body",
    "signed_on": "Date of signature: | Date signed",
    "post": "Chair of Governors | Headteacher",
    "other": "Version | Outcome: | Cross Reference: | Statutory policy | Related policies",
}
FURTHER_LABELS = {
    "approved_on": "Agreed at | Approval date & body | Date of FGB approval",
    "review_on": "Review date 1 | Date for renewal | Review no later than",
    "review_cycle": "Review timetable",
    "reviewed_on": "Dates reviewed",
    "approved_by": "Approved by & date",
    "author": "SLT lead | Key person | Policy written by | Person(s) responsible",
}


@pytest.mark.parametrize(
    ("label", "name"),
    [
        (label.strip(), name)
        for facts in (LABELS, FURTHER_LABELS)
        for name, labels in facts.items()
        for label in labels.split("|")
    ],
)
def test_the_labels_that_schools_use_name_their_facts(label: str, name: str) -> None:
    assert field_name(label) == name


@pytest.mark.parametrize(
    "label", ["Introduction", "Aims", "Responsibilities", "The headteacher will", "Training", ""]
)
def test_a_heading_names_no_fact(label: str) -> None:
    assert field_name(label) is None


def test_one_line_may_state_several_facts() -> None:
    assert [
        (name, value) for name, _, value in read_pairs("Adopted: May 2024  Review date: May 2026")
    ] == [
        ("adopted_on", "May 2024"),
        ("review_on", "May 2026"),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "The governing body will: act",
        "Review: This policy will be reviewed by the governing body whenever the law "
        "or its guidance changes",
    ],
)
def test_a_sentence_states_no_fact(text: str) -> None:
    assert read_pairs(text) == []


@pytest.mark.parametrize(
    "gap",
    [
        "",
        "[insert date]",
        "........",
        "TBC",
        "____",
        "xxxx",
        "{{ adopted_on }}",
        "dd/mm/yyyy",
        "N/A",
    ],
)
def test_a_gap_that_nobody_filled(gap: str) -> None:
    assert is_unfilled(gap)


@pytest.mark.parametrize("value", ["May 2024", "A Green", "Full governing body", "[A] Green"])
def test_a_value_that_somebody_filled_in(value: str) -> None:
    assert not is_unfilled(value)


# --- whole documents ----------------------------------------------------------------------------


def test_a_table_states_the_facts() -> None:
    facts = _facts(
        _table(
            "Policy Title:|Phones Policy",
            "School|Oakfield Primary School",
            "Date of Issue:|05/11/2018",
            "Date of Review:|Autumn 2019",
            "Author & Role|A Green, headteacher",
            "Ratified by:|Full governing body",
            "Responsible signatory:|A Green|B Brown",
            "Review cycle|Every two years",
        )
    )
    assert facts == Metadata(
        title="Phones Policy",
        school="Oakfield Primary School",
        adopted_on="2018-11-05",
        review_on="Autumn 2019",
        review_cycle="every 2 years",
        approved_by="Full governing body",
        author="A Green, headteacher",
        signatories=("A Green", "B Brown"),
    )


def test_two_pairs_may_share_a_row_and_labels_may_head_columns() -> None:
    shared = _facts(
        _table("Approved by|Governors|Date approved|May 2024", "Owner|A Green|Review date|2026")
    )
    assert (shared.approved_by, shared.adopted_on, shared.review_on) == (
        "Governors",
        "2024-05",
        "2026",
    )
    headed = _facts(_table("Approved by|Date approved|Next review", "Governors|May 2024|May 2026"))
    assert (headed.approved_by, headed.adopted_on, headed.review_on) == (
        "Governors",
        "2024-05",
        "2026-05",
    )


def test_a_model_on_the_cover_gives_source_and_edition() -> None:
    facts = _facts(
        Block("EXAMPLE COUNTY COUNCIL DIRECTORATE FOR CHILDREN", style=BIG),
        Block("MODEL POLICY ON THE USE OF PHONES (JAN 2018)", style=BIG),
        "This policy was adopted by the Governing Body of Oakfield Primary School on 5.11.2018. "
        "The policy will be reviewed on an annual basis.",
    )
    assert facts == Metadata(
        title="MODEL POLICY ON THE USE OF PHONES",
        school="Oakfield Primary School",
        adopted_on="2018-11-05",
        review_cycle="annual",
        approved_by="Governing Body",
        model_source="EXAMPLE COUNTY COUNCIL",
        model_edition="2018-01",
        version="MODEL POLICY ON THE USE OF PHONES (JAN 2018)",
    )


def test_a_policy_that_was_adopted_by_a_board_names_its_school() -> None:
    facts = _facts(
        "This policy was adopted by the governing body of Oakfield Primary School on 4 May 2025. "
        "It will be reviewed every year.",
    )
    assert facts.school == "Oakfield Primary School"
    assert (facts.adopted_on, facts.review_cycle) == ("2025-05-04", "annual")


def test_the_edition_of_a_policy_that_is_no_model_is_no_model_edition() -> None:
    facts = _facts(Block("Phones Policy (JAN 2018)", style=BIG))
    assert (facts.title, facts.model_edition, facts.model_source) == ("Phones Policy", None, None)


def test_dates_of_adoption_outrank_dates_of_drafting() -> None:
    table = _table("Date written|June 2024", "Date became effective|July 2024", "Review|May 2025")
    facts = _facts(table)
    assert (facts.adopted_on, facts.review_on) == ("2024-07", "2025-05")


def test_placeholders_are_unknown() -> None:
    facts = _facts(
        _table("School:|[insert school name]", "Date adopted:|[insert date]", "Review date:|……"),
        "The Governing Body of [school name] adopted this policy on [date].",
    )
    assert facts == Metadata()


def test_a_law_s_date_is_not_the_policy_s() -> None:
    facts = _facts(
        "The Equality Act was agreed by Parliament in April 2010 and covers all schools."
    )
    assert facts.adopted_on is None


def test_running_lines_name_the_school_and_the_policy() -> None:
    facts = _facts(
        Block("Oakfield Academy – Phones Policy", role="running_header"),
        Block("Oakfield Academy\tPage 1 of 3", role="running_footer"),
    )
    assert (facts.school, facts.title) == ("Oakfield Academy", "Phones Policy")


@pytest.mark.parametrize(
    ("line", "school", "title"),
    [
        ("Oakfield Primary School Phones Policy", "Oakfield Primary School", "Phones Policy"),
        ("Phones Policy Oakfield Primary School", "Oakfield Primary School", "Phones Policy"),
        ("Phones Policy – Oakfield Primary School", "Oakfield Primary School", "Phones Policy"),
    ],
)
def test_a_title_that_names_the_school_gives_both(line: str, school: str, title: str) -> None:
    facts = _facts(Block(line, style=BIG))
    assert (facts.school, facts.title) == (school, title)


def test_who_signed_is_listed_and_gaps_are_nobody() -> None:
    extraction = Extraction(
        "docx",
        (*BODY, Block("Signed: A Green (Headteacher)"), Block("Signed: ............ Date: ......")),
    )
    assert metadata(extraction, structure(extraction)).signatories == ("A Green",)


def test_an_approval_may_carry_its_date() -> None:
    facts = _facts("Approved by: Full Governing Body, 12 March 2024")
    assert (facts.approved_by, facts.adopted_on) == ("Full Governing Body", "2024-03-12")


def test_a_sentence_of_approval_says_who_when_and_for_whom() -> None:
    facts = _facts(
        "Approved by the Board of Trustees of Oakfield Learning Trust on 12 March 2024 "
        "and to be reviewed in March 2026."
    )
    assert facts == Metadata(
        school="Oakfield Learning Trust",
        adopted_on="2024-03-12",
        review_on="2026-03",
        approved_by="Board of Trustees",
    )


def test_a_footer_s_facts_count_where_nothing_else_states_them() -> None:
    footer = Block("Approved: May 2024  Review: May 2025", role="running_footer")
    assert (_facts(footer).adopted_on, _facts(footer).review_on) == ("2024-05", "2025-05")
    stated = _facts(footer, _table("Date approved|June 2024", "Review date|June 2025"))
    assert (stated.adopted_on, stated.review_on) == ("2024-06", "2025-06")


def test_a_past_review_is_no_review_date() -> None:
    facts = _facts("Reviewed: September 2023", "Next review: September 2025")
    assert (facts.adopted_on, facts.review_on) == ("2023-09", "2025-09")


@pytest.mark.parametrize(
    ("title", "shown"),
    [
        ("Model Policy on Lone Working – 3rd Edition June 2015", "Model Policy on Lone Working"),
        ("Lone Working Policy 2024", "Lone Working Policy 2024"),
        ("LONE WORKING: MODEL POLICY (MARCH 2017)", "LONE WORKING: MODEL POLICY"),
        ("Accessibility Plan 2025–2028", "Accessibility Plan 2025–2028"),
    ],
)
def test_a_title_is_told_from_its_edition(title: str, shown: str) -> None:
    assert _facts(Block(title, style=BIG)).title == shown


def test_an_author_may_name_the_model_s_owner() -> None:
    facts = _facts(_table("Policy title|Phones", "Author|Example County Council model policy"))
    assert facts.model_source == "Example County Council"
    assert _facts(_table("Author|County model policy adopted", "Lead|Head")).model_source is None


def test_a_history_of_versions_states_no_author_but_its_last_date() -> None:
    history = _table("Version|Date|Author|Changes", "1|May 2020|A Green|First", "2|May 2021|B|Law")
    assert _facts(history) == Metadata(
        adopted_on="2021-05", version="Version 2, May 2021", version_on="2021-05"
    )
    assert _facts(history, "Approved: June 2021").adopted_on == "2021-06"


def test_the_most_prominent_line_of_a_cover_is_the_title() -> None:
    facts = _facts(
        Block("OAKFIELD PRIMARY SCHOOL", style=Style(size=18.0, bold=True)),
        Block("Mobile Phones", style=Style(size=24.0, bold=True)),
    )
    assert (facts.title, facts.school) == ("Mobile Phones", "OAKFIELD PRIMARY SCHOOL")


def test_a_name_below_the_word_signed_is_a_signatory() -> None:
    lines = ("Signed", "Mrs A Green", "Chair of Governors", "Date: May 2024")
    extraction = Extraction("docx", (*BODY, *map(Block, lines)))
    assert metadata(extraction, structure(extraction)).signatories == ("Mrs A Green",)


def test_the_file_s_own_title_serves_where_nothing_else_does() -> None:
    assert _facts(title="Phones Policy").title == "Phones Policy"
    assert _facts(title="Microsoft Word - draft7.docx").title is None


@pytest.mark.parametrize(
    ("text", "cycle"),
    [
        ("This policy will be reviewed annually.", "annual"),
        ("The governors review this policy every two years.", "every 2 years"),
        ("The policy is reviewed every year by the committee.", "annual"),
        ("This policy will be reviewed bi-annually.", "biannual"),
        ("Staff are trained every year.", None),
    ],
)
def test_a_sentence_on_the_policy_gives_its_cycle(text: str, cycle: str | None) -> None:
    assert _facts(text).review_cycle == cycle


def test_nothing_stated_is_nothing_known() -> None:
    assert _facts() == Metadata()


def test_a_school_that_only_the_sentences_name_is_named_where_they_do_so_twice() -> None:
    facts = _facts(
        Block("Phones Policy", style=BIG),
        "This policy sets out what Ash Barrow Primary School expects of all its staff.",
        "At Ash Barrow Primary School, phones stay in bags. Oakfield School does otherwise.",
    )
    assert facts.school == "Ash Barrow Primary School"


@pytest.mark.parametrize(
    "text",
    [
        "The Primary School keeps phones in bags. The Primary School tells parents of it.",
        "The National College says so. The National College said so before.",
        "Oakfield School and Ashdown School share a bus to town on every day.",
        "Staff at Oakfield School keep their phones in their bags during lessons.",
    ],
    ids=["a kind", "no school's", "one each", "once"],
)
def test_no_school_is_made_of_a_kind_or_of_a_mention(text: str) -> None:
    assert _facts(Block("Phones Policy", style=BIG), text).school is None


def test_a_title_for_schools_is_no_school() -> None:
    facts = _facts(Block("Model “Speaking Up” Policy for Schools", style=BIG))
    assert (facts.title, facts.school) == ("Model “Speaking Up” Policy for Schools", None)


@pytest.mark.parametrize(
    ("line", "school"),
    [
        ("This policy was adopted by Ash Lathe School Governing Body.", "Ash Lathe School"),
        ("The Governing Body of Dun on Trent CE School will do so.", "Dun on Trent CE School"),
    ],
)
def test_whose_governors_are_named_is_the_policys_school(line: str, school: str) -> None:
    assert _facts(Block("Phones Policy", style=BIG), line).school == school


def test_by_whom_a_policy_is_to_be_reviewed_may_stand_before_the_date() -> None:
    facts = _facts(
        Block("Phones Policy", style=BIG), "To be reviewed by Governors on 15th November 2027"
    )
    assert facts.review_on == "2027-11-15"


def test_two_gaps_to_sign_in_name_nobody() -> None:
    facts = _facts(
        "Signed ………………………………      Signed ………………………………",
        "(Chair of Governors)            (Headteacher)",
        "Date ………………………                 Date ………………………",
    )
    assert facts.signatories == ()


@pytest.mark.parametrize(
    ("title", "school"),
    [
        ("Whole School Food Policy", None),
        ("After School Club Policy", None),
        ("Home School Communication Policy", None),
        ("High School Transfer Policy", None),
        ("The Federation of Ash and Oak Schools Pay Policy", None),
        ("WATERSIDE SCHOOL CHARGING and REMISSIONS POLICY", "WATERSIDE SCHOOL"),
        ("Oakfield Primary School Behaviour Policy", "Oakfield Primary School"),
        ("Oakfield Primary School. Behaviour Policy", "Oakfield Primary School"),
        ("Special Leave Policy. Swansea Road Primary School", "Swansea Road Primary School"),
        ("THE HEATH ACADEMY TRUST SAFETY POLICY", "THE HEATH ACADEMY TRUST"),
        ("Leave Guidance Adopted by Ash Learning Trust Summer 2018", "Ash Learning Trust"),
    ],
)
def test_a_title_names_a_school_only_by_a_name_of_its_own(title: str, school: str | None) -> None:
    assert _facts(Block(title, style=BIG)).school == school


@pytest.mark.parametrize(
    ("line", "adopted_on", "review_on"),
    [
        ("This Version Agreed on: March 2025", "2025-03", None),
        ("Date March 2024 Review Date March 2026", "2024-03", "2026-03"),
        ("Policy updated Sept 2024 – next update Sept 2025", "2024-09", "2025-09"),
        ("Date of next review by governing body: May 2026", None, "2026-05"),
        ("Approved 12th March 2024 (Minute 14/24)", "2024-03-12", None),
        ("Version 3 – March 2024 – review March 2026", "2024-03", "2026-03"),
        ("Headteacher approval 12 March 2024", "2024-03-12", None),
        ("Reviewed annually – last reviewed March 2024", "2024-03", None),
        ("Next Full Review Due: Summer 2029", None, "Summer 2029"),
    ],
)
def test_a_line_under_the_title_gives_its_dates(
    line: str, adopted_on: str | None, review_on: str | None
) -> None:
    found = _facts(Block("Phones Policy", style=BIG), line)
    assert (found.adopted_on, found.review_on) == (adopted_on, review_on)
