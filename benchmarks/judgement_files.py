"""Write the cases of `judgement.py` as the files that an officer would be given."""

from __future__ import annotations

import hashlib
import json
import subprocess
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path

import docx
from docx.enum.text import WD_ALIGN_PARAGRAPH
from judgement_cases import Adoption, Model, Unit, normal

BUILT = Path(tempfile.gettempdir()) / "policy-toolkit-judgement"
Line = tuple[str, str, str]  # kind, printed label, text


def files_of(cases: Sequence[Adoption]) -> dict[str, tuple[Path, Path]]:
    """Build the model and the adopted policy of every case; what is built already stays."""
    BUILT.mkdir(exist_ok=True)
    made: dict[str, tuple[Path, Path]] = {}
    converted: list[Path] = []
    for case in cases:
        adopted = _text(case) if case.settings["form"] == ["text"] else _adopted(case)
        if case.settings["form"] == ["pdf"]:
            converted += [] if adopted.with_suffix(".pdf").exists() else [adopted]
            adopted = adopted.with_suffix(".pdf")
        made[case.name] = _model(case.model), adopted
    if converted:
        _convert(converted)
    return made


def _convert(paths: list[Path]) -> None:
    profile = f"-env:UserInstallation=file://{BUILT}/profile"
    command = ["soffice", profile, "--headless", "--convert-to", "pdf", "--outdir", str(BUILT)]
    subprocess.run([*command, *map(str, paths)], check=True, capture_output=True, timeout=300)


def _path(name: str, ending: str, content: object) -> Path:
    stamp = hashlib.sha256(repr((content, VERSION)).encode()).hexdigest()[:12]
    return BUILT / f"{name.replace('/', '-')}-{stamp}.{ending}"


VERSION = 4


def _model(model: Model) -> Path:
    markdown = model.settings["form"] == "markdown"
    path = _path(model.name, "md" if markdown else "docx", (model.settings, model.parts))
    lines = list(labelled(model.parts, model.settings["numbering"]))
    if markdown:
        path.write_text(_markdown(model, lines), encoding="utf-8")
    elif not path.exists():
        _write(path, [model.settings["title"]], lines, model.settings["authority"])
    return path


def _adopted(case: Adoption) -> Path:
    path = _path(case.name, "docx", (case.settings, case.cover, case.units))
    if not path.exists() or case.settings["form"] == ["pdf"]:
        lines = list(labelled(case.units, case.settings["numbering"][0]))
        _write(path, case.cover, lines, case.settings["school"][0])
    return path


def _text(case: Adoption) -> Path:
    path = _path(case.name, "txt", (case.settings, case.cover, case.units))
    lines = labelled(case.units, case.settings["numbering"][0])
    body = [f"{'-' if label == '•' else label} {text}".strip() for _, label, text in lines]
    path.write_text("\n\n".join([*case.cover, *body, ""]), encoding="utf-8")
    return path


def labelled(units: Sequence[object], numbering: str) -> Iterator[Line]:
    """Number clauses as the document does: decimally, by letters, or not at all."""
    section = clause = item = 0
    for unit in units:
        kind, text = unit.kind, unit.text  # type: ignore[attr-defined]
        label = ""
        if kind == "h":
            section, clause, item = section + 1, 0, 0
            label = {"decimal": f"{section}.", "letters": f"{chr(64 + section)}."}.get(
                numbering, ""
            )
        elif kind == "p":
            clause, item = clause + 1, 0
            label = {
                "decimal": f"{section}.{clause}",
                "letters": f"{chr(64 + section)}{clause}",
            }.get(numbering, "")
            label = label if section else ""
        elif kind == "i":
            item += 1
            label = "•" if numbering == "plain" else f"({chr(96 + item)})"
        elif kind == "b":
            label = "•"
        yield kind, label, text


def _write(path: Path, cover: Sequence[str], lines: Sequence[Line], owner: str) -> None:
    document = docx.Document()
    document.sections[0].header.paragraphs[0].text = owner
    for at, text in enumerate(cover):
        paragraph = document.add_paragraph(text, style="Title" if at == 0 else "Normal")
        paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    at = 0
    while at < len(lines):
        kind, label, text = lines[at]
        if kind == "t":
            end = next((i for i in range(at, len(lines)) if lines[i][0] != "t"), len(lines))
            _table(document, [text.split(" | ") for _, _, text in lines[at:end]])
            at = end
            continue
        _paragraph(document, kind, label, text)
        at += 1
    document.save(str(path))


def _table(document: docx.document.Document, rows: list[list[str]]) -> None:
    table = document.add_table(rows=len(rows), cols=max(map(len, rows)), style="Table Grid")
    for row, cells in zip(table.rows, rows, strict=True):
        for cell, text in zip(row.cells, cells, strict=False):
            cell.text = text


def _paragraph(document: docx.document.Document, kind: str, label: str, text: str) -> None:
    if kind == "h":
        document.add_paragraph(f"{label} {text}".strip(), style="Heading 1")
    elif label == "•":
        document.add_paragraph(text, style="List Bullet")
    elif kind == "q":
        document.add_paragraph(f"“{text}”", style="Quote")
    else:
        document.add_paragraph(f"{label}\t{text}" if label else text)


def _markdown(model: Model, lines: Sequence[Line]) -> str:
    head = [
        "---",
        f"id: {model.name}",
        f"title: {json.dumps(model.settings['title'])}",
        f"authority: {json.dumps(model.settings['authority'])}",
        f"edition: {model.settings['edition']}",
        "adoption: adapt",
        "---",
        "",
        f"# {model.settings['title']}",
        "",
    ]
    body: list[str] = []
    before = ""
    for kind, label, text in lines:
        if kind == "t" and before != "t":
            columns = text.count("|") + 1
            body += [f"| {text} |", "|" + " --- |" * columns]
        elif kind == "t":
            body[-1:] = [body[-1], f"| {text} |"]
        else:
            body += ["", _marked(kind, label, text)]
        before = kind
    return "\n".join([*head, *body, ""])


def _marked(kind: str, label: str, text: str) -> str:
    if kind == "h":
        return f"## {label} {text}".replace("##  ", "## ")
    if kind == "q":
        return f"> “{text}”"
    if label == "•":
        return f"- {text}"
    return f"{label} {text}".strip()


def unit_texts(units: Sequence[Unit]) -> list[str]:
    return [normal(unit.text) for unit in units]
