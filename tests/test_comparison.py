"""A comparison is whole: every clause once, nothing claimed unread, nobody blamed wrongly."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from toolkit.comparison.result import compare
from toolkit.comparison.review import review_findings
from toolkit.document import Aside, Clause, Document, Metadata, NotCompared
from toolkit.library import ModelPolicy

TEXTS = (
    "Every visitor must sign the book at reception and wear a badge.",
    "The caretaker should check the boiler on the first Monday of the month.",
    "Pupils may bring a packed lunch, which is kept in the cloakroom.",
    "Lost property is kept in the office until the end of term and then given to charity.",
)


def document(*texts: str, **more: object) -> Document:
    clauses = tuple(
        Clause(f"c{at}", None, "paragraph", 1, None, text) for at, text in enumerate(texts)
    )
    return Document("p.docx", "", "docx", clauses, **more)  # type: ignore[arg-type]


def policy(doc: Document, edition: str = "2024-01") -> ModelPolicy:
    return ModelPolicy(doc, "Visitors", "visitors", edition)


def test_a_document_against_itself_has_nothing_to_report() -> None:
    result = compare(policy(document(*TEXTS)), document(*TEXTS))
    assert {v.kind for v in result.verdicts} == {"unchanged"}
    assert (result.summary.material, result.summary.coverage, result.findings) == (0, 1.0, ())


def test_front_matter_is_never_compared() -> None:
    adopted = document(*TEXTS, set_aside=(Aside("front_matter", "Our mission is joy."),))
    assert compare(policy(document(*TEXTS)), adopted).summary.counts["added"] == 0


def test_what_could_not_be_read_is_carried_into_the_result() -> None:
    gap = NotCompared("image", 2, "a picture of text")
    adopted = document(*TEXTS, not_compared=(gap,))
    assert compare(policy(document(*TEXTS)), adopted).not_compared == (gap,)


def test_coverage_is_the_share_of_the_models_words_that_have_a_counterpart() -> None:
    result = compare(policy(document("one two three.", *TEXTS)), document(*TEXTS))
    words = sum(len(text.split()) for text in TEXTS)
    assert result.summary.coverage == round(words / (words + 3), 4)


def test_optional_clauses_do_not_count_towards_coverage() -> None:
    model = document(*TEXTS)
    optional = replace(model.clauses[0], permission="optional")
    model = replace(model, clauses=(optional, *model.clauses[1:]))
    assert compare(policy(model), document(*TEXTS[1:])).summary.coverage == 1.0


def test_what_the_county_changed_since_is_not_blamed_on_the_school() -> None:
    base = document(*TEXTS)
    latest = document(TEXTS[0].replace("badge", "red badge"), *TEXTS[1:])
    result = compare(policy(base), document(*TEXTS), latest=policy(latest, "2025-01"))
    assert {v.kind for v in result.verdicts} == {"unchanged"}
    assert [v.kind for v in result.since].count("modified") == 1


def test_nothing_has_changed_since_the_latest_edition_itself() -> None:
    model = policy(document(*TEXTS))
    assert compare(model, document(*TEXTS), latest=model).since == ()


def test_verdicts_stand_in_model_order_with_additions_after_what_they_follow() -> None:
    adopted = document(TEXTS[0], "The choir sings at Christmas in the square.", *TEXTS[2:])
    assert [v.kind for v in compare(policy(document(*TEXTS)), adopted).verdicts] == [
        "unchanged",
        "added",
        "missing",
        "unchanged",
        "unchanged",
    ]


def test_one_adopted_policy_serves_as_the_model_of_another() -> None:
    sentence = "The governing body of {} adopted this policy on {}."
    model = document(
        sentence.format("Oakfield School", "5.11.2018"),
        *TEXTS,
        metadata=Metadata(school="Oakfield School"),
    )
    adopted = document(
        sentence.format("the Elm Lane Federation", "July 2024"),
        *TEXTS,
        metadata=Metadata(school="The Elm Lane Federation"),
    )
    result = compare(ModelPolicy(model, "Visitors"), adopted)
    assert [v.kind for v in result.verdicts] == ["localised", *["unchanged"] * 4]


def test_a_review_past_its_date_is_overdue_only_after_its_last_day() -> None:
    metadata = Metadata(review_on="2024-02")
    assert review_findings(metadata, None, "2024-02-29") == ()
    assert [f.code for f in review_findings(metadata, None, "2024-03-01")] == ["REV001"]
    assert review_findings(metadata, None, None) == ()


def test_a_review_later_than_the_stated_cycle_is_a_finding() -> None:
    metadata = Metadata(adopted_on="2024-07", review_on="2025-09", review_cycle="annual")
    assert [f.code for f in review_findings(metadata, None, None)] == ["REV002"]
    assert review_findings(replace(metadata, review_on="2025-08"), None, None) == ()
    assert review_findings(replace(metadata, review_cycle="every two years"), None, None) == ()
    assert review_findings(replace(metadata, adopted_on="2024"), None, None) == ()
    looked_at = replace(metadata, adopted_on="2014-01", reviewed_on=metadata.adopted_on)
    (found,) = review_findings(looked_at, None, None)
    assert found.message.startswith("From the last review")


WORDS = st.lists(st.sampled_from(" ".join(TEXTS).split()), min_size=1, max_size=10).map(" ".join)


@settings(max_examples=40, deadline=None)
@given(st.lists(WORDS, max_size=7), st.lists(WORDS, max_size=7))
def test_every_clause_of_both_sides_has_exactly_one_verdict(
    left: list[str], right: list[str]
) -> None:
    model, adopted = document(*left), document(*right)
    verdicts = compare(policy(model), adopted).verdicts
    assert sorted(c.id for v in verdicts for c in v.match.model) == sorted(
        c.id for c in model.clauses
    )
    assert sorted(c.id for v in verdicts for c in v.match.adopted) == sorted(
        c.id for c in adopted.clauses
    )
    assert len({v.id for v in verdicts}) == len(verdicts)


@settings(max_examples=40, deadline=None)
@given(st.lists(st.text(max_size=40), max_size=6))
def test_any_document_against_itself_is_unchanged(texts: list[str]) -> None:
    kinds = {v.kind for v in compare(policy(document(*texts)), document(*texts)).verdicts}
    assert kinds <= {"unchanged"}


def test_a_review_due_by_term_is_overdue_once_the_term_has_ended() -> None:
    metadata = Metadata(adopted_on="2024-09", review_on="Autumn 2025")
    assert not review_findings(metadata, None, "2025-12-20")
    (found,) = review_findings(metadata, None, "2026-01-05")
    assert found.message == "The review was due by Autumn 2025 and is overdue."


def test_a_date_in_a_message_is_written_in_words() -> None:
    metadata = Metadata(adopted_on="2024-09-12", review_on="2025-09")
    (found,) = review_findings(metadata, None, "2026-01-05")
    assert "September 2025" in found.message
