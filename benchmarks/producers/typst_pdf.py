"""Source → PDF by Typst: ligatures, hyphenation, tags and a compact content stream."""

from __future__ import annotations

import re
from pathlib import Path

from benchmarks.sources import WIDE, Layout, Piece, Source, look_of

VARIANTS = (
    "#context if calc.even(counter(page).get().first()) [{even}] "
    "else if counter(page).get().first() > 1 [{odd}] else [{first}]"
)


def write_pdf(source: Source, path: Path) -> None:
    """Compile the source with the fonts that Typst carries, or the machine's Liberation."""
    import typst

    typst.compile(_markup(source).encode(), output=str(path))


def _markup(source: Source) -> str:
    layout = source.layout
    page = ['paper: "a4"', f"flipped: {str(layout.landscape).lower()}", *_furniture(source)]
    if layout.columns > 1:
        page.append(f"columns: {layout.columns}")
    lead = 0.65 + (layout.leading - 1.25)
    first = f"(amount: {layout.first_line}pt, all: true)" if layout.first_line else "0pt"
    spacing = f"{lead}em + {layout.gap}pt" if layout.gap else f"{lead}em"
    paragraph = f"justify: {str(layout.justified).lower()}, leading: {lead}em, spacing: {spacing}, first-line-indent: {first}"
    hyphens = str(layout.hyphenated).lower()
    font = 'font: "Libertinus Serif"' if layout.serif else 'font: "Liberation Sans"'
    return "\n\n".join(
        (
            f"#set page({', '.join(page)})",
            f'#set text({layout.size}pt, {font}, lang: "en", region: "GB", hyphenate: {hyphens})',
            f"#set par({paragraph})",
            f'#set document(title: "{source.title}")',
            *(_piece(layout, piece) for piece in source.pieces),
        )
    )


def _furniture(source: Source) -> list[str]:
    found = []
    school, title = _escape(source.school), _escape(source.title)
    number = "#context counter(page).display()"
    if source.layout.running == "same":
        found += [f"header: align(center)[{school}]", f"footer: [{title} #h(1fr) {number}]"]
    if source.layout.running == "variants":
        head = VARIANTS.format(even=title, odd=school, first="")
        foot = VARIANTS.format(
            even="Printed 3 October 2024", odd=title, first="Uncontrolled when printed"
        )
        found += [f"header: align(center)[{head}]", f"footer: [{foot} #h(1fr) {number}]"]
    if source.layout.watermark == "aslant":
        found.append("background: rotate(45deg, text(90pt, fill: luma(225))[DRAFT])")
    if source.layout.watermark == "level":
        found.append("background: text(70pt, fill: luma(225))[SPECIMEN]")
    return found


def _escape(text: str) -> str:
    """Escape every character that is markup; a leading number would be a list."""
    return re.sub(r"([\\#*_`$<>@=\-+/\[\]~\"'.:])", r"\\\1", text)


def _piece(layout: Layout, piece: Piece) -> str:
    text = _escape(piece.text)
    if piece.kind == "turn":
        return f"#pagebreak()\n#set page(flipped: {str(piece.text == 'on').lower()})"
    if piece.kind == "title":
        return f'#align(center, text(20pt, weight: "bold")[{text}])'
    if piece.kind == "box":
        inside = "\n\n".join(_piece(layout, inner) for inner in piece.inside)
        return f"#rect(width: 100%, inset: 8pt)[{inside}]"
    if piece.kind in {"cover", "signature"}:
        return _pairs(layout, piece)
    if piece.kind in {"table", "versions", "numbered"}:
        return _table(piece.rows, piece.kind == "table")
    if piece.kind == "contents":
        fill = "" if layout.contents == "spaces" else ", repeat[.]"
        lines = (f"{_escape(a)} #box(width: 1fr{fill}) {b}" for a, b in piece.rows)
        return "*Contents*\n\n" + "\n\n".join(lines) + "\n\n#pagebreak()"
    return _text(layout, piece, text)


def _table(rows: tuple[tuple[str, ...], ...], headed: bool = False) -> str:
    cells = [", ".join(f"[{_escape(cell)}]" for cell in row) for row in rows]
    if headed:
        cells[0] = f"table.header({cells[0]})"
    return f"#table(columns: {len(rows[0])}, {', '.join(cells)})"


def _pairs(layout: Layout, piece: Piece) -> str:
    if piece.kind == "cover" and layout.cover == "table":
        return _table(piece.rows)
    if piece.kind == "cover" and layout.cover == "four":
        return _table(tuple(piece.rows[n] + piece.rows[n + 1] for n in (0, 2)))
    if piece.kind == "cover" and layout.cover == "tabs":
        cells = ", ".join(f"[{_escape(cell)}]" for row in piece.rows for cell in row)
        return f"#grid(columns: (200pt, 1fr), row-gutter: 1em, {cells})"
    return "\n\n".join(f"{_escape(name)} {_escape(value)}" for name, value in piece.rows)


_HEADINGS = {
    "bold": '#text(weight: "bold")[{}]',
    "capitals": "{}",
    "underlined": "#underline[{}]",
    "coloured": '#text(fill: rgb("#1f4e9e"))[{}]',
    "larger": "#text(size: 1.3em)[{}]",
    "centred": '#align(center, text(weight: "bold")[{}])',
    "italic": "#emph[{}]",
    "spaced": '#text(weight: "bold", tracking: 2.5pt)[{}]',
}


def _text(layout: Layout, piece: Piece, text: str) -> str:
    if piece.kind == "heading":
        shown = f"{_escape(piece.label)} {text}".strip()
        return "#block[#set par(first-line-indent: 0pt)\n" + _HEADINGS[look_of(layout, piece)].format(shown) + "]"  # fmt: skip
    if piece.footnote:
        words = text.split(" ")
        note = f"#footnote[{_escape(piece.footnote)}]"
        text = " ".join(words[:4]) + note + " " + " ".join(words[4:])
    if piece.lead:
        text = f"*{_escape(piece.lead)}* {text}"
    if piece.kind == "quote" and not piece.label:
        return f"#pad(left: 36pt)[_{text}_]"
    if not piece.label:
        return text
    left = 18 * max(0, piece.level - 1)
    label = "•" if "\ue000" <= piece.label <= "\uf8ff" else _escape(piece.label)
    wide = 70 if piece.label[:4] in WIDE else 36
    return f"#pad(left: {left}pt, grid(columns: ({wide}pt, 1fr), [{label}], [{text}]))"
