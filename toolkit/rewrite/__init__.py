"""A DOCX edited paragraph by paragraph: everything that is not touched stays as it is."""

from toolkit.rewrite.comments import add_comment
from toolkit.rewrite.manuscript import Manuscript, open_manuscript, saved
from toolkit.rewrite.paragraphs import (
    delete,
    insert_after,
    is_row,
    like,
    move_after,
    row_of,
)
from toolkit.rewrite.texts import append_text, highlight, replace_text, shown_text

__all__ = [
    "Manuscript",
    "add_comment",
    "append_text",
    "delete",
    "highlight",
    "insert_after",
    "is_row",
    "like",
    "move_after",
    "open_manuscript",
    "replace_text",
    "row_of",
    "saved",
    "shown_text",
]
