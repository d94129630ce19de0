"""Lines of a Markdown paragraph → its clauses: which breaks part, and which only wrap."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import product

from toolkit.extract.footnotes import DEFINITION
from toolkit.numbering import read_label, split_label

_CLAUSE_ENDS = (".", ":", ";", ",", "!", "?", ":-", " and", " or")
HARD = "\x1d"  # begins a line after a break that Markdown keeps
KEPT = "\x1c"  # begins a line where the file's lines are not wrapped
BREAK = "\x1e"  # a line break in the source, until it is known whether a clause begins there
MARK = re.compile("[\x11-\x14]")


def clauses(text: str, *, item: bool = False) -> Iterator[str]:
    """Yield the clauses of a paragraph: lines join, unless one ends and the next has a label.

    A label that goes on with that of the clause parts them too: "a. pens", "b. paper"; and so does
    a hyphen after another, or within an `item` of a list.
    """
    current: list[str] = []
    for marked in text.split(BREAK):
        line = marked.lstrip(HARD + KEPT)
        if current and (_parts(current, line, item) or _is_meant(current[-1], marked)):
            yield " ".join(current)
            current = []
        if line.strip():
            current.append(line)
    if current:
        yield " ".join(current)


def _parts(current: list[str], line: str, item: bool) -> bool:
    label = split_label(unmarked(line))[0]
    if (label or typed_bullet(line)) and ends_clause(current[-1]):
        return True
    if label and _goes_on(current[0], label):
        return True
    if typed_bullet(line) and (item or typed_bullet(current[0])):
        return True
    if _states_fact(line) and _states_fact(current[-1]):
        return True
    return _is_row(line, current[-1]) or DEFINITION.match(line) is not None


_FACT = re.compile(r"[A-Z][\w’'/ ]{2,40}(?::|\s[-–])\s+\S.{0,60}")


def _states_fact(line: str) -> bool:
    """Tell "Date approved: May 2025", which stands for itself beside others of its kind."""
    return _FACT.fullmatch(unmarked(line).strip()) is not None


def _is_row(line: str, before: str) -> bool:
    """Tell lines of a table that was typed or converted with tabs."""
    return "\t" in line.strip() or "\t" in before.strip()


def unmarked(line: str) -> str:
    """Take the marks of italic and bold letters out."""
    return MARK.sub("", line)


def ends_clause(line: str) -> bool:
    """Tell a line that ends a clause, or leads one in."""
    return unmarked(line).rstrip("'”’\") \t").endswith(_CLAUSE_ENDS)


def typed_bullet(line: str) -> str | None:
    """Return what follows a hyphen that was indented too far for Markdown to take as a list."""
    match = re.match(r"\s*[-*•]\s+(?P<text>\S.*)", line, re.DOTALL)
    return match["text"] if match else None


def _is_meant(before: str, line: str) -> bool:
    """Tell a break that parts: one that Markdown keeps, and one after a name or about a question.

    Sentences on lines of their own are one paragraph still, as their writers know.
    """
    begins = not unmarked(line).lstrip()[:1].islower()
    if line.startswith(KEPT):
        return begins and (not before.rstrip().endswith(".") or line.rstrip().endswith("?"))
    return begins and line.startswith(HARD)


def _goes_on(clause: str, label: str) -> bool:
    """Tell a label that is the next one of its sequence after a clause's own."""
    before, after = (read_label(text) for text in (split_label(unmarked(clause))[0], label))
    pairs = product(before.readings, after.readings) if before and after else ()
    return any(
        one.scheme == other.scheme and one.path and other.path == (*one.path[:-1], one.number + 1)
        for one, other in pairs
    )
