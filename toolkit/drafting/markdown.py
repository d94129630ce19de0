"""Draft → Markdown that reads back as the same clauses."""

from __future__ import annotations

import re
from collections.abc import Iterator

from toolkit.drafting.draft import Draft
from toolkit.drafting.parts import Part, pieces
from toolkit.extract.clean import BULLET

MARKUP = re.compile(r"([\\`*_\[\]<>#|~])|(\{(?=[{.%#]))|(&(?=#?\w+;))")
ESCAPED = r"\\\g<0>"
# What Markdown would take for a list at the start of a line.
LIST_START = re.compile(r"^(\d{1,9})([.)])(?=\s|$)|^([-+])(?=\s|$)")


def write_markdown(drafted: Draft) -> bytes:
    """Write the draft as CommonMark with tables, the county's labels as the county prints them."""
    values = drafted.values
    lines = [f"# {escape(values['policy.title'])}", *_table(cover_rows(drafted), header=0)]
    for part in drafted.parts:
        if part.kind != "title":
            lines += _lines(part)
    lines += [
        f"Signed: ____________________ Date: ____________ {escape(s.role)}"
        + (f": {escape(s.name)}" if s.name else "")
        for s in drafted.signatures
    ]
    return ("\n\n".join(lines) + "\n").encode()


def cover_rows(drafted: Draft) -> tuple[tuple[str, str], ...]:
    """Give the cover's table: what it is called, whose it is, its dates and where it comes from."""
    values = drafted.values
    source = (values["model.title"], values.get("model.authority"))
    rows = (
        ("Policy", values["policy.title"]),
        ("School", values["school.name"]),
        ("Approved by", values["governing_body.name"]),
        ("Adopted on", values.get("adopted_on")),
        ("Next review", values.get("review_on")),
        ("Adoption", values.get("adoption")),
        ("Model policy", ", ".join(filter(None, source))),
        ("Model edition", values.get("model.edition")),
    )
    return tuple((name, value) for name, value in rows if value)


def escape(text: str) -> str:
    r"""Write text so that no character of it is markup.

    >>> print(escape("2*3 [x] {{ y }}"))
    2\*3 \[x\] \{{ y }}
    """
    escaped = MARKUP.sub(ESCAPED, text)
    return LIST_START.sub(lambda m: f"{m[1]}\\{m[2]}" if m[1] else f"\\{m[3]}", escaped)


def _lines(part: Part) -> Iterator[str]:
    if part.kind == "table":
        cells = tuple(tuple(" ".join(cell) for cell in row) for row in part.rows)
        yield from _table(cells, part.header_rows)
        return
    said = _emphasised(part)
    text = said if not part.label else f"{_label(part)} {said}".strip()
    if part.kind == "heading":
        text = f"{'#' * min(part.level + 1, 6)} {text}"
    yield f"> {text}" if part.quoted else text


MARKS = {"plain": "", "italic": "*", "bold": "**"}


def _emphasised(part: Part) -> str:
    """Write the text with its italic and bold letters; only its beginning begins a line."""
    return "".join(
        f"{MARKS[letters]}{_escape(text, place == 0)}{MARKS[letters]}"
        for place, (text, letters) in enumerate(pieces(part))
    )


def _escape(text: str, first: bool) -> str:
    return escape(text) if first else MARKUP.sub(ESCAPED, text)


def _label(part: Part) -> str:
    """Keep the county's label as text; a bullet is Markdown's own."""
    if part.label == BULLET:
        return "-"
    return re.sub(r"[*#_\[\]]", r"\\\g<0>", part.label)


def _table(rows: tuple[tuple[str, ...], ...], header: int) -> Iterator[str]:
    columns = max(len(row) for row in rows)
    head = rows[0] if header else ("",) * columns
    lines = [_row(head, columns), "|---" * columns + "|"]
    yield "\n".join([*lines, *(_row(row, columns) for row in rows[1 if header else 0 :])])


def _row(cells: tuple[str, ...], columns: int) -> str:
    filled = (*cells, *("",) * (columns - len(cells)))
    return "| " + " | ".join(escape(cell) for cell in filled) + " |"
