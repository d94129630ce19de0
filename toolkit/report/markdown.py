"""A comparison or a document as Markdown that can be pasted into an e-mail or a page."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from toolkit.classify import Kind
from toolkit.comparison.result import Comparison
from toolkit.document import Clause, Document
from toolkit.report import words
from toolkit.report.digest import Digest, Entry, digest
from toolkit.report.inert import inert
from toolkit.textdiff import Edit

# Everything that Markdown, or HTML inside Markdown, could take for itself within a line.
SPECIAL = re.compile(r"[\\`*_{}\[\]<>#|~&$^]|(?<=!)(?=\[)")
# What counts as markup only where a line begins: bullets, numbers, rules, set-text underlines.
AT_START = re.compile(r"^(\s*)(?:([-+=])|(\d+)([.)])(?=\s|$))", re.M)
# A bare address becomes a link in most mail programs; a policy's may be anyone's.
SCHEME = re.compile(r"(?i)\b(https?|ftp|mailto|javascript|data|file):|\bwww\.")
LISTED: tuple[Kind, ...] = ("missing", "modified", "added")


def render(comparison: Comparison, *, today: str | None = None) -> str:
    """Write the answer, the facts, the three lists, findings and what was not compared."""
    found = digest(comparison, today)
    blocks = [
        f"# {escape(found.title)} – {escape(found.school)}",
        f"**{escape(found.answer)}**",
        _table(("", ""), [(fact.name, fact.value) for fact in found.facts]),
        *(escape(words.sentence(warning)) for warning in found.warnings),
        *(block for kind in LISTED for block in _entries(found, kind)),
        *_findings(found),
        *_not_compared(found),
        *_folded(found),
    ]
    return "\n\n".join(blocks) + "\n"


def render_document(document: Document) -> str:
    """Write the clauses of one policy with their labels as printed."""
    title = document.metadata.title or document.source
    blocks = [f"# {escape(title)}", *(_clause(clause) for clause in document.clauses)]
    return "\n\n".join(blocks) + "\n"


def _clause(clause: Clause) -> str:
    text = _labelled(clause)
    if clause.kind == "heading":
        return f"{'#' * min(clause.level + 1, 6)} {' '.join(text.split())}"
    if clause.kind == "item":
        return "- " + text.replace("\n", "\n  ")
    if clause.kind in ("note", "quote"):
        return "> " + text.replace("\n", "\n> ")
    return text


def _labelled(clause: Clause) -> str:
    return escape(f"{clause.label} {clause.text}" if clause.label else clause.text)


def escape(text: str) -> str:
    r"""Make a text show as itself.

    >>> print(escape("*bold* <b> [x](http://a)"))
    \*bold\* \<b\> \[x\](http\://a)
    """
    text = SPECIAL.sub(r"\\\g<0>", inert(text))
    text = AT_START.sub(_escape_start, text)
    return SCHEME.sub(lambda found: f"{found[0][:-1]}\\{found[0][-1]}", text)


def _escape_start(found: re.Match[str]) -> str:
    indent, bullet, digits, stop = found.groups()
    return f"{indent}\\{bullet}" if bullet else f"{indent}{digits}\\{stop}"


def marked(edits: Iterable[Edit]) -> str:
    """Write edits as ~~removed~~ and **put in**, blanks outside the marks."""
    return re.sub(" {2,}", " ", "".join(_mark(edit) for edit in edits))


def _mark(edit: Edit) -> str:
    bare = edit.text.strip()
    if edit.op == "equal" or not bare:
        return escape(edit.text)
    before, _, after = edit.text.partition(bare)
    mark = "~~" if edit.op == "delete" else "**"
    # Blanks on both sides: a mark between two letters would not be taken for one.
    return f"{before or ' '}{mark}{escape(' '.join(bare.split()))}{mark}{after or ' '}"


def _table(head: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> str:
    lines = [head, ("---",) * len(head)]
    lines += [tuple(escape(" ".join(cell.split())) for cell in row) for row in rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def _entries(found: Digest, kind: Kind) -> Iterator[str]:
    entries = found.of(kind)
    yield f"## {words.KINDS[kind]} ({len(entries)})"
    if not entries:
        yield words.NONE[kind]
    yield from ("\n".join(_entry(entry)) for entry in entries)


def _entry(entry: Entry) -> Iterator[str]:
    weight = words.weight(entry.verdict)
    head = f"- **{escape(entry.citation)}** – {escape(entry.section.title)}"
    yield head + (f" – *{weight}*" if weight else "")
    yield ""
    modified = entry.verdict.kind == "modified"
    text = (
        marked(entry.verdict.edits) if modified else escape(entry.model_text or entry.adopted_text)
    )
    yield from (f"  {line.strip()}" for line in text.splitlines())
    for reason in entry.verdict.reasons:
        yield f"  - {escape(words.sentence(reason.message))} ({escape(reason.code)})"


def _findings(found: Digest) -> Iterator[str]:
    if found.findings:
        yield f"## Findings ({len(found.findings)})"
        yield "\n".join(
            f"- **{words.SEVERITIES[f.severity]}**: {escape(f.message)} ({escape(f.code)})"
            for f in found.findings
        )


def _not_compared(found: Digest) -> Iterator[str]:
    if found.not_compared:
        yield f"## Not compared ({len(found.not_compared)})"
        yield "\n".join(f"- {escape(words.not_compared(entry))}" for entry in found.not_compared)


def _folded(found: Digest) -> Iterator[str]:
    rest: tuple[Kind, ...] = ("localised", "editorial", "unchanged")
    if tally := words.tally({kind: len(found.of(kind)) for kind in rest}):
        yield f"The rest: {tally}."
