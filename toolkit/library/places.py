"""The places that a model marks for local text, put on its clauses."""

from __future__ import annotations

from dataclasses import replace

from toolkit.document import Clause, Document, Place
from toolkit.language.gaps import find_places


def mark_places(document: Document) -> Document:
    """Give every clause the places that its text shows; those it has already are kept."""
    return replace(document, clauses=tuple(_marked(clause) for clause in document.clauses))


def _marked(clause: Clause) -> Clause:
    known = clause.places
    found = (place for place in find_places(clause.text) if not _overlaps(place, known))
    places = tuple(sorted((*known, *found), key=lambda place: place.start))
    return clause if places == known else replace(clause, places=places)


def _overlaps(place: Place, known: tuple[Place, ...]) -> bool:
    return any(place.start < other.end and other.start < place.end for other in known)
