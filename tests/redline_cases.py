"""Pairs of hand-made Word documents, one or more for each kind of element that can change."""
# ruff: noqa: E501 - raw XML reads best on its one line
# fmt: off

from __future__ import annotations

import base64
from collections.abc import Callable
from typing import Any

from tests.docx_parts import (
    abstract,
    cell,
    docx,
    level,
    num,
    p,
    run,
    start_override,
    style,
    styled,
    table,
)  # fmt: skip

Pair = tuple[bytes, bytes]
PAIRS: dict[str, Callable[[], Pair]] = {}

PIXEL = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8BQDwAEhQGAhKmMIQAAAABJRU5ErkJggg=="
)
OTHER_PIXEL = PIXEL[:-16] + PIXEL[-16:].replace(b"\x00", b"\x00")
SENTENCE = "The governing body reviews this policy every year and tells parents of any change."
SECOND = "Staff must report a concern to the designated lead before the end of the day."
THIRD = "Visitors sign in at the office and wear a badge while they are on the site."
FOURTH = "The headteacher keeps a record of every complaint and of how it was settled."
HEADINGS = (
    style("Normal")
    + style("Heading1", '<w:pPr><w:outlineLvl w:val="0"/></w:pPr>', based_on="Normal")
    + style("Heading2", '<w:pPr><w:outlineLvl w:val="1"/></w:pPr>', based_on="Normal")
    + style("Quote", based_on="Normal")
)
NUMBERS = (
    abstract(0, level(0, "%1."), level(1, "(%2)", "lowerLetter"))
    + abstract(1, level(0, "•", "bullet"))
    + num(1, 0)
    + num(2, 1)
)


def pair(name: str, old: str, new: str, **common: Any) -> None:
    """Register two bodies that share their other parts."""
    PAIRS[name] = lambda: (docx(old, **common), docx(new, **common))


def packages(name: str, old: Callable[[], bytes], new: Callable[[], bytes]) -> None:
    PAIRS[name] = lambda: (old(), new())


def bold(text: str) -> str:
    return run(text, "<w:b/>")


# --- paragraphs ---------------------------------------------------------------------------------
pair("one word changed", p(SENTENCE), p(SENTENCE.replace("year", "term")))
pair("nothing changed", p(SENTENCE) + p(SECOND), p(SENTENCE) + p(SECOND))
pair("a paragraph added between", p(SENTENCE) + p(SECOND), p(SENTENCE) + p(THIRD) + p(SECOND))
pair("a paragraph added first", p(SENTENCE), p(THIRD) + p(SENTENCE))
pair("a paragraph added last", p(SENTENCE), p(SENTENCE) + p(THIRD))
pair("two paragraphs added last", p(SENTENCE), p(SENTENCE) + p(THIRD) + p(SECOND))
pair("the first paragraph dropped", p(THIRD) + p(SENTENCE), p(SENTENCE))
pair("the last paragraph dropped", p(SENTENCE) + p(THIRD), p(SENTENCE))
pair("the last two dropped", p(SENTENCE) + p(THIRD) + p(SECOND), p(SENTENCE))
pair("last paragraph replaced", p(SENTENCE) + p(THIRD), p(SENTENCE) + p(SECOND))
pair("last replaced by two", p(SENTENCE) + p(THIRD), p(SENTENCE) + p(SECOND) + p(FOURTH))
pair("everything replaced", p(SENTENCE) + p(THIRD), p(SECOND) + p(FOURTH))
pair("a paragraph split", p(SENTENCE + " " + SECOND), p(SENTENCE) + p(SECOND))
pair("two paragraphs joined", p(SENTENCE) + p(SECOND), p(SENTENCE + " " + SECOND))
pair("from an empty document", p(), p(SENTENCE) + p(SECOND))
pair("to an empty document", p(SENTENCE) + p(SECOND), p())
pair("empty paragraphs added", p(SENTENCE) + p(SECOND), p(SENTENCE) + p() + p() + p(SECOND) + p())
pair("empty paragraphs dropped", p() + p(SENTENCE) + p() + p(SECOND) + p() + p(), p(SENTENCE) + p(SECOND))
pair(
    "paragraph properties changed",
    p(SENTENCE, '<w:spacing w:after="120"/><w:jc w:val="left"/>'),
    p(SENTENCE, '<w:keepNext/><w:ind w:left="720"/><w:jc w:val="center"/>'),
)
pair("style changed", styled("Heading1", "Aims") + p(SENTENCE), styled("Heading2", "Aims") + p(SENTENCE), styles=HEADINGS)
pair(
    "style and text changed",
    styled("Heading1", "Aims of the policy") + p(SENTENCE),
    styled("Quote", "Aims of this policy") + p(SENTENCE),
    styles=HEADINGS,
)  # fmt: skip
pair("last added in another style", p(SENTENCE), p(SENTENCE) + styled("Quote", THIRD), styles=HEADINGS)
pair("last dropped in another style", p(SENTENCE) + styled("Quote", THIRD), p(SENTENCE), styles=HEADINGS)
pair("mark's look changed", p(SENTENCE, "<w:rPr><w:b/></w:rPr>"), p(SENTENCE, "<w:rPr><w:i/></w:rPr>"))
packages(
    "a style only the old one has",
    lambda: docx(styled("Odd", SENTENCE) + p(SECOND), styles=HEADINGS + style("Odd", based_on="Base") + style("Base")),
    lambda: docx(p(SECOND), styles=HEADINGS),
)
packages(
    "one style id for two styles",
    lambda: docx(styled("S1", SENTENCE) + p(SECOND), styles=style("S1").replace('name w:val="S1"', 'name w:val="Clause text"')),
    lambda: docx(styled("S1", THIRD) + p(SECOND), styles=style("S1").replace('name w:val="S1"', 'name w:val="Box text"')),
)
packages(
    "one style under two ids",
    lambda: docx(styled("Odd", SENTENCE), styles=style("Odd").replace('name w:val="Odd"', 'name w:val="Clause"')),
    lambda: docx(styled("Clause", SENTENCE), styles=style("Clause")),
)
packages("old without styles", lambda: docx(p(SENTENCE)), lambda: docx(styled("Quote", SENTENCE), styles=HEADINGS))
packages("new without styles", lambda: docx(styled("Quote", SENTENCE), styles=HEADINGS), lambda: docx(p(SENTENCE)))

# --- runs ---------------------------------------------------------------------------------------
pair("a word made bold", p(SENTENCE), p(run("The governing body ") + bold("reviews") + run(SENTENCE[26:])))
pair(
    "a word made bold and changed",
    p(run("The board ") + bold("must") + run(" meet each term to look at the accounts.")),
    p(run("The board ") + run("should", "<w:i/>") + run(" meet each term to look at the books.")),
)
pair("character style", p(run(SENTENCE)), p(run(SENTENCE, '<w:rStyle w:val="Strong"/>')), styles=HEADINGS + style("Strong", kind="character"))
pair("run with many looks", p(run("A ", '<w:rFonts w:ascii="Arial"/><w:b/><w:sz w:val="20"/>') + run(SENTENCE)), p(run("A ", '<w:rFonts w:ascii="Arial"/><w:i/><w:sz w:val="24"/>') + run(SENTENCE)))
pair("tabs and breaks", p("Name:\tDate:\nSigned"), p("Name:\t\tDay:\nSigned:\n\tBy"))
pair(
    "a page break added",
    p(SENTENCE) + p(SECOND),
    p(SENTENCE) + p('<w:r><w:br w:type="page"/></w:r>') + p(SECOND),
)
pair(
    "symbols and special characters",
    p('<w:r><w:sym w:font="Wingdings" w:char="F0FE"/><w:t xml:space="preserve"> Yes</w:t></w:r>'),
    p('<w:r><w:sym w:font="Wingdings" w:char="F0A8"/><w:t xml:space="preserve"> Yes</w:t><w:noBreakHyphen/><w:softHyphen/></w:r>'),
)
pair(
    "spaces at the ends",
    p('<w:r><w:t xml:space="preserve"> one  two </w:t></w:r>'),
    p('<w:r><w:t xml:space="preserve">  one two</w:t></w:r>'),
)
pair("right-to-left and accents", p("Réunion à l'école · مدرسة"), p("Réunions à l’école · المدرسة 🎓"))
pair("text cut into runs otherwise", p(run("The gov") + run("erning body meets.")), p(run("The ") + run("governing body met.")))
pair(
    "capitals only",
    p("The Headteacher decides on the Policy."),
    p("The headteacher decides on the policy."),
)

# --- numbering ----------------------------------------------------------------------------------
pair("list item added", p(SENTENCE, num=(1, 0)) + p(SECOND, num=(1, 0)), p(SENTENCE, num=(1, 0)) + p(THIRD, num=(1, 0)) + p(SECOND, num=(1, 0)), numbering=NUMBERS)
pair("list level changed", p(SENTENCE, num=(1, 0)) + p(SECOND, num=(1, 0)), p(SENTENCE, num=(1, 0)) + p(SECOND, num=(1, 1)), numbering=NUMBERS)
pair("list kind changed", p(SENTENCE, num=(1, 0)) + p(SECOND, num=(1, 0)), p(SENTENCE, num=(2, 0)) + p(SECOND, num=(2, 0)), numbering=NUMBERS)
pair("made a list", p(SENTENCE) + p(SECOND), p(SENTENCE, num=(1, 0)) + p(SECOND, num=(1, 0)), numbering=NUMBERS)
pair("numbers taken off", p(SENTENCE, num=(1, 0)) + p(SECOND, num=(1, 0)), p(SENTENCE) + p(SECOND, num=(1, 0)), numbering=NUMBERS)
pair("last item dropped", p(SENTENCE, num=(1, 0)) + p(SECOND, num=(1, 0)), p(SENTENCE, num=(1, 0)), numbering=NUMBERS)
packages(
    "the same number for two lists",
    lambda: docx(p(SENTENCE, num=(1, 0)) + p(SECOND, num=(1, 0)), numbering=abstract(0, level(0, "%1)")) + num(1, 0)),
    lambda: docx(p(SENTENCE, num=(1, 0)) + p(THIRD, num=(1, 0)), numbering=abstract(0, level(0, "%1.", "upperRoman")) + num(1, 0)),
)
packages(
    "a list only the old one has",
    lambda: docx(p(SENTENCE, num=(7, 0)) + p(SECOND), numbering=abstract(3, level(0, "§%1")) + num(7, 3, start_override(0, 4))),
    lambda: docx(p(SENTENCE) + p(SECOND)),
)
packages(
    "lists numbered the other way round",
    lambda: docx(p(SENTENCE, num=(2, 0)) + p(SECOND, num=(1, 0)) + p(THIRD), numbering=abstract(0, level(0, "%1.")) + num(1, 0) + num(2, 0)),
    lambda: docx(p(SENTENCE, num=(2, 0)) + p(SECOND, num=(1, 0)) + p(FOURTH), numbering=abstract(0, level(0, "%1.")) + num(1, 0) + num(2, 0)),
)
pair(
    "old numbering change recorded",
    p(SENTENCE, '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/><w:numberingChange w:id="4" w:author="A" w:original="%1:1:0:."/></w:numPr>'),
    p(SECOND, num=(1, 0)),
    numbering=NUMBERS,
)  # fmt: skip

# --- tables -------------------------------------------------------------------------------------
GRID = ["Role", "Name", "Date"]
LEAD = ["Designated lead", "Mrs Ash", "2024"]
DEPUTY = ["Deputy", "Mr Elm", "2025"]
TABLE, LONGER = table(GRID, LEAD), table(GRID, LEAD, DEPUTY)
pair("cell text changed", TABLE + p(), table(GRID, ["Designated lead", "Mrs Oak", "2024"]) + p())
pair("row added last", TABLE + p(), LONGER + p())
pair("row added first", TABLE + p(), table(DEPUTY, GRID, LEAD) + p())
pair("row dropped", LONGER + p(), TABLE + p())
pair("all rows replaced", table(GRID, LEAD) + p(), table(["A", "B", "C"], ["D", "E", "F"]) + p())
pair("column added", p(SENTENCE) + TABLE + p(), p(SENTENCE) + table([*GRID, "Note"], [*LEAD, "x"]) + p())
pair("column dropped", p(SENTENCE) + TABLE + p(), p(SENTENCE) + table(GRID[:2], LEAD[:2]) + p())
pair("table added", p(SENTENCE) + p(SECOND), p(SENTENCE) + TABLE + p(SECOND))
pair("table dropped", p(SENTENCE) + TABLE + p(SECOND), p(SENTENCE) + p(SECOND))
pair("table added first", p(SENTENCE), TABLE + p(SENTENCE))
pair("table added last", p(SENTENCE), p(SENTENCE) + TABLE + p())
pair("table and text added last", p(SENTENCE), p(SENTENCE) + TABLE + p(SECOND))
pair("table dropped last", p(SENTENCE) + TABLE + p(), p(SENTENCE))
pair("table dropped with its text", p(SENTENCE) + TABLE + p(SECOND), p(SENTENCE))
pair("table first dropped", TABLE + p(SENTENCE), p(SENTENCE))
pair("paragraph added before a table", p(SENTENCE) + TABLE + p(), p(SENTENCE) + p(SECOND) + TABLE + p())
pair("paragraphs added before a table", p(SENTENCE) + TABLE + p(), p(SENTENCE) + p(SECOND) + p(THIRD) + TABLE + p())
pair("paragraph dropped before a table", p(SENTENCE) + p(SECOND) + TABLE + p(), p(SENTENCE) + TABLE + p())
pair("paragraph replaced before a table", p(SENTENCE) + p(SECOND) + TABLE + p(), p(SENTENCE) + p(THIRD) + TABLE + p())
pair("paragraph added first before a table", TABLE + p(SENTENCE), p(SECOND) + TABLE + p(SENTENCE))
pair("paragraph dropped first before a table", p(SECOND) + TABLE + p(SENTENCE), TABLE + p(SENTENCE))
pair("paragraph added after a table", TABLE + p(SENTENCE), TABLE + p(SECOND) + p(SENTENCE))
pair("paragraph added last after a table", TABLE + p(), TABLE + p() + p(SENTENCE))
pair(
    "paragraph added between tables",
    TABLE + p(SENTENCE) + LONGER + p(),
    TABLE + p(SENTENCE) + p(SECOND) + LONGER + p(),
)
pair("only paragraph between tables", TABLE + LONGER + p(), TABLE + p(SECOND) + LONGER + p())
pair("only paragraph between tables dropped", TABLE + p(SECOND) + LONGER + p(), TABLE + LONGER + p())
pair("text and table added before a table", p(SENTENCE) + LONGER + p(), p(SENTENCE) + p(SECOND) + table(["x", "y"]) + p(THIRD) + LONGER + p())
pair("table replaced by text", p(SENTENCE) + TABLE + p(SECOND), p(SENTENCE) + p("Designated lead: Mrs Ash") + p(SECOND))
pair("text replaced by table", p(SENTENCE) + p("Designated lead: Mrs Ash") + p(SECOND), p(SENTENCE) + TABLE + p(SECOND))
pair("paragraph added in a cell", table([p(SENTENCE), "x"]) + p(), table([p(SENTENCE) + p(SECOND), "x"]) + p())
pair("paragraph dropped in a cell", table([p(SENTENCE) + p(SECOND), "x"]) + p(), table([p(SENTENCE), "x"]) + p())
pair("cell emptied and filled", table([p(SENTENCE), p()]) + p(), table([p(), p(SECOND)]) + p())
pair("nested table changed", table([TABLE + p(), "outer"]) + p(), table([LONGER + p(), "outer"]) + p())
pair("nested table added", table([p(SENTENCE), "outer"]) + p(), table([p(SENTENCE) + TABLE + p(), "outer"]) + p())
pair("nested table dropped", table([p(SENTENCE) + TABLE + p(), "outer"]) + p(), table([p(SENTENCE), "outer"]) + p())
pair("row with a nested table added", table(["a", "b"]) + p(), table(["a", "b"], [TABLE + p(), "x"]) + p())


def rows(*lines: str, properties: str = "") -> str:
    return f"<w:tbl><w:tblPr>{properties}</w:tblPr><w:tblGrid/>{''.join(lines)}</w:tbl>"


def tr(*cells: str, properties: str = "") -> str:
    marks = f"<w:trPr>{properties}</w:trPr>" if properties else ""
    return f"<w:tr>{marks}{''.join(cells)}</w:tr>"


SPAN, DOWN, UNDER = '<w:gridSpan w:val="2"/>', '<w:vMerge w:val="restart"/>', "<w:vMerge/>"
pair(
    "cells merged across",
    rows(tr(cell("a"), cell("b")), tr(cell("c"), cell("d"))) + p(),
    rows(tr(cell("a b", SPAN)), tr(cell("c"), cell("d"))) + p(),
)
pair(
    "cells merged downwards",
    rows(tr(cell("a"), cell("b")), tr(cell("c"), cell("d"))) + p(),
    rows(tr(cell("a", DOWN), cell("b")), tr(cell(p(), UNDER), cell("d"))) + p(),
)
pair(
    "row, cell and table properties",
    rows(tr(cell("Alpha"), cell("Beta")), properties='<w:tblStyle w:val="A"/>') + p(),
    rows(tr(cell("Alpha", '<w:shd w:val="clear" w:fill="FF0000"/>'), cell("Beta"), properties="<w:tblHeader/>"), properties='<w:tblW w:w="5000" w:type="pct"/>') + p(),
)  # fmt: skip
pair(
    "row exceptions and a row in a control",
    rows(tr(cell("Alpha"), cell("Beta")) + "<w:tr><w:tblPrEx><w:jc w:val=\"left\"/></w:tblPrEx><w:trPr><w:cantSplit/></w:trPr>" + cell("C") + cell("D") + "</w:tr>") + p(),
    rows(tr(cell("Alpha"), cell("Gamma")) + f"<w:sdt><w:sdtPr><w:tag w:val=\"r\"/></w:sdtPr><w:sdtContent>{tr(cell('E'), cell('F'))}</w:sdtContent></w:sdt>") + p(),
)  # fmt: skip

# --- links, pictures, boxes ---------------------------------------------------------------------
LINK = '<w:hyperlink r:id="rIdL" w:history="1">{}</w:hyperlink>'
SITES = [("rIdL", "hyperlink", "https://example.org/a", "External"), ("rIdM", "hyperlink", "https://example.org/b", "External")]  # fmt: skip
pair("link added", p("See the guide for more."), p(run("See ") + LINK.format(run("the guide")) + run(" for more.")), relationships=SITES)
pair("link dropped", p(run("See ") + LINK.format(run("the guide")) + run(" for more.")), p("See the guide for more."), relationships=SITES)
pair("link text changed", p(run("See ") + LINK.format(run("the guide")) + run(" for more.")), p(run("See ") + LINK.format(run("the handbook")) + run(" for more.")), relationships=SITES)
pair("link address changed", p(run("See ") + LINK.format(run("the guide")) + run(".")), p(run("See ") + LINK.replace("rIdL", "rIdM").format(run("the guide")) + run(".")), relationships=SITES)
packages(
    "the same link under other ids",
    lambda: docx(p(run("See ") + LINK.format(run("this"))), relationships=SITES),
    lambda: docx(p(run("Please see ") + LINK.replace("rIdL", "rId99").format(run("this"))), relationships=[("rId99", "hyperlink", "https://example.org/a", "External")]),
)  # fmt: skip


def picture(ident: str, number: int = 1) -> str:
    return (
        "<w:r><w:drawing><wp:inline><wp:extent cx=\"190500\" cy=\"190500\"/>"
        f'<wp:docPr id="{number}" name="Picture {number}"/>'
        '<a:graphic><a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/picture">'
        '<pic:pic xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture">'
        f'<pic:nvPicPr><pic:cNvPr id="0" name="x.png"/><pic:cNvPicPr/></pic:nvPicPr>'
        f'<pic:blipFill><a:blip r:embed="{ident}"/><a:stretch><a:fillRect/></a:stretch></pic:blipFill>'
        '<pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="190500" cy="190500"/></a:xfrm>'
        '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr>'
        "</pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing></w:r>"
    )


def with_pictures(body: str, **pictures: bytes) -> bytes:
    """A package whose keyword arguments are relationship ids → picture bytes."""
    links = [(ident, "image", f"media/{ident}.png") for ident in pictures]
    return docx(body, relationships=links, parts={f"word/media/{i}.png": d for i, d in pictures.items()})  # fmt: skip


BLUE = PIXEL + b"blue"
packages("picture added", lambda: docx(p(SENTENCE)), lambda: with_pictures(p(run(SENTENCE) + picture("rIdA")), rIdA=PIXEL))
packages("picture dropped", lambda: with_pictures(p(run(SENTENCE) + picture("rIdA")), rIdA=PIXEL), lambda: docx(p(SENTENCE)))
packages(
    "picture replaced",
    lambda: with_pictures(p(run(SENTENCE) + picture("rIdA")), rIdA=PIXEL),
    lambda: with_pictures(p(run(SENTENCE) + picture("rIdA")), rIdA=BLUE),
)
packages(
    "picture kept under another id",
    lambda: with_pictures(p(picture("rIdA")) + p(SENTENCE), rIdA=PIXEL),
    lambda: with_pictures(p(picture("rIdB", 7)) + p(THIRD), rIdA=BLUE, rIdB=PIXEL),
)
packages(
    "picture paragraph dropped",
    lambda: with_pictures(p(SENTENCE) + p(picture("rIdA")) + p(SECOND), rIdA=PIXEL),
    lambda: docx(p(SENTENCE) + p(SECOND)),
)


def box(*paragraphs: str) -> str:
    inner = "".join(paragraphs)
    return (
        '<w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wp:inline>'
        '<wp:extent cx="900000" cy="900000"/><wp:docPr id="3" name="Box 3"/><a:graphic>'
        '<a:graphicData uri="http://schemas.microsoft.com/office/word/2010/wordprocessingShape">'
        '<wps:wsp><wps:cNvSpPr txBox="1"/><wps:spPr><a:xfrm><a:off x="0" y="0"/>'
        '<a:ext cx="900000" cy="900000"/></a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom></wps:spPr>'
        f"<wps:txbx><w:txbxContent>{inner}</w:txbxContent></wps:txbx><wps:bodyPr/></wps:wsp>"
        "</a:graphicData></a:graphic></wp:inline></w:drawing></mc:Choice><mc:Fallback><w:pict>"
        '<v:shape id="b" style="width:70pt;height:70pt"><v:textbox>'
        f"<w:txbxContent>{inner}</w:txbxContent></v:textbox></v:shape></w:pict></mc:Fallback>"
        "</mc:AlternateContent></w:r>"
    )


pair("text box changed", p(run(SENTENCE) + box(p(SECOND))), p(run(SENTENCE) + box(p(SECOND.replace("day", "week")))))
pair("text box and its paragraph changed", p(run(SENTENCE) + box(p(SECOND), p(THIRD))), p(run(SENTENCE[:40]) + box(p(SECOND))))
pair("paragraph added in a text box", p(box(p(SECOND))) + p(), p(box(p(SECOND), p(THIRD))) + p())
pair("text box added", p(SENTENCE), p(run(SENTENCE) + box(p(SECOND))))
pair("text box dropped", p(run(SENTENCE) + box(p(SECOND))), p(SENTENCE))
pair("paragraph with text box dropped", p(SENTENCE) + p(box(p(SECOND))) + p(THIRD), p(SENTENCE) + p(THIRD))
pair("table in a text box", p(box(TABLE + p())) + p(SENTENCE), p(box(LONGER + p())) + p(THIRD))
pair("text box in a cell", table([p(box(p(SECOND))), "x"]) + p(), table([p(box(p(FOURTH))), "y"]) + p())
