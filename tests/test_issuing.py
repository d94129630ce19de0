"""Drafts for one school and for a whole register: files, logs, second runs, what is missing."""

from __future__ import annotations

import csv
import io
import os
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from docx import Document
from hypothesis import given
from hypothesis import strategies as st

from toolkit.cli import draft, main, talk
from toolkit.commands.issuing import Issue
from toolkit.commands.issuing.journal import note, read_journal
from toolkit.commands.issuing.names import file_names, safe_name
from toolkit.commands.issuing.told import summary
from toolkit.errors import ExitCode
from toolkit.schools import School

MODEL = """# Model policy on keys

1. Keys

1.1 A school has keys, which {{ head.name }} holds.

1.2 The school counts them every year. {.optional}

This policy was adopted by the governing body of {{ school.name }} on {{ adopted_on }}.
"""
REGISTER = """urn,school_name,establishment_type,head_name,status
1,Oakfield School,Community school,Mrs A Lee,Open
2,Hill Top,Academy converter,,Open
3,Old Mill School,Community school,Mr O Mill,Closed
4,"St Mary's: C/E School",Community school,Mrs S Ray,Open
"""
DATES = ("--set", "adopted_on=2026-11-05", "--set", "review_on=2027-11-05")
EVERY = ("draft", "-m", "keys.md", "--schools", "schools.csv", "-o", "out", "-j", "1", *DATES)


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "keys.md").write_text(MODEL)
    (tmp_path / "schools.csv").write_text(REGISTER)
    (tmp_path / "oakfield.toml").write_text(
        'name = "Oakfield"\nnoun = "academy"\nreview_cycle = "annual"\n[head]\nname = "Mrs A Lee"\n'
    )
    monkeypatch.chdir(tmp_path)
    return tmp_path


def call(*arguments: str, code: int = ExitCode.DONE, typed: str | None = None) -> Result:
    result = CliRunner().invoke(main, arguments, prog_name="policy-toolkit", input=typed)
    assert result.exit_code == code, result.output
    return result


def table(path: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(Path(path).read_text(encoding="utf-8-sig"))))


def text_of(path: Path | str) -> str:
    return "\n".join(paragraph.text for paragraph in Document(str(path)).paragraphs)


# --- one school

ONE = ("draft", "-m", "keys.md", "-s", "oakfield.toml", "-o", "keys.docx")


def test_what_was_put_for_the_countys_words_is_listed_beside_the_draft() -> None:
    result = call(*ONE, "--set", "adopted_on=2026-11-05")
    assert (
        "2 of the county's words or titles were replaced. Written to keys.log.csv" in result.stderr
    )
    rows = table("keys.log.csv")
    assert [row["The school's words"] for row in rows if row["What was done"] == "Replaced"] == [
        "An academy",
        "academy",
    ]
    assert Path("keys.log.csv").read_bytes().startswith(b"\xef\xbb\xbf")


def test_the_list_goes_where_it_is_wanted_or_nowhere() -> None:
    call(*ONE, "--set", "adopted_on=2026-11-05", "--log", "words.csv")
    assert Path("words.csv").exists()
    call(*ONE, "--set", "adopted_on=2026-11-05", "--no-log")
    assert not Path("keys.log.csv").exists()
    call(*ONE, *DATES, "--log", "keys.docx", code=ExitCode.UNWRITABLE)


def test_no_cell_of_the_list_is_a_formula() -> None:
    call(*ONE, *DATES, "--set", "head.name==HYPERLINK(1)")
    cells = [cell for row in table("keys.log.csv") for cell in row.values()]
    assert "'=HYPERLINK(1)" in cells
    assert not [cell for cell in cells if cell.startswith("=")]


def test_an_optional_clause_is_left_out() -> None:
    call(*ONE, *DATES, "--without", "1.2")
    assert "counts them" not in text_of("keys.docx")
    assert "The academy counts them" not in text_of("keys.docx")
    wrong = call(*ONE, *DATES, "--without", "1.1", code=ExitCode.USAGE)
    assert (
        "--without 1.1: is no optional clause; the model leaves only these open: 1.2"
        in wrong.stderr
    )


def test_nothing_is_asked_where_nobody_sits() -> None:
    result = call(*ONE, code=ExitCode.USAGE, typed="2026-11-05\n")
    assert "adopted_on" in result.stderr
    assert "nothing was drafted" in result.stderr
    assert not Path("keys.docx").exists()


@pytest.fixture
def terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("toolkit.cli.talk.can_ask", lambda quiet: not quiet)


def test_what_is_missing_is_asked_for_on_a_terminal(terminal: None) -> None:
    result = call(*ONE, typed="soon\n5 November 2026\n\n")
    assert "is no date; write it as 2026-11-05" in result.stderr
    assert (
        "adopted_on (the introduction; the cover)" in result.stderr
        or "adopted_on (" in result.stderr
    )
    assert "Next review, by the review cycle [5 November 2027]" in result.stderr
    assert "follows from the review cycle" not in result.stderr
    assert "on 5 November 2026" in text_of("keys.docx")


def test_the_computed_review_can_be_changed_on_a_terminal(terminal: None) -> None:
    call(*ONE, "--set", "adopted_on=2026-11-05", typed="July 2028\n")
    cells = [cell.text for row in Document("keys.docx").tables[0].rows for cell in row.cells]
    assert "July 2028" in cells


def test_quiet_asks_nothing(terminal: None) -> None:
    call(*ONE, "-q", code=ExitCode.USAGE)


def test_elsewhere_the_computed_review_is_shown() -> None:
    result = call(*ONE, "--set", "adopted_on=2026-11-05")
    assert "Please look at this: the next review, 5 November 2027, follows" in result.stderr


# --- every school


def test_every_school_has_its_file_and_a_missing_value_stops_no_other() -> None:
    result = call(*EVERY, code=ExitCode.PARTLY_READ)
    assert sorted(path.name for path in Path("out").glob("*.docx")) == [
        "Oakfield School - keys.docx",
        "St Mary's- C-E School - keys.docx",
    ]
    assert "4 schools: 2 drafted, 1 closed, 1 not drafted." in result.stdout
    assert (
        "head.name, which one school lacks (Hill Top): fill the column head_name" in result.stdout
    )
    states = {row["School"]: row["What was done"] for row in table("out/drafts.csv")}
    assert states["Hill Top"] == "not drafted"
    assert states["Old Mill School"] == "closed"
    assert "Mrs A Lee" in text_of("out/Oakfield School - keys.docx")
    assert Path("out/logs/Oakfield School - keys.docx.log.csv").exists()


def test_a_value_that_many_lack_is_named_once_with_them(here: Path) -> None:
    rows = "".join(f"{n},School {n},Community school,,Open\n" for n in range(10, 20))
    (here / "schools.csv").write_text(REGISTER.splitlines()[0] + "\n" + rows)
    said = call(*EVERY, code=ExitCode.PARTLY_READ).stdout
    assert said.count("head.name, which 10 schools lack (School 10; ") == 1
    assert "and 4 more" in said


def test_a_second_run_writes_only_what_would_differ(here: Path) -> None:
    values = (*DATES, "--set", "head.name=Mrs B New")
    call(*EVERY, *values)
    draft = Path("out/Oakfield School - keys.docx")
    os.utime(draft, (1, 1))
    again = call(*EVERY, *values, "--today", "2027-01-01")
    assert "3 unchanged" in again.stdout
    assert draft.stat().st_mtime == 1
    (here / "schools.csv").write_text(REGISTER.replace("Mrs S Ray", "Mrs S Roe,"[:-1]))
    changed = call(*EVERY, *DATES, "--set", "head.name=Mrs C Next")
    assert "3 drafted" in changed.stdout
    assert "Mrs C Next" in text_of(draft)


def test_what_somebody_changed_by_hand_is_never_written_over() -> None:
    values = ("--set", "head.name=Mrs B New")
    call(*EVERY, *values)
    draft = Path("out/Oakfield School - keys.docx")
    draft.write_bytes(draft.read_bytes() + b"edited")
    edited = draft.read_bytes()
    said = call(*EVERY, "--set", "head.name=Mrs C Next").stdout
    assert draft.read_bytes() == edited
    assert "1 kept" in said
    assert f"{draft.name}: was changed since it was drafted, and is kept" in said


def test_a_file_that_was_there_before_is_kept() -> None:
    Path("out").mkdir()
    draft = Path("out/Oakfield School - keys.docx")
    draft.write_bytes(b"mine")
    said = call(*EVERY, "--set", "head.name=Mrs B New").stdout
    assert draft.read_bytes() == b"mine"
    assert "is no draft of ours; it is kept" in said


def test_a_run_that_was_stopped_goes_on_where_it_was(here: Path) -> None:
    values = ("--set", "head.name=Mrs B New")
    call(*EVERY, *values)
    Path("out/St Mary's- C-E School - keys.docx").unlink()
    journal = Path("out/drafts.jsonl")
    journal.write_text(journal.read_text() + '{"file": "cut sho')
    said = call(*EVERY, *values).stdout
    assert "1 drafted, 2 unchanged" in said


def test_other_formats_and_a_template_go_for_every_school_too() -> None:
    call(*EVERY, "--set", "head.name=Mrs B New", "--format", "md", "--no-log")
    assert not Path("out/logs").exists()
    assert "Mrs B New" in Path("out/Oakfield School - keys.md").read_text()


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("draft", "-m", "keys.md", "-o", "x.docx"), "name one with --school, or give a register"),
        ((*EVERY[:6], "x.docx"), "give a folder; for one, name it with --school"),
        ((*EVERY[:6], "keys.md"), "give a folder"),
        ((*EVERY[:6], "schools.csv"), "is a file; give a folder"),
        ((*EVERY, "--log", "x.csv"), "for every school the lists go into"),
        ((*ONE, *DATES, "--format", "md"), "ends in .docx, but --format says md; give one"),
        ((*ONE[:5], "-o", "keys.odt"), "end its name in one of .docx, .pdf"),
    ],
)
def test_a_request_that_cannot_be_meant_is_answered(arguments: tuple[str, ...], told: str) -> None:
    assert told in call(*arguments, code=ExitCode.USAGE).stderr


def test_an_unknown_model_is_said_for_each_school_but_stops_in_words() -> None:
    result = call("draft", "-m", "kyes", "--schools", "schools.csv", "-o", "out", code=6)
    assert result.stdout.count("no model policy of that name is held") == 1


def test_a_quiet_run_says_nothing() -> None:
    assert call(*EVERY, "-q", "--set", "head.name=Mrs B New").output == ""


# --- names of files


@given(st.text(max_size=200))
def test_any_name_is_a_safe_file_name(name: str) -> None:
    made = safe_name(name)
    assert made
    assert made == Path(made).name
    assert len(made.encode()) <= 110
    assert not set(made) & set('<>:"/\\|?*\x00\n\u202e')
    assert not made.startswith(".")
    assert not made.endswith((".", " "))


def test_schools_of_one_name_have_files_of_their_own() -> None:
    schools = [School("St John's", urn="1"), School("ST JOHN'S", urn="2"), School("Other")]
    names = file_names(schools, "keys", ".DOCX")
    assert names == (
        "St John's (URN 1) - keys.docx",
        "ST JOHN'S (URN 2) - keys.docx",
        "Other - keys.docx",
    )


def test_an_entry_is_on_the_disk_before_its_draft(tmp_path: Path) -> None:
    note(tmp_path / "new", {}, "a.docx", "key", b"draft")
    assert list(read_journal(tmp_path / "new")) == ["a.docx"]
    assert read_journal(tmp_path / "none") == {}


def test_the_table_of_drafts_holds_no_formula(tmp_path: Path) -> None:
    summary([Issue(School("=1+1"), "a.docx", "drafted")], tmp_path)
    assert "'=1+1" in (tmp_path / "drafts.csv").read_text(encoding="utf-8-sig")


# --- template check


def word(path: Path, *paragraphs: str) -> str:
    document = Document()
    for text in paragraphs:
        document.add_paragraph(text)
    document.save(str(path))
    return path.name


def test_a_sound_template_is_said_to_be_well(here: Path) -> None:
    own = word(here / "own.docx", "{{ school.name }} {{ dsl.name }}", "{{p policy_text }}")
    assert "all is well; draft with --template own.docx" in call("template", "check", own).stdout


def test_what_is_wrong_with_a_template_is_listed_with_its_place(here: Path) -> None:
    own = word(here / "own.docx", "{{ scool.name }}", "{{p policy_text }}")
    result = call("template", "check", own, code=ExitCode.DEVIATIONS)
    assert "own.docx: paragraph 1: there is no value scool.name; did you mean school.name" in (
        result.stdout
    )
    word(here / "own.docx", "{{ school.name", "}}", "{{p policy_text }}")
    assert "a tag is split" in call("template", "check", own, code=1).stdout


def test_what_is_no_template_is_refused(here: Path) -> None:
    assert "own.docx" in call("template", "check", "own.docx", code=ExitCode.UNREADABLE).stderr
    (here / "own.docx").write_bytes(b"%PDF-1.7")
    call("template", "check", "own.docx", code=ExitCode.UNREADABLE)
    assert "check" in call("template", "--help").output


def test_progress_is_one_line_that_ends(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True, raising=False)
    show = talk.progress(False, draft._line)
    show(1, 2, Issue(School("Oakfield"), "a", "drafted"))
    show(2, 2, Issue(School("Hill Top"), "b", "drafted"))
    err = capsys.readouterr().err
    assert "2 of 2 schools: Hill Top" in err
    assert err.endswith("\n")


@pytest.mark.skipif(sys.platform != "linux", reason="signals as POSIX has them")
def test_a_run_can_be_stopped_and_gone_on_with(here: Path) -> None:
    rows = "".join(f"{n},School {n},Community school,Mrs {n},Open\n" for n in range(10, 30))
    (here / "schools.csv").write_text(REGISTER.splitlines()[0] + "\n" + rows)
    root = str(Path(__file__).resolve().parent.parent)
    command = [sys.executable, "-m", "toolkit.cli", *EVERY]
    environment = {**os.environ, "PYTHONPATH": root}
    with subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL) as running:
        while not list(Path("out").glob("*.docx")) and running.poll() is None:
            pass
        running.kill()
    done = len(list(Path("out").glob("*.docx")))
    said = call(*EVERY).stdout
    assert len(list(Path("out").glob("*.docx"))) == 20
    assert "unchanged" in said or done == 0
