"""A policy that a school wrote for itself (own-words.md): on a model's subject, based on none."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from layout import lay_out
from pieces import Piece

SCHOOL = "Larch Lane School"
TITLE = "Being Ourselves Online"
TEXT = Path(__file__).parent / "own-words.md"


@dataclass(frozen=True)
class OwnWords:
    """The document, where it goes, and what is true of it."""

    file: str
    document: Any
    truth: dict[str, Any]


def own_words() -> OwnWords:
    adoption = {
        "school": SCHOOL,
        "title": TITLE,
        "adopted": ["September 2025", "2025-09"],
        "review": ["September 2026", "2026-09"],
        "numbering": "typed",
        "cover": "lines",
        "footer": SCHOOL,
        "author": "The staff and governors of Larch Lane",
        "values": {},
    }
    truth = {
        "file": "larch-lane-own-words.docx",
        "model": None,
        "school": SCHOOL,
        "shows": ["a school's own words: based on no model", "questions and answers"],
        "spoilt": None,
        "metadata": {"title": TITLE, "adopted_on": "2025-09", "review_on": "2026-09"},
        "edits": [],
    }
    return OwnWords("larch-lane-own-words.docx", lay_out(adoption, _pieces()), truth)


def _pieces() -> list[Piece]:
    kinds = {"#": "section", "-": "bullet"}
    pieces = []
    for line in TEXT.read_text(encoding="utf-8").splitlines():
        kind = kinds.get(line[0], "paragraph")
        text = line if kind == "paragraph" else line[2:]
        pieces.append(Piece(text, kind, text))  # type: ignore[arg-type]
    return pieces
