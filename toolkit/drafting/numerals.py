"""Printed labels → Word's automatic numbering that prints exactly those labels.

Sections and their paragraphs ("1.", "1.1", "1.1.1") are one outline of several levels, as a clerk
expects to find in Word; every other list is a run that starts where the county's does. Whatever
the outline would not print by itself (a number twice, one quoted, one out of order) is a run of
its own, so that the plan is right by construction: it counts as Word counts.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Literal

from toolkit.drafting.parts import Part
from toolkit.extract.clean import BULLET
from toolkit.numbering import letter_value, roman_value

Format = Literal["decimal", "lowerLetter", "upperLetter", "lowerRoman", "upperRoman", "bullet"]
DEEPEST = 8  # Word has nine levels


@dataclass(frozen=True, slots=True)
class Scheme:
    """How a run prints: `before`, a counter in `format`, `after`. A bullet is its `before`."""

    format: Format
    before: str = ""
    after: str = ""


@dataclass(frozen=True, slots=True)
class Run:
    """One list as Word keeps it: outline or scheme, and the value that each level starts at."""

    scheme: Scheme | None
    starts: tuple[tuple[int, int], ...] = ()


@dataclass(frozen=True, slots=True)
class Number:
    """Which run prints a part's label, and at which level from 0."""

    run: int
    level: int


@dataclass(frozen=True, slots=True)
class Plan:
    """`outline` is what follows the number at each outline level; `numbers` go with the parts."""

    outline: tuple[str, ...]
    runs: tuple[Run, ...]
    numbers: tuple[Number | None, ...]


DECIMAL = re.compile(r"(?P<path>\d+(?:\.\d+)*)(?P<after>[.):]?)")
COUNTER = re.compile(r"(?P<before>.*?)(?P<mark>\d+|[A-Za-z]+)(?P<after>[^A-Za-z0-9]*)")
MOST_COUNTED = 32_000  # Word's counters have 15 bits
BULLET_SIGNS = re.compile(r"[^\w\s(){}\[\].,:;\"'’‘“”]|o")


@dataclass(slots=True)
class _State:
    """What Word's counters stand at. `open` are the nested lists, `last` each one's last value."""

    outline: tuple[str, ...]
    runs: list[Run] = field(default_factory=list)
    counters: list[int] = field(default_factory=lambda: [0] * (DEEPEST + 1))
    outline_run: int | None = None
    open: list[Scheme] = field(default_factory=list)
    last: dict[tuple[int, Scheme], tuple[int, int]] = field(default_factory=dict)


def plan(parts: Sequence[Part]) -> Plan:
    """Plan the numbering of the parts in order; None for one without a label."""
    state = _State(_outline(parts))
    numbers: list[Number | None] = []
    quoted = False
    for part in parts:
        if part.quoted != quoted or part.kind == "heading":
            state.open, state.last = [], {}
            quoted = part.quoted
        numbers.append(_number(part, state))
    return Plan(state.outline, tuple(state.runs), tuple(numbers))


def _outline(parts: Iterable[Part]) -> tuple[str, ...]:
    """Find what follows the number at each level: ("." , "") for "1." and "1.1".

    The first level is that of the headings where any heading is numbered.
    """
    found: dict[int, str] = {}
    headings = any(p.kind == "heading" and DECIMAL.fullmatch(p.label) for p in parts)
    for part in parts:
        label = DECIMAL.fullmatch(part.label)
        if not label or part.quoted:
            continue
        level = label["path"].count(".")
        if level or part.kind == "heading" or not headings:
            found.setdefault(level, label["after"])
    depth = next((level for level in range(DEEPEST + 1) if level not in found), 0)
    return tuple(found[level] for level in range(depth))


def _number(part: Part, state: _State) -> Number | None:
    if not part.label:
        if part.kind == "paragraph":
            state.open = []
        return None
    outlined = None if part.quoted else _in_outline(part, state)
    return outlined or _in_run(part, state)


# --- the outline --------------------------------------------------------------------------------


def _in_outline(part: Part, state: _State) -> Number | None:
    label = DECIMAL.fullmatch(part.label)
    if not label:
        return None
    *above, wanted = map(int, label["path"].split("."))
    level = len(above)
    if level >= len(state.outline) or state.outline[level] != label["after"]:
        return None
    if level == 0 and part.kind != "heading" and state.counters[0] and wanted == 1:
        return None
    expected = state.counters[level] + 1
    if above != state.counters[:level] or wanted < expected:
        return None
    if state.outline_run is None or wanted > expected:
        state.outline_run = _new_run(state, None, level, wanted, wanted > expected)
    state.counters[level] = wanted
    state.counters[level + 1 :] = [0] * (DEEPEST - level)
    state.open, state.last = [], {}
    return Number(state.outline_run, level)


def _new_run(
    state: _State, scheme: Scheme | None, level: int, start: int, override: bool = True
) -> int:
    state.runs.append(Run(scheme, ((level, start),) if override else ()))
    return len(state.runs) - 1


# --- every other list ---------------------------------------------------------------------------


def _in_run(part: Part, state: _State) -> Number:
    choices = tuple(_readings(part.label))
    scheme, value = _likeliest(choices, state)
    level = _level(part, scheme, value, state)
    del state.open[level:]
    state.open.append(scheme)
    for deeper in [key for key in state.last if key[0] > level]:
        del state.last[deeper]
    run, last = state.last.get((level, scheme), (-1, 0))
    if run < 0 or (scheme.format != "bullet" and value != last + 1):
        run = _new_run(state, scheme, level, value, scheme.format != "bullet")
    state.last[level, scheme] = (run, value)
    return Number(run, level)


def _level(part: Part, scheme: Scheme, value: int, state: _State) -> int:
    """Find how deep a label stands: after its like, beside its like, else below what is open."""
    if part.kind == "heading":
        return 0
    if scheme.format != "bullet":
        for (level, other), (_, last) in state.last.items():
            if other == scheme and value == last + 1:
                return level
    if scheme in state.open:
        return max(state.open.index(scheme), part.level if scheme.format == "bullet" else 0)
    return min(max(len(state.open), part.level), DEEPEST)


def _likeliest(choices: Sequence[tuple[Scheme, int]], state: _State) -> tuple[Scheme, int]:
    """Settle "(i)" and "(v)": the reading that goes on from an open list, else the first."""
    for scheme, value in choices:
        for (_, other), (_, last) in state.last.items():
            if other == scheme and value == last + 1:
                return scheme, value
    return next(((s, v) for s, v in choices if v == 1), choices[0])


def _readings(label: str) -> Iterable[tuple[Scheme, int]]:
    """Give each way in which Word could count its way to a label."""
    found = _last_counter(label)
    if not found:
        yield Scheme("bullet", BULLET if label in "-–—*•" else label), 0
        return
    before, mark, after = found
    if mark.isdigit():
        yield Scheme("decimal", before, after), int(mark)
        return
    upper = mark.isupper()
    roman, letter = roman_value(mark), letter_value(mark)
    if roman:
        yield Scheme("upperRoman" if upper else "lowerRoman", before, after), roman
    if letter:
        yield Scheme("upperLetter" if upper else "lowerLetter", before, after), letter
    if not roman and not letter:
        yield Scheme("bullet", label), 0


def _last_counter(label: str) -> tuple[str, str, str] | None:
    """Split a label about its last counter: "4.2(b)" is "4.2(", "b", ")"."""
    if BULLET_SIGNS.fullmatch(label):
        return None
    match = COUNTER.fullmatch(label)
    if not match or (match["mark"].isdigit() and int(match["mark"]) > MOST_COUNTED):
        return None
    return match["before"], match["mark"], match["after"]
