"""The model policy to hold beside a document: the one asked for, or the one it was adopted from."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from toolkit import library
from toolkit.comparison.edition import Identification, identify, latest_of
from toolkit.comparison.result import Comparison, compare
from toolkit.document import Document
from toolkit.errors import UsageError
from toolkit.library import ModelPolicy

Against = Literal["adopted", "latest", "both"]


@dataclass(frozen=True, slots=True)
class Asked:
    """The models that a request leaves open, and whether it named a model policy at all."""

    models: tuple[ModelPolicy, ...]
    named: bool


def asked_for(reference: str | None, held: Sequence[ModelPolicy]) -> Asked:
    """Return what a reference leaves open: all that is held, a policy's editions, or one model.

    Raises UsageError where there is no such model, or none at all.
    """
    if reference is not None:
        editions = library.editions(reference, held)
        return Asked(editions or (library.find(reference, held),), named=True)
    if not held:
        raise UsageError("no model policy is held to compare with; name one (a file) with --model")
    return Asked(tuple(held), named=False)


def choose(document: Document, asked: Asked) -> tuple[ModelPolicy | None, Identification | None]:
    """Choose the edition that the document was adopted from, and say how that was told.

    None where the document is based on none of them; a model asked for by name is never None.
    """
    if asked.named and len(asked.models) == 1:
        return asked.models[0], None
    found = identify(document, asked.models)
    return found.adopted or (asked.models[-1] if asked.named else None), found


def compare_with(
    document: Document,
    asked: Asked,
    held: Sequence[ModelPolicy],
    *,
    against: Against = "both",
    today: str | None = None,
) -> Comparison:
    """Compare a document with the model it was adopted from, the latest edition, or both.

    A document that is based on none of the models is compared with the nearest, and says so.
    """
    model, found = choose(document, asked)
    if model is None:
        model = found.candidates[0].model if found and found.candidates else asked.models[0]
    latest = latest_of(model, held)
    if against == "latest":
        model = latest
    since = latest if against == "both" else None
    return compare(model, document, latest=since, identification=found, today=today)
