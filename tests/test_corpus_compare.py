"""Real adopted policies beside one another: nothing invented, nothing lost, in either format."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from itertools import product
from pathlib import Path

import pytest

from toolkit.comparison.result import Comparison, compare
from toolkit.document import Document
from toolkit.library import ModelPolicy
from toolkit.reading import read

NAMES = ("astley-park-2018", "cranborne-2021", "park-hall-2019", "st-cleopas", "willow-tree-2024")
DEVIATIONS = {"modified", "missing", "added"}
Compared = Callable[[str, str], Comparison]

pytestmark = pytest.mark.corpus


@pytest.fixture(scope="module")
def compared(corpus: Path) -> Compared:
    @lru_cache
    def document(name: str) -> Document:
        return read(corpus / name)

    def pair(model: str, adopted: str) -> Comparison:
        return compare(ModelPolicy(document(model), model), document(adopted), today="2026-01-01")

    return pair


@pytest.mark.parametrize("name", NAMES)
def test_a_policy_as_docx_and_as_pdf_has_no_deviations(name: str, compared: Compared) -> None:
    result = compared(f"{name}.docx", f"{name}.pdf")
    assert not {verdict.kind for verdict in result.verdicts} & DEVIATIONS
    assert result.summary.coverage == 1.0


@pytest.mark.parametrize(("model", "adopted"), list(product(NAMES, NAMES)))
def test_any_policy_beside_any_other_gives_every_clause_one_verdict(
    model: str, adopted: str, compared: Compared
) -> None:
    result = compared(f"{model}.docx", f"{adopted}.pdf")
    told = [clause.id for verdict in result.verdicts for clause in verdict.match.adopted]
    assert sorted(told) == sorted(clause.id for clause in result.adopted.clauses)


@pytest.mark.parametrize("form", ["docx", "pdf"])
def test_two_editions_of_one_model_are_told_apart_clause_by_clause(
    form: str, compared: Compared
) -> None:
    result = compared(f"astley-park-2018.{form}", f"willow-tree-2024.{form}")
    assert result.summary.coverage > 0.9
    swapped = {(s.kind, s.model, s.adopted) for s in result.substitutions}
    assert ("noun", "school", "federation") in swapped
    codes = {reason.code for verdict in result.verdicts for reason in verdict.reasons}
    assert {"EXC002", "NAM001", "NUM005"} <= codes


@pytest.mark.parametrize("form", ["docx", "pdf"])
def test_a_federations_careless_substitutions_are_findings(form: str, compared: Compared) -> None:
    result = compared(f"astley-park-2018.{form}", f"willow-tree-2024.{form}")
    assert {"LOC002", "LOC004", "REV001", "REV002"} <= {f.code for f in result.findings}


def test_policies_of_different_origin_share_little(compared: Compared) -> None:
    assert compared("park-hall-2019.docx", "astley-park-2018.pdf").summary.coverage < 0.2
