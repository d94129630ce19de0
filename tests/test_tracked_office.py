"""LibreOffice settles redlines alike: accept-all gives the new text, reject-all the old."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

import tests.redline_odd_cases
import tests.redline_rare_cases  # noqa: F401 - register their pairs
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
    "column break",
    "odd characters",
    "gap before a row",
    "old-style merge",
    "nested table in a merged cell",
    "three tables deep",
    "table split in two",
    "tables joined",
    "cell ends in a table",
    "note in a heading and a cell",
    "note gone from a moved paragraph",
    "sections change places",
}
# What it reads otherwise than ISO/IEC 29500 whatever we write.
OTHERWISE = {
    "a list only the old one has": "a rejected change of list loses where the list starts",
    "control around paragraphs added": "a change in a control's first paragraph is not read",
    "control around paragraphs dropped": "a change in a control's first paragraph is not read",
    "control put around a paragraph": "a change in a control's first paragraph is not read",
    "frames and drop capitals": "a paragraph with a frame is not joined to the next",
    "changes inside changes": "a deletion inside an insertion is not read",
    "control around a cell": "a change in a control around a cell is not read",
    "control around a table added": "a change in a control around rows is not read",
    "control around a table dropped": "a change in a control around rows is not read",
    "control in a cell": "a change in a control's first paragraph is not read",
    "control with a section's end": "a change in a control's first paragraph is not read",
    "cell put in a control": "a control around a cell of a changed row is read twice",
    "row with a cell in a control added": "a control around a cell of a changed row is read twice",
    "cell in a control beside a change": "a control around a cell of a changed row is read twice",
    "cells tracked already": "a deleted cell is not read",
    "table deleted in the old file": "a deleted row that is a table's only one stays",
    "floating table": "a rejected change of a table's properties leaves it where it is",
    "fallback dropped": "the anchor of a deleted shape stays",
    "one of two boxes dropped": "the anchor of a deleted shape stays",
    "formula in a cell": "the anchor of a deleted formula stays",
    "field in a field": "a field in a field's code is lost beside a tracked change",
    "contents list with links and page numbers": "a rejected paragraph of fields joins others",
    "field begins in a cell and ends in the next": "a field over two cells leaves its mark",
    "numbers from a style": "one style sheet has one definition of a style: the new one's",
    "number taken off against the style": "a rejected number does not give the style's back",
    "list interrupted and restarted": "a rejected change of list loses where the list starts",
    "comments that overlap over changes": "it falls over the comments",
    "comment over paragraphs and a table": "it falls over the comments",
    "comment on a deleted paragraph": "it falls over the comments",
    "note in a box": "it falls over a note in a box",
    "reference to no note": "it falls over the reference",
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
        if name not in OTHERWISE:
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
