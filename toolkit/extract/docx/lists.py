"""Automatic numbering: list definitions and running counters → the labels that Word prints."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from lxml import etree

from toolkit.extract.clean import BULLET, clean
from toolkit.extract.docx.formats import format_number
from toolkit.extract.docx.styles import ParagraphStyle, Styles, is_on, left_indent, number_style
from toolkit.extract.docx.xml import MC, VAL, W, integer

LEVELS = 9
_MAX_LINKS = 5  # numStyleLink → styleLink is one step; a chain of them must end
_LONGEST = 255  # characters around a number; Word takes 31
_REFERENCE = re.compile(r"%([1-9])")


@dataclass(frozen=True, slots=True)
class Level:
    """One level of a list. `restart` counts levels from 1 as in the file; 0 is never.

    `left` is the indent in points; `style` the paragraph style that is bound to the level.
    """

    start: int = 1
    kind: str = "decimal"
    text: str = ""
    restart: int | None = None
    legal: bool = False
    left: float | None = None
    symbol: bool = False
    style: str | None = None
    pattern: str | None = None


@dataclass(frozen=True, slots=True)
class NumberList:
    """A `w:num` resolved: its levels, the counters it shares, where it starts afresh."""

    counter: str
    levels: tuple[Level, ...]
    starts: Mapping[int, int]


@dataclass(slots=True)
class Counters:
    """Where each abstract list stands: nine values each, None before a level's first number."""

    values: dict[str, list[int | None]] = field(default_factory=dict)
    started: set[tuple[str, int]] = field(default_factory=set)


def load_lists(root: etree._Element | None, styles: Styles) -> dict[str, NumberList]:
    """Resolve every `w:num` of a numbering part, by its id."""
    if root is None:
        return {}
    abstracts = {e.get(f"{W}abstractNumId", ""): e for e in root.iterchildren(f"{W}abstractNum")}
    nums = {e.get(f"{W}numId", ""): e for e in root.iterchildren(f"{W}num")}
    parsed = {key: _levels(element) for key, element in abstracts.items()}
    lists = {}
    for num_id, num in nums.items():
        counter = _counter_of(num, nums, abstracts, styles)
        lists[num_id] = _number_list(num, counter, parsed.get(counter, {}))
    return lists


def level_of(number: NumberList, ilvl: int | None, style: ParagraphStyle) -> int:
    """Return a paragraph's level: its own or its style's, else the one bound to its style."""
    if ilvl is not None:
        return min(ilvl, LEVELS - 1)
    bound = {level.style: index for index, level in enumerate(number.levels) if level.style}
    return next((bound[name] for name in style.chain if name in bound), 0)


def next_label(number: NumberList, num_id: str, ilvl: int, counters: Counters) -> str | None:
    """Count one paragraph at `ilvl` and return its printed label, None where nothing shows."""
    values = counters.values.setdefault(number.counter, [None] * LEVELS)
    _count(number, num_id, ilvl, values, counters.started)
    level = number.levels[ilvl]
    if level.kind == "bullet":
        return _bullet(level)
    label = _REFERENCE.sub(
        lambda match: _shown(number, level, values, int(match[1]) - 1), level.text
    )
    return clean(label).strip() or None


def _count(
    number: NumberList,
    num_id: str,
    ilvl: int,
    values: list[int | None],
    started: set[tuple[str, int]],
) -> None:
    for above in range(ilvl):
        if values[above] is None:  # a skipped level counts as begun: 3.1.1 with no 3.1
            values[above] = _start(number, above)
    begun = values[ilvl]
    if begun is None or (ilvl in number.starts and (num_id, ilvl) not in started):
        values[ilvl] = _start(number, ilvl)
    else:
        values[ilvl] = begun + 1
    started.add((num_id, ilvl))
    for below in range(ilvl + 1, LEVELS):
        if _restarts(number.levels[below], below, ilvl):
            values[below] = None


def _restarts(level: Level, below: int, ilvl: int) -> bool:
    """Tell whether a number at `ilvl` restarts `level`, which stands at `below`."""
    return ilvl < (below if level.restart is None else min(level.restart, below))


def _start(number: NumberList, ilvl: int) -> int:
    return number.starts.get(ilvl, number.levels[ilvl].start)


def _shown(number: NumberList, level: Level, values: list[int | None], index: int) -> str:
    value, shown = values[index], number.levels[index]
    if shown.kind == "bullet":
        return ""
    if value is None:
        value = _start(number, index)
    kind = "decimal" if level.legal and shown.kind != "none" else shown.kind
    return format_number(value, kind, shown.pattern)


def _bullet(level: Level) -> str | None:
    text = clean(level.text).strip()
    return BULLET if level.symbol or text.isalnum() else text or None


def _counter_of(
    num: etree._Element,
    nums: Mapping[str, etree._Element],
    abstracts: Mapping[str, etree._Element],
    styles: Styles,
) -> str:
    """Follow `w:num` to its abstract list, through a numbering style where it links to one."""
    abstract_id = _value(num, "abstractNumId")
    for _ in range(_MAX_LINKS):
        abstract = abstracts.get(abstract_id)
        link = _value(abstract, "numStyleLink") if abstract is not None else ""
        linked = nums.get(number_style(styles, link) or "") if link else None
        if linked is None:
            break
        abstract_id = _value(linked, "abstractNumId")
    return abstract_id


def _number_list(num: etree._Element, counter: str, base: Mapping[int, Level]) -> NumberList:
    levels = [base.get(index, Level()) for index in range(LEVELS)]
    starts: dict[int, int] = {}
    for override in num.iterchildren(f"{W}lvlOverride"):
        index = integer(override.get(f"{W}ilvl"))
        if not 0 <= index < LEVELS:
            continue
        if (own := override.find(f"{W}lvl")) is not None:
            levels[index] = _level(own)
        if (start := override.find(f"{W}startOverride")) is not None:
            starts[index] = integer(start.get(VAL))
    return NumberList(counter, tuple(levels), starts)


def _levels(abstract: etree._Element) -> dict[int, Level]:
    return {integer(e.get(f"{W}ilvl")): _level(e) for e in abstract.iterchildren(f"{W}lvl")}


def _level(element: etree._Element) -> Level:
    text, ind = element.find(f"{W}lvlText"), element.find(f"{W}pPr/{W}ind")
    legal, fonts = element.find(f"{W}isLgl"), element.find(f"{W}rPr/{W}rFonts")
    font = fonts.get(f"{W}ascii", "") if fonts is not None else ""
    restart = element.find(f"{W}lvlRestart")
    level = Level(
        start=integer(_value(element, "start")),
        text=text.get(VAL, "")[:_LONGEST] if text is not None else "",
        restart=integer(restart.get(VAL)) if restart is not None else None,
        legal=legal is not None and is_on(legal.get(VAL)),
        left=left_indent(ind),
        symbol=font.startswith(("Symbol", "Wingdings", "Webdings"))
        or element.find(f"{W}lvlPicBulletId") is not None,
        style=_value(element, "pStyle") or None,
    )
    return _with_format(level, element)


def _with_format(level: Level, element: etree._Element) -> Level:
    """Add the number format; a custom one stands in an alternative that older programs skip."""
    formats = list(element.iterchildren(f"{W}numFmt"))
    formats += element.iterfind(f"{MC}AlternateContent/{MC}Choice/{W}numFmt")
    if not formats:
        return level
    kind = formats[-1].get(VAL, "decimal")
    return replace(level, kind=kind, pattern=formats[-1].get(f"{W}format"))


def _value(element: etree._Element, child: str) -> str:
    found = element.find(W + child)
    return found.get(VAL, "") if found is not None else ""
