"""Which of last year's paragraphs a new clause is to look like."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from toolkit.document import Clause
from toolkit.merge import Kept
from toolkit.numbering import read_label
from toolkit.rewrite import Element, first_paragraph, is_row, shown_text

# What a likeness in each respect is worth. A heading must look like a heading; then the label
# counts, for it brings its indent and its list along.
HEADING, LABEL, KIND, LEVEL, PARENT = 32, 12, 8, 6, 3


def sample_for(
    kept: Kept,
    at: int,
    all_kept: Sequence[Kept],
    own: Mapping[str, Element],
    inline: frozenset[str],
    *,
    rows: bool,
) -> tuple[Element, str]:
    """Choose the clause of last year's that is most like a new one, the nearest of equals.

    Returns its paragraph, or its row where `rows` are wanted, and the label typed in it.
    """
    best: tuple[float, Element, str] | None = None
    for place, other in enumerate(all_kept):
        clause = other.local
        if clause is None or clause.id in inline or clause.id not in own:
            continue
        if is_row(own[clause.id]) == rows:
            far = abs(place - at) / (2 * len(all_kept))
            score = _likeness(kept.clause, other.clause) - far
            if best is None or score > best[0]:
                best = score, own[clause.id], _typed(own[clause.id], clause, other.clause)
    if best is None:  # Nothing of last year's stands: any paragraph of its own will do.
        element = next(first_paragraph(each) for each in own.values())
        return element, ""
    return best[1], best[2]


def _typed(element: Element, *clauses: Clause) -> str:
    """Return the label that is typed at a paragraph's start, last year's or this year's by now."""
    shown = shown_text(element).lstrip() if not is_row(element) else ""
    labels = (clause.label or "" for clause in clauses)
    return next((label for label in labels if label and shown.startswith(label)), "")


def _likeness(one: Clause, other: Clause) -> int:
    score = KIND * (one.kind == other.kind) + LEVEL * (one.level == other.level)
    score += HEADING * ((one.kind == "heading") == (other.kind == "heading"))
    score += LABEL * (_look(one.label) == _look(other.label))
    return score + PARENT * (one.parent == other.parent)


def _look(label: str | None) -> str:
    """Tell labels of one look: "4.2" and "3.1", "(i)" and "(iv)", bullets, none."""
    if not label:
        return ""
    found = read_label(label)
    if found is None or found.readings[0].family in ("bullet", "note"):
        return "bullet"
    return re.sub(r"[A-Za-z]+", "a", re.sub(r"\d+", "1", label))


def labelled(element: Element, old: str, text: str, new: str) -> str:
    """Write a typed label before a text, parted as the sample's; nothing where Word numbers it."""
    shown = shown_text(element).lstrip() if not is_row(element) else ""
    if not old or not new or not shown.startswith(old):
        return text
    gap = re.match(r"\s*", shown[len(old) :])
    return f"{new}{(gap[0] if gap else '') or ' '}{text}"
