"""Running headers and footers of the sections that both sides have."""

from __future__ import annotations

from dataclasses import dataclass, field

from lxml import etree

from toolkit.extract.docx.xml import R, W
from toolkit.tracked.atoms import canonical
from toolkit.tracked.package import (
    WORD_TYPE,
    Parts,
    add_part,
    add_relationship,
    fresh_tree,
    rels_part,
    targets,
    widen,
)
from toolkit.tracked.pen import Pen
from toolkit.tracked.resources import carry
from toolkit.tracked.section import Margins, margins_in_force, section_number
from toolkit.tracked.tidy import tidy, without_annotations

_ROOTS = {"header": f"{W}hdr", "footer": f"{W}ftr"}


@dataclass
class Running:
    """Which running text each section of both documents has, before anything is compared.

    `compared` says which parts of the new document stand beside which of the old one's.
    """

    before: Parts
    after: Parts
    old_parts: list[Margins]
    new_parts: list[Margins]
    compared: dict[str, str] = field(default_factory=dict)


def open_margins(
    before: Parts, after: Parts, one: etree._Element, other: etree._Element
) -> Running:
    """Note the running text of both documents; `one` must not have been carried yet."""
    return Running(before, after, parts_in_force(before, one), parts_in_force(after, other))


def parts_in_force(package: Parts, root: etree._Element) -> list[Margins]:
    """Return for each section of a settled document its running text as parts."""
    known = targets(package, package.main)
    return [
        {
            where: known[ident][1]
            for where, ident in margins.items()
            if ident in known and known[ident][1] in package.data
        }
        for margins in margins_in_force(root)
    ]


def compare_margins(running: Running, pen: Pen) -> None:
    """Compare the running text of each section that both sides have.

    Where a side has a section of its own, what a section had from the one before it is named in
    the section itself: the one before may be gone on the other side.
    """
    most = max(len(running.old_parts), len(running.new_parts))
    for was, now, written in pen.kept_sections:
        theirs = running.old_parts[section_number(was)]
        ours = running.new_parts[section_number(now)]
        for where in sorted({*theirs, *ours}):
            _compare_one(running, where, theirs.get(where), ours.get(where), written, pen)
            if len(pen.kept_sections) < most and where in ours:
                _name(running.after, where, ours[where], written)


def _compare_one(
    running: Running,
    where: tuple[str, str],
    source: str | None,
    target: str | None,
    written: etree._Element,
    pen: Pen,
) -> None:
    before, after, mark = running.before, running.after, source or ""
    if target is not None and running.compared.get(target) == mark:
        return
    kind = where[0].removeprefix(W).removesuffix("Reference")
    was = _empty(kind)
    if source is not None:
        was = without_annotations(tidy(fresh_tree(before, source)))
    if target is None or target in running.compared:
        target = _own_part(after, kind, where, target, written)
    running.compared[target] = mark
    now = tidy(widen(after, target, was))
    if source is not None:
        carry(before, after, was, source, target)
    if canonical(was) != canonical(now):
        pen.inner(was, now)


def _empty(kind: str) -> etree._Element:
    root = etree.Element(_ROOTS[kind], nsmap={"w": W[1:-1]})
    etree.SubElement(root, f"{W}p")
    return root


def _own_part(
    after: Parts, kind: str, where: tuple[str, str], shared: str | None, written: etree._Element
) -> str:
    """Give a section a part of its own, where it had none or one that other sections share."""
    data = after.data[shared] if shared else etree.tostring(_empty(kind))
    part = add_part(after, f"word/{kind}1.xml", data, f"{WORD_TYPE}.{kind}+xml")
    if shared and rels_part(shared) in after.data:
        after.data[rels_part(part)] = after.data[rels_part(shared)]
    ident = add_relationship(after, after.main, kind, part, outside=False)
    for element in _named(where, written):
        written.remove(element)
    _refer(where, ident, written)
    return part


def _name(after: Parts, where: tuple[str, str], part: str, written: etree._Element) -> None:
    """Have the section name its running text itself, if it does not."""
    known = targets(after, after.main).items()
    ident = next((ident for ident, (_, target, _) in known if target == part), None)
    if ident is not None and not _named(where, written):
        _refer(where, ident, written)


def _named(where: tuple[str, str], section: etree._Element) -> list[etree._Element]:
    return [e for e in section.findall(where[0]) if e.get(f"{W}type", "default") == where[1]]


def _refer(where: tuple[str, str], ident: str, section: etree._Element) -> None:
    reference = etree.Element(where[0])
    reference.set(f"{W}type", where[1])
    reference.set(f"{R}id", ident)
    section.insert(0, reference)
