"""An open DOCX: its parts, and its paragraphs by the numbers that clauses carry as `origin`."""

from __future__ import annotations

from dataclasses import dataclass

from lxml import etree

from toolkit.extract.docx.broken_lines import join_broken_lines
from toolkit.extract.docx.styles import load_styles
from toolkit.extract.docx.xml import W
from toolkit.extract.options import Limits
from toolkit.tracked.elements import body_of
from toolkit.tracked.package import Parts, open_parts, related_part, save, tree

Element = etree._Element  # A paragraph or a row, for those who hold one and look no further.


@dataclass(frozen=True, slots=True)
class Manuscript:
    """`paragraphs[n]` is the paragraph of origin n, wherever it stands by now."""

    parts: Parts
    body: etree._Element
    paragraphs: tuple[etree._Element, ...]


def open_manuscript(data: bytes, name: str, limits: Limits = Limits()) -> Manuscript:  # noqa: B008 - frozen
    """Open a DOCX for editing. Raises InputError as `read_docx` does."""
    parts = open_parts(data, name, limits)
    root = tree(parts, parts.main)
    part = related_part(parts, "styles")
    styles = load_styles(parts.data[part] if part else None, name)
    join_broken_lines(root, styles)  # as the reader did, so that origins are the same
    return Manuscript(parts, body_of(root), tuple(root.iter(f"{W}p")))


def saved(manuscript: Manuscript) -> bytes:
    """Return the file's bytes: the same edits give the same bytes."""
    return save(manuscript.parts)


def numbered_paragraphs(manuscript: Manuscript) -> dict[Element, int]:
    """Number the paragraphs as they stand now: the origins that reading the file would give."""
    root = tree(manuscript.parts, manuscript.parts.main)
    return {paragraph: number for number, paragraph in enumerate(root.iter(f"{W}p"))}
