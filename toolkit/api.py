"""Every command as one call: paths or values in, values out; nothing printed, nothing exits."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path

from toolkit import library
from toolkit.auditing import audit
from toolkit.comparison import Comparison
from toolkit.counterpart import Against, Asked, asked_for, compare_with
from toolkit.document import Document
from toolkit.drafting import Draft, write_draft
from toolkit.drafting import draft as fill
from toolkit.library import ModelPolicy
from toolkit.output import write_atomically
from toolkit.reading import read
from toolkit.schools import School, school_from_toml

__all__ = ["audit", "compare", "draft", "read"]


def compare(
    model: ModelPolicy | str | Path | None,
    adopted: Document | str | Path,
    *,
    against: Against = "both",
    today: str | None = None,
) -> Comparison:
    """Compare an adopted policy with a model.

    `model` is a held policy's name (`social-networking@2018-01`), a path, a value, or None for
    the held edition that fits best. `today` (ISO) lets overdue reviews be found.
    Raises UsageError for an unknown model, InputError where a file cannot be read.
    """
    held = library.load()
    asked = _asked(model, held)
    document = adopted if isinstance(adopted, Document) else read(Path(adopted))
    return compare_with(document, asked, held, against=against, today=today)


def draft(
    model: ModelPolicy | str | Path,
    school: School | str | Path,
    out: str | Path | None = None,
    *,
    values: Mapping[str, str] | None = None,
    today: str | None = None,
) -> Draft:
    """Draft a school's policy from a model, and write it to `out` as its ending says.

    `school` is a value or the path of a TOML file; `values` go before what it says.
    Raises UsageError where a value is missing or a name unknown, OutputError where `out` cannot
    be written.
    """
    day = date.fromisoformat(today) if today else date.today()
    policy = model if isinstance(model, ModelPolicy) else library.find(model, library.load())
    known = school if isinstance(school, School) else school_from_toml(Path(school))
    made = fill(policy, known, values or {}, today=day)
    if out is not None:
        write_atomically(Path(out), write_draft(made, Path(out).suffix, None, day))
    return made


def _asked(model: ModelPolicy | str | Path | None, held: Sequence[ModelPolicy]) -> Asked:
    if isinstance(model, ModelPolicy):
        return Asked((model,), named=True)
    return asked_for(None if model is None else str(model), held)
