"""Sheet → PDF that is tagged and bookmarked: the one door to Typst."""

from toolkit.typeset.press import is_installed, typeset
from toolkit.typeset.sheet import (
    Block,
    Facts,
    Heading,
    Item,
    Items,
    Look,
    Paragraph,
    Run,
    Runs,
    Sheet,
    Signing,
    Table,
)

__all__ = [
    "Block",
    "Facts",
    "Heading",
    "Item",
    "Items",
    "Look",
    "Paragraph",
    "Run",
    "Runs",
    "Sheet",
    "Signing",
    "Table",
    "is_installed",
    "typeset",
]
