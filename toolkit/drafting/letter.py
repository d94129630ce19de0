"""A letter by its template: a Word file, or text in Markdown."""

from __future__ import annotations

import io
from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from docxtpl import DocxTemplate

from toolkit.drafting.markdown import escape
from toolkit.drafting.sandbox import environment, uses
from toolkit.drafting.template import open_template
from toolkit.drafting.word import LONGEST_PROPERTY, saved
from toolkit.errors import Code, InputError, ToolkitError, UsageError

Values = Mapping[str, Any]


def as_word(values: Values, name: str, data: bytes, title: str, today: date) -> bytes:
    """Fill a Word template. Raises InputError for one that is damaged, unsafe or misspelt."""
    open_template(data, name)
    try:
        template = DocxTemplate(io.BytesIO(data))
        template.render(dict(values), environment(autoescape=True), autoescape=True)
    except ToolkitError:
        raise
    except Exception as error:  # docxtpl rewrites the XML as text and fails in any way it may
        raise _spoilt(name, error) from error
    core = template.docx.core_properties
    core.title, core.language, core.revision = title[:LONGEST_PROPERTY], "en-GB", 1
    core.created = core.modified = datetime(today.year, today.month, today.day)
    return saved(template.docx)


def as_markdown(values: Values, name: str, data: bytes) -> bytes:
    """Fill a template in Markdown; what comes from strangers is escaped."""
    env = environment(autoescape=False, finalize=_plain)
    try:
        source = data.decode("utf-8-sig")
        uses(source, env)
        return env.from_string(source).render(dict(values)).encode("utf-8", "replace")
    except UsageError as error:
        raise UsageError(f"{name}: {error}") from error
    except Exception as error:
        raise _spoilt(name, error) from error


def _plain(value: Any) -> Any:
    return escape(value) if isinstance(value, str) else value


def _spoilt(name: str, error: Exception) -> InputError:
    reason = str(error).split("\n")[0][:120]
    return InputError(
        Code.DAMAGED, f"{name}: cannot be filled in ({reason}); check the tags near that"
    )
