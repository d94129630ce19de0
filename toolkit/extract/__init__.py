"""Bytes → Extraction: what a file holds, in reading order, whatever its format."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from importlib import import_module

from toolkit.document import Extraction
from toolkit.errors import Code, InputError
from toolkit.extract.options import Options
from toolkit.extract.sniff import Kind, sniff

Extractor = Callable[[bytes, str, Options], Extraction]

__all__ = ["EXTRACTORS", "extract"]


def _lazily(module: str, function: str) -> Extractor:
    """Import a reader when it is first used: pypdfium2, lxml and markdown-it cost 40-80 ms each."""

    def read(data: bytes, name: str, options: Options) -> Extraction:
        reader: Extractor = getattr(import_module(module), function)
        return reader(data, name, options)

    return read


_read_office = _lazily("toolkit.extract.office", "read_office")

EXTRACTORS: Mapping[Kind, Extractor] = {
    "pdf": _lazily("toolkit.extract.pdf", "read_pdf"),
    "docx": _lazily("toolkit.extract.docx", "read_docx"),
    "markdown": _lazily("toolkit.extract.markdown", "read_markdown"),
    "text": _lazily("toolkit.extract.text", "read_text"),
    "doc": _read_office,
    "odt": _read_office,
    "rtf": _read_office,
    "word_xml": _read_office,
}

_SAVE_AS = "open it in the program that made it and save the policy as .docx or .pdf"
_REFUSALS: Mapping[Kind, tuple[Code, str]] = {
    "empty": (Code.DAMAGED, "the file is empty; ask for a fresh copy"),
    "encrypted_office": (
        Code.ENCRYPTED,
        "the document is locked with a password; open it in Word with the password and save a copy "
        "without one",
    ),
    "flat_word": (
        Code.LEGACY,
        "a Word document saved as one XML file; open it in Word and save it as .docx",
    ),
    "spreadsheet": (Code.WRONG_TYPE, f"a spreadsheet, not a policy; {_SAVE_AS}"),
    "presentation": (Code.WRONG_TYPE, f"a presentation, not a policy; {_SAVE_AS}"),
    "picture": (
        Code.NO_TEXT,
        "a picture, with no text in it; make a PDF of it and run OCR on that "
        "(img2pdf picture.png -o scan.pdf, then ocrmypdf scan.pdf out.pdf)",
    ),
    "web_page": (
        Code.WRONG_TYPE,
        "a web page or e-mail, whatever its name says; open it in a browser and print it to PDF",
    ),
    "archive": (Code.WRONG_TYPE, "an archive, not a document; unpack it first"),
    "unknown": (
        Code.WRONG_TYPE,
        f"not a PDF, Word or text file, whatever its name says; {_SAVE_AS}",
    ),
}


def extract(data: bytes, name: str, options: Options) -> Extraction:
    """Read a file by what it is, never by what it is called.

    Raises InputError, with a code, the file's name, the cause and the remedy.
    """
    if len(data) > options.limits.file_bytes:
        raise InputError(
            Code.TOO_LARGE,
            f"{name}: {len(data) // 1_000_000} MB, more than the "
            f"{options.limits.file_bytes // 1_000_000} MB that are read; save a smaller copy "
            "(without pictures)",
        )
    kind = sniff(data)
    if kind in _REFUSALS:
        code, cause = _REFUSALS[kind]
        raise InputError(code, f"{name}: {cause}")
    return EXTRACTORS[kind](data, name, options)
