"""Where words must stay as they are: quotations, names, addresses, fixed expressions."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Span:
    """`text[start:end]` stays as it is, and why, in words for the log."""

    start: int
    end: int
    why: str


QUOTATION = "in a quotation"
NAME = "part of a name"
FIXED = "a fixed expression"
OTHERS = "about others in general"
ADDRESS = "part of an address"

# A straight single mark opens only after a gap and before a word, and closes the other way round,
# so that apostrophes are no quotation marks. After an s it may be either: it closes only where no
# plainer mark does before the next one opens ("'users' of the schools' systems").
DOUBLE = (re.compile(r"“[^”]*(?:”|$)"), re.compile(r'"[^"]*(?:"|$)'))
OPENING = r"(?<![\w'])'(?=\w)"
STRAIGHT = re.compile(
    rf"{OPENING}(?:(?:(?!{OPENING}).)*?(?:(?<![s\s])'(?!\w)|(?<=s)'(?![\w\s]))|[^']*?'(?!\w))",
    re.DOTALL,
)
CURLY = re.compile(
    r"(?<!\w)‘(?:[^‘]*?(?:(?<![s\s])’(?!\w)|(?<=s)’(?![\w\s]))|[^’]*?’(?!\w)|.*)", re.DOTALL
)
PAIRS = (*DOUBLE, STRAIGHT, CURLY)
TOP_LEVEL = "uk|org|com|net|eu|info|io|test|example"
WEB = re.compile(
    rf"\S*(?:://|www\.|@)\S+|\b[\w-]+(?:\.[\w-]+)*\.(?:{TOP_LEVEL})\b(?:/\S*)?", re.IGNORECASE
)

# Titles of law: "School Standards and Framework Act 1998". A possessive ends the run before it.
LAW_WORDS = "Acts?|Regulations|Order|Census|Review Body|Pay and Conditions Document|Admissions Code"
CAPITAL = r"[A-Z][\w-]*(?:s[’'])?"
LINK = r"(?:(?:and|of|for|the|in|on|to|with)\s+)*"
LAW = re.compile(rf"(?:{CAPITAL}[\s,]+{LINK}\(?){{1,8}}(?:{LAW_WORDS})\b(?:\s+\d{{4}})?")


def protected_spans(text: str, phrases: Iterable[str] = ()) -> tuple[Span, ...]:
    """Find the quotations, addresses and titles of law in a text, and the phrases given."""
    return (*_quotations(text), *_addresses(text), *_laws(text), *_phrases(text, phrases))


def covering(spans: Iterable[Span], start: int, end: int) -> Span | None:
    """Give the first span that touches `text[start:end]`."""
    return next((span for span in spans if span.start < end and start < span.end), None)


def _quotations(text: str) -> Iterator[Span]:
    # A double mark that is never closed runs on into the next clause; so does a stray closing one.
    closing, opening = text.find("”"), text.find("“")
    if closing >= 0 and (opening < 0 or closing < opening):
        yield Span(0, closing, QUOTATION)
    for pair in PAIRS:
        yield from (Span(match.start(), match.end(), QUOTATION) for match in pair.finditer(text))


def _addresses(text: str) -> Iterator[Span]:
    for match in WEB.finditer(text):
        yield Span(match.start(), match.end(), ADDRESS)


def _laws(text: str) -> Iterator[Span]:
    if text.isupper():
        return
    for match in LAW.finditer(text):
        yield Span(match.start(), match.end(), NAME)


def _phrases(text: str, phrases: Iterable[str]) -> Iterator[Span]:
    for phrase in filter(None, phrases):
        pattern = rf"(?<!\w){re.escape(phrase)}(?!\w)"
        for match in re.finditer(pattern, text, re.IGNORECASE):
            yield Span(match.start(), match.end(), NAME)
