"""Body XML → Blocks and Tables in reading order, each with what hangs on it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import chain, takewhile

from lxml import etree

from toolkit.document import Block, Cell, NotCompared, Place, Table
from toolkit.extract.clean import clean
from toolkit.extract.docx.formats import format_number
from toolkit.extract.docx.paragraphs import read_paragraph
from toolkit.extract.docx.runs import note_tracked, placeholder_name
from toolkit.extract.docx.story import RUNNING, Blocks, Gathered, Story, count_characters
from toolkit.extract.docx.styles import is_on
from toolkit.extract.docx.xml import MC, VAL, W, integer

MAX_COLUMNS = 63  # Word's own limit; gridSpan may claim any number
_GONE, _COME = {f"{W}del", f"{W}moveFrom"}, {f"{W}ins", f"{W}moveTo"}
_THROUGH = {W + tag for tag in ("customXml", "smartTag", "ins", "moveTo", "sdtContent")}
_HANGING = frozenset({"note", "comment", "hidden_text"})  # follows its table, is no cell's text


def read_blocks(container: etree._Element, story: Story) -> Blocks:
    """Return everything shown in `container` in reading order."""
    blocks: Blocks = []
    for child in container:
        blocks += _read(child, story)
    return blocks + _flush(story)


def _read(element: etree._Element, story: Story) -> Blocks:
    tag = element.tag
    if tag == f"{W}p":
        blocks, out = read_paragraph(element, story)
        return [*blocks, *(_hanging(out, story) if out else [])]
    if tag == f"{W}tbl":
        return [*_flush(story), *_table_blocks(element, story)]
    if tag == f"{W}sdt":
        return _control_blocks(element, story)
    if tag == f"{MC}AlternateContent":
        return _alternate_blocks(element, story)
    if tag == f"{W}altChunk":
        _not_compared(story, "embedded document", "it is a file of its own inside this one")
    if tag in (_GONE if story.book.accepted else _COME):
        return []
    return list(chain.from_iterable(_read(child, story) for child in element))


def _flush(story: Story) -> Blocks:
    """Give a paragraph whose mark was deleted at the end of its container: nothing follows it."""
    if story.carry is None:
        return []
    blocks, out = read_paragraph(etree.Element(f"{W}p"), story)
    return [*blocks, *(_hanging(out, story) if out else [])]


def _alternate_blocks(element: etree._Element, story: Story) -> Blocks:
    branches = [*element.iterchildren(f"{MC}Choice"), *element.iterchildren(f"{MC}Fallback")]
    chosen = next((b for b in branches if b.find(f".//{W}p") is not None), None)
    return [] if chosen is None else read_blocks(chosen, story)


def _control_blocks(control: etree._Element, story: Story) -> Blocks:
    gallery = control.find(f"{W}sdtPr/{W}docPartObj/{W}docPartGallery")
    is_contents = gallery is not None and gallery.get(VAL) == "Table of Contents"
    content = control.find(f"{W}sdtContent")
    if content is None:
        return []
    story.contents_depth += is_contents
    blocks = list(chain.from_iterable(_read(child, story) for child in content))
    story.contents_depth -= is_contents
    name = placeholder_name(control)
    return [_as_place(block, name) for block in blocks] if name else blocks


def _as_place(block: Block | Table, name: str) -> Block | Table:
    if isinstance(block, Table) or block.places:
        return block
    return replace(block, places=(Place(0, len(block.text), name),))


def _hanging(out: Gathered, story: Story) -> Blocks:
    """Return what a paragraph anchors: hidden text, drawn words, text boxes, notes, comments."""
    blocks: Blocks = []
    if out.hidden and (hidden := _words("".join(out.hidden))):
        count_characters(len(hidden), story.book)
        blocks.append(Block(hidden, role="hidden_text"))
    for words in out.words:
        if text := _words(words):
            role = "watermark" if story.role in RUNNING else story.role
            count_characters(len(text), story.book)
            blocks.append(Block(text, role=role))
    for box in out.boxes:
        blocks += _box(box, story)
    for key in out.notes:
        blocks += _note(key, story)
    return blocks


def _words(text: str) -> str:
    return " ".join(clean(text).split())


def _box(box: etree._Element, story: Story) -> Blocks:
    inner = Story(story.book, story.role, story.note, story.counters)
    return read_blocks(box, inner)


def _note(key: tuple[str, str], story: Story) -> Blocks:
    """Return a note or comment, the first time that it is referred to."""
    book, kind = story.book, key[0]
    element = book.notes.get(key)
    nested = story.role == "comment" or (story.note and kind != "comment")  # Word has none
    if element is None or nested or key in book.placed:
        return []
    book.placed.add(key)
    book.numbers[kind] += key not in book.own_marks
    number = book.numbers[kind]
    label = format_number(number, "lowerRoman" if kind == "endnote" else "decimal")  # Word's own
    if kind == "comment":
        return read_blocks(element, Story(book, role="comment"))
    blocks = read_blocks(element, Story(book, note=True))
    if key in book.own_marks:
        return blocks
    if blocks and isinstance(blocks[0], Block) and blocks[0].label is None:
        blocks[0] = replace(blocks[0], label=label)
    return blocks


def _table_blocks(element: etree._Element, story: Story) -> Blocks:
    rows = list(_rows(element, story))
    if not any(cell for row in rows for cell in row):
        return []
    marked = [_is_header(row) for row in _row_elements(element)]
    header_rows = len(list(takewhile(bool, marked)))
    kept = tuple(tuple(_without(cell, _HANGING) for cell in row) for row in rows)
    hanging = [block for row in rows for cell in row for block in cell if block.role in _HANGING]
    return [Table(kept, header_rows=min(header_rows, len(rows))), *hanging]


def _without(cell: Cell, roles: frozenset[str]) -> Cell:
    return tuple(block for block in cell if block.role not in roles)


def _rows(element: etree._Element, story: Story) -> Iterator[tuple[Cell, ...]]:
    for row in _row_elements(element):
        if not _is_dropped(row, story):
            yield tuple(_cells(row, story))


def _row_elements(element: etree._Element) -> Iterator[etree._Element]:
    for child in element:
        if child.tag == f"{W}tr":
            yield child
        elif child.tag in _THROUGH or child.tag == f"{W}sdt":
            yield from _row_elements(child)


def _cell_elements(row: etree._Element) -> Iterator[etree._Element]:
    for child in row:
        if child.tag == f"{W}tc":
            yield child
        elif child.tag in _THROUGH or child.tag == f"{W}sdt":
            yield from _cell_elements(child)


def _cells(row: etree._Element, story: Story) -> Iterator[Cell]:
    before = _count(row.find(f"{W}trPr/{W}gridBefore"), 0)
    yield from [()] * before
    room = MAX_COLUMNS - before
    for cell in _cell_elements(row):
        properties = cell.find(f"{W}tcPr")
        span = properties.find(f"{W}gridSpan") if properties is not None else None
        yield () if _is_continued(properties) else tuple(_flat(read_blocks(cell, story)))
        spare = max(0, min(_count(span, 1), room) - 1)
        yield from [()] * spare
        room -= 1 + spare
        count_characters(1 + spare, story.book)


def _flat(blocks: Blocks) -> Iterator[Block]:
    """Give a nested table's blocks in reading order: a cell holds no table."""
    for block in blocks:
        if isinstance(block, Block):
            yield block
        else:
            yield from chain.from_iterable(chain.from_iterable(block.rows))


def _is_continued(properties: etree._Element | None) -> bool:
    merge = properties.find(f"{W}vMerge") if properties is not None else None
    return merge is not None and merge.get(VAL, "continue") != "restart"


def _is_header(row: etree._Element) -> bool:
    header = row.find(f"{W}trPr/{W}tblHeader")
    return header is not None and is_on(header.get(VAL))


def _is_dropped(row: etree._Element, story: Story) -> bool:
    properties = row.find(f"{W}trPr")
    if properties is None:
        return False
    deleted = properties.find(f"{W}del") is not None
    inserted = properties.find(f"{W}ins") is not None
    if deleted or inserted:
        note_tracked(story)
    return deleted if story.book.accepted else inserted


def _count(element: etree._Element | None, default: int) -> int:
    value = integer(element.get(VAL), default) if element is not None else default
    return max(0, min(value, MAX_COLUMNS))


def _not_compared(story: Story, what: str, why: str) -> None:
    story.book.not_compared[NotCompared(what, None, why)] = None
