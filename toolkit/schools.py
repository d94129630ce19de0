"""The schools register: who the schools are, what they call themselves."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class School:
    """One school. `noun` is what it calls itself in running text (school, academy, federation).

    `values` are further values for marked places by dotted name (`head.name`, `adopted_on`).
    """

    name: str
    urn: str | None = None
    laestab: str | None = None
    short_name: str | None = None
    aliases: tuple[str, ...] = ()
    noun: str = "school"
    values: dict[str, str] = field(default_factory=dict)
