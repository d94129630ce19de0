"""A comparison or a document for the terminal: plain lines within a width, colour if asked."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Iterator

from toolkit.classify import Kind, Reason
from toolkit.comparison.result import Comparison
from toolkit.document import Clause, Document
from toolkit.report import words
from toolkit.report.answer import is_based_on_none
from toolkit.report.digest import Digest, Entry, digest
from toolkit.report.edits import marked
from toolkit.report.inert import inert, one_line

WIDTH = 80
NARROWEST = 30
BOLD, RED, YELLOW, BLUE = "1", "31", "33", "34"
COLOURS: dict[Kind, str] = {"missing": RED, "modified": YELLOW, "added": BLUE}
LISTED: tuple[Kind, ...] = ("missing", "modified", "added")
NOT_LISTED = (
    "The differences are not listed, as nearly everything differs. If you have the model that this "
    "policy was adopted from, name its file with --model. To see them all the same, name the model "
    "above with --model, or write a page with -o FILE.html."
)


def render(
    comparison: Comparison, *, today: str | None = None, width: int = WIDTH, colour: bool = False
) -> str:
    """Write the answer, the figures, the three lists and what was not compared."""
    found = digest(comparison, today)
    listed = () if is_based_on_none(comparison) else LISTED
    lines = [
        *_top(found, width, colour),
        *(line for kind in listed for line in _entries(found, kind, width, colour)),
        *([] if listed else ["", *wrap(NOT_LISTED, width)]),
        *_findings(found, width, colour),
        *_not_compared(found, width, colour),
    ]
    return "\n".join(line.rstrip() for line in lines) + "\n"


def render_document(document: Document, *, width: int = WIDTH, colour: bool = False) -> str:
    """Write the clauses of one policy, indented by their depth, and what was set aside."""
    title = wrap(document.metadata.title or document.source, width)
    lines = [*(_paint(line, BOLD, colour) for line in title), ""]
    for clause in document.clauses:
        lines += _clause(clause, width, colour)
    if document.not_compared:
        lines += ["", _paint("Not read", BOLD, colour)]
        lines += _bullets((words.not_compared(entry) for entry in document.not_compared), width)
    if document.set_aside:
        lines += ["", _paint("Set aside", BOLD, colour)]
        asides = (f"{words.ASIDES[a.kind]}: {a.text}" for a in document.set_aside)
        lines += _bullets(asides, width)
    return "\n".join(line.rstrip() for line in lines) + "\n"


def _clause(clause: Clause, width: int, colour: bool) -> list[str]:
    indent = "  " * (clause.level - 1)
    label = f"{inert(clause.label)} " if clause.label else ""
    lines = wrap(label + clause.text, width, indent, indent + " " * min(len(label), 12))
    if clause.kind == "heading":
        return ["", *(_paint(line, BOLD, colour) for line in lines)]
    return lines


def _top(found: Digest, width: int, colour: bool) -> Iterator[str]:
    for line in wrap(f"{found.school} – {found.title}", width):
        yield _paint(line, BOLD, colour)
    yield from wrap(found.answer, width)
    yield ""
    widest = max(len(fact.name) for fact in found.facts)
    for fact in found.facts:
        lines = wrap(fact.value, width, f"{fact.name:<{widest}}  ", " " * (widest + 2))
        yield from (_paint(line, RED, colour and fact.warning) for line in lines)
    yield ""
    figures = (f"{len(found.of(kind))} {words.KINDS[kind].lower()}" for kind in words.KINDS)
    yield from wrap(" · ".join(figures), width)
    for warning in found.warnings:
        yield from wrap(words.sentence(warning), width)


def _entries(found: Digest, kind: Kind, width: int, colour: bool) -> Iterator[str]:
    entries = found.of(kind)
    if not entries:
        return
    yield ""
    heading = f"{words.KINDS[kind].upper()} ({len(entries)})"
    yield _paint(heading, f"{BOLD};{COLOURS[kind]}", colour)
    for entry in entries:
        yield from _entry(entry, width, colour)


def _entry(entry: Entry, width: int, colour: bool) -> Iterator[str]:
    verdict = entry.verdict
    where = ", ".join(part for part in (entry.citation, entry.section.title) if part)
    weight = words.weight(verdict)
    yield ""
    head = f"{one_line(where)}{f' [{weight}]' if weight else ''}"
    yield from (_paint(line, BOLD, colour) for line in wrap(head, width, "  "))
    if verdict.kind == "modified":
        yield from wrap(marked(verdict.edits), width, "    ")
    else:
        yield from wrap(entry.model_text or entry.adopted_text, width, "    ")
    for reason in verdict.reasons:
        yield from wrap(_reason(reason), width, "    → ", "      ")


def _reason(reason: Reason) -> str:
    return f"{words.sentence(reason.message)} ({reason.code})"


def _findings(found: Digest, width: int, colour: bool) -> Iterator[str]:
    if not found.findings:
        return
    yield ""
    yield _paint(f"FINDINGS ({len(found.findings)})", BOLD, colour)
    yield from _bullets(
        (f"{words.SEVERITIES[f.severity]}: {f.message} ({f.code})" for f in found.findings), width
    )


def _not_compared(found: Digest, width: int, colour: bool) -> Iterator[str]:
    if not found.not_compared:
        return
    yield ""
    yield _paint(f"NOT COMPARED ({len(found.not_compared)})", BOLD, colour)
    yield from _bullets((words.not_compared(entry) for entry in found.not_compared), width)


def _bullets(texts: Iterable[str], width: int) -> Iterator[str]:
    for text in texts:
        yield from wrap(text, width, "  - ", "    ")


def wrap(text: str, width: int, first: str = "", rest: str | None = None) -> list[str]:
    """Fold a text to a width, harmless and on its indent; an overlong word is broken."""
    return textwrap.wrap(
        one_line(text),
        max(width, NARROWEST),
        initial_indent=first,
        subsequent_indent=first if rest is None else rest,
    ) or [first.rstrip()]


def _paint(text: str, code: str, colour: bool) -> str:
    return f"\x1b[{code}m{text}\x1b[0m" if colour else text
