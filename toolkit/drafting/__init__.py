"""Model policy + school → the school's policy, as DOCX, PDF, Markdown or HTML."""

from toolkit.drafting.draft import Draft, change_log, draft

__all__ = ["Draft", "change_log", "draft"]
