"""Streams that unpack to far more than a page of text: refused before PDFium unpacks them."""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Iterator, Mapping
from typing import Final, NamedTuple

from ...errors import Code, InputError
from ..options import MB, Options
from .filters import NAMES, PACKING, RATIOS, UNPACKERS, Filter, Pieces
from .streams import Stream, streams_of

CHUNK: Final = 1 << 16
HEAD: Final = 1 << 16  # bytes before a stream in which its dictionary is looked for
DEEPEST: Final = 4  # layers of packing that are undone; nobody packs more often
_ESCAPED: Final = re.compile(rb"#([0-9A-Fa-f]{2})")
_NAME: Final = rb"/[^\s/<>\[\]()%]+"
_FILTER: Final = re.compile(
    rb"/Filter \s* (?: (?P<names> \[ [^\]]* \] | "
    + _NAME
    + rb" ) | (?P<number> \d+ ) \s+ \d+ \s+ R )",
    re.VERBOSE,
)
_ELSEWHERE: Final = re.compile(
    rb"(?<!\d) (?P<number> \d+ ) \s+ \d+ \s+ obj \s* (?P<names> \[ \s* / [^\]]* \] | "
    + _NAME
    + rb" )",
    re.VERBOSE,
)
_LENGTH: Final = re.compile(rb"/Length\s+(\d+)(?!\d|\s+\d+\s+R)")
_PICTURE: Final = re.compile(rb"/Subtype\s*/Image")

Elsewhere = Callable[[], Mapping[bytes, bytes]]


class Packed(NamedTuple):
    """A stream: where its bytes stand, and how they are packed, the outermost layer first."""

    start: int
    end: int
    filters: tuple[Filter, ...]


def refuse_bombs(data: bytes, name: str, options: Options) -> None:
    """Refuse a file with a stream that unpacks beyond the limits; InputError TOO_LARGE.

    A picture is not unpacked to read text; a stream packed twice is.
    """
    limit = options.limits.part_bytes
    left = options.limits.zip_bytes
    for packed in _suspicious(data, limit):
        size = _unpacked(data, packed, min(limit, left))
        left -= size
        if size >= limit or left <= 0:
            raise InputError(
                Code.TOO_LARGE,
                f"{name}: a part of it unpacks to more than {limit // MB} MB; "
                "print it to a new PDF and give that",
            )


def _suspicious(data: bytes, limit: int) -> Iterator[Packed]:
    """Give the streams that may unpack beyond the limit, and those packed more than once."""
    known: list[Mapping[bytes, bytes]] = []

    def elsewhere() -> Mapping[bytes, bytes]:
        if not known:
            known.append({each["number"]: each["names"] for each in _ELSEWHERE.finditer(data)})
        return known[0]

    for stream in streams_of(data):
        begun = data.rfind(b" obj", max(0, stream.keyword - HEAD), stream.keyword)
        if begun < 0:
            continue
        head = _ESCAPED.sub(lambda code: bytes([int(code[1], 16)]), data[begun : stream.keyword])
        filters = _filters(head, elsewhere)
        layers = sum(name in PACKING for name in filters)
        if not layers or (layers == 1 and _PICTURE.search(head)):
            continue
        packed = Packed(stream.start, _end(data, stream, head), filters)
        ratio = math.prod(RATIOS[name] for name in filters)
        if layers > 1 or (packed.end - packed.start) * ratio > limit:
            yield packed


def _filters(head: bytes, elsewhere: Elsewhere) -> tuple[Filter, ...]:
    """Read how a stream is packed, up to what packs pictures only."""
    found = _FILTER.search(head)
    if not found:
        return ()
    names = found["names"] or elsewhere().get(found["number"], b"")
    filters = list[Filter]()
    for name in re.findall(_NAME, names)[: 2 * DEEPEST]:
        if name[1:] not in NAMES:
            break
        filters.append(NAMES[name[1:]])
    return tuple(filters)


def _end(data: bytes, stream: Stream, head: bytes) -> int:
    """Find where a stream ends: as its length says, if it does end there, else by the word."""
    if stated := _LENGTH.search(head):
        end = stream.start + int(stated[1][:12])
        if data[end : end + 20].lstrip().startswith(b"endstream"):
            return end
    return stream.end


def _unpacked(data: bytes, packed: Packed, limit: int) -> int:
    """Count the bytes that a stream's largest layer unpacks to, up to the limit."""
    sizes = [0]
    pieces: Pieces = (
        data[at : min(at + CHUNK, packed.end)] for at in range(packed.start, packed.end, CHUNK)
    )
    for name in packed.filters:
        sizes.append(0)
        pieces = _counted(UNPACKERS[name](pieces), sizes, len(sizes) - 1, limit)
    for _ in pieces:
        if max(sizes) >= limit:
            break
    return max(sizes)


def _counted(pieces: Pieces, sizes: list[int], layer: int, limit: int) -> Pieces:
    """Count what a layer gives; it ends where any has reached the limit."""
    for piece in pieces:
        sizes[layer] += len(piece)
        if max(sizes) >= limit:
            return
        yield piece
