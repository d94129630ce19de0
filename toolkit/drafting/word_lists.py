"""A numbering plan as Word's own numbering definitions (ISO/IEC 29500-1, 17.9)."""

from __future__ import annotations

from typing import Any

from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.parts.numbering import NumberingPart

from toolkit.drafting.numerals import DEEPEST, Number, Plan, Run, Scheme

# Twentieths of a point: 709 is 1.25 cm, room for "12.10" at 11 pt; 851 is 1.5 cm, for
# "1.10.12"; 624 is 1.1 cm, for "(viii)".
OUTLINE_INDENT = 709
DEEP_INDENT = 851
ITEM_INDENT = 624
QUOTE_INDENT = 454
LONGEST_HANGING = 5  # characters of a label that fit before the text; a longer one runs on


def element(tag: str, **attributes: str | int) -> Any:
    """Make `<w:tag w:name="value">`."""
    made = OxmlElement(f"w:{tag}")
    for name, value in attributes.items():
        made.set(qn(f"w:{name}"), str(value))
    return made


def base_indent(plan: Plan, quoted: bool = False) -> int:
    """Give the left edge of unnumbered text: that of the text beside the outline's numbers."""
    return (OUTLINE_INDENT if plan.outline else 0) + (QUOTE_INDENT if quoted else 0)


def add_lists(document: Any, plan: Plan, quoted_runs: frozenset[int]) -> dict[int, int]:
    """Add the plan's lists to the document; give Word's number for each run."""
    numbering = _numbering_part(document).element
    looks: dict[tuple[Scheme | None, bool], int] = {}
    numbers = {}
    for place, run in enumerate(plan.runs):
        look = (run.scheme, place in quoted_runs)
        if look not in looks:
            looks[look] = _add_abstract(numbering, _levels(plan, *look))
        numbers[place] = _add_num(numbering, looks[look], run)
    return numbers


def _levels(plan: Plan, scheme: Scheme | None, quoted: bool) -> list[Any]:
    if scheme is None:
        return [_outline_level(level, after) for level, after in enumerate(plan.outline)]
    base = base_indent(plan, quoted)
    return [_item_level(level, scheme, base, quoted) for level in range(DEEPEST + 1)]


def _numbering_part(document: Any) -> Any:
    """Give the document's numbering, made empty where a template has none."""
    part = document.part
    for relation in part.rels.values():
        if relation.reltype == RELATIONSHIP_TYPE.NUMBERING:
            return relation.target_part
    made = NumberingPart(
        PackURI("/word/numbering.xml"),
        CONTENT_TYPE.WML_NUMBERING,
        parse_xml(f"<w:numbering {nsdecls('w')}/>"),
        part.package,
    )
    part.relate_to(made, RELATIONSHIP_TYPE.NUMBERING)
    return made


def _free(numbering: Any, tag: str, attribute: str) -> int:
    used = [int(e.get(qn(attribute)) or 0) for e in numbering.findall(qn(tag))]
    return max(used, default=0) + 1


def _add_abstract(numbering: Any, levels: list[Any]) -> int:
    """Add a definition before the first list, where the schema wants it."""
    number = _free(numbering, "w:abstractNum", "w:abstractNumId")
    abstract = element("abstractNum", abstractNumId=number)
    abstract.append(element("multiLevelType", val="multilevel"))
    abstract.extend(levels)
    first = numbering.find(qn("w:num"))
    if first is None:
        numbering.append(abstract)
    else:
        first.addprevious(abstract)
    return number


def _add_num(numbering: Any, abstract: int, run: Run) -> int:
    number = _free(numbering, "w:num", "w:numId")
    num = element("num", numId=number)
    num.append(element("abstractNumId", val=abstract))
    for level, start in run.starts:
        override = element("lvlOverride", ilvl=level)
        override.append(element("startOverride", val=start))
        num.append(override)
    last = numbering.findall(qn("w:num"))
    if last:
        last[-1].addnext(num)
    else:
        numbering.append(num)
    return number


def _outline_level(level: int, after: str) -> Any:
    text = ".".join(f"%{number}" for number in range(1, level + 2)) + after
    left = OUTLINE_INDENT if level < 2 else OUTLINE_INDENT + (level - 1) * DEEP_INDENT
    hanging = OUTLINE_INDENT if level < 2 else DEEP_INDENT
    return _level(level, "decimal", text, left, hanging)


def _item_level(level: int, scheme: Scheme, base: int, quoted: bool) -> Any:
    if scheme.format == "bullet":
        return _level(level, "bullet", scheme.before, base + (level + 1) * ITEM_INDENT, 397)
    text = f"{scheme.before}%{level + 1}{scheme.after}"
    if scheme.before[:1].isdigit():
        hanging = OUTLINE_INDENT if len(scheme.before) < LONGEST_HANGING - 1 else DEEP_INDENT
        left = hanging + level * ITEM_INDENT + (base if quoted else 0)
        return _level(level, scheme.format, text, left, hanging)
    if len(scheme.before + scheme.after) > LONGEST_HANGING - 2:
        return _level(level, scheme.format, text, base if level else 0, 0)
    left = base + (level + 1) * ITEM_INDENT
    return _level(level, scheme.format, text, left, ITEM_INDENT)


def _level(level: int, number_format: str, text: str, left: int, hanging: int) -> Any:
    made = element("lvl", ilvl=level)
    made.append(element("start", val=1))
    made.append(element("numFmt", val=number_format))
    if not hanging:
        made.append(element("suff", val="space"))
    made.append(element("lvlText", val=text))
    made.append(element("lvlJc", val="left"))
    properties = element("pPr")
    if hanging:
        tabs = element("tabs")
        tabs.append(element("tab", val="num", pos=left))
        properties.append(tabs)
    properties.append(element("ind", left=left, hanging=hanging))
    made.append(properties)
    return made


def numbered(number: Number, lists: dict[int, int]) -> Any:
    """Make the paragraph property that prints a number of the plan."""
    made = element("numPr")
    made.append(element("ilvl", val=number.level))
    made.append(element("numId", val=lists[number.run]))
    return made
