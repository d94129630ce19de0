"""Where the processor time of an audit goes, stage by stage, in one worker that is warm.

    python benchmarks/stages.py FOLDER [FILES]

FOLDER is one that `benchmarks/audit.py --keep FOLDER` made. The first line is what a worker costs
before its first file; a stage that is set in holds a part of the one above it.
"""

from __future__ import annotations

import gc
import pickle
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from toolkit import reading
from toolkit.auditing import examine
from toolkit.batch.folder import Found
from toolkit.batch.records import PAGES, Settings
from toolkit.comparison import result
from toolkit.report import html

LOADED = time.process_time()  # since the process began
TODAY = "2026-11-20"
WARMING = 12  # files: every edition that is held has come, and what is kept of it is made
# What is shown, and the function of a module that does it.
STAGES: tuple[tuple[str, Any, str], ...] = (
    ("read", examine, "read"),
    ("  extract", reading, "extract"),
    ("  structure", reading, "structure"),
    ("  metadata", reading, "metadata"),
    ("identify", examine, "choose"),
    ("compare", examine, "compare"),
    ("  align", result, "align"),
    ("  learn", result, "learn"),
    ("  classify", result, "classify"),
    ("  findings", result, "findings"),
    ("whose it is", examine, "_whose"),
    ("sort for reading", examine, "digest"),
    ("page", html, "laid_out"),
    ("record", examine, "_condensed"),
)


def main() -> None:
    folder, most = Path(sys.argv[1]), int((sys.argv[2:] or ["60"])[0])
    spent: Counter[str] = Counter()
    for name, module, function in STAGES:
        setattr(module, function, _timed(getattr(module, function), name, spent))
    examine._held()
    models = time.process_time() - LOADED
    print(f"load {1000 * LOADED:.0f} ms, models {1000 * models:.0f} ms")
    files = [Found(path.name, str(path)) for path in sorted(folder.iterdir())[:most]]
    with tempfile.TemporaryDirectory() as out:
        (Path(out) / PAGES).mkdir()
        settings = Settings(out, TODAY)
        for file in files[:WARMING]:
            examine.examine(settings, file)
        gc.collect()
        gc.freeze()
        spent.clear()
        begun = time.process_time()
        for file in files:
            pickle.dumps(examine.examine(settings, file))
        whole = time.process_time() - begun
    for name, _, _ in STAGES:
        print(f"{name:<18}{1000 * spent[name] / len(files):7.1f} ms")
    print(f"{'all':<18}{1000 * whole / len(files):7.1f} ms of processor a file")


def _timed(stage: Callable[..., Any], name: str, spent: Counter[str]) -> Callable[..., Any]:
    def timed(*args: Any, **more: Any) -> Any:
        begun = time.process_time()
        try:
            return stage(*args, **more)
        finally:
            spent[name] += time.process_time() - begun  # type: ignore[assignment]

    return timed


if __name__ == "__main__":
    main()
