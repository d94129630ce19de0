"""Old and new text → edits at word level."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True, slots=True)
class Edit:
    """A run of words that is in both texts, only in the old, or only in the new."""

    op: Literal["equal", "delete", "insert"]
    text: str
