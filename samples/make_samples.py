"""Write the samples: adopted policies of made-up schools, and the truth about each.

Run from anywhere: `python samples/make_samples.py`. It needs LibreOffice (`soffice`) for the PDFs
and Poppler (`pdftoppm`) for the scan. The same inputs give the same documents.
"""

from __future__ import annotations

import csv
import io
import json
import re
import shutil
import subprocess
import tempfile
import tomllib
import zipfile
from collections.abc import Iterable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from edits import Change, apply
from layout import lay_out
from localise import SWAPS, localised, plain
from own_words import own_words
from pieces import Piece, read_pieces, renumbered
from reportlab.lib.pagesizes import A4
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

HERE = Path(__file__).resolve().parent
MODELS = HERE.parent / "model_policies"
ADOPTED = HERE / "adopted"
ZIP_DATE = (2026, 10, 1, 9, 0, 0)
SCAN_DPI = 70  # legible, and small enough to keep
DAMAGED_SHARE = 0.6

Adoption = Mapping[str, Any]


def main() -> None:
    adoptions = tomllib.loads((HERE / "adoptions.toml").read_text(encoding="utf-8"))["adoption"]
    ADOPTED.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as scratch:
        truths = [_make(adoption, Path(scratch)) for adoption in adoptions]
        own = own_words()
        _save(own.document, ADOPTED / own.file)
        truths.append(own.truth)
    text = json.dumps({"documents": truths}, indent=1, ensure_ascii=False)
    (HERE / "truth.json").write_text(text + "\n", encoding="utf-8")
    _write_register(truths)


# --- one adoption ---------------------------------------------------------------------------------


def _make(adoption: Adoption, scratch: Path) -> dict[str, Any]:
    policy, _, edition = adoption["model"].partition("@")
    model = read_pieces(MODELS / policy / f"{edition}.md")
    pieces, changes = apply(model, adoption["edit"])
    if adoption["numbering"] == "automatic" or adoption.get("renumber"):
        pieces = renumbered(pieces)
    school = [_adopted(piece, adoption) for piece in pieces]
    _write(adoption, lay_out(adoption, school), scratch)
    return _truth(adoption, changes, {piece.key: piece for piece in school})


def _adopted(piece: Piece, adoption: Adoption) -> Piece:
    kind = None if piece.kind == "title" else adoption.get("localise")
    return replace(piece, text=localised(piece.text, kind, _values(adoption)))


def _values(adoption: Adoption) -> dict[str, str]:
    return {
        "school.name": adoption["school"],
        "adopted_on": adoption["adopted"][0],
        "review_on": adoption["review"][0],
        **adoption["values"],
    }


def _truth(adoption: Adoption, changes: Iterable[Change], school: Mapping[str, Piece]) -> Any:
    return {
        "file": adoption["file"],
        "model": adoption["model"],
        "school": adoption["school"],
        "shows": adoption["shows"],
        "spoilt": adoption.get("spoil"),
        "metadata": {
            "title": adoption["title"],
            "adopted_on": adoption["adopted"][1],
            "review_on": adoption["review"][1],
            "approved_by": localised("Full governing body", adoption.get("localise"), {}),
        },
        "substitutions": SWAPS.get(adoption.get("localise", ""), {}),
        "edits": [
            *(_mission_record(text) for text in adoption.get("mission", ())),
            *(_record(change, school) for change in changes),
        ],
    }


def _record(change: Change, school: Mapping[str, Piece]) -> dict[str, Any]:
    adopted = [school[piece.key] for piece in change.adopted]
    optional = any(piece.optional for piece in change.model)
    is_heading = any(piece.kind == "section" for piece in change.model)
    return {
        "kind": change.kind,
        "shape": list(change.shape),
        "material": None if optional or is_heading else change.edit.get("material"),
        "optional": optional,
        "why": change.edit["why"],
        "model_label": [piece.key for piece in change.model],
        "model": [plain(piece.text) for piece in change.model],
        "adopted_label": [piece.label for piece in adopted],
        "adopted": [plain(piece.text) for piece in adopted],
    }


def _mission_record(text: str) -> dict[str, Any]:
    """Record a line of a mission statement, which a reader may also take for front matter."""
    return {
        "kind": "added",
        "shape": [],
        "material": False,
        "optional": False,
        "why": "mission statement",
        "model_label": [],
        "model": [],
        "adopted_label": [""],
        "adopted": [text],
    }


# --- files ----------------------------------------------------------------------------------------


def _write(adoption: Adoption, document: Any, scratch: Path) -> None:
    target = ADOPTED / adoption["file"]
    word = scratch / f"{target.stem}.docx" if target.suffix == ".pdf" else target
    _save(document, word)
    if target.suffix == ".pdf":
        _to_pdf(word, scratch)
        shutil.copyfile(word.with_suffix(".pdf"), target)
    if adoption.get("spoil") == "scanned":
        _scan(target, scratch)
    if adoption.get("spoil") == "damaged":
        whole = target.read_bytes()
        target.write_bytes(whole[: int(len(whole) * DAMAGED_SHARE)])


def _save(document: Any, path: Path) -> None:
    """Save a DOCX whose bytes do not depend on the hour."""
    written = io.BytesIO()
    document.save(written)
    with zipfile.ZipFile(written) as source, zipfile.ZipFile(path, "w") as target:
        for entry in source.infolist():
            fixed = zipfile.ZipInfo(entry.filename, ZIP_DATE)
            target.writestr(fixed, source.read(entry), zipfile.ZIP_DEFLATED)


def _to_pdf(word: Path, scratch: Path) -> None:
    profile = f"-env:UserInstallation=file://{scratch}/profile"
    command = ["soffice", profile, "--headless", "--convert-to", "pdf", "--outdir", str(scratch)]
    subprocess.run([*command, str(word)], check=True, capture_output=True, timeout=120)
    path = word.with_suffix(".pdf")
    path.write_bytes(_undated(path.read_bytes()))


def _undated(data: bytes) -> bytes:
    """Blank what LibreOffice makes of the hour, keeping every offset."""
    data = re.sub(rb"(/CreationDate\(D:)[^)]*", _padded(b"20261001090000Z"), data)
    data = re.sub(rb"<[0-9A-F]{32}>", b"<" + b"0" * 32 + b">", data)
    return re.sub(rb"(/DocChecksum /)[0-9A-F]{32}", rb"\g<1>" + b"0" * 32, data)


def _padded(date: bytes) -> Any:
    return lambda match: (match[1] + date).ljust(len(match[0]), b"'")


def _scan(path: Path, scratch: Path) -> None:
    """Replace a PDF by pictures of its pages."""
    pages = scratch / "page"
    command = ["pdftoppm", "-r", str(SCAN_DPI), "-gray", "-jpeg", "-jpegopt", "quality=35"]
    subprocess.run([*command, str(path), str(pages)], check=True, timeout=120)
    canvas = Canvas(str(path), pagesize=A4, invariant=True)
    for picture in sorted(scratch.glob("page-*.jpg")):
        canvas.drawImage(ImageReader(str(picture)), 0, 0, *A4)
        canvas.showPage()
    canvas.save()


# --- the register ---------------------------------------------------------------------------------

COLUMNS = (
    *("urn", "laestab", "school_name", "short_name", "name_aliases", "establishment_type", "phase"),
    *("federation_or_trust", "status", "noun", "head_title", "head_name", "chair_name", "file"),
    *("policy_id", "model_id", "adopted_on", "review_due"),
)
SILENT = ("Riverside Infant School", "Beacon Hill Academy")  # they have sent no policy


def _write_register(truths: Iterable[Mapping[str, Any]]) -> None:
    adoptions = tomllib.loads((HERE / "adoptions.toml").read_text(encoding="utf-8"))["adoption"]
    people = {adoption["school"]: adoption["values"] for adoption in adoptions}
    rows = [_row(number, truth, people) for number, truth in enumerate(truths)]
    rows += [_row(90 + n, {"school": name}, people) for n, name in enumerate(SILENT)]
    with (HERE / "schools.csv").open("w", encoding="utf-8-sig", newline="") as stream:
        writer = csv.DictWriter(stream, COLUMNS)
        writer.writeheader()
        writer.writerows(rows)


def _row(number: int, truth: Mapping[str, Any], people: Mapping[str, Any]) -> dict[str, str]:
    name = truth["school"]
    kind, phase, noun = _describe(name)
    values = people.get(name, {})
    metadata = truth.get("metadata", {})
    posts = {"academy": "Principal", "trust": "Principal", "federation": "Executive Headteacher"}
    return {
        "urn": str(900100 + number),
        "laestab": f"998{2000 + number}",
        "school_name": name,
        "short_name": name.removeprefix("The ").split(" Church")[0].split(" Primary")[0],
        "name_aliases": "Larkrise" if "Larkrise" in name else "",
        "establishment_type": kind,
        "phase": phase,
        "federation_or_trust": "The Larkrise Federation" if noun == "federation" else "",
        "status": "Open",
        "noun": noun,
        "head_title": posts.get(noun, "Headteacher"),
        "head_name": values.get("head.name", ""),
        "chair_name": values.get("chair.name", ""),
        "file": truth.get("file", ""),
        "policy_id": (truth.get("model") or "").partition("@")[0],
        "model_id": truth.get("model") or "",
        "adopted_on": metadata.get("adopted_on") or "",
        "review_due": metadata.get("review_on") or "",
    }


def _describe(name: str) -> tuple[str, str, str]:
    """Tell a made-up school's type, phase and noun from its name."""
    if "Academy" in name:
        return "Academy converter", "Secondary", "academy"
    if "Trust" in name:
        return "Academy sponsor led", "All-through", "trust"
    if "Federation" in name:
        return "Community school", "Primary", "federation"
    if "Nursery" in name:
        return "Local authority nursery school", "Nursery", "nursery"
    if "College" in name:
        return "Further education", "16 plus", "college"
    if "Church" in name:
        return "Voluntary aided school", "Primary", "school"
    return "Community school", "Secondary" if "High" in name else "Primary", "school"


if __name__ == "__main__":
    main()
