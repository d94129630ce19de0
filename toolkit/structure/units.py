"""Units: the pieces of a document that become a clause each, or are set aside."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from itertools import pairwise
from typing import Final, Literal

from toolkit.document import PLAIN, AsideKind, Block, Permission, Place, Style
from toolkit.numbering import Label, read_label, split_label

UnitKind = Literal["text", "note", "quote", "table_row"]
_ROLES: Final[dict[str | None, UnitKind]] = {"note": "note", "quote": "quote"}


@dataclass(frozen=True, slots=True)
class Unit:
    """A block, a line of a block or a table's row, its label apart from its text.

    `fate` is what it is set aside as; None while it may be a clause. `frame` numbers the table used
    for layout that it stands in, 0 outside. `typed` tells a label that was part of the text.
    """

    text: str
    label: str | None = None
    typed: bool = False
    page: int | None = None
    style: Style = PLAIN
    kind: UnitKind = "text"
    fate: AsideKind | None = None
    frame: int = 0
    permission: Permission = "verbatim"
    places: tuple[Place, ...] = ()
    origin: int | None = field(default=None, compare=False)
    band: bool = False

    @property
    def whole(self) -> str:
        """Label and text as printed."""
        return f"{self.label} {self.text}".strip() if self.label else self.text

    @property
    def words(self) -> int:
        """How many words the text has."""
        return self.text.count(" ") + 1 if self.text else 0

    @property
    def marker(self) -> Label | None:
        """What the label can mean."""
        return read_label(self.label) if self.label else None


def units_of(block: Block, frame: int = 0) -> Iterator[Unit]:
    """Read a block as units: one, or one for each line where its line breaks part clauses."""
    for piece in _parted(block):
        for item in _bulleted(piece):
            yield _unit(item, frame)


_RUN_IN: Final = "•●▪■◦○➢✓"
_ITEMS_IN_LINE = re.compile(rf"\s+(?=[{_RUN_IN}]\s)")


def _bulleted(block: Block) -> Iterator[Block]:
    """Part a list that was run into one paragraph: "• Be kind • Be safe"."""
    opening = block.text.lstrip()[:2]
    if block.label or opening[:1] not in _RUN_IN or opening[1:].strip():
        yield block
        return
    cuts = [m.end() for m in _ITEMS_IN_LINE.finditer(block.text) if block.text[m.end()] in opening]
    if not cuts:
        yield block
        return
    for start, end in pairwise((0, *cuts, len(block.text))):
        if block.text[start:end].strip():
            yield _slice(block, start, end, first=start == 0)


def _parted(block: Block) -> Iterator[Block]:
    if "\n" not in block.text:
        yield block
        return
    start, position, before = 0, 0, ""
    for line in block.text.splitlines(keepends=True):
        if line.strip():
            if _parts(before, line):
                yield _slice(block, start, position, first=start == 0)
                start = position
            before = line
        position += len(line)
    yield _slice(block, start, len(block.text), first=start == 0)


def _parts(before: str, after: str) -> bool:
    """Tell a line break that parts clauses, after a stop or before a label, from one that wraps."""
    if not before:
        return False
    label = split_label(after)[0]
    marker = read_label(label) if label else None
    return before.rstrip().endswith((".", ":", ";", "!", "?")) or bool(marker and marker.firm)


def _slice(block: Block, start: int, end: int, *, first: bool) -> Block:
    places = tuple(
        replace(place, start=place.start - start, end=place.end - start)
        for place in block.places
        if start <= place.start and place.end <= end
    )
    label = block.label if first else None
    return replace(block, text=block.text[start:end], label=label, places=places)


def _unit(block: Block, frame: int) -> Unit:
    label, text, typed = block.label or "", block.text, False
    if not label:
        label, text = split_label(block.text)
        typed = bool(label)
    if typed and (_is_note(label, text) or _NOTE_OPENING.match(block.text.strip())):
        return _made(block, None, block.text, frame, kind="note")
    if block.role is not None and block.role != "note" and block.role != "quote":
        return _made(block, label or None, text, frame, fate=block.role)
    kind = _ROLES.get(block.role, "text")
    made = _made(block, label or None, text, frame, kind=kind, typed=typed)
    return replace(made, kind="note") if _opens_note(made) else made


def _is_note(label: str, text: str) -> bool:
    """Tell a starred note from a starred bullet: "*(In some cases" from "* lead"."""
    starred = label.startswith("*") and (text.startswith("(") or label != "*")
    return starred or label in {"†", "‡"} or label in "¹²³⁴⁵⁶⁷⁸⁹"


_NOTE_OPENING = re.compile(r"\(\s*\*{1,3}\s?\w | \*{1,3}\w | \(?N\.?B\.?[\s:]", re.VERBOSE)


def _opens_note(unit: Unit) -> bool:
    return unit.label is None and unit.kind == "text" and bool(_NOTE_OPENING.match(unit.text))


def _made(
    block: Block,
    label: str | None,
    text: str,
    frame: int,
    kind: UnitKind = "text",
    *,
    typed: bool = False,
    fate: AsideKind | None = None,
) -> Unit:
    clean, places = collapse(block.text, text, block.places)
    return Unit(
        clean,
        label,
        typed,
        block.page,
        block.style,
        kind,
        fate,
        frame,
        block.permission,
        places,
        block.origin,
    )


def collapse(whole: str, text: str, places: tuple[Place, ...]) -> tuple[str, tuple[Place, ...]]:
    """Make each run of white space in `text` one space; move the places of `whole` along.

    `text` is the end of `whole`, whose start, a label, has been taken off.
    """
    # No white space but a space is printable: most texts need not be taken apart.
    plain = text.isprintable() and "  " not in text
    clean = text.strip() if plain else " ".join(text.split())
    if not places:
        return clean, ()
    offset = whole.rstrip().rfind(text.strip()) if text.strip() else len(whole)
    return clean, tuple(
        replace(
            place, start=_moved(whole, offset, place.start), end=_moved(whole, offset, place.end)
        )
        for place in places
        if place.end > offset
    )


def _moved(whole: str, offset: int, position: int) -> int:
    before = whole[offset : max(offset, position)]
    shown = " ".join(before.split())
    trailing = before[-1:].isspace() and bool(shown) and position < len(whole.rstrip())
    return len(shown) + (1 if trailing else 0)


def unlabelled(unit: Unit) -> Unit:
    """Give a typed label back to the text that it was taken from."""
    if not unit.label or not unit.typed:
        return unit
    shift = len(unit.label) + 1
    places = tuple(
        replace(place, start=place.start + shift, end=place.end + shift) for place in unit.places
    )
    return replace(unit, label=None, typed=False, text=unit.whole, places=places)
