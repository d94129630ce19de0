"""The school's words for the county's, with the grammar that follows."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from toolkit.language.grammar import Term, article, noun_term, plural, post_term, substitute

CASES = Path(__file__).parent / "cases" / "grammar"
SECTION = re.compile(r"## (?P<old>.+?) → (?P<new>[^:]+)")


def rows(name: str) -> Iterator[tuple[str, str, str, str]]:
    old = new = ""
    for line in (CASES / name).read_text(encoding="utf-8").splitlines():
        section = SECTION.match(line)
        if section:
            old, new = section["old"], section["new"].strip()
        elif line.startswith("|") and not line.startswith(("| model", "|---")):
            model, policy = line.strip("| ").split(" | ")
            yield old, new, model, policy


@pytest.mark.parametrize(("old", "new", "model", "policy"), list(rows("nouns.md")))
def test_a_noun_is_replaced_with_its_grammar(old: str, new: str, model: str, policy: str) -> None:
    assert substitute(model, noun_term(old, new)).text == policy


@pytest.mark.parametrize(("old", "new", "model", "policy"), list(rows("posts.md")))
def test_a_post_is_replaced_with_its_grammar(old: str, new: str, model: str, policy: str) -> None:
    assert substitute(model, post_term(old, new)).text == policy


def test_every_replacement_and_every_word_kept_is_listed() -> None:
    done = substitute("A school is “a school” in a school year.", noun_term("school", "academy"))
    assert done.replaced == (("A school", "An academy"),)
    assert done.kept == (
        ("is “a school” in a", "in a quotation"),
        ("in a school year.", "a fixed expression"),
    )


def test_the_words_given_are_never_altered() -> None:
    term = noun_term("school", "academy")
    done = substitute("The school by the sea is the school.", term, ["the school by the sea"])
    assert done.text == "The school by the sea is the academy."


def test_a_word_of_its_own_is_no_change() -> None:
    assert substitute("The academy", noun_term("school", "academy")).text == "The academy"


@pytest.mark.parametrize(
    ("word", "expected"),
    [("academy", "an"), ("hour", "an"), ("unit", "a"), ("uncle", "an"), ("UTC", "a"), ("h", "an")],
)
def test_the_article_follows_the_sound(word: str, expected: str) -> None:
    assert article(word) == expected


@pytest.mark.parametrize(
    ("word", "expected"),
    [("academy", "academies"), ("day", "days"), ("church", "churches"), ("governors", "governors")],
)
def test_the_plural_follows_the_ending(word: str, expected: str) -> None:
    assert plural(word) == expected


WORDS = st.sampled_from(
    [
        *("the", "a", "an", "school", "School", "schools", "school's", "Oakfield", "academy"),
        *("(s)", "“", "”", "'", "‘", "’", "year", ".", ",", "pre-", "is", "and"),
    ]
)
TERM: Term = noun_term("school", "academy")


@given(st.lists(WORDS, max_size=25).map(" ".join))
def test_what_is_replaced_and_kept_accounts_for_every_occurrence(text: str) -> None:
    done = substitute(text, TERM)
    found = len(re.findall(r"\bschools?\b", text, re.IGNORECASE))
    assert len(done.replaced) + len(done.kept) == found


@given(st.lists(WORDS, max_size=25).map(" ".join))
def test_a_second_time_changes_nothing_more(text: str) -> None:
    once = substitute(text, TERM)
    if not once.kept:
        assert substitute(once.text, TERM).text == once.text


@given(st.text(max_size=200))
def test_text_without_the_word_stays_as_it_is(text: str) -> None:
    if "school" not in text.lower():
        assert substitute(text, TERM).text == text
