"""How fast a folder is audited, against what an officer could script, and what it costs.

    python benchmarks/audit.py [--files 1000] [--jobs 2] [--plumber 100] [--keep FOLDER]

The files are made-up adoptions, about six pages each, of the model policies that are held, with
edits of every kind; half are DOCX, half PDF by two producers. In the same run and over the same
files: (a) `pdftotext` (for DOCX, `unzip -p` with its tags taken out) and
`git diff --no-index --word-diff` against the model's text; (b) the audit itself with pdfplumber
reading the PDFs, over a part of them. Wall time says something on an idle machine only; processor
time (of this process and all it started) also on one that is shared.
"""

from __future__ import annotations

import argparse
import contextlib
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from itertools import groupby
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
sys.path.insert(0, str(Path(__file__).resolve().parent))

from generator import Unit, draw

from benchmarks.one_audit import Cost, Run, apart, metered
from benchmarks.producers import reportlab_pdf, typst_pdf, word
from benchmarks.sources import Layout, Piece, PieceKind, Source
from toolkit import library
from toolkit.isolation.supervise import cores
from toolkit.library import ModelPolicy

TIERS = (1, 2, 3)
PRODUCERS = ("docx", "reportlab", "docx", "typst")
LAYOUT = Layout(size=11, leading=1.25, gap=6, running="same")
ADOPTED = ("3 September 2023", "14 January 2025", "September 2025")
REVIEWED = ("September 2026", "January 2027", "September 2028")
TAG = re.compile(rb"<[^>]*>")
PARAGRAPH = re.compile(rb"</w:p>")


def build(folder: Path, files: int, jobs: int) -> None:
    """Write the adoptions; those that an earlier run left are kept."""
    folder.mkdir(parents=True, exist_ok=True)
    with ProcessPoolExecutor(jobs) as pool:
        list(pool.map(make, [folder] * files, range(files), chunksize=10))


def make(folder: Path, number: int) -> None:
    producer = PRODUCERS[number % len(PRODUCERS)]
    path = folder / f"{number:05}.{'docx' if producer == 'docx' else 'pdf'}"
    if path.exists():
        return
    held = library.load()
    source = adoption(held[number % len(held)], number)
    match producer:
        case "docx":
            word.write_docx(source, path)
        case "reportlab":
            reportlab_pdf.write_pdf(source, path)
        case _:
            typst_pdf.write_pdf(source, path)


def adoption(model: ModelPolicy, number: int) -> Source:
    """Draw one school's adoption of a model, dates and all."""
    case = draw(model.document, TIERS[number % len(TIERS)], number)
    school = case.adopted.metadata.school or ""
    adopted, reviewed = ADOPTED[number % 3], REVIEWED[number // 3 % 3]
    rows = (("School:", school), ("Adopted on:", adopted), ("Review due:", reviewed))
    labels = [clause.label or "" for clause in case.adopted.clauses]
    body = pieces(list(zip(case.units, labels, strict=True)))
    front = [Piece("title", model.title), Piece("cover", rows=rows)]
    return Source(str(number), "audit", LAYOUT, school, model.title, None, None, (*front, *body))


def pieces(units: Sequence[tuple[Unit, str]]) -> Iterator[Piece]:
    for is_row, group in groupby(units, key=lambda pair: pair[0].kind == "table_row"):
        if is_row:
            cells = tuple(tuple(unit.text.split(" | ")) for unit, _ in group)
            widest = max(map(len, cells))
            yield Piece("table", rows=tuple(row + ("",) * (widest - len(row)) for row in cells))
        else:
            yield from (piece(unit, label) for unit, label in group)


def piece(unit: Unit, label: str) -> Piece:
    kind: PieceKind = "heading" if unit.kind == "heading" else "paragraph"
    kind = "bullet" if label in {"•", "-"} else kind
    return Piece(kind, unit.text, label, max(0, unit.level - 1))


def scripted(folder: Path) -> Cost:
    """Measure (a), file after file, as a shell script would do it."""
    models = list(library.load())
    with tempfile.TemporaryDirectory() as scratch:
        sides = []
        for number, model in enumerate(models):
            side = Path(scratch) / f"{number}.txt"
            side.write_text("\n".join(clause.text for clause in model.document.clauses))
            sides.append(side)
        text = Path(scratch) / "adopted.txt"
        costs: list[Cost] = []
        with metered(costs):
            for path in sorted(folder.iterdir()):
                as_text(path, text)
                differ(sides[int(path.stem) % len(sides)], text)
        return costs[0]


def as_text(path: Path, text: Path) -> None:
    if path.suffix == ".pdf":
        subprocess.run(["pdftotext", path, text], check=True)
        return
    xml = subprocess.run(
        ["unzip", "-p", path, "word/document.xml"], check=True, capture_output=True
    ).stdout
    text.write_bytes(TAG.sub(b"", PARAGRAPH.sub(b"\n", xml)))


def differ(model: Path, text: Path) -> None:
    command = ["git", "diff", "--no-index", "--word-diff", model, text]
    subprocess.run(command, check=False, stdout=subprocess.DEVNULL)


def part(folder: Path, of: int, into: Path, kind: str = "*") -> Path:
    """Make a folder with an even part of another: every kind of file in its share."""
    into.mkdir(parents=True)
    for path in sorted(folder.glob(kind))[:of]:
        shutil.copy(path, into / path.name)
    return into


def report(folder: Path, files: int, jobs: int, plumber: int) -> None:
    size = sum(path.stat().st_size for path in folder.iterdir()) / 1e6
    print(f"{files:,} files, {size:.0f} MB")
    alone, together = apart(folder, 1), apart(folder, jobs)
    print(f"read {alone.read:,}, matched with a model {alone.matched:,}")
    line("audit, 1 worker", alone.first, files)
    line(f"audit, {jobs} workers", together.first, files)
    efficiency = alone.first.wall / together.first.wall / jobs
    cpu = alone.first.cpu / together.first.cpu
    print(f"  parallel efficiency {efficiency:.0%} by the wall, {cpu:.0%} by processor time")
    print(f"  second run over unchanged files {together.again.wall:.2f} s")
    print(
        "  workers at their highest: first tenth {:.0f} MB, median {:.0f}, most {:.0f}".format(
            *together.worker_mb
        )
    )
    script = scripted(folder)
    line("(a) pdftotext + git diff", script, files)
    for jobs_, cost in ((1, alone.first), (jobs, together.first)):
        times, cpu = cost.wall / script.wall, cost.cpu / script.cpu
        print(f"  audit on {jobs_}: {times:.2f} × (a) by the wall, {cpu:.2f} × by processor time")
    coordinator(folder, files, jobs, together)
    if plumber:
        against_plumber(folder, plumber)


def coordinator(folder: Path, files: int, jobs: int, whole: Run) -> None:
    """Print the memory of the program that hands the work out, for a fifth, three, and all."""
    with tempfile.TemporaryDirectory() as scratch:
        for share in (files // 5, 3 * files // 5):
            found = apart(part(folder, share, Path(scratch) / str(share)), jobs)
            print(f"  coordinator, {share:,} files: {found.coordinator_mb[0]:.0f} MB", flush=True)
    first, again = whole.coordinator_mb
    print(f"  coordinator, {files:,} files: {first:.0f} MB; {again:.0f} after the second run")


def against_plumber(folder: Path, plumber: int) -> None:
    """Time (b) over a part of the files, beside the audit of that part; both on one worker."""
    with tempfile.TemporaryDirectory() as scratch:
        for name, kind in (("half PDF", "*"), ("PDF alone", "*.pdf")):
            chosen = part(folder, plumber, Path(scratch) / name, kind)
            files = len(list(chosen.iterdir()))
            ours, theirs = apart(chosen, 1).first, apart(chosen, 1, "pdfplumber").first
            line(f"audit, {name}", ours, files)
            line(f"(b) pdfplumber, {name}", theirs, files)
            times, cpu = theirs.wall / ours.wall, theirs.cpu / ours.cpu
            print(f"  {times:.1f} × the audit by the wall, {cpu:.1f} × by processor time")


def line(name: str, cost: Cost, files: int) -> None:
    each = 1000 * cost.cpu / files
    print(
        f"{name:<28} {cost.wall:7.1f} s  {files / cost.wall:6.1f} files/s  "
        f"{each:6.1f} ms of processor a file",
        flush=True,
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--files", type=int, default=1_000)
    parser.add_argument("--jobs", type=int, default=cores())
    parser.add_argument("--plumber", type=int, default=100, help="files for (b); 0: none")
    parser.add_argument("--keep", type=Path, help="where the files are kept for the next run")
    asked = parser.parse_args()
    with contextlib.ExitStack() as stack:
        kept = asked.keep or Path(stack.enter_context(tempfile.TemporaryDirectory()))
        build(kept, asked.files, asked.jobs)
        report(kept, asked.files, asked.jobs, asked.plumber)


if __name__ == "__main__":
    main()
