"""The places that a model marks for local text, put on its clauses."""

from __future__ import annotations

from dataclasses import replace

from toolkit.document import Document
from toolkit.language.gaps import places_of


def mark_places(document: Document) -> Document:
    """Give every clause the places that its text shows; those it has already are kept."""
    clauses = (replace(clause, places=places_of(clause)) for clause in document.clauses)
    return replace(document, clauses=tuple(clauses))
