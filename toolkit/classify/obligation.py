"""What a text obliges, advises, permits and forbids, in order."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

Force = Literal[
    "required",
    "expected",
    "advised",
    "permitted",
    "excused",
    "prohibited",
    "not expected",
    "discouraged",
]

# Strength of each force upon the person concerned, for "weaker" and "stronger".
STRENGTH: dict[Force, int] = {
    "required": 4,
    "prohibited": 4,
    "expected": 3,
    "not expected": 3,
    "advised": 2,
    "discouraged": 2,
    "permitted": 1,
    "excused": 0,
}
NEGATIVE: frozenset[Force] = frozenset({"prohibited", "not expected", "discouraged"})

BE = r"(?:is|are|be|was|were|being)"
NOT = r"(?:\s+not|\s+never|n[’']?t)"
OFTEN = r"(?:\s+(?:also|always|strictly|strongly|normally|therefore|all|only|further|expressly))*"

# "Visitors are to sign the book", never "the aim is to help".
NO_AIM = "".join(
    rf"(?<!\b{word} )"
    for word in (
        "aim",
        "aims",
        "purpose",
        "objective",
        "goal",
        "intention",
        "policy",
        "role",
        "task",
        "step",
        "duty",
    )
)
# "No pupil may", "nobody is expected to", never "no later than Friday parents must".
NOBODY = (
    r"(?:nobody|no[\s-]one|no\s+(?!(?:later|earlier|sooner|more|less|fewer|longer|doubt|circumstances)\b)"
    r"(?:(?:\w+\s+){0,3}?\w+|\w+(?:,\s+\w+)+,?\s+or\s+\w+))\s+"
)
NO_MODAL = r"(?<!\bmay )(?<!\bmight )(?<!\bcould )(?<!\bwould )(?<!\bbe )(?<!\bbeen )"

# First match wins, so the negative and the longer stand first.
PATTERNS: tuple[tuple[Force, str], ...] = (
    (
        "excused",
        rf"{NOBODY}(?:(?:is|are)\s+(?:required|obliged|expected)|has|have|needs?)\s+to"
        r"|no\s+(?:duty|obligation|requirement)\s+to",
    ),
    ("prohibited", rf"{NOBODY}(?:may|can|shall|will|must)(?!\s+not)"),
    ("prohibited", rf"{NOBODY}(?:is|are)\s+(?:(?:permitted|allowed)\s+to|to\s+be)"),
    ("not expected", rf"{NOBODY}should(?!\s+not)"),
    (
        "excused",
        rf"{BE}\s+not\s+(?:required|obliged|expected)\s+to|need\s+not|needn[’']?t|do(?:es)?\s+not\s+(?:have|need)\s+to",
    ),
    ("prohibited", rf"{BE}\s+unable\s+to"),
    ("prohibited", rf"(?:must|shall|may|can|will){OFTEN}{NOT}|cannot|won[’']?t|shan[’']?t"),
    (
        "prohibited",
        rf"{BE}{OFTEN}\s+(?:prohibited|forbidden|banned)|{BE}{OFTEN}\s+not\s+(?:permitted|allowed|to)\b",
    ),
    ("prohibited", r"under\s+no\s+circumstances|on\s+no\s+account"),
    ("not expected", rf"(?:should|ought){OFTEN}{NOT}|{BE}\s+advised\s+not\s+to"),
    (
        "discouraged",
        rf"{BE}{OFTEN}\s+discouraged|{BE}\s+inadvisable|{BE}\s+not\s+(?:advised|advisable|recommended)",
    ),
    ("required", rf"{BE}{OFTEN}\s+(?:required|obliged|compelled)"),
    ("required", rf"{NO_AIM}(?:are{OFTEN}\s+to\s+(?!the\b|an?\b|\d)\w|is{OFTEN}\s+to\s+be\b)\w*"),
    ("required", rf"{NO_MODAL}(?:ha(?:s|ve|d)|needs?|needed)\s+to\b"),
    ("required", r"(?:ha(?:s|ve)|under)\s+an?\s+(?:duty|obligation)\s+to"),
    ("required", rf"{BE}\s+(?:essential|mandatory|compulsory|imperative)|{BE}\s+a\s+requirement"),
    ("required", r"requires\s+(?:\w+\s+){1,4}?to\b"),
    ("expected", r"expects\s+(?:\w+\s+){1,4}?to\b"),
    ("expected", rf"(?<!\bwhat ){BE}{OFTEN}\s+expected|ought\s+to"),
    (
        "advised",
        rf"{BE}{OFTEN}\s+(?:advised|encouraged|recommended|invited|advisable|urged)|good\s+practice",
    ),
    (
        "permitted",
        rf"{BE}{OFTEN}\s+(?:permitted|allowed|free|entitled|able)\s+to|at\s+(?:his|her|their|the)\s+discretion"
        r"|(?:ha(?:s|ve)|reserves?)\s+(?:the|a)\s+right\s+to|at\s+liberty\s+to",
    ),
    ("required", r"must|shall|will"),
    ("expected", r"should"),
    ("permitted", r"may|can|could|might"),
    ("prohibited", rf"do{NOT}|never"),
)
GROUPED = "|".join(rf"(?P<f{at}>(?:{pattern})\b)" for at, (_, pattern) in enumerate(PATTERNS))
FIRST_LETTERS = "abcdeghimnorsuw"  # of all patterns: most words need not be looked at
MODAL = re.compile(rf"\b(?=[{FIRST_LETTERS}])(?:{GROUPED})", re.I)
MONTH_OF_MAY = re.compile(
    r"(?:\b\d{1,2}(?:st|nd|rd|th)?\s+(?:of\s+)?May\b|\bMay\s+(?:19|20)\d\d\b|\bMay\s+\d{1,2}\b)"
)


@dataclass(frozen=True, slots=True)
class Obligation:
    """One expression of duty, as printed, at `start` in its text."""

    force: Force
    text: str
    start: int


@lru_cache(maxsize=4096)
def obligations(text: str) -> tuple[Obligation, ...]:
    """Find what a text obliges, in order.

    >>> [found.force for found in obligations("Staff must not lend keys. They may borrow one.")]
    ['prohibited', 'permitted']
    """
    text = MONTH_OF_MAY.sub(lambda found: "#" * len(found.group()), text)
    return tuple(
        Obligation(PATTERNS[int((found.lastgroup or "f0")[1:])][0], found.group(), found.start())
        for found in MODAL.finditer(text)
    )
