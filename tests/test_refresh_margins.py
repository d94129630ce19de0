"""What a page's header and footer say of last year, brought up to date as the cover is."""

from __future__ import annotations

import io
import zipfile

import pytest
from docx import Document as Word
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from tests.test_refresh import BASE, REVISED, model
from toolkit.document import Document
from toolkit.extract.options import Options
from toolkit.reading import read
from toolkit.refreshing import Refreshed, refreshed, warnings, write_both
from toolkit.refreshing.dates import Dates, redated
from toolkit.refreshing.renewal import Renewal, left_behind, renewed_line

RENEWAL = Renewal(
    Dates("2023-09-12", "Autumn 2025", "2026-10-01", "2028-10"),
    editions=("2018-01", "2024-06"),
    versions=("2.0", "2.1"),
    titles=("Visitors Policy", "Oakfield Primary School"),
)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("Review date: Autumn Term 2025", "Review date: October 2028"),
        ("Approved 12/9/23 – review Autumn 2025", "Approved 1/10/26 – review October 2028"),
        ("Visitors Policy 12.09.2023", "Visitors Policy 01.10.2026"),
        ("Version 2, Sept 2023", "Version 2.1, October 2026"),
        ("Visitors Policy v2.0 | Page 3", "Visitors Policy v2.1 | Page 3"),
        ("County model policy, January 2018", "County model policy, June 2024"),
        ("LA MODEL POLICY (JAN 2018)", "LA MODEL POLICY (JUNE 2024)"),
        ("Adopted: Sept 2023 by governors", "Adopted: 1 October 2026 by governors"),
        ("Visitors Policy 2023/24", "Visitors Policy 2026/27"),
        ("Academic year 2023-2024", "Academic year 2026-2027"),
        ("Visitors Policy 2024/25", "Visitors Policy 2027/28"),
    ],
)
def test_a_line_that_says_what_the_cover_says_is_brought_up_to_date(old: str, new: str) -> None:
    assert renewed_line(old, RENEWAL) == new
    assert not list(left_behind(old, RENEWAL))


@pytest.mark.parametrize(
    "line",
    [
        "Oakfield Primary School",
        "Page 12 of 9",
        "September 2023",  # of what, nobody knows
        "Keeping Pupils Safe 2023/24",  # another's year
        "Visitors Policy 2019/20",
        "Version 7",
        "County model policy, March 2016",
        "Autumn 2025",
        "Ofsted visited in Autumn 2023",
    ],
)
def test_a_line_on_anything_else_stays_as_it_is(line: str) -> None:
    assert renewed_line(line, RENEWAL) == line


def test_a_version_that_stays_keeps_its_date() -> None:
    unknown = Renewal(Dates("2023-09", "2026-09", "2026-11-05", "2029-11"))
    assert renewed_line("v2.1 (Sept 2023)", unknown) == "v2.1 (Sept 2023)"
    assert renewed_line("v2 (Sept 2023), review Sept 2026", unknown) == (
        "v2 (Sept 2023), review November 2029"
    )


def test_a_version_in_a_table_of_facts_is_no_table_of_versions() -> None:
    data = last_year(header="*", footer="Version 2 / Sept 2023")
    word = Word(io.BytesIO(data))
    cells = word.tables[0].add_row().cells
    cells[0].text, cells[1].text = "Version", "2"
    saved = io.BytesIO()
    word.save(saved)
    _, policy, _ = brought_up(saved.getvalue(), adopted_on="2026-10-01")
    assert edges(policy) == ["Version 3 / October 2026"]
    assert Word(io.BytesIO(policy)).tables[0].rows[-1].cells[1].text == "3"


def test_what_is_not_known_anew_is_left_and_told() -> None:
    unknown = Renewal(Dates("2023-09-12", "2025-05"))
    assert renewed_line("Version 2 – 12/9/23", unknown) == "Version 2 – 12/9/23"
    assert list(left_behind("Version 2 – 12/9/23", unknown)) == [
        "last year's dates",
        "“Version 2 – 12/9/23”",
    ]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("First adopted: 12 September 2023", "First adopted: 12 September 2023"),
        (
            "Reviewed: 5/9/21, 8/9/22, 12/9/23",
            "Reviewed: 5/9/21, 8/9/22, 12/9/23, 1/10/26",
        ),
        (
            "First approved 12/9/2023. Reviewed 12/9/2023.",
            "First approved 12/9/2023. Reviewed 1/10/2026.",
        ),
    ],
)
def test_what_is_past_stays(old: str, new: str) -> None:
    assert renewed_line(old, RENEWAL) == new
    assert not list(left_behind(old, RENEWAL))


def test_a_date_in_figures_keeps_them() -> None:
    short = Renewal(Dates("2023-09-12", "2026-09", "2026-11-05", "2029-11"))
    assert renewed_line("Approved 12.09.23 – next review 09/26", short) == (
        "Approved 05.11.26 – next review 11/29"
    )


def test_the_same_date_said_more_precisely_is_the_same() -> None:
    term = Dates("Autumn 2023", "Autumn 2026", "2026-11-05", "2029-11")
    said = "The governors adopted this policy on 2 November 2023 and will review it in autumn 2026."
    assert redated(said, term) == (
        "The governors adopted this policy on 5 November 2026 and will review it in November 2029."
    )
    other = "This policy follows the model policy, edition of November 2023, of the county."
    assert redated(other, term) == other


def test_last_year_s_minute_beside_the_new_date_is_told() -> None:
    assert list(left_behind("Ratified: 12 September 2023 (minute 7.2)", RENEWAL)) == [
        "“minute 7.2”"
    ]


def test_a_label_in_a_cell_tells_what_the_next_one_states() -> None:
    assert renewed_line("Autumn 2025", RENEWAL, "Review date") == "October 2028"
    assert renewed_line("2.0", RENEWAL, "Version") == "2.1"
    assert renewed_line("January 2018", RENEWAL, "Model policy edition") == "June 2024"
    assert renewed_line("Norland, JAN 2018", RENEWAL, "Based on") == "Norland, JUNE 2024"
    assert renewed_line("Autumn 2025", RENEWAL) == "Autumn 2025"


def test_the_school_s_new_name_stands_wherever_the_old_one_did() -> None:
    named = Renewal(Dates(), names=("Oakfield Primary School", "Oakfield Academy"))
    assert renewed_line("OAKFIELD PRIMARY SCHOOL  Visitors", named) == "OAKFIELD ACADEMY  Visitors"


# --- whole files --------------------------------------------------------------------------------


def last_year(*, header: str, footer: str, versions: bool = True) -> bytes:
    """Write a policy with running lines; the header's second half is bold."""
    word = Word()
    word.add_heading("Visitors Policy", 0)
    word.add_paragraph("Oakfield Primary School")
    facts = word.add_table(0, 2)
    for label, value in (("Date adopted", "12 September 2023"), ("Next review", "May 2025")):
        for cell, text in zip(facts.add_row().cells, (label, value), strict=True):
            cell.text = text
    for line in BASE.split("\n\n")[2:]:
        word.add_paragraph(line.lstrip("# ").strip())
    if versions:
        table = word.add_table(0, 3)
        for row in (("Version", "Date", "Changes"), ("2", "12 September 2023", "Adopted")):
            for cell, text in zip(table.add_row().cells, row, strict=True):
                cell.text = text
    section = word.sections[0]
    first, _, second = header.partition("*")
    section.header.paragraphs[0].add_run(first)
    section.header.paragraphs[0].add_run(second).bold = True
    section.footer.paragraphs[0].text = footer
    out = io.BytesIO()
    word.save(out)
    return out.getvalue()


def brought_up(data: bytes, **values: str) -> tuple[Refreshed, bytes, bytes]:
    local = read(data, Options(), name="visitors.docx")
    base, revised = model(BASE, "visitors@2018-01"), model(REVISED, "visitors@2024-06")
    result = refreshed(base, local, revised, values=values)
    policy, redline = write_both(result, data, ".docx", "2026-10-02")
    assert redline is not None
    return result, policy, redline


def edges(data: bytes) -> list[str]:
    found: Document = read(data, Options(), name="new.docx")
    return [aside.text for aside in found.set_aside if aside.kind.startswith("running")]


def test_headers_and_footers_are_brought_up_to_date_in_their_own_look() -> None:
    data = last_year(header="Visitors Policy – *Version 2", footer="Review date: May 2025")
    dates = {"adopted_on": "2026-10-01", "review_on": "2028-10"}
    result, policy, _ = brought_up(data, **dates)
    assert edges(policy) == ["Visitors Policy – Version 3", "Review date: October 2028"]
    header = Word(io.BytesIO(policy)).sections[0].header.paragraphs[0]
    assert [(run.text, run.bold) for run in header.runs if run.text] == [
        ("Visitors Policy – ", None),
        ("Version 3", True),
    ]
    assert not any("header" in said for said in warnings(result))


def test_the_redline_tracks_what_changed_at_the_pages_edges() -> None:
    data = last_year(header="Visitors Policy*", footer="Approved 12 September 2023")
    _, _, redline = brought_up(data, adopted_on="2026-10-01")
    with zipfile.ZipFile(io.BytesIO(redline)) as package:
        name = next(name for name in package.namelist() if "footer" in name and "rels" not in name)
        footer = package.read(name).decode()
    assert "<w:ins " in footer
    assert "<w:del " in footer


def test_a_version_that_nothing_counts_on_is_told() -> None:
    data = last_year(header="Visitors Policy v2 (Sept 2023)*", footer="", versions=False)
    result, policy, _ = brought_up(data, adopted_on="2026-10-01")
    assert edges(policy) == ["Visitors Policy v2 (Sept 2023)"]
    assert any("still says “v2 (Sept 2023)”" in said for said in warnings(result))


def test_a_review_date_that_is_not_given_anew_is_told() -> None:
    data = last_year(header="Visitors Policy*", footer="Approved 12.9.2023, review May 2025")
    local = read(data, Options(), name="visitors.docx")
    bare = model(BASE, "visitors@2018-01")
    result = refreshed(bare, local, model(REVISED, "v@2024-06"), values={"adopted_on": "2026-10-1"})
    assert any("footer still gives last year's dates" in said for said in warnings(result))


def test_a_school_that_is_called_otherwise_is_so_on_every_page() -> None:
    data = last_year(header="Oakfield Primary School*", footer="")
    _, policy, _ = brought_up(data, **{"school.name": "Oakfield Academy"})
    assert edges(policy) == ["Oakfield Academy"]
    new = read(policy, Options(), name="new.docx")
    assert new.metadata.school == "Oakfield Academy"


def test_a_control_that_shows_a_property_keeps_the_new_text() -> None:
    word = Word(io.BytesIO(last_year(header="*", footer="")))
    word.sections[0].header.paragraphs[0]._p.append(
        parse_xml(
            f"<w:sdt {nsdecls('w')}><w:sdtPr><w:dataBinding w:xpath='/x' w:storeItemID='{{1}}'/>"
            "</w:sdtPr><w:sdtContent><w:r><w:t>Review date: May 2025</w:t></w:r></w:sdtContent>"
            "</w:sdt>"
        )
    )
    saved = io.BytesIO()
    word.save(saved)
    _, policy, _ = brought_up(saved.getvalue(), adopted_on="2026-10-01", review_on="2028-10")
    assert edges(policy) == ["Review date: October 2028"]
    with zipfile.ZipFile(io.BytesIO(policy)) as package:
        headers = [package.read(n).decode() for n in package.namelist() if "header" in n]
    assert not any("dataBinding" in header for header in headers)
