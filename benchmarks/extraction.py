"""How faithfully, and how fast, files become clauses: per producer and per trait.

    python benchmarks/extraction.py [--only TRAIT] [--seeds N] [--misses] [--keep FOLDER]

Quality: a clause counts when its text is a true clause's text, white space and hyphens aside;
`exact` is the share of these that are right in those too, `kinds` of headings told from text.
Beside each DOCX its own PDF is compared, which should show no deviation. Speed is CPU time in
this process, as a ratio to two peers over the same PDFs in the same run: `pdftotext -layout` (its
own process's CPU time) and pdfplumber's `extract_text`.
"""

from __future__ import annotations

import argparse
import shutil
import sys
import tempfile
import time
from collections import Counter, defaultdict
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from benchmarks.faithfulness import Row, Score, deviations, score, shares
from benchmarks.oddities import oddities
from benchmarks.producers import page as web_page
from benchmarks.producers import reportlab_pdf, typst_pdf, word
from benchmarks.sources import Source, sources
from benchmarks.speed import print_memory, print_speed
from toolkit.reading import read

Made = dict[str, list[tuple[Source, Path]]]
WITH_FOOTNOTES = {"docx", "libreoffice", "tagged", "typst"}


def build(folder: Path, wanted: list[Source]) -> Made:
    """Write every source with every producer that this machine has."""
    made: Made = defaultdict(list)
    chromium = shutil.which("chromium") or shutil.which("google-chrome")
    soffice = shutil.which("soffice")
    for source in wanted:
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
        written = list(made["docx"])
        for name, home in (("libreoffice", folder), ("tagged", folder / "tagged")):
            word.convert([path for _, path in written], home, soffice, tagged=name == "tagged")
            made[name] = [(source, home / f"{path.stem}.pdf") for source, path in written]
    return made


def quality(made: Made, talk: bool) -> None:
    """Print the table per producer and per trait, and the F1 of each trait by each producer."""
    producers: dict[str, Score] = defaultdict(Counter)
    traits: dict[str, Score] = defaultdict(Counter)
    each: dict[str, dict[str, Score]] = defaultdict(lambda: defaultdict(Counter))
    for producer, files in made.items():
        for source, path in files:
            notes: list[str] = []
            counts = score(source, read(path), producer in WITH_FOOTNOTES, notes.append)
            producers[producer] += counts
            traits[source.trait] += counts
            each[source.trait][producer] += counts
            if talk and notes:
                print(f"\n{path.name}", *notes, sep="\n  ")
    _print_table(producers)
    _print_table(traits)
    _print_grid(each, list(made))


def _print_table(table: dict[str, Score]) -> None:
    print(f"\n{'':22}" + "".join(f"{name:>10}" for name in Row._fields))
    for name, counts in table.items():
        print(f"{name:22}" + "".join(f"{value:10.4f}" for value in shares(counts)))


def _print_grid(each: dict[str, dict[str, Score]], producers: list[str]) -> None:
    print(f"\n{'F1':22}" + "".join(f"{name:>13}" for name in producers))
    for trait, scores in each.items():
        values = "".join(f"{shares(scores[name]).f1:13.3f}" for name in producers)
        print(f"{trait:22}{values}")


def beside(made: Made, talk: bool) -> None:
    """Print how many documents show deviations between their DOCX and its own PDF."""
    pdfs = dict(made.get("libreoffice", []))
    found = {
        source.name: deviations(read(path), read(pdfs[source]))
        for source, path in made["docx"]
        if source in pdfs
    }
    clean = sum(not each for each in found.values())
    total = sum(map(len, found.values()))
    print(f"\nDOCX beside its own PDF: {clean} of {len(found)} without deviations, {total} in all")
    for name, each in found.items():
        if each and talk:
            print(f"\n{name}", *each, sep="\n  ")


def main() -> None:
    """Build, score, time."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--misses", action="store_true", help="print what was read wrongly")
    parser.add_argument("--only", default="", help="only the traits whose name contains this")
    parser.add_argument("--seeds", type=int, default=1, help="policies a trait")
    parser.add_argument("--keep", type=Path, help="build into this folder and keep it")
    parser.add_argument("--no-speed", action="store_true")
    options = parser.parse_args()
    started = time.monotonic()
    with tempfile.TemporaryDirectory() as scratch:
        folder = options.keep or Path(scratch)
        folder.mkdir(exist_ok=True)
        made = build(folder, sources(options.seeds, options.only))
        quality(made, options.misses)
        beside(made, options.misses)
        print()
        for name, right in oddities():
            print(f"{'yes' if right else 'NO':4}{name}")
        if not options.no_speed:
            print_speed({name: [path for _, path in files] for name, files in made.items()})
            print_memory(folder)
    print(f"\n{time.monotonic() - started:.0f} s in all")


if __name__ == "__main__":
    main()
