"""The labels under which schools state a policy's facts: "Date of issue", "Ratified by"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Final, Literal

FieldName = Literal[
    "title",
    "school",
    "adopted_on",
    "approved_on",
    "effective_on",
    "issued_on",
    "reviewed_on",
    "written_on",
    "dated",
    "review_on",
    "review_cycle",
    "approved_by",
    "author",
    "model_source",
    "model_edition",
    "signatory",
    "signed_on",
    "post",
    "other",
]
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


_POLICY = r"(?: (?: the | this ) \s+ )? (?: policy | document | procedure | code | version )"
_THING = rf"""(?: (?: {_POLICY} | governing \s body | governors | governor | board | trust
    | committee | head \s* teacher | principal ) (?: [’']s? )? \s+ )"""
_BODY = r"""(?: \s+ (?: (?: by | with | at ) \s+ )? (?: the \s+ )? (?: [\w’'-]+ \s+ ){0,4}?
    (?: governing \s+ (?: body | board ) | governors | trust (?: ees )?
    | board (?: \s of \s \w+ )? | directors | [fl]g[bc] | slt | smt | leadership \s team
    | committee | council | school | head \s* teacher | staff ) )?"""
_COUNCIL = r"""(?: (?: [\w’&'-]+ \s+ ){0,4}? (?: committee | governing \s (?: body | board )
    | governors | trustees | board | [fl]g[bc] ) (?: \s+ [–-] )? \s+ )"""
_WAS = r"(?: (?: was | is | were | to \s be | has \s been | became ) \s+ )?"


def _dated(past: str, noun: str) -> str:
    """All ways to say when something was done: "Date of N", "Date P", "P on", "N date"."""
    return rf"""(?: (?: date s? | day | when ) (?: \s+ (?: of
        | for ) )? \s+ (?: the \s+ )? {_THING}? (?: (?: first | full ) \s+ )?
            (?: {past} | {noun} ) {_BODY}
        | (?: (?: date | when ) \s+ (?: that \s+ )? )? {_THING}? {_WAS} (?: first \s+
            | last \s+ )? (?: {past} ) (?: \s+ (?: and | & ) \s+ (?: {past} ) )?
            {_BODY} (?: \s+ on | \s+ in | \s+ from | \s+ date )?
        | {_COUNCIL} (?: {past} ) (?: \s+ on | \s+ in )?
        | (?: date \s+ of \s+ ) (?: the \s+ )? {_COUNCIL} (?: {noun} )
        | {_THING} (?: {noun} ) | {_THING}? (?: {noun} ) (?: \s+ date | \s+ on | \s+ from ) {_BODY}
        | (?: date \s+ )? {_POLICY} \s+ (?: {past} ) )"""


_LABELS: Final[tuple[tuple[FieldName, str], ...]] = (
    ("signed_on", r"date \s+ (?: of \s+ )? (?: signatures? | signing | signed ) | signed \s+ on"),
    ("review_cycle", r"""(?: frequency | cycle | period ) \s+ of \s+ review | reviewed
        | (?: policy \s+ )? review \s+ (?: cycle | frequency | period | interval | schedule
            | timescale | timetable )
        | how \s often .{0,20} | to \s be \s reviewed | (?: policy \s+ )? review"""),
    ("review_on", rf"""(?: (?: date | time ) \s+ (?: of | for ) \s+ (?: the \s+ )? )?
            (?: next (?: \s+ scheduled )? | future | planned | scheduled | proposed | suggested )
            \s+ (?: (?: policy | full | formal ) \s+ )? review {_BODY}
            (?: \s+ (?: date | due | by | on | due \s date | due \s on | due \s by ) )?
        | (?: date \s+ )? (?: of | for ) \s+ review | date \s+ (?: of
            | for ) \s+ (?: policy \s+ )? review | (?: policy \s+ )? review \s+ (?: date | due
            | by | on | due \s+ (?: date | by | on ) )
        | (?: date \s+ )? due \s+ for \s+ (?: review | renewal ) | date \s+ for \s+ renewal
        | review \s+ (?: date \s+ \d | no \s+ later \s+ than ) | review \s+ date \s+ due
        | date \s+ (?: next \s+ )? (?: review \s+ (?: is \s+ )? | to \s be \s reviewed | due )
        | (?: policy \s+ )? (?: to \s be \s | next \s )
            (?: reviewed | renewed | revisited | revised | looked \s at \s again ) {_BODY}
            (?: \s+ (?: by | on | in ) )?
        | renewal (?: \s+ date )? | valid \s+ until
        | (?: date \s+ of \s+ )? expir (?: y | es | ing ) (?: \s+ date )?
        | date \s+ of \s+ (?: next \s+ )? renewal | target \s+ review \s+ date
        | next \s+ due (?: \s for \s review )? | next \s+ (?: scheduled \s+ )? update"""),
    ("adopted_on", _dated("adopted|established", "adoption") + "| adopted"),
    ("approved_on", r"(?: reviewed | updated | revised ) \s+ (?: and | & ) \s+ approved .{0,30} |"
        + _dated("approved|ratified|agreed|authorised|accepted|endorsed|determined"
        "|signed \\s off", "approval|ratification|agreement|authorisation")
        + r"""| approved | ratified | agreed | (?: adopted | approved | agreed | ratified ) \s+ at
        | (?: approval \s+ )? date \s+ (?: & | and ) \s+ body"""),
    ("effective_on", _dated("effective|implemented|operative|active",
        "implementation|commencement|effect")
        + r"""| effective | with \s effect \s from | in \s force \s from | valid \s+ from
            | start \s+ date"""),
    ("issued_on", _dated("issued|published|circulated", "issue|publication") + r"| issued | issue"),
    ("reviewed_on", _dated("last \\s+ reviewed|reviewed|revised|updated|amended|refreshed",
        r"(?: last | latest | previous ) \s+ review | (?: last \s+ )? (?: revision | update )")
        + r"""| last \s+ (?: reviewed | review | updated | update | revised )
            | latest \s+ (?: review | update ) | reviewed \s+ on | updated | revised"""),
    ("written_on", _dated("written|created|produced|prepared|drafted", "creation")
        + r"| written | created"),
    ("dated", rf"""dated? | v (?: ersion )? \.? \s* \d [\d.]* | (?: this | current ) \s version
        | {_POLICY} \s+ date | version \s+ date | date \s+ of \s+ (?: {_POLICY} | version )"""),
    ("title", rf"""(?: title | name ) \s+ of \s+ {_POLICY} | (?: {_POLICY} \s+ )? title
        | {_POLICY} \s+ name | policy | name \s+ of \s+ policy"""),
    ("school", r"""(?: name \s+ of \s+ (?: the \s+ )? )? (?: school | academy | federation
        | nursery | college | setting
        | establishment | organisation ) (?: \s* / \s* \w+ )? (?: (?: [’']s )? \s+ name )?
            | (?: school | academy ) [’']?s? \s+ name"""),
    ("approved_by", rf"""{_THING}? (?: ratified | approved | adopted | agreed | authorised
        | accepted | endorsed | signed \s off | sanctioned | monitored \s and \s approved )
            \s+ by (?: \s+ (?: & | and | / ) \s+ date )?
        | (?: approving | approval | responsible | reviewing | adopting | ratifying )
            \s+ (?: body | committee | authority | group )
        | approver | (?: governors?[’']? | governing \s body | governor ) \s+ committee
            | committee (?: \s+ responsible )? | approval \s+ level | level \s+ of \s+ approval
        | approval | body \s+ responsible"""),
    ("author", rf"""(?: {_POLICY} \s+ )? (?: author | originator | writer ) s? (?: \s* (?: &
        | and | / ) \s* (?: role | owner | position | title ) )?
        | (?: policy \s+ )? (?: written | prepared | produced | drafted | created | compiled
            | developed | updated | revised | reviewed ) \s+ by
        | (?: {_POLICY} \s+ ) (?: owner | lead | holder | manager | co-?ordinator ) (?: s
            | \s+ \( .* \) )? | owner | (?: (?: slt | smt ) \s )? lead | policy \s+ lead
        | key \s person | (?: lead \s+ )? (?: person (?: \(s\) | s )? | member \s of \s staff
            | staff \s member | officer | manager | postholder | staff | leader )
            \s+ responsible .{{0,30}}
        | (?: responsible | lead | named | contact ) \s+ (?: person | member \s of \s staff
            | officer | staff | manager | leader | slt \s member | individual )
        | responsibility | responsible | author \s* / \s* \w+ | lead \s+ professional"""),
    ("model_edition", r"""model \s+ (?: policy \s+ )? (?: version | edition | date ) | edition
        | (?: date | version ) \s+ of \s+ model (?: \s+ policy )?"""),
    ("model_source", r"""model (?: \s+ policy )? (?: \s+ (?: source | from | used | provider
        | by ) )? | source (?: \s+ of \s+ (?: model | policy ) )?
        | (?: based | modelled ) \s+ (?: up )? on | adapted \s+ from | origin
            | source \s+ document | policy \s+ source"""),
    ("signatory", r"""(?: responsible | authorised | authorising ) \s+ signator (?: y | ies )
        | signator (?: y | ies )
        | signed (?: \s+ (?: by | off \s+ by | on \s+ behalf \s+ of .{0,40} | for .{0,40} ) )?
            | (?: \w+ \s+ ){0,4} signatures? (?: \s+ of .{0,40} )?
        | signed \s* \( .{0,50} \) | signed , .{0,40} | signed \s+ .{0,30} (?: chair | head
            | governor | principal ) .{0,30}"""),
    ("post", r"""(?: chair (?: person | man | woman )? (?: \s+ of (?: \s+ (?! date ) \S+ ){1,6} )?
        | head \s* teacher | head | principal | executive \s+ .{0,20} | governor | link \s+ governor
        | clerk (?: \s+ to .{0,30} )? | head \s+ of \s+ school
            | chief \s+ executive (?: \s+ officer )? | dsl
            | designated \s+ safeguarding \s+ lead | nominated \s+ governor
        | (?: safeguarding | link | named | responsible
            | lead ) \s+ governor ) (?: \s* \( .{0,30} \) )?"""),
    ("other", rf"""(?: type | status | category ) \s+ of \s+ {_POLICY}
        | (?: {_POLICY} \s+ )? (?: version | reference | ref | number | no | status
        | type | category | code ) (?: \s* (?: number | no | control | \# ) )? \.?
        | (?: cross | related | linked | associated | supporting ) [\s-]+ (?: reference s?
            | policies | documents? | policy .{{0,20}} ) .{{0,20}} | outcome s?
        | links? \s+ (?: to | with ) \s+ .{{0,30}} | (?: target \s+ )? audience
            | applies \s+ to | statutory .{{0,20}} | website | published \s+ .{{0,30}} | location
        | distribution | circulation | department | (?: key | summary \s of | reason \s for
            | details? \s of | nature \s of | record \s of ) \s+ (?: changes? | amendments?
            | revisions? ) | changes? | amendments?
        | (?: note s? | description | comment s? ) (?: \s+ of \s+ \w+ )? | tel (?: ephone )?
            | phone | e-?mail (?: \s+ address )? | address | urn | dfe \s+ (?: no | number )
            | equality .{{0,40}} | name | print \s+ name | position | role | print
        | consultation .{{0,40}} | consulted .{{0,30}} | superseded? .{{0,30}} | replaces
            | file \s+ name | (?: academic \s+ )? year | minute .{{0,20}} | sign"""),
)  # fmt: skip
_COMPILED: Final = tuple(
    (name, re.compile(pattern, re.VERBOSE | re.IGNORECASE)) for name, pattern in _LABELS
)
_LONGEST_LABEL: Final = 60  # characters; "Date approved by the full governing body" has 40

PLACEHOLDER = re.compile(
    r"""[\[<{(] [^\]>})]{0,60} [\]>})] | [._…‥·\s\-–—/\\xX?]* | (?: insert | add | enter
        | click | tbc | tba | n/?a
    | to \s be \s (?: confirmed | agreed ) | type \s+ here | please
        | d{1,2} [/.\-] m{1,2} [/.\-] y{2,4} ) \b .{0,60} | none | date | name
    | \{\{ .* \}\}""",
    re.VERBOSE | re.IGNORECASE,
)


@lru_cache(maxsize=1024)  # what schools call their facts recurs; a label tries twenty patterns
def field_name(label: str) -> FieldName | None:
    """Name the fact that a label announces; None for a label that announces none we know.

    >>> field_name("Date Policy became effective"), field_name("Ratified by:")
    ('effective_on', 'approved_by')
    """
    plain = " ".join(_ASIDE.sub("", label).strip(" :.-–—*\t").split())
    if not plain or len(plain) > _LONGEST_LABEL:
        return None
    names = (_known(part) for part in dict.fromkeys((plain, *plain.split("/"))))
    return next((name for name in names if name), None)


_ASIDE = re.compile(r"\s* \( (?: or | and ) \b [^()]* \) \s* $", re.VERBOSE | re.IGNORECASE)


def _known(label: str) -> FieldName | None:
    plain = label.strip()
    return next((name for name, pattern in _COMPILED if pattern.fullmatch(plain)), None)


def is_unfilled(value: str) -> bool:
    """Tell whether a value is a gap that nobody filled: "[insert date]", "........", "TBC"."""
    return len(value) <= LONGEST_LINE and PLACEHOLDER.fullmatch(value.strip()) is not None


_LEADERS = r"(?: [._…]{3,} | \t+ | \s{3,} )"
_PAIR = re.compile(
    rf"""(?P<label> [A-Za-z][^:\t|]{{1,{_LONGEST_LABEL}}}? ) \s* (?: : | {_LEADERS}
        | \s [-–—] \s ) \s* (?P<value> .* )""",
    re.VERBOSE | re.DOTALL,
)
_NEXT_LABEL = re.compile(
    r"(?: (?<= \s ) | (?<= [._…|;] ) ) (?= [A-Z] [A-Za-z’' ]{2,40} : )", re.VERBOSE
)
# A stop, or a comma, a dash or a year before the next fact: "Updated May 2024 Review May 2026".
_SENTENCE_END = re.compile(
    r"""(?<= [.;] ) \s+ (?= [A-Z] ) | ; \s+
    | (?: , \s+ | \s+ [-–—] \s+ | (?<= \d\d ) \s+ \(? )
        (?= (?i: (?: and | to \s be | next | due | for | last | policy | date | of | full ) \s+ )*
            (?i: review | reviewed | renewal | expires | approved | adopted | ratified | agreed
                | updated? | revised ) \b )""",
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
        ,? \s+ (?P<value> [\d(]\S* .{0,25}
        | (?: Jan | Feb | Mar | Apr | May | Jun | Jul | Aug | Sep | Oct | Nov | Dec
            | Autumn | Spring | Summer )\w* .{0,20} )""",
    re.VERBOSE,
)


_BY_SOMEBODY = re.compile(  # "Last updated by J Smith, 3 Sept 2024"
    r"""(?P<label> (?: last \s+ )?
            (?: updated | revised | amended | reviewed | approved | agreed ) )
        \s+ by \s+ (?! (?: the | each | every ) \b ) [\w .’'-]{2,50} [,(–-] \s* (?: on \s+ )?
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
        return (name, by["label"], by["value"]) if name else None
    if written := _WRITTEN.fullmatch(text):
        return "author", written["label"], written["value"]
    plain = _MINUTE.sub("", text) if text.rstrip().endswith(")") else text
    match = _BEFORE_DATE.fullmatch(plain) if _YEAR_LAST.search(plain[-4:]) else None
    if match is None:
        return None
    name = field_name(match["label"])
    return (name, match["label"], match["value"].strip("()")) if name else None
