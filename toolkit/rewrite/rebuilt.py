"""A document that came as PDF or text, written anew as a plain DOCX with headings and tables."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator, Sequence
from itertools import groupby
from xml.sax.saxutils import escape

from toolkit.document import AsideKind, Clause, Document
from toolkit.extract.docx.xml import R_NS, W_NS
from toolkit.rewrite.texts import holdable
from toolkit.tracked.package import EPOCH, WORD_TYPE

_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_MOST_LEVELS = 9
_SIZES = (32, 28, 26, 24)  # half points, by level of heading
_INDENT = 360  # twentieths of a point, by level below the first
_WIDTH = 9026  # twentieths of a point between the margins of A4
_XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'


def rebuild(document: Document) -> tuple[bytes, tuple[int, ...]]:
    """Return a DOCX of the document's clauses, and the origin of each clause in it."""
    written = [_line(line) for line in _lines(document, "front_matter")]
    origins: list[int] = []
    for is_row, group in groupby(document.clauses, lambda clause: clause.kind == "table_row"):
        clauses = list(group)
        if is_row:
            rows = [clause.text.split(" | ") for clause in clauses]
            columns = max(map(len, rows))
            first = _after(written)
            origins.extend(first + columns * number for number in range(len(rows)))
            written.append(_table(rows, columns))
        else:
            for clause in clauses:
                origins.append(_after(written))
                written.append(_paragraph(clause))
    written.extend(_line(line) for line in _lines(document, "signature"))
    return _package("".join(written)), tuple(origins)


def _lines(document: Document, kind: AsideKind) -> Iterator[str]:
    """Give what stood before or after the clauses, the title first where nothing else says it."""
    said = [line for a in document.set_aside if a.kind == kind for line in a.text.splitlines()]
    title = document.metadata.title
    shown = (*said, *(clause.text for clause in document.clauses[:3]))
    if kind == "front_matter" and title and not any(title in text for text in shown):
        yield title
    yield from said


def _line(text: str) -> str:
    return f"<w:p>{_run(text)}</w:p>"


def _after(written: Sequence[str]) -> int:
    """Count the paragraphs written so far: the origin of the next."""
    return sum(text.count("<w:p>") for text in written)


def _paragraph(clause: Clause) -> str:
    label = f"{clause.label}\t" if clause.label else ""
    level = min(clause.level, _MOST_LEVELS)
    if clause.kind == "heading":
        properties = f'<w:pStyle w:val="Heading{level}"/>'
    else:
        left = _INDENT * (level - 1) + (2 * _INDENT if label else 0)
        hanging = f' w:hanging="{2 * _INDENT}"' if label else ""
        properties = f'<w:ind w:left="{left}"{hanging}/>'
    return f"<w:p><w:pPr>{properties}</w:pPr>{_run(label + clause.text)}</w:p>"


def _run(text: str) -> str:
    inner = f'<w:t xml:space="preserve">{escape(holdable(text))}</w:t>'
    for mark, element in (("\t", "<w:tab/>"), ("\n", "<w:br/>")):
        inner = inner.replace(mark, f'</w:t>{element}<w:t xml:space="preserve">')
    return f"<w:r>{inner}</w:r>"


def _table(rows: Sequence[Sequence[str]], columns: int) -> str:
    width = _WIDTH // columns
    grid = f'<w:gridCol w:w="{width}"/>' * columns
    padded = [[*row, *[""] * (columns - len(row))] for row in rows]
    cells = ["".join(_cell(text, width) for text in row) for row in padded]
    lines = "".join(f"<w:tr>{row}</w:tr>" for row in cells)
    style = '<w:tblStyle w:val="TableGrid"/><w:tblW w:w="0" w:type="auto"/>'
    return f"<w:tbl><w:tblPr>{style}</w:tblPr><w:tblGrid>{grid}</w:tblGrid>{lines}</w:tbl>"


def _cell(text: str, width: int) -> str:
    properties = f'<w:tcPr><w:tcW w:w="{width}" w:type="dxa"/></w:tcPr>'
    return f"<w:tc>{properties}<w:p>{_run(text)}</w:p></w:tc>"


def _styles() -> str:
    return "".join(
        [
            '<w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:ascii="Arial" w:hAnsi="Arial" '
            'w:cs="Arial"/><w:sz w:val="22"/></w:rPr></w:rPrDefault><w:pPrDefault><w:pPr>'
            '<w:spacing w:after="120"/></w:pPr></w:pPrDefault></w:docDefaults>'
            '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/>'
            "</w:style>",
            *_headings(),
            '<w:style w:type="table" w:styleId="TableGrid"><w:name w:val="Table Grid"/><w:tblPr>'
            f"<w:tblBorders>{''.join(_borders())}</w:tblBorders></w:tblPr></w:style>",
        ]
    )


def _headings() -> Iterator[str]:
    for level in range(1, _MOST_LEVELS + 1):
        size = _SIZES[min(level, len(_SIZES)) - 1]
        yield (
            f'<w:style w:type="paragraph" w:styleId="Heading{level}">'
            f'<w:name w:val="heading {level}"/><w:basedOn w:val="Normal"/>'
            f'<w:pPr><w:keepNext/><w:spacing w:before="240" w:after="120"/>'
            f'<w:outlineLvl w:val="{level - 1}"/></w:pPr>'
            f'<w:rPr><w:b/><w:sz w:val="{size}"/></w:rPr></w:style>'
        )


def _borders() -> Iterator[str]:
    for side in ("top", "left", "bottom", "right", "insideH", "insideV"):
        yield f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="auto"/>'


def _package(body: str) -> bytes:
    end = (
        '<w:p/><w:sectPr><w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="1440" w:right="1440" '
        'w:bottom="1440" w:left="1440" w:header="709" w:footer="709" w:gutter="0"/></w:sectPr>'
    )
    parts = {
        "[Content_Types].xml": _content_types(),
        "_rels/.rels": _relationship("officeDocument", "word/document.xml"),
        "word/_rels/document.xml.rels": _relationship("styles", "styles.xml"),
        "word/document.xml": _part("document", f"<w:body>{body}{end}</w:body>"),
        "word/styles.xml": _part("styles", _styles()),
    }
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(zipfile.ZipInfo(name, EPOCH), content, zipfile.ZIP_DEFLATED)
    return buffer.getvalue()


def _part(root: str, content: str) -> str:
    return f'{_XML}<w:{root} xmlns:w="{W_NS}" xmlns:r="{R_NS}">{content}</w:{root}>'


def _relationship(kind: str, target: str) -> str:
    return (
        f'{_XML}<Relationships xmlns="{_PACKAGE}/relationships"><Relationship Id="rId1" '
        f'Type="{R_NS}/{kind}" Target="{target}"/></Relationships>'
    )


def _content_types() -> str:
    return (
        f'{_XML}<Types xmlns="{_PACKAGE}/content-types"><Default Extension="rels" '
        'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Default Extension="xml" ContentType="application/xml"/>'
        f'<Override PartName="/word/document.xml" ContentType="{WORD_TYPE}.document.main+xml"/>'
        f'<Override PartName="/word/styles.xml" ContentType="{WORD_TYPE}.styles+xml"/></Types>'
    )
