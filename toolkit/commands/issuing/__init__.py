"""Drafting on request: one school's policy, or every school's of a register."""

from toolkit.commands.issuing.asked import DraftAsked, Drafted
from toolkit.commands.issuing.every import Issue, draft_every
from toolkit.commands.issuing.single import check_template, draft_one
from toolkit.commands.issuing.told import summary

__all__ = [
    "DraftAsked",
    "Drafted",
    "Issue",
    "check_template",
    "draft_every",
    "draft_one",
    "summary",
]
