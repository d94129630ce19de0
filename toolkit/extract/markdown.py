"""Markdown → Extraction: model policies, and policies that somebody keeps as Markdown."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import pairwise

from markdown_it import MarkdownIt
from markdown_it.token import Token

from toolkit.document import (
    Block,
    Cell,
    Emphasis,
    Extraction,
    NotCompared,
    Permission,
    Place,
    Style,
    Table,
)
from toolkit.errors import Code, InputError
from toolkit.extract.clean import BULLET, clean
from toolkit.extract.footnotes import place_notes
from toolkit.extract.markdown_lines import (
    BREAK,
    HARD,
    KEPT,
    MARK,
    clauses,
    ends_clause,
    typed_bullet,
    unmarked,
)
from toolkit.extract.options import Options
from toolkit.extract.pandoc import without_styles
from toolkit.extract.sniff import decode
from toolkit.extract.text import WRAP_COLUMN
from toolkit.numbering import split_label

_FENCE = "---"
_INDENT = 18.0  # points a level of list or quotation, as Word's and LibreOffice's defaults
_ASIDE = 9.0  # points that a quotation outside a list is set in; a list's text has more
_MAX_NESTING = 60  # levels; markdown-it leaves out what is deeper, so deeper files are refused
_FRONT_TITLE = re.compile(r"^title:(?P<title>.*)$", re.MULTILINE)
_PERMISSION = re.compile(r" ?\{\.(?P<permission>optional|local)\}\Z")
_PLACE = re.compile(r"\{\{-?\s*(?P<name>[^{}|]+?)\s*(?:\|[^{}]*)?-?\}\}")
_ANCHOR = re.compile(r"\s*\{#[^{}\s]*\}\s*\Z")  # a heading's anchor, as Google Docs exports it
# Tags of layout beside Markdown, unless they are escaped; `<insert name>` is none of them.
_WEB_TAG = re.compile(
    r"""</? (?: h[1-6] | p | div | center | span | font | b | strong | i | em | u | small | su[bp] )
        (?: \s+ [a-z-]+ = (?: "[^"<>]*" | '[^'<>]*' | [\w%]+ ) )* \s* >""",
    re.VERBOSE | re.IGNORECASE,
)
_WEB_HEADING = re.compile(r"\s*<h([1-6])\b[^<>]*>.*</h\1>\s*\Z", re.IGNORECASE | re.DOTALL)
_LINE_BREAK = re.compile(r"<br\s*/?>", re.IGNORECASE)
_BREAKS = {"softbreak": BREAK, "keptbreak": BREAK + KEPT, "hardbreak": BREAK + HARD}
_BLANKS = re.compile(r"\s+")
# Where italic and bold letters begin and end, until the clause's text stands; `clean` leaves no
# such character in a file.
_MARKS = {"em_open": "\x11", "em_close": "\x12", "strong_open": "\x13", "strong_close": "\x14"}


@dataclass(frozen=True, slots=True)
class _Context:
    """Where a paragraph stands: list depth from 1, the label of an item just begun, quotation."""

    depth: int = 0
    label: str | None = None
    quote: bool = False


def read_markdown(data: bytes, name: str, options: Options) -> Extraction:
    """Read Markdown; front matter is left out, but for its title.

    Labels that are written ("3.1", "(iv)") stay in the text; those that Markdown knows ("1.", "-")
    become labels. `{{ school.name }}` is shown as "[school name]" and is a Place;
    `{.optional}` and `{.local}` after a clause are its permission. Raises InputError where there
    is no text.
    """
    front, body = split_front_matter(decode(data) or "")
    if len(body) > options.limits.characters:
        raise InputError(Code.TOO_LARGE, f"{name}: too much text; compare one policy at a time")
    notes: dict[NotCompared, None] = {}
    tokens = _tokens(without_styles(clean(body)), name)
    if not _is_wrapped(tokens, body):
        _keep_breaks(tokens)
    blocks = tuple(_marked(place_notes(list(_blocks(tokens, notes)))))
    if not blocks:
        raise InputError(Code.NO_TEXT, f"{name}: no text in it; ask for a complete copy")
    title = _FRONT_TITLE.search(front)
    return Extraction(
        "markdown",
        blocks,
        title=(title["title"].strip(" \t'\"") or None) if title else None,
        not_compared=tuple(notes),
    )


def split_front_matter(text: str) -> tuple[str, str]:
    r"""Split YAML front matter, as text, from the body; "" where there is none.

    >>> split_front_matter("---\nid: x\n---\nBody")
    ('id: x\n', 'Body')
    """
    lines = text.removeprefix("\N{ZERO WIDTH NO-BREAK SPACE}").splitlines(keepends=True)
    if not lines or lines[0].rstrip() != _FENCE:
        return "", text
    for number, line in enumerate(lines[1:], start=1):
        if line.rstrip() in {_FENCE, "..."}:
            return "".join(lines[1:number]), "".join(lines[number + 1 :])
    return "", text


def _tokens(body: str, name: str) -> list[Token]:
    """Parse, and give each rule ("____") its own line as content."""
    tokens, lines = _parser().parse(body), body.split("\n")
    if any(token.level >= _MAX_NESTING - 1 for token in tokens):
        raise InputError(
            Code.TOO_LARGE,
            f"{name}: lists or quotations nested {_MAX_NESTING} deep; save a plain copy",
        )
    for token in tokens:
        if token.type == "hr" and token.map:
            token.content = lines[token.map[0]].strip("> \t")
    return tokens


def _keep_breaks(tokens: list[Token]) -> None:
    for child in (child for token in tokens for child in token.children or ()):
        child.type = "keptbreak" if child.type == "softbreak" else child.type


def _is_wrapped(tokens: list[Token], body: str) -> bool:
    """Tell whether lines were broken to fit: none is too long for that, and sentences run on."""
    lines = (line for line in body.split("\n") if not line.lstrip().startswith("|"))
    if any(len(line) > WRAP_COLUMN for line in lines):
        return False
    pairs = (pair for token in tokens for pair in pairwise(token.children or ()))
    return any(one.type == "softbreak" and two.content[:1].islower() for one, two in pairs)


@lru_cache(maxsize=1)
def _parser() -> MarkdownIt:
    """Return CommonMark with tables, less the rules that would take a policy's words for markup.

    Indented text is no program, `<insert name>` is no HTML, "[name]: text" is no link's address.
    """
    parser = MarkdownIt("commonmark", {"maxNesting": _MAX_NESTING}).enable("table")
    # Without text_join an escaped "\<b>" can still be told from a tag.
    return parser.disable(["code", "html_block", "html_inline", "reference", "text_join"])


def _blocks(tokens: list[Token], notes: dict[NotCompared, None]) -> Iterator[Block | Table]:
    """Walk the flat token list; lists and quotations nest, so contexts are stacked."""
    stack = [_Context()]
    index = 0
    while index < len(tokens):
        token = tokens[index]
        if token.type in {"bullet_list_open", "ordered_list_open"}:
            stack.append(replace(stack[-1], depth=stack[-1].depth + 1, label=None))
        elif token.type == "blockquote_open":
            stack.append(replace(stack[-1], quote=True, label=None))
        elif token.type in {"bullet_list_close", "ordered_list_close", "blockquote_close"}:
            stack.pop()
        elif token.type == "list_item_open":
            stack[-1] = replace(stack[-1], label=_item_label(token))
        elif token.type == "table_open":
            end = _table_end(tokens, index)
            yield _table(tokens[index:end], notes)
            index = end
        elif token.type in {"inline", "fence", "hr"}:
            heading = _heading_level(tokens[index - 1]) if token.type == "inline" else None
            yield from _paragraph(token, stack[-1], heading, notes)
            stack[-1] = replace(stack[-1], label=None)
        index += 1


def _item_label(token: Token) -> str:
    return f"{token.info}{token.markup}" if token.info else BULLET


def _table_end(tokens: list[Token], start: int) -> int:
    return next(i for i in range(start, len(tokens)) if tokens[i].type == "table_close")


def _heading_level(opening: Token) -> int | None:
    return int(opening.tag[1]) if opening.type == "heading_open" else None


def _paragraph(
    token: Token, context: _Context, heading: int | None, notes: dict[NotCompared, None]
) -> Iterator[Block]:
    text = _text(token, notes)
    if heading is None and (titled := _WEB_HEADING.match(token.content)):
        heading = int(titled[1])
    if heading is not None:
        text = _ANCHOR.sub("", text)
    lines = list(clauses(text, item=context.label == BULLET))
    beside = context.label == BULLET and not ends_clause(lines[0]) if lines else False
    typed = bool(lines and context.label is None and typed_bullet(lines[0]))  # and so is the next
    for order, line in enumerate(lines):
        label = context.label if order == 0 else None
        depth, item = context.depth, label is not None
        if label is None and order and not typed and (bullet := typed_bullet(line)):
            label, line, depth, item = BULLET, bullet, depth + (not beside), True
        if label == BULLET and split_label(unmarked(line))[0]:
            label = None  # "- (i) to tell": the hyphen is a converter's, the label is printed
        shown, places, emphasis, permission = _finished(line)
        if shown or permission != "verbatim":
            yield Block(
                shown,
                label=label,
                style=_style(token, depth, context, heading, item=item),
                role="quote" if context.quote else None,
                permission=permission,
                places=places,
                emphasis=emphasis,
            )


def _style(
    token: Token, depth: int, context: _Context, heading: int | None, *, item: bool
) -> Style:
    """Return how a clause looks; a later paragraph of an item is set in but no item itself."""
    return Style(
        bold=heading is not None or _is_all(token, "strong"),
        italic=_is_all(token, "em"),
        indent=_INDENT * depth + (_INDENT if depth else _ASIDE) * context.quote,
        heading=heading,
        list_level=depth - 1 if item else None,
    )


def _is_all(token: Token, look: str) -> bool:
    """Tell whether all of a paragraph stands between one pair of ** ** (strong) or * * (em)."""
    children = [child for child in token.children or [] if child.type != "text" or child.content]
    kinds = [child.type for child in children]
    return kinds[:1] == [f"{look}_open"] and kinds.index(f"{look}_close") == len(kinds) - 1


def _text(token: Token, notes: dict[NotCompared, None]) -> str:
    """Return a token's text without its markup."""
    if token.type == "hr":
        return token.content if "_" in token.markup else ""  # a line to sign on
    if token.children is None:
        return token.content.replace("\n", BREAK)
    parts = []
    for child in token.children:
        if child.type in _BREAKS:
            parts.append(_BREAKS[child.type])
        elif child.type in _MARKS:
            parts.append(_MARKS[child.type])
        elif child.type == "image":
            notes[NotCompared("image", None, "only text is compared")] = None
        elif child.type == "text":
            parts.append(_WEB_TAG.sub("", child.content))
        elif child.type in {"text_special", "code_inline"}:
            parts.append(child.content)
    return _LINE_BREAK.sub(BREAK, "".join(parts))


_Shown = tuple[str, tuple[Place, ...], tuple[Emphasis, ...]]


def _finished(line: str) -> tuple[str, tuple[Place, ...], tuple[Emphasis, ...], Permission]:
    """Return a clause's text as shown, its marked places, its emphasis and its permission."""
    permission: Permission = "verbatim"
    line = _BLANKS.sub(lambda blank: "\t" if "\t" in blank[0] else " ", line.strip())
    if match := _PERMISSION.search(line):
        permission = "optional" if match["permission"] == "optional" else "local"
        line = line[: match.start()]
    return *_shown(line), permission


_TURN = re.compile(f"{MARK.pattern}|{_PLACE.pattern}")


def _shown(line: str) -> _Shown:
    text, places, turns, end = "", [], [], 0
    for match in _TURN.finditer(line):
        text += line[end : match.start()]
        end = match.end()
        if match["name"] is None:
            turns.append((match[0], len(text)))
            continue
        words = re.sub(r"[._]+", " ", match["name"]).strip()
        places.append(Place(len(text), len(text) + len(words) + 2, match["name"]))
        text = f"{text}[{words}]"
    text += line[end:]
    return text, tuple(places), tuple(_emphasis(turns, len(text)))


def _emphasis(turns: list[tuple[str, int]], length: int) -> Iterator[Emphasis]:
    """Pair the marks; emphasis on the whole of a paragraph is its style, and none within it."""
    for opening, closing, look in (("\x11", "\x12", "italic"), ("\x13", "\x14", "bold")):
        starts = [place for mark, place in turns if mark == opening]
        ends = [place for mark, place in turns if mark == closing]
        for start, end in zip(starts, ends, strict=False):
            if start < end and (start, end) != (0, length):
                yield Emphasis(start, end, "italic" if look == "italic" else "bold")


def _table(tokens: list[Token], notes: dict[NotCompared, None]) -> Table:
    rows: list[tuple[Cell, ...]] = []
    cells: list[Cell] = []
    for token in tokens:
        if token.type == "tr_open":
            cells = []
        elif token.type == "inline":
            cells.append(tuple(_paragraph(token, _Context(), None, notes)))
        elif token.type == "tr_close":
            rows.append(tuple(cells))
    if rows and not any(rows[0]):  # Markdown wants a header row; an empty one is only its mark
        return Table(tuple(rows[1:]), header_rows=0)
    return Table(tuple(rows), header_rows=1)


def _marked(blocks: list[Block | Table]) -> Iterator[Block | Table]:
    """Give a permission that stands on a line of its own to the clause before it."""
    for block, following in pairwise([*blocks, None]):
        if block is None or (isinstance(block, Block) and not block.text):
            continue
        alone = isinstance(following, Block) and not following.text
        if alone and isinstance(block, Block) and isinstance(following, Block):
            yield replace(block, permission=following.permission)
        else:
            yield block
