"""Drawings within drawings: ten that each draw ten are a thousand million before PDFium is done.

A drawing's stream and its dictionary always stand openly in the file, so what draws what can be
read without an engine; a drawing whose resources are kept elsewhere is taken to draw nothing.
"""

from __future__ import annotations

import re
import zlib
from collections import Counter
from collections.abc import Mapping
from functools import partial

from ...errors import Code, InputError

MOST_DRAWN = 50_000  # drawings drawn for one; a page of a timetable draws 200
FEWEST = 4  # drawings that draw others, before any counting
MAX_CONTENT = 1_000_000  # bytes of a drawing's program that are looked at
_STREAM = re.compile(rb"(?<!end)stream\r?\n")
_IS_FORM = re.compile(rb"/Subtype\s*/Form\b")
_DRAWN = re.compile(rb"/(\w+)\s+(\d+)\s+\d+\s+R")
_XOBJECT = re.compile(rb"/XObject\s*<<(.*?)>>", re.DOTALL)
_DO = re.compile(rb"/(\w+)\s+Do\b")

Draws = Mapping[int, Counter[int]]  # a drawing to how often it draws each other one


def refuse_nests(data: bytes, name: str) -> None:
    """Refuse a file whose drawings draw each other too often; InputError TOO_LARGE."""
    if data.count(b"/XObject") < FEWEST:
        return
    draws = _draws(data)
    if len(draws) < FEWEST:
        return
    known: dict[int, int] = {}
    if any(_drawn(form, draws, known, frozenset()) > MOST_DRAWN for form in draws):
        raise InputError(
            Code.TOO_LARGE,
            f"{name}: its drawings draw one another more than {MOST_DRAWN:,} times; "
            "print it to a new PDF and give that",
        )


def _draws(data: bytes) -> dict[int, Counter[int]]:
    """Read which drawings draw which."""
    found: dict[int, Counter[int]] = {}
    for match in _STREAM.finditer(data):
        start = data.rfind(b" obj", max(match.start() - 4000, 0), match.start())
        dictionary = data[start : match.start()]
        named = _XOBJECT.search(dictionary) if start >= 0 else None
        if not named or not _IS_FORM.search(dictionary):
            continue
        number = re.search(rb"(\d+)\s+\d+\Z", data[max(start - 24, 0) : start])
        names = {key: int(value) for key, value in _DRAWN.findall(named[1])}
        if number and names:
            program = _program(data, match.end(), b"Flate" in dictionary)
            counts = Counter(names[key] for key in _DO.findall(program) if key in names)
            found[int(number[1])] = counts
    return found


def _program(data: bytes, start: int, packed: bool) -> bytes:
    end = data.find(b"endstream", start)
    content = data[start : end if end > 0 else len(data)]
    if not packed:
        return content[:MAX_CONTENT]
    try:
        return zlib.decompressobj().decompress(content, MAX_CONTENT)
    except zlib.error:
        return b""


def _drawn(form: int, draws: Draws, known: dict[int, int], above: frozenset[int]) -> int:
    """Count the drawings that one draws in all, itself included."""
    if form in above:
        return 0  # PDFium stops there
    if form not in known:
        below = partial(_drawn, draws=draws, known=known, above=above | {form})
        total = sum(count * below(other) for other, count in draws.get(form, Counter()).items())
        known[form] = min(1 + total, 10 * MOST_DRAWN)
    return known[form]
