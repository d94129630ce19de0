"""What reports say before any layout: words, sections, citations, the answer, marked runs."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.example import (
    ADOPTED,
    AUDIT,
    COMPARISON,
    MODEL,
    NEW,
    TODAY,
    VERDICTS,
    clause,
    document,
    identical,
    verdict,
)
from toolkit.align import Match
from toolkit.batch.records import NO_MODEL, Audit, Record
from toolkit.classify import Reason, Verdict
from toolkit.comparison.edition import Identification
from toolkit.document import Clause, Metadata, NotCompared
from toolkit.localise import Substitution
from toolkit.report import audit_sheets, marking, outline, tallies, words
from toolkit.report.answer import answer
from toolkit.report.digest import digest
from toolkit.report.inert import cell, inert
from toolkit.textdiff import diff


def test_the_answer_is_one_plain_sentence() -> None:
    assert answer(COMPARISON, TODAY) == (
        "Adopted from the January 2018 edition: one requirement missing, one duty weakened, one "
        "other clause reworded without material effect and one material clause added by the "
        "school; the June 2024 edition is not yet adopted; review overdue since 1 September 2019; "
        "one image could not be compared."
    )


def test_a_policy_like_its_model_has_no_deviations() -> None:
    assert answer(identical()) == "Compared with the January 2018 edition: no deviations."


def test_no_deviations_is_never_said_of_what_was_not_wholly_read() -> None:
    for side in ("not_compared", "adopted"):
        unread = (NotCompared("page", 3, "it is a picture"),)
        value = unread if side == "not_compared" else replace(MODEL, not_compared=unread)
        said = answer(replace(identical(), **{side: value}))
        assert "no deviations" not in said
        assert "one page could not be compared" in said


def test_an_empty_policy_has_no_answer_but_that() -> None:
    said = answer(replace(identical(), adopted=replace(MODEL, clauses=()), verdicts=()))
    assert "no policy text was found" in said


def test_a_policy_based_on_nothing_held_is_not_called_adopted() -> None:
    said = answer(replace(COMPARISON, edition=Identification(None, None, 0.1)))
    assert said.startswith("Based on no model policy that is held; the nearest is the January 2018")
    assert "missing" not in said


def test_an_optional_clause_left_out_is_no_deviation() -> None:
    only = (verdict(1, "missing", "s2/2.3", "", Reason("PER001", "It may be left out.")),)
    assert answer(replace(identical(), verdicts=only)).endswith("no deviations.")


def test_a_review_due_today_is_not_overdue() -> None:
    metadata = Metadata(review_on=TODAY)
    value = replace(identical(), adopted=replace(MODEL, metadata=metadata))
    assert "overdue" not in answer(value, TODAY)
    assert "review overdue since 2 March 2026" in answer(value, "2026-03-03")
    assert "overdue" not in answer(value)


def test_many_kinds_of_change_are_summed_up() -> None:
    codes = ("OBL001", "OBL001", "NUM001", "EXC001", "CON001", "XYZ123")
    changes = tuple(verdict(n, "modified", "s1", "s1", Reason(c, "")) for n, c in enumerate(codes))
    assert answer(replace(identical(), verdicts=changes)).endswith(
        "two duties weakened, one time limit changed, one exception taken out and two other "
        "requirements changed."
    )


@pytest.mark.parametrize(
    ("share", "said"),
    [(1.0, "100%"), (0.9999, "99%"), (0.0, "0%"), (0.001, "less than 1%"), (0.29, "29%")],
)
def test_a_share_is_never_flattered(share: float, said: str) -> None:
    assert words.percentage(share) == said


@pytest.mark.parametrize("iso", ["2018-13", "spring term", "2018-1-1", ""])
def test_what_is_no_date_is_left_as_it_stands(iso: str) -> None:
    assert words.date(iso) == iso


def test_counts_are_words_up_to_ten() -> None:
    assert words.count(1, "duty", "duties") == "one duty"
    assert words.count(10, "duty", "duties") == "ten duties"
    assert words.count(1234, "clause") == "1,234 clauses"


def test_a_sentence_that_ends_within_its_quotation_gets_no_second_stop() -> None:
    assert words.sentence("it says “Go.”") == "It says “Go.”"
    assert words.sentence("it says “go”") == "It says “go”."


def test_sections_follow_the_model_and_an_addition_stays_where_it_was_put() -> None:
    found = outline.sections(COMPARISON)
    assert [section.title for section in found] == [
        "1 Purpose",
        "2 Arrival",
        "3 While on site",
        "4 Records",
    ]
    assert "m9" in {v.id for v in found[2].verdicts}


def test_a_section_that_the_school_added_stands_apart() -> None:
    adopted = document(
        "a.md",
        clause("s1", "1", "heading", 1, "Dogs"),
        clause("s1/1.1", "1.1", "paragraph", 2, "No dogs."),
    )
    sides = (MODEL, adopted)
    added = tuple(
        verdict(n, "added", "", name, sides=sides) for n, name in ((90, "s1"), (91, "s1/1.1"))
    )
    value = replace(identical(), adopted=adopted, verdicts=(*VERDICTS[:1], *added))
    assert [s.title for s in outline.sections(value)][-1] == "Added by the school: 1 Dogs"


def test_a_title_that_holds_everything_is_no_section() -> None:
    titled = document(
        "t.md",
        clause("t", None, "heading", 1, "Visitors Policy"),
        clause("t/1", "1", "heading", 2, "Purpose"),
        clause("t/1/1.1", "1.1", "paragraph", 3, "Because."),
        clause("t/2", "2", "heading", 2, "Arrival"),
    )
    assert outline.section_of(titled)["t/1/1.1"] == "1 Purpose"
    assert outline.section_of(titled)["t/2"] == "2 Arrival"


def test_a_section_of_the_model_stands_whole_around_one_that_the_school_put_into_it() -> None:
    adopted = document("a.md", clause("x", "X", "heading", 1, "Dogs"))
    added = verdict(90, "added", "", "x", sides=(MODEL, adopted))
    adopted = replace(adopted, clauses=(*ADOPTED.clauses, *adopted.clauses))
    value = replace(identical(), adopted=adopted, verdicts=(*VERDICTS[2:4], added, *VERDICTS[4:6]))
    found = [(section.title, len(section.verdicts)) for section in outline.sections(value)]
    assert found == [("2 Arrival", 4), ("Added by the school: X Dogs", 1)]


def test_two_sections_of_one_title_are_two() -> None:
    twice = document(
        "t.md",
        clause("a", None, "heading", 1, "Contacts"),
        clause("b", None, "heading", 1, "Contacts"),
    )
    assert list(outline.section_of(twice).values()) == ["Contacts", "Contacts (2)"]


def test_a_policy_without_headings_is_one_section() -> None:
    flat = document(
        "f.md", clause("p1", None, "paragraph", 1, "One."), clause("p2", None, "item", 1, "Two.")
    )
    assert set(outline.section_of(flat).values()) == {outline.WHOLE}


def test_clauses_are_cited_as_a_person_would() -> None:
    cited = outline.citations(
        document(
            "c.md",
            clause("4", "4", "heading", 1, "Duties"),
            clause("4/4.1", "4.1", "paragraph", 2, "Staff must:"),
            clause("4/4.1/iii", "(iii)", "item", 3, "ask"),
            clause("4/4.1/iii/-1", "•", "item", 4, "first"),
            clause("4/-2", None, "paragraph", 2, "Unnumbered."),
            clause("z", None, "heading", 1, "Appendix"),
        )
    )
    assert list(cited.values()) == ["4", "4.1", "4.1(iii)", "4.1(iii), bullet", "4, paragraph", ""]


def test_a_moved_clause_is_known_at_both_its_places() -> None:
    moved = outline.moved_from(COMPARISON)
    assert {place: [v.id for v in found] for place, found in moved.items()} == {"m4": ["m10"]}


def test_the_digest_puts_material_first() -> None:
    found = digest(COMPARISON, TODAY)
    assert [entry.verdict.id for entry in found.of("missing")] == ["m12", "m6", "m11"]
    assert [finding.severity for finding in found.findings] == ["high", "low"]
    assert [v.id for v in found.since] == ["m2", "m3"]


def test_the_latest_edition_is_a_warning_only_to_those_behind() -> None:
    current = replace(COMPARISON, model=NEW, edition=Identification(NEW, NEW, 0.9))
    facts = {fact.name: fact for fact in digest(current, TODAY).facts}
    assert not facts["Latest edition"].warning
    assert "not yet adopted" not in answer(current)


def test_a_comparison_with_the_latest_edition_still_says_which_was_adopted() -> None:
    value = replace(COMPARISON, model=NEW, latest=None)
    facts = {fact.name: fact.value for fact in digest(value, TODAY).facts}
    assert facts["Edition adopted"].startswith("Visitors, January 2018 edition")
    assert facts["Compared with"] == "Visitors, June 2024 edition"
    assert answer(value).startswith("Compared with the June 2024 edition: ")


def test_each_clause_of_a_merged_match_keeps_its_own_marks() -> None:
    sides = marking.sides(VERDICTS[4]).model
    assert [[(run.op, run.text) for run in side] for side in sides] == [
        [("equal", "The office staff will"), ("delete", ":")],
        [("equal", "ask to see proof of identity;")],
        [("equal", "tell the host that the visitor has come.")],
    ]


def test_edits_that_contradict_the_clauses_never_replace_them() -> None:
    wrong = replace(VERDICTS[3], edits=diff("something else", "altogether"))
    assert marking.sides(wrong).adopted == ((marking.Run("equal", ADOPTED.clauses[3].text),),)


OLD_WORDS = "The school keeps its book at the front desk and every visitor must sign it."


def test_the_school_s_own_word_is_told_from_a_change() -> None:
    known = marking.known_pairs([Substitution("noun", "school", "academy", 9)])
    new_words = OLD_WORDS.replace("school", "academy").replace("must", "should")
    runs = marking.marked(replace(VERDICTS[3], edits=diff(OLD_WORDS, new_words)), known)
    assert [(run.text.strip(), run.local) for run in runs if run.op != "equal"] == [
        ("school", True),
        ("academy", True),
        ("must", False),
        ("should", False),
    ]


def test_an_article_may_follow_its_noun() -> None:
    known = marking.known_pairs([Substitution("noun", "school", "academy", 9)])
    old = "There is a school in the village and many of its pupils walk."
    edits = diff(old, old.replace("a school", "an academy"))
    runs = marking.marked(replace(VERDICTS[3], edits=edits), known)
    assert all(run.local for run in runs if run.op != "equal")


TEXTS = st.lists(
    st.text("ab c.\n;é\u202e", min_size=1).filter(lambda text: text.strip()), min_size=1, max_size=3
)


def of_text(texts: list[str]) -> tuple[Clause, ...]:
    return tuple(clause(f"c{n}", None, "item", 1, text) for n, text in enumerate(texts))


@settings(max_examples=60, deadline=None)
@given(TEXTS, TEXTS)
def test_marked_sides_always_say_what_the_clauses_say(left: list[str], right: list[str]) -> None:
    match = Match(of_text(left), of_text(right))
    judged = Verdict("m1", match, "modified", edits=diff(" ".join(left), " ".join(right)))
    found = marking.sides(judged)
    for sides, texts in ((found.model, left), (found.adopted, right)):
        assert ["".join(run.text for run in side) for side in sides] == texts


@pytest.mark.parametrize(
    "text", ["=1+1", "+1", "-1", "@A1", "\t=1", "\r=1", "\n=1", " =1", "\u00a0@x", "|x", "%0A=1"]
)
def test_no_cell_starts_a_formula(text: str) -> None:
    assert cell(text).startswith("'")


@given(st.text())
def test_inert_text_is_fit_for_xml_and_utf8(text: str) -> None:
    safe = inert(text + "\x00\ud800\ufffe")
    safe.encode("utf-8")
    assert not set(safe) & set("\x00\x07\ufffe\u202e\u2066")


def test_a_remark_does_not_say_again_what_the_rating_says() -> None:
    said = f"notes.txt: {NO_MODEL} To compare it all the same, use compare with --model."
    record = Record("notes.txt", None, "read", message=said, warnings=("the file is plain text",))
    assert tallies.remarks(record) == (
        "To compare it all the same, use compare with --model.",
        "The file is plain text.",
    )
    assert tallies.remarks(Record("a.docx", None, "read")) == ()


def test_the_table_of_policies_goes_by_school_and_has_what_was_not_read_last() -> None:
    junk = Record(".DS_Store", None, "skipped")
    north = Record("z.docx", None, "read", school="Ashdown School")
    south = Record("a.docx", None, "read", school="Westbrook School")
    sheet = audit_sheets.policies(Audit("received", "2026-11-20", (junk, south, north)))
    assert [row[0] for row in sheet.rows] == ["Ashdown School", "Westbrook School", ""]


def test_nothing_is_said_of_deviations_where_nothing_was_compared() -> None:
    strange = Record("a.docx", None, "read")
    alike = Record("b.docx", None, "read", model=COMPARISON.model)
    none, some, every = (
        tallies.headline(replace(AUDIT, records=records))
        for records in ((strange,), (strange, alike), (alike,))
    )
    assert "material" not in none
    assert "No policy that was compared has material deviations." in some
    assert "No policy has material deviations." in every
