"""Files that strangers send: each made here, with what an audit is to say of it."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from collections.abc import Callable
from dataclasses import dataclass

import docx
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.pdfgen.canvas import Canvas

from toolkit.batch.records import Status
from toolkit.errors import Code

SENTENCES = (
    "1. Purpose",
    "1.1 This policy sets out how staff are to conduct themselves on social networking sites.",
    "1.2 It applies to everyone who works at Oakfield Primary School, paid or unpaid.",
    "2. Duties",
    "2.1 Staff must keep their personal accounts private and must not befriend pupils.",
    "2.2 The headteacher must record every breach of this policy that is reported.",
)
# What the good ones were adopted from; they leave its last clause out.
MODEL = """# Model policy on social networking

1. Purpose

1.1 This policy sets out how staff are to conduct themselves on social networking sites.

2. Duties

2.1 Staff must keep their personal accounts private and must not befriend pupils.

2.2 The headteacher must record every breach of this policy that is reported.

2.3 The governing body must review this policy every year.
"""


@dataclass(frozen=True, slots=True)
class Bad:
    """A bad file: its name, how it is made, what is to become of it, words of what is said.

    `status` None: read or refused, as long as it is settled. `remedy` stands in the message of
    one that is refused, `warned` among the warnings of one that is read.
    """

    name: str
    make: Callable[[], bytes]
    status: Status | None
    code: Code | None = None
    remedy: str = ""
    warned: str = ""


def good_pdf(encrypt: StandardEncryption | None = None) -> bytes:
    out = io.BytesIO()
    canvas = Canvas(out, encrypt=encrypt)
    for number, sentence in enumerate(SENTENCES):
        canvas.drawString(72, 780 - 24 * number, sentence)
    canvas.save()
    return out.getvalue()


def good_docx(*sentences: str) -> bytes:
    out = io.BytesIO()
    document = docx.Document()
    for sentence in sentences or SENTENCES:
        document.add_paragraph(sentence)
    document.save(out)
    return out.getvalue()


def repacked(changes: dict[str, bytes], drop: tuple[str, ...] = ()) -> bytes:
    """A good DOCX with some parts put in or replaced."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(good_docx())) as old, zipfile.ZipFile(out, "w") as new:
        for name in [n for n in old.namelist() if n not in changes and n not in drop]:
            new.writestr(name, old.read(name), zipfile.ZIP_DEFLATED)
        for name, data in changes.items():
            new.writestr(name, data, zipfile.ZIP_DEFLATED)
    return out.getvalue()


def part(name: str) -> bytes:
    with zipfile.ZipFile(io.BytesIO(good_docx())) as package:
        return package.read(name)


def with_doctype(doctype: bytes, inserted: bytes) -> bytes:
    """A DOCX whose document begins with a DTD and mentions what that defines."""
    xml = part("word/document.xml")
    head, _, rest = xml.partition(b"?>")
    return repacked(
        {"word/document.xml": head + b"?>" + doctype + rest.replace(b"Purpose", inserted, 1)}
    )


def billion_laughs() -> bytes:
    lines = [b'<!ENTITY l0 "ha">']
    lines += [b'<!ENTITY l%d "%s">' % (n, b"&l%d;" % (n - 1) * 10) for n in range(1, 10)]
    return with_doctype(b"<!DOCTYPE d [" + b"".join(lines) + b"]>", b"&l9;")


def external_entity() -> bytes:
    return with_doctype(b'<!DOCTYPE d [<!ENTITY x SYSTEM "file:///etc/passwd">]>', b"&x;")


def remote_template() -> bytes:
    """A DOCX that asks for a template from a server; a reader must not go and get it."""
    relations = (
        b'<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/'
        b'2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/'
        b'officeDocument/2006/relationships/attachedTemplate" Target="http://127.0.0.1:47009/t.dotm"'
        b' TargetMode="External"/></Relationships>'
    )
    return repacked({"word/_rels/settings.xml.rels": relations})


def macros() -> bytes:
    types = part("[Content_Types].xml").replace(
        b"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml",
        b"application/vnd.ms-word.document.macroEnabled.main+xml",
    )
    return repacked({"[Content_Types].xml": types, "word/vbaProject.bin": b"\xcc\x61" * 500})


def zip_bomb() -> bytes:
    return repacked({"word/media/image1.bmp": b"\0" * 300_000_000})


def document_bomb() -> bytes:
    return repacked({"word/document.xml": b"<w:document>" + b" " * 120_000_000})


def nested_zip() -> bytes:
    inner = io.BytesIO()
    with zipfile.ZipFile(inner, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("deep.bin", b"\0" * 50_000_000)
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        for number in range(20):
            package.writestr(f"{number}.zip", inner.getvalue())
    return out.getvalue()


def many_entries() -> bytes:
    out = io.BytesIO(good_docx())
    with zipfile.ZipFile(out, "a") as package:
        for number in range(60_000):
            package.writestr(f"x/{number}", b"")
    return out.getvalue()


def pdf(*objects: bytes) -> bytes:
    """A PDF of these objects, numbered from 1; the first is the catalogue."""
    out = io.BytesIO(b"%PDF-1.7\n")
    out.seek(0, io.SEEK_END)
    offsets = []
    for number, body in enumerate(objects, 1):
        offsets.append(out.tell())
        out.write(b"%d 0 obj\n%s\nendobj\n" % (number, body))
    start = out.tell()
    out.write(b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1))
    out.writelines(b"%010d 00000 n \n" % offset for offset in offsets)
    out.write(b"trailer <</Size %d/Root 1 0 R>>\n" % (len(objects) + 1))
    out.write(b"startxref\n%d\n%%%%EOF\n" % start)
    return out.getvalue()


def stream(data: bytes, extra: bytes = b"") -> bytes:
    return b"<</Length %d%s>>\nstream\n%s\nendstream" % (len(data), extra, data)


FONT = b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>"
CATALOGUE = b"<</Type/Catalog/Pages 2 0 R>>"
PAGE = (
    b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R"
    b"/Resources<</Font<</F 5 0 R>>>>>>"
)
TEXT = b"BT /F 12 Tf 72 700 Td (Staff must keep their accounts private.) Tj ET"


def recursive_pages() -> bytes:
    tree = b"<</Type/Pages/Kids[2 0 R 2 0 R 3 0 R]/Count 3>>"
    return pdf(CATALOGUE, tree, PAGE, stream(TEXT), FONT)


def ten_thousand_pages() -> bytes:
    kids = b"<</Type/Pages/Kids[%s]/Count 10000>>" % (b"3 0 R " * 10_000)
    return pdf(CATALOGUE, kids, PAGE, stream(TEXT), FONT)


def stream_bomb() -> bytes:
    packer = zlib.compressobj(9)
    blank = b" " * 1_000_000
    data = b"".join(packer.compress(blank) for _ in range(1_000)) + packer.flush()
    tree = b"<</Type/Pages/Kids[3 0 R]/Count 1>>"
    return pdf(CATALOGUE, tree, PAGE, stream(data, b"/Filter/FlateDecode"), FONT)


def giant_page() -> bytes:
    tree = b"<</Type/Pages/Kids[3 0 R]/Count 1>>"
    page = PAGE.replace(b"595 842", b"900000000 900000000")
    return pdf(CATALOGUE, tree, page, stream(TEXT), FONT)


def scan() -> bytes:
    """A page that is one grey picture."""
    picture = zlib.compress(b"\xd0" * 600 * 800)
    image = stream(
        picture,
        b"/Type/XObject/Subtype/Image/Width 600/Height 800/ColorSpace/DeviceGray"
        b"/BitsPerComponent 8/Filter/FlateDecode",
    )
    page = (
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R"
        b"/Resources<</XObject<</I 5 0 R>>>>>>"
    )
    tree = b"<</Type/Pages/Kids[3 0 R]/Count 1>>"
    return pdf(CATALOGUE, tree, page, stream(b"q 595 0 0 842 0 0 cm /I Do Q"), image)


def ole(stream_name: str) -> bytes:
    """An OLE file that says no more than the name of one stream: enough to be told by."""
    header = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16)
    header += struct.pack("<HHHHH", 0x3E, 3, 0xFFFE, 9, 6) + bytes(6)
    header += struct.pack("<IIIIIIIII", 0, 1, 1, 0, 4096, 0xFFFFFFFE, 0, 0xFFFFFFFE, 0)
    header += struct.pack("<I", 0) + b"\xff\xff\xff\xff" * 108
    table = struct.pack("<II", 0xFFFFFFFD, 0xFFFFFFFE) + b"\xff\xff\xff\xff" * 126
    return header + table + _entry("Root Entry", 5, child=1) + _entry(stream_name, 2) + bytes(256)


def _entry(name: str, kind: int, child: int = 0xFFFFFFFF) -> bytes:
    written = name.encode("utf-16-le") + b"\0\0"
    entry = written.ljust(64, b"\0") + struct.pack("<HBB", len(written), kind, 1)
    entry += struct.pack("<III", 0xFFFFFFFF, 0xFFFFFFFF, child) + bytes(36)
    return entry + struct.pack("<IQ", 0xFFFFFFFE, 0)


def sentences_with(*texts: str) -> bytes:
    return good_docx(*SENTENCES, *texts)


def user_password() -> bytes:
    return good_pdf(StandardEncryption("secret", "owner", strength=128))


def owner_password() -> bytes:
    return good_pdf(StandardEncryption("", "owner", canPrint=0, canCopy=0, strength=128))


BAD = (
    Bad("empty.pdf", lambda: b"", "refused", Code.DAMAGED, "fresh copy"),
    Bad("empty.docx", lambda: b"", "refused", Code.DAMAGED, "fresh copy"),
    Bad("cut-short.docx", lambda: good_docx()[:9_000], "refused", Code.DAMAGED, "copy"),
    Bad("noise.pdf", lambda: bytes(range(256)) * 40, "refused", Code.WRONG_TYPE, ""),
    Bad("a-word-file.pdf", good_docx, "read"),
    Bad("a-pdf-file.docx", good_pdf, "read"),
    Bad(
        "web-page.pdf",
        lambda: b"<!DOCTYPE html><html><body><p>Sign in</p></body></html>",
        "refused",
        Code.WRONG_TYPE,
        "print it to PDF",
    ),
    Bad("locked.pdf", user_password, "refused", Code.ENCRYPTED, "password"),
    Bad("owner-locked.pdf", owner_password, "read"),
    Bad("locked.docx", lambda: ole("EncryptedPackage"), "refused", Code.ENCRYPTED, "password"),
    Bad("scan.pdf", scan, "refused", Code.NO_TEXT, "OCR"),
    Bad("ten-thousand-pages.pdf", ten_thousand_pages, "refused", Code.TOO_LARGE, "pages"),
    Bad("stream-bomb.pdf", stream_bomb, "refused"),
    Bad("zip-bomb.docx", zip_bomb, "refused", Code.TOO_LARGE, ""),
    Bad("document-bomb.docx", document_bomb, "refused", Code.TOO_LARGE, ""),
    Bad("many-entries.docx", many_entries, "refused", Code.TOO_LARGE, ""),
    Bad("nested.zip", nested_zip, "refused", Code.WRONG_TYPE, "unpack"),
    Bad("laughs.docx", billion_laughs, "refused", Code.UNSAFE_XML, ""),
    Bad("entity.docx", external_entity, "refused", Code.UNSAFE_XML, ""),
    Bad("template.docx", remote_template, "read"),
    Bad("macros.docm", macros, "read"),
    Bad("formula.docx", lambda: sentences_with('=HYPERLINK("http://x","y")', "@SUM(1)"), "read"),
    Bad("script.docx", lambda: sentences_with("<script>alert(1)</script>"), "read"),
    Bad("tags.docx", lambda: sentences_with("{{ 7*7 }} {% raise %} {# gone #}"), "read"),
    Bad("controls.docx", lambda: sentences_with("left \u202eright\u202c \ufeff\u200b end"), "read"),
)
# May be read or refused: what matters is that it is settled, in time and in words.
SETTLED = (
    Bad("recursive-pages.pdf", recursive_pages, "read"),
    Bad("giant-page.pdf", giant_page, "read"),
    Bad("cut-short.pdf", lambda: good_pdf()[:900], "read"),
)
