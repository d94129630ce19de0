"""Clauses find one another whatever happened to their place, number or shape."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from toolkit.align import Match, align
from toolkit.align.order import longest_increasing
from toolkit.document import Clause, Document, Place

MODEL = (
    "Every visitor must sign the book at reception and wear a badge.",
    "The caretaker checks the boiler on the first Monday of the month.",
    "Pupils may bring a packed lunch, which is kept in the cloakroom. "
    "Hot meals are ordered a week ahead.",
    "Lost property is kept in the office until the end of term and then given to charity.",
    "Bicycles must be locked in the shed beside the gymnasium.",
    "Parents are asked to telephone before nine if a child is ill.",
)


def document(*texts: str | Clause, labels: bool = True) -> Document:
    clauses = []
    for at, text in enumerate(texts):
        if isinstance(text, Clause):
            clauses.append(text)
        else:
            label = f"1.{at + 1}" if labels else None
            clauses.append(Clause(f"c{at}", label, "paragraph", 1, None, text))
    return Document("p.docx", "", "docx", tuple(clauses))


def heading(name: str, text: str) -> Clause:
    return Clause(name, None, "heading", 1, None, text)


def shown(matches: tuple[Match, ...]) -> list[tuple[list[str], list[str]]]:
    return [([c.id for c in m.model], [c.id for c in m.adopted]) for m in matches]


def shapes(matches: tuple[Match, ...]) -> list[set[str]]:
    return [set(match.shape) for match in matches]


def test_a_document_against_itself_matches_each_clause_with_itself() -> None:
    matches = align(document(*MODEL), document(*MODEL))
    assert all(m.similarity == 1 and m.model == m.adopted and not m.shape for m in matches)


def test_a_clause_left_out_is_missing_and_its_neighbours_stay() -> None:
    matches = align(document(*MODEL), document(*MODEL[:2], *MODEL[3:]))
    assert [m.model[0].id for m in matches if not m.adopted] == ["c2"]


def test_an_addition_stands_after_the_clause_that_it_follows() -> None:
    new = "The choir sings in the market square at Christmas."
    matches = align(document(*MODEL), document(*MODEL[:3], new, *MODEL[3:]))
    assert [bool(m.model) for m in matches].index(False) == 3


def test_a_moved_clause_is_the_smallest_set_out_of_order() -> None:
    matches = align(document(*MODEL), document(*MODEL[1:], MODEL[0]))
    assert [m.model[0].id for m in matches if "moved" in m.shape] == ["c0"]


def test_a_moved_clause_is_found_in_another_section() -> None:
    model = document(heading("h1", "Visitors"), *MODEL[:3], heading("h2", "Order"), *MODEL[3:])
    adopted = document(
        heading("h1", "Visitors"), *MODEL[:2], heading("h2", "Order"), *MODEL[3:], MODEL[2]
    )
    matches = align(model, adopted)
    assert [m.model[0].text for m in matches if "moved" in m.shape] == [MODEL[2]]
    assert all(m.model and m.adopted for m in matches)


def test_a_renumbered_clause_is_told_from_a_moved_one() -> None:
    matches = align(document(*MODEL), document(*MODEL[1:]))
    assert shapes(matches)[1:] == [{"renumbered"}] * 5


def test_bullets_for_numbers_are_no_renumbering() -> None:
    bullets = [Clause(f"c{at}", "•", "item", 1, None, text) for at, text in enumerate(MODEL)]
    dashes = [Clause(f"c{at}", "-", "item", 1, None, text) for at, text in enumerate(MODEL)]
    assert not any(shapes(align(document(*bullets), document(*dashes))))


def test_a_clause_split_in_two_is_one_match() -> None:
    first, second = MODEL[2].split(". ")
    matches = align(document(*MODEL), document(*MODEL[:2], first + ".", second, *MODEL[3:]))
    assert shown(matches)[2] == (["c2"], ["c2", "c3"])
    assert "split" in matches[2].shape


def test_two_clauses_merged_are_one_match() -> None:
    matches = align(document(*MODEL), document(*MODEL[:3], f"{MODEL[3]} {MODEL[4]}", MODEL[5]))
    assert shown(matches)[3] == (["c3", "c4"], ["c3"])
    assert "merged" in matches[3].shape


def test_a_list_run_into_a_sentence_is_one_match() -> None:
    items = (
        "wear gloves at the pond;",
        "wash their hands with hot water;",
        "report cuts to the first aider.",
    )
    lead = Clause("l", "2", "paragraph", 1, None, "Pupils who garden must:")
    parts = [Clause(f"i{at}", f"({at})", "item", 2, "l", text) for at, text in enumerate(items)]
    flat = (
        "Pupils who garden must wear gloves at the pond, wash their hands with hot water and "
        "report cuts to the first aider."
    )
    matches = align(document(*MODEL, lead, *parts), document(*MODEL, flat))
    assert shown(matches)[-1] == (["l", "i0", "i1", "i2"], ["c6"])


def test_a_lead_whose_subject_has_another_name_goes_with_its_items() -> None:
    lead = Clause("l", "2", "paragraph", 1, None, "The play leader:")
    items = ("fills in the register for each session;", "buys fruit, bread and milk;")
    parts = [Clause(f"i{at}", f"({at})", "item", 2, "l", text) for at, text in enumerate(items)]
    flat = (
        "Our wraparound manager fills in the register for each session and buys fruit, "
        "bread and milk."
    )
    matches = align(document(*MODEL, lead, *parts), document(*MODEL, flat))
    assert shown(matches)[-1] == (["l", "i0", "i1"], ["c6"])


def test_a_lead_that_was_cut_off_its_clause_stays_with_it() -> None:
    items = ("the date on which the loan begins;", "the value of the bicycle when it is new;")
    whole = "A request is made in writing to the office, and must be dated. It states:"
    cut = ("A request is made in writing to the office and must be dated.", "The request states:")
    model, adopted = (
        document(
            *MODEL,
            *(Clause(f"w{at}", f"2.{at}", "paragraph", 1, None, text) for at, text in enumerate(t)),
            *(Clause(f"i{at}", None, "item", 2, f"w{len(t) - 1}", i) for at, i in enumerate(items)),
        )
        for t in ((whole,), cut)
    )
    assert (["w0"], ["w0", "w1"]) in shown(align(model, adopted))
    assert (["w0", "w1"], ["w0"]) in shown(align(adopted, model))


def test_a_sentence_made_a_list_is_one_match() -> None:
    flat = "Pupils who garden must wear gloves at the pond and wash their hands with hot water."
    lead = Clause("l", "2", "paragraph", 1, None, "Pupils who garden must:")
    parts = [
        Clause("i0", "(a)", "item", 2, "l", "wear gloves at the pond;"),
        Clause("i1", "(b)", "item", 2, "l", "wash their hands with hot water."),
    ]
    matches = align(document(*MODEL, flat), document(*MODEL, lead, *parts))
    assert shown(matches)[-1] == (["c6"], ["l", "i0", "i1"])


def test_a_heading_renamed_is_known_by_what_stands_under_it() -> None:
    under = [Clause(f"u{at}", None, "paragraph", 2, "h", text) for at, text in enumerate(MODEL)]
    model, adopted = (
        document(heading("h", name), *under) for name in ("Premises", "Around the site")
    )
    assert shown(align(model, adopted))[0] == (["h"], ["h"])


def test_a_heading_is_not_known_by_one_clause_of_many_that_stand_under_it() -> None:
    other = [
        "The choir sings in the market square at Christmas.",
        "Lunch is cooked on the premises from food of the season.",
        "Two magpies nest in the old oak.",
        "Musical instruments are lent without charge.",
    ]
    sections = [
        [heading("h", name), *(Clause(f"u{at}", None, "paragraph", 2, "h", t) for at, t in texts)]
        for name, texts in (
            ("Premises", enumerate(MODEL)),
            ("Around the year", enumerate([MODEL[2], *other])),
        )
    ]
    matches = align(document(*sections[0]), document(*sections[1]))
    assert (["u2"], ["u0"]) in shown(matches)
    assert (["h"], []) in shown(matches)


def test_near_identical_neighbours_do_not_swap() -> None:
    texts = [
        f"Staff should keep the {thing} locked at all times."
        for thing in ("gate", "shed", "gym", "pool", "lift")
    ]
    matches = align(document(*texts), document(*texts))
    assert all(m.model[0].id == m.adopted[0].id for m in matches)


def test_a_clause_whose_meaning_is_gone_is_missing_though_a_look_alike_stands_there() -> None:
    decoy = (
        "Every visitor must sign up for the quiz evening in the autumn term, with a team of six."
    )
    matches = align(document(*MODEL), document(decoy, *MODEL[1:]))
    assert not next(m for m in matches if m.model[:1] and m.model[0].id == "c0").adopted


def test_a_short_general_clause_does_not_match_a_long_one_by_its_common_words() -> None:
    matches = align(
        document("Staff must:"),
        document("Staff must be told by the office when a parent telephones."),
    )
    assert len(matches) == 2


def test_the_schools_name_and_noun_do_not_matter() -> None:
    model = "The governing body of [insert school name] expects the school's staff to be punctual."
    adopted = (
        "The governing body of Oakfield Federation expects the federation's staff to be punctual."
    )
    matches = align(document(*MODEL, model), document(*MODEL, adopted))
    assert shown(matches)[-1] == (["c6"], ["c6"])


def test_a_marked_place_is_no_text() -> None:
    text = "Tell {{ dsl.name }} about any injury."
    place = Place(5, 19, "dsl.name")
    model = Clause("p", None, "paragraph", 1, None, text, places=(place,))
    matches = align(document(*MODEL, model), document(*MODEL, "Tell Miss Okoro about any injury."))
    assert all(match.model and match.adopted for match in matches)


def test_a_heading_read_as_a_paragraph_still_matches() -> None:
    model = document(heading("h", "LOST PROPERTY"), *MODEL)
    adopted = document(Clause("h", None, "paragraph", 1, None, "LOST PROPERTY"), *MODEL)
    assert shown(align(model, adopted))[0] == (["h"], ["h"])


def test_clauses_without_words_match_by_their_marks() -> None:
    matches = align(document("---", *MODEL), document("---", *MODEL))
    assert all(match.similarity == 1 for match in matches)


def test_an_empty_document_leaves_everything_missing_or_added() -> None:
    empty = document()
    assert all(not m.adopted for m in align(document(*MODEL), empty))
    assert all(not m.model for m in align(empty, document(*MODEL)))
    assert align(empty, empty) == ()


WORDS = st.lists(st.sampled_from(" ".join(MODEL).split()), min_size=1, max_size=12).map(" ".join)


@settings(max_examples=60, deadline=None)
@given(st.lists(WORDS, max_size=8), st.lists(WORDS, max_size=8))
def test_every_clause_stands_in_exactly_one_match(left: list[str], right: list[str]) -> None:
    model, adopted = document(*left), document(*right)
    matches = align(model, adopted)
    assert sorted(c.id for m in matches for c in m.model) == sorted(c.id for c in model.clauses)
    assert sorted(c.id for m in matches for c in m.adopted) == sorted(c.id for c in adopted.clauses)
    assert all(m.model or m.adopted for m in matches)


@settings(max_examples=60, deadline=None)
@given(st.lists(WORDS, max_size=10))
def test_any_document_against_itself_is_matched_whole_and_in_order(texts: list[str]) -> None:
    matches = align(document(*texts), document(*texts))
    assert all(m.model == m.adopted and not m.shape for m in matches)


@given(st.lists(st.integers(0, 30), unique=True, max_size=12))
def test_what_stays_in_order_is_increasing(values: list[int]) -> None:
    kept = [values[at] for at in longest_increasing(values)]
    assert kept == sorted(kept)


def test_a_short_clause_goes_on_where_the_model_stops() -> None:
    before, after = "The caretaker opens the gates before eight.", "Fish is cooked on Fridays."
    model = document(before, "Sign in and out.", after)
    adopted = document(before, "Sign in and out if you are on site after six.", after)
    assert all(match.model and match.adopted for match in align(model, adopted))


def test_when_a_thing_is_done_does_not_make_it_another() -> None:
    before, after = "The caretaker opens the gates before eight.", "Fish is cooked on Fridays."
    model = document(before, "Record the visit on the day that it takes place.", after)
    adopted = document(before, "Record the visit by the end of the week.", after)
    assert all(match.model and match.adopted for match in align(model, adopted))


LONG = (
    "Letters to the press should be short and to the point. Their writers should bear in mind that "
    "whatever they say may be quoted against them under the Freedom of Information Act 2000."
)


def test_half_of_a_clause_that_was_split_and_put_another_way_joins_the_other_half() -> None:
    model = (
        "The club will not accept the bullying or teasing of anybody who has reported a fault. It "
        "will treat such conduct as a matter for the warden, who may withdraw a key from a member."
    )
    halves = (
        "Bullying a rower, or teasing one, because he or she spoke up will not be accepted.",
        "The club will treat it as a matter for the warden, who may withdraw the key of a member.",
    )
    matches = align(document(*MODEL, model), document(*MODEL, *halves))
    assert shown(matches)[-1] == (["c6"], ["c6", "c7"])


def test_a_clause_put_another_way_and_merged_with_its_neighbour_is_not_missing() -> None:
    other = (
        "It should be remembered by writers of letters to the press, which should be short, that "
        "what they say might be quoted against them under the Freedom of Information Act 2000. "
    )
    matches = align(document(LONG, *MODEL), document(other + MODEL[0], *MODEL[1:]))
    assert shown(matches)[0] == (["c0", "c1"], ["c0"])


def test_a_short_end_of_a_clause_run_on_into_the_next_joins_it() -> None:
    first = "A hirer who finds a fault in the wiring must not try to mend it. "
    end = "The hirer should tell the warden. "
    matches = align(document(first + end, *MODEL), document(first, end + MODEL[0], *MODEL[1:]))
    assert shown(matches)[0] == (["c0", "c1"], ["c0", "c1"])


def test_a_term_defined_otherwise_is_the_same_clause() -> None:
    model = '"Event" means any gathering at which more than twenty people are on the field at once.'
    school = '"Event" means a concert given by the choir.'
    matches = align(document(model, *MODEL), document(*MODEL, school))
    assert shown(matches)[0] == (["c0"], ["c6"])


def test_what_is_said_otherwise_of_the_same_subject_in_the_same_place_is_one_clause() -> None:
    model = "Failure to lock the boat shed may lead to the loss of a deposit."
    school = "Failure to lock the boat shed will be talked over with the member."
    matches = align(
        document(*MODEL[:3], model, *MODEL[3:]), document(*MODEL[:3], school, *MODEL[3:])
    )
    assert (["c3"], ["c3"]) in shown(matches)


def test_another_rule_for_the_same_people_in_the_same_place_is_another_clause() -> None:
    model = "Members must hand their mobile telephones to the warden on arrival."
    school = "Members must hand their wet towels and coats to the porter after lunch."
    matches = align(
        document(*MODEL[:3], model, *MODEL[3:]), document(*MODEL[:3], school, *MODEL[3:])
    )
    assert (["c3"], []) in shown(matches)


def test_a_clause_that_goes_on_from_a_whole_sentence_of_the_model_is_that_clause() -> None:
    model = (
        "The decision is the warden's. There is an appeal to the committee, within five days of it."
    )
    school = "The decision is the warden's and is final."
    matches = align(
        document(*MODEL[:3], model, *MODEL[3:]), document(*MODEL[:3], school, *MODEL[3:])
    )
    assert (["c3"], ["c3"]) in shown(matches)


def test_one_body_named_for_another_in_a_list_is_that_item() -> None:
    def item(name: str, text: str) -> Clause:
        return Clause(name, None, "item", 2, None, text)

    lists = [
        document(item("a", "the police;"), item("b", who), item("c", "a solicitor or bank."))
        for who in ("the Harbour Commissioners;", "the Department for Trade;")
    ]
    assert shown(align(*lists))[1] == (["b"], ["b"])


def test_a_heading_between_matched_clauses_was_renamed_whatever_its_words() -> None:
    sides = [
        document(*MODEL[:3], heading("h", name), *MODEL[3:])
        for name in ("Review", "Keeping this up to date")
    ]
    assert (["h"], ["h"]) in shown(align(*sides))


def test_one_sentence_of_a_clause_that_moved_is_still_that_clause() -> None:
    kept = "The law of the harbour protects swimmers."
    model = (
        f"{kept} It may not protect those who row, but wardens will treat rowers in the same way."
    )
    matches = align(document(model, *MODEL), document(*MODEL, kept))
    assert shown(matches)[0] == (["c0"], ["c6"])


def test_a_one_word_heading_does_not_join_the_paragraph_that_opens_with_its_word() -> None:
    model = document(
        heading("h", "Boats"),
        Clause("p", None, "paragraph", 2, "h", "Boats lent to members stay dry."),
    )
    adopted = document(Clause("p", None, "paragraph", 2, None, "Boats lent to members stay dry."))
    assert shown(align(model, adopted)) == [(["h"], []), (["p"], ["p"])]


def test_a_last_clause_that_opens_like_the_last_is_the_same_with_another_end() -> None:
    model = "Questions about the rowing club go to the county's boat team on 01632 960455."
    school = "Questions about the rowing club go to the porter at the lodge gate on 01632 960017."
    matches = align(document(*MODEL, model), document(*MODEL, school))
    assert shown(matches)[-1] == (["c6"], ["c6"])


def sections(*named: tuple[str, tuple[str, ...]]) -> Document:
    """Set clauses under their headings."""
    clauses = []
    for at, (name, texts) in enumerate(named):
        clauses.append(heading(f"h{at}", name))
        clauses += [
            Clause(f"h{at}.{n}", None, "paragraph", 2, f"h{at}", text)
            for n, text in enumerate(texts)
        ]
    return document(*clauses)


def heads(model: Document, adopted: Document) -> list[tuple[list[str], list[str]]]:
    texts = {clause.id: clause.text for clause in model.clauses if clause.kind == "heading"}
    new = {clause.id: clause.text for clause in adopted.clauses if clause.kind == "heading"}
    return [
        ([texts[c] for c in left], [new[c] for c in right])
        for left, right in shown(align(model, adopted))
        if any(c in texts for c in left) or any(c in new for c in right)
    ]


APART = (("Bicycles", MODEL[:3]), ("Lost property", MODEL[3:]))


def test_the_heading_of_two_sections_put_together_is_both_of_theirs() -> None:
    for name in ("Bicycles and lost property", "Looking after bicycles and finding things again"):
        together = sections((name, MODEL))
        assert heads(sections(*APART), together) == [(["Bicycles", "Lost property"], [name])]
        assert heads(together, sections(*APART)) == [([name], ["Bicycles", "Lost property"])]


def test_a_heading_dropped_so_that_its_clauses_run_on_is_missing() -> None:
    for name in ("Bicycles", "Our bicycles"):
        run_on = sections((name, MODEL))
        assert heads(sections(*APART), run_on) == [(["Bicycles"], [name]), (["Lost property"], [])]


def test_the_lead_of_a_list_of_which_an_item_was_dropped_goes_with_the_rest() -> None:
    lead = Clause("l", "2", "paragraph", 1, None, "The play leader:")
    items = (
        "fills in the register for each session;",
        "buys fruit, bread and milk;",
        "tidies the cupboard under the stairs;",
    )
    parts = [Clause(f"i{at}", f"({at})", "item", 2, "l", text) for at, text in enumerate(items)]
    flat = "Our manager fills in the register for each session and buys fruit, bread and milk."
    matches = align(document(*MODEL, lead, *parts), document(*MODEL, flat))
    assert shown(matches)[-2:] == [(["l", "i0", "i1"], ["c6"]), (["i2"], [])]


def test_a_row_altered_in_one_cell_or_for_another_limit_is_that_row() -> None:
    def rows(*texts: str) -> Document:
        cells = [
            Clause(f"r{at}", None, "table_row", 2, None, text) for at, text in enumerate(texts)
        ]
        return document(*MODEL, *cells, "The bursar keeps the list of limits.")

    head = "Amount | Who signs | Quotations"
    for old, new, same in (
        ("£50 to £900 | Porter | Two", "£90 to £400 | Head of stores | Two", True),
        ("Porter | Lost keys | By letter", "Groundsman | Lost keys | By letter", True),
        ("Porter | Lost keys", "Porter | Leaking taps and gutters", True),
        ("Porter | Lost keys | By letter", "Cook | Spoons | By letter", False),
        ("Lost keys | By letter", "Wet paint | By letter", False),
    ):
        pairs = shown(align(rows(head, old), rows(head, new)))
        assert ((["r1"], ["r1"]) in pairs) is same, (old, new)


def test_what_stands_behind_the_same_label_in_the_same_place_is_one_clause() -> None:
    model = document(*MODEL[:3], "Boat doctor: by letter to the harbour office.", *MODEL[3:])
    adopted = document(*MODEL[:3], "Boat doctor: the porter pays for one visit.", *MODEL[3:])
    assert shown(align(model, adopted))[3] == (["c3"], ["c3"])


def test_a_row_is_known_by_its_first_cell_wherever_it_stands() -> None:
    def rows(*texts: str) -> Document:
        cells = [
            Clause(f"r{at}", None, "table_row", 2, None, text) for at, text in enumerate(texts)
        ]
        return document(*MODEL, *cells)

    model = rows("Porter | 17 | Gate", "Cook | 18 | Kitchen", "Gardener | [number] | Shed")
    adopted = rows("Gardener | 4455 | Hut by the pond", "Sailor | 19 | Quay")
    assert shown(align(model, adopted))[-3:] == [
        (["r1"], []),
        (["r2"], ["r0"]),
        ([], ["r1"]),
    ]


def test_a_row_put_another_way_goes_with_the_rows_that_were_run_into_the_same_paragraph() -> None:
    rows = (
        "Concern about | First stage | Appeal",
        "A lost boat | The boatman decides | Panel of three rowers",
        "A broken oar | The carpenter decides | Panel of three rowers",
        "A rower | Captain | Panel from another harbour",
    )
    table = [Clause(f"r{at}", None, "table_row", 2, "l", text) for at, text in enumerate(rows)]
    lead = Clause("l", "2", "paragraph", 1, None, "The table shows who decides:")
    prose = (
        "At the first stage a concern about a lost boat is one that the boatman decides; about a "
        "broken oar, the carpenter decides; about one of us, the commodore. An appeal goes to a "
        "panel of three rowers or to a panel from another harbour."
    )
    matches = align(document(*MODEL, lead, *table), document(*MODEL, prose))
    assert {"r0", "r1", "r2", "r3"} <= {clause.id for clause in matches[-1].model}


def test_a_heading_is_no_lead_that_has_its_word() -> None:
    model = document(*MODEL, "All rowers must:", heading("h", "Rowers"))
    adopted = document(*MODEL, heading("h", "Rowers"))
    assert shown(align(model, adopted))[-2:] == [(["c6"], []), (["h"], ["h"])]
