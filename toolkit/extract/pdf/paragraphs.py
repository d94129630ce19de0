"""Lines to paragraphs: by label, style, spacing, indent, and whether the next word had room."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import islice
from typing import Literal, NamedTuple

from ...document import Alignment, AsideKind
from .lines import Line
from .widths import set_width

RESIZED = 0.08  # of the size: a heading is at least a point larger
LOOSER = 0.13  # in sizes: a gap this much above the paragraph's own leading parts paragraphs
LOOSE = 1.18  # of the usual leading, where the paragraph has one line as yet
USUAL_LEADING = 1.35  # in sizes, where a document has no two lines of one size
SAMPLE = 600  # lines that a document's leading is taken from
STEP = 2.5  # points: a change of indent
ROOM = 0.5  # in sizes: a line that leaves this much beside the next word was ended by hand
FEW_WORDS_LEFT = 0.4  # of the width: even a sentence that runs on has been broken by hand here
CENTRED_STEP = 1.45  # in sizes: centred lines further apart that had room are lines of their own
CENTRED = 3.0  # points: the two sides of a centred line differ by less
_ENDS = (".", ";", ":", "?", "!", ":-", ".'", ".’", ".”", '."', ".)", "…")
_BULLETS = "•‣▪◦○●–-−*"


class Area(NamedTuple):
    """Where text may stand: a page's body, a column or a cell, in points."""

    left: float
    right: float


class Paragraph(NamedTuple):
    """Lines that are one block, and the area they stand in."""

    lines: tuple[Line, ...]
    area: Area
    align: Alignment = "left"
    role: AsideKind | Literal["note"] | None = None

    @property
    def page(self) -> int:
        """The page it begins on, from 1."""
        return self.lines[0].page


def usual_leading(lines: Iterable[Line]) -> float:
    """Give a document's commonest distance of baselines within a paragraph, in sizes.

    Only lines that begin in lower case surely go on with the line before; in a document of short
    paragraphs the commonest distance of all would be that between two of them.
    """
    gaps: Counter[float] = Counter()
    before: Line | None = None
    for line in islice(lines, SAMPLE):
        alike = before and before.page == line.page and before.size == line.size
        if before and alike and _is_lower(line):
            step = (line.y - before.y) / line.size
            if 0.9 < step < 2.6:
                gaps[round(step, 2)] += 1
        before = line
    if not gaps:
        return USUAL_LEADING
    commonest = max(gaps.values())
    return min(step for step, count in gaps.items() if count >= 0.5 * commonest)


def paragraphs_of(lines: Sequence[Line], area: Area, leading: float) -> list[Paragraph]:
    """Build the paragraphs of one column or cell."""
    paragraphs: list[Paragraph] = []
    current: list[Line] = []
    for number, line in enumerate(lines):
        if current and _begins(current, line, lines, number, area, leading):
            paragraphs.append(_paragraph(current, area))
            current = []
        current.append(line)
    if current:
        paragraphs.append(_paragraph(current, area))
    return paragraphs


def _paragraph(lines: Sequence[Line], area: Area) -> Paragraph:
    return Paragraph(tuple(lines), area, _alignment(lines, area))


def _alignment(lines: Sequence[Line], area: Area) -> Alignment:
    if _hangs(lines[0]):
        return "left"
    if _are_centred(lines, area):
        return "center"
    if all(line.x0 - area.left > 0.3 * (area.right - area.left) for line in lines) and all(
        abs(line.x1 - area.right) < CENTRED for line in lines
    ):
        return "right"
    return "left"


def _hangs(line: Line) -> bool:
    """Tell a label that stands out to the left of its text."""
    return bool(line.label) and line.text_x - line.x0 > STEP


def _are_centred(lines: Sequence[Line], area: Area) -> bool:
    return all(is_centred(line, area) for line in lines) or _share_a_centre(lines)


def _share_a_centre(lines: Sequence[Line]) -> bool:
    """Tell lines of different lengths that all have one middle."""
    starts = [line.x0 for line in lines]
    if max(starts) - min(starts) <= 4 * STEP:
        return False
    middles = [(line.x0 + line.x1) / 2 for line in lines]
    return max(middles) - min(middles) < CENTRED


def is_centred(line: Line, area: Area) -> bool:
    """Tell whether a line stands in the middle with room on both sides."""
    before, after = line.x0 - area.left, area.right - line.x1
    return before > 2 * STEP and abs(before - after) < CENTRED + 0.02 * (area.right - area.left)


def _begins(
    current: list[Line],
    line: Line,
    lines: Sequence[Line],
    number: int,
    area: Area,
    leading: float,
) -> bool:
    """Tell whether a line begins a new paragraph."""
    before = current[-1]
    if before.tag and line.tag and (before.tag.number != line.tag.number or not line.label):
        return before.tag.number != line.tag.number or _is_under_bold(current, line, area)
    tagged = before.tag and line.tag
    if not tagged and _is_clear(current, line, leading):
        return True
    full = not (
        had_room(before, line, area.right)
        and had_room(before, line, _right_edge(lines, number, area))
    )
    if tagged:
        return _is_typed_item(current, line, full)
    if not full and _is_gap(current, line, leading, full):
        return True
    if _is_other_style(before, line, full):
        return True
    if line.label and not is_wrapped_label(current, line, full):
        return True
    if not _hangs(current[0]) and _are_centred([*current, line], area):
        beside = area.left + before.x1 - before.x0  # a centred line has room on both sides
        room = had_room(before._replace(x1=beside), line, area.right)
        return room and line.y - before.y > CENTRED_STEP * line.size
    return _is_other_indent(current, line, full) or (not full and not _runs_on(current, line, area))


def _is_under_bold(current: list[Line], line: Line, area: Area) -> bool:
    """Tell the text below a bold line that was broken off within one tagged paragraph."""
    bold = all(above.bold for above in current) and not line.bold
    return bold and not _is_lower(line) and had_room(current[-1], line, area.right)


def _is_clear(current: list[Line], line: Line, leading: float) -> bool:
    """Tell what begins a paragraph whether or not the line before is full."""
    before = current[-1]
    return before.entry or line.y < before.y or _is_gap(current, line, leading, full=True)


def _is_typed_item(current: list[Line], line: Line, full: bool) -> bool:
    """Tell an item that was typed on a new line of the same tagged paragraph."""
    wrapped = is_wrapped_label(current, line, full)
    return bool(line.label) and not wrapped and current[-1].text.endswith(_ENDS)


def _is_gap(current: list[Line], line: Line, leading: float, full: bool) -> bool:
    step = line.y - current[-1].y
    size = max(line.size, current[-1].size)
    if len(current) > 1:
        own = (current[-1].y - current[0].y) / (len(current) - 1)
        return step > own + LOOSER * size + (0.2 * size if full and _is_lower(line) else 0)
    return step > LOOSE * leading * size + (0.2 * size if full and _is_lower(line) else 0)


def _is_lower(line: Line) -> bool:
    return line.text[:1].islower() and not line.label


def _is_other_style(before: Line, line: Line, full: bool) -> bool:
    if abs(before.size - line.size) > RESIZED * max(before.size, line.size):
        return True
    other = before.bold != line.bold or before.marked != line.marked
    return other and not (full and _is_lower(line))


def is_wrapped_label(current: Sequence[Line], line: Line, full: bool) -> bool:
    """Tell a wrapped line that happens to start "12. " from a clause.

    It has no room before it, ends no sentence before it, has no tab after the label, and stands
    at the text's indent.
    """
    before = current[-1]
    is_bullet = line.label in _BULLETS and line.text[1:2] == " "
    if is_bullet or not full or before.text.endswith(_ENDS):
        return False
    text_indent = current[0].text_x if len(current) == 1 else current[-1].x0
    pushed = 0.0  # a label too wide for its indent pushes the text of its line
    if len(current) == 1 and current[0].label:
        pushed = max(text_indent - current[0].x0 - 2 * STEP, 0.0)
    if not -max(pushed, STEP) <= line.x0 - text_indent <= STEP:
        return False
    return line.text_x - line.x0 < (len(line.label) + 1) * 0.62 * line.size


def _is_other_indent(current: list[Line], line: Line, full: bool) -> bool:
    """Tell whether a line's left edge says that it is another paragraph's."""
    first, before = current[0], current[-1]
    if abs(line.x0 - before.x0) <= STEP:
        return False
    if len(current) == 1 and abs(line.x0 - first.text_x) <= STEP:
        return False
    if len(current) == 1:  # a hanging indent, or the end of a first line's indent
        hangs = line.x0 > first.x0 and bool(first.label)
        return not full or not (hangs or line.x0 < first.x0 or _is_lower(line))
    return not (full and _is_lower(line) and abs(line.x0 - first.x0) <= STEP)


def had_room(before: Line, line: Line, right: float) -> bool:
    """Tell whether a line's first word would have fitted at the end of the line before."""
    room = right - before.x1 - ROOM * line.size
    if line.word:
        return room > line.word
    word = line.text.split(" ", 1)[0]
    even = (line.x1 - line.x0) * len(word) / max(len(line.text), 1)
    if not 0.6 * even < room < 1.6 * even:
        return room > even
    return room > (line.x1 - line.x0) * set_width(word) / set_width(line.text)


def _runs_on(current: list[Line], line: Line, area: Area) -> bool:
    """Tell whether a sentence runs on over a line that is a little short.

    A narrower setting, as of a quotation, leaves every line a little short; in a paragraph that
    is under way, or an item, a line that ends no sentence is none's last.
    """
    before = current[-1]
    short = area.right - before.x1 > FEW_WORDS_LEFT * (area.right - area.left)
    under_way = len(current) > 1 or _hangs(current[0])
    return (_is_lower(line) or under_way) and not before.text.endswith(_ENDS) and not short


def _right_edge(lines: Sequence[Line], number: int, area: Area) -> float:
    """Give where lines wrap here: the area's edge, or the nearer one that a narrower run keeps."""
    run = _run_around(lines, number)
    if len(run) < 4:
        return area.right
    edge = max([line.x1 for line in run])
    width = edge - min([line.x0 for line in run])
    reaching = sum([edge - line.x1 < 0.12 * width for line in run[:-1]])
    return edge if reaching >= 0.6 * (len(run) - 1) else area.right


def _run_around(lines: Sequence[Line], number: int) -> Sequence[Line]:
    """Give the lines around one that keep its size and, but for labels, its left edge."""
    at = lines[number - 1]
    start, stop = number - 1, number
    while start > 0 and number - start < 8 and _alike(lines[start - 1], at):
        start -= 1
    while stop < len(lines) and stop - number < 8 and _alike(lines[stop], at):
        stop += 1
    return lines[start:stop]


def _alike(one: Line, other: Line) -> bool:
    same_edge = abs(one.text_x - other.text_x) <= STEP
    return one.size == other.size and same_edge and one.page == other.page
