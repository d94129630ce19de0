"""Pages as read: their text, grids and pictures, one page in memory at a time."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from typing import NamedTuple

from ...errors import Code, InputError
from ..options import Options
from .bullets import with_bullets
from .engine import LARGEST_SIDE, Handle, form_of, is_tagged, loaded_page
from .fields import with_values
from .figures import with_figures
from .fragments import Fragment, cut_at, fragments_of
from .frame import frame_of
from .glyphs import Widths, text_page
from .grids import Grid, grids_of
from .initials import with_initials
from .ladders import Ladder, ladders_of
from .panels import panels_of
from .rulings import Edge, drawing_of
from .soundness import SAMPLE, are_hopeless, may_be_sound
from .tags import NO_MARKS, Marks, marks_of
from .turned import with_turned_joined
from .underlines import with_underlines
from .words import odd_signs


class Page(NamedTuple):
    """What stands on one page.

    `marks` are its tags; `odd` counts the signs that stand for no known letter; `damaged` is a
    page that PDFium could not load.
    """

    number: int
    width: float
    height: float
    fragments: list[Fragment]
    grids: list[Grid]
    images: list[Edge]
    marks: Marks = NO_MARKS
    odd: int = 0
    damaged: bool = False
    ladders: Sequence[Ladder] = ()
    panels: Sequence[Edge] = ()

    @property
    def pictured(self) -> float:
        """The share of the page that its largest picture covers."""
        return max((_share(image, self.width, self.height) for image in self.images), default=0.0)


def _share(image: Edge, width: float, height: float) -> float:
    across = min(image.x1, width) - max(image.x0, 0)
    down = min(image.bottom, height) - max(image.top, 0)
    return max(across, 0) * max(down, 0) / (width * height or 1)


def pages_of(document: Handle, name: str, options: Options) -> list[Page]:
    """Read every page; InputError TOO_LARGE for more text or larger pages than the limits."""
    pages: list[Page] = []
    widths: Widths = {}
    left = options.limits.characters
    tagged = read_tags = is_tagged(document)
    for index in range(len(document)):
        pages.append(page := _page(document, index, name, read_tags, widths))
        read_tags = read_tags and not (index == 0 and are_hopeless(page))
        left -= sum([len(fragment.text) for fragment in page.fragments])
        if left < 0:
            raise InputError(
                Code.TOO_LARGE,
                f"{name}: more than {options.limits.characters:,} characters of text; "
                "split it and give the part that holds the policy",
            )
    if tagged and not read_tags and may_be_sound(pages[:SAMPLE]):
        pages[1:] = [_page(document, index, name, True, widths) for index in range(1, len(pages))]
    return pages


def _page(document: Handle, index: int, name: str, tagged: bool, widths: Widths) -> Page:
    with loaded_page(document, index, name) as loaded:
        if loaded is None:
            return Page(index + 1, 0, 0, [], [], [], damaged=True)
        page, text = loaded
        frame = frame_of(page)
        if max(frame.width, frame.height) > LARGEST_SIDE:
            raise InputError(
                Code.TOO_LARGE,
                f"{name}: page {index + 1} is larger than the format allows "
                f"({frame.width:,.0f} by {frame.height:,.0f} points); print it to a new PDF",
            )
        drawing = drawing_of(page, frame)
        marks = marks_of(page) if tagged else NO_MARKS
        asked = text_page(text, frame, bool(marks), widths)
        fragments = fragments_of(asked)
        if any(fragment.turn for fragment in fragments):
            fragments = with_turned_joined(asked, fragments)
        fragments = with_bullets(fragments, drawing.dots)
        fragments = with_values(fragments, page, form_of(document), frame)
        fragments = with_underlines(with_figures(with_initials(fragments)), drawing.edges)
        grids = grids_of(drawing.edges, frame.width, frame.height)
        if grids:
            walls = _walls(grids)
            fragments = [
                piece
                for fragment in fragments
                for piece in cut_at(asked, fragment, _walls_beside(walls, fragment))
            ]
        images, odd = drawing.images, odd_signs(asked.whole)
        ladders = ladders_of(drawing.edges, drawing.fills, frame.height)
        return Page(
            index + 1,
            frame.width,
            frame.height,
            fragments,
            grids,
            images,
            marks,
            odd,
            ladders=ladders,
            panels=panels_of(drawing.fills, frame.height),
        )


Walls = dict[tuple[float, float], set[float]]  # a row's top and bottom to its cells' sides


def _walls(grids: list[Grid]) -> Walls:
    """Give where the cells of each row of a page's tables begin and end."""
    walls: Walls = defaultdict(set)
    for grid in grids:
        for x0, top, x1, bottom in grid.cells:
            walls[top, bottom] |= {x0, x1}
    return walls


def _walls_beside(walls: Walls, fragment: Fragment) -> list[float]:
    """Give the sides of the cells whose rows a fragment runs through."""
    y = fragment.y - fragment.look.size / 3
    return sorted({x for (top, bottom), sides in walls.items() if top <= y < bottom for x in sides})
