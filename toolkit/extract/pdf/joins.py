"""Across columns and pages: paragraphs, list items and tables that a break has cut are rejoined."""

from __future__ import annotations

import math
from collections.abc import Sequence

from .flow import DraftTable, Unit
from .lines import Line
from .paragraphs import _ENDS, RESIZED, STEP, Area, Paragraph, had_room, is_wrapped_label

JUSTIFIED = 2.5  # points from the edge; hanging punctuation stands out by two
FULL_PAGE = 0.93  # of the lowest line's place: the next one would not have fitted
CLEARLY = 0.9  # in sizes: benchmarks/extraction.py, six right and three wrong beyond it
SAME_COLUMNS = 4.0  # points between the edges of one table's columns on two pages


def rejoined(flows: Sequence[list[Unit]]) -> list[Unit]:
    """String columns and pages together, joining what runs over their breaks.

    Footnotes stand aside while their page's text is joined to the next, then follow it.
    """
    units: list[Unit] = []
    notes: list[Unit] = []
    floor = _floor(flows)
    for flow in flows:
        notes += [unit for unit in flow if _is_note(unit)]
        rest = [unit for unit in flow if not _is_note(unit)]
        if units and rest and (joined := _join(units[-1], rest[0], floor)):
            notes += _repeated_heads(units[-1], rest[0])
            units[-1] = joined
            rest = rest[1:]
        units += rest
    return sorted(units + notes, key=lambda unit: (unit.page, _is_note(unit))) if notes else units


def _is_note(unit: Unit) -> bool:
    return isinstance(unit, Paragraph) and unit.role in ("note", "running_header")


def _repeated_heads(before: Unit, after: Unit) -> list[Unit]:
    """Give a table's head that is printed again on its next page: it runs there, as a header."""
    if not isinstance(before, DraftTable) or not isinstance(after, DraftTable):
        return []
    if not _repeats_head(before, after):
        return []
    return [
        paragraph._replace(role="running_header") for cell in after.rows[0] for paragraph in cell
    ]


def _repeats_head(before: DraftTable, after: DraftTable) -> bool:
    return len(after.rows) > 1 and _texts(before.rows[0]) == _texts(after.rows[0])


def _texts(row: list[list[Paragraph]]) -> list[list[str]]:
    return [[line.text for paragraph in cell for line in paragraph.lines] for cell in row]


def _floor(flows: Sequence[Sequence[Unit]]) -> float:
    """Give how far down the page a document's text goes; beyond any page for a single one."""
    lines = [
        line
        for flow in flows
        for unit in flow
        if isinstance(unit, Paragraph)
        for line in unit.lines
    ]
    if len({line.page for line in lines}) < 2:
        return math.inf
    return max(line.y for line in lines)


def _join(before: Unit, after: Unit, floor: float) -> Unit | None:
    if isinstance(before, Paragraph) and isinstance(after, Paragraph):
        return _join_paragraphs(before, after) if _continues(before, after, floor) else None
    if isinstance(before, DraftTable) and isinstance(after, DraftTable):
        return _join_tables(before, after) if _same_columns(before, after) else None
    return None


def _join_paragraphs(before: Paragraph, after: Paragraph) -> Paragraph:
    return before._replace(lines=before.lines + after.lines)


def _continues(before: Paragraph, after: Paragraph, floor: float = math.inf) -> bool:
    """Tell whether a paragraph runs on after a break."""
    last, line = before.lines[-1], after.lines[0]
    if last.tag and line.tag:
        on_one_page = last.page == line.page and last.tag.number == line.tag.number
        return on_one_page or (last.tag.runs_on and line.tag.runs_in)
    full = not had_room(last, line, before.area.right)
    if (
        last.entry
        or not _looks_alike(before, after)
        or (line.label and not _is_text(before, after, full))
    ):
        return False
    lower = line.text[:1].islower()
    if not last.text.endswith(_ENDS):
        return full or lower
    hanging = bool(before.lines[0].label) and line.x0 - after.area.left > STEP
    runs = last.y > FULL_PAGE * floor and _are_running(before, after)
    return full and (lower or hanging or _is_justified(before) or runs)


def _looks_alike(before: Paragraph, after: Paragraph) -> bool:
    """Compare two paragraphs' weight, size and edge; a line on its own may seem centred."""
    last, line = before.lines[-1], after.lines[0]
    if last.bold != line.bold or abs(last.size - line.size) > RESIZED * last.size:
        return False
    aligned = before.align in (after.align, "left")  # a few lines may seem centred
    return aligned and _same_indent(before, after)


def _is_text(before: Paragraph, after: Paragraph, full: bool) -> bool:
    """Tell what only seems a label at the head of a page: "… in section", then "4. The rest"."""
    shift = before.area.left - after.area.left
    line = after.lines[0]
    moved = line._replace(x0=line.x0 + shift, text_x=line.text_x + shift)
    return is_wrapped_label(before.lines, moved, full)


def _are_running(before: Paragraph, after: Paragraph) -> bool:
    """Tell two halves of a paragraph of running text, though the first ends with a sentence.

    A paragraph's last line leaves no room for a word once in twelve times; that a sentence ends
    with a full line in the middle of a paragraph is as common at a break, and twice as common
    where the next word is clearly too long.
    """
    last, line = before.lines[-1], after.lines[0]
    over = line.word - (before.area.right - last.x1)
    whole = len(before.lines) > 1 and len(after.lines) > 1
    return whole and not before.lines[0].label and over > CLEARLY * last.size


def _is_justified(paragraph: Paragraph) -> bool:
    """Tell a paragraph all of whose lines reach the edge: its last line is not its end.

    A last line ends so near the edge once in a hundred times.
    """
    edge = paragraph.area.right
    return len(paragraph.lines) > 2 and all(
        abs(line.x1 - edge) < JUSTIFIED for line in paragraph.lines
    )


def _same_indent(before: Paragraph, after: Paragraph) -> bool:
    """Compare where a wrapped line of one and the other's first stand in their areas."""
    first, last, line = before.lines[0], before.lines[-1], after.lines[0]
    indent = line.x0 - after.area.left
    wrapped = first.text_x if len(before.lines) == 1 else last.x0
    choices = [wrapped - before.area.left]
    if len(before.lines) == 1 and (not first.label or _is_typed_in(first)):
        choices.append(0.0)
    return any(abs(indent - choice) <= STEP for choice in choices)


def _is_typed_in(line: Line) -> bool:
    """Tell a label with a mere space after it: its text wraps to the label's own edge."""
    return line.text_x - line.x0 < (len(line.label) + 1) * 0.62 * line.size


def _same_columns(before: DraftTable, after: DraftTable) -> bool:
    return len(before.edges) == len(after.edges) and all(
        abs((one - before.edges[0]) - (other - after.edges[0])) <= SAME_COLUMNS
        for one, other in zip(before.edges, after.edges, strict=True)
    )


def _join_tables(before: DraftTable, after: DraftTable) -> DraftTable:
    """Append a table's rows to the one it continues; a row that the break has cut is made whole."""
    if _repeats_head(before, after):
        after = after._replace(rows=after.rows[1:])
    last = before.rows[-1]
    first = _as_wide(last, after.rows[0], after.edges[0] - before.edges[0])
    if not _is_cut(last, first):
        return before._replace(rows=before.rows + after.rows)
    row = [_join_cells(one, other) for one, other in zip(last, first, strict=True)]
    return before._replace(rows=[*before.rows[:-1], row, *after.rows[1:]])


def _as_wide(
    last: list[list[Paragraph]], first: list[list[Paragraph]], shift: float
) -> list[list[Paragraph]]:
    """Give a row the text areas of the one before: its few lines tell less of the padding."""
    return [
        [each._replace(area=_moved(one[-1].area, shift)) for each in other] if one else other
        for one, other in zip(last, first, strict=True)
    ]


def _moved(area: Area, shift: float) -> Area:
    return Area(area.left + shift, area.right + shift)


def _is_cut(last: list[list[Paragraph]], first: list[list[Paragraph]]) -> bool:
    """Tell whether a row goes on: it has no name of its own, or its first cell's text runs on."""
    if not first[0]:
        return bool(last[0]) and any(first[1:])
    if last[0]:
        if any(map(_is_mid_sentence, last, first)):
            return True
        parted = any(map(_is_parted, last, first))
        return not parted and _runs_over(last[0][-1], first[0][0])
    return any(
        one and other and _runs_over(one[-1], other[0])
        for one, other in zip(last, first, strict=True)
    )


def _is_parted(last: list[Paragraph], first: list[Paragraph]) -> bool:
    """Tell a cell that ends its sentence from the next row's, which begins one."""
    ended = bool(last) and last[-1].lines[-1].text.endswith(_ENDS)
    return ended and bool(first) and first[0].lines[0].text[:1].isupper()


def _is_mid_sentence(last: list[Paragraph], first: list[Paragraph]) -> bool:
    """Tell a cell whose text wraps and goes on in lower case: an entry of one word may be short."""
    if not last or not first or len(last[-1].lines) < 2 or not first[0].lines[0].text[:1].islower():
        return False
    return not last[-1].lines[-1].text.endswith(_ENDS) and _runs_over(last[-1], first[0])


def _runs_over(before: Paragraph, after: Paragraph) -> bool:
    """Tell a cell's paragraph that the break has cut; an entry in lower case may just be short."""
    last, line = before.lines[-1], after.lines[0]
    full = not had_room(last, line, before.area.right)
    return (full or bool(last.tag)) and _continues(before, after)


def _join_cells(one: list[Paragraph], other: list[Paragraph]) -> list[Paragraph]:
    if one and other and _continues(one[-1], other[0]):
        return [*one[:-1], _join_paragraphs(one[-1], other[0]), *other[1:]]
    return one + other
