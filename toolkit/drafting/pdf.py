"""Draft → PDF, through LibreOffice from the same DOCX."""

from __future__ import annotations

from toolkit.errors import OutputError
from toolkit.extract.office import convert, find_office

# Tagged, with headings as bookmarks, so that a screen reader can find its way.
PDF = (
    'pdf:writer_pdf_Export:{"UseTaggedPDF":{"type":"boolean","value":"true"},'
    '"ExportBookmarks":{"type":"boolean","value":"true"},'
    '"InitialView":{"type":"long","value":"1"}}'
)


def write_pdf(docx: bytes, name: str) -> bytes:
    """Print a DOCX to PDF. Raises OutputError where LibreOffice is absent or writes nothing."""
    program = find_office()
    if program is None:
        raise OutputError(
            f"{name}: LibreOffice, which makes the PDF, is not installed; "
            "draft a .docx and save it as PDF in Word, or install LibreOffice"
        )
    pdf = convert(docx, ".docx", PDF, name, program)
    if not pdf.startswith(b"%PDF-"):
        raise OutputError(
            f"{name}: LibreOffice made no PDF; draft a .docx and save it as PDF in Word"
        )
    return pdf
