"""The labels under which schools state a policy's facts: "Date of issue", "Ratified by"."""

from __future__ import annotations

import re
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

_POLICY = r"(?: (?: the | this ) \s+ )? (?: policy | document | procedure | code | version )"
_THING = rf"""(?: (?: {_POLICY} | governing \s body | governors | governor | board
    | trust (?: ees )? | school | academy | committee | head \s* teacher | principal )
    (?: [’']s? )? \s+ )"""
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
    ("written_on", r"""(?: date \s+ )? (?: policy \s+ )? (?: was \s+ )?
        (?: first | originally ) \s+ (?: approved | adopted | agreed | ratified | issued | published
            | written | created | introduced ) (?: \s+ (?: on | in | date | by .{3,40} ) )?"""),
    ("signed_on", r"date \s+ (?: of \s+ )? (?: signatures? | signing | signed ) | signed \s+ on"),
    ("review_cycle", r"""(?: frequency | cycle | period ) \s+ of \s+ review | reviewed
        | (?: policy \s+ )? review \s+ (?: cycle | frequency | period | interval | schedule
            | timescale | timetable )
        | how \s often .{0,20} | to \s be \s reviewed
        | (?: (?: policy | statutory | formal | full | regular ) \s+ )? review"""),
    ("review_on", rf"""(?: (?: date | time ) \s+ (?: of | for ) \s+ (?: the \s+ )? )?
            (?: next (?: \s+ scheduled )? | future | planned | scheduled | proposed | suggested )
            \s+ (?: (?: policy | full | formal ) \s+ )? review {_BODY}
            (?: \s+ (?: date | due | by | on | due \s date | due \s on | due \s by ) )?
        | (?: date \s+ )? (?: of | for ) \s+ review | date \s+ (?: of
            | for ) \s+ (?: policy \s+ )? review | (?: policy \s+ )? review \s+ (?: date | due
            | by | on | due \s+ (?: date | by | on ) )
        | (?: date \s+ )? due \s+ for \s+ (?: review | renewal ) | date \s+ for \s+ renewal
        | review \s+ (?: date \s+ \d | no \s+ later \s+ than | before
            | required \s+ by | due \s+ (?: in | before | during ) ) | next
        | review \s+ date \s+ due
        | date \s+ (?: next \s+ )? (?: review \s+ (?: is \s+ )? | to \s be \s reviewed | due )
        | (?: policy \s+ )? (?: to \s be \s (?: next \s | formally \s | fully \s )? | next \s )
            (?: reviewed | renewed | revisited | revised | looked \s at \s again ) {_BODY}
            (?: \s+ (?: by | on | in ) )?
        | renewal (?: \s+ date )? | valid \s+ until
        | (?: date \s+ of \s+ )? expir (?: y | es | ing ) (?: \s+ date )?
        | date \s+ of \s+ (?: next \s+ )? renewal | target \s+ review \s+ date
        | (?: annual | yearly | biennial | termly ) \s+ review (?: \s+ date )?
        | next \s+ due (?: \s for \s review )?
        | next \s+ (?: scheduled \s+ )? (?: update | revision | approval | adoption | ratification
            | version | edition ) (?: \s+ due )?
            (?: \s+ (?: by | on | in ) )?"""),
    ("adopted_on", _dated("adopted|established", "adoption") + "| adopted"),
    ("approved_on", rf"""{_THING}? {_WAS} (?: last \s+ )? (?: reviewed | updated | revised ) \s+
            (?: and | & | / ) \s+ approved .{{0,40}} |"""
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
        r"(?: last | latest | previous | this | current ) \s+ review"
        r" | (?: last \s+ )? (?: revision | update )")
        + r"""| last \s+ (?: reviewed | review | updated | update | revised )
            | latest \s+ (?: review | update ) | reviewed \s+ on | updated | revised"""),
    ("written_on", _dated("written|created|produced|prepared|drafted", "creation")
        + r"| written | created"),
    ("dated", rf"""dated? | on | (?: academic | school ) \s+ year
        | v (?: ersion )? \.? \s* \d [\d.]* | (?: this | current ) \s version
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
    ("model_edition", r"""(?: (?: the | LE?A | county | council | local \s authority | diocesan )
            (?: [’']s )? \s+ )? model \s+ (?: policy \s+ )? (?: version | edition | date ) | edition
        | (?: date | version | edition ) \s+ of \s+
            (?: (?: the | LE?A | county | council ) \s+ ){0,2}
            model (?: \s+ (?: policy | code ) )?"""),
    ("model_source", r"""(?: (?: LE?A | county | council | local \s authority ) (?: [’']s )? \s+ )?
            model (?: \s+ policy )? (?: \s+ (?: source | from | used | provider
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
            | file \s+ name | year | minute .{{0,20}} | sign"""),
)  # fmt: skip
_COMPILED: Final = tuple(
    (name, re.compile(pattern, re.VERBOSE | re.IGNORECASE)) for name, pattern in _LABELS
)
LONGEST_LABEL: Final = 60  # characters; "Date approved by the full governing body" has 40

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
    if not plain or len(plain) > LONGEST_LABEL:
        return None
    names = (_known(part) for part in dict.fromkeys((plain, *plain.split("/"))))
    return next((name for name in names if name), None)


_ASIDE = re.compile(r"\s* \( (?: or | and ) \b [^()]* \) \s* $", re.VERBOSE | re.IGNORECASE)


def _known(label: str) -> FieldName | None:
    plain = label.strip()
    return next((name for name, pattern in _COMPILED if pattern.fullmatch(plain)), None)


LONGEST_VALUE: Final = 400  # characters; its pattern costs the square of it


def is_unfilled(value: str) -> bool:
    """Tell whether a value is a gap that nobody filled: "[insert date]", "........", "TBC"."""
    return len(value) <= LONGEST_VALUE and PLACEHOLDER.fullmatch(value.strip()) is not None
