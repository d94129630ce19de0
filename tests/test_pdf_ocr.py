"""Scans with `--ocr`: which program is asked, what it is given, and what is said of it.

Stand-ins take the programs' places: they are given, and leave behind, what the programs are.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.pdf_drawing import body, lines, pdf, read
from tests.test_pdf_health import PROSE, hidden, picture, refusal
from toolkit.errors import Code

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="stand-ins are scripts")
SCAN = pdf([picture()])
_WORD = "5\\t1\\t1\\t1\\t1\\t1\\t0\\t0\\t9\\t9\\t90\\tmust"
OCRMYPDF = f"""
    assert given[-2:][0].read_bytes().startswith(b"%PDF-")
    given[-1].write_bytes(searchable)
    work = Path(os.environ["TMPDIR"]) / "ocrmypdf.io"
    work.mkdir()
    (work / "000001_ocr.tsv").write_text("{_WORD}")
"""
TESSERACT = f"""
    pictures = given[0].read_text().splitlines()
    assert all(Path(each).read_bytes().startswith(b"\\x89PNG") for each in pictures)
    given[1].with_suffix(".pdf").write_bytes(searchable)
    given[1].with_suffix(".tsv").write_text("{_WORD}")
"""
FAILING, SLOW = "sys.exit(3)", "import time; time.sleep(60)"

Install = Callable[..., None]


@pytest.fixture
def install(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Install:
    """Put stand-ins where the OCR programs would be; a program left out is not there."""
    layer = tmp_path / "layer.pdf"
    layer.write_bytes(pdf([picture(), hidden]))

    def put(**scripts: str) -> None:
        for name, script in scripts.items():
            program = tmp_path / name
            program.write_text(
                f"#!{sys.executable}\nimport os, sys\nfrom pathlib import Path\n"
                f"given = [Path(each) for each in sys.argv[1:]]\n"
                f"searchable = Path({str(layer)!r}).read_bytes()\nif True:\n    {script.strip()}\n"
            )
            program.chmod(0o755)
        found = {name: str(tmp_path / name) for name in scripts}
        monkeypatch.setattr("toolkit.extract.pdf.ocr.shutil.which", found.get)

    return put


@pytest.mark.parametrize(
    ("programs", "used"),
    [
        ({"ocrmypdf": OCRMYPDF, "tesseract": FAILING}, "OCRmyPDF"),
        ({"tesseract": TESSERACT}, "Tesseract"),
        ({"ocrmypdf": FAILING, "tesseract": TESSERACT}, "Tesseract"),
    ],
)
def test_a_scan_is_read_by_the_best_program_there_is_and_it_is_named(
    install: Install, programs: dict[str, str], used: str
) -> None:
    install(**programs)
    found = read(SCAN, ocr=True)
    assert " ".join(PROSE) in " ".join(body(found))
    assert f"recognised by OCR with {used};" in found.warnings[0]
    assert found.recognised == 0.9


def test_a_program_that_tells_no_confidence_is_believed_without(install: Install) -> None:
    install(ocrmypdf="given[-1].write_bytes(searchable)")
    found = read(SCAN, ocr=True)
    assert (found.recognised, len(found.warnings)) == (None, 1)


@pytest.mark.parametrize("script", [FAILING, "pass"])
def test_a_scan_that_no_program_can_read_is_refused(install: Install, script: str) -> None:
    install(ocrmypdf=script, tesseract=script)
    code, message = refusal(SCAN, ocr=True)
    assert code == Code.NO_TEXT
    assert "OCR failed on it" in message


@pytest.mark.parametrize("program", ["ocrmypdf", "tesseract"])
def test_a_program_that_does_not_end_is_ended(
    install: Install, program: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    install(**{program: SLOW})
    monkeypatch.setattr("toolkit.extract.pdf.ocr.SECONDS_A_PAGE", 1)
    code, message = refusal(SCAN, ocr=True)
    assert code == Code.TIMEOUT
    assert "OCR took more than 1 second;" in message


def test_text_beside_a_scan_is_not_recognised_again(install: Install) -> None:
    install(ocrmypdf=OCRMYPDF)
    found = read(pdf([lines(72, 100, *PROSE)], [picture()]), ocr=True)
    assert "the text of page 2 was recognised" in found.warnings[0]
