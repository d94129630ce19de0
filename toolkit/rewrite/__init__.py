"""A DOCX edited paragraph by paragraph: everything that is not touched stays as it is."""

from toolkit.rewrite.comments import add_comment
from toolkit.rewrite.lines import split_at_lines
from toolkit.rewrite.manuscript import (
    Element,
    Manuscript,
    numbered_paragraphs,
    open_manuscript,
    saved,
)
from toolkit.rewrite.margins import running_paragraphs, unbind
from toolkit.rewrite.numbers import begin_list, number_of, put_in_list, type_label, unnumber
from toolkit.rewrite.paragraphs import (
    cell_texts,
    cells_of,
    delete,
    first_paragraph,
    insert_after,
    insert_before,
    is_row,
    leave_end,
    like,
    move_after,
    row_of,
    same_place,
    set_cell,
    table_of,
    tables,
)
from toolkit.rewrite.rebuilt import rebuild
from toolkit.rewrite.texts import (
    append_text,
    highlight,
    replace_start,
    replace_text,
    set_text,
    shown_text,
)

__all__ = [
    "Element",
    "Manuscript",
    "add_comment",
    "append_text",
    "begin_list",
    "cell_texts",
    "cells_of",
    "delete",
    "first_paragraph",
    "highlight",
    "insert_after",
    "insert_before",
    "is_row",
    "leave_end",
    "like",
    "move_after",
    "number_of",
    "numbered_paragraphs",
    "open_manuscript",
    "put_in_list",
    "rebuild",
    "replace_start",
    "replace_text",
    "row_of",
    "running_paragraphs",
    "same_place",
    "saved",
    "set_cell",
    "set_text",
    "shown_text",
    "split_at_lines",
    "table_of",
    "tables",
    "type_label",
    "unbind",
    "unnumber",
]
