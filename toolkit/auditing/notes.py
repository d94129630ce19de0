"""What somebody should look at beside the records: the request, the register, files sent twice."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from toolkit.batch.folder import Found
from toolkit.batch.records import Record
from toolkit.report import words
from toolkit.schools import School
from toolkit.schools.lookup import is_open
from toolkit.schools.mapping import Mapped, unknown

MOST_NAMED = 5  # files or policies in one note
FEWEST_APART = 5  # Clauses that each part of a policy leaves to the others,
MOST_SHARED = 0.2  # of which at most this share is missing from all of them.


def notes(
    mapped: Mapped, schools: Sequence[School], found: Sequence[Found], records: Sequence[Record]
) -> tuple[str, ...]:
    """Return sentences on a run as a whole."""
    return (*_astray(mapped, found), *_numberless(schools), *_repeated(records))


def silent(schools: Iterable[School], records: Iterable[Record]) -> tuple[School, ...]:
    """Return the open schools that sent nothing, not even a file that could not be read."""
    heard = {record.urn or record.school for record in records}
    return tuple(
        school for school in schools if is_open(school) and (school.urn or school.name) not in heard
    )


def _astray(mapped: Mapped, found: Sequence[Found]) -> Iterator[str]:
    if names := unknown((file.name for file in found), mapped):
        yield f"The map names what is not in the folder, or is there twice: {_some(names)}."


def _numberless(schools: Sequence[School]) -> Iterator[str]:
    if schools and not any(school.urn for school in schools):
        yield (
            "The register of schools gives no URN: schools are told by their names alone. If it "
            "has a column of URNs, head it urn."
        )


def _repeated(records: Sequence[Record]) -> Iterator[str]:
    """Tell policies that are counted more than once: a copy, or a PDF beside its Word file."""
    grouped: dict[tuple[str, str], list[Record]] = defaultdict(list)
    for record in records:
        whose = record.urn or record.school
        if whose and record.model:
            grouped[whose, record.model.partition("@")[0]].append(record)
    groups = [group for group in grouped.values() if len(group) > 1]
    for group in groups[:MOST_NAMED]:
        yield f"{group[0].school}: {_in_parts(group) if _are_parts(group) else _again(group)}"
    if more := len(groups[MOST_NAMED:]):
        are = words.count(more, "more policy is", "more policies are")
        yield words.sentence(f"{are} counted more than once")


def _again(group: Sequence[Record]) -> str:
    alike = len({record.sha256 for record in group}) == 1
    return (
        f"one policy is counted {words.number(len(group))} times, as "
        f"{_some([record.file for record in group])}{' (the same content)' if alike else ''}. "
        f"Leave only the one in force in the folder, and run again.{_newest(group)}"
    )


def _in_parts(group: Sequence[Record]) -> str:
    return (
        f"{_some([record.file for record in group])} seem to be parts of one policy: what one "
        "leaves out stands in another. Join them in one file, and run again."
    )


def _are_parts(group: Sequence[Record]) -> bool:
    """Tell parts of a policy from copies: hardly a clause is missing from all of them."""
    if len({record.model for record in group}) > 1:
        return False
    missing = [{ln.text for ln in r.lines if ln.kind == "missing"} for r in group]
    if min(map(len, missing)) < FEWEST_APART:
        return False
    return len(set.intersection(*missing)) <= MOST_SHARED * min(map(len, missing))


def _newest(group: Sequence[Record]) -> str:
    """Say which of several is the latest, by its edition and then its date of adoption."""
    ages = sorted((*_age(record), record.file) for record in group)
    if ages[-1][:2] == ages[-2][:2]:
        return ""
    return f" The latest is {ages[-1][2]}."


def _age(record: Record) -> tuple[str, str]:
    adopted = record.metadata.adopted_on if record.metadata else None
    return (record.model or "").partition("@")[2], adopted or ""


def _some(names: Sequence[str]) -> str:
    more = [f"{len(names) - MOST_NAMED} more"] if len(names) > MOST_NAMED else []
    return words.listed([*names[:MOST_NAMED], *more])
