"""Who approved and signed the policy, and whose model it is."""

from __future__ import annotations

import re

from toolkit.metadata.dating import first_dated
from toolkit.metadata.naming import EDITION, tidy
from toolkit.metadata.sentences import APPROVED_BY, AT_MEETING, BODY_ALONE, BY_LABEL, BY_WHOM
from toolkit.structure import Field
from toolkit.structure.dates import read_date
from toolkit.structure.labels import is_unfilled

_MODEL = re.compile(r"\bmodel\b", re.IGNORECASE)

_SOURCE = re.compile(
    r"""(?P<source> (?: .+ \b (?i: council | authority | diocese | county | federation | union
        | trust | service ) | .* \b [A-Z]{2,5} ) \b .*? ) (?: ['’]s )? \s+
        (?i: model | template ) \b .*""",
    re.VERBOSE,
)

_FROM_MODEL = re.compile(  # "Adopted from the model policy of Norland County Council (May 2025)"
    r"""\b model \s+ (?: \w+ \s+ ){0,3}? (?: of | by | from ) \s+ (?: the \s+ )?
        (?P<source> [A-Z] [^,;()]{3,60}? ) \s* (?: [,;(] | \.? \Z )""",
    re.VERBOSE,
)

_DATE_TAIL = re.compile(r"""[\s,;:(–-]* (?: on | in
    | date d? : )? \s* [^\s]*? (?: \d{1,2} (?: st | nd | rd | th )? [\s./-] .*
    | [A-Z][a-z]+ \s+ \d{4} .* | \d{4} ) \)? $""", re.VERBOSE)  # fmt: skip

# "EXAMPLE COUNTY COUNCIL DIRECTORATE FOR …": the authority stands before its department.
_DEPARTMENT = re.compile(
    r"""(?<= council ) [\s,–-]+ (?: directorate | department | children | education | schools?
        | human ) .*""",
    re.VERBOSE | re.IGNORECASE,
)

_NAME_SPLIT = re.compile(r"\s* (?: / | ; | \| | \t | , | & | \b and \b ) \s*", re.VERBOSE)

_POST_WORDS = re.compile(
    r"""\b (?: chair .* | head .* | principal | governors? | of | the | on \s behalf .*
        | clerk .* | trustees? | date d? .* | print .* | name | position | role | ceo
        | sign (?: ed | ature s? )? ) \b""",
    re.VERBOSE | re.IGNORECASE,
)


def approved_by(facts: list[Field], sentences: list[str]) -> str | None:
    """Take the stated body, else that of a line "Approved by the board of trustees … on …"."""
    stated = (_without_date(fact.value) for fact in facts if fact.name == "approved_by")
    rules = (BY_WHOM.match, AT_MEETING.match, APPROVED_BY.fullmatch)
    said = (m["body"] for text in sentences for rule in rules if (m := rule(text)))
    dated = [fact for fact in facts if fact.name in ("approved_on", "adopted_on")]
    labels = (BY_LABEL.fullmatch(fact.label) for fact in dated)
    labelled = (match["body"] or match["first"] for match in labels if match)
    bodies = (_without_date(fact.value) for fact in dated)  # "Approved: FGB 14.05.25"
    valued = (body for body in bodies if BODY_ALONE.fullmatch(body))
    return next((value for value in (*stated, *said, *labelled, *valued) if value), None)


def _without_date(value: str) -> str:
    return tidy(_DATE_TAIL.sub("", value)) if read_date(value) else tidy(value)


def model_source(facts: list[Field]) -> str | None:
    """Name whose model it is: as labelled, on the cover, or within a title or an author."""
    if labelled := next((f.value for f in facts if f.name == "model_source" and f.label), None):
        return labelled
    modelled = any(_MODEL.search(fact.value) for fact in facts if fact.name in ("title", "author"))
    for fact in facts:
        if fact.name == "model_source" and (match := _FROM_MODEL.search(fact.value)):
            return tidy(match["source"])
        if fact.name == "model_source" and modelled:
            return tidy(_DEPARTMENT.sub("", fact.value))
    for fact in facts:
        if fact.name in ("title", "author") and (match := _SOURCE.search(fact.value)):
            return tidy(match["source"])
    return None


def model_edition(facts: list[Field]) -> str | None:
    """Read the edition where it is said of a model: "MODEL POLICY ON … (JAN 2018)"."""
    if found := first_dated(facts, ["model_edition"]):
        return found
    for fact in facts:
        model = fact.name in ("title", "author", "model_source") and _MODEL.search(fact.value)
        if model and (match := EDITION.search(fact.value)) and (found := read_date(match[0])):
            return found
    return None


def signatories(facts: list[Field]) -> tuple[str, ...]:
    """List who signed, in the order printed; gaps and posts without a name are nobody."""
    signing = [f.value for f in facts if f.name == "signatory"]
    signing += [f.value for f in facts if f.name == "post" and f.source == "signature"]
    names = [_name(part) for value in signing for part in _NAME_SPLIT.split(value)]
    return tuple(dict.fromkeys(name for name in names if name))


def _name(text: str) -> str | None:
    plain = re.sub(r"\(.*?\)|[._…]{3,}", " ", text)
    plain = tidy(_POST_WORDS.sub(" ", plain))
    named = plain and any(sign.isalpha() for sign in plain) and not read_date(plain)
    return plain if named and not is_unfilled(plain) and plain[0].isupper() else None
