"""What a school writes in its own way throughout is never a deviation."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache

import pytest

from toolkit.align import align
from toolkit.classify import Verdict, classify
from toolkit.document import Document
from toolkit.library import latest, load
from toolkit.localise import learn

NAME = "Oakfield Primary School"
ITS_OWN = r"(?!\s(?:day|year|office|council|site|roll|business|policy|rule|week|term))"
HEAD = r"\b([Tt])he headteacher\b(?!')"
BODY = r"\b([Tt])he governing body\b(?!')"
COUNTY = r"\b([Tt])he (?:local authority|county council)\b(?!')"

# Each is what a school puts throughout: a pattern of the county's words, and its own.
STYLES: dict[str, tuple[tuple[str, str], ...]] = {
    "our school": ((r"\bthe school\b", "our school"), (r"\bThe school\b", "Our school")),
    "we": ((r"\b[Tt]he school (?=will|must)", "We "), (r"\bthe school's\b", "our")),
    "its short name": ((rf"\b[Tt]he school\b{ITS_OWN}", "Oakfield"),),
    "its whole name": ((rf"\b[Tt]he school\b(?='s|[ ,.]){ITS_OWN}", NAME),),
    "academy": ((r"\bschool\b", "academy"), (r"\bSchool\b", "Academy")),
    "setting": ((r"\bschool\b", "setting"), (r"\bSchool\b", "Setting")),
    "Principal": ((r"\bheadteacher\b", "Principal"),),
    "Head of School": ((r"\bheadteacher\b", "Head of School"),),
    "two heads": ((HEAD, r"\1he Executive Headteacher or Head of School"),),
    "a head of two names": ((r"\bheadteacher\b", "Headteacher/Principal"),),
    "the head's name": ((HEAD, r"\1he headteacher (Mrs J Okafor)"),),
    "governors": ((BODY, "Governors"),),
    "trustees": ((r"governing body", "Board of Trustees"), (r"\bgovernor\b", "trustee")),
    "a local body": ((BODY, r"\1he Local Governing Body (LGB)"),),
    "its letters": ((BODY, r"\1he LGB"),),
    "the full body": ((BODY, r"\1he full governing body"),),
    "whose body": ((BODY, "Oakfield's Governing Body"),),
    "learners": ((r"\bpupil", "learner"), (r"\bPupil", "Learner")),
    "pupils and students": ((r"\bpupils\b", "pupils/students"), (r"\bPupils\b", "Pupils/students")),
    "young people": ((r"\bpupils\b", "children and young people"),),
    "families": ((r"\bparents\b", "families"), (r"\bParents\b", "Families")),
    "the LA": ((COUNTY, r"\1he LA"),),
    "the council's name": ((COUNTY, "Example County Council"),),
    "DSL": ((r"designated safeguarding lead", "DSL"),),
    "our staff": ((r"(?<!all )(?<!of )\bstaff\b(?! (?:room|member|meeting))", "our staff"),),
    "members of staff": (
        (r"(?<!of )(?<!all )\bstaff\b(?! (?:room|member|meeting|hand|train))", "members of staff"),
    ),
    "they": ((r"\bhe or she\b", "they"), (r"\bhis or her\b", "their")),
    "shall": ((r"\bwill\b", "shall"),),
    "and signs": ((r"\band\b", "&"),),
    "for example": ((r"\bfor example\b", "e.g."),),
    "hours in short": ((r"\bhours\b", "hrs"), (r"\bminutes\b", "mins"), (r"\byears\b", "yrs")),
    "clock times": ((r"\b(\d)\.(\d\d)\b", r"\1:\2"),),
    "figures": ((r"\btwo\b", "2"), (r"\bthree\b", "3"), (r"\bfive\b", "5"), (r"\bten\b", "10")),
    "ordinals": ((r"\bsecond\b", "2nd"), (r"\bfirst\b", "1st")),
    "contractions": ((r"\bdo not\b", "don't"), (r"\bmust not\b", "mustn't")),
    "spelling": ((r"is(e|ed|ing|ation)\b", r"iz\1"),),
    "no stops": ((r"[.;]$", ""),),
    "capitals": ((r"\bstaff\b", "Staff"), (r"\bpupils\b", "Pupils"), (r"\bparents\b", "Parents")),
    "always": ((r"\bmust (?!not|be)", "must always "),),
}
# And what no custom makes harmless.
CHANGES: dict[str, tuple[str, str]] = {
    "must to should": (r"\bmust\b", "should"),
    "should to must": (r"\bshould\b", "must"),
    "not taken out": (r"\b(may|must) not\b", r"\1"),
    "normally": (r"\bmust\b", "must normally"),
    "where possible": (r"\bmust ([^.;:]+)([.;])", r"must \1 where possible\2"),
    "a nominee": (HEAD + r"(?= (?:must|will|should))", r"\1he headteacher or nominee"),
    "more time": (r"\b(24 hours|two years|ten working days)\b", "three weeks"),
    "not in writing": (r" in writing\b", ""),
}


@cache
def models() -> tuple[Document, ...]:
    held = load()
    return tuple(model.document for model in held if latest(model.id or "", held) is model)


def told(*rules: tuple[str, str]) -> list[Verdict]:
    """Compare each model with itself, written in a school's way, and give what differs."""
    found: list[Verdict] = []
    for model in models():
        clauses = tuple(
            replace(clause, text=written(clause.text, rules)) for clause in model.clauses
        )
        adopted = replace(
            model,
            source="adopted.docx",
            clauses=tuple(replace(clause, places=()) for clause in clauses),
            metadata=replace(model.metadata, school=NAME),
        )
        matches = align(model, adopted)
        verdicts = classify(matches, learn(model, adopted, matches))
        found += [verdict for verdict in verdicts if texts(verdict)[0] != texts(verdict)[1]]
    return found


def written(text: str, rules: tuple[tuple[str, str], ...]) -> str:
    for old, new in rules:
        text = re.sub(old, new, text)
    return text


def texts(verdict: Verdict) -> tuple[list[str], list[str]]:
    model, adopted = verdict.match.model, verdict.match.adopted
    return [clause.text for clause in model], [clause.text for clause in adopted]


@pytest.mark.parametrize("style", STYLES)
def test_what_a_school_puts_throughout_is_no_deviation(style: str) -> None:
    verdicts = told(*STYLES[style])
    assert verdicts
    assert [texts(v)[1] for v in verdicts if v.kind in ("modified", "missing", "added")] == []


@pytest.mark.parametrize("change", CHANGES)
def test_what_alters_a_duty_is_material_however_often_it_is_put(change: str) -> None:
    verdicts = told(CHANGES[change])
    assert verdicts
    assert [texts(v)[1] for v in verdicts if not v.material] == []
