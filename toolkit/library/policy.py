"""One edition of a model policy, as a value."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from toolkit.document import Document

Adoption = Literal["verbatim", "marked-places", "adapt"]


@dataclass(frozen=True, slots=True)
class ModelPolicy:
    """One edition of a model policy.

    `id` and `edition` are None for a model given as a file of its own. `text` is the Markdown
    below the front matter, with its marked places, for drafting; empty for a PDF or DOCX.
    """

    document: Document
    title: str
    id: str | None = None
    edition: str | None = None
    authority: str | None = None
    supersedes: str | None = None
    adoption: Adoption = "adapt"
    statutory: bool = False
    review_cycle: str | None = None
    source: str | None = None
    text: str = ""

    @property
    def name(self) -> str:
        """The id with its edition (`social-networking@2024-06`), or the file's name."""
        return f"{self.id}@{self.edition}" if self.id else self.document.source
