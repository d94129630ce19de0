"""Styles → the paragraph and run properties that count here, with inheritance worked out."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace

from lxml import etree

from toolkit.document import Alignment
from toolkit.extract.docx.symbols import symbol_font
from toolkit.extract.docx.xml import VAL, W, integer, parse

_HEADING_NAMES = {f"heading {level}": level for level in range(1, 10)}
_CONTENTS_NAMES = {f"toc {level}" for level in range(1, 10)} | {
    *("toc heading", "contents heading", "table of figures", "table of authorities"),
}
_QUOTE_NAMES = {"quote", "intense quote", "quotations"}
_ALIGNMENTS: dict[str, Alignment] = {
    **{"left": "left", "start": "left", "center": "center", "right": "right", "end": "right"},
    **dict.fromkeys(
        ("both", "distribute", "lowKashida", "mediumKashida", "highKashida"), "justify"
    ),
}
_OFF = {"0", "false", "off", "none"}
_UNITS = {"pt": 1.0, "in": 72.0, "cm": 28.3465, "mm": 2.83465, "pc": 12.0, "pi": 12.0}
_HIGHLIGHTERS = {"FFFF00", "00FF00", "00FFFF", "FF00FF", "FFC000"}
_LEAST_COLOUR = 48  # between a colour's strongest and weakest part: navy has 128, greys have none
_GREATEST = 1638.0  # points: Word's largest type; its widest page is 1,584
_LOOK_TAGS = {
    W + tag
    for tag in (
        *("b", "i", "sz", "vanish", "highlight", "rFonts", "caps", "smallCaps", "shd", "u"),
        "color",
    )
}
_LAYOUT_TAGS = {W + tag for tag in ("numPr", "outlineLvl", "ind", "jc")}
_KEPT, _LARGEST_KEPT = 32, 2_000_000  # parts of styles kept, and bytes of the largest
_MAX_CHAIN = 20  # Word refuses longer basedOn chains (11); a loop must end too


@dataclass(frozen=True, slots=True)
class Look:
    """How a run looks; None where it says nothing.

    `gap` is a highlight colour; `caps` prints small letters as capitals, so they are read so.
    """

    bold: bool | None = None
    italic: bool | None = None
    size: float | None = None
    hidden: bool | None = None
    gap: bool | None = None
    symbol_font: str | None = None
    caps: bool | None = None
    underlined: bool | None = None
    coloured: bool | None = None


@dataclass(frozen=True, slots=True)
class Layout:
    """A paragraph's own properties; None where it says nothing.

    Indents in points. `outline` is 0-9 as in the file (9 is body text). `num_id` "0" takes a
    number away.
    """

    num_id: str | None = None
    ilvl: int | None = None
    outline: int | None = None
    left: float | None = None
    align: Alignment | None = None


@dataclass(frozen=True, slots=True)
class ParagraphStyle:
    """A paragraph style with all that it inherits.

    `chain` holds the ids from the style up to its root; `left_is_own` tells that the indent comes
    from the style that gives the number or from one nearer, so that it beats the number's indent.
    """

    layout: Layout = Layout()
    look: Look = Look()
    chain: tuple[str, ...] = ()
    left_is_own: bool = False
    contents: bool = False
    quote: bool = False


_NO_LOOK, _NO_LAYOUT = Look(), Layout()


@dataclass(frozen=True, slots=True)
class _Style:
    name: str
    based_on: str | None
    layout: Layout
    look: Look


@dataclass(slots=True)
class Styles:
    """All styles of a file; worked-out ones are kept as they are asked for."""

    raw: Mapping[str, _Style] = field(default_factory=dict)
    default_paragraph: str | None = None
    default_look: Look = Look()
    paragraphs: dict[str | None, ParagraphStyle] = field(default_factory=dict)
    characters: dict[str, Look] = field(default_factory=dict)


_CACHE: dict[bytes, Styles] = {}


def load_styles(data: bytes | None, name: str) -> Styles:
    """Parse a styles part; the last few are kept by checksum (350 KB of styles is common)."""
    if data is None:
        return Styles()
    checksum = hashlib.sha256(data).digest()
    if checksum not in _CACHE:
        while len(_CACHE) >= _KEPT:
            del _CACHE[next(iter(_CACHE))]
        styles = _parsed(data, name)
        if len(data) > _LARGEST_KEPT:
            return styles
        _CACHE[checksum] = styles
    return _CACHE[checksum]


def _parsed(data: bytes, name: str) -> Styles:
    root = parse(data, name, "styles")
    raw = {e.get(f"{W}styleId", ""): _style(e) for e in root.iterchildren(f"{W}style")}
    default = next(
        (
            e.get(f"{W}styleId")
            for e in root.iterchildren(f"{W}style")
            if e.get(f"{W}type") == "paragraph" and is_on(e.get(f"{W}default"), missing=False)
        ),
        None,
    )
    defaults = root.find(f"{W}docDefaults/{W}rPrDefault/{W}rPr")
    return Styles(raw, default, read_look(defaults))


def paragraph_style(styles: Styles, style_id: str | None) -> ParagraphStyle:
    """Return a paragraph style with all that it inherits; the default style for an unknown id."""
    known = style_id if style_id in styles.raw else styles.default_paragraph
    if known not in styles.paragraphs:
        styles.paragraphs[known] = _inherited(styles, known)
    return styles.paragraphs[known]


def character_look(styles: Styles, style_id: str) -> Look:
    """Return a character style's look with all that it inherits."""
    if style_id not in styles.characters:
        look = Look()
        for _, style in reversed(list(_chain(styles, style_id))):
            look = over(style.look, look)
        styles.characters[style_id] = look
    return styles.characters[style_id]


def number_style(styles: Styles, style_id: str) -> str | None:
    """Return the `numId` that a numbering style names, None where it names none."""
    style = styles.raw.get(style_id)
    return style.layout.num_id if style else None


def read_look(properties: etree._Element | None) -> Look:
    """Read the run properties in a `w:rPr`."""
    found = by_tag(properties)
    if found.keys().isdisjoint(_LOOK_TAGS):
        return _NO_LOOK
    return Look(
        bold=_toggle(found.get(f"{W}b")),
        italic=_toggle(found.get(f"{W}i")),
        size=_half_points(found.get(f"{W}sz")),
        hidden=_toggle(found.get(f"{W}vanish")),
        gap=_highlighted(found.get(f"{W}highlight"), found.get(f"{W}shd")),
        symbol_font=_symbol_font(found.get(f"{W}rFonts")),
        caps=_toggle(found.get(f"{W}caps", found.get(f"{W}smallCaps"))),
        underlined=_toggle(found.get(f"{W}u")),
        coloured=_coloured(found.get(f"{W}color")),
    )


def by_tag(element: etree._Element | None) -> dict[object, etree._Element]:
    """Return the children of a properties element by tag: quicker than a search for each."""
    return {child.tag: child for child in element} if element is not None else {}


def read_layout(found: Mapping[object, etree._Element]) -> Layout:
    """Read the paragraph properties among the children of a `w:pPr`."""
    if found.keys().isdisjoint(_LAYOUT_TAGS):
        return _NO_LAYOUT
    number, align = found.get(f"{W}numPr"), found.get(f"{W}jc")
    num_id = number.find(f"{W}numId") if number is not None else None
    return Layout(
        num_id=num_id.get(VAL) if num_id is not None else None,
        ilvl=_level(number.find(f"{W}ilvl") if number is not None else None),
        outline=_level(found.get(f"{W}outlineLvl")),
        left=left_indent(found.get(f"{W}ind")),
        align=_ALIGNMENTS.get(align.get(VAL, "")) if align is not None else None,
    )


def left_indent(element: etree._Element | None) -> float | None:
    """Return the left indent of a `w:ind` in points (Strict and newer files say `start`)."""
    if element is None:
        return None
    value = element.get(f"{W}left", element.get(f"{W}start"))
    return _points(value) if value is not None else None


def is_on(value: str | None, *, missing: bool = True) -> bool:
    """Read an on/off value; an element without one is on."""
    return missing if value is None else value not in _OFF


def over(upper: Look, lower: Look) -> Look:
    """Return `upper`, its silences filled from `lower`."""
    if lower is _NO_LOOK:
        return upper
    if upper is _NO_LOOK:
        return lower
    return Look(
        bold=lower.bold if upper.bold is None else upper.bold,
        italic=lower.italic if upper.italic is None else upper.italic,
        size=lower.size if upper.size is None else upper.size,
        hidden=lower.hidden if upper.hidden is None else upper.hidden,
        gap=lower.gap if upper.gap is None else upper.gap,
        symbol_font=lower.symbol_font if upper.symbol_font is None else upper.symbol_font,
        caps=lower.caps if upper.caps is None else upper.caps,
        underlined=lower.underlined if upper.underlined is None else upper.underlined,
        coloured=lower.coloured if upper.coloured is None else upper.coloured,
    )


def _inherited(styles: Styles, style_id: str | None) -> ParagraphStyle:
    layout, look, left_is_own = Layout(), styles.default_look, False
    chain = list(_chain(styles, style_id))
    for _, style in reversed(chain):
        own = style.layout
        if own.num_id is not None:
            left_is_own = False
        left_is_own = left_is_own or own.left is not None
        layout = _layout_over(own, layout)
        look = over(style.look, look)
        if own.outline is None and style.name in _HEADING_NAMES:
            layout = replace(layout, outline=_HEADING_NAMES[style.name] - 1)
    names = {style.name for _, style in chain}
    return ParagraphStyle(
        layout,
        look,
        tuple(name for name, _ in chain),
        left_is_own,
        contents=not names.isdisjoint(_CONTENTS_NAMES),
        quote=not names.isdisjoint(_QUOTE_NAMES),
    )


def _layout_over(upper: Layout, lower: Layout) -> Layout:
    return Layout(
        num_id=lower.num_id if upper.num_id is None else upper.num_id,
        ilvl=lower.ilvl if upper.ilvl is None else upper.ilvl,
        outline=lower.outline if upper.outline is None else upper.outline,
        left=lower.left if upper.left is None else upper.left,
        align=upper.align or lower.align,
    )


def _chain(styles: Styles, style_id: str | None) -> Iterator[tuple[str, _Style]]:
    for _ in range(_MAX_CHAIN):
        if style_id is None or (style := styles.raw.get(style_id)) is None:
            return
        yield style_id, style
        style_id = style.based_on


def _style(element: etree._Element) -> _Style:
    name, based_on = element.find(f"{W}name"), element.find(f"{W}basedOn")
    return _Style(
        name=(name.get(VAL, "") if name is not None else "").lower(),
        based_on=based_on.get(VAL) if based_on is not None else None,
        layout=read_layout(by_tag(element.find(f"{W}pPr"))),
        look=read_look(element.find(f"{W}rPr")),
    )


def _toggle(element: etree._Element | None) -> bool | None:
    return None if element is None else is_on(element.get(VAL))


def _highlighted(mark: etree._Element | None, shade: etree._Element | None) -> bool | None:
    """Tell a highlighter's colour, whether Word calls it a highlight or a shading."""
    if mark is not None:
        return mark.get(VAL) not in {"none", "white", None}
    return None if shade is None else shade.get(f"{W}fill", "").upper() in _HIGHLIGHTERS


def _coloured(element: etree._Element | None) -> bool | None:
    """Tell a colour from black, white and the greys that programs take for black."""
    if element is None:
        return None
    try:
        parts = bytes.fromhex(element.get(VAL, ""))
    except ValueError:  # "auto"
        return False
    return len(parts) == 3 and max(parts) - min(parts) >= _LEAST_COLOUR


def _symbol_font(element: etree._Element | None) -> str | None:
    return None if element is None else symbol_font(element.get(f"{W}ascii", ""))


def _level(element: etree._Element | None) -> int | None:
    value = integer(element.get(VAL), -1) if element is not None else -1
    return min(value, 9) if value >= 0 else None


def _half_points(element: etree._Element | None) -> float | None:
    return None if element is None else _number(element.get(VAL, ""), 0.5)


def _points(value: str) -> float | None:
    """Read a measure: twentieths of a point, or a number with its unit (Strict)."""
    unit = _UNITS.get(value[-2:])
    return _number(value, 0.05) if unit is None else _number(value[:-2], unit)


def _number(value: str, unit: float) -> float | None:
    try:
        number = float(value) * unit
    except ValueError:
        return None
    return number if abs(number) <= _GREATEST else None
