"""How the streams of a PDF are packed (ISO 32000-1, 7.4), undone a piece at a time.

An unpacker takes pieces and gives pieces, none of them large; like readers of PDF it stops without
a word where the data is broken, as what came before is shown all the same.
"""

from __future__ import annotations

import base64
import zlib
from collections.abc import Callable, Iterator
from typing import Final, Literal

Filter = Literal["flate", "lzw", "runs", "ascii85", "hex"]
Pieces = Iterator[bytes]

PIECE: Final = 1 << 18
BLANKS: Final = b"\0\t\n\f\r "
NAMES: Final[dict[bytes, Filter]] = {
    b"FlateDecode": "flate",
    b"Fl": "flate",
    b"LZWDecode": "lzw",
    b"LZW": "lzw",
    b"RunLengthDecode": "runs",
    b"RL": "runs",
    b"ASCII85Decode": "ascii85",
    b"A85": "ascii85",
    b"ASCIIHexDecode": "hex",
    b"AHx": "hex",
}
# The most that a byte can unpack to: deflate 258 bytes from two bits; LZW a string of nearly all
# its 4,096 entries from 12 bits; a run 128 bytes from two; "z" four zeros.
RATIOS: Final[dict[Filter, float]] = {
    "flate": 1_032,
    "lzw": 2_560,
    "runs": 64,
    "ascii85": 4,
    "hex": 0.5,
}
PACKING: Final[frozenset[Filter]] = frozenset({"flate", "lzw", "runs"})

CLEAR, END, FIRST, MOST_CODES = 256, 257, 258, 4_096  # of LZW
SINGLE: Final = [bytes([n]) for n in range(256)] + [b"", b""]
END_OF_RUNS: Final = 128


def _flate(pieces: Pieces) -> Pieces:
    unpacker = zlib.decompressobj()
    for waiting in pieces:
        while waiting and not unpacker.eof:
            try:
                yield unpacker.decompress(waiting, PIECE)
            except zlib.error:
                return
            waiting = unpacker.unconsumed_tail


def _ascii85(pieces: Pieces) -> Pieces:
    bodies = (piece.replace(b"z", b"!!!!!") for piece in pieces)
    return _spelt(bodies, 5, b"~", base64.a85decode)


def _hex(pieces: Pieces) -> Pieces:
    return _spelt(pieces, 2, b">", _pairs)


def _pairs(digits: bytes) -> bytes:
    whole = len(digits) - len(digits) % 2
    return bytes.fromhex(digits[:whole].decode("ascii"))


def _spelt(pieces: Pieces, group: int, end: bytes, decode: Callable[[bytes], bytes]) -> Pieces:
    """Undo bytes spelt in characters, so many to a group, up to a mark."""
    held = b""
    for piece in pieces:
        body, mark, _ = piece.translate(None, BLANKS).partition(end)
        held += body
        size = len(held) if mark else len(held) - len(held) % group
        try:
            yield decode(held[:size])
        except ValueError:
            return
        if mark:
            return
        held = held[size:]


def _runs(pieces: Pieces) -> Pieces:
    """A byte below 128 says how many follow as they are; one above it, how often the next comes."""
    held = b""
    for piece in pieces:
        held += piece
        at, found = 0, []
        while at + 1 < len(held) and held[at] != END_OF_RUNS:
            length = held[at]
            after = at + 2 + (length if length < END_OF_RUNS else 0)
            if after > len(held):
                break
            said = held[at + 1 : after]
            found.append(said if length < END_OF_RUNS else said * (257 - length))
            at = after
        yield b"".join(found)
        if held[at : at + 1] == b"\x80":
            return
        held = held[at:]


def _lzw(pieces: Pieces) -> Pieces:
    known, before, found, size = list(SINGLE), b"", list[bytes](), 0
    for code in _codes(pieces):
        if code == CLEAR:
            known, before = list(SINGLE), b""
            continue
        if code == END or code > len(known) or (code == len(known) and not before):
            break
        said = known[code] if code < len(known) else before + before[:1]
        if before and len(known) < MOST_CODES:
            known.append(before + said[:1])
        before = said
        found.append(said)
        size += len(said)
        if size >= PIECE:
            yield b"".join(found)
            found, size = [], 0
    yield b"".join(found)


def _codes(pieces: Pieces) -> Iterator[int]:
    """Give codes of 9 to 12 bits: they grow as the table does, which is by one a code."""
    held = bits = 0
    width, entries = 9, FIRST - 1
    for piece in pieces:
        for byte in piece:
            held, bits = (held << 8) | byte, bits + 8
            if bits < width:
                continue
            bits -= width
            code = held >> bits
            held &= (1 << bits) - 1
            yield code
            entries = FIRST - 1 if code == CLEAR else entries + 1
            width = min(12, max(9, (entries + 1).bit_length()))


UNPACKERS: Final[dict[Filter, Callable[[Pieces], Pieces]]] = {
    "flate": _flate,
    "lzw": _lzw,
    "runs": _runs,
    "ascii85": _ascii85,
    "hex": _hex,
}
