"""A made-up comparison and a made-up audit with one of everything, for the tests of reports."""

from __future__ import annotations

import io
from collections import Counter
from dataclasses import replace
from typing import Any

from toolkit.align import Match, Shape
from toolkit.batch.records import Audit, Line, Record, page_name
from toolkit.classify import Kind, Reason, Verdict
from toolkit.comparison.edition import Candidate, Identification
from toolkit.comparison.result import Comparison, Summary
from toolkit.document import (
    Aside,
    Clause,
    ClauseKind,
    Document,
    Finding,
    Metadata,
    NotCompared,
    Permission,
)
from toolkit.errors import Code
from toolkit.library import ModelPolicy
from toolkit.localise import Substitution
from toolkit.report import AUDIT_WRITERS
from toolkit.schools import School
from toolkit.textdiff import diff

TODAY = "2026-03-02"


def clause(
    name: str,
    label: str | None,
    kind: ClauseKind,
    level: int,
    text: str,
    page: int | None = None,
    permission: Permission = "verbatim",
) -> Clause:
    parent = name.rpartition("/")[0] or None
    return Clause(name, label, kind, level, parent, text, page, permission)


def document(source: str, *clauses: Clause, **rest: Any) -> Document:
    values: dict[str, Any] = {"sha256": "0" * 64, "format": "markdown", **rest}
    return Document(source=source, clauses=clauses, **values)


# ruff: noqa: E501
MODEL = document(
    "visitors/2018-01.md",
    clause("s1", "1", "heading", 1, "Purpose"),
    clause("s1/1.1", "1.1", "paragraph", 2, "This policy says how the school receives its visitors."),
    clause("s2", "2", "heading", 1, "Arrival"),
    clause("s2/2.1", "2.1", "paragraph", 2, "Every visitor must sign in at reception and wear a badge."),
    clause("s2/2.2", "2.2", "paragraph", 2, "The office staff will:"),
    clause("s2/2.2/a", "(a)", "item", 3, "ask to see proof of identity;"),
    clause("s2/2.2/b", "(b)", "item", 3, "tell the host that the visitor has come."),
    clause("s2/2.3", "2.3", "paragraph", 2, "A visitors’ car park may be provided.", None, "optional"),
    clause("s3", "3", "heading", 1, "While on site"),
    clause("s3/3.1", "3.1", "paragraph", 2, "Visitors must be accompanied at all times by a member of staff."),
    clause("s3/3.2", "3.2", "paragraph", 2, "Photographs may be taken only with the headteacher’s consent."),
    clause("s4", "4", "heading", 1, "Records"),
    clause("s4/4.1", "4.1", "paragraph", 2, "The signing in book must be kept for six years."),
)  # fmt: skip
ADOPTED = document(
    "oakfield-visitors.pdf",
    clause("s1", "1.", "heading", 1, "Purpose", 1),
    clause("s1/1.1", "1.1", "paragraph", 2, "This policy says how Oakfield Primary School receives its visitors.", 1),
    clause("s2", "2.", "heading", 1, "Arrival", 1),
    clause("s2/2.1", "2.1", "paragraph", 2, "Every visitor should sign in at reception and wear a badge.", 1),
    clause("s2/2.2", "2.2", "paragraph", 2, "Photographs may be taken only with the headteacher’s consent.", 1),
    clause("s2/2.3", "2.3", "paragraph", 2, "The office staff will ask to see proof of identity; and tell the host that the visitor has come.", 1),
    clause("s3", "3.", "heading", 1, "While on site", 2),
    clause("s3/3.1", "3.1", "paragraph", 2, "Visitors must be accompanied, at all times, by a member of staff.", 2),
    clause("s3/3.2", "3.2", "paragraph", 2, "Dogs must be kept on a lead.", 2),
    format="pdf",
    sha256="ab" * 32,
    pages=2,
    metadata=Metadata(
        title="Visitors Policy",
        school="Oakfield Primary School",
        adopted_on="2018-11-05",
        review_on="2019-09-01",
        signatories=("A. Governor",),
    ),
    set_aside=(
        Aside("front_matter", "Oakfield Primary School\nVisitors Policy", 1),
        Aside("page_number", "Page 1 of 2", 1),
    ),
    warnings=("Tracked changes were read as accepted.",),
)  # fmt: skip
LATEST = document(
    "visitors/2024-06.md",
    *MODEL.clauses[:-1],
    clause("s4/4.1", "4.1", "paragraph", 2, "The signing in book must be kept for three years."),
    clause("s5", "5", "heading", 1, "Emergencies"),
)

OLD = ModelPolicy(MODEL, "Visitors", "visitors", "2018-01")
NEW = ModelPolicy(LATEST, "Visitors", "visitors", "2024-06", supersedes="2018-01")


def verdict(
    number: int,
    kind: Kind,
    model: str = "",
    adopted: str = "",
    *reasons: Reason,
    shape: tuple[Shape, ...] = (),
    sides: tuple[Document, Document] = (MODEL, ADOPTED),
) -> Verdict:
    """Judge by hand; clauses are named by their ids, several parted by blanks."""
    left, right = (
        tuple(c for name in names.split() for c in side.clauses if c.id == name)
        for side, names in zip(sides, (model, adopted), strict=True)
    )
    old, new = (" ".join(c.text for c in side) for side in (left, right))
    material = any(not reason.code.startswith(("PER", "EDT", "MIS002")) for reason in reasons)
    match = Match(left, right, 0.9 if left and right else 0.0, frozenset(shape))
    return Verdict(f"m{number}", match, kind, material, reasons=reasons, edits=diff(old, new))


VERDICTS = (
    verdict(1, "unchanged", "s1", "s1"),
    verdict(2, "localised", "s1/1.1", "s1/1.1"),
    verdict(3, "unchanged", "s2", "s2"),
    verdict(
        4,
        "modified",
        "s2/2.1",
        "s2/2.1",
        Reason("OBL001", "The obligation is weaker: “must” became “should”.", "must", "should"),
    ),
    verdict(
        5,
        "modified",
        "s2/2.2 s2/2.2/a s2/2.2/b",
        "s2/2.3",
        Reason("EDT001", "Run together into one paragraph."),
        shape=("merged", "renumbered"),
    ),
    verdict(
        6,
        "missing",
        "s2/2.3",
        "",
        Reason("PER001", "The model marks this clause as optional: it may be left out."),
    ),
    verdict(7, "unchanged", "s3", "s3"),
    verdict(
        8, "editorial", "s3/3.1", "s3/3.1", Reason("EDT001", "Only punctuation differs.")
    ),
    verdict(9, "added", "", "s3/3.2", Reason("ADD001", "The school added text that obliges.")),
    verdict(10, "unchanged", "s3/3.2", "s2/2.2", shape=("moved", "renumbered")),
    verdict(11, "missing", "s4", "", Reason("MIS002", "The heading is gone.")),
    verdict(
        12, "missing", "s4/4.1", "", Reason("MIS001", "The adopted policy has nothing that says this.")
    ),
)  # fmt: skip
SINCE = (
    verdict(1, "unchanged", "s1", "s1", sides=(MODEL, LATEST)),
    verdict(
        2,
        "modified",
        "s4/4.1",
        "s4/4.1",
        Reason("NUM001", "A period or deadline was changed.", "six years", "three years"),
        sides=(MODEL, LATEST),
    ),
    verdict(3, "added", "", "s5", sides=(MODEL, LATEST)),
)
FINDINGS = (
    Finding("REF001", "low", "2.9 is referred to but does not exist.", "s2/2.1", 1, "see 2.9"),
    Finding(
        "LAW001",
        "high",
        "An Act is named that has been repealed.",
        page=2,
        quote="the Visitors Act 1901",
        advice="Name the Act that replaced it.",
        confidence="probable",
    ),
)


def summary(verdicts: tuple[Verdict, ...], coverage: float) -> Summary:
    counts = Counter(v.kind for v in verdicts)
    return Summary(dict(counts), sum(v.material for v in verdicts), coverage)


COMPARISON = Comparison(
    model=OLD,
    adopted=ADOPTED,
    edition=Identification(
        OLD, NEW, 0.97, (Candidate(OLD, 0.97), Candidate(NEW, 0.81)), ("Its words fit best.",)
    ),
    substitutions=(Substitution("school_name", "the school", "Oakfield Primary School", 3),),
    verdicts=VERDICTS,
    summary=summary(VERDICTS, 0.874),
    findings=FINDINGS,
    not_compared=(NotCompared("image", 2, "it may hold text"),),
    latest=NEW,
    since=SINCE,
)


def identical() -> Comparison:
    """Compare the model with itself: nothing deviates."""
    verdicts = tuple(
        Verdict(f"m{n}", Match((c,), (c,), 1.0), "unchanged", edits=diff(c.text, c.text))
        for n, c in enumerate(MODEL.clauses, 1)
    )
    return Comparison(OLD, MODEL, None, (), verdicts, summary(verdicts, 1.0))


def saying(text: str) -> Comparison:
    """Put a text everywhere that a stranger's text can stand."""
    adopted = document(
        text,
        clause("s1", text, "heading", 1, text, 1),
        clause("s1/1", text, "paragraph", 2, text, 1),
        format="pdf",
        metadata=Metadata(title=text, school=text, adopted_on="2018", signatories=(text,)),
        set_aside=(Aside("running_header", text, 1),),
        warnings=(text,),
    )
    model = replace(OLD, document=replace(MODEL, source=text), title=text)
    verdicts = (
        *(verdict(n, "missing", c.id, "", Reason("X1", text)) for n, c in enumerate(MODEL.clauses)),
        verdict(101, "added", "", "s1", Reason("X1", text, text, text), sides=(MODEL, adopted)),
        verdict(102, "added", "", "s1/1", sides=(MODEL, adopted)),
    )
    return Comparison(
        model,
        adopted,
        Identification(None, None, 0.1, evidence=(text,)),
        (Substitution("other", text, text, 3),),
        verdicts,
        summary(verdicts, 0.0),
        (Finding("X1", "low", text, quote=text, advice=text),),
        (NotCompared(text, None, text),),
    )


def line(kind: Kind, section: str, label: str, text: str, anchor: str) -> Line:
    return Line(kind, True, section, label, text, ("It no longer says the same.",), anchor)


SECTIONS = ("1 Purpose", "2 Arrival", "3 While on site", "4 Records")


def record(school: str, file: str, states: tuple[str, ...], **rest: Any) -> Record:
    values: dict[str, Any] = {
        "model": "visitors@2018-01",
        "model_title": "Visitors",
        "latest": "visitors@2024-06",
        "confidence": 0.97,
        "counts": {"unchanged": 9},
        "coverage": 1.0,
        "report": f"policies/{page_name(file)}",
        "sections": tuple(zip(SECTIONS, states, strict=True)),
        "seconds": 0.25,
        "peak_mb": 80.0,
        **rest,
    }
    return Record(file, "cd" * 32, values.pop("status", "read"), school=school, **values)


WEAKENED = line("modified", "2 Arrival", "2.1", MODEL.clauses[3].text, "m4")
FORGOTTEN = line("missing", "4 Records", "4.1", MODEL.clauses[-1].text, "m12")
RECORDS = (
    record(
        "Ashby Infant School",
        "ashby.docx",
        ("complete", "changed", "complete", "complete"),
        counts={"unchanged": 8, "modified": 1},
        material=1,
        coverage=0.96,
        lines=(WEAKENED,),
        metadata=Metadata(title="Visitors", adopted_on="2018-11", review_on="2027-01-31"),
        review_overdue=False,
    ),
    record(
        "Oakfield Primary School",
        "oakfield.pdf",
        ("complete", "part missing", "complete", "missing"),
        urn="100001",
        counts={"unchanged": 6, "modified": 1, "missing": 2},
        material=2,
        coverage=0.874,
        lines=(WEAKENED, FORGOTTEN),
        metadata=ADOPTED.metadata,
        review_overdue=True,
        findings=("An Act is named that has been repealed.",),
        status="partial",
        warnings=("An image on page 2 was not compared.",),
    ),
    record(
        "St Brannoc’s Academy",
        "st brannoc’s #1.md",
        ("complete",) * 4,
        model="visitors@2024-06",
        metadata=Metadata(review_on="2026-09"),
        review_overdue=False,
    ),
    record(
        "Willowbank School",
        "willowbank.docx",
        ("complete",) * 4,
        model=None,
        model_title=None,
        latest=None,
        counts=None,
        coverage=None,
        sections=(),
        report=None,
    ),
    Record(
        "scan.pdf",
        "ef" * 32,
        "refused",
        Code.NO_TEXT,
        "scan.pdf: no text layer on any of 4 pages; run OCR on it first",
    ),
    Record("notes.tmp", None, "skipped"),
)
AUDIT = Audit("adopted", TODAY, RECORDS, (School("Larchwood School", "100009"),))


def audit_file(name: str, audit: Audit) -> bytes:
    """One of the files that an audit writes."""
    out = io.BytesIO()
    AUDIT_WRITERS[name](audit, out)
    return out.getvalue()
