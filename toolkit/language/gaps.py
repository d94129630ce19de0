"""Where a text is to be filled in: `{{ school.name }}`, [insert date], dot leaders, XXXX."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

from toolkit.document import Clause, Place

GAP: Final = "gap"  # the name of a place that says nothing of itself

_NAMED = r"\{\{-? \s* (?P<named> [A-Za-z_][\w.]* ) \s* (?: \| [^{}]* )? -?\}\}"

# What a gap asks for: an order to the adopter, or the name of a thing that only a school knows.
_ORDER = r"(?: insert | add | enter | type | give | state | specify | complete | delete | amend )"
_THING = r"""(?: (?:your \s+ | the \s+)? (?: full \s+ )? (?: school | academy | trust | federation
    | nursery | setting | college | date | name | title | number | logo | month | year | address
    | e-?mail | telephone | phone | chair | head | headteacher | governor | dsl | dpo
    | governing \s (?: body | board ) | trust \s board | local \s authority
    | county \s council ) )"""
_KNOWN = rf"(?: {_THING} (?: ['’]?s )? (?: [ /]+ [\w./()'’-]+ ){{0,8}} | x{{1,3}} )"
# In square brackets a name or a number is asked for whatever stands before it.
_SQUARED = r"""(?: (?= [^\[\]\n]* \b (?: names? | dates? | numbers? | titles? | contacts? | address
    | e-?mail | telephone | phone | governor | headteacher | dsl ) \b ) [^\[\]\n]{1,80} )"""
# Alone in square brackets these are for the school to settle; "[at the time]" is an aside.
_SETTLED = r"""(?: (?: £ \s* )? (?: (?: agreed | start | finish | opening | closing ) \s+ ){0,2}
    (?: amount | sum | price | fee | cost | rate | percentage | figure | time | hour | period
    | frequency | purpose | role | post | person | company | provider | supplier | caterer
    | contractor | website | link | url | room | location | venue | system ) s?
    (?: \s+ (?: of | for ) \s+ [^\[\]\n]{1,40} )?
    | insert | enter | specify
    | (?: describe | list | explain | outline | set \s out | provide | choose | select | identify )
    \s [^\[\]\n]{1,80} )"""
_OF_WHOM = rf"(?: names? | titles? | logo ) \s+ of \s+ {_THING}"
_ASKED = (
    rf"(?: {_ORDER} \b [^\[\]()<>\n]{{1,80}} (?: \( [^()\n]{{0,20}} \) [^\[\]()<>\n]{{0,40}} )? )"
)
# Round brackets are ordinary punctuation: "(add name(s) here)", never "(complete the form first)".
_HERE = rf"""(?: insert \b [^()\n]{{1,60}}
    | {_ORDER} (?: \s+ [\w/-]+ (?: \( s \) )? ){{1,5}} \s+ here
    | {_ORDER} \s+ (?: [\w/-]+ \s+ ){{0,2}} {_THING} (?: \( s \) )?
    | {_OF_WHOM} | school \s+ (?: name | to \s {_ORDER} [^()\n]{{0,40}} )
    | please \s (?: insert | specify ) \b [^()\n]{{0,60}} )"""
_BRACKETED = rf"""\[ \s*
    (?P<bracketed> {_ASKED} | {_KNOWN} | {_SQUARED} | {_SETTLED} ) \s* \] (?! \( )
    | (?<= £ ) \[ \s* (?P<sum> [^\[\]\n]{{1,30}} ) \s* \]
    | \( \s* (?P<parenthesis> {_HERE} ) \s* \)
    | <{{1,2}} \s* (?P<angled> {_ASKED} | {_KNOWN} ) \s* >{{1,2}}
    | (?<! [{{%] ) \{{ \s* (?P<braced> {_ASKED} | {_KNOWN} ) \s* \}} (?! [}}%] )
    | « \s* (?P<merge_field> [^«»\n]{{1,60}}? ) \s* »"""

# Three dots or one "…" are an ellipsis; leaders before a page number belong to a contents list.
_LEADERS = r"(?: \.{5,}+ | … (?: … | \.\. ) [….]*+ | (?: \.[ ] ){4,}+ \.? ) (?! [ ]* \d+ \Z )"
_UNDERSCORES = r"_{3,} (?: [ ]? [/.-] [ ]? _{2,} )*"  # "___ / ___ / ______" is one date
_DAY, _MONTH, _YEAR = (rf"(?: {pair} | XX | xx | __? )" for pair in ("DD|dd", "MM|mm", "YY|yy"))
_DATE = rf"\b {_DAY} [/.-] {_MONTH} [/.-] {_YEAR}{{1,2}}"
# "Part XXX" is thirty.
_CROSSES = r"""(?<! Part \s ) (?<! Title \s ) (?<! Chapter \s ) (?<! Schedule \s )
        \b (?: X{3,} | x{3,} ) \b
    | £ \s? (?: X{1,3} | x{1,3} ) \b
    | (?<! Part \s ) (?<! Title \s ) (?<! Chapter \s ) (?<! Schedule \s ) (?<! Section \s )
        (?<! Article \s ) (?<! Annex \s ) (?<! Appendix \s )
        \b (?: XX | xx ) (?= \s? % | \s+ (?: per \s cent | people | children | staff
        | [a-z]{3,}s ) \b )
    | \b (?: XX? | xx? ) (?= \s+ (?: (?: working | school | calendar ) \s+ )?
        (?: minute | hour | day | week | month | year | term ) s? \b )"""
_SILENT = rf"(?P<silent> {_DATE} | {_LEADERS} | {_UNDERSCORES} | {_CROSSES} )"

# Asked for each time that a form or letter is used: no adopter can fill it in.
EACH_TIME: Final = re.compile(
    r"""\b (?: child | pupil | student | learner | young \s person | colleague | employee
        | applicant | candidate | complainant | visitor | volunteer | incident
        | member \s of \s staff | parent (?! \s (?: governor | rep ) ) ) s? \b""",
    re.VERBOSE | re.IGNORECASE,
)

PLACE: Final = re.compile(rf"{_NAMED} | {_BRACKETED} | {_SILENT}", re.VERBOSE | re.IGNORECASE)
# What every place has in it; most clauses have none of these, and need not be searched.
_HINT = re.compile(r"[\[{(<«_…£]|\.[ ]?\.|xx|\bx\s|DD[/.-]", re.IGNORECASE)
_CASED = re.compile(rf"{_DATE} | {_LEADERS} | {_UNDERSCORES} | {_CROSSES}", re.VERBOSE)


def find_places(text: str) -> tuple[Place, ...]:
    """Find the marked places of a text, in order, none overlapping.

    A place is named by its dotted name, by what its brackets say, or `gap`.

    >>> find_places("a member of [insert school name] must")
    (Place(start=12, end=32, name='insert school name'),)
    """
    if not _HINT.search(text):
        return ()
    return tuple(
        Place(match.start(), match.end(), _name(match))
        for match in PLACE.finditer(text)
        if not match["silent"] or _CASED.match(text, match.start())
    )


def _name(match: re.Match[str]) -> str:
    said = next(
        (value for key, value in match.groupdict().items() if value and key != "silent"), ""
    )
    return " ".join(said.split()) or GAP


def without_places(text: str) -> str:
    """Blank the marked places of a text.

    >>> without_places("a member of [insert school name] must")
    'a member of   must'
    """
    for place in reversed(find_places(text)):
        text = f"{text[: place.start]} {text[place.end :]}"
    return text


@lru_cache(maxsize=4096)
def places_of(clause: Clause) -> tuple[Place, ...]:
    """Give the clause's marked places, and the gaps that were printed without marking them."""
    known = list(clause.places)
    for gap in find_places(clause.text):
        if not any(place.start < gap.end and gap.start < place.end for place in known):
            known.append(gap)
    return tuple(sorted(known, key=lambda place: place.start))
