"""The samples against their truth: every known edit is reported, and nothing that is not there."""

from __future__ import annotations

import csv
import json
import re
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from toolkit import carried, library
from toolkit.classify import Verdict
from toolkit.comparison.edition import identify
from toolkit.comparison.result import Comparison, compare
from toolkit.document import Clause, Document
from toolkit.errors import Code, InputError
from toolkit.reading import read

SAMPLES = Path(__file__).resolve().parent.parent / "samples"
TRUTHS = json.loads((SAMPLES / "truth.json").read_text(encoding="utf-8"))["documents"]
WHOLE = [truth for truth in TRUTHS if not truth["spoilt"]]
ADOPTIONS = [truth for truth in WHOLE if truth["model"]]
TODAY = "2026-11-20"

Truth = dict[str, Any]
# What a reader may call each kind: a clause in other words but of the same duty may be `modified`,
# so long as that is not material; one that only moved may be localised too.
CALLED = {
    "editorial": {"editorial", "modified", "unchanged", "localised"},
    "unchanged": {"unchanged", "localised"},
    "localised": {"localised", "modified"},
}
each_adoption = pytest.mark.parametrize("truth", ADOPTIONS, ids=lambda truth: truth["file"])
each_whole = pytest.mark.parametrize("truth", WHOLE, ids=lambda truth: truth["file"])


@cache
def held() -> tuple[library.ModelPolicy, ...]:
    return library.load([carried.data_folder("model_policies")])


@cache
def document(file: str) -> Document:
    return read(SAMPLES / "adopted" / file)


@cache
def comparison(file: str, model: str) -> Comparison:
    return compare(library.find(model, held()), document(file), today=TODAY)


def compared(truth: Truth) -> Comparison:
    return comparison(truth["file"], truth["model"])


def shown(text: str) -> str:
    """The words as a document shows them: `{{ head.name }}` is [head name]."""
    names = re.compile(r"\{\{ ([\w.]+) \}\}")
    return " ".join(names.sub(lambda m: f"[{re.sub('[._]+', ' ', m[1])}]", text).split())


def texts(clauses: tuple[Clause, ...]) -> list[str]:
    """The clauses' texts; the truth takes "Step 3." for a part of the text."""
    return [
        shown(f"{clause.label} {clause.text}")
        if (clause.label or "").startswith("Step ")
        else shown(clause.text)
        for clause in clauses
    ]


def is_about(verdict: Verdict, edit: Truth) -> bool:
    return texts(verdict.match.model) == [shown(text) for text in edit["model"]] and texts(
        verdict.match.adopted
    ) == [shown(text) for text in edit["adopted"]]


def agrees(verdict: Verdict, edit: Truth) -> bool:
    kinds = CALLED.get(edit["kind"], {edit["kind"]})
    material = edit["material"] in (None, verdict.material)
    return verdict.kind in kinds and material and set(edit["shape"]) <= verdict.match.shape


def deviates(verdict: Verdict) -> bool:
    """Missing, added, material or out of place: what an officer is shown."""
    return (
        verdict.kind in {"missing", "added"}
        or verdict.material
        or bool(verdict.match.shape & {"moved", "split", "merged"})
    )


def told(verdict: Verdict) -> str:
    shape, codes = sorted(verdict.match.shape), [reason.code for reason in verdict.reasons]
    sides = f"{texts(verdict.match.model)} -> {texts(verdict.match.adopted)}"
    return f"{verdict.kind} {shape} material={verdict.material} {codes}: {sides}"


# --- edits --------------------------------------------------------------------------------------


@each_adoption
def test_every_known_edit_is_reported_as_what_it_is(truth: Truth) -> None:
    verdicts = compared(truth).verdicts
    set_aside = " ".join(aside.text for aside in document(truth["file"]).set_aside)
    wrong = []
    for edit in truth["edits"]:
        about = [verdict for verdict in verdicts if is_about(verdict, edit)]
        if edit["why"] == "mission statement" and shown(edit["adopted"][0]) in set_aside:
            continue
        if not any(agrees(verdict, edit) for verdict in about):
            wrong.append((edit["kind"], edit["why"], edit["model"], [told(v) for v in about]))
    assert wrong == []


@each_adoption
def test_nothing_is_reported_that_the_school_did_not_do(truth: Truth) -> None:
    false = [
        told(verdict)
        for verdict in compared(truth).verdicts
        if deviates(verdict) and not any(is_about(verdict, edit) for edit in truth["edits"])
    ]
    assert false == []


def test_a_faithful_adoption_has_no_deviation() -> None:
    (faithful,) = [truth for truth in ADOPTIONS if not truth["edits"]]
    result = compared(faithful)
    assert {verdict.kind for verdict in result.verdicts} <= {"unchanged", "localised"}
    assert result.summary.coverage == 1.0
    assert result.findings == ()


# --- editions, facts and findings ---------------------------------------------------------------


@each_whole
def test_the_edition_adopted_is_identified_and_own_words_are_based_on_none(truth: Truth) -> None:
    adopted = identify(document(truth["file"]), held()).adopted
    assert (adopted.name if adopted else None) == truth["model"]


@each_whole
def test_the_facts_of_the_cover_are_read_as_printed(truth: Truth) -> None:
    metadata = document(truth["file"]).metadata
    assert metadata.school == truth["school"]
    expected = truth["metadata"]
    assert {key: getattr(metadata, key) for key in expected} == expected


@each_adoption
@pytest.mark.parametrize(
    ("shows", "code"),
    [
        ("review overdue", "REV001"),
        ("a placeholder never filled in", "LOC006"),
        ("another school's name left in", "LOC003"),
    ],
)
def test_a_fault_is_found_where_it_is_and_nowhere_else(truth: Truth, shows: str, code: str) -> None:
    found = any(finding.code == code for finding in compared(truth).findings)
    assert found == (shows in truth["shows"])


# --- what cannot be read ------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("spoilt", "code", "remedy"),
    [("scanned", Code.NO_TEXT, "run OCR on it first"), ("damaged", Code.DAMAGED, "fresh copy")],
)
def test_a_spoilt_sample_is_refused_with_its_remedy(spoilt: str, code: Code, remedy: str) -> None:
    (truth,) = [truth for truth in TRUTHS if truth["spoilt"] == spoilt]
    with pytest.raises(InputError, match=remedy) as raised:
        document(truth["file"])
    assert raised.value.code is code
    assert truth["file"] in str(raised.value)


# --- the truth itself ---------------------------------------------------------------------------


def test_every_sample_has_its_truth_and_every_truth_its_sample() -> None:
    files = {path.name for path in (SAMPLES / "adopted").iterdir()}
    assert files == {truth["file"] for truth in TRUTHS}
    assert len(ADOPTIONS) >= 12


def test_both_editions_of_every_model_were_adopted_by_somebody() -> None:
    assert {truth["model"] for truth in ADOPTIONS} == {model.name for model in held()}


def test_the_register_names_every_school_and_two_that_sent_nothing() -> None:
    with (SAMPLES / "schools.csv").open(encoding="utf-8-sig", newline="") as stream:
        rows = list(csv.DictReader(stream))
    names = {row["school_name"] for row in rows}
    assert {truth["school"] for truth in TRUTHS} <= names
    assert sum(not row["file"] for row in rows) == 2
    assert len({row["urn"] for row in rows}) == len(rows)


def test_the_samples_are_small() -> None:
    assert sum(path.stat().st_size for path in (SAMPLES / "adopted").iterdir()) < 3_000_000
