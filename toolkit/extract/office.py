"""Old and foreign word-processor files → Extraction, through LibreOffice where there is one."""

from __future__ import annotations

import contextlib
import os
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

from toolkit.document import Extraction
from toolkit.errors import Code, InputError
from toolkit.extract.docx import read_docx
from toolkit.extract.docx.archive import has_part, open_archive, read_part
from toolkit.extract.options import Options
from toolkit.extract.sniff import sniff

SECONDS = 45  # a first start with a fresh profile takes 4-8 s; the whole file has 60 s
_PROGRAMS = ("soffice", "libreoffice")
_MACOS = "/Applications/LibreOffice.app/Contents/MacOS/soffice"
_WINDOWS = r"C:\Program Files\LibreOffice\program\soffice.exe"
# The suffix and LibreOffice's own reader for each kind: what was sniffed is what is read, so that
# nothing else (a web page named .doc) is ever guessed and fetched for.
_READERS = {
    "doc": (".doc", "MS Word 97"),
    "odt": (".odt", "writer8"),
    "rtf": (".rtf", "Rich Text Format"),
    "word_xml": (".xml", "MS Word 2003 XML"),
}
_WHAT = {
    "doc": "a Word 97-2003 document",
    "odt": "an OpenDocument text",
    "rtf": "a Rich Text document",
    "word_xml": "a Word XML document",
}
_FIB, _FIB_MAGIC = 512, b"\xec\xa5"
_DEAD_PROXY = "http://127.0.0.1:9"  # the discard port: a fetch fails at once

# Macros off, active content off, links to outside content blocked, updates off. The names are
# those of LibreOffice's own registry (officecfg, org.openoffice.Office.Common and .Writer).
_SETTINGS = (
    ("Office.Common/Security/Scripting", "MacroSecurityLevel", "3"),
    ("Office.Common/Security/Scripting", "DisableMacrosExecution", "true"),
    ("Office.Common/Security/Scripting", "DisableActiveContent", "true"),
    ("Office.Common/Security/Scripting", "BlockUntrustedRefererLinks", "true"),
    ("Office.Common/Load", "UpdateDocMode", "0"),
    ("Office.Writer/Content/Update", "Link", "0"),
    ("Inet/Settings", "ooInetProxyType", "2"),
    ("Inet/Settings", "ooInetHTTPProxyName", "127.0.0.1"),
    ("Inet/Settings", "ooInetHTTPProxyPort", "9"),
    ("Inet/Settings", "ooInetHTTPSProxyName", "127.0.0.1"),
    ("Inet/Settings", "ooInetHTTPSProxyPort", "9"),
)


def read_office(data: bytes, name: str, options: Options) -> Extraction:
    """Convert to DOCX with LibreOffice and read that.

    Raises InputError: LEGACY where LibreOffice is absent or writes nothing, TIMEOUT where it does
    not come to an end.
    """
    kind = sniff(data)
    if _is_locked(data, kind, name, options):
        raise InputError(
            Code.ENCRYPTED,
            f"{name}: the document is locked with a password; open it with the password and save "
            "a copy without one, as .docx",
        )
    program = find_office()
    if program is None:
        raise _legacy(name, kind, "LibreOffice is not installed to read it")
    suffix, reader = _READERS[kind]
    docx = convert(data, suffix, "docx:MS Word 2007 XML", name, program, reader)
    if sniff(docx) != "docx":
        raise _legacy(name, kind, "LibreOffice could not read it")
    extraction = read_docx(docx, name, options)
    warning = f"the file is {_WHAT[kind]}; it was read through LibreOffice"
    return replace(extraction, warnings=(*extraction.warnings, warning))


def _is_locked(data: bytes, kind: str, name: str, options: Options) -> bool:
    """Tell a locked file before LibreOffice asks for its password.

    Word 97: fEncrypted in the FibBase, in the first sector ([MS-DOC] 2.5.2). OpenDocument: the
    manifest tells how each part is encrypted.
    """
    if kind == "doc":
        start = data[_FIB : _FIB + 12]
        return start[:2] == _FIB_MAGIC and bool(start[11:] and start[11] & 0x01)
    if kind == "odt":
        archive = open_archive(data, name, options.limits)
        manifest = "META-INF/manifest.xml"
        return has_part(archive, manifest) and b"encryption-data" in read_part(archive, manifest)
    return False


def find_office() -> str | None:
    """Return LibreOffice's program; None where it is not installed."""
    known = [found for name in _PROGRAMS if (found := shutil.which(name))]
    known += [path for path in (_MACOS, _WINDOWS) if Path(path).is_file()]
    return known[0] if known else None


def convert(
    data: bytes, suffix: str, to: str, name: str, program: str, reader: str | None = None
) -> bytes:
    """Return the file that LibreOffice makes of `data`, judged by what it wrote: b"" for nothing.

    `suffix` is that of the file given (".docx"), `to` the format wanted, with its filter
    ("pdf:writer_pdf_Export"), `reader` the filter to read with, else LibreOffice's own choice.
    Raises InputError TIMEOUT where it does not come to an end.
    """
    with tempfile.TemporaryDirectory(prefix="policy-toolkit-") as temporary:
        folder = Path(temporary)
        source = folder / f"policy{suffix}"
        source.write_bytes(data)
        profile, output = folder / "profile", folder / "out"
        _write_profile(profile)
        command = [
            *_bounded(),
            *_confined(),
            program,
            f"-env:UserInstallation={profile.as_uri()}",
            *("--headless", "--norestore", "--nolockcheck", "--nodefault", "--nologo"),
            *([f"--infilter={reader}"] if reader else []),
            *("--convert-to", to, "--outdir", str(output), str(source)),
        ]
        _run(command, name, folder)
        written = output / f"policy.{to.partition(':')[0]}"
        return written.read_bytes() if written.is_file() else b""


def _run(command: list[str], name: str, folder: Path) -> None:
    """Run a program; when its time is up, end it and all that it started."""
    process = subprocess.Popen(
        command,
        cwd=folder,
        env=_environment(folder),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    try:
        process.wait(SECONDS)
    except subprocess.TimeoutExpired as error:
        raise InputError(
            Code.TIMEOUT,
            f"{name}: LibreOffice did not finish reading it in {SECONDS} s; open it in Word and "
            "save it as .docx",
        ) from error
    finally:
        _end(process)


def _end(process: subprocess.Popen[bytes]) -> None:
    """End the process group: soffice is a shell script that leaves soffice.bin behind."""
    if hasattr(os, "killpg"):
        with contextlib.suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
    else:
        process.kill()
    process.wait()


def _bounded() -> list[str]:
    """Return the command that ends LibreOffice even where whoever started it was ended first."""
    timeout = shutil.which("timeout") if sys.platform == "linux" else None
    return [timeout, "--signal=KILL", str(SECONDS + 5)] if timeout else []


def _confined() -> list[str]:
    """Return the command that takes the network away and ends with whoever started it.

    Linux only, and only where the system lets a user do so; the dead proxies remain elsewhere.
    """
    unshare = shutil.which("unshare") if sys.platform == "linux" else None
    if unshare is None:
        return []
    prefix = [
        unshare,
        "--user",
        "--map-root-user",
        "--net",
        "--pid",
        "--fork",
        "--kill-child",
        "--",
    ]
    try:
        subprocess.run([*prefix, "true"], capture_output=True, timeout=10, check=True)
    except (OSError, subprocess.SubprocessError):
        return []
    return prefix


def _environment(folder: Path) -> Mapping[str, str]:
    """Return an environment with the user's home and proxies out of reach."""
    proxies = dict.fromkeys(("http_proxy", "https_proxy", "ftp_proxy", "all_proxy"), _DEAD_PROXY)
    kept = {key: value for key, value in os.environ.items() if key.lower() not in proxies}
    return {**kept, **proxies, "HOME": str(folder), "SAL_USE_VCLPLUGIN": "svp"}


def _write_profile(profile: Path) -> None:
    items = "".join(
        f'<item oor:path="/org.openoffice.{path}"><prop oor:name="{key}" oor:op="fuse">'
        f"<value>{value}</value></prop></item>"
        for path, key, value in _SETTINGS
    )
    user = profile / "user"
    user.mkdir(parents=True)
    (user / "registrymodifications.xcu").write_text(
        '<?xml version="1.0" encoding="UTF-8"?><oor:items '
        f'xmlns:oor="http://openoffice.org/2001/registry">{items}</oor:items>',
        encoding="utf-8",
    )


def _legacy(name: str, kind: str, cause: str) -> InputError:
    return InputError(
        Code.LEGACY,
        f"{name}: {_WHAT[kind]}, and {cause}; open it in Word and save it as .docx",
    )
