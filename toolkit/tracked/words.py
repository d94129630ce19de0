"""Two rows of atoms → runs of kept, deleted and inserted atoms, marked as a person would."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from toolkit.language.words import STOPWORDS
from toolkit.tracked.atoms import LINK, Atom
from toolkit.tracked.sequence import same_and_other

# Where less than this of two paragraphs is common, old and new stand whole beside each other.
MIN_COMMON = 0.3
# An island of kept text between two changes is no help to a reader if it is this short.
SHORT_ISLAND = 3


@dataclass(frozen=True, slots=True)
class Change:
    """A run of atoms. For "equal" both sides hold atoms, one for one; else the other is empty.

    For "within" both sides hold one link, to the same place, that no longer says the same.
    """

    op: Literal["equal", "delete", "insert", "within"]
    old: tuple[Atom, ...] = ()
    new: tuple[Atom, ...] = ()


def changes(old: list[Atom], new: list[Atom]) -> list[Change]:
    """Return the changes that turn `old` into `new`; markers are left out of account."""
    codes = _opcodes(old, new)
    if codes is None:
        return list(_replaced(old, new))
    found: list[Change] = []
    for same, a, b, c, d in codes:
        if same:
            found.append(Change("equal", tuple(old[a:b]), tuple(new[c:d])))
        else:
            found.extend(_replaced(old[a:b], new[c:d]))
    return found


def _replaced(old: list[Atom], new: list[Atom]) -> Iterator[Change]:
    """Yield what takes the place of what; a link that stays is changed from within."""
    links = [[n for n, atom in enumerate(side) if _place(atom)] for side in (old, new)]
    places = [[_place(side[n]) for n in at] for side, at in zip((old, new), links, strict=True)]
    if places[0] != places[1]:
        yield from whole(old, new)
        return
    a = b = 0
    for one, other in zip(*links, strict=True):
        yield from whole(old[a:one], new[b:other])
        yield Change("within", (old[one],), (new[other],))
        a, b = one + 1, other + 1
    yield from whole(old[a:], new[b:])


def _place(atom: Atom) -> str:
    """Return where a link leads, "" for anything else."""
    if len(atom.elements) != 1 or atom.elements[0].tag != LINK:
        return ""
    return str(sorted(atom.elements[0].attrib.items()))


def whole(old: list[Atom], new: list[Atom]) -> list[Change]:
    """Return all of `old` deleted and all of `new` inserted."""
    deleted = [Change("delete", old=tuple(old))] if old else []
    return [*deleted, Change("insert", new=tuple(new))] if new else deleted


Code = tuple[bool, int, int, int, int]


def _opcodes(old: list[Atom], new: list[Atom]) -> list[Code] | None:
    """Return (same, old from, to, new from, to), None where too little is common."""
    keys = [[atom.key for atom in side] for side in (old, new)]
    codes = [
        (run.equal, run.i1, run.i2, run.j1, run.j2) for run in same_and_other(keys[0], keys[1])
    ]
    common = sum(_weight(atom) for same, a, b, _, _ in codes if same for atom in old[a:b])
    total = sum(map(_weight, old)) + sum(map(_weight, new))
    if total and old and new and 2 * common / total < MIN_COMMON:
        return None
    return list(_without_islands(codes, old))


def _weight(atom: Atom) -> int:
    """Return how much a reader sees in an atom: a word's letters, one for a thing."""
    if atom.kind != "text":
        return 1
    return len(atom.text) if atom.text[:1].isalnum() else 0


def _is_slight(atoms: list[Atom]) -> bool:
    """Tell text that holds no sense of its own between two changes; a thing that stays, stays."""
    words = [atom.text for atom in atoms if atom.text.strip()]
    slight = len("".join(words)) <= SHORT_ISLAND or (
        len(words) == 1 and words[0].lower() in STOPWORDS
    )
    return slight and all(atom.kind == "text" for atom in atoms)


def _without_islands(codes: list[Code], old: list[Atom]) -> Iterator[Code]:
    """Join changes that only a space or a very short word keeps apart."""
    waiting: Code | None = None
    for at, (same, a, b, c, d) in enumerate(codes):
        inner = 0 < at < len(codes) - 1
        island = same and inner and _is_slight(old[a:b])
        if same and not island:
            if waiting:
                yield waiting
                waiting = None
            yield True, a, b, c, d
        elif waiting:
            waiting = (False, waiting[1], b, waiting[3], d)
        else:
            waiting = (False, a, b, c, d)
    if waiting:
        yield waiting
