"""The governors' page as HTML and as a Word document of its own."""

from __future__ import annotations

import html
import io
import zipfile
from collections.abc import Callable, Mapping
from xml.sax.saxutils import escape

from toolkit.refreshing.page import Page

_EPOCH = (1980, 1, 1, 0, 0, 0)
_STYLE = (
    "@page{size:A4;margin:16mm}body{font:11pt/1.35 Arial,sans-serif;max-width:180mm;"
    "margin:1em auto;color:#1a1a1a}h1{font-size:16pt;margin:0 0 .3em}"
    "h2{font-size:12pt;margin:.8em 0 .2em}"
    "ul{margin:0;padding-left:1.2em}li{margin:.1em 0}.minute{border:1px solid #555;padding:.5em}"
)
_TYPES = """<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">
<Default Extension="rels" ContentType="{package}.relationships+xml"/>
<Default Extension="xml" ContentType="application/xml"/>
<Override PartName="/word/document.xml" ContentType="{word}.document.main+xml"/>
<Override PartName="/word/styles.xml" ContentType="{word}.styles+xml"/>
<Override PartName="/word/numbering.xml" ContentType="{word}.numbering+xml"/>
<Override PartName="/docProps/core.xml" ContentType="{package}.core-properties+xml"/>
</Types>"""
_VENDOR = "application/vnd.openxmlformats"
_TYPES = _TYPES.replace("{word}", f"{_VENDOR}-officedocument.wordprocessingml").replace(
    "{package}", f"{_VENDOR}-package"
)
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_RELS = f"""<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<Relationships xmlns="{_PACKAGE}/relationships">
<Relationship Id="rId1" Type="{_OFFICE}/officeDocument" Target="word/document.xml"/>
<Relationship Id="rId2" Type="{_PACKAGE}/relationships/metadata/core-properties"
 Target="docProps/core.xml"/>
</Relationships>"""
_WORD_RELS = f"""<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<Relationships xmlns="{_PACKAGE}/relationships">
<Relationship Id="rId1" Type="{_OFFICE}/styles" Target="styles.xml"/>
<Relationship Id="rId2" Type="{_OFFICE}/numbering" Target="numbering.xml"/>
</Relationships>"""
_W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_CORE = (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?><cp:coreProperties '
    f'xmlns:cp="{_PACKAGE}/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/">'
    "<dc:title>%s</dc:title><dc:language>en-GB</dc:language></cp:coreProperties>"
)


def _paragraph_style(ident: str, name: str, size: int, bold: bool, before: int, after: int) -> str:
    outline = f'<w:outlineLvl w:val="{int(ident[-1]) - 1}"/>' if ident[-1].isdigit() else ""
    weight = "<w:b/>" if bold else ""
    number = '<w:numPr><w:numId w:val="1"/></w:numPr>' if ident == "ListBullet" else ""
    keep = "<w:keepNext/>" if outline else ""
    return (
        f'<w:style w:type="paragraph" w:styleId="{ident}"><w:name w:val="{name}"/>'
        f'<w:basedOn w:val="Normal"/><w:qFormat/><w:pPr>{keep}{number}'
        f'<w:spacing w:before="{before}" w:after="{after}"/>{outline}</w:pPr>'
        f'<w:rPr>{weight}<w:sz w:val="{size}"/></w:rPr></w:style>'
    )


_STYLES = (
    f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?><w:styles {_W}><w:docDefaults>'
    '<w:rPrDefault><w:rPr><w:rFonts w:ascii="Arial" w:hAnsi="Arial" w:cs="Arial"/>'
    '<w:sz w:val="20"/><w:lang w:val="en-GB"/></w:rPr></w:rPrDefault></w:docDefaults>'
    '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/>'
    '<w:pPr><w:spacing w:after="60"/></w:pPr></w:style>'
    + _paragraph_style("Heading1", "heading 1", 30, True, 0, 60)
    + _paragraph_style("Heading2", "heading 2", 22, True, 120, 30)
    + _paragraph_style("ListBullet", "List Bullet", 19, False, 0, 20)
    + "</w:styles>"
)
_NUMBERING = (
    f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?><w:numbering {_W}>'
    '<w:abstractNum w:abstractNumId="0"><w:multiLevelType w:val="singleLevel"/><w:lvl w:ilvl="0">'
    '<w:start w:val="1"/><w:numFmt w:val="bullet"/><w:lvlText w:val="•"/><w:lvlJc w:val="left"/>'
    '<w:pPr><w:ind w:left="284" w:hanging="227"/></w:pPr></w:lvl></w:abstractNum>'
    '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num></w:numbering>'
)


def page_html(page: Page) -> bytes:
    """Write the page as HTML that prints on one side of A4."""
    parts = [f"<h1>{html.escape(page.title)}</h1>", f"<p>{html.escape(page.lead)}</p>"]
    for section in page.sections:
        lines = "".join(f"<li>{html.escape(line)}</li>" for line in section.lines)
        parts.append(f"<h2>{html.escape(section.heading)}</h2><ul>{lines}</ul>")
    parts.append(f'<h2>Draft minute</h2><p class="minute">{html.escape(page.minute)}</p>')
    return (
        '<!doctype html><html lang="en-GB"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width">'
        f"<title>{html.escape(page.title)}</title><style>{_STYLE}</style></head>"
        f"<body><main>{''.join(parts)}</main></body></html>\n"
    ).encode()


def page_docx(page: Page) -> bytes:
    """Write the page as a Word document with headings and list styles."""
    parts = [_paragraph("Heading1", page.title), _paragraph("", page.lead)]
    for section in page.sections:
        parts.append(_paragraph("Heading2", section.heading))
        parts += [_paragraph("ListBullet", line) for line in section.lines]
    parts += [_paragraph("Heading2", "Draft minute"), _paragraph("", page.minute)]
    body = (
        f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?><w:document {_W}><w:body>'
        f'{"".join(parts)}<w:sectPr><w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="850" '
        'w:right="964" w:bottom="850" w:left="964" w:header="400" w:footer="400" w:gutter="0"/>'
        "</w:sectPr></w:body></w:document>"
    )
    files = {
        "[Content_Types].xml": _TYPES,
        "_rels/.rels": _RELS,
        "docProps/core.xml": _CORE % _plain(page.title),
        "word/_rels/document.xml.rels": _WORD_RELS,
        "word/document.xml": body,
        "word/numbering.xml": _NUMBERING,
        "word/styles.xml": _STYLES,
    }
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in files.items():
            info = zipfile.ZipInfo(name, _EPOCH)
            info.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(info, text)
    return out.getvalue()


def _paragraph(style: str, text: str) -> str:
    named = f'<w:pPr><w:pStyle w:val="{style}"/></w:pPr>' if style else ""
    return f'<w:p>{named}<w:r><w:t xml:space="preserve">{_plain(text)}</w:t></w:r></w:p>'


def _plain(text: str) -> str:
    """Escape for XML, without the controls that it cannot hold."""
    return escape("".join(c for c in text if c.isprintable() or c in "\t\n"))


PAGE_WRITERS: Mapping[str, Callable[[Page], bytes]] = {
    ".docx": page_docx,
    ".html": page_html,
    ".htm": page_html,
}
