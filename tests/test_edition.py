"""Which held model and edition was adopted, and when none was."""

from __future__ import annotations

from dataclasses import replace

import pytest

from toolkit.comparison.edition import identify
from toolkit.document import Clause, Document, Metadata
from toolkit.library import ModelPolicy, load

OWN_WORDS = tuple(
    f"Our {thing} club meets on {day} after lessons and is led by a parent checked by the office."
    for thing, day in (
        ("chess", "Monday"),
        ("choir", "Tuesday"),
        ("garden", "Friday"),
        ("running", "Thursday"),
    )
)


@pytest.fixture(scope="module")
def library() -> tuple[ModelPolicy, ...]:
    return load()


def adopted(model: ModelPolicy, *, drop: int = 7, stated: str | None = None) -> Document:
    """Adopt a model as a school might: every seventh clause gone, nouns and places changed."""
    clauses = tuple(
        replace(clause, text=clause.text.replace("school", "academy"), places=())
        for at, clause in enumerate(model.document.clauses)
        if at % drop
    )
    return Document("a.docx", "", "docx", clauses, metadata=Metadata(model_edition=stated))


def test_each_edition_is_known_from_its_text_alone(library: tuple[ModelPolicy, ...]) -> None:
    for model in library:
        found = identify(adopted(model), library)
        assert found.adopted is model
        assert found.confidence >= 0.8


def test_the_latest_edition_is_named_beside_the_one_adopted(
    library: tuple[ModelPolicy, ...],
) -> None:
    oldest = library[0]
    latest = [model for model in library if model.id == oldest.id][-1]
    assert identify(adopted(oldest), library).latest is latest


def test_the_evidence_names_clauses_that_only_one_edition_has(
    library: tuple[ModelPolicy, ...],
) -> None:
    found = identify(adopted(library[0]), library)
    assert any("passages that only" in sentence for sentence in found.evidence)


def test_a_stated_edition_that_does_not_fit_the_text_is_said_so(
    library: tuple[ModelPolicy, ...],
) -> None:
    found = identify(adopted(library[0], stated=library[1].edition), library)
    assert found.adopted is library[0]
    assert "fits another better" in found.evidence[0]


SAID = Metadata(version="Version 3, April 2022", version_on="2022-04")


@pytest.mark.parametrize(
    ("edition", "said"),
    [
        ("2022-04", SAID),
        ("2022", SAID),
        ("2022-09", Metadata(version="LA model policy 2022/23", model_edition="2022/23")),
        ("2023-11", Metadata(version="Updated Autumn 2023", version_on="Autumn 2023")),
    ],
)
def test_a_version_of_an_edition_s_date_is_evidence_for_it(edition: str, said: Metadata) -> None:
    texts = ("Every hirer signs the form before the hall is unlocked.", *LATER)
    held = tuple(
        ModelPolicy(of(*texts), "Halls", id="halls", edition=each) for each in ("2015", edition)
    )
    found = identify(replace(of(*texts), metadata=said), held)
    assert found.adopted is held[1]
    assert found.evidence[0] == f"The document states “{said.version}”, which fits halls@{edition}."


def test_a_school_s_own_version_says_nothing_of_the_model_s() -> None:
    held = (ModelPolicy(of(*LATER), "Halls", id="halls", edition="2019"),)
    found = identify(replace(of(*LATER), metadata=SAID), held)
    assert not any("states" in sentence for sentence in found.evidence)


def test_the_number_of_a_version_is_evidence_where_a_model_has_numbers() -> None:
    numbered = (replace(of(*LATER), metadata=Metadata(version=f"v{n}.0")) for n in (2, 3))
    held = tuple(
        ModelPolicy(document, "Halls", id="halls", edition=str(2018 + at))
        for at, document in enumerate(numbered)
    )
    assert identify(replace(of(*LATER), metadata=SAID), held).adopted is held[1]


def test_a_policy_in_the_schools_own_words_is_based_on_no_model(
    library: tuple[ModelPolicy, ...],
) -> None:
    clauses = tuple(
        Clause(f"c{at}", None, "paragraph", 1, None, text) for at, text in enumerate(OWN_WORDS)
    )
    found = identify(Document("own.docx", "", "docx", clauses), library)
    assert found.adopted is None
    assert found.evidence == ("Not based on any held model.",)  # like none of them, so none near
    assert found.candidates


def test_a_policy_that_borrows_a_little_is_told_where_from(
    library: tuple[ModelPolicy, ...],
) -> None:
    own = tuple(
        Clause(f"c{at}", None, "paragraph", 1, None, text) for at, text in enumerate(OWN_WORDS)
    )
    borrowed = library[0].document.clauses[4:14]
    found = identify(Document("own.docx", "", "docx", (*own, *borrowed)), library)
    assert found.adopted is None
    assert "nearest held model" in found.evidence[1]
    assert library[0].title in found.evidence[1]


def test_a_file_of_several_policies_names_those_beside_the_first(
    library: tuple[ModelPolicy, ...],
) -> None:
    latest = {model.id: model for model in library}
    pack = tuple(clause for model in latest.values() for clause in adopted(model).clauses)
    found = identify(Document("pack.pdf", "", "pdf", pack), library)
    assert found.adopted in latest.values()
    assert {found.adopted, *found.others} == set(latest.values())


def test_one_policy_is_never_several(library: tuple[ModelPolicy, ...]) -> None:
    assert all(not identify(adopted(model), library).others for model in library)


def test_with_no_models_held_nothing_is_adopted() -> None:
    found = identify(Document("a.docx", "", "docx", ()), ())
    assert (found.adopted, found.latest, found.candidates) == (None, None, ())


def test_an_empty_document_is_based_on_no_model(library: tuple[ModelPolicy, ...]) -> None:
    assert identify(Document("a.docx", "", "docx", ()), library).adopted is None


LATER = (
    "Every hirer of the sports hall names one person who stays until the last guest has gone.",
    "Bats and balls are counted back into the store, and what is lost is replaced by the hirer.",
)


def test_what_only_one_edition_says_settles_a_near_tie(library: tuple[ModelPolicy, ...]) -> None:
    texts = tuple(clause.text for clause in library[0].document.clauses[:20])
    first, second = (
        replace(library[0], id="halls", edition=edition, document=of(*said))
        for edition, said in (("2019-01", texts), ("2023-01", (*texts, *LATER)))
    )
    kept = of(*texts[:16], LATER[0])
    found = identify(kept, (first, second))
    assert found.adopted is second
    assert found.candidates[0].score < found.candidates[1].score < 1


def of(*texts: str) -> Document:
    clauses = (Clause(f"c{at}", None, "paragraph", 1, None, text) for at, text in enumerate(texts))
    return Document("halls.docx", "", "docx", tuple(clauses))
