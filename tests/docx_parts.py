"""Builds Word documents for tests from raw XML parts, so that every oddity can be written down."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable, Mapping
from xml.sax.saxutils import escape

W_NS = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
R_NS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
NAMESPACES = " ".join(
    f'xmlns:{prefix}="{uri}"'
    for prefix, uri in {
        "w": W_NS,
        "r": R_NS,
        "a": "http://schemas.openxmlformats.org/drawingml/2006/main",
        "m": "http://schemas.openxmlformats.org/officeDocument/2006/math",
        "mc": "http://schemas.openxmlformats.org/markup-compatibility/2006",
        "o": "urn:schemas-microsoft-com:office:office",
        "v": "urn:schemas-microsoft-com:vml",
        "wp": "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
        "wps": "http://schemas.microsoft.com/office/word/2010/wordprocessingShape",
        "w14": "http://schemas.microsoft.com/office/word/2010/wordml",
    }.items()
)
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_MAIN_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml"

Relationship = tuple[str, str, str] | tuple[str, str, str, str]


def run(text: str, properties: str = "") -> str:
    """A run; a tab character becomes `w:tab`, a newline `w:br`."""
    inner = f'<w:t xml:space="preserve">{escape(text)}</w:t>'
    inner = inner.replace("\t", '</w:t><w:tab/><w:t xml:space="preserve">')
    inner = inner.replace("\n", '</w:t><w:br/><w:t xml:space="preserve">')
    return f"<w:r>{f'<w:rPr>{properties}</w:rPr>' if properties else ''}{inner}</w:r>"


def p(content: str = "", properties: str = "", *, num: tuple[int, int] | None = None) -> str:
    """A paragraph: of raw XML where `content` begins with "<", else of one run of text."""
    if num is not None:
        properties += f'<w:numPr><w:ilvl w:val="{num[1]}"/><w:numId w:val="{num[0]}"/></w:numPr>'
    inner = content if content.startswith("<") or not content else run(content)
    return f"<w:p><w:pPr>{properties}</w:pPr>{inner}</w:p>"


def styled(style: str, content: str, properties: str = "") -> str:
    return p(content, f'<w:pStyle w:val="{style}"/>{properties}')


def table(*rows: Iterable[str]) -> str:
    """A table of cells of raw XML or text."""
    lines = "".join(f"<w:tr>{''.join(cell(text) for text in row)}</w:tr>" for row in rows)
    return f"<w:tbl><w:tblPr/><w:tblGrid/>{lines}</w:tbl>"


def cell(content: str, properties: str = "") -> str:
    inner = content if content.startswith("<") else p(content)
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{inner}</w:tc>"


def level(ilvl: int, text: str, kind: str = "decimal", more: str = "", start: int = 1) -> str:
    """One `w:lvl`; `more` stands between the format and the text, as isLgl does."""
    return (
        f'<w:lvl w:ilvl="{ilvl}"><w:start w:val="{start}"/><w:numFmt w:val="{kind}"/>{more}'
        f'<w:lvlText w:val="{text}"/>'
        f'<w:pPr><w:ind w:left="{720 * (ilvl + 1)}" w:hanging="720"/></w:pPr></w:lvl>'
    )


def abstract(number: int, *levels: str, more: str = "") -> str:
    return (
        f'<w:abstractNum w:abstractNumId="{number}">'
        f'<w:multiLevelType w:val="multilevel"/>{more}{"".join(levels)}</w:abstractNum>'
    )


def num(number: int, of: int, *overrides: str) -> str:
    return f'<w:num w:numId="{number}"><w:abstractNumId w:val="{of}"/>{"".join(overrides)}</w:num>'


def start_override(ilvl: int, value: int) -> str:
    return f'<w:lvlOverride w:ilvl="{ilvl}"><w:startOverride w:val="{value}"/></w:lvlOverride>'


def style(name: str, properties: str = "", *, based_on: str = "", kind: str = "paragraph") -> str:
    base = f'<w:basedOn w:val="{based_on}"/>' if based_on else ""
    return (
        f'<w:style w:type="{kind}" w:styleId="{name}"><w:name w:val="{name}"/>{base}'
        f"{properties}</w:style>"
    )


def docx(
    body: str,
    *,
    numbering: str = "",
    styles: str = "",
    parts: Mapping[str, str | bytes] | None = None,
    relationships: Iterable[Relationship] = (),
) -> bytes:
    """A package; `parts` adds or replaces parts, `relationships` are (id, kind, target[, mode])."""
    links: list[Relationship] = list(relationships)
    built: dict[str, str | bytes] = {
        "[Content_Types].xml": _content_types(),
        "_rels/.rels": rels([("rId1", "officeDocument", "word/document.xml")]),
        "word/document.xml": part("document", f"<w:body>{body}</w:body>"),
    }
    if styles:
        built["word/styles.xml"] = part("styles", styles)
        links.append(("rIdStyles", "styles", "styles.xml"))
    if numbering:
        built["word/numbering.xml"] = part("numbering", numbering)
        links.append(("rIdNumbering", "numbering", "numbering.xml"))
    built["word/_rels/document.xml.rels"] = rels(links)
    return package({**built, **(parts or {})})


def package(parts: Mapping[str, str | bytes]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return buffer.getvalue()


def part(root: str, content: str) -> str:
    """One WordprocessingML part."""
    return f'<?xml version="1.0" encoding="UTF-8"?><w:{root} {NAMESPACES}>{content}</w:{root}>'


def rels(links: Iterable[Relationship]) -> str:
    lines = "".join(
        f'<Relationship Id="{link[0]}" Type="{R_NS}/{link[1]}" Target="{escape(link[2])}"'
        f"{f' TargetMode={chr(34)}{link[3]}{chr(34)}' if len(link) > 3 else ''}/>"
        for link in links
    )
    return f'<Relationships xmlns="{_PACKAGE}/relationships">{lines}</Relationships>'


def _content_types() -> str:
    overrides = "".join(
        f'<Override PartName="/word/{name}.xml" ContentType="{_MAIN_TYPE}.{kind}+xml"/>'
        for name, kind in {
            "document": "document.main",
            "styles": "styles",
            "numbering": "numbering",
            "footnotes": "footnotes",
            "endnotes": "endnotes",
            "comments": "comments",
            "header1": "header",
            "footer1": "footer",
        }.items()
    )
    return (
        f'<Types xmlns="{_PACKAGE}/content-types"><Default Extension="xml" '
        'ContentType="application/xml"/><Default Extension="rels" '
        f'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>{overrides}</Types>'
    )
