"""Every command is one call on paths or values, without printing."""

from __future__ import annotations

from pathlib import Path

import pytest

import toolkit
from toolkit import ToolkitError, audit, compare, draft, read


def test_a_policy_compares_with_the_edition_it_was_adopted_from(root: Path) -> None:
    adopted = root / "samples" / "adopted" / "oakfield-social-networking.docx"
    found = compare(None, adopted, today="2026-11-20")
    assert found.model.name == "social-networking@2018-01"
    assert found.latest is not None
    assert found.latest.name == "social-networking@2024-06"


def test_values_and_paths_give_the_same_comparison(root: Path) -> None:
    adopted = root / "samples" / "adopted" / "oakfield-social-networking.docx"
    by_path = compare("social-networking@2018-01", adopted)
    by_value = compare(by_path.model, read(adopted))
    assert by_path.verdicts == by_value.verdicts


def test_an_unknown_model_names_what_is_held(root: Path) -> None:
    with pytest.raises(ToolkitError, match="social-networking"):
        compare(
            "social-netwroking", root / "samples" / "adopted" / "oakfield-social-networking.docx"
        )


def test_a_draft_reads_back_without_deviations(root: Path, tmp_path: Path) -> None:
    out = tmp_path / "policy.docx"
    draft(
        "social-networking", root / "samples" / "schools" / "oakfield.toml", out, today="2026-11-20"
    )
    found = compare("social-networking", out)
    assert {verdict.kind for verdict in found.verdicts} <= {"unchanged", "localised"}


def test_an_audit_has_a_record_for_every_file(root: Path, tmp_path: Path) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    for name in ("oakfield-social-networking.docx", "copperfield-acceptable-use-damaged.docx"):
        (folder / name).write_bytes((root / "samples" / "adopted" / name).read_bytes())
    found = audit(folder, tmp_path / "out", today="2026-11-20", jobs=1)
    assert [record.status for record in found.records] == ["refused", "read"]
    assert (tmp_path / "out" / "index.html").is_file()


def test_an_unknown_name_is_an_attribute_error() -> None:
    with pytest.raises(AttributeError, match="nothing"):
        toolkit.nothing  # noqa: B018
