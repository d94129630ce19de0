"""Scans read by OCR, where the machine has Tesseract (which OCRmyPDF drives too).

Tesseract is asked directly: it also tells how sure it is of each word.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from ...errors import Code, InputError
from ..options import Options
from .engine import Handle, opened

DPI = 200  # 99 % of words, about two seconds a page; 300 is slower and no better
SECONDS_A_PAGE = 30
LONGEST = 1_800  # seconds for one file
LARGEST = 4_000  # pixels a side: an A3 page at 200 dpi has 3,307
TEXT_LEVEL = "5"  # a word's row in Tesseract's table


class Recognised(NamedTuple):
    """A searchable PDF of the pages asked for, and the mean confidence of its words, 0 to 1."""

    data: bytes
    confidence: float | None


def recognise(data: bytes, name: str, pages: Sequence[int], options: Options) -> Recognised:
    """Recognise the text of pages (from 0); InputError NO_TEXT where no program can, TIMEOUT."""
    tesseract = shutil.which("tesseract")
    if not tesseract:
        raise InputError(
            Code.NO_TEXT,
            f"{name}: no text layer, and no OCR program on this machine; "
            "install Tesseract (tesseract-ocr) and try again",
        )
    with tempfile.TemporaryDirectory(prefix="policy-ocr-") as folder:
        with opened(data, name, options) as document:
            images = [_draw_page(document, index, Path(folder)) for index in pages]
        return _tesseract(tesseract, images, name, Path(folder))


def _draw_page(document: Handle, index: int, folder: Path) -> Path:
    """Draw a page as a grey picture; its larger side is bounded whatever the page says."""
    page = document[index]
    scale = min(DPI / 72, LARGEST / max(*page.get_size(), 1))
    path = folder / f"page-{index + 1:04}.png"
    page.render(scale=scale, grayscale=True).to_pil().save(path, dpi=(scale * 72, scale * 72))
    page.close()
    return path


def _tesseract(program: str, images: Sequence[Path], name: str, folder: Path) -> Recognised:
    """Run Tesseract once over all pages, for a PDF with a text layer and a table of words."""
    seconds = min(SECONDS_A_PAGE * len(images), LONGEST)
    listed = folder / "pages.txt"
    listed.write_text("\n".join(map(str, images)), encoding="utf-8")
    out = folder / "out"
    command = [program, str(listed), str(out), "-l", "eng", "--psm", "3", "pdf", "tsv"]
    try:
        subprocess.run(command, check=True, capture_output=True, timeout=seconds, env=_alone())
    except subprocess.TimeoutExpired:
        raise InputError(
            Code.TIMEOUT,
            f"{name}: OCR took more than {seconds} seconds; run it on its own first "
            f"(ocrmypdf {name} out.pdf)",
        ) from None
    except (subprocess.CalledProcessError, OSError):
        raise InputError(
            Code.NO_TEXT,
            f"{name}: no text layer, and OCR failed on it; run it on its own to see why "
            f"(ocrmypdf {name} out.pdf)",
        ) from None
    table = out.with_suffix(".tsv").read_text(encoding="utf-8", errors="replace")
    return Recognised(out.with_suffix(".pdf").read_bytes(), _confidence(table))


def _alone() -> dict[str, str]:
    """Keep Tesseract to one thread: with more, two at work take five times as long."""
    return {**os.environ, "OMP_THREAD_LIMIT": "1"}


def _confidence(table: str) -> float | None:
    """Give the mean confidence of the words in Tesseract's table.

    >>> row = "5 1 1 1 1 1 0 0 9 9 90 must".replace(" ", chr(9))
    >>> _confidence(row)
    0.9
    """
    rows = [line.split("\t") for line in table.splitlines()]
    words = [row for row in rows if len(row) > 11 and row[0] == TEXT_LEVEL and row[11].strip()]
    sure = [float(row[10]) for row in words if float(row[10]) >= 0]
    return round(sum(sure) / len(sure) / 100, 3) if sure else None
