"""What a label can mean; an ambiguous one ("(i)", "(v)", "(c)") keeps all its readings."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from typing import Final, Literal

from toolkit.numbering.grammar import (
    BRACKETED,
    CIRCLED,
    DASH,
    DECIMAL,
    INTEGER,
    LETTER,
    MARKS,
    NAME,
    NOTES,
    NUMBER_WORDS,
    PART,
    ROMAN,
    ROMAN_UPPER,
    STEP,
    split_label,
)

_ROMAN_VALUES: Final = {"i": 1, "v": 5, "x": 10, "l": 50, "c": 100}
_GENERATED = re.compile(  # what Word may print before a paragraph: Q1, (1.2), Rule 3, 1-1, SN.4
    r"(?P<before> [^\d]{0,20}? ) (?P<numbers> \d{1,6} (?: [.\-/] \d{1,6} ){0,8} ) [^\w]{0,4}",
    re.VERBOSE,
)

_COUNTED = r"(?: Q\.?\s? | §\s? | N[oO]\.\s? | \# ) (?= \d )"  # "Q:" and "A:" are letters

Family = Literal["decimal", "letter", "roman", "word", "bullet", "note"]


@dataclass(frozen=True, slots=True)
class Reading:
    """One meaning of a label: `path` its numbers, `scheme` how it is printed, without its numbers.

    Labels of one sequence share a scheme: "(a)" for "(b)", "1.1" for "3.2", "Appendix A" for
    "Appendix C". A bullet has no numbers.
    """

    family: Family
    scheme: str
    path: tuple[int, ...]

    @property
    def number(self) -> int:
        """The last number of the path; 0 for a bullet."""
        return self.path[-1] if self.path else 0


@dataclass(frozen=True, slots=True)
class Label:
    """A label as printed with all that it can mean, the likeliest first.

    `firm` is false where only its neighbours can show that it is a label ("2 Governors",
    "J. Smith").
    """

    text: str
    readings: tuple[Reading, ...]
    firm: bool = True


@lru_cache(maxsize=4096)
def read_label(text: str) -> Label | None:
    """Read a label on its own ("(iv)", "Section 1:", "•"); None for no label."""
    stripped = text.strip()
    label, rest = split_label(stripped)
    if label and not rest:
        return Label(label, _readings(label), _is_firm(label))
    return _read_odd(stripped)


def _read_odd(text: str) -> Label | None:
    """Read what is a label only where it stands alone ("iv"), before a text ("-"), or generated."""
    if text and any(split_label(f"{text} {rest}") == (text, rest) for rest in ("x", "X")):
        return Label(text, _readings(text), _is_firm(text))
    if re.fullmatch(rf"{ROMAN} | {ROMAN_UPPER} | {LETTER}", text, re.VERBOSE):
        return Label(text, _mark_readings(text, "{}"))
    if generated := _GENERATED.fullmatch(text):
        numbers = tuple(int(number) for number in re.findall(r"\d+", generated["numbers"]))
        scheme = generated["before"] + ".".join("1" for _ in numbers)
        return Label(text, (Reading("decimal", scheme, numbers),))
    return None


def _is_firm(label: str) -> bool:
    bare_number = re.fullmatch(
        rf"\d+ (?: [a-h] | \s+ {DASH} )? | (?: {ROMAN_UPPER} | [a-z] ) \s+ {DASH}",
        label,
        re.VERBOSE,
    )
    initial = re.fullmatch(r"[A-Z]\. | [A-Z]\d\d? | (?: N[oO]\.\s? | \# ) \d+", label, re.VERBOSE)
    return not (bare_number or initial or label in MARKS)


def _readings(label: str) -> tuple[Reading, ...]:
    if label in MARKS or label in "-–—":
        return (Reading("note" if label in NOTES else "bullet", label, ()),)
    if named := re.match(rf"(?i: {NAME} | {STEP} )\s+ | {_COUNTED}", label, re.VERBOSE):
        return _named_readings(named[0].strip(" .").title(), label[named.end() :])
    if re.fullmatch(f"[{CIRCLED}]", label):
        return (Reading("decimal", "①", (int(unicodedata.numeric(label)),)),)
    core = label.rstrip("./:-–— ")
    if decimal := re.fullmatch(rf"({INTEGER}(?:\.{PART})*)\.?([a-zA-Z]?)\)?", core, re.VERBOSE):
        return (_decimal(decimal[1], decimal[2], ")" if core.endswith(")") else ""),)
    if compound := re.fullmatch(rf"({DECIMAL}|{INTEGER})?({BRACKETED}{{1,6}})", core, re.VERBOSE):
        return _compound_readings(compound[1] or "", compound[2])
    if lettered := re.fullmatch(r"([A-Z])([\d.]+)", core):
        numbers = tuple(int(number) for number in re.findall(r"\d+", lettered[2]))
        path = (ord(lettered[1]) - 64, *numbers)
        return (Reading("decimal", ".".join(("A", *("1" for _ in numbers))), path),)
    if mark := re.fullmatch(r"(\[?)(\w{1,7})([\])]?)", core):
        closing = mark[3] or ("." if label.endswith(".") else "")
        return _mark_readings(mark[2], f"{mark[1]}{{}}{closing}")
    return (Reading("note" if label in NOTES else "bullet", label, ()),)


def _named_readings(name: str, rest: str) -> tuple[Reading, ...]:
    mark = re.match(r"[\w.]*\w", rest)
    value = mark[0] if mark else ""
    scheme = f"{name}1" if name in ("Q", "#") else f"{name} 1"
    if value.lower() in NUMBER_WORDS:
        return (Reading("word", scheme, (NUMBER_WORDS.index(value.lower()) + 1,)),)
    if value and value[0].isdigit():
        return (Reading("decimal", scheme, tuple(int(part) for part in value.split("."))),)
    return _mark_readings(value, f"{name} {{}}")


def _decimal(numbers: str, letter: str, closing: str) -> Reading:
    path = tuple(int(part) for part in numbers.removesuffix(".0").split("."))
    scheme = ".".join("1" for _ in path) + closing
    if letter:
        return Reading("decimal", scheme + "a", (*path, ord(letter.lower()) - 96))
    return Reading("decimal", scheme, path)


def _compound_readings(decimal: str, brackets: str) -> tuple[Reading, ...]:
    marks = re.findall(r"\((\w+)\)", brackets)
    if not decimal and len(marks) == 1:
        return _mark_readings(marks[0], "({})")
    head = _decimal(decimal, "", "") if decimal else Reading("decimal", "", ())
    inner = [_mark_readings(mark, "({})") for mark in marks]
    path = (*head.path, *(readings[0].number for readings in inner[:-1]))
    scheme = head.scheme + "".join(readings[0].scheme for readings in inner[:-1])
    return tuple(
        Reading(last.family, scheme + last.scheme, (*path, last.number)) for last in inner[-1]
    )


def _mark_readings(mark: str, wrapping: str) -> tuple[Reading, ...]:
    """Read a letter, a roman number or both; romans first where the mark has two signs or is i."""
    if mark.isdecimal():
        return (Reading("decimal", wrapping.format("1"), (int(mark),)),)
    found: list[Reading] = []
    upper = mark.isupper()
    if value := roman_value(mark):
        found.append(Reading("roman", wrapping.format("I" if upper else "i"), (value,)))
    if re.fullmatch(LETTER, mark, re.VERBOSE) and (number := letter_value(mark)):
        found.append(Reading("letter", wrapping.format("A" if upper else "a"), (number,)))
    if len(mark) == 1 and mark.lower() != "i":
        found.reverse()
    return tuple(found)


def letter_value(mark: str) -> int | None:
    """Give the place of a letter, repeated after "z", in its list; None for anything else.

    >>> letter_value("c"), letter_value("bb"), letter_value("no")
    (3, 28, None)
    """
    lower = mark.lower()
    is_one = lower.isascii() and lower.isalpha() and len(set(lower)) == 1
    return (len(lower) - 1) * 26 + ord(lower[0]) - 96 if is_one else None


def roman_value(mark: str) -> int | None:
    """Give the value of a well-formed roman number below 400; None for anything else.

    >>> roman_value("xiv"), roman_value("vx")
    (14, None)
    """
    lower = mark.lower()
    if not re.fullmatch(ROMAN, lower, re.VERBOSE) or mark not in {lower, lower.upper()}:
        return None
    values = [_ROMAN_VALUES[sign] for sign in lower]
    pairs = zip(values, [*values[1:], 0], strict=True)
    return sum(-value if value < following else value for value, following in pairs)
