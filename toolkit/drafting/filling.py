"""The model's text with its marked places filled in → parts, one for one as the county has them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from toolkit.document import Block, Clause, Emphasis, Table
from toolkit.drafting.gaps import Filling, fillings, is_tag, left_open
from toolkit.drafting.parts import Emphasised, Part
from toolkit.drafting.sandbox import Use, environment, uses
from toolkit.drafting.values import nested
from toolkit.errors import UsageError
from toolkit.extract.markdown import read_markdown
from toolkit.extract.options import Options
from toolkit.language.gaps import find_places
from toolkit.library import ModelPolicy
from toolkit.numbering import read_label, split_label

OPTIONS = Options()


def fill(model: ModelPolicy, values: Mapping[str, str]) -> tuple[Part, ...]:
    """Give the model's parts with every marked place filled. Nothing else changes.

    Values stand in the text exactly as given: no character of theirs is markup. Raises
    UsageError for a tag that cannot be read; `asked_for` says first what will be missing.
    """
    if not model.text:
        return tuple(_from_clauses(model.document.clauses, values))
    shown: list[str] = []
    mark = _unused(model.text)

    def finalize(value: Any) -> str:
        shown.append(str(value))
        return f"{mark}{len(shown) - 1}x"

    env = environment(autoescape=False, finalize=finalize)
    rendered = env.from_string(model.text).render(nested(values))
    blocks = read_markdown(rendered.encode(), model.name, OPTIONS).blocks
    back = re.compile(rf"{mark}(\d+)x")
    blocks = tuple(_without_gaps(block, values, finalize) for block in blocks)
    return tuple(_from_blocks(blocks, lambda text: back.sub(lambda m: shown[int(m[1])], text)))


def asked_for(model: ModelPolicy) -> tuple[tuple[Use, str], ...]:
    """List the values that the model asks for, each with the label of the clause it stands in."""
    printed = tuple((Use(name, False, 0), where) for where, _, name in left_open(model, {}))
    if not model.text:
        tags = (
            (Use(place.name, True, 0), clause.label or clause.text[:40])
            for clause in model.document.clauses
            for place in clause.places
            if is_tag(clause.text, place)
        )
        return (*tags, *printed)
    try:
        found = uses(model.text, environment(autoescape=False))
    except UsageError as error:
        raise UsageError(f"{model.name}: {error}") from error
    lines = model.text.splitlines()
    return (*((use, _where(lines, use.line)) for use in found), *printed)


def _where(lines: Sequence[str], number: int) -> str:
    """Name the clause that a line belongs to: "5.1 (ii)", or "below 4.6" for a table's row."""
    labels: list[str] = []
    for line in reversed(lines[:number]):
        label = _typed_label(line)
        if label:
            labels.insert(0, label)
        if label[:1].isdigit() or (label and line.startswith("#")):
            break
        if line.startswith("## "):
            labels.insert(0, f"“{line.lstrip('# ')[:60]}”")
            break
    if not labels:
        return "the introduction"
    place = labels[0] if len(labels) == 1 else f"{labels[0]} {labels[-1]}"
    return place if _typed_label(lines[number - 1]) else f"below {place}"


def _typed_label(line: str) -> str:
    plain = line.lstrip("#> ")
    label = "" if line.startswith((">", "|", "-", "*", "•")) else split_label(plain)[0]
    return label if label and read_label(label) else ""


def _unused(text: str) -> str:
    """Find letters that stand nowhere in the text, to hold a value's place while it is read."""
    number = 0
    while (mark := f"Value{'q' * number}") in text:
        number += 1
    return mark


def _without_gaps(
    block: Block | Table, values: Mapping[str, str], hold: Callable[[str], str]
) -> Block | Table:
    """Put a sign that holds a value's place for each printed gap that is known."""
    if isinstance(block, Table):
        rows = tuple(
            tuple(tuple(_held(each, values, hold) for each in cell) for cell in row)
            for row in block.rows
        )
        return replace(block, rows=rows)
    return _held(block, values, hold)


def _held(block: Block, values: Mapping[str, str], hold: Callable[[str], str]) -> Block:
    for gap in reversed(fillings(block.text, find_places(block.text), values)):
        if gap.value is None:
            continue
        sign = hold(gap.value)
        moved = tuple(_moved(each, gap, len(sign)) for each in block.emphasis)
        text = block.text[: gap.start] + sign + block.text[gap.end :]
        block = replace(block, text=text, emphasis=moved)
    return block


def _moved(emphasis: Emphasis, gap: Filling, length: int) -> Emphasis:
    """Move the letters that stand out after a gap, or about it, with the gap's new length."""
    by = length - (gap.end - gap.start)
    start = emphasis.start + by if emphasis.start >= gap.end else emphasis.start
    end = emphasis.end + by if emphasis.end >= gap.end else emphasis.end
    inside = gap.start < emphasis.start < gap.end or gap.start < emphasis.end < gap.end
    return replace(emphasis, start=gap.start if inside else start, end=gap.start if inside else end)


# --- Markdown -----------------------------------------------------------------------------------


def _from_blocks(blocks: Sequence[Block | Table], restore: Callable[[str], str]) -> Iterator[Part]:
    front = True
    levels = [b.style.heading or 0 for b in blocks[1:] if isinstance(b, Block) and b.style.heading]
    top = min(levels, default=1)
    for order, block in enumerate(blocks):
        if isinstance(block, Table):
            yield Part(
                "table",
                rows=tuple(
                    tuple(tuple(restore(p.text) for p in cell) for cell in row)
                    for row in block.rows
                ),
                header_rows=block.header_rows,
                front=front,
            )
            continue
        part = _part(block, restore, title=order == 0 and block.style.heading == 1 < top)
        if part.kind == "heading":
            part = replace(part, level=part.level - top + 1)
        front = front and part.kind in {"title", "paragraph"} and not part.label
        yield replace(part, front=front)


def _part(block: Block, restore: Callable[[str], str], title: bool) -> Part:
    label, text = (block.label, block.text) if block.label else split_label(block.text)
    quoted = block.role == "quote"
    level = block.style.heading
    if label and read_label(label) is None:
        label, text = "", block.text
    if title:
        return Part("title", restore(block.text))
    emphasis = tuple(_emphasised(block, text, restore))
    if level and not quoted:
        return Part("heading", restore(text), restore(label), level, permission=block.permission)
    if _is_note(label or block.text):
        whole = tuple(_emphasised(block, block.text, restore))
        return Part(
            "note",
            restore(block.text),
            quoted=quoted,
            permission=block.permission,
            emphasis=whole,
        )
    return Part(
        "item" if label else "paragraph",
        restore(text),
        restore(label),
        block.style.list_level or 0,
        quoted,
        permission=block.permission,
        emphasis=emphasis,
    )


def _emphasised(block: Block, text: str, restore: Callable[[str], str]) -> Iterator[Emphasised]:
    """Tell which words of a block's text, which may lack its label, stand out."""
    if not block.text.endswith(text):
        return
    offset = len(block.text) - len(text)
    for given in block.emphasis:
        start = max(given.start - offset, 0)
        words = restore(text[start : max(given.end - offset, 0)])
        if words:
            yield Emphasised(words, given.look, restore(text[:start]).count(words))


def _is_note(start: str) -> bool:
    """Tell a starred note by its label, or by the bracket that it stands in: "(*Some …)"."""
    return start in {"*", "**", "***", "†", "‡"} or bool(re.match(r"\([*†‡]", start))


# --- a model given as DOCX or PDF ---------------------------------------------------------------


def _from_clauses(clauses: Sequence[Clause], values: Mapping[str, str]) -> Iterator[Part]:
    rows: list[tuple[tuple[str, ...], ...]] = []
    for clause in clauses:
        text = _filled(clause, values)
        if clause.kind == "table_row":
            rows.append(tuple((cell,) for cell in text.split(" | ")))
            continue
        if rows:
            yield Part("table", rows=tuple(rows))
            rows = []
        yield _part_of(clause, text)
    if rows:
        yield Part("table", rows=tuple(rows))


def _part_of(clause: Clause, text: str) -> Part:
    label = clause.label or ""
    quoted = clause.kind == "quote"
    if clause.kind == "heading":
        return Part("heading", text, label, min(clause.level, 6))
    if clause.kind == "note":
        return Part("note", f"{label} {text}".strip(), permission=clause.permission)
    return Part(
        "item" if label else "paragraph", text, label, 0, quoted, permission=clause.permission
    )


def _filled(clause: Clause, values: Mapping[str, str]) -> str:
    text, end = "", 0
    tags = [place for place in clause.places if is_tag(clause.text, place)]
    gaps = [gap for gap in fillings(clause.text, clause.places, values) if gap.value is not None]
    spans = [(tag.start, tag.end, values[tag.name]) for tag in tags]
    spans += [(gap.start, gap.end, gap.value or "") for gap in gaps]
    for start, stop, value in sorted(spans):
        text += clause.text[end:start] + value
        end = stop
    return text + clause.text[end:]
