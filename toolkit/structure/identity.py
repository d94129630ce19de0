"""Identity: the lines that name the policy, the school or the authority, told by their words."""

from __future__ import annotations

import re
from typing import Final

from toolkit.language.kinds import KIND_WORDS, MORE_KINDS
from toolkit.language.lexicon import listed
from toolkit.structure.labels import FieldName, field_name

IDENTITY_WORDS: Final = 30  # a title, a school's or an authority's name is shorter
IDENTITY_LENGTH: Final = 300  # characters
# Words of a name that need no capital: "St John's C of E with St Paul's".
_SMALL: Final = frozenset(
    {
        *("of", "and", "the", "with", "for", "in", "on", "at", "a", "an", "by", "upon", "le", "de"),
        *("s", "c", "e", "ce", "rc", "va", "vc", "y", "yr"),
    }
)
_TITLE_WORD = r"""(?: polic(?: y | ies ) | procedures? | code (?: \s of \s (?: conduct
    | practice | behaviour ) )? | scheme | charter
    | agreements? | guidance | guidelines | protocol | strategy | framework | plan | handbook
        | rules | arrangements
    | statement | principles )"""
_TITLE_END = re.compile(
    rf""".* \b {_TITLE_WORD} (?: \s+ (?: and | & ) \s+ [\w ]{{3,30}} )?
        (?: \s* [-–—:,(] .{{0,60}} | \s+ (?: january | february | march | april | may | june
            | july | august | september
            | october | november | december | spring | summer
                | autumn )? \s* (?: \d{{4}} (?: \s*[-/–]\s*\d{{2,4}} )? )?
                (?: \s* \b v(?:ersion)?\.?\s*[\d.]+ )? )? \s*""",
    re.VERBOSE | re.IGNORECASE,
)
_TITLE_START = re.compile(
    rf"""(?: (?: the | our | county | model | school | whole
        | staff ) [\s-]+ )* {_TITLE_WORD} \s+ (?: on | for | in \s respect \s of | regarding
        | relating \s to | about | concerning ) \b .*""",
    re.VERBOSE | re.IGNORECASE,
)
_OF_THE_POLICY = re.compile(
    rf"""\b (?: (?: this | our | other | related | linked | associated | supporting | these )
            (?: \s+ \w+ )? | the | of | to | with ) \s+ {_TITLE_WORD} s? \s* [:.?]? \s* $
        | ^ (?: policy | statement | mission | vision | equality | equal | aims? | introduction
            | review | key \s | guiding | general ) \b .* \b (?: statement | principles | aims
            | plan | strategy | procedures? | arrangements | framework | guidance ) \s* :? $ """,
    re.VERBOSE | re.IGNORECASE,
)
_AUTHORITY = re.compile(
    r"""\b (?: county | borough | city | district | metropolitan | unitary | local
        | education ) \s+ (?: council | authority | board )
    | \b council \b (?! \s+ (?: will | must | has | is | may | should | recommends | policy ) )
        | \b directorate \b | \b diocese | \b diocesan | \b children[’']?s \s services \b""",
    re.VERBOSE | re.IGNORECASE,
)
_SCHOOL_WORD = r"""(?: school s? | academ (?: y | ies ) | nursery | federation | college | infants?
        | juniors? | primary | trust | pre-?school
    | grammar | partnership | kindergarten | ysgol | pru | pupil \s referral \s unit | utc
    | (?: learning | children[’']?s ) \s centre )"""
_SCHOOL = re.compile(rf"\b {_SCHOOL_WORD} \b", re.VERBOSE | re.IGNORECASE)
_SCHOOL_SIGNS = re.compile(_SCHOOL_WORD, re.VERBOSE | re.IGNORECASE)
_VERB = re.compile(r"""\b (?: is | are | will | must | should | may | has | have | can | aims
    | shall | believes? | adopted | reviewed | approved ) \b""", re.VERBOSE)  # fmt: skip


def identify(text: str) -> FieldName | None:
    """Name a line by its own words: the policy's title, the authority, the school."""
    if len(text) > IDENTITY_LENGTH or len(text.split()) > IDENTITY_WORDS:
        return None
    if text.rstrip().endswith((".", ";", ",", "?")):
        return None
    if is_title(text):
        return "title"
    if _VERB.search(text):
        return None
    if _AUTHORITY.search(text) and not (_OF_DIOCESE.match(text) and is_school(text)):
        return "model_source"
    return "school" if is_school(text) else None


_OF_DIOCESE = re.compile(  # a trust of a diocese's academies is a body of schools
    r".* \b dioces (?: e | an ) \b .* \b (?: trust | academ (?: y | ies ) | federation ) \Z",
    re.VERBOSE | re.IGNORECASE,
)


def is_title(text: str) -> bool:
    """Tell a policy's title: "Use of Phones Policy", "POLICY ON …"; never "Aims of the policy"."""
    plain = _FOR_WHOM.sub("", text.strip())
    if " " not in plain or _BREADCRUMB.search(plain):
        return False
    if (named := split_named_title(plain)) and is_title(named[0]):
        return True
    if " / " in plain:  # in two languages
        return any(is_title(part) for part in plain.split(" / "))
    if _TITLE_START.fullmatch(_OWNER.sub("", plain)):
        return True
    return bool(_TITLE_END.fullmatch(plain)) and not _OF_THE_POLICY.search(plain)


_OWNER = re.compile(  # "Thornbury Vale Academy Policy on Visits"
    r"""\A (?: [A-Z] [\w’'.&()-]* \s+ | (?: of | and | the ) \s+ ){1,7}?
        (?i: School | Academy | College | Federation | Nursery | Trust ) \s+ (?= [A-Z] )""",
    re.VERBOSE,
)
_FOR_WHOM = re.compile(  # "Safeguarding Policy for Schools", "Code of Conduct for all Staff"
    r"""\s+ for \s+ (?: [\w’'-]+ \s+ ){0,4} (?: schools? | academies | settings | staff | employees
        | teachers | workers | contractors | volunteers | visitors | governors | trustees | parents
        | carers | pupils | students | children )
        (?: \s+ (?: and | & | in | of ) \s .{1,40} )? $""",
    re.VERBOSE | re.IGNORECASE,
)
_BREADCRUMB = re.compile(r"\s [>»›→] \s", re.VERBOSE)  # "Home > Schools > Policies"
_TITLE_THEN_SCHOOL = re.compile(
    rf"""(?P<title> .{{2,80}}? \b {_TITLE_WORD} ) \s+
        (?P<link> (?: of | for | at ) \s+ (?: the \s+ )? | [-–—|:] \s+ )?
        (?P<school> [A-Z] .{{5,80}} )""",
    re.VERBOSE | re.IGNORECASE,
)
_TITLE_WORDS = re.compile(rf"\b {_TITLE_WORD} \b", re.VERBOSE | re.IGNORECASE)


def split_named_title(text: str) -> tuple[str, str] | None:
    """Part "Phones Policy Oakfield Primary School" into title and school; None where it is not."""
    match = _TITLE_THEN_SCHOOL.fullmatch(text.strip())
    if match is None or not is_school(match["school"]) or _TITLE_WORDS.search(match["school"]):
        return None
    if (match["link"] or "")[:1].isalpha() and not ends_as_school(match["school"]):
        return None
    return match["title"], match["school"]


def ends_as_school(name: str) -> bool:
    """Tell a name that ends with a school's noun from "Supervision of School Crossings"."""
    return _ENDS_AS_SCHOOL.search(name) is not None


# "… for the Supervision of School Crossings" and "… for Maintained Schools" name no school.
_ENDS_AS_SCHOOL = re.compile(
    r"""\b (?: school | academy | nursery | federation | college | infants | juniors | primary
            | trust | pre-?school | partnership | unit
            | (?: federation | trust ) \s of \s schools )
        (?: \s (?: for \s (?: girls | boys ) | (?: and | & ) \s [\w’' ]+ (?: centre | unit ) ) )?
        (?: , \s [\w ]{3,30} | \s \( [^()]{2,30} \) )? \W* \Z
        | \A (?: the \s )? (?: ysgol | utc | (?: college | school | academy | federation ) \s of )
        \s""",
    re.VERBOSE | re.IGNORECASE,
)
_STRONG_TITLE = re.compile(r"polic(?:y|ies)\b|code of|procedure\b|charter", re.IGNORECASE)


def is_weak(name: FieldName, text: str) -> bool:
    """Tell a name that could as well head a section: "Guidance for staff", "SCHOOL UNIFORM"."""
    if name == "school":
        plain = text.rstrip(" .,:;)’'”\"")
        ends = any(match.end() == len(plain) for match in _SCHOOL.finditer(plain))
        return not ends and not ends_as_school(plain)
    return name == "title" and _STRONG_TITLE.search(text) is None


# What goes with "school" in any policy: "Whole School", "After School", "Forest School".
_ANY_SCHOOL: Final = (
    KIND_WORDS
    | MORE_KINDS
    | listed(
        """
    preschool infants juniors upper lower state maintained independent boarding day faith england
    roman catholic county local authority model national sunday forest outdoor holiday breakfast
    after before out home whole all every each any our your this these other others extended
    wraparound staff pupil student parent governor safe safer healthy eco sustainable inclusive pre
    healthier happy happier caring listening welcoming friendly respecting rights aware informed
    dyslexia autism trauma smoke nut tobacco vape phone plastic litter drug bullying fairtrade
    outstanding good great better best successful thriving effective active digital mainstream
    """
    )
)


def is_particular(name: str) -> bool:
    """Tell a name that is one school's from a kind of school.

    >>> is_particular("Whole School"), is_particular("Ash Barrow Primary School")
    (False, True)
    """
    words = (word.lower() for word in re.findall(r"[\w’']+", name))
    return any(word not in _ANY_SCHOOL and word not in _SMALL for word in words)


_NO_NAME = re.compile(  # "For Parents of the School", "Mobile Phones in School", "A Safe School"
    r"""\A (?: for | of | on | in | at | and | with | by | an? | this | your | every | each | any
            | our (?! \s+ (?: lady | saviour | holy | blessed | redeemer ) )
            | towards? | being | becoming | about | inside | welcome | why | how | what ) \s
        | \A X{2,} \s
        | \b (?: an? | our (?! \s+ (?: lady | saviour | holy | blessed | redeemer ) ) | your | my )
          \s+ (?: [\w-]+ \s+ )? (?: school | academy ) \b
        | \b (?: hr | human \s resources | services? | team | department | directorate ) \Z
        | \b (?: after | before | out [ -] of ) [ -] school \b
        | \b (?: in | at | to | from | into | around | through ) \s+ (?: the \s+ )? school \Z
        | \b (?: of | for | in | at | to | with ) \s+
          (?: the | (?: an? | our | this | your ) (?: \s+ [\w-]+ )? ) \s+ school \Z
        # "Bad Weather and Closing the School", "Parents and the Academy", "Leaving School"
        | \S \s+ the \s+ (?: school | academy | college | nursery | federation | trust ) \W* \Z
        | \b (?: start | leav | join | enter | clos | (?: re )?open | attend | miss | chang
            | evacuat | visit | shut )ing \s+ (?: school | nursery | college ) \W* \Z""",
    re.VERBOSE | re.IGNORECASE,
)


# "Primary Schools" are anybody's; a plural names schools that are joined: "Oak and Elm Schools".
_PLURAL = re.compile(r"\b(?:schools|academies)\b", re.IGNORECASE)
_TOGETHER = re.compile(
    r"\b (?: and | federat \w+ | trust | partnership | group | foundation | united ) \b | &",
    re.VERBOSE | re.IGNORECASE,
)
_SEVERAL = re.compile(r" [•|·;/] ")  # "Beck Academy • Hessle School" are a trust's schools


def may_name_school(text: str) -> bool:
    """Tell whether any part of a line can be the name of a school; most lines hold no word for it.

    >>> may_name_school("Version 2, May 2024"), may_name_school("Oakfield School2024")
    (False, True)
    """
    return _SCHOOL_SIGNS.search(text) is not None


def is_school(text: str) -> bool:
    """Tell the name of a school: a school word among words in capitals, and no verb."""
    if not _SCHOOL.search(text):  # first, as most lines have none
        return False
    words = [word for word in re.findall(r"[\w’']+", text) if word.lower() not in _SMALL]
    return (
        1 < len(words) <= 12
        and not _NO_NAME.search(text.strip())
        and is_particular(text)
        and not (_PLURAL.search(text) and not _TOGETHER.search(text))
        and all(word[0].isupper() or word[0].isdigit() for word in words)
        and field_name(text) is None
        and not _SEVERAL.search(text)
        and not _STRONG_TITLE.search(text)
    )
