"""Old edition, the school's policy, new edition → this year's policy, with its conflicts."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from toolkit.classify import Verdict
from toolkit.document import Clause, Document
from toolkit.merge.decide import Decision, Localise, Outcome, decide
from toolkit.merge.groups import Group, group
from toolkit.merge.order import arrange

__all__ = ["Decision", "Group", "Localise", "Outcome", "merge"]


def merge(
    base: Document,
    local: Document,
    revised: Document,
    school: Sequence[Verdict],
    county: Sequence[Verdict],
    localise: Localise,
    twins: Iterable[tuple[Clause, Clause]] = (),
) -> list[Decision]:
    """Decide every clause of the three once, in the order of the new policy.

    `school` compares base with local, `county` base with revised. `localise` gives a county
    clause in the school's words. `twins` are additions of both sides that say the same.
    """
    groups = group(base, local, revised, school, county, twins)
    return arrange([decide(each, localise) for each in groups], local, revised)
