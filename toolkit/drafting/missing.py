"""Values that a policy asks for and nobody has given: each with its places and its remedy."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from toolkit.drafting.sandbox import Use
from toolkit.drafting.values import cycle_is_plain
from toolkit.errors import UsageError

DATES = frozenset({"adopted_on", "review_on"})


@dataclass(frozen=True, slots=True)
class Lack:
    """One missing value: its dotted name, where it is asked for, how it can be given.

    `follows` is true of a review date that comes by itself once the adoption date is given.
    """

    name: str
    places: tuple[str, ...]
    remedy: str
    follows: bool = False


class MissingValuesError(UsageError):
    """All values that `source` (a model or a template) asks for and that are not given."""

    def __init__(self, source: str, lacks: Sequence[Lack]) -> None:
        listed = "\n".join(
            f"  {lack.name} ({'; '.join(lack.places)}): {lack.remedy}" for lack in lacks
        )
        many = "values are" if len(lacks) > 1 else "value is"
        super().__init__(f"{source}: {len(lacks)} {many} missing; nothing was drafted\n{listed}")
        self.source = source
        self.lacks = tuple(lacks)

    def __reduce__(self) -> tuple[type[MissingValuesError], tuple[str, tuple[Lack, ...]]]:
        return type(self), (self.source, self.lacks)


def require(source: str, values: Mapping[str, str], asked: Iterable[tuple[Use, str]]) -> None:
    """Raise one MissingValuesError for all values that are asked for and not there."""
    missing: dict[str, dict[str, None]] = {}
    for use, where in asked:
        if use.required and use.name not in values:
            missing.setdefault(use.name, {})[where] = None
    if missing:
        raise MissingValuesError(
            source, [_lack(name, tuple(places), values) for name, places in missing.items()]
        )


def _lack(name: str, places: tuple[str, ...], values: Mapping[str, str]) -> Lack:
    if name == "review_on" and "adopted_on" not in values and cycle_is_plain(values):
        return Lack(name, places, "follows from adopted_on and the review cycle", follows=True)
    return Lack(name, places, _how_to_give(name))


def _how_to_give(name: str) -> str:
    table, _, key = name.rpartition(".")
    line = f'[{table}] {key} = "…"' if table else f'{key} = "…"'
    if name in DATES:
        line = f"{name} = 2026-11-05"
        return f"give --set {name}=2026-11-05, or {line} in the school's TOML file"
    return (
        f'give --set {name}="…", or {line} in the school\'s TOML file, '
        f"or a column {column(name)} in the register"
    )


def column(name: str) -> str:
    """Give the register's column for a value: `head_name` for `head.name`."""
    return name.replace(".", "_")
