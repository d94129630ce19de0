"""A comparison as JSON Lines: each line one match that stands by itself."""

from __future__ import annotations

import json

from toolkit.comparison.result import Comparison
from toolkit.report.digest import Entry, digest
from toolkit.report.inert import without_surrogates
from toolkit.report.json import Object, clause_object, match_object

SCHEMA = "policy-toolkit/match/1"


def render(comparison: Comparison, *, today: str | None = None) -> str:
    """Write one line per match, in model order, with the clauses of both sides in full."""
    found = digest(comparison, today)
    named = {
        "schema": SCHEMA,
        "source": comparison.adopted.source,
        "sha256": comparison.adopted.sha256,
        "school": comparison.adopted.metadata.school,
        "title": found.title,
        "against": comparison.model.name
        if comparison.model.id
        else comparison.model.document.source,
    }
    return "".join(_line(named | _match(entry)) for entry in found.entries)


def _match(entry: Entry) -> Object:
    match = entry.verdict.match
    return match_object(entry.verdict) | {
        "section": entry.section.title,
        "model": [clause_object(clause) for clause in match.model],
        "adopted": [clause_object(clause) for clause in match.adopted],
    }


def _line(value: Object) -> str:
    return without_surrogates(json.dumps(value, ensure_ascii=False)) + "\n"
