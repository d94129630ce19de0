"""The door to PDFium: open a document within its bounds, and hand out its pages."""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from functools import cache
from typing import Any

from ...errors import Code, InputError
from ..options import Options

Handle = Any  # a ctypes pointer; pypdfium2 is not typed

ERR_PASSWORD = 4  # FPDF_ERR_PASSWORD
ERR_SECURITY = 5  # FPDF_ERR_SECURITY: a handler that PDFium does not know
LARGEST_SIDE = 14_400  # points; the format's own limit, ISO 32000-1 annex C
MAX_OBJECTS = 60_000  # on one page; one that a browser draws glyph by glyph has 5,000
MAX_SIGNS = 200_000  # on one page; the densest real one has some 20,000
NO_TITLES = ("", "anonymous", "untitled", "untitled document", "document", "document1")
XFA_FULL = 2  # FORMTYPE_XFA_FULL: the pages are drawn by a program inside the file


@contextmanager
def opened(data: bytes, name: str, options: Options) -> Iterator[Handle]:
    """Open a PDF for as long as the block lasts; InputError ENCRYPTED, DAMAGED or TOO_LARGE."""
    from pypdfium2 import PdfDocument, PdfiumError

    try:
        document = PdfDocument(data, password=options.password)
    except PdfiumError as problem:
        # PDFium keeps its last error, which may be that of a file read before this one.
        code = problem.err_code if b"Encrypt" in data else None
        raise _refusal(code, name, options) from None
    try:
        _check_size(document, name, options)
        _prepare_forms(document)
        yield document
    finally:
        document.close()


def _refusal(code: int | None, name: str, options: Options) -> InputError:
    if code == ERR_SECURITY:
        return InputError(
            Code.ENCRYPTED,
            f"{name}: encrypted in a way that cannot be opened here; "
            "open it where it was made and save it without protection",
        )
    if code == ERR_PASSWORD and options.password:
        return InputError(
            Code.ENCRYPTED,
            f"{name}: the password does not open it; check the password and give it again "
            "with --password",
        )
    if code == ERR_PASSWORD:
        return InputError(
            Code.ENCRYPTED,
            f"{name}: locked with a password; give it with --password, "
            "or save a copy without a password",
        )
    return InputError(
        Code.DAMAGED,
        f"{name}: damaged, no page can be read; open it in a PDF viewer and print it to a new "
        "PDF, or ask the school for the file again",
    )


def _prepare_forms(document: Handle) -> None:
    """Let PDFium read form fields; nothing in them is run."""
    from pypdfium2 import PdfiumError

    if document.get_formtype():
        with suppress(PdfiumError):
            document.init_forms()


def _check_size(document: Handle, name: str, options: Options) -> None:
    pages, limit = len(document), options.limits.pages
    if pages > limit:
        raise InputError(
            Code.TOO_LARGE,
            f"{name}: {pages:,} pages, more than the {limit:,} that are read; "
            "split it and give the part that holds the policy",
        )


@contextmanager
def loaded_page(document: Handle, index: int, name: str) -> Iterator[tuple[Handle, Handle] | None]:
    """Load page `index` (from 0) and its text; None where the page is damaged.

    InputError TOO_LARGE for a page of too many pieces, before their text is laid out in memory.
    """
    from pypdfium2 import raw

    page = raw.FPDF_LoadPage(document.raw, index)
    if page and raw.FPDFPage_CountObjects(page) > MAX_OBJECTS:
        raw.FPDF_ClosePage(page)
        raise InputError(
            Code.TOO_LARGE,
            f"{name}: page {index + 1} is drawn in more than {MAX_OBJECTS:,} pieces; "
            "print it to a new PDF and give that",
        )
    text = raw.FPDFText_LoadPage(page) if page else None
    try:
        if text and raw.FPDFText_CountChars(text) > MAX_SIGNS:
            raise InputError(
                Code.TOO_LARGE,
                f"{name}: page {index + 1} holds more than {MAX_SIGNS:,} letters; "
                "print it to a new PDF and give that",
            )
        yield (page, text) if text else None
    finally:
        if text:
            raw.FPDFText_ClosePage(text)
        if page:
            raw.FPDF_ClosePage(page)


def title_of(document: Handle) -> str | None:
    """Give the file's own title property."""
    title = str(document.get_metadata_value("Title")).replace("\0", "").strip()
    return None if title.strip("()").lower() in NO_TITLES else title


def is_tagged(document: Handle) -> bool:
    """Tell whether the file says that it is tagged."""
    from pypdfium2 import raw

    return bool(raw.FPDFCatalog_IsTagged(document.raw))


def form_of(document: Handle) -> Handle | None:
    """Give PDFium's view of a document's form, where it has one."""
    return document.formenv.raw if document.formenv else None


def is_dynamic_form(document: Handle) -> bool:
    """Tell whether the pages are only a notice that a program (XFA) would replace."""
    from pypdfium2 import raw

    return bool(raw.FPDF_GetFormType(document.raw) == XFA_FULL)


# An address as a function takes it that is called quickly: a pointer would be unpacked each time.
address = ctypes.c_void_p.from_param


@cache
def quick(name: str, answer: Handle = None) -> Handle:
    """Give a PDFium function that takes its arguments as they are: twice as fast a call.

    Handles as PDFium gave them, buffers by reference, whole numbers as C's `int`. `answer` is the
    type of its answer where that is not the function's own. Only for what is answered at once:
    Python's lock is kept meanwhile.
    """
    from pypdfium2 import raw

    function = getattr(raw, name)
    address = ctypes.cast(function, ctypes.c_void_p).value or 0
    return ctypes.PYFUNCTYPE(answer or function.restype)(address)
