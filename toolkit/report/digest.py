"""A comparison sorted as a reader wants it; every format that people read is written from this."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from toolkit.classify import Kind, Verdict
from toolkit.comparison.result import Comparison
from toolkit.comparison.review import is_overdue
from toolkit.document import Finding, NotCompared
from toolkit.library import ModelPolicy
from toolkit.localise import Substitution
from toolkit.report import answer, outline, words
from toolkit.report.inert import one_line

SEVERITY_ORDER = ("high", "medium", "low")


@dataclass(frozen=True, slots=True)
class Fact:
    """One line at the top of the report; `warning` where somebody should act on it."""

    name: str
    value: str
    warning: bool = False


@dataclass(frozen=True, slots=True)
class Entry:
    """A verdict with its section and how each side is cited and found in its file."""

    verdict: Verdict
    section: outline.Section
    model: str
    adopted: str
    model_pages: str
    adopted_pages: str

    @property
    def citation(self) -> str:
        """The model's number; for an addition the school's; for neither the kind of clause."""
        clauses = self.verdict.match.model or self.verdict.match.adopted
        return self.model or self.adopted or words.CLAUSES[clauses[0].kind].capitalize()

    @property
    def model_text(self) -> str:
        """The model's words, a clause a line."""
        return "\n".join(clause.text for clause in self.verdict.match.model)

    @property
    def adopted_text(self) -> str:
        """The school's words, a clause a line."""
        return "\n".join(clause.text for clause in self.verdict.match.adopted)


@dataclass(frozen=True, slots=True)
class Digest:
    """The whole report but its layout. `entries` are in model order; the lists draw on them."""

    title: str
    school: str
    answer: str
    facts: tuple[Fact, ...]
    evidence: tuple[str, ...]
    warnings: tuple[str, ...]
    entries: tuple[Entry, ...]
    sections: tuple[outline.Section, ...]
    since: tuple[Verdict, ...]
    substitutions: tuple[Substitution, ...]
    findings: tuple[Finding, ...]
    not_compared: tuple[NotCompared, ...]

    def of(self, kind: Kind) -> tuple[Entry, ...]:
        """Return the entries of a kind, material first, otherwise in model order."""
        found = (entry for entry in self.entries if entry.verdict.kind == kind)
        return tuple(sorted(found, key=lambda entry: not entry.verdict.material))


def digest(comparison: Comparison, today: str | None = None) -> Digest:
    """Sort a comparison for reading. `today` (ISO) decides whether a review is overdue."""
    sections = outline.sections(comparison)
    return Digest(
        title=title(comparison),
        school=school(comparison),
        answer=answer.answer(comparison, today),
        facts=tuple(_facts(comparison, today)),
        evidence=comparison.edition.evidence if comparison.edition else (),
        warnings=comparison.adopted.warnings,
        entries=tuple(_entries(comparison, sections)),
        sections=sections,
        since=tuple(v for v in comparison.since if v.kind not in {"unchanged", "editorial"}),
        substitutions=comparison.substitutions,
        findings=_by_severity(comparison.findings),
        not_compared=answer.unread(comparison),
    )


def title(comparison: Comparison) -> str:
    """Name the policy: as the school titles it, else as the county does."""
    named = comparison.adopted.metadata.title or comparison.model.title
    return one_line(named or comparison.adopted.source)


def school(comparison: Comparison) -> str:
    """Name the school, or the file where the policy does not say whose it is."""
    return one_line(comparison.adopted.metadata.school or comparison.adopted.source)


def _entries(comparison: Comparison, sections: Iterable[outline.Section]) -> Iterator[Entry]:
    model = outline.model_citations(comparison.model.document)
    adopted = outline.citations(comparison.adopted)
    for section in sections:
        for verdict in section.verdicts:
            yield _entry(verdict, section, model, adopted)


def _entry(
    verdict: Verdict,
    section: outline.Section,
    model: Mapping[str, str],
    adopted: Mapping[str, str],
) -> Entry:
    match = verdict.match
    return Entry(
        verdict,
        section,
        outline.cite(match.model, model),
        outline.cite(match.adopted, adopted),
        outline.pages(match.model),
        outline.pages(match.adopted),
    )


def _facts(comparison: Comparison, today: str | None) -> Iterator[Fact]:
    metadata = comparison.adopted.metadata
    yield Fact("School", one_line(metadata.school or "Not stated"))
    yield Fact("Policy", title(comparison))
    yield from _editions(comparison)
    yield Fact("Adopted", words.date(metadata.adopted_on) if metadata.adopted_on else "Not stated")
    yield _review(metadata.review_on, today)
    if metadata.version and (metadata.version_on or not metadata.model_edition):
        yield Fact("Version stated", one_line(metadata.version))
    yield Fact("Coverage", coverage(comparison))
    yield Fact("File", _file(comparison))


def _editions(comparison: Comparison) -> Iterator[Fact]:
    model, found = comparison.model, comparison.edition
    if not model.id:
        yield Fact("Compared with", one_line(model.document.source))
        return
    adopted = found.adopted if found else None
    if found and adopted:
        sure = f" ({words.percentage(found.confidence)} sure)"
        yield Fact("Edition adopted", _edition(adopted) + sure)
    if adopted is None or adopted.name != model.name:
        yield Fact("Compared with", _edition(model))
    newest = comparison.latest or (found.latest if found else None)
    if newest:
        behind = adopted is not None and newest.name != adopted.name
        yield Fact("Latest edition", words.sentence_case(words.edition(newest.edition)), behind)


def _edition(model: ModelPolicy) -> str:
    return f"{one_line(model.title)}, {words.edition(model.edition)}"


def _review(due: str | None, today: str | None) -> Fact:
    if not due:
        return Fact("Review due", "Not stated")
    if is_overdue(due, today):
        return Fact("Review due", f"{words.date(due)} – overdue", warning=True)
    return Fact("Review due", words.date(due))


def coverage(comparison: Comparison) -> str:
    """Say how much of the model has a counterpart."""
    share = words.percentage(comparison.summary.coverage)
    return f"{share} of the model’s words have a counterpart in the adopted policy"


def _file(comparison: Comparison) -> str:
    adopted = comparison.adopted
    read = f", {words.figure(adopted.pages, 'page')}" if adopted.pages else ""
    ocr = adopted.recognised
    sure = f", read by text recognition ({words.percentage(ocr)} sure)" if ocr is not None else ""
    return f"{one_line(adopted.source)}{read}{sure}"


def _by_severity(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    return tuple(sorted(findings, key=lambda finding: SEVERITY_ORDER.index(finding.severity)))
