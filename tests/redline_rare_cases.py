"""Pairs of Word documents with what real policies, forms and contents lists are made of."""
# ruff: noqa: E501 - raw XML reads best on its one line
# fmt: off

from __future__ import annotations

import re

from tests.docx_parts import (
    abstract,
    cell,
    docx,
    level,
    num,
    p,
    part,
    rels,
    run,
    start_override,
    style,
    styled,
)
from tests.redline_cases import (
    FOURTH,
    HEADINGS,
    NUMBERS,
    PIXEL,
    SECOND,
    SENTENCE,
    TABLE,
    THIRD,
    packages,
    pair,
    picture,
    with_pictures,
)
from tests.redline_note_cases import control, field, noted, ref
from tests.redline_odd_cases import BREAK, CHUNK, PAGE, WHO, margin, section, sum_of, with_margins

PAGE_BREAK = '<w:r><w:br w:type="page"/></w:r>'
pair("page break alone added", p(SENTENCE) + p(SECOND), p(SENTENCE) + p(PAGE_BREAK) + p(SECOND))
pair("page break alone moved", p(SENTENCE) + p(PAGE_BREAK) + p(SECOND) + p(THIRD), p(SENTENCE) + p(SECOND) + p(PAGE_BREAK) + p(THIRD))
pair("page break at the end", p(run(SENTENCE) + PAGE_BREAK) + p(SECOND), p(SENTENCE) + p(PAGE_BREAK + run(SECOND)))
pair("column break", p('<w:r><w:br w:type="column"/></w:r>' + run(SENTENCE)), p(run(SENTENCE) + '<w:r><w:br w:clear="all"/></w:r>'))
SYMBOL = '<w:r><w:sym w:font="Wingdings" w:char="{}"/></w:r>'
pair("tick to cross", p(SYMBOL.format("F0FC") + run(" " + SENTENCE)), p(SYMBOL.format("F0FB") + run(" " + SENTENCE)))
pair("odd characters", p('<w:r><w:t>non</w:t><w:noBreakHyphen/><w:t>stop</w:t><w:softHyphen/><w:t>x</w:t><w:ptab w:relativeTo="margin" w:alignment="right" w:leader="none"/><w:cr/><w:pgNum/></w:r>'), p('<w:r><w:t>nonstop</w:t><w:softHyphen/><w:t>y</w:t><w:ptab w:relativeTo="margin" w:alignment="left" w:leader="dot"/><w:t>z</w:t></w:r>'))
pair("emoji and joiners", p("Well done 👩‍🏫 e\u0301cole \u00a0 x\u200by"), p("Well done 👩🏽‍🏫 école \u00a0x\u200b y"))
pair("long word", p("a" * 5000 + " b"), p("a" * 4999 + "b c"))
SPAN = '<w:gridSpan w:val="2"/>'
MERGE = '<w:vMerge w:val="restart"/>'
MERGED = "<w:vMerge/>"


def grid_table(*lines: str, grid: int = 3, pr: str = "") -> str:
    columns = "".join(f'<w:gridCol w:w="{1000 + n}"/>' for n in range(grid))
    return f"<w:tbl><w:tblPr>{pr}</w:tblPr><w:tblGrid>{columns}</w:tblGrid>{''.join(lines)}</w:tbl>"


def row(*cells: str, pr: str = "") -> str:
    return f"<w:tr>{f'<w:trPr>{pr}</w:trPr>' if pr else ''}{''.join(cells)}</w:tr>"


pair("row added in a downward merge", grid_table(row(cell("A", MERGE), cell("B"), cell("C")), row(cell("", MERGED), cell("D"), cell("E"))) + p(), grid_table(row(cell("A", MERGE), cell("B"), cell("C")), row(cell("", MERGED), cell("new"), cell("row")), row(cell("", MERGED), cell("D"), cell("E"))) + p())
pair("first row of a merge dropped", grid_table(row(cell("A", MERGE), cell("B"), cell("C")), row(cell("", MERGED), cell("D"), cell("E")), row(cell("", MERGED), cell("F"), cell("G"))) + p(), grid_table(row(cell("A", MERGE), cell("D"), cell("E")), row(cell("", MERGED), cell("F"), cell("G"))) + p())
pair("span and grid changed", grid_table(row(cell("A", SPAN), cell("B")), row(cell("c"), cell("d"), cell("e"))) + p(), grid_table(row(cell("A"), cell("B", SPAN)), row(cell("c"), cell("d2"), cell("e")), grid=4) + p())
pair("gap before a row", grid_table(row(cell("A"), cell("B"), pr='<w:gridBefore w:val="1"/><w:wBefore w:w="1000" w:type="dxa"/>')) + p(), grid_table(row(cell("A"), cell("B b"), pr='<w:gridAfter w:val="1"/>')) + p())
pair("header row and no splitting", grid_table(row(cell("A"), cell("B"), pr="<w:cantSplit/><w:tblHeader/>"), row(cell("c"), cell("d"))) + p(), grid_table(row(cell("A"), cell("B"), pr="<w:tblHeader/>"), row(cell("c"), cell("e"), pr="<w:cantSplit/>")) + p())
pair("floating table", grid_table(row(cell("A")), pr='<w:tblpPr w:leftFromText="180" w:vertAnchor="text" w:tblpY="1"/>') + p(SENTENCE), grid_table(row(cell("A b"))) + p(SENTENCE))
pair("old-style merge", grid_table(row(cell("A", '<w:hMerge w:val="restart"/>'), cell("", "<w:hMerge/>"))) + p(), grid_table(row(cell("A"), cell("B"))) + p())
pair("nested table in a merged cell", grid_table(row(cell(grid_table(row(cell("x")), grid=1) + p(), SPAN), cell("B"))) + p(), grid_table(row(cell(grid_table(row(cell("x y")), row(cell("z")), grid=1) + p("after"), SPAN), cell("B"))) + p())
pair(
    "three tables deep",
    grid_table(
        row(
            cell(
                grid_table(
                    row(
                        cell(
                            grid_table(row(cell("deep")), grid=1) + p(),
                        )
                    ),
                    grid=1,
                )
                + p()
            )
        ),
        grid=1,
    )
    + p(),
    grid_table(
        row(
            cell(
                grid_table(
                    row(
                        cell(
                            grid_table(row(cell("deeper")), row(cell("more")), grid=1) + p(),
                        )
                    ),
                    grid=1,
                )
                + p("x")
            )
        ),
        grid=1,
    )
    + p(),
)
pair("bookmark between rows", '<w:tbl><w:tblPr/><w:tblGrid/><w:bookmarkStart w:id="3" w:name="rows"/>' + row(cell("a")) + '<w:bookmarkEnd w:id="3"/>' + row(cell("b")) + "</w:tbl>" + p(), "<w:tbl><w:tblPr/><w:tblGrid/>" + row(cell("a")) + '<w:bookmarkStart w:id="3" w:name="rows"/>' + row(cell("b c")) + '<w:bookmarkEnd w:id="3"/></w:tbl>' + p())
pair("table without rows", "<w:tbl><w:tblPr/><w:tblGrid/></w:tbl>" + p(SENTENCE), grid_table(row(cell("a")), grid=1) + p(SENTENCE))
pair("row without cells", "<w:tbl><w:tblPr/><w:tblGrid/><w:tr/></w:tbl>" + p(SENTENCE), grid_table(row(cell("a")), grid=1) + p(THIRD))
pair("tables change places", grid_table(row(cell("fire drill"), cell("each term"))) + p(SENTENCE) + grid_table(row(cell("first aid"), cell("each year"))) + p(), grid_table(row(cell("first aid"), cell("each year"))) + p(SENTENCE) + grid_table(row(cell("fire drill"), cell("each month"))) + p())
pair("table split in two", grid_table(row(cell("a one")), row(cell("b two")), row(cell("c three")), grid=1) + p(), grid_table(row(cell("a one")), grid=1) + p(SENTENCE) + grid_table(row(cell("b two")), row(cell("c three")), grid=1) + p())
pair("tables joined", grid_table(row(cell("a one")), grid=1) + p(SENTENCE) + grid_table(row(cell("b two")), row(cell("c three")), grid=1) + p(), grid_table(row(cell("a one")), row(cell("b two")), row(cell("c three")), grid=1) + p())
pair("rows change places", grid_table(row(cell("alpha beta")), row(cell("gamma delta")), row(cell("x y")), grid=1) + p(), grid_table(row(cell("x y")), row(cell("alpha beta")), row(cell("gamma delta two")), grid=1) + p())
# controls
DROP_DOWN = '<w:sdt><w:sdtPr><w:tag w:val="d"/><w:dropDownList><w:listItem w:value="{0}"/></w:dropDownList></w:sdtPr><w:sdtContent>{1}</w:sdtContent></w:sdt>'
pair("drop-down choice changed", p(run("Status: ") + DROP_DOWN.format("a", run("Draft"))), p(run("Status: ") + DROP_DOWN.format("a", run("Adopted"))))
pair("drop-down list changed", p(run("Status: ") + DROP_DOWN.format("a", run("Draft"))), p(run("Status: ") + DROP_DOWN.format("b", run("Draft"))))
CHECK = '<w:sdt><w:sdtPr><w14:checkbox><w14:checked w14:val="{}"/></w14:checkbox></w:sdtPr><w:sdtContent><w:r><w:t>{}</w:t></w:r></w:sdtContent></w:sdt>'
pair("box ticked", p(CHECK.format(0, "☐") + run(" " + SENTENCE)), p(CHECK.format(1, "☒") + run(" " + SENTENCE)))
pair("date picked", p(run("On ") + "<w:sdt><w:sdtPr><w:showingPlcHdr/><w:date/></w:sdtPr><w:sdtContent>" + run("Click") + "</w:sdtContent></w:sdt>"), p(run("On ") + '<w:sdt><w:sdtPr><w:date w:fullDate="2026-01-01T00:00:00Z"/></w:sdtPr><w:sdtContent>' + run("1 January 2026") + "</w:sdtContent></w:sdt>"))
pair("controls in controls", p(control(run("a ") + control(run("b"), "in"), "out")), p(control(run("a ") + control(run("c"), "in") + run("d"), "out") + run("x")))
pair("link in a control", p(control('<w:hyperlink w:anchor="x">' + run("see") + "</w:hyperlink>")), p(control('<w:hyperlink w:anchor="y">' + run("see") + "</w:hyperlink>" + run(" me"))))
pair("control in a link", p('<w:hyperlink w:anchor="x">' + control(run("see")) + "</w:hyperlink>"), p('<w:hyperlink w:anchor="x">' + control(run("look")) + "</w:hyperlink>"))
pair("control around a table", control(grid_table(row(cell("a")), grid=1) + p()) + p(), control(grid_table(row(cell("a")), row(cell("b")), grid=1) + p("x")) + p())
pair("control around a table added", p(SENTENCE) + p(), p(SENTENCE) + control(grid_table(row(cell("a")), grid=1)) + p())
pair("control around a table dropped", p(SENTENCE) + control(grid_table(row(cell("a")), grid=1)) + p(), p(SENTENCE) + p())
pair("control in a cell", grid_table(row(cell(control(p("a") + p("b")))), grid=1) + p(), grid_table(row(cell(control(p("a") + p("c") + p("d")))), grid=1) + p())
pair("row in a control changed", grid_table(row(cell("h")), control(row(cell("old text here")), "r"), grid=1) + p(), grid_table(row(cell("h")), control(row(cell("new text here")), "r"), grid=1) + p())
pair("row in a control added", grid_table(row(cell("h")), grid=1) + p(), grid_table(row(cell("h")), control(row(cell("n")), "r"), grid=1) + p())
pair("row in a control dropped", grid_table(row(cell("h")), control(row(cell("n")), "r"), grid=1) + p(), grid_table(row(cell("h")), grid=1) + p())
pair("row put in a control", grid_table(row(cell("h")), row(cell("n")), grid=1) + p(), grid_table(row(cell("h")), control(row(cell("n")), "r"), grid=1) + p())
pair("repeating section grows", grid_table(row(cell("h")), control(control(row(cell("one child")), "item") + control(row(cell("two child")), "item"), "rep"), grid=1) + p(), grid_table(row(cell("h")), control(control(row(cell("one child")), "item") + control(row(cell("three child")), "item") + control(row(cell("two child")), "item"), "rep"), grid=1) + p())
pair("cell put in a control", grid_table(row(cell("a"), cell("b")), grid=2) + p(), grid_table(row(cell("a"), control(cell("b"), "c")), grid=2) + p())
pair("row with a cell in a control added", grid_table(row(cell("a"), cell("b")), grid=2) + p(), grid_table(row(cell("a"), cell("b")), row(cell("c"), control(cell("d"), "c")), grid=2) + p())
pair("cell in a control beside a change", grid_table(row(cell("a word"), control(cell("b"), "c")), grid=2) + p(), grid_table(row(cell("a phrase"), control(cell("b"), "c")), grid=2) + p())
CUSTOM = '<w:customXml w:uri="u" w:element="e"><w:customXmlPr><w:attr w:name="a" w:val="b"/></w:customXmlPr>{}</w:customXml>'
pair("custom XML around rows and cells", grid_table(CUSTOM.format(row(cell("a"), CUSTOM.format(cell("b")))), grid=2) + p(), grid_table(CUSTOM.format(row(cell("a"), CUSTOM.format(cell("c")))), row(cell("d"), cell("e")), grid=2) + p())
pair("custom XML around a table", CUSTOM.format(grid_table(row(cell("a")), grid=1)) + p(), CUSTOM.format(grid_table(row(cell("b")), grid=1) + p("z")) + p())
pair("control with a section's end", control(p(SENTENCE, BREAK)) + p(SECOND) + section(more=PAGE), control(p(SENTENCE + " x", BREAK)) + p(SECOND) + section(more=PAGE))
# boxes
BOX = '<mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wp:anchor behindDoc="0"><wp:docPr id="{n}" name="Text Box {n}"/><a:graphic><a:graphicData uri="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"><wps:wsp><wps:txbx><w:txbxContent>{c}</w:txbxContent></wps:txbx></wps:wsp></a:graphicData></a:graphic></wp:anchor></w:drawing></mc:Choice><mc:Fallback><w:pict><v:shape id="s{n}"><v:textbox><w:txbxContent>{f}</w:txbxContent></v:textbox></v:shape></w:pict></mc:Fallback></mc:AlternateContent>'


def wbox(shown: str, fallback: str | None = None, number: int = 1) -> str:
    return "<w:r>" + BOX.format(c=shown, f=shown if fallback is None else fallback, n=number) + "</w:r>"


pair("box with a fallback changed", p(wbox(p(SENTENCE) + p(SECOND)) + run(THIRD)), p(wbox(p(SENTENCE + " x") + p(FOURTH) + p(SECOND), number=9) + run(THIRD)))
pair("box whose fallback differs", p(wbox(p(SENTENCE), p("old only")) + run(THIRD)), p(wbox(p(SENTENCE + " y"), p("new only")) + run(THIRD + "z")))
pair("fallback dropped", p(wbox(p(SENTENCE)) + run(THIRD)), p(re.sub("<mc:Fallback>.*</mc:Fallback>", "", wbox(p(SENTENCE))) + run(THIRD)))
pair("two boxes in a paragraph", p(wbox(p("one")) + run(SENTENCE) + wbox(p("two"), number=2)), p(wbox(p("one a")) + run(SENTENCE + " q") + wbox(p("two b"), number=3)))
pair("one of two boxes dropped", p(wbox(p("one")) + run(SENTENCE) + wbox(p("two"), number=2)), p(run(SENTENCE) + wbox(p("two"), number=2)))
pair("box in a box", p(wbox(p(wbox(p("inner"), number=5) + run("outer")))), p(wbox(p(wbox(p("inner x"), number=5) + run("outer y")))))
pair("list in a box", p(wbox(p(SENTENCE, num=(1, 0)) + p(SECOND, num=(1, 0)))), p(wbox(p(SENTENCE, num=(1, 0)) + p(THIRD, num=(1, 1)) + p(SECOND, num=(2, 0)))), numbering=NUMBERS)
pair("box in a list item", p(wbox(p("one")) + run(SENTENCE), num=(1, 0)) + p(SECOND, num=(1, 0)), p(wbox(p("two")) + run(SENTENCE), num=(1, 1)) + p(SECOND, num=(1, 0)), numbering=NUMBERS)
BESIDE = '<mc:AlternateContent><mc:Choice Requires="wps"><w:r><w:t>{0}</w:t></w:r></mc:Choice><mc:Fallback><w:r><w:t>{0}</w:t></w:r></mc:Fallback></mc:AlternateContent>'
pair("alternate content beside runs", p(run("a ") + BESIDE.format("x") + run(" b")), p(run("a ") + BESIDE.format("y") + run(" c")))
packages("box in a header", lambda: with_margins(p(SENTENCE) + section(margin("header", "rId_header1")), header1=p(wbox(p("DRAFT"))) + p("x")), lambda: with_margins(p(SENTENCE) + section(margin("header", "rId_header1")), header1=p(wbox(p("FINAL"))) + p("x")))
WATERMARK = '<w:r><w:pict><v:shape id="w" type="#_x0000_t136"><v:textpath string="{}"/></v:shape></w:pict></w:r>'
packages("watermark changed", lambda: with_margins(p(SENTENCE) + section(margin("header", "rId_header1")), header1=p(WATERMARK.format("DRAFT"))), lambda: with_margins(p(SENTENCE) + section(margin("header", "rId_header1")), header1=p(WATERMARK.format("COPY"))))
# notes
packages("note in a link", lambda: noted(p('<w:hyperlink w:anchor="a">' + run("x") + ref(1) + "</w:hyperlink>"), p("one")), lambda: noted(p('<w:hyperlink w:anchor="a">' + run("y") + ref(1) + "</w:hyperlink>"), p("two")))
packages("note and endnote", lambda: noted(p(run(SENTENCE) + ref(1)), p("one")), lambda: noted(p(run(SENTENCE) + ref(1, "endnote")), p("one"), kind="endnote"))
packages("note in a heading and a cell", lambda: noted(p(run("H") + ref(1)) + grid_table(row(cell(p(run("c") + ref(2)))), grid=1) + p(), p("one"), p("two")), lambda: noted(p(run("H") + ref(1)) + p(run(THIRD) + ref(2)) + grid_table(row(cell(p(run("c") + ref(3) + run("d")))), grid=1) + p(), p("one a"), p("between"), p("two b")))
packages("one note referred to twice", lambda: noted(p(run(SENTENCE) + ref(1) + run("x") + ref(1)), p("one")), lambda: noted(p(run(SENTENCE) + ref(1) + run("y") + ref(1)), p("uno")))
packages("note in a box", lambda: noted(p(wbox(p(run("b") + ref(1)))), p("one")), lambda: noted(p(wbox(p(run("b c") + ref(1)))), p("two")))
packages("note gone from a moved paragraph", lambda: noted(p(run(SENTENCE) + ref(1)) + p(SECOND) + p(THIRD), p("one")), lambda: docx(p(SECOND) + p(THIRD) + p(SENTENCE)))
packages("reference to no note", lambda: docx(p(run(SENTENCE) + ref(9))), lambda: docx(p(run(SENTENCE) + ref(9) + run(" x"))))


# tracked already
def inserted(number: int, content: str) -> str:
    return f'<w:ins w:id="{number}" {WHO}>{content}</w:ins>'


def deleted(number: int, text: str) -> str:
    return f'<w:del w:id="{number}" {WHO}><w:r><w:delText xml:space="preserve">{text}</w:delText></w:r></w:del>'


pair("cells tracked already", grid_table(row(cell("a"), cell("b", f'<w:cellIns w:id="1" {WHO}/>')), grid=2) + p(), grid_table(row(cell("a"), cell("b c"), cell("gone", f'<w:cellDel w:id="2" {WHO}/>')), grid=2) + p())
pair("change tracked in a link", p('<w:hyperlink w:anchor="a">' + run("x ") + inserted(1, run("new ")) + deleted(2, "old") + "</w:hyperlink>"), p('<w:hyperlink w:anchor="a">' + run("x new y") + "</w:hyperlink>"))
pair("change tracked in a field's result", p(run("See ") + field("QUOTE a", ("4.1")).replace(run("4.1"), deleted(1, "4.0") + inserted(2, run("4.1")))), p(run("See ") + field("QUOTE a", "4.2")))
pair("paragraph mark tracked in a cell", grid_table(row(cell(f'<w:p><w:pPr><w:rPr><w:ins w:id="1" {WHO}/></w:rPr></w:pPr>{inserted(2, run("a"))}</w:p>' + p("b"))), grid=1) + p(), grid_table(row(cell(p("a") + p("b c"))), grid=1) + p())
pair("section change tracked already", p(SENTENCE) + f'<w:sectPr><w:pgSz w:w="1" w:h="2"/><w:sectPrChange w:id="4" {WHO}><w:sectPr><w:pgSz w:w="2" w:h="1"/></w:sectPr></w:sectPrChange></w:sectPr>', p(THIRD) + '<w:sectPr><w:pgSz w:w="2" w:h="1"/></w:sectPr>')
pair("paragraph change tracked already", p(SENTENCE, f'<w:jc w:val="center"/><w:pPrChange w:id="4" {WHO}><w:pPr><w:jc w:val="left"/></w:pPr></w:pPrChange>') + p(SECOND), p(SENTENCE, '<w:jc w:val="left"/>') + p(SECOND + "x", f'<w:keepNext/><w:pPrChange w:id="4" {WHO}><w:pPr/></w:pPrChange>'))
pair("insertion around a control", p(inserted(1, control(run("in"))) + run("x")), p(control(run("out")) + run("x")))
pair("joined by a tracked mark", f'<w:p><w:pPr><w:rPr><w:del w:id="1" {WHO}/></w:rPr></w:pPr>{run("One ")}</w:p>' + p("two."), p("One ") + p("two!"))
pair("table deleted in the old file", grid_table(row(cell("a"), pr=f'<w:del w:id="1" {WHO}/>'), grid=1) + p(SENTENCE), grid_table(row(cell("a")), grid=1) + p(SENTENCE))
# sections
TITLE_PAGE = "<w:titlePg/>"
pair("only the new one says how its page is set up", p(SENTENCE), p(THIRD) + section(more=PAGE))
packages("first page's header added", lambda: with_margins(p(SENTENCE) + section(margin("header", "rId_header1")), header1=p("All")), lambda: with_margins(p(SENTENCE) + section(margin("header", "rId_header1", "first"), margin("header", "rId_header2"), more=TITLE_PAGE), header1=p("First"), header2=p("All")))
packages("even pages' footer dropped", lambda: with_margins(p(SENTENCE) + section(margin("footer", "rId_footer1", "even"), margin("footer", "rId_footer2")), footer1=p("Even"), footer2=p("Odd")), lambda: with_margins(p(THIRD) + section(margin("footer", "rId_footer2")), footer2=p("Odd 2")))
packages("sections inherit", lambda: with_margins(p(SENTENCE) + section(margin("header", "rId_header1"), more=PAGE), header1=p("H")), lambda: with_margins(p(THIRD, f"<w:sectPr>{margin('header', 'rId_header1')}{PAGE}</w:sectPr>") + p(SECOND, f"<w:sectPr>{PAGE}</w:sectPr>") + p(SENTENCE) + section(more=PAGE), header1=p("H")))
packages("sections change places", lambda: with_margins(p(SENTENCE, f"<w:sectPr>{margin('header', 'rId_header1')}{PAGE}</w:sectPr>") + p(SECOND, f"<w:sectPr>{margin('header', 'rId_header2')}{PAGE}</w:sectPr>") + p(THIRD) + section(margin("header", "rId_header1"), more=PAGE), header1=p("A"), header2=p("B")), lambda: with_margins(p(SECOND, f"<w:sectPr>{margin('header', 'rId_header2')}{PAGE}</w:sectPr>") + p(SENTENCE, f"<w:sectPr>{PAGE}</w:sectPr>") + p(THIRD) + section(margin("header", "rId_header1"), more=PAGE), header1=p("A"), header2=p("B")))
packages("link and picture in a header", lambda: docx(p(SENTENCE) + section(margin("header", "h1")), parts={"word/header1.xml": part("hdr", p('<w:hyperlink r:id="rId1">' + run("x") + "</w:hyperlink>")), "word/_rels/header1.xml.rels": rels([("rId1", "hyperlink", "https://example.org/a", "External")])}, relationships=[("h1", "header", "header1.xml")]), lambda: docx(p(SENTENCE) + section(margin("header", "h1")), parts={"word/header1.xml": part("hdr", p('<w:hyperlink r:id="rId1">' + run("x") + "</w:hyperlink>")), "word/_rels/header1.xml.rels": rels([("rId1", "hyperlink", "https://example.org/b", "External")])}, relationships=[("h1", "header", "header1.xml")]))
# numbering and styles
packages("picture bullets", lambda: docx(p(SENTENCE, num=(1, 0)) + p(SECOND, num=(1, 0)), numbering='<w:numPicBullet w:numPicBulletId="0"><w:pict><v:shape id="b"><v:imagedata r:id="rId1"/></v:shape></w:pict></w:numPicBullet>' + abstract(0, level(0, "", "bullet", '<w:lvlPicBulletId w:val="0"/>')) + num(1, 0), parts={"word/media/b.png": PIXEL, "word/_rels/numbering.xml.rels": rels([("rId1", "image", "media/b.png")])}), lambda: docx(p(SENTENCE) + p(SECOND, num=(1, 0)), numbering=NUMBERS))
packages("numbers from a style", lambda: docx(styled("L", SENTENCE) + styled("L", SECOND), styles=HEADINGS + style("L", '<w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr>', based_on="Normal"), numbering=NUMBERS), lambda: docx(styled("L", SENTENCE) + styled("K", SECOND), styles=HEADINGS + style("L", '<w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr>', based_on="Normal") + style("K", based_on="L"), numbering=NUMBERS.replace("%1.", "%1)")))
packages("list by a style's link", lambda: docx(p(SENTENCE, num=(1, 0)) + p(SECOND, num=(1, 0)), styles=style("LS", '<w:pPr><w:numPr><w:numId w:val="2"/></w:numPr></w:pPr>', kind="numbering"), numbering=abstract(0, more='<w:numStyleLink w:val="LS"/>') + abstract(1, level(0, "%1)"), more='<w:styleLink w:val="LS"/>') + num(1, 0) + num(2, 1)), lambda: docx(p(SENTENCE, num=(1, 0)) + p(THIRD), numbering=NUMBERS))
packages("other default style", lambda: docx(p(SENTENCE) + styled("Titre1", "Aims"), styles='<w:style w:type="paragraph" w:default="1" w:styleId="Normaal"><w:name w:val="Normal"/></w:style>' + '<w:style w:type="paragraph" w:styleId="Titre1"><w:name w:val="heading 1"/><w:basedOn w:val="Normaal"/></w:style>'), lambda: docx(p(SENTENCE + "x") + styled("Heading1", "Our aims"), styles='<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/></w:style><w:style w:type="paragraph" w:styleId="Heading1"><w:name w:val="heading 1"/><w:basedOn w:val="Normal"/></w:style>'))
packages("table style only the old one has", lambda: docx(grid_table(row(cell("a")), grid=1, pr='<w:tblStyle w:val="Grid"/>') + p(), styles=style("Grid", kind="table")), lambda: docx(grid_table(row(cell("b")), grid=1) + p()))
packages("linked character style", lambda: docx(p(run(SENTENCE, '<w:rStyle w:val="QC"/>')), styles=style("Q", '<w:link w:val="QC"/>') + style("QC", '<w:link w:val="Q"/>', kind="character")), lambda: docx(p(SENTENCE)))
packages("settings differ", lambda: docx(p(SENTENCE), parts={"word/settings.xml": part("settings", "<w:trackRevisions/><w:evenAndOddHeaders/>")}, relationships=[("s", "settings", "settings.xml")]), lambda: docx(p(THIRD), parts={"word/settings.xml": part("settings", '<w:documentProtection w:edit="readOnly"/>')}, relationships=[("s", "settings", "settings.xml")]))
pair("list interrupted and restarted", p(SENTENCE, num=(1, 0)) + p(SECOND, num=(1, 0)) + p(THIRD, num=(3, 0)), p(SENTENCE, num=(1, 0)) + p(FOURTH) + p(SECOND, num=(3, 0)) + p(THIRD, num=(3, 0)), numbering=NUMBERS + num(3, 0, start_override(0, 1)))
pair("number taken off against the style", styled("L", SENTENCE) + p(SECOND), styled("L", SENTENCE, '<w:numPr><w:numId w:val="0"/></w:numPr>') + p(SECOND), styles=style("L", '<w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr>'), numbering=NUMBERS)
# fields
CONDITION = '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText xml:space="preserve"> IF </w:instrText></w:r>' + field("PAGE", "1") + '<w:r><w:instrText xml:space="preserve"> = 1 "a" "{0}" </w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r>{1}<w:r><w:fldChar w:fldCharType="end"/></w:r>'
pair("field in a field", p(run("x ") + CONDITION.format("b", run("a"))), p(run("x ") + CONDITION.format("c", run("a")) + run("z")))
pair("caption number", p(run("Table ") + field("SEQ Table", "1") + run(": " + SENTENCE)), p(run("Table ") + field("SEQ Table", "2") + run(": " + THIRD)))
pair("hyperlink field", p(field('HYPERLINK "https://example.org/a"', "the guide")), p(field('HYPERLINK "https://example.org/b"', "the guide") + run(" x")))
FORM = '<w:r><w:fldChar w:fldCharType="begin"><w:ffData><w:name w:val="T1"/><w:enabled/><w:textInput><w:default w:val="{0}"/></w:textInput></w:ffData></w:fldChar></w:r><w:r><w:instrText> FORMTEXT </w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r>{1}<w:r><w:fldChar w:fldCharType="end"/></w:r>'
pair("form field filled in", p(run("School: ") + FORM.format("name", run("     "))), p(run("School: ") + FORM.format("name", run("Oakfield"))))
pair("simple field in a link", p('<w:hyperlink w:anchor="a"><w:fldSimple w:instr=" PAGEQUOTE a ">' + run("3") + "</w:fldSimple></w:hyperlink>"), p('<w:hyperlink w:anchor="a"><w:fldSimple w:instr=" PAGEQUOTE a ">' + run("4") + "</w:fldSimple></w:hyperlink>"))


def toc_line(text: str, anchor: str, page: str) -> str:
    return p(f'<w:hyperlink w:anchor="{anchor}">{run(text)}<w:r><w:tab/></w:r>{field(f"PAGEREF {anchor}", page)}</w:hyperlink>')


def toc(*lines: tuple[str, str, str]) -> str:
    begin = '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> TOC \\o </w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r>'
    written = [toc_line(*line) for line in lines]
    written[0] = written[0].replace("</w:pPr>", "</w:pPr>" + begin, 1)
    return "".join(written) + p('<w:r><w:fldChar w:fldCharType="end"/></w:r>')


def marked(name: str, number: int, text: str) -> str:
    return p(f'<w:bookmarkStart w:id="{number}" w:name="{name}"/>{run(text)}<w:bookmarkEnd w:id="{number}"/>')


pair("contents list with links and page numbers", toc(("Aims", "_Toc1", "1"), ("Roles", "_Toc2", "2")) + marked("_Toc1", 1, "Aims") + p(SENTENCE) + marked("_Toc2", 2, "Roles"), toc(("Our aims", "_Toc1", "1"), ("Duties", "_Toc3", "2"), ("Roles", "_Toc2", "3")) + marked("_Toc1", 1, "Our aims") + p(SENTENCE) + marked("_Toc3", 3, "Duties") + marked("_Toc2", 2, "Roles"))
pair("field over a table", p('<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> INDEX </w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r>' + run("a")) + grid_table(row(cell("x")), grid=1) + p('<w:r><w:fldChar w:fldCharType="end"/></w:r>') + p(SENTENCE), p('<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> INDEX </w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r>' + run("b")) + grid_table(row(cell("y")), grid=1) + p('<w:r><w:fldChar w:fldCharType="end"/></w:r>') + p(THIRD))
pair("field begins in a cell and ends in the next", grid_table(row(cell(p('<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> X </w:instrText></w:r>' + run("q"))), cell(p('<w:r><w:fldChar w:fldCharType="end"/></w:r>'))), grid=2) + p(), grid_table(row(cell("a"), cell("b")), grid=2) + p())
# drawings
packages("same picture used twice, one dropped", lambda: with_pictures(p(picture("rId1")) + p(SENTENCE) + p(picture("rId1", 2)), rId1=PIXEL), lambda: with_pictures(p(SENTENCE + "x") + p(picture("rId1")), rId1=PIXEL))
packages("ids of pictures collide", lambda: with_pictures(p(picture("rId1") + run(SENTENCE)), rId1=PIXEL), lambda: with_pictures(p(picture("rId1") + run(SENTENCE)), rId1=PIXEL + b"zz", rId2=PIXEL))
packages("picture in a cell and a box", lambda: with_pictures(grid_table(row(cell(p(picture("rId1")))), grid=1) + p(wbox(p(picture("rId1", 3)))), rId1=PIXEL), lambda: with_pictures(grid_table(row(cell(p(picture("rId1") + run("x")))), grid=1) + p(wbox(p(picture("rId1", 3) + run("y")))), rId1=PIXEL + b"new"))
pair("picture only larger", p('<w:r><w:drawing><wp:inline><wp:extent cx="9" cy="9"/><wp:docPr id="1" name="P"/></wp:inline></w:drawing></w:r>' + run(SENTENCE)), p('<w:r><w:drawing><wp:inline><wp:extent cx="99" cy="99"/><wp:docPr id="1" name="P"/></wp:inline></w:drawing></w:r>' + run(SENTENCE)))
pair("alternative text changed", p('<w:r><w:drawing><wp:inline><wp:docPr id="1" name="P" descr="a map"/></wp:inline></w:drawing></w:r>' + run(SENTENCE)), p('<w:r><w:drawing><wp:inline><wp:docPr id="1" name="P" descr="a plan"/></wp:inline></w:drawing></w:r>' + run(SENTENCE)))
pair("rule of a line", p('<w:r><w:pict><v:rect o:hr="t" style="width:0;height:1.5pt"/></w:pict></w:r>') + p(SENTENCE), p(SENTENCE))
packages("linked picture", lambda: docx(p(picture("rId7").replace("r:embed", "r:link")), relationships=[("rId7", "image", "https://example.org/a.png", "External")]), lambda: docx(p(picture("rId7").replace("r:embed", "r:link")), relationships=[("rId7", "image", "https://example.org/b.png", "External")]))
# maths
pair("formula in a link", p('<w:hyperlink w:anchor="a">' + sum_of("a") + "</w:hyperlink>"), p('<w:hyperlink w:anchor="a">' + sum_of("b") + "</w:hyperlink>"))
pair("formula in a cell", grid_table(row(cell(p(sum_of("a")))), grid=1) + p(), grid_table(row(cell(p(sum_of("a", "+b") + run(" x")))), grid=1) + p())
pair("ruby with looks", p('<w:r><w:rPr><w:b/></w:rPr><w:ruby><w:rubyPr><w:hps w:val="10"/></w:rubyPr><w:rt>' + run("a", "<w:i/>") + "</w:rt><w:rubyBase>" + run("漢") + "</w:rubyBase></w:ruby></w:r>"), p('<w:r><w:ruby><w:rubyPr><w:hps w:val="10"/></w:rubyPr><w:rt>' + run("a", "<w:i/>") + "</w:rt><w:rubyBase>" + run("漢") + "</w:rubyBase></w:ruby></w:r>" + run("x")))
# links, tags
pair("link with a tip", p('<w:hyperlink w:anchor="a" w:tooltip="old" w:history="1">' + run("x") + "</w:hyperlink>"), p('<w:hyperlink w:anchor="a" w:tooltip="new">' + run("x") + "</w:hyperlink>"))
pair("link over two looks", p('<w:hyperlink w:anchor="a">' + run("x", "<w:b/>") + run("y") + "</w:hyperlink>" + run(SENTENCE)), p('<w:hyperlink w:anchor="a">' + run("x") + run("y", "<w:b/>") + "</w:hyperlink>" + run(SENTENCE)))
pair("tags in tags", p('<w:smartTag w:uri="u" w:element="e">' + '<w:smartTag w:uri="u" w:element="f">' + run("London") + "</w:smartTag>" + run(" E1") + "</w:smartTag>"), p('<w:smartTag w:uri="u" w:element="e">' + run("London E2") + "</w:smartTag>"))
pair("dir in a link", p('<w:hyperlink w:anchor="a"><w:dir w:val="rtl">' + run("مدرسة") + "</w:dir></w:hyperlink>"), p('<w:hyperlink w:anchor="a"><w:dir w:val="rtl">' + run("مدرستي") + "</w:dir></w:hyperlink>"))
# comments, bookmarks
COMMENTS = {"parts": {"word/comments.xml": part("comments", f'<w:comment w:id="1" {WHO}>{p("Why?")}</w:comment><w:comment w:id="2" {WHO}>{p("How?")}</w:comment>')}, "relationships": [("rIdC", "comments", "comments.xml")]}


def begin_comment(number: int) -> str:
    return f'<w:commentRangeStart w:id="{number}"/>'


def end_comment(number: int) -> str:
    return f'<w:commentRangeEnd w:id="{number}"/><w:r><w:commentReference w:id="{number}"/></w:r>'


pair("comments that overlap over changes", p(begin_comment(1) + run("The governing body ") + begin_comment(2) + run("reviews ") + end_comment(1) + run("it") + end_comment(2)), p(begin_comment(1) + run("The governors ") + begin_comment(2) + run("review ") + end_comment(1) + run("them") + end_comment(2)), **COMMENTS)
pair("comment over paragraphs and a table", p(begin_comment(1) + run(SENTENCE)) + grid_table(row(cell("a")), grid=1) + p(run(SECOND) + end_comment(1)), p(begin_comment(1) + run(THIRD)) + grid_table(row(cell("b")), grid=1) + p(run(SECOND) + end_comment(1)), **COMMENTS)
pair("comment on a deleted paragraph", p(SENTENCE) + p(begin_comment(1) + run(SECOND) + end_comment(1)) + p(THIRD), p(SENTENCE) + p(THIRD), **COMMENTS)
pair("a last table gives way to a comment", p(SENTENCE) + TABLE, p(SENTENCE) + p(begin_comment(1) + run(SECOND) + end_comment(1)) + p(THIRD), **COMMENTS)
pair("a last control gives way to a comment", control(p(SECOND)), p(SENTENCE) + p(begin_comment(1) + run(SECOND) + end_comment(1)) + p(THIRD), **COMMENTS)
pair("bookmark over cells", grid_table(row(cell(p('<w:bookmarkStart w:id="0" w:name="c" w:colFirst="0" w:colLast="1"/>' + run("a"))), cell(p(run("b") + '<w:bookmarkEnd w:id="0"/>'))), grid=2) + p(), grid_table(row(cell(p('<w:bookmarkStart w:id="0" w:name="c"/>' + run("a x"))), cell(p(run("b") + '<w:bookmarkEnd w:id="0"/>'))), grid=2) + p())
# paragraphs
pair("style separator", f"<w:p><w:pPr><w:rPr><w:vanish/><w:specVanish/></w:rPr></w:pPr>{run('Aims. ')}</w:p>" + p(SENTENCE), f"<w:p><w:pPr><w:rPr><w:vanish/><w:specVanish/></w:rPr></w:pPr>{run('Our aims. ')}</w:p>" + p(THIRD))
pair("bare paragraphs", "<w:p/><w:p/>" + p(SENTENCE) + "<w:p/>", "<w:p/>" + p(SENTENCE) + "<w:p/><w:p/>")
pair("empty runs", "<w:p><w:r/><w:r><w:rPr><w:b/></w:rPr></w:r>" + run(SENTENCE) + "<w:r><w:t/></w:r></w:p>", "<w:p>" + run(SENTENCE) + "<w:r><w:t/></w:r><w:r/></w:p>")
pair("last paragraph of a cell", grid_table(row(cell(p("a") + p("b") + p())), grid=1) + p(), grid_table(row(cell(p("a"))), grid=1) + p())
pair("cell ends in a table", grid_table(row(cell(p("a") + grid_table(row(cell("x")), grid=1) + p())), grid=1) + p(), grid_table(row(cell(p("a"))), grid=1) + p())
pair("cell begins with a table", grid_table(row(cell(grid_table(row(cell("x")), grid=1) + p("a"))), grid=1) + p(), grid_table(row(cell(p("b") + p("a"))), grid=1) + p())

pair("everything upside down", "".join(p(f"Clause {n} says {SENTENCE[n : n + 30]}") for n in range(30)), "".join(p(f"Clause {n} says {SENTENCE[n : n + 30]}") for n in reversed(range(30))))
pair("text around tabs", p("Name:\tA Teacher\tDate:\t1 May"), p("Name:\t\tA Head\nDate:\t2 May"))
pair("paragraph borders and tabs", p(SENTENCE, '<w:pBdr><w:top w:val="single" w:sz="4" w:space="1" w:color="auto"/></w:pBdr><w:tabs><w:tab w:val="left" w:pos="720"/></w:tabs>'), p(SENTENCE, '<w:tabs><w:tab w:val="clear" w:pos="720"/><w:tab w:val="right" w:pos="9000"/></w:tabs>'))
pair("foreign element in a run", p('<w:r><w14:thing xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml"/><w:t>x</w:t></w:r>'), p("<w:r><w:t>y</w:t></w:r>"))
pair("language marks", p(run(SENTENCE, '<w:lang w:val="en-GB"/>')), p(run(SENTENCE[:20], '<w:lang w:val="cy-GB"/>') + run(SENTENCE[20:])))
packages("foreign chunk kept", lambda: docx(p(SENTENCE) + '<w:altChunk r:id="rIdX"/>' + p(SECOND), **CHUNK), lambda: docx(p(THIRD) + '<w:altChunk r:id="rIdX"/>' + p(SECOND + "x"), **CHUNK))
pair("permission over blocks", '<w:permStart w:id="1" w:edGrp="everyone"/>' + p(SENTENCE) + '<w:permEnd w:id="1"/>' + p(SECOND), p(THIRD) + '<w:permStart w:id="1" w:edGrp="everyone"/>' + p(SECOND) + '<w:permEnd w:id="1"/>')

# What no mark can hold on one side alone: it is refused, and the message says what to do.
REFUSED = {
    "chunk dropped": (docx(p(SENTENCE) + '<w:altChunk r:id="rIdX"/>' + p(SECOND), **CHUNK), docx(p(SENTENCE))),
    "chunk in a cell": (docx(grid_table(row(cell('<w:altChunk r:id="rIdX"/>' + p())), grid=1) + p(SECOND), **CHUNK), docx(grid_table(row(cell("a")), grid=1) + p(SECOND))),
    "formula in its own block": (docx(f"<m:oMathPara>{sum_of('a')}</m:oMathPara>" + p(SENTENCE)), docx(p(SENTENCE))),
    "subdocument": (docx(p('<w:subDoc r:id="rId9"/>') + p(SENTENCE)), docx(p(SENTENCE))),
}
