"""The structure tree of a tagged PDF: which paragraph each piece of text says it belongs to.

Used only where it is sound. It raised the share of right paragraphs from 92 % to 98 % on files of
one word processor, and lowered it from 97 % to 62 % on files of a browser that tags everything
alike.
"""

from __future__ import annotations

import ctypes
import re
from collections.abc import Mapping
from functools import lru_cache
from types import MappingProxyType
from typing import NamedTuple

from .engine import Handle, address, quick

_HEADING = re.compile(r"H([1-6])?\Z")
_STANDARD = "P H H1 H2 H3 H4 H5 H6 LI LBody TD TH Caption Note FENote BlockQuote TOCI Title"
BLOCKS = frozenset(_STANDARD.split())  # the standard types that are a paragraph's, or hold one
_BUFFER = ctypes.create_string_buffer(64)
MAX_DEPTH = 60
MAX_ELEMENTS = 20_000  # on one page


class Tag(NamedTuple):
    """The paragraph that a piece of text belongs to, on its page.

    `runs_on` and `runs_in` say that it continues on the next page or from the one before.
    """

    number: int
    kind: str
    runs_on: bool = False
    runs_in: bool = False

    @property
    def heading(self) -> int | None:
        """The level of a heading, from 1."""
        match = _HEADING.match(self.kind)
        return int(match[1] or 1) if match else None


Marks = Mapping[int, Tag]  # marked content on a page → its paragraph
NO_MARKS: Marks = MappingProxyType({})


def marks_of(page: Handle) -> Marks:
    """Read the paragraphs of a page's marked content; empty for a page without a tree."""
    from pypdfium2 import raw

    tree = raw.FPDF_StructTree_GetForPage(page)
    if not tree:
        return NO_MARKS
    try:
        marks: dict[int, Tag] = {}
        seen = [0]
        for index in range(max(raw.FPDF_StructTree_CountChildren(tree), 0)):
            top = quick("FPDF_StructTree_GetChildAtIndex", ctypes.c_void_p)(tree, index)
            if top:
                _walk(_asked(), address(top), None, marks, seen, 0)
        return marks
    finally:
        raw.FPDF_StructTree_Close(tree)


class _Asked(NamedTuple):
    """PDFium's questions about an element."""

    kind: Handle
    count: Handle
    mark: Handle
    child: Handle


@lru_cache(maxsize=1)
def _asked() -> _Asked:
    return _Asked(
        quick("FPDF_StructElement_GetType"),
        quick("FPDF_StructElement_CountChildren"),
        quick("FPDF_StructElement_GetChildMarkedContentID"),
        quick("FPDF_StructElement_GetChildAtIndex", ctypes.c_void_p),
    )


def _walk(
    ask: _Asked,
    element: Handle,
    block: Tag | None,
    marks: dict[int, Tag],
    seen: list[int],
    depth: int,
) -> list[bool]:
    """Note the marked content of an element and of those below it.

    Give, for each piece of content in order, whether it stands on this page.
    """
    seen[0] += 1
    if depth > MAX_DEPTH or seen[0] > MAX_ELEMENTS:
        return []
    kind, number = _kind(ask, element), seen[0]
    begins = kind in BLOCKS
    inner = Tag(number, kind) if begins or block is None else block
    here: list[bool] = []
    for kid in range(max(ask.count(element), 0)):
        mark = ask.mark(element, kid)
        if mark >= 0:
            marks[mark] = inner
            here.append(True)
        elif child := ask.child(element, kid):
            here += _walk(ask, address(child), inner, marks, seen, depth + 1)
        elif kind != "Link":  # a link's other child is its annotation
            here.append(False)
    if begins and True in here and False in (here[0], here[-1]):
        _note_overflow(marks, number, runs_on=not here[-1], runs_in=not here[0])
    return here


def _note_overflow(marks: dict[int, Tag], number: int, runs_on: bool, runs_in: bool) -> None:
    for mark, tag in marks.items():
        if tag.number == number:
            marks[mark] = tag._replace(runs_on=runs_on, runs_in=runs_in)


def _kind(ask: _Asked, element: Handle) -> str:
    length = ask.kind(element, _BUFFER, len(_BUFFER))
    return _name(_BUFFER.raw[: max(min(length, len(_BUFFER)) - 2, 0)])


@lru_cache(maxsize=256)
def _name(units: bytes) -> str:
    return units.decode("utf-16-le", "replace")
