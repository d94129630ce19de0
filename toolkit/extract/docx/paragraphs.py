"""Paragraph XML → Blocks: label, text, style, marked places, and what hangs on the paragraph."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from lxml import etree

from toolkit.document import Alignment, Block, Style
from toolkit.extract.docx.lists import NumberList, level_of, next_label
from toolkit.extract.docx.runs import gather, note_tracked
from toolkit.extract.docx.story import RUNNING, Gathered, Role, Story, count_characters
from toolkit.extract.docx.styles import (
    Layout,
    Look,
    ParagraphStyle,
    by_tag,
    is_on,
    paragraph_style,
    read_layout,
)
from toolkit.extract.docx.wording import clauses, columns, text_and_places, within
from toolkit.extract.docx.xml import VAL, W
from toolkit.numbering import split_label

Looks = list[tuple[int, Look]]  # of runs of text: how many characters, and how they look

_NO_LAYOUT = Layout()
_BODY_TEXT = 9  # outlineLvl 9 is "body text"
_PAGE_WORDS = re.compile(r"(?i) (?: page | pg | p\. | of | \d | [-–|/\s.] )*", re.VERBOSE)
_INSERTED, _DELETED = {f"{W}ins", f"{W}moveTo"}, {f"{W}del", f"{W}moveFrom"}


@dataclass(frozen=True, slots=True)
class _Properties:
    """A paragraph's own properties, and what its mark says of itself."""

    style: ParagraphStyle
    layout: Layout
    mark_hidden: bool = False
    mark_joins: bool = False


def read_paragraph(paragraph: etree._Element, story: Story) -> tuple[list[Block], Gathered | None]:
    """Return a paragraph's blocks, and what hangs on it; nothing while it joins the next one."""
    properties = _properties(paragraph, story)
    out, story.carry = story.carry or Gathered(), None
    gather(paragraph, properties.style.look, story, out)
    if not story.fields_span:
        story.fields.clear()
    if properties.mark_joins:
        story.carry = out
        return [], None
    shown = any(text.strip() for text, _, _ in out.pieces)
    if properties.mark_hidden and not shown:
        return [], out
    label = out.label or _label(properties, story)
    if properties.mark_hidden:
        out.label, story.carry = label, out
        return [], None
    origin = story.book.origins.get(paragraph)
    if label and not shown and _fills_cell(paragraph):
        return [Block("", label, style=_style(properties, story, []), role=story.role)], out
    return _blocks(label, properties, out, story, origin), out


def _fills_cell(paragraph: etree._Element) -> bool:
    """Tell the only paragraph of a cell: its number is what the cell shows."""
    cell = paragraph.getparent()
    return cell is not None and cell.tag == f"{W}tc" and len(cell.findall(f"{W}p")) == 1


def _properties(paragraph: etree._Element, story: Story) -> _Properties:
    first = paragraph[0] if len(paragraph) else None
    styles = story.book.styles
    if first is None or first.tag != f"{W}pPr" or not len(first):
        return _Properties(paragraph_style(styles, None), _NO_LAYOUT)
    found = by_tag(first)
    mark = found.get(f"{W}rPr")
    if (change := found.get(f"{W}pPrChange")) is not None:
        note_tracked(story)
        if not story.book.accepted:
            found = by_tag(change.find(f"{W}pPr"))
    named = found.get(f"{W}pStyle")
    style = paragraph_style(styles, named.get(VAL) if named is not None else None)
    hidden, joins = _mark(mark, style, story)
    return _Properties(style, read_layout(found), hidden, joins or _is_drop_cap(found))


def _mark(mark: etree._Element | None, style: ParagraphStyle, story: Story) -> tuple[bool, bool]:
    """Tell whether a paragraph's mark is hidden, and whether it is gone in the view being read."""
    found = by_tag(mark)
    vanish = found.get(f"{W}vanish")
    hidden = bool(style.look.hidden) if vanish is None else is_on(vanish.get(VAL))
    deleted, inserted = not _DELETED.isdisjoint(found), not _INSERTED.isdisjoint(found)
    if deleted or inserted:
        note_tracked(story)
    return hidden, deleted if story.book.accepted else inserted


def _is_drop_cap(found: Mapping[object, etree._Element]) -> bool:
    """Tell whether a paragraph is the large first letter of the next one."""
    frame = found.get(f"{W}framePr")
    return frame is not None and frame.get(f"{W}dropCap") in {"drop", "margin"}


def _label(properties: _Properties, story: Story) -> str | None:
    number, num_id = _list(properties, story)
    if number is None:
        return None
    ilvl = _ilvl(properties, number)
    return next_label(number, num_id, ilvl, story.counters)


def _list(properties: _Properties, story: Story) -> tuple[NumberList | None, str]:
    own = properties.layout.num_id
    num_id = properties.style.layout.num_id if own is None else own
    return (story.book.lists.get(num_id) if num_id else None), num_id or ""


def _ilvl(properties: _Properties, number: NumberList) -> int:
    own = properties.layout.ilvl
    ilvl = properties.style.layout.ilvl if own is None else own
    return level_of(number, ilvl, properties.style)


def _blocks(
    label: str | None,
    properties: _Properties,
    out: Gathered,
    story: Story,
    origin: int | None,
) -> list[Block]:
    text, places = text_and_places(out.pieces)
    if not text:
        return []
    count_characters(len(text), story.book)
    running = story.role in RUNNING
    lines = _lines(out) if "\n" in text and not running else []
    whole = _style(properties, story, _looks(out))
    looks = [_look(line) for line in lines]
    parts = list(columns(text) if running else clauses(text, whole, looks))
    styles = _styles(whole, lines, [text[start:end] for start, end in parts])
    return [
        Block(
            text=text[start:end].replace("\n", " "),
            label=label if start == 0 else None,
            style=style,
            role=_role(text[start:end], properties, out, story),
            places=within(places, start, end),
            origin=origin,
        )
        for (start, end), style in zip(parts, styles, strict=True)
    ]


def _styles(whole: Style, lines: list[Looks], parts: list[str]) -> Iterator[Style]:
    """Give each part of a paragraph the look of its lines; one part has the paragraph's own."""
    at = 0
    for number, part in enumerate(parts):
        end = at + sum(map(bool, part.split("\n"))) if lines else at
        looks = [look for line in lines[at:end] for look in line]
        yield _styled(whole, looks, first=not number) if lines else whole
        at = end


def _looks(out: Gathered) -> Looks:
    return _told([(text, look) for text, look, _ in out.pieces])


def _told(runs: list[tuple[str, Look]]) -> Looks:
    """Return the looks of runs with a letter or figure: nobody sees whether a colon is bold."""
    shown = [(text, look) for text, look in runs if text.strip()]
    worded = [(text, look) for text, look in shown if any(map(str.isalnum, text))] or shown
    if len(worded) > 1 and worded[0][1] != worded[1][1] and _is_label(worded[0][0]):
        worded = worded[1:]
    return [(len(text), look) for text, look in worded]


def _is_label(text: str) -> bool:
    """Tell a run that holds nothing but a typed number: "1. " before a bold "Aims"."""
    label, rest = split_label(f"{text.strip()} Aims")
    return bool(label) and rest == "Aims"


def _lines(out: Gathered) -> list[Looks]:
    """Return the looks of each line of a paragraph that holds text."""
    lines: list[list[tuple[str, Look]]] = [[]]
    for text, look, _ in out.pieces:
        for n, part in enumerate(text.split("\n")):
            if n and lines[-1]:
                lines.append([])
            if part.strip():
                lines[-1].append((part, look))
    return [_told(line) for line in lines]


def _look(line: Looks) -> tuple[float | None, bool]:
    return _size(line), all(look.bold for _, look in line)


def _styled(whole: Style, looks: Looks, *, first: bool) -> Style:
    """Give a part of a paragraph its own look; only the first is an item of its list."""
    level = whole.list_level if first else None
    if not looks:
        return whole._replace(list_level=level)
    size, bold, italic, marked = _drawn(looks)
    return whole._replace(size=size, bold=bold, italic=italic, marked=marked, list_level=level)


def _drawn(looks: Looks) -> tuple[float | None, bool, bool, bool]:
    """Return size, weight, slope and whether underlined or coloured, but not both."""
    return (
        _size(looks),
        bool(looks) and all(look.bold for _, look in looks),
        bool(looks) and all(look.italic for _, look in looks),
        bool(looks) and all(bool(look.underlined) != bool(look.coloured) for _, look in looks),
    )


def _style(properties: _Properties, story: Story, looks: Looks) -> Style:
    layout, inherited = properties.layout, properties.style.layout
    number, _ = _list(properties, story)
    ilvl = _ilvl(properties, number) if number else None
    outline = inherited.outline if layout.outline is None else layout.outline
    align: Alignment = layout.align or inherited.align or "left"
    size, bold, italic, marked = _drawn(looks)
    return Style(
        size=size,
        bold=bold,
        italic=italic,
        marked=marked,
        indent=round(_indent(properties, number, ilvl), 2),
        align=align,
        heading=outline + 1 if outline is not None and outline < _BODY_TEXT else None,
        list_level=ilvl,
    )


def _size(looks: Looks) -> float | None:
    """Return the size of most of the characters."""
    if not looks:
        return None
    if len({look.size for _, look in looks}) == 1:
        return looks[0][1].size
    sizes: Counter[float | None] = Counter()
    for length, look in looks:
        sizes[look.size] += length
    return sizes.most_common(1)[0][0] if sizes else None


def _indent(properties: _Properties, number: NumberList | None, ilvl: int | None) -> float:
    """Return the left indent: direct, else the number's, else the style's (17.9.23, 17.3.1.12)."""
    style = properties.style
    if properties.layout.left is not None:
        return properties.layout.left
    from_style = properties.layout.num_id is None and style.left_is_own
    if number is not None and ilvl is not None and not from_style:
        left = number.levels[ilvl].left
        if left is not None:
            return left
    return style.layout.left or 0.0


def _role(text: str, properties: _Properties, out: Gathered, story: Story) -> Role:
    if story.role in RUNNING:
        numbered = out.page_field and _PAGE_WORDS.fullmatch(text)
        return "page_number" if numbered else story.role
    if story.note:
        return "note"
    if out.contents or story.contents_depth or properties.style.contents:
        return "contents"
    return "quote" if properties.style.quote and story.role is None else story.role
