"""Headings of sections that were put together, or cut in two: each joins what stands for both."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence, Set
from dataclasses import replace

from toolkit.align.filling import LEAST_SECTION, headings_above
from toolkit.align.joining import Link, Partners, Ties, ties_of
from toolkit.align.similarity import Side, Table, clause_keys
from toolkit.document import Clause
from toolkit.language.words import STOPWORDS

JOINT = re.compile(r"\s+(?:and|or)\s+|\s*[&,/:]\s*", re.I)
LEAST_WORDS = 2  # Of substance, in a part of a heading that was not merely put another way.


def join_headings(table: Table, links: set[Link]) -> set[Link]:
    """Add "Lunch" to the partners of "Breakfast and lunch", under which its clauses now stand."""
    found = set(links)
    for flipped in (False, True):
        sides = (table.adopted, table.model) if flipped else (table.model, table.adopted)
        for heading, host in _joined(*sides, ties_of(found, flipped=flipped)):
            found.add((host, heading) if flipped else (heading, host))
    return found


def _joined(side: Side, other: Side, ties: Ties) -> Iterator[Link]:
    """Find the headings that say what a section's new heading does; then those it may stand for."""
    hosts = dict(_new_headings(side, other, ties.partners))
    for says in (_says_it, _says_more):
        for heading, host in hosts.items():
            held = ties.holders.get(host, [])
            if held and heading not in held and says(side, other, heading, host, held):
                held.append(heading)
                yield heading, host


def _new_headings(side: Side, other: Side, partners: Partners) -> Iterator[Link]:
    """Give the heading that most of the clauses of a heading without a partner now stand under."""
    above = headings_above(side), headings_above(other)
    for heading, clause in enumerate(side.clauses):
        if clause.kind == "heading" and heading not in partners:
            section = [at for at, over in enumerate(above[0]) if over == heading]
            votes = Counter(above[1][host] for at in section for host in partners.get(at, ())[:1])
            host, count = votes.most_common(1)[0] if votes else (-1, 0)
            if 2 * count > votes.total() >= LEAST_SECTION * len(section):
                yield heading, host


def _says_it(side: Side, other: Side, heading: int, host: int, held: Sequence[int]) -> bool:
    """Tell a heading that has this one's words beside its partners'."""
    return bool(_extra(side, other, host, held) & set(side.keys[heading]))


def _says_more(side: Side, other: Side, _heading: int, host: int, held: Sequence[int]) -> bool:
    """Tell a heading that says another thing too than its partners do."""
    extra = _extra(side, other, host, held)
    texts = [side.clauses[at].text for at in held]
    more = _joints(other.clauses[host].text) > len(texts) - 1 + sum(map(_joints, texts))
    return bool(extra) and (more or _another_thing(other.clauses[host], extra))


def _extra(side: Side, other: Side, host: int, held: Sequence[int]) -> set[str]:
    partners = {key for at in held for key in side.keys[at]}
    return {key for key in other.keys[host] if key not in STOPWORDS and key not in partners}


def _joints(text: str) -> int:
    return len(JOINT.findall(text))


def _another_thing(heading: Clause, extra: Set[str]) -> bool:
    """Tell "… and keeping learners safe", of which no word stands in the partner."""
    parts = [part for part in JOINT.split(heading.text) if part.strip()]
    said = [set(clause_keys(replace(heading, text=part, places=()))) for part in parts]
    return any(len(keys - STOPWORDS) >= LEAST_WORDS and keys - STOPWORDS <= extra for keys in said)
