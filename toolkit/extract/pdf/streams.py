"""A PDF's streams, found in its bytes without an engine."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple


class Stream(NamedTuple):
    """Where the word "stream" stands, where the content begins after it, and where it ends."""

    keyword: int
    start: int
    end: int


def streams_of(data: bytes) -> Iterator[Stream]:
    """Give every stream; the word within another one's content counts too."""
    at = data.find(b"stream")
    end = -1
    while at >= 0:
        following = data.find(b"stream", at + 6)
        start = _after_line_end(data, at + 6)
        if start and data[max(at - 3, 0) : at] != b"end":
            if end < start:  # looked for once, however many words stand before it
                end = _end_from(data, start, following)
            yield Stream(at, start, end)
        at = following


def _end_from(data: bytes, start: int, following: int) -> int:
    """Give where "endstream" stands next: mostly the next word "stream" is a part of it."""
    if following - 3 >= start and data[following - 3 : following] == b"end":
        return following - 3
    found = data.find(b"endstream", start)
    return found if found > 0 else len(data)


def _after_line_end(data: bytes, at: int) -> int:
    """Give the place after a line's end, 0 where none stands here."""
    if data[at : at + 1] == b"\n":
        return at + 1
    return at + 2 if data[at : at + 2] == b"\r\n" else 0
