"""Old edition, the school's policy, new edition → this year's policy, with its conflicts."""

from toolkit.merge.decide import Decision, Outcome
from toolkit.merge.duty import Duty
from toolkit.merge.groups import Group
from toolkit.merge.threeway import Kept, Merged, merge

__all__ = ["Decision", "Duty", "Group", "Kept", "Merged", "Outcome", "merge"]
