"""Inside a worker: a model's or a template's file may be anyone's, and is opened only there."""

from __future__ import annotations

import hashlib
import json
from dataclasses import asdict
from datetime import date
from functools import cache
from pathlib import Path

from toolkit import __version__, library
from toolkit.commands.issuing.asked import DraftAsked, Drafted
from toolkit.commands.issuing.every import Task
from toolkit.commands.issuing.table import write_table
from toolkit.drafting import change_log, draft, write_draft
from toolkit.drafting.draft import Draft
from toolkit.drafting.filling import asked_for
from toolkit.drafting.log import HEADINGS
from toolkit.drafting.template import check_template
from toolkit.drafting.values import DEFAULTS, settle
from toolkit.drafting.word import POSSIBLE, house_style
from toolkit.errors import UsageError
from toolkit.library import ModelPolicy
from toolkit.schools import School, find_school, load_schools, school_from_toml
from toolkit.schools.table import read_bounded

Template = tuple[str, bytes] | None


def drafted(_: None, asked: DraftAsked) -> Drafted:
    """Return one school's policy, drafted from a model and laid out."""
    return _drafted(asked, _school(asked))


def drafted_unless(asked: DraftAsked, task: Task) -> tuple[str, Drafted | None]:
    """Return a school's policy with the key of all that it is made from; None for the known key."""
    key = _key(asked, task.school)
    return (key, None) if key == task.known else (key, _drafted(asked, task.school))


def checked(_: None, file: str) -> tuple[str, ...]:
    """Return what is wrong with a Word template, each with its place and remedy."""
    path = Path(file)
    return check_template(read_bounded(path), path.name, sorted(_known_values()))


def _drafted(asked: DraftAsked, school: School) -> Drafted:
    day = date.fromisoformat(asked.today)
    model = _model(asked.model)
    made = draft(model, school, asked.values, today=day, without=asked.without)
    written = write_draft(made, asked.suffix, _template(asked.template), day)
    replaced = sum(change.new is not None for change in made.changes)
    return Drafted(written, _log(made), made.warnings, replaced, _computed_review(made))


def _computed_review(made: Draft) -> str | None:
    return made.values["review_on"] if made.review_is_computed else None


def _log(made: Draft) -> bytes:
    return write_table(HEADINGS, change_log(made))


@cache
def _model(reference: str) -> ModelPolicy:
    return library.find(reference, library.load())


@cache
def _template(file: str | None) -> Template:
    return (Path(file).name, read_bounded(Path(file))) if file else None


def _key(asked: DraftAsked, school: School) -> str:
    """Give the fingerprint of everything that a draft is made from but the day."""
    model = _model(asked.model)
    template = _template(asked.template)
    style = template[1] if template else house_style().read_bytes()
    parts = (
        __version__,
        model.name,
        model.document.sha256,
        model.text,
        asdict(school) | {"row": None},
        dict(asked.values),
        asked.without,
        asked.suffix,
        hashlib.sha256(style).hexdigest(),
    )
    return hashlib.sha256(json.dumps(parts, sort_keys=True, default=str).encode()).hexdigest()


def _school(asked: DraftAsked) -> School:
    """Find the school: a settings file of its own, or an entry of the register."""
    reference = asked.school or ""
    path = Path(reference)
    if path.suffix.lower() == ".toml":
        return school_from_toml(path)
    if asked.register is None:
        raise UsageError(
            f"{reference}: give the school's settings as a TOML file, or say with --schools "
            "which register it is in"
        )
    return find_school(reference, load_schools(Path(asked.register)))


def _known_values() -> set[str]:
    """Gather the names of all values that a draft of any held model may have."""
    known = {*POSSIBLE, *DEFAULTS, "adopted_on", "review_on", "dsl.name"}
    school = School("School", urn="1", laestab="1")
    for model in library.load():
        known |= settle(model, school, {}, date(2000, 1, 1)).values.keys()
        known |= {use.name for use, _ in asked_for(model)}
    return known
