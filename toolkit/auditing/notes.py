"""What somebody should look at beside the records: the request, the register, files sent twice."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from toolkit.auditing.repeats import are_copies, are_parts, latest, repeated
from toolkit.batch.folder import Found
from toolkit.batch.records import Record
from toolkit.report import words
from toolkit.schools import School
from toolkit.schools.lookup import is_open
from toolkit.schools.mapping import Mapped, unknown

MOST_NAMED = 5  # files or policies in one note


def notes(
    mapped: Mapped, schools: Sequence[School], found: Sequence[Found], records: Sequence[Record]
) -> tuple[str, ...]:
    """Return sentences on a run as a whole."""
    return (*_astray(mapped, found), *_numberless(schools), *_repeated(records))


def silent(schools: Iterable[School], records: Iterable[Record]) -> tuple[School, ...]:
    """Return the open schools that sent nothing, not even what was not read or may be another's."""
    heard: set[str | None] = set()
    for record in records:
        heard |= {record.whose, *record.candidates}
    return tuple(school for school in schools if is_open(school) and school.known_by not in heard)


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
    groups = repeated(records)
    for group in groups[:MOST_NAMED]:
        yield f"{group[0].school}: {_in_parts(group) if are_parts(group) else _again(group)}"
    if more := len(groups[MOST_NAMED:]):
        are = words.count(more, "more policy is", "more policies are")
        yield words.sentence(f"{are} counted more than once")


def _again(group: Sequence[Record]) -> str:
    alike = " (the same content)" if are_copies(group) else ""
    newest = latest(group)
    return (
        f"one policy is counted {words.number(len(group))} times, as "
        f"{_some([record.file for record in group])}{alike}. "
        "Leave only the one in force in the folder, and run again."
        + (f" The latest is {newest.file}." if newest else "")
    )


def _in_parts(group: Sequence[Record]) -> str:
    return (
        f"{_some([record.file for record in group])} seem to be parts of one policy: what one "
        "leaves out stands in another. Join them in one file, and run again."
    )


def _some(names: Sequence[str]) -> str:
    more = [f"{len(names) - MOST_NAMED} more"] if len(names) > MOST_NAMED else []
    return words.listed([*names[:MOST_NAMED], *more])
