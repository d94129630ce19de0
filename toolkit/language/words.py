"""The words of policy text: how they are cut, folded, spelled, stemmed and grouped."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from toolkit.language.lexicon import IRREGULAR, NUMBERS, ORDINALS, listed
from toolkit.language.synonyms import SYNONYM_PHRASES, SYNONYMS

ADDRESS = r"(?:https?://|www\.)[^\s<>()]+[^\s<>().,;:]|[\w.+-]+@[\w-]+(?:\.[\w-]+)+"
NUMBER = r"[£€$]?\d+(?:[.,:]\d+)*(?:st|nd|rd|th|[ ]?[ap]\.?m\b\.?)?(?:[ ]?%)?"
NAME = r"[^\W_]+(?:['’&-][^\W_]+)*['’]?(?=\W|_|$)|[^\W_]+(?:['’&-][^\W_]+)*"
LATIN = r"(?<![^\W_])(?:[eE]\.\s?g|[iI]\.\s?e|[aApP]\.\s?m)\b\.?"  # "e.g.", one word
MARK = r"_+|\.{2,}|…+|[^\w\s]"
ANY = rf"{LATIN}|{ADDRESS}|{NUMBER}(?![^\W\d_])|{NAME}|{MARK}"
TOKEN = re.compile(ANY)
SPACED = re.compile(rf"\s+|{ANY}")
SENTENCE_END = re.compile(r"(?<=[.!?;])[\"'”’)]*\s+(?=[\"'“‘(]*[A-Z0-9])")
ABBREVIATION = re.compile(
    r"(?<!['’])(?:\b(?:e\.g|i\.e|etc|no|mr|mrs|ms|dr|st|s|ss|para|cf)|\b[A-Z])\.$", re.I
)

CLOCK = re.compile(r"(\d{1,2})(?:[.:]00)?((?:[.:]\d\d)?)([ap])\.?m\.?")

KEPT = 8_000  # Texts: every stage cuts the same clauses, and many documents have them.
RAISED = "¹²³⁰⁴⁵⁶⁷⁸⁹"  # A note's number, which is no word of the text that it stands behind.
FIGURES = NUMBERS | ORDINALS
ACRONYMS = {"SEND": "sen"}  # which is a word too, written small
AMPERSAND = "&"  # by itself, the word "and"
DROPPED = str.maketrans("", "", f"'’‘`´-‐‑‒–—\u00ad\u200b{RAISED}")

STOPWORDS = listed(
    """
    a about above after all also am an and any are as at be because been before being below
    between both but by can could did do does doing down during each either every for from
    further had has have having he her here hers him his how i if in into is it its itself just
    may me might more most must my no nor not of off on once only or other our ours out over own
    same shall she should so some such than that the their theirs them then there these they
    this those through to too under until up upon us very was we were what when where whether
    which while who whom whose why will with within without would you your yours
    """
)

SPELLINGS: tuple[tuple[re.Pattern[str], str], ...] = tuple(
    (re.compile(pattern), replacement)
    for pattern, replacement in (
        (r"i[sz](e|ed|es|er|ers|ing|ation|ations|ational)$", r"is\1"),
        (r"yz(e|ed|es|er|ing)$", r"ys\1"),
        (r"(?<=[a-z]{3})our(?=(?:s|ed|ing|ite|ites|al|able|ably|ful|hood)?$)", "or"),
        (r"ll(ed|ing|er|ers|ment|ments)$", r"l\1"),
        (r"^(fulfi|enro|insti|disti)ll$", r"\1l"),
        (r"([^aeiou])tre(s?)$", r"\1ter\2"),
        (r"dgement", "dgment"),
        (r"ogue(s?)$", r"og\1"),
        (r"amme(s?)$", r"am\1"),
        (r"ss(ed|ing)$", r"s\1"),
        (r"ence(d?)$", r"ense\1"),
        (r"^practis", "practic"),
        (r"^enquir", "inquir"),
        (r"^(learn|spell|burn|lean|spoil)t$", r"\1ed"),
        (r"^(whil|among)st$", r"\1"),
        (r"^whil$", "while"),
    )
)
SUFFIXES = re.compile(
    r"(?:ational|ations?|ities|ity|ments?|ness|ings?|edly|ed|ers?|ors?|ies|ied|ly|ives?|ively|ions?|es|s|e|y)$"
)
MIN_STEM = 3
WHOLE = listed("police news means business process access address this they")


def tokens(text: str) -> list[str]:
    """Cut into words, numbers, addresses and single marks; spaces are dropped.

    >>> tokens("Parents/carers' e-mail: 14 days.")
    ['Parents', '/', "carers'", 'e-mail', ':', '14', 'days', '.']
    """
    return list(_cut(text))


@lru_cache(maxsize=KEPT)
def _cut(text: str) -> tuple[str, ...]:
    return tuple(TOKEN.findall(text))


@lru_cache(maxsize=KEPT)
def words(text: str) -> tuple[str, ...]:
    """Cut into words, numbers and addresses; marks are dropped.

    >>> words("Parents/carers' e-mail: 14 days.")
    ('Parents', "carers'", 'e-mail', '14', 'days')
    """
    return tuple(token for token in _cut(text) if is_word(token))


@lru_cache(maxsize=KEPT)
def folded(text: str) -> tuple[str, ...]:
    """Fold the words of a text."""
    return tuple(map(fold, words(text)))


def spaced_tokens(text: str) -> list[str]:
    """Cut as `tokens` does, keeping runs of space, so that the pieces join into `text`."""
    return SPACED.findall(text)


@lru_cache(maxsize=50_000)
def is_word(token: str) -> bool:
    """Tell a word or number from a mark."""
    if not token.strip(RAISED):
        return False
    if token == AMPERSAND:
        return True
    return token[-1].isalnum() or token[0].isalnum() or (len(token) > 2 and token[1].isalnum())


@lru_cache(maxsize=50_000)
def fold(token: str) -> str:
    """Fold case, hyphens, apostrophes and spelling variants.

    >>> fold("Recognize") == fold("recognise"), fold("e-mail"), fold("school's")
    (True, 'email', 'schools')
    """
    if not is_word(token):
        return token
    if token == AMPERSAND:
        return "and"
    folded = token.casefold().translate(DROPPED)
    if token[0].isdigit():
        return _figures(folded)
    if token[1:2] == "." and token[0].isalpha() and "@" not in token:
        return "".join(filter(str.isalpha, folded))
    if len(folded) > 4 and folded.isalpha():
        for pattern, replacement in SPELLINGS:
            folded = pattern.sub(replacement, folded)
    return folded


def _figures(folded: str) -> str:
    """Write "8.00 a.m." like "8 am", and "90 %" like "90%"."""
    close = folded.replace(" ", "")
    clock = CLOCK.fullmatch(close)
    return f"{clock[1]}{clock[2].replace(':', '.')}{clock[3]}m" if clock else close


@lru_cache(maxsize=50_000)
def stem(folded: str) -> str:
    """Take the endings off a folded word, two at most.

    >>> stem(fold("reporting")), stem(fold("reported")), stem(fold("policies"))
    ('report', 'report', 'polic')
    """
    if folded in IRREGULAR:
        return stem(IRREGULAR[folded])
    if not folded.isalpha() or len(folded) <= MIN_STEM or folded in WHOLE:
        return folded
    shorter = SUFFIXES.sub("", folded)
    if len(shorter) < MIN_STEM:
        return folded[:-1] if folded[-1] in "sde" else folded
    if shorter.endswith("iv") and len(shorter) - 2 >= MIN_STEM:  # "arriving", as "arrive"
        shorter = shorter[:-2]
    again = SUFFIXES.sub("", shorter) if folded.endswith("s") else shorter
    return _undouble(again if len(again) > MIN_STEM else shorter)


def _undouble(word: str) -> str:
    doubled = len(word) > MIN_STEM and word[-1] == word[-2] and word[-1] not in "aeioul"
    return word[:-1] if doubled else word


@lru_cache(maxsize=50_000)
def sense(token: str) -> str:
    """Give words of one meaning one key: fold, stem, and merge light synonyms.

    >>> sense("utilised") == sense("uses")
    True
    """
    if token in ACRONYMS:
        return ACRONYMS[token]
    folded = fold(token)
    if folded in FIGURES:
        return FIGURES[folded]
    return _senses().get(folded) or _senses().get(stem(folded)) or stem(folded)


@lru_cache(maxsize=1)
def _senses() -> dict[str, str]:
    """Light synonyms by folded word and by stem. A folded word wins over a stem."""
    found: dict[str, str] = {}
    for group in SYNONYMS:
        key = stem(fold(group[0]))
        for word in group:
            found.setdefault(fold(word), key)
            found.setdefault(stem(fold(word)), key)
    return found


@lru_cache(maxsize=1)
def synonym_phrases() -> dict[str, tuple[tuple[tuple[str, ...], str], ...]]:
    """Give the phrases that have a synonym by their first folded word, longest first.

    Each comes with the key of its meaning, "" where it says nothing.
    """
    found: dict[str, list[tuple[tuple[str, ...], str]]] = {}
    for phrase, word in SYNONYM_PHRASES:
        parts = tuple(fold(part) for part in phrase.split())
        found.setdefault(parts[0], []).append((parts, sense(word) if word else ""))
    return {
        first: tuple(sorted(rows, key=lambda row: -len(row[0]))) for first, rows in found.items()
    }


def senses(words: Sequence[str]) -> list[str]:
    """Give the keys of a run of words, phrases of one meaning first.

    >>> senses(["in", "order", "to", "buy"]) == senses(["to", "purchase"])
    True
    """
    phrases = synonym_phrases()
    folded = tuple(map(fold, words))
    keys: list[str] = []
    end = 0
    for at, word in enumerate(folded):
        for parts, key in phrases[word] if word in phrases and at >= end else ():
            if folded[at : at + len(parts)] == parts:
                keys += [*map(sense, words[end:at]), key]
                end = at + len(parts)
                break
    return [key for key in (*keys, *map(sense, words[end:])) if key]


def sentences(text: str) -> list[str]:
    """Cut into sentences, not after an abbreviation ("e.g. Facebook", "Mr. Smith").

    >>> sentences("Tell the head. Do so at once, e.g. By telephone.")
    ['Tell the head.', 'Do so at once, e.g. By telephone.']
    """
    found: list[str] = []
    start = 0
    for end in SENTENCE_END.finditer(text):
        if not ABBREVIATION.search(text[start : end.start()]):
            found.append(text[start : end.start()].strip() + end.group().rstrip())
            start = end.end()
    return [*found, text[start:].strip()] if text[start:].strip() else found
