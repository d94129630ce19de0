"""A school's own DOCX with the model's wording proposed in it, each change with its reason.

The proposal is a merge in which the model is both the old edition and the new one, and goes before
the school wherever the two differ in more than local wording; what only the school has stays.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from toolkit.comparison.result import Comparison
from toolkit.document import Document
from toolkit.extract.sniff import sniff
from toolkit.merge import Decision, Merged, Outcome, merge
from toolkit.merge.decide import Source
from toolkit.refreshing.word import write_word
from toolkit.rewrite import Manuscript, rebuild
from toolkit.tracked import redline

AUTHOR = "Model policy"
# What happened and what to do with it: whoever reads the comment may see nothing else of ours.
MISSING = (
    "Missing{material}: the model policy has this clause, this policy does not. Accept the change "
    "to take it in, reject it to leave it out."
)
CHANGED = (
    "Changed{material}: the model policy says this otherwise. Accept the change to take its "
    "wording, reject it to keep the school’s."
)
ADDED = "Added by the school{material}: the model policy has no such clause. It stays as it is."
SAID_ALREADY = {"MIS001"}  # that nothing in the adopted policy says it


def propose(comparison: Comparison, original: bytes, date: str) -> bytes:
    """Return the school's DOCX with the model's wording as tracked changes and comments.

    `original` is the adopted file; one that is no DOCX is rebuilt as one first. `date` is an ISO
    date and time. Raises InputError where the changes cannot be tracked exactly.
    """
    adopted = comparison.adopted
    merged = merge(
        comparison.model.document,
        adopted,
        comparison.model.document,
        adoption=comparison.model.adoption,
        choose=choose,
    )
    if sniff(original) != "docx":
        original, adopted, merged = _rebuilt(adopted, merged)
    proposed, _ = write_word(original, adopted, merged, author=AUTHOR, date=date, cover=_as_it_is)
    names = (adopted.source, f"{adopted.source} with the model's wording")
    return redline(original, proposed, author=AUTHOR, date=date, names=names)


def _rebuilt(adopted: Document, merged: Merged) -> tuple[bytes, Document, Merged]:
    """Give a document that was no DOCX one, and its clauses their places in it."""
    original, places = rebuild(adopted)
    located = [replace(c, origin=at) for c, at in zip(adopted.clauses, places, strict=True)]
    by_id = {clause.id: clause for clause in located}
    kept = [replace(k, local=by_id[k.local.id] if k.local else None) for k in merged.kept]
    return (
        original,
        replace(adopted, clauses=tuple(located)),
        replace(merged, kept=tuple(kept)),
    )


def choose(decision: Decision) -> Decision:
    """Let the model go before the school where they differ in what they say."""
    group = decision.group
    if not group.revised:
        return _settled(decision, "school", "local", ADDED)
    if not group.local and all(clause.permission != "verbatim" for clause in group.revised):
        return decision  # the model leaves it to the school
    if not group.local:
        return _settled(decision, "added", "revised", MISSING)
    if any(verdict.kind == "modified" for verdict in group.school):
        return _settled(decision, "county", "revised", CHANGED)
    return _settled(decision, "county", "local", "")


def _settled(decision: Decision, outcome: Outcome, source: Source, why: str) -> Decision:
    """Let one side's clauses stand; with a reason, a comment gives it."""
    group = decision.group
    return replace(
        decision,
        outcome=outcome,
        source=source,
        clauses=group.local if source == "local" else group.revised,
        reason=_reason(decision, why) if why else decision.reason,
        alternative=None,
        marked=bool(why),
    )


def _reason(decision: Decision, plain: str) -> str:
    material = any(verdict.material for verdict in decision.group.school)
    first = plain.format(material=" (material)" * material)
    return "\n".join(dict.fromkeys((first, *_messages(decision))))


def _messages(decision: Decision) -> Iterator[str]:
    for verdict in decision.group.school:
        yield from (r.message for r in verdict.reasons if r.code not in SAID_ALREADY)


def _as_it_is(_: Manuscript) -> None:
    """Leave the cover alone: the proposal is about the text."""
