"""How fast a folder is audited, against what an officer could script, and what it costs.

    python benchmarks/audit.py [--files 1000] [--jobs 2] [--plumber 40] [--keep FOLDER]

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
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
sys.path.insert(0, str(Path(__file__).resolve().parent))

from generator import Unit, draw

from benchmarks.producers import reportlab_pdf, typst_pdf, word
from benchmarks.sources import Layout, Piece, PieceKind, Source
from toolkit import library
from toolkit.auditing.run import audit
from toolkit.batch.records import Audit
from toolkit.extract.options import Options
from toolkit.isolation.supervise import cores
from toolkit.library import ModelPolicy

TODAY = "2026-11-20"
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


@dataclass(frozen=True)
class Cost:
    """Seconds: on the wall, and of processors in this process and those that it ended."""

    wall: float
    cpu: float


@contextlib.contextmanager
def metered(costs: list[Cost]) -> Iterator[None]:
    wall, cpu = time.monotonic(), spent()
    yield
    costs.append(Cost(time.monotonic() - wall, spent() - cpu))


def spent() -> float:
    usages = (resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return sum(usage.ru_utime + usage.ru_stime for usage in usages)


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


def timed(folder: Path, jobs: int, options: Options | None = None) -> tuple[Cost, Cost, Audit]:
    """Audit a folder into a fresh one and once more; return both costs and what was found."""
    costs: list[Cost] = []
    with tempfile.TemporaryDirectory() as out:
        for _ in range(2):
            with metered(costs):
                whole = audit(folder, out, today=TODAY, jobs=jobs, options=options or Options())
    return costs[0], costs[1], whole


def part(folder: Path, of: int, into: Path) -> None:
    """Copy an even part of a folder: every kind of file in its share."""
    into.mkdir()
    for path in sorted(folder.iterdir())[:of]:
        shutil.copy(path, into / path.name)


def report(folder: Path, files: int, jobs: int, plumber: int) -> None:
    alone, _, one = timed(folder, 1)
    print(f"{files:,} files, {sum(p.stat().st_size for p in folder.iterdir()) / 1e6:.0f} MB")
    read = sum(record.status == "read" for record in one.records)
    matched = sum(record.model is not None for record in one.records)
    print(f"read {read:,}, matched with a model {matched:,}")
    line("audit, 1 worker", alone, files)
    together, again, many = timed(folder, jobs)
    line(f"audit, {jobs} workers", together, files)
    print(f"  parallel efficiency {alone.wall / together.wall / jobs:.0%}")
    print(f"  second run over unchanged files {again.wall:.2f} s")
    memory(many)
    script = scripted(folder)
    line("(a) pdftotext + git diff", script, files)
    walls = f"{alone.wall / script.wall:.2f} × (a) on 1 worker, {together.wall / script.wall:.2f} × on {jobs}"
    print(f"  audit takes {walls}; {alone.cpu / script.cpu:.2f} × its processor time")
    if plumber:
        against_plumber(folder, plumber)


def against_plumber(folder: Path, plumber: int) -> None:
    """Time (b) over a part of the files, beside the audit of that part; both on one worker."""
    with tempfile.TemporaryDirectory() as scratch:
        some, pdfs = Path(scratch) / "some", Path(scratch) / "pdfs"
        part(folder, plumber, some)
        shutil.copytree(some, pdfs, ignore=shutil.ignore_patterns("*.docx"))
        for name, chosen in (("half PDF", some), ("PDF alone", pdfs)):
            ours, _, _ = timed(chosen, 1)
            theirs, _, _ = timed(chosen, 1, Options(engine="pdfplumber"))
            line(f"(b) pdfplumber, {name}", theirs, len(list(chosen.iterdir())))
            print(
                f"  {theirs.wall / ours.wall:.1f} × the audit, {theirs.cpu / ours.cpu:.1f} × its processor time"
            )


def line(name: str, cost: Cost, files: int) -> None:
    each = 1000 * cost.cpu / files
    print(
        f"{name:<28} {cost.wall:7.1f} s  {files / cost.wall:6.1f} files/s  {each:6.0f} ms of processor a file",
        flush=True,
    )


def memory(whole: Audit) -> None:
    peaks = [record.peak_mb for record in whole.records if record.peak_mb]
    if peaks:
        middle, first = statistics.median(peaks), statistics.median(peaks[: len(peaks) // 10 or 1])
        print(f"  worker peak {max(peaks):.0f} MB, median {middle:.0f}, first tenth {first:.0f}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--files", type=int, default=1_000)
    parser.add_argument("--jobs", type=int, default=cores())
    parser.add_argument("--plumber", type=int, default=40, help="files for (b); 0: none")
    parser.add_argument("--keep", type=Path, help="where the files are kept for the next run")
    asked = parser.parse_args()
    with contextlib.ExitStack() as stack:
        kept = asked.keep or Path(stack.enter_context(tempfile.TemporaryDirectory()))
        build(kept, asked.files, asked.jobs)
        report(kept, asked.files, asked.jobs, asked.plumber)


if __name__ == "__main__":
    main()
