"""Compare, audit and draft school policies against a county's model policies.

>>> from toolkit import compare
>>> compare("social-networking@2018-01", "samples/adopted/oakfield-social-networking.docx")
... # doctest: +SKIP
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from toolkit.api import audit, compare, draft, read, redline, refresh
    from toolkit.errors import ToolkitError

__version__ = "0.1.0"
__all__ = ["ToolkitError", "audit", "compare", "draft", "read", "redline", "refresh"]


def __getattr__(name: str) -> Any:
    """Import what is asked for only then: `--help` answers before any reader is loaded."""
    if name == "ToolkitError":
        from toolkit.errors import ToolkitError

        return ToolkitError
    if name in __all__:
        from toolkit import api

        return getattr(api, name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
