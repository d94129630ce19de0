"""Where words cannot be marked exactly, whole paragraphs, blocks or the whole story are."""

from __future__ import annotations

import pytest

import tests.redline_odd_cases  # noqa: F401 - registers its pairs
from tests.docx_parts import docx, p, run
from tests.redline_cases import PAIRS, SECOND, SENTENCE, THIRD
from tests.redline_oracle import said
from tests.redline_package import open_package, w
from tests.redline_rare_cases import REFUSED
from tests.redline_rules import faults
from toolkit import tracked
from toolkit.errors import Code, InputError

# A field over a table is whole word by word, or where the whole story is marked.
NOT_IN_BETWEEN = {"field over a table"}
DATE = "2026-11-20T09:00:00Z"


def nothing(*_: object) -> None:
    """Stand in for a step that fails to do its work."""


@pytest.mark.parametrize("grain", ["paragraph", "block", "story"])
@pytest.mark.parametrize("name", PAIRS)
def test_every_grain_is_exact(name: str, grain: str, monkeypatch: pytest.MonkeyPatch) -> None:
    if name in NOT_IN_BETWEEN and grain != "story":
        pytest.skip("its ends are not in one block")
    old, new = PAIRS[name]()
    monkeypatch.setattr(tracked, "_GRAINS", (grain,))
    result = tracked.redline(old, new, author="Clerk", date=DATE)
    assert said(result, "accept") == said(new, "accept")
    assert said(result, "reject") == said(old, "accept")
    own = {*faults(old), *faults(new)}
    assert [fault for fault in faults(result) if fault not in own] == []


def test_a_fine_marking_that_fails_the_check_gives_way(monkeypatch: pytest.MonkeyPatch) -> None:
    used: list[str] = []
    honest = tracked._mark

    def spoilt(pair: object, pen: tracked.Pen) -> None:
        used.append(pen.grain)
        honest(pair, pen)  # type: ignore[arg-type]
        if pen.grain == "word":
            body = pair.new[0]  # type: ignore[attr-defined]
            body.remove(body[0])

    monkeypatch.setattr(tracked, "_mark", spoilt)
    old, new = docx(p(SENTENCE) + p(SECOND)), docx(p(SENTENCE) + p(THIRD))
    result = tracked.redline(old, new, author="Clerk", date=DATE)
    assert used == ["word", "paragraph"]
    assert said(result, "reject") == said(old, "accept")


def test_what_is_exact_in_no_grain_is_never_written(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tracked, "_mark", nothing)
    with pytest.raises(InputError, match="nothing was written") as caught:
        tracked.redline(docx(p(SENTENCE)), docx(p(THIRD)), author="Clerk", date=DATE)
    assert caught.value.code is Code.INTERNAL


@pytest.mark.parametrize("name", REFUSED)
def test_what_no_mark_can_hold_is_refused_with_the_remedy(name: str) -> None:
    old, new = REFUSED[name]
    for pair in ((old, new), (new, old)):
        with pytest.raises(InputError, match="Word"):
            tracked.redline(*pair, author="Clerk", date=DATE)
    assert tracked.redline(old, old, author="Clerk", date=DATE)


def test_a_change_in_a_note_or_margin_is_checked_too(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("footnote changed", "header and footer changed"):
        monkeypatch.setattr(tracked, "compare_notes", nothing)
        monkeypatch.setattr(tracked, "compare_margins", nothing)
        old, new = PAIRS[name]()
        with pytest.raises(InputError):
            tracked.redline(old, new, author="Clerk", date=DATE)


@pytest.mark.parametrize("data", [b"%PDF-1.7", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b""])
def test_what_is_no_docx_is_refused_plainly(data: bytes) -> None:
    with pytest.raises(InputError, match="is no DOCX file") as caught:
        tracked.redline(data, docx(p(SENTENCE)), author="Clerk", date=DATE, names=("a", "b"))
    assert caught.value.code is Code.WRONG_TYPE


def test_the_same_input_gives_the_same_bytes() -> None:
    old, new = docx(p(SENTENCE)), docx(p(THIRD))
    results = {tracked.redline(old, new, author="Clerk", date=DATE) for _ in range(2)}
    assert len(results) == 1


def test_what_the_old_document_s_references_lead_to_is_still_there() -> None:
    """A bookmark of a dropped clause, beside one that the new document has under the same id."""
    mark = '<w:bookmarkStart w:id="{0}" w:name="{1}"/>{2}<w:bookmarkEnd w:id="{0}"/>'
    old = docx(p(mark.format(1, "gone", run(SENTENCE))) + p(mark.format(2, "both", run(SECOND))))
    new = docx(p(mark.format(1, "both", run(SECOND))) + p(THIRD))
    package = open_package(tracked.redline(old, new, author="Clerk", date=DATE))
    root = package.root(package.main)
    starts = {e.get(w("name")): e.get(w("id")) for e in root.iter(w("bookmarkStart"))}
    ends = sorted(e.get(w("id"), "") for e in root.iter(w("bookmarkEnd")))
    assert set(starts) == {"gone", "both"}
    assert sorted(map(str, starts.values())) == ends
    revisions = [e.get(w("id")) for e in root.iter(w("ins"), w("del"))]
    assert not set(revisions) & set(ends)
    marked = next(e for e in root.iter(w("bookmarkStart")) if e.get(w("name")) == "gone")
    assert "".join(t.text or "" for t in marked.getparent().iter(w("delText"))) == SENTENCE
