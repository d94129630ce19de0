"""What a whole document amounts to, so that a redline can be checked before it is written."""

from __future__ import annotations

from copy import deepcopy
from dataclasses import dataclass

from lxml import etree

from toolkit.extract.docx.xml import W
from toolkit.tracked.atoms import canonical
from toolkit.tracked.elements import NOTES, body_of
from toolkit.tracked.margins import parts_in_force
from toolkit.tracked.notes import find_note
from toolkit.tracked.package import Parts, fresh_tree, tree
from toolkit.tracked.revisions import Side, settle
from toolkit.tracked.section import Margins, sections, set_up
from toolkit.tracked.tidy import tidy, without_annotations
from toolkit.tracked.views import View, settled_view, view


@dataclass(frozen=True, slots=True)
class Snapshot:
    """The blocks, the notes in the order in which the text refers to them, and each section."""

    body: View
    notes: list[View]
    sections: list[bytes]
    margins: list[dict[tuple[str, str], list[str]]]


def snapshot(
    root: etree._Element, notes: dict[str, etree._Element], package: Parts, margins: list[Margins]
) -> Snapshot:
    """Return what a tidied document amounts to."""
    found = [_note(notes, element) for element in root.iter(*NOTES)]
    return Snapshot(
        view(body_of(root)),
        [[] if note is None else view(note) for note in found],
        [canonical(set_up(section)) for section in sections(root)],
        [_said(package, where, None) for where in margins],
    )


def settled_snapshot(
    root: etree._Element, notes: dict[str, etree._Element], package: Parts, side: Side
) -> Snapshot:
    """Return what a redline amounts to with every change rejected ("old") or accepted ("new")."""
    settled = settle(deepcopy(root), side)
    found = [_note(notes, element) for element in settled.iter(*NOTES)]
    return Snapshot(
        view(body_of(settled)),
        [[] if note is None else settled_view(note, side) for note in found],
        [canonical(set_up(section)) for section in sections(settled)],
        [_said(package, where, side) for where in parts_in_force(package, settled)],
    )


def _note(notes: dict[str, etree._Element], reference: etree._Element) -> etree._Element | None:
    kind = NOTES[str(reference.tag)]
    return find_note(notes.get(kind), kind, reference.get(f"{W}id", ""))


def _said(package: Parts, margins: Margins, side: Side | None) -> dict[tuple[str, str], list[str]]:
    """Return the text of each margin by paragraph; an empty one is none."""
    found = {where: _paragraphs(package, part, side) for where, part in margins.items()}
    return {where: said for where, said in found.items() if any(said)}


def _paragraphs(package: Parts, part: str, side: Side | None) -> list[str]:
    if side is None:
        root = without_annotations(tidy(fresh_tree(package, part)))
    else:
        root = settle(deepcopy(tree(package, part)), side)
    return ["".join(text.text or "" for text in p.iter(f"{W}t")) for p in root.iter(f"{W}p")]
