"""The school's name where only the policy's own sentences give it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from typing import Final

from toolkit.structure.identity import is_school

ENOUGH_NAMED: Final = 2  # once may be another school's
_NAME = re.compile(
    r"""(?<! [\w’'-] ) (?: [A-Z][\w’'.&-]* \s+ (?: (?: of | and | the | & ) \s+ ){0,2} ){1,6}
        (?: \( [A-Z]{2,3} \) \s+ )? (?: School | Academy | College | Federation | Nursery )
        (?! [\w’'-]*\w | \s+ (?: for | of | and ) \s )""",
    re.VERBOSE,
)
# What a sentence puts before a name, and what makes a name no school's.
_LEAD = re.compile(
    r"(?:The|At|In|All|For|This|Our|Each|Every|When|While|As|If|Any|To|From|Within|Both|We|By)\s+"
)
_OTHERS = re.compile(
    r"\b(?:National|Royal|British|Staff|Council|Whole|Your|Other|Sunday|Department|Model)\b"
)
_KIND_ONLY = re.compile(
    r"""(?: (?: Primary | Secondary | Infant | Junior | Nursery | High | Middle | Grammar | First
        | Community | Special | Foundation | Maintained | Independent | Free | Church | England
        | Catholic | Voluntary | Aided | Controlled | State | Academy | School | College | of )
        \s+ )* \w+""",
    re.VERBOSE,
)


def named_in_prose(texts: Iterable[str]) -> str | None:
    """Give the school that a policy's sentences name, if they name one more than any other."""
    forms = Counter(name for text in texts for name in _names(text))
    named = forms.most_common(2)
    if not named or named[0][1] < ENOUGH_NAMED:
        return None
    return None if len(named) > 1 and named[1][1] == named[0][1] else named[0][0]


def _names(text: str) -> Iterable[str]:
    for match in _NAME.finditer(text):
        name = _LEAD.sub("", match[0])
        if not _KIND_ONLY.fullmatch(name) and not _OTHERS.search(name) and is_school(name):
            yield " ".join(name.split())
