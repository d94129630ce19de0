"""What a file is, by its own bytes: names lie, and strangers choose them."""

from __future__ import annotations

import codecs
import re
from typing import Literal

Kind = Literal[
    "pdf",
    "docx",
    "markdown",
    "text",
    "doc",
    "odt",
    "rtf",
    "word_xml",
    "flat_word",
    "encrypted_office",
    "spreadsheet",
    "presentation",
    "picture",
    "web_page",
    "archive",
    "empty",
    "unknown",
]

_HEAD = 1024  # a PDF's header may stand anywhere in the first 1,024 bytes (ISO 32000-1, annex H)
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ZIP_END, _ZIP_TAIL = b"PK\x05\x06", 22 + 0xFFFF  # the end record and its longest comment
_PICTURES = (b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"II*\0", b"MM\0*", b"BM", b"\0\0\1\0")
_ARCHIVES = (b"\x1f\x8b", b"7z\xbc\xaf", b"Rar!", b"BZh", b"\xfd7zXZ", b"MSCF")
_WEB = re.compile(rb"<(?:!doctype\s+html|html|head|body)\b", re.IGNORECASE)
_MAIL = re.compile(rb"(?:MIME-Version|Received|Return-Path|Content-Type): ", re.I)
_LETTER = re.compile(rb"(?:From|To|Cc|Subject|Date|Delivered-To|X-[\w-]+): ", re.I)
_MESSAGE = re.compile(rb"^(?:MIME-Version|Message-ID|Received): ", re.I | re.M)
_MIMETYPES: dict[bytes, Kind] = {
    b"application/vnd.oasis.opendocument.text": "odt",
    b"application/vnd.oasis.opendocument.spreadsheet": "spreadsheet",
    b"application/vnd.oasis.opendocument.presentation": "presentation",
}
_CONTROLS = re.compile(r"[\x00-\x08\x0e-\x1f]")  # VT and FF part lines and pages
_CONTROL_SHARE = 0.02  # text as typed has none; a few stray bytes come from old converters
_MARKDOWN = re.compile(
    r"""\A --- [ \t]* $ | ^ \#{1,6} [ \t] \S | ^ ={3,} [ \t]* $ | \*\* \S
        | ^ \|? :? -{3,} :? \| | \{\{ [^{}\n]+ \}\} | \{ \. (?: optional | local ) \}
        | ^ (?: ``` | > [ \t] )""",
    re.MULTILINE | re.VERBOSE,
)


def sniff(data: bytes) -> Kind:
    """Return what `data` is, from its signature and contents alone."""
    head = data[:_HEAD]
    if not data.strip(b"\0 \t\r\n"):
        return "empty"
    if b"%PDF-" in head:
        return "pdf"
    if head.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return _zip_kind(data)
    if head.startswith(_OLE):
        return _ole_kind(data)
    if head.lstrip().startswith(b"{\\rtf"):
        return "rtf"
    if head.startswith(_PICTURES):
        return "picture"
    if head.startswith(_ARCHIVES):
        return "archive"
    return _text_kind(data)


def decode(data: bytes) -> str | None:
    """Return `data` as text: by its byte order mark, UTF-8, else Windows-1252; None if binary."""
    for mark, encoding in (
        (codecs.BOM_UTF8, "utf-8-sig"),
        (codecs.BOM_UTF16_LE, "utf-16"),
        (codecs.BOM_UTF16_BE, "utf-16"),
    ):
        if data.startswith(mark):
            return data.decode(encoding, "replace")
    if b"\0" in data:
        return None
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        text = data.decode("cp1252", "replace")
    controls = len(_CONTROLS.findall(text, 0, 65536))
    return text if controls <= _CONTROL_SHARE * min(len(text), 65536) else None


def _zip_kind(data: bytes) -> Kind:
    """Tell packages apart by the names in their directories, which are never compressed."""
    for mimetype, kind in _MIMETYPES.items():
        if data[30:110].startswith(b"mimetype" + mimetype):
            return kind
    end = data.rfind(_ZIP_END, max(0, len(data) - _ZIP_TAIL))
    if end < 0:
        return "docx"  # cut short, it may have been any package: its reader says that it is damaged
    size = int.from_bytes(data[end + 12 : end + 16], "little")
    names = data[max(0, end - size) : end]  # not those of a Word file that was packed as it is
    if b"word/" in names:
        return "docx"
    if b"[Content_Types].xml" not in names:
        return "archive"
    if b"xl/workbook" in names:
        return "spreadsheet"
    return "presentation" if b"ppt/presentation" in names else "docx"


def _ole_kind(data: bytes) -> Kind:
    """Tell OLE files apart by the names of their streams, which stand in UTF-16."""
    if "EncryptedPackage".encode("utf-16-le") in data:
        return "encrypted_office"
    if "WordDocument".encode("utf-16-le") in data:
        return "doc"
    if "Workbook".encode("utf-16-le") in data:
        return "spreadsheet"
    if "__substg1.0_".encode("utf-16-le") in data:  # an e-mail that Outlook saved
        return "web_page"
    return "presentation" if "PowerPoint Document".encode("utf-16-le") in data else "unknown"


def _text_kind(data: bytes) -> Kind:
    head = data[: 16 * _HEAD]
    text = decode(data)
    if text is None:
        return "unknown"
    start = head.lstrip(codecs.BOM_UTF8).lstrip()
    if _WEB.match(_after_comments(start)) or _is_mail(start):
        return "web_page"
    if start.startswith(b"<?xml"):
        if b"schemas.microsoft.com/office/word/2003" in head:
            return "word_xml"
        return "flat_word" if b"office/2006/xmlPackage" in head else "unknown"
    return "markdown" if _MARKDOWN.search(text[:65536]) else "text"


def _is_mail(start: bytes) -> bool:
    """Tell an e-mail by its header; a memo may open with "To:" too."""
    begins = _LETTER.match(start) is not None and _MESSAGE.search(start) is not None
    return begins or _MAIL.match(start) is not None


def _after_comments(start: bytes) -> bytes:
    while start.startswith(b"<!--"):
        start = start.partition(b"-->")[2].lstrip()
    return start
