"""A paragraph as a row of atoms: words, and things that are whole or not there at all."""

from __future__ import annotations

import re
from collections.abc import Iterator
from copy import deepcopy
from functools import lru_cache
from itertools import groupby
from typing import Literal, NamedTuple

from lxml import etree

from toolkit.extract.docx.xml import R, W
from toolkit.tracked.elements import BOX, MARKERS, NOTES

AtomKind = Literal["text", "piece", "whole", "marker"]

_WORD = re.compile(r"\w+|\s+|[^\w\s]", re.UNICODE)
LINK = f"{W}hyperlink"
etree.register_namespace("w", W[1:-1])  # or new elements would not compare with read ones
# Attributes that tell one copy of a drawing from another and say nothing of what it shows.
_COPY_MARKS = {"id", "anchorId", "editId", "spid"}
_NAMED_COPIES = {"docPr", "cNvPr"}  # "Picture 7": the name counts the copies too


class Atom(NamedTuple):
    """The least that is kept, taken out or put in as one.

    `key` is equal for atoms that read alike. `format` is the canonical run property of a text or
    piece. A "text" holds `text`; a "piece" holds one element from inside a run; a "whole" holds
    elements that stand beside runs (a hyperlink, a control, a formula) or the runs of a field; a
    "marker" is a bookmark or a comment's end, of no width.
    """

    kind: AtomKind
    key: str
    format: bytes = b""
    text: str = ""
    elements: tuple[etree._Element, ...] = ()


def atoms(paragraph: etree._Element, *, by_word: bool = True) -> list[Atom]:
    """Return a tidied paragraph's content in order; its properties are not among them.

    Not `by_word`, each stretch of text is one atom: enough to tell whether two are the same.
    """
    found: list[Atom] = []
    children = [child for child in paragraph if child.tag != f"{W}pPr"]
    ends = _field_ends(children)
    at = 0
    while at < len(children):
        end = ends.get(at)
        if end:
            field = tuple(children[at:end])
            found.append(Atom("whole", _keys(field), elements=field))
            at = end
            continue
        found.extend(_from(children[at], by_word))
        at += 1
    return found


def _from(child: etree._Element, by_word: bool) -> Iterator[Atom]:
    if child.tag == f"{W}r" and _is_anchor(child):
        yield Atom("marker", "", elements=(child,))
    elif child.tag == f"{W}r":
        yield from _from_run(child, by_word)
    elif child.tag in MARKERS:
        yield Atom("marker", "", elements=(child,))
    else:
        yield Atom("whole", key(child), elements=(child,))


def _is_anchor(run: etree._Element) -> bool:
    """Tell a run that only holds the sign of a comment, which is no part of the text."""
    content = [child.tag for child in run if child.tag != f"{W}rPr"]
    return content == [f"{W}commentReference"]


def _from_run(run: etree._Element, by_word: bool) -> Iterator[Atom]:
    properties = run.find(f"{W}rPr")
    look = canonical(properties) if properties is not None and len(properties) else b""
    for child in run:
        if child.tag == f"{W}rPr":
            continue
        if child.tag == f"{W}t":
            text = child.text or ""
            for word in _WORD.findall(text) if by_word else [text] if text else []:
                yield Atom("text", word, look, word)
        else:
            yield Atom("piece", key(child), look, elements=(child,))


def _field_ends(children: list[etree._Element]) -> dict[int, int]:
    """Return where each field that begins and ends among the children does so."""
    begun: list[int] = []
    ends: dict[int, int] = {}
    for at, child in enumerate(children):
        for kind in _field_chars(child):
            if kind == "begin":
                begun.append(at)
            elif kind == "end" and begun:
                ends[begun.pop()] = at + 1
    return ends


def _field_chars(element: etree._Element) -> list[str]:
    return [char.get(f"{W}fldCharType", "") for char in element.iter(f"{W}fldChar")]


def open_fields(paragraph: etree._Element) -> int:
    """Count fields that begin in the paragraph and do not end there; negative the other way."""
    kinds = _field_chars(paragraph)
    return kinds.count("begin") - kinds.count("end")


def canonical(element: etree._Element) -> bytes:
    """Return the element's canonical XML, the same for elements that are the same."""
    return etree.tostring(element, method="c14n", exclusive=True, with_tail=False)


def key(element: etree._Element) -> str:
    """Return what an atom is compared by: notes by kind alone, boxes without their text."""
    if element.tag in NOTES:
        return str(element.tag)
    if element.tag == LINK:
        return _link_key(element)
    if next(element.iter(BOX, "{*}docPr", *NOTES), None) is None:
        return canonical(element).decode()
    copy = _copy(element)
    for note in copy.iter(*NOTES):
        note.attrib.clear()
    for box in list(copy.iter(BOX)):
        box[:] = []
    for part in copy.iter():
        for name in list(part.attrib):
            if _is_copy_mark(part, str(name)):
                del part.attrib[name]
    return canonical(copy).decode()


def _link_key(link: etree._Element) -> str:
    """Return where a link leads and what it says, however that is cut into runs."""
    inside = (atom for atom in atoms(link, by_word=False) if atom.kind != "marker")
    said = [
        (
            kind,
            look,
            [atom.key for atom in group] if kind != "text" else "".join(a.text for a in group),
        )
        for (kind, look), group in groupby(inside, lambda atom: (atom.kind, atom.format))
    ]
    return f"{sorted(link.attrib.items())}{said}"


def _is_copy_mark(part: etree._Element, name: str) -> bool:
    """Tell marks of a copy from relationship ids, which say what the drawing shows."""
    if name.startswith(R):
        return False
    local = name.rpartition("}")[2]
    named = str(part.tag).rpartition("}")[2] in _NAMED_COPIES
    return local in _COPY_MARKS or (named and local == "name")


def _keys(elements: tuple[etree._Element, ...]) -> str:
    return "\0".join(key(element) for element in elements)


def _copy(element: etree._Element) -> etree._Element:
    return _parse(etree.tostring(element, with_tail=False))


def _parse(data: bytes) -> etree._Element:
    """Read back what this package itself has written."""
    return etree.fromstring(data, etree.XMLParser(resolve_entities=False, no_network=True))


_parsed = lru_cache(maxsize=4096)(_parse)


def from_canonical(data: bytes) -> etree._Element:
    """Return a fresh element for a canonical form."""
    return deepcopy(_parsed(data))
