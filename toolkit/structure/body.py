"""The body: how the running text of a document looks, which headings are told from."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from toolkit.structure.units import Unit

SCARCE: Final = 0.2  # of the tables' characters; text outside them that is less is their frame


@dataclass(frozen=True, slots=True)
class Body:
    """How the running text looks; `colons` tells that most headings end with a colon."""

    size: float
    bold: bool
    italic: bool
    marked: bool
    capitals: bool = False
    colons: bool = False


def body_of(units: list[Unit]) -> Body:
    """Find the commonest look of the document's text, by characters.

    Tables, whose letters are often smaller, are asked only where they hold nearly everything.
    """
    text = [unit for unit in units if unit.fate is None and unit.kind == "text"]
    rows = [unit for unit in units if unit.fate is None and unit.kind == "table_row"]
    if _length(rows) * SCARCE > _length(text):
        text += rows
    total = _length(text)
    sizes = Counter[float]()
    for unit in text:
        sizes[unit.style.size or 0.0] += len(unit.text)
    return Body(
        sizes.most_common(1)[0][0] if sizes else 0.0,
        2 * _length(unit for unit in text if unit.style.bold) > total,
        2 * _length(unit for unit in text if unit.style.italic) > total,
        2 * _length(unit for unit in text if unit.style.marked) > total,
        2 * _length(unit for unit in text if is_capitals(unit.text)) > total,
    )


def _length(units: Iterable[Unit]) -> int:
    return sum(len(unit.text) for unit in units)


def is_capitals(text: str) -> bool:
    """Tell a text in capitals, of four letters at least."""
    return text == text.upper() and sum(sign.isalpha() for sign in text) >= 4
