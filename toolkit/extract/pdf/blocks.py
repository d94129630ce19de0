"""Paragraphs and drafted tables to the blocks and tables that structure reads."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence

from ...document import AsideKind, Block, Style, Table
from .contents import contents_of
from .flow import DraftTable, Unit
from .furniture import Roles
from .lines import Line, lines_of
from .notes import mark_of
from .pages import Page
from .paragraphs import Paragraph
from .raised import settled
from .words import Vocabulary, joined, vocabulary

CHARACTER = 0.6  # in sizes: a line that leaves less is filled
_BEFORE: tuple[AsideKind, ...] = ("watermark", "running_header")


def blocks_of(
    pages: Sequence[Page], roles: Sequence[Roles], units: Sequence[Unit]
) -> tuple[Block | Table, ...]:
    """Give a document's blocks in reading order, each page's furniture around its text."""
    known = _known(pages)
    marks = _marks(units)
    blocks: list[Block | Table] = []
    rest = _with_contents(units)
    for page, found in zip(pages, roles, strict=True):
        asides = list(_asides(page, found))
        blocks += [block for block in asides if block.role in _BEFORE]
        while rest and _page(rest[0]) <= page.number:
            blocks.append(_finished(rest.pop(0), known, marks))
        blocks += [block for block in asides if block.role not in _BEFORE]
    return tuple(blocks)


def _known(pages: Sequence[Page]) -> Vocabulary:
    """Give the counts of the document's words."""
    return vocabulary([each.text for page in pages for each in page.fragments])


def _page(unit: Unit) -> int:
    return unit.page


def _marks(units: Sequence[Unit]) -> set[str]:
    """Give the marks of a document's footnotes."""
    notes = (unit for unit in units if isinstance(unit, Paragraph) and unit.role == "note")
    return {mark_of(note.lines[0].text)[0] for note in notes}


def _finished(unit: Unit, known: Vocabulary, marks: Collection[str]) -> Block | Table:
    if isinstance(unit, DraftTable):
        return _table(unit, known, marks)
    return _block(unit, known, marks)


def _block(paragraph: Paragraph, known: Vocabulary, marks: Collection[str]) -> Block:
    lines, right = paragraph.lines, paragraph.area.right
    filled = {at for at, line in enumerate(lines) if right - line.x1 < CHARACTER * line.size}
    text = settled(joined([line.text for line in lines], known, filled), marks)
    label, text = mark_of(text) if paragraph.role == "note" else ("", text)
    return Block(text, label or None, paragraph.page, _style(paragraph), paragraph.role)


def _with_contents(units: Sequence[Unit]) -> list[Unit]:
    """Mark the paragraphs that are a contents list."""
    paragraphs = [unit if isinstance(unit, Paragraph) else None for unit in units]
    found = contents_of(paragraphs)
    return [
        unit._replace(role="contents") if isinstance(unit, Paragraph) and place in found else unit
        for place, unit in enumerate(units)
    ]


def _style(paragraph: Paragraph) -> Style:
    lines = paragraph.lines
    first = lines[0]
    return Style(
        size=first.size,
        bold=first.bold and all(line.bold for line in lines),
        italic=first.italic and all(line.italic for line in lines),
        marked=first.marked and all(line.marked for line in lines),
        indent=round(max(_text_edge(lines) - paragraph.area.left, 0.0), 1),
        align=paragraph.align,
        heading=first.tag.heading if first.tag else None,
    )


def _text_edge(lines: Sequence[Line]) -> float:
    """Give where a paragraph's text begins: after its label, or where its wrapped lines do."""
    if lines[0].label or len(lines) == 1 or lines[1].page != lines[0].page:
        return lines[0].text_x
    return lines[1].x0


def _table(table: DraftTable, known: Vocabulary, marks: Collection[str]) -> Table:
    return Table(
        tuple(
            tuple(tuple(_block(paragraph, known, marks) for paragraph in cell) for cell in row)
            for row in table.rows
        ),
        table.page,
        header_rows=_header_rows(table),
    )


def _header_rows(table: DraftTable) -> int:
    """Give 1 where the first row is all bold, and the others are not."""
    bold = [
        all(line.bold for cell in row for paragraph in cell for line in paragraph.lines)
        for row in table.rows
    ]
    return int(len(bold) > 1 and bold[0] and all(table.rows[0]) and not any(bold[1:]))


def _asides(page: Page, roles: Roles) -> Iterator[Block]:
    """Give a page's furniture, line by line."""
    kinds = dict.fromkeys(roles.values())
    for kind in kinds:
        fragments = [page.fragments[place] for place, role in roles.items() if role == kind]
        for line in lines_of(fragments, page.number):
            yield Block(line.text, page=page.number, style=Style(size=line.size), role=kind)
