"""Places that a printed model leaves to be filled in."""

from __future__ import annotations

import re

ASKS = (
    r"insert|enter|add|delete|name|date|school|state|specify|amend|complete|number|contact|title|"
    r"headteacher|governor|address|e-?mail|telephone|role|post|your|x{3,}"
)
BRACKETED = rf"\[(?=[^\]]*\b(?:{ASKS}))[^\[\]]{{1,80}}\](?!\()"
TOLD = r"\((?:please\s+)?(?:insert|add|enter|state|specify)\b[^()]{1,80}\)"
FIELD = r"\{\{.{1,80}?\}\}"
LEADER = r"(?:\. ?){4,}|…{2,}|_{3,}|\b[xX]{4,}\b"

# "[insert school name]", "(add date here)", "{{ adopted_on }}", dot leaders, underscores, "XXXX".
GAP = re.compile(rf"(?=[\[({{.…_x])(?:{BRACKETED}|{TOLD}|{FIELD}|{LEADER})", re.I)
