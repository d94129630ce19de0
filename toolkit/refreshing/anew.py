"""This year's policy laid out by a Word template, where last year's is no Word document."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from toolkit.document import Clause
from toolkit.drafting import Draft
from toolkit.drafting.dates import say_date
from toolkit.drafting.parts import Part, Signature
from toolkit.language.grammar import article, plural
from toolkit.merge import Kept
from toolkit.refreshing.policy import Refreshed
from toolkit.refreshing.word import SCHOOL_SAID, WITHDRAWN
from toolkit.schools import School
from toolkit.schools.school import infer_noun

NOT_YET = "to be decided"
PUT_BACK = "Put back for decision: the county requires this clause."


def as_draft(result: Refreshed) -> Draft:
    """Lay the new policy out as a draft, conflicts and what was put back marked by words."""
    local, dates = result.local, result.dates
    name = local.metadata.school or "the school"
    title = local.metadata.title or result.revised.title
    adopted = say_date(dates.adopted) if dates.adopted else NOT_YET
    review = say_date(dates.review) if dates.review else NOT_YET
    noun = infer_noun(name)
    values = {
        "school.name": name,
        "school.short_name": name,
        "school.noun": noun,
        "school.nouns": plural(noun),
        "school.a_noun": f"{article(noun)} {noun}",
        "policy.title": title,
        "model.title": result.revised.title,
        "governing_body.name": local.metadata.approved_by or "Governing Body",
        "head.title": "Headteacher",
        "chair.title": "Chair of Governors",
        "adopted_on": adopted,
        "review_on": review,
    }
    edition = result.revised.edition or result.revised.document.metadata.model_edition
    if edition:
        values["model.edition"] = say_date(edition)
    if result.revised.authority:
        values["model.authority"] = values["authority"] = result.revised.authority
    signatures = (Signature(values["chair.title"]), Signature(values["head.title"]))
    parts = tuple(_parts(result.merged.kept))
    return Draft(
        model=result.revised,
        school=School(name=name),
        values=values,
        parts=parts,
        signatures=signatures,
        adopted_on=dates.adopted or "",
        review_on=dates.review or "",
    )


def _parts(all_kept: Sequence[Kept]) -> Iterator[Part]:
    rows: list[tuple[tuple[str, ...], ...]] = []
    front = True
    top = min((k.clause.level for k in all_kept if k.clause.kind == "heading"), default=1)
    for at, kept in enumerate(all_kept):
        clause = kept.clause
        if clause.kind == "table_row":
            rows.append(tuple((cell,) for cell in clause.text.split(" | ")))
        elif rows:
            yield Part("table", rows=tuple(rows), header_rows=1)
            rows = []
        front = front and clause.kind == "paragraph" and not clause.label
        if kept.decision.outcome == "reinstated" and _is_first(all_kept, at):
            yield Part("note", f"[{PUT_BACK}]")
        if clause.kind != "table_row":
            yield _part(clause, front, top)
        if kept.decision.outcome == "conflict" and not _goes_on(all_kept, at):
            if rows:
                yield Part("table", rows=tuple(rows), header_rows=1)
                rows = []
            yield Part("note", _other_side(kept))
    if rows:
        yield Part("table", rows=tuple(rows), header_rows=1)


def _is_first(all_kept: Sequence[Kept], at: int) -> bool:
    return at == 0 or all_kept[at - 1].decision is not all_kept[at].decision


def _goes_on(all_kept: Sequence[Kept], at: int) -> bool:
    return at + 1 < len(all_kept) and all_kept[at + 1].decision is all_kept[at].decision


def _other_side(kept: Kept) -> str:
    other = kept.decision.alternative
    said = " ".join((other or "").split("\n"))
    return f"[{SCHOOL_SAID}“{said}”]" if other else f"[{WITHDRAWN}]"


def _part(clause: Clause, front: bool, top: int) -> Part:
    label = clause.label or ""
    if clause.kind == "heading":
        return Part("heading", clause.text, label, min(6, clause.level - top + 1))
    if clause.kind == "note":
        return Part("note", f"{label} {clause.text}".strip())
    kind = "item" if label else "paragraph"
    return Part(kind, clause.text, label, 0, clause.kind == "quote", front)  # type: ignore[arg-type]
