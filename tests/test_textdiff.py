"""Edits are whole words, readable, and replay exactly."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from toolkit.textdiff import Edit, diff

TEXT = st.lists(
    st.sampled_from(
        [
            "Staff",
            "must",
            "should",
            "not",
            "lock",
            "the",
            "door",
            ",",
            ".",
            " ",
            "\n",
            "e-mail",
            "14",
            "’",
            "🙂",
            "_",
        ]
    ),
    max_size=25,
).map(" ".join)


def replay(edits: tuple[Edit, ...], without: str) -> str:
    return "".join(edit.text for edit in edits if edit.op != without)


@settings(max_examples=150, deadline=None)
@given(TEXT, TEXT)
def test_edits_replay_old_into_new(old: str, new: str) -> None:
    edits = diff(old, new)
    assert replay(edits, "insert") == old
    assert replay(edits, "delete") == new


@settings(max_examples=100, deadline=None)
@given(st.text(max_size=60), st.text(max_size=60))
def test_edits_replay_any_text_whatever(old: str, new: str) -> None:
    edits = diff(old, new)
    assert (replay(edits, "insert"), replay(edits, "delete")) == (old, new)
    assert all(edit.text for edit in edits)


def test_a_text_against_itself_is_one_equal_edit() -> None:
    assert diff("Lock the door.", "Lock the door.") == (Edit("equal", "Lock the door."),)


def test_nothing_against_nothing_is_no_edit() -> None:
    assert diff("", "") == ()


def test_words_are_never_cut() -> None:
    assert diff("weekly", "weekday") == (Edit("delete", "weekly"), Edit("insert", "weekday"))


def test_a_small_word_between_two_changes_joins_them() -> None:
    edits = diff("Bring red shoes and a black hat today", "Bring blue boots and a white cap today")
    assert [edit.op for edit in edits] == ["equal", "delete", "insert", "equal"] or len(edits) <= 7
    edits = diff("the red of door", "the blue of gate")
    assert [edit.op for edit in edits] == ["equal", "delete", "insert"]


def test_a_deletion_stands_before_its_insertion() -> None:
    ops = [edit.op for edit in diff("must go", "may go")]
    assert ops == ["delete", "insert", "equal"]


def test_texts_too_long_to_compare_are_replaced_between_their_common_ends() -> None:
    old = " ".join(["first", *(f"a{n}" for n in range(2000)), "last"])
    new = " ".join(["first", *(f"b{n}" for n in range(2000)), "last"])
    edits = diff(old, new)
    assert [edit.op for edit in edits] == ["equal", "delete", "insert", "equal"]
    assert (edits[0].text, edits[-1].text) == ("first ", " last")
