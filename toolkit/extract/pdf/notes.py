"""Footnotes: small print at the foot of a page that begins with a mark."""

from __future__ import annotations

import re

from .flow import Unit
from .paragraphs import Paragraph

SMALLER = 0.95  # of the usual size; Word sets a footnote at 10 to 11 points' text
LOWER = 0.45  # of the page's height: footnotes begin below this
_MARK = re.compile(
    r"(?P<mark> \d{1,3} | [*†‡§]{1,3} | [¹²³⁴-⁹] | \[\d{1,3}\] ) [.)]? \s* (?P<rest> [^\s\d].*)",
    re.VERBOSE | re.DOTALL,
)


def with_notes(flows: list[list[Unit]], usual_size: float, height: float) -> list[list[Unit]]:
    """Mark the footnotes that end a page's columns."""
    return [_mark(flow, usual_size, height) for flow in flows]


def _mark(flow: list[Unit], usual_size: float, height: float) -> list[Unit]:
    start = len(flow)
    first = start
    while start and _is_small(flow[start - 1], usual_size, height):
        start -= 1
        if _begins_note(flow[start]):
            first = start
    return flow[:first] + [_as_note(unit) for unit in flow[first:]]


def _is_small(unit: Unit, usual_size: float, height: float) -> bool:
    if not isinstance(unit, Paragraph):
        return False
    line = unit.lines[0]
    tagged = line.tag is not None and line.tag.kind in ("Note", "FENote")
    return tagged or (line.size <= SMALLER * usual_size and line.y > LOWER * height)


def _begins_note(unit: Unit) -> bool:
    return isinstance(unit, Paragraph) and bool(_MARK.match(unit.lines[0].text))


def _as_note(unit: Unit) -> Unit:
    return unit._replace(role="note") if isinstance(unit, Paragraph) else unit


def mark_of(text: str) -> tuple[str, str]:
    """Split a footnote into the figure that it begins with, "" for none, and its text.

    >>> mark_of("2 For academies read “trustees”.")
    ('2', 'For academies read “trustees”.')
    """
    match = _MARK.match(text)
    if not match or not match["mark"].isdecimal():
        return "", text
    return match["mark"], match["rest"]
