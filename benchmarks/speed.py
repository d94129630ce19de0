"""CPU time a document beside two peers, and the memory that a long file takes."""

from __future__ import annotations

import io
import resource
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

from benchmarks.producers.reportlab_pdf import write_pdf
from benchmarks.producers.word import write_docx
from benchmarks.sources import Source, Trait, source
from toolkit.extract import extract
from toolkit.extract.options import Options
from toolkit.reading import read

LONG_PAGES = 100
TEN_PAGES = 22  # sections
SECTIONS = 11  # of one drawn policy; a longer one is several
# The system's own high-water mark: what getrusage says of a child includes its parent's.
_MEASURE = (
    "import re, sys; from pathlib import Path; from toolkit.reading import read;"
    "document = read(Path(sys.argv[1]));"
    "print(document.pages, re.search(r'VmHWM:\\s*(\\d+)', Path('/proc/self/status').read_text())[1])"
)


def print_speed(made: dict[str, list[Path]]) -> None:
    """Print CPU time a document and its ratios to the peers."""
    columns = f"{'toolkit':>9}{'pdftotext':>11}{'ratio':>8}{'plumber':>10}{'ratio':>8}"
    print(f"\n{'CPU ms a document':22}{columns}")
    for producer, paths in made.items():
        read(paths[0])
        ours = each_ms(read, paths, 3)
        if producer == "docx":
            print(f"{producer:22}{ours:9.1f}")
            continue
        peer, slow = each_ms(pdftotext, paths, 3), each_ms(plumber, paths[:10], 1)
        ratios = f"{peer:11.1f}{ours / peer:8.2f}{slow:10.1f}{ours / slow:8.3f}"
        print(f"{producer:22}{ours:9.1f}{ratios}")


def print_memory(folder: Path) -> None:
    """Print the time that ten pages of DOCX take, and the peak memory of a PDF of 100 pages."""
    long = _repeated(LONG_PAGES * SECTIONS // 4)
    pdf, docx = folder / "hundred-pages.pdf", folder / "ten-pages.docx"
    write_pdf(long, pdf)
    write_docx(_repeated(TEN_PAGES), docx)
    pages, peak = _child(pdf)
    print(f"\npeak memory of {pages} pages of PDF: {peak / 1024:.0f} MB")
    alone, whole = each_ms(_extracted, [docx], 5), each_ms(read, [docx], 5)
    print(f"CPU time of ten pages of DOCX: {alone:.1f} ms to blocks, {whole:.1f} ms to clauses")


def _extracted(path: Path) -> None:
    extract(path.read_bytes(), path.name, Options())


def _repeated(sections: int) -> Source:
    """Draw a policy of many sections, all with subjects of their own."""
    count = sections // SECTIONS
    parts = [source(f"long-{n}", Trait(sections=SECTIONS), n) for n in range(count)]
    pieces = [piece for part in parts for piece in part.pieces if piece.kind != "title"]
    first = parts[0]
    return Source(
        "long", "long", first.layout, first.school, first.title, None, None,
        (*first.pieces[:2], *pieces),
    )  # fmt: skip


def _child(path: Path) -> tuple[int, int]:
    run = subprocess.run(
        [sys.executable, "-c", _MEASURE, str(path)], capture_output=True, text=True, check=True
    )
    pages, peak = run.stdout.split()
    return int(pages), int(peak)


def each_ms(work: Callable[[Path], object], paths: list[Path], times: int) -> float:
    """CPU milliseconds a document, the best of `times` runs over all of them."""
    best = min(cpu(lambda: [work(path) for path in paths]) for _ in range(times))
    return best / len(paths) * 1000


def cpu(work: Callable[[], object]) -> float:
    """CPU seconds of this process and of the children that it waited for."""
    before = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    work()
    after = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(
        a.ru_utime + a.ru_stime - b.ru_utime - b.ru_stime
        for a, b in zip(after, before, strict=True)
    )


def pdftotext(path: Path) -> None:
    """Read with the layout mode of Poppler's own program."""
    subprocess.run(["pdftotext", "-layout", path, "-"], capture_output=True, check=True)


def plumber(path: Path) -> None:
    """Read with pdfplumber's own engine."""
    import pdfplumber

    with pdfplumber.open(io.BytesIO(path.read_bytes())) as pdf:
        for each in pdf.pages:
            each.extract_text()
