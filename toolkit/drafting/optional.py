"""Optional clauses that a school leaves out, each with all that stands below it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from toolkit.drafting.parts import Part, whereabouts
from toolkit.errors import UsageError
from toolkit.extract.clean import BULLET

NUMBERED = re.compile(r"\d+(\.\d+)*\.?")
SHORTEST_OPENING = 8  # letters of a clause without a number, enough to tell it by
SHOWN = 40


def leave_out(
    parts: Sequence[Part], wanted: Sequence[str]
) -> tuple[tuple[Part, ...], tuple[str, ...]]:
    """Give the parts without the optional clauses that are wanted out, and the names of these.

    A clause is named by its number ("5.4", "9 (v)") or, where it has none, by its first words.
    Raises UsageError for a clause that is not there or not optional, naming those that are.
    """
    places = whereabouts(parts)
    out: set[int] = set()
    names = []
    for name in wanted:
        start = _find(name, parts, places)
        out.update(range(start, _end(parts, start)))
        names.append(_name(parts[start], places[start]))
    return tuple(part for place, part in enumerate(parts) if place not in out), tuple(names)


def _find(name: str, parts: Sequence[Part], places: Sequence[str]) -> int:
    optional = [place for place, part in enumerate(parts) if part.permission == "optional"]
    labelled = [place for place in optional if parts[place].label]
    found = [p for p in labelled if _bare(places[p]) == _bare(name)]
    found = found or [p for p in labelled if _bare(parts[p].label) == _bare(name)]
    found = found or [p for p in optional if _opens(parts[p].text, name)]
    if len(found) == 1:
        return found[0]
    listed = "; ".join(_listed(parts[p], places[p]) for p in found or optional)
    if found:
        raise UsageError(f"--without {name}: more than one clause is meant: {listed}")
    only = f"the model leaves only these open: {listed}" if optional else "the model has none"
    raise UsageError(f"--without {name}: is no optional clause; {only}")


def _name(part: Part, place: str) -> str:
    return place if part.label else f"{place}, “{_opening(part)}”"


def _listed(part: Part, place: str) -> str:
    return f"{place} (“{_opening(part)}”)"


def _opening(part: Part) -> str:
    return part.text if len(part.text) <= SHOWN else f"{part.text[:SHOWN].rstrip()}…"


def _bare(name: str) -> str:
    return re.sub(r"\s+", "", name).rstrip(".").casefold()


def _opens(text: str, name: str) -> bool:
    said = " ".join(name.split()).casefold()
    return len(said) >= SHORTEST_OPENING and text.casefold().startswith(said)


def _end(parts: Sequence[Part], start: int) -> int:
    end = start + 1
    while end < len(parts) and _is_below(parts[start], parts[end]):
        end += 1
    return end


def _is_below(clause: Part, part: Part) -> bool:
    """Tell whether a part that follows a clause belongs to it: its section, its list, its table."""
    if clause.kind == "heading":
        return part.kind != "heading" or part.level > clause.level
    if part.kind == "heading":
        return False
    if NUMBERED.fullmatch(part.label) and not part.quoted:
        return part.label.startswith(f"{clause.label.rstrip('.')}.")
    if not clause.text.endswith(":"):
        return False
    if part.kind == "table" or part.quoted:
        return True
    if part.kind != "item":
        return False
    return bool(NUMBERED.fullmatch(clause.label)) or part.label == BULLET != clause.label
