"""What spares the searches for quantities and duties hides none of them."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from toolkit.classify.measuring import DIGIT, HINTS, PARTS
from toolkit.classify.obligation import MODAL, PATTERNS
from toolkit.library import load

ASCII = st.characters(max_codepoint=0x7F)
CASES = Path(__file__).resolve().parent / "cases" / "classify"


@pytest.fixture(scope="module")
def texts() -> list[str]:
    """Clauses of the models, and every line of the cases, which has all that the rules know."""
    lines = [line for path in sorted(CASES.rglob("*")) for line in path.read_text().splitlines()]
    models = [clause.text for model in load() for clause in model.document.clauses]
    return [*models, *lines, "Books are returned by the end of the half term."]


@pytest.mark.parametrize(("kind", "pattern"), PARTS, ids=[kind for kind, _ in PARTS])
def test_every_quantity_has_a_hint_of_its_kind(
    kind: str, pattern: re.Pattern[str], texts: list[str]
) -> None:
    found = [hit.group() for text in texts for hit in pattern.finditer(text)]
    said = [DIGIT.sub("0", quantity.casefold()) for quantity in found]
    assert found
    assert not [each for each in said if not any(hint in each for hint in HINTS[kind])]


@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.data())
def test_whatever_a_pattern_of_quantities_matches_has_a_hint(data: st.DataObject) -> None:
    kind, pattern = data.draw(st.sampled_from(PARTS))
    text = data.draw(st.from_regex(pattern, fullmatch=True, alphabet=ASCII))
    found = pattern.search(text)
    assert found
    said = DIGIT.sub("0", found.group().casefold())
    assert any(hint in said for hint in HINTS[kind])


def test_every_duty_begins_with_a_letter_that_is_looked_at(texts: list[str]) -> None:
    plain = re.compile("|".join(rf"\b(?:{pattern})\b" for _, pattern in PATTERNS), re.I)
    for text in texts:
        assert plain.findall(text) == [hit.group() for hit in MODAL.finditer(text)]
