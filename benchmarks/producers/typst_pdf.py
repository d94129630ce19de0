"""Source → PDF by Typst: ligatures, hyphenation, tags and a compact content stream."""

from __future__ import annotations

import re
from pathlib import Path

from benchmarks.sources import Piece, Source


def write_pdf(source: Source, path: Path) -> None:
    """Compile the source with the fonts that Typst carries."""
    import typst

    typst.compile(_markup(source).encode(), output=str(path))


def _markup(source: Source) -> str:
    traits = source.traits
    page = ['paper: "a4"', f"flipped: {str('landscape' in traits).lower()}"]
    if "columns" in traits:
        page.append("columns: 2")
    if source.header:
        page.append(f"header: align(center)[{_escape(source.header)}]")
        page.append(f"footer: [{_escape(source.footer)} #h(1fr) #context counter(page).display()]")
    if "watermark" in traits:
        page.append("background: rotate(45deg, text(90pt, fill: luma(225))[DRAFT])")
    size, gap = ("9pt", "0.65em") if "tight" in traits else ("11pt", "1.1em")
    paragraph = f"justify: {str('justified' in traits).lower()}, spacing: {gap}"
    hyphens = str("hyphenated" in traits).lower()
    return "\n\n".join(
        (
            f"#set page({', '.join(page)})",
            f'#set text({size}, lang: "en", region: "GB", hyphenate: {hyphens})',
            f"#set par({paragraph})",
            f'#set document(title: "{source.title}")',
            *map(_piece, source.pieces),
        )
    )


def _escape(text: str) -> str:
    """Escape every character that is markup; a leading number would be a list."""
    return re.sub(r"([\\#*_`$<>@=\-+/\[\]~\"'.])", r"\\\1", text)


def _piece(piece: Piece) -> str:
    text = _escape(piece.text)
    if piece.kind == "title":
        return f'#align(center, text(20pt, weight: "bold")[{text}])'
    if piece.kind in {"cover", "table"}:
        cells = ", ".join(f"[{_escape(cell)}]" for row in piece.rows for cell in row)
        return f"#table(columns: {len(piece.rows[0])}, {cells})"
    if piece.kind == "contents":
        lines = (f"{_escape(a)} #box(width: 1fr, repeat[.]) {b}" for a, b in piece.rows)
        return "*Contents*\n\n" + "\n\n".join(lines) + "\n\n#pagebreak()"
    if piece.kind == "heading":
        return f'#text(weight: "bold")[{_escape(piece.label)} {text}]'
    if piece.kind == "quote" and not piece.label:
        return f"#pad(left: 36pt)[_{text}_]"
    if not piece.label:
        return text
    left = 18 * max(0, piece.level - 1)
    return f"#pad(left: {left}pt, grid(columns: (36pt, 1fr), [{_escape(piece.label)}], [{text}]))"
