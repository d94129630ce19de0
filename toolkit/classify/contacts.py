"""Who holds a post and how to reach it, which a school may print where the model names it."""

from __future__ import annotations

import re

from toolkit.language.words import ADDRESS
from toolkit.localise.wording import MARK

GAP, ROOM = r"\s{1,2}", r"\s{0,2}"  # bounded, so that a run of spaces costs nothing
TELEPHONE = (
    r"(?:\+44\s?(?:\(0\)\s?)?|\(?\b0)\d{2,5}\)?(?:[\s-]?\d{3,4}){1,3}"
    rf"(?:,?{ROOM}\(?(?:ext(?:ension|n)?\b\.?|option){ROOM}\d{{1,5}}\)?)?"
)
CONTACT = rf"(?:{ADDRESS}|{TELEPHONE}(?!\d))"
BY = rf"(?:telephone|tel|phone|e-?mail)\b[.:]?{ROOM}"
HOW = rf"(?:(?:on|at|via|by){GAP}(?:{BY}(?:(?:on|at){GAP})?)?|{BY}(?:(?:on|at){GAP})?)"
MORE = rf"(?:{ROOM}(?:,|;|/|\bor\b|\band\b){ROOM}{HOW}?{CONTACT})*"
PERSON = (
    r"\b(?:Mr|Mrs|Ms|Miss|Mx|Dr|Revd?|Fr|Prof)\b\.? (?:[A-Z]\.? ?){0,3}"
    r"[A-Z][\w’'-]{1,30}(?: [A-Z][\w’'-]{1,30})?"
)
NAMED = re.compile(PERSON)
HOLDING = re.compile(rf"(?P<name>{PERSON}) \((?:the )?(?P<post>[^()]{{3,60}})\)")
HELD = re.compile(
    rf" \({PERSON}(?:,? (?=[^()]))?(?P<more>[^()]{{0,80}})\)|, {PERSON}(?:,(?= )|(?=[.;]))"
)
# "the office (office@oak.example)", "the bursar on 01632 960555 or at bursar@oak.example"; never
# "or to help@oak.example", which is another to write to.
PUT_IN = re.compile(
    rf"{ROOM}\({ROOM}{HOW}?{CONTACT}{MORE}{ROOM}\)"
    rf"|,?{GAP}(?:(?:or|and){GAP})?{HOW}{CONTACT}{MORE}",
    re.I,
)
ANY = re.compile(rf"(?<![\w.+-]){CONTACT}")  # begun at each letter, a long word is slow
HINTS = ("@", "www.", "http", "0", "+44")


def without_particulars(old: str, new: str) -> tuple[str, str]:
    """Take off the school's side who holds a post and how to reach it, where the model has none."""
    return old, _without_contacts(old, _without_persons(old, new))


def _without_persons(old: str, new: str) -> str:
    """Write "Mrs Hall (headteacher)" and "the headteacher, Mrs Hall," as the model does."""
    if MARK in old or NAMED.search(old) or not NAMED.search(new):
        return new
    said = HOLDING.sub(lambda found: f"the {found['post']}", new)
    return HELD.sub(lambda found: f" ({found['more']})" if found["more"] else "", said)


def _without_contacts(old: str, new: str) -> str:
    """Leave out how to reach whom a text names, where the model says none of it."""
    if MARK in old or not any(map(new.__contains__, HINTS)) or ANY.search(old):
        return new
    return PUT_IN.sub("", new)
