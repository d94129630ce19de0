"""Who writes the changes, and what is gathered while they are written."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Literal

from lxml import etree

from toolkit.extract.docx.xml import W
from toolkit.tracked.elements import NOTES

Wrapper = Literal["ins", "del", "moveTo", "moveFrom"]
Grain = Literal["word", "paragraph", "block", "story"]


@dataclass
class Pen:
    """Who writes the changes, when, and the next free id.

    `grain` is the least that is marked: a word, a paragraph, a block, or the story. `note` maps an
    old document's note to its copy in the new one; `inner` compares what stands inside two atoms
    that are alike but for their text boxes. `kept_notes` (kind and old id → new id) and
    `kept_sections` (old, new, new as written) gather what both sides have, to be compared.
    """

    author: str
    date: str
    next_id: int = 1
    grain: Grain = "word"
    kept_notes: dict[tuple[str, str], str] = field(default_factory=dict)
    kept_sections: list[tuple[etree._Element, etree._Element, etree._Element]] = field(
        default_factory=list
    )
    note: Callable[[str, str], str] = field(default=lambda _kind, ident: ident)
    inner: Callable[[etree._Element, etree._Element], None] = field(default=lambda _old, _new: None)

    def stamp(self, tag: str) -> etree._Element:
        """Return a revision element with its id, author and date."""
        element = etree.Element(f"{W}{tag}")
        element.set(f"{W}id", str(self.next_id))
        element.set(f"{W}author", self.author)
        element.set(f"{W}date", self.date)
        self.next_id += 1
        return element

    def ranged(self, control: etree._Element, wrapper: Wrapper) -> Iterator[etree._Element]:
        """Track a content control itself, which no wrapper may hold (17.13.5.4 to 17.13.5.11)."""
        name = {"ins": "Ins", "del": "Del", "moveTo": "MoveTo", "moveFrom": "MoveFrom"}[wrapper]
        start = self.stamp(f"customXml{name}RangeStart")
        end = etree.Element(f"{W}customXml{name}RangeEnd")
        end.set(f"{W}id", start.get(f"{W}id", ""))
        yield from (start, control, end)

    def keep(self, old: etree._Element, new: etree._Element) -> None:
        """Note the notes to which two equal elements refer."""
        for was, now in zip(old.iter(*NOTES), new.iter(*NOTES), strict=False):
            kind = NOTES[str(was.tag)]
            self.kept_notes[kind, was.get(f"{W}id", "")] = now.get(f"{W}id", "")
