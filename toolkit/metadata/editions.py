"""Which version or edition a document says it is, and whether it says so of a model policy."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Final

from toolkit.document import Clause
from toolkit.metadata.school_lines import schools_in
from toolkit.structure import Field, Structured
from toolkit.structure.dates import LONGEST_TEXT, dated_spans, is_date_only, read_date
from toolkit.structure.fields import read_pairs
from toolkit.structure.labels import FieldName, is_unfilled

Span = tuple[int, int, str]  # start and end in the line, and the date in reduced ISO form


@dataclass(frozen=True, slots=True)
class Statement:
    """What a line says of a version or edition: `text` as printed, `on` its date, printed `dated`.

    `of_model` where it speaks of a model policy; `updated` where it names no version at all but
    says when the text was updated.
    """

    line: str
    text: str
    dated: str | None = None
    of_model: bool = False
    updated: bool = False

    @property
    def on(self) -> str | None:
        """The date in reduced ISO form."""
        return read_date(self.dated) if self.dated else None


_ORDINAL = r"""(?: \d{1,2} (?: st | nd | rd | th ) | first | second | third | fourth | fifth | sixth
    | seventh | eighth | ninth | tenth )"""
_WORD = r"(?: version | ver | edition | issue | revision | rev | release )"
_NUMBERED = re.compile(
    rf"""\b {_WORD} \b \.? \s* (?: no \.? | number )? \s* [:#|]? \s*
            (?! (?: 19 | 20 ) \d\d \b ) \d{{1,3}} (?: \. \d{{1,3}} ){{0,3}} [a-z]?
            (?! [\w/] | (?<= \d ) \s* [./] \d )
        | (?<! [\w.] ) v \.? \s? \d{{1,2}} (?: \. \d{{1,3}} ){{0,3}} [a-z]? (?! [\w/] )
        | \b {_ORDINAL} \s+ (?: edition | version | revision | issue ) \b""",
    re.VERBOSE | re.IGNORECASE,
)
_UNNUMBERED = re.compile(
    r"\b (?: version | edition ) (?: \s+ date )? \b (?! \s+ \d{1,2} \b )",
    re.VERBOSE | re.IGNORECASE,
)
_LINK = re.compile(  # between a version and its date
    r"""[\s,;|:()\[\]/–—-]* (?: (?: date d? | of | from | in | issued | last \s+ updated ) \b )?
        [\s:(]*""",
    re.VERBOSE | re.IGNORECASE,
)
_AUTHORITY = r"""(?: local \s+ (?: education \s+ )? authority | LE?A | (?: county | borough | city
    | district | metropolitan ) \s+ council | (?<! school \s ) (?<! student \s ) council
    | dioces\w+ )"""
_UPDATED = re.compile(  # by a school's own people it is the school's version
    rf"""(?<! & \s ) (?<! and \s ) \b (?: last \s+ )?
        (?: updated | revised | amended | refreshed | issued (?= \s+ by ) ) \b
        (?: \s+ by \s+ (?: the \s+ )? (?: [\w’']+ \s+ )?? {_AUTHORITY} )?""",
    re.VERBOSE | re.IGNORECASE,
)
_MODEL = re.compile(
    r"\b (?: model | template | exemplar ) \b (?! \s+ (?: behaviour | pupil | citizen ) )",
    re.VERBOSE | re.IGNORECASE,
)
_OFFICIAL = re.compile(rf"\b {_AUTHORITY} \b", re.VERBOSE | re.IGNORECASE)
# What a school does with a policy; the date of it is never the model's.
_ACT = re.compile(
    r"""\b (?: adopt | approv | ratif | agreed | review | accept | minut | effective | implement
        | governors? | (?: on | in ) (?: \s+ the )? \s* \Z )""",
    re.VERBOSE | re.IGNORECASE,
)
# A sentence that says from which model the policy was made.
_MADE_FROM = re.compile(
    r"""\b (?: is (?= \s+ the \s ) | based \s+ (?: up )? on | adopt (?: s | ed )? | adapted
        | taken | derived | follows? | reflects? | uses? | accords? \s+ with | version \s+ of ) \b
        [^.;]{0,80}
        \b (?: model | template ) \b
        (?! [^.;]{0,30} \b (?: regulations | articles | act ) \b )
        (?: \s+ [\w’'-]+ ){0,7}? \s* (?: policy | procedures? | document | code | template
            | , | \( | \d | \. | \Z )""",
    re.VERBOSE | re.IGNORECASE,
)
NEAR_THE_START: Final = 6  # clauses in which a policy says from which model it was made
NEAR_THE_END: Final = 4
LONGEST_LINE: Final = 20  # words; what is longer is prose
NEAR_THE_NAME: Final = 25  # characters from a date to the model that it is of


def statements(structured: Structured, facts: list[Field]) -> list[Statement]:
    """Collect what a document's cover, its pages' edges and its own sentences state, in order.

    A line "Updated …" in a document that says when its school acts is on what the school did.
    """
    asides = structured.set_aside
    cover = [aside.text for aside in asides if aside.kind in ("front_matter", "signature")]
    kinds = ("running_header", "running_footer")
    running = dict.fromkeys(aside.text for aside in asides if aside.kind in kinds)
    near = [clause.text for clause in _near(structured) if _speaks(clause.text.lower())]
    said = [text for text in near if _MADE_FROM.search(text)]
    found = [*_on_cover(cover), *(each for line in running if (each := state(line)))]
    found += [each for line in said if (each := state(line)) and each.of_model]
    acts = any(fact.name in _OWN_ACTS for fact in facts)
    found = [each for each in found if each.of_model or not (each.updated and acts)]
    return found or list(_in_history(facts))


def _speaks(lowered: str) -> bool:
    """Tell the few clauses that the pattern of a model need be tried on."""
    return "model" in lowered or "template" in lowered


def _near(structured: Structured) -> tuple[Clause, ...]:
    clauses = structured.clauses
    return clauses[:NEAR_THE_START] + clauses[NEAR_THE_START:][-NEAR_THE_END:]


def _on_cover(lines: list[str]) -> Iterator[Statement]:
    """Read a cover's lines; a version or a date right below a model's title is the model's."""
    below_model = False
    for line in lines:
        found = state(line)
        if found is None and below_model and is_date_only(line):
            found = Statement(line, line, line)
        if found:
            yield replace(found, of_model=found.of_model or below_model)
        titled = bool(_MODEL.search(line)) and not read_pairs(line)
        below_model = titled or (below_model and found is not None)


def _in_history(facts: list[Field]) -> Iterator[Statement]:
    """Read the last version of a table of versions off its facts."""
    for at, fact in enumerate(facts):
        if fact.source == "table" and fact.label.lower().startswith(("version", "issue", "rev")):
            after = facts[at + 1] if at + 1 < len(facts) else None
            dated = after if after and after.name == "dated" and after.source == "table" else None
            if fact.name == "other" and fact.value[:1].isdigit() and not is_unfilled(fact.value):
                on = dated.value if dated else None
                text = f"{fact.label} {fact.value}" + (f", {on}" if on else "")
                yield Statement(text, text, on)


def state(line: str) -> Statement | None:
    """Read a line's statement of a version or edition; None where it makes none."""
    line = line[:LONGEST_TEXT]
    if len(line.split()) > LONGEST_LINE and not _MADE_FROM.search(line):
        return None
    spans, numbered = dated_spans(line), _NUMBERED.search(line)
    if not spans and not numbered:
        return None
    of_model = _is_of_model(line)
    if numbered:
        spans = _after_number(line, numbered, spans)
    date = _beside(line, numbered, spans) if numbered else None
    if of_model:
        date = date or _of_the_model(line, spans)
    if numbered or (of_model and date):
        return _statement(line, numbered, date, of_model=of_model)
    for pattern in (_UNNUMBERED, _UPDATED):
        match = pattern.search(line)
        if match and (date := _beside(line, match, spans)):
            official = bool(_OFFICIAL.search(match[0]))
            made = _statement(line, match, date, of_model=official)
            return replace(made, updated=pattern is _UPDATED)
    return None


def _after_number(line: str, numbered: re.Match[str], spans: list[Span]) -> list[Span]:
    """Read "Version 3 May 2022" as the third version, of May; and "v3 09/22"."""
    end = numbered.end()
    rest = [(start + end, stop + end, on) for start, stop, on in dated_spans(line[end:])]
    short = _SHORT.match(line, end)
    if short and (on := read_date(short["date"])) and not (rest and rest[0][0] < short.end()):
        rest = [(*short.span("date"), on), *rest]
    return [*(span for span in spans if span[1] <= numbered.start()), *rest]


_SHORT = re.compile(r"[\s,;|:()\[\]–—-]+(?P<date>(?:0[1-9]|1[0-2])/2\d)(?![\d/])")


_ISSUED = re.compile(
    r"""\b (?: issued | published | dated | updated | revised ) \s+ (?: in | on ) \s+
        (?: the \s+ )? \Z""",
    re.VERBOSE | re.IGNORECASE,
)


def _statement(
    line: str, match: re.Match[str] | None, date: Span | None, *, of_model: bool
) -> Statement:
    """Put a statement together: its words as printed, from the version to its date."""
    dated = line[date[0] : date[1]] if date else None
    if match is None:
        return Statement(line, line.strip(), dated, of_model)
    ends = [match.span(), *([date[:2]] if date else [])]
    start, end = min(start for start, _ in ends), max(end for _, end in ends)
    closed = ")" if "(" in line[start:end] and line[end : end + 1] == ")" else ""
    return Statement(line, line[start:end] + closed, dated, of_model)


def _is_of_model(line: str) -> bool:
    """Tell a line on the county's text: it says so, or names the council and no school's act."""
    if _MODEL.search(line):
        return True
    plain = _OFFICIAL.search(line) and not _ACT.search(line)
    return bool(plain) and next(schools_in(line), None) is None


def _beside(line: str, match: re.Match[str], spans: list[Span]) -> Span | None:
    """Give the date right after a version, else right before it: "v3 May 2022", "2021 edition"."""
    for span in spans:
        if span[0] >= match.end() and _LINK.fullmatch(line[match.end() : span[0]]):
            return span
    before = (span for span in spans if span[1] <= match.start())
    return next((each for each in before if _LINK.fullmatch(line[each[1] : match.start()])), None)


def _of_the_model(line: str, spans: list[Span]) -> Span | None:
    """Give the date that is the model's own: the first after its name, else one right before."""
    named = _MODEL.search(line) or _OFFICIAL.search(line)
    if named is None:
        return None
    for span in spans:
        between = _ISSUED.sub("", line[named.end() : span[0]])
        if span[0] >= named.end() and not _ACT.search(between):
            return span
    before = [span for span in spans if span[1] <= named.start()]
    near = [span for span in before if len(line[span[1] : named.start()]) <= NEAR_THE_NAME]
    plain = [span for span in near if not _ACT.search(line[: span[0]])]
    return plain[-1] if plain else None


# --- what a statement of a version must not be taken for ----------------------------------------

_OWN_ACTS: Final[frozenset[FieldName]] = frozenset(
    {"adopted_on", "approved_on", "effective_on", "approved_by", "review_on", "review_cycle"}
)
_STATED_AS: Final[frozenset[FieldName]] = frozenset({"dated", "issued_on", "reviewed_on"})


def without_editions(facts: list[Field], stated: list[Statement]) -> list[Field]:
    """Leave out the dates that are a version's or a model's, for the school's own dates.

    A line that also says when the school approved or reviews is on the school's own version.
    """
    foreign = [each for each in stated if each.of_model or not _is_own(each.line)]
    return [fact for fact in facts if not any(_states(each, fact) for each in foreign)]


def _is_own(line: str) -> bool:
    acts = any(name in _OWN_ACTS for name, *_ in read_pairs(line))
    return acts or _STATUS.search(line) is not None


_STATUS = re.compile(r"\b(?:approved|adopted|agreed|ratified)\b", re.IGNORECASE)


def _states(stated: Statement, fact: Field) -> bool:
    if fact.name not in _STATED_AS or fact.source == "table" or not stated.on:
        return False
    if fact.label.lower() == "date" and not stated.of_model:
        return False  # "Version: 4 | Date: May 2024" is a school's record of its own
    return fact.value in stated.line and read_date(fact.value) == stated.on


def without_models(sentences: list[str], stated: list[Statement]) -> list[str]:
    """Take the dates of models out of the sentences that tell when the school acted."""
    for each in stated:
        if each.of_model and each.dated:
            sentences = [text.replace(each.dated, " ") for text in sentences]
    return sentences
