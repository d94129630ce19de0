"""One policy that a school sent more than once: copies, editions old and new, or its parts."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

from toolkit.batch.records import Record

FEWEST_APART = 5  # Clauses that each part of a policy leaves to the others,
MOST_SHARED = 0.2  # of which at most this share is missing from all of them.


def repeated(records: Iterable[Record]) -> list[list[Record]]:
    """Group what is one school's and follows one model policy, where there is more than one."""
    grouped: dict[tuple[str, str], list[Record]] = defaultdict(list)
    for record in records:
        if record.whose and record.model and not record.candidates:  # namesakes' policies are two
            grouped[record.whose, record.model.partition("@")[0]].append(record)
    return [group for group in grouped.values() if len(group) > 1]


def are_copies(group: Sequence[Record]) -> bool:
    """Tell files that are the same to the letter."""
    return group[0].sha256 is not None and len({record.sha256 for record in group}) == 1


def are_parts(group: Sequence[Record]) -> bool:
    """Tell parts of a policy: what one leaves out stands in another."""
    if len({record.model for record in group}) > 1:
        return False
    missing = [{line.text for line in r.lines if line.kind == "missing"} for r in group]
    least = min(map(len, missing))
    return least >= FEWEST_APART and len(set.intersection(*missing)) <= MOST_SHARED * least


def latest(group: Sequence[Record]) -> Record | None:
    """Return the latest by its edition, then by its date of adoption; None where that is open."""
    *others, last = sorted(group, key=_age)
    return last if all(_age(other) != _age(last) for other in others) else None


def _age(record: Record) -> tuple[str, str]:
    adopted = record.metadata.adopted_on if record.metadata else None
    return (record.model or "").partition("@")[2], adopted or ""
