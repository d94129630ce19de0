"""The school's name within a longer line: beside a title, a motto, an address or a trust."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from toolkit.structure.identity import (
    ends_as_school,
    is_school,
    is_title,
    may_name_school,
    split_named_title,
)

SEPARATOR: Final = (
    r"\s+ [-–—|] \s+ | \s* : \s+ | \s* \n \s* | \t+ | (?<= [a-zA-Z]{4} ) \. \s+ (?= [A-Z] )"
)
_PARTS = re.compile(SEPARATOR, re.VERBOSE)
_PAGE = re.compile(r"\bPage\b.*$")

_SCHOOL_FIRST = re.compile(
    r"""(?P<school> (?: [A-Z][\w’'.-]* \s+ | (?: of | and | the | & ) \s+ ){1,7}? (?i: Primary
        | Infant | Junior | Nursery | High | Middle | Grammar | Community
        | First )? \s* (?i: School | Academy (?: \s+ Trust )? | Learning \s+ Trust | Federation
        | College | Nursery )(?= [’']s? \s | \s ) ) (?: [’']s? )? \s+""",
    re.VERBOSE,
)

# "Oak School is part of Ash Trust": what a school belongs to is not what it is called.
_BELONGING = re.compile(
    r"""[\s,(–-]{1,5} (?: is \s+ | are \s+ )? (?: proud (?: ly )? \s+ )? (?: to \s+ be \s+ )?
            (?: (?: an? \s+ )? (?: part | member | partner ) \s+ (?: of | in )
                | an? \s+ (?: \w+ \s+ )? (?: school | academy ) \s+ (?: of | in | within )
                | sponsored \s+ by )
            \s+ .* \Z
        | \s+ \( [^()]{0,60} \b (?: trust | federation | partnership | mat ) \b [^()]{0,20} \) \Z
        | \s+ by \s+ [A-Z] .* \Z
        | \s+ (?: governing \s+ (?: body | board ) | governors | trustees | staff ) \Z""",
    re.VERBOSE | re.IGNORECASE,
)
_LEAD = re.compile(
    r"""\A [©\s]* (?: (?: (?: prepared | written | produced | developed ) \s+ for
        | welcome \s+ to | here \s+ at | at | for | of
        | (?: the \s+ )? (?: governing \s+ (?: body | board ) | governors | trustees | staff
            | head \s* teacher | parents | pupils ) \s+ (?: of | at ) ) \s+ )?""",
    re.VERBOSE | re.IGNORECASE,
)
_POLICY_AFTER = re.compile(r"(?i:school|academy|college)\s+Polic(?:y|ies)\b")
# "Oak School, Mill Lane, Denby": a place may be part of a name, its street is not.
_ADDRESS = re.compile(
    r"""(?<= school | cademy | ollege ), \s (?: [^,]+ , .*
        | .* (?: \d | \b (?: road | street | lane | avenue | way | close | drive | hill ) \b ) .* )
        \Z""",
    re.VERBOSE | re.IGNORECASE,
)
# "© Oak School 2024", "Oak School May 2024": the date of a page, never part of the name.
_YEAR = re.compile(
    r"""[\s,(–-]{0,5} (?: © \s* )? (?: (?: \d{1,2} (?: st | nd | rd | th )? \s+ )?
            (?: jan | feb | mar | apr | may | june? | july? | aug | sept? | oct | nov | dec
                | spring | summer | autumn ) [a-z]{0,6} (?: \s+ term )? \s+ )?
        (?: 19 | 20 ) \d\d (?: \s* [-/–] \s* \d{2,4} )? \)? \Z""",
    re.VERBOSE | re.IGNORECASE,
)
_BRACKETED = re.compile(r"\(([^()]{5,80})\)")
_OF_SCHOOLS = re.compile(r"\Aschool\s(?!of\b)", re.IGNORECASE)  # "School Trips and Visits"
LONGEST: Final = 300  # characters of a line that names a school


def schools_in(text: str) -> Iterator[str]:
    """Find the school's name in a line of a cover or a page: "Oak Hill School – Phones Policy"."""
    if not may_name_school(text[:LONGEST]):
        return
    plain = _PAGE.sub("", text[:LONGEST])
    for part in _PARTS.split(plain):
        yield from _in_part(_YEAR.sub("", part.strip()))


def _in_part(part: str) -> Iterator[str]:
    if is_school(part) and not is_title(part) and not _OF_SCHOOLS.match(part):
        yield own_name(part)
    elif named := split_named_title(part):
        yield named[1]
    elif is_title(part) or _POLICY_AFTER.search(part):
        yield from _beside_title(part)
    else:
        beside = part.split(" / ") if "ysgol" in part.lower() else [part]  # in two languages
        whole = [own_name(each) for each in beside]
        names = [*whole, *(name.partition(", ")[0] for name in whole)]
        yield from [name for name in names if is_school(name) and ends_as_school(name)][:1]


def _beside_title(part: str) -> Iterator[str]:
    """Find it before a title, "Oak Hill School Phones Policy", or after: "Phones at Oak School"."""
    bracketed = _BRACKETED.search(part)
    if bracketed and is_school(bracketed[1]):  # "Phones Policy (Oak Hill School)"
        yield bracketed[1]
        return
    match = _SCHOOL_FIRST.match(part)
    if match and is_school(match["school"]):
        rest = part[match.end() :]
        if rest[:1].isupper() or " " not in rest:  # "Oak School policy"
            yield match["school"]
    elif is_school(placed := part.rpartition(" at ")[2]) and ends_as_school(placed):
        yield placed


def own_name(text: str) -> str:
    """Take off a name what is set about it: its governors, its street, the trust it belongs to."""
    first, *later = text.split(", ")
    named = [each for each in later if is_school(each) and ends_as_school(each)]
    if named and not is_school(first):  # "The Headteacher, Oak Hill School"
        text = named[0]
    plain = _BELONGING.sub("", _LEAD.sub("", text))
    placed = plain.rpartition(" at ")[2]
    return _ADDRESS.sub("", placed if is_school(placed) else plain)
