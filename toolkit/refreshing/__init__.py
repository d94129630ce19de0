"""Last year's policy brought up to a new edition: nothing of the school's own is lost."""

from toolkit.refreshing.contract import write_json
from toolkit.refreshing.decisions import Question, read_answers, write_questions
from toolkit.refreshing.files import write_both, write_policy, write_summary
from toolkit.refreshing.policy import Refreshed, refreshed
from toolkit.refreshing.warning import warnings

__all__ = [
    "Question",
    "Refreshed",
    "read_answers",
    "refreshed",
    "warnings",
    "write_both",
    "write_json",
    "write_policy",
    "write_questions",
    "write_summary",
]
