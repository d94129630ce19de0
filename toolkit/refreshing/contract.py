"""What became of every clause, as JSON (docs/design.md, 4.4)."""

from __future__ import annotations

import json
from typing import Any

from toolkit.merge import Decision
from toolkit.refreshing.policy import Refreshed
from toolkit.refreshing.warning import warnings

SCHEMA = "policy-toolkit/refresh/1"


def write_json(result: Refreshed) -> str:
    """Write the decisions in the order of the new document."""
    value = {
        "schema": SCHEMA,
        "base": result.base.name,
        "local": result.local.source,
        "revised": result.revised.name,
        "clauses": [_clause(decision, result) for decision in result.merged.decisions],
        "conflicts": result.conflicts,
        "adopted_on": result.dates.adopted,
        "review_on": result.dates.review,
        "warnings": warnings(result),
    }
    return json.dumps(value, ensure_ascii=False, indent=1) + "\n"


def _clause(decision: Decision, result: Refreshed) -> dict[str, Any]:
    group = decision.group
    labels = [kept.clause.label for kept in result.merged.kept if kept.decision is decision]
    return {
        "outcome": decision.outcome,
        "base": [clause.id for clause in group.base],
        "local": [clause.id for clause in group.local],
        "revised": [clause.id for clause in group.revised],
        "text": "\n".join(clause.text for clause in decision.clauses) or None,
        "reason": decision.reason,
        "labels": labels,
        "alternative": decision.alternative,
        "marked": decision.marked,
    }
