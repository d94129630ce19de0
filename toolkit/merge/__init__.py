"""Old edition, the school's policy, new edition → this year's policy, with its conflicts."""

from toolkit.merge.decide import Decision, Outcome
from toolkit.merge.threeway import Kept, Merged, merge

__all__ = ["Decision", "Kept", "Merged", "Outcome", "merge"]
