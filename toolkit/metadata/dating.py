"""When the policy was adopted, and when it is to be reviewed."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

from toolkit.metadata.sentences import (
    ADOPTION,
    CYCLES,
    EFFECT,
    LAST_REVIEWED,
    OF_ITSELF,
    POLICY_SUBJECT,
    REVIEW_SENTENCE,
    REVIEWED_BY,
)
from toolkit.structure import Field
from toolkit.structure.dates import find_dates, months_of, read_date
from toolkit.structure.labels import FieldName

_ADOPTED_ORDER: Final[tuple[FieldName, ...]] = (
    "adopted_on", "approved_on", "effective_on", "issued_on", "reviewed_on", "dated", "written_on"
)  # fmt: skip

# Dates of approval outweigh a sentence in the text, which outweighs the date of a cover or a draft.
_AFTER_SENTENCE: Final[frozenset[FieldName]] = frozenset({"reviewed_on", "dated", "written_on"})


def adopted_on(facts: list[Field], sentences: list[str]) -> str | None:
    """Take the date of adoption, or the nearest thing to it that the document states."""
    firm = [name for name in _ADOPTED_ORDER if name not in _AFTER_SENTENCE]
    weak = [name for name in _ADOPTED_ORDER if name in _AFTER_SENTENCE]
    return (
        first_dated(facts, firm)
        or _first_date(ADOPTION, sentences)
        or _first_date(EFFECT, sentences)
        or _dated_approval(facts)
        or last_reviewed(facts, sentences)
        or first_dated(facts, weak)
    )


def last_reviewed(facts: list[Field], sentences: list[str]) -> str | None:
    """Take the stated date of the last review, else a sentence's: "It was last reviewed in …"."""
    found = [date for fact in facts if fact.name == "reviewed_on" and (date := _stated_date(fact))]
    return max(found, key=months_of, default=None) or _first_date(LAST_REVIEWED, sentences)


_DIGIT = re.compile(r"\d")


def first_dated(facts: list[Field], names: list[FieldName]) -> str | None:
    """Give the first date stated under the first of these names that has one."""
    for name in names:
        for fact in facts:
            if fact.name == name and (found := _stated_date(fact)):
                return found
    return None


def _stated_date(fact: Field) -> str | None:
    """Read a fact's date; of "Reviewed: May 2023, May 2024" the last."""
    several = find_dates(fact.value) if fact.name == "reviewed_on" else []
    return several[-1] if len(several) > 1 else read_date(fact.value)


def _dated_approval(facts: list[Field]) -> str | None:
    """Read the date in "Approved by: Full governing body, 12 March 2024"."""
    return first_dated(facts, ["approved_by", "signed_on"])


def _first_date(pattern: re.Pattern[str], sentences: list[str]) -> str | None:
    """Find the first date that a sentence on the policy itself gives; never a date of a law."""
    for sentence in filter(_may_date, sentences):
        for match in pattern.finditer(sentence):
            if found := find_dates(match["rest"]):
                return found[0]
    return None


@lru_cache(maxsize=256)  # each sentence is asked for three kinds of date
def _may_date(sentence: str) -> bool:
    return _DIGIT.search(sentence) is not None and OF_ITSELF.match(sentence) is not None


def review_on(facts: list[Field], sentences: list[str]) -> str | None:
    """Take the stated date of the next review, else a sentence's."""
    return (
        first_dated(facts, ["review_on"])
        or _cycle_date(facts)
        or _first_date(REVIEWED_BY, sentences)
    )


def _cycle_date(facts: list[Field]) -> str | None:
    """Read "Review: September 2025", where a cycle might have stood."""
    return first_dated(facts, ["review_cycle"])


_BETWEEN_SENTENCES = re.compile(r"(?<=[.;!?])\s+")


def review_cycle(facts: list[Field], sentences: list[str]) -> str | None:
    """Take the stated cycle, else that of a sentence on the policy's review."""
    for fact in facts:
        if fact.name not in ("review_cycle", "review_on"):
            continue
        if cycle := _cycle(fact.value) or _cycle(fact.label):
            return cycle
    for text in filter(REVIEW_SENTENCE.search, sentences):
        for sentence in _BETWEEN_SENTENCES.split(text):
            about = POLICY_SUBJECT.search(sentence) and REVIEW_SENTENCE.search(sentence)
            if about and len(sentence.split()) <= 60 and (cycle := _cycle(sentence)):
                return cycle
    return None


def _cycle(text: str) -> str | None:
    return next((name for pattern, name in CYCLES if pattern.search(text)), None)
