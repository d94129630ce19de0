"""A line's printed label."""

from __future__ import annotations

from ...numbering import split_label


def label_of(text: str) -> tuple[str, str]:
    """Split a line into its label, "" for none, and the rest.

    >>> label_of("(iv) That they do not")
    ('(iv)', 'That they do not')
    >>> label_of("Governors look at this")
    ('', 'Governors look at this')
    """
    label, rest = split_label(text)
    return (label, rest) if label else ("", text)


def is_label(text: str) -> bool:
    """Tell a text that is a label and no more."""
    return len(text) < 30 and label_of(text)[1] == ""
