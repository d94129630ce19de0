"""Files are told by their content; what cannot be read is refused with a code and a remedy."""

from __future__ import annotations

import codecs
import io
import zipfile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.docx_parts import docx, p, package
from toolkit.errors import Code, InputError
from toolkit.extract import EXTRACTORS, extract
from toolkit.extract.options import Limits, Options
from toolkit.extract.sniff import decode, sniff


def _stored(name: str, data: bytes) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_STORED) as archive:
        archive.writestr(name, data)
    return buffer.getvalue()


OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(512)
OPEN_DOCUMENT = {"mimetype": "application/vnd.oasis.opendocument.text", "content.xml": "<x/>"}
FILES = {
    "pdf": b"%PDF-1.7\n",
    "pdf after a mail header": b"junk\r\n%PDF-1.4\n",
    "docx": docx(p("Staff must tell.")),
    "odt": package(OPEN_DOCUMENT).replace(b"\x08\x00", b"\x08\x00"),
    "spreadsheet": package({"[Content_Types].xml": "<Types/>", "xl/workbook.xml": "<x/>"}),
    "presentation": package({"[Content_Types].xml": "<Types/>", "ppt/presentation.xml": "<x/>"}),
    "archive": package({"notes.txt": "hello"}),
    "a zip of a Word file": _stored("policy.docx", docx(p("Staff must tell."))),
    "doc": OLE + "WordDocument".encode("utf-16-le"),
    "encrypted_office": OLE + "EncryptedPackage".encode("utf-16-le"),
    "old spreadsheet": OLE + "Workbook".encode("utf-16-le"),
    "unknown": OLE + b"nothing that is known",
    "rtf": b"{\\rtf1\\ansi Staff must tell.}",
    "picture": b"\x89PNG\r\n\x1a\n" + bytes(20),
    "web_page": b"<!-- saved --><!DOCTYPE html><html><body>Policy</body></html>",
    "an e-mail": b"From: a@oakfield.example\r\nTo: b@example.gov\r\nMIME-Version: 1.0\r\n\r\nHello",
    "an e-mail from Outlook": OLE + "__substg1.0_0037001F".encode("utf-16-le"),
    "a memo": b"To: All staff\nFrom: The head\n\n1. Purpose\n",
    "word_xml": b'<?xml version="1.0"?><w xmlns="http://schemas.microsoft.com/office/word/2003/w"/>',
    "flat_word": b'<?xml version="1.0"?><p xmlns="http://schemas.microsoft.com/office/2006/xmlPackage"/>',
    "markdown": b"# Policy\n\n1.1 Staff must tell.\n",
    "text": b"POLICY\n\n1.1 Staff must tell.\n",
    "empty": b"\0\0 \r\n",
    "binary": bytes(range(256)) * 8,
}
KINDS = {
    "pdf after a mail header": "pdf",
    "old spreadsheet": "spreadsheet",
    "a zip of a Word file": "archive",
    "an e-mail": "web_page",
    "an e-mail from Outlook": "web_page",
    "a memo": "text",
    "binary": "unknown",
}


@pytest.mark.parametrize("name", FILES)
def test_a_file_is_what_its_bytes_say(name: str) -> None:
    data = FILES[name]
    if name == "odt":  # OpenDocument stores its type first and unpacked
        data = b"PK\x03\x04" + bytes(26) + b"mimetype" + OPEN_DOCUMENT["mimetype"].encode() + data
    assert sniff(data) == KINDS.get(name, name)


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("encrypted_office", Code.ENCRYPTED),
        ("spreadsheet", Code.WRONG_TYPE),
        ("presentation", Code.WRONG_TYPE),
        ("archive", Code.WRONG_TYPE),
        ("web_page", Code.WRONG_TYPE),
        ("binary", Code.WRONG_TYPE),
        ("flat_word", Code.LEGACY),
        ("picture", Code.NO_TEXT),
        ("empty", Code.DAMAGED),
    ],
)
def test_what_is_no_policy_is_refused_whatever_its_name(name: str, code: Code) -> None:
    with pytest.raises(InputError, match=r"^policy\.docx: [^;]+; ") as caught:
        extract(FILES[name], "policy.docx", Options())
    assert caught.value.code == code


def test_a_word_document_named_pdf_is_read() -> None:
    assert extract(FILES["docx"], "policy.pdf", Options()).format == "docx"


def test_a_file_past_the_limit_is_refused_unread() -> None:
    with pytest.raises(InputError) as caught:
        extract(bytes(2_000_001), "big.pdf", Options(limits=Limits(file_bytes=2_000_000)))
    assert caught.value.code == Code.TOO_LARGE


@pytest.mark.parametrize(
    "data",
    [
        "naïve “school”".encode(),
        codecs.BOM_UTF8 + "naïve “school”".encode(),
        "naïve “school”".encode("utf-16"),
        "naïve “school”".encode("cp1252"),
    ],
)
def test_text_is_decoded_from_what_schools_send(data: bytes) -> None:
    assert decode(data) == "naïve “school”"


@given(st.binary(max_size=300))
def test_any_bytes_have_a_kind(data: bytes) -> None:
    sniff(data)


def test_every_kind_that_is_read_has_its_reader() -> None:
    assert set(EXTRACTORS) == {
        *("pdf", "docx", "markdown", "text", "doc", "odt", "rtf", "word_xml"),
    }
