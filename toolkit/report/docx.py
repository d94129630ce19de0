"""A comparison as a Word document: the school's own, the model's wording as tracked changes."""

from __future__ import annotations

from toolkit.comparison.result import Comparison

NOON = "T12:00:00Z"  # tracked changes bear a time; a report knows its day alone


def render(comparison: Comparison, *, today: str | None = None, original: bytes = b"") -> bytes:
    """Return the adopted DOCX with the model's wording proposed and each reason as a comment.

    `original` is the adopted file as it was read; without it, and for any other format, the
    document is rebuilt from its clauses.
    """
    from toolkit.refreshing.proposal import propose  # Word's rooms, which no other report needs

    return propose(comparison, original, f"{today or '1980-01-01'}{NOON}")
