"""The one door to Jinja2: templates in, one self-contained page out."""

from __future__ import annotations

import base64
import hashlib
import re
from functools import cache
from typing import Any, BinaryIO

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup, escape

from toolkit.report import words
from toolkit.report.inert import inert

PIECES = 500  # of a page that are written at once


def render(template: str, **values: Any) -> str:
    """Fill a template of `templates/`; a name that it does not know is an error."""
    return environment().get_template(template).render(**values)


def write(template: str, out: BinaryIO, **values: Any) -> None:
    """Fill a template, long as it may become, into a stream."""
    stream = environment().get_template(template).stream(**values)
    stream.enable_buffering(PIECES)
    stream.dump(out, encoding="utf-8")


@cache
def environment() -> Environment:
    """Return the environment of every page: escaping on, nothing undefined, nothing fetched."""
    env = Environment(
        loader=PackageLoader("toolkit.report", "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        finalize=_finalize,
    )
    env.globals |= {"asset": _asset, "digest_of": _digest_of, "words": words}
    env.filters |= {"date": words.date}
    return env


def _finalize(value: Any) -> Any:
    """Make every plain text harmless as it enters the page; markup was made from such text."""
    if value is None:
        raise ValueError("a template prints a value that is missing")
    return value if isinstance(value, Markup) or not isinstance(value, str) else inert(value)


def text(value: str) -> Markup:
    """Escape a stranger's text for a page."""
    return escape(inert(value))


@cache
def _asset(name: str) -> Markup:
    """Return a style sheet or script to stand inside the page, without its indentation."""
    loader = environment().loader
    assert loader is not None
    source, _, _ = loader.get_source(environment(), name)
    return Markup(re.sub(r"\n\s*", "\n", source))


@cache
def _digest_of(name: str) -> str:
    """Return the hash by which the page's security policy allows its own style or script."""
    digest = hashlib.sha256(_asset(name).encode("utf-8")).digest()
    return f"sha256-{base64.b64encode(digest).decode('ascii')}"
