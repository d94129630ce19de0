"""Redlines of generated ten-page policies: how many are exact on both sides, and how fast (CPU time).

python benchmarks/redline.py [PAIRS]

Each pair is a made-up policy (headings, numbered clauses, a table in each section, looks inside
paragraphs) and a copy with random edits. Exactness is judged by the independent reader in
tests/redline_oracle.py. The peer is `git diff --word-diff` on the two texts in the same run: it
starts a program and knows no document, so the ratio is a yardstick, not a race.
"""

from __future__ import annotations

import random
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from tests.docx_parts import abstract, docx, level, num, p, run, style, table  # noqa: E402
from tests.redline_oracle import said  # noqa: E402
from toolkit.tracked import redline  # noqa: E402

SECTIONS, CLAUSES = 12, 9  # about 4,600 words: ten pages
WORDS = [
    "the",
    "governing",
    "body",
    "headteacher",
    "staff",
    "pupils",
    "parents",
    "and",
    "visitors",
    "must",
    "should",
    "may",
    "not",
    "report",
    "record",
    "review",
    "a",
    "concern",
    "complaint",
    "absence",
    "visit",
    "allegation",
    "to",
    "of",
    "in",
    "within",
    "before",
    "after",
    "each",
    "term",
    "day",
    "week",
    "school",
    "policy",
    "procedure",
    "without",
    "delay",
    "where",
    "necessary",
]
STYLES = style("Normal") + style("Heading1", '<w:pPr><w:outlineLvl w:val="0"/></w:pPr>')
NUMBERS = abstract(0, level(0, "%1."), level(1, "%1.%2")) + num(1, 0)

Clause = tuple[str, str]  # kind, text
Policy = list[Clause]


def sentence(chance: random.Random) -> str:
    words = [chance.choice(WORDS) for _ in range(chance.randint(24, 60))]
    return " ".join(words).capitalize() + "."


def policy(chance: random.Random) -> Policy:
    made: Policy = []
    for _ in range(SECTIONS):
        made.append(("heading", " ".join(chance.sample(WORDS, 3)).capitalize()))
        made += [("clause", sentence(chance)) for _ in range(CLAUSES)]
        made.append(("table", " | ".join(" ".join(chance.sample(WORDS, 4)) for _ in range(6))))
    return [*made, ("clause", sentence(chance))]


def edited(made: Policy, chance: random.Random) -> Policy:
    result = list(made)
    for _ in range(len(made) // 4):
        at = chance.randrange(len(result) - 1)
        kind, text = result[at]
        change = chance.choice(["word", "word", "word", "drop", "add", "move", "look"])
        if change == "word":
            words = text.split(" ")
            words[chance.randrange(len(words))] = chance.choice(WORDS)
            result[at] = (kind, " ".join(words))
        elif change == "drop":
            del result[at]
        elif change == "add":
            result.insert(at, ("clause", sentence(chance)))
        elif change == "move":
            result.insert(chance.randrange(len(result) - 1), result.pop(at))
        elif kind == "clause":
            result[at] = ("bold", text)
    return result


def written(made: Policy) -> bytes:
    return docx("".join(map(_block, made)) + p(), styles=STYLES, numbering=NUMBERS)


def _block(clause: Clause) -> str:
    kind, text = clause
    if kind == "heading":
        return p(text, '<w:pStyle w:val="Heading1"/>', num=(1, 0))
    if kind == "table":
        cells = [cell.strip() for cell in text.split("|")]
        return table(cells[:3], cells[3:])
    middle = len(text) // 2
    inner = run(text[:middle], "<w:b/>" if kind == "bold" else "") + run(text[middle:])
    return p(inner, num=(1, 1))


def peer(old: Policy, new: Policy) -> float:
    """Return how long `git diff --word-diff` takes on the two texts, in seconds of CPU."""
    with tempfile.TemporaryDirectory() as folder:
        paths = [Path(folder) / name for name in ("old", "new")]
        for path, made in zip(paths, (old, new), strict=True):
            path.write_text("\n".join(text for _, text in made), encoding="utf-8")
        begun = _children()
        subprocess.run(
            ["git", "diff", "--no-index", "--word-diff", *paths], capture_output=True, check=False
        )
        return _children() - begun


def _children() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def main(pairs: int) -> None:
    exact, ours, theirs = 0, [], []
    for seed in range(pairs):
        chance = random.Random(seed)
        old = policy(chance)
        new = edited(old, chance)
        before, after = written(old), written(new)
        begun = time.process_time()
        result = redline(before, after, author="Clerk", date="2026-11-20T09:00:00Z")
        ours.append(time.process_time() - begun)
        theirs.append(peer(old, new))
        exact += said(result, "accept") == said(after, "accept") and said(result, "reject") == said(
            before, "accept"
        )
    words = sum(len(text.split()) for _, text in old)
    print(f"exact on both sides: {exact} of {pairs} pairs of about {words:,} words")
    print(
        f"redline: median {1000 * statistics.median(ours):.0f} ms, slowest {1000 * max(ours):.0f} ms"
    )
    print(f"git diff --word-diff: median {1000 * statistics.median(theirs):.0f} ms")
    print(f"ratio of medians: {statistics.median(ours) / statistics.median(theirs):.1f}")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 40)
