"""The sentences in which a policy speaks of its own adoption and review."""

from __future__ import annotations

import re
from typing import Final

# What every pattern below asks for: few of a policy's sentences have one.
ADOPTING: Final = ("adopted", "approved", "ratified", "agreed", "committed")
TELLING: Final = (*ADOPTING, "effect", "force", "review", "revis", "updated")

ADOPTED_BY = re.compile(
    r"""\b (?: governing \s+ (?: body | board ) | governors | board \s+ of \s+ (?: governors
        | trustees ) | trustees | trust \s+ board | local \s+ (?: governing \s+ (?: body
        | board ) | academy \s+ committee ) )
        \s+ (?: of | at | for ) \s+ (?P<school> .{3,90}? ) \s+ (?: has | have
            | had )? \s* (?: formally \s+ )? (?: adopted | approved | ratified | agreed
            | is \s+ committed ) """,
    re.VERBOSE | re.IGNORECASE,
)

BY_SCHOOL = re.compile(  # "…, adopted by Oakfield Primary School"
    r"""\b (?i: adopted | approved ) \s+ (?: by | at | for ) \s+ (?: the \s+ )?
        (?! .{0,80} \b (?i: govern | board | trustees | committee ) )
        (?P<school> [A-Z] [^.,;]{4,80}? ) (?= \s+ (?: on | in ) \s | [.,;] | \Z )""",
    re.VERBOSE,
)

BY_WHOM = re.compile(
    r"""\W* (?: .{0,60}? \b (?: policy | document | procedures? | code | it ) \s+ (?: was | is
            | were | has \s+ been ) \s+ (?: formally \s+ )? )?
        (?: adopted | approved | ratified | agreed ) \s+ by \s+ (?: the \s+ )?
        (?P<body> [\w ]{0,40}? (?: governing \s+ (?: body | board ) | governors | trustees
            | board \s+ of \s+ (?: governors | trustees ) | board | committee | [FL]G[BC] \b ) )
        (?: \s+ (?: of | at | for ) \s+ (?P<school> .{3,90}? ) )? \s+ (?: on | in | at ) \b""",
    re.VERBOSE | re.IGNORECASE,
)

# "Agreed at the meeting of the Finance Committee held on …", "Approved by the Trust Board".
_COUNCIL = r"""(?: [\w’'-]+ \s+ ){0,5}? (?: governing \s+ (?: body | board ) | governors | trustees
    | (?: trust \s+ )? board (?: \s+ of \s+ \w+ )? | committee | council | [FL]G[BC] \b )"""
AT_MEETING = re.compile(
    rf"""\W* .{{0,60}}? \b (?: adopted | approved | ratified | agreed ) \s+ at \s+ (?: a | the )
        \s+ (?: \w+ \s+ )? meeting \s+ of \s+ (?: the \s+ )? (?P<body> {_COUNCIL} ) \b""",
    re.VERBOSE | re.IGNORECASE,
)
BY_LABEL = re.compile(  # "Approved by the board on", "Finance Committee – approved"
    rf"""(?: .* \b by | approved | ratified | agreed ) \s+ (?: the \s+ )? (?P<body> {_COUNCIL} )
        (?: \s+ (?: on | in | date ) )? :?
    | (?P<first> {_COUNCIL} ) (?: \s [–-] )? \s+ (?: adopted | approved | ratified | agreed )
        (?: \s+ (?: on | in ) )? :?""",
    re.VERBOSE | re.IGNORECASE,
)
APPROVED_BY = re.compile(  # a line of its own: "Approved by the Finance Committee"
    rf"""(?: adopted | approved | ratified | agreed ) \s+ by \s+ (?: the \s+ )?
        (?P<body> {_COUNCIL} )""",
    re.VERBOSE | re.IGNORECASE,
)
BODY_ALONE = re.compile(rf"(?: the \s+ )? {_COUNCIL}", re.VERBOSE | re.IGNORECASE)

ADOPTION = re.compile(
    r"""\b (?: adopted (?! \s+ from \s [^.;]{0,60} \b model \b
            (?! [^.;]{0,60} \b on \s+ (?: the \s+ )? \d ) ) | ratified | approved | agreed ) \b
        (?: \s+ this \s+ (?: model \s+ )? (?: policy | document | procedure | code ) )?
        (?P<rest> (?: \s+ by \s+ [\w’' ]{3,40}? )? [\s:,–-]+
                \d{1,2} (?: st | nd | rd | th )? [\s./-] \S+ [\s./-] \d{2,4} \b
            | [^.;]{0,120}? \b (?: on | in | at | during | from | of ) \b \s+ .{0,100} )""",
    re.VERBOSE | re.IGNORECASE,
)

OF_ITSELF = re.compile(
    r"""\W* (?: formally \s+ )? (?: adopted | approved | ratified | agreed | reviewed
        | next \s+ review | it \s+ (?: was | is | has | will ) ) \b
    | .* \b (?: policy | model | document | procedures? | code ) \b""",
    re.VERBOSE | re.IGNORECASE | re.DOTALL,
)

EFFECT = re.compile(r"""\b (?: takes? \s+ effect | came \s+ into \s+ (?: effect | force )
    | comes \s+ into \s+ (?: effect | force ) | is \s+ effective ) \s+ (?: on | from
    | in ) \s+ (?P<rest> .{0,40} )""", re.VERBOSE | re.IGNORECASE)  # fmt: skip

REVIEWED_BY = re.compile(
    r"""(?: (?: next | will \s+ be | to \s+ be
        | due \s+ for ) \s+ (?: \w+ \s+ ){0,3}? (?: review (?: ed )? )
        | will \s+ (?: next \s+ )? review | review \s+ (?: date
        | is \s+ due ) | (?: next | date \s+ of ) \s+ review )
        (?P<rest> [^.;]{0,80} \d{2,4} .{0,20} )""",
    re.VERBOSE | re.IGNORECASE,
)

LAST_REVIEWED = re.compile(
    r"""\b (?: was | has \s+ been ) \s+ (?: last | most \s+ recently ) \s+
        (?: reviewed | updated | revised ) \b (?P<rest> [^.;]{0,60} \d{2,4} )""",
    re.VERBOSE | re.IGNORECASE,
)

REVIEW_SENTENCE = re.compile(
    r"\b (?: review (?: ed | s )? | revis (?: ed | ion ) | updated ) \b", re.VERBOSE | re.IGNORECASE
)

POLICY_SUBJECT = re.compile(
    r"\b (?: policy | document | procedures? | code ) \b | \A \W* it \s",
    re.VERBOSE | re.IGNORECASE,
)

CYCLES: Final = tuple(
    (re.compile(pattern, re.VERBOSE | re.IGNORECASE), name)
    for pattern, name in (
        (r"\b (?: bi-?annual (?:ly)? | bi-?yearly ) \b", "biannual"),
        (r"""\b (?: biennial (?:ly)? | every \s+ (?: two | 2 | second | other ) \s+ years?
            | (?: two | 2 ) [\s-]+ year (?:ly|s)?
            | (?: every \s+ )? 24 \s+ months ) \b""", "every 2 years"),
        (r"""\b (?: triennial (?:ly)? | every \s+ (?: three | 3 | third ) \s+ years?
            | (?: three | 3 ) [\s-]+ year (?:ly|s)?
            | (?: every \s+ )? 36 \s+ months ) \b""", "every 3 years"),
        (r"""\b (?: every \s+ (?: four | 4 ) \s+ years | (?: four
            | 4 ) [\s-]+ year (?:ly|s)? ) \b""", "every 4 years"),
        (r"""\b (?: every \s+ (?: five | 5 ) \s+ years | (?: five
            | 5 ) [\s-]+ year (?:ly|s)? ) \b""", "every 5 years"),
        (r"""\b (?: every \s+ (?: six | 6 ) \s+ months | six[\s-]monthly | twice \s+ a \s+ year
            | half[\s-]yearly ) \b""", "every 6 months"),
        (r"\b (?: termly | every \s+ term | each \s+ term ) \b", "termly"),
        (r"""\b (?: annual (?:ly)? | yearly | (?: every | each | once \s+ a
            | per ) \s+ (?: school \s+ | academic \s+ )? year | every \s+ (?: 12
            | twelve ) \s+ months | (?: one | 1 ) [\s-]+ year ) \b""", "annual"),
    )
)  # fmt: skip
