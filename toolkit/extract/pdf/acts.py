"""What a PDF would do or carries along: said to the user, never done and never opened."""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator

from .engine import Handle
from .streams import streams_of

MAX_OBJECTS = 4_000_000  # bytes of one stream of objects that are looked through
PROGRAMS = "the file holds programs (JavaScript), which were not run"
ATTACHED = "the file has other files attached to it, which were not read"
LAUNCH = "the file would start another program when it is opened, which was not done"
_SIGNS = (
    (b"/J", re.compile(rb"/(?:JavaScript|JS)(?![\w#])"), PROGRAMS),
    (b"/Launch", re.compile(rb"/Launch(?![\w#])"), LAUNCH),
    (b"/Embedded", re.compile(rb"/EmbeddedFiles?(?![\w#])"), ATTACHED),
)  # with what to look for first: a pattern over all of a file takes ten times as long
_ESCAPE = re.compile(rb"#([0-9A-Fa-f]{2})")  # a name may spell its letters so (ISO 32000-1, 7.3.5)


def acts_of(data: bytes, document: Handle) -> tuple[str, ...]:
    """Return a sentence for each kind of thing that the file would do, or carries along."""
    from pypdfium2 import raw

    found: dict[str, None] = {}
    if raw.FPDFDoc_GetJavaScriptActionCount(document.raw) > 0:
        found[PROGRAMS] = None
    if raw.FPDFDoc_GetAttachmentCount(document.raw) > 0:
        found[ATTACHED] = None
    for objects in _objects(data):
        plain = _ESCAPE.sub(_letter, objects) if b"#" in objects else objects
        for start, sign, said in _SIGNS:
            if start in plain and sign.search(plain):
                found[said] = None
    return tuple(found)


def _letter(escape: re.Match[bytes]) -> bytes:
    return bytes([int(escape[1], 16)])


def _objects(data: bytes) -> Iterator[bytes]:
    """Give what stands openly between the streams, and the objects that streams hold packed."""
    at = 0
    for stream in streams_of(data):
        if stream.keyword < at:
            continue  # a word within the content of the one before
        yield (between := data[at : stream.keyword])
        at = stream.end
        if b"/ObjStm" in between[-1_000:]:
            yield _unpacked(data[stream.start : at])
    yield data[at:]


def _unpacked(packed: bytes) -> bytes:
    try:
        return zlib.decompressobj().decompress(packed, MAX_OBJECTS)
    except zlib.error:
        return b""
