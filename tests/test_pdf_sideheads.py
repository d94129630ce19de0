"""Headings in a column beside their text, and lists side by side under headings of their own."""

from __future__ import annotations

from tests.pdf_drawing import Draw, body, lines, pdf, read, tables, text, together
from toolkit.structure import structure

BOLD = "Helvetica-Bold"
PROSE = (
    "The gates open at half past eight and the registers close at a quarter past",
    "nine. Whoever comes later is marked as absent for the session, and the office",
    "tells the family on the same day.",
)
MORE = ("The office keeps the list of those who were late.", "It is looked at each week.")


def section(y: float, *names: str, label: str = "") -> list[Draw]:
    heads = [text(72, y + 14 * at, name, font=BOLD, size=12) for at, name in enumerate(names)]
    below = [text(200, y + 50 + 15 * at, words) for at, words in enumerate(MORE)]
    if label:
        return [*heads, text(200, y, label), lines(228, y, *(row[:60] for row in PROSE)), *below]
    return [*heads, lines(200, y, *(row[:66] for row in PROSE)), *below]


def clauses(*pages: list[Draw]) -> list[tuple[str, str]]:
    found = structure(read(pdf(*pages)))
    return [(clause.kind, clause.text) for clause in found.clauses]


def test_a_heading_beside_its_text_heads_it() -> None:
    page = [
        lines(72, 60, "Lateness at our school and what is done"),
        *section(120, "Opening times"),
        *section(240, "Coming late to the", "first lesson"),
        *section(360, "Records"),
    ]
    heads = [words for kind, words in clauses(page) if kind == "heading"]
    assert heads == ["Opening times", "Coming late to the first lesson", "Records"]


def test_headings_beside_numbered_clauses_head_them() -> None:
    page = [
        text(72, 60, "Lateness policy", font=BOLD, size=20),
        *section(120, "Opening times", label="1.1"),
        *section(240, "Coming late", label="2.1"),
        *section(360, "Records", label="3.1"),
    ]
    found = structure(read(pdf(page))).clauses
    assert [clause.label for clause in found if clause.label] == ["1.1", "2.1", "3.1"]
    assert [clause.text for clause in found if clause.kind == "heading"] == [
        "Opening times",
        "Coming late",
        "Records",
    ]


def test_a_text_beside_its_heading_goes_on_on_the_next_page() -> None:
    one = [*section(560, "Opening times"), *section(680, "Coming late")]
    one.append(text(200, 770, "Whoever comes late without a reason more than three times in a"))
    two = [text(200, 72, "term is asked to a talk with the class teacher and a parent.")]
    two += [*section(120, "Records"), *section(240, "Review")]
    whole = "Whoever comes late without a reason more than three times in a term is asked to a talk"
    assert any(words.startswith(whole) for _, words in clauses(one, two))


def test_a_table_with_names_in_bold_keeps_its_columns() -> None:
    rows = [("Boat warden", "Opens the boathouse", "Daily"), ("Treasurer", "Sends bills", "Weekly")]
    rows += [("Committee", "Sets the fees", "Yearly"), ("Members", "Pay the fees", "In May")]
    drawn = [
        text(x, 100 + 18 * at, word, font=BOLD if x < 100 else "Helvetica")
        for at, row in enumerate(rows)
        for x, word in zip((72, 200, 400), row, strict=True)
    ]
    found = [[cell[0] for cell in row] for row in tables(read(pdf(drawn)))[0]]
    assert found == [list(row) for row in rows]


def test_headings_over_two_lists_side_by_side_go_with_their_lists() -> None:
    sides = (
        (72, "Families will", ("ring before nine;", "come on time.")),
        (320, "School will", ("ring back within the hour;", "listen first.")),
    )
    drawn = [
        together(text(x + 18, y, "•"), text(x + 34, y, words))
        for x, _, items in sides
        for y, words in zip((130, 150), items, strict=True)
    ]
    heads = [text(x, 110, head, font=BOLD, size=12) for x, head, _ in sides]
    assert body(read(pdf([*heads, *drawn, lines(72, 220, *PROSE)])))[:6] == [
        "Families will",
        "• ring before nine;",
        "• come on time.",
        "School will",
        "• ring back within the hour;",
        "• listen first.",
    ]
