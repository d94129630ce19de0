"""Two Word files → one with tracked changes, from the command line and as a call."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from tests.docx_parts import docx, p
from tests.redline_cases import SECOND, SENTENCE, THIRD
from tests.redline_oracle import said
from toolkit import redline
from toolkit.cli import main
from toolkit.errors import ExitCode, InputError, OutputError

OLD, NEW = docx(p(SENTENCE) + p(SECOND)), docx(p(SENTENCE) + p(THIRD) + p(SECOND))


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "old.docx").write_bytes(OLD)
    (tmp_path / "new.docx").write_bytes(NEW)
    (tmp_path / "policy.pdf").write_bytes(b"%PDF-1.7\n")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def call(*arguments: str, code: int = ExitCode.DONE) -> Result:
    result = CliRunner().invoke(main, ("redline", *arguments), prog_name="policy-toolkit")
    assert result.exit_code == code, result.output
    return result


def test_the_command_writes_both_sides_exactly(here: Path) -> None:
    call("old.docx", "new.docx", "-o", "changes.docx", "--author", "Mrs Ash")
    data = (here / "changes.docx").read_bytes()
    assert said(data, "reject") == said(OLD, "accept")
    assert said(data, "accept") == said(NEW, "accept")


def test_the_same_day_gives_the_same_bytes(here: Path) -> None:
    for name in ("one.docx", "two.docx"):
        call("old.docx", "new.docx", "-o", name, "--today", "2026-11-20")
    assert (here / "one.docx").read_bytes() == (here / "two.docx").read_bytes()


def test_an_input_is_never_overwritten(here: Path) -> None:
    for name in ("old.docx", "new.docx"):
        call("old.docx", "new.docx", "-o", name, code=ExitCode.UNWRITABLE)
    assert (here / "old.docx").read_bytes() == OLD
    assert (here / "new.docx").read_bytes() == NEW


def test_what_is_no_docx_ends_with_3_and_the_remedy() -> None:
    result = call("policy.pdf", "new.docx", "-o", "out.docx", code=ExitCode.UNREADABLE)
    assert "policy.pdf: is no DOCX file" in result.output
    assert not Path("out.docx").exists()


def test_a_name_that_is_not_there_is_a_slip() -> None:
    for names in (("gone.docx", "new.docx"), ("old.docx", "gone.docx")):
        result = call(*names, "-o", "out.docx", code=ExitCode.USAGE)
        assert "gone.docx: there is no such file" in result.output


def test_only_docx_can_be_written() -> None:
    result = call("old.docx", "new.docx", "-o", "out.pdf", code=ExitCode.USAGE)
    assert ".docx" in result.output


def test_one_call_does_it_too(here: Path) -> None:
    redline("old.docx", here / "new.docx", "out.docx", today="2026-11-20")
    assert said((here / "out.docx").read_bytes(), "reject") == said(OLD, "accept")
    with pytest.raises(InputError, match=r"policy\.pdf"):
        redline("old.docx", "policy.pdf", "other.docx")
    with pytest.raises(OutputError):
        redline("old.docx", "new.docx", "old.docx")
