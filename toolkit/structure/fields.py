"""Lines that state a policy's facts: "Adopted: May 2024  Review date: May 2026"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final, Literal

from toolkit.structure.labels import LONGEST_LABEL, FieldName, field_name

Source = Literal["table", "line", "cover", "look", "header", "footer", "signature"]


@dataclass(frozen=True, slots=True)
class Field:
    """A fact as printed, under the label that names it; `source` says where it stood.

    A title or school of source "look" is known by nothing but its look.
    """

    name: FieldName
    value: str
    label: str
    source: Source
    page: int | None = None


_LEADERS = r"(?: [._…]{3,} | \t+ | \s{3,} )"
_PAIR = re.compile(
    rf"""(?P<label> [A-Za-z][^:\t|]{{1,{LONGEST_LABEL}}}? ) \s* (?: : | {_LEADERS}
        | \s [-–—] \s ) \s* (?P<value> .* )""",
    re.VERBOSE | re.DOTALL,
)
_NEXT_LABEL = re.compile(
    r"(?: (?<= \s ) | (?<= [._…|;] ) ) (?= [A-Z] [A-Za-z’' ]{1,40} : )", re.VERBOSE
)
# A stop, or a comma, a dash or a year before the next fact: "Updated May 2024 Review May 2026".
_SENTENCE_END = re.compile(
    r"""(?<= [.;] ) \s+ (?= [A-Z] ) | ; \s+
    | (?: , \s+ | \s+ [-–—] \s+ | (?<= \d\d ) \s+ \(? )
        (?= (?i: (?: and | to \s be | next | due | for | last | policy | date | of | full ) \s+ )*
            (?i: review | reviewed | renewal | expires | approved | adopted | ratified | agreed
                | updated? | revised | due ) \b )""",
    re.VERBOSE,
)
LONGEST_LINE: Final = (
    400  # characters; a line of facts is shorter, and its patterns cost its square
)
MAX_VALUE_WORDS: Final = 14


BESIDE: Final = re.compile(r" [|·•] ")  # between facts that stand side by side


def read_pairs(text: str) -> list[tuple[FieldName, str, str]]:
    """Read a line of "Label: value" as (name, label, value); empty where it is anything else.

    One line may hold several: "Adopted: May 2024  Review date: May 2026". So may short sentences,
    if most of them state facts: "Reviewed annually. Last reviewed: May 2024."
    """
    if len(text) > LONGEST_LINE:
        return []
    if len(parts := BESIDE.split(text)) > 1:
        return [pair for part in parts for pair in read_pairs(part)]
    pairs = [pair for piece in _pieces(text.strip()) if (pair := _pair(piece))]
    sentences = _SENTENCE_END.split(text.strip(" ()[]"))
    if len(sentences) == 1:
        return pairs
    said = [pair for each in sentences if (pair := _pair(each.strip(" .;")))]
    mostly = len(said) > max(1, len(pairs)) and 2 * len(said) > len(sentences)
    return said if mostly else pairs


def _pieces(text: str) -> Iterator[str]:
    start = 0
    for match in _NEXT_LABEL.finditer(text) if ":" in text else ():
        label = text[match.start() :].partition(":")[0]
        stated = re.search(rf": | {_LEADERS}", text[start : match.start()], re.VERBOSE)
        if stated and field_name(label):
            yield text[start : match.start()].strip(" |/;")
            start = match.start()
    yield text[start:].strip(" |/;")


def _pair(text: str) -> tuple[FieldName, str, str] | None:
    if match := _PAIR.fullmatch(text):
        name = field_name(match["label"])
        value = match["value"].strip()
        if name and len(value.split()) <= MAX_VALUE_WORDS:
            inner = _unseparated(value) if name == "other" else None  # "Status: Approved May 2024"
            return inner or (name, match["label"].strip(), value)
    return _unseparated(text)


_CYCLE = re.compile(
    r"""(?P<label> (?: (?: this \s+ )? policy \s+ )? (?: to \s+ be \s+ )? review (?: ed )? ) \s+
        (?P<value> (?: every | each | once | on \s an? ) \b .{0,30}
        | (?: bi-? | tri )? (?: ann | enn ) \w+ | yearly | termly
        | (?: two | three | four | \d ) [\s-]* year (?: ly | s )? ) \.?""",
    re.VERBOSE | re.IGNORECASE,
)
_BEFORE_DATE = re.compile(
    r"""(?P<label> [A-Za-z][A-Za-z’'& –-]{3,50}? | [Vv] (?: ersion \s )? \.? \d [\d.]* )
        ,? \s+ (?: (?: in | during | at | on ) \s+ the \s+
            | (?: the \s+ )? end \s+ of \s+ (?: the \s+ )?
            | (?: Mon | Tues? | Wed (?: nes )? | Thu (?: rs )? | Fri | Sat (?: ur )? | Sun )
              (?: day )? ,? \s+ )?
        (?P<value> [\d(]\S* .{0,25}
        | (?: Jan | Feb | Mar | Apr | May | Jun | Jul | Aug | Sep | Oct | Nov | Dec
            | Autumn | Spring | Summer )\w* .{0,20} )""",
    re.VERBOSE,
)


_BY_SOMEBODY = re.compile(  # "Last updated by J Smith, 3 Sept 2024"
    r"""(?P<label> (?: last \s+ )?
            (?: updated | revised | amended | reviewed | approved | agreed ) )
        \s+ by \s+ (?! (?: the | each | every ) \b ) (?P<who> (?: (?! \d ) [\w .’'-] ){2,50}? )
        (?: \s* [,(–-] \s* (?: on \s+ )? | \s+ (?: on | in ) \s+
            | \s+ (?= [A-Z][a-z]+ \s+ \d{4} \Z ) )
        (?P<value> \d .{3,25} | [A-Z][a-z]+ \s+ \d{4} ) \)?""",
    re.VERBOSE | re.IGNORECASE,
)


_WRITTEN = re.compile(  # "Written by J Wood, School Business Manager"
    r"""(?P<label> (?i: written | prepared | produced | compiled | drafted ) \s+ by ) \s+
        (?P<value> [A-Z] [^.:;]{2,60} )""",
    re.VERBOSE,
)
_MINUTE = re.compile(  # "3 May 2024 (Minute 14/24)"
    r"(?<= \d\d ) \s* \( [^()]* [A-Za-z] [^()]* \) \s* \Z", re.VERBOSE
)


_YEAR_LAST = re.compile(r"\d\d\)?\.?\Z")


def _unseparated(text: str) -> tuple[FieldName, str, str] | None:
    """Read "Review date September 2025" and "Reviewed annually": a label and a date or cycle."""
    if cycle := _CYCLE.fullmatch(text):
        return "review_cycle", cycle["label"], cycle["value"]
    if by := _BY_SOMEBODY.fullmatch(text):
        name = field_name(by["label"])
        return (name, f"{by['label']} by {by['who'].strip()}", by["value"]) if name else None
    if written := _WRITTEN.fullmatch(text):
        return "author", written["label"], written["value"]
    plain = _MINUTE.sub("", text) if text.rstrip().endswith(")") else text
    match = _BEFORE_DATE.fullmatch(plain) if _YEAR_LAST.search(plain[-4:]) else None
    if match is None:
        return None
    name = field_name(match["label"])
    return (name, match["label"], match["value"].strip("()")) if name else None
