"""What a policy says of itself: title, school, dates, approval, the model that it came from.

Every value is one that the document states; what it does not state is None.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from toolkit.document import Extraction, Metadata
from toolkit.structure import Field, Structured
from toolkit.structure.dates import find_dates, read_date
from toolkit.structure.fields import FieldName, is_unfilled, read_pairs
from toolkit.structure.identity import is_school, is_title, split_named_title

_SEPARATOR = r"\s+ [-–—|:] \s+ | \s* \n \s*"
_ADOPTED_BY = re.compile(
    r"""\b (?: governing \s+ (?: body | board ) | governors | board \s+ of \s+ (?: governors
        | trustees ) | trustees | trust \s+ board | local \s+ (?: governing \s+ (?: body
        | board ) | academy \s+ committee ) )
        \s+ (?: of | at | for ) \s+ (?P<school> .{3,90}? ) \s+ (?: has | have
            | had )? \s* (?: formally \s+ )? (?: adopted | approved | ratified | agreed
            | is \s+ committed ) """,
    re.VERBOSE | re.IGNORECASE,
)
_BY_WHOM = re.compile(
    r"""\W* (?: adopted | approved | ratified | agreed ) \s+ by \s+ (?: the \s+ )?
        (?P<body> [\w ]{0,40}? (?: governing \s+ (?: body | board ) | governors | trustees
            | board \s+ of \s+ (?: governors | trustees ) ) )
        (?: \s+ (?: of | at | for ) \s+ (?P<school> .{3,90}? ) )? \s+ (?: on | in | at ) \b""",
    re.VERBOSE | re.IGNORECASE,
)
_ADOPTION = re.compile(
    r"""\b (?: adopted | ratified | approved
        | agreed ) \b (?: \s+ this \s+ (?: model \s+ )? (?: policy | document | procedure
        | code ) )?
        (?P<rest> [^.;]{0,120}? \b (?: on | in | at | during | from | of ) \b \s+ .{0,60} )""",
    re.VERBOSE | re.IGNORECASE,
)
_OF_ITSELF = re.compile(
    r"""\W* (?: formally \s+ )? (?: adopted | approved | ratified | agreed | reviewed
        | next \s+ review ) \b
    | .* \b (?: policy | document | procedures? | code ) \b""",
    re.VERBOSE | re.IGNORECASE | re.DOTALL,
)
_EFFECT = re.compile(r"""\b (?: takes? \s+ effect | came \s+ into \s+ (?: effect | force )
    | comes \s+ into \s+ (?: effect | force ) | is \s+ effective ) \s+ (?: on | from
    | in ) \s+ (?P<rest> .{0,40} )""", re.VERBOSE | re.IGNORECASE)  # fmt: skip
_REVIEWED_BY = re.compile(
    r"""(?: (?: next | will \s+ be | to \s+ be
        | due \s+ for ) \s+ (?: \w+ \s+ ){0,3}? (?: review (?: ed )? ) | review \s+ (?: date
        | is \s+ due ) | (?: next | date \s+ of ) \s+ review )
        (?P<rest> [^.;]{0,80} \d{2,4} .{0,20} )""",
    re.VERBOSE | re.IGNORECASE,
)
_REVIEW_SENTENCE = re.compile(
    r"\b (?: review (?: ed | s )? | revis (?: ed | ion ) | updated ) \b", re.VERBOSE | re.IGNORECASE
)
_POLICY_SUBJECT = re.compile(
    r"\b (?: policy | document | procedures? | code ) \b", re.VERBOSE | re.IGNORECASE
)

_CYCLES: Final = tuple(
    (re.compile(pattern, re.VERBOSE | re.IGNORECASE), name)
    for pattern, name in (
        (r"\b (?: bi-?annual (?:ly)? | bi-?yearly ) \b", "biannual"),
        (r"""\b (?: biennial (?:ly)? | every \s+ (?: two | 2 | second | other ) \s+ years?
            | (?: two | 2 ) [\s-]+ year (?:ly|s)?
            | every \s+ 24 \s+ months ) \b""", "every 2 years"),
        (r"""\b (?: triennial (?:ly)? | every \s+ (?: three | 3 | third ) \s+ years?
            | (?: three | 3 ) [\s-]+ year (?:ly|s)?
            | every \s+ 36 \s+ months ) \b""", "every 3 years"),
        (r"""\b (?: every \s+ (?: four | 4 ) \s+ years | (?: four
            | 4 ) [\s-]+ year (?:ly|s)? ) \b""", "every 4 years"),
        (r"""\b (?: every \s+ (?: five | 5 ) \s+ years | (?: five
            | 5 ) [\s-]+ year (?:ly|s)? ) \b""", "every 5 years"),
        (r"""\b (?: every \s+ (?: six | 6 ) \s+ months | six[\s-]monthly | twice \s+ a \s+ year
            | half[\s-]yearly ) \b""", "every 6 months"),
        (r"\b (?: termly | every \s+ term | each \s+ term ) \b", "termly"),
        (r"""\b (?: annual (?:ly)? | yearly | (?: every | each | once \s+ a
            | per ) \s+ (?: school \s+ | academic \s+ )? year | every \s+ (?: 12
            | twelve ) \s+ months | (?: one | 1 ) [\s-]+ year ) \b""", "annual"),
    )
)  # fmt: skip
# The end of a title that dates it: "(JAN 2018)", "– 3rd Edition June 2015", "May 2020".
_EDITION = re.compile(
    r"""[(\[] \s* (?: version | edition | issued? | dated | updated | revised )? \s*
            [^()\[\]]{4,30} [)\]] \s* $
        | [\s,–-]* (?: \d+ (?: st | nd | rd | th ) \s+ )? (?: edition | version | dated | issued )
            [\s:,]* (?: \w+ \s+ )? \d{4} \s* $
        | [\s,–-]* \b (?: jan | feb | mar | apr | may | jun | jul | aug | sep | oct | nov
            | dec ) [a-z]*
            \s+ \d{4} \s* $
        | \s* [-–,] \s* \d{4} \s* $""",
    re.VERBOSE | re.IGNORECASE,
)
_MODEL = re.compile(r"\bmodel\b", re.IGNORECASE)
_SOURCE = re.compile(
    r"""(?P<source> (?: .+ \b (?i: council | authority | diocese | county | federation | union
        | trust | service ) | .* \b [A-Z]{2,5} ) \b .*? ) (?: ['’]s )? \s+
        (?i: model | template ) \b .*""",
    re.VERBOSE,
)

_ADOPTED_ORDER: Final[tuple[FieldName, ...]] = (
    "adopted_on", "approved_on", "effective_on", "issued_on", "reviewed_on", "dated", "written_on"
)  # fmt: skip
# Dates of approval outweigh a sentence in the text, which outweighs the date of a cover or a draft.
_AFTER_SENTENCE: Final[frozenset[FieldName]] = frozenset({"reviewed_on", "dated", "written_on"})


def metadata(extraction: Extraction, structured: Structured) -> Metadata:
    """Read a document's facts off its tables, lines, cover, signatures and adoption sentences."""
    stated = (fact for fact in structured.fields if fact.value and not is_unfilled(fact.value))
    sentences = _sentences(structured)
    running = _running(structured)
    facts = [_as_meant(fact) for fact in (*stated, *_running_facts(running))]
    school = _school(facts, sentences, running)
    return Metadata(
        title=_title(facts, running, school, extraction.title),
        school=school,
        adopted_on=_adopted_on(facts, sentences),
        review_on=_review_on(facts, sentences),
        review_cycle=_review_cycle(facts, sentences),
        approved_by=_approved_by(facts, sentences),
        author=_stated(facts, "author"),
        model_source=_model_source(facts),
        model_edition=_model_edition(facts),
        signatories=_signatories(facts),
    )


def _running_facts(running: list[str]) -> list[Field]:
    """Read "Approved: May 2024  Review: May 2025" in a footer; it counts after all else."""
    pairs = [pair for text in running for pair in read_pairs(text)]
    return [
        Field(name, value, label, "footer")
        for name, label, value in pairs
        if not is_unfilled(value)
    ]


def _as_meant(fact: Field) -> Field:
    """Read "Reviewed: May 2023" as a date that is past, not as a cycle ("Reviewed: annually")."""
    past = fact.name == "review_cycle" and fact.label.lower().strip(" :").endswith("reviewed")
    return replace(fact, name="reviewed_on") if past and read_date(fact.value) else fact


def _sentences(structured: Structured) -> list[str]:
    """Collect the texts that may speak of the policy's own adoption or review."""
    said = [clause.text for clause in structured.clauses if clause.kind in ("paragraph", "item")]
    aside = [
        aside.text for aside in structured.set_aside if aside.kind in ("front_matter", "signature")
    ]
    return said + aside


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


# --- the school and the title -------------------------------------------------------------------


def _school(facts: list[Field], sentences: list[str], running: list[str]) -> str | None:
    """Weigh what names the school; the best-supported name in its best-supported form wins."""
    votes, forms = Counter[str](), dict[str, Counter[str]]()
    for weight, name in _school_names(facts, sentences, running):
        plain = _tidy(name)
        core = re.sub(r"\W+|^the\s", "", plain.lower().removeprefix("the "))
        if not core:
            continue
        votes[core] += weight
        mixed = 0 if plain.isupper() else weight
        forms.setdefault(core, Counter())[plain] += mixed + (1 if plain[:1].isupper() else 0)
    if not votes:
        return None
    core = votes.most_common(1)[0][0]
    return forms[core].most_common(1)[0][0]


def _school_names(
    facts: list[Field], sentences: list[str], running: list[str]
) -> Iterator[tuple[int, str]]:
    for fact in facts:
        if fact.name == "school":
            yield (8, fact.value) if fact.label else (3, fact.value)
        if fact.name == "title" and not fact.label:
            yield from ((2, part) for part in _school_parts(fact.value))
    for text in running:
        yield from ((3, part) for part in _school_parts(text))
    for sentence in sentences:
        match = _ADOPTED_BY.search(sentence) or _BY_WHOM.match(sentence)
        if match and match["school"] and not is_unfilled(match["school"]):
            name = re.sub(r"^the\s+", "", match["school"].strip(" ,"))
            if _looks_named(name):
                yield 4, name


def _looks_named(name: str) -> bool:
    words = [word for word in name.split() if word[:1].isalpha()]
    return (
        1 < len(words) <= 10
        and words[0][0].isupper()
        and not name.lower().startswith(("this ", "our "))
    )


def _school_parts(text: str) -> Iterator[str]:
    """Find a school's name in a running line or a title: "Oakfield School – Social Media"."""
    for part in re.split(_SEPARATOR, re.sub(r"\bPage\b.*$", "", text), flags=re.VERBOSE):
        if is_school(part) and not is_title(part):
            yield part
        elif named := split_named_title(part):
            yield named[1]
        elif is_title(part) and (match := _SCHOOL_FIRST.match(part)):
            yield match["school"]


_SCHOOL_FIRST = re.compile(
    r"""(?P<school> (?: [A-Z][\w’'.-]* \s+ | (?: of | and | the | & ) \s+ ){1,7}? (?: Primary
        | Infant | Junior | Nursery | High | Middle | Grammar | Community
        | First )? \s* (?: School | Academy | Federation | College | Nursery )(?= \s ) ) \s+""",
    re.VERBOSE,
)


def _tidy(name: str) -> str:
    return " ".join(name.strip(" .,;:–—-'’‘\"“”*").split())


def _title(
    facts: list[Field], running: list[str], school: str | None, own: str | None
) -> str | None:
    """Take the stated title, else the cover's, else a running line's, else the file's own."""
    stated = [fact.value for fact in facts if fact.name == "title" and fact.label]
    cover = [fact.value for fact in facts if fact.name == "title" and not fact.label]
    for value in (
        *stated,
        *cover,
        *_running_titles(running),
        *([own] if own and is_title(own) else []),
    ):
        plain = _tidy(_without_edition(_without_school(value, school)))
        if plain:
            return plain
    return None


def _running_titles(running: list[str]) -> Iterator[str]:
    for text in running:
        for part in re.split(_SEPARATOR, re.sub(r"\bPage\b.*$", "", text), flags=re.VERBOSE):
            if is_title(part):
                yield part


def _without_school(title: str, school: str | None) -> str:
    """Take the school's name off a title, and the dash that joined them."""
    if not school or not (
        match := re.search(re.escape(school) + r"(?:[’']s?)?", title, re.IGNORECASE)
    ):
        return title
    rest = (title[: match.start()] + title[match.end() :]).strip(" –—-:|,")
    return rest if len(rest.split()) >= 1 and is_title(rest) else title


def _without_edition(title: str) -> str:
    match = _EDITION.search(title)
    return title[: match.start()] if match and read_date(match[0]) else title


# --- dates --------------------------------------------------------------------------------------


def _adopted_on(facts: list[Field], sentences: list[str]) -> str | None:
    """Take the date of adoption, or the nearest thing to it that the document states."""
    firm = [name for name in _ADOPTED_ORDER if name not in _AFTER_SENTENCE]
    weak = [name for name in _ADOPTED_ORDER if name in _AFTER_SENTENCE]
    return (
        _dated(facts, firm)
        or _first_date(_ADOPTION, sentences)
        or _first_date(_EFFECT, sentences)
        or _dated_approval(facts)
        or _dated(facts, weak)
    )


def _dated(facts: list[Field], names: list[FieldName]) -> str | None:
    for name in names:
        for fact in facts:
            if fact.name == name and (found := read_date(fact.value)):
                return found
    return None


def _dated_approval(facts: list[Field]) -> str | None:
    """Read the date in "Approved by: Full governing body, 12 March 2024"."""
    return _dated(facts, ["approved_by", "signed_on"])


def _first_date(pattern: re.Pattern[str], sentences: list[str]) -> str | None:
    """Find the first date that a sentence on the policy itself gives; never a date of a law."""
    for sentence in sentences:
        if not _OF_ITSELF.match(sentence):
            continue
        for match in pattern.finditer(sentence):
            if found := find_dates(match["rest"]):
                return found[0]
    return None


def _review_on(facts: list[Field], sentences: list[str]) -> str | None:
    return (
        _dated(facts, ["review_on"]) or _cycle_date(facts) or _first_date(_REVIEWED_BY, sentences)
    )


def _cycle_date(facts: list[Field]) -> str | None:
    """Read "Review: September 2025", where a cycle might have stood."""
    return _dated(facts, ["review_cycle"])


def _review_cycle(facts: list[Field], sentences: list[str]) -> str | None:
    for fact in facts:
        if fact.name in ("review_cycle", "review_on") and (cycle := _cycle(fact.value)):
            return cycle
    for text in sentences:
        for sentence in re.split(r"(?<=[.;!?])\s+", text):
            about = _POLICY_SUBJECT.search(sentence) and _REVIEW_SENTENCE.search(sentence)
            if about and len(sentence.split()) <= 60 and (cycle := _cycle(sentence)):
                return cycle
    return None


def _cycle(text: str) -> str | None:
    return next((name for pattern, name in _CYCLES if pattern.search(text)), None)


# --- people and the model -----------------------------------------------------------------------


def _approved_by(facts: list[Field], sentences: list[str]) -> str | None:
    """Take the stated body, else that of a line "Approved by the board of trustees … on …"."""
    stated = (_without_date(fact.value) for fact in facts if fact.name == "approved_by")
    said = (match["body"] for text in sentences if (match := _BY_WHOM.match(text)))
    return next((value for value in (*stated, *said) if value), None)


_DATE_TAIL = re.compile(r"""[\s,;:(–-]* (?: on | in
    | date d? : )? \s* [^\s]*? (?: \d{1,2} (?: st | nd | rd | th )? [\s./-] .*
    | [A-Z][a-z]+ \s+ \d{4} .* | \d{4} ) \)? $""", re.VERBOSE)  # fmt: skip


def _without_date(value: str) -> str:
    return _tidy(_DATE_TAIL.sub("", value)) if read_date(value) else _tidy(value)


def _model_source(facts: list[Field]) -> str | None:
    """Name whose model it is: as labelled, on the cover, or within a title or an author."""
    if labelled := next((f.value for f in facts if f.name == "model_source" and f.label), None):
        return labelled
    modelled = any(_MODEL.search(fact.value) for fact in facts if fact.name in ("title", "author"))
    for fact in facts:
        if fact.name == "model_source" and modelled:
            return _tidy(_DEPARTMENT.sub("", fact.value))
    for fact in facts:
        if fact.name in ("title", "author") and (match := _SOURCE.search(fact.value)):
            return _tidy(match["source"])
    return None


# "EXAMPLE COUNTY COUNCIL DIRECTORATE FOR …": the authority stands before its department.
_DEPARTMENT = re.compile(
    r"""(?<= council ) [\s,–-]+ (?: directorate | department | children | education | schools?
        | human ) .*""",
    re.VERBOSE | re.IGNORECASE,
)


def _model_edition(facts: list[Field]) -> str | None:
    """Read the edition where it is said of a model: "MODEL POLICY ON … (JAN 2018)"."""
    if found := _dated(facts, ["model_edition"]):
        return found
    for fact in facts:
        model = fact.name in ("title", "author", "model_source") and _MODEL.search(fact.value)
        if model and (match := _EDITION.search(fact.value)) and (found := read_date(match[0])):
            return found
    return None


_NAME_SPLIT = re.compile(r"\s* (?: / | ; | \| | \t | , | & | \b and \b ) \s*", re.VERBOSE)
_POST_WORDS = re.compile(
    r"""\b (?: chair .* | head .* | principal | governors? | of | the | on \s behalf .*
        | clerk .* | trustees? | date d? .* | print .* | name | position | role | ceo ) \b""",
    re.VERBOSE | re.IGNORECASE,
)


def _signatories(facts: list[Field]) -> tuple[str, ...]:
    """List who signed, in the order printed; gaps and posts without a name are nobody."""
    signing = [f.value for f in facts if f.name == "signatory"]
    signing += [f.value for f in facts if f.name == "post" and f.source == "signature"]
    names = [_name(part) for value in signing for part in _NAME_SPLIT.split(value)]
    return tuple(dict.fromkeys(name for name in names if name))


def _name(text: str) -> str | None:
    plain = re.sub(r"\(.*?\)|[._…]{3,}", " ", text)
    plain = _tidy(_POST_WORDS.sub(" ", plain))
    named = plain and any(sign.isalpha() for sign in plain) and not read_date(plain)
    return plain if named and not is_unfilled(plain) and plain[0].isupper() else None
