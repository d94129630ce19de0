"""Pairs of hand-made Word documents: notes, controls, fields, bookmarks and comments."""
# ruff: noqa: E501 - raw XML reads best on its one line
# fmt: off

from __future__ import annotations

from functools import partial

from tests.docx_parts import cell, docx, p, part, run, table
from tests.redline_cases import (
    FOURTH,
    LONGER,
    SECOND,
    SENTENCE,
    TABLE,
    THIRD,
    packages,
    pair,
    rows,
)

# --- notes --------------------------------------------------------------------------------------
SEPARATORS = '<w:footnote w:type="separator" w:id="-1"><w:p><w:r><w:separator/></w:r></w:p></w:footnote><w:footnote w:type="continuationSeparator" w:id="0"><w:p><w:r><w:continuationSeparator/></w:r></w:p></w:footnote>'


def noted(body: str, *notes: str, kind: str = "footnote") -> bytes:
    inner = "".join(
        f'<w:{kind} w:id="{n}">{note if note.startswith("<w:") else p(note)}</w:{kind}>'
        for n, note in enumerate(notes, 1)
    )
    separators = SEPARATORS.replace("footnote", kind)
    return docx(
        body,
        parts={f"word/{kind}s.xml": part(f"{kind}s", separators + inner)},
        relationships=[("rIdN", f"{kind}s", f"{kind}s.xml")],
    )


def ref(number: int, kind: str = "footnote") -> str:
    return f'<w:r><w:rPr><w:vertAlign w:val="superscript"/></w:rPr><w:{kind}Reference w:id="{number}"/></w:r>'


for kind in ("footnote", "endnote"):
    _noted, _ref = partial(noted, kind=kind), partial(ref, kind=kind)
    packages(
        f"{kind} changed",
        lambda n=_noted, r=_ref: n(p(run(SENTENCE) + r(1)), SECOND),
        lambda n=_noted, r=_ref: n(p(run(SENTENCE) + r(1)), SECOND.replace("day", "week")),
    )
    packages(
        f"{kind} added",
        lambda n=_noted, r=_ref: n(p(run(SENTENCE) + r(1)), SECOND),
        lambda n=_noted, r=_ref: n(p(r(1) + run(SENTENCE) + r(2)), THIRD, SECOND),
    )
    packages(
        f"{kind} dropped",
        lambda n=_noted, r=_ref: n(p(r(1) + run(SENTENCE) + r(2)), THIRD, SECOND),
        lambda n=_noted, r=_ref: n(p(run(SENTENCE) + r(1)), SECOND),
    )
    packages(
        f"first {kind} of all",
        lambda: docx(p(SENTENCE)),
        lambda n=_noted, r=_ref: n(p(run(SENTENCE) + r(1)), SECOND),
    )
    packages(
        f"last {kind} dropped",
        lambda n=_noted, r=_ref: n(p(run(SENTENCE) + r(1)) + p(THIRD), SECOND),
        lambda: docx(p(SENTENCE) + p(THIRD)),
    )
packages("note gains a paragraph", lambda: noted(p(run(SENTENCE) + ref(1)), p(SECOND)), lambda: noted(p(run(SENTENCE) + ref(1)), p(SECOND) + p(THIRD)))
packages("note with a table", lambda: noted(p(run(SENTENCE) + ref(1)), TABLE + p()), lambda: noted(p(run(SENTENCE) + ref(1)), LONGER + p()))
packages("paragraph moved with its note", lambda: noted(p(run(SENTENCE) + ref(1)) + p(SECOND) + p(THIRD), FOURTH), lambda: noted(p(SECOND) + p(THIRD) + p(run(SENTENCE) + ref(1)), FOURTH))
packages("notes change places", lambda: noted(p(run(SENTENCE) + ref(1)) + p(run(SECOND) + ref(2)), THIRD, FOURTH), lambda: noted(p(run(SENTENCE) + ref(1)) + p(run(SECOND) + ref(2)), FOURTH, THIRD))
packages("note in a dropped row", lambda: noted(table(["a", "b"], [p(run("x") + ref(1)), "y"]) + p(), THIRD), lambda: noted(table(["a", "b"]) + p(), THIRD))

# --- controls, fields, bookmarks ----------------------------------------------------------------


def control(content: str, tag: str = "t") -> str:
    return f'<w:sdt><w:sdtPr><w:alias w:val="{tag}"/><w:tag w:val="{tag}"/></w:sdtPr><w:sdtContent>{content}</w:sdtContent></w:sdt>'


pair("control around words", p(run("School: ") + control(run("Oakfield")) + run(".")), p(run("School: ") + control(run("Ashdown")) + run(".")))
pair("control added around words", p("School: Oakfield."), p(run("School: ") + control(run("Oakfield")) + run(".")))
pair("control dropped from words", p(run("School: ") + control(run("Oakfield")) + run(".")), p("School: Oakfield."))
pair("control around paragraphs", control(p(SENTENCE) + p(SECOND)) + p(), control(p(SENTENCE) + p(THIRD) + p(SECOND)) + p())
pair("control around paragraphs added", p(SENTENCE) + p(), p(SENTENCE) + control(p(SECOND) + p(THIRD)) + p())
pair("control around paragraphs dropped", p(SENTENCE) + control(p(SECOND) + p(THIRD)) + p(), p(SENTENCE) + p())
pair("control put around a paragraph", p(SENTENCE) + p(SECOND) + p(), p(SENTENCE) + control(p(SECOND)) + p())
pair("control ends the document", control(p(SENTENCE)), control(p(SENTENCE) + p(SECOND)))
pair(
    "control around a cell",
    rows(f"<w:tr>{cell('Alpha')}{control(cell('Beta'))}</w:tr>") + p(),
    rows(f"<w:tr>{cell('Alpha')}{control(cell('Gamma'))}</w:tr>") + p(),
)
pair("document part", control(p("Contents") + p(SENTENCE), "toc") + p(SECOND), control(p("Contents") + p(THIRD), "toc") + p(SECOND))
BARE = '<w:r><w:t>{}</w:t></w:r>'  # no xml:space
pair("field and link without marks of space", p(BARE.format("See") + '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>QUOTE</w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r>' + BARE.format("4.1") + '<w:r><w:fldChar w:fldCharType="end"/></w:r>' + f'<w:hyperlink w:anchor="a">{BARE.format("there")}</w:hyperlink>'), p(BARE.format("Nothing of it")))
SIMPLE = '<w:fldSimple w:instr=" PAGE ">{}</w:fldSimple>'


def field(code: str, result: str) -> str:
    return (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
        f'<w:r><w:instrText xml:space="preserve"> {code} </w:instrText></w:r>'
        f'<w:r><w:fldChar w:fldCharType="separate"/></w:r>{run(result)}<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )


pair("simple field", p(run("Page ") + SIMPLE.format(run("1"))), p(run("Page number ") + SIMPLE.format(run("2"))))
pair("simple field added", p("Page"), p(run("Page ") + SIMPLE.format(run("2"))))
pair("complex field", p(run("See ") + field("QUOTE", "4.1") + run(" below.")), p(run("See ") + field("QUOTE", "4.2") + run(" below.")))
pair("complex field dropped", p(run("See ") + field("QUOTE", "4.1") + run(" below.")), p("See clause four below."))
pair(
    "fields in one run",
    p('<w:r><w:t xml:space="preserve">Page </w:t><w:fldChar w:fldCharType="begin"/><w:instrText> PAGE </w:instrText><w:fldChar w:fldCharType="end"/></w:r>'),
    p('<w:r><w:t xml:space="preserve">On page </w:t><w:fldChar w:fldCharType="begin"/><w:instrText> PAGE </w:instrText><w:fldChar w:fldCharType="end"/><w:t xml:space="preserve"> of it</w:t></w:r>'),
)


def contents(*lines: str) -> str:
    first = '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> TOC \\o </w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r>'
    middle = [p((first if not n else "") + run(line)) for n, line in enumerate(lines)]
    return "".join(middle) + p('<w:r><w:fldChar w:fldCharType="end"/></w:r>')


pair("contents list changed", p(SENTENCE) + contents("Aims 1", "Roles 2") + p(SECOND), p(SENTENCE) + contents("Aims 1", "Duties 2", "Roles 3") + p(SECOND))
pair("contents list dropped", p(SENTENCE) + contents("Aims 1", "Roles 2") + p(SECOND), p(SENTENCE) + p(SECOND))
pair("contents list added first", p(SECOND), contents("Aims 1", "Roles 2") + p(SECOND))
pair("contents list in a control", control(contents("Aims 1", "Roles 2")) + p(SECOND), control(contents("Aims 1", "Roles 3")) + p(SECOND))
MARK = '<w:bookmarkStart w:id="0" w:name="a"/>{}<w:bookmarkEnd w:id="0"/>'
pair("bookmarks", p(MARK.format(run(SENTENCE))) + p(SECOND), p(run("First. ") + MARK.format(run(SENTENCE))) + p(THIRD))
pair("bookmark over paragraphs", '<w:bookmarkStart w:id="5" w:name="b"/>' + p(SENTENCE) + '<w:bookmarkEnd w:id="5"/>' + p(SECOND), p(SENTENCE) + '<w:bookmarkStart w:id="1" w:name="b"/>' + p(THIRD) + p(SECOND) + '<w:bookmarkEnd w:id="1"/>')
pair("permissions and proofing", p('<w:permStart w:id="3" w:edGrp="everyone"/>' + run(SENTENCE) + '<w:permEnd w:id="3"/>'), p('<w:proofErr w:type="spellStart"/>' + run(THIRD) + '<w:proofErr w:type="spellEnd"/>'))
COMMENT = {"parts": {"word/comments.xml": part("comments", f'<w:comment w:id="1" w:author="A" w:date="2026-01-05T09:00:00Z" w:initials="A">{p("Why?")}</w:comment>')}, "relationships": [("rIdC", "comments", "comments.xml")]}  # fmt: skip
NOTED = '<w:commentRangeStart w:id="1"/>{}<w:commentRangeEnd w:id="1"/><w:r><w:commentReference w:id="1"/></w:r>'
pair("comments on both", p(NOTED.format(run(SENTENCE))) + p(SECOND), p(NOTED.format(run(SENTENCE[:30]))) + p(SECOND), **COMMENT)
packages("comment only in the old one", lambda: docx(p(NOTED.format(run(SENTENCE))), **COMMENT), lambda: docx(p(SENTENCE[:40])))
packages("comment only in the new one", lambda: docx(p(SENTENCE[:40])), lambda: docx(p(NOTED.format(run(SENTENCE))) + p(THIRD), **COMMENT))
