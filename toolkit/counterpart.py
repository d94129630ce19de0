"""The model policy to hold beside a document: the one asked for, or the one it was adopted from."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from toolkit import library
from toolkit.comparison import Comparison, compare
from toolkit.document import Document
from toolkit.edition import Identification, identify, latest_of
from toolkit.errors import UsageError
from toolkit.library import ModelPolicy

Against = Literal["adopted", "latest", "both"]
Asked = tuple[ModelPolicy, ...]


def asked_for(reference: str | None, held: Sequence[ModelPolicy]) -> Asked:
    """Return the models that a reference leaves open: all held, a policy's editions, or just one.

    Raises UsageError where there is no such model, or none at all.
    """
    if reference is not None:
        return library.editions(reference, held) or (library.find(reference, held),)
    if not held:
        raise UsageError("no model policy is held to compare with; name one (a file) with --model")
    return tuple(held)


def choose(document: Document, asked: Asked) -> tuple[ModelPolicy | None, Identification | None]:
    """Choose the edition that the document was adopted from, and say how that was told.

    None where the document is based on none of them; a model asked for by name is never None.
    """
    if len(asked) == 1:
        return asked[0], None
    found = identify(document, asked)
    one_policy = len({model.id for model in asked}) == 1
    return found.adopted or (asked[-1] if one_policy else None), found


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
        model = found.candidates[0].model if found and found.candidates else asked[0]
    latest = latest_of(model, held)
    if against == "latest":
        model = latest
    since = latest if against == "both" else None
    return compare(model, document, latest=since, identification=found, today=today)
