"""How a file is to be read, and the bounds it must keep to."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

MB = 1_000_000


@dataclass(frozen=True, slots=True)
class Limits:
    """Bounds on one input. The largest benign policy seen has 429 pages and unpacks to 15 MB."""

    file_bytes: int = 50 * MB
    pages: int = 1_000
    characters: int = 2_000_000
    clauses: int = 5_000
    zip_entries: int = 5_000
    zip_bytes: int = 200 * MB
    part_bytes: int = 50 * MB
    zip_ratio: int = 250
    zip_ratio_above: int = 10 * MB


@dataclass(frozen=True, slots=True)
class Options:
    """`password` opens a locked file; `tracked` chooses between a tracked change's two sides."""

    password: str | None = None
    tracked: Literal["accepted", "original"] = "accepted"
    engine: Literal["pdfium", "pdfplumber"] = "pdfium"
    ocr: bool = False
    limits: Limits = Limits()
