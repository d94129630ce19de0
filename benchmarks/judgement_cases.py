"""Read the cases written by hand for `judgement.py`, and build the files that a council would hold.

A model is a list of clauses, `key kind | text`; an adoption is a list of what the school printed,
in its order, each line with the model's keys that it came from and what was done to it:

    @ 1..1.3            copied, from one key to another in the model's order
    M deadline 3.2 | …  changed so that it matters; `m` so that it does not; `e` editorially;
                        `o` put another way (editorial or modified, never material); `l` localised
    = merged 4+5 | …    the same words in another place or shape
    + local :p | …      the school's own clause (`+M` where it binds somebody)
    ? cover | …         no clause: title, cover;    x 4   a model clause not scored
    ! LOC006 | …        a finding that is expected, and words of the clause

Kinds: h heading, p paragraph, i item, b bullet, t table row, q quotation.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

CASES = Path(__file__).resolve().parent / "cases"
ORDER = ("unchanged", "localised", "editorial", "either", "modified")
STATUS = {"e": "editorial", "o": "either", "m": "modified", "M": "modified", "l": "localised"}
LINE = re.compile(r"(?P<mark>\S+) (?P<edit>\S+)(?: (?P<rest>[^|]*?))?\s*(?:\| ?(?P<text>.*))?")


@dataclass(frozen=True)
class Part:
    """A clause of the model."""

    key: str
    kind: str
    text: str


@dataclass
class Unit:
    """A clause of the adopted policy. `sources` are positions in the model."""

    kind: str
    text: str
    sources: tuple[int, ...]
    edit: str
    status: str
    material: bool


@dataclass
class Model:
    """A model policy: settings and clauses."""

    name: str
    settings: dict[str, str]
    parts: list[Part]


@dataclass
class Adoption:
    """An adopted policy with its truth."""

    name: str
    model: Model
    settings: dict[str, list[str]]
    cover: list[str] = field(default_factory=list)
    units: list[Unit] = field(default_factory=list)
    findings: list[tuple[str, str]] = field(default_factory=list)
    unscored: set[int] = field(default_factory=set)


def read_cases() -> list[Adoption]:
    """Read every adoption, in the order of their names."""
    return [
        adoption(path, read_model(path.with_name("model.txt")))
        for path in sorted(CASES.glob("*/*.txt"))
        if path.name != "model.txt"
    ]


def _halves(path: Path) -> tuple[list[str], list[str]]:
    head, _, body = path.read_text(encoding="utf-8").partition("---\n")
    return head.splitlines(), [line for line in body.splitlines() if line.strip()]


def read_model(path: Path) -> Model:
    head, body = _halves(path)
    settings = dict(line.split(": ", 1) for line in head)
    parts = [
        Part(*front.split(), text.strip())
        for front, text in (line.split(" | ", 1) for line in body)
    ]
    return Model(path.parent.name, settings, parts)


def adoption(path: Path, model: Model) -> Adoption:
    head, body = _halves(path)
    settings: dict[str, list[str]] = {}
    for line in head:
        name, value = line.split(": ", 1)
        settings.setdefault(name, []).append(value)
    made = Adoption(f"{path.parent.name}/{path.stem}", model, settings)
    for line in body:
        _take(made, line)
    return made


def _take(made: Adoption, line: str) -> None:
    found = LINE.fullmatch(line)
    assert found, line
    mark, edit, rest, text = found["mark"], found["edit"], found["rest"] or "", found["text"]
    if mark == "@":
        made.units += [_copied(made, at) for at in _range(made, f"{edit} {rest}")]
    elif mark == "?":
        made.cover.append(text)
    elif mark == "!":
        made.findings.append((edit, text))
    elif mark == "x":
        made.unscored.add(_position(made, edit))
    else:
        made.units.append(_changed(made, mark, edit, rest, text or ""))


def _position(made: Adoption, key: str) -> int:
    return next(at for at, part in enumerate(made.model.parts) if part.key == key)


def _range(made: Adoption, text: str) -> list[int]:
    """Give the positions of `a..b c`; a heading alone is itself, not its section."""
    found: list[int] = []
    for piece in text.split():
        first, _, last = piece.partition("..")
        found += range(_position(made, first), _position(made, last or first) + 1)
    return found


def _copied(made: Adoption, at: int, edit: str = "copied") -> Unit:
    part = made.model.parts[at]
    text = localised(made, part.text)
    return Unit(part.kind, text, (at,), edit, _status(part.text, text), False)


def _status(text: str, adopted: str) -> str:
    """Tell a clerk's "Head Teacher" for "headteacher", which is spelling, from another title."""
    if text == adopted:
        return "unchanged"
    return "editorial" if normal(text) == normal(adopted) else "localised"


def normal(text: str) -> str:
    """Reduce a text to its letters and digits, to find it again in what was read."""
    return re.sub(r"[\W_]+", "", text).casefold()


def _changed(made: Adoption, mark: str, edit: str, rest: str, text: str) -> Unit:
    keys, _, kind = rest.partition(":")
    sources = tuple(_position(made, key) for key in keys.strip().split("+") if key)
    if not text:
        return _copied(made, sources[0], edit)
    kind = kind.strip() or made.model.parts[sources[0]].kind
    if mark.startswith("+"):
        return Unit(kind, localised(made, text), (), edit, "added", mark == "+M")
    status = STATUS.get(mark, "unchanged" if len(sources) < 2 and edit != "split" else "localised")
    return Unit(kind, localised(made, text), sources, edit, status, mark == "M")


def localised(made: Adoption, text: str) -> str:
    """Fill in the school's values and put its words for the county's, as a careful clerk would."""
    kept: list[str] = []

    def keep(found: re.Match[str]) -> str:
        kept.append(found.group())
        return f"\x00{len(kept) - 1}\x01"

    pairs = [line.split(" -> ", 1) for line in made.settings.get("fill", [])]
    for old, new in pairs:
        text = text.replace(old, new)
    fixed = [re.escape(value) for value in [*made.settings["school"], *(n for _, n in pairs)]]
    for pattern in [*fixed, *made.settings.get("keep", [])]:
        text = re.sub(pattern, keep, text)
    for line in sorted(made.settings.get("swap", []), key=lambda line: -line.index(" -> ")):
        text = _swapped(text, *line.split(" -> ", 1), keep)
    text = re.sub(r"\x00(\d+)\x01", lambda found: kept[int(found[1])], text)
    text = re.sub(r"\b([Cc]hild)s\b", r"\1ren", text)
    return re.sub(r"\b([Aa]) (?=academy|executive|academies)", r"\1n ", text)


def _swapped(text: str, old: str, new: str, keep: object) -> str:
    kept = keep

    def put(found: re.Match[str]) -> str:
        word = new[:1].upper() + new[1:] if found.group()[:1].isupper() else new
        plural = found["plural"] or ""
        whole = word + plural if not (plural and word.endswith("y")) else word[:-1] + "ies"
        return re.sub(r"(?s).+", kept, whole)  # type: ignore[call-overload,no-any-return]

    return re.sub(rf"\b{re.escape(old)}(?P<plural>s?)\b", put, text, flags=re.I)


def groups(pairs: set[tuple[int, int]]) -> list[tuple[frozenset[int], frozenset[int]]]:
    """Give the connected groups of linked clauses."""
    group: dict[tuple[str, int], set[tuple[str, int]]] = {}
    for row, column in pairs:
        both = group.get(("m", row), {("m", row)}) | group.get(("a", column), {("a", column)})
        for member in both:
            group[member] = both
    distinct = {frozenset(members) for members in group.values()}
    return [
        (frozenset(n for s, n in g if s == "m"), frozenset(n for s, n in g if s == "a"))
        for g in distinct
    ]


def edits_of(made: Adoption) -> Counter[str]:
    """Count the edits by kind; every model clause that is gone counts as one."""
    used = {source for unit in made.units for source in unit.sources} | made.unscored
    quiet = ("copied",)
    counted = Counter(unit.edit for unit in made.units if unit.edit not in quiet)
    counted["missing"] = len(made.model.parts) - len(used)
    return counted
