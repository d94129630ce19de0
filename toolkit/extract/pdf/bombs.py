"""Streams that unpack to far more than a page of text: refused before PDFium unpacks them."""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator

from ...errors import Code, InputError
from ..options import MB, Options

# Deflate packs at most 1,032 to 1; what is smaller than this cannot unpack to the limit at once.
RATIO = 1_032
CHUNK = 1 << 16
HEAD = 2_048  # bytes of a stream's dictionary that are looked at
_STREAM = re.compile(rb"(?<!end)stream\r?\n")
_FLATE = re.compile(rb"/Fl(?:ateDecode)?\b")
_PICTURE = re.compile(rb"/Subtype\s*/Image")


def refuse_bombs(data: bytes, name: str, options: Options) -> None:
    """Refuse a file with a stream that unpacks beyond the limits; InputError TOO_LARGE.

    A picture is not unpacked to read text; a stream packed twice is.
    """
    limit = options.limits.part_bytes
    left = options.limits.zip_bytes
    for start, filters in _packed(data):
        size = _unpacked(data, start, filters, min(limit, left))
        left -= size
        if size >= limit or left <= 0:
            raise InputError(
                Code.TOO_LARGE,
                f"{name}: a part of it unpacks to more than {limit // MB} MB; "
                "print it to a new PDF and give that",
            )


def _packed(data: bytes) -> Iterator[tuple[int, int]]:
    """Give where the suspicious packed streams start, and how often they are packed."""
    for match in _STREAM.finditer(data):
        head = data[max(match.start() - HEAD, 0) : match.start()]
        dictionary = head[head.rfind(b" obj") :]
        filters = len(_FLATE.findall(dictionary))
        if not filters or (filters == 1 and _PICTURE.search(dictionary)):
            continue
        end = data.find(b"endstream", match.end())
        length = (end if end > 0 else len(data)) - match.end()
        if filters > 1 or length * RATIO > 50 * MB:
            yield match.end(), filters


def _unpacked(data: bytes, start: int, filters: int, limit: int) -> int:
    """Count the bytes a stream unpacks to, up to the limit, a chunk at a time."""
    layers = [zlib.decompressobj() for _ in range(min(filters, 4))]
    total = 0
    end = data.find(b"endstream", start)
    end = end if end > 0 else len(data)
    for at in range(start, end, CHUNK):
        for size in _through(data[at : min(at + CHUNK, end)], layers, limit):
            total += size
            if total >= limit:
                return total
    return total


def _through(packed: bytes, layers: list[zlib._Decompress], limit: int) -> Iterator[int]:
    """Pass bytes through the layers, never holding more than a few chunks; the last one counts."""
    if not layers:
        yield len(packed)
        return
    first, rest = layers[0], layers[1:]
    waiting = packed
    while waiting and not first.eof:
        try:
            piece = first.decompress(waiting, CHUNK * 4)
        except zlib.error:
            return
        yield from _through(piece, rest, limit)
        waiting = first.unconsumed_tail
