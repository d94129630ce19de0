"""Edits as plain text, for where nothing can be struck out or underlined."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from toolkit.textdiff import Edit

# Marks that stand for <del> and <ins> where there is no layout.
MARKS = {"delete": "[-{}-]", "insert": "{{+{}+}}", "equal": "{}"}


def marked(edits: Iterable[Edit]) -> str:
    """Write edits as `[-removed-]` and `{+put in+}`, blanks outside the marks."""
    return "".join(_mark(edit) for edit in edits)


def _mark(edit: Edit) -> str:
    bare = edit.text.strip()
    if edit.op == "equal" or not bare:
        return edit.text
    before, _, after = edit.text.partition(bare)
    return before + MARKS[edit.op].format(bare) + after
