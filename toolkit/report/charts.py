"""Small pictures of figures that stand in a table beside them: plain SVG, nothing fetched."""

from __future__ import annotations

from collections.abc import Sequence

from markupsafe import Markup

from toolkit.report.page import text

LINE, BAR = 24, 14  # heights, in CSS pixels
LABEL, WIDEST, FIGURE = 250, 320, 60  # widths
LONGEST = 38  # letters of a label that fit its width
TEMPLATE = Markup(
    '<svg class="bars" viewBox="0 0 {width} {height}" width="{width}" height="{height}" '
    'role="img" aria-label="{name}">{rows}</svg>'
)
ROW = Markup(
    '<text x="{label}" y="{middle}" text-anchor="end">{said}</text>'
    '<rect class="{look}" x="{start}" y="{top}" width="{width}" height="{bar}"></rect>'
    '<text x="{after}" y="{middle}">{number}</text>'
)


def bars(name: str, figures: Sequence[tuple[str, int, str]]) -> Markup:
    """Draw a bar for each (label, number, CSS class); `name` says what the picture shows."""
    largest = max((number for _, number, _ in figures), default=0) or 1
    rows = [_row(at, *figure, largest) for at, figure in enumerate(figures)]
    return TEMPLATE.format(
        width=LABEL + WIDEST + FIGURE,
        height=LINE * len(rows) + 4,
        name=text(name),
        rows=Markup("").join(rows),
    )


def _row(at: int, label: str, number: int, look: str, largest: int) -> Markup:
    shown = label if len(label) <= LONGEST else f"{label[: LONGEST - 1]}…"
    width = round(WIDEST * number / largest)
    return ROW.format(
        label=LABEL - 8,
        middle=at * LINE + 16,
        said=text(shown),
        look=look,
        start=LABEL,
        top=at * LINE + 5,
        width=width,
        bar=BAR,
        after=LABEL + width + 8,
        number=number,
    )
