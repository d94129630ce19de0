"""Whose policy it is: a school of the register, by what the document and its file name say."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from toolkit.schools import School
from toolkit.schools.lookup import is_open
from toolkit.schools.naming import (
    UNTELLING,
    Name,
    core_of,
    fitting,
    is_telling,
    names_of,
    run_together,
    tokens,
)

SHORTEST_JOINED = 8  # letters of a whole name written without spaces
MOST_NAMED = 2  # schools in one phrase of evidence
SCANNED = 400_000  # characters of text searched for names, some forty times a long policy

URN = re.compile(r"\bURN\b\D{0,20}(\d{5,7})\b", re.IGNORECASE)
LAESTAB = re.compile(
    r"""
      \b(?:LA\s*ESTAB | LAESTAB | DfE | DCSF | establishment)\b \D{0,30} (\d{3}\s*[/-]?\s*\d{4})\b
    | \b(\d{3}/\d{4})\b
    """,
    re.VERBOSE | re.IGNORECASE,
)
FILE_NUMBER = re.compile(r"(?<!\d)(\d{5,7}|\d{3}[-_ ]\d{4})(?!\d)")
PLACES = ("postcode", "locality", "town")  # the narrowest first
APOSTROPHE = re.compile("['’‘]")
BETWEEN = re.compile(r"[_\W]+")
CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])")


@dataclass(frozen=True, slots=True)
class Attribution:
    """The school, or None where it is not certain; then `candidates` are those it may be.

    `evidence` are short phrases ("its file name says Oakfield"), strongest first.
    """

    school: School | None = None
    candidates: tuple[School, ...] = ()
    evidence: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Index:
    """Names as words → the schools so called; the words that begin one, the longest's length."""

    schools: Mapping[Name, tuple[School, ...]]
    first: frozenset[str]
    longest: int


@dataclass(frozen=True, slots=True)
class Directory:
    """A register made ready for finding its schools in text.

    `names` holds whole names, `cores` what is left of them without the words all schools share,
    `joined` whole names without their spaces.
    """

    numbers: Mapping[str, tuple[School, ...]]
    names: Index
    cores: Index
    joined: Mapping[str, tuple[School, ...]]


@dataclass(frozen=True, slots=True)
class Clue:
    """Schools that one piece of evidence allows."""

    phrase: str
    schools: tuple[School, ...]


def directory(schools: Sequence[School]) -> Directory:
    """Index a register by number, whole name and distinctive words."""
    numbers: defaultdict[str, list[School]] = defaultdict(list)
    names: defaultdict[Name, list[School]] = defaultdict(list)
    cores: defaultdict[Name, list[School]] = defaultdict(list)
    joined: defaultdict[str, list[School]] = defaultdict(list)
    for school in schools:
        for number in filter(None, (school.urn, school.laestab)):
            numbers[number].append(school)
        called = {tokens(name) for name in names_of(school)} - {()}
        for name in called:
            names[name].append(school)
        for core in filter(is_telling, {core_of(name) for name in called}):
            cores[core].append(school)
        for letters in {run for name in names_of(school) for run in run_together(name)}:
            joined[letters].append(school)
    return Directory(
        {number: tuple(found) for number, found in numbers.items()},
        _index(names),
        _index(cores),
        {name: tuple(found) for name, found in joined.items() if len(name) >= SHORTEST_JOINED},
    )


def attribute(text: str, stated: str | None, file: str, schools: Directory) -> Attribution:
    """Say which school of the register a policy belongs to.

    `stated` is the name the document gives itself, `file` its path below the folder. Clues are
    taken in order of trust; each narrows those before it, and clues that disagree leave the
    school undecided rather than guessed. Names that the text merely mentions are asked last, and
    never where it calls itself something that is not on the register.
    """
    if not (schools.numbers or schools.names.schools):
        return Attribution()
    called = _by_stated_name(stated, schools) if stated else []
    left: tuple[School, ...] = ()
    phrases: list[str] = []
    for clue in (*_by_own_number(text, schools), *called, *_by_file(file, schools)):
        both = tuple(school for school in left if school in clue.schools)
        phrases.append(clue.phrase)
        if left and not both:
            return Attribution(None, (*left, *clue.schools), tuple(phrases))
        left = both or clue.schools
    if len(left) != 1 and (called or not stated):
        for clue in _by_mention(text[:SCANNED], schools):
            narrowed = tuple(school for school in left or clue.schools if school in clue.schools)
            left, phrases = narrowed or left, [*phrases, clue.phrase]
    for clue in _by_place((stated or "", file, text[:SCANNED]), left):
        left, phrases = clue.schools, [*phrases, clue.phrase]
    still_open = tuple(school for school in left if is_open(school))
    if len(left) > len(still_open) == 1:  # a conversion leaves a closed namesake behind
        left, phrases = still_open, [*phrases, "no other of that name is open"]
    return Attribution(left[0] if len(left) == 1 else None, left, tuple(phrases))


def _by_own_number(text: str, schools: Directory) -> list[Clue]:
    numbers = [*URN.findall(text), *("".join(found) for found in LAESTAB.findall(text))]
    return _by_number("it gives the number", numbers, schools)


def _by_file(file: str, schools: Directory) -> Iterator[Clue]:
    *folders, stem = file.rsplit(".", 1)[0].split("/")
    yield from _by_number("its file name gives the number", FILE_NUMBER.findall(stem), schools)
    within = FILE_NUMBER.findall("/".join(folders))
    yield from _by_number("its folder gives the number", within, schools)
    yield from _by_file_name("its file name", stem, schools)
    for folder in reversed(folders):
        yield from _by_file_name("its folder", folder, schools)


def _by_number(phrase: str, numbers: Iterable[str], schools: Directory) -> list[Clue]:
    digits = dict.fromkeys(re.sub(r"\D", "", number) for number in numbers)
    found = [(number, schools.numbers[number]) for number in digits if number in schools.numbers]
    return [Clue(f"{phrase} {number}", called) for number, called in found]


def _by_stated_name(stated: str, schools: Directory) -> list[Clue]:
    words = tokens(stated)
    found = schools.names.schools.get(words) or _most_named(words, schools.names)
    found = found or schools.cores.schools.get(core_of(words), ())
    found = fitting(words, found)
    return [Clue(f"it calls itself {stated}", found)] if found else []


def _by_file_name(where: str, part: str, schools: Directory) -> Iterator[Clue]:
    printed = CAMEL.sub(" ", BETWEEN.sub(" ", APOSTROPHE.sub("", part)))
    words = tokens(printed)
    found = _most_named(words, schools.names) or _joined(run_together(printed), schools)
    found = found or fitting(words, _most_named(core_of(words), schools.cores))
    if found:
        yield Clue(f"{where} says {_either(found)}", found)


def _by_mention(text: str, schools: Directory) -> Iterator[Clue]:
    found = _most_named(tokens(text), schools.names)
    if found:
        yield Clue(f"its text names {_either(found)}", found)


def _by_place(texts: Sequence[str], namesakes: Sequence[School]) -> list[Clue]:
    """Tell namesakes by where they are, in the first text that names the place of one alone.

    Schools that differ in name (a trust's) are not told so: it may be where their trust is.
    """
    names = {tuple(w for w in tokens(s.name) if w not in UNTELLING) for s in namesakes}
    if len(namesakes) == 1 or len(names) > 1:
        return []
    for words in map(tokens, texts):
        for key in PLACES:
            said = [s for s in namesakes if _stands(tokens(s.values.get(key, "")), words)]
            if len(said) == 1:
                return [Clue(f"it names {said[0].values[key]}", tuple(said))]
    return []


def _stands(name: Name, words: Name) -> bool:
    return bool(name) and any(
        words[at : at + len(name)] == name for at in range(len(words) - len(name) + 1)
    )


def _either(called: Iterable[School]) -> str:
    return either((school.name for school in called), MOST_NAMED)


def either(names: Iterable[str], most: int) -> str:
    """Name a few, each once.

    >>> either(["Oakfield", "Hill Top", "Oakfield", "Brookside"], 2)
    'Oakfield or Hill Top or others'
    """
    every = list(dict.fromkeys(names))
    return " or ".join(every[:most]) + (" or others" if len(every) > most else "")


def _most_named(words: Name, index: Index) -> tuple[School, ...]:
    """Return the schools of the name that stands most often in a run of words."""
    counts: Counter[Name] = Counter()
    at = 0
    while at < len(words):
        length = _longest_at(words, at, index) if words[at] in index.first else 0
        if length:
            counts[words[at : at + length]] += 1
        at += length or 1
    return index.schools[counts.most_common(1)[0][0]] if counts else ()


def _longest_at(words: Name, at: int, index: Index) -> int:
    lengths = range(min(index.longest, len(words) - at), 0, -1)
    return next((n for n in lengths if words[at : at + n] in index.schools), 0)


def _joined(runs: Iterable[str], schools: Directory) -> tuple[School, ...]:
    """Return the schools whose whole name, the longest there is, stands in a run of letters."""
    inside = (name for letters in runs for name in schools.joined if name in letters)
    found = max(inside, key=len, default="")
    return schools.joined.get(found, ())


def _index(names: Mapping[Name, Sequence[School]]) -> Index:
    return Index(
        {name: tuple(found) for name, found in names.items()},
        frozenset(name[0] for name in names),
        max(map(len, names), default=0),
    )
