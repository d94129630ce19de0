"""Tags of a PDF: believed where they mark paragraphs, all of them or none."""

from __future__ import annotations

from collections.abc import Sequence

from tests.pdf_drawing import FONT, body, raw_pdf, read, stream

HALF_TAGGED = ["Span", "Span", "P", "P"]  # the kinds of a first page's elements, a line each
FIRST, SECOND = "Staff keep a record", "Of every message"  # a paragraph apart only by its tag


def tagged_pdf(*pages: Sequence[str]) -> bytes:
    """Make a file whose pages have a line for each kind of element; the last has two lines."""
    objects = [b"", b"", FONT, b"", b""]
    kids, tree, elements = [], [], list[bytes]()
    for number, kinds in enumerate(pages):
        page, content = len(objects) + 1, len(objects) + 2
        begun = content + 1
        texts = [f"Line {at} of page {number}" for at in range(len(kinds) - 1)] + [FIRST, SECOND]
        objects += [page_of(number, content), stream(drawn(texts))]
        objects += [element(kind, page, at, len(kinds)) for at, kind in enumerate(kinds)]
        made = [b"%d 0 R" % (begun + at) for at in range(len(kinds))]
        elements += made
        tree.append(b"%d [%b]" % (number, b" ".join([*made, made[-1]])))
        kids.append(b"%d 0 R" % page)
    objects[0] = b"<</Type/Catalog/Pages 2 0 R/MarkInfo<</Marked true>>/StructTreeRoot 4 0 R>>"
    objects[1] = b"<</Type/Pages/Kids[%b]/Count %d>>" % (b" ".join(kids), len(kids))
    objects[3] = b"<</Type/StructTreeRoot/K[%b]/ParentTree 5 0 R>>" % b" ".join(elements)
    objects[4] = b"<</Nums[%b]>>" % b" ".join(tree)
    return raw_pdf(objects)


def page_of(number: int, content: int) -> bytes:
    resources = b"/Resources<</Font<</F1 3 0 R>>>>/StructParents %d" % number
    return b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents %d 0 R%b>>" % (
        content,
        resources,
    )


def element(kind: str, page: int, at: int, count: int) -> bytes:
    marks = b"[%d %d]" % (at, at + 1) if at == count - 1 else b"%d" % at
    return b"<</Type/StructElem/S/%b/P 4 0 R/Pg %d 0 R/K %b>>" % (kind.encode(), page, marks)


def drawn(texts: Sequence[str]) -> bytes:
    lines = [
        b"/P<</MCID %d>>BDC BT /F1 12 Tf 72 %d Td (%b) Tj ET EMC"
        % (at, 780 - 15 * at, text.encode())
        for at, text in enumerate(texts)
    ]
    return b"\n".join(lines)


def test_tags_that_mark_paragraphs_are_believed() -> None:
    assert body(read(tagged_pdf(["P"] * 5)))[-2:] == ["Line 3 of page 0", f"{FIRST} {SECOND}"]


def test_tags_are_not_believed_where_many_mark_no_paragraph() -> None:
    assert "Line 6 of page 1 Staff" in body(read(tagged_pdf(HALF_TAGGED, ["P"] * 8)))[-1]


def test_a_doubtful_first_page_is_outweighed_by_many_sound_tags() -> None:
    assert body(read(tagged_pdf(HALF_TAGGED, ["P"] * 45)))[-1] == f"{FIRST} {SECOND}"
