"""One policy on its own, inside a worker: what `extract`, `compare` and `model` do there."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from toolkit import library
from toolkit.batch.folder import shown
from toolkit.commands.isolated import CompareAsked, Compared, ExtractAsked, RedlineAsked
from toolkit.comparison.counterpart import Asked, asked_for, compare_with
from toolkit.comparison.edition import Identification, identify
from toolkit.document import Document
from toolkit.errors import InputError
from toolkit.extract.options import Options
from toolkit.library import ModelPolicy
from toolkit.reading import load_bytes, read
from toolkit.report import DOCUMENT_WRITERS, WRITERS
from toolkit.report.answer import answer
from toolkit.tracked import redline


def extract(asked: ExtractAsked, path: str) -> bytes:
    """Return the clauses of one policy, written in the format asked for."""
    return _bytes(DOCUMENT_WRITERS[asked.format](_document(path, asked.options)))


def compare(asked: CompareAsked, path: str) -> Compared:
    """Return one policy beside its model, written in the format asked for."""
    held = library.load()
    document = _document(path, asked.options)
    models = _models(asked.model, held)
    comparison = compare_with(document, models, held, against=asked.against, today=asked.today)
    layout: dict[str, Any] = {}
    if asked.format == "text":
        layout = {"width": asked.width, "colour": asked.colour}
    if asked.format == "docx":
        layout = {"original": load_bytes(Path(path), asked.options.limits)}
    written = WRITERS[asked.format](comparison, today=asked.today, **layout)
    deviates = bool(comparison.summary.material or comparison.findings)
    return Compared(_bytes(written), answer(comparison, asked.today), deviates)


def redlined(asked: RedlineAsked, old: str) -> bytes:
    """Return the newer of two Word files with its changes from the older tracked."""
    limits = asked.options.limits
    paths = [Path(old), Path(asked.new)]
    before, after = (load_bytes(path, limits) for path in paths)
    names = (shown(paths[0].name), shown(paths[1].name))
    return redline(before, after, author=asked.author, date=asked.date, names=names, limits=limits)


def identified(asked: ExtractAsked, path: str) -> bytes:
    """Return which held model policy and edition a file was adopted from."""
    found = identify(_document(path, asked.options), library.load())
    return _json(_found(found)) if asked.format == "json" else _lines(_said(found))


def model(asked: ExtractAsked, reference: str) -> bytes:
    """Return one model policy; as Markdown it is its own file's text, marked places and all."""
    found = library.find(reference, library.load())
    if asked.format == "markdown" and found.text:
        return _bytes(found.text)
    written = _bytes(DOCUMENT_WRITERS[asked.format](found.document))
    return written if asked.format == "json" else _lines([*_about(found), ""]) + written


def models(form: str, _: None) -> bytes:
    """Return the model policies that are held, with their editions."""
    held = library.load()
    if form == "json":
        return _json([_values(model) for model in held])
    widest = max((len(model.name) for model in held), default=0)
    lines = [f"{model.name:<{widest}}  {model.title}" for model in held]
    return _lines(lines or ["No model policy is held."])


def _found(found: Identification) -> dict[str, Any]:
    return {
        "identified": found.adopted.name if found.adopted else None,
        "confidence": found.confidence,
        "latest": found.latest.name if found.latest else None,
        "candidates": [{"model": c.model.name, "score": c.score} for c in found.candidates],
        "evidence": list(found.evidence),
    }


def _said(found: Identification) -> list[str]:
    if found.adopted is None:
        return list(found.evidence)
    latest = found.latest.name if found.latest else found.adopted.name
    behind = [] if latest == found.adopted.name else [f"The latest edition is {latest}."]
    sure = f"{found.adopted.name} ({found.adopted.title}), {found.confidence:.0%} sure"
    return [sure, *behind, *found.evidence]


def _values(model: ModelPolicy) -> dict[str, Any]:
    return {
        "id": model.id,
        "edition": model.edition,
        "title": model.title,
        "authority": model.authority,
        "supersedes": model.supersedes,
        "adoption": model.adoption,
        "statutory": model.statutory,
        "review_cycle": model.review_cycle,
        "source": model.source,
    }


def _about(model: ModelPolicy) -> list[str]:
    given = {name: value for name, value in _values(model).items() if value is not None}
    said = {**given, "statutory": "yes" if model.statutory else "no"}
    return [f"{name.replace('_', ' ')}: {value}" for name, value in said.items()]


def _json(value: object) -> bytes:
    return _bytes(json.dumps(value, ensure_ascii=False, indent=2) + "\n")


def _lines(lines: list[str]) -> bytes:
    return _bytes("\n".join(lines) + "\n")


def _document(path: str, options: Options) -> Document:
    return read(path, options, name=shown(Path(path).name))


def _models(reference: str | None, held: tuple[ModelPolicy, ...]) -> Asked:
    try:
        return asked_for(reference, held)
    except InputError as error:
        raise InputError(error.code, f"the model policy cannot be read: {error}") from error


def _bytes(written: str | bytes) -> bytes:
    return written.encode() if isinstance(written, str) else written
