"""How one file stands, in words an officer sorts by: red, amber, green, not read."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from toolkit.batch.records import Record
from toolkit.report import words

if TYPE_CHECKING:
    from toolkit.classify import Kind

Word = Literal["Red", "Amber", "Green", "Not read"]
ORDER: tuple[Word, ...] = ("Red", "Amber", "Green", "Not read")
MEANINGS: dict[Word, str] = {
    "Red": "something material is missing, changed or added",
    "Amber": "nothing material, but something to look at",
    "Green": "in order",
    "Not read": "the file could not be read, or is no document",
}
DONE: dict[Kind, str] = {"missing": "missing", "modified": "reworded", "added": "added"}


@dataclass(frozen=True, slots=True)
class Rating:
    """A word and the reasons for it."""

    word: Word
    reasons: tuple[str, ...]

    @property
    def text(self) -> str:
        """The word with its reasons: `Amber: review overdue, on an old edition`."""
        return f"{self.word}: {words.listed(self.reasons)}" if self.reasons else self.word


def rate(record: Record) -> Rating:
    """Rate a record; only what was wholly read and wholly in order is green."""
    if not record.is_read:
        return Rating("Not read", (_unread(record),))
    material, lesser = tuple(_material(record)), tuple(_lesser(record))
    settled = tuple(_settled(record))
    if material:
        return Rating("Red", material + lesser + settled)
    return (
        Rating("Amber", lesser + settled) if lesser else Rating("Green", settled or ("in order",))
    )


def _unread(record: Record) -> str:
    if record.status == "skipped" or record.code is None:
        return "skipped" if record.status == "skipped" else "not read"
    cause, _ = words.CODES[record.code]
    return cause[:1].lower() + cause[1:]


def _material(record: Record) -> Iterator[str]:
    if record.material:
        yield words.count(record.material, "material deviation")


def _settled(record: Record) -> Iterator[str]:
    if accepted := sum(bool(line.accepted) for line in record.lines):
        yield words.count(accepted, "accepted variation")


def _lesser(record: Record) -> Iterator[str]:
    if record.model is None:
        yield "based on no model policy that is held"
    if record.status == "partial":
        yield "not wholly read"
    if record.review_overdue:
        yield "review overdue"
    if is_behind(record):
        yield "on an old edition"
    if not record.material and record.counts:
        yield from _deviations(record)
    if record.findings:
        yield words.count(len(record.findings), "finding")


def _deviations(record: Record) -> Iterator[str]:
    counts = record.counts or {}
    accepted = Counter(line.kind for line in record.lines if line.accepted)
    for kind, done in DONE.items():
        if number := counts.get(kind, 0) - accepted[kind]:
            yield f"{words.count(number, 'clause')} {done}"


def is_behind(record: Record) -> bool:
    """Say whether the county has a later edition than the one adopted."""
    return bool(record.model and record.latest and record.model != record.latest)
