"""A draft in the format that its file's name asks for."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date

from toolkit.drafting.draft import Draft
from toolkit.errors import UsageError

# The user's own template: its name and its bytes; None for the house style.
Template = tuple[str, bytes] | None
Writer = Callable[[Draft, Template, date], bytes]


def write_draft(drafted: Draft, suffix: str, template: Template, today: date) -> bytes:
    """Write the draft as ".docx", ".pdf", ".md" or ".html".

    Raises UsageError for another suffix, and for a template with a format that takes none.
    """
    writer = WRITERS.get(suffix.lower())
    if writer is None:
        raise UsageError(
            f"{suffix or 'no ending'}: give a file name ending in {', '.join(WRITERS)}"
        )
    if template and suffix.lower() not in LAID_OUT:
        raise UsageError(
            f"{template[0]}: only .docx and .pdf are laid out by a template; leave it out"
        )
    return writer(drafted, template, today)


# Imported when used: python-docx and docxtpl take 150 ms.
def _docx(drafted: Draft, template: Template, today: date) -> bytes:
    from toolkit.drafting.word import write_docx

    return write_docx(drafted, template, today)


def _pdf(drafted: Draft, template: Template, today: date) -> bytes:
    from toolkit.drafting.pdf import write_pdf
    from toolkit.drafting.word import has_own_style

    own = template is not None or has_own_style()
    return write_pdf(drafted, lambda: _docx(drafted, template, today), own, today)


def _markdown(drafted: Draft, _template: Template, _today: date) -> bytes:
    from toolkit.drafting.markdown import write_markdown

    return write_markdown(drafted)


def _html(drafted: Draft, _template: Template, _today: date) -> bytes:
    from toolkit.drafting.web import write_html

    return write_html(drafted)


LAID_OUT = frozenset({".docx", ".pdf"})
WRITERS: Mapping[str, Writer] = {".docx": _docx, ".pdf": _pdf, ".md": _markdown, ".html": _html}
