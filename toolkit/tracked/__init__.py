"""Two DOCX files → one with tracked changes, exact: rejecting gives the old, accepting the new."""

from __future__ import annotations

from dataclasses import dataclass
from typing import get_args

from lxml import etree

from toolkit.errors import Code, InputError
from toolkit.extract.docx.xml import R, W, integer
from toolkit.extract.options import Limits
from toolkit.tracked.bookmarks import own_bookmarks
from toolkit.tracked.elements import body_of
from toolkit.tracked.exact import Snapshot, settled_snapshot, snapshot
from toolkit.tracked.margins import Running, compare_margins, open_margins
from toolkit.tracked.notes import Notes, compare_notes, copy_note, open_notes
from toolkit.tracked.package import Parts, drop_unused, open_parts, save, tree, widen
from toolkit.tracked.pen import Grain, Pen
from toolkit.tracked.resources import carry
from toolkit.tracked.section import number_sections, track_section, unnumber_sections
from toolkit.tracked.story import compare_story
from toolkit.tracked.tidy import tidy, without_annotations

_GRAINS: tuple[Grain, ...] = get_args(Grain)


@dataclass
class _Pair:
    """Both documents, made comparable: the old one's references hold in the new one's package."""

    before: Parts
    after: Parts
    old: etree._Element
    new: etree._Element
    notes: Notes
    running: Running
    gained: set[str]


def redline(
    old: bytes,
    new: bytes,
    *,
    author: str,
    date: str,
    names: tuple[str, str] = ("old document", "new document"),
    limits: Limits = Limits(),  # noqa: B008 - frozen
) -> bytes:
    """Return the new DOCX with its changes from the old one tracked.

    `date` is an ISO date and time (`2026-11-20T09:00:00Z`). Changes that were already tracked in
    either file count as accepted. What cannot be marked word by word exactly is marked by whole
    paragraphs, then by whole blocks, then as a whole. Raises InputError where a file cannot be
    read, and where even that would not settle exactly to both.
    """
    for grain in _GRAINS:
        pair = _open(open_parts(old, names[0], limits), open_parts(new, names[1], limits))
        _refuse_chunks(pair, names)
        wanted = _snapshots(pair)
        _mark(pair, Pen(author, date, _free_id(pair), grain))
        if _settled(pair) == wanted:
            return _written(pair)
    raise InputError(
        Code.INTERNAL,
        f"{names[0]} and {names[1]}: the changes between them could not be tracked exactly, so "
        "nothing was written; save both from Word again and try once more",
    )


def _open(before: Parts, after: Parts) -> _Pair:
    one = tidy(tree(before, before.main))
    other = tidy(widen(after, after.main, one))
    without_annotations(one, set(own_bookmarks(one, other)))
    _end_in_sections(one, other)
    for root in (one, other):
        number_sections(root)
    running = open_margins(before, after, one, other)
    gained = carry(before, after, one, before.main, after.main)
    return _Pair(before, after, one, other, open_notes(before, after), running, gained)


def _refuse_chunks(pair: _Pair, names: tuple[str, str]) -> None:
    """Raise InputError where one side alone has text imported as a whole: no mark can hold it."""
    chunks = [[e.get(f"{R}id") for e in root.iter(f"{W}altChunk")] for root in (pair.old, pair.new)]
    if chunks[0] == chunks[1]:
        return
    raise InputError(
        Code.WRONG_TYPE,
        f"{names[0] if len(chunks[0]) > len(chunks[1]) else names[1]}: holds a document imported "
        "as a whole, in which changes cannot be tracked; open it in Word and save it, which makes "
        "it ordinary text, then try again",
    )


def _mark(pair: _Pair, pen: Pen) -> None:
    pen.note = lambda kind, ident: copy_note(pair.notes, kind, ident)
    pen.inner = lambda was, now: compare_story(was, now, pen)
    old, new = body_of(pair.old), body_of(pair.new)
    compare_story(old, new, pen)
    was, now = old.find(f"{W}sectPr"), new.find(f"{W}sectPr")
    if was is not None and now is not None:
        pen.kept_sections.append((was, now, now))
    compare_notes(pair.notes, pen)
    compare_margins(pair.running, pen)
    for was, _, written in pen.kept_sections:
        track_section(was, written, pen)


def _end_in_sections(*roots: etree._Element) -> None:
    """Where one body alone says how its last section is set up, have the other say nothing of it.

    An empty set-up means what none does, but a change can be tracked in it.
    """
    without = [body for body in map(body_of, roots) if body.find(f"{W}sectPr") is None]
    if len(without) < len(roots):
        for body in without:
            etree.SubElement(body, f"{W}sectPr")


def _free_id(pair: _Pair) -> int:
    roots = [pair.old, pair.new, *pair.notes.new.values()]
    return max((integer(e.get(f"{W}id")) for root in roots for e in root.iter()), default=0) + 1


def _snapshots(pair: _Pair) -> tuple[Snapshot, Snapshot]:
    return (
        snapshot(pair.old, pair.notes.old, pair.before, pair.running.old_parts),
        snapshot(pair.new, pair.notes.new, pair.after, pair.running.new_parts),
    )


def _settled(pair: _Pair) -> tuple[Snapshot, Snapshot]:
    return (
        settled_snapshot(pair.new, pair.notes.new, pair.after, "old"),
        settled_snapshot(pair.new, pair.notes.new, pair.after, "new"),
    )


def _written(pair: _Pair) -> bytes:
    unnumber_sections(pair.new)
    drop_unused(pair.after, pair.after.main, pair.gained)
    return save(pair.after)
