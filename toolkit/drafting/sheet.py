"""Draft → the sheet of its PDF: cover, text with the county's labels, signatures."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from itertools import groupby

from toolkit.drafting.draft import Draft
from toolkit.drafting.markdown import cover_rows
from toolkit.drafting.numerals import Number, Plan, plan
from toolkit.drafting.parts import Part, pieces
from toolkit.drafting.word_text import BLANK
from toolkit.typeset import Block, Heading, Item, Items, Paragraph, Run, Runs, Sheet, Signing, Table

# Points, as the Word house style has them in twentieths: room for "12.10", "(viii)", a quotation.
OUTLINE = 35.4
STEP = 31.2
QUOTE = 22.7
BULLET = 20.0
LETTER = 6.2  # the widest that a letter of a label takes on average
COVER_WIDTHS = (3.6, 12.4)
RULED = 40  # underscores to write on
LEAST_SHARE = 0.14


def sheet(drafted: Draft, today: date) -> Sheet:
    """Set the draft out for print."""
    values, school = drafted.values, drafted.school.name
    return Sheet(
        title=values["policy.title"],
        author=school,
        subject=f"Based on {drafted.model.name}",
        above=school,
        footer=f"{school} · {values['policy.title']}",
        blocks=tuple(_blocks(drafted)),
        date=today.isoformat(),
    )


def _blocks(drafted: Draft) -> Iterator[Block]:
    rows = tuple(tuple(((Run(text),),) for text in row) for row in cover_rows(drafted))
    yield Table(rows, COVER_WIDTHS, row_heads=True)
    yield from _text([part for part in drafted.parts if part.kind != "title"])
    for signature in drafted.signatures:
        yield Signing(": ".join(filter(None, (signature.role, signature.name))))


def _text(parts: Sequence[Part]) -> Iterator[Block]:
    planned = plan(parts)
    pairs = list(zip(parts, planned.numbers, strict=True))
    for place, group in groupby(pairs, key=lambda pair: _place(pair[0], pair[1], planned)):
        if place is None:
            yield from (_block(part, planned) for part, _ in group)
        else:
            yield _items([part for part, _ in group], *place)


def _place(part: Part, number: Number | None, planned: Plan) -> tuple[float, bool] | None:
    """Give the left edge of an item's label and whether it is quoted; None for what is no item."""
    if part.kind != "item":
        return None
    base = _base(planned, part.quoted)
    outlined = number is not None and planned.runs[number.run].scheme is None
    level = number.level if number else 0
    if outlined and not part.quoted:
        return max(0, level - 1) * OUTLINE, False
    return base + level * STEP, part.quoted


def _base(planned: Plan, quoted: bool) -> float:
    return (OUTLINE if planned.outline else 0) + (QUOTE if quoted else 0)


def _items(parts: Sequence[Part], indent: float, quoted: bool) -> Items:
    widest = max(len(part.label) for part in parts)
    least = OUTLINE if indent == 0 else BULLET if widest == 1 else STEP
    return Items(
        tuple(Item(part.label, _runs(part)) for part in parts),
        indent,
        max(least, (widest + 1) * LETTER) if widest > 1 else least,
        "quote" if quoted else "plain",
    )


def _block(part: Part, planned: Plan) -> Block:
    if part.kind == "table":
        return _table(part, planned)
    if part.kind == "heading":
        return Heading(part.level, f"{part.label} {part.text}".strip())
    indent = 0.0 if part.front else _base(planned, part.quoted)
    look = "quote" if part.quoted else "note" if part.kind == "note" else "plain"
    return Paragraph(_runs(part), look, indent, part.text.endswith(":"))  # type: ignore[arg-type]


def _runs(part: Part) -> Runs:
    ruled = (Run(f" {'_' * RULED}"),) if BLANK.fullmatch(part.text) else ()
    return (*(Run(text, letters) for text, letters in pieces(part)), *ruled)


def _table(part: Part, planned: Plan) -> Table:
    columns = max(len(row) for row in part.rows)
    rows = tuple(
        tuple(
            tuple((Run(text),) for text in cell) or ((Run(""),),)
            for cell in (*row, *((),) * (columns - len(row)))
        )
        for row in part.rows
    )
    asked = [
        max((min(sum(map(len, row[i])), 60) for row in part.rows if i < len(row)), default=1)
        for i in range(columns)
    ]
    least = LEAST_SHARE * sum(asked)
    widths = tuple(max(float(width), least, 1.0) for width in asked)
    return Table(rows, widths, part.header_rows, indent=_base(planned, part.quoted))
