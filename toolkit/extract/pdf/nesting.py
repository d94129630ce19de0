"""Drawings within drawings: ten that each draw ten are a thousand million before PDFium is done.

A drawing's stream and its dictionary always stand openly in the file, so what draws what can be
read without an engine; a drawing whose resources are kept elsewhere is taken to draw nothing.
"""

from __future__ import annotations

import re
import zlib
from collections import Counter
from collections.abc import Mapping

from ...errors import Code, InputError
from .streams import streams_of

MOST_DRAWN = 50_000  # drawings drawn for one; a page of a timetable draws 200
FEWEST = 4  # drawings that draw others, before any counting
MAX_CONTENT = 1_000_000  # bytes of a drawing's program that are looked at
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
    if any(drawn > MOST_DRAWN for drawn in _drawn(draws).values()):
        raise InputError(
            Code.TOO_LARGE,
            f"{name}: its drawings draw one another more than {MOST_DRAWN:,} times; "
            "print it to a new PDF and give that",
        )


def _draws(data: bytes) -> dict[int, Counter[int]]:
    """Read which drawings draw which."""
    found: dict[int, Counter[int]] = {}
    for stream in streams_of(data):
        start = data.rfind(b" obj", max(stream.keyword - 4000, 0), stream.keyword)
        dictionary = data[start : stream.keyword]
        named = _XOBJECT.search(dictionary) if start >= 0 else None
        if not named or not _IS_FORM.search(dictionary):
            continue
        number = re.search(rb"(\d+)\s+\d+\Z", data[max(start - 24, 0) : start])
        names = {key: int(value) for key, value in _DRAWN.findall(named[1])}
        if number and names:
            program = _program(data[stream.start : stream.end], b"Flate" in dictionary)
            counts = Counter(names[key] for key in _DO.findall(program) if key in names)
            found[int(number[1])] = counts
    return found


def _program(content: bytes, packed: bool) -> bytes:
    if not packed:
        return content[:MAX_CONTENT]
    try:
        return zlib.decompressobj().decompress(content, MAX_CONTENT)
    except zlib.error:
        return b""


def _drawn(draws: Draws) -> dict[int, int]:
    """Count the drawings that each one draws in all, itself included."""
    known: dict[int, int] = {}
    entered: set[int] = set()
    waiting = [(form, False) for form in draws]  # not by recursion: a chain may be of any length
    while waiting:
        form, is_below_known = waiting.pop()
        if is_below_known:
            below = draws.get(form, Counter()).items()
            total = sum(count * known.get(other, 0) for other, count in below)  # 0: a circle
            known[form] = min(1 + total, 10 * MOST_DRAWN)
        elif form not in entered:
            entered.add(form)
            waiting.append((form, True))
            waiting += [(other, False) for other in draws.get(form, Counter())]
    return known
