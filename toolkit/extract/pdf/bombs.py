"""Streams that unpack to far more than a page of text: refused before PDFium unpacks them."""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator

from ...errors import Code, InputError
from ..options import MB, Options
from .streams import Stream, streams_of

# Deflate packs at most 1,032 to 1; what is smaller than this cannot unpack to the limit at once.
RATIO = 1_032
CHUNK = 1 << 16
HEAD = 2_048  # bytes of a stream's dictionary that are looked at
_FLATE = re.compile(rb"/Fl(?:ateDecode)?\b")
_PICTURE = re.compile(rb"/Subtype\s*/Image")


def refuse_bombs(data: bytes, name: str, options: Options) -> None:
    """Refuse a file with a stream that unpacks beyond the limits; InputError TOO_LARGE.

    A picture is not unpacked to read text; a stream packed twice is.
    """
    limit = options.limits.part_bytes
    left = options.limits.zip_bytes
    for stream, filters in _packed(data):
        size = _unpacked(data[stream.start : stream.end], filters, min(limit, left))
        left -= size
        if size >= limit or left <= 0:
            raise InputError(
                Code.TOO_LARGE,
                f"{name}: a part of it unpacks to more than {limit // MB} MB; "
                "print it to a new PDF and give that",
            )


def _packed(data: bytes) -> Iterator[tuple[Stream, int]]:
    """Give the suspicious packed streams, and how often they are packed."""
    for stream in streams_of(data):
        head = data[max(stream.keyword - HEAD, 0) : stream.keyword]
        dictionary = head[head.rfind(b" obj") :]
        large = (stream.end - stream.start) * RATIO > 50 * MB
        if not large and dictionary.count(b"/Fl") < 2:
            continue
        filters = len(_FLATE.findall(dictionary))
        picture = filters == 1 and _PICTURE.search(dictionary)
        if filters > 1 or (filters and large and not picture):
            yield stream, filters


def _unpacked(packed: bytes, filters: int, limit: int) -> int:
    """Count the bytes a stream unpacks to, up to the limit, a chunk at a time."""
    layers = [zlib.decompressobj() for _ in range(min(filters, 4))]
    total = 0
    for at in range(0, len(packed), CHUNK):
        for size in _through(packed[at : at + CHUNK], layers, limit):
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
