"""LibreOffice settles our redlines as we do: its accept-all is the new text, its reject-all the old."""

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
# What LibreOffice itself does otherwise with a document, before any of our changes.
OTHERWISE: dict[str, str] = {}


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
    stem = str(list(PAIRS).index(name))
    accepted, rejected = (
        lines(settled, f"{stem}-redline.accept"),
        lines(settled, f"{stem}-redline.reject"),
    )
    assert accepted == lines(settled, f"{stem}-new.accept")
    assert rejected == lines(settled, f"{stem}-old.accept")
