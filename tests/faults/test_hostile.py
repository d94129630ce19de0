"""Over two hundred hostile files: each settled in words and in bounds, nothing else touched."""

from __future__ import annotations

import csv
import hashlib
import io
import shutil
import socket
import threading
from collections.abc import Iterator, Sequence
from pathlib import Path

import openpyxl
import pytest

from tests.faults.hostile import Bad, good_docx, good_pdf
from tests.faults.hostile_docx import DOCX
from tests.faults.hostile_other import OFFICES, OTHERS
from tests.faults.hostile_pdf import PDFS
from toolkit.auditing.run import audit
from toolkit.batch.records import Record
from toolkit.errors import Code
from toolkit.isolation.supervise import Bounds

BOUNDS = Bounds(seconds=60, memory_mb=1_000)
PORT = 47_009  # the one that the hostile files would have us call
FAULTS = frozenset({Code.INTERNAL, Code.WORKER_DIED, Code.TIMEOUT})
MODEL = "# Model policy\n\n1. Purpose\n\n2.1 Staff must keep their personal accounts private.\n"
FORMULAS = ("=", "+", "-", "@", "\t", "\r")


@pytest.fixture
def called() -> Iterator[list[str]]:
    """Who called the address that stands in the hostile files; nobody should."""
    calls: list[str] = []
    server = socket.socket()
    server.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        server.bind(("127.0.0.1", PORT))
    except OSError:
        server.close()
        pytest.skip(f"port {PORT} is taken")
    server.listen()
    threading.Thread(target=_answer, args=(server, calls), daemon=True).start()
    yield calls
    server.shutdown(socket.SHUT_RDWR)
    server.close()


def _answer(server: socket.socket, calls: list[str]) -> None:
    while True:
        try:
            line, _ = server.accept()
        except OSError:
            return
        calls.append("called")
        line.close()


def complaint(bad: Bad, record: Record) -> Iterator[str]:
    """What is wrong with the record of a bad file, in a few words each."""
    said = record.message or ""
    if bad.status and record.status != bad.status:
        yield f"{record.status}, not {bad.status} ({said})"
    if bad.code and record.code != bad.code:
        yield f"{record.code}, not {bad.code} ({said})"
    if record.code in FAULTS or "Traceback" in said:
        yield f"{record.code}: {said}"
    if record.status == "refused":
        if not said.startswith(f"{bad.name}: ") or ";" not in said:
            yield f"names no file, cause and remedy: {said}"
        if record.code is None or bad.remedy not in said:
            yield f"no code or not the remedy: {said}"
    was_warned = any(bad.warned in warning for warning in record.warnings)
    if record.status in {"read", "partial"} and not was_warned and bad.warned:
        yield f"does not warn of {bad.warned!r}: {record.warnings}"


def prints(folder: Path) -> dict[str, str]:
    """A digest of every file below a folder."""
    return {
        path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in folder.rglob("*")
        if path.is_file()
    }


@pytest.mark.parametrize(
    "group",
    [
        pytest.param(PDFS, id="pdf"),
        pytest.param(DOCX, id="docx"),
        pytest.param(OTHERS, id="others"),
        pytest.param(OFFICES, id="offices", marks=pytest.mark.libreoffice),
    ],
)
def test_every_hostile_file_is_settled_alone(
    group: Sequence[Bad], tmp_path: Path, called: list[str]
) -> None:
    if group is OFFICES and not shutil.which("soffice"):
        pytest.skip("needs LibreOffice")
    folder, out = tmp_path / "in", tmp_path / "out"
    folder.mkdir()
    for bad in group:
        (folder / bad.name).write_bytes(bad.make())
    (folder / "good.docx").write_bytes(good_docx())
    (folder / "good.pdf").write_bytes(good_pdf())
    (tmp_path / "model.md").write_text(MODEL)
    before = prints(folder)
    whole = audit(folder, out, model=str(tmp_path / "model.md"), today="2026-11-20", bounds=BOUNDS)
    records = {record.file: record for record in whole.records}
    assert set(records) == set(before)
    assert len(whole.records) == len(before)
    wrong = [f"{bad.name}: {word}" for bad in group for word in complaint(bad, records[bad.name])]
    assert not wrong, "\n".join(wrong)
    assert {records[name].status for name in ("good.docx", "good.pdf")} == {"read"}
    assert prints(folder) == before
    assert {path.name for path in tmp_path.iterdir()} == {"in", "out", "model.md"}
    assert not called, "something was fetched"
    is_inert(out)


def is_inert(out: Path) -> None:
    """Nothing that a stranger wrote acts, in a browser or in a spreadsheet."""
    for page in out.rglob("*.html"):
        text = page.read_text(encoding="utf-8")
        assert "<script>alert" not in text
        assert "<img src=x" not in text
        assert "\u202e" not in text
    book = openpyxl.load_workbook(out / "audit.xlsx")
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row]
    assert not [c.value for c in cells if c.data_type == "f" and 'HYPERLINK("#' not in str(c.value)]
    rows = csv.reader(io.StringIO((out / "audit.csv").read_text(encoding="utf-8-sig")))
    assert not [cell for row in rows for cell in row if cell.startswith(FORMULAS)]
