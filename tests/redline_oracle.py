"""What a DOCX says with its tracked changes accepted or rejected: read without the toolkit.

A reader, not a rewriter: it walks the package and skips what a side does not have, so that it
shares no thought with `toolkit.tracked.revisions`, which mends the tree in place.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator
from typing import Literal

from lxml import etree

from tests.redline_package import R, is_w, local, open_package, w

Side = Literal["accept", "reject"]
Value = tuple[object, ...]

_GONE = {"accept": {"del", "moveFrom"}, "reject": {"ins", "moveTo"}}
_STAY = {"accept": {"ins", "moveTo"}, "reject": {"del", "moveFrom"}}
_CLEAR = {"smartTag", "customXml", "dir", "bdo", "sdt", "sdtContent", "ruby", "rt", "rubyBase"}
_SINGLE = {"tab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "\u2011"}


class Reader:
    """One side of one document."""

    def __init__(self, data: bytes, side: Side) -> None:
        self.package = open_package(data)
        self.side: Side = side
        self.part = self.package.main
        self.styles = self._style_names()
        self.lists = self._list_levels()

    def body(self) -> list[Value]:
        return self.story(self.package.root(self.package.main)[0])

    def margins(self) -> list[Value]:
        """Headers and footers in force, by section: what one does not name it has from the last."""
        found: list[Value] = []
        links = self.package.links(self.package.main)
        in_force: dict[tuple[str, str], tuple[Value, ...]] = {}
        for section in self._sections():
            for child in section:
                if local(child) in {"headerReference", "footerReference"}:
                    said = self._inside(links[child.get(f"{R}id", "")][1])
                    # an empty margin is none
                    full = any(block[0] == "table" or block[-1] for block in said)
                    where = (local(child), child.get(w("type"), "default"))
                    in_force[where] = tuple(said) if full else ()
            found.append(tuple((*where, said) for where, said in sorted(in_force.items()) if said))
        return found

    def sections(self) -> list[Value]:
        """How the pages of each section are set up."""
        return [self._set_up(section) for section in self._sections()]

    def _sections(self) -> Iterator[etree._Element]:
        root = self.package.root(self.package.main)
        for section in root.iter(w("sectPr")):
            if local(section.getparent()) in {"pPrChange", "sectPrChange"}:
                continue
            paragraph = next(section.iterancestors(w("p")), None)
            if paragraph is None or not self._mark_gone(paragraph):
                yield section
        if root[0].find(w("sectPr")) is None:
            yield etree.Element(w("sectPr"))  # what is not said is as it always is

    def _inside(self, part: str) -> list[Value]:
        was, self.part = self.part, part
        try:
            return self.story(self.package.root(part))
        finally:
            self.part = was

    def story(self, story: etree._Element) -> list[Value]:
        found: list[Value] = []
        waiting: list[Value] = []
        for child in self._blocks(story):
            if local(child) == "p":
                content = [*waiting, *self._content(child)]
                waiting = []
                if self._mark_gone(child):
                    waiting = content
                else:
                    found.append(self._paragraph(child, content))
            elif local(child) != "tbl":
                target = self.package.links(self.part).get(child.get(f"{R}id", ""), ("", ""))[1]
                found.append(("chunk", hashlib.sha256(self.package.parts[target]).hexdigest()))
            elif table := self._table(child):
                if waiting:
                    found.append(("p lost its mark", tuple(_merged(waiting))))
                    waiting = []
                found.append(table)
        if waiting:
            found.append(("p lost its mark", tuple(_merged(waiting))))
        return found

    def _blocks(self, story: etree._Element) -> Iterator[etree._Element]:
        for child in story:
            if not isinstance(child.tag, str):
                continue
            name = local(child)
            if name in {"p", "tbl", "altChunk"} and is_w(child):
                yield child
            elif name in {"sdt", "sdtContent", "customXml", *_STAY[self.side]}:
                yield from self._blocks(child)

    def _mark_gone(self, paragraph: etree._Element) -> bool:
        marks = paragraph.find(f"{w('pPr')}/{w('rPr')}")
        return marks is not None and any(local(c) in _GONE[self.side] for c in marks)

    def _properties(self, holder: etree._Element | None, name: str) -> list[etree._Element]:
        """The side's own properties, from the change where it rejects one."""
        if holder is None:
            return []
        change = holder.find(w(f"{name}Change"))
        if self.side == "reject" and change is not None:
            stay = [
                c for c in holder if local(c) in {"sectPr"} or (name == "pPr" and local(c) == "rPr")
            ]
            return [*change[0], *stay]
        return [c for c in holder if local(c) != f"{name}Change"]

    def _paragraph(self, element: etree._Element, content: list[Value]) -> Value:
        own = self._properties(element.find(w("pPr")), "pPr")
        looks: list[str] = []
        style, number = "", None
        for child in own:
            name = local(child)
            if name == "pStyle":
                style = self.styles.get(child.get(w("val"), ""), child.get(w("val"), ""))
            elif name == "numPr":
                number = self._number(child)
            elif name == "rPr":
                looks.extend(self._look(child))
            elif name == "sectPr":
                looks.append("ends a section")
            else:
                looks.append(_canonical(child))
        return ("p", style, number, tuple(sorted(looks)), tuple(_merged(content)))

    def _set_up(self, section: etree._Element) -> tuple[str, ...]:
        """How a section's pages are set up: all but its margins' text, which is told apart."""
        own = self._properties(section, "sectPr")
        return tuple(sorted(_canonical(c) for c in own if not local(c).endswith("Reference")))

    def _look(self, properties: etree._Element | None) -> tuple[str, ...]:
        marks = _STAY["accept"] | _STAY["reject"]
        own = self._properties(properties, "rPr")
        return tuple(sorted(self._named(c) for c in own if local(c) not in {*marks, "noProof"}))

    def _named(self, child: etree._Element) -> str:
        if local(child) == "rStyle":
            return "style " + self.styles.get(child.get(w("val"), ""), child.get(w("val"), ""))
        return _canonical(child)

    def _number(self, element: etree._Element) -> Value:
        values = {local(c): c.get(w("val"), "") for c in element}
        depth = values.get("ilvl", "0")
        return (depth, self.lists.get(values.get("numId", ""), {}).get(depth, "none"))

    def _content(self, parent: etree._Element) -> Iterator[Value]:
        for child in parent:
            name = local(child) if isinstance(child.tag, str) else ""
            if name == "r" and is_w(child):
                yield from self._run(child)
            elif name in _GONE[self.side]:
                continue
            elif name in _STAY[self.side] | _CLEAR:
                yield from self._content(child)
            elif name == "hyperlink":
                target = self.package.links(self.part).get(child.get(f"{R}id", ""), ("", ""))
                inside = tuple(_merged(list(self._content(child))))
                if inside:
                    yield ("link", target[1], child.get(w("anchor")), inside)
            elif name == "AlternateContent":
                yield from self._content(child[0])
            elif name == "fldSimple":
                yield from self._simple_field(child)
            elif name in {"oMath", "oMathPara"}:
                if text := self._maths(child):
                    yield ("maths", text)
            elif name in {"bookmarkStart", "bookmarkEnd"} or name == "pPr":
                continue

    def _simple_field(self, field: etree._Element) -> Iterator[Value]:
        yield ("field", "begin")
        yield ("instruction", field.get(w("instr"), "").strip())
        yield ("field", "separate")
        yield from self._content(field)
        yield ("field", "end")

    def _maths(self, element: etree._Element) -> str:
        if local(element) in _GONE[self.side] and is_w(element):
            return ""
        own = element.text or "" if local(element) == "t" else ""
        return own + "".join(self._maths(child) for child in element)

    def _run(self, run: etree._Element) -> Iterator[Value]:
        look = self._look(run.find(w("rPr")))
        for child in run:
            name = local(child)
            if name in {"t", "delText"}:
                if child.text:
                    yield ("text", look, child.text)
            elif name in _SINGLE:
                kind = child.get(w("type"), "")
                yield ("text", look, _SINGLE[name] + kind)
            elif name in {"instrText", "delInstrText"}:
                yield ("instruction", (child.text or "").strip())
            elif name == "fldChar":
                yield ("field", child.get(w("fldCharType")))
            elif name in {"footnoteReference", "endnoteReference"}:
                yield ("note", name, tuple(self._note(name, child.get(w("id"), ""))))
            elif name in {"drawing", "pict", "object", "AlternateContent"}:
                yield ("drawing", tuple(self._drawing(child)))
            elif name == "sym":
                yield ("symbol", look, child.get(w("font")), child.get(w("char")))
            elif name == "ruby":
                yield from self._content(child)
            elif name not in {"rPr", "lastRenderedPageBreak", "commentReference", "annotationRef"}:
                yield ("other", name)

    def _note(self, name: str, ident: str) -> list[Value]:
        kind = name.removesuffix("Reference")
        part = self.package.related(f"{kind}s")
        for note in self.package.root(part) if part else []:
            if note.get(w("id")) == ident:
                was, self.part = self.part, part or ""
                try:
                    return self.story(note)
                finally:
                    self.part = was
        return [("no such note",)]

    def _drawing(self, element: etree._Element) -> Iterator[Value]:
        links = self.package.links(self.part)
        for inner in element.iter():
            if local(inner) == "txbxContent":
                yield ("box", tuple(self.story(inner)))
            holder = next(inner.iterancestors(w("txbxContent")), None)
            if holder is not None and element in holder.iterancestors():
                continue  # the box says so itself
            for name in ("embed", "id", "link", "dm"):
                if (ident := inner.get(f"{R}{name}")) in links:
                    target = links[ident][1]
                    data = self.package.parts.get(target, target.encode())
                    yield ("picture", hashlib.sha256(data).hexdigest()[:8])

    def _table(self, table: etree._Element) -> Value | None:
        rows = tuple(self._rows(table))
        return ("table", rows) if rows else None

    def _rows(self, parent: etree._Element) -> Iterator[Value]:
        for row in parent:
            if local(row) == "tr":
                marks = row.find(w("trPr"))
                names = set() if marks is None else {local(c) for c in marks}
                if not names & _GONE[self.side]:
                    yield tuple(self._cells(row))
            else:
                yield from self._shell(row, self._rows)

    def _cells(self, row: etree._Element) -> Iterator[Value]:
        for cell in row:
            if local(cell) == "tc":
                yield from self._cell(cell)
            else:
                yield from self._shell(cell, self._cells)

    def _shell(
        self, element: etree._Element, inside: Callable[[etree._Element], Iterator[Value]]
    ) -> Iterator[Value]:
        """Rows or cells in a content control are told from those beside it."""
        if local(element) in {"sdtContent", "customXml"}:
            yield from inside(element)
        elif local(element) == "sdt" and (held := tuple(inside(element))):
            tag = element.find(f"{w('sdtPr')}/{w('tag')}")
            yield ("control", None if tag is None else tag.get(w("val")), held)

    def _cell(self, cell: etree._Element) -> Iterator[Value]:
        holder = cell.find(w("tcPr"))
        names = set() if holder is None else {local(c) for c in holder}
        if ("cellDel" if self.side == "accept" else "cellIns") in names:
            return
        shape = {
            local(c): c.get(w("val"), "on")
            for c in self._properties(holder, "tcPr")
            if local(c) in {"gridSpan", "vMerge"}
        }
        yield (tuple(sorted(shape.items())), tuple(self.story(cell)))

    def _style_names(self) -> dict[str, str]:
        part = self.package.related("styles")
        if part is None:
            return {}
        return {
            style.get(w("styleId"), ""): (
                "" if (name := style.find(w("name"))) is None else name.get(w("val"), "")
            )
            for style in self.package.root(part).iter(w("style"))
        }

    def _list_levels(self) -> dict[str, dict[str, str]]:
        part = self.package.related("numbering")
        if part is None:
            return {}
        root = self.package.root(part)
        linked = {e.get(w("val"), ""): e.getparent() for e in root.iter(w("styleLink"))}
        kinds = {}
        for a in root.iter(w("abstractNum")):
            style = a.find(w("numStyleLink"))
            source = a if style is None else linked.get(style.get(w("val"), ""), a)
            kinds[a.get(w("abstractNumId"), "")] = {
                level.get(w("ilvl"), ""): " ".join(
                    e.get(w("val"), "") for e in level if local(e) in {"start", "numFmt", "lvlText"}
                )
                for level in source.iter(w("lvl"))
            }
        return {
            n.get(w("numId"), ""): kinds.get(link.get(w("val"), ""), {})
            for n in root.iter(w("num"))
            if (link := n.find(w("abstractNumId"))) is not None
        }


def _canonical(element: etree._Element) -> str:
    return etree.tostring(element, method="c14n", exclusive=True, with_tail=False).decode()


def _merged(content: list[Value]) -> Iterator[Value]:
    """Join neighbouring text of one look."""
    look: object = None
    text = ""
    for value in content:
        if value[0] == "text":
            if text and value[1] != look:
                yield ("text", look, text)
                text = ""
            look = value[1]
            text += str(value[2])
            continue
        if text:
            yield ("text", look, text)
            text = ""
        yield value
    if text:
        yield ("text", look, text)


def said(data: bytes, side: Side) -> dict[str, list[Value]]:
    """Return everything that one side of a document says."""
    reader = Reader(data, side)
    return {"body": reader.body(), "margins": reader.margins(), "sections": reader.sections()}
