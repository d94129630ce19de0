"""The school's name where only the policy's own sentences give it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Final

from toolkit.structure.identity import is_particular, is_school

ENOUGH_NAMED: Final = 2  # once may be another school's
REACH: Final = 40  # characters before a name in which its governors may stand
_NAME = re.compile(
    r"""(?<! [\w’'-] )
        (?: [A-Z][\w’'.&-]* \s+
            (?: (?: of | and | the | & | on | upon | under | le ) \s+ ){0,2} ){1,6}
        (?: \( [A-Z]{2,3} \) \s+ )? (?: School | Academy | College | Federation | Nursery )
        (?! [\w’'-]*\w | \s+ (?: for | of | and ) \s )""",
    re.VERBOSE,
)
# What a sentence puts before a name, and what makes a name no school's.
_LEAD = re.compile(
    r"(?:The|At|In|All|For|This|Our|Each|Every|When|While|As|If|Any|To|From|Within|Both|We|By)\s+"
)
_OTHERS = re.compile(r"\b(?:National|Royal|British|Staff|Council|Department|Model)\b")
# A policy speaks of its own school's governors.
_BODY = r"(?:governing\s+(?:body|board)|governors|trustees)"
_BODY_OF = re.compile(rf".*\b{_BODY}\s+(?:of|at)\s+(?:the\s+)?", re.IGNORECASE | re.DOTALL)
_ITS_BODY = re.compile(rf"[’']?s?\s+{_BODY}\b", re.IGNORECASE)


def named_in_prose(texts: Iterable[str]) -> str | None:
    """Give the school that a policy's sentences name, if they name one more than any other."""
    forms = Counter(name for text in texts for name in _names(text))
    named = forms.most_common(2)
    if not named or named[0][1] < ENOUGH_NAMED:
        return None
    return None if len(named) > 1 and named[1][1] == named[0][1] else named[0][0]


def spoken_of(names: Iterable[str], texts: Iterable[str]) -> str | None:
    """Give the first of the names on a cover by which its sentences speak of the school."""
    said = list(texts)
    for name in names:
        written = re.compile(rf"(?<![\w-]){re.escape(name)}(?:[’']s?)?(?![\w-])")
        if name[:1].isupper() and sum(len(written.findall(text)) for text in said) >= ENOUGH_NAMED:
            return name
    return None


_WHOLE: Final = (" school", " academy", " college")  # how a name ends that lacks nothing


def in_full(name: str, texts: Iterable[str]) -> str:
    """Give a name in the longer form that its sentences use: "OAK HILL" is "Oak Hill School"."""
    short = name.lower()
    if short.endswith(_WHOLE):
        return name
    first = short.partition(" ")[0]
    near = (text for text in texts if first in text.lower())
    forms = Counter(
        said for text in near for said in _names(text) if said.lower().startswith(f"{short} ")
    )
    longer, count = forms.most_common(1)[0] if forms else (name, 0)
    added = longer[len(name) :]
    kind = added.lower().endswith(_WHOLE) and not is_particular(added)
    return longer if count >= ENOUGH_NAMED and kind else name


def _names(text: str) -> Iterator[str]:
    for match in _NAME.finditer(text):
        before = max(0, match.start() - REACH)
        led = _BODY_OF.match(text, before, match.end())
        start = max(match.start(), led.end() if led else 0)
        own = led is not None and led.end() >= match.start()
        name = _LEAD.sub("", " ".join(text[start : match.end()].split()))
        if is_particular(name) and not _OTHERS.search(name) and is_school(name):
            yield from [name] * (1 + (own or bool(_ITS_BODY.match(text, match.end()))))
