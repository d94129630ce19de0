"""How policies put numbers, ages, periods and frequencies: the patterns, and their sizes."""

from __future__ import annotations

import re

from toolkit.language.lexicon import NUMBERS
from toolkit.localise.wording import DATE

ONES = list(NUMBERS)[:20]  # zero to nineteen
TENS = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
WORDS = {word: value for value, word in enumerate(ONES)} | {
    word: 10 * (at + 2) for at, word in enumerate(TENS)
}
WORDS |= {
    f"{ten}-{one}": 10 * (t + 2) + o
    for t, ten in enumerate(TENS)
    for o, one in enumerate(ONES[1:10], 1)
}


def _spelled(least: int) -> str:
    """Write the pattern of the numbers in words from `least` to ninety-nine, longest first."""
    units, tens = "|".join(ONES[1:10]), "|".join(TENS)
    small = "|".join(sorted(ONES[least:], key=lambda word: -len(word)))
    return rf"(?=[efnost])(?:(?:{tens})(?:-(?:{units}))?|{small})"


NUMBER_WORDS = _spelled(1)
FEW_WORDS = _spelled(2)
HALF = r"half\s+an?(?=\s+(?:hour|day|year|term)\b)|(?:a\s+)?quarter\s+of\s+an(?=\s+hour\b)"
ARTICLE = r"an?(?=\s+(?:working\s+)?(?:day|week|fortnight|month|year|term|hour)\b)"
# "within the last year" is twelve months.
LAST = r"(?:last|past|previous|preceding)(?=\s+(?:week|fortnight|month|year)\b)"
VALUE = rf"(?:\d+(?:[.,]\d+)*|{NUMBER_WORDS}|{HALF}|{ARTICLE}|{LAST})"
DAYS = r"(?:working|school|calendar|clear|teaching|term[- ]time)\s+"
OWNED = r"(?:[’']s|s[’']?|[’'])?"
SHORT = {"min": "minute", "hr": "hour", "wk": "week", "yr": "year"}
UNITS = (
    f"minute|hour|day|week|fortnight|half[- ]term|month|term|year|session|lesson|{'|'.join(SHORT)}"
)
UNIT = rf"(?:{UNITS}){OWNED}"

# A unit's size in the smaller one that it is measured in.
SIZES: dict[str, tuple[float, str]] = {
    "minute": (1 / 60, "hour"),
    "hour": (1, "hour"),
    "day": (24, "hour"),
    "week": (168, "hour"),
    "fortnight": (336, "hour"),
    "month": (1, "month"),
    "year": (12, "month"),
}
# "Once a month"; but "within a month" is a period.
A = "".join(rf"(?<!\b{word} )" for word in ("within", "after", "for", "than", "in")) + "a"
FREQUENCIES: tuple[tuple[str, str], ...] = (
    (
        r"annually|(?:on\s+an?\s+)?(?:annual|yearly)\s+basis|annual|yearly"
        rf"|(?:once\s+)?(?:every|each|{A}|per)\s+year|every\s+(?:12|twelve)\s+months",
        "every 12 month",
    ),
    (
        r"biennial(?:ly)?|every\s+(?:two|2|other|second)\s+years?|every\s+24\s+months",
        "every 24 month",
    ),
    (r"every\s+(?:three|3)\s+years", "every 36 month"),
    (
        r"bi-?annual(?:ly)?|(?:twice|two\s+times)\s+(?:a|per|each)\s+year|every\s+six\s+months|six-monthly",
        "twice a year",
    ),
    (r"half-?[ ]?termly|(?:every|each|once\s+a)\s+half[ -]term", "every half-term"),
    (
        r"termly|on\s+a\s+termly\s+basis|(?:every|each|once\s+(?:a|per))\s+term|once\s+every\s+term",
        "every term",
    ),
    (r"quarterly|every\s+(?:quarter|(?:three|3)\s+months)", "every 3 month"),
    (
        rf"monthly|on\s+a\s+monthly\s+basis|(?:once\s+)?(?:every|each|{A}|per)\s+month",
        "every month",
    ),
    (
        r"fortnightly|every\s+(?:fortnight|two\s+weeks|(?:other|second|alternate)\s+(?:week|(?:mon|tues|wednes|thurs|fri)day))",
        "every 336 hour",
    ),
    (rf"weekly|on\s+a\s+weekly\s+basis|(?:once\s+)?(?:every|each|{A}|per)\s+week", "every week"),
    (rf"daily|on\s+a\s+daily\s+basis|(?:once\s+)?(?:every|each|{A}|per)\s+day", "every day"),
    (
        r"regularly|periodically|from\s+time\s+to\s+time|at\s+regular\s+intervals|on\s+a\s+regular\s+basis",
        "regularly",
    ),
)
# Times a year that a unit comes round, and the key that says so in words.
A_YEAR: dict[str, int] = {
    "day": 365,
    "week": 52,
    "fortnight": 26,
    "month": 12,
    "half term": 6,
    "term": 3,
    "year": 1,
}
RATES: dict[int, str] = {
    1: "every 12 month",
    2: "twice a year",
    3: "every term",
    4: "every 3 month",
    6: "every half-term",
    12: "every month",
    26: "every 336 hour",
    52: "every week",
    365: "every day",
}
RATE = (
    rf"(?P<times>once|twice|(?:\d+|{NUMBER_WORDS})\s+times)\s+"
    r"(?:an?|per|each|every|in\s+(?:each|every|an?))\s+(?:school\s+|academic\s+|calendar\s+)?"
    r"(?P<per>day|week|fortnight|half[-\s]term|term|month|year)"
)
DEADLINES: tuple[tuple[str, str], ...] = (
    (r"immediately|at\s+once|straight\s*away|forthwith|right\s+away", "at once"),
    (
        r"promptly|at\s+the\s+earliest\s+(?:possible\s+)?opportunity|without\s+(?:undue\s+|any\s+)?delay|as\s+soon\s+as\s+(?:is\s+)?(?:reasonably\s+)?(?:possible|practicable)",
        "soon",
    ),
    (
        r"(?:by|before)\s+the\s+end\s+of\s+the\s+(?:same\s+)?(?:working\s+|school\s+)?day|(?:on\s+)?the\s+same\s+(?:working\s+|school\s+)?day|that\s+(?:same\s+)?day",
        "same day",
    ),
    (r"(?:by\s+)?the\s+(?:next|following)\s+(?:working\s+|school\s+)?day", "next day"),
    (r"in\s+due\s+course|in\s+good\s+time", "some time"),
)
AFTER_DIGIT = r"(?:(?<=\d)|(?<=\d[\s-]))"
# A measure's size in the smallest unit of its kind. Miles stay miles.
MEASURES: dict[str, tuple[str, float, str]] = {
    "mm": (r"mm|millimetres?", 0.1, "cm"),
    "cm": (r"cm|centimetres?", 1, "cm"),
    "m": (rf"{AFTER_DIGIT}m|metres?", 100, "cm"),
    "km": (r"km|kilometres?", 100_000, "cm"),
    "mile": (r"miles?", 1, "mile"),
    "g": (rf"{AFTER_DIGIT}g|grams?", 1, "g"),
    "kg": (r"kg|kilos?|kilograms?", 1000, "g"),
    "ml": (r"ml|millilitres?", 1, "ml"),
    "litre": (r"litres?", 1000, "ml"),
}
THRESHOLDS: tuple[tuple[str, str], ...] = (
    (r"at\s+least|no(?:t)?\s+(?:less|fewer)\s+than|a\s+minimum\s+of|minimum", "at least"),
    (
        r"at\s+most|no(?:t)?\s+more\s+than|up\s+to\s+(?=\d|"
        + FEW_WORDS
        + r")|a\s+maximum\s+of|maximum|not\s+exceed(?:ing)?",
        "at most",
    ),
    (r"more\s+than|in\s+excess\s+of|over\s+(?=\d)|exceed(?:s|ing)?", "more than"),
    (r"less\s+than|fewer\s+than|under\s+(?=\d)", "less than"),
)
SIZE = "|".join(rf"(?P<s_{name}>{said})" for name, (said, _, _) in MEASURES.items())
MEASURE = rf"(?<![£$€\d.,])(?P<size>\d+(?:[.,]\d+)*|{NUMBER_WORDS})(?:\s|-)?(?:{SIZE})"
# "Over 28 days", "under 20 pupils", "over 60%": how long and how many, not how old.
NO_AGE = (
    rf"[.,]\d|\s*(?:%|per\s?cent)|[\s-]+(?:{DAYS})?(?!year){UNIT}\b"
    rf"|\s?(?:{'|'.join(said for said, _, _ in MEASURES.values())})\b"
    r"|\s+(?:pupils|children|students|people|adults|places|words|pages|pounds|degrees)\b"
)
AGE = (
    rf"(?:aged?|age\s+of|ages)\s+(?:of\s+)?(?P<age>\d+|{FEW_WORDS})"
    r"(?:\s+years?)?(?:\s+(?:of\s+age|old))?"
    rf"|(?:(?:under|over)\s+)?(?P<years>\d+|{FEW_WORDS})\s+years?\s+(?:of\s+age|old)\b"
    rf"|(?:under|over)[- ](?P<young>\d\d)(?:s|\s+years)?\b(?!{NO_AGE})"
)
PERIOD = rf"(?P<value>{VALUE})[\s-]+(?:\(\w+\)\s+)?(?P<days>{DAYS})?(?P<unit>{UNIT})(?!\w)"
PERCENT = r"(?:\s?%|\s?per\s?cent\b)?"
BARE = rf"(?P<bare>[£$€]?\d+(?:[.,]\d+)*{PERCENT}|\b(?:{FEW_WORDS})\b{PERCENT})"
DAY_OF_YEAR = (
    r"\d{1,2}(?:st|nd|rd|th)?\s+(?:of\s+)?(?:January|February|March|April|(?-i:May|MAY)|June|July|August|"
    r"September|October|November|December)"
)


END_OF = (
    r"(?:(?:by|before|at)\s+the\s+(?:end|close)\s+of\s+(?:the|that|each|every)|(?:later|some\s+time)\s+in\s+the)"
    r"\s+(?:same\s+|following\s+|school\s+|academic\s+)*(?P<end>week|fortnight|month|half[-\s]term|term|year)"
)


HOURS = "|".join(word for word in ONES[1:13])
CLOCK = (
    rf"half\s+past\s+(?P<past>{HOURS}|\d{{1,2}})|(?P<noon>(?:12\s+)?(?:noon|midday))"
    r"|(?<![£$€\d.])(?P<hour>\d{1,2})(?:[.:](?P<minute>[0-5]\d))?\s*(?P<half>[ap]\.?m\b\.?)"
    r"|(?<![£$€\d.])(?P<hour24>[01]?\d|2[0-3])[.:](?P<minute24>[0-5]\d)(?![\d.]*\d|\s*(?:%|per\s+cent|m\b))"
)


def _named(prefix: str, rows: tuple[tuple[str, str], ...]) -> str:
    named = "|".join(rf"(?P<{prefix}{at}>(?:{said})\b)" for at, (said, _) in enumerate(rows))
    return rf"\b(?=\w)(?:{named})"


PARTS: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("date", DATE),
    ("clock", re.compile(rf"\b(?:{CLOCK})", re.I)),
    ("day", re.compile(rf"\b{DAY_OF_YEAR}\b", re.I)),
    ("end", re.compile(rf"\b{END_OF}\b", re.I)),
    ("rate", re.compile(rf"\b{RATE}\b", re.I)),
    ("frequency", re.compile(_named("n", FREQUENCIES), re.I)),
    ("deadline", re.compile(_named("n", DEADLINES), re.I)),
    ("age", re.compile(rf"\b(?:{AGE})", re.I)),
    ("threshold", re.compile(_named("n", THRESHOLDS), re.I)),
    ("period", re.compile(rf"\b{PERIOD}", re.I)),
    ("measure", re.compile(rf"\b{MEASURE}\b", re.I)),
    ("number", re.compile(rf"(?<![\w.]){BARE}(?!\w)", re.I)),
)
ORDINAL = re.compile(r"(?<=\d)(?:st|nd|rd|th)\b(?:\s+of\b)?")
# What every quantity of a kind has in it, "0" for any digit: most texts have none, and need
# not be searched for the kind.
HINTS: dict[str, tuple[str, ...]] = {
    kind: tuple(hints.split())
    for kind, hints in {
        "date": "0",
        "clock": "0 noon midday past",
        "day": "0",
        "end": "end close later time",
        "rate": "once twice times",
        "frequency": "annual year bienn month term quarter week fortnight da regular period time",
        "deadline": "immediate once away forthwith prompt opportunit delay soon day course time",
        "age": "age year under over",
        "threshold": "least less few minimum most more up maximum exceed excess over under",
        "period": "min hr wk yr hour day week fortnight term month year session lesson",
        "measure": "0 mm cm metre km mile gram kg kilo ml litre",
        "number": "0 two three four five six seven eight nine ten eleven twel thir fif fort twen",
    }.items()
}
NAMED = {"frequency": FREQUENCIES, "deadline": DEADLINES, "threshold": THRESHOLDS}
SAID_AS = {"rate": "frequency", "end": "period", "clock": "number", "measure": "number"}
NOON = 12
SCHOOL_OPENS = 7  # o'clock; "until 3:30" is of the afternoon.
DIGIT = re.compile(r"\d")
CITED = re.compile(
    r"\b(?:Act|Regulations?|Order|Rules?|Code|Guidance|Measure)s?\s+(?:of\s+)?(?:19|20)\d\d\b|\b(?:KCSIE|Education)\s+(?:19|20)\d\d\b"
)
