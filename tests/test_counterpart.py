"""Which model stands beside a policy: the one named, or the edition that it was adopted from."""

from __future__ import annotations

import pytest

from toolkit import library
from toolkit.comparison.counterpart import asked_for, choose, compare_with
from toolkit.document import Document
from toolkit.errors import UsageError
from toolkit.library import ModelPolicy
from toolkit.reading import read

HELD = library.load()
OLD, NEW = library.editions("social-networking", HELD)


def adopted(model: ModelPolicy) -> Document:
    """A school that adopted the model as it stands."""
    return read(model.text.encode(), name="adopted.md")


STRANGER = read(b"# Lettings\n\n1. The hall may be hired for dances.\n", name="lettings.md")


def test_left_to_itself_it_finds_the_edition_adopted() -> None:
    model, found = choose(adopted(OLD), asked_for(None, HELD))
    assert model == OLD
    assert found is not None
    assert found.latest == NEW


def test_a_policy_named_leaves_the_edition_to_be_found() -> None:
    assert choose(adopted(OLD), asked_for("social-networking", HELD))[0] == OLD
    assert choose(adopted(NEW), asked_for("social-networking", HELD))[0] == NEW


def test_an_edition_named_is_the_edition_taken() -> None:
    assert choose(adopted(OLD), asked_for(NEW.name, HELD)) == (NEW, None)


@pytest.mark.parametrize("held", [HELD, (OLD,)], ids=["all held", "one held"])
def test_what_is_based_on_nothing_held_has_no_model(held: tuple[ModelPolicy, ...]) -> None:
    model, found = choose(STRANGER, asked_for(None, held))
    assert model is None
    assert found is not None
    assert found.adopted is None


def test_a_model_asked_for_is_taken_however_unlike() -> None:
    assert choose(STRANGER, asked_for("social-networking", HELD))[0] == NEW
    assert choose(STRANGER, asked_for(OLD.name, HELD))[0] == OLD


def test_against_says_which_edition_and_what_came_since() -> None:
    document, asked = adopted(OLD), asked_for(None, HELD)
    both = compare_with(document, asked, HELD, against="both")
    assert (both.model, both.latest) == (OLD, NEW)
    assert both.since
    only = compare_with(document, asked, HELD, against="adopted")
    assert (only.model, only.latest, only.since) == (OLD, None, ())
    latest = compare_with(document, asked, HELD, against="latest")
    assert (latest.model, latest.since) == (NEW, ())


def test_a_stranger_is_compared_with_the_nearest_all_the_same() -> None:
    comparison = compare_with(STRANGER, asked_for(None, HELD), HELD)
    assert comparison.edition is not None
    assert comparison.edition.adopted is None
    assert comparison.model in HELD


def test_nothing_held_and_nothing_named_is_an_error_with_a_remedy() -> None:
    with pytest.raises(UsageError, match="--model"):
        asked_for(None, ())
    with pytest.raises(UsageError, match="no-such"):
        asked_for("no-such", HELD)
