"""One school, and how what was typed about it becomes a clean value."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from toolkit.extract.clean import clean


@dataclass(frozen=True, slots=True)
class School:
    """One school. `noun` is what it calls itself in running text (school, academy, federation).

    `values` are further values for marked places by dotted name (`head.name`, `adopted_on`).
    `row` is its row in the register it came from, counted as a spreadsheet counts.
    """

    name: str
    urn: str | None = None
    laestab: str | None = None
    short_name: str | None = None
    aliases: tuple[str, ...] = ()
    noun: str = "school"
    values: Mapping[str, str] = field(default_factory=dict)
    row: int | None = None

    @property
    def known_by(self) -> str:
        """Its URN, which stays where its name changes; its name where it has none."""
        return self.urn or self.name


OWN_FIELDS = ("name", "noun", "urn", "laestab", "short_name", "aliases")  # all else is a value


def one_line(text: str) -> str:
    r"""Give the text as one clean line.

    >>> one_line(" Oakfield\r\n Primary\x00 School ")
    'Oakfield Primary School'
    """
    return " ".join(clean(text).split())


ACADEMY = re.compile(r"academ(?:y|ies)", re.IGNORECASE)
FEDERATION = re.compile(r"federation", re.IGNORECASE)


def infer_noun(name: str, establishment_type: str = "") -> str:
    """Say what the school calls itself where its type or its name says so plainly, else "school".

    >>> infer_noun("Hill Top", "Academy sponsor led"), infer_noun("The Two Rivers Federation")
    ('academy', 'federation')
    """
    if FEDERATION.search(name):
        return "federation"
    if ACADEMY.match(establishment_type):
        return "academy"
    if not establishment_type and ACADEMY.search(name):
        return "academy"
    return "school"
