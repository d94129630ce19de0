"""Matches → what happened to each clause, whether it matters, and why, in words."""

from __future__ import annotations

from collections.abc import Sequence

from toolkit.align import Match
from toolkit.classify.judging import judge
from toolkit.classify.rules import RULES, Rule
from toolkit.classify.verdict import Kind, Reason, Verdict
from toolkit.library import Adoption
from toolkit.localise import Wording

__all__ = ["RULES", "Kind", "Reason", "Rule", "Verdict", "classify"]


def classify(
    matches: Sequence[Match], wording: Wording, adoption: Adoption = "adapt"
) -> tuple[Verdict, ...]:
    """Judge every match, under the model's adoption regime. Ids are m1, m2, … in order."""
    leads = {clause.id: clause.text for match in matches for clause in match.adopted}
    return tuple(
        judge(f"m{number}", match, wording, adoption, leads)
        for number, match in enumerate(matches, 1)
    )
