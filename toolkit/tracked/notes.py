"""Footnotes and endnotes: those that both sides have are compared, the old side's own copied."""

from __future__ import annotations

from copy import deepcopy
from dataclasses import dataclass, field

from lxml import etree

from toolkit.extract.docx.xml import W, integer
from toolkit.tracked.package import Parts, related_part, tree, widen
from toolkit.tracked.pen import Pen
from toolkit.tracked.resources import carry, empty_part
from toolkit.tracked.tidy import tidy, without_annotations

KINDS = ("footnotes", "endnotes")


@dataclass
class Notes:
    """The notes of both documents by kind, and the copies made of old ones."""

    old: dict[str, etree._Element] = field(default_factory=dict)
    new: dict[str, etree._Element] = field(default_factory=dict)
    copies: dict[tuple[str, str], str] = field(default_factory=dict)


def open_notes(before: Parts, after: Parts) -> Notes:
    """Return both documents' notes, tidied, the old ones' references good in the new package."""
    notes = Notes()
    for kind in KINDS:
        source, target = related_part(before, kind), related_part(after, kind)
        if source is not None:
            notes.old[kind] = without_annotations(tidy(tree(before, source)))
        if target is not None:
            notes.new[kind] = tidy(tree(after, target))
        if source is not None and _numbered(notes.old[kind], kind):
            _carry(before, after, notes, kind, source, target)
    return notes


def _carry(
    before: Parts, after: Parts, notes: Notes, kind: str, source: str, target: str | None
) -> None:
    fresh = target is None
    target = target or empty_part(after, kind)
    notes.new[kind] = widen(after, target, notes.old[kind])
    if fresh:  # its separators come along
        notes.new[kind].extend(
            deepcopy(n) for n in notes.old[kind] if n.get(f"{W}type", "normal") != "normal"
        )
    carry(before, after, notes.old[kind], source, target)


def _numbered(root: etree._Element, kind: str) -> bool:
    return any(n.get(f"{W}type", "normal") == "normal" for n in root.iter(_tag(kind)))


def _tag(kind: str) -> str:
    return f"{W}{kind.removesuffix('s')}"


def find_note(root: etree._Element | None, kind: str, ident: str) -> etree._Element | None:
    """Return the note of that id, None where there is none."""
    found = root.iterchildren(_tag(kind)) if root is not None else ()
    return next((note for note in found if note.get(f"{W}id") == ident), None)


def copy_note(notes: Notes, kind: str, ident: str) -> str:
    """Copy an old note into the new document, once; return its id there."""
    note = find_note(notes.old.get(kind), kind, ident)
    root = notes.new.get(kind)
    if note is None or root is None:
        return ident
    if (kind, ident) not in notes.copies:
        copy = deepcopy(note)
        taken = [integer(n.get(f"{W}id")) for n in root.iterchildren(_tag(kind))]
        notes.copies[kind, ident] = str(1 + max(taken, default=0))
        copy.set(f"{W}id", notes.copies[kind, ident])
        root.append(copy)
    return notes.copies[kind, ident]


def compare_notes(notes: Notes, pen: Pen) -> None:
    """Compare the notes whose reference both sides have."""
    for (kind, old), new in list(pen.kept_notes.items()):
        was = find_note(notes.old.get(kind), kind, old)
        now = find_note(notes.new.get(kind), kind, new)
        if was is not None and now is not None:
            pen.inner(was, now)
