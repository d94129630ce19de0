"""Large figures beside their text, as of a poster's steps: each is its first line's label."""

from __future__ import annotations

from collections.abc import Sequence
from statistics import median

from .fragments import Fragment
from .labels import is_label

LARGER = 1.5  # of the text's size: a heading's number is of its own size
MOST = 40  # on one page; more are a chart
LONGEST = 3  # characters: "12."
BESIDE = 2.0  # of its size, from a figure to its text
HEIGHT = 0.75  # of its size: a figure's own
NEXT_LINE = 1.6  # in sizes, from one line of the text to the next
SAME_EDGE = 2.0  # points
MIDDLE = 0.8  # in sizes of the text, between the middles of a figure and of its text


def with_figures(fragments: list[Fragment]) -> list[Fragment]:
    """Level each large figure with the first line of the text that it stands beside."""
    figures = _figures(fragments)
    if not figures:
        return fragments
    homes = {id(figure): _home(figure, fragments) for figure in figures}
    return [
        each._replace(y=home.y, look=each.look._replace(size=home.look.size))
        if (home := homes.get(id(each)))
        else each
        for each in fragments
    ]


def _figures(fragments: Sequence[Fragment]) -> list[Fragment]:
    short = [each for each in fragments if len(each.text) <= LONGEST and not each.turn]
    figures = [each for each in short if each.text[:1].isdecimal() and is_label(each.text)]
    if not figures or len(figures) > MOST:
        return []
    usual = median(each.look.size for each in fragments)
    return [each for each in figures if each.look.size >= LARGER * usual]


def _home(figure: Fragment, fragments: Sequence[Fragment]) -> Fragment | None:
    """Give the first line of the text beside a figure; None where there is none, or all larger."""
    size = figure.look.size
    beside = [
        each
        for each in fragments
        if 0 < each.x0 - figure.x1 < BESIDE * size and LARGER * each.look.size <= size
    ]
    level = [each for each in beside if figure.y - HEIGHT * size < each.y <= figure.y + 1]
    if not level:
        return None
    first = min(level, key=lambda each: (each.y, each.x0))
    block = _block(first, beside)
    middle = (block[0].y + block[-1].y - HEIGHT * first.look.size) / 2
    off = abs(middle - figure.y + HEIGHT * size / 2)
    return block[0] if off < MIDDLE * first.look.size else first


def _block(line: Fragment, beside: Sequence[Fragment]) -> list[Fragment]:
    """Give the lines that stand close below each other with one of them, top to bottom."""
    column = sorted(
        (each for each in beside if abs(each.x0 - line.x0) <= SAME_EDGE), key=lambda each: each.y
    )
    start = stop = next(at for at, each in enumerate(column) if each is line)
    while start and column[start].y - column[start - 1].y < NEXT_LINE * line.look.size:
        start -= 1
    while stop + 1 < len(column) and (
        column[stop + 1].y - column[stop].y < NEXT_LINE * line.look.size
    ):
        stop += 1
    return column[start : stop + 1]
