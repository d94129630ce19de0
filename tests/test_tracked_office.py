"""LibreOffice settles redlines alike: accept-all gives the new text, reject-all the old."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

import tests.redline_odd_cases  # noqa: F401 - registers its pairs
from tests.redline_cases import PAIRS
from toolkit.errors import InputError
from toolkit.tracked import redline

pytestmark = pytest.mark.libreoffice

SETTLER = Path(__file__).with_name("libreoffice_settle.py")
SYSTEM_PYTHON = Path("/usr/bin/python3")  # the one that LibreOffice's packages serve
# LibreOffice 7.4 leaves an empty paragraph where a whole paragraph goes and no other follows that
# could take its place: before a table, at a section's start, with an anchored box or note in it.
BLANK_LEFT = {
    "table added last",
    "table and text added last",
    "table dropped last",
    "table dropped with its text",
    "paragraph added first before a table",
    "paragraph dropped first before a table",
    "only paragraph between tables",
    "only paragraph between tables dropped",
    "text and table added before a table",
    "nested table added",
    "nested table dropped",
    "row with a nested table added",
    "paragraph with text box dropped",
    "paragraph moved with its note",
    "note in a dropped row",
    "contents list dropped",
    "contents list added first",
    "section break before a table",
    "dropped section had its own header",
    "section with its own header added",
    "moved past a table",
    "moved into a cell",
    "displayed formula",
}
# What it reads otherwise than ISO/IEC 29500 whatever we write.
OTHERWISE = {
    "a list only the old one has": "a rejected change of list loses where the list starts",
    "control around paragraphs added": "a change in a control's first paragraph is not read",
    "control around paragraphs dropped": "a change in a control's first paragraph is not read",
    "control put around a paragraph": "a change in a control's first paragraph is not read",
    "frames and drop capitals": "a paragraph with a frame is not joined to the next",
    "changes inside changes": "a deletion inside an insertion is not read",
    "field that never ends": "a field without an end swallows what follows",
    "contents list in a control": "a field's code in a control is shown as text",
    "list of contents in a control grows": "a field's code in a control is shown as text",
}


@pytest.fixture(scope="module")
def settled(soffice: str, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with every pair, its redline and what LibreOffice makes of them."""
    probe = subprocess.run([SYSTEM_PYTHON, "-c", "import uno"], capture_output=True, check=False)
    if probe.returncode:
        pytest.skip("the system's Python has no `uno` (package python3-uno)")
    folder = tmp_path_factory.mktemp("redlines")
    for number, name in enumerate(PAIRS):
        write_pair(folder, str(number), *PAIRS[name]())
    settle(soffice, folder)
    return folder


def write_pair(folder: Path, stem: str, old: bytes, new: bytes) -> None:
    (folder / f"{stem}-old.docx").write_bytes(old)
    (folder / f"{stem}-new.docx").write_bytes(new)
    try:
        result = redline(old, new, author="Clerk", date="2026-11-20T09:00:00Z")
    except InputError:
        return  # test_tracked.py says so
    (folder / f"{stem}-redline.docx").write_bytes(result)


def settle(soffice: str, folder: Path) -> None:
    profile = folder / "profile"
    subprocess.run(
        [SYSTEM_PYTHON, SETTLER, soffice, profile, folder],
        check=True, timeout=600, capture_output=True,
    )  # fmt: skip


def lines(folder: Path, name: str) -> list[str]:
    text = (folder / f"{name}.txt").read_text(encoding="utf-8-sig")
    return [line.rstrip() for line in text.splitlines()]


@pytest.mark.parametrize("name", PAIRS)
def test_libreoffice_accepts_and_rejects_alike(name: str, settled: Path) -> None:
    if name in OTHERWISE:
        pytest.skip(f"LibreOffice: {OTHERWISE[name]}")
    stem = str(list(PAIRS).index(name))
    for side, plain in (("accept", "new"), ("reject", "old")):
        if not (settled / f"{stem}-{plain}.accept.txt").exists():
            pytest.skip("LibreOffice falls over the plain document itself")
        found = lines(settled, f"{stem}-redline.{side}")
        wanted = lines(settled, f"{stem}-{plain}.accept")
        if name in BLANK_LEFT:
            found, wanted = [x for x in found if x], [x for x in wanted if x]
        assert found == wanted
