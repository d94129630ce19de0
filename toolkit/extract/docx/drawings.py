"""Drawings → the text boxes and words in them; what holds no text is listed."""

from __future__ import annotations

from lxml import etree

from toolkit.document import NotCompared
from toolkit.extract.docx.story import RUNNING, Gathered, Story
from toolkit.extract.docx.styles import Look
from toolkit.extract.docx.xml import A, R, V, W

_WHY_NOT = "only text is compared"
_DRAWN = {
    f"{W}txbxContent": "text box",
    f"{V}textpath": "words drawn as a picture",
    f"{A}blip": "image",
    f"{V}imagedata": "image",
    "{http://schemas.openxmlformats.org/drawingml/2006/chart}chart": "chart",
    "{http://schemas.openxmlformats.org/drawingml/2006/diagram}relIds": "diagram",
    "{urn:schemas-microsoft-com:office:office}OLEObject": "embedded object",
}


def read_drawing(element: etree._Element, _look: Look, story: Story, out: Gathered) -> None:
    """Keep text boxes for later; list what holds no text."""
    found = False
    for child in element.iter(*_DRAWN):
        found = True
        if _is_inner(child, element):
            continue
        if child.tag == f"{W}txbxContent":
            out.boxes.append(child)
        elif child.tag == f"{V}textpath":
            out.words.append(child.get("string", ""))
        elif _diagram(child, story, out):
            continue
        elif story.role not in RUNNING:  # a logo in a header is no loss
            story.book.not_compared[NotCompared(_DRAWN[str(child.tag)], None, _WHY_NOT)] = None
    if not found and element.tag == f"{W}object":
        story.book.not_compared[NotCompared("embedded object", None, _WHY_NOT)] = None


def _diagram(element: etree._Element, story: Story, out: Gathered) -> bool:
    """Read a diagram's words, the first time that it is drawn; tell whether it is one."""
    key = element.get(f"{R}dm", "")
    diagram = story.book.diagrams.get(key)
    if diagram is None:
        return False
    if ("diagram", key) not in story.book.placed:
        story.book.placed.add(("diagram", key))
        lines = ((t.text or "" for t in line.iter(f"{A}t")) for line in diagram.iter(f"{A}p"))
        out.words += ["".join(line) for line in lines]
    return True


def _is_inner(element: etree._Element, drawing: etree._Element) -> bool:
    """Tell what stands in a text box of the drawing: it is read with that."""
    for ancestor in element.iterancestors():
        if ancestor is drawing:
            return False
        if ancestor.tag == f"{W}txbxContent":
            return True
    return False
