"""Old and foreign formats: through LibreOffice, confined and bounded, or with a remedy."""

from __future__ import annotations

import http.server
import io
import os
import stat
import subprocess
import threading
import zipfile
from pathlib import Path

import pytest

from tests.docx_parts import abstract, docx, level, num, p
from toolkit.document import Block
from toolkit.errors import Code, InputError
from toolkit.extract import extract, office
from toolkit.extract.options import Options

RTF = b"{\\rtf1\\ansi{\\b 1. PURPOSE}\\par Staff must tell the headteacher.\\par}"
BODY = p("PURPOSE", num=(1, 0)) + p("Staff must tell.", num=(1, 1))
NUMBERING = abstract(1, level(0, "%1."), level(1, "%1.%2")) + num(1, 1)


def script(folder: Path, text: str) -> str:
    """Write a program that stands in for LibreOffice."""
    path = folder / "soffice"
    path.write_text(f"#!/bin/sh\n{text}\n", encoding="utf-8")
    path.chmod(path.stat().st_mode | stat.S_IXUSR)
    return str(path)


def printed(data: bytes, name: str) -> list[tuple[str | None, str]]:
    blocks = extract(data, name, Options()).blocks
    return [(b.label, b.text) for b in blocks if isinstance(b, Block)]


def test_without_libreoffice_the_remedy_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(office, "find_office", lambda: None)
    with pytest.raises(InputError, match=r"save it as \.docx") as caught:
        extract(RTF, "old.rtf", Options())
    assert caught.value.code == Code.LEGACY


@pytest.mark.skipif(os.name == "nt", reason="stands a shell script in for LibreOffice")
def test_a_program_that_writes_nothing_is_judged_by_that(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(office, "find_office", lambda: script(tmp_path, "exit 0"))
    with pytest.raises(InputError) as caught:
        extract(RTF, "old.rtf", Options())
    assert caught.value.code == Code.LEGACY


@pytest.mark.skipif(os.name == "nt", reason="stands a shell script in for LibreOffice")
def test_a_program_that_hangs_is_ended_with_all_it_started(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    left = tmp_path / "left"
    program = script(tmp_path, f"(sleep 2; echo x > '{left}') & sleep 60")
    monkeypatch.setattr(office, "find_office", lambda: program)
    monkeypatch.setattr(office, "SECONDS", 0.5)
    with pytest.raises(InputError) as caught:
        extract(RTF, "old.rtf", Options())
    assert caught.value.code == Code.TIMEOUT
    threading.Event().wait(2.5)
    assert not left.exists()


def test_locked_documents_are_encrypted() -> None:
    fib = bytearray(32)
    fib[:2], fib[11] = b"\xec\xa5", 0x01
    header = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504)
    doc = header + bytes(fib) + "WordDocument".encode("utf-16-le")
    mimetype = "application/vnd.oasis.opendocument.text"
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("mimetype", mimetype)
        archive.writestr("META-INF/manifest.xml", "<manifest:encryption-data/>")
    for data in (doc, buffer.getvalue()):
        with pytest.raises(InputError, match="password") as caught:
            extract(data, "policy.doc", Options())
        assert caught.value.code == Code.ENCRYPTED


@pytest.mark.libreoffice
def test_rich_text_is_read_through_libreoffice(soffice: str) -> None:
    found = extract(RTF, "policy.pdf", Options())
    assert [b.text for b in found.blocks if isinstance(b, Block)] == [
        "1. PURPOSE",
        "Staff must tell the headteacher.",
    ]
    assert any("LibreOffice" in warning for warning in found.warnings)


@pytest.mark.libreoffice
@pytest.mark.parametrize("kind", ["doc", "odt"])
def test_numbers_survive_old_formats(soffice: str, tmp_path: Path, kind: str) -> None:
    (tmp_path / "policy.docx").write_bytes(docx(BODY, numbering=NUMBERING))
    command = [soffice, f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}", "--headless"]
    command += ["--convert-to", kind, "--outdir", str(tmp_path), str(tmp_path / "policy.docx")]
    subprocess.run(command, check=True, capture_output=True)
    assert printed((tmp_path / f"policy.{kind}").read_bytes(), "policy") == [
        ("1.", "PURPOSE"),
        ("1.1", "Staff must tell."),
    ]


@pytest.mark.libreoffice
def test_nothing_is_fetched(soffice: str) -> None:
    asked: list[str] = []

    class Handler(http.server.BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            asked.append(self.path)
            self.send_error(404)

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002
            pass

    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    try:
        address = f"http://127.0.0.1:{server.server_port}/pixel.png"
        picture = f'{{\\field{{\\*\\fldinst INCLUDEPICTURE "{address}" \\\\d}}{{\\fldrslt x}}}}'
        extract(RTF.replace(b"\\par}", picture.encode() + b"\\par}"), "policy.rtf", Options())
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
    assert asked == []
