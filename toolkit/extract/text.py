"""Plain text → Extraction: paragraphs by blank lines, indents and labels."""

from __future__ import annotations

import re
from collections.abc import Iterator

from toolkit.document import Block, Extraction, Style
from toolkit.errors import Code, InputError
from toolkit.extract.clean import clean
from toolkit.extract.options import Options
from toolkit.extract.sniff import decode
from toolkit.numbering import split_label

WRAP_COLUMN = 100  # typed or converted text is wrapped at 72-90; a longer line is a paragraph
_POINTS_PER_SPACE = 5.5  # half an 11 point em, so that indents compare with other formats


def read_text(data: bytes, name: str, options: Options) -> Extraction:
    """Read plain text; InputError NO_TEXT for none of it, TOO_LARGE for too much."""
    text = clean(decode(data) or "")
    if len(text) > options.limits.characters:
        raise InputError(Code.TOO_LARGE, f"{name}: too much text; compare one policy at a time")
    lines = text.expandtabs(4).split("\n") if _is_wrapped(text) else text.split("\n")
    paragraphs = _joined(lines) if _is_wrapped(text) else lines
    blocks = tuple(_block(paragraph) for paragraph in paragraphs if paragraph.strip())
    if not blocks:
        raise InputError(Code.NO_TEXT, f"{name}: no text in it; ask for a complete copy")
    return Extraction("text", blocks)


def _is_wrapped(text: str) -> bool:
    """Tell whether lines were broken to fit: nearly all are short, and some run on."""
    lines = [line for line in text.split("\n") if line.strip()]
    return not any(len(line) > WRAP_COLUMN for line in lines)


def _joined(lines: list[str]) -> Iterator[str]:
    """Join the lines of a paragraph: a blank line, a label or a line of capitals parts them."""
    paragraph: list[str] = []
    for line in lines:
        starts = not line.strip() or bool(split_label(line)[0])
        if paragraph and (starts or paragraph[-1].isupper()):
            yield " ".join(paragraph)
            paragraph = []
        if line.strip():
            paragraph.append(line.strip() if paragraph else line.rstrip())
    if paragraph:
        yield " ".join(paragraph)


def _block(paragraph: str) -> Block:
    indent = len(paragraph) - len(paragraph.lstrip())
    text = re.sub(r"[ \n]+", " ", paragraph.strip())
    return Block(text, style=Style(indent=indent * _POINTS_PER_SPACE))
