"""How much of what a careful reader sees in a policy was read, and as what."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from difflib import SequenceMatcher
from typing import NamedTuple

from benchmarks.sources import Source, Truth
from toolkit.comparison.result import compare
from toolkit.document import Clause, Document
from toolkit.library import ModelPolicy

Score = Counter[str]
Note = Callable[[str], None]
BULLETS = "•▪–-*o\uf0a7"


def key(text: str) -> str:
    """Fold white space and hyphens: what `exact` judges."""
    return "".join(text.split()).replace("-", "").replace("\u00ad", "")


def score(source: Source, document: Document, notes: bool, misses: Note) -> Score:
    """Count true, found and right clauses, their labels, words kept and facts.

    `notes` says whether the producer writes footnotes.
    """
    asked = [piece.footnote for piece in source.pieces if piece.footnote] if notes else []
    found = list(_without_notes(document.clauses, {key(text) for text in asked}))
    truth = source.truth
    counts: Score = Counter(documents=1, truth=len(truth), found=len(found))
    _notes(document.clauses, asked, counts, misses)
    pairs = _pairs(truth, found)
    for a, b in pairs.items():
        _pair(truth[a], found[b], counts, misses)
    for n, each in enumerate(truth):
        if n not in pairs:
            misses(f"lost  {each.label:6} {each.text[:150]}")
    for n, clause in enumerate(found):
        if n not in pairs.values():
            misses(f"extra {clause.label or '':6} {clause.text[:150]}")
    _words(source, document, counts, misses)
    _facts(source, document, counts, misses)
    return counts


def _without_notes(clauses: tuple[Clause, ...], notes: set[str]) -> Iterator[Clause]:
    return (each for each in clauses if not (each.kind == "note" and key(each.text) in notes))


def _notes(clauses: tuple[Clause, ...], asked: list[str], counts: Score, misses: Note) -> None:
    """Count footnotes, which stand where their format has them."""
    have = Counter(key(clause.text) for clause in clauses if clause.kind == "note")
    for text in asked:
        right = have[key(text)] > 0
        have[key(text)] -= right
        counts.update(truth=1, found=int(right), right=int(right), labels=int(right))
        counts.update(exact=int(right))
        if not right:
            misses(f"footnote lost: {text}")


def _pairs(truth: list[Truth], found: list[Clause]) -> dict[int, int]:
    matcher = SequenceMatcher(
        None, [key(t.text) for t in truth], [key(c.text) for c in found], False
    )
    return {a + n: b + n for a, b, size in matcher.get_matching_blocks() for n in range(size)}


def _pair(true: Truth, clause: Clause, counts: Score, misses: Note) -> None:
    """Count a clause whose text is right: its label, its very words, whether it is a heading."""
    counts["right"] += 1
    same = _label(true.label) == _label(clause.label or "")
    counts["labels"] += same
    if not same:
        misses(f"label {true.label!r} read as {clause.label!r}: {true.text[:50]}")
    exact = true.text.split() == clause.text.split()
    counts["exact"] += exact
    if not exact:
        odd = [b for a, b in zip(true.text.split(), clause.text.split(), strict=False) if a != b]
        misses(f"not exact: {odd[:4]}")
    if true.heading is not None and clause.kind not in ("quote", "note", "table_row"):
        kind = true.heading == (clause.kind == "heading")
        counts.update(kinds=1, kinds_right=int(kind))
        if not kind:
            misses(f"kind {clause.kind}: {true.label} {true.text[:70]}")


def _label(label: str) -> str:
    plain = label.strip()
    return "•" if plain and plain in BULLETS else plain.rstrip(".:)").lstrip("(").lower()


def _words(source: Source, document: Document, counts: Score, misses: Note) -> None:
    want = Counter(key(word) for true in source.truth for word in true.text.split())
    texts = [c.text for c in document.clauses] + [a.text for a in document.set_aside]
    have = Counter(key(word) for text in texts for word in text.split())
    counts["words"] += sum(want.values())
    lost = want - have
    counts["kept"] += sum(want.values()) - sum(lost.values())
    if lost:
        misses(f"words lost: {dict(list(lost.items())[:8])}")


def _facts(source: Source, document: Document, counts: Score, misses: Note) -> None:
    wanted = {"title": source.title, "school": source.school}
    if source.adopted_on:
        wanted |= {"adopted_on": source.adopted_on, "review_on": source.review_on or ""}
    for name, value in wanted.items():
        found = getattr(document.metadata, name)
        counts["facts"] += 1
        counts["facts_right"] += found == value
        if found != value:
            misses(f"{name}: {found!r}, not {value!r}")


class Row(NamedTuple):
    """Shares from 0 to 1."""

    precision: float
    recall: float
    f1: float
    labels: float
    exact: float
    kinds: float
    kept: float
    facts: float


def shares(counts: Score) -> Row:
    """Turn counts into the table's figures."""
    precision = counts["right"] / max(1, counts["found"])
    recall = counts["right"] / max(1, counts["truth"])
    f1 = 2 * precision * recall / max(1e-9, precision + recall)
    right, kinds = max(1, counts["right"]), max(1, counts["kinds"])
    return Row(
        precision, recall, f1, counts["labels"] / right, counts["exact"] / right,
        counts["kinds_right"] / kinds, counts["kept"] / max(1, counts["words"]),
        counts["facts_right"] / max(1, counts["facts"]),
    )  # fmt: skip


def deviations(docx: Document, pdf: Document) -> list[str]:
    """List what a comparison of a DOCX with its own PDF reports: it should be nothing."""
    model = ModelPolicy(docx, docx.metadata.title or docx.source)
    verdicts = compare(model, pdf).verdicts
    return [
        f"{each.kind}: {_said(each.match.model)} | {_said(each.match.adopted)}"
        for each in verdicts
        if each.kind != "unchanged"
    ]


def _said(clauses: tuple[Clause, ...]) -> str:
    return " / ".join(f"{c.label or ''} {c.text}"[:110] for c in clauses)
