"""The forms of English words: plural, article, capitals, and verbs that agree in number."""

from __future__ import annotations

import re

# Spelt with a vowel but said with a consonant, and the other way round.
SAID_WITH_CONSONANT = re.compile(r"uni|eu|one\b|once\b|use|ut|ub(?!er)", re.IGNORECASE)
SAID_WITH_VOWEL = re.compile(r"hour|honest|honour|heir|h(?=\W|$)", re.IGNORECASE)
SIBILANT = re.compile(r"(?:s|x|z|ch|sh)$", re.IGNORECASE)
CONSONANT_Y = re.compile(r"(?<=[^aeiou])y$", re.IGNORECASE)
SMALL_WORDS = frozenset({"of", "the", "and", "for", "to", "in", "on"})


def article(word: str) -> str:
    """Give "a" or "an" for what stands after it.

    >>> article("academy"), article("school"), article("university"), article("honorary head")
    ('an', 'a', 'a', 'an')
    """
    if SAID_WITH_VOWEL.match(word) or re.match(r"hono(?:u)?r", word, re.IGNORECASE):
        return "an"
    if SAID_WITH_CONSONANT.match(word):
        return "a"
    return "an" if word[:1].lower() in "aeiou" else "a"


ODD_PLURALS = {"child": "children", "person": "people"}


def plural(phrase: str) -> str:
    """Give the plural of a noun, or of the head noun of "chair of governors".

    >>> plural("academy"), plural("governing body"), plural("chair of governors"), plural("church")
    ('academies', 'governing bodies', 'chairs of governors', 'churches')
    """
    head, of, rest = phrase.partition(" of ")
    if is_plural(phrase):
        return phrase
    before, space, last = head.rpartition(" ")
    before += space
    if last.lower() in ODD_PLURALS:
        return before + match_case(last, ODD_PLURALS[last.lower()]) + of + rest
    if CONSONANT_Y.search(head):
        return CONSONANT_Y.sub("ies", head) + of + rest
    return head + ("es" if SIBILANT.search(head) else "s") + of + rest


def is_plural(phrase: str) -> bool:
    """Tell whether the head noun is a plural already ("co-headteachers", "trustees")."""
    head = phrase.partition(" of ")[0].lower()
    if head.split()[-1:] and head.split()[-1] in ODD_PLURALS.values():
        return True
    return head.endswith("s") and not head.endswith(("ss", "us", "is"))


def possessive(phrase: str, apostrophe: str) -> str:
    """Give the possessive with the apostrophe, straight or curly, that the text uses."""
    return phrase + apostrophe + ("" if phrase.lower().endswith("s") else "s")


def match_case(old: str, new: str) -> str:
    """Write `new` with the capitals of `old`.

    >>> match_case("SCHOOL", "academy"), match_case("Governing Body", "board of trustees")
    ('ACADEMY', 'Board of Trustees')
    >>> match_case("Governing body", "Board of Trustees"), match_case("headteacher", "Principal")
    ('Board of trustees', 'principal')
    """
    if old.isupper() and len(old) > 1:
        return new.upper()
    words = [word for word in re.split(r"[\s-]+", old) if word.lower() not in SMALL_WORDS]
    if all(word[:1].isupper() for word in words):
        return _titled(new)
    lower = new.lower()
    return lower[:1].upper() + lower[1:] if old[:1].isupper() else lower


def _titled(phrase: str) -> str:
    words = phrase.split(" ")
    return " ".join(
        word.lower() if place and word.lower() in SMALL_WORDS else word[:1].upper() + word[1:]
        for place, word in enumerate(words)
    )


IRREGULAR = {"is": "are", "was": "were", "has": "have", "does": "do", "isn't": "aren't"}
# Verbs that policies give to heads, governors and schools. A closed list, because "governing body
# minutes" and "headteacher standards" end in s too.
REGULAR = (
    "accepts adopts agrees aims applies appoints approves arranges asks believes checks confirms "
    "considers consults decides delegates determines encourages ensures expects gives holds "
    "informs intends keeps knows maintains makes meets monitors needs notifies provides receives "
    "recognises records refers reports requires responds retains reviews seeks sees sends sets "
    "shares signs supports takes tells undertakes wishes works"
)


def _without_s(verb: str) -> str:
    if verb.endswith("ies"):
        return verb[:-3] + "y"
    return verb[:-2] if verb.endswith("shes") else verb[:-1]


TO_PLURAL = IRREGULAR | {verb: _without_s(verb) for verb in REGULAR.split()}
TO_SINGULAR = {many: one for one, many in TO_PLURAL.items()}
