"""What a page repeats for every clause, as markup.

A template lays out the page once; these pieces come hundreds of times in it, and a template took
ten times as long over them. Every text of a stranger goes through `safe`.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from markupsafe import escape

from toolkit.classify import Kind, Verdict
from toolkit.document import Clause
from toolkit.report import words
from toolkit.report.digest import Entry
from toolkit.report.inert import inert
from toolkit.report.marking import Run, Runs, Sides

SYMBOLS: dict[Kind, str] = {
    "missing": "✕",
    "modified": "≠",
    "added": "+",
    "localised": "≈",
    "editorial": "~",
    "unchanged": "=",
}
DEEPEST = 6  # levels that the style sheet tells apart
REMEMBERED = 4_096  # texts: the models' clauses, and labels that come again and again
LONGEST_REMEMBERED = 1_000  # characters, so that a hostile file fills no memory


# In the overview strip a kind is told by its height as well as its colour, for eyes and printers
# that see no colour.
HEIGHTS: dict[Kind, int] = {
    "missing": 20,
    "modified": 16,
    "added": 12,
    "localised": 7,
    "editorial": 7,
    "unchanged": 3,
}
STRIP_HEIGHT = 20
WEIGHED: tuple[Kind, ...] = ("missing", "modified", "added")  # shown with their reasons
NARROWEST = 4  # words; a block narrower than that cannot be hit


@dataclass(frozen=True, slots=True)
class Row:
    """One verdict as markup, each side a clause a paragraph, `both` in one with the changes.

    `status` is its kind in plain words; `change` counts what the school did to its model, from 1,
    and is 0 for what makes no difference.
    """

    entry: Entry
    change: int
    status: str
    tag: str
    model: str
    adopted: str
    both: str
    reasons: str


def row(entry: Entry, sides: Sides, change: int) -> Row:
    """Write the pieces of a verdict, each once."""
    verdict = entry.verdict
    status = words.status(verdict)
    return Row(
        entry,
        change,
        status,
        tag(verdict.kind, status, verdict.material),
        cells(verdict.match.model, sides.model),
        cells(verdict.match.adopted, sides.adopted),
        marked(sides.both),
        reasons(verdict),
    )


def safe(text: str) -> str:
    """Make a stranger's text harmless and escape it."""
    return _remembered(text) if len(text) <= LONGEST_REMEMBERED else _safe(text)


def _safe(text: str) -> str:
    return str(escape(inert(text)))


_remembered = lru_cache(REMEMBERED)(_safe)


def item(row: Row) -> str:
    """Write a verdict as an entry of a list; what is missing is listed by section already."""
    entry, kind = row.entry, row.entry.verdict.kind
    said = [_where(entry)]
    if kind != "missing":
        said.append(f'<span class="in">{safe(entry.section.title)}</span>')
    if kind in WEIGHED:
        said += [row.tag, _nth(row)]
    match kind:
        case "missing":
            shown = row.model + row.reasons
        case "added":
            shown = row.adopted + row.reasons
        case _:
            shown = f'{row.reasons if kind in WEIGHED else ""}<p class="clause">{row.both}</p>\n'
    return f'<li>\n<p class="head">{" ".join(said)}</p>\n{shown}</li>\n'


def _nth(row: Row) -> str:
    return f'<span class="in">change {row.change}</span>' if row.change else ""


def _where(entry: Entry) -> str:
    return (
        f'<a class="where" href="#{entry.verdict.id}">{safe(entry.citation)}'
        '<span class="hidden"> side by side</span></a>'
    )


def tag(kind: Kind, said: str, material: bool = False) -> str:
    """Write what happened to a clause as a sign and in words."""
    return (
        f'<span class="tag {kind}{" material" * material}">'
        f'<span aria-hidden="true">{SYMBOLS[kind]}</span> {said}</span>'
    )


def county_change(verdict: Verdict, cited: str, runs: Runs) -> str:
    """Write what the county changed between two editions as an entry of a list."""
    head = f"<b>{safe(cited or 'Unnumbered')}</b> {tag(verdict.kind, words.county_status(verdict))}"
    return (
        f'<li id="since-{verdict.id}">\n<p class="head">{head}</p>\n'
        f'<p class="clause">{marked(runs)}</p>\n</li>\n'
    )


def reasons(verdict: Verdict) -> str:
    """List a verdict's reasons; nothing where it has none."""
    if not verdict.reasons:
        return ""
    items = []
    for reason in verdict.reasons:
        quoted = "".join(
            f' <span class="quotes">{who}: <q>{safe(said)}</q></span>'
            for who, said in words.quotations(reason, verdict)
        )
        said = safe(words.sentence(reason.message))
        items.append(f'<li>{said}{quoted} <span class="code">{reason.code}</span></li>\n')
    return f'<ul class="reasons">\n{"".join(items)}</ul>\n'


def cells(clauses: Sequence[Clause], sides: Sequence[Runs]) -> str:
    """Write the clauses of one side, a paragraph each."""
    written = []
    for clause, runs in zip(clauses, sides, strict=True):
        printed = f'<span class="label">{safe(clause.label)}</span> ' if clause.label else ""
        level = min(clause.level, DEEPEST)
        shown = f'<p class="clause {clause.kind} l{level}">{printed}{marked(runs)}</p>\n'
        written.append(shown)
    return "".join(written)


def marked(runs: Iterable[Run]) -> str:
    """Write runs of text, what was struck out or put in marked as such."""
    return "".join([safe(r.text) if r.op == "equal" else _changed(r) for r in runs])


def _changed(run: Run) -> str:
    shown = safe(run.text)
    if not run.text.strip():
        return shown
    name = "del" if run.op == "delete" else "ins"
    local = ' class="local"' if run.local else ""
    return f"<{name}{local}>{shown}</{name}>"


def article(row: Row, sides: tuple[str, str], moved: str) -> str:
    """Write a verdict side by side; `moved` says where else the adopted policy has it."""
    entry, verdict = row.entry, row.entry.verdict
    name = verdict.id
    model = row.model or '<p class="none">Not in the model policy.</p>\n'
    adopted = row.adopted or '<p class="none">Not in the adopted policy.</p>\n'
    same = verdict.kind == "unchanged" and row.model == row.adopted
    both = f'<span class="both">Both policies: {entry.adopted_pages}</span>' if same else ""
    number = f' data-change="{row.change}"' if row.change else ""
    return (
        f'<article class="row {verdict.kind}{" material" * verdict.material}{" same" * same}" '
        f'id="{name}" data-kind="{verdict.kind}"{number} '
        f'tabindex="-1" aria-labelledby="{name}-title">\n'
        f'<h4 id="{name}-title"><a class="cite" href="#{name}">{safe(entry.citation)}</a> '
        f"{row.tag} {_nth(row)}{_renumbered(entry)}</h4>\n"
        f'<div class="pair">\n{_side(sides[0], entry.model_pages, model, both)}'
        f"{_side(sides[1], entry.adopted_pages, adopted)}</div>\n"
        f"{moved}{row.reasons}</article>\n"
    )


def _renumbered(entry: Entry) -> str:
    if "renumbered" not in entry.verdict.match.shape or not entry.adopted:
        return ""
    return f' <span class="in">now {safe(entry.adopted)}</span>'


def _side(name: str, pages: str, shown: str, both: str = "") -> str:
    """Write one side; on a phone `both` stands for its head, and for the other side."""
    head = f'<span class="whose">{safe(name)}:</span> <span class="pages">{pages}</span>{both}'
    return f'<div class="side">\n<p class="who">{head}</p>\n{shown}</div>\n'


def moved_to(before: Entry | None) -> str:
    """Say after which clause the adopted policy has this one; None: before all others."""
    if before is None:
        return '<p class="elsewhere">Moved: the adopted policy has it first of all.</p>\n'
    link = f'<a href="#{before.verdict.id}">{safe(before.citation)}</a>'
    return f'<p class="elsewhere">Moved: the adopted policy has it after {link}.</p>\n'


def moved_here(entries: Iterable[Entry]) -> str:
    """Say which clauses, shown elsewhere, the adopted policy has here."""
    return "".join(
        f'<p class="elsewhere">Here the adopted policy has {safe(other.adopted or "a clause")}'
        f"{f' ({other.adopted_pages})' if other.adopted_pages else ''}, shown "
        f'<a href="#{other.verdict.id}">beside the model’s {safe(other.citation)}</a>.</p>\n'
        for other in entries
    )


def strip(rows: Iterable[Row]) -> tuple[str, int]:
    """Draw the verdicts of a section as blocks, each as wide as it is long; return the length."""
    x, blocks = 0, []
    for row in rows:
        width = max(NARROWEST, len((row.entry.model_text or row.entry.adopted_text).split()))
        blocks.append(_block(row, x, width))
        x += width
    return "".join(blocks), x


def _block(row: Row, x: int, width: int) -> str:
    verdict = row.entry.verdict
    height = HEIGHTS[verdict.kind]
    return (
        f'<a href="#{verdict.id}" tabindex="-1">'
        f'<rect class="{verdict.kind}{" material" * verdict.material}" x="{x}" '
        f'y="{STRIP_HEIGHT - height}" width="{width}" height="{height}">'
        f"<title>{safe(row.entry.citation)}: {row.status}</title></rect></a>\n"
    )
