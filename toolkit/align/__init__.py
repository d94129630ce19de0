"""Which clauses of the model stand where in the adopted policy."""

from __future__ import annotations

from toolkit.align.assignment import assign
from toolkit.align.beside import join_beside
from toolkit.align.filling import fill, pair_sections, refill
from toolkit.align.joining import join
from toolkit.align.match import Match, Shape
from toolkit.align.order import matches_of
from toolkit.align.replaced import pair_replaced
from toolkit.align.rewording import pair_rewordings
from toolkit.align.sections import join_headings
from toolkit.align.similarity import compare_all
from toolkit.document import Document

__all__ = ["Match", "Shape", "align"]


def align(model: Document, adopted: Document) -> tuple[Match, ...]:
    """Match every clause of both documents, each in exactly one match.

    Matches are in model order; an addition follows the clause that it follows in the adopted
    policy. One optimal assignment without regard to order comes first, then what is left between
    anchors is filled in order, then pieces join the clause they were split from or merged into and
    what that set free is filled in, then a long clause finds its rewording wherever it stands and
    a clause that was replaced what replaced it under the same name, last what is left joins the
    partner of its neighbour where that has room for it, and headings follow their sections, two
    of them to one where the sections were put together.
    """
    table = compare_all(model, adopted)
    pairs = fill(table, assign(table))
    links = refill(table, join(table, pairs))
    links = pair_replaced(table, pair_rewordings(table, links))
    links = pair_sections(table, join_beside(table, links))
    return matches_of(table, join_headings(table, links))
