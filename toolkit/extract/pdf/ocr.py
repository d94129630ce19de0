"""Scans read by OCR: through OCRmyPDF where the machine has it, which turns and straightens pages,
else through Tesseract alone.

Both are given pictures that PDFium has drawn, never the file itself, which is a stranger's.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterable, Sequence
from pathlib import Path
from shlex import quote
from typing import NamedTuple

from ...errors import Code, InputError
from ..options import Options
from .engine import Handle, opened

DPI = 200  # 99 % of words, about two seconds a page; 300 is slower and no better
SECONDS_A_PAGE = 30
LONGEST = 1_800  # seconds for one file
LARGEST = 4_000  # pixels a side: an A3 page at 200 dpi has 3,307
QUALITY = 95  # of a page's picture in the PDF that OCRmyPDF is given, of 100
TEXT_LEVEL = "5"  # a word's row in Tesseract's table
OCRMYPDF, TESSERACT = "OCRmyPDF", "Tesseract"


class Recognised(NamedTuple):
    """A searchable PDF of the pages asked for, and the program that made it.

    `confidence` is the mean of its words', 0 to 1; None where the program did not tell.
    """

    data: bytes
    confidence: float | None
    program: str


class _Job(NamedTuple):
    """Pages to recognise: their pictures, one after the other and as one PDF, and the time left."""

    name: str
    pictures: list[Path]
    bound: Path
    folder: Path
    seconds: int


def recognise(data: bytes, name: str, pages: Sequence[int], options: Options) -> Recognised:
    """Recognise the text of pages (from 0); InputError NO_TEXT where no program can, TIMEOUT."""
    ocrmypdf, tesseract = shutil.which("ocrmypdf"), shutil.which("tesseract")
    if not ocrmypdf and not tesseract:
        raise InputError(
            Code.NO_TEXT,
            f"{name}: no text layer, and no OCR program on this machine; "
            "install OCRmyPDF or Tesseract (tesseract-ocr) and try again",
        )
    with tempfile.TemporaryDirectory(prefix="policy-ocr-") as temporary:
        folder = Path(temporary)
        seconds = min(SECONDS_A_PAGE * len(pages), LONGEST)
        with opened(data, name, options) as document:
            job = _Job(name, [], folder / "pages.pdf", folder, seconds)
            for index in pages:
                job.pictures.append(_draw_page(document, index, job, bind=bool(ocrmypdf)))
        found = _through_ocrmypdf(ocrmypdf, job) if ocrmypdf else None
        if found is None and tesseract:
            found = _through_tesseract(tesseract, job)
    if found is None:
        raise InputError(
            Code.NO_TEXT,
            f"{name}: no text layer, and OCR failed on it; run it on its own to see why "
            f"(ocrmypdf {quote(name)} out.pdf)",
        )
    return found


def _draw_page(document: Handle, index: int, job: _Job, bind: bool) -> Path:
    """Draw a page as a grey picture; its larger side is bounded whatever the page says."""
    page = document[index]
    scale = min(DPI / 72, LARGEST / max(*page.get_size(), 1))
    path = job.folder / f"page-{index + 1:04}.png"
    picture = page.render(scale=scale, grayscale=True).to_pil()
    picture.save(path, dpi=(scale * 72, scale * 72))
    if bind:
        begun = job.bound.exists()
        picture.save(job.bound, resolution=scale * 72, quality=QUALITY, append=begun)
    page.close()
    return path


def _through_ocrmypdf(program: str, job: _Job) -> Recognised | None:
    """Run OCRmyPDF, its temporary files kept with ours: they say how sure it is of each word."""
    config, out = job.folder / "tables", job.folder / "ocrmypdf.pdf"
    config.write_text("tessedit_create_tsv 1\n", encoding="ascii")
    command = [
        *(program, "--quiet", "-l", "eng", "--rotate-pages", "--deskew", "--output-type", "pdf"),
        *("--optimize", "0", "--jobs", "1", "--tesseract-timeout", str(SECONDS_A_PAGE)),
        *("--tesseract-config", str(config), "--keep-temporary-files"),
        *(str(job.bound), str(out)),
    ]
    if not _finishes(command, job) or not out.is_file():
        return None
    tables = (path for path in job.folder.rglob("*.tsv") if path.is_file())
    return Recognised(out.read_bytes(), _confidence(_rows(tables)), OCRMYPDF)


def _through_tesseract(program: str, job: _Job) -> Recognised | None:
    """Run Tesseract once over all pages, for a PDF with a text layer and a table of words."""
    listed, out = job.folder / "pages.txt", job.folder / "tesseract"
    listed.write_text("\n".join(map(str, job.pictures)), encoding="utf-8")
    command = [program, str(listed), str(out), "-l", "eng", "--psm", "3", "pdf", "tsv"]
    made, table = out.with_suffix(".pdf"), out.with_suffix(".tsv")
    if not _finishes(command, job) or not made.is_file():
        return None
    tables = [table] if table.is_file() else []
    return Recognised(made.read_bytes(), _confidence(_rows(tables)), TESSERACT)


def _finishes(command: Sequence[str], job: _Job) -> bool:
    """Run a program and tell whether it did its work; InputError TIMEOUT where it takes too long.

    It stays in this process's group, to end with it.
    """
    try:
        done = subprocess.run(
            command, capture_output=True, timeout=job.seconds, env=_alone(job.folder), check=False
        )
    except subprocess.TimeoutExpired:
        raise InputError(
            Code.TIMEOUT,
            f"{job.name}: OCR took more than {_seconds(job.seconds)}; run it on its own first "
            f"(ocrmypdf {quote(job.name)} out.pdf)",
        ) from None
    except OSError:
        return False
    return done.returncode == 0


def _seconds(count: int) -> str:
    return "1 second" if count == 1 else f"{count:,} seconds"


def _alone(folder: Path) -> dict[str, str]:
    """Keep Tesseract to one thread: with more, two at work take five times as long."""
    return {**os.environ, "OMP_THREAD_LIMIT": "1", "TMPDIR": str(folder)}


def _rows(tables: Iterable[Path]) -> list[list[str]]:
    texts = (path.read_text(encoding="utf-8", errors="replace") for path in tables)
    return [line.split("\t") for text in texts for line in text.splitlines()]


def _confidence(rows: Sequence[Sequence[str]]) -> float | None:
    """Give the mean confidence of the words in Tesseract's tables.

    >>> _confidence(["5 1 1 1 1 1 0 0 9 9 90 must".split()])
    0.9
    """
    words = [row for row in rows if len(row) > 11 and row[0] == TEXT_LEVEL and row[11].strip()]
    sure = [float(row[10]) for row in words if float(row[10]) >= 0]
    return round(sum(sure) / len(sure) / 100, 3) if sure else None
