"""Text that OCR has laid, unseen, over a scan: taken as text, its lines levelled."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from statistics import median

from .fragments import Fragment
from .health import is_recognised
from .looks import Look
from .pages import Page

MEASURED = 0.3  # of the usual size: lines without tall letters measure that much less
STEEPEST = 0.06  # of a scan's lines: more than three degrees is no page laid askew


def revealed(page: Page) -> Page:
    """Take the invisible text over a scan as the page's text, straight and of even size."""
    if not is_recognised(page):
        return page
    slope = _slope(page.fragments)
    sizes = sorted(each.look.size for each in page.fragments for _ in each.text)
    usual = sizes[len(sizes) // 2]
    shown = [
        each._replace(look=_evened(each.look, usual), y=each.y - slope * each.x0, turn=0)
        for each in page.fragments
    ]
    return page._replace(fragments=shown)


def _evened(look: Look, usual: float) -> Look:
    """Take a size that OCR has measured of one line as the usual one where it is near."""
    near = abs(look.size - usual) < MEASURED * usual
    return Look(usual if near else look.size, symbol=look.symbol)


def _slope(fragments: Sequence[Fragment]) -> float:
    """Give how far a scan's lines fall for each point to the right: from words drawn in turn."""
    slopes = [
        (after.y - before.y) / (after.x0 - before.x0)
        for before, after in pairwise(fragments)
        if after.x0 > before.x1 and abs(after.y - before.y) < STEEPEST * (after.x0 - before.x0)
    ]
    return median(slopes) if slopes else 0.0
