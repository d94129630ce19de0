"""Paragraphs and table rows: copied, put in, moved, taken out."""

from __future__ import annotations

from copy import deepcopy

from lxml import etree

from toolkit.extract.docx.xml import W
from toolkit.rewrite.texts import set_text, shown_text
from toolkit.tracked.elements import detach

_W14 = "{http://schemas.microsoft.com/office/word/2010/wordml}"
_OWN = frozenset({"pageBreakBefore", "sectPr", "framePr", "pPrChange"})  # of one place only


def is_row(element: etree._Element) -> bool:
    """Tell a table row from a paragraph."""
    return element.tag == f"{W}tr"


def row_of(paragraph: etree._Element) -> etree._Element | None:
    """Return the table row that a paragraph stands in."""
    return next(paragraph.iterancestors(f"{W}tr"), None)


def table_of(row: etree._Element) -> etree._Element:
    """Return the table of a row."""
    return next(row.iterancestors(f"{W}tbl"))


def tables(body: etree._Element) -> list[list[etree._Element]]:
    """Return the rows of every table that has any."""
    found = [list(table.iterchildren(f"{W}tr")) for table in body.iter(f"{W}tbl")]
    return [rows for rows in found if rows]


def cell_texts(row: etree._Element) -> list[str]:
    """Return what the cells of a row print."""
    return [
        " ".join(" ".join(map(shown_text, cell.iter(f"{W}p"))).split()) for cell in cells_of(row)
    ]


def cells_of(row: etree._Element) -> list[etree._Element]:
    """Return the cells of a row."""
    return list(row.iterchildren(f"{W}tc"))


def set_cell(row: etree._Element, at: int, text: str) -> None:
    """Give a cell one text, in the look of its first words."""
    _fill_cell(cells_of(row)[at], text)


def _fill_cell(cell: etree._Element, text: str) -> None:
    first, *others = list(cell.iter(f"{W}p"))
    set_text(first, text)
    for other in others:
        detach(other)


def like(sample: etree._Element, text: str) -> etree._Element:
    """Make a paragraph, or a row, in the look of another; it stands nowhere yet."""
    made = deepcopy(sample)
    _without_identity(made)
    if is_row(made):
        _fill_row(made, text)
        return made
    properties = made.find(f"{W}pPr")
    if properties is not None:
        for child in list(properties):
            if etree.QName(child).localname in _OWN:
                properties.remove(child)
    set_text(made, text)
    return made


def _fill_row(row: etree._Element, text: str) -> None:
    cells = list(row.iter(f"{W}tc"))
    parts = text.split(" | ")
    if len(parts) > len(cells):
        parts = [*parts[: len(cells) - 1], " | ".join(parts[len(cells) - 1 :])]
    for cell, part in zip(cells, [*parts, *[""] * (len(cells) - len(parts))], strict=True):
        _fill_cell(cell, part)


def insert_after(anchor: etree._Element, element: etree._Element) -> None:
    """Put an element after another: a row after a row, a paragraph after the table of a row.

    Where the document parts its paragraphs by empty ones, an empty one is put in too.
    """
    place = anchor
    if is_row(anchor) and not is_row(element):
        place = table_of(anchor)
    blank = _next(place)
    if is_row(element) or blank is None or not _is_blank(blank):
        place.addnext(element)
        return
    blank.addnext(element)
    before = place.getprevious()
    if before is not None and _is_blank(before):
        element.addnext(_blank_like(blank))


def insert_before(anchor: etree._Element, element: etree._Element) -> None:
    """Put an element before another: a paragraph before the table of a row."""
    place = anchor
    if is_row(anchor) and not is_row(element):
        place = table_of(anchor)
    place.addprevious(element)


def first_paragraph(element: etree._Element) -> etree._Element:
    """Return a paragraph itself, or a row's first."""
    return element if element.tag == f"{W}p" else next(element.iter(f"{W}p"))


def same_place(anchor: etree._Element, sample: etree._Element) -> etree._Element:
    """Return what holds `anchor` beside `sample`: a table where the anchor stands in its cell."""
    if is_row(sample):
        return anchor
    home = sample.getparent()
    above = anchor
    while True:
        parent = above.getparent()
        if parent is home and above.tag != f"{W}tc":
            return above
        if parent is None:
            return anchor
        above = parent


def move_after(anchor: etree._Element, element: etree._Element) -> None:
    """Put an element that stands elsewhere after another, its empty paragraph with it."""
    blank = _next(element)
    follows = blank if blank is not None and _is_blank(blank) else None
    after = _next(anchor) if not is_row(anchor) else None
    out_of_table = is_row(anchor) and not is_row(element)
    place = table_of(anchor) if out_of_table else anchor
    if after is not None and _is_blank(after) and after is not follows and after is not element:
        place = after
    leave_end(element)
    place.addnext(element)
    if follows is not None and not _is_last_of_cell(follows):
        element.addnext(follows)


def leave_end(element: etree._Element) -> None:
    """Leave in a paragraph's place what ends there: a section, or a cell, which needs one."""
    section = element.find(f"{W}pPr/{W}sectPr")
    if section is None and (is_row(element) or not _is_last_of_cell(element)):
        return
    left = etree.Element(f"{W}p")
    element.addprevious(left)
    if section is not None:
        etree.SubElement(left, f"{W}pPr").append(section)


def delete(element: etree._Element) -> None:
    """Take a paragraph or row out; what must stay in its place stays, empty.

    A section's end, and the only paragraph of a cell, hold more than words.
    """
    parent = element.getparent()
    if parent is None:
        return
    if is_row(element):
        _delete_row(element)
        return
    if element.find(f"{W}pPr/{W}sectPr") is not None or _is_last_of_cell(element):
        for child in list(element):
            if child.tag != f"{W}pPr":
                element.remove(child)
        return
    before, after = element.getprevious(), _next(element)
    if after is not None and _is_blank(after) and (before is None or _is_blank(before)):
        parent.remove(after)
    _keep_ends(element)
    parent.remove(element)


def _delete_row(row: etree._Element) -> None:
    table = table_of(row)
    detach(row)
    if table.find(f".//{W}tr") is None:
        detach(table)


def _keep_ends(element: etree._Element) -> None:
    """Leave marks that begin or end elsewhere (bookmarks, comments) where the paragraph was."""
    for kind in ("bookmark", "commentRange"):
        starts = {e.get(f"{W}id"): e for e in element.iter(f"{W}{kind}Start")}
        ends = {e.get(f"{W}id"): e for e in element.iter(f"{W}{kind}End")}
        for ident in starts.keys() ^ ends.keys():
            mark = starts.get(ident, ends.get(ident))
            if mark is not None:
                element.addprevious(mark)


def _is_last_of_cell(element: etree._Element) -> bool:
    parent = element.getparent()
    if parent is None or parent.tag not in (f"{W}tc", f"{W}txbxContent"):
        return False
    others = [child for child in parent if child is not element]
    return not others or others[-1].tag != f"{W}p"


def _next(element: etree._Element) -> etree._Element | None:
    after = element.getnext()
    return after if after is not None and after.tag == f"{W}p" else None


def _is_blank(paragraph: etree._Element) -> bool:
    """Tell an empty paragraph that only makes room."""
    if paragraph.tag != f"{W}p" or shown_text(paragraph).strip():
        return False
    holds = (f"{W}sectPr", f"{W}drawing", f"{W}pict", f"{W}br", f"{W}object", f"{W}fldChar")
    return not any(next(paragraph.iter(tag), None) is not None for tag in holds)


def _blank_like(blank: etree._Element) -> etree._Element:
    made = deepcopy(blank)
    _without_identity(made)
    return made


def _without_identity(element: etree._Element) -> None:
    """Take off the numbers by which Word knows a paragraph: no two may share one."""
    for each in element.iter():
        for name in ("paraId", "textId"):
            each.attrib.pop(f"{_W14}{name}", "")
