"""Places: where in the open outline a unit can stand."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from toolkit.numbering import DIVISIONS, Reading
from toolkit.structure.bullets import bullet_move, is_bullet
from toolkit.structure.headings import Look, outranks
from toolkit.structure.outline import (
    ANNOUNCED,
    BACKWARDS,
    CLOSED_LIST,
    COMPLETE,
    DUPLICATE,
    GAP,
    INDENT_TOLERANCE,
    INTERLUDE,
    LATE_START,
    LEFT_FRAME,
    MAX_GAP,
    NO_PREFIX,
    NOT_A_LABEL,
    NOT_LEADING,
    SECOND_READING,
    SKIPPED_LEVEL,
    UNALIGNED,
    WRONG_INDENT,
    WRONG_LOOK,
    WRONG_RANK,
    Move,
    Open,
)
from toolkit.structure.units import Unit

LIST_DEPTH: Final = 6  # open units that a new list can stand under, the innermost first
SAME_SCHEME: Final = 3  # open sequences of one scheme that are looked at; a policy has two at most


def moves(unit: Unit, look: Look | None, stack: tuple[Open, ...]) -> Iterator[Move]:
    """Give every place that a unit can take, and its cost."""
    floor = _floor(stack, unit.frame)
    if unit.kind in ("table_row", "note"):
        yield _leaf_move(unit, stack)
        return
    marker = unit.marker
    if marker is None:
        yield from _unlabelled_moves(unit, look, stack, floor)
        return
    for place, reading in enumerate(marker.readings):
        found = _labelled_moves(unit, look, reading, stack, floor)
        if not place:
            yield from found
            continue
        for move in found:
            yield move._replace(cost=move.cost + place * SECOND_READING)
    if unit.typed and not marker.firm:
        for move in _unlabelled_moves(unit, look, stack, floor):
            yield Move(move.cost + NOT_A_LABEL, move.depth, move.reading, False, move.opens)


def _floor(stack: tuple[Open, ...], frame: int) -> int:
    """Count the entries outside the unit's own table; below them nothing is closed by it."""
    return sum(1 for entry in stack if entry.frame != frame) if frame else 0


def _unlabelled_moves(
    unit: Unit, look: Look | None, stack: tuple[Open, ...], floor: int
) -> Iterator[Move]:
    if look is not None:
        yield Move(0.0, _heading_depth(look, stack, floor), labelled=False)
    elif unit.style.list_level is not None:
        yield bullet_move(unit, None, stack, _heading_floor(stack, floor))
    else:
        yield from _text_moves(unit, stack, floor)


def _labelled_moves(
    unit: Unit, look: Look | None, reading: Reading, stack: tuple[Open, ...], floor: int
) -> Iterator[Move]:
    if reading.family in ("bullet", "note"):
        yield bullet_move(unit, reading, stack, _heading_floor(stack, floor))
        return
    yield from _going_on(unit, look, reading, stack, floor)
    prefixed = list(_under_prefix(look, reading, stack))
    yield from prefixed
    if look is not None:
        yield from _first_headings(unit, look, reading, stack, floor)
    elif not prefixed:
        yield from _first_items(unit, reading, stack, floor)


# --- sequences ----------------------------------------------------------------------------------


def _going_on(
    unit: Unit, look: Look | None, reading: Reading, stack: tuple[Open, ...], floor: int
) -> Iterator[Move]:
    """Place a label after an open one of its scheme: 3.2 after 3.1."""
    found = 0
    for depth in range(len(stack) - 1, -1, -1):
        entry = stack[depth]
        before = entry.reading
        if before is None or entry.scheme != reading.scheme:
            continue
        if before.path[:-1] != reading.path[:-1]:
            continue
        cost = _step(before.number, reading.number) + _unlike(unit, look, entry)
        if look is None and entry.look is not None and stack[-1].announces:
            cost += ANNOUNCED
        if look is not None and depth and stack[depth - 1].look is None:
            cost += WRONG_RANK
        yield Move(cost + (LEFT_FRAME if depth < floor else 0.0), depth, reading)
        found += 1
        if found == SAME_SCHEME:
            return


def _step(before: int, number: int) -> float:
    if number == before + 1:
        return 0.0
    if number == before:
        return DUPLICATE
    if number < before:
        return BACKWARDS
    return min(MAX_GAP, GAP + 0.5 * (number - before - 2))


def _unlike(unit: Unit, look: Look | None, entry: Open) -> float:
    cost = WRONG_LOOK if (look is None) != (entry.look is None) else 0.0
    levels = unit.style.list_level, entry.list_level
    if None not in levels and levels[0] != levels[1]:
        cost += WRONG_INDENT
    if look is None and abs(unit.style.indent - entry.indent) > INDENT_TOLERANCE:
        cost += WRONG_INDENT
    return cost


def _under_prefix(look: Look | None, reading: Reading, stack: tuple[Open, ...]) -> Iterator[Move]:
    """Place 3.1 under 3, 4.2(b) under 4.2, A.1 under Appendix A; under Stage 3 where no 3 is."""
    found = [
        depth
        for depth in range(len(stack), 0, -1)
        if (before := stack[depth - 1].reading) is not None and _is_prefix(before, reading)
    ]
    if not found:
        return
    plain = (depth for depth in found if (stack[depth - 1].scheme or "")[:1].isdigit())
    depth = next(plain, found[0])
    entry = stack[depth - 1]
    assert entry.reading is not None
    skipped = len(reading.path) - len(entry.reading.path) - 1
    wrong = WRONG_LOOK if look is not None and entry.look is None else 0.0
    yield Move(SKIPPED_LEVEL * skipped + wrong, depth, reading)


def _is_prefix(upper: Reading, lower: Reading) -> bool:
    size = len(upper.path)
    if not 0 < size < len(lower.path) or upper.path != lower.path[:size]:
        return False
    if upper.scheme.startswith("(") and not lower.scheme.startswith("("):
        return False  # "(2)" of a quoted law stands above no 2.3
    lettered = lower.scheme.startswith("A.")
    return (upper.family in ("letter", "roman") or upper.scheme.startswith("A.")) == lettered or (
        upper.scheme.startswith("1.") and not lettered
    )


_ATTACHED: Final = ("Appendix", "Annex", "Schedule")
_PARTS: Final = ("Section", "Part", "Chapter", "Article")


def _first_headings(
    unit: Unit, look: Look, reading: Reading, stack: tuple[Open, ...], floor: int
) -> Iterator[Move]:
    """Place the first heading of a sequence under each heading that may stand above it."""
    late = _late(reading)
    named = reading.scheme.startswith(DIVISIONS)
    while floor and (named or stack[floor - 1].look is None):
        floor -= 1
    for depth in range(len(stack), floor - 1, -1):
        parent = stack[depth - 1] if depth else None
        if parent is not None and (parent.look is None or (named and not _is_named(parent))):
            continue
        closed = sum(_stands_above(entry, look, reading) for entry in stack[depth:])
        wrong = parent is not None and not _stands_above(parent, look, reading)
        cost = WRONG_RANK * wrong + 1.0 * closed + _attached(parent, reading)
        outside = parent is not None and parent.frame != unit.frame
        yield Move(cost + late - (WRONG_RANK if wrong and outside else 0.0), depth, reading)


def _attached(parent: Open | None, reading: Reading) -> float:
    """Give what it costs an appendix to stand under a heading; a part of the policy holds none."""
    if parent is None or not reading.scheme.startswith(_ATTACHED):
        return 0.0
    return 1.5 if (parent.scheme or "").startswith(_PARTS) else 1.0


def _is_named(entry: Open) -> bool:
    return entry.reading is not None and entry.reading.scheme.startswith(DIVISIONS)


def _stands_above(entry: Open, look: Look, reading: Reading) -> bool:
    if entry.look is None:
        return False
    if _is_named(entry) and not reading.scheme.startswith(DIVISIONS):
        return True
    return outranks(entry.look, look)


def _late(reading: Reading) -> float:
    if len(reading.path) > 1:
        return NO_PREFIX
    return 0.0 if reading.number == 1 else LATE_START


def _first_items(
    unit: Unit, reading: Reading, stack: tuple[Open, ...], floor: int
) -> Iterator[Move]:
    """Place the first item of a list under what leads it in, or further out."""
    lowest = max(_heading_floor(stack, floor), len(stack) - LIST_DEPTH)
    late, indent = _late(reading), unit.style.indent
    closed, deeper = 0, False  # of what a place closes: how much leads in; is the item deeper
    for depth in range(len(stack), lowest - 1, -1):
        if depth < len(stack):
            shut = stack[depth]
            closed += shut.leads + shut.announces
            deeper |= shut.reading is not None and shut.indent < indent - INDENT_TOLERANCE
        cost = late + CLOSED_LIST * closed
        if depth > lowest:
            parent = stack[depth - 1]
            cost += (COMPLETE if parent.complete else 0.0) if parent.leads else NOT_LEADING
            cost += WRONG_INDENT if parent.indent > indent + INDENT_TOLERANCE else 0.0
            cost += NOT_LEADING if _is_closed_bullet(parent, unit) else 0.0
        yield Move(cost + (WRONG_INDENT if deeper else 0.0), depth, reading)


def _is_closed_bullet(parent: Open, unit: Unit) -> bool:
    """Tell a whole bullet, with numbers no deeper than itself after it: they stand beside it."""
    level = unit.style.indent <= parent.indent + INDENT_TOLERANCE
    return is_bullet(parent) and parent.complete and level


def _heading_floor(stack: tuple[Open, ...], floor: int) -> int:
    """Count the entries up to the innermost heading: what text cannot leave."""
    for depth in range(len(stack), floor, -1):
        if stack[depth - 1].look is not None:
            return depth
    return _lead_floor(stack, floor)


def _lead_floor(stack: tuple[Open, ...], floor: int) -> int:
    """Under what a table used for layout stands: what leads it in, else the heading."""
    if floor and not stack[floor - 1].leads:
        while floor and stack[floor - 1].look is None:
            floor -= 1
    return floor


# --- headings, bullets, text --------------------------------------------------------------------


def _heading_depth(look: Look, stack: tuple[Open, ...], floor: int) -> int:
    """Close every heading that does not outrank an unlabelled one."""
    depth = len(stack)
    while depth:
        entry = stack[depth - 1]
        if entry.look is not None and _holds(entry, look, inside=depth > floor):
            return depth
        depth -= 1
    return 0


def _holds(entry: Open, look: Look, *, inside: bool) -> bool:
    assert entry.look is not None
    if outranks(entry.look, look):
        return True
    if outranks(look, entry.look):
        return False
    if entry.look.level is not None:
        return False
    return not inside or entry.reading is not None


def _text_moves(unit: Unit, stack: tuple[Open, ...], floor: int) -> Iterator[Move]:
    """Place an unlabelled paragraph: under the heading, within an item, or between two items."""
    lowest = _heading_floor(stack, floor)
    aligned = False
    for depth in range(len(stack), lowest, -1):
        entry = stack[depth - 1]
        if entry.reading is None:
            continue
        fits = _is_aligned(unit, entry, stack[lowest : depth - 1]) or (
            depth == len(stack) and _is_led_in(unit, entry)
        )
        aligned |= fits
        yield Move(0.0 if fits else UNALIGNED, depth, labelled=False)
        if entry.reading.family not in ("bullet", "note"):
            yield Move(INTERLUDE, depth - 1, labelled=False, opens=False)
    yield Move(1.0 if aligned else 0.0, lowest, labelled=False)


def _is_aligned(unit: Unit, entry: Open, above: tuple[Open, ...]) -> bool:
    """Tell text that stands where an item's does, and not as well where its list's lead stands."""
    indent = unit.style.indent
    off = abs(indent - entry.indent)
    if indent <= INDENT_TOLERANCE or off > INDENT_TOLERANCE:
        return False
    return all(lead.reading is not None or abs(indent - lead.indent) > off for lead in above)


def _is_led_in(unit: Unit, entry: Open) -> bool:
    """Tell text set in deeper than the words that announce it: "1.2 The regulations say:"."""
    return entry.announces and unit.style.indent > entry.indent + INDENT_TOLERANCE


def _leaf_move(unit: Unit, stack: tuple[Open, ...]) -> Move:
    """Place a note or a table's row beside the items of the list that it follows."""
    depth = len(stack)
    while depth and stack[depth - 1].look is None and _is_list_item(stack, depth - 1):
        depth -= 1
    if depth < len(stack) and unit.kind == "table_row":
        while depth and stack[depth - 1].look is None and stack[depth - 1].reading is None:
            depth -= 1  # the list that the words above led in has ended
    leads = depth and (stack[depth - 1].leads or stack[depth - 1].look is not None)
    if depth and not leads:
        depth -= 1
    return Move(0.0, depth, unit.marker.readings[0] if unit.marker else None, opens=False)


def _is_list_item(stack: tuple[Open, ...], place: int) -> bool:
    """Tell "(a)" and a bullet, and "1." under words that lead in, from numbered paragraphs."""
    reading = stack[place].reading
    if reading is None:
        return False
    led_in = place > 0 and stack[place - 1].look is None and len(reading.path) == 1
    return led_in or reading.family != "decimal" or not reading.scheme[:1].isdigit()
