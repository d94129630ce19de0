"""Two DOCX files → one with tracked changes, exact: rejecting gives the old, accepting the new."""

from __future__ import annotations

from copy import deepcopy
from itertools import zip_longest

from lxml import etree

from toolkit.errors import Code, InputError
from toolkit.extract.docx.xml import R, W
from toolkit.extract.options import Limits
from toolkit.tracked.atoms import canonical
from toolkit.tracked.blocks import compare_story
from toolkit.tracked.package import Parts, open_parts, related_part, save, targets, tree
from toolkit.tracked.paragraph import Pen
from toolkit.tracked.resources import carry, copy_note
from toolkit.tracked.tidy import tidy, without_annotations
from toolkit.tracked.views import settled_view, view

_NOTES = ("footnotes", "endnotes")


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
    either file count as accepted. Raises InputError where a file cannot be read, and where the
    result would not settle exactly to both.
    """
    before, after = open_parts(old, names[0], limits), open_parts(new, names[1], limits)
    one, other = tidy(tree(before, before.main)), tidy(tree(after, after.main))
    without_annotations(one)
    carry(before, after, one, before.main, after.main)
    pen = Pen(author, date, _free_id(other))
    pen.note = lambda kind, ident: copy_note(before, after, kind, ident)
    pen.inner = lambda was, now: compare_story(was, now, pen)
    plain = _bodies(deepcopy(one), deepcopy(other))
    _compare_notes(before, after, one, other, pen)
    _compare_margins(before, after, one, other, pen)
    body, fresh = _bodies(one, other)
    compare_story(body, fresh, pen)
    _compare_section(body, fresh, pen)
    _check(fresh, plain, names)
    return save(after)


def _bodies(one: etree._Element, other: etree._Element) -> tuple[etree._Element, etree._Element]:
    return _body(one), _body(other)


def _body(root: etree._Element) -> etree._Element:
    body = root.find(f"{W}body")
    return body if body is not None else etree.SubElement(root, f"{W}body")


def _free_id(root: etree._Element) -> int:
    numbers = [int(v) for e in root.iter() if (v := e.get(f"{W}id", "")).isdigit()]
    return max(numbers, default=0) + 1


def _check(
    marked: etree._Element, plain: tuple[etree._Element, etree._Element], names: tuple[str, str]
) -> None:
    old, new = plain
    if settled_view(marked, "old") == view(old) and settled_view(marked, "new") == view(new):
        return
    raise InputError(
        Code.INTERNAL,
        f"{names[0]} and {names[1]}: the changes between them could not be tracked exactly, so "
        "nothing was written; save both from Word again and try once more",
    )


def _compare_notes(
    before: Parts, after: Parts, one: etree._Element, other: etree._Element, pen: Pen
) -> None:
    """Compare notes in the order in which the text refers to them."""
    for kind in _NOTES:
        source, target = related_part(before, kind), related_part(after, kind)
        if source is None or target is None:
            continue
        olds, news = tidy(tree(before, source)), tidy(tree(after, target))
        without_annotations(olds)
        carry(before, after, olds, source, target)
        name = kind.removesuffix("s")
        references = [
            [e.get(f"{W}id", "") for e in root.iter(f"{W}{name}Reference")] for root in (one, other)
        ]
        held = [{n.get(f"{W}id", ""): n for n in root.iter(f"{W}{name}")} for root in (olds, news)]
        if len(references[0]) != len(references[1]):
            continue
        for a, b in zip(*references, strict=True):
            if a in held[0] and b in held[1] and canonical(held[0][a]) != canonical(held[1][b]):
                compare_story(held[0][a], held[1][b], pen)


def _margins(parts: Parts, root: etree._Element) -> list[dict[tuple[str, str], str]]:
    """Return for each section (which margin, which pages) → the part with its text."""
    known = targets(parts, parts.main)
    found = []
    for section in root.iter(f"{W}sectPr"):
        refs = [e for e in section if e.tag in {f"{W}headerReference", f"{W}footerReference"}]
        found.append(
            {
                (str(e.tag), e.get(f"{W}type", "default")): known[e.get(f"{R}id", "")][1]
                for e in refs
                if e.get(f"{R}id", "") in known
            }
        )
    return found


def _compare_margins(
    before: Parts, after: Parts, one: etree._Element, other: etree._Element, pen: Pen
) -> None:
    """Compare running headers and footers, section by section."""
    done: set[str] = set()
    sections = zip_longest(_margins(before, one), _margins(after, other), fillvalue=None)
    for theirs, ours in sections:
        for where, target in (ours or {}).items():
            source = (theirs or {}).get(where)
            if (
                target in done
                or source is None
                or source not in before.data
                or target not in after.data
            ):
                continue
            done.add(target)
            was, now = tidy(tree(before, source)), tidy(tree(after, target))
            without_annotations(was)
            carry(before, after, was, source, target)
            if canonical(was) != canonical(now):
                compare_story(was, now, pen)


def _compare_section(old: etree._Element, new: etree._Element, pen: Pen) -> None:
    """Track a change of the last section's page set-up."""
    was, now = old.find(f"{W}sectPr"), new.find(f"{W}sectPr")
    if was is None or now is None:
        return
    bare = [deepcopy(was), deepcopy(now)]
    for section in bare:
        for child in list(section):
            if child.tag.endswith("Reference") or child.tag == f"{W}sectPrChange":
                section.remove(child)
        section.attrib.clear()
    if canonical(bare[0]) != canonical(bare[1]):
        change = pen.stamp("sectPrChange")
        change.append(bare[0])
        now.append(change)
