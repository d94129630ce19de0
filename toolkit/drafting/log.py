"""What a draft did to the county's words: a table beside it, for a clerk to look through."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from toolkit.drafting.draft import Draft

Row = tuple[str, str, str, str, str]
HEADINGS: Row = ("What was done", "Where", "The county's words", "The school's words", "Remark")


def change_log(drafted: Draft) -> tuple[Row, ...]:
    """List what to look at, what was replaced, left and left out, and every value used.

    Each replacement stands with its clause; the counts come first.
    """
    return tuple(_rows(drafted))


def _rows(drafted: Draft) -> Iterator[Row]:
    replaced = [(c.where, c.old, c.new) for c in drafted.changes if c.new is not None]
    yield ("Drafted", "", drafted.model.name, drafted.school.name, "")
    yield from (("Please look", "", "", "", warning) for warning in drafted.warnings)
    yield from (("Left out", where, "", "", "optional clause") for where in drafted.left_out)
    counts = Counter((old, new) for _, old, new in replaced)
    for (old, new), count in counts.most_common():
        yield ("Replaced in all", "", old, new, f"{count:,} time{'s' * (count > 1)}")
    yield from (("Replaced", where, old, new, "") for where, old, new in replaced)
    for change in drafted.changes:
        if change.new is None:
            yield ("Left as it is", change.where, change.old, change.old, change.why)
    yield from (("Value", name, "", text, "") for name, text in sorted(drafted.values.items()))
