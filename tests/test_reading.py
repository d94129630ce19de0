from __future__ import annotations

import hashlib
import os
from pathlib import Path

import pytest

from toolkit.document import Block, Extraction
from toolkit.errors import Code, InputError
from toolkit.extract.options import Limits, Options
from toolkit.reading import read, read_bytes, understand

POLICY = b"""# Phones Policy

## 1. Purpose

1.1 This policy says how phones are used at Oakfield Primary School.

## 2. Review

2.1 The policy will be reviewed every year.
"""


@pytest.fixture
def policy(tmp_path: Path) -> Path:
    path = tmp_path / "phones.md"
    path.write_bytes(POLICY)
    return path


def _refusal(path: Path | str, options: Options | None = None) -> InputError:
    with pytest.raises(InputError) as caught:
        read(path, options or Options())
    return caught.value


def test_a_file_becomes_a_document(policy: Path) -> None:
    document = read(policy)
    assert document.source == "phones.md"
    assert document.sha256 == hashlib.sha256(POLICY).hexdigest()
    assert [clause.label for clause in document.clauses] == ["1.", "1.1", "2.", "2.1"]
    assert document.metadata.title == "Phones Policy"
    assert document.metadata.review_cycle == "annual"


def test_a_path_may_be_a_string_and_bytes_need_no_file(policy: Path) -> None:
    assert read(str(policy)) == read(policy)
    assert read(POLICY, name="phones.md") == read_bytes(POLICY, "phones.md") == read(policy)


def test_a_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    error = _refusal(tmp_path / "gone.pdf")
    assert error.code is Code.PERMISSION
    assert str(error).startswith("gone.pdf: no such file; ")


def test_a_folder_is_no_document(tmp_path: Path) -> None:
    error = _refusal(tmp_path)
    assert error.code is Code.WRONG_TYPE
    assert "a folder" in str(error)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="named pipes are for Unix")
def test_a_named_pipe_is_refused_at_once(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe.pdf"
    os.mkfifo(pipe)
    assert _refusal(pipe).code is Code.WRONG_TYPE


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may read all")
def test_a_file_that_may_not_be_read_says_so(policy: Path) -> None:
    policy.chmod(0)
    assert _refusal(policy).code is Code.PERMISSION


def test_a_name_that_no_file_can_have_is_refused() -> None:
    assert _refusal("nul\0.pdf").code is Code.PERMISSION


def test_a_loop_of_links_is_refused(tmp_path: Path) -> None:
    loop = tmp_path / "loop.pdf"
    loop.symlink_to(loop)
    assert _refusal(loop).code is Code.PERMISSION


def test_a_file_over_the_limit_is_refused_by_its_size(policy: Path) -> None:
    error = _refusal(policy, Options(limits=Limits(file_bytes=50)))
    assert error.code is Code.TOO_LARGE


def test_an_empty_file_is_damaged(tmp_path: Path) -> None:
    path = tmp_path / "empty.pdf"
    path.touch()
    assert _refusal(path).code is Code.DAMAGED


def test_more_clauses_than_the_limit_are_refused(policy: Path) -> None:
    error = _refusal(policy, Options(limits=Limits(clauses=3)))
    assert error.code is Code.TOO_LARGE
    assert "4 clauses" in str(error)


def test_far_too_many_paragraphs_are_refused_before_any_work() -> None:
    extraction = Extraction("text", (Block("Staff must."),) * 41)
    with pytest.raises(InputError, match="41 paragraphs"):
        understand(extraction, b"", "long.txt", Limits(clauses=10))


def test_what_the_reader_says_is_kept() -> None:
    extraction = Extraction("pdf", (Block("Staff must."),), 3, None, (), ("a warning",), 0.9)
    document = understand(extraction, b"", "scan.pdf", Limits())
    assert (document.pages, document.warnings, document.recognised) == (3, ("a warning",), 0.9)
