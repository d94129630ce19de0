"""What the records of an audit add up to: sections, clauses, editions, reviews, files not read."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from toolkit.batch.records import NO_MODEL, Audit, Line, Record
from toolkit.comparison.review import last_day
from toolkit.report import words
from toolkit.report.rating import is_behind, rate

MOST = 20
MONTH = len("2026-11")


@dataclass(frozen=True, slots=True)
class State:
    """One school's state in one model section; `target` is the evidence, if there is any."""

    words: str
    target: str | None


@dataclass(frozen=True, slots=True)
class Matrix:
    """Schools by sections for one edition of one model policy."""

    model: str
    title: str
    sections: tuple[str, ...]
    rows: tuple[tuple[Record, tuple[State, ...]], ...]


@dataclass(frozen=True, slots=True)
class Deviated:
    """A model clause and in how many of the policies compared with it something happened to it."""

    model: str
    title: str
    section: str
    label: str
    text: str
    missing: int
    changed: int
    material: int
    of: int

    @property
    def share(self) -> float:
        """The share of policies that deviate here."""
        return (self.missing + self.changed) / self.of


@dataclass(frozen=True, slots=True)
class Edition:
    """An edition and the policies that are on it."""

    model: str
    title: str
    records: tuple[Record, ...]
    latest: bool


def documents(audit: Audit) -> tuple[Record, ...]:
    """Return the records that were read, in path order."""
    return tuple(r for r in audit.records if r.is_read)


def unread(audit: Audit) -> tuple[Record, ...]:
    """Return the records of files that were not read, first those that somebody could mend."""
    lost = (r for r in audit.records if not r.is_read)
    return tuple(sorted(lost, key=lambda record: not record.is_mendable))


def by_school(records: Iterable[Record]) -> tuple[Record, ...]:
    """Sort records by the name of the school, then by path."""
    return tuple(sorted(records, key=lambda record: (name(record).casefold(), record.file)))


def overdue(audit: Audit) -> tuple[Record, ...]:
    """Return what is overdue for review, the longest overdue first."""
    late = (record for record in documents(audit) if record.review_overdue)
    return tuple(sorted(late, key=lambda r: (due(r) or "9999", r.file)))


def due(record: Record) -> str | None:
    """Return the review date that the policy gives."""
    return record.metadata.review_on if record.metadata else None


def name(record: Record) -> str:
    """Name the school of a record, or the file where no school was recognised."""
    return record.school or record.file


def remarks(record: Record) -> tuple[str, ...]:
    """Return what is to be said of a record beside its rating, which says that it has no model."""
    message = (record.message or "").removeprefix(f"{record.file}: ").removeprefix(NO_MODEL)
    return tuple(words.sentence(said) for said in (message, *record.warnings) if said.strip())


def edition_of(model: str | None) -> str:
    """Write `social-networking@2018-01` as `January 2018 edition`."""
    return words.edition(model.partition("@")[2] or None) if model else ""


def matrices(audit: Audit) -> tuple[Matrix, ...]:
    """Return schools by sections, an edition each, in order of model and edition."""
    grouped: dict[str, list[Record]] = defaultdict(list)
    for record in documents(audit):
        if record.model and record.sections:
            grouped[record.model].append(record)
    return tuple(_matrix(model, grouped[model]) for model in sorted(grouped))


def _matrix(model: str, records: Sequence[Record]) -> Matrix:
    titles = tuple(dict.fromkeys(title for r in records for title, _ in r.sections))
    return Matrix(
        model,
        records[0].model_title or model.partition("@")[0],
        titles,
        tuple((record, tuple(_states(record, titles))) for record in by_school(records)),
    )


def _states(record: Record, titles: Iterable[str]) -> Iterator[State]:
    known = dict(record.sections)
    anchors = {line.section: line.anchor for line in reversed(record.lines)}
    for title in titles:
        anchor = anchors.get(title)
        target = record.report
        if target and anchor:
            target = f"{target}#{anchor}"
        yield State(known.get(title, "not in this edition"), target)


def most_deviated(audit: Audit, most: int = MOST) -> tuple[Deviated, ...]:
    """Return the model clauses that deviate in more than one policy, most often first."""
    of = Counter(record.model for record in documents(audit) if record.model)
    lines: dict[tuple[str, ...], list[Line]] = defaultdict(list)
    for record in documents(audit):
        for line in record.lines:
            if record.model and line.kind in ("missing", "modified"):
                title = record.model_title or record.model
                lines[record.model, title, line.section, line.label, line.text].append(line)
    found = [_deviated(key, every, of[key[0]]) for key, every in lines.items() if len(every) > 1]
    return tuple(sorted(found, key=lambda d: (-d.share, -d.material, d.model, d.text))[:most])


def _deviated(key: tuple[str, ...], lines: Sequence[Line], of: int) -> Deviated:
    kinds = Counter(line.kind for line in lines)
    material = sum(line.material for line in lines)
    model, title, section, label, text = key
    counts = (kinds["missing"], kinds["modified"], material, of)
    return Deviated(model, title, section, label, text, *counts)


def editions(audit: Audit) -> tuple[Edition, ...]:
    """Return who is on which edition, in order of model and edition."""
    grouped: dict[str, list[Record]] = defaultdict(list)
    for record in documents(audit):
        if record.model:
            grouped[record.model].append(record)
    return tuple(
        Edition(
            model,
            grouped[model][0].model_title or model.partition("@")[0],
            by_school(grouped[model]),
            not is_behind(grouped[model][0]),
        )
        for model in sorted(grouped)
    )


def by_year(audit: Audit) -> tuple[tuple[str, int, str], ...]:
    """Return how many policies are on an edition of each year, and whether it is the latest."""
    years: Counter[tuple[str, str]] = Counter()
    for edition in editions(audit):
        year = edition.model.partition("@")[2][:4]
        if year.isdecimal():
            years[year, "latest" if edition.latest else "old"] += len(edition.records)
    said = {"latest": "latest edition", "old": "an old edition"}
    return tuple((f"{year} ({said[how]})", years[year, how], how) for year, how in sorted(years))


def calendar(audit: Audit) -> tuple[tuple[str, tuple[Record, ...], bool], ...]:
    """Return whose review falls into each month (the last that a date can mean); is it overdue."""
    months: dict[str, list[Record]] = defaultdict(list)
    for record in documents(audit):
        if last := last_day(due(record)):
            months[last.isoformat()[:MONTH]].append(record)
    return tuple(_month(month, months[month]) for month in sorted(months))


def _month(month: str, records: Sequence[Record]) -> tuple[str, tuple[Record, ...], bool]:
    in_order = sorted(records, key=lambda record: (due(record) or "", record.file))
    return month, tuple(in_order), any(record.review_overdue for record in records)


def accepted(audit: Audit) -> tuple[tuple[Record, Line], ...]:
    """Return every deviation that the county has accepted, in path order."""
    return tuple((r, line) for r in documents(audit) for line in r.lines if line.accepted)


def headline(audit: Audit) -> str:
    """Say in a few sentences how the whole folder stands."""
    read, lost = documents(audit), unread(audit)
    if not audit.records:
        return "The folder holds no files."
    schools = len({record.school for record in read if record.school})
    from_schools = f" from {words.count(schools, 'school')}" if schools else ""
    first = f"{words.count(len(audit.records), 'file')}{from_schools}: {_read(read, lost)}"
    return " ".join(words.sentence(text) for text in (first, *_standing(audit, read)))


def _read(read: Sequence[Record], lost: Sequence[Record]) -> str:
    partly = sum(record.status == "partial" for record in read)
    parts = [f"{words.number(len(read)) if read else 'none'} read"]
    if partly:
        parts.append(f"{words.number(partly)} of them only in part")
    mendable = sum(record.is_mendable for record in lost)
    if mendable:
        parts.append(f"{words.number(mendable)} could not be read")
    if skipped := len(lost) - mendable:
        parts.append(f"{words.number(skipped)} skipped")
    return ", ".join(parts)


def _standing(audit: Audit, read: Sequence[Record]) -> Iterator[str]:
    ratings = Counter(rate(record).word for record in read)
    strangers = sum(record.model is None for record in read)
    if red := ratings["Red"]:
        yield f"{words.count(red, 'policy has', 'policies have')} material deviations"
    elif strangers < len(read):
        yield f"No policy{' that was compared' if strangers else ''} has material deviations"
    if settled := len(accepted(audit)):
        are = words.count(settled, "local variation is", "local variations are")
        yield f"{are} accepted by the county"
    if green := ratings["Green"]:
        yield f"{words.count(green, 'policy is', 'policies are')} wholly in order"
    if behind := sum(is_behind(record) for record in read):
        yield f"{words.count(behind, 'policy is', 'policies are')} on an old edition"
    if late := len(overdue(audit)):
        yield f"{words.count(late, 'review is', 'reviews are')} overdue"
    if strangers:
        are = words.count(strangers, "policy is", "policies are")
        yield f"{are} based on no model policy that is held"
    if silent := len(audit.schools_without_policy):
        yield f"{words.count(silent, 'school', 'schools')} sent nothing"
