"""Cleaning: what no reader sees and no writer can write is gone, and nothing else."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from toolkit.extract.clean import clean


@pytest.mark.parametrize(
    ("raw", "cleaned"),
    [
        ("plain “text” – £5", "plain “text” – £5"),
        ("a\x00b\x07c\x1bd\x9fe", "abcde"),
        ("pay\u202eroll\u2066x\u2069", "payrollx"),
        ("well\u2011being, co\u00adoperate", "well-being, cooperate"),
        ("a\u00a0b\u2003c\u3000d", "a b c d"),
        ("zero\u200bwidth\ufeff\u2060", "zerowidth"),
        ("e\u0301cole", "école"),
        ("o\ufb03ce \ufb01le", "office file"),
        ("\uf0b7 bullet, \uf0fc tick", "• bullet, ✓ tick"),
        ("one\r\ntwo\rthree\x0cfour\u2028five", "one\ntwo\nthree\nfour\nfive"),
        ("tab\tkept", "tab\tkept"),
        ("lone \ud800 surrogate", "lone \ufffd surrogate"),
        ("\ufffe\uffff", ""),
        ("Llŷn, Żółw, \U0001f600", "Llŷn, Żółw, \U0001f600"),
    ],
)
def test_text_is_cleaned(raw: str, cleaned: str) -> None:
    assert clean(raw) == cleaned


@given(st.text(st.characters(), max_size=60))
def test_clean_text_can_be_written_anywhere_and_stays_as_it_is(text: str) -> None:
    cleaned = clean(text)
    cleaned.encode("utf-8")
    assert not any(
        unicodedata.category(character) in {"Cc", "Cs"} and character not in "\t\n"
        for character in cleaned
    )
    assert clean(cleaned) == cleaned


@given(st.text("abc ABC019.,;:()'\"-–\t\n", max_size=60))
def test_ordinary_text_is_not_touched(text: str) -> None:
    assert clean(text) == text
