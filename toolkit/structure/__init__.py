"""Blocks as read → the clause tree, and what is set aside beside it.

The steps, in order: units (a label apart from its text), tables, running lines, notes, contents
lists, headings, cover, signatures, depth, tree. Every character ends in exactly one clause or one
aside.
"""

from __future__ import annotations

from dataclasses import dataclass

from toolkit.document import Aside, Clause, Extraction, Table
from toolkit.structure.contents import set_contents_aside
from toolkit.structure.cover import set_cover_aside
from toolkit.structure.cover_lines import is_sentence
from toolkit.structure.depth import Settled, settle
from toolkit.structure.end_matter import raise_end_matter
from toolkit.structure.fields import Field
from toolkit.structure.headings import Look, headings_of
from toolkit.structure.letters import unlabel_letters
from toolkit.structure.lone_labels import join_lone_labels
from toolkit.structure.notes import mark_notes
from toolkit.structure.numbering_styles import take_numbering_styles_off
from toolkit.structure.records import set_record_headings_aside
from toolkit.structure.running import set_running_lines_aside
from toolkit.structure.signatures import set_signatures_aside
from toolkit.structure.tables import units_of_table
from toolkit.structure.tree import clauses_of
from toolkit.structure.units import Unit, units_of, unlabelled

__all__ = ["Field", "Structured", "structure"]


@dataclass(frozen=True, slots=True)
class Structured:
    """A document's clauses in reading order, what is set aside, and the facts stated on the way."""

    clauses: tuple[Clause, ...]
    set_aside: tuple[Aside, ...]
    fields: tuple[Field, ...] = ()


def structure(extraction: Extraction) -> Structured:
    """Build the clause tree of a document as read."""
    units, stated = _read_units(extraction)
    units = set_running_lines_aside(units)
    units = set_contents_aside(mark_notes(unlabel_letters(join_lone_labels(units))))
    units = take_numbering_styles_off(units)
    looks = headings_of(units)
    cover = set_cover_aside(units, looks, extraction.title)
    units, signed = set_signatures_aside(cover.units, looks)
    units = set_record_headings_aside(units, looks)
    clauses = _clauses(units, raise_end_matter(units, looks), cover.resets)
    asides = tuple(
        Aside(unit.fate, unit.whole, unit.page, unit.origin)
        for unit in units
        if unit.fate and unit.whole
    )
    return Structured(clauses, asides, (*stated, *cover.fields, *signed))


def _read_units(extraction: Extraction) -> tuple[list[Unit], list[Field]]:
    units: list[Unit] = []
    fields: list[Field] = []
    early = True
    for frame, block in enumerate(extraction.blocks, 1):
        if isinstance(block, Table):
            found, stated = units_of_table(block, frame, early=early)
            fields += stated
        else:
            found = list(units_of(block))
        units += found
        early = early and not any(map(_begins_policy, found))
    return [unit for unit in units if unit.whole], fields


def _begins_policy(unit: Unit) -> bool:
    """Tell prose and numbers, which no cover has."""
    marker = unit.marker
    numbered = marker is not None and marker.firm and marker.readings[0].family != "bullet"
    return unit.fate is None and (numbered or is_sentence(unit.text))


def _clauses(units: list[Unit], looks: list[Look | None], resets: set[int]) -> tuple[Clause, ...]:
    """Settle the depth of what was not set aside, and build its clauses."""
    kept = [n for n, unit in enumerate(units) if unit.fate is None]
    moved = {next((k for k, n in enumerate(kept) if n >= reset), len(kept)) for reset in resets}
    chosen, shown = [units[n] for n in kept], [looks[n] for n in kept]
    settled = settle(chosen, shown, moved)
    chosen = [_as_settled(unit, place) for unit, place in zip(chosen, settled, strict=True)]
    return clauses_of(chosen, shown, settled)


def _as_settled(unit: Unit, place: Settled) -> Unit:
    if place.reading is None and unit.typed and not place.labelled:
        return unlabelled(unit)
    return unit
