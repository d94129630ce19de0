"""The model's text with its marked places filled in → parts, one for one as the county has them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from toolkit.document import Block, Clause, Table
from toolkit.drafting.parts import Emphasised, Part
from toolkit.drafting.sandbox import Use, environment, uses
from toolkit.drafting.values import nested
from toolkit.errors import UsageError
from toolkit.extract.markdown import read_markdown
from toolkit.extract.options import Options
from toolkit.language.gaps import GAP
from toolkit.library import ModelPolicy
from toolkit.numbering import read_label, split_label

# What a gap in a county's Word file asks for → the value that answers it.
GAPS = {
    "school name": "school.name",
    "name of school": "school.name",
    "name of the school": "school.name",
    "school": "school.name",
    "academy name": "school.name",
    "name of academy": "school.name",
    "date": "adopted_on",
    "adoption date": "adopted_on",
    "date of adoption": "adopted_on",
    "date adopted": "adopted_on",
    "review date": "review_on",
    "date of review": "review_on",
    "date of next review": "review_on",
    "next review date": "review_on",
    "headteacher": "head.name",
    "headteacher name": "head.name",
    "headteacher's name": "head.name",
    "name of headteacher": "head.name",
    "chair of governors": "chair.name",
    "chair of governors name": "chair.name",
    "name of chair": "chair.name",
    "name of chair of governors": "chair.name",
    "name of dsl": "dsl.name",
    "dsl name": "dsl.name",
    "name of designated safeguarding lead": "dsl.name",
    "designated safeguarding lead": "dsl.name",
    "noun": "school.noun",
}
ORDER = re.compile(
    r"^(?:please\s+)?(?:insert|add|enter|type|give|state|specify|complete)\s+"
    r"(?:the\s+|your\s+|full\s+)*|\s+here$|\(s\)",
    re.IGNORECASE,
)
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
    return tuple(_from_blocks(blocks, lambda text: back.sub(lambda m: shown[int(m[1])], text)))


def asked_for(model: ModelPolicy) -> tuple[tuple[Use, str], ...]:
    """List the values that the model asks for, each with the label of the clause it stands in."""
    if not model.text:
        return tuple(
            (Use(gap_value(place.name), True, 0), clause.label or clause.text[:40])
            for clause in model.document.clauses
            for place in clause.places
            if gap_value(place.name) != GAP
        )
    try:
        found = uses(model.text, environment(autoescape=False))
    except UsageError as error:
        raise UsageError(f"{model.name}: {error}") from error
    lines = model.text.splitlines()
    return tuple((use, _where(lines, use.line)) for use in found)


def unnamed_gaps(model: ModelPolicy) -> tuple[str, ...]:
    """Give the clauses of a DOCX or PDF with gaps that say nothing of themselves: "Signed: ……".

    No value can be given for one: they are left as they are, for a pen.
    """
    if model.text:
        return ()
    gaps = (
        (clause, any(gap_value(p.name) == GAP for p in clause.places))
        for clause in model.document.clauses
    )
    return tuple(clause.text for clause, has_gap in gaps if has_gap)


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


def gap_value(said: str) -> str:
    """Give the dotted name that a gap's own words stand for.

    >>> gap_value("insert school name"), gap_value("Insert telephone number")
    ('school.name', 'telephone_number')
    """
    words = ORDER.sub("", " ".join(said.split()).lower()).strip()
    if re.fullmatch(r"[a-z_]\w*(\.\w+)*", said):
        return GAPS.get(words, said)
    return GAPS.get(words) or re.sub(r"\W+", "_", words).strip("_") or GAP


def _unused(text: str) -> str:
    """Find letters that stand nowhere in the text, to hold a value's place while it is read."""
    number = 0
    while (mark := f"Value{'q' * number}") in text:
        number += 1
    return mark


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
    for place in clause.places:
        name = gap_value(place.name)
        printed = clause.text[place.start : place.end]
        text += clause.text[end : place.start] + (printed if name == GAP else values[name])
        end = place.end
    return text + clause.text[end:]
