"""Every rule has cases in plain text that must and must not fire; kinds have theirs."""

from __future__ import annotations

import re
from pathlib import Path
from typing import NamedTuple

import pytest

from toolkit.align import Match
from toolkit.classify import RULES, Verdict, classify
from toolkit.document import Clause
from toolkit.library import Adoption
from toolkit.localise.wording import Substitution, wording_of
from toolkit.textdiff import Edit

CASES = Path(__file__).parent / "cases" / "classify"
CASE = re.compile(r"^(?P<title>[A-Za-z0-9 ]+)\nmodel: (?P<model>.+)\nschool: (?P<school>.+)$", re.M)
EMPTY = wording_of(())


class Case(NamedTuple):
    title: str
    model: str
    school: str


def cases(*names: str) -> list[Case]:
    texts = [(CASES / f"{name}.md").read_text(encoding="utf-8") for name in names]
    return [Case(*found.groups()) for text in texts for found in CASE.finditer(text)]


RULE_CASES = cases(
    "obligation",
    "people_and_reach",
    "measures",
    "conditions_and_consequences",
    "names_and_substance",
)


def clause(text: str, name: str = "c1", kind: str = "paragraph", **more: object) -> Clause:
    return Clause(name, None, kind, 1, None, text, **more)  # type: ignore[arg-type]


def judged(model: str, school: str, adoption: Adoption = "adapt") -> Verdict:
    match = Match((clause(model),), (clause(school),), 0.9)
    return classify([match], EMPTY, adoption)[0]


@pytest.mark.parametrize("case", RULE_CASES, ids=lambda case: f"{case.title}: {case.school[:50]}")
def test_a_rule_fires_where_its_cases_say(case: Case) -> None:
    code, wanted = case.title.split()
    verdict = judged(case.model, case.school)
    assert (code in {reason.code for reason in verdict.reasons}) == (wanted == "fires"), verdict


@pytest.mark.parametrize("case", RULE_CASES, ids=lambda case: f"{case.title}: {case.school[:50]}")
def test_what_fires_is_material_unless_its_rule_says_otherwise(case: Case) -> None:
    rule = next(rule for rule in RULES if rule.code == case.title.split()[0])
    if case.title.endswith("fires"):
        assert judged(case.model, case.school).material >= rule.material


def test_every_rule_has_cases_that_must_and_must_not_fire() -> None:
    titles = {case.title for case in RULE_CASES}
    assert {f"{rule.code} {how}" for rule in RULES for how in ("fires", "silent")} <= titles


@pytest.mark.parametrize(
    "case", cases("kinds"), ids=lambda case: f"{case.title}: {case.school[:50]}"
)
def test_a_difference_is_of_the_kind_that_its_case_says(case: Case) -> None:
    assert judged(case.model, case.school).kind == case.title


def test_codes_are_unique() -> None:
    codes = [rule.code for rule in RULES]
    assert len(codes) == len(set(codes))


def test_a_reason_quotes_both_sides() -> None:
    reason = judged("Staff must lock it.", "Staff should lock it.").reasons[0]
    assert (reason.code, reason.model, reason.adopted) == ("OBL001", "must", "should")
    assert "“must” became “should”" in reason.message


def test_a_quotation_of_several_words_keeps_the_marks_between_them() -> None:
    verdict = judged(
        "Write to the charities Harbour, Lantern and others for help.",
        "Write to the charities Anchor, Beacon, Compass and others for help.",
    )
    found = next(reason for reason in verdict.reasons if reason.code == "NAM001")
    assert (found.model, found.adopted) == ("Harbour, Lantern", "Anchor, Beacon, Compass")


def test_a_learnt_substitution_is_localised() -> None:
    wording = wording_of([Substitution("noun", "school", "federation", 5)])
    match = Match((clause("The school's gates."),), (clause("The federation's gates."),), 0.9)
    assert classify([match], wording)[0].kind == "localised"


def test_a_substitution_does_not_hide_another_change() -> None:
    wording = wording_of([Substitution("noun", "school", "federation", 5)])
    match = Match((clause("The school must pay."),), (clause("The federation may pay."),), 0.9)
    assert classify([match], wording)[0].material


def test_an_optional_clause_left_out_is_missing_but_not_material() -> None:
    match = Match((clause("Clubs may meet.", permission="optional"),), ())
    verdict = classify([match], EMPTY)[0]
    assert (verdict.kind, verdict.material) == ("missing", False)
    assert verdict.reasons[0].code == "PER001"


def test_any_wording_is_permitted_in_a_local_slot() -> None:
    match = Match(
        (clause("Local rules: ring the bell.", permission="local"),), (clause("Ours."),), 0.5
    )
    verdict = classify([match], EMPTY)[0]
    assert (verdict.kind, verdict.marked_place, verdict.material) == ("localised", True, False)


def test_a_missing_clause_is_material_and_a_missing_heading_is_not() -> None:
    clause_gone, heading_gone = classify(
        [Match((clause("Lock it."),), ()), Match((clause("Locks", kind="heading"),), ())], EMPTY
    )
    assert (clause_gone.material, heading_gone.material) == (True, False)


def test_a_change_outside_the_marked_places_of_a_negotiated_model_needs_consultation() -> None:
    verdict = judged("Staff must lock it.", "Staff should lock it.", "marked-places")
    assert "consultation" in verdict.reasons[-1].message


def test_an_added_item_under_a_lead_that_binds_is_material() -> None:
    lead, item = clause("Staff must:", "l"), Clause("i", "(a)", "item", 2, "l", "lock the door;")
    matches = [Match((lead,), (lead,), 1.0), Match((), (item,))]
    assert classify(matches, EMPTY)[1].material


def test_added_text_that_binds_nobody_is_not_material() -> None:
    verdict = classify([Match((), (clause("We are proud of our garden."),))], EMPTY)[0]
    assert (verdict.kind, verdict.material) == ("added", False)


def test_a_reworded_heading_is_no_material_change() -> None:
    match = Match(
        (clause("Purpose", kind="heading"),), (clause("Why we have this", kind="heading"),)
    )
    assert not classify([match], EMPTY)[0].material


def test_edits_replay_the_model_into_the_adopted_text() -> None:
    verdict = judged("Staff must lock the door.", "All staff should lock doors.")
    assert "".join(e.text for e in verdict.edits if e.op != "insert") == "Staff must lock the door."
    assert (
        "".join(e.text for e in verdict.edits if e.op != "delete") == "All staff should lock doors."
    )


def test_an_unchanged_match_has_one_equal_edit() -> None:
    assert judged("Lock it.", "Lock it.").edits == (Edit("equal", "Lock it."),)


def test_a_reason_quotes_nothing_where_nothing_was_said() -> None:
    reasons = judged("Letters are sent by October 2015.", "Letters are sent.").reasons
    assert all("“”" not in reason.message for reason in reasons)
    assert "(in the model: “October 2015”)" in reasons[0].message


def test_the_article_before_a_substitution_follows_it() -> None:
    wording = wording_of([Substitution("noun", "school", "academy", 5)])
    match = Match((clause("A school may pay."),), (clause("An academy may pay."),), 0.9)
    assert classify([match], wording)[0].kind == "localised"


def test_punctuation_changed_beside_a_substitution_is_editorial() -> None:
    wording = wording_of([Substitution("noun", "school", "academy", 5)])
    match = Match((clause("At once, the school rings."),), (clause("At once the academy rings."),))
    assert classify([match], wording)[0].kind == "editorial"


def test_a_label_that_was_read_on_one_side_only_is_no_difference() -> None:
    model = Clause("c1", "Step 3", "paragraph", 1, None, "Tell the warden.")
    match = Match((model,), (clause("Step 3. Tell the warden."),), 0.9)
    assert classify([match], EMPTY)[0].kind == "unchanged"


def test_labels_that_pieces_lost_when_they_were_merged_are_no_difference() -> None:
    rules = [("Rule 1.", "Keep the door shut at night."), ("Rule 2.", "Tell the office at once.")]
    model = tuple(Clause(label, label, "item", 1, None, text) for label, text in rules)
    merged = clause(" ".join(f"{label} {text}" for label, text in rules))
    (verdict,) = classify([Match(model, (merged,), 1.0)], EMPTY)
    assert (verdict.kind, verdict.material) == ("unchanged", False)


def test_the_name_and_date_of_adoption_are_no_added_sentence() -> None:
    model = "The code is reviewed by members each year and was adopted by [school name] on [date]."
    school = (
        "The code is reviewed by members each year. It was adopted by Pier School on 5 May 2022."
    )
    assert not judged(model, school).material


@pytest.mark.parametrize(
    "text",
    [
        "What looks unkind may not have been meant so.",
        "Some swimmers may not be able to see the clock.",
        "A towel may have been left on the bench.",
        "The hall next door is ours if the pool cannot be used.",
        "Many of our swimmers cannot tell us in words that they are cold.",
    ],
)
def test_what_may_not_be_so_binds_nobody(text: str) -> None:
    (verdict,) = classify([Match((), (clause(text),))], EMPTY)
    assert not verdict.material


def test_added_text_with_a_deadline_binds_somebody() -> None:
    verdict = classify(
        [Match((), (clause("The lead reports each fall on the same day."),))], EMPTY
    )[0]
    assert verdict.material


def test_a_star_read_as_a_bullet_on_one_side_is_no_difference() -> None:
    school = Clause("c1", "*", "item", 1, None, "Wardens are not members.")
    match = Match((clause("* Wardens are not members."),), (school,), 0.9)
    assert classify([match], EMPTY)[0].kind == "unchanged"


def test_a_staff_member_is_a_member_of_staff_where_the_word_for_staff_was_learnt() -> None:
    wording = wording_of([Substitution("noun", "employee", "staff", 5)])
    match = Match(
        (clause("Told by a member of staff."),), (clause("Told by a staff member."),), 0.9
    )
    assert classify([match], wording)[0].kind == "localised"
