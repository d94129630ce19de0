"""Draft → PDF: laid out by Typst, or printed by LibreOffice from the Word document."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from toolkit.drafting.draft import Draft
from toolkit.drafting.sheet import sheet
from toolkit.errors import OutputError
from toolkit.extract.office import convert, find_office
from toolkit.typeset import is_installed, typeset

# Tagged, with headings as bookmarks, so that a screen reader can find its way.
PDF = (
    'pdf:writer_pdf_Export:{"UseTaggedPDF":{"type":"boolean","value":"true"},'
    '"ExportBookmarks":{"type":"boolean","value":"true"},'
    '"InitialView":{"type":"long","value":"1"}}'
)
IN_WORD = "draft a .docx and save it as PDF in Word"


def write_pdf(drafted: Draft, docx: Callable[[], bytes], own_style: bool, today: date) -> bytes:
    """Write the draft as PDF/UA by Typst; in the school's own Word style, through LibreOffice.

    `docx` makes the Word document where that is needed: for a style of the school's own, which
    only a Word document has, and where Typst is absent. Raises OutputError where neither can.
    """
    if is_installed() and not own_style:
        return typeset(sheet(drafted, today))
    name = drafted.values["policy.title"]
    program = find_office()
    if program is None:
        raise OutputError(_without_office(name, own_style))
    pdf = convert(docx(), ".docx", PDF, name, program)
    if not pdf.startswith(b"%PDF-"):
        raise OutputError(f"{name}: LibreOffice made no PDF; {IN_WORD}")
    return pdf


def _without_office(name: str, own_style: bool) -> str:
    if own_style:
        return (
            f"{name}: a PDF in your own Word template needs LibreOffice, which is not installed; "
            f"{IN_WORD}, or install LibreOffice"
        )
    return (
        f"{name}: a PDF needs the library typst or LibreOffice, and neither is installed; "
        f"pip install 'policy-toolkit[pdf]', or {IN_WORD}"
    )
