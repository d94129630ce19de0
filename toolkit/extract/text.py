"""Plain text → Extraction: paragraphs by blank lines, indents and labels."""

from __future__ import annotations

import re
from collections.abc import Iterator

from toolkit.document import AsideKind, Block, Extraction, Style
from toolkit.errors import Code, InputError
from toolkit.extract.clean import clean
from toolkit.extract.options import Options
from toolkit.extract.sniff import decode
from toolkit.numbering import split_label

WRAP_COLUMN = 100  # typed or converted text is wrapped at 72-90; a longer line is a paragraph
_BLANKS = re.compile(r"\s+")
_PAGE_NUMBER = re.compile(  # "Page 2 of 9", "- 2 -"
    r"page \s \d{1,3} (?: \s of \s \d{1,3} )? | - \s? \d{1,3} \s? -", re.VERBOSE | re.IGNORECASE
)
_HYPHEN = re.compile(r"[-*] ")
_POINTS_PER_SPACE = 5.5  # half an 11 point em, so that indents compare with other formats


def read_text(data: bytes, name: str, options: Options) -> Extraction:
    """Read plain text; InputError NO_TEXT for none of it, TOO_LARGE for too much."""
    text = clean(decode(data) or "")
    if len(text) > options.limits.characters:
        raise InputError(Code.TOO_LARGE, f"{name}: too much text; compare one policy at a time")
    lines = text.split("\n")
    paragraphs = _joined(lines) if _is_wrapped(lines) else lines
    blocks = tuple(_block(paragraph) for paragraph in paragraphs if paragraph.strip())
    if not blocks:
        raise InputError(Code.NO_TEXT, f"{name}: no text in it; ask for a complete copy")
    return Extraction("text", blocks)


def _is_wrapped(lines: list[str]) -> bool:
    """Tell whether lines were broken to fit."""
    return all(len(line) <= WRAP_COLUMN for line in lines)


def _joined(lines: list[str]) -> Iterator[str]:
    """Join the lines of a paragraph.

    A blank line, a label, a line of capitals and a row of a table typed with tabs part them.
    """
    paragraph: list[str] = []
    for line in lines:
        starts = not line.strip() or split_label(line)[0] or "\t" in line.strip()
        if paragraph and (starts or paragraph[-1].isupper() or "\t" in paragraph[-1].strip()):
            yield " ".join(paragraph)
            paragraph = []
        if line.strip():
            paragraph.append(line.strip() if paragraph else line.rstrip())
    if paragraph:
        yield " ".join(paragraph)


def _block(paragraph: str) -> Block:
    lead = paragraph[: len(paragraph) - len(paragraph.lstrip())]
    indent = len(lead.expandtabs(4))
    text = _BLANKS.sub(lambda blank: "\t" if "\t" in blank[0] else " ", paragraph.strip())
    bullet = _HYPHEN.match(text)
    if bullet and split_label(text[bullet.end() :])[0]:
        text = text[bullet.end() :]  # "- (i) to tell": the hyphen is a converter's
    role: AsideKind | None = "page_number" if _PAGE_NUMBER.fullmatch(text) else None
    return Block(text, style=Style(indent=indent * _POINTS_PER_SPACE), role=role)
