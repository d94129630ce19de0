"""Labels that only one side's text was read to have, which are no difference of the text."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from toolkit.align import Match
from toolkit.document import Clause

OPENING = 3  # Words behind a label by which its piece is known.


def joined(clauses: Sequence[Clause]) -> str:
    """Write the clauses of one side as one text."""
    return " ".join(clause.text for clause in clauses)


def with_labels_alike(match: Match) -> Match:
    """Take off a text the label that it opens with where only the other side's was read as one.

    A piece of several has its label put before it instead, where the other side's text has it.
    """
    if len(match.model) != 1 or len(match.adopted) != 1:
        old, new = joined(match.model), joined(match.adopted)
        return replace(
            match,
            model=tuple(_as_labelled_in(new, clause) for clause in match.model),
            adopted=tuple(_as_labelled_in(old, clause) for clause in match.adopted),
        )
    model, adopted = match.model[0], match.adopted[0]
    if _opens_with(adopted, model.label):
        return replace(match, adopted=(_without_label(adopted, model.label or ""),))
    if _opens_with(model, adopted.label):
        return replace(match, model=(_without_label(model, adopted.label or ""),))
    return match


def _as_labelled_in(whole: str, piece: Clause) -> Clause:
    """Put its label before a piece that the other side's text has behind it: "Rule 2. Be kind"."""
    said = (piece.label or "").strip()
    opening = " ".join(piece.text.split()[:OPENING])
    if not any(map(str.isalnum, said)) or f"{said} {opening}" not in whole:
        return piece
    size = len(said) + 1
    places = (replace(p, start=p.start + size, end=p.end + size) for p in piece.places)
    return replace(piece, text=f"{said} {piece.text}", places=tuple(places))


def _opens_with(clause: Clause, label: str | None) -> bool:
    said = (label or "").strip()
    told = len(said) > 1 or not said.isalnum()
    found = re.match(rf"{re.escape(said)}[.):]*\s", clause.text) if said and told else None
    return found is not None


def _without_label(clause: Clause, label: str) -> Clause:
    found = re.match(rf"{re.escape(label.strip())}[.):]*\s", clause.text)
    size = found.end() if found else 0
    places = (
        replace(place, start=place.start - size, end=place.end - size) for place in clause.places
    )
    return replace(clause, text=clause.text[size:], places=tuple(places))
