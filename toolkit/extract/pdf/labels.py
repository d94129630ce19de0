"""A line's printed label, asked for cheaply: most lines cannot begin with one."""

from __future__ import annotations

import re

from ...numbering import split_label

_MAYBE_LABEL = re.compile(
    r"[^\w\s'\"‘“] | \d | \w{1,5} [.):\s] | (?i: section | part | chapter | appendix | annex"
    r" | article | schedule )",
    re.VERBOSE,
)


def label_of(text: str) -> tuple[str, str]:
    """Split a line into its label, "" for none, and the rest.

    >>> label_of("(iv) That they do not")
    ('(iv)', 'That they do not')
    >>> label_of("Governors look at this")
    ('', 'Governors look at this')
    """
    return split_label(text) if _MAYBE_LABEL.match(text) else ("", text)


def is_label(text: str) -> bool:
    """Tell a text that is a label and no more."""
    return len(text) < 30 and label_of(text)[1] == ""
