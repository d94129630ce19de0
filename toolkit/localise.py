"""What a school substituted for the county's words, learnt once per document."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

SubstitutionKind = Literal["school_name", "noun", "post", "authority", "date", "other"]


@dataclass(frozen=True, slots=True)
class Substitution:
    """`model` was consistently written as `adopted`, `count` times."""

    kind: SubstitutionKind
    model: str
    adopted: str
    count: int
