"""Page set-up: what of a section's properties is tracked, and which running text it has."""

from __future__ import annotations

from copy import deepcopy

from lxml import etree

from toolkit.extract.docx.xml import R, W
from toolkit.tracked.atoms import canonical
from toolkit.tracked.pen import Pen

_REFERENCES = (f"{W}headerReference", f"{W}footerReference")

_NUMBER = "number"

# (header or footer, which pages) → relationship id
Margins = dict[tuple[str, str], str]


def set_up(section: etree._Element) -> etree._Element:
    """Return the properties that a tracked change records: all but the running text."""
    bare = deepcopy(section)
    for child in list(bare):
        if child.tag in _REFERENCES or child.tag == f"{W}sectPrChange":
            bare.remove(child)
    bare.attrib.clear()
    return bare


def track_section(was: etree._Element, now: etree._Element, pen: Pen) -> None:
    """Track on `now` what changed from `was`; earlier changes on it are settled."""
    before = set_up(was)
    if canonical(before) != canonical(set_up(now)):
        change = pen.stamp("sectPrChange")
        change.append(before)
        now.append(change)


def sections(root: etree._Element) -> list[etree._Element]:
    """Return the sections of a settled document in order."""
    return [s for s in root.iter(f"{W}sectPr") if s.getparent().tag != f"{W}sectPrChange"]  # type: ignore[union-attr]


def margins_in_force(root: etree._Element) -> list[Margins]:
    """Return for each section its running text; what it does not name it has from the last."""
    found: list[Margins] = []
    for section in sections(root):
        own = {
            (str(e.tag), e.get(f"{W}type", "default")): e.get(f"{R}id", "")
            for e in section
            if e.tag in _REFERENCES
        }
        found.append({**(found[-1] if found else {}), **own})
    return found


def number_sections(root: etree._Element) -> None:
    """Number the sections, so that a section is known again in a copy of its paragraph."""
    for number, section in enumerate(sections(root)):
        section.set(_NUMBER, str(number))


def section_number(section: etree._Element) -> int:
    """Return the number that `number_sections` gave."""
    return int(section.get(_NUMBER, "0"))


def unnumber_sections(root: etree._Element) -> None:
    """Take the numbers off again, before the document is written."""
    for section in root.iter(f"{W}sectPr"):
        section.attrib.pop(_NUMBER, "")
