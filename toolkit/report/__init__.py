"""A comparison, a document or an audit, written for people and for programs."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from importlib import import_module
from typing import Any, BinaryIO

from toolkit.batch.records import Audit

Written = str | bytes


def _write(place: str, *args: object, **layout: object) -> Any:
    module, _, function = place.partition(":")
    return getattr(import_module(f"{__name__}.{module}"), function)(*args, **layout)


def _by(place: str) -> Callable[..., Any]:
    """Name a writer, loaded when it is first asked for: each needs libraries of its own."""
    return partial(_write, place)


# Name of a format → function (comparison, *, today=None). A new format is a new line here.
WRITERS: dict[str, Callable[..., Written]] = {
    "html": _by("html:render"),
    "json": _by("json:render"),
    "jsonl": _by("jsonl:render"),
    "markdown": _by("markdown:render"),
    "text": _by("text:render"),
    "xlsx": _by("sheets:workbook"),
    "pdf": _by("pdf:render"),
    "csv": _by("sheets:table"),
    "docx": _by("docx:render"),
}

# Name of a format → function (document), for `extract`.
DOCUMENT_WRITERS: dict[str, Callable[..., Written]] = {
    "json": _by("json:render_document"),
    "markdown": _by("markdown:render_document"),
    "text": _by("text:render_document"),
}

# Name of a file in the output folder → function (audit, stream): these are long.
AUDIT_WRITERS: dict[str, Callable[[Audit, BinaryIO], object]] = {
    "index.html": _by("overview:write"),
    "audit.xlsx": _by("overview:workbook"),
    "audit.csv": _by("overview:table"),
    "audit.json": _by("audit_json:write"),
    "audit.jsonl": _by("audit_json:write_lines"),
}

__all__ = ["AUDIT_WRITERS", "DOCUMENT_WRITERS", "WRITERS", "Written"]
