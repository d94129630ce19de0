"""Results reach the disk whole or not at all."""

from __future__ import annotations

import contextlib
import os
import sys
from pathlib import Path

import pytest

from toolkit.errors import ExitCode, OutputError
from toolkit.output import settle, whole, write_atomically

posix_only = pytest.mark.skipif(sys.platform == "win32", reason="needs POSIX links and modes")


def test_a_new_file_is_written_with_its_folders(tmp_path: Path) -> None:
    write_atomically(tmp_path / "a" / "b.html", b"text")
    assert (tmp_path / "a" / "b.html").read_bytes() == b"text"


def test_nothing_else_is_left_in_the_folder(tmp_path: Path) -> None:
    write_atomically(tmp_path / "b.html", b"old")
    write_atomically(tmp_path / "b.html", b"new")
    assert [path.name for path in tmp_path.iterdir()] == ["b.html"]


def test_an_input_is_never_overwritten(tmp_path: Path) -> None:
    given = tmp_path / "policy.docx"
    given.write_bytes(b"the school's")
    with pytest.raises(OutputError, match=r"policy\.docx: is one of the files being read; give"):
        write_atomically(given, b"ours", [given])
    assert given.read_bytes() == b"the school's"


@posix_only
def test_an_input_is_known_under_another_name(tmp_path: Path) -> None:
    given = tmp_path / "policy.docx"
    given.write_bytes(b"the school's")
    (tmp_path / "link.docx").symlink_to(given)
    os.link(given, tmp_path / "hard.docx")
    for name in ("link.docx", "hard.docx", "x/../policy.docx"):
        with pytest.raises(OutputError):
            write_atomically(tmp_path / name, b"ours", [given])
    assert given.read_bytes() == b"the school's"


@posix_only
def test_a_link_stays_a_link(tmp_path: Path) -> None:
    (tmp_path / "there.html").write_bytes(b"old")
    (tmp_path / "here.html").symlink_to(tmp_path / "there.html")
    write_atomically(tmp_path / "here.html", b"new")
    assert (tmp_path / "here.html").is_symlink()
    assert (tmp_path / "there.html").read_bytes() == b"new"


@posix_only
def test_a_new_file_can_be_read_by_others_as_the_system_says(tmp_path: Path) -> None:
    mask = os.umask(0o022)
    try:
        write_atomically(tmp_path / "new.html", b"")
    finally:
        os.umask(mask)
    assert (tmp_path / "new.html").stat().st_mode & 0o777 == 0o644


def test_what_stood_there_stays_when_writing_fails(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "b.html").write_bytes(b"old")

    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OutputError, match="No space left on device"):
        write_atomically(tmp_path / "b.html", b"new")
    assert (tmp_path / "b.html").read_bytes() == b"old"
    assert [path.name for path in tmp_path.iterdir()] == ["b.html"]


def test_a_folder_in_the_way_is_named(tmp_path: Path) -> None:
    with pytest.raises(OutputError, match="is a folder; give the name of a file") as caught:
        write_atomically(tmp_path, b"")
    assert caught.value.exit_code == ExitCode.UNWRITABLE


def test_a_file_in_the_way_of_a_folder_is_named(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(b"")
    with pytest.raises(OutputError, match="a part of its path is a file"):
        write_atomically(tmp_path / "a" / "b.html", b"")


@posix_only
def test_a_pipe_is_not_replaced_by_a_file(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    with pytest.raises(OutputError, match="is no ordinary file"):
        write_atomically(tmp_path / "pipe", b"")


@pytest.mark.parametrize("durable", [True, False])
def test_what_is_written_bit_by_bit_stands_whole_or_not_at_all(
    tmp_path: Path, durable: bool
) -> None:
    path = tmp_path / "long.json"
    with whole(path, durable=durable) as stream:
        stream.write(b"first ")
        assert not path.exists()
        stream.write(b"second")
    assert path.read_bytes() == b"first second"
    with contextlib.suppress(KeyboardInterrupt), whole(path, durable=durable) as stream:
        stream.write(b"half")
        raise KeyboardInterrupt
    assert path.read_bytes() == b"first second"
    assert [entry.name for entry in tmp_path.iterdir()] == ["long.json"]


def test_what_is_gone_before_it_is_flushed_is_let_be(tmp_path: Path) -> None:
    (tmp_path / "here.html").write_bytes(b"page")
    settle([tmp_path / "gone.html", tmp_path / "nowhere" / "gone.html", tmp_path / "here.html"])
    assert (tmp_path / "here.html").read_bytes() == b"page"
