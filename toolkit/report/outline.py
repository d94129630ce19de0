"""Where each clause stands: its section, how it is cited, and where a moved one went."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from toolkit.classify import Verdict
from toolkit.comparison.result import Comparison
from toolkit.document import Clause, Document
from toolkit.report import words
from toolkit.report.inert import one_line

# A policy whose title is a heading of its own holds every section below it.
TITLE_SHARE = 0.8
OPENING = "Before the first heading"
WHOLE = "The whole policy"


@dataclass(frozen=True, slots=True)
class Section:
    """A model section, or one that the school added, with its verdicts in model order.

    `number` counts from 1; the page's anchor is `section-{number}`.
    """

    number: int
    title: str
    verdicts: tuple[Verdict, ...]

    @property
    def anchor(self) -> str:
        """The name of its place in the page."""
        return f"section-{self.number}"

    @property
    def is_missing(self) -> bool:
        """Whether the school left all of it out."""
        return all(verdict.kind == "missing" for verdict in self.verdicts)


def section_of(document: Document) -> dict[str, str]:
    """Map each clause id to the title of the section that it stands in.

    Sections are the headings at the top; where one heading (the title) holds nearly everything,
    the headings below it. Text before the first of them has the title `OPENING`; a heading that
    is printed twice is counted, so that no two sections have one title.
    """
    clauses = document.clauses
    level = _section_level(clauses)
    current, found = OPENING, {}
    printed: Counter[str] = Counter()
    for clause in clauses:
        if clause.kind == "heading" and clause.level <= level:
            title = heading(clause)
            printed[title] += 1
            current = f"{title} ({printed[title]})" if printed[title] > 1 else title
        found[clause.id] = current
    return found if any(c.kind == "heading" for c in clauses) else dict.fromkeys(found, WHOLE)


def _section_level(clauses: Sequence[Clause]) -> int:
    tops = [index for index, c in enumerate(clauses) if c.kind == "heading" and c.level == 1]
    held = Counter(c.level for c in clauses if c.kind == "heading")
    if len(tops) == 1 and held[2] > 1 and len(clauses) - tops[0] >= TITLE_SHARE * len(clauses):
        return 2
    return 1


def heading(clause: Clause) -> str:
    """Write a heading with its label: `4 Monitoring`."""
    return f"{clause.label} {clause.text}" if clause.label else clause.text


def sections(comparison: Comparison) -> tuple[Section, ...]:
    """Group the verdicts by section, in order; a section that the school added stands apart."""
    model = section_of(comparison.model.document)
    adopted = section_of(comparison.adopted)
    titles = _titles(comparison.verdicts, model, adopted)
    grouped: dict[str, list[Verdict]] = {}
    for title, verdict in zip(titles, comparison.verdicts, strict=True):
        grouped.setdefault(title, []).append(verdict)
    return tuple(
        Section(number, title, tuple(verdicts))
        for number, (title, verdicts) in enumerate(grouped.items(), 1)
    )


def _titles(
    verdicts: Sequence[Verdict], model: Mapping[str, str], adopted: Mapping[str, str]
) -> Iterator[str]:
    added_sections = {
        adopted[clause.id]
        for verdict in verdicts
        if verdict.kind == "added"
        for clause in verdict.match.adopted
        if clause.kind == "heading" and adopted[clause.id].startswith(heading(clause))
    }
    current = next((model[v.match.model[0].id] for v in verdicts if v.match.model), WHOLE)
    for verdict in verdicts:
        if verdict.match.model:
            current = model[verdict.match.model[0].id]
            yield current
        else:
            own = adopted[verdict.match.adopted[0].id]
            yield f"Added by the school: {own}" if own in added_sections else current


def citations(document: Document) -> dict[str, str]:
    """Map each clause id to how a person would cite it: `4.1(iii)`, `4.1, note`, or nothing."""
    chained: dict[str, str] = {}
    for clause in document.clauses:
        chained[clause.id] = _chained(chained.get(clause.parent or "", ""), clause.label or "")
    return {clause.id: _cited(clause, chained[clause.id]) for clause in document.clauses}


@lru_cache(64)  # every policy on an edition is cited beside the same one
def model_citations(document: Document) -> Mapping[str, str]:
    """Give the citations of a model's clauses, as `citations` does."""
    return citations(document)


@lru_cache(4_096)  # the same few numbers come in every policy
def _chained(above: str, label: str) -> str:
    label = label.rstrip(".")
    return _extend("" if any(map(str.isdigit, label)) else above, label)


def _cited(clause: Clause, chained: str) -> str:
    """A clause without a label is cited by the one it stands under."""
    return chained if clause.label or not chained else f"{chained}, {words.CLAUSES[clause.kind]}"


def _extend(cited: str, label: str) -> str:
    if not label:
        return cited
    if not any(ch.isalnum() for ch in label):
        return f"{cited}, bullet" if cited else "bullet"
    return f"{cited}{label}" if label.startswith("(") or not cited else f"{cited} {label}"


def cite(clauses: Sequence[Clause], cited: Mapping[str, str]) -> str:
    """Cite the clauses of one side: `4.1 and 4.2`; empty where none has a number."""
    return words.listed(dict.fromkeys(c for clause in clauses if (c := cited[clause.id])))


def side_names(comparison: Comparison) -> tuple[str, str]:
    """Name the two sides, as they stand beside each other."""
    model = comparison.model
    county = words.edition(model.edition) if model.edition else one_line(model.document.source)
    return f"Model policy, {county}", "Adopted policy"


def pages(clauses: Sequence[Clause]) -> str:
    """Say on which pages the clauses stand: `page 3`, `pages 3–4`, or nothing."""
    known = sorted({clause.page for clause in clauses if clause.page is not None})
    if not known:
        return ""
    return f"page {known[0]}" if len(known) == 1 else f"pages {known[0]}–{known[-1]}"


def moved_from(comparison: Comparison) -> dict[str, tuple[Verdict, ...]]:
    """Map a verdict's id to the moved ones that follow it in the adopted policy's own order.

    The empty id holds those that stand before everything else.
    """
    owner = {c.id: v for v in comparison.verdicts for c in v.match.adopted}
    found: dict[str, dict[str, Verdict]] = {}
    anchor = ""
    for clause in comparison.adopted.clauses:
        verdict = owner.get(clause.id)
        if verdict is None:
            continue
        if "moved" in verdict.match.shape:
            found.setdefault(anchor, {})[verdict.id] = verdict
        else:
            anchor = verdict.id
    return {key: tuple(verdicts.values()) for key, verdicts in found.items()}
