"""A local variation that the county has accepted, keyed to the texts it was accepted for."""

from __future__ import annotations

import hashlib
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Acceptance:
    """Who accepted a variation, when (ISO), why, and until when it holds (None: for good)."""

    key: str
    by: str
    reason: str
    on: str
    until: str | None = None

    @property
    def sentence(self) -> str:
        """Say it as the page and the overview show it."""
        until = f" until {self.until}" if self.until else ""
        return f"Accepted as a local variation by {self.by} on {self.on}{until}: {self.reason}"


Acceptances = Mapping[str, Acceptance]


def key_of(whose: str, model: str, model_text: str, adopted_text: str) -> str:
    """Name a variation by the school, the policy and both texts; a change of either is another.

    The edition does not count: what the county left as it was stays accepted. The first letters
    keep a spreadsheet from taking the key for a number.
    """
    parts = (whose, model.partition("@")[0], _plain(model_text), _plain(adopted_text))
    return "var-" + hashlib.sha256("\n".join(parts).encode("utf-8", "replace")).hexdigest()[:20]


def in_force(given: Iterable[Acceptance], today: str) -> dict[str, Acceptance]:
    """Return what is accepted on a day, by key."""
    return {one.key: one for one in given if one.until is None or one.until >= today}


def _plain(text: str) -> str:
    return " ".join(unicodedata.normalize("NFC", text).split())
