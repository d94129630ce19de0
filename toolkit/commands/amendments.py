"""Two editions of a model policy → the table of amended sections that a county publishes."""

from __future__ import annotations

import html
import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Literal

from toolkit.classify import Verdict
from toolkit.comparison.result import changed_since
from toolkit.document import Clause, Document
from toolkit.library import ModelPolicy
from toolkit.textdiff import diff

What = Literal["new", "withdrawn", "reworded", "moved"]
SCHEMA = "policy-toolkit/model-diff/1"
LONGEST = 300  # Characters of a quotation in a table.


@dataclass(frozen=True, slots=True)
class Amendment:
    """One amended clause: where it stands, what happened to it, and both wordings.

    `section` is its section in the new edition, of a withdrawn clause in the old; `material` tells
    that it alters what somebody must, may or must not do.
    """

    section: str
    clause: str
    what: What
    was: str
    now: str
    material: bool


def amendments(old: ModelPolicy, new: ModelPolicy) -> tuple[Amendment, ...]:
    """List what a new edition changes, in its order."""
    return tuple(_amendments(changed_since(old, new), old.document, new.document))


def _amendments(verdicts: Sequence[Verdict], old: Document, new: Document) -> Iterator[Amendment]:
    olds, news = ({c.id: c for c in document.clauses} for document in (old, new))
    for verdict in verdicts:
        match = verdict.match
        was, now = (" ".join(c.text for c in side) for side in (match.model, match.adopted))
        what = _what(verdict, was, now)
        if what is None:
            continue
        clause, clauses = (match.adopted[0], news) if match.adopted else (match.model[0], olds)
        yield Amendment(
            _section(clause, clauses), clause.label or "", what, was, now, verdict.material
        )


def _what(verdict: Verdict, was: str, now: str) -> What | None:
    if verdict.kind == "missing":
        return "withdrawn"
    if verdict.kind == "added":
        return "new"
    if was != now:
        return "reworded"
    return "moved" if "moved" in verdict.match.shape else None


def _section(clause: Clause, clauses: Mapping[str, Clause]) -> str:
    above: Clause | None = clause
    while above is not None and above.kind != "heading":
        above = clauses.get(above.parent or "")
    if above is None:
        return "Introduction"
    return f"{above.label or ''} {above.text}".strip()


# --- writing ------------------------------------------------------------------------------------


def write_text(found: Sequence[Amendment], names: tuple[str, str]) -> str:
    """Write the table for a terminal."""
    lines = [_headline(found, names)]
    section = ""
    for each in found:
        if each.section != section:
            section = each.section
            lines += ["", section]
        lines.append(f"  {each.clause or '-'}  {_said(each)}")
    return "\n".join(lines) + "\n"


def write_markdown(found: Sequence[Amendment], names: tuple[str, str]) -> str:
    """Write the table as Markdown."""
    rows = [
        f"| {_cell(e.section)} | {_cell(e.clause)} | {e.what} | {_cell(_said(e))} |" for e in found
    ]
    head = ["| Section | Clause | Change | Text |", "|---|---|---|---|"]
    return "\n".join([_headline(found, names), "", *head, *rows]) + "\n"


def write_html(found: Sequence[Amendment], names: tuple[str, str]) -> str:
    """Write the table as a page."""
    rows = "".join(
        f"<tr><td>{html.escape(e.section)}</td><td>{html.escape(e.clause)}</td><td>{e.what}</td>"
        f"<td>{_marked(e)}</td></tr>"
        for e in found
    )
    title = html.escape(f"What {names[1]} changes in {names[0]}")
    return (
        f'<!doctype html><html lang="en-GB"><head><meta charset="utf-8"><title>{title}</title>'
        "<style>body{font:11pt/1.4 Arial,sans-serif;margin:2em}table{border-collapse:collapse}"
        "td,th{border:1px solid #767676;padding:.3em .5em;vertical-align:top;text-align:left}"
        "ins{background:#d8f3dc;color:#1b4332}del{background:#ffe3e3;color:#7a0b0b}</style></head>"
        f"<body><main><h1>{title}</h1><p>{html.escape(_headline(found, names))}</p><table><thead>"
        "<tr><th scope=col>Section</th><th scope=col>Clause</th><th scope=col>Change</th>"
        f"<th scope=col>Text</th></tr></thead><tbody>{rows}</tbody></table></main></body></html>\n"
    )


def write_json(found: Sequence[Amendment], names: tuple[str, str]) -> str:
    """Write the amendments as plain values."""
    value = {
        "schema": SCHEMA,
        "old": names[0],
        "new": names[1],
        "amendments": [asdict(each) for each in found],
    }
    return json.dumps(value, ensure_ascii=False, indent=1) + "\n"


def _headline(found: Sequence[Amendment], names: tuple[str, str]) -> str:
    if not found:
        return f"{names[1]} changes nothing in {names[0]}."
    counts = {what: sum(e.what == what for e in found) for what in ("new", "withdrawn", "reworded")}
    said = ", ".join(f"{count} {what}" for what, count in counts.items() if count)
    return f"{names[1]} beside {names[0]}: {said or 'clauses moved only'}."


def _said(each: Amendment) -> str:
    if each.what == "reworded":
        parts = diff(each.was, each.now)
        marks = {"equal": "{}", "delete": "[-{}-]", "insert": "{{+{}+}}"}
        return "".join(marks[edit.op].format(edit.text) for edit in parts)
    text = each.now or each.was
    return f"{each.what}: {text if len(text) <= LONGEST else text[:LONGEST] + '…'}"


def _marked(each: Amendment) -> str:
    tags = {"equal": "{}", "delete": "<del>{}</del>", "insert": "<ins>{}</ins>"}
    parts = diff(each.was, each.now)
    return "".join(tags[edit.op].format(html.escape(edit.text)) for edit in parts)


def _cell(text: str) -> str:
    return text.replace("|", "\\|").replace("\n", " ")


AMENDMENT_WRITERS: Mapping[str, Callable[[Sequence[Amendment], tuple[str, str]], str]] = {
    "text": write_text,
    "markdown": write_markdown,
    "html": write_html,
    "json": write_json,
}
