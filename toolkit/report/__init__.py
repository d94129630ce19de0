"""A comparison, a document or an audit, written for people and for programs."""

from __future__ import annotations

from collections.abc import Callable

from toolkit.batch.records import Audit
from toolkit.document import Document
from toolkit.report import csv, docx, html, json, markdown, overview, pdf, text, xlsx

Written = str | bytes

# Name of a format → function (comparison, *, today=None). A new format is a new line here.
WRITERS: dict[str, Callable[..., Written]] = {
    "html": html.render,
    "json": json.render,
    "markdown": markdown.render,
    "text": text.render,
    "xlsx": xlsx.render,
    "pdf": pdf.render,
    "csv": csv.render,
    "docx": docx.render,
}

# Name of a format → function (document), for `extract`.
DOCUMENT_WRITERS: dict[str, Callable[..., Written]] = {
    "json": json.render_document,
    "markdown": markdown.render_document,
    "text": text.render_document,
}

# Name of a file in the output folder → function (audit).
AUDIT_WRITERS: dict[str, Callable[[Audit], Written]] = {
    "index.html": overview.render,
    "audit.xlsx": overview.workbook,
    "audit.csv": overview.table,
    "audit.json": json.render_audit,
}

__all__ = ["AUDIT_WRITERS", "DOCUMENT_WRITERS", "WRITERS", "Audit", "Document", "Written"]
