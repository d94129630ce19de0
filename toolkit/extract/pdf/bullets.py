"""Bullets that a file draws as shapes, as browsers do: put back as text."""

from __future__ import annotations

from collections.abc import Sequence

from .fragments import Fragment
from .rulings import Edge

FARTHEST = 30.0  # points from a bullet to its text; Word's own list indent is 18
MAX_DOTS = 400  # on one page: more is a pattern or a chart


def with_bullets(fragments: list[Fragment], dots: Sequence[Edge]) -> list[Fragment]:
    """Add a bullet before each line that a dot stands before."""
    if not dots or len(dots) > MAX_DOTS:
        return fragments
    found = [bullet for dot in dots if (bullet := _bullet(dot, fragments))]
    return fragments + found


def _bullet(dot: Edge, fragments: Sequence[Fragment]) -> Fragment | None:
    """Make the bullet of the nearest line to the right, where nothing stands before that line."""
    beside = [each for each in fragments if not each.turn and _is_level(dot, each)]
    after = [each for each in beside if 0 < each.x0 - dot.x1 < FARTHEST]
    if not after or any(dot.x0 - FARTHEST < each.x1 <= dot.x1 for each in beside):
        return None
    text = min(after, key=lambda each: each.x0)
    return text._replace(text="•", x0=dot.x0, x1=dot.x1, text_x=dot.x0)


def _is_level(dot: Edge, fragment: Fragment) -> bool:
    middle = (dot.top + dot.bottom) / 2
    return fragment.y - 0.75 * fragment.look.size < middle < fragment.y
