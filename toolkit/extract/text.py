"""Plain text → Extraction: paragraphs by blank lines, indents and labels."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from itertools import pairwise

from toolkit.document import AsideKind, Block, Extraction, Style
from toolkit.errors import Code, InputError
from toolkit.extract.clean import clean
from toolkit.extract.options import Options
from toolkit.extract.sniff import decode
from toolkit.extract.text_pages import PAGE_NUMBER, part_running_lines
from toolkit.numbering import split_label

WRAP_COLUMN = 100  # typed or converted text is mostly wrapped at 72-90
WIDEST = 200  # characters; no page of text is wider, and a longer line is a paragraph
FULL_LINE = 20  # characters short of the longest: more than any word that did not fit
ENOUGH_BROKEN = 3  # full lines that go on in small letters on the next
_BLANKS = re.compile(r"\s+")
_RULE = re.compile(r"([-=~_*#^])\1{3,}")
RAGGED = 10  # characters that a wrapped line may leave beside a word that would have fitted
RULE_TOLERANCE = 4  # signs by which a rule may be longer or shorter than the heading above it
_HYPHEN = re.compile(r"[-*] ")
_POINTS_PER_SPACE = 5.5  # half an 11 point em, so that indents compare with other formats


def read_text(data: bytes, name: str, options: Options) -> Extraction:
    """Read plain text; InputError NO_TEXT for none of it, TOO_LARGE for too much."""
    text = decode(data) or ""
    if len(text) > options.limits.characters:
        raise InputError(Code.TOO_LARGE, f"{name}: too much text; compare one policy at a time")
    shown, running = part_running_lines([clean(page).split("\n") for page in text.split("\f")])
    lines, headings = _without_rules(shown)
    paragraphs = _joined(lines, headings) if _is_wrapped(lines) else lines
    blocks = tuple(_block(paragraph, headings) for paragraph in paragraphs if paragraph.strip())
    if not blocks and not running:
        raise InputError(Code.NO_TEXT, f"{name}: no text in it; ask for a complete copy")
    return Extraction("text", (*blocks, *running))


def _is_wrapped(lines: list[str]) -> bool:
    """Tell whether lines were broken to fit: short ones, or long ones that go on in the next."""
    width = max(map(len, lines), default=0)
    if width <= WRAP_COLUMN:
        return True
    full = [(one, next_) for one, next_ in pairwise(lines) if len(one) >= width - FULL_LINE]
    going_on = sum(next_.strip()[:1].islower() for _, next_ in full)
    return width <= WIDEST and going_on >= max(ENOUGH_BROKEN, len(full) // 3)


def _without_rules(lines: list[str]) -> tuple[list[str], dict[str, int]]:
    """Take out the rules typed under headings; give each heading's level, by its rule's sign."""
    kept: list[str] = []
    headings, signs = dict[str, int](), dict[str, int]()
    for line in lines:
        above = kept[-1].strip() if kept else ""
        rule = _RULE.fullmatch(line.strip())
        if rule and above and abs(len(above) - len(line.strip())) <= RULE_TOLERANCE:
            headings[above] = signs.setdefault(line.strip()[0], len(signs) + 1)
        else:
            kept.append(line)
    return kept, headings


def _joined(lines: list[str], headings: Mapping[str, int]) -> Iterator[str]:
    """Join the lines of a paragraph.

    A blank line, a label, a line of capitals, a heading, a row of a table typed with tabs, and a
    line that had room for the next one's first word part them.
    """
    paragraph: list[str] = []
    width = max(map(len, lines), default=0)
    for line in lines:
        starts = not line.strip() or split_label(line)[0] or "\t" in line.strip()
        starts = starts or bool(paragraph and _had_room(paragraph[-1], line, width))
        ends = bool(paragraph) and (
            paragraph[-1].isupper() or "\t" in paragraph[-1].strip() or paragraph[-1] in headings
        )
        if paragraph and (starts or ends or line.strip() in headings):
            yield " ".join(paragraph)
            paragraph = []
        if line.strip():
            paragraph.append(line.strip() if paragraph else line.rstrip())
    if paragraph:
        yield " ".join(paragraph)


def _had_room(before: str, line: str, width: int) -> bool:
    """Tell a line that was ended by hand, before one that begins like a sentence or a name."""
    word = line.split()[0] if line.strip() else ""
    return word[:1].isupper() and len(before) + 1 + len(word) <= width - RAGGED


def _block(paragraph: str, headings: Mapping[str, int]) -> Block:
    lead = paragraph[: len(paragraph) - len(paragraph.lstrip())]
    indent = len(lead.expandtabs(4))
    text = _BLANKS.sub(lambda blank: "\t" if "\t" in blank[0] else " ", paragraph.strip())
    bullet = _HYPHEN.match(text)
    if bullet and split_label(text[bullet.end() :])[0]:
        text = text[bullet.end() :]  # "- (i) to tell": the hyphen is a converter's
    role: AsideKind | None = "page_number" if PAGE_NUMBER.fullmatch(text) else None
    level = headings.get(paragraph.strip())
    style = Style(indent=indent * _POINTS_PER_SPACE, bold=level is not None, heading=level)
    return Block(text, style=style, role=role)
