"""Every command, used rightly and wrongly: what it says, what it writes, how it ends."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from tests.faults.hostile import MODEL, good_docx, scan, user_password
from toolkit import __version__
from toolkit.batch.records import Record
from toolkit.cli import audit, main, talk
from toolkit.cli.compare import FORMATS as COMPARE_FORMATS
from toolkit.cli.draft import DRAFT_ENDINGS
from toolkit.cli.extract import FORMATS as EXTRACT_FORMATS
from toolkit.errors import Code, ExitCode, InputError


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Each test in a folder of its own that holds a policy and a model."""
    (tmp_path / "policy.docx").write_bytes(good_docx())
    (tmp_path / "model.md").write_text(MODEL)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def call(*arguments: str, code: int = ExitCode.DONE) -> Result:
    result = CliRunner().invoke(main, arguments, prog_name="policy-toolkit")
    assert result.exit_code == code, result.output
    assert "Traceback" not in result.output
    return result


def program(*arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """The program as it is started from a shell."""
    root = str(Path(__file__).resolve().parent.parent)
    return subprocess.run(
        [sys.executable, "-m", "toolkit.cli", *arguments],
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
        env={**os.environ, "PYTHONPATH": root, **environment},
    )


# --- the program itself -------------------------------------------------------------------------


def test_an_audit_says_how_far_it_is_on_one_line(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True, raising=False)
    show = talk.progress(False, audit._line())
    show(1, 2, Record("a.docx", None, "refused", Code.DAMAGED))
    show(2, 2, Record("b.docx", None, "read"))
    err = capsys.readouterr().err
    assert "1 of 2 files" in err
    assert " left" in err
    assert err.split("\r")[-1].startswith("2 of 2 files")
    assert ", 1 not read" in err.split("\r")[-1]
    assert err.endswith("\n")


def test_help_names_every_command_and_none_that_is_not_there() -> None:
    text = call("--help").output
    for command in ("audit", "compare", "draft", "extract", "model", "redline", "refresh"):
        assert f"  {command} " in text
    for absent in ("check", "serve"):
        assert f"\n  {absent} " not in text
        call(absent, code=ExitCode.USAGE)


@pytest.mark.parametrize(
    "command",
    [
        *("extract", "compare", "audit", "draft", "refresh", "redline"),
        *("model", "model list", "model show", "model identify"),
    ],
)
def test_every_command_explains_itself(command: str) -> None:
    text = call(*command.split(), "--help").output
    assert f"Usage: policy-toolkit {command} " in text


def test_the_version_is_told() -> None:
    assert __version__ in call("--version").output


def test_help_loads_nothing_heavy() -> None:
    code = (
        "import sys\nfrom toolkit.cli import main\nmain(['compare', '--help'], "
        "standalone_mode=False)\nprint(*sorted(sys.modules))"
    )
    root = str(Path(__file__).resolve().parent.parent)
    run = subprocess.run(
        [sys.executable, "-c", code],
        capture_output=True,
        text=True,
        check=True,
        env={**os.environ, "PYTHONPATH": root},
    )
    loaded = {name.split(".")[0] for name in run.stdout.splitlines()[-1].split()}
    assert not loaded & {"numpy", "scipy", "lxml", "pypdfium2", "jinja2", "docx", "xlsxwriter"}


def test_the_formats_offered_are_those_that_can_be_written() -> None:
    from toolkit.drafting import WRITERS as DRAFT_WRITERS
    from toolkit.report import DOCUMENT_WRITERS, WRITERS

    assert set(COMPARE_FORMATS) <= set(WRITERS)
    assert set(EXTRACT_FORMATS) == set(DOCUMENT_WRITERS)
    assert set(DRAFT_ENDINGS) == set(DRAFT_WRITERS)


def test_completion_works_in_a_shell() -> None:
    asked = {"COMP_WORDS": "policy-toolkit compare --model soc", "COMP_CWORD": "3"}
    done = program(_POLICY_TOOLKIT_COMPLETE="bash_complete", **asked)
    assert "plain,social-networking" in done.stdout
    assert "complete" in program(_POLICY_TOOLKIT_COMPLETE="bash_source").stdout


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux has names that are no text")
def test_a_name_that_the_screen_cannot_show_is_no_failure(here: Path) -> None:
    name = os.fsdecode(b"caf\xe9.docx")
    missing = program("extract", name, PYTHONIOENCODING="ascii")
    assert missing.returncode == ExitCode.USAGE
    assert "no such file" in missing.stderr
    (here / name).write_bytes(good_docx())
    assert program("extract", name, PYTHONIOENCODING="ascii").returncode == ExitCode.DONE


def test_a_bug_is_a_sentence_and_exit_code_70(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object) -> bytes:
        raise KeyError("private words")

    monkeypatch.setattr("toolkit.commands.isolated.extract", broken)
    output = call("extract", "policy.docx", code=ExitCode.BUG).output
    assert "Please report it" in output
    assert "private words" not in output


def test_something_unforeseen_in_a_worker_is_a_bug_too(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object) -> bytes:
        raise InputError(Code.INTERNAL, "policy.docx: something unforeseen; please report it")

    monkeypatch.setattr("toolkit.commands.isolated.extract", broken)
    call("extract", "policy.docx", code=ExitCode.BUG)


# --- extract ------------------------------------------------------------------------------------


def test_extract_shows_the_clauses() -> None:
    assert "2.1 Staff must keep" in call("extract", "policy.docx").stdout


def test_extract_writes_the_contract_as_json() -> None:
    document = json.loads(call("extract", "policy.docx", "--format", "json").stdout)
    assert document["schema"] == "policy-toolkit/document/1"
    assert [clause["label"] for clause in document["clauses"]][:2] == ["1", "1.1"] or document


def test_extract_takes_the_format_from_the_outputs_name() -> None:
    result = call("extract", "policy.docx", "-o", "clauses.json")
    assert result.stdout == ""
    assert "Written to clauses.json" in result.stderr
    assert json.loads(Path("clauses.json").read_text(encoding="utf-8"))


def test_a_minus_is_the_screen() -> None:
    assert call("extract", "policy.docx", "-o", "-").stdout == call("extract", "policy.docx").stdout


def test_a_misspelt_name_is_corrected() -> None:
    result = call("extract", "polcy.docx", code=ExitCode.USAGE)
    assert "did you mean policy.docx?" in result.stderr
    assert "check both names" in call("extract", "no/x.pdf", code=ExitCode.USAGE).stderr


@pytest.mark.parametrize(
    ("command", "said"),
    [
        (("refresh", "a.docx", "--model", "x", "-o", "b.docx"), "say with --to which edition"),
        (("refresh", "a.docx", "-m", "x", "-o", "b.docx"), "with --base which one"),
        (("refresh", "a.docx", "--school", "x", "-o", "b.docx"), "the policy itself says whose"),
        (("compare", "a.docx", "--to", "x"), "say with --model"),
        (("draft", "--base", "x", "-o", "b.docx"), "say with --model"),
    ],
)
def test_an_option_that_another_command_has_is_answered_with_its_name_here(
    command: tuple[str, ...], said: str
) -> None:
    result = call(*command, code=ExitCode.USAGE)
    assert said in " ".join(result.stderr.split())


def test_an_option_of_another_command_is_not_offered_in_the_help() -> None:
    assert "--model" not in call("refresh", "--help").stdout


def test_a_scan_ends_with_its_remedy_and_exit_code_3(here: Path) -> None:
    (here / "scan.pdf").write_bytes(scan())
    result = call("extract", "scan.pdf", code=ExitCode.UNREADABLE)
    assert result.stderr.startswith("Error: scan.pdf: ")
    assert "ocrmypdf" in result.stderr
    assert result.stdout == ""


def test_a_locked_file_opens_with_its_password(here: Path) -> None:
    (here / "locked.pdf").write_bytes(user_password())
    refused = call("extract", "locked.pdf", code=ExitCode.UNREADABLE)
    assert "password" in refused.stderr
    assert "Staff must" in call("extract", "locked.pdf", "--password", "secret").stdout
    done = program("extract", "locked.pdf", POLICY_TOOLKIT_PASSWORD="secret")
    assert "Staff must" in done.stdout
    wrong = call("extract", "locked.pdf", "--password", "other", code=ExitCode.UNREADABLE)
    assert "other" not in wrong.stderr


def test_an_input_is_never_overwritten(here: Path) -> None:
    before = (here / "policy.docx").read_bytes()
    call("extract", "policy.docx", "-f", "text", "-o", "policy.docx", code=ExitCode.UNWRITABLE)
    assert (here / "policy.docx").read_bytes() == before


def test_an_ending_that_means_nothing_asks_for_a_format() -> None:
    result = call("extract", "policy.docx", "-o", "clauses.xyz", code=ExitCode.USAGE)
    assert "--format" in result.stderr
    assert not Path("clauses.xyz").exists()


# --- compare ------------------------------------------------------------------------------------


def test_compare_says_what_is_missing_in_plain_text() -> None:
    text = call("compare", "policy.docx", "--model", "model.md").stdout
    assert "missing" in text
    assert "The governing body must review" in text
    assert "\x1b[" not in text


@pytest.mark.parametrize(
    ("name", "begins"),
    [
        ("x.html", b"<!"),
        ("x.json", b"{"),
        ("x.md", b"#"),
        ("x.xlsx", b"PK"),
        ("x.txt", b""),
        ("x.pdf", b"%PDF-"),
    ],
)
def test_compare_takes_the_format_from_the_outputs_name(name: str, begins: bytes) -> None:
    result = call("compare", "policy.docx", "-m", "model.md", "-o", name)
    assert Path(name).read_bytes().lstrip().startswith(begins)
    assert "missing" in result.stderr
    assert f"Written to {name}." in result.stderr


def test_quiet_says_nothing() -> None:
    result = call("compare", "policy.docx", "-m", "model.md", "-o", "x.html", "--quiet")
    assert result.output == ""


def test_check_ends_with_1_where_something_deviates() -> None:
    arguments = ("compare", "policy.docx", "-m", "model.md", "-o", "x.txt")
    call(*arguments, "--check", code=ExitCode.DEVIATIONS)
    call(*arguments)
    call("compare", "model.md", "-m", "model.md", "-o", "x.txt", "--check")


def test_compare_finds_the_model_and_says_so_as_json() -> None:
    call("draft", *DRAFT, "-o", "ours.docx")
    for against in ("adopted", "latest", "both"):
        call("compare", "ours.docx", "--against", against, "-f", "json", "-o", f"{against}.json")
    found = json.loads(Path("both.json").read_text(encoding="utf-8"))
    assert found["schema"] == "policy-toolkit/comparison/1"
    assert found["edition"]["identified"] == "social-networking@2018-01"
    assert found["model"]["edition"] == "2018-01"
    latest = json.loads(Path("latest.json").read_text(encoding="utf-8"))
    assert latest["model"]["edition"] == found["edition"]["latest"].partition("@")[2]


def test_today_is_an_option_so_that_results_can_be_made_again(here: Path) -> None:
    arguments = ("compare", "policy.docx", "-m", "model.md", "-f", "html", "--today", "2026-11-20")
    first = call(*arguments).stdout_bytes
    assert call(*arguments).stdout_bytes == first
    said = call(*arguments[:-1], "20/11/2026", code=ExitCode.USAGE).output
    assert "20/11/2026 is no date; write it as 2026-11-20" in said


def test_an_audit_says_where_its_letters_are(here: Path) -> None:
    (here / "in").mkdir()
    (here / "schools.csv").write_text("school_name,urn\nOakfield School,900100\n")
    asked = ("audit", "in", "-o", "out", "--letters")
    assert "No letter was written" in call(*asked).output
    said = call(*asked, "--schools", "schools.csv").output
    assert f"The letters are in {here / 'out' / 'letters'}" in said


def test_a_folder_is_pointed_to_audit(here: Path) -> None:
    result = call("compare", str(here), code=ExitCode.USAGE)
    assert "policy-toolkit audit" in result.stderr


def test_a_model_that_is_not_held_is_named_with_what_is() -> None:
    result = call("compare", "policy.docx", "-m", "social-netwrking", code=ExitCode.USAGE)
    assert "social-networking" in result.stderr


def test_a_file_that_takes_too_long_is_stopped_in_words(here: Path) -> None:
    (here / "long.md").write_text("1.1 Staff must ask.\n\n" * 40_000)
    result = call("extract", "long.md", "--seconds", "0.1", code=ExitCode.UNREADABLE)
    assert "longer than 0.1 seconds" in result.stderr


# --- audit --------------------------------------------------------------------------------------


def test_audit_says_in_words_what_it_found_and_where_the_report_is(here: Path) -> None:
    (here / "in").mkdir()
    (here / "in" / "oakfield.docx").write_bytes(good_docx())
    result = call("audit", "in", "-o", "out", "-m", "model.md")
    assert "One file" in result.stdout
    assert str(here / "out" / "index.html") in result.stdout
    assert result.stderr == ""
    call("audit", "in", "-o", "out", "-m", "model.md", "--check", code=ExitCode.DEVIATIONS)
    (here / "in" / "scan.pdf").write_bytes(scan())
    partly = call("audit", "in", "-o", "out", "-m", "model.md", code=ExitCode.PARTLY_READ)
    assert "Could not be read:\n  scan.pdf: " in partly.stdout
    silent = call("audit", "in", "-o", "out", "-m", "model.md", "-q", code=ExitCode.PARTLY_READ)
    assert silent.output == ""


def test_audit_wants_a_folder_and_a_place_for_its_results(here: Path) -> None:
    assert "--output" in call("audit", "in", code=ExitCode.USAGE).stderr
    assert "no such folder" in call("audit", "in", "-o", "out", code=ExitCode.USAGE).stderr
    wrong = call("audit", "policy.docx", "-o", "out", code=ExitCode.USAGE)
    assert "compare" in wrong.stderr
    among = call("audit", ".", "-o", ".", code=ExitCode.USAGE)
    assert "another folder" in among.stderr


def test_audit_into_a_file_is_exit_code_5(here: Path) -> None:
    (here / "in").mkdir()
    (here / "out").write_text("mine")
    call("audit", "in", "-o", "out", code=ExitCode.UNWRITABLE)


def test_a_register_that_cannot_be_read_stops_audit(here: Path) -> None:
    (here / "in").mkdir()
    (here / "schools.csv").write_text("nothing,here\n1,2\n")
    call("audit", "in", "-o", "out", "--schools", "schools.csv", code=ExitCode.UNREADABLE)


# --- draft --------------------------------------------------------------------------------------

DRAFT = (
    *("--model", "social-networking@2018-01", "--school", "Oakfield Primary School"),
    *("--schools", "schools.csv", "--set", "adopted_on=2018-03-12"),
    *("--set", "dsl.name=Miss P Quill", "--set", "approved_accounts=none"),
)
REGISTER = """urn,school_name,noun,head_title,head_name,chair_name
900100,Oakfield Primary School,school,Headteacher,Mrs J Farrow,Mr D Osei
"""


@pytest.fixture(autouse=True)
def schools(here: Path) -> None:
    (here / "schools.csv").write_text(REGISTER)


def test_draft_names_every_value_that_is_missing_and_writes_nothing(here: Path) -> None:
    result = call(
        *("draft", "-m", "model.md", "-s", "900100", "--schools", "schools.csv", "-o", "d.odt"),
        code=ExitCode.USAGE,
    )
    assert not (here / "d.odt").exists()
    assert ".docx" in result.stderr
    (here / "gap.md").write_text("# Policy\n\n1.1 Ask {{ dsl.name }} first.\n")
    result = call(
        *("draft", "-m", "gap.md", "-s", "900100", "--schools", "schools.csv", "-o", "d.docx"),
        code=ExitCode.USAGE,
    )
    assert "dsl.name" in result.stderr
    assert not (here / "d.docx").exists()


def test_draft_says_which_school_was_meant() -> None:
    asked = ("draft", "-m", "model.md", "-o", "d.docx")
    unknown = call(*asked, "-s", "Oakfeld School", "--schools", "schools.csv", code=ExitCode.USAGE)
    assert "Oakfield Primary School" in unknown.stderr
    assert "--schools" in call(*asked, "-s", "900100", code=ExitCode.USAGE).stderr


def test_a_value_is_given_as_key_and_value() -> None:
    result = call(
        *("draft", "-m", "model.md", "-s", "x.toml", "-o", "d.docx", "--set", "head.name"),
        code=ExitCode.USAGE,
    )
    assert "key=value" in result.stderr


# --- model --------------------------------------------------------------------------------------


def test_the_models_that_are_held_are_listed_and_shown() -> None:
    held = json.loads(call("model", "list", "--format", "json").stdout)
    names = [f"{model['id']}@{model['edition']}" for model in held]
    assert "social-networking@2018-01" in names
    listed = call("model", "list").stdout
    assert all(name in listed for name in names)
    shown = call("model", "show", "social-networking@2018-01").stdout
    assert "edition: 2018-01" in shown
    assert "{{" in call("model", "show", "social-networking", "-f", "markdown").stdout


def test_a_model_of_ones_own_is_held_too(here: Path) -> None:
    own = here / "model_policies" / "lettings"
    own.mkdir(parents=True)
    (own / "2026-01.md").write_text(
        "---\nid: lettings\ntitle: Model policy on lettings\nauthority: Example County Council\n"
        f"edition: 2026-01\nadoption: adapt\n---\n\n{MODEL}"
    )
    assert "lettings@2026-01" in call("model", "list").stdout


def test_the_model_of_a_policy_is_identified(here: Path) -> None:
    assert "Not based on any held model" in call("model", "identify", "policy.docx").stdout
    found = json.loads(call("model", "identify", "policy.docx", "-f", "json").stdout)
    assert found["identified"] is None
    assert found["candidates"]


# --- options in a file --------------------------------------------------------------------------


def test_usual_options_stand_in_a_file(here: Path) -> None:
    (here / "usual.toml").write_text('model = "model.md"\n[compare]\nformat = "json"\n')
    for arguments in (
        ("compare", "policy.docx", "--config", "usual.toml"),
        ("--config", "usual.toml", "compare", "policy.docx"),
    ):
        assert json.loads(call(*arguments).stdout)["model"]["source"] == "model.md"
    text = call("compare", "policy.docx", "--config", "usual.toml", "--format", "text").stdout
    assert not text.startswith("{")


def test_limits_stand_in_the_file_too(here: Path) -> None:
    (here / "usual.toml").write_text("[limits]\nfile_bytes = 100\n")
    for arguments in (
        ("extract", "policy.docx", "--config", "usual.toml"),
        ("--config", "usual.toml", "extract", "policy.docx"),
    ):
        call(*arguments, code=ExitCode.UNREADABLE)


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("modle = 'x'", "did you mean model?"),
        ("[compare]\nformt = 'json'", "did you mean format?"),
        ("[comparing]\nformat = 'json'", "did you mean compare?"),
        ("[limits]\npges = 3", "did you mean pages?"),
        ("[limits]\npages = 'many'", "whole number"),
        ("not toml", "is no TOML"),
    ],
)
def test_a_slip_in_the_file_is_named(here: Path, text: str, says: str) -> None:
    (here / "usual.toml").write_text(text)
    result = call("compare", "policy.docx", "--config", "usual.toml", code=ExitCode.USAGE)
    assert says in result.stderr
    assert "usual.toml" in result.stderr


def test_a_config_that_is_not_there_is_said_so() -> None:
    call("compare", "policy.docx", "--config", "none.toml", code=ExitCode.USAGE)


def test_how_a_file_is_read_can_be_chosen(root: Path) -> None:
    scan = str(root / "samples" / "adopted" / "pinewood-social-networking.pdf")
    by_default = CliRunner().invoke(main, ["extract", scan])
    crossed = CliRunner().invoke(main, ["extract", scan, "--engine", "pdfplumber"])
    assert crossed.exit_code == by_default.exit_code == ExitCode.DONE
    assert crossed.stdout.split()[:40] == by_default.stdout.split()[:40]
    wrong = CliRunner().invoke(main, ["extract", scan, "--tracked", "rejected"])
    assert wrong.exit_code == ExitCode.USAGE
