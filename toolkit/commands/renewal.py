"""What `refresh` does in its worker: read three documents, merge, write what was asked for."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from toolkit import library
from toolkit.batch.folder import shown
from toolkit.commands.amendments import AMENDMENT_WRITERS, amendments
from toolkit.comparison.counterpart import asked_for, choose
from toolkit.comparison.edition import identify
from toolkit.document import Document
from toolkit.drafting.importing import About, Imported, check_about, import_model
from toolkit.errors import UsageError
from toolkit.extract.options import Options
from toolkit.library import ModelPolicy
from toolkit.reading import load_bytes, read
from toolkit.refreshing import (
    Question,
    Refreshed,
    read_answers,
    refreshed,
    warnings,
    write_both,
    write_json,
    write_questions,
    write_summary,
)
from toolkit.schools.table import read_bounded


@dataclass(frozen=True, slots=True)
class RefreshAsked:
    """What is wanted: the editions, the values, and the endings of the files to write.

    `redline` and `summary` are endings, "" for none; `decisions` is the file of answers.
    """

    suffix: str
    base: str | None
    to: str | None
    values: Mapping[str, str]
    redline: bool
    summary: str
    decisions: str | None
    template: str | None
    today: str
    options: Options


@dataclass(frozen=True, slots=True)
class Renewed:
    """Every file as written; None for one that was not asked for. `told` are sentences."""

    policy: bytes
    redline: bytes | None
    summary: bytes | None
    json: bytes
    questions: bytes
    conflicts: int
    told: tuple[str, ...]


def renewed(asked: RefreshAsked, path: str) -> Renewed:
    """Refresh one policy and write its files."""
    today = asked.today
    data = load_bytes(Path(path), asked.options.limits)
    local = read(data, asked.options, name=shown(Path(path).name))
    answers = _answers(asked.decisions)
    base, revised = editions(local, asked.base, asked.to)
    result = refreshed(
        base,
        local,
        revised,
        values=asked.values,
        answers=answers,
        answers_from=asked.decisions or "decisions",
    )
    template = _template(asked.template)
    policy, redline = write_both(result, data, asked.suffix, today, template, tracked=asked.redline)
    return Renewed(
        policy=policy,
        redline=redline,
        summary=write_summary(result, asked.summary) if asked.summary else None,
        json=write_json(result).encode(),
        questions=write_questions(result.questions).encode(),
        conflicts=result.conflicts,
        told=(_headline(result), *_unlike(local, base), *_several(local), *warnings(result)),
    )


def editions(local: Document, base: str | None, to: str | None) -> tuple[ModelPolicy, ModelPolicy]:
    """Find the edition that the school adopted, and the one to bring it up to.

    Raises UsageError where the policy is based on none that is held, or no newer one is known.
    """
    held = library.load()
    target = library.find(to, held) if to else None
    old, _ = choose(local, asked_for(base, held))
    if old is None:
        raise UsageError(
            f"{local.source}: is based on no model policy that is held; say with --base which "
            "edition it was adopted from (a name or a file)"
        )
    if target is None:
        if old.id is None:
            raise UsageError(
                f"{local.source}: say with --to which edition it is to be brought up to"
            )
        target = library.latest(old.id, held)
    return old, target


def _unlike(local: Document, base: ModelPolicy) -> Iterator[str]:
    """Doubt an edition that was named and of which the policy has next to nothing."""
    found = identify(local, (base,))
    if found.adopted is None and found.candidates:
        yield (
            f"{local.source} has hardly anything of {base.name} ({found.candidates[0].score:.0%} "
            "alike). If that is not the edition that the school adopted, name the right one with "
            "--base."
        )


def _several(local: Document) -> Iterator[str]:
    """Tell a file that holds several policies: all but one would be kept as the school's own."""
    for other in identify(local, library.load()).others:
        yield (
            f"{local.source} also holds “{other.title}”, kept here as the school's own text. Save "
            "each policy as a file of its own first."
        )


@dataclass(frozen=True, slots=True)
class ImportAsked:
    """What a file is to be imported as; None where the file itself is to say it."""

    id: str
    edition: str | None
    title: str | None
    authority: str | None
    adoption: str
    noun: str | None
    options: Options


def imported(asked: ImportAsked, path: str) -> Imported:
    """Write a county's document as a model policy file.

    Raises UsageError for an id or edition that cannot be one.
    """
    document = read(path, asked.options, name=shown(Path(path).name))
    metadata = document.metadata
    about = About(
        asked.id,
        asked.edition or metadata.model_edition or "",
        asked.title or metadata.title or asked.id,
        asked.authority or metadata.model_source or "unknown",
        asked.adoption,
    )
    if not about.edition:
        raise UsageError(
            f"{document.source}: does not say its edition; give it as --edition 2024-06"
        )
    if wrong := check_about(about):
        raise UsageError(wrong)
    return import_model(document, about, asked.noun)


def amended(form: str, names: tuple[str, str]) -> bytes:
    """Write what one edition changes in another."""
    held = library.load()
    old, new = (library.find(name, held) for name in names)
    written = AMENDMENT_WRITERS[form](amendments(old, new), (old.name, new.name))
    return written.encode()


def _answers(file: str | None) -> dict[str, Question] | None:
    if file is None or not Path(file).is_file():
        return None
    return read_answers(read_bounded(Path(file)).decode("utf-8-sig", "replace"), file)


def _template(file: str | None) -> tuple[str, bytes] | None:
    return (Path(file).name, read_bounded(Path(file))) if file else None


def _headline(result: Refreshed) -> str:
    counted: dict[str, int] = {}
    for decision in result.merged.decisions:
        counted[decision.outcome] = counted.get(decision.outcome, 0) + 1
    names = {
        "conflict": "to decide",
        "reinstated": "put back",
        "merged": "merged",
        "school": "kept as the school had it",
        "added": "added",
        "dropped": "left out",
    }
    said = [f"{counted[name]} {words}" for name, words in names.items() if counted.get(name)]
    return f"From {result.base.name} to {result.revised.name}: {', '.join(said) or 'no change'}."
