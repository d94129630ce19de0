"""A stream that unpacks to more than any page says is refused, however it is wrapped."""

from __future__ import annotations

import base64
import zlib
from collections.abc import Callable, Iterator

import pytest

from tests.pdf_drawing import SHOWN, body, one_page, read
from toolkit.errors import Code, InputError
from toolkit.extract.options import Limits
from toolkit.extract.pdf.filters import UNPACKERS, Filter

LIMITS = Limits(part_bytes=3_000_000)
MUCH = SHOWN + b" " * 4_000_000


def flate(data: bytes) -> bytes:
    return zlib.compress(data, 9)


def ascii85(data: bytes) -> bytes:
    return base64.a85encode(data) + b"~>"


def hexed(data: bytes) -> bytes:
    return data.hex().encode() + b">"


def runs(data: bytes) -> bytes:
    """Runs of one byte as runs, all else as it is."""
    out, at = b"", 0
    while at < len(data):
        size = 1
        while size < 128 and data[at : at + 1] == data[at + size : at + size + 1]:
            size += 1
        out += bytes([257 - size, data[at]]) if size > 1 else bytes([0, data[at]])
        at += size
    return out + b"\x80"


def lzw(data: bytes) -> bytes:
    bits = held = 0
    packed = bytearray()
    for code, width in lzw_codes(data):
        held, bits = (held << width) | code, bits + width
        while bits >= 8:
            bits -= 8
            packed.append(held >> bits)
            held &= (1 << bits) - 1
    packed.append((held << (8 - bits)) & 255)
    return bytes(packed)


def lzw_codes(data: bytes) -> Iterator[tuple[int, int]]:
    known = {bytes([n]): n for n in range(256)}
    yield 256, 9
    size, before = 257, b""
    for at in range(len(data)):
        longer = before + data[at : at + 1]
        if longer in known:
            before = longer
            continue
        yield known[before], lzw_width(size)
        size += 1
        known[longer] = size
        before = data[at : at + 1]
        if size == 4_094:
            yield known[before], lzw_width(size)
            yield 256, lzw_width(size + 1)
            known, size, before = {bytes([n]): n for n in range(256)}, 257, b""
    if before:
        yield known[before], lzw_width(size)
        size += 1
    yield 257, lzw_width(size)


def lzw_width(size: int) -> int:
    return min(12, max(9, (size + 1).bit_length()))


PACKERS: dict[Filter, tuple[bytes, Callable[[bytes], bytes]]] = {
    "flate": (b"/FlateDecode", flate),
    "lzw": (b"/LZWDecode", lzw),
    "runs": (b"/RunLengthDecode", runs),
    "ascii85": (b"/ASCII85Decode", ascii85),
    "hex": (b"/ASCIIHexDecode", hexed),
}


def packed(data: bytes, *filters: Filter, as_said: Callable[[bytes], bytes] = bytes) -> bytes:
    """A stream packed by these, the last one first, as they are undone."""
    for name in reversed(filters):
        data = PACKERS[name][1](data)
    names = b"[" + b" ".join(PACKERS[name][0] for name in filters) + b"]"
    return b"<</Length %d/Filter %b>>stream\n%b\nendstream" % (len(data), as_said(names), data)


def assert_refused(data: bytes) -> None:
    with pytest.raises(InputError, match="unpacks to more than") as caught:
        read(data, limits=LIMITS)
    assert caught.value.code is Code.TOO_LARGE


@pytest.mark.parametrize(
    "filters",
    [
        ("flate",),
        ("lzw",),
        ("runs",),
        ("ascii85", "flate"),
        ("hex", "flate"),
        ("ascii85", "runs"),
        ("ascii85", "hex", "flate"),
        ("flate", "ascii85", "flate"),
        ("flate", "runs"),
    ],
    ids="-".join,
)
def test_a_bomb_is_refused_however_it_is_wrapped(filters: tuple[Filter, ...]) -> None:
    assert_refused(one_page(packed(MUCH, *filters)))
    found = read(one_page(packed(SHOWN, *filters)), limits=LIMITS)
    assert body(found) == ["Staff must keep a record of every message"]


@pytest.mark.parametrize(
    "as_said",
    [
        lambda _: b"[/A85/Fl]",
        lambda _: b"[/ASCII#385Decode /F#6cateDecode]",
        lambda _: b"6 0 R",
        lambda _: b"[/A85/Fl]/DecodeParms[null null]/Padding(" + b"x" * 9_000 + b")",
    ],
    ids=["short", "spelt", "elsewhere", "padded"],
)
def test_a_bomb_is_refused_however_its_filters_are_named(
    as_said: Callable[[bytes], bytes],
) -> None:
    names = b"[/ASCII85Decode /FlateDecode]"
    bomb = packed(MUCH, "ascii85", "flate", as_said=as_said)
    assert_refused(one_page(bomb, more=[names]))


def test_bytes_that_spell_the_end_of_a_stream_do_not_hide_a_bomb() -> None:
    stored = zlib.compressobj(0)
    start = stored.compress(b"endstream") + stored.flush(zlib.Z_FULL_FLUSH)
    rest = zlib.compressobj(9, wbits=-15)
    data = start + rest.compress(MUCH) + rest.flush()
    head = b"<</Length %d/Filter/FlateDecode>>" % len(data)
    assert_refused(one_page(head + b"stream\n" + data + b"\nendstream"))


@pytest.mark.parametrize("name", sorted(PACKERS))
@pytest.mark.parametrize("size", [1, 7, 4_096])
def test_what_was_packed_is_unpacked_in_pieces_of_any_size(name: Filter, size: int) -> None:
    data = (bytes(range(256)) + SHOWN + b"\0" * 999) * 9
    whole = PACKERS[name][1](data)
    pieces = (whole[at : at + size] for at in range(0, len(whole), size))
    assert b"".join(UNPACKERS[name](pieces)) == data


@pytest.mark.parametrize("name", sorted(PACKERS))
def test_broken_bytes_end_it_without_a_word(name: Filter) -> None:
    for data in (b"", b"\xff" * 999, b"\x80", b"~", b">", bytes(range(256))):
        assert isinstance(b"".join(UNPACKERS[name](iter([data]))), bytes)
