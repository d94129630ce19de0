"""What a school substituted for the county's words, learnt once per document."""

from __future__ import annotations

from toolkit.localise.findings import findings
from toolkit.localise.learning import learn
from toolkit.localise.wording import Substitution, SubstitutionKind, Wording

__all__ = ["Substitution", "SubstitutionKind", "Wording", "findings", "learn"]
