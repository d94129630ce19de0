"""Text turned on its side, which PDFium gives letter by letter: joined along its direction."""

from __future__ import annotations

from collections.abc import Sequence

from .fragments import Fragment
from .glyphs import TextPage, index_of, rise_of

SAME_COLUMN = 1.5  # points between the baselines of pieces of one turned line
SPACE = 0.15  # in sizes: a wider gap parts two words
APART = 0.6  # in sizes: a wider gap parts two texts


def with_turned_joined(page: TextPage, fragments: Sequence[Fragment]) -> list[Fragment]:
    """Join the pieces of lines that run straight up or down, as they are drawn."""
    joined: list[Fragment] = []
    for fragment in fragments:
        last = joined[-1] if joined else fragment
        gap = _gap(page, last, fragment) if _in_line(last, fragment) else None
        if gap is None or abs(gap) > APART * fragment.look.size:
            joined.append(fragment)
            continue
        between = " " if gap > SPACE * fragment.look.size else ""
        joined[-1] = last._replace(
            text=f"{last.text}{between}{fragment.text}", span=(last.span[0], fragment.span[1])
        )
    return joined


def _in_line(last: Fragment, fragment: Fragment) -> bool:
    upright = fragment.turn % 180 != 90 or last.turn != fragment.turn
    return last is not fragment and not upright and abs(last.x0 - fragment.x0) <= SAME_COLUMN


def _gap(page: TextPage, last: Fragment, fragment: Fragment) -> float:
    """Measure from where one piece ends to where the next begins, along the writing."""
    top, bottom = rise_of(page, index_of(page, last.span[1] - 1))
    return top - fragment.y if fragment.turn == 90 else fragment.y - bottom
