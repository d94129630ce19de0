"""What a policy says of itself: title, school, dates, approval, the model that it came from.

Every value is one that the document states; what it does not state is None.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise
from typing import Final

from toolkit.document import Extraction, Metadata
from toolkit.metadata.dating import adopted_on, last_reviewed, review_cycle, review_on
from toolkit.metadata.editions import Statement, statements, without_editions, without_models
from toolkit.metadata.naming import school_of, title_of
from toolkit.metadata.origin import approved_by, model_edition, model_source, signatories
from toolkit.metadata.prose import in_full, named_in_prose, spoken_of
from toolkit.metadata.sentences import ADOPTING, BODY_ALONE, TELLING
from toolkit.structure import Field, Structured
from toolkit.structure.dates import read_date
from toolkit.structure.fields import read_pairs
from toolkit.structure.identity import is_title
from toolkit.structure.labels import FieldName, is_unfilled

__all__ = ["metadata"]


def metadata(extraction: Extraction, structured: Structured) -> Metadata:
    """Read a document's facts off its tables, lines, cover, signatures and adoption sentences."""
    running = _running(structured)
    facts = _facts(structured, running)
    editions = statements(structured, facts)
    of_models = [each for each in editions if each.of_model]
    own = sorted((each for each in editions if not each.of_model), key=lambda each: each.updated)
    own_facts = without_editions(facts, editions)
    sentences = without_models(_sentences(structured), editions)
    adopting = _with_any(ADOPTING, sentences)
    school = _school(facts, adopting, running, structured)
    return Metadata(
        title=title_of(facts, running, school, extraction.title),
        school=school,
        adopted_on=adopted_on(own_facts, sentences),
        review_on=review_on(facts, sentences),
        review_cycle=review_cycle(facts, sentences),
        approved_by=approved_by(facts, adopting),
        author=_stated(facts, "author"),
        model_source=model_source(facts),
        model_edition=model_edition(facts) or _first_date(of_models),
        signatories=signatories(facts),
        reviewed_on=last_reviewed(own_facts, sentences),
        version=next((each.text.replace(" | ", " ") for each in (*own, *of_models)), None),
        version_on=_first_date(own),
    )


def _facts(structured: Structured, running: list[str]) -> list[Field]:
    stated = (fact for fact in structured.fields if fact.value and not is_unfilled(fact.value))
    said = (*stated, *_said_facts(structured), *_running_facts(running))
    return _dated_approvals([_as_meant(fact) for fact in said])


def _school(
    facts: list[Field], adopting: list[str], running: list[str], structured: Structured
) -> str | None:
    prose = _prose(structured)
    if named := school_of(facts, adopting, running):
        return in_full(named, prose)
    said = (clause.text for clause in structured.clauses)
    return named_in_prose(prose) or spoken_of(_shown(facts), said)


def _first_date(stated: list[Statement]) -> str | None:
    return next((each.on for each in stated if each.on), None)


def _shown(facts: list[Field]) -> list[str]:
    """Collect what only its look says may be the school: beside a title, or set as one."""
    titled = any(fact.name == "title" and is_title(fact.value) for fact in facts)
    return [
        fact.value
        for fact in facts
        if (fact.name == "school" and fact.source == "look")
        or (fact.name == "title" and titled and not fact.label and not is_title(fact.value))
    ]


_DIGIT: Final = re.compile(r"\d")  # in every date
NEAR_AN_END: Final = 4  # clauses from the first or the last that may be a line of facts


def _said_facts(structured: Structured) -> list[Field]:
    """Read facts off lines that stay clauses: "Adopted May 2025. Review due May 2028."."""
    clauses = structured.clauses
    facts = list[Field]()
    for clause in clauses[:NEAR_AN_END] + clauses[NEAR_AN_END:][-NEAR_AN_END:]:
        if clause.kind != "paragraph" or not _DIGIT.search(clause.text):
            continue
        pairs = [each for each in read_pairs(clause.text) if each[0] in (*_DATED, "dated")]
        if any(name in _DATED and read_date(value) for name, _, value in pairs):
            facts += [
                Field(name, value, label, "line", clause.page) for name, label, value in pairs
            ]
    return facts


_DATED: Final = {
    *("adopted_on", "approved_on", "effective_on", "issued_on", "reviewed_on", "review_on"),
    "review_cycle",
}


_PAGE: Final = re.compile(r"[\s|,–-]* \b page \b .* \Z", re.VERBOSE | re.IGNORECASE)


def _running_facts(running: list[str]) -> list[Field]:
    """Read "Approved: May 2024  Review: May 2025" in a footer; it counts after all else."""
    pairs = [pair for text in running for pair in read_pairs(_PAGE.sub("", text))]
    return [
        Field(name, value, label, "footer")
        for name, label, value in pairs
        if not is_unfilled(value)
    ]


def _as_meant(fact: Field) -> Field:
    """Read "Reviewed: May 2023" as a date that is past, not as a cycle ("Reviewed: annually").

    "Name: Mobile Phones Policy" states a title; any other name is somebody's. "Version: 2, May
    2024" is dated; "Ratified: Full Governing Body" says by whom.
    """
    if fact.label.lower().strip(" :") == "name" and is_title(fact.value):
        return replace(fact, name="title")
    label = fact.label.lower().strip(" :")
    if label == "version" and read_date(fact.value):
        return replace(fact, name="dated")
    if fact.name in ("approved_on", "adopted_on") and BODY_ALONE.fullmatch(fact.value):
        return replace(fact, name="approved_by")
    past = fact.name == "review_cycle" and re.fullmatch(r"(?!.*\bto be\b).*reviewed", label)
    return replace(fact, name="reviewed_on") if past and read_date(fact.value) else fact


def _dated_approvals(facts: list[Field]) -> list[Field]:
    """Read "Date" right after "Approved by" as the date of the approval."""
    dated = [
        replace(fact, name="approved_on")
        if fact.name == "dated" and before.source == fact.source and _is_undated_approval(before)
        else fact
        for before, fact in pairwise(facts)
    ]
    return facts[:1] + dated


def _is_undated_approval(fact: Field) -> bool:
    """Tell "Approved by: …", and "Agreed by governors: Yes", to which the next date belongs."""
    past = fact.name in ("approved_on", "adopted_on") and read_date(fact.value) is None
    return fact.name == "approved_by" or past


def _sentences(structured: Structured) -> list[str]:
    """Collect the texts that may speak of the policy's own adoption or review."""
    said = [clause.text for clause in structured.clauses if clause.kind in ("paragraph", "item")]
    aside = [
        aside.text for aside in structured.set_aside if aside.kind in ("front_matter", "signature")
    ]
    return _with_any(TELLING, said + aside)


def _with_any(words: Sequence[str], texts: list[str]) -> list[str]:
    return [text for text in texts if any(map(text.lower().__contains__, words))]


def _prose(structured: Structured) -> list[str]:
    said = [clause.text for clause in structured.clauses if clause.kind != "heading"]
    return said + [aside.text for aside in structured.set_aside if aside.kind == "front_matter"]


def _running(structured: Structured) -> list[str]:
    kinds = ("running_header", "running_footer")
    texts = [aside.text for aside in structured.set_aside if aside.kind in kinds]
    return [text for text, _ in Counter(texts).most_common(6)]


def _stated(facts: list[Field], *names: FieldName) -> str | None:
    for name in names:
        for fact in facts:
            if fact.name == name:
                return fact.value
    return None
