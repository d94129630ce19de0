"""The model's wording proposed in a school's own Word file, each change with its reason."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.redline_oracle import said
from tests.redline_package import open_package, w
from tests.redline_rules import faults
from toolkit import compare, read
from toolkit.comparison.result import Comparison
from toolkit.report.docx import render

DOCX = [
    "oakfield-social-networking.docx",
    "ashdown-acceptable-use.docx",
    "larch-lane-own-words.docx",
    "little-acorns-social-networking.docx",
    "westbrook-confidential-reporting.docx",
]
PDF = ["brookside-social-networking.pdf", "larkrise-social-networking.pdf"]


def proposed(path: Path) -> bytes:
    comparison = compare(None, path, today="2026-11-20")
    return render(comparison, today="2026-11-20", original=path.read_bytes())


def comments(data: bytes) -> list[str]:
    package = open_package(data)
    part = package.related("comments")
    found = package.root(part).iter(w("comment")) if part else []
    return ["".join(t.text or "" for t in comment.iter(w("t"))) for comment in found]


@pytest.mark.parametrize("name", DOCX)
def test_rejecting_all_leaves_the_school_its_own_document(name: str, root: Path) -> None:
    path = root / "samples" / "adopted" / name
    data = proposed(path)
    assert said(data, "reject") == said(path.read_bytes(), "accept")
    assert [f for f in faults(data) if f not in faults(path.read_bytes())] == []


@pytest.mark.parametrize("name", DOCX)
def test_accepting_all_leaves_nothing_missing_or_changed(
    name: str, root: Path, tmp_path: Path
) -> None:
    path = root / "samples" / "adopted" / name
    before = compare(None, path)
    result = tmp_path / name
    result.write_bytes(proposed(path))
    after = compare(before.model, result)
    assert deviating(before)
    assert len(deviating(after)) <= len(deviating(before)) // 10  # few where all was its own words


def deviating(comparison: Comparison) -> list[str]:
    """What the school is to have and has not, or has otherwise."""
    return [
        verdict.id
        for verdict in comparison.verdicts
        if verdict.material and verdict.kind in ("missing", "modified")
    ]


OPENINGS = {"missing": "Missing", "modified": "Changed", "added": "Added by the school"}


@pytest.mark.parametrize("name", DOCX)
def test_every_deviation_has_its_reason_beside_it(name: str, root: Path) -> None:
    path = root / "samples" / "adopted" / name
    comparison = compare(None, path)
    told = "\n".join(comments(proposed(path)))
    for verdict in comparison.verdicts:
        if verdict.material:
            assert f"{OPENINGS[verdict.kind]} (material): " in told
            said_so = [reason for reason in verdict.reasons if reason.code != "MIS001"]
            assert all(reason.message in told for reason in said_so)


def test_a_comment_s_sign_is_no_tracked_change(root: Path) -> None:
    package = open_package(proposed(root / "samples" / "adopted" / DOCX[0]))
    signs = list(package.root(package.main).iter(w("commentReference")))
    assert signs
    assert not [sign for sign in signs if next(sign.iterancestors(w("ins")), None) is not None]


@pytest.mark.parametrize("name", PDF)
def test_a_pdf_is_rebuilt_and_says_the_same(name: str, root: Path, tmp_path: Path) -> None:
    path = root / "samples" / "adopted" / name
    data = proposed(path)
    assert faults(data) == []
    assert comments(data)
    rejected = " ".join(_text(said(data, "reject")["body"]).split())
    for clause in read(path).clauses:
        for cell in clause.text.split(" | "):
            assert " ".join(cell.split()) in rejected


def _text(value: object) -> str:
    """All the text in what the oracle says, blocks and cells parted by spaces."""
    if isinstance(value, tuple) and value and value[0] == "text":
        return str(value[2])
    if isinstance(value, tuple | list):
        return " ".join(filter(None, map(_text, value)))
    return ""
