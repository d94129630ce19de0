"""DOCX → Extraction, by walking the package's XML."""

from __future__ import annotations

from lxml import etree

from toolkit.document import Block, Extraction, Table
from toolkit.errors import Code, InputError
from toolkit.extract.docx.body import read_blocks
from toolkit.extract.docx.broken_lines import join_broken_lines
from toolkit.extract.docx.lists import load_lists
from toolkit.extract.docx.package import (
    Package,
    dangers,
    open_package,
    package_title,
    related,
    styles_bytes,
    target_root,
)
from toolkit.extract.docx.story import Blocks, Book, Role, Story
from toolkit.extract.docx.styles import Styles, load_styles
from toolkit.extract.docx.xml import R, W
from toolkit.extract.options import Options

JOINED = (
    "each line of its text is a paragraph of its own, as after pasting from a PDF; the lines were "
    "joined into paragraphs, which may be cut in the wrong place"
)
_NOTE_PARTS = {"footnote": "footnotes", "endnote": "endnotes", "comment": "comments"}
_SEPARATORS = {"separator", "continuationSeparator", "continuationNotice"}


def read_docx(data: bytes, name: str, options: Options) -> Extraction:
    """Read a Word document: its text with labels as printed, and what is not policy text.

    Headers come first and footers last, each once; notes, comments, text boxes and hidden text
    follow the paragraph that they hang on. Raises InputError where the file cannot be read.
    """
    package = open_package(data, name, options.limits)
    styles = load_styles(styles_bytes(package), name)
    joined = (JOINED,) if join_broken_lines(package.document, styles) else ()
    book = _book(package, name, styles, options)
    headers = _running(package, book, "headerReference", "running_header")
    footers = _running(package, book, "footerReference", "running_footer")
    body = _body(package, book)
    if not any(isinstance(block, Table) or block.role != "comment" for block in body):
        raise _no_text(name, bool(book.not_compared))
    return Extraction(
        format="docx",
        blocks=(*headers, *body, *footers),
        title=package_title(package),
        not_compared=tuple(book.not_compared),
        warnings=(*joined, *book.warnings, *dangers(package)),
    )


def _book(package: Package, name: str, styles: Styles, options: Options) -> Book:
    return Book(
        name=name,
        styles=styles,
        lists=load_lists(related(package, "numbering"), styles),
        accepted=options.tracked == "accepted",
        limit=options.limits.characters,
        notes=_notes(package),
        diagrams=_diagrams(package),
        origins={p: number for number, p in enumerate(package.document.iter(f"{W}p"))},
    )


def _diagrams(package: Package) -> dict[str, etree._Element]:
    """Return the data of every SmartArt diagram by the id of its relationship."""
    data = [r for r in package.relationships.values() if r.kind == "diagramData"]
    roots = {r.id: target_root(package, r) for r in data}
    return {key: root for key, root in roots.items() if root is not None}


def _notes(package: Package) -> dict[tuple[str, str], etree._Element]:
    found = {}
    for kind, part in _NOTE_PARTS.items():
        root = related(package, part)
        for element in root if root is not None else ():
            if element.get(f"{W}type") not in _SEPARATORS:
                found[kind, element.get(f"{W}id", "")] = element
    return found


def _body(package: Package, book: Book) -> Blocks:
    body = package.document.find(f"{W}body")
    return read_blocks(body, _story(package.document, book, None)) if body is not None else []


def _running(package: Package, book: Book, reference: str, role: Role) -> list[Block]:
    """Return all headers or footers in use, of any section and kind, each text once."""
    blocks: dict[Block, None] = {}
    used = [element.get(f"{R}id", "") for element in package.document.iter(W + reference)]
    for key in dict.fromkeys(used):
        relationship = package.relationships.get(key)
        root = target_root(package, relationship) if relationship else None
        if root is not None:
            blocks |= dict.fromkeys(_flat(read_blocks(root, _story(root, book, role))))
    return list(blocks)


def _flat(blocks: Blocks) -> list[Block]:
    flat: list[Block] = []
    for block in blocks:
        flat += (
            [block] if isinstance(block, Block) else [b for r in block.rows for c in r for b in c]
        )
    return flat


def _story(root: etree._Element, book: Book, role: Role) -> Story:
    """Begin a story; fields that are not closed properly must not swallow the paragraphs below."""
    kinds = [element.get(f"{W}fldCharType") for element in root.iter(f"{W}fldChar")]
    return Story(book, role, fields_span=kinds.count("begin") == kinds.count("end"))


def _no_text(name: str, has_pictures: bool) -> InputError:
    if has_pictures:
        return InputError(
            Code.NO_TEXT,
            f"{name}: no text, only pictures; save it as PDF and run OCR on that first "
            "(ocrmypdf scan.pdf out.pdf)",
        )
    return InputError(Code.NO_TEXT, f"{name}: the document is empty; ask for a complete copy")
