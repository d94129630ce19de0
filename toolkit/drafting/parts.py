"""A draft as what stands on its pages: title, headings, clauses, tables, in order."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from typing import Literal

from toolkit.document import Permission

PartKind = Literal["title", "heading", "paragraph", "item", "note", "table"]


Letters = Literal["plain", "italic", "bold"]


@dataclass(frozen=True, slots=True)
class Emphasised:
    """Words in italic or bold letters: the text's `nth` occurrence of them, from 0."""

    words: str
    letters: Letters
    nth: int = 0


@dataclass(frozen=True, slots=True)
class Part:
    """One paragraph, heading, item or table of the policy.

    `label` is the county's printed label, "" for none. `level` is a heading's level from 1, or an
    item's depth of list from 0. `front` is true before the first heading or label. `rows` are a
    table's cells, each cell its paragraphs; `header_rows` of them stand above it.
    """

    kind: PartKind
    text: str = ""
    label: str = ""
    level: int = 0
    quoted: bool = False
    front: bool = False
    permission: Permission = "verbatim"
    rows: tuple[tuple[tuple[str, ...], ...], ...] = ()
    header_rows: int = 0
    emphasis: tuple[Emphasised, ...] = ()


@dataclass(frozen=True, slots=True)
class Signature:
    """Who signs: the words before the name ("Headteacher"), and the name where it is known."""

    role: str
    name: str = ""


def whereabouts(parts: Iterable[Part]) -> tuple[str, ...]:
    """Name the place of each part: "4.1 (ii)", a heading with its words, "the introduction"."""
    above, found = "the introduction", []
    for part in parts:
        if part.kind == "heading" or re.match(r"\d+\.\d", part.label):
            above = f"{part.label} {part.text[:60]}" if part.kind == "heading" else part.label
        found.append(above if above.startswith(part.label) else f"{above} {part.label}")
    return tuple(found)


def pieces(part: Part) -> tuple[tuple[str, Letters], ...]:
    """Cut a part's text where its letters change. Words that are there no more change nothing.

    >>> pieces(Part("paragraph", "See Safe and Sound.", emphasis=(Emphasised("Safe", "italic"),)))
    (('See ', 'plain'), ('Safe', 'italic'), (' and Sound.', 'plain'))
    """
    found: list[tuple[str, Letters]] = []
    end = 0
    for start, emphasised in sorted(_found(part), key=lambda pair: pair[0]):
        if start >= end:
            found.append((part.text[end:start], "plain"))
            found.append((emphasised.words, emphasised.letters))
            end = start + len(emphasised.words)
    found.append((part.text[end:], "plain"))
    return tuple((text, letters) for text, letters in found if text)


def _found(part: Part) -> Iterator[tuple[int, Emphasised]]:
    for emphasised in part.emphasis:
        matches = re.finditer(re.escape(emphasised.words), part.text)
        match = next(islice(matches, emphasised.nth, None), None)
        if match and emphasised.words:
            yield match.start(), emphasised
