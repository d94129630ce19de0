"""Paragraph XML → its text as shown: runs, fields, links, tracked changes, drawings."""

from __future__ import annotations

from collections.abc import Callable

from lxml import etree

from toolkit.extract.docx.drawings import read_drawing
from toolkit.extract.docx.fields import (
    LONGEST,
    in_contents,
    merge_field,
    note_field,
    open_field,
    prompt,
)
from toolkit.extract.docx.story import Field, Gathered, Story
from toolkit.extract.docx.styles import Look, character_look, is_on, over, read_look
from toolkit.extract.docx.symbols import symbol, symbol_text
from toolkit.extract.docx.xml import MC, VAL, M, W, integer

_Handler = Callable[[etree._Element, Look, Story, Gathered], None]

_TRACKED = "the file holds tracked changes, which were read as {}"


def gather(element: etree._Element, look: Look, story: Story, out: Gathered) -> None:
    """Add the shown content of `element` and all that it holds to `out`.

    What is not known is read through: a wrapper of a later Word must not lose its text.
    """
    for child in element:
        handler = _HANDLERS.get(child.tag, gather)
        if handler is not gather or (len(child) and child.tag not in _SILENT):
            handler(child, look, story, out)


def _run(run: etree._Element, look: Look, story: Story, out: Gathered) -> None:
    first = run[0] if len(run) else None
    if first is not None and first.tag == f"{W}rPr":
        look = run_look(first, look, story)
    gather(run, look, story, out)


def run_look(properties: etree._Element, look: Look, story: Story) -> Look:
    """Return a run's look: its own properties over its character style over the paragraph's."""
    style = properties.find(f"{W}rStyle")
    if style is not None:
        look = over(character_look(story.book.styles, style.get(VAL, "")), look)
    return over(read_look(properties), look)


def add(text: str, look: Look, story: Story, out: Gathered, place: str | None = None) -> None:
    """Add a piece of text, unless it stands in a field's instruction or is hidden."""
    if story.fields and not all(field.result for field in story.fields):
        return
    if look.hidden:
        out.hidden.append(text)
        return
    if look.caps:
        text = text.upper()
    if story.fields and in_contents(story) and text.strip():
        out.contents = True
    out.pieces.append((text, look, place or merge_field(story)))


def _text(element: etree._Element, look: Look, story: Story, out: Gathered) -> None:
    text = element.text or ""
    if look.symbol_font:
        text = symbol_text(text, look.symbol_font)
    # A newline in the XML is white space; only w:br breaks a line.
    add(text.replace("\n", " ").replace("\r", " "), look, story, out)


def _deleted_text(element: etree._Element, look: Look, story: Story, out: Gathered) -> None:
    if not story.book.accepted:
        _text(element, look, story, out)


def _symbol(element: etree._Element, look: Look, story: Story, out: Gathered) -> None:
    add(symbol(element.get(f"{W}char", ""), element.get(f"{W}font", "")), look, story, out)


def _break(element: etree._Element, look: Look, story: Story, out: Gathered) -> None:
    page = element.get(f"{W}type") in {"page", "column"}
    add("\n\n" if page else "\n", look, story, out)


def _constant(text: str) -> _Handler:
    def handler(_element: etree._Element, look: Look, story: Story, out: Gathered) -> None:
        add(text, look, story, out)

    return handler


def _inserted(element: etree._Element, look: Look, story: Story, out: Gathered) -> None:
    note_tracked(story)
    if story.book.accepted:
        gather(element, look, story, out)


def _deleted(element: etree._Element, look: Look, story: Story, out: Gathered) -> None:
    note_tracked(story)
    if not story.book.accepted:
        gather(element, look, story, out)


def note_tracked(story: Story) -> None:
    """Say once that the file holds tracked changes, and which side was read."""
    side = "accepted" if story.book.accepted else "not yet made (the original text)"
    story.book.warnings[_TRACKED.format(side)] = None


def _field_char(element: etree._Element, look: Look, story: Story, out: Gathered) -> None:
    kind = element.get(f"{W}fldCharType")
    if kind == "begin":
        open_field(Field(), story)
        _form_field(element, look, story, out)
    elif kind == "separate" and story.fields:
        story.fields[-1].result = True
        note_field(story.fields[-1].instruction, story, out)
    elif kind == "end" and story.fields:
        field = story.fields.pop()
        if not field.result:
            note_field(field.instruction, story, out)
            add(prompt(field.instruction), look, story, out)


def _instruction(element: etree._Element, _look: Look, story: Story, _out: Gathered) -> None:
    is_deleted = element.tag == f"{W}delInstrText"
    if is_deleted and story.book.accepted:
        return
    if story.fields and not story.fields[-1].result:
        field = story.fields[-1]
        field.instruction = (field.instruction + (element.text or ""))[:LONGEST]


def _simple_field(element: etree._Element, look: Look, story: Story, out: Gathered) -> None:
    instruction = element.get(f"{W}instr", "")[:LONGEST]
    open_field(Field(instruction, result=True), story)
    note_field(instruction, story, out)
    before = len(out.pieces)
    gather(element, look, story, out)
    if len(out.pieces) == before:
        add(prompt(instruction), look, story, out)
    story.fields.pop()


def _form_field(element: etree._Element, look: Look, story: Story, out: Gathered) -> None:
    """Show what a form field without a result holds: a tick box, a chosen list entry."""
    data = element.find(f"{W}ffData")
    if data is None:
        return
    box, listed = data.find(f"{W}checkBox"), data.find(f"{W}ddList")
    story.fields[-1].result = True
    if box is not None:
        state = box.find(f"{W}checked")
        state = box.find(f"{W}default") if state is None else state
        ticked = state is not None and is_on(state.get(VAL))
        add("☒" if ticked else "☐", look, story, out)
    if listed is not None:
        entries = [entry.get(VAL, "") for entry in listed.iterchildren(f"{W}listEntry")]
        chosen = listed.find(f"{W}result")
        index = integer(chosen.get(VAL)) if chosen is not None else 0
        add(entries[index] if 0 <= index < len(entries) else "", look, story, out)
    story.fields[-1].result = False


def _content_control(element: etree._Element, look: Look, story: Story, out: Gathered) -> None:
    content = element.find(f"{W}sdtContent")
    if content is None:
        return
    before = len(out.pieces)
    gather(content, look, story, out)
    if name := placeholder_name(element):
        out.pieces[before:] = [(t, each, p or name) for t, each, p in out.pieces[before:]]


def placeholder_name(control: etree._Element) -> str | None:
    """Return what an unfilled content control asks for ("" is nothing), None where it is filled."""
    properties = control.find(f"{W}sdtPr")
    if properties is None or (shown := properties.find(f"{W}showingPlcHdr")) is None:
        return None
    if not is_on(shown.get(VAL)):
        return None
    named = [properties.find(W + tag) for tag in ("alias", "tag")]
    names = (n.get(VAL, "") for n in named if n is not None and n.get(VAL))
    return next(names, "placeholder")[:LONGEST]


def _note_reference(kind: str) -> _Handler:
    def handler(element: etree._Element, look: Look, story: Story, out: Gathered) -> None:
        if not look.hidden and all(field.result for field in story.fields):
            key = (kind, element.get(f"{W}id", ""))
            out.notes.append(key)
            if is_on(element.get(f"{W}customMarkFollows"), missing=False):
                story.book.own_marks.add(key)

    return handler


def _alternate(element: etree._Element, look: Look, story: Story, out: Gathered) -> None:
    """Read one branch: the first that holds anything that is understood here."""
    branches = [*element.iterchildren(f"{MC}Choice"), *element.iterchildren(f"{MC}Fallback")]
    for branch in branches:
        if branch.find(f".//{W}t") is not None or branch is branches[-1]:
            gather(branch, look, story, out)
            return


def _maths(element: etree._Element, look: Look, story: Story, out: Gathered) -> None:
    for text in element.iter(f"{M}t"):
        add(text.text or "", look, story, out)


def _ruby(element: etree._Element, look: Look, story: Story, out: Gathered) -> None:
    base = element.find(f"{W}rubyBase")
    if base is not None:
        gather(base, look, story, out)


_SILENT = {W + tag for tag in ("pPr", "rPr", "sdtPr", "sdtEndPr", "rubyPr", "ffData", "tblPr")}
_HANDLERS: dict[object, _Handler] = {
    f"{W}r": _run,
    f"{W}t": _text,
    f"{W}delText": _deleted_text,
    f"{W}sym": _symbol,
    f"{W}br": _break,
    f"{W}tab": _constant("\t"),
    f"{W}ptab": _constant("\t"),
    f"{W}cr": _constant("\n"),
    f"{W}noBreakHyphen": _constant("-"),
    f"{W}ins": _inserted,
    f"{W}moveTo": _inserted,
    f"{W}del": _deleted,
    f"{W}moveFrom": _deleted,
    f"{W}fldChar": _field_char,
    f"{W}instrText": _instruction,
    f"{W}delInstrText": _instruction,
    f"{W}fldSimple": _simple_field,
    f"{W}sdt": _content_control,
    f"{W}footnoteReference": _note_reference("footnote"),
    f"{W}endnoteReference": _note_reference("endnote"),
    f"{W}commentReference": _note_reference("comment"),
    f"{MC}AlternateContent": _alternate,
    f"{W}drawing": read_drawing,
    f"{W}pict": read_drawing,
    f"{W}object": read_drawing,
    f"{M}oMath": _maths,
    f"{M}oMathPara": _maths,
    f"{W}ruby": _ruby,
}
