"""Every command as one call: paths or values in, values out; nothing printed, nothing exits."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path

from toolkit import library
from toolkit.auditing.run import audit
from toolkit.commands.renewal import editions
from toolkit.comparison.counterpart import Against, Asked, asked_for, compare_with
from toolkit.comparison.result import Comparison
from toolkit.document import Document
from toolkit.drafting import Draft, write_draft
from toolkit.drafting import draft as fill
from toolkit.extract.options import Limits, Options
from toolkit.library import ModelPolicy
from toolkit.output import write_atomically
from toolkit.reading import load_bytes, read
from toolkit.refreshing import Refreshed, refreshed, write_policy
from toolkit.schools import School, school_from_toml
from toolkit.tracked import redline as track

__all__ = ["audit", "compare", "draft", "read", "redline", "refresh"]


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
    without: Sequence[str] = (),
    today: str | None = None,
) -> Draft:
    """Draft a school's policy from a model, and write it to `out` as its ending says.

    `school` is a value or the path of a TOML file; `values` go before what it says; `without`
    names optional clauses to leave out.
    Raises UsageError where a value is missing or a name unknown, OutputError where `out` cannot
    be written.
    """
    day = date.fromisoformat(today) if today else date.today()
    policy = model if isinstance(model, ModelPolicy) else library.find(model, library.load())
    known = school if isinstance(school, School) else school_from_toml(Path(school))
    made = fill(policy, known, values or {}, today=day, without=without)
    if out is not None:
        write_atomically(Path(out), write_draft(made, Path(out).suffix, None, day))
    return made


def refresh(
    adopted: str | Path,
    out: str | Path | None = None,
    *,
    base: str | Path | None = None,
    to: str | Path | None = None,
    values: Mapping[str, str] | None = None,
    today: str | None = None,
) -> Refreshed:
    """Bring an adopted policy up to a new edition, and write it to `out` as its ending says.

    `base` is the edition adopted (found out where left out), `to` the new one (else the latest);
    `values` fill marked places, `adopted_on` and `review_on` among them.
    Raises UsageError where an edition is not known, InputError where a file cannot be read.
    """
    data = load_bytes(Path(adopted), Options().limits)
    local = read(data, name=Path(adopted).name)
    old, new = editions(local, str(base) if base else None, str(to) if to else None)
    result = refreshed(old, local, new, values=values)
    if out is not None:
        day = today or date.today().isoformat()
        written = write_policy(result, data, Path(out).suffix.lower(), day)
        write_atomically(Path(out), written, [Path(adopted)])
    return result


def redline(
    old: str | Path,
    new: str | Path,
    out: str | Path,
    *,
    author: str = "policy-toolkit",
    today: str | None = None,
) -> None:
    """Write to `out` the newer of two DOCX files with its changes from the older tracked.

    Raises InputError where either is no DOCX that can be read, OutputError where `out` cannot be
    written.
    """
    before, after = Path(old), Path(new)
    limits = Limits()
    day = today or date.today().isoformat()
    data = track(
        load_bytes(before, limits),
        load_bytes(after, limits),
        author=author,
        date=f"{day}T12:00:00Z",
        names=(before.name, after.name),
        limits=limits,
    )
    write_atomically(Path(out), data, [before, after])


def _asked(model: ModelPolicy | str | Path | None, held: Sequence[ModelPolicy]) -> Asked:
    if isinstance(model, ModelPolicy):
        return Asked((model,), named=True)
    return asked_for(None if model is None else str(model), held)
