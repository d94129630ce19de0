"""Model policy + school → the school's policy, as DOCX, PDF, Markdown or HTML."""

from toolkit.drafting.draft import Draft, draft
from toolkit.drafting.log import change_log
from toolkit.drafting.writing import WRITERS, write_draft

__all__ = ["WRITERS", "Draft", "change_log", "draft", "write_draft"]
