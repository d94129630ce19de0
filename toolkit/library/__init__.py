"""The model policies that are held, and their editions."""

from __future__ import annotations

from toolkit.library.holdings import (
    editions,
    find,
    from_file,
    latest,
    load,
)
from toolkit.library.places import mark_places
from toolkit.library.policy import Adoption, ModelPolicy

__all__ = [
    "Adoption",
    "ModelPolicy",
    "editions",
    "find",
    "from_file",
    "latest",
    "load",
    "mark_places",
]
