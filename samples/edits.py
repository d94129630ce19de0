"""The edits of `adoptions.toml` made to a model's pieces, each with its record for `truth.json`."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from pieces import Piece

Edit = Mapping[str, Any]
ADDED_LABEL = {"clause": "0.0", "section": "0.", "paragraph": ""}  # numbered afresh later


@dataclass(frozen=True)
class Change:
    """One clause's fate: the piece of the model, the piece of the school, or both."""

    edit: Edit
    kind: str
    shape: tuple[str, ...]
    model: tuple[Piece, ...]
    adopted: tuple[Piece, ...]


def apply(pieces: list[Piece], edits: list[Edit]) -> tuple[list[Piece], list[Change]]:
    """Make the edits one after the other; `after = "+"` follows the piece added last."""
    changes: list[Change] = []
    for edit in edits:
        if edit.get("after") == "+":
            edit = {**edit, "after": changes[-1].adopted[-1].key}
        pieces, made = DOERS[edit["do"]](pieces, edit)
        changes += made
    return pieces, changes


def _at(pieces: list[Piece], key: str) -> int:
    found = [index for index, piece in enumerate(pieces) if piece.key == key]
    if len(found) != 1:
        raise SystemExit(f"adoptions.toml: there is no clause {key!r}; look in the model")
    return found[0]


def _replace(pieces: list[Piece], edit: Edit) -> tuple[list[Piece], list[Change]]:
    index = _at(pieces, edit["at"])
    before = pieces[index]
    if before.text.count(edit["old"]) != 1:
        raise SystemExit(f"adoptions.toml: {edit['at']} does not say {edit['old']!r} once")
    after = replace(before, text=before.text.replace(edit["old"], edit["new"]))
    kind = edit.get("kind", "modified")
    return _spliced(pieces, index, 1, after), [Change(edit, kind, (), (before,), (after,))]


def _drop(pieces: list[Piece], edit: Edit) -> tuple[list[Piece], list[Change]]:
    """Drop a clause, or with "6#" the section from its heading to the next."""
    start = _at(pieces, edit["at"].replace("#", "."))
    length = 1
    if edit["at"].endswith("#"):
        after = (i for i, piece in enumerate(pieces) if i > start and piece.kind == "section")
        length = next(after) - start
    gone = pieces[start : start + length]
    changes = [Change(edit, "missing", (), (piece,), ()) for piece in gone]
    return _spliced(pieces, start, length), changes


def _add(pieces: list[Piece], edit: Edit) -> tuple[list[Piece], list[Change]]:
    index = _end_of(pieces, _at(pieces, edit["after"]))
    key = f"+{edit['text'][:20]}"
    new = Piece(key, edit["as"], edit["text"], ADDED_LABEL[edit["as"]])
    return _spliced(pieces, index, 0, new), [Change(edit, "added", (), (), (new,))]


def _move(pieces: list[Piece], edit: Edit) -> tuple[list[Piece], list[Change]]:
    start = _at(pieces, edit["at"])
    piece = pieces[start]
    rest = _spliced(pieces, start, 1)
    index = _end_of(rest, _at(rest, edit["after"]))
    return _spliced(rest, index, 0, piece), [
        Change(edit, "unchanged", ("moved",), (piece,), (piece,))
    ]


def _merge(pieces: list[Piece], edit: Edit) -> tuple[list[Piece], list[Change]]:
    first, second = (_at(pieces, key) for key in edit["at"])
    both = (pieces[first], pieces[second])
    merged = replace(both[0], text=both[0].text.replace(edit["old"], edit["new"]))
    if merged == both[0]:
        raise SystemExit(f"adoptions.toml: {edit['at'][0]} does not say {edit['old']!r}")
    rest = _spliced(pieces, second, 1)
    return _spliced(rest, first, 1, merged), [
        Change(edit, "editorial", ("merged",), both, (merged,))
    ]


def _split(pieces: list[Piece], edit: Edit) -> tuple[list[Piece], list[Change]]:
    index = _at(pieces, edit["at"])
    whole = pieces[index]
    cut = whole.text.index(edit["before"])
    halves = (
        replace(whole, text=whole.text[:cut].strip()),
        replace(whole, text=whole.text[cut:], key=f"+{whole.key}"),
    )
    return _spliced(pieces, index, 1, *halves), [
        Change(edit, "unchanged", ("split",), (whole,), halves)
    ]


def _end_of(pieces: list[Piece], index: int) -> int:
    """Give the place after a clause and its own items, bullets, notes and table."""
    end = index + 1
    while end < len(pieces) and pieces[end].key.startswith(pieces[index].key):
        if pieces[end].kind in {"clause", "section", "subhead"}:
            break
        end += 1
    return end


def _spliced(pieces: list[Piece], index: int, length: int, *new: Piece) -> list[Piece]:
    return [*pieces[:index], *new, *pieces[index + length :]]


DOERS: dict[str, Callable[[list[Piece], Edit], tuple[list[Piece], list[Change]]]] = {
    "replace": _replace,
    "drop": _drop,
    "add": _add,
    "move": _move,
    "merge": _merge,
    "split": _split,
}
