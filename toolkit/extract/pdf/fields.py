"""What was filled in: the values of form fields, and text typed onto a page, put back as text."""

from __future__ import annotations

import ctypes
from collections.abc import Iterator, Sequence

from .engine import Handle
from .fragments import Fragment
from .frame import Frame
from .looks import Look
from .words import cleaned

FREE_TEXT, WIDGET = 3, 20  # FPDF_ANNOT_*
CHECKBOX, RADIO, CHOICE, LIST, TEXT = 2, 3, 4, 5, 6  # FPDF_FORMFIELD_*
MAX_ANNOTATIONS = 2_000  # on one page
LONGEST = 20_000  # UTF-16 units of one value
SIZE = 10.0  # points, where no text stands beside a field
LEADING = 1.2  # in sizes, between the lines of one value


def with_values(
    fragments: list[Fragment], page: Handle, form: Handle, frame: Frame
) -> list[Fragment]:
    """Add the values of a page's fields where they are shown."""
    from pypdfium2 import raw

    count = min(raw.FPDFPage_GetAnnotCount(page), MAX_ANNOTATIONS)
    added: list[Fragment] = []
    for index in range(count):
        annotation = raw.FPDFPage_GetAnnot(page, index)
        if annotation:
            added += _pieces(raw, annotation, form, frame, fragments)
            raw.FPDFPage_CloseAnnot(annotation)
    return fragments + added


def _pieces(
    raw: Handle, annotation: Handle, form: Handle, frame: Frame, fragments: Sequence[Fragment]
) -> Iterator[Fragment]:
    value = _value(raw, annotation, form)
    if not value:
        return
    box = raw.FS_RECTF()
    raw.FPDFAnnot_GetRect(annotation, box)
    x0, top = frame.seen(min(box.left, box.right), max(box.top, box.bottom))
    x1, bottom = frame.seen(max(box.left, box.right), min(box.top, box.bottom))
    lines = [text for line in value.splitlines() if (text := cleaned(line))]
    y, size = _baseline(fragments, min(top, bottom), max(top, bottom), len(lines))
    for number, text in enumerate(lines):
        width = min(max(x1 - x0, 1.0), 0.5 * size * len(text))
        at = y + number * LEADING * size
        yield Fragment(text, min(x0, x1), min(x0, x1) + width, at, min(x0, x1), Look(size))


def _baseline(
    fragments: Sequence[Fragment], top: float, bottom: float, lines: int
) -> tuple[float, float]:
    """Give the baseline and size of the text that stands beside a field, else its own."""
    beside = [each for each in fragments if not each.turn and top < each.y < bottom + 2]
    if beside:
        return beside[0].y, beside[0].look.size
    size = min(SIZE, max(bottom - top, 1.0) / max(lines, 1))
    return (top + size if lines > 1 else (top + bottom) / 2 + size / 3), size


def _value(raw: Handle, annotation: Handle, form: Handle) -> str:
    kind = raw.FPDFAnnot_GetSubtype(annotation)
    if kind == FREE_TEXT:
        return _string(raw.FPDFAnnot_GetStringValue, annotation, b"Contents")
    if kind != WIDGET or not form:
        return ""
    field = raw.FPDFAnnot_GetFormFieldType(form, annotation)
    if field in (TEXT, CHOICE, LIST):
        return _string(raw.FPDFAnnot_GetFormFieldValue, form, annotation)
    if field in (CHECKBOX, RADIO):
        shown = _string(raw.FPDFAnnot_GetStringValue, annotation, b"AS")
        return "☐" if shown in ("", "Off") else "☑"
    return ""


def _string(ask: Handle, owner: Handle, what: Handle) -> str:
    buffer = (ctypes.c_ushort * LONGEST)()
    length = ask(owner, what, buffer, ctypes.sizeof(buffer))
    if not 2 < length <= ctypes.sizeof(buffer):
        return ""
    return bytes(buffer)[: length - 2].decode("utf-16-le", "replace")
