"""The same policy, printed by a browser and by a word processor, tagged and not: one reading."""

from __future__ import annotations

import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
from docx import Document
from docx.shared import Cm

from tests.pdf_drawing import body, read, roles, tables
from toolkit.document import Extraction

TEXTS = (
    "Every member of staff keeps a clear line between what is said as a private person and what "
    "is said on behalf of the school, and asks the headteacher where in doubt.",
    "A record of each message that is sent to a parent or carer by telephone is kept for three "
    "years after the pupil has left, and is shown to the governors once a term.",
    "No picture of a pupil is shown to anybody outside the school unless the form that the parent "
    "or carer has signed allows it, whatever the pupil says.",
    "Well-being comes first: e-mail sent after six in the evening is answered on the next working "
    "day, and nobody is asked to answer earlier than that.",
)
NAMES = ("Purpose", "Scope", "Duties", "Training", "Records", "Review")
ROWS = [["Date of issue", "1 September 2023"], ["Review date", "September 2024"]]


def clauses() -> list[tuple[str, str]]:
    """Give the policy as kinds and texts, three pages of it."""
    found: list[tuple[str, str]] = []
    for number, name in enumerate(NAMES, 1):
        found.append(("heading", f"{number}. {name}"))
        for part in range(1, 4):
            text = TEXTS[(number + part) % 4]
            found.append(("numbered", f"{number}.{part} {text} {TEXTS[part % 4]}"))
            found += [("bullet", f"• {TEXTS[part]}"), ("bullet", "• keep a note")]
    return found


WANTED = [text for _, text in clauses()]


def web_page(style: str) -> str:
    parts = ["<html lang=en><head><style>", style, "</style></head><body><table>"]
    parts += [f"<tr><td>{name}<td>{value}</tr>" for name, value in ROWS]
    parts.append("</table>")
    for kind, text in clauses():
        tag = {"heading": "h2", "numbered": "p", "bullet": "li"}[kind]
        parts.append(f"<{tag}>{text.removeprefix('• ')}</{tag}>")
    return "".join(parts) + "</body></html>"


BORDERS = "table{border-collapse:collapse} td{border:1px solid black; padding:3px}"


@pytest.mark.chromium
@pytest.mark.parametrize("more", ["", "body{text-align:justify}", "p,li{margin:0}"])
def test_a_policy_printed_by_a_browser(chromium: str, tmp_path: Path, more: str) -> None:
    page, out = tmp_path / "policy.html", tmp_path / "policy.pdf"
    page.write_text(web_page(BORDERS + more), encoding="utf-8")
    command = [chromium, "--headless", "--no-sandbox", "--disable-gpu", "--no-pdf-header-footer"]
    command += [f"--user-data-dir={tmp_path / 'profile'}", f"--print-to-pdf={out}", str(page)]
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    found = read(out.read_bytes())
    assert body(found) == WANTED
    assert tables(found) == [[[[cell] for cell in row] for row in ROWS]]


def word_file(path: Path) -> None:
    document = Document()
    document.sections[0].header.paragraphs[0].text = "Oakfield Primary School"
    document.sections[0].footer.paragraphs[0].text = "Approved by governors"
    table = document.add_table(0, 2, style="Table Grid")
    for row in ROWS:
        for cell, text in zip(table.add_row().cells, row, strict=True):
            cell.text = text
    for kind, text in clauses():
        if kind == "bullet":
            document.add_paragraph(text.removeprefix("• "), style="List Bullet")
            continue
        paragraph = document.add_paragraph()
        paragraph.add_run(text.replace(" ", "\t", 1)).bold = kind == "heading"
        paragraph.paragraph_format.left_indent = Cm(1.25)
        paragraph.paragraph_format.first_line_indent = Cm(-1.25)
    document.save(str(path))


def by_libreoffice(
    soffice: str, folder: Path, tagged: str, write: Callable[[Path], None] = word_file
) -> Extraction:
    write(folder / "policy.docx")
    options = f'pdf:writer_pdf_Export:{{"UseTaggedPDF":{{"type":"boolean","value":"{tagged}"}}}}'
    command = [soffice, f"-env:UserInstallation=file://{folder / 'profile'}", "--headless"]
    command += ["--convert-to", options, "--outdir", str(folder), str(folder / "policy.docx")]
    subprocess.run(command, check=True, capture_output=True, timeout=180)
    return read((folder / "policy.pdf").read_bytes())


@pytest.mark.libreoffice
@pytest.mark.parametrize("tagged", ["true", "false"])
def test_a_policy_printed_by_a_word_processor(soffice: str, tmp_path: Path, tagged: str) -> None:
    found = by_libreoffice(soffice, tmp_path, tagged)
    assert body(found) == WANTED
    assert tables(found) == [[[[cell] for cell in row] for row in ROWS]]
    assert roles(found) == {
        "Oakfield Primary School": "running_header",
        "Approved by governors": "running_footer",
    }


DUTIES = (
    ("Who", "Does what", "When"),
    (
        "Site manager",
        "Opens the building and walks round it before anybody else comes in.",
        "Every morning of the week",
    ),
    (
        "School office",
        "Keeps the list of keys and asks for those that have not come back.",
        "On the last day of each month",
    ),
    ("Head", "Reads the list.", "Each term"),
)
PARTLY_RULED = ("Light List", "Medium Shading 1 Accent 1", "Medium List 2 Accent 1", "Normal Table")


def styled_file(path: Path) -> None:
    document = Document()
    for number, style in enumerate(PARTLY_RULED, 1):
        paragraph = document.add_paragraph()
        paragraph.add_run(f"List {number}").bold = True
        paragraph.add_run().add_break()
        paragraph.add_run("Whoever is named here does what is said beside the name.")
        table = document.add_table(0, 3, style=style)
        for row in DUTIES:
            for cell, text in zip(table.add_row().cells, row, strict=True):
                cell.text = text
    document.save(str(path))


@pytest.mark.libreoffice
@pytest.mark.parametrize("tagged", ["true", "false"])
def test_tables_in_words_own_styles_and_lines_broken_off(
    soffice: str, tmp_path: Path, tagged: str
) -> None:
    found = by_libreoffice(soffice, tmp_path, tagged, styled_file)
    assert tables(found) == [[[[cell] for cell in row] for row in DUTIES]] * len(PARTLY_RULED)
    said = "Whoever is named here does what is said beside the name."
    lines = [text for number, _ in enumerate(PARTLY_RULED, 1) for text in (f"List {number}", said)]
    assert body(found) == lines
