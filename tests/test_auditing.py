"""An audit goes on where it was, redoes only what changed, and keeps to its own folder."""

from __future__ import annotations

import json
import shutil
import sqlite3
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from tests.faults.hostile import MODEL, good_docx, good_pdf
from toolkit.auditing.notes import notes, silent
from toolkit.auditing.run import audit
from toolkit.batch.records import Audit, Line, Record
from toolkit.document import Metadata
from toolkit.errors import OutputError, UsageError
from toolkit.schools import School

TODAY = "2026-11-20"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "received"
    (folder / "north").mkdir(parents=True)
    (folder / "oakfield.docx").write_bytes(good_docx())
    (folder / "north" / "brookside.pdf").write_bytes(good_pdf())
    (folder / "north" / "empty.pdf").write_bytes(b"")
    (folder / ".DS_Store").write_bytes(b"\0")
    (tmp_path / "model.md").write_text(MODEL)
    return folder


@pytest.fixture(autouse=True)
def steady(monkeypatch: pytest.MonkeyPatch) -> None:
    """Results rest on our code too; it may be edited while the tests run."""
    monkeypatch.setattr("toolkit.auditing.run._code", lambda: "as it is")


def run(folder: Path, **more: object) -> tuple[Audit, list[str]]:
    """An audit, and the files that it worked on (all others were taken over)."""
    out = folder.parent / "out"
    log = out / "audit.log"
    before = len(log.read_text().splitlines()) if log.exists() else 0
    settings = {"model": str(folder.parent / "model.md"), "today": TODAY, "jobs": 1, **more}
    whole = audit(folder, out, **settings)  # type: ignore[arg-type]
    worked = log.read_text().splitlines()[before:]
    by_hash = {(record.sha256 or "-")[:16]: record.file for record in whole.records}
    return whole, sorted(by_hash[line.split()[0]] for line in worked)


def by_file(whole: Audit) -> dict[str, Record]:
    return {record.file: record for record in whole.records}


DATES = (
    "Adopted on: 20 November 2025",
    "Review date: 20 November 2026",
    "1. Purpose",
    "1.1 Staff must ask.",
)
ALL = ["north/brookside.pdf", "north/empty.pdf", "oakfield.docx"]


def test_every_file_has_a_record_and_every_policy_a_page(folder: Path) -> None:
    whole, worked = run(folder)
    records = by_file(whole)
    assert list(records) == [".DS_Store", *ALL]
    assert worked == ALL
    assert [record.status for record in whole.records] == ["skipped", "read", "refused", "read"]
    oakfield = records["oakfield.docx"]
    assert oakfield.counts is not None
    assert oakfield.counts["missing"] == 1
    assert [line.label for line in oakfield.lines if line.kind == "missing"] == ["2.3"]
    assert oakfield.sections[-1][1] == "part missing"
    assert oakfield.report is not None
    page = (folder.parent / "out" / oakfield.report).read_text(encoding="utf-8")
    assert f'id="{oakfield.lines[0].anchor}"' in page


def test_the_folder_one_stands_in_has_a_name_too(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(folder)
    whole = audit(".", folder.parent / "out", model=str(folder.parent / "model.md"), jobs=1)
    assert whole.folder == folder.name


def test_a_second_run_redoes_nothing_and_says_the_same(folder: Path) -> None:
    first, _ = run(folder)
    out = folder.parent / "out"
    stamps = {path: path.stat().st_mtime_ns for path in out.rglob("*.html")}
    second, worked = run(folder)
    assert second == first
    assert worked == []
    assert {path: path.stat().st_mtime_ns for path in out.rglob("*.html")} == stamps


def test_a_changed_file_is_redone_alone(folder: Path) -> None:
    run(folder)
    (folder / "oakfield.docx").write_bytes(good_docx("1. Purpose", "1.1 Anything goes."))
    assert run(folder)[1] == ["oakfield.docx"]


def test_a_new_file_is_done_alone_and_one_that_left_is_forgotten(folder: Path) -> None:
    first, _ = run(folder)
    (folder / "new.docx").write_bytes(good_docx())
    (folder / "oakfield.docx").unlink()
    second, worked = run(folder)
    assert worked == ["new.docx"]
    assert "oakfield.docx" not in by_file(second)
    gone = by_file(first)["oakfield.docx"].report
    assert gone is not None
    assert not (folder.parent / "out" / gone).exists()


def test_a_page_that_was_altered_or_lost_is_written_again(folder: Path) -> None:
    whole, _ = run(folder)
    out = folder.parent / "out"
    pages = {f: out / r.report for f, r in by_file(whole).items() if r.report}
    pages["oakfield.docx"].unlink()
    pages["north/brookside.pdf"].write_text("scribbled over")
    (out / "audit.csv").unlink()
    assert run(folder)[1] == ["north/brookside.pdf", "oakfield.docx"]
    assert (out / "audit.csv").is_file()


@pytest.mark.parametrize(
    "change", [{"schools": [School("Oakfield Primary School", urn="900100")]}, {"model": None}]
)
def test_another_question_is_answered_afresh(folder: Path, change: dict[str, object]) -> None:
    run(folder)
    assert run(folder, **change)[1] == ALL


def test_another_model_is_compared_with_afresh(folder: Path) -> None:
    run(folder)
    model = folder.parent / "model.md"
    model.write_text(
        MODEL.replace("2.3 The governing body must review this policy every year.", "")
    )
    whole, worked = run(folder)
    assert worked == ALL
    assert by_file(whole)["oakfield.docx"].coverage == 1.0


def test_a_day_later_only_what_fell_due_is_done_afresh(folder: Path) -> None:
    (folder / "due.docx").write_bytes(good_docx(*DATES))
    first, _ = run(folder)
    due = by_file(first)["due.docx"]
    assert due.metadata is not None
    assert due.metadata.review_on == "2026-11-20"
    second, worked = run(folder, today="2026-11-21")
    assert worked == ["due.docx"]
    assert by_file(second)["due.docx"].review_overdue


def test_a_worker_that_died_is_tried_again_next_time(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    code = (
        "import os\nfrom toolkit.auditing.examine import examine as real\n"
        "def examine(settings, found):\n"
        "    if found.name == 'oakfield.docx':\n        os._exit(9)\n"
        "    return real(settings, found)\n"
    )
    (folder.parent / "dying.py").write_text(code)
    monkeypatch.syspath_prepend(folder.parent)
    with monkeypatch.context() as patched:
        patched.setattr("toolkit.auditing.run.JOB", "dying:examine")
        first, _ = run(folder)
    assert by_file(first)["oakfield.docx"].code == "WORKER_DIED"
    assert by_file(first)["north/brookside.pdf"].status == "read"
    second, worked = run(folder)
    assert worked == ["oakfield.docx"]
    assert by_file(second)["oakfield.docx"].status == "read"


def test_how_many_workers_there_are_changes_nothing(folder: Path) -> None:
    for number in range(5):
        (folder / f"{number}.docx").write_bytes(good_docx(f"{number}. Duties", "Staff must."))
    one, _ = run(folder, jobs=1)
    shutil.rmtree(folder.parent / "out")
    three, _ = run(folder, jobs=3)
    assert [plain(record) for record in one.records] == [plain(r) for r in three.records]


def plain(record: Record) -> dict[str, object]:
    """A record without what differs from run to run."""
    from toolkit.register import to_json

    values: dict[str, object] = json.loads(to_json(record))
    return {name: values[name] for name in values if name not in {"seconds", "peak_mb"}}


def test_schools_that_sent_nothing_are_named(folder: Path) -> None:
    schools = [
        School("Oakfield Primary School", urn="900100"),
        School("Empty School", urn="900101"),
        School("Silent School", urn="900102"),
    ]
    (folder / "north" / "empty.pdf").rename(folder / "north" / "Empty School.pdf")
    whole, _ = run(folder, schools=schools)
    # A file that could not be read is something sent; its name tells by whom.
    assert [school.name for school in whole.schools_without_policy] == ["Silent School"]


def test_a_run_while_another_runs_is_refused_in_words(folder: Path) -> None:
    run(folder)
    other = sqlite3.connect(folder.parent / "out" / "audit.lock", isolation_level=None)
    other.execute("BEGIN EXCLUSIVE")
    with pytest.raises(OutputError, match="another audit is writing"):
        run(folder)
    other.close()
    assert run(folder)[1] == []


def test_what_a_killed_run_left_unfinished_is_swept(folder: Path) -> None:
    run(folder)
    left = folder.parent / "out" / "policies" / ".0123456789abcdef.tmp"
    kept = folder.parent / "out" / "policies" / ".mine.tmp"
    rows = folder.parent / "out" / ".abcd_123.tmp"  # where a workbook's rows had waited
    left.write_text("half a page")
    kept.write_text("not ours")
    rows.mkdir()
    (rows / "sheet").write_text("half a workbook")
    run(folder)
    assert not left.exists()
    assert not rows.exists()
    assert kept.exists()


def test_a_power_cut_that_empties_a_page_costs_that_page_only(folder: Path) -> None:
    whole, _ = run(folder)
    page = by_file(whole)["oakfield.docx"].report
    assert page is not None
    before = (folder.parent / "out" / page).read_bytes()
    (folder.parent / "out" / page).write_bytes(b"")
    assert run(folder)[1] == ["oakfield.docx"]
    assert (folder.parent / "out" / page).read_bytes() == before


def test_a_register_that_cannot_be_written_stops_the_run_in_words(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise sqlite3.OperationalError("database or disk is full")

    with monkeypatch.context() as broken:
        broken.setattr("toolkit.register.keep", full)
        with pytest.raises(OutputError, match="the disk is full; make room and run again"):
            run(folder)
    assert run(folder)[1] == ALL


WITHOUT_READERS = """
import sys
from toolkit.auditing.notes import notes, silent
from toolkit.auditing.run import audit
audit({folder!r}, {out!r}, model={model!r}, today={today!r}, jobs=1)
rooms = ("numpy", "rapidfuzz", "pypdfium2", "lxml", "toolkit.align", "toolkit.classify")
print([room for room in rooms if room in sys.modules])
"""


def test_what_hands_the_work_out_loads_nothing_that_reads_or_compares(folder: Path) -> None:
    code = WITHOUT_READERS.format(
        folder=str(folder),
        out=str(folder.parent / "lean"),
        model=str(folder.parent / "model.md"),
        today=TODAY,
    )
    root = Path(__file__).resolve().parent.parent
    said = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=root
    ).stdout
    assert said.strip() == "[]"


def test_a_model_that_is_not_held_stops_the_run_before_any_record(folder: Path) -> None:
    with pytest.raises(UsageError, match="no-such-model"):
        run(folder, model="no-such-model")


def test_progress_is_told_of_every_file(folder: Path) -> None:
    seen: list[tuple[int, int, str]] = []
    run(folder, progress=lambda done, total, record: seen.append((done, total, record.file)))
    assert [done for done, _, _ in seen] == [1, 2, 3, 4]
    assert {total for _, total, _ in seen} == {4}
    assert {file for _, _, file in seen} == {".DS_Store", *ALL}


def test_the_log_holds_no_name_and_no_text(folder: Path) -> None:
    run(folder)
    log = (folder.parent / "out" / "audit.log").read_text()
    assert "oakfield" not in log.lower()
    assert "DAMAGED" in log


def test_the_results_hold_no_more_than_they_should(folder: Path) -> None:
    run(folder)
    out = folder.parent / "out"
    files = {path.relative_to(out).as_posix() for path in out.rglob("*") if path.is_file()}
    pages = {name for name in files if name.startswith("policies/")}
    expected = {"index.html", "audit.xlsx", "audit.csv", "audit.json", "audit.jsonl"}
    assert files - pages == expected | {"register.sqlite", "audit.lock", "audit.log"}
    assert len(pages) == 2
    assert sorted(path.name for path in folder.iterdir()) == [".DS_Store", "north", "oakfield.docx"]


def test_a_policy_that_came_twice_is_noted_with_its_files() -> None:
    word = Record("a.docx", "1" * 64, "read", school="Elm Grove School", model="x@2024-06")
    pdf = Record("a.pdf", "2" * 64, "read", school="Elm Grove School", model="x@2018-01")
    other = Record("b.pdf", "3" * 64, "read", school="Elm Grove School", model="y@2024-06")
    (said,) = notes({}, (), (), (word, pdf, other))
    assert said.startswith(
        "Elm Grove School: one policy is counted two times, as a.docx and a.pdf."
    )
    (said,) = notes({}, (), (), (word, replace(word, file="Copy of a.docx")))
    assert "(the same content)" in said


def part(file: str, missing: range, model: str = "x@2024-06") -> Record:
    lines = tuple(
        Line("missing", True, "2. Duties", f"2.{n}", f"Clause {n}", (), f"m{n}") for n in missing
    )
    return Record(file, file, "read", school="Elm Grove School", model=model, lines=lines)


def test_two_halves_of_a_policy_are_to_be_joined_not_thrown_away() -> None:
    (said,) = notes({}, (), (), (part("one.docx", range(20)), part("two.docx", range(18, 40))))
    assert "seem to be parts of one policy" in said
    assert "Join them in one file" in said
    (said,) = notes({}, (), (), (part("one.docx", range(20)), part("two.docx", range(5, 40))))
    assert "Leave only the one in force" in said


def test_of_two_editions_of_a_policy_the_latest_is_named() -> None:
    old, new = part("a.docx", range(0), "x@2018-01"), part("b.docx", range(0), "x@2024-06")
    (said,) = notes({}, (), (), (new, old))
    assert said.endswith("The latest is b.docx.")
    dated = replace(new, file="c.docx", metadata=Metadata(adopted_on="2025-01-20"))
    (said,) = notes({}, (), (), (dated, new))
    assert said.endswith("The latest is c.docx.")


def test_policies_of_namesakes_are_neither_copies_nor_missing() -> None:
    one = Record("a.docx", "1" * 64, "read", school="Elm School", model="x@2024-06")
    one = replace(one, candidates=("900201", "900202"))
    assert notes({}, (), (), (one, replace(one, file="b.docx"))) == ()
    registered = [School("Elm School", urn=urn) for urn in ("900201", "900202", "900203")]
    assert [school.urn for school in silent(registered, [one])] == ["900203"]


def test_of_many_policies_that_came_twice_some_are_named_and_the_rest_counted() -> None:
    records = [
        Record(f"{number}-{copy}.pdf", None, "read", school=f"School {number}", model="x@2024-06")
        for number in range(7)
        for copy in "ab"
    ]
    said = notes({}, (), (), records)
    assert len(said) == 6
    assert said[-1] == "Two more policies are counted more than once."


def test_a_register_without_urns_is_noted() -> None:
    (said,) = notes({}, [School("Elm Grove School")], (), ())
    assert "gives no URN" in said
    assert not notes({}, [School("Elm Grove School", urn="900110")], (), ())


def test_a_closed_school_is_not_said_to_have_sent_nothing() -> None:
    closed = School("Elm Grove School", urn="900110", values={"status": "Closed"})
    still = School("Oak Grove School", urn="900111", values={"status": "Open"})
    assert silent([closed, still], ()) == (still,)
