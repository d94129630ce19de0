"""Places of bullets: beside, under or outside those that are open."""

from __future__ import annotations

from typing import Final

from toolkit.numbering import Reading
from toolkit.structure.outline import INDENT_TOLERANCE, Move, Open
from toolkit.structure.units import Unit

_BOXES: Final = frozenset("☐☑☒✓✔✗✘")  # ticked or not, they stand side by side


def bullet_move(unit: Unit, reading: Reading | None, stack: tuple[Open, ...], lowest: int) -> Move:
    """Place a bullet beside, under or outside the open bullets, by list level or indent.

    `lowest` counts the units that it cannot leave.
    """
    bullets = [n for n in range(len(stack) - 1, lowest - 1, -1) if is_bullet(stack[n])]
    for depth in bullets:
        if reading and stack[depth].scheme == reading.scheme and _deeper(unit, stack[depth]) == 0:
            return Move(0.0, depth, reading)
    for depth in bullets:
        step = _deeper(unit, stack[depth]) or _other_glyph(unit, reading, stack, depth)
        if step == 0:
            return Move(0.0, depth, reading, labelled=reading is not None)
        if step > 0:
            return Move(0.0, depth + 1, reading, labelled=reading is not None)
    depth = len(stack)
    while depth > lowest and not _takes_bullet(stack[depth - 1], unit):
        depth -= 1
    return Move(0.0, depth, reading, labelled=reading is not None)


def is_bullet(entry: Open) -> bool:
    """Tell an open bullet, or an open item of a list without labels."""
    if entry.reading is not None:
        return entry.reading.family == "bullet"
    return entry.list_level is not None and entry.look is None


def _deeper(unit: Unit, entry: Open) -> int:
    """Tell whether a bullet stands deeper than an open one (1), beside it (0) or further out."""
    levels = unit.style.list_level, entry.list_level
    if levels[0] is not None and levels[1] is not None and levels[0] != levels[1]:
        return 1 if levels[0] > levels[1] else -1
    step = unit.style.indent - entry.indent
    if abs(step) > INDENT_TOLERANCE:
        return 1 if step > 0 else -1
    return 0


def _other_glyph(unit: Unit, reading: Reading | None, stack: tuple[Open, ...], depth: int) -> int:
    """Take another glyph for a deeper level where neither indents nor list levels say anything."""
    entry = stack[depth]
    silent = unit.style.list_level is None and not unit.style.indent and depth == len(stack) - 1
    other = reading is not None and entry.scheme is not None and entry.scheme != reading.scheme
    boxes = reading is not None and {reading.scheme, entry.scheme} <= _BOXES
    return int(other and silent and not boxes)


def _takes_bullet(entry: Open, unit: Unit) -> bool:
    if entry.look is not None:
        return True
    shallow = entry.indent > unit.style.indent + INDENT_TOLERANCE and not entry.leads
    return entry.leads and not shallow
