"""What the county accepts stays accepted until it lapses, is withdrawn, or either text changes."""

from __future__ import annotations

import datetime
import sqlite3
from pathlib import Path

import openpyxl
import pytest
from click.testing import CliRunner

from tests.faults.hostile import good_docx
from toolkit import register
from toolkit.auditing.run import audit
from toolkit.batch.records import Record
from toolkit.batch.variation import Acceptance, key_of
from toolkit.cli import main
from toolkit.errors import ExitCode, InputError, UsageError
from toolkit.register import deciding
from toolkit.register.exporting import tables
from toolkit.report.rating import rate

TODAY = "2026-11-20"
MODEL = """# Model policy on social networking

1. Purpose

1.1 This policy sets out how staff are to conduct themselves on social networking sites.

2. Duties

2.1 Staff must keep their personal accounts private and must not befriend pupils.

2.2 The headteacher must record every breach of this policy that is reported.
"""
PURPOSE = "1.1 This policy sets out how staff are to conduct themselves on social networking sites."
WEAKER = "2.1 Staff should keep their personal accounts private and must not befriend pupils."
SAME = "2.2 The headteacher must record every breach of this policy that is reported."
GIVEN = Acceptance("", "A Lee", "Agreed with the unions.", TODAY)
FILE = "oakfield.docx"


@pytest.fixture
def out(tmp_path: Path) -> Path:
    (tmp_path / "in").mkdir()
    (tmp_path / "model.md").write_text(MODEL)
    send(tmp_path, WEAKER)
    run(tmp_path)
    return tmp_path / "out"


@pytest.fixture(autouse=True)
def steady(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("toolkit.auditing.run._code", lambda: "as it is")


def send(home: Path, *duties: str) -> None:
    (home / "in" / FILE).write_bytes(good_docx("1. Purpose", PURPOSE, "2. Duties", *duties, SAME))


def run(home: Path, today: str = TODAY) -> Record:
    model = str(home / "model.md")
    return audit(home / "in", home / "out", model=model, today=today, jobs=1).records[0]


def test_an_accepted_deviation_is_red_no_longer_and_says_by_whom(out: Path) -> None:
    assert rate(run(out.parent)).word == "Red"
    assert deciding.accept(out, FILE, "2.1", GIVEN) == 1
    record = run(out.parent)
    assert rate(record).text == "Green: one accepted variation"
    assert record.lines[0].accepted.startswith("Accepted as a local variation by A Lee")
    page = (out / str(record.report)).read_text(encoding="utf-8")
    assert "Agreed with the unions." in page
    assert "Agreed with the unions." in (out / "index.html").read_text(encoding="utf-8")


def test_it_stays_accepted_next_year(out: Path) -> None:
    deciding.accept(out, FILE, "2.1", GIVEN)
    send(out.parent, WEAKER, "2.3 Staff may have lunch.")
    lines = {line.label: line for line in run(out.parent, "2027-11-20").lines}
    assert lines["2.1"].accepted
    assert not lines["2.3"].accepted


def test_it_is_open_again_when_the_schools_text_changes(out: Path) -> None:
    deciding.accept(out, FILE, None, GIVEN)
    send(out.parent, WEAKER.replace("should", "may"))
    assert run(out.parent).material == 1


def test_it_is_open_again_when_the_models_text_changes(out: Path) -> None:
    deciding.accept(out, FILE, None, GIVEN)
    changed = MODEL.replace("must not befriend pupils", "must not befriend or follow pupils")
    (out.parent / "model.md").write_text(changed)
    assert run(out.parent).material == 1


def test_it_lapses_after_its_last_day(out: Path) -> None:
    lasting = Acceptance("", "A Lee", "For a year.", TODAY, "2027-08-31")
    deciding.accept(out, FILE, None, lasting)
    assert run(out.parent, "2027-08-31").material == 0
    assert run(out.parent, "2027-09-01").material == 1


def test_what_is_withdrawn_counts_again_and_is_remembered(out: Path) -> None:
    deciding.accept(out, FILE, None, GIVEN)
    run(out.parent)
    assert deciding.withdraw(out, FILE, "2.1", "2026-11-21") == 1
    assert run(out.parent).material == 1
    columns, rows = tables(out)["decisions"]
    assert rows[0][columns.index("withdrawn_on")] == "2026-11-21"
    assert rows[0][columns.index("adopted_text")] == WEAKER[4:]


def test_one_schools_variation_is_no_others() -> None:
    assert key_of("900100", "m@1", "a", "b") != key_of("900101", "m@1", "a", "b")
    assert key_of("900100", "m@1", "a  b", "c") == key_of("900100", "m@2", "a b", "c")


def test_marks_in_the_workbook_are_read_back(out: Path) -> None:
    book = openpyxl.load_workbook(out / "audit.xlsx")
    sheet = book["Deviations"]
    headings = [cell.value for cell in sheet[1]]
    for heading, value in (
        ("Accept by", "B Shah"),
        ("Accept because", "A small school."),
        ("Accept until", datetime.date(2027, 8, 31)),
    ):
        sheet.cell(2, headings.index(heading) + 1).value = value
    book.save(out.parent / "filled.xlsx")
    decided = deciding.accept_table(out, out.parent / "filled.xlsx", None, TODAY)
    assert (decided.accepted, decided.problems) == (1, ())
    assert "until 2027-08-31: A small school." in run(out.parent).lines[0].accepted


def test_a_row_of_the_csv_accepts_all_that_is_material_of_its_file(out: Path) -> None:
    table = out / "audit.csv"
    text = table.read_text(encoding="utf-8-sig").splitlines()
    filled = [text[0], text[1].removesuffix('"","",""') + '"B Shah","Agreed","31/8/2027"']
    (out.parent / "filled.csv").write_text("\n".join(filled), encoding="utf-8-sig")
    assert deciding.accept_table(out, out.parent / "filled.csv", None, TODAY).accepted == 1
    assert run(out.parent).material == 0


def test_a_workbook_in_which_nothing_is_filled_in_is_said_so(out: Path) -> None:
    arguments = ["register", "accept", str(out), "--from", str(out / "audit.xlsx")]
    result = CliRunner().invoke(main, arguments)
    assert result.exit_code == ExitCode.USAGE
    assert "no row says who accepts it and why" in result.output


def test_a_mark_without_a_reason_is_refused_with_its_row(out: Path) -> None:
    table = out.parent / "filled.csv"
    table.write_text(f"File,Accept by\n{FILE},B Shah\n")
    with pytest.raises(InputError, match=r"filled\.csv: row 2: .*why"):
        deciding.accept_table(out, table, None, TODAY)


def test_a_mark_on_what_stands_no_longer_is_named(out: Path) -> None:
    table = out.parent / "filled.csv"
    table.write_text("Key,Accept by,Accept because\nvar-0,B Shah,Agreed\n")
    decided = deciding.accept_table(out, table, None, TODAY)
    assert decided.accepted == 0
    assert "stands no longer" in decided.problems[0]


def test_a_clause_that_is_not_there_is_answered_with_those_that_are(out: Path) -> None:
    with pytest.raises(
        UsageError, match=r"9\.9: oakfield\.docx has no such deviation; it has 2\.1"
    ):
        deciding.accept(out, FILE, "9.9", GIVEN)


def test_the_register_is_exported_as_workbook_and_csv(out: Path) -> None:
    home = out.parent
    deciding.accept(out, FILE, None, GIVEN)
    for name in ("all.xlsx", "some.csv"):
        more = ["--table", "decisions", "-o", str(home / name)]
        result = CliRunner().invoke(main, ["register", "export", str(out), *more])
        assert result.exit_code == 0, result.output
    book = openpyxl.load_workbook(home / "all.xlsx")
    assert book.sheetnames == [
        "Documents",
        "Comparisons",
        "Findings",
        "Decisions",
        "Runs",
        "History",
    ]
    assert "A Lee" in (home / "some.csv").read_text(encoding="utf-8-sig")


def test_history_has_a_row_for_every_run_that_found_something_new(out: Path) -> None:
    run(out.parent)
    send(out.parent, WEAKER, "2.3 Staff must sign in.")
    run(out.parent, "2027-11-20")
    _, runs = tables(out)["runs"]
    columns, history = tables(out)["history"]
    assert [row[1] for row in runs] == [TODAY, "2027-11-20"]
    assert [row[columns.index("file")] for row in history] == [FILE, FILE]


def test_a_register_of_the_first_version_is_brought_up_with_a_copy_kept(tmp_path: Path) -> None:
    path = tmp_path / "register.sqlite"
    first_version(path)
    with register.opened(path) as connection:
        assert connection.execute("PRAGMA user_version").fetchone() == (2,)
        assert connection.execute("SELECT key, accepted FROM findings").fetchall() == [("", "")]
        assert register.in_force(connection, TODAY) == {}
    copy = sqlite3.connect(tmp_path / "register.sqlite.v1.bak")
    assert copy.execute("PRAGMA user_version").fetchone() == (1,)
    copy.close()


def first_version(path: Path) -> None:
    """Write a register as the first version of the toolkit did."""
    from toolkit.register.schema import APPLICATION, SCHEMA

    old = "".join(
        line
        for line in SCHEMA.splitlines(keepends=True)
        if not line.lstrip().startswith(("adopted_text", "key TEXT NOT NULL DEF", "accepted TEXT"))
    )
    connection = sqlite3.connect(path)
    connection.executescript(old)
    connection.execute(f"PRAGMA application_id = {APPLICATION}")
    connection.execute("PRAGMA user_version = 1")
    connection.execute(
        "INSERT INTO documents (file, status, seconds, record) VALUES ('a', 'read', 0, '{}')"
    )
    connection.execute("INSERT INTO findings VALUES ('a', 0, 'missing', 1, '', '', '', '', 'm1')")
    connection.commit()
    connection.close()
