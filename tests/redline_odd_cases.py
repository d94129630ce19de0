"""Pairs of hand-made Word documents with what policies seldom have, and real ones sometimes do."""
# ruff: noqa: E501 - raw XML reads best on its one line
# fmt: off

from __future__ import annotations

import io
import zipfile

from tests.docx_parts import W_NS, cell, docx, p, part, run, styled, table
from tests.redline_cases import (
    FOURTH,
    HEADINGS,
    LONGER,
    NUMBERS,
    SECOND,
    SENTENCE,
    TABLE,
    THIRD,
    packages,
    pair,
    rows,
    tr,
)
from tests.redline_note_cases import contents, control

# --- sections and margins -----------------------------------------------------------------------


def section(*margins: str, more: str = "") -> str:
    return f"<w:sectPr>{''.join(margins)}{more}</w:sectPr>"


def margin(kind: str, ident: str, pages: str = "default") -> str:
    return f'<w:{kind}Reference w:type="{pages}" r:id="{ident}"/>'


def with_margins(body: str, **texts: str) -> bytes:
    """A package whose keyword arguments (header1, footer2 …) are the parts' paragraphs."""
    parts = {f"word/{name}.xml": part("hdr" if name.startswith("h") else "ftr", text) for name, text in texts.items()}
    links = [(f"rId_{name}", name.rstrip("0123456789"), f"{name}.xml") for name in texts]
    return docx(body, parts=parts, relationships=links)


HEAD, FOOT = margin("header", "rId_header1"), margin("footer", "rId_footer1")
PAGE = '<w:pgSz w:w="11906" w:h="16838"/>'
packages("header and footer changed", lambda: with_margins(p(SENTENCE) + section(HEAD, FOOT), header1=p("Safeguarding policy 2023"), footer1=p("Page one")), lambda: with_margins(p(SENTENCE) + section(HEAD, FOOT), header1=p("Safeguarding policy 2024"), footer1=p("Page one") + p(THIRD)))
packages("paragraph dropped from a header", lambda: with_margins(p(SENTENCE) + section(HEAD), header1=p("Oakfield") + p("Safeguarding policy 2023")), lambda: with_margins(p(THIRD) + section(HEAD), header1=p("Oakfield")))
packages("header added", lambda: docx(p(SENTENCE) + section()), lambda: with_margins(p(SENTENCE) + section(HEAD), header1=p("Safeguarding policy")))
packages("header dropped", lambda: with_margins(p(SENTENCE) + section(HEAD), header1=p("Safeguarding policy")), lambda: docx(p(SENTENCE) + section()))
packages("table in a header", lambda: with_margins(p(SENTENCE) + section(HEAD), header1=TABLE + p()), lambda: with_margins(p(SENTENCE) + section(HEAD), header1=LONGER + p()))
TURNED = '<w:pgSz w:w="16838" w:h="11906" w:orient="landscape"/>'
pair("page turned", p(SENTENCE) + section(more=PAGE), p(SENTENCE) + section(more=TURNED))
BREAK = f'<w:sectPr><w:type w:val="nextPage"/>{PAGE}</w:sectPr>'
pair("section break added", p(SENTENCE) + p(SECOND) + section(more=PAGE), p(SENTENCE, BREAK) + p(SECOND) + section(more=PAGE))
pair("section break dropped", p(SENTENCE, BREAK) + p(SECOND) + section(more=PAGE), p(SENTENCE) + p(SECOND) + section(more=PAGE))
pair("section break paragraph dropped", p(SENTENCE) + p(THIRD, BREAK) + p(SECOND) + section(more=PAGE), p(SENTENCE) + p(SECOND) + section(more=PAGE))
pair("section break before a table", p(SENTENCE, BREAK) + TABLE + p(SECOND) + section(more=PAGE), p(SENTENCE) + TABLE + p(SECOND) + section(more=PAGE))
pair("section set-up changed inside", p(SENTENCE, BREAK) + p(SECOND) + section(more=PAGE), p(SENTENCE, BREAK.replace(PAGE, TURNED)) + p(SECOND) + section(more=PAGE))
packages("dropped section had its own header", lambda: with_margins(p(THIRD, f"<w:sectPr>{HEAD}{PAGE}</w:sectPr>") + p(SENTENCE) + section(margin("header", "rId_header2"), more=PAGE), header1=p("First part"), header2=p("Second part")), lambda: with_margins(p(SENTENCE) + section(HEAD, more=PAGE), header1=p("Second part")))
packages("section with its own header added", lambda: with_margins(p(SENTENCE) + section(HEAD, more=PAGE), header1=p("Second part")), lambda: with_margins(p(THIRD, f"<w:sectPr>{HEAD}{PAGE}</w:sectPr>") + p(SENTENCE) + section(margin("header", "rId_header2"), more=PAGE), header1=p("First part"), header2=p("Second part")))

# --- moves --------------------------------------------------------------------------------------
pair("paragraph moved up", p(SENTENCE) + p(SECOND) + p(THIRD), p(THIRD) + p(SENTENCE) + p(SECOND))
pair("paragraph moved to the end", p(SENTENCE) + p(SECOND) + p(THIRD), p(SECOND) + p(THIRD) + p(SENTENCE))
pair("two paragraphs moved", p(SENTENCE) + p(SECOND) + p(THIRD) + p(FOURTH), p(THIRD) + p(FOURTH) + p(SENTENCE) + p(SECOND))
pair("moved and reworded", p(SENTENCE) + p(SECOND) + p(THIRD) + p(FOURTH), p(THIRD.replace("badge", "pass")) + p(SENTENCE) + p(SECOND) + p(FOURTH))
pair("moved past a table", p(SENTENCE) + TABLE + p(SECOND) + p(THIRD), TABLE + p(SECOND) + p(SENTENCE) + p(THIRD))
pair("moved with a heading's style", styled("Heading1", SENTENCE) + p(SECOND) + p(THIRD), p(SECOND) + styled("Heading2", SENTENCE) + p(THIRD), styles=HEADINGS)
pair("moved into a cell", p(SENTENCE) + table(["a", "b"]) + p(), table([p(SENTENCE), "b"]) + p())
pair("moved list item", p(SENTENCE, num=(1, 0)) + p(SECOND, num=(1, 0)) + p(THIRD, num=(1, 0)), p(SECOND, num=(1, 0)) + p(THIRD, num=(1, 0)) + p(SENTENCE, num=(1, 1)), numbering=NUMBERS)

# --- maths, ruby, direction, smart tags, foreign content ----------------------------------------


def sum_of(*terms: str) -> str:
    return f"<m:oMath>{''.join(f'<m:r><m:t>{term}</m:t></m:r>' for term in terms)}</m:oMath>"


RATIO = "<m:oMath><m:f><m:num><m:r><m:t>{}</m:t></m:r></m:num><m:den><m:r><m:t>{}</m:t></m:r></m:den></m:f></m:oMath>"
pair("formula changed", p(run("Rate ") + sum_of("a", "+b")), p(run("Rate ") + sum_of("a", "+c")))
pair("formula added and dropped", p(run("Rate ") + sum_of("a")) + p(SENTENCE), p("Rate ") + p(run(SENTENCE) + RATIO.format("x", "y")))
pair("displayed formula", p(f"<m:oMathPara>{RATIO.format('x', 'y')}</m:oMathPara>") + p(SENTENCE), p(f"<m:oMathPara>{RATIO.format('x', 'z')}</m:oMathPara>") + p(THIRD))
pair("formula's paragraph dropped", p(SENTENCE) + p(f"<m:oMathPara>{sum_of('a')}</m:oMathPara>") + p(SECOND), p(SENTENCE) + p(SECOND))
RUBY = '<w:r><w:ruby><w:rubyPr/><w:rt><w:r><w:t>{}</w:t></w:r></w:rt><w:rubyBase><w:r><w:t>{}</w:t></w:r></w:rubyBase></w:ruby></w:r>'
pair("ruby", p(run("Name ") + RUBY.format("kan", "漢")), p(run("Name ") + RUBY.format("ji", "字")))
pair("direction", p(f'<w:dir w:val="rtl">{run("مدرسة قديمة")}</w:dir>') + p(SENTENCE), p(f'<w:dir w:val="rtl">{run("مدرسة جديدة")}</w:dir>') + p(THIRD))
pair("direction override", p(f'<w:bdo w:val="rtl">{run("abc def")}</w:bdo>') + p(SENTENCE), p(run("abc def")) + p(THIRD))
TAG = '<w:smartTag w:uri="u" w:element="e"><w:smartTagPr><w:attr w:name="a" w:val="b"/></w:smartTagPr>{}</w:smartTag>'
pair("smart tags", p(run("In ") + TAG.format(run("London")) + run(" today.")), p(run("In ") + TAG.format(run("Leeds")) + run(" today.")))
CUSTOM = '<w:customXml w:uri="u" w:element="e">{}</w:customXml>'
pair("custom XML around paragraphs", CUSTOM.format(p(SENTENCE) + p(SECOND)), CUSTOM.format(p(SENTENCE) + p(THIRD)) + p())
pair("custom XML around words", p(run("Our ") + CUSTOM.format(run("school"))), p(run("Our ") + CUSTOM.format(run("academy"))))
CHUNK = {"parts": {"word/chunk.txt": "Imported text."}, "relationships": [("rIdX", "aFChunk", "chunk.txt")]}
OBJECT = '<w:r><w:object><v:shape id="o1" style="width:10pt;height:10pt"><v:imagedata r:id="{0}"/></v:shape></w:object></w:r>'
packages("object replaced", lambda: docx(p(run("See ") + OBJECT.format("rIdO")), parts={"word/media/o.png": b"old"}, relationships=[("rIdO", "image", "media/o.png")]), lambda: docx(p(run("See ") + OBJECT.format("rIdO")), parts={"word/media/o.png": b"new"}, relationships=[("rIdO", "image", "media/o.png")]))
DIAGRAM = '<w:r><w:drawing><wp:inline><wp:extent cx="9" cy="9"/><wp:docPr id="1" name="D"/><a:graphic><a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/diagram"><dgm:relIds xmlns:dgm="http://schemas.openxmlformats.org/drawingml/2006/diagram" r:dm="rId1" r:lo="rId2" r:qs="rId3" r:cs="rId4"/></a:graphicData></a:graphic></wp:inline></w:drawing></w:r>'
_KINDS = ["diagramData", "diagramLayout", "diagramQuickStyle", "diagramColors"]


def diagram(body: str, mark: str) -> bytes:
    return docx(body, parts={f"word/diagrams/d{n}.xml": f"<x>{n if n else mark}</x>" for n in range(4)}, relationships=[(f"rId{n + 1}", kind, f"diagrams/d{n}.xml") for n, kind in enumerate(_KINDS)])


packages("diagram kept", lambda: diagram(p(SENTENCE) + p(DIAGRAM), "one"), lambda: diagram(p(THIRD) + p(DIAGRAM), "one"))
packages("diagram changed", lambda: diagram(p(SENTENCE) + p(DIAGRAM), "one"), lambda: diagram(p(SENTENCE) + p(DIAGRAM), "two"))
packages("diagram dropped", lambda: diagram(p(SENTENCE) + p(DIAGRAM) + p(SECOND), "one"), lambda: docx(p(SENTENCE) + p(SECOND)))
pair("frames and drop capitals", p("T", '<w:framePr w:dropCap="drop" w:lines="3"/>') + p("he school."), p("O", '<w:framePr w:dropCap="drop" w:lines="2"/>') + p("ur school."))

# --- inputs that are odd themselves -------------------------------------------------------------
WHO = 'w:author="A" w:date="2020-01-01T00:00:00Z"'
TRACKED = p(f'{run("The head ")}<w:ins w:id="1" {WHO}>{run("always ")}</w:ins><w:del w:id="2" {WHO}><w:r><w:delText>never </w:delText></w:r></w:del>{run("replies.")}')
GONE = f'<w:p><w:pPr><w:rPr><w:del w:id="3" {WHO}/></w:rPr></w:pPr><w:del w:id="4" {WHO}><w:r><w:delText>Gone.</w:delText></w:r></w:del></w:p>'
MOVED = f'<w:moveFromRangeStart w:id="7" {WHO} w:name="m"/><w:p><w:pPr><w:rPr><w:moveFrom w:id="8" {WHO}/></w:rPr></w:pPr><w:moveFrom w:id="9" {WHO}>{run("Moved text.")}</w:moveFrom></w:p><w:moveFromRangeEnd w:id="7"/>{{}}<w:moveToRangeStart w:id="10" {WHO} w:name="m"/><w:p><w:pPr><w:rPr><w:moveTo w:id="11" {WHO}/></w:rPr></w:pPr><w:moveTo w:id="12" {WHO}>{run("Moved text.")}</w:moveTo></w:p><w:moveToRangeEnd w:id="10"/>'
pair("changes tracked in the old file", TRACKED + GONE + p(SECOND), p("The head always answers.") + p(SECOND))
pair("changes tracked in the new file", p("The head never replies.") + p(SECOND), TRACKED + GONE + p(SECOND))
pair("changes tracked in both", TRACKED + p(SENTENCE), TRACKED + GONE + p(THIRD))
pair("moves tracked already", MOVED.format(p(SENTENCE)) + p(SECOND), MOVED.format(p(SENTENCE)) + p(THIRD))
pair("look and row changes tracked already", p(run(SENTENCE, f'<w:b/><w:rPrChange w:id="5" {WHO}><w:rPr><w:i/></w:rPr></w:rPrChange>')) + rows(tr(cell("a")), tr(cell("b"), properties=f'<w:ins w:id="6" {WHO}/>')) + p(), p(THIRD) + rows(tr(cell("a")), tr(cell("c"))) + p())
pair("changes inside changes", p(f'<w:ins w:id="1" {WHO}><w:del w:id="2" {WHO}><w:r><w:delText>passing </w:delText></w:r></w:del>{run("stays")}</w:ins>') + p(SENTENCE), p("stays here") + p(THIRD))


def rewritten(data: bytes, *swaps: tuple[bytes, bytes]) -> bytes:
    """The package with the bytes of every part swapped."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as source, zipfile.ZipFile(buffer, "w") as target:
        for name in source.namelist():
            content = source.read(name)
            for was, now in swaps:
                content = content.replace(was, now)
            target.writestr(name, content)
    return buffer.getvalue()


def strict(data: bytes) -> bytes:
    return rewritten(
        data,
        (W_NS.encode(), b"http://purl.oclc.org/ooxml/wordprocessingml/main"),
        (b"http://schemas.openxmlformats.org/officeDocument/2006/", b"http://purl.oclc.org/ooxml/officeDocument/"),
    )


def prefixed(data: bytes) -> bytes:
    """The package with another prefix for WordprocessingML."""
    return rewritten(data, (b"<w:", b"<ns0:"), (b"</w:", b"</ns0:"), (b" w:", b" ns0:"), (b"xmlns:w=", b"xmlns:ns0="))


RICH_OLD = styled("Heading1", "Aims") + p(SENTENCE, num=(1, 0)) + TABLE + p(SECOND)
RICH_NEW = styled("Heading1", "Our aims") + p(SENTENCE, num=(1, 1)) + LONGER + p(SECOND) + p(THIRD)
BOTH = {"styles": HEADINGS, "numbering": NUMBERS}
packages("old is Strict", lambda: strict(docx(RICH_OLD, **BOTH)), lambda: docx(RICH_NEW, **BOTH))
packages("new is Strict", lambda: docx(RICH_OLD, **BOTH), lambda: strict(docx(RICH_NEW, **BOTH)))
packages("both are Strict", lambda: strict(docx(RICH_OLD, **BOTH)), lambda: strict(docx(RICH_NEW, **BOTH)))
packages("another prefix in the old", lambda: prefixed(docx(RICH_OLD, **BOTH)), lambda: docx(RICH_NEW, **BOTH))
packages("another prefix in the new", lambda: docx(RICH_OLD, **BOTH), lambda: prefixed(docx(RICH_NEW, **BOTH)))
pair("field that never ends", p(run("See ") + '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> REF a </w:instrText></w:r>') + p(SENTENCE), p("See below") + p(THIRD))
pair("field that only ends", p('<w:r><w:fldChar w:fldCharType="end"/></w:r>' + run(SENTENCE)) + p(SECOND), p(SENTENCE) + p(THIRD))
pair("a cell without a paragraph", "<w:tbl><w:tblPr/><w:tblGrid/><w:tr><w:tc><w:tcPr/></w:tc></w:tr></w:tbl>" + p(SENTENCE), table(["x"]) + p(THIRD))
pair("a body without a paragraph", "", p(SENTENCE))
pair("a document that ends in a table", p(SENTENCE) + TABLE, p(THIRD) + LONGER)
pair("properties in no order", p(SENTENCE, '<w:jc w:val="center"/><w:keepNext/>'), p(SENTENCE, '<w:ind w:left="7"/><w:keepLines/>'))
pair("list of contents in a control grows", control(contents("Aims 1", "Roles 2")) + p(SECOND), control(contents("Aims 1", "Roles 2", "Records 3", "Review 4")) + p(SECOND))
