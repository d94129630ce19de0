"""Zip bytes → parts, bounded by what is really read, whatever the archive says of itself."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import IO

from toolkit.errors import Code, InputError
from toolkit.extract.options import Limits

_LOCAL_HEADER = 30  # bytes before the name in a local file header (APPNOTE.TXT 4.3.7)
_CENTRAL_SIGNATURE = b"PK\x01\x02"
_ENCRYPTED_FLAG = 0x1
_CHUNK = 1 << 20
_METHODS = {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}  # what OPC allows


@dataclass(slots=True)
class Archive:
    """An opened package: its entries by lower-case name, and the bytes read so far."""

    name: str
    limits: Limits
    file: zipfile.ZipFile
    entries: Mapping[str, zipfile.ZipInfo]
    read: int = 0
    parts: dict[str, bytes] = field(default_factory=dict)


def open_archive(data: bytes, name: str, limits: Limits) -> Archive:
    """Open a zip package and check its directory.

    Raises InputError: DAMAGED where it is no zip, where entries overlap or two share a name;
    TOO_LARGE where there are too many or they say themselves that they are too big.
    """
    if data.count(_CENTRAL_SIGNATURE) > limits.zip_entries:
        raise _too_large(name, f"more than {limits.zip_entries:,} parts inside")
    try:
        file = zipfile.ZipFile(io.BytesIO(data))
        infos = file.infolist()
    except (zipfile.BadZipFile, ValueError, OSError, RuntimeError, EOFError, struct.error) as error:
        raise _damaged(name, "the end of the file is missing or damaged") from error
    if sum(info.file_size for info in infos) > limits.zip_bytes:
        raise _too_large(name, f"more than {limits.zip_bytes // 1_000_000} MB when unpacked")
    _check_overlap(infos, name)
    return Archive(name, limits, file, _by_name(infos, name))


def has_part(archive: Archive, part: str) -> bool:
    """Tell whether the package holds `part` (names are compared without case, as OPC has it)."""
    return part.lower() in archive.entries


def read_part(archive: Archive, part: str) -> bytes:
    """Return the bytes of `part`; KeyError where there is none.

    Raises InputError: TOO_LARGE past a limit, DAMAGED where the bytes belie the directory,
    ENCRYPTED where the part has a zip password.
    """
    key = part.lower()
    if key not in archive.parts:
        archive.parts[key] = _unpack(archive, archive.entries[key])
    return archive.parts[key]


def head_of(archive: Archive, part: str, size: int) -> bytes:
    """Return the first `size` bytes of `part`; none where it cannot be unpacked at all."""
    info = archive.entries[part.lower()]
    if info.flag_bits & _ENCRYPTED_FLAG or info.compress_type not in _METHODS:
        return b""
    try:
        with archive.file.open(info) as stream:
            return stream.read(size)
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, RuntimeError):
        return b""


def _unpack(archive: Archive, info: zipfile.ZipInfo) -> bytes:
    name = archive.name
    if info.flag_bits & _ENCRYPTED_FLAG:
        raise InputError(
            Code.ENCRYPTED, f"{name}: it is locked with a zip password; save a copy without one"
        )
    if info.compress_type not in _METHODS:
        raise _damaged(name, "it is packed in a way that Word does not use")
    try:
        with archive.file.open(info) as stream:
            return _read_bounded(archive, stream, info)
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, RuntimeError) as error:
        raise _damaged(name, f"its part {info.filename} cannot be unpacked") from error


def _read_bounded(archive: Archive, stream: IO[bytes], info: zipfile.ZipInfo) -> bytes:
    limits, chunks, size = archive.limits, [], 0
    while chunk := stream.read(_CHUNK):
        chunks.append(chunk)
        size += len(chunk)
        archive.read += len(chunk)
        if size > limits.part_bytes or archive.read > limits.zip_bytes:
            raise _too_large(archive.name, f"its part {info.filename} unpacks without end")
        if size > limits.zip_ratio_above and size > limits.zip_ratio * max(info.compress_size, 1):
            raise _too_large(archive.name, f"its part {info.filename} is a zip bomb")
    return b"".join(chunks)


def _check_overlap(infos: list[zipfile.ZipInfo], name: str) -> None:
    """Refuse entries that share bytes: how a small file unpacks to terabytes (Fifield 2019)."""
    end = 0
    for info in sorted(infos, key=lambda entry: entry.header_offset):
        if info.header_offset < end:
            raise _damaged(name, "its parts overlap, as in a zip bomb")
        length = len(info.orig_filename.encode("utf-8", "replace"))
        if not info.flag_bits & 0x800:  # not UTF-8: one byte a character
            length = len(info.orig_filename)
        end = info.header_offset + _LOCAL_HEADER + length + info.compress_size


def _by_name(infos: list[zipfile.ZipInfo], name: str) -> dict[str, zipfile.ZipInfo]:
    entries: dict[str, zipfile.ZipInfo] = {}
    for info in infos:
        key = info.filename.replace("\\", "/").lstrip("/").lower()
        if key in entries and entries[key].CRC != info.CRC:
            raise _damaged(name, f"it holds {info.filename} twice")
        entries[key] = info
    return entries


def _damaged(name: str, cause: str) -> InputError:
    return InputError(
        Code.DAMAGED,
        f"{name}: the file is damaged ({cause}); ask for a fresh copy, or open it in Word and "
        "save it again",
    )


def _too_large(name: str, cause: str) -> InputError:
    return InputError(
        Code.TOO_LARGE, f"{name}: too large to read safely ({cause}); save a plain copy from Word"
    )
