"""pdfplumber in PDFium's place: the slow cross-check, and a second opinion.

As a program (`python -m toolkit.extract.pdf.plumber`) it reads a PDF from standard input and
writes its pages, pickled: pdfminer never ends on some damaged files, and only a process can be
stopped.
"""

from __future__ import annotations

import io
import pickle
import subprocess
import sys
from collections.abc import Iterator, Sequence
from typing import Any

from ...errors import Code, InputError
from ..options import Options
from .fragments import Fragment
from .gaps import GAP
from .grids import grids_of
from .labels import label_of
from .looks import Look
from .pages import Page
from .rulings import Edge
from .words import cleaned, odd_signs

WORD_GAP = 1.5  # points between two characters of one word, pdfplumber's tolerances
BASELINE = 2.0
_UNMAPPED = "(cid:"
PATIENCE = 10  # seconds for a second opinion

Char = dict[str, Any]


def plumbed_pages(data: bytes, name: str, options: Options) -> list[Page]:
    """Read every page with pdfminer; InputError DAMAGED or TOO_LARGE."""
    import pdfplumber

    try:
        with pdfplumber.open(io.BytesIO(data), password=options.password or "") as document:
            return list(_pages(document, name, options))
    except InputError:
        raise
    except Exception as problem:  # pdfminer raises whatever it stumbles over
        raise InputError(
            Code.DAMAGED,
            f"{name}: damaged, pdfplumber cannot read it ({type(problem).__name__}); "
            "leave out --engine, or print it to a new PDF",
        ) from None


def second_opinion(data: bytes) -> list[Page]:
    """Read a file with pdfplumber in a process of its own; no page where it fails or takes long."""
    command = [sys.executable, "-m", __name__]
    try:
        done = subprocess.run(command, input=data, capture_output=True, timeout=PATIENCE)
        pages: list[Page] = pickle.loads(done.stdout) if done.returncode == 0 else []
    except (subprocess.TimeoutExpired, OSError):
        return []
    return pages


def _pages(document: Any, name: str, options: Options) -> Iterator[Page]:
    left = options.limits.characters
    for page in document.pages:
        left -= len(page.chars)
        if left < 0:
            raise InputError(
                Code.TOO_LARGE,
                f"{name}: more than {options.limits.characters:,} characters of text; "
                "split it and give the part that holds the policy",
            )
        yield _page(page)
        page.close()


def _page(page: Any) -> Page:
    width, height = float(page.width), float(page.height)
    edges = [Edge(each["x0"], each["top"], each["x1"], each["bottom"]) for each in page.edges]
    images = [Edge(each["x0"], each["top"], each["x1"], each["bottom"]) for each in page.images]
    pieces = [piece for line in _lines(page.chars) for piece in _pieces(line)]
    fragments = [fragment for piece in pieces if (fragment := _fragment(piece))]
    odd = sum(odd_signs(each["text"]) or each["text"].startswith(_UNMAPPED) for each in page.chars)
    grids = grids_of(edges, width, height)
    return Page(page.page_number, width, height, fragments, grids, images, odd=odd)


def _lines(chars: Sequence[Char]) -> list[list[Char]]:
    """Gather upright characters by baseline, left to right."""
    lines: list[list[Char]] = []
    for char in sorted((each for each in chars if each.get("upright")), key=_baseline):
        if lines and abs(_baseline(char) - _baseline(lines[-1][0])) <= BASELINE:
            lines[-1].append(char)
        else:
            lines.append([char])
    for line in lines:
        line.sort(key=lambda each: float(each["x0"]))
    return lines


def _baseline(char: Char) -> float:
    matrix = char.get("matrix")
    return float(char["bottom"]) if not matrix else float(char["y1"] + char["top"] - matrix[5])


def _pieces(line: Sequence[Char]) -> Iterator[list[Char]]:
    """Cut a line where its pieces stand apart."""
    piece: list[Char] = []
    for char in line:
        if piece and char["x0"] - piece[-1]["x1"] > GAP * char["size"]:
            yield piece
            piece = []
        if char["text"].strip() or piece:
            piece.append(char)
    if piece:
        yield piece


def _fragment(piece: Sequence[Char]) -> Fragment | None:
    while piece and not piece[-1]["text"].strip():
        piece = piece[:-1]
    if not piece:
        return None
    first, text = piece[0], ""
    starts: list[float] = []
    edge = float(first["x0"])
    for char in piece:
        if char["x0"] - edge > WORD_GAP and not text.endswith(" ") and char["text"] != " ":
            text += " "
            starts.append(float(char["x0"]))
        text += char["text"]
        starts += [float(char["x0"])] * len(char["text"])
        edge = float(char["x1"])
    return _as_fragment(text, starts, first, edge, _baseline(first))


def _as_fragment(
    text: str, starts: Sequence[float], first: Char, x1: float, y: float
) -> Fragment | None:
    font = str(first.get("fontname", "")).lower()
    bold = "bold" in font or "black" in font
    symbol = any(name in font for name in ("symbol", "wingding", "dingbat"))
    look = Look(round(float(first["size"]), 1), bold, "ital" in font or "obli" in font, symbol)
    shown = cleaned(text, symbol)
    label, rest = label_of(shown)
    place = text.rfind(rest) if label and rest else 0
    x0 = float(first["x0"])
    text_x = starts[place] if 0 < place < len(starts) else x0
    return Fragment(shown, x0, x1, y, text_x, look, tail_bold=bold) if shown else None


if __name__ == "__main__":
    read = plumbed_pages(sys.stdin.buffer.read(), "it", Options())
    sys.stdout.buffer.write(pickle.dumps(read))
