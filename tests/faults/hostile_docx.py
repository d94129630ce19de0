"""Word files that strangers send: hostile packages, hostile XML, and text that would act."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from collections.abc import Iterator

from tests.faults.hostile import Bad, good_docx, part, repacked, sentences_with, with_doctype
from toolkit.errors import Code

UNSAFE, LARGE, SPOILT, WRONG = Code.UNSAFE_XML, Code.TOO_LARGE, Code.DAMAGED, Code.WRONG_TYPE
DTD = b'<!DOCTYPE x [<!ENTITY a "b">]>'
LAUGHS = b'<!DOCTYPE x [<!ENTITY a "haha"><!ENTITY b "&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;">]>'
PARTS = (
    "[Content_Types].xml",
    "_rels/.rels",
    "word/_rels/document.xml.rels",
    "word/document.xml",
    "word/styles.xml",
    "word/numbering.xml",
    "word/settings.xml",
    "word/fontTable.xml",
    "word/webSettings.xml",
    "word/theme/theme1.xml",
    "docProps/core.xml",
    "docProps/app.xml",
    "customXml/item1.xml",
    "word/stylesWithEffects.xml",
)
SECTION = b"<w:sectPr"
RELATION = (
    b'<Relationship Id="rId%d" Type="http://schemas.openxmlformats.org/officeDocument/2006/'
    b'relationships/%s" Target="%s"%s/>'
)
OUTSIDE = b' TargetMode="External"'
HERE = b"http://127.0.0.1:47009/x"


def body(xml: bytes) -> bytes:
    """A good DOCX with something put in before its last section."""
    return repacked(
        {"word/document.xml": part("word/document.xml").replace(SECTION, xml + SECTION)}
    )


def paragraph(inner: bytes) -> bytes:
    return b"<w:p><w:r>" + inner + b"</w:r></w:p>"


def said(text: str) -> bytes:
    return body(paragraph(b"<w:t>" + text.encode() + b"</w:t>"))


def with_dtd(name: str, doctype: bytes = DTD) -> bytes:
    head, _, rest = part(name).partition(b"?>")
    return repacked({name: head + b"?>" + doctype + rest})


def related(
    kind: bytes, target: bytes, mode: bytes = OUTSIDE, xml: bytes = b"", **more: bytes
) -> bytes:
    """A good DOCX with one more relationship, and something in the text that uses it."""
    name = "word/_rels/document.xml.rels"
    line = RELATION % (99, kind, target, mode)
    rels = part(name).replace(b"</Relationships>", line + b"</Relationships>")
    document = part("word/document.xml").replace(SECTION, xml + SECTION)
    files = {f"word/{key.replace('_', '.')}": value for key, value in more.items()}
    return repacked({name: rels, "word/document.xml": document, **files})


def template() -> bytes:
    head = b'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    line = RELATION % (1, b"attachedTemplate", HERE, OUTSIDE)
    return repacked({"word/_rels/settings.xml.rels": head + line + b"</Relationships>"})


def field(code: bytes) -> bytes:
    simple = (
        b'<w:p><w:fldSimple w:instr="' + code + b'"><w:r><w:t>shown</w:t></w:r></w:fldSimple></w:p>'
    )
    return body(simple)


def complex_field(code: bytes) -> bytes:
    runs = (
        b'<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>'
        + code
        + b"</w:instrText>"
        b'</w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>shown</w:t></w:r>'
        b'<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )
    return body(b"<w:p>" + runs + b"</w:p>")


def wrapped(opening: bytes, closing: bytes, times: int) -> bytes:
    inner = paragraph(b"<w:t>Deep down.</w:t>")
    return body(opening * times + inner + closing * times)


def tables(times: int) -> bytes:
    return wrapped(b"<w:tbl><w:tr><w:tc>", b"<w:p/></w:tc></w:tr></w:tbl>", times)


def controls(times: int) -> bytes:
    return wrapped(b"<w:sdt><w:sdtContent>", b"</w:sdtContent></w:sdt>", times)


def package(*entries: tuple[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", method) as made:
        for name, data in entries:
            made.writestr(name, data)
    return out.getvalue()


def packed_as(method: int) -> bytes:
    names = zipfile.ZipFile(io.BytesIO(good_docx())).namelist()
    return package(*((name, part(name)) for name in names), method=method)


def lying(size: int) -> bytes:
    """A package whose directory gives another unpacked size for the text than it has."""
    data = bytearray(repacked({"word/document.xml": part("word/document.xml") + b" " * 90_000}))
    at = data.rfind(b"PK\x01\x02", 0, data.rfind(b"word/document.xml"))
    data[at + 24 : at + 28] = struct.pack("<I", size)
    return bytes(data)


def flagged(bit: int) -> bytes:
    """A package whose parts all claim to be locked, or otherwise special."""
    data = bytearray(good_docx())
    for mark, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = data.find(mark)
        while at >= 0:
            data[at + offset] |= bit
            at = data.find(mark, at + 4)
    return bytes(data)


def overlapping() -> bytes:
    """Two hundred names for one packed megabyte of blanks."""
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    blank = b" " * 1_000_000
    packed = packer.compress(blank) + packer.flush()
    head = struct.pack(
        "<4s5H3I2H", b"PK\x03\x04", 20, 0, 8, 0, 0, zlib.crc32(blank), len(packed), len(blank), 1, 0
    )
    data = good_docx()
    end = data.rfind(b"PK\x05\x06")
    count, size, start = struct.unpack("<HII", data[end + 10 : end + 20])
    directory = data[start : start + size]
    entry = head + b"a" + packed
    more = b"".join(
        struct.pack(
            "<4s6H3I5H2I", b"PK\x01\x02", 20, 20, 0, 8, 0, 0, zlib.crc32(blank), len(packed),
            len(blank), 4, 0, 0, 0, 0, 0, start,
        ) + b"%04d" % n
        for n in range(200)
    )  # fmt: skip
    body_ = data[:start] + entry + directory + more
    tail = struct.pack(
        "<4s4H2IH", b"PK\x05\x06", 0, 0, count + 200, count + 200, size + len(more),
        start + len(entry), 0,
    )  # fmt: skip
    return body_ + tail


def twice() -> bytes:
    out = io.BytesIO(good_docx())
    with zipfile.ZipFile(out, "a") as made:
        made.writestr("WORD/document.xml", b"<other/>")
    return out.getvalue()


def bytes_in_text(text: bytes) -> bytes:
    return repacked({"word/document.xml": part("word/document.xml").replace(b"Purpose", text, 1)})


def _packages() -> Iterator[Bad]:
    yield Bad("zip-lies-small.docx", lambda: lying(10), "refused")
    yield Bad("zip-lies-large.docx", lambda: lying(4_000_000_000), "refused")
    yield Bad("zip-locked.docx", lambda: flagged(1), "refused", Code.ENCRYPTED)
    yield Bad("zip-overlap.docx", overlapping, "refused")
    yield Bad("zip-twice.docx", twice, "refused", SPOILT)
    yield Bad("zip-bzip2.docx", lambda: packed_as(zipfile.ZIP_BZIP2), None)
    yield Bad("zip-lzma.docx", lambda: packed_as(zipfile.ZIP_LZMA), None)
    yield Bad("zip-stored.docx", lambda: packed_as(zipfile.ZIP_STORED), "read")
    yield Bad("zip-empty.docx", lambda: package(), "refused")
    yield Bad(
        "zip-climbs.docx",
        lambda: repacked({"../../../evil.xml": b"<a/>", "/abs.xml": b"<a/>"}),
        "read",
    )
    yield Bad("zip-junk-before.docx", lambda: b"PK\x03\x04junk" + good_docx(), None)
    yield Bad("zip-junk-after.docx", lambda: good_docx() + bytes(70_000), None)
    yield Bad("zip-long-name.docx", lambda: repacked({"x/" + "a" * 60_000: b""}), "read")
    yield Bad(
        "zip-nested.docx",
        lambda: repacked({"word/embeddings/a.zip": package(("a", bytes(9_000_000)))}),
        "read",
    )
    for share in (0.01, 0.1, 0.3, 0.5, 0.7, 0.9, 0.97, 0.999):
        yield Bad(
            f"zip-cut-at-{share}.docx",
            lambda share=share: good_docx()[: int(len(good_docx()) * share)],
            "refused",
            SPOILT,
        )
    yield Bad("no-document.docx", lambda: repacked({}, drop=("word/document.xml",)), "refused")
    yield Bad("no-types.docx", lambda: repacked({}, drop=("[Content_Types].xml",)), None)
    yield Bad("no-relations.docx", lambda: repacked({}, drop=("_rels/.rels",)), None)
    yield Bad(
        "other-root.docx", lambda: repacked({"word/document.xml": b"<html/>"}), "refused", WRONG
    )
    yield Bad(
        "not-xml.docx", lambda: repacked({"word/document.xml": b"<w:document"}), "refused", SPOILT
    )
    yield Bad("empty-part.docx", lambda: repacked({"word/document.xml": b""}), "refused", SPOILT)
    yield Bad("empty-styles.docx", lambda: repacked({"word/styles.xml": b""}), None)
    yield Bad("no-text.docx", lambda: good_docx(""), "refused", Code.NO_TEXT)


def _xml() -> Iterator[Bad]:
    for name in PARTS:
        if name in ("customXml/item1.xml", "word/stylesWithEffects.xml"):
            made = b"<?xml version='1.0'?>" + DTD + b"<x/>"
            yield Bad(
                f"dtd-{name.replace('/', '-')}.docx",
                lambda n=name, m=made: repacked({n: m}),
                "refused",
                UNSAFE,
            )
        else:
            yield Bad(
                f"dtd-{name.replace('/', '-')}.docx", lambda n=name: with_dtd(n), "refused", UNSAFE
            )
    yield Bad(
        "dtd-laughs-styles.docx", lambda: with_dtd("word/styles.xml", LAUGHS), "refused", UNSAFE
    )
    parameter = b'<!DOCTYPE x [<!ENTITY % p SYSTEM "http://127.0.0.1:47009/p.dtd"> %p;]>'
    yield Bad(
        "dtd-parameter.docx", lambda: with_dtd("word/document.xml", parameter), "refused", UNSAFE
    )
    yield Bad(
        "dtd-bare.docx", lambda: with_dtd("word/document.xml", b"<!DOCTYPE x>"), "refused", UNSAFE
    )
    system = b'<!DOCTYPE x SYSTEM "http://127.0.0.1:47009/x.dtd">'
    yield Bad("dtd-system.docx", lambda: with_dtd("word/document.xml", system), "refused", UNSAFE)
    yield Bad("entity-undeclared.docx", lambda: bytes_in_text(b"&nbsp;"), "refused")
    long = b'<!DOCTYPE d [<!ENTITY a "' + b"a" * 100_000 + b'">]>'
    yield Bad("dtd-quadratic.docx", lambda: with_doctype(long, b"&a;" * 10_000), "refused", UNSAFE)


def _encodings() -> Iterator[Bad]:
    include = b'<xi:include xmlns:xi="http://www.w3.org/2001/XInclude" href="file:///etc/passwd"/>'
    yield Bad("xinclude.docx", lambda: body(include), None)
    sheet = b'<?xml-stylesheet href="http://127.0.0.1:47009/x.xsl" type="text/xsl"?><w:document'
    yield Bad(
        "stylesheet.docx",
        lambda: repacked(
            {"word/document.xml": part("word/document.xml").replace(b"<w:document", sheet, 1)}
        ),
        "read",
    )
    plain = part("word/document.xml")
    for name, encoding in (("utf-16", "utf-16"), ("utf-7", "utf-7"), ("utf-32", "utf-32")):
        text = plain.decode().replace("UTF-8", name.upper()).encode(encoding)
        yield Bad(
            f"encoding-{name}.docx",
            lambda t=text: repacked({"word/document.xml": t}),
            "read" if name == "utf-16" else "refused",
        )


def _characters() -> Iterator[Bad]:
    yield Bad("bytes-not-text.docx", lambda: bytes_in_text(b"\xff\xfe\xc3"), "refused", SPOILT)
    yield Bad("control-written.docx", lambda: bytes_in_text(b"a&#x1;b"), "refused", SPOILT)
    yield Bad("control-raw.docx", lambda: bytes_in_text(b"a\x01b"), "refused", SPOILT)
    yield Bad("nul-raw.docx", lambda: bytes_in_text(b"a\0b"), "refused", SPOILT)
    yield Bad("surrogate.docx", lambda: bytes_in_text(b"a&#xD800;b"), "refused", SPOILT)
    yield Bad("noncharacter.docx", lambda: bytes_in_text("a\ufdd0\U0001fffe".encode()), "read")
    yield Bad(
        "attributes-many.docx",
        lambda: body(b"<w:p " + b" ".join(b'a%d="1"' % n for n in range(50_000)) + b"/>"),
        None,
    )
    yield Bad(
        "names-many.docx", lambda: body(b"".join(b"<w:n%d/>" % n for n in range(100_000))), None
    )
    yield Bad("text-huge.docx", lambda: said("a" * 11_000_000), "refused", LARGE)


DRAWING = (
    b'<w:p><w:r><w:pict><v:shape xmlns:v="urn:schemas-microsoft-com:vml"><v:imagedata r:id="rId99"'
    b' xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"/></v:shape>'
    b"</w:pict></w:r></w:p>"
)
CHUNK = (
    b'<w:altChunk xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
    b' r:id="rId99"/>'
)


def _outside() -> Iterator[Bad]:
    yield Bad(
        "outside-image.docx",
        lambda: related(b"image", HERE, xml=DRAWING),
        None,
        warned="outside itself",
    )
    yield Bad(
        "outside-object.docx",
        lambda: related(b"oleObject", b"file:///etc/passwd"),
        "read",
        warned="outside itself",
    )
    yield Bad(
        "outside-frame.docx",
        lambda: related(b"frame", b"//127.0.0.1/share/x"),
        "read",
        warned="outside itself",
    )
    yield Bad(
        "outside-chunk.docx",
        lambda: related(b"aFChunk", HERE, xml=CHUNK),
        None,
        warned="outside itself",
    )
    yield Bad(
        "outside-part.docx", lambda: related(b"subDocument", HERE), "read", warned="outside itself"
    )
    yield Bad("outside-link.docx", lambda: related(b"hyperlink", b"javascript:alert(1)"), "read")
    yield Bad("outside-template.docx", template, "read", warned="template outside itself")


def _inside() -> Iterator[Bad]:
    html = b"<html><body><script>alert(1)</script><p>Hidden duty.</p></body></html>"
    yield Bad(
        "inside-chunk.docx",
        lambda: related(b"aFChunk", b"chunk.html", b"", CHUNK, chunk_html=html),
        "partial",
    )
    yield Bad(
        "inside-climbs.docx",
        lambda: related(b"image", b"../../../../etc/passwd", b"", DRAWING),
        None,
    )
    yield Bad("relations-circle.docx", lambda: related(b"footnotes", b"document.xml", b""), None)


def _fields() -> Iterator[Bad]:
    for name, code in (
        ("includetext", b"INCLUDETEXT \\\\127.0.0.1\\share\\x.docx"),
        ("includepicture", b"INCLUDEPICTURE http://127.0.0.1:47009/x.png"),
        ("dde", b"DDE excel x y"), ("ddeauto", b"DDEAUTO c:\\windows\\system32\\cmd.exe x"),
        ("link", b"LINK Excel.Sheet.8 c:\\x.xls"), ("database", b"DATABASE \\d x"),
    ):  # fmt: skip
        yield Bad(f"field-{name}.docx", lambda c=code: field(c), "read", warned="not")
        yield Bad(
            f"field-{name}-complex.docx", lambda c=code: complex_field(c), "read", warned="not"
        )
    yield Bad("macro-button.docx", lambda: field(b"MACROBUTTON Run press"), "read")


def _active() -> Iterator[Bad]:
    types = part("[Content_Types].xml").replace(
        b"wordprocessingml.document.main", b"wordprocessingml.template.main"
    )
    yield Bad("a-template.dotx", lambda: repacked({"[Content_Types].xml": types}), "read")
    yield Bad(
        "macros-in.docx",
        lambda: repacked({"word/vbaProject.bin": b"\xcc" * 99}),
        "read",
        warned="macros",
    )
    control = {"word/activeX/activeX1.bin": b"\xd0\xcf\x11\xe0" * 9}
    yield Bad("active.docx", lambda: repacked(control), "read")


def _bodies() -> Iterator[Bad]:
    for times in (20, 200, 5_000):
        deepest = "refused" if times == 5_000 else None
        yield Bad(f"tables-{times}.docx", lambda n=times: tables(n), deepest)
        yield Bad(f"controls-{times}.docx", lambda n=times: controls(n), deepest)
    yield Bad(
        "begins-many.docx",
        lambda: body(b'<w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r></w:p>' * 3_000),
        None,
    )
    yield Bad(
        "ends-many.docx",
        lambda: body(b'<w:p><w:r><w:fldChar w:fldCharType="end"/></w:r></w:p>' * 3_000),
        None,
    )
    yield Bad("blanks-many.docx", lambda: body(b"<w:p/>" * 200_000), None)
    yield Bad(
        "clauses-many.docx",
        lambda: body(
            b"".join(paragraph(b"<w:t>%d. Staff must %d.</w:t>" % (n, n)) for n in range(9_000))
        ),
        "refused",
        LARGE,
    )
    span = b'<w:tcPr><w:gridSpan w:val="2000000000"/></w:tcPr>'
    span = b"<w:tbl><w:tr><w:tc>" + span + b"<w:p/></w:tc></w:tr></w:tbl>"
    yield Bad("span-huge.docx", lambda: body(span), None)
    cells = b"<w:tbl><w:tr>" + b"<w:tc><w:p/></w:tc>" * 50_000 + b"</w:tr></w:tbl>"
    yield Bad("cells-many.docx", lambda: body(cells), None)
    yield Bad(
        "vanished.docx",
        lambda: body(paragraph(b"<w:rPr><w:vanish/></w:rPr><w:t>hidden</w:t>")),
        "read",
    )
    yield Bad("combining.docx", lambda: said("e" + "\u0301" * 50_000), None)
    yield Bad("word-long.docx", lambda: said("a" * 500_000), None)
    yield Bad("digits-long.docx", lambda: said("1" * 100_000 + " days"), None)
    yield Bad("labels-long.docx", lambda: said("1." * 50_000 + " x"), None)
    yield Bad("brackets-deep.docx", lambda: said("(" * 50_000 + "a" + ")" * 50_000), None)
    yield Bad("dots-long.docx", lambda: said("Contents " + "." * 200_000 + " 7"), None)
    yield Bad("blanks-long.docx", lambda: said("Signed " + " \t" * 100_000 + " x"), None)
    yield Bad("dates-long.docx", lambda: said("1 May 2024 " * 30_000), None)


ACTS = (
    "=1+1",
    "+cmd|' /C calc'!A0",
    "-2+3",
    "@SUM(A1)",
    "\t=1",
    "|calc",
    "%0A=1",
    '=HYPERLINK("http://127.0.0.1")',
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "javascript:alert(1)",
    "]]>",
    "-->",
    "</style>",
    "{{ 7*7 }}",
    "{% for x in y %}",
    "{# gone #}",
    "${7*7}",
    "#{7*7}",
    "{{ ''.__class__.__mro__ }}",
    "%s %n %x",
    "..\\..\\evil",
    "`id`",
    "$(id)",
    "'; DROP TABLE documents; --",
    "\\x00",
    "&amp;lt;",
    "a\u202eb\u202c",
    "\u2066x\u2069",
    "\u200bzero\u200b",
    "\ufeffmark",
    "\x85line",
    "\u2028line",
)


def _texts() -> Iterator[Bad]:
    for number, text in enumerate(ACTS):
        yield Bad(f"acts-{number:02}.docx", lambda t=text: sentences_with(f"3. {t}", t), "read")


GROUPS = (
    _packages,
    _xml,
    _encodings,
    _characters,
    _outside,
    _inside,
    _fields,
    _active,
    _bodies,
    _texts,
)
DOCX = tuple(bad for group in GROUPS for bad in group())
