"""A model's Markdown → pieces of text, each with the key by which `adoptions.toml` names it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Literal

Kind = Literal[
    "title", "section", "subhead", "clause", "item", "bullet", "note", "paragraph", "row"
]

SECTION = re.compile(r"(\d+\.) (.+)")
LABELS: tuple[tuple[Kind, re.Pattern[str]], ...] = (
    ("clause", re.compile(r"(\d+\.\d+) (.+)")),
    ("item", re.compile(r"(\((?:[ivx]+|[a-z])\)|[a-z]\)|[ivx]+\.) (.+)")),
    ("note", re.compile(r"(\\\*) (.+)")),
)
STEP = re.compile(r"Step \d+\.")
QUOTED_LABEL = re.compile(r"(\d+(?:\.\d+)*\.?) (.+)")
MARK = re.compile(r" \{\.(optional|local)\}$")


@dataclass(frozen=True)
class Piece:
    """One paragraph or table row. `text` is Markdown without its label."""

    key: str
    kind: Kind
    text: str
    label: str = ""
    quoted: bool = False
    optional: bool = False
    roman: bool = False

    @property
    def cells(self) -> list[str]:
        return self.text.split(" | ")


def read_pieces(path: Path) -> list[Piece]:
    body = path.read_text(encoding="utf-8").split("\n---\n", 1)[1]
    lines = (line for line in body.splitlines() if line.strip())
    return with_romans(counted(list(_keyed(lines))))


def _keyed(lines: Iterator[str]) -> Iterator[Piece]:
    """Give every piece a key built from the labels above it."""
    section = clause = item = quotation = ""
    for line in lines:
        piece = _piece(line)
        if piece is None:
            continue
        if piece.kind == "section":
            section = clause = item = quotation = piece.label or piece.text
            key = section
        elif piece.quoted:
            quotation = f"{clause}>{piece.label}" if piece.label else quotation
            key = quotation if piece.label else quotation + _suffix(piece)
        elif piece.kind == "clause":
            clause = item = key = piece.label
        elif piece.kind == "item":
            item = key = clause + piece.label
        elif step := STEP.match(piece.text):
            key = step[0]
        else:
            key = (item if piece.kind == "bullet" else clause) + _suffix(piece)
        yield replace(piece, key=key)


def _suffix(piece: Piece) -> str:
    suffixes = {"bullet": "•", "note": "*", "row": "|", "paragraph": "¶"}
    return suffixes.get(piece.kind, piece.text)


def _piece(line: str) -> Piece | None:
    quoted = line.startswith(">")
    line = line.removeprefix(">").strip()
    if not line or re.fullmatch(r"\|[-| ]+\|", line):
        return None
    mark = MARK.search(line)
    bare = MARK.sub("", line)
    return replace(_labelled(bare, quoted), quoted=quoted, optional=bool(mark))


def _labelled(line: str, quoted: bool) -> Piece:
    if line.startswith("# "):
        return Piece("", "title", line[2:])
    if line.startswith("### "):
        return Piece("", "subhead", line[4:])
    if line.startswith("## "):
        match = SECTION.fullmatch(line[3:])
        return Piece("", "section", match[2], match[1]) if match else Piece("", "section", line[3:])
    if line.startswith("- "):
        return Piece("", "bullet", line[2:])
    if line.startswith("|"):
        return Piece("", "row", " | ".join(cell.strip() for cell in line.strip("|").split("|")))
    if quoted:
        match = QUOTED_LABEL.fullmatch(line)
        return Piece("", "paragraph", match[2], match[1]) if match else Piece("", "paragraph", line)
    if line.startswith("(\\*"):
        return Piece("", "note", line)
    for kind, pattern in LABELS:
        if match := pattern.fullmatch(line):
            return Piece("", kind, match[2], match[1])
    return Piece("", "paragraph", line)


def with_romans(pieces: list[Piece]) -> list[Piece]:
    """Mark the items of roman lists: "(i)" is one where it comes first, and not after "(h)"."""
    roman = False
    previous = ""
    marked = []
    for piece in pieces:
        if piece.kind == "item":
            roman = piece.label.strip("().") == "i" if previous != "item" else roman
        if piece.kind in {"section", "clause", "item"}:
            previous = piece.kind
        marked.append(replace(piece, roman=roman and piece.kind == "item"))
    return marked


def counted(pieces: list[Piece]) -> list[Piece]:
    """Number the keys that more than one piece would share: bullets, rows, paragraphs, notes."""
    seen: dict[str, int] = {}
    numbered = []
    for piece in pieces:
        key = piece.key
        if key.endswith(("•", "|", "¶")):
            seen[key] = seen.get(key, -1 if key.endswith("|") else 0) + 1
            key = f"{key}{seen[key]}"
        numbered.append(replace(piece, key=key))
    return numbered


def renumbered(pieces: list[Piece]) -> list[Piece]:
    """Number sections, clauses and items afresh, as a word processor would."""
    section = clause = items = 0
    result = []
    for piece in pieces:
        label = piece.label
        if piece.kind == "section" and label:
            section, clause, items = section + 1, 0, 0
            label = f"{section}."
        elif piece.kind == "clause" and not piece.quoted:
            clause, items = clause + 1, 0
            label = f"{section}.{clause}"
        elif piece.kind == "item":
            items += 1
            label = _item_label(label, items, piece.roman)
        result.append(replace(piece, label=label))
    return result


ROMAN = ("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii")


def _item_label(label: str, number: int, is_roman: bool) -> str:
    mark = ROMAN[number - 1] if is_roman else chr(96 + number)
    return re.sub(r"[a-z]+", mark, label)
