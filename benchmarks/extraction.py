"""How faithfully, and how fast, files become clauses: per producer and per trait.

    python benchmarks/extraction.py [--only TRAIT] [--misses] [--keep FOLDER]

Quality is exact: a clause counts when its text is a true clause's text (white space and hyphens
aside). Speed is CPU time in this process, as a ratio to two peers over the same PDFs in the same
run: `pdftotext -layout` (its own process's CPU time) and pdfplumber's `extract_text`.
"""

from __future__ import annotations

import argparse
import io
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from collections import Counter, defaultdict
from collections.abc import Callable
from difflib import SequenceMatcher
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from toolkit.reading import read

from benchmarks.producers import page as web_page
from benchmarks.producers import reportlab_pdf, typst_pdf, word
from benchmarks.sources import Source, sources
from toolkit.document import Document

Score = Counter[str]


def build(folder: Path) -> dict[str, list[tuple[Source, Path]]]:
    """Write every source with every producer that this machine has."""
    made: dict[str, list[tuple[Source, Path]]] = defaultdict(list)
    chromium = shutil.which("chromium") or shutil.which("google-chrome")
    soffice = shutil.which("soffice")
    for source in sources():
        docx = folder / f"{source.name}.docx"
        word.write_docx(source, docx)
        made["docx"].append((source, docx))
        for name, write in (("reportlab", reportlab_pdf.write_pdf), ("typst", typst_pdf.write_pdf)):
            target = folder / f"{source.name}-{name}.pdf"
            write(source, target)
            made[name].append((source, target))
        if chromium:
            html, target = folder / f"{source.name}.html", folder / f"{source.name}-chromium.pdf"
            web_page.write_html(source, html)
            web_page.print_pdf(html, target, chromium)
            made["chromium"].append((source, target))
    if soffice:
        word.convert([path for _, path in made["docx"]], folder, soffice)
        made["libreoffice"] = [(source, path.with_suffix(".pdf")) for source, path in made["docx"]]
    return made


def key(text: str) -> str:
    """Fold what no reader can know: the white space, and whether a line-end hyphen was hard."""
    return "".join(text.split()).replace("-", "").replace("\u00ad", "")


def score(source: Source, document: Document, misses: Callable[[str], None]) -> Score:
    """Count true, found and right clauses, right labels, words kept and right metadata."""
    truth = source.truth
    found = [(clause.label or "", clause.text) for clause in document.clauses]
    counts: Score = Counter(documents=1, truth=len(truth), found=len(found))
    matcher = SequenceMatcher(None, [key(t) for _, t in truth], [key(t) for _, t in found], False)
    right_truth: set[int] = set()
    right_found: set[int] = set()
    for a, b, size in matcher.get_matching_blocks():
        for n in range(size):
            right_truth.add(a + n)
            right_found.add(b + n)
            counts["right"] += 1
            counts["labels"] += _label(truth[a + n][0]) == _label(found[b + n][0])
            if _label(truth[a + n][0]) != _label(found[b + n][0]):
                misses(f"label {truth[a + n][0]!r} read as {found[b + n][0]!r}")
    for n, (label, text) in enumerate(truth):
        if n not in right_truth:
            misses(f"lost  {label:6} {text[:110]}")
    for n, (label, text) in enumerate(found):
        if n not in right_found:
            misses(f"extra {label:6} {text[:110]}")
    _words(source, document, counts, misses)
    _metadata(source, document, counts, misses)
    return counts


def _label(label: str) -> str:
    return label.strip().rstrip(".:)").lstrip("(").lower()


def _words(
    source: Source, document: Document, counts: Score, misses: Callable[[str], None]
) -> None:
    want = Counter(key(word) for label, text in source.truth for word in f"{text}".split())
    have = Counter(
        key(word)
        for text in [c.text for c in document.clauses] + [a.text for a in document.set_aside]
        for word in text.split()
    )
    counts["words"] += sum(want.values())
    lost = want - have
    counts["kept"] += sum(want.values()) - sum(lost.values())
    if lost:
        misses(f"words lost: {dict(list(lost.items())[:8])}")


def _metadata(
    source: Source, document: Document, counts: Score, misses: Callable[[str], None]
) -> None:
    data = document.metadata
    wanted = {"title": source.title, "school": source.school}
    if "cover" in source.traits:
        wanted |= {"adopted_on": source.adopted_on, "review_on": source.review_on}
    for name, value in wanted.items():
        counts["facts"] += 1
        counts["facts_right"] += getattr(data, name) == value
        if getattr(data, name) != value:
            misses(f"{name}: {getattr(data, name)!r}, not {value!r}")


def row(name: str, counts: Score) -> str:
    """One line of the table."""
    precision, recall = counts["right"] / max(1, counts["found"]), counts["right"] / counts["truth"]
    f1 = 2 * precision * recall / max(1e-9, precision + recall)
    labels = counts["labels"] / max(1, counts["right"])
    kept = counts["kept"] / counts["words"]
    facts = counts["facts_right"] / counts["facts"]
    return f"{name:22}{precision:9.3f}{recall:8.3f}{f1:8.3f}{labels:9.3f}{kept:9.4f}{facts:9.3f}"


def quality(made: dict[str, list[tuple[Source, Path]]], talk: bool) -> None:
    """Print the table per producer and per source."""
    producers: dict[str, Score] = defaultdict(Counter)
    traits: dict[str, Score] = defaultdict(Counter)
    for producer, files in made.items():
        for source, path in files:
            notes: list[str] = []
            counts = score(source, read(path), notes.append)
            producers[producer] += counts
            traits[source.name] += counts
            if talk and notes:
                print(f"\n{path.name}", *notes, sep="\n  ")
    heading = f"{'':22}{'precision':>9}{'recall':>8}{'F1':>8}{'labels':>9}{'kept':>9}{'facts':>9}"
    for table in (producers, traits):
        print("\n" + heading)
        print("\n".join(row(name, counts) for name, counts in table.items()))


def cpu(work: Callable[[], object]) -> float:
    """CPU seconds of this process and of the children that it waited for."""
    before = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    work()
    after = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(
        a.ru_utime + a.ru_stime - b.ru_utime - b.ru_stime
        for a, b in zip(after, before, strict=True)
    )


def speed(made: dict[str, list[tuple[Source, Path]]]) -> None:
    """Print CPU time per document and its ratios to the peers."""
    columns = f"{'toolkit':>9}{'pdftotext':>11}{'ratio':>8}{'plumber':>10}{'ratio':>8}"
    print(f"\n{'CPU ms a document':22}{columns}")
    for producer, files in made.items():
        paths = [path for _, path in files]
        read(paths[0])
        ours = each_ms(read, paths, 3)
        if producer == "docx":
            print(f"{producer:22}{ours:9.1f}")
            continue
        peer, slow = each_ms(pdftotext, paths, 3), each_ms(plumber, paths, 1)
        ratios = f"{peer:11.1f}{ours / peer:8.2f}{slow:10.1f}{ours / slow:8.3f}"
        print(f"{producer:22}{ours:9.1f}{ratios}")


def each_ms(work: Callable[[Path], object], paths: list[Path], times: int) -> float:
    """CPU milliseconds a document, the best of `times` runs over all of them."""
    best = min(cpu(lambda: [work(path) for path in paths]) for _ in range(times))
    return best / len(paths) * 1000


def pdftotext(path: Path) -> None:
    """Read with the layout mode of Poppler's own program."""
    subprocess.run(["pdftotext", "-layout", path, "-"], capture_output=True, check=True)


def plumber(path: Path) -> None:
    """Read with pdfplumber's own engine."""
    import pdfplumber

    with pdfplumber.open(io.BytesIO(path.read_bytes())) as pdf:
        for each in pdf.pages:
            each.extract_text()


def main() -> None:
    """Build, score, time."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--misses", action="store_true", help="print what was read wrongly")
    parser.add_argument("--only", help="only the sources whose name contains this")
    parser.add_argument("--keep", type=Path, help="build into this folder and keep it")
    parser.add_argument("--no-speed", action="store_true")
    options = parser.parse_args()
    started = time.monotonic()
    with tempfile.TemporaryDirectory() as scratch:
        folder = options.keep or Path(scratch)
        folder.mkdir(exist_ok=True)
        made = build(folder)
        if options.only:
            made = {
                name: [each for each in files if options.only in each[0].name]
                for name, files in made.items()
            }
        quality(made, options.misses)
        if not options.no_speed:
            speed(made)
    print(f"\n{time.monotonic() - started:.0f} s in all")


if __name__ == "__main__":
    main()
