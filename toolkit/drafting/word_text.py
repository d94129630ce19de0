"""Parts → Word paragraphs and tables in the template's own styles."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Any

from docx.oxml.ns import qn

from toolkit.drafting.numerals import Number, Plan
from toolkit.drafting.parts import Letters, Part, pieces
from toolkit.drafting.word_lists import base_indent, element, numbered
from toolkit.language.gaps import GAP, find_places

TABLE_WIDTH = 9072  # 16 cm: A4 less margins of 2.5 cm
NARROWEST = 0.14  # of a table's width, so that a column of "Yes" is not a letter wide
WRAPPED = 60  # characters: cells longer than this wrap anyway and ask for no more width
# A form to fill in by hand: "Name:", "Signed:".
BLANK = re.compile(
    r"(?:full |print(?:ed)? )?(?:name|signed|signature|date|position|post|role|job title|class"
    r"|name and [a-z]+|signature of [a-z ]{1,30}|witness|telephone|address):",
    re.IGNORECASE,
)

STYLES = {
    "paragraph": "Policy Clause",
    "item": "Policy Item",
    "note": "Policy Note",
    "quote": "Quote",
    "cell": "Policy Table Text",
    "head": "Policy Table Heading",
    "table": "Policy Table",
}


def body(
    parts: Sequence[Part], plan: Plan, lists: dict[int, int], styles: dict[str, str]
) -> Iterator[Any]:
    """Give the elements of the policy's text in order. `styles` are Word's ids by style name."""
    following = [*parts[1:], Part("paragraph")]
    for part, number, after in zip(parts, plan.numbers, following, strict=True):
        if part.kind == "table":
            yield _table(part, plan, styles)
            yield _paragraph("", styles[STYLES["note"]])
        else:
            made = _part(part, number, plan, lists, styles)
            if part.quoted and not after.quoted:
                _open_up(made)
            yield made


def _open_up(paragraph: Any) -> None:
    """Leave room below a quotation before the policy's own words go on."""
    indent = paragraph.pPr.find(qn("w:ind"))
    room = element("spacing", after=240)
    if indent is None:
        paragraph.pPr.append(room)
    else:
        indent.addprevious(room)


def _part(
    part: Part, number: Number | None, plan: Plan, lists: dict[int, int], styles: dict[str, str]
) -> Any:
    paragraph = _paragraph("", styles[_style(part)])
    paragraph.extend([run for text, letters in pieces(part) for run in _runs(text, letters)])
    properties = paragraph.pPr
    if part.text.endswith(":") and part.kind != "heading":
        properties.append(element("keepNext"))
    if number:
        properties.append(numbered(number, lists))
    indent = _indent(part, plan)
    if BLANK.fullmatch(part.text) and not number:
        _rule_off(paragraph, properties, indent)
    if indent and not number:
        properties.append(element("ind", left=indent))
    return paragraph


def _style(part: Part) -> str:
    if part.kind == "heading":
        return f"Heading {min(part.level, 6)}"
    if part.quoted:
        return STYLES["quote"]
    # A numbered clause of the outline is a paragraph of text; "(i)" and bullets stand closer.
    if part.kind == "item" and re.match(r"\d+(\.\d+)+", part.label):
        return STYLES["paragraph"]
    return STYLES.get(part.kind, STYLES["paragraph"])


def _indent(part: Part, plan: Plan) -> int:
    if part.quoted:
        return base_indent(plan, quoted=True)
    return 0 if part.front or part.kind == "heading" else base_indent(plan)


def _rule_off(paragraph: Any, properties: Any, indent: int) -> None:
    """Draw a line to write on after "Name:"."""
    tabs = element("tabs")
    tabs.append(element("tab", val="left", leader="underscore", pos=indent + 6200))
    properties.append(tabs)
    run = element("r")
    run.append(element("tab"))
    paragraph.append(run)


def _paragraph(text: str, style: str) -> Any:
    paragraph = element("p")
    properties = element("pPr")
    properties.append(element("pStyle", val=style))
    paragraph.append(properties)
    if text:
        paragraph.extend(_runs(text))
    return paragraph


def _runs(text: str, letters: Letters = "plain") -> Iterator[Any]:
    """Give a text's runs; a gap that says what it asks for is marked, to be seen and filled in."""
    end = 0
    for gap in (place for place in find_places(text) if place.name != GAP):
        if gap.start > end:
            yield _run(text[end : gap.start], letters)
        yield _run(text[gap.start : gap.end], letters, marked=True)
        end = gap.end
    if end < len(text):
        yield _run(text[end:], letters)


def _run(text: str, letters: Letters = "plain", *, marked: bool = False) -> Any:
    run, words = element("r"), element("t")
    properties = element("rPr")
    if letters != "plain":
        properties.append(element("i" if letters == "italic" else "b"))
    if marked:
        properties.append(element("highlight", val="yellow"))
    if len(properties):
        run.append(properties)
    words.text = text
    words.set(qn("xml:space"), "preserve")
    run.append(words)
    return run


# --- tables -------------------------------------------------------------------------------------


def _table(part: Part, plan: Plan, styles: dict[str, str]) -> Any:
    columns = max(len(row) for row in part.rows)
    indent = base_indent(plan)
    widths = _widths(part, columns, TABLE_WIDTH - indent)
    table = element("tbl")
    table.append(_table_properties(sum(widths), indent, bool(part.header_rows), styles))
    grid = element("tblGrid")
    grid.extend([element("gridCol", w=width) for width in widths])
    table.append(grid)
    for place, row in enumerate(part.rows):
        cells = (*row, *((),) * (columns - len(row)))
        table.append(_row(cells, widths, place < part.header_rows, styles))
    return table


def _table_properties(width: int, indent: int, header: bool, styles: dict[str, str]) -> Any:
    properties = element("tblPr")
    properties.append(element("tblStyle", val=styles[STYLES["table"]]))
    properties.append(element("tblW", w=width, type="dxa"))
    properties.append(element("tblInd", w=indent, type="dxa"))
    properties.append(element("tblLayout", type="fixed"))
    look = {"firstRow": int(header), "firstColumn": 0, "noHBand": 1, "noVBand": 1}
    properties.append(element("tblLook", val="0620" if header else "0600", **look))
    return properties


def _widths(part: Part, columns: int, width: int) -> list[int]:
    """Share the width by the length of what the columns hold."""
    asked = [
        max((min(sum(map(len, row[i])), WRAPPED) for row in part.rows if i < len(row)), default=1)
        for i in range(columns)
    ]
    total = sum(asked) or 1
    least = min(NARROWEST, 1 / columns)
    shares = [max(least, share / total) for share in asked]
    scale = sum(shares)
    return [int(width * share / scale) for share in shares]


def _row(
    cells: Sequence[Sequence[str]], widths: Sequence[int], header: bool, styles: dict[str, str]
) -> Any:
    row, properties = element("tr"), element("trPr")
    properties.append(element("cantSplit"))
    if header:
        properties.append(element("tblHeader"))
    row.append(properties)
    style = styles[STYLES["head" if header else "cell"]]
    for paragraphs, width in zip(cells, widths, strict=True):
        cell, cell_properties = element("tc"), element("tcPr")
        cell_properties.append(element("tcW", w=width, type="dxa"))
        cell.append(cell_properties)
        cell.extend([_paragraph(text, style) for text in paragraphs or ("",)])
        row.append(cell)
    return row
