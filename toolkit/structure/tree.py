"""The clause tree: ids, levels and kinds for units whose places are settled."""

from __future__ import annotations

import re
from collections import Counter
from typing import Final

from toolkit.document import Clause, ClauseKind
from toolkit.numbering import Reading
from toolkit.structure.depth import Settled
from toolkit.structure.headings import Look
from toolkit.structure.units import Unit

_LETTERS: Final[dict[str, str]] = {
    "paragraph": "p",
    "item": "b",
    "note": "n",
    "quote": "q",
    "table_row": "r",
    "heading": "h",
}
SLUG_LENGTH: Final = 40


def clauses_of(
    units: list[Unit], looks: list[Look | None], settled: list[Settled]
) -> tuple[Clause, ...]:
    """Build the clauses in reading order."""
    made: list[Clause] = []
    taken, counts = Counter[str](), Counter[tuple[str | None, str]]()
    for unit, look, place in zip(units, looks, settled, strict=True):
        parent = made[place.parent] if place.parent is not None else None
        kind = _kind(unit, look, place, parent)
        above = parent.id if parent else None
        key = _key(unit, kind, place, counts, above)
        made.append(_clause(unit, kind, parent, _unique(key, above, taken)))
    return tuple(made)


def _clause(unit: Unit, kind: ClauseKind, parent: Clause | None, identity: str) -> Clause:
    return Clause(
        id=identity,
        label=unit.label,
        kind=kind,
        level=parent.level + 1 if parent else 1,
        parent=parent.id if parent else None,
        text=unit.text,
        page=unit.page,
        permission=unit.permission,
        places=unit.places,
        origin=unit.origin,
    )


def _kind(unit: Unit, look: Look | None, place: Settled, parent: Clause | None) -> ClauseKind:
    if unit.kind != "text":
        return unit.kind
    if look is not None:
        return "heading"
    if place.reading is not None and _is_item(place.reading, parent):
        return "item"
    if place.reading is None and unit.style.list_level is not None:
        return "item"
    return "quote" if unit.label is None and is_quoted(unit.text) else "paragraph"


def _is_item(reading: Reading, parent: Clause | None) -> bool:
    """Tell items from numbered paragraphs: "1." is an item only within a paragraph's list."""
    if reading.family == "decimal" and len(reading.path) > 1 and not reading.scheme.endswith(")"):
        return False
    if reading.family in ("decimal", "word"):
        return parent is not None and parent.kind != "heading"
    return True


_QUOTES: Final = {"‘": "’", "“": "”", "'": "'", '"': '"', "«": "»"}


def is_quoted(text: str) -> bool:
    """Tell a text that stands within one pair of quotation marks, its full stop aside."""
    closing = _QUOTES.get(text[:1])
    core = text.rstrip(".,;: ")
    if closing is None or len(core) < 3 or core[-1] != closing:
        return False
    return closing not in core[1:-1].replace("’s", "").replace("'s", "")


def _key(
    unit: Unit,
    kind: ClauseKind,
    place: Settled,
    counts: Counter[tuple[str | None, str]],
    parent: str | None,
) -> str:
    reading = place.reading
    if unit.label and reading is not None and reading.family not in ("bullet", "note"):
        slug = _slug(unit.label)
        return f"s{slug}" if kind == "heading" and slug.isdigit() else slug
    if kind == "heading" and (slug := _slug(unit.text)):
        return slug
    letter = _LETTERS[kind]
    counts[parent, letter] += 1
    return f"{letter}{counts[parent, letter]}"


def _slug(text: str) -> str:
    """Fold a label or a heading: "Section 1:" to "1", "Appendix A –" to "appendix-a"."""
    words = re.sub(r"[^\w.]+", "-", text.lower()).strip("-.")
    words = re.sub(r"^section-(?=[\divx.]+$)", "", words)
    if len(words) <= SLUG_LENGTH:
        return words
    return words[: SLUG_LENGTH + 1].rpartition("-")[0] or words[:SLUG_LENGTH]


def _unique(key: str, parent: str | None, taken: Counter[str]) -> str:
    """Tell a second 1.2.3 from the first: "1.2.3~2"."""
    base = f"{parent}/{key}" if parent else key
    identity = base
    while identity in taken:
        taken[base] += 1
        identity = f"{base}~{taken[base]}"
    taken[identity] = 1
    return identity
