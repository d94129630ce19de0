"""What strangers send: one record for each, a status, a code, a remedy; the others unharmed."""

from __future__ import annotations

import html
import os
import sys
import time
from pathlib import Path

import openpyxl
import pytest

from tests.faults.hostile import BAD, SETTLED, Bad, good_docx, good_pdf
from toolkit.auditing.run import audit
from toolkit.batch.records import Record
from toolkit.errors import Code, OutputError, UsageError
from toolkit.isolation.supervise import Bounds
from toolkit.schools import School

BOUNDS = Bounds(seconds=30, memory_mb=1_000)
TODAY = "2026-11-20"


def audited(folder: Path, out: Path, **more: object) -> dict[str, Record]:
    whole = audit(folder, out, today=TODAY, bounds=BOUNDS, **more)  # type: ignore[arg-type]
    records = {record.file: record for record in whole.records}
    assert len(records) == len(whole.records)
    return records


@pytest.fixture(scope="module")
def result(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, dict[str, Record]]:
    """All bad files in one folder, with two good ones among them, audited together."""
    folder, out = tmp_path_factory.mktemp("bad"), tmp_path_factory.mktemp("out") / "results"
    for bad in (*BAD, *SETTLED):
        (folder / bad.name).write_bytes(bad.make())
    (folder / "good.docx").write_bytes(good_docx())
    (folder / "good.pdf").write_bytes(good_pdf())
    return out, audited(folder, out)


@pytest.mark.parametrize("bad", BAD, ids=lambda bad: bad.name)
def test_a_bad_file_has_its_status_code_and_remedy(
    bad: Bad, result: tuple[Path, dict[str, Record]]
) -> None:
    record = result[1][bad.name]
    assert record.status == bad.status, record.message
    if bad.code:
        assert record.code == bad.code, record.message
    if bad.status == "refused":
        assert record.message is not None
        assert record.message.startswith(f"{bad.name}: ")
        assert bad.remedy in record.message
        assert ";" in record.message, "cause; remedy"


@pytest.mark.parametrize("bad", SETTLED, ids=lambda bad: bad.name)
def test_a_doubtful_file_is_settled_in_words(
    bad: Bad, result: tuple[Path, dict[str, Record]]
) -> None:
    record = result[1][bad.name]
    assert record.code not in {Code.INTERNAL, Code.WORKER_DIED}, record.message
    assert record.status == "read" or record.message or record.warnings


def test_good_files_among_bad_ones_are_read(result: tuple[Path, dict[str, Record]]) -> None:
    assert {result[1][name].status for name in ("good.docx", "good.pdf")} == {"read"}


def test_nothing_is_shown_as_a_traceback(result: tuple[Path, dict[str, Record]]) -> None:
    assert not [r for r in result[1].values() if "Traceback" in (r.message or "")]


def test_text_that_could_act_is_inert_in_every_output(
    result: tuple[Path, dict[str, Record]],
) -> None:
    pages = [page.read_text(encoding="utf-8") for page in result[0].rglob("*.html")]
    assert not any("<script>alert" in page for page in pages)
    book = openpyxl.load_workbook(result[0] / "audit.xlsx")
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row]
    # A formula of ours would still be one to a spreadsheet that opens a stranger's words.
    assert not [c.value for c in cells if c.data_type == "f" and "http" in str(c.value)]


HOSTILE_NAMES = (
    "<script>alert(1)<script>.docx",
    "{{ 7*7 }}.docx",
    "=cmd|calc.docx",
    "con.docx",
    "a" * 240 + ".docx",
    "école Ñandú 学校.docx",
    "two\nlines.docx",
    "\u202excod.exe.docx",
    "..docx..docx",
    "-o.docx",
)


@pytest.mark.skipif(os.name != "posix", reason="Windows forbids such names itself")
def test_a_hostile_file_name_is_inert_and_its_page_is_its_own(tmp_path: Path) -> None:
    folder, out = tmp_path / "in", tmp_path / "out"
    folder.mkdir()
    for name in HOSTILE_NAMES:
        (folder / name).write_bytes(good_docx())
    records = audited(folder, out, model=str(_model(tmp_path)))
    reports = [record.report for record in records.values() if record.status == "read"]
    assert len(reports) == len(set(reports)) == len(HOSTILE_NAMES) - 1  # ..docx is hidden
    for report in reports:
        assert report is not None
        assert (out / report).parent == out / "policies"
        assert report.isascii()
        page = (out / report).read_text(encoding="utf-8")
        assert "<script>alert" not in page
        assert "\u202e" not in html.unescape(page)
    assert not [name for name in records if "\n" in name or "\u202e" in name]


def _model(folder: Path) -> Path:
    path = folder / "model.md"
    path.write_text("# Model policy\n\n1. Purpose\n\n2.1 Staff must keep their accounts private.\n")
    return path


def test_a_hostile_school_name_is_inert(tmp_path: Path) -> None:
    folder, out = tmp_path / "in", tmp_path / "out"
    folder.mkdir()
    (folder / "good.docx").write_bytes(good_docx())
    names = ("../../escape", "CON", "<script>alert(1)</script>", '=HYPERLINK("http://x")', "{{1}}")
    audited(folder, out, schools=[School(name) for name in names])
    assert sorted(path.name for path in tmp_path.iterdir()) == ["in", "out"]
    assert "<script>alert" not in (out / "index.html").read_text(encoding="utf-8")


@pytest.mark.skipif(os.name != "posix", reason="needs POSIX files")
def test_what_is_no_file_is_skipped_with_its_reason(tmp_path: Path) -> None:
    folder = tmp_path / "in"
    (folder / "sub").mkdir(parents=True)
    (folder / "sub" / "back").symlink_to(folder)
    (folder / "self.pdf").symlink_to(folder / "self.pdf")
    (folder / "outside.docx").symlink_to("/etc/hostname")
    os.mkfifo(folder / "pipe.pdf")
    (folder / ".DS_Store").write_bytes(b"\0")
    (folder / "~$policy.docx").write_bytes(b"\0")
    (folder / "Thumbs.db").write_bytes(b"\0")
    records = audited(folder, tmp_path / "out")
    assert {record.status for record in records.values()} == {"skipped"}
    assert "link" in (records["sub/back"].message or "")
    assert "link" in (records["self.pdf"].message or "")
    assert "pipe" in (records["pipe.pdf"].message or "")
    assert len(records) == 7


@pytest.mark.skipif(
    os.name != "posix" or os.geteuid() == 0, reason="the superuser may read everything"
)
def test_what_may_not_be_opened_is_skipped_and_says_so(tmp_path: Path) -> None:
    folder = tmp_path / "in"
    (folder / "closed").mkdir(parents=True)
    (folder / "private.docx").write_bytes(good_docx())
    (folder / "private.docx").chmod(0)
    (folder / "closed").chmod(0)
    try:
        records = audited(folder, tmp_path / "out")
    finally:
        (folder / "closed").chmod(0o700)
    assert {record.code for record in records.values()} == {Code.PERMISSION}
    assert {record.status for record in records.values()} == {"skipped"}


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux has names that are no text")
def test_names_that_are_no_text_have_records_of_their_own(tmp_path: Path) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    for name in (b"caf\xe9.docx", b"caf\xe8.docx", b"caf\\xe9.docx"):
        (folder / os.fsdecode(name)).write_bytes(good_docx())
    records = audited(folder, tmp_path / "out")
    assert len(records) == 3
    assert {record.status for record in records.values()} == {"read"}
    assert all(name.encode() for name in records)


def test_an_empty_folder_is_an_audit_of_no_files(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    assert audited(tmp_path / "in", tmp_path / "out") == {}
    assert (tmp_path / "out" / "index.html").is_file()


def test_results_are_never_read_as_policies(tmp_path: Path) -> None:
    (tmp_path / "good.docx").write_bytes(good_docx())
    for _ in range(2):
        assert list(audited(tmp_path, tmp_path / "results")) == ["good.docx"]


def test_results_do_not_go_among_the_policies(tmp_path: Path) -> None:
    (tmp_path / "good.docx").write_bytes(good_docx())
    with pytest.raises(UsageError, match="another folder"):
        audit(tmp_path, tmp_path)


def test_results_do_not_go_where_a_file_is(tmp_path: Path) -> None:
    folder, out = tmp_path / "in", tmp_path / "out"
    folder.mkdir()
    out.write_text("mine")
    with pytest.raises(OutputError, match="is a file"):
        audit(folder, out)
    assert out.read_text() == "mine"


@pytest.mark.skipif(
    os.name != "posix" or os.geteuid() == 0, reason="the superuser may write everywhere"
)
def test_a_folder_that_may_not_be_written_is_said_so(tmp_path: Path) -> None:
    folder, out = tmp_path / "in", tmp_path / "out"
    folder.mkdir()
    out.mkdir(mode=0o500)
    with pytest.raises(OutputError, match="cannot be written"):
        audit(folder, out)


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a device that is full")
def test_a_full_disk_ends_the_run_in_words(tmp_path: Path) -> None:
    folder, out = tmp_path / "in", tmp_path / "out"
    folder.mkdir()
    out.mkdir()
    (folder / "good.docx").write_bytes(good_docx())
    (out / "audit.log").symlink_to("/dev/full")
    with pytest.raises(OutputError, match="disk is full"):
        audit(folder, out, today=TODAY)
    (out / "audit.log").unlink()
    assert audited(folder, out)["good.docx"].status == "read"


def test_a_clock_that_goes_back_changes_no_result(tmp_path: Path) -> None:
    folder, out = tmp_path / "in", tmp_path / "out"
    folder.mkdir()
    path = folder / "good.docx"
    path.write_bytes(good_docx())
    first = audited(folder, out)
    path.write_bytes(good_docx("1. Something else", "1.1 Staff may do as they like."))
    os.utime(path, (time.time() - 1e8, time.time() - 1e8))
    assert audited(folder, out)["good.docx"].sha256 != first["good.docx"].sha256
