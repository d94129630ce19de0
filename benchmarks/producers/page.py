"""Source → HTML; Chromium prints the PDF, as a policy saved from a web page or from Google Docs."""

from __future__ import annotations

import subprocess
import tempfile
from html import escape
from pathlib import Path

from benchmarks.sources import Piece, Source

CSS = """
body { font: %(size)s Arial, 'Liberation Sans', sans-serif; %(flow)s }
p { margin: 0 0 %(gap)s 0 } h1 { text-align: center } h2 { font-size: 12pt; margin: 10pt 0 6pt }
.l { position: relative; padding-left: 36pt } .l2 { margin-left: 18pt } .l3 { margin-left: 36pt }
.l > b.n { font-weight: inherit; position: absolute; left: 0 }
table { border-collapse: collapse; margin-bottom: 8pt } td { border: 1px solid #333; padding: 3pt }
.q { font-style: italic; margin-left: 36pt } .c { display: flex } .c i { flex: 1; border-bottom: 1px dotted }
.w { position: fixed; top: 45%%; left: 10%%; font-size: 90pt; color: #e4e4e4; transform: rotate(-45deg); z-index: -1 }
@page { size: A4 %(orientation)s; margin: 22mm 20mm;
  @top-center { content: "%(header)s"; font: 9pt Arial }
  @bottom-left { content: "%(footer)s"; font: 9pt Arial } %(number)s }
"""


def write_html(source: Source, path: Path) -> None:
    """Write the source as one page of HTML."""
    css = CSS % {
        "size": "9pt" if "tight" in source.traits else "11pt",
        "gap": "0" if "tight" in source.traits else "6pt",
        "flow": _flow(source),
        "orientation": "landscape" if "landscape" in source.traits else "portrait",
        "header": source.header,
        "footer": source.footer,
        "number": '@bottom-right { content: "Page " counter(page) " of " counter(pages); font: 9pt Arial }'
        if source.footer
        else "",
    }
    mark = '<div class="w">DRAFT</div>' if "watermark" in source.traits else ""
    body = "\n".join(_piece(piece) for piece in source.pieces)
    path.write_text(
        f'<!doctype html><html lang="en-GB"><meta charset="utf-8"><title>{escape(source.title)}</title>'
        f"<style>{css}</style>{mark}{body}</html>",
        encoding="utf-8",
    )


def _flow(source: Source) -> str:
    rules = []
    if "justified" in source.traits:
        rules.append("text-align: justify")
    if "hyphenated" in source.traits:
        rules.append("hyphens: auto")
    if "columns" in source.traits:
        rules.append("columns: 2; column-gap: 10mm")
    return ";".join(rules)


def _piece(piece: Piece) -> str:
    text = escape(piece.text)
    if piece.kind == "title":
        return f"<h1>{text}</h1>"
    if piece.kind in {"cover", "table"}:
        rows = ("".join(f"<td>{escape(cell)}</td>" for cell in row) for row in piece.rows)
        return "<table>" + "".join(f"<tr>{row}</tr>" for row in rows) + "</table>"
    if piece.kind == "contents":
        rows = (f'<p class="c">{escape(a)}<i></i>{escape(b)}</p>' for a, b in piece.rows)
        return "<h2>Contents</h2>" + "".join(rows) + '<div style="break-after: page"></div>'
    tag = "h2" if piece.kind == "heading" else "p"
    if not piece.label:
        return f'<{tag} class="{"q" if piece.kind == "quote" else ""}">{text}</{tag}>'
    if piece.label.startswith("Section"):
        return f"<{tag}>{escape(piece.label)} {text}</{tag}>"
    quote = " q" if piece.kind == "quote" else ""
    return f'<{tag} class="l l{piece.level}{quote}"><b class="n">{escape(piece.label)}</b>{text}</{tag}>'


def print_pdf(html: Path, pdf: Path, chromium: str) -> None:
    """Print with headless Chromium; nothing is fetched."""
    with tempfile.TemporaryDirectory() as profile:
        subprocess.run(
            [chromium, "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
             "--disable-background-networking", "--disable-component-update", "--disable-sync",
             f"--user-data-dir={profile}", "--no-pdf-header-footer", f"--print-to-pdf={pdf}", html.as_uri()],
            check=True, capture_output=True, timeout=120,
        )  # fmt: skip
