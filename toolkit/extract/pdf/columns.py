"""Pages set in columns: their text cut into regions that are read one after the other."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from statistics import median
from typing import NamedTuple

from .fragments import Fragment
from .grids import Cell
from .labels import is_label, label_of
from .lines import rows_of

FEW_OVER = 0.08  # of the lines may run over a gutter: a title, a wide heading
NARROWEST = 6  # points, of a gutter
GUTTER = 0.7  # in sizes: the narrowest space between columns
SAME_EDGE = 2.0  # points between the left edges of a column's lines
WIDEST_PAGE = 14_400  # points: 200 inches, the most that PDF readers keep to
FEWEST_LINES = 3  # on each side of a gutter
PROSE = 22  # characters: half of a column's lines are longer; a value or a name is shorter
FEWEST_NARROW = 10  # lines that tell a narrow column of prose
IN_MIDST = 0.4  # of its lines begin in small letters
FILLED = 0.75  # of the widest line: what half of a column's lines reach
FARTHEST_LABEL = 40  # points from a label to its text
LABELLED = 0.08  # of the lines: a list with items of five lines has labels on a fifth
FEWEST_BULLETS = 2  # of a list beside another
MOSTLY_OVER = 0.6  # of the lines: a page of prose with no place for a gutter
MAX_DEPTH = 3  # eight columns
MIDDLE = (0.2, 0.8)  # of the text's width: where a second column may begin


_PAGE = re.compile(r"[^\W\d]{2}.*\D(\d{1,3})\Z")  # a name and the page where it stands


class Region(NamedTuple):
    """Text that is read top to bottom. `whole` is a region over the page's full width."""

    fragments: list[Fragment]
    whole: bool = True


class _Band(NamedTuple):
    """A stretch of the page between two lines that run over the gutter."""

    across: list[Fragment]
    left: list[Fragment]
    right: list[Fragment]


def regions_of(
    fragments: Sequence[Fragment],
    tables: Sequence[Cell],
    depth: int = 0,
    known: Sequence[float] = (),
) -> list[Region]:
    """Cut a page's text, without what stands in tables, into regions in reading order.

    `known` are the left edges of second columns on other pages: one may end after a line or two.
    """
    upright = [each for each in fragments if not each.turn]
    edges = _column_edges(upright) if depth < MAX_DEPTH else []
    for edge in edges if _may_list_pages(upright) else []:
        bands = _bands(fragments, tables, edge)
        if any(_entries(band) for band in bands):
            return _merged([part for band in bands for part in _entries(band) or _lined(band)])
    for edge in edges:
        edge = _edge_of_head(upright, edge) or edge
        bands = _bands(fragments, tables, edge)
        if any(_are_columns(band, depth) for band in bands):
            return _merged([part for band in bands for part in _read(band, tables, depth)])
    for edge in known:
        bands = _bands(fragments, tables, edge)
        if len(bands) == 1 and _begins_column(bands[0], edge):
            return [Region(side, False) for side in (bands[0].left, bands[0].right) if side]
    for edge in _bullet_edges(upright) if depth < MAX_DEPTH else []:
        edge = _edge_of_head(upright, edge) or edge
        return _merged([part for band in _bands(fragments, tables, edge) for part in _lists(band)])
    return [Region(list(fragments), depth == 0)] if fragments else []


def _bullet_edges(fragments: Sequence[Fragment]) -> list[float]:
    """Give where the second of two lists side by side begins: at bullets within lines."""
    bullets = [each for each in fragments if _is_bullet(each)]
    if len(bullets) < 2 * FEWEST_BULLETS:
        return []
    rows = [row for row in rows_of(bullets) if len(row) > 1]
    starts = Counter(round(row[1].x0) for row in rows)
    return [start - SAME_EDGE for start, count in starts.most_common(1) if count >= FEWEST_BULLETS]


def _edge_of_head(fragments: Sequence[Fragment], edge: float) -> float | None:
    """Give where the second list's heading begins, beside the first's: left of its bullets."""
    bullets = [
        each.y
        for each in fragments
        if 0 <= each.x0 - edge < FARTHEST_LABEL / 2 and _is_bullet(each)
    ]
    for row in rows_of(fragments) if len(bullets) >= FEWEST_BULLETS else ():
        headed = len(row) == 2 and not any(map(_is_bullet, row)) and row[0].y < min(bullets)
        if headed and 0 < edge - row[1].x0 < FARTHEST_LABEL:
            beside = [each for each in fragments if row[0].y < each.y <= max(bullets)]
            return None if any(_runs_over(each, row[1].x0) for each in beside) else row[1].x0
    return None


def _is_bullet(fragment: Fragment) -> bool:
    first = fragment.text[:1]
    return not first.isalnum() and first not in "([-–" and bool(label_of(fragment.text)[0])


def _lists(band: _Band) -> list[Region]:
    """Give two lists side by side one after the other; any other lines as they stand."""
    if not all(any(map(_is_bullet, side)) for side in (band.left, band.right)):
        return _lined(band)
    top = min(each.y for each in band.right) - 1
    before = [each for each in band.left if each.y < top]
    left = _list_from(sorted(band.left, key=lambda each: each.y)[len(before) :], band.right)
    taken = set(map(id, left))
    after = [each for each in band.left if each.y >= top and id(each) not in taken]
    lists = [Region(left, False), Region(band.right, False)]
    return _whole(band.across + before, 0) + lists + _whole(after, 0)


def _lined(band: _Band) -> list[Region]:
    return _whole(band.across + band.left + band.right, 0)


def _may_list_pages(fragments: Sequence[Fragment]) -> bool:
    return sum([each.text[-1:].isdecimal() for each in fragments]) >= 2 * FEWEST_LINES


def _entries(band: _Band) -> list[Region]:
    """Give a contents list in two columns one after the other; nothing for any other band."""
    if len(band.right) < FEWEST_LINES or not band.right[-1].text[-1:].isdecimal():
        return []
    right = [_page_of(row) for row in rows_of(band.right)]
    rows = rows_of(band.left)
    top = min(each.y for each in band.right) - 1
    start = sum(row[0].y < top for row in rows)
    stop = start
    while stop < len(rows) and _page_of(rows[stop]):
        stop += 1
    pages = [*map(_page_of, rows[start:stop]), *right]
    if min(stop - start, len(right)) < FEWEST_LINES or not 0 < pages[0] < pages[-1]:
        return []
    if pages != sorted(pages):
        return []
    before, left, after = (
        [each for row in part for each in row]
        for part in (rows[:start], rows[start:stop], rows[stop:])
    )
    lists = [Region(left, False), Region(band.right, False)]
    return _whole(band.across + before, 0) + lists + _whole(after, 0)


def _page_of(row: Sequence[Fragment]) -> int:
    """Give the page that a contents list's entry ends with; 0 for any other line."""
    end = _PAGE.search(" ".join(each.text for each in row))
    return int(end[1]) if end else 0


def _list_from(left: Sequence[Fragment], right: Sequence[Fragment]) -> list[Fragment]:
    """Take the lines beside a list, and the wrapped ones right below."""
    bottom = max(each.y for each in right)
    edge = min((each.x0 for each in left if _is_bullet(each)), default=0.0)
    found: list[Fragment] = []
    for each in left:
        wrapped = each.x0 > edge + SAME_EDGE and each.y - bottom < 2 * each.look.size
        if each.y > bottom + 1 and not wrapped:
            break
        bottom = max(bottom, each.y)
        found.append(each)
    return found


def _begins_column(band: _Band, edge: float) -> bool:
    """Tell the few lines of a second column beside a first that is full, or a first alone."""
    if not band.left or not _is_prose(band.left):
        return False
    if not band.right:
        return max(each.x1 for each in band.left) < edge
    level = max(each.y for each in band.right) <= max(each.y for each in band.left)
    return level and abs(min(each.x0 for each in band.right) - edge) <= SAME_EDGE


def _read(band: _Band, tables: Sequence[Cell], depth: int) -> list[Region]:
    """Give the regions of a band: its two sides in turn, or its lines over the whole width."""
    if not _are_columns(band, depth):
        return _whole(band.across + band.left + band.right, depth)
    sides = _sides(band, tables, depth)
    return _whole(band.across, depth) + [side._replace(whole=False) for side in sides]


def _sides(band: _Band, tables: Sequence[Cell], depth: int) -> list[Region]:
    return regions_of(band.left, tables, depth + 1) + regions_of(band.right, tables, depth + 1)


def _whole(fragments: list[Fragment], depth: int) -> list[Region]:
    return [Region(fragments, depth == 0)] if fragments else []


def _merged(regions: Sequence[Region]) -> list[Region]:
    """Join neighbouring regions over the whole width."""
    merged: list[Region] = []
    for region in regions:
        if merged and merged[-1].whole and region.whole:
            merged[-1] = Region(merged[-1].fragments + region.fragments)
        else:
            merged.append(region)
    return merged


def _column_edges(fragments: Sequence[Fragment]) -> list[float]:
    """Give the places where a second column may begin, the likeliest first."""
    if len(fragments) < 2 * FEWEST_LINES:
        return []
    # A damaged page may place its text anywhere: columns are looked for on paper only.
    left, right = min([each.x0 for each in fragments]), max([each.x1 for each in fragments])
    right = min(right, WIDEST_PAGE)
    first, last = (left + share * (right - left) for share in MIDDLE)
    if last < 0:
        return []
    over = sum([each.x0 < first and each.x1 > last for each in fragments])
    if over > MOSTLY_OVER * len(fragments):
        return []
    starts = Counter([round(each.x0) for each in fragments if first < each.x0 < last])
    common = [start for start, count in starts.most_common(2) if count >= FEWEST_LINES]
    edges = [*_strips(fragments, first, last), *(start - SAME_EDGE for start in common)]
    return [min(each.x0 for each in fragments if each.x0 > edge) for edge in edges]


def _strips(fragments: Sequence[Fragment], first: float, last: float) -> list[float]:
    """Give the left ends of the strips that few lines run over, the widest strip first."""
    lines = [each for each in fragments if each.x0 <= last]
    begun = Counter([int(each.x0) for each in lines])
    ended = Counter([int(each.x1) + 1 for each in lines])
    few, begin = FEW_OVER * len(fragments), max(int(first), 0)
    strips: list[tuple[int, int]] = []
    over, start = 0, begin
    for x in sorted({*begun, *ended}):
        if x > last:
            break
        was_free, over = over <= few, over + begun.get(x, 0) - ended.get(x, 0)
        if was_free and over > few and x > start:
            strips.append((x - start, start))
        elif not was_free and over <= few:
            start = max(x, begin)
    widest = sorted(strips, reverse=True)[:3]
    return [float(start) for width, start in widest if width >= NARROWEST]


def _bands(fragments: Sequence[Fragment], tables: Sequence[Cell], edge: float) -> list[_Band]:
    """Cut the page where a line, or a table, runs over the gutter."""
    cuts = sorted(table[1] for table in tables if table[0] < edge < table[2])
    bands: list[_Band] = []
    band = _Band([], [], [])
    below = 0
    for row in rows_of(fragments):
        y = row[0].y
        passed = sum(cut < y for cut in cuts)
        over = any(_runs_over(each, edge) for each in row)
        if passed > below or (over and (band.left or band.right)):
            bands.append(band)
            band = _Band([], [], [])
        below = passed
        for each in row:
            side = band.across if over else band.left if each.x0 < edge - SAME_EDGE else band.right
            side.append(each)
    return [each for each in [*bands, band] if any(each)]


def _runs_over(fragment: Fragment, edge: float) -> bool:
    return fragment.x0 < edge - SAME_EDGE and fragment.x1 > edge - GUTTER * fragment.look.size


def _are_columns(band: _Band, depth: int) -> bool:
    """Tell columns of prose from labels beside their texts, and from names beside values."""
    sides = band.left, band.right
    prose = [side for side in sides if _is_prose(side)]
    if not prose or not all(side in prose or _holds_columns(side, depth + 1) for side in sides):
        return False
    return not _parts_labels(band)


def _holds_columns(side: Sequence[Fragment], depth: int) -> bool:
    """Tell the two other columns of three, whose lines together are no even prose."""
    if depth >= MAX_DEPTH or len(side) < 2 * FEWEST_NARROW:
        return False
    return any(
        _are_columns(band, depth) for edge in _column_edges(side) for band in _bands(side, (), edge)
    )


def _parts_labels(band: _Band) -> bool:
    """Tell whether the gutter is the gap between a list's labels and its texts."""
    left = min(each.x0 for each in band.right)
    labels = [each for each in band.left if left - each.x1 < FARTHEST_LABEL and is_label(each.text)]
    rows = len({round(each.y) for each in band.right})
    return len(labels) > LABELLED * rows


def _is_prose(side: Sequence[Fragment]) -> bool:
    lines = [row for row in rows_of(side) if len(row) > 1 or not is_label(row[0].text)]
    if len(lines) < FEWEST_LINES:
        return False
    lengths = [sum(len(each.text) for each in row) for row in lines]
    left = min(row[0].x0 for row in lines)
    reaches = [row[-1].x1 - left for row in lines]
    long = median(lengths) >= PROSE or _runs_on(lines)
    return long and median(reaches) >= FILLED * max(reaches)


def _runs_on(lines: Sequence[Sequence[Fragment]]) -> bool:
    """Tell prose in a narrow column: its lines begin in mid-sentence, as no names or values do."""
    small = sum(row[0].text[:1].islower() for row in lines)
    return len(lines) >= FEWEST_NARROW and small >= IN_MIDST * len(lines)
