"""Files of every other kind that strangers send, named as policies are."""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Iterator

from tests.faults.hostile import SENTENCES, Bad, good_docx, good_pdf, ole
from tests.faults.hostile_docx import package
from toolkit.errors import Code

WRONG, SPOILT = Code.WRONG_TYPE, Code.DAMAGED
POLICY = "\n\n".join(SENTENCES)
TYPES = b'<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>'


def text(name: str, said: str | bytes, status: str | None = None, code: Code | None = None) -> Bad:
    data = said.encode() if isinstance(said, str) else said
    return Bad(name, lambda: data, status, code)  # type: ignore[arg-type]


def yaml_bomb() -> str:
    lines = ["a0: &a0 [ha, ha, ha, ha, ha, ha, ha, ha, ha]"]
    lines += [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]" for n in range(1, 12)]
    return "---\n" + "\n".join(lines) + f"\ntitle: *a11\n---\n\n{POLICY}\n"


def sheet(main: str) -> bytes:
    return package(("[Content_Types].xml", TYPES), (main, b"<x/>"), ("a/b.xml", b"<x/>"))


def odt(content: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as made:
        made.writestr("mimetype", "application/vnd.oasis.opendocument.text")
        made.writestr("content.xml", content)
    return out.getvalue()


def _empty() -> Iterator[Bad]:
    for ending in ("pdf", "docx", "md", "txt", "doc", "rtf", "odt", ""):
        yield text(f"nothing.{ending}", b"", "refused", SPOILT)
    yield text("blank.txt", " \n\t\n" * 999, "refused", SPOILT)
    yield text("nul.pdf", bytes(9_999), "refused", SPOILT)
    yield text("one-byte.docx", b"P", None)


def _disguised() -> Iterator[Bad]:
    page = (
        "<!DOCTYPE html><html><body><p>Sign in</p><img src=http://127.0.0.1:47009/x></body></html>"
    )
    for ending in ("pdf", "docx", "doc", "txt", "md"):
        yield text(f"web.{ending}", page, "refused", WRONG)
    yield text("web-commented.pdf", f"<!-- %-- a -->\n{page}", "refused", WRONG)
    yield text("web-marked.doc", b"\xef\xbb\xbf" + page.encode(), "refused", WRONG)
    yield text(
        "mail.doc", "MIME-Version: 1.0\nContent-Type: multipart/related\n\n--x\n", "refused", WRONG
    )
    yield text("picture.pdf", b"\x89PNG\r\n\x1a\n" + bytes(999), "refused", Code.NO_TEXT)
    yield text("photograph.docx", b"\xff\xd8\xff\xe0" + bytes(999), "refused", Code.NO_TEXT)
    yield text("program.docx", b"MZ" + bytes(range(256)) * 9, "refused", WRONG)
    yield text("machine.pdf", b"\x7fELF" + bytes(range(256)) * 9, "refused", WRONG)
    yield text("archive.pdf", b"7z\xbc\xaf\x27\x1c" + bytes(99), "refused", WRONG)
    yield text("packed.docx", b"\x1f\x8b\x08" + bytes(99), "refused", WRONG)
    yield text("postscript.pdf", b"%!PS-Adobe-3.0\n(x) show\n", None)
    yield text("xml.docx", b"<?xml version='1.0'?><x/>", "refused", WRONG)
    yield text(
        "flat.docx",
        b"<?xml version='1.0'?><pkg:package xmlns:pkg='http://schemas.microsoft.com/office/2006/xmlPackage'/>",
        "refused",
        Code.LEGACY,
    )
    yield Bad("a-pdf.txt", good_pdf, "read")
    yield Bad("a-word-file.rtf", good_docx, "read")
    yield Bad("a-word-file", good_docx, "read")
    yield Bad("a-sheet.docx", lambda: sheet("xl/workbook.xml"), "refused", WRONG)
    yield Bad("a-show.docx", lambda: sheet("ppt/presentation.xml"), "refused", WRONG)
    yield Bad(
        "a-book.docx",
        lambda: package(("mimetype", b"application/epub+zip"), ("a", b"")),
        "refused",
        WRONG,
    )
    yield Bad("old-sheet.doc", lambda: ole("Workbook"), "refused", WRONG)
    yield Bad("old-show.doc", lambda: ole("PowerPoint Document"), "refused", WRONG)
    yield Bad(
        "old-locked.docx", lambda: ole("EncryptedPackage"), "refused", Code.ENCRYPTED, "password"
    )
    yield Bad("old-mail.doc", lambda: ole("__properties_version1.0"), "refused", WRONG)
    yield Bad("pdf-in-zip.pdf", lambda: package(("a.pdf", good_pdf())), "refused", WRONG)


def _texts() -> Iterator[Bad]:
    yield text("yaml-bomb.md", yaml_bomb())
    yield text(
        "yaml-object.md", f"---\ntitle: !!python/object/apply:os.system ['id']\n---\n\n{POLICY}"
    )
    yield text("yaml-broken.md", f"---\ntitle: [a\n---\n\n{POLICY}")
    yield text("yaml-deep.md", "---\ntitle: " + "[" * 9_000 + "\n---\n\n" + POLICY)
    yield text("yaml-endless.md", "---\n" + POLICY)
    yield text("quotes-deep.md", "# A\n\n" + ">" * 20_000 + " " + POLICY)
    yield text("lists-deep.md", "# A\n\n" + "".join("  " * n + "- a\n" for n in range(600)))
    yield text("stars.md", "# A\n\n" + "*a **a " * 20_000)
    yield text("links.md", "# A\n\n" + "[" * 4_000 + "a" + "](b)" * 4_000)
    yield text("ticks.md", "# A\n\n" + "".join("`" * n + "a" for n in range(600)))
    yield text(
        "table-wide.md",
        "# A\n\n" + "|a" * 5_000 + "|\n" + "|-" * 5_000 + "|\n" + "|b" * 5_000 + "|\n",
    )
    yield text("references.md", "# A\n\n" + "".join(f"[a{n}]: /b\n" for n in range(9_000)) + POLICY)
    yield text("html-inside.md", f"# A\n\n<script>alert(1)</script>\n\n{POLICY}")
    yield text("tags.md", f"# {{{{ 7*7 }}}}\n\n{{% for x in y %}}\n\n{POLICY}")
    yield text("tag-endless.md", "# A\n\n" + "{{ " * 9_000 + POLICY)
    yield text("too-long.txt", POLICY + "\n\nStaff must not. " * 200_000, "refused", Code.TOO_LARGE)
    yield text("line-long.txt", "Staff must not. " * 60_000)
    yield text("lines-many.txt", "a\n\n" * 60_000)
    yield text("nul-inside.txt", POLICY.replace("Purpose", "Pur\0pose"), "refused", WRONG)
    yield text("old-letters.txt", POLICY.replace("staff", "sta\xff").encode("cp1252"), "read")
    yield text("two-bytes.txt", POLICY.encode("utf-16"), "read")
    yield text("broken-letters.txt", b"\xef\xbb\xbf" + POLICY.encode() + b"\xff\xfe\xc3\x28")
    yield text("turned.txt", POLICY + "\n\n3. may\u202enot\u202c leave", "read")
    yield text("data.txt", json.dumps({"policy": POLICY}))


def _offices() -> Iterator[Bad]:
    yield text("deep.rtf", b"{\\rtf1 " + b"{" * 100_000 + b"a" + b"}" * 100_000 + b"}")
    yield text("cut.rtf", b"{\\rtf1 Staff must")
    yield text("object.rtf", b"{\\rtf1 {\\object\\objautlink{\\*\\objdata 0105}} Staff must.}")
    yield text(
        "fetching.rtf",
        b'{\\rtf1 {\\field{\\*\\fldinst INCLUDEPICTURE "http://127.0.0.1:47009/x"}'
        b"{\\fldrslt a}} Staff must.}",
    )
    yield Bad("noise.doc", lambda: ole("WordDocument"), None)
    yield Bad(
        "dtd.odt",
        lambda: odt(b'<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]><x>&a;</x>'),
        None,
    )
    yield Bad("noise.odt", lambda: odt(b"\xff" * 999), None)


OTHERS = tuple(bad for group in (_empty, _disguised, _texts) for bad in group())
OFFICES = tuple(_offices())
