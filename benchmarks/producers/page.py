"""Source → HTML; Chromium prints the PDF, as a policy saved from a web page or from Google Docs."""

from __future__ import annotations

import subprocess
import tempfile
from collections.abc import Sequence
from html import escape
from pathlib import Path

from benchmarks.sources import WIDE, Layout, Piece, Source

CSS = """
body { font: %(size)spt/%(leading)s %(font)s; %(flow)s }
p { margin: 0 0 %(gap)spt 0 } h1 { text-align: center } h2 { font-size: 1em; margin: 10pt 0 6pt; %(heading)s } h3 { font-size: 1em; margin: 10pt 0 6pt; %(subheading)s }
p.f { text-indent: %(first)spt }
.l { position: relative; padding-left: 36pt } .l2 { margin-left: 18pt } .l3 { margin-left: 36pt } .l4 { margin-left: 54pt }
.l > b.n { font-weight: inherit; position: absolute; left: 0 }
table { border-collapse: collapse; margin-bottom: 8pt } td, th { border: 1px solid #333; padding: 3pt; font-weight: normal; text-align: left }
table.t td { border: 0; width: 200pt } .b { border: 1px solid #333; padding: 6pt; margin-bottom: 8pt }
.q { font-style: italic; margin-left: 36pt } .c { display: flex } .c i { flex: 1; border-bottom: %(leader)s }
.w { position: fixed; top: 45%%; left: 10%%; font-size: 80pt; color: #e4e4e4; z-index: -1 } .a { transform: rotate(-45deg) }
@page { size: A4 %(orientation)s; margin: 22mm 20mm; %(running)s }
@page wide { size: A4 landscape } .wide { page: wide }
%(variants)s
"""
HEADINGS = {
    "bold": "font-weight: bold",
    "capitals": "font-weight: normal",
    "underlined": "font-weight: normal; text-decoration: underline",
    "coloured": "font-weight: normal; color: #1f4e9e",
    "larger": "font-weight: normal; font-size: 1.3em",
    "centred": "text-align: center",
    "italic": "font-weight: normal; font-style: italic",
    "spaced": "letter-spacing: 2.5pt",
    "run-in": "",
}
NUMBER = '@bottom-right { content: "Page " counter(page) " of " counter(pages); font: 9pt Arial }'


def write_html(source: Source, path: Path) -> None:
    """Write the source as one page of HTML."""
    layout = source.layout
    css = CSS % {
        "size": layout.size,
        "leading": layout.leading,
        "font": "'Liberation Serif', serif" if layout.serif else "'Liberation Sans', sans-serif",
        "gap": layout.gap,
        "first": layout.first_line,
        "flow": _flow(layout),
        "heading": HEADINGS[layout.heading],
        "subheading": HEADINGS[layout.subheading or layout.heading],
        "leader": "0" if layout.contents == "spaces" else "1px dotted",
        "orientation": "landscape" if layout.landscape else "portrait",
        "running": _running(source.school, source.title) if layout.running else "",
        "variants": _variants(source) if layout.running == "variants" else "",
    }
    path.write_text(
        f'<!doctype html><html lang="en-GB"><meta charset="utf-8"><title>{escape(source.title)}</title>'
        f"<style>{css}</style>{_mark(layout)}{_body(source)}</html>",
        encoding="utf-8",
    )


def _running(head: str, foot: str) -> str:
    return (
        f'@top-center {{ content: "{head}"; font: 9pt Arial }}'
        f'@bottom-left {{ content: "{foot}"; font: 9pt Arial }} {NUMBER}'
    )


def _variants(source: Source) -> str:
    return (
        f"@page :left {{ {_running(source.title, 'Printed 3 October 2024')} }}"
        f"@page :first {{ {_running('', 'Uncontrolled when printed')} }}"
    )


def _mark(layout: Layout) -> str:
    marks = {"aslant": '<div class="w a">DRAFT</div>', "level": '<div class="w">SPECIMEN</div>'}
    return marks.get(layout.watermark, "")


def _flow(layout: Layout) -> str:
    rules = []
    if layout.justified:
        rules.append("text-align: justify")
    if layout.hyphenated:
        rules.append("hyphens: auto")
    if layout.columns > 1:
        rules.append(f"columns: {layout.columns}; column-gap: 10mm")
    return ";".join(rules)


def _body(source: Source) -> str:
    if source.layout.automatic:
        return _lists(source.layout, source.pieces)
    return "\n".join(_piece(source.layout, piece) for piece in source.pieces)


LISTS = """<style>
ol { list-style: none; padding: 0; margin: 0; counter-reset: a } ol > li { counter-increment: a; margin-bottom: 6pt }
ol > li::before { content: counter(a) ". " } ol ol { counter-reset: b } ol ol > li { counter-increment: b; padding-left: 36pt }
ol ol > li::before { content: counter(a) "." counter(b) " "; display: inline-block; width: 36pt; margin-left: -36pt }
ol.r { list-style: none; counter-reset: c } ol.r > li { counter-increment: c }
ol.r > li::before { content: "(" counter(c, lower-roman) ") " !important }
ul { margin: 0 0 6pt 18pt }
</style>"""


def _lists(layout: Layout, pieces: Sequence[Piece]) -> str:
    """Write the outline as nested lists, whose numbers and bullets the browser draws."""
    html, open_ = [LISTS], [0]
    tags = {0: "ol", 1: "ol", 2: 'ol class="r"', 3: "ul"}
    for piece in pieces:
        if not piece.label:
            html += (
                [f"</{tags[level][:2]}>" for level in reversed(open_[1:])] if len(open_) > 1 else []
            )
            open_ = [0]
            html.append(_piece(layout, piece))
            continue
        depth = piece.level + 1
        while open_[-1] > depth:
            html.append(f"</{tags[open_.pop() - 1][:2]}>")
        if open_[-1] < depth:
            html.append(f"<{tags[depth - 1]}>")
            open_.append(depth)
        html.append(f"<li>{escape(piece.text)}")
    return "\n".join(html)


def _piece(layout: Layout, piece: Piece) -> str:
    text = escape(piece.text)
    if piece.kind == "turn":
        return '<div class="wide">' if piece.text == "on" else "</div>"
    if piece.kind == "title":
        return f"<h1>{text}</h1>"
    if piece.kind == "box":
        return f'<div class="b">{"".join(_piece(layout, inner) for inner in piece.inside)}</div>'
    if piece.kind in {"cover", "signature"}:
        return _pairs(layout, piece)
    if piece.kind in {"table", "versions", "numbered"}:
        return _table(piece.rows, headed=piece.kind == "table")
    if piece.kind == "contents":
        rows = (f'<p class="c">{escape(a)}<i></i>{escape(b)}</p>' for a, b in piece.rows)
        return "<h2>Contents</h2>" + "".join(rows) + '<div style="break-after: page"></div>'
    return _text(layout, piece, text)


def _table(rows: Sequence[Sequence[str]], name: str = "", headed: bool = False) -> str:
    lines = ["".join(f"<td>{escape(cell)}</td>" for cell in row) for row in rows]
    if headed:
        lines[0] = f"<thead><tr>{lines[0]}</tr></thead>"
    return f'<table class="{name}">' + "".join(f"<tr>{line}</tr>" for line in lines) + "</table>"


def _pairs(layout: Layout, piece: Piece) -> str:
    if piece.kind == "cover" and layout.cover == "table":
        return _table(piece.rows)
    if piece.kind == "cover" and layout.cover == "four":
        return _table([piece.rows[n] + piece.rows[n + 1] for n in (0, 2)])
    if piece.kind == "cover" and layout.cover == "tabs":
        return _table(piece.rows, "t")
    return "".join(f"<p>{escape(f'{name} {value}')}</p>" for name, value in piece.rows)


def _text(layout: Layout, piece: Piece, text: str) -> str:
    if piece.lead:
        text = f"<b>{escape(piece.lead)}</b> {text}"
    tag = ("h3" if piece.level else "h2") if piece.kind == "heading" else "p"
    if not piece.label:
        name = "q" if piece.kind == "quote" else "f" if piece.kind == "paragraph" else ""
        return f'<{tag} class="{name}">{text}</{tag}>'
    if piece.label[:4] in WIDE or (layout.heading == "centred" and tag == "h2"):
        return f"<{tag}>{escape(piece.label)} {text}</{tag}>"
    quote = " q" if piece.kind == "quote" else ""
    label = "•" if "\ue000" <= piece.label <= "\uf8ff" else escape(piece.label)
    return f'<{tag} class="l l{piece.level}{quote}"><b class="n">{label}</b>{text}</{tag}>'


def print_pdf(html: Path, pdf: Path, chromium: str) -> None:
    """Print with headless Chromium; nothing is fetched."""
    with tempfile.TemporaryDirectory() as profile:
        subprocess.run(
            [chromium, "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
             "--disable-background-networking", "--disable-component-update", "--disable-sync",
             f"--user-data-dir={profile}", "--no-pdf-header-footer", f"--print-to-pdf={pdf}", html.as_uri()],
            check=True, capture_output=True, timeout=120,
        )  # fmt: skip
