"""Draft → one HTML file for a school's website: no scripts, nothing fetched, good on paper."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from html import escape
from itertools import groupby

from toolkit.drafting.draft import Draft
from toolkit.drafting.markdown import cover_rows
from toolkit.drafting.numerals import plan
from toolkit.drafting.parts import Part, pieces
from toolkit.extract.clean import BULLET
from toolkit.language.gaps import GAP, find_places

STYLE = """
:root { --ink: #1b365d; --line: #b8c2ce; --shade: #eef2f6; }
body { font: 1rem/1.5 Arial, Helvetica, sans-serif; color: #1a1a1a; max-width: 44rem;
  margin: 2rem auto; padding: 0 1.25rem; }
h1, h2, h3, h4, h5, h6, .school, th { color: var(--ink); }
h1 { font-size: 1.9rem; line-height: 1.15; margin: 0 0 1.25rem; }
h2 { font-size: 1.15rem; margin: 1.75rem 0 .5rem; break-after: avoid; }
h3, h4, h5, h6 { font-size: 1rem; margin: 1.25rem 0 .4rem; break-after: avoid; }
.school { font-weight: bold; margin: 0 0 .25rem; }
p { margin: .5rem 0; }
.clause { display: flex; gap: .75rem; }
.clause > .label { flex: none; min-width: 2.2rem; }
.depth-0 { margin-left: 2.95rem; } .depth-1 { margin-left: 5.9rem; }
.depth-2 { margin-left: 8.85rem; }
ul { margin: .4rem 0 .6rem 3.6rem; padding-left: 1.1rem; } li { margin: .25rem 0; }
ul.depth-1 { margin-left: 6.5rem; } ul.depth-2 { margin-left: 9.4rem; }
blockquote { margin: .75rem 0 1rem 2.95rem; padding-left: 1rem;
  border-left: 3px solid var(--line); }
blockquote ul { margin-left: 1rem; } blockquote .clause { margin-left: 0; }
.note { font-size: .9rem; color: #555f6b; }
table { border-collapse: collapse; width: 100%; margin: 1rem 0; font-size: .93rem; }
th, td { border: 1px solid var(--line); padding: .4rem .6rem; text-align: left;
  vertical-align: top; }
thead th, .cover th { background: var(--shade); }
.cover th { width: 9rem; }
.signature { margin-top: 2.5rem; break-inside: avoid; }
.rule { display: inline-block; border-bottom: 1px solid #1a1a1a; width: 14rem; }
.rule.short { width: 8rem; }
@page { size: A4; margin: 2cm; }
@media print { body { margin: 0; max-width: none; padding: 0; font-size: 10.5pt; }
  thead { display: table-header-group; } tr { break-inside: avoid; } }
"""


def write_html(drafted: Draft) -> bytes:
    """Write the draft as a page by itself, with the county's labels in the text."""
    title, school = drafted.values["policy.title"], drafted.school.name
    page = [
        '<!DOCTYPE html>\n<html lang="en-GB">\n<head>\n<meta charset="utf-8">',
        '<meta name="viewport" content="width=device-width, initial-scale=1">',
        f"<title>{escape(title)} – {escape(school)}</title>\n<style>{STYLE}</style>",
        f'</head>\n<body>\n<main>\n<p class="school">{escape(school)}</p>',
        f"<h1>{escape(title)}</h1>",
        *_cover(drafted),
        *_text([part for part in drafted.parts if part.kind != "title"]),
        *_signatures(drafted),
        "</main>\n</body>\n</html>\n",
    ]
    return "\n".join(page).encode()


def _cover(drafted: Draft) -> Iterator[str]:
    yield '<table class="cover">'
    for name, value in cover_rows(drafted):
        yield f'<tr><th scope="row">{escape(name)}</th><td>{escape(value)}</td></tr>'
    yield "</table>"


def _text(parts: Sequence[Part]) -> Iterator[str]:
    for quoted, group in groupby(_placed(parts), key=lambda part: part.quoted):
        if quoted:
            yield "<blockquote>"
        for depth, alike in groupby(group, key=_bullet_depth):
            run = list(alike)
            yield from (map(_part, run) if depth is None else _bullets(run, depth))
        if quoted:
            yield "</blockquote>"


def _placed(parts: Sequence[Part]) -> Iterator[Part]:
    """Give each item of a list the depth at which Word would print it, and -1 to an outline's."""
    planned = plan(parts)
    for part, number in zip(parts, planned.numbers, strict=True):
        if part.kind != "item" or number is None:
            yield part
        else:
            outlined = planned.runs[number.run].scheme is None
            yield replace(part, level=-1 if outlined else number.level)


def _bullet_depth(part: Part) -> int | None:
    """Bullets of one depth are one list; everything else carries its own label."""
    return part.level if part.label == BULLET else None


def _bullets(parts: Sequence[Part], depth: int) -> Iterator[str]:
    yield f'<ul class="depth-{min(depth, 2)}">'
    yield from (f"<li>{_letters(part)}</li>" for part in parts)
    yield "</ul>"


ELEMENTS = {"italic": "em", "bold": "strong"}


def _letters(part: Part) -> str:
    return "".join(
        f"<{ELEMENTS[letters]}>{_said(text)}</{ELEMENTS[letters]}>"
        if letters in ELEMENTS
        else _said(text)
        for text, letters in pieces(part)
    )


def _said(text: str) -> str:
    """Write a text, its gaps marked to be seen and filled in."""
    said, end = "", 0
    for gap in (place for place in find_places(text) if place.name != GAP):
        said += f"{escape(text[end : gap.start])}<mark>{escape(text[gap.start : gap.end])}</mark>"
        end = gap.end
    return said + escape(text[end:])


def _part(part: Part) -> str:
    text = _letters(part)
    if part.kind == "table":
        return _table(part)
    if part.kind == "heading":
        level = min(part.level + 1, 6)
        return f"<h{level}>{escape(part.label)} {text}</h{level}>".replace("> ", ">", 1)
    if part.kind == "note":
        return f'<p class="note">{text}</p>'
    if not part.label:
        return f"<p>{text}</p>" if part.front or part.quoted else f'<p class="depth-0">{text}</p>'
    depth = "" if part.level < 0 else f" depth-{min(part.level, 2)}"
    label = f'<span class="label">{escape(part.label)}</span>'
    return f'<p class="clause{depth}">{label} <span>{text}</span></p>'


def _table(part: Part) -> str:
    rows = [
        "<tr>" + "".join(_cell(cell, place < part.header_rows) for cell in row) + "</tr>"
        for place, row in enumerate(part.rows)
    ]
    head, rest = rows[: part.header_rows], rows[part.header_rows :]
    top = f"<thead>{''.join(head)}</thead>" if head else ""
    return f"<table>{top}<tbody>{''.join(rest)}</tbody></table>"


def _cell(paragraphs: Sequence[str], header: bool) -> str:
    text = "<br>".join(map(escape, paragraphs))
    return f'<th scope="col">{text}</th>' if header else f"<td>{text}</td>"


def _signatures(drafted: Draft) -> Iterator[str]:
    for signature in drafted.signatures:
        who = ": ".join(filter(None, (signature.role, signature.name)))
        yield (
            '<p class="signature">Signed: <span class="rule"></span> '
            f'Date: <span class="rule short"></span><br>{escape(who)}</p>'
        )
