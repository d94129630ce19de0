"""Last year's policy as a file → this year's files."""

from __future__ import annotations

import io
import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from docx import Document as Word
from docx.enum.style import WD_STYLE_TYPE
from docx.shared import Pt

from toolkit.cli import main
from toolkit.document import Document
from toolkit.drafting.importing import About, import_model
from toolkit.errors import ExitCode, UsageError
from toolkit.extract.options import Options
from toolkit.library import ModelPolicy, load, mark_places
from toolkit.reading import read
from toolkit.refreshing import (
    Refreshed,
    read_answers,
    refreshed,
    warnings,
    write_both,
    write_json,
    write_policy,
    write_questions,
    write_summary,
)
from toolkit.refreshing.dates import in_manner
from toolkit.refreshing.page import _difference, _titled, page
from toolkit.refreshing.renewal import counted_on

TODAY = "2026-03-02"
BASE = """\
# MODEL POLICY ON VISITORS (JANUARY 2018)

The governing body of {{ school.name }} adopted this policy on {{ adopted_on }}.

## 1. Purpose

1.1 This policy says how the school receives its visitors and keeps its pupils safe.

## 2. Arrival

2.1 Every visitor must sign in at reception and wear a badge throughout the visit.

2.2 The office staff must:

(a) ask to see proof of identity;

(b) tell the host that the visitor has come.

2.3 Visitors may leave their coats and bags in the cloakroom beside the hall.

## 3. Records

3.1 The signing in book must be kept for six years in the school office, as 2.1 explains.
"""
REVISED = (
    BASE.replace("JANUARY 2018", "JUNE 2024")
    .replace("six years", "three years")
    .replace("wear a badge", "wear a red badge")
    .replace("2.1 Every", "2.1 Parking is by permit and must be booked ahead.\n\n2.2 Every")
    .replace("2.3 Visitors", "2.4 Visitors")
    .replace("2.2 The office", "2.3 The office")
    .replace("as 2.1", "as 2.2")
    .replace("(b) tell", "(b) write down the time;\n\n(c) tell")
)


NAME = "Oakfield Primary School"
PURPOSE = "how the school receives its visitors and keeps its pupils safe"
COATS = "their coats and bags in the cloakroom beside the hall"
BOOK = "The signing in book must be kept for"
FACTS = (
    ("Policy title:", "Visitors Policy"),
    ("Date adopted:", "05/11/2018"),
    ("Review date:", "05/11/2019"),
)
VERSIONS = (
    ("Version", "Date", "Author", "Note of revisions"),
    ("2", "05/11/2018", "A Clerk", "Adopted"),
)


def model(text: str, name: str) -> ModelPolicy:
    document = mark_places(read(text.encode(), name=name))
    return ModelPolicy(document, "Model policy on visitors", text=text)


def adopted(*, badge: str = "badge", years: str = "six years", versions: bool = True) -> bytes:
    """Write a school's policy as Word people do: numbers typed, a table of facts, of versions."""
    word = Word()
    style = word.styles.add_style("House", WD_STYLE_TYPE.PARAGRAPH)
    style.font.size = Pt(13)
    facts = word.add_table(0, 2)
    for label, value in FACTS:
        cells = facts.add_row().cells
        cells[0].text, cells[1].text = label, value
    word.add_paragraph("MODEL POLICY ON VISITORS (JANUARY 2018)", style="Title")
    word.add_paragraph(f"The governing body of {NAME} adopted this policy on 5 November 2018.")
    word.add_heading("1. Purpose", 1)
    word.add_paragraph(f"1.1 This policy says {PURPOSE}.", style="House")
    word.add_heading("2. Arrival", 1)
    sentence = word.add_paragraph("2.1 Every visitor ", style="House")
    sentence.add_run("must").bold = True
    sentence.add_run(f" sign in at reception and wear a {badge} throughout the visit.")
    word.add_paragraph("2.2 The office staff must:", style="House")
    word.add_paragraph("(a) ask to see proof of identity;", style="House")
    word.add_paragraph("(b) tell the host that the visitor has come.", style="House")
    word.add_paragraph(f"2.3 Visitors may leave {COATS}.", style="House")
    word.add_heading("3. Records", 1)
    word.add_paragraph(f"3.1 {BOOK} {years} in the school office, as 2.1 explains.", style="House")
    word.add_paragraph("3.2 The pen on a string is the caretaker's pride.", style="House")
    if versions:
        table = word.add_table(0, 4)
        for row in VERSIONS:
            for cell, text in zip(table.add_row().cells, row, strict=True):
                cell.text = text
    word.sections[0].header.paragraphs[0].text = "Oakfield Primary School"
    out = io.BytesIO()
    word.save(out)
    return out.getvalue()


def run(data: bytes, **rest: Any) -> Refreshed:
    local = read(data, name="oakfield.docx")
    return refreshed(model(BASE, "2018.md"), local, model(REVISED, "2024.md"), **rest)


def reread(data: bytes) -> Document:
    return read(data, name="new.docx")


def texts(document: Document) -> list[str]:
    return [f"{c.label or '-'} {c.text}" for c in document.clauses]


# --- the new document ---------------------------------------------------------------------------


def test_the_new_policy_prints_every_clause_as_it_was_merged() -> None:
    data = adopted()
    result = run(data)
    found = texts(reread(write_policy(result, data, ".docx", TODAY)))
    assert found == [f"{k.clause.label or '-'} {k.clause.text}" for k in result.merged.kept]
    assert "2.1 Parking is by permit and must be booked ahead." in found
    assert f"3.1 {BOOK} three years in the school office, as 2.2 explains." in found
    assert "3.2 The pen on a string is the caretaker's pride." in found


def test_the_schools_look_stays() -> None:
    data = adopted()
    word = Word(io.BytesIO(write_policy(run(data), data, ".docx", TODAY)))
    by_start = {p.text[:12]: p for p in word.paragraphs}
    assert by_start["2.1 Parking "].style.name == "House"  # type: ignore[union-attr]
    sentence = next(p for p in word.paragraphs if "red badge" in p.text)
    assert [run.text for run in sentence.runs if run.bold] == ["must"]
    assert word.sections[0].header.paragraphs[0].text == "Oakfield Primary School"


def test_dates_edition_and_versions_are_brought_up() -> None:
    data = adopted()
    result = run(data, values={"adopted_on": "2026-04-01", "review_on": "2027-04-01"})
    word = Word(io.BytesIO(write_policy(result, data, ".docx", TODAY)))
    facts, versions = word.tables
    values = [row.cells[1].text for row in facts.rows]
    assert values == ["Visitors Policy", "01/04/2026", "01/04/2027"]
    assert [cell.text for cell in versions.rows[-1].cells][:2] == ["3", "01/04/2026"]
    assert any("JUNE 2024" in p.text for p in word.paragraphs)
    assert any("adopted this policy on 1 April 2026" in p.text for p in word.paragraphs)


def test_without_a_new_date_the_old_one_is_pointed_out() -> None:
    assert any("--adopted-on" in said for said in warnings(run(adopted())))


def outside(*, table: tuple[tuple[str, str], ...] = (), footer: str = "", last: str = "") -> bytes:
    """Write a policy whose dates stand outside its clauses only."""
    word = Word()
    word.add_heading("Visitors Policy", 0)
    for label, value in table:
        rows = word.tables[0] if word.tables else word.add_table(0, 2)
        for cell, text in zip(rows.add_row().cells, (label, value), strict=True):
            cell.text = text
    word.sections[0].footer.paragraphs[0].text = footer
    for line in (*BASE.split("\n\n")[2:], last):
        word.add_paragraph(line.lstrip("# ").strip())
    saved = io.BytesIO()
    word.save(saved)
    return saved.getvalue()


def told(data: bytes, **values: str) -> str:
    local = read(data, Options(), name="last year.docx")
    base, revised = model(BASE, "visitors@2018-01"), model(REVISED, "visitors@2024-06")
    return "\n".join(warnings(refreshed(base, local, revised, values=values)))


def test_a_date_left_on_the_cover_is_pointed_out_until_the_new_one_is_given() -> None:
    data = outside(table=(("Adopted on", "4 May 2023"), ("Next review", "May 2025")))
    assert "4 May 2023; say the new with --adopted-on" in told(data)
    assert "May 2025; say the new with --review-on" in told(data)
    assert told(data, adopted_on="2026-04-01", review_on="2027-04") == ""


def test_another_event_of_the_same_month_is_not_taken_for_the_adoption() -> None:
    law = "4.1 Since May 2023 the law asks for a list of all visitors to be kept by the office."
    data = outside(footer="Visitors Policy, approved May 2023, review May 2025", last=law)
    assert "header or footer" in told(data)
    assert "The text still" not in told(data)


def test_dates_in_the_footer_are_for_word_to_change() -> None:
    data = outside(footer="Visitors Policy, approved May 2023, review May 2025")
    assert "footer still gives last year's dates" in told(data, adopted_on="2026-04-01")


def test_who_signed_last_year_is_named() -> None:
    data = outside(last="Signed: Mrs J Farrow (Chair of Governors)")
    assert "(Mrs J Farrow); have it signed anew" in told(data)


def test_the_date_beside_a_signature_is_left_for_whoever_signs() -> None:
    data = outside(table=(("Adopted on", "4 May 2023"),), last="Signed: ............ Chair")
    word = Word(io.BytesIO(data))
    word.add_paragraph("Date: 4 May 2023")
    saved = io.BytesIO()
    word.save(saved)
    result = refreshed(
        model(BASE, "visitors@2018-01"),
        read(saved.getvalue(), Options(), name="last year.docx"),
        model(REVISED, "visitors@2024-06"),
        values={"adopted_on": "2026-04-01"},
    )
    made = Word(io.BytesIO(write_policy(result, saved.getvalue(), ".docx", TODAY)))
    assert made.paragraphs[-1].text == "Date: ...................."
    assert made.tables[0].rows[0].cells[1].text == "1 April 2026"


def test_a_sentence_of_adoption_in_a_cell_is_dated_anew() -> None:
    said = "The governors adopted this policy on 4 May 2023."
    table = (("Adopted on", "4 May 2023"), ("Next review", "May 2025"), ("Adoption", said))
    data = outside(table=table)
    local = read(data, Options(), name="last year.docx")
    base, revised = model(BASE, "visitors@2018-01"), model(REVISED, "visitors@2024-06")
    result = refreshed(base, local, revised, values={"adopted_on": "2026-04-01"})
    made = Word(io.BytesIO(write_policy(result, data, ".docx", TODAY)))
    values = [row.cells[1].text for row in made.tables[0].rows]
    assert values[0] == "1 April 2026"
    assert values[2] == said.replace("4 May 2023", "1 April 2026")


def test_no_date_is_printed_beside_last_year_s_signature() -> None:
    line = "Signed (Chair of Governors): A Dunn    Date: 04/05/23"
    data = outside(table=(("Adopted on", "4 May 2023"),), last=line)
    local = read(data, Options(), name="last year.docx")
    base, revised = model(BASE, "visitors@2018-01"), model(REVISED, "visitors@2024-06")
    result = refreshed(base, local, revised, values={"adopted_on": "2026-04-01"})
    made = Word(io.BytesIO(write_policy(result, data, ".docx", TODAY)))
    assert made.paragraphs[-1].text.endswith("A Dunn    Date: ....................")


def test_a_gap_that_the_school_never_filled_is_named_with_its_clause() -> None:
    gap = "[insert telephone number]"
    old = BASE.replace("at reception", f"at reception ({gap})")
    local = read(outside_of(old), Options(), name="last year.docx")
    result = refreshed(model(old, "v@1"), local, model(old, "v@2"))
    assert any("telephone number" in said and "not filled in" in said for said in warnings(result))


def test_a_contents_list_that_no_longer_fits_is_pointed_out() -> None:
    contents = "Contents\n1. Purpose\t1\n2. Arrival\t1\n3. Records\t2\n"
    word = Word()
    word.add_heading("Visitors Policy", 0)
    for line in (*contents.splitlines(), *BASE.split("\n\n")[2:]):
        word.add_paragraph(line.lstrip("# ").strip())
    saved = io.BytesIO()
    word.save(saved)
    local = read(saved.getvalue(), Options(), name="last year.docx")
    old = model(BASE, "v@1")
    assert warnings(refreshed(old, local, model(REVISED, "v@2"))) == []
    longer = f"{REVISED}\n## 4. Parking\n\n4.1 Parking is by permit.\n"
    (said,) = warnings(refreshed(old, local, model(longer, "v@3")))
    assert "contents list is last year's" in said


def test_what_is_to_be_decided_on_the_rows_of_a_table_is_written_in_their_order() -> None:
    duties = "| Lock the gate at night | caretaker |\n| Sweep the yard at noon | caretaker |\n"
    old = f"# Model\n\n## 1. Duties\n\n| Duty | Who |\n|---|---|\n{duties}"
    word = Word()
    word.add_heading("1. Duties", 1)
    rows = word.add_table(0, 2)
    for texts_ in (
        ("Duty", "Who"),
        ("Lock the gate at night", "Mr Hay"),
        ("Sweep the yard at noon", "Mr Hay"),
    ):
        for cell, text in zip(rows.add_row().cells, texts_, strict=True):
            cell.text = text
    saved = io.BytesIO()
    word.save(saved)
    local = read(saved.getvalue(), Options(), name="last year.docx")
    result = refreshed(
        model(old, "v@1"), local, model(old.replace("caretaker", "site manager"), "v@2")
    )
    made = Word(io.BytesIO(write_policy(result, saved.getvalue(), ".docx", TODAY)))
    notes = [p.text for p in made.paragraphs if p.text.startswith("For decision")]
    assert ["Lock" in note for note in notes] == [True, False]


def in_lines(text: str) -> bytes:
    """Lay a policy out with a paragraph a section, its clauses parted by line breaks."""
    word = Word()
    word.add_heading("Visitors Policy", 0)
    for section in text.split("## ")[1:]:
        heading, *clauses = section.strip().split("\n\n")
        word.add_heading(heading, 1)
        run = word.add_paragraph().add_run(clauses[0])
        for clause in clauses[1:]:
            run.add_break()
            run.add_text(clause)
    saved = io.BytesIO()
    word.save(saved)
    return saved.getvalue()


def test_clauses_in_one_paragraph_are_parted_where_one_comes_between() -> None:
    data = in_lines(BASE)
    result = refreshed(
        model(BASE, "visitors@2018-01"),
        read(data, Options(), name="last year.docx"),
        model(REVISED, "visitors@2024-06"),
    )
    made, redlined = write_both(result, data, ".docx", TODAY)
    said = [p.text for p in Word(io.BytesIO(made)).paragraphs]
    assert said[2] == "1.1 This policy says how the school receives its visitors and keeps its " + (
        "pupils safe."
    )
    assert [text.split(" ")[0] for text in said[4:11]] == [
        *("2.1", "2.2", "2.3", "(a)", "(b)", "(c)", "2.4")
    ]
    assert redlined is not None


def test_clauses_in_one_paragraph_that_stay_together_stay_in_it() -> None:
    data = in_lines(BASE)
    local = read(data, Options(), name="last year.docx")
    revised = BASE.replace("six years", "three years").replace("a badge", "a red badge")
    result = refreshed(model(BASE, "v@1"), local, model(revised, "v@2"))
    made = Word(io.BytesIO(write_policy(result, data, ".docx", TODAY)))
    assert len(made.paragraphs) == len(Word(io.BytesIO(data)).paragraphs)
    assert "a red badge" in made.paragraphs[4].text


def in_a_table(text: str) -> bytes:
    """Lay a policy out as some offices do: a row a clause, its number in a cell of its own."""
    word = Word()
    word.add_heading("Visitors Policy", 0)
    table = word.add_table(0, 2)
    for line in text.split("\n\n")[2:]:
        number, _, said = line.lstrip("# ").strip().partition(" ")
        for cell, printed in zip(table.add_row().cells, (number, said), strict=True):
            cell.text = printed
    saved = io.BytesIO()
    word.save(saved)
    return saved.getvalue()


def test_a_policy_in_a_table_takes_new_clauses_as_rows_with_their_numbers() -> None:
    data = in_a_table(BASE.replace("six years", "ten years"))
    result = refreshed(
        model(BASE, "visitors@2018-01"),
        read(data, Options(), name="last year.docx"),
        model(REVISED, "visitors@2024-06"),
    )
    made = Word(io.BytesIO(write_policy(result, data, ".docx", TODAY)))
    printed = [[cell.text for cell in row.cells] for row in made.tables[0].rows]
    assert [number for number, _ in printed] == [
        *("1.", "1.1", "2.", "2.1", "2.2", "2.3", "(a)", "(b)", "(c)", "2.4", "3.", "3.1")
    ]
    assert printed[3][1] == "Parking is by permit and must be booked ahead."
    assert "ten years" in printed[-1][1]  # the school's text, for decision, in the same cell


def test_what_has_no_number_in_a_table_of_clauses_moves_with_its_row() -> None:
    note = "Keys are with the caretaker."
    ours = BASE.replace("2.2 The office", f"{note}\n\n2.2 The office")
    word = Word(io.BytesIO(in_a_table(ours)))
    row = next(row for row in word.tables[0].rows if row.cells[0].text == "Keys")
    row.cells[0].text, row.cells[1].text = "", note
    saved = io.BytesIO()
    word.save(saved)
    data = saved.getvalue()
    parts = ours.split("## ")
    records = parts[3].strip().replace("3.", "2.").replace("2.1 explains", "3.1 explains")
    arrival = parts[2].strip().replace("2.", "3.")
    revised = f"{parts[0]}## {parts[1]}## {records}\n\n## {arrival}\n"
    local = read(data, Options(), name="last year.docx")
    result = refreshed(model(ours, "v@1"), local, model(revised, "v@2"))
    made = Word(io.BytesIO(write_policy(result, data, ".docx", TODAY)))
    printed = [[cell.text for cell in row.cells] for row in made.tables[0].rows]
    assert ["", note] in printed
    assert not any(note in paragraph.text for paragraph in made.paragraphs)


def outside_of(text: str) -> bytes:
    word = Word()
    for line in text.split("\n\n")[2:]:
        word.add_paragraph(line.lstrip("# ").strip())
    saved = io.BytesIO()
    word.save(saved)
    return saved.getvalue()


def test_a_conflict_is_seen_in_the_document() -> None:
    data = adopted(years="ten years")
    result = run(data)
    assert result.conflicts == 1
    made = write_policy(result, data, ".docx", TODAY)
    shown = "\n".join(p.text for p in Word(io.BytesIO(made)).paragraphs)
    assert "three years" in shown
    assert "ten years" in shown
    assert any(a.kind == "comment" and "both changed" in a.text for a in reread(made).set_aside)


def test_a_policy_in_markdown_is_laid_out_by_the_template() -> None:
    text = BASE.replace("{{ school.name }}", NAME).replace("{{ adopted_on }}", "5 November 2018")
    local = read(text.encode(), name="ours.md")
    result = refreshed(model(BASE, "2018.md"), local, model(REVISED, "2024.md"))
    found = texts(reread(write_policy(result, b"", ".docx", TODAY)))
    assert "2.1 Parking is by permit and must be booked ahead." in found


def test_the_redline_rejects_to_last_years_text() -> None:
    data = adopted()
    _, made = write_both(run(data), data, ".docx", TODAY)
    assert made is not None
    original = read(made, Options(tracked="original"), name="redline.docx")
    assert texts(original) == texts(read(data, name="oakfield.docx"))


def test_a_redline_needs_a_word_document() -> None:
    local = read(BASE.encode(), name="ours.md")
    result = refreshed(model(BASE, "2018.md"), local, model(REVISED, "2024.md"))
    with pytest.raises(UsageError, match="Word document"):
        write_both(result, b"", ".docx", TODAY)


# --- decisions ----------------------------------------------------------------------------------


def answered(result: Refreshed, answer: str, text: str = "") -> str:
    questions = [replace(q, answer=answer, text=text) for q in result.questions]
    return write_questions(questions)


@pytest.mark.parametrize(
    ("answer", "text", "wanted"),
    [
        ("county", "", "three years"),
        ("school", "", "ten years"),
        ("text", "For “five” years.", "“five”"),
    ],
)
def test_an_answer_settles_a_conflict(answer: str, text: str, wanted: str) -> None:
    data = adopted(years="ten years")
    answers = read_answers(answered(run(data), answer, text), "d.toml")
    result = run(data, answers=answers)
    assert result.conflicts == 0
    assert any(wanted in kept.clause.text for kept in result.merged.kept)


def test_an_answer_to_a_text_that_has_changed_is_refused_by_name() -> None:
    answers = read_answers(answered(run(adopted(years="ten years")), "school"), "d.toml")
    with pytest.raises(UsageError, match=r"3\.1.*has changed since"):
        run(adopted(years="nine years"), answers=answers)


def test_an_answer_that_is_none_is_named() -> None:
    text = answered(run(adopted(years="ten years")), "school").replace('"school"\n', '"maybe"\n')
    with pytest.raises(UsageError, match="maybe"):
        read_answers(text, "d.toml")


# --- what is told -------------------------------------------------------------------------------


def test_the_json_names_every_clause_once() -> None:
    result = run(adopted(years="ten years"))
    value = json.loads(write_json(result))
    assert value["schema"] == "policy-toolkit/refresh/1"
    ids = [name for clause in value["clauses"] for name in clause["local"]]
    assert sorted(ids) == sorted(c.id for c in result.local.clauses)
    assert {"outcome", "base", "local", "revised", "text", "reason"} <= set(value["clauses"][0])


@pytest.mark.parametrize("ending", [".docx", ".html"])
def test_the_governors_page_says_what_is_asked(ending: str) -> None:
    made = write_summary(run(adopted(years="ten years")), ending)
    if ending == ".docx":
        text = "\n".join(p.text for p in Word(io.BytesIO(made)).paragraphs)
    else:
        text = made.decode()
    for said in ("For decision", "What the county has changed", "Draft minute", "RESOLVED"):
        assert said in text
    assert "caretaker" in text


# --- the command line ---------------------------------------------------------------------------


def call(folder: Path, *words: str) -> Any:
    (folder / "2018.md").write_text(BASE, encoding="utf-8")
    (folder / "2024.md").write_text(REVISED, encoding="utf-8")
    named = {w: str(folder / w) for w in ("a.docx", "2018.md", "2024.md")}
    given = ["refresh", named["a.docx"], "--base", named["2018.md"], "--to", named["2024.md"]]
    return CliRunner().invoke(main, [*given, *(str(folder / w) if "." in w else w for w in words)])


def test_check_ends_in_four_while_conflicts_are_left(tmp_path: Path) -> None:
    (tmp_path / "a.docx").write_bytes(adopted(years="ten years"))
    words = ("-o", "new.docx", "--decisions", "d.toml", "--check")
    first = call(tmp_path, *words)
    assert first.exit_code == ExitCode.CONFLICTS, first.output
    file = tmp_path / "d.toml"
    filled = file.read_text(encoding="utf-8").replace('answer = ""', 'answer = "county"')
    file.write_text(filled, encoding="utf-8")
    assert call(tmp_path, *words).exit_code == ExitCode.DONE


def test_an_edition_that_the_school_did_not_adopt_is_doubted(tmp_path: Path) -> None:
    (tmp_path / "a.docx").write_bytes(adopted())
    assert "hardly anything" not in call(tmp_path, "-o", "b.docx").output
    other = "# Model\n\n1.1 Meals must be hot and fresh.\n\n1.2 Cooks wear clean white aprons.\n"
    word = Word()
    for line in other.split("\n\n"):
        word.add_paragraph(line)
    word.save(str(tmp_path / "a.docx"))
    assert "has hardly anything of 2018.md" in call(tmp_path, "-o", "b.docx").output


def test_a_file_of_several_policies_is_pointed_out(tmp_path: Path) -> None:
    word = Word()
    latest = {held.id: held for held in load()}
    for held in latest.values():
        for clause in held.document.clauses:
            word.add_paragraph(f"{clause.label or ''} {clause.text}".strip())
    word.save(str(tmp_path / "pack.docx"))
    files = (str(tmp_path / name) for name in ("pack.docx", "new.docx"))
    said = CliRunner().invoke(main, ["refresh", next(files), "-o", next(files)]).output
    assert said.count("pack.docx also holds “Model") == len(latest) - 1


def test_one_file_is_not_named_for_two_results(tmp_path: Path) -> None:
    (tmp_path / "a.docx").write_bytes(adopted())
    result = call(tmp_path, "-o", "new.docx", "--redline", "new.docx")
    assert result.exit_code == ExitCode.USAGE
    assert "is named for two results" in result.output
    assert not (tmp_path / "new.docx").exists()


def test_no_input_is_ever_overwritten(tmp_path: Path) -> None:
    data = adopted()
    (tmp_path / "a.docx").write_bytes(data)
    assert call(tmp_path, "-o", "a.docx").exit_code == ExitCode.UNWRITABLE
    assert (tmp_path / "a.docx").read_bytes() == data


# --- models -------------------------------------------------------------------------------------


def test_an_adopted_policy_imported_is_its_model() -> None:
    local = read(adopted(versions=False), name="oakfield.docx")
    about = About("visitors", "2018-01", "Model policy on visitors", "Example County Council")
    made = import_model(local, about)
    assert "{{ school.name }} adopted this policy on {{ adopted_on }}" in made.text
    assert any(said.endswith("became a marked place.") for said in made.told)
    body = made.text.split("---\n", 2)[2]
    shown = texts(read(body.encode(), name="m.md"))
    assert shown[1:] == texts(local)[1:]


def test_a_name_that_only_the_cover_has_is_not_said_to_be_a_marked_place() -> None:
    text = "# Keys Policy\n\nSchool: Oakfield School\n\n## 1. Keys\n\n1.1 Keys are kept.\n"
    made = import_model(read(text.encode(), name="k.md"), About("keys", "2026-01", "Keys", "X"))
    assert made.told[0] == "“Oakfield School” stands nowhere in the text itself."


def test_dates_and_versions_keep_their_manner() -> None:
    assert in_manner("5.11.2018", "2026-03-02") == "2.3.2026"
    assert counted_on("Version 1.9") == "Version 1.10"


# --- the governors' page ------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("was", "now", "told"),
    [
        (
            "Pupils bring hats and coats.",
            "Pupils bring hats, coats and boots.",
            "“Pupils bring hats and coats.” is now “Pupils bring hats, coats and boots.”",
        ),
        (
            "Where lateness goes beyond 10 days in a term, the head writes home.",
            "Where lateness goes beyond 12 days in a term, the head writes home.",
            "“lateness goes beyond 10 days in a” is now “lateness goes beyond 12 days in a”",
        ),
        (
            "A visitor is led to the hall.",
            "A visitor is led to the hall by a pupil.",
            "now also says “to the hall by a pupil.”",
        ),
    ],
)
def test_a_change_is_told_with_the_same_words_around_both_texts(
    was: str, now: str, told: str
) -> None:
    assert _difference(was, now) == told


def test_a_reference_in_a_changed_clause_is_told_by_its_number() -> None:
    revised = BASE.replace("as 2.1 explains", "as 2.1 and section 1 explain")
    result = refreshed(
        model(BASE, "visitors@2018-01"),
        read(adopted(), Options(), name="adopted.docx"),
        model(revised, "visitors@2024-06"),
    )
    lines = [line for section in page(result).sections for line in section.lines]
    told = next(line for line in lines if line.startswith("3.1"))
    assert "ꙮ" not in "".join(lines)
    assert "as 2.1 and section 1 explain" in told


def test_a_question_has_the_number_and_the_words_of_the_new_policy() -> None:
    result = run(adopted(badge="lanyard"))
    (question,) = (q for q in result.questions if "lanyard" in q.school)
    assert question.clause.startswith("2.2 “Every visitor must sign in")
    assert question.county == next(
        d.clauses[0].text for d in result.merged.decisions if d.outcome == "conflict"
    )


def test_what_the_school_said_before_the_county_is_no_news() -> None:
    changed = BASE.replace("a badge", "a red badge")
    local = read(changed.encode(), Options(), name="last year.md")
    result = refreshed(model(BASE, "v@1"), local, model(changed, "v@2"))
    lines = [line for section in page(result).sections for line in section.lines]
    assert "2.1: the county now says what the school said already." in lines


@pytest.mark.parametrize(
    ("title", "said"),
    [
        ("Policy on Visitors", "the Policy on Visitors"),
        ("Safe at Work", "the policy “Safe at Work”"),
    ],
)
def test_the_minute_names_the_policy_in_a_sentence(title: str, said: str) -> None:
    assert _titled(title) == said
