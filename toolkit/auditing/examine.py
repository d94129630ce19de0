"""One file of an audit → its record and its page; what a worker does with a document."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from pathlib import Path

from toolkit import library
from toolkit.batch.accepting import CODE, accept, verdict_key
from toolkit.batch.folder import Found
from toolkit.batch.folder import digest as digest_of
from toolkit.batch.records import (
    NO_MODEL,
    PAGES,
    SEVERAL,
    Examined,
    Line,
    Record,
    Settings,
    failed,
    page_name,
)
from toolkit.batch.whose import attributed
from toolkit.classify import Verdict
from toolkit.comparison.counterpart import Asked, asked_for, choose
from toolkit.comparison.edition import Identification, latest_of
from toolkit.comparison.result import Comparison, compare, is_harmless
from toolkit.comparison.review import is_overdue
from toolkit.document import Document, NotCompared
from toolkit.errors import InputError, UsageError
from toolkit.library import ModelPolicy
from toolkit.output import whole
from toolkit.reading import read
from toolkit.report import html, words
from toolkit.report.answer import is_heading
from toolkit.report.digest import Digest, Entry, digest
from toolkit.schools.attribution import Directory, directory
from toolkit.schools.mapping import NOTHING

LISTED = ("missing", "modified", "added")
OVERVIEW = "../index.html"


def examine(settings: Settings, found: Found) -> Examined:
    """Read a file once, compare it, write its page, and record what was found.

    A file that cannot be read is a record too. Raises OutputError where the page cannot be
    written and UsageError where there is no such model.
    """
    settled = settings.settled.get(found.name, NOTHING)
    asked = _asked(settled.model or settings.model)
    try:
        document = read(found.path, settings.options, name=found.name)
    except InputError as error:
        sha256 = digest_of(found.path, settings.options.limits.file_bytes)
        return Examined(_whose(failed(found.name, error, sha256), "", settings))
    return _compared(document, asked, settings)


def _compared(document: Document, asked: Asked, settings: Settings) -> Examined:
    model, found = choose(document, asked)
    record = _whose(_outline(document, settings.today), _text(document), settings)
    if model is None:
        return Examined(_unmatched(record, found))
    comparison = compare(
        model,
        document,
        latest=latest_of(model, _held()),
        identification=found,
        today=settings.today,
    )
    comparison = accept(comparison, _whom(record), settings.accepted)
    sorted_out = digest(comparison, settings.today)
    page = html.laid_out(comparison, sorted_out, today=settings.today, overview=OVERVIEW).encode()
    report = f"{PAGES}/{page_name(document.source)}"
    with whole(Path(settings.out) / report, durable=False) as stream:
        stream.write(page)
    record = replace(_condensed(record, comparison, sorted_out), report=report)
    record = replace(record, warnings=(*record.warnings, *_several(found)))
    return Examined(record, hashlib.sha256(page).hexdigest())


@cache
def _held() -> tuple[ModelPolicy, ...]:
    return library.load()


@cache
def _asked(reference: str | None) -> Asked:
    """Load the models asked for, once a worker; their faults are the request's, not the file's."""
    try:
        return asked_for(reference, _held())
    except InputError as error:
        raise UsageError(f"the model policy cannot be read: {error}") from error


@cache
def _directory(settings: Settings) -> Directory:
    return directory(settings.schools)


def _whose(record: Record, text: str, settings: Settings) -> Record:
    settled = settings.settled.get(record.file, NOTHING)
    return attributed(record, text, _directory(settings), settled.school)


def _whom(record: Record) -> str:
    """Name the school as lastingly as can be: an academy's new name keeps its URN."""
    return record.whose or record.file


def _text(document: Document) -> str:
    """Return all its words, also those set aside: a school's name often stands in a header."""
    aside = [part.text for part in document.set_aside]
    return "\n".join([*aside, *(clause.text for clause in document.clauses)])


def _outline(document: Document, today: str) -> Record:
    """Record what a document is, before it is compared with anything."""
    said = document.metadata
    lost = [entry for entry in document.not_compared if not is_harmless(entry)]
    return Record(
        document.source,
        document.sha256,
        "partial" if lost else "read",
        warnings=(*document.warnings, *map(_unread, lost)),
        school=said.school,
        metadata=said,
        review_overdue=is_overdue(said.review_on, today) if said.review_on else None,
    )


def _unread(entry: NotCompared) -> str:
    where = f" on page {entry.page}" if entry.page else ""
    return f"Not compared: {entry.what}{where} ({entry.why})."


def _several(found: Identification | None) -> Iterator[str]:
    """Tell a file that holds several policies: all but one would be told as additions."""
    if found and found.others:
        names = words.listed([f"“{other.title}”" for other in found.others])
        yield (
            f"{SEVERAL} {names}, which is told here as added text. Save each policy as "
            "a file of its own, and run again."
        )


def _unmatched(record: Record, found: Identification | None) -> Record:
    nearest = f" {found.evidence[-1]}" if found and len(found.evidence) > 1 else ""
    return replace(
        record,
        message=f"{record.file}: {NO_MODEL}{nearest} To compare it all the same, use compare with "
        "--model.",
        confidence=found.confidence if found else None,
    )


def _condensed(record: Record, comparison: Comparison, found: Digest) -> Record:
    """Add what the overview shows of a comparison."""
    model, latest = comparison.model, comparison.latest
    return replace(
        record,
        model=model.name,
        model_title=model.title,
        latest=latest.name if latest else None,
        confidence=comparison.edition.confidence if comparison.edition else None,
        counts=comparison.summary.counts,
        material=comparison.summary.material,
        coverage=comparison.summary.coverage,
        lines=tuple(
            _line(entry, _whom(record), model.name)
            for entry in found.entries
            if _is_listed(entry.verdict)
        ),
        sections=tuple(_sections(found)),
        findings=tuple(finding.message for finding in found.findings),
    )


def _is_listed(verdict: Verdict) -> bool:
    """Tell whether the overview lists it: missing, added, or changed in what matters."""
    if verdict.marked_place or verdict.kind not in LISTED:
        return False
    return verdict.material or verdict.kind != "modified" or bool(_acceptance(verdict))


def _acceptance(verdict: Verdict) -> str:
    """Return the sentence that says who accepted a variation, '' where nobody has."""
    return next((reason.message for reason in verdict.reasons if reason.code == CODE), "")


def _line(entry: Entry, whose: str, model: str) -> Line:
    verdict = entry.verdict
    return Line(
        kind=verdict.kind,
        material=verdict.material,
        section=entry.section.title,
        label=entry.citation,
        text=entry.model_text or entry.adopted_text,
        reasons=tuple(reason.message for reason in verdict.reasons),
        anchor=verdict.id,
        adopted=entry.adopted_text,
        key=verdict_key(whose, model, verdict),
        accepted=_acceptance(verdict),
    )


def _sections(found: Digest) -> Iterator[tuple[str, str]]:
    """Yield each section of the model with its state in words."""
    for section in found.sections:
        own = [v for v in section.verdicts if v.match.model and not v.marked_place]
        if own:
            yield section.title, _state(own)


def _state(verdicts: list[Verdict]) -> str:
    kinds = [verdict.kind for verdict in verdicts]
    if all(kind == "missing" for kind in kinds):
        return "missing"
    if any(verdict.kind == "missing" and not is_heading(verdict) for verdict in verdicts):
        return "part missing"
    changed = any(verdict.kind == "modified" and verdict.material for verdict in verdicts)
    return "changed" if changed else "complete"
