"""The paragraphs of a DOCX's page headers and footers, for editing as those of its text are."""

from __future__ import annotations

from collections.abc import Iterator

from toolkit.extract.docx.xml import W
from toolkit.rewrite.manuscript import Element, Manuscript
from toolkit.tracked.package import targets, tree

KINDS = frozenset({"header", "footer"})


def running_paragraphs(manuscript: Manuscript) -> Iterator[Element]:
    """Give every paragraph of every header and footer that the document names."""
    parts = manuscript.parts
    named = dict.fromkeys(
        target
        for kind, target, outside in targets(parts, parts.main).values()
        if kind in KINDS and not outside and target in parts.data
    )
    for part in named:
        yield from tree(parts, part).iter(f"{W}p")


def unbind(paragraph: Element) -> None:
    """Part a paragraph's content controls from the property that Word would show in them anew."""
    for binding in [*paragraph.iter(f"{W}dataBinding"), *_around(paragraph)]:
        holder = binding.getparent()
        if holder is not None:
            holder.remove(binding)


def _around(paragraph: Element) -> Iterator[Element]:
    for control in paragraph.iterancestors(f"{W}sdt"):
        yield from control.findall(f"{W}sdtPr/{W}dataBinding")
