"""What a school substituted for the county's words, learnt once per document."""

from __future__ import annotations

from toolkit.localise.findings import findings
from toolkit.localise.learning import (
    DATE,
    DATE_MARK,
    NAME_MARK,
    PLACE_MARK,
    Substitution,
    SubstitutionKind,
    Wording,
    blanked,
    keys_of,
    learn,
    neutral,
    places_of,
    states_adoption,
    wording_of,
)

__all__ = [
    "DATE",
    "DATE_MARK",
    "NAME_MARK",
    "PLACE_MARK",
    "Substitution",
    "SubstitutionKind",
    "Wording",
    "blanked",
    "findings",
    "keys_of",
    "learn",
    "neutral",
    "places_of",
    "states_adoption",
    "wording_of",
]
