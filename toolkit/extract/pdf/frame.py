"""Where a page's points lie as a reader sees them: its visible box and its rotation."""

from __future__ import annotations

from dataclasses import dataclass

from .engine import Handle


@dataclass(frozen=True, slots=True)
class Frame:
    """A page's visible box in its own units, and its quarter turns clockwise for reading."""

    left: float
    bottom: float
    right: float
    top: float
    turn: int = 0

    @property
    def width(self) -> float:
        """The page's width as seen, in points."""
        return (self.top - self.bottom) if self.turn % 2 else (self.right - self.left)

    @property
    def height(self) -> float:
        """The page's height as seen, in points."""
        return (self.right - self.left) if self.turn % 2 else (self.top - self.bottom)

    def seen(self, x: float, y: float) -> tuple[float, float]:
        """Turn a point of the page's own space into points from the top left as seen.

        >>> Frame(0, 0, 600, 800).seen(100, 700)
        (100, 100)
        >>> Frame(0, 0, 600, 800, 1).seen(100, 700)
        (700, 100)
        """
        if not self.turn:
            return x - self.left, self.top - y
        if self.turn == 1:
            return y - self.bottom, x - self.left
        if self.turn == 2:
            return self.right - x, y - self.bottom
        return self.top - y, self.right - x

    def direction(self, across: float, up: float) -> tuple[float, float]:
        """Turn a direction of writing into the same as seen, downwards positive."""
        return ((across, -up), (up, across), (-across, up), (-up, -across))[self.turn % 4]


def frame_of(page: Handle) -> Frame:
    """Read a page's visible box and its rotation."""
    from pypdfium2 import raw

    box = raw.FS_RECTF()
    raw.FPDF_GetPageBoundingBox(page, box)
    turn = max(raw.FPDFPage_GetRotation(page), 0)
    return Frame(box.left, box.bottom, box.right, box.top, turn)
